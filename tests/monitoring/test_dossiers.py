"""A dossier on four pillars: written by one, put in force by another, replaced and never changed."""

import asyncio
from decimal import Decimal
from uuid import UUID, uuid4

import asyncpg
import pytest

from services.kit.caller import NotYours
from services.kit.errors import Refusal, StaleVersion
from services.monitoring.contract.dossier import PutInForce
from services.monitoring.contract.dossier_refusals import NoDraft, UnknownAgreementVersion, WriterCannotDecide
from services.monitoring.contract.refusals import KpiGivenTwice, UnknownPartner
from services.monitoring.domain.dossier import Change, differences
from tests.monitoring.dossiers import APPROVER, PILLARS, a_draft, an_agreement_in_force, with_boundaries
from tests.monitoring.world import OFFICER, World, a_kpi, a_row, a_submission
from tests.support.apps import a_person


def test_a_line_that_only_moved_did_not_change() -> None:
    before = {"providers": [{"agb": "1", "name": "A"}, {"agb": "2", "name": "B"}], "laws": ["AVG", "SKJ"], "to": None}
    after = {"providers": [{"agb": "2", "name": "B"}, {"agb": "1", "name": "A"}], "laws": ["SKJ", "AVG"], "to": ""}
    assert differences(before, after) == []


def test_two_lines_of_the_same_name_are_two_lines() -> None:
    """Two permissions for one provider: the second one used to hide the first."""
    one, two = {"agb": "22220009", "until": "2020-06-30"}, {"agb": "22220009", "until": "2020-12-31"}
    assert differences({"permissions": [one, two]}, {"permissions": [two]}) == [
        Change("permissions[22220009].until", "2020-06-30", "2020-12-31"),
        Change("permissions[22220009 (2)].agb", "22220009", None),
        Change("permissions[22220009 (2)].until", "2020-12-31", None),
    ]


def test_what_is_new_gone_or_otherwise_is_said_with_its_place() -> None:
    before = {"providers": [{"agb": "1", "name": "A"}], "laws": ["AVG"], "byArea": True}
    after = {"providers": [{"agb": "1", "name": "B"}], "laws": ["AVG", "SKJ"], "byArea": False}
    assert differences(before, after) == [
        Change("providers[1].name", "A", "B"),
        Change("byArea", "true", "false"),
        Change("laws[SKJ]", None, "SKJ"),
    ]


async def test_a_draft_is_put_in_force_by_somebody_else_and_shows_its_four_pillars(world: World) -> None:
    partner_id = await world.a_partner("Buurtzorg Jong")
    kpi = a_kpi().model_copy(
        update={"frequency": "month", "target": Decimal(40), "baseline": Decimal(31), "numerator": "children seen"}
    )
    draft = await world.officer.save_draft(partner_id, 2020, a_draft(kpis=[kpi]))
    assert (await world.client.dossier(partner_id, 2020)).shown is None
    approver = world.client.on_behalf_of(APPROVER)
    made = await approver.put_in_force(partner_id, 2020, PutInForce(seen_revision=draft.revision), key=str(uuid4()))
    shown = (await world.client.dossier(partner_id, 2020)).shown
    assert shown == made
    assert (made.version, made.in_force_by, made.made_by) == (1, APPROVER.name, OFFICER.name)
    assert made.pillars == PILLARS
    assert (made.kpis[0].frequency, made.kpis[0].target, made.kpis[0].baseline) == ("month", 40, 31)
    assert (await world.officer.dossier(partner_id, 2020)).draft is None


async def test_who_wrote_in_a_draft_cannot_put_it_in_force(world: World) -> None:
    partner_id = await world.a_partner()
    both = a_person(("policy_officer", None), ("approver", None))
    as_both = world.client.on_behalf_of(both)
    first = await as_both.save_draft(partner_id, 2020, a_draft())
    last = await world.officer.save_draft(partner_id, 2020, a_draft(seen=first.revision))
    seen = PutInForce(seen_revision=last.revision)
    for caller, refusal in ((both, WriterCannotDecide), (OFFICER, NotYours)):
        with pytest.raises(refusal):
            await world.client.on_behalf_of(caller).put_in_force(partner_id, 2020, seen, key=str(uuid4()))
    assert (await world.client.dossier(partner_id, 2020)).shown is None


