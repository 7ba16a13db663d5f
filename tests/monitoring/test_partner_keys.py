"""What a partner's key opens: all that is open to everybody, its own things in full, and nothing of another partner."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import httpx

from services.kit.openapi import describe
from tests.monitoring.referrals import a_partner_with_boundaries, a_referral, sent
from tests.monitoring.world import Software, World, a_row, a_submission

WRONG = {"Authorization": f"Bearer vv_{'0' * 12}_{'x' * 43}"}
OUTSIDE = a_referral("X-1", providerAgb="99990009")
FIXED = {"year": "2020", "number": "1", "quarter": "2020-Q1", "code": "children_reached", "area_id": "binnenstad"}


async def a_partner_with_all(world: World) -> tuple[Software, dict[str, str]]:
    """With a delivery and a breach, and the ids that addresses of its things are made of."""
    software = await a_partner_with_boundaries(world)
    receipt = await software.receipt(a_submission(a_row(3), a_row(4, "activities", None)))
    await sent(software, OUTSIDE)
    page = (await got(world, software, f"/partners/{software.partner_id}/referrals?year=2020")).json()
    ids = {
        "partner_id": str(software.partner_id),
        "referral_id": page["referrals"][0]["id"],
        "submission_id": receipt["submissionId"],
        "survey_id": str(uuid4()),
    }
    return software, FIXED | ids


async def got(world: World, software: Software | None, path: str) -> httpx.Response:
    return await world.http.get(f"/v1{path}", headers=software.sent() if software else {})


def addresses(world: World, ids: dict[str, str]) -> Iterator[str]:
    """Every GET of monitoring, about these things."""
    for path, methods in describe(world.app)["paths"].items():
        if "get" in methods:
            yield f"{path.format(**ids)}?year=2020"


async def test_a_key_opens_what_everybody_may_read_and_its_own_things(world: World) -> None:
    software, ids = await a_partner_with_all(world)
    opened = 0
    for path in addresses(world, ids):
        anonymous, own = await got(world, None, path), await got(world, software, path)
        if anonymous.status_code == 200:
            assert own.status_code == 200, (path, own.text)
            opened += 1
        assert own.status_code != 401, path
    assert opened > 6


async def test_a_key_opens_nothing_of_another_partner(world: World) -> None:
    """Over every GET: what everybody sees, or nothing."""
    (_, ids), other = await a_partner_with_all(world), await a_partner_with_boundaries(world)
    for path in addresses(world, ids):
        anonymous, others = await got(world, None, path), await got(world, other, path)
        if anonymous.status_code == 200:
            assert others.json() == anonymous.json(), path
        else:
            assert others.status_code in (403, 404), (path, others.text)


async def test_software_sees_its_own_small_numbers_and_others_do_not(world: World) -> None:
    software, ids = await a_partner_with_all(world)
    path = f"/partners/{ids['partner_id']}?year=2020"
    own, public = (await got(world, software, path)).json(), (await got(world, None, path)).json()
    assert 3 in [figure["value"].get("number") for figure in own["figures"]]
    assert 3 not in [figure["value"].get("number") for figure in public["figures"]]


async def test_software_reads_its_own_referrals_and_breach_cases(world: World) -> None:
    software, ids = await a_partner_with_all(world)
    page = (await got(world, software, f"/partners/{ids['partner_id']}/referrals?year=2020")).json()
    assert [each["reference"] for each in page["referrals"]] == ["X-1"]
    assert [case["rule"] for case in page["cases"]] == ["provider-not-contracted"]
    one = await got(world, software, f"/partners/{ids['partner_id']}/referrals/{ids['referral_id']}")
    assert UUID(one.json()["versions"][0]["id"]) == UUID(ids["referral_id"])


async def test_a_wrong_key_is_told_so_in_words_for_software(world: World) -> None:
    _, ids = await a_partner_with_all(world)
    for path in addresses(world, ids):
        refused = await world.http.get(f"/v1{path}", headers=WRONG)
        assert (refused.status_code, refused.json()["slug"]) == (401, "bad-api-key"), path


async def test_a_key_changes_nothing_that_is_open_to_everybody(world: World) -> None:
    software, _ = await a_partner_with_all(world)
    body = {"id": str(uuid4()), "proof": "x"}
    answer = await world.http.post("/v1/council-addresses/ending-by-link", json=body, headers=software.sent())
    assert (answer.status_code, answer.json()["slug"]) == (403, "not-for-software")
