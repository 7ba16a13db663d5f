"""Partners, agreements and keys: who may, what is refused, and what each reader sees."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest

from services.kit.caller import Caller
from services.kit.errors import Invalid, KeyReused, Refusal
from services.monitoring.contract.models import AddPartner, SubmitKpiValues
from services.monitoring.contract.refusals import (
    NoAgreement,
    PartnerExists,
    UnknownPartner,
)
from tests.monitoring.world import KPIS, OFFICER, World, a_kpi, a_row, a_submission
from tests.support.apps import a_person, a_service


def a_key() -> str:
    return str(uuid4())


async def test_an_officer_adds_partners_and_everybody_sees_them_by_name(world: World) -> None:
    for name in ("Zonnebloem", "aanloop", "  Buurtwerk  "):
        await world.officer.add_partner(AddPartner(name=name), key=a_key())
    assert [partner.name for partner in await world.client.partners()] == ["aanloop", "Buurtwerk", "Zonnebloem"]


async def test_the_same_partner_sent_eight_times_at_once_is_one(world: World) -> None:
    key = a_key()
    added = await asyncio.gather(*(world.officer.add_partner(AddPartner(name="Een"), key=key) for _ in range(8)))
    assert len({partner.id for partner in added}) == 1
    with pytest.raises(KeyReused):
        await world.officer.add_partner(AddPartner(name="Twee"), key=key)


async def test_two_partners_cannot_have_one_name(world: World) -> None:
    await world.a_partner("Buurtwerk")
    with pytest.raises(PartnerExists, match="deze naam"):
        await world.a_partner("Buurtwerk")


@pytest.mark.parametrize(
    "caller", [a_person(("approver", None)), a_person(("partner_member", "x")), a_service("budget")]
)
async def test_only_an_officer_makes_partners_and_keys(world: World, caller: Caller) -> None:
    partner_id = await world.a_partner()
    other = world.client.on_behalf_of(caller)
    for attempt in (
        other.add_partner(AddPartner(name="X"), key=a_key()),
        other.make_api_key(partner_id, key=a_key()),
    ):
        with pytest.raises(Refusal) as refused:
            await attempt
        assert refused.value.slug == "not-yours"


async def test_without_a_token_nothing_is_made(world: World) -> None:
    refused = await world.http.post("/v1/partners", json={"name": "X"}, headers={"Idempotency-Key": a_key()})
    assert (refused.status_code, refused.json()["slug"]) == (401, "no-token")


async def test_a_creating_request_without_a_key_is_refused(world: World) -> None:
    refused = await world.http.post(
        "/v1/partners", json={"name": "X"}, headers={"Authorization": f"Bearer {OFFICER.token}"}
    )
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"].lower() == "idempotency-key"


async def test_a_name_with_nothing_or_a_nul_in_it_is_refused(world: World) -> None:
    for name in ("", "   ", "a\u0000b", "x" * 121):
        headers = {"Authorization": f"Bearer {OFFICER.token}", "Idempotency-Key": a_key()}
        assert (await world.http.post("/v1/partners", json={"name": name}, headers=headers)).status_code == 400


async def test_an_agreement_of_another_year_is_another_agreement(world: World) -> None:
    software = await world.software(year=2020)
    assert (await world.agree(software.partner_id, 2021)).version == 1
    page = await world.client.partner_page(software.partner_id, 2020)
    assert page.agreement is not None
    assert [kpi.code for kpi in page.agreement.kpis] == [kpi.code for kpi in KPIS]
    assert page.agreement.version == 1


async def test_an_unknown_partner_is_not_there(world: World) -> None:
    with pytest.raises(UnknownPartner):
        await world.client.partner_page(uuid4(), 2020)
    with pytest.raises(UnknownPartner):
        await world.officer.make_api_key(uuid4(), key=a_key())


async def test_a_key_is_shown_once_and_kept_nowhere(world: World) -> None:
    partner_id, key = await world.a_partner(), a_key()
    made = await world.officer.make_api_key(partner_id, key=key)
    again = await world.officer.make_api_key(partner_id, key=key)
    assert made.key is not None
    assert made.key.startswith(f"vv_{made.id}_")
    assert (again.id, again.key) == (made.id, None)
    secret = made.key.rpartition(f"{made.id}_")[2]
    connection = await asyncpg.connect(world.owner_url)
    for table in ("api_keys", "idempotency_keys", "outbox_events", "work"):
        for row in await connection.fetch(f"SELECT {table}::text AS whole FROM {table}"):
            assert secret not in row["whole"]
    await connection.close()


async def test_a_delivery_right_after_an_agreement_is_taken(world: World) -> None:
    partner_id = await world.a_partner()
    api_key = await world.a_key(partner_id)
    body = SubmitKpiValues.model_validate(a_submission())
    with pytest.raises(NoAgreement):
        await world.client.submit(body, api_key=api_key)
    await world.agree(partner_id)
    receipt = await world.client.submit(body, api_key=api_key, key=a_key())
    assert receipt.new == 1
    assert await world.client.receipt(receipt.submission_id, api_key=api_key) == receipt


async def test_the_public_sees_small_counts_as_too_small_and_no_receipts(world: World) -> None:
    software = await world.software()
    rows = [a_row(4), a_row(0, area="binnenstad"), a_row(5, area="korrewegwijk"), a_row(3, "activities", None)]
    await software.receipt(a_submission(*rows))
    page = await world.client.partner_page(software.partner_id, 2020)
    values = [(f.area_id, f.value.status, f.value.number) for f in page.figures]
    assert values == [
        ("binnenstad", "number", 0),
        ("korrewegwijk", "number", 5),
        ("oosterparkwijk", "too_small", None),
        (None, "number", 3),
    ]
    assert (page.receipts, page.keys) == ([], [])


async def test_the_partner_itself_and_the_municipality_see_everything_and_another_partner_does_not(
    world: World,
) -> None:
    software, other = await world.software(), await world.software()
    receipt = await software.receipt(a_submission(a_row(4), a_row(-1, area="binnenstad")))
    for caller in (OFFICER, a_person(("approver", None)), a_person(("partner_member", str(software.partner_id)))):
        page = await world.client.on_behalf_of(caller).partner_page(software.partner_id, 2020)
        assert [figure.value.number for figure in page.figures] == [4]
        assert [one.model_dump(mode="json", by_alias=True) for one in page.receipts] == [receipt]
        assert [key.key for key in page.keys] == [None]
    for caller in (a_person(("partner_member", str(other.partner_id))), a_person(("area_worker", "oosterparkwijk"))):
        page = await world.client.on_behalf_of(caller).partner_page(software.partner_id, 2020)
        assert [figure.value.status for figure in page.figures] == ["too_small"]
        assert (page.receipts, page.keys) == ([], [])


async def test_over_the_wire_only_a_membership_within_that_partner_opens_its_receipts(world: World) -> None:
    software, other = await world.software(), await world.software()
    await software.receipt(a_submission(a_row(4)))
    await software.receipt(a_submission(a_row(4), a_row(1, area="nowhere")))
    own = str(software.partner_id)

    async def receipts(*held: tuple[str, str | None], kind: Caller | None = None) -> list[list[str]]:
        sent = {"Authorization": f"Bearer {(kind or a_person(*held)).token}"}
        page = await world.http.get(f"/v1/partners/{own}", params={"year": 2020}, headers=sent)
        assert page.status_code == 200
        return [[row["outcome"] for row in receipt["rows"]] for receipt in page.json()["receipts"]]

    assert sorted(await receipts(("partner_member", own))) == [["new"], ["unchanged", "refused"]]
    for held in (("partner_member", str(other.partner_id)), ("partner_member", None), ("area_worker", own)):
        assert await receipts(held) == []
    for service in ("frontend", "budget"):
        assert await receipts(kind=a_service(service)) == []
    forged = {"Authorization": f"Bearer {a_person(('partner_member', own)).token}x"}
    assert (await world.http.get(f"/v1/partners/{own}?year=2020", headers=forged)).status_code == 401


async def test_of_a_large_receipt_the_page_shows_the_refused_rows(world: World) -> None:
    software = await world.software(kpis=[a_kpi(f"kpi_{n}") for n in range(100)])
    rows = [a_row(n, f"kpi_{n}", area) for n in range(100) for area in ("binnenstad", "oosterparkwijk")]
    await software.receipt(a_submission(*rows, a_row(1, "wrong")))
    page = await world.officer.partner_page(software.partner_id, 2020)
    assert [(row.row, row.rule) for row in page.receipts[0].rows] == [(201, "unknown-kpi")]
    assert page.receipts[0].new == 200


async def test_a_page_depends_on_who_asks_so_nobody_may_keep_it(world: World) -> None:
    partner_id = await world.a_partner()
    page = await world.http.get(f"/v1/partners/{partner_id}?year=2020")
    assert page.headers["cache-control"] == "no-store"
    with pytest.raises(Invalid):
        await world.client.partner_page(partner_id, 1)