async def test_what_was_not_read_is_neither_put_in_force_nor_overwritten(world: World) -> None:
    partner_id, approver = await world.a_partner(), world.client.on_behalf_of(APPROVER)
    first = await world.officer.save_draft(partner_id, 2020, a_draft())
    await world.officer.save_draft(partner_id, 2020, a_draft(seen=1, core_values="Otherwise."))
    with pytest.raises(StaleVersion):
        await world.officer.save_draft(partner_id, 2020, a_draft(seen=1))
    with pytest.raises(StaleVersion):
        await approver.put_in_force(partner_id, 2020, PutInForce(seen_revision=first.revision), key=str(uuid4()))
    with pytest.raises(NoDraft):
        await approver.put_in_force(partner_id, 2021, PutInForce(seen_revision=1), key=str(uuid4()))


async def test_put_in_force_at_once_by_many_it_is_one_version(world: World) -> None:
    partner_id, approver = await world.a_partner(), world.client.on_behalf_of(APPROVER)
    await world.officer.save_draft(partner_id, 2020, a_draft())
    seen = PutInForce(seen_revision=1)
    tries = (approver.put_in_force(partner_id, 2020, seen, key=str(uuid4())) for _ in range(6))
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(type(answer).__name__ for answer in answers) == ["DossierVersion"] + ["NoDraft"] * 5
    assert (await world.client.dossier(partner_id, 2020)).versions == [1]


async def test_a_next_version_replaces_the_one_before_and_shows_the_difference(world: World) -> None:
    partner_id = await world.a_partner()
    first = await an_agreement_in_force(world, partner_id)
    second = await an_agreement_in_force(world, partner_id, with_boundaries(laws=["Jeugdwet", "Norm 2020"]))
    now = await world.client.dossier(partner_id, 2020)
    assert (now.shown, now.versions) == (second, [1, 2])
    assert {(change.place, change.before, change.after) for change in now.changes} == {
        ("pillars.boundaries.laws[SKJ]", "SKJ", None),
        ("pillars.boundaries.laws[Meldcode]", "Meldcode", None),
        ("pillars.boundaries.laws[AVG]", "AVG", None),
        ("pillars.boundaries.laws[Norm 2020]", None, "Norm 2020"),
    }
    earlier = await world.client.dossier(partner_id, 2020, version=1)
    assert (earlier.shown, earlier.changes) == (first, [])
    with pytest.raises(UnknownAgreementVersion):
        await world.client.dossier(partner_id, 2020, version=3)


