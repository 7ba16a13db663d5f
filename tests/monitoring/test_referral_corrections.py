"""A referral that was sent wrong is put right: counted as it is now, kept as it was, and no case closed by it."""

import asyncio
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.kit.errors import StaleVersion
from services.monitoring.contract.referral_corrections import SubmitCorrections, SubmitWithdrawals
from services.monitoring.contract.referral_refusals import PersonalDataFound
from services.monitoring.contract.referrals import DecideStep, ProposeStep
from tests.monitoring.dossiers import APPROVER, NATIONAL, NOT_CONTRACTED, with_boundaries
from tests.monitoring.dossiers import an_agreement_in_force as in_force
from tests.monitoring.referrals import (
    BSN,
    a_partner_with_boundaries,
    a_referral,
    corrected,
    ended,
    sent,
    withdrawn,
)
from tests.monitoring.test_referrals_privacy import everything_kept
from tests.monitoring.world import World


def a_correction(reference: str = "A-1", version: int = 1, **changes: Any) -> dict[str, Any]:
    return a_referral(reference, **changes) | {"version": version, "why": "typed wrong"}


def a_withdrawal(reference: str = "A-1", version: int = 1) -> dict[str, Any]:
    return {"reference": reference, "version": version, "why": "sent twice"}


async def heavy_and_light(world: World, partner_id: UUID) -> tuple[int | None, int | None, int | None]:
    world.clock.moment = world.clock.moment.replace(day=22)
    quarter = (await world.client.scaling(partner_id)).quarters[0]
    return quarter.heavy.count, quarter.heavy.cents, quarter.light.count


async def test_what_is_current_counts_and_what_was_stays_as_history(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    heavy = [a_referral(f"H-{n}", budgetEuros=1_000) for n in range(12)]
    light = [a_referral(f"L-{n}", productCategory="45") for n in range(5)]
    await sent(software, *heavy, *light)
    assert await heavy_and_light(world, software.partner_id) == (12, 12_000_00, 5)
    receipt = await corrected(software, a_correction("H-0", productCategory="45"), a_correction("H-1", budgetEuros=500))
    assert [(row["outcome"], row["referralVersion"], row["agreementVersion"]) for row in receipt["rows"]] == [
        ("recorded", 2, 1), ("recorded", 2, 1)
    ]  # fmt: skip
    assert await heavy_and_light(world, software.partner_id) == (11, 10_500_00, 6)
    await withdrawn(software, *(a_withdrawal(f"H-{n}") for n in range(2, 6)))
    assert await heavy_and_light(world, software.partner_id) == (7, 6_500_00, 6)
    page = await world.officer.referrals(software.partner_id, 2020)
    assert (page.total, len(page.referrals)) == (13, 13)
    assert {(each.reference, each.version, each.standing) for each in page.changed} == {
        ("H-0", 1, "corrected"), ("H-1", 1, "corrected"), *((f"H-{n}", 1, "withdrawn") for n in range(2, 6))
    }  # fmt: skip
    report = await world.officer.report(software.partner_id, "2020-Q1")
    assert report.content.referrals.total == 13


async def test_it_is_checked_again_by_the_agreement_in_force(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral(livesHere=False, areaId=None))
    await in_force(world, software.partner_id, with_boundaries(residence="residents_only"))
    row = (await corrected(software, a_correction(livesHere=False, areaId=None, budgetEuros=1)))["rows"][0]
    assert (row["outcome"], row["agreementVersion"], row["breaches"][0]["rule"]) == ("breach", 2, "not-a-resident")
    page = await world.officer.referrals(software.partner_id, 2020)
    assert [(case.agreement_version, case.partner_says) for case in page.cases] == [(2, None)]


@pytest.mark.parametrize("says", ["corrected", "withdrawn"])
async def test_a_case_is_marked_and_closed_by_the_municipality_only(world: World, says: str) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral(providerAgb=NOT_CONTRACTED))
    before = (await world.officer.referrals(software.partner_id, 2020)).cases[0]
    await (corrected(software, a_correction()) if says == "corrected" else withdrawn(software, a_withdrawal()))
    [case] = (await world.officer.referrals(software.partner_id, 2020)).cases
    assert (case.id, case.state, case.partner_says, case.referral.provider_agb) == (
        before.id, "open", says, NOT_CONTRACTED
    )  # fmt: skip
    report = await world.officer.report(software.partner_id, "2020-Q1")
    assert report.content.referrals.outside == 0
    step = {"step": "no_action", "note": "reported in error"}
    unseen = ProposeStep.model_validate(step | {"seen_version": before.version})
    with pytest.raises(StaleVersion):
        await world.officer.propose_step(case.id, unseen, key=str(uuid4()))
    body = ProposeStep.model_validate(step | {"seen_version": case.version})
    case = await world.officer.propose_step(case.id, body, key=str(uuid4()))
    seen = DecideStep(seen_version=case.version, confirm=True)
    closed = await world.client.on_behalf_of(APPROVER).decide_step(case.id, case.steps[0].id, seen, key=str(uuid4()))
    assert (closed.state, closed.partner_says) == ("closed", says)


async def test_the_same_facts_keep_their_case_and_other_facts_open_another(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral(providerAgb=NOT_CONTRACTED))
    first = (await world.officer.referrals(software.partner_id, 2020)).cases[0]
    row = (await corrected(software, a_correction(providerAgb=NOT_CONTRACTED, budgetEuros=5)))["rows"][0]
    assert [breach["caseId"] for breach in row["breaches"]] == [str(first.id)]
    [case] = (await world.officer.referrals(software.partner_id, 2020)).cases
    assert (case.id, case.referral.version, case.partner_says) == (first.id, 2, None)
    await corrected(software, a_correction(version=2, providerAgb="22220009"))
    cases = (await world.officer.referrals(software.partner_id, 2020)).cases
    assert {(each.id == first.id, each.referral.version, each.partner_says, each.state) for each in cases} == {
        (True, 2, "corrected", "open"), (False, 3, None, "open")
    }  # fmt: skip