async def test_the_database_lets_nobody_change_a_version(world: World) -> None:
    partner_id = await world.a_partner()
    await an_agreement_in_force(world, partner_id)
    app = await asyncpg.connect(world.app.state.settings.database_url)
    for statement in ("UPDATE agreements SET pillars = '{}'", "DELETE FROM agreements", "UPDATE kpis SET target = 1"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute(statement)
    await app.close()


async def test_a_draft_is_seen_by_the_municipality_and_the_partner_only(world: World) -> None:
    partner_id, other = await world.a_partner(), await world.a_partner()
    await an_agreement_in_force(world, partner_id)
    await world.officer.save_draft(partner_id, 2020, a_draft(core_values="Secret for now."))
    for caller in (OFFICER, APPROVER, a_person(("partner_member", str(partner_id)))):
        seen = await world.client.on_behalf_of(caller).dossier(partner_id, 2020)
        assert seen.draft is not None
        assert [(change.place, change.after) for change in seen.draft_changes] == [("coreValues", "Secret for now.")]
    for caller in (a_person(("partner_member", str(other))), a_person(("area_worker", "binnenstad"))):
        seen = await world.client.on_behalf_of(caller).dossier(partner_id, 2020)
        assert (seen.draft, seen.draft_changes) == (None, [])
    assert (await world.client.dossier(partner_id, 2020)).draft is None


async def test_only_an_officer_writes_and_each_code_stands_once(world: World) -> None:
    partner_id = await world.a_partner()
    for caller in (APPROVER, a_person(("partner_member", str(partner_id)))):
        with pytest.raises(NotYours):
            await world.client.on_behalf_of(caller).save_draft(partner_id, 2020, a_draft())
    with pytest.raises(KpiGivenTwice):
        await world.officer.save_draft(partner_id, 2020, a_draft(kpis=[a_kpi(), a_kpi()]))
    with pytest.raises(UnknownPartner):
        await world.officer.save_draft(uuid4(), 2020, a_draft())


async def test_an_agreement_made_before_there_were_four_eyes_can_be_replaced(world: World) -> None:
    software = await world.software()
    owner = await asyncpg.connect(world.owner_url)
    await owner.execute("UPDATE agreements SET in_force_by = NULL, in_force_at = NULL")
    await owner.close()
    before = (await world.client.dossier(software.partner_id, 2020)).shown
    assert before is not None
    assert (before.version, before.in_force_by, before.pillars.boundaries.providers) == (1, None, [])
    await software.receipt(a_submission(a_row(7)))
    assert (await an_agreement_in_force(world, software.partner_id)).version == 2
    page = await world.client.partner_page(software.partner_id, 2020)
    assert page.agreement is not None
    assert page.agreement.version == 2
    # One figure, not one for each version.
    assert [figure.value.number for figure in page.figures] == [7]


async def test_a_delivery_knows_a_new_version_at_once(world: World) -> None:
    software = await world.software(kpis=[a_kpi("old_one", by_area=False)])
    assert (await software.receipt(a_submission(a_row(1, "old_one", None))))["new"] == 1
    await an_agreement_in_force(world, software.partner_id)
    rows = a_row(1, "activities", None), a_row(2, "old_one", None)
    receipt = await software.receipt(a_submission(*rows))
    assert [row["rule"] for row in receipt["rows"]] == [None, "unknown-kpi"]


async def test_a_receipt_names_the_version_its_rows_were_checked_by_for_good(world: World) -> None:
    software, sent = await world.software(), {"Content-Type": "text/csv"}
    first = await software.receipt(a_submission(a_row(7)))
    await an_agreement_in_force(world, software.partner_id)
    again = await software.receipt(a_submission(a_row(7)))
    second = await software.receipt(a_submission(a_row(8)))
    large = await world.http.post(
        "/v1/submissions/stream?period=2020-Q1",
        content="kpi;areaId;value\nactivities;;9\n",
        headers=software.sent(sent),
    )
    assert [receipt["agreementVersion"] for receipt in (first, again, second, large.json())] == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("where", "wrong"),
    [
        ("providers", [{"agb": "123", "name": "x", "contractedBy": "vng"}]),
        ("lightCategories", ["39"]),
        ("residence", "anywhere"),
        ("activities", [{"code": "Not A Code", "name": "x"}]),
    ],
)
async def test_what_is_no_boundary_is_refused(world: World, where: str, wrong: object) -> None:
    partner_id: UUID = await world.a_partner()
    body = a_draft().model_dump(mode="json", by_alias=True)
    body["pillars"]["boundaries"][where] = wrong
    sent = {"Authorization": f"Bearer {OFFICER.token}"}
    refused = await world.http.put(f"/v1/partners/{partner_id}/dossiers/2020/draft", json=body, headers=sent)
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"].startswith(f"pillars.boundaries.{where}")


async def test_a_refusal_of_the_dossier_has_its_own_class_on_the_other_side(world: World) -> None:
    with pytest.raises(Refusal, match="concept"):
        await world.client.on_behalf_of(APPROVER).put_in_force(
            await world.a_partner(), 2020, PutInForce(seen_revision=1), key=str(uuid4())
        )