async def test_twice_at_once_and_late_it_is_done_once(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    there, back = a_correction(providerAgb=NATIONAL), a_correction(version=2)
    receipts = await asyncio.gather(*(corrected(software, there) for _ in range(6)))
    assert all(receipt == receipts[0] for receipt in receipts)
    again = (await corrected(software, there, a_correction("A-9")))["rows"]
    assert [(row["outcome"], row["rule"], row["referralVersion"]) for row in again] == [
        ("unchanged", None, 2), ("refused", "reference-unknown", None)
    ]  # fmt: skip
    assert (await corrected(software, back))["rows"][0]["referralVersion"] == 3
    late = (await corrected(software, there, a_correction("A-8")))["rows"][0]
    assert (late["outcome"], late["rule"]) == ("refused", "referral-changed")
    assert "versie 3" in late["mend"]
    page = await world.officer.referrals(software.partner_id, 2020)
    assert [(each.version, each.provider_name) for each in page.referrals] == [(3, "De Molen")]


async def test_two_corrections_of_one_referral_in_one_message_follow_each_other(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    wrong = a_correction(providerAgb=NOT_CONTRACTED)
    rows = (await corrected(software, wrong, a_correction(version=2, providerAgb=NOT_CONTRACTED, budgetEuros=5)))[
        "rows"
    ]
    assert [(row["outcome"], row["referralVersion"]) for row in rows] == [("breach", 2), ("breach", 3)]
    [case] = (await world.officer.referrals(software.partner_id, 2020)).cases
    assert case.referral.version == 3


async def test_what_is_withdrawn_stays_so(world: World) -> None:
    software, other = await a_partner_with_boundaries(world), await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    assert (await withdrawn(other, a_withdrawal()))["rows"][0]["rule"] == "reference-unknown"
    receipt = await withdrawn(software, a_withdrawal())
    assert await withdrawn(software, a_withdrawal()) == receipt
    again = (await withdrawn(software, a_withdrawal(), a_withdrawal("A-2")))["rows"]
    assert [row["outcome"] for row in again] == ["unchanged", "refused"]
    end = {"reference": "A-1", "endedOn": "2020-03-20", "reason": "31"}
    for rows in (
        await corrected(software, a_correction(budgetEuros=3)),
        await sent(software, a_referral(), a_referral("A-3")),
        await ended(software, end),
    ):
        assert rows["rows"][0]["rule"] == "referral-withdrawn"
    assert (await world.officer.referrals(software.partner_id, 2020)).total == 1


async def test_an_end_goes_along_and_a_row_with_a_mistake_is_refused_by_itself(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral(), a_referral("A-2"))
    await ended(software, {"reference": "A-1", "endedOn": "2020-03-01", "reason": "31"})
    rows = (
        await corrected(
            software,
            a_correction(referredOn="2020-03-02"),
            a_correction("A-2", areaId="nowhere"),
            a_correction(referredOn="2020-02-28"),
        )
    )["rows"]
    assert [row["rule"] for row in rows] == ["ended-before-begun", "referral-area-unknown", None]
    found = {each.reference: each for each in (await world.officer.referrals(software.partner_id, 2020)).referrals}
    assert (found["A-1"].ended_on, found["A-1"].end_reason) == (date(2020, 3, 1), "31")
    assert found["A-2"].version == 1


async def test_what_points_at_a_person_refuses_all_of_it_and_nothing_is_kept(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    corrections = SubmitCorrections.model_validate({"corrections": [a_correction() | {"why": f"was {BSN}"}]})
    withdrawals = SubmitWithdrawals.model_validate({"withdrawals": [a_withdrawal() | {"why": "bel 0612345678"}]})
    with pytest.raises(PersonalDataFound):
        await world.client.correct_referrals(corrections, api_key=software.key)
    with pytest.raises(PersonalDataFound):
        await world.client.withdraw_referrals(withdrawals, api_key=software.key)
    kept = await everything_kept(world)
    assert BSN not in kept
    assert "0612345678" not in kept
    assert (await world.officer.referrals(software.partner_id, 2020)).changed == []


async def test_history_is_forgotten_no_later_than_what_holds(world: World) -> None:
    world.clock.moment = world.clock.moment.replace(month=2, day=20)
    software = await a_partner_with_boundaries(world)
    await in_force(world, software.partner_id, year=2019)
    await sent(software, a_referral("SECRET-1"), a_referral("SECRET-2"))
    await corrected(software, a_correction("SECRET-1", referredOn="2019-12-20") | {"why": "a secret why"})
    await withdrawn(software, a_withdrawal("SECRET-2"))
    await _on(world, date(2022, 1, 2))
    kept = [each.reference for each in (await world.officer.referrals(software.partner_id, 2020)).changed]
    assert sorted(kept, key=str) == [None, "SECRET-2"]
    await _on(world, date(2023, 1, 2))
    kept_at_all = await everything_kept(world)
    for gone in ("SECRET-1", "SECRET-2", "a secret why", "sent twice"):
        assert gone not in kept_at_all


async def _on(world: World, day: date) -> None:
    world.clock.moment = world.clock.moment.replace(year=day.year, month=day.month, day=day.day)
    await world.app.state.worker.run_due()
