"""The end of a referral is put right: what counts follows, what was told before stays, and nothing else changes."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.monitoring.contract.reports import AcceptReport, MoveReport
from tests.monitoring.dossiers import NOT_CONTRACTED
from tests.monitoring.dossiers import an_agreement_in_force as in_force
from tests.monitoring.referrals import (
    a_partner_with_boundaries,
    a_referral,
    corrected,
    ended,
    ends_corrected,
    sent,
    withdrawn,
)
from tests.monitoring.test_referral_corrections import a_correction, a_withdrawal
from tests.monitoring.world import Software, World
from tests.support.apps import a_person

END = {"reference": "A-1", "endedOn": "2020-03-20", "reason": "31"}


def an_end(version: int = 1, **changes: Any) -> dict[str, Any]:
    return END | {"version": version, "why": "another day", "endedOn": "2020-03-10", "reason": "34"} | changes


NO_END = {"endedOn": None, "reason": None}


async def a_referral_that_ended(world: World, **changes: Any) -> Software:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral(**changes))
    row = (await ended(software, END))["rows"][0]
    assert (row["outcome"], row["referralVersion"]) == ("recorded", 1)
    return software


async def test_an_end_is_corrected_and_what_was_told_stays(world: World) -> None:
    software = await a_referral_that_ended(world)
    receipt = await ends_corrected(software, an_end())
    assert [(row["outcome"], row["referralVersion"]) for row in receipt["rows"]] == [("recorded", 2)]
    assert await ends_corrected(software, an_end()) == receipt
    page = await world.officer.referrals(software.partner_id, 2020)
    [now] = page.referrals
    assert (now.version, now.ended_on, now.end_reason, page.total) == (2, date(2020, 3, 10), "34", 1)
    [was] = page.changed
    assert (was.version, was.ended_on, was.end_reason, was.changed_because) == (
        1, date(2020, 3, 20), "31", "another day"
    )  # fmt: skip
    history = await world.officer.referral(software.partner_id, was.id)
    assert [each.version for each in history.versions] == [1, 2]
    same = now.model_copy(update={name: getattr(was, name) for name in ("ended_on", "end_reason")})
    assert (same.agreement_version, same.weight, same.reason) == (was.agreement_version, was.weight, was.reason)


async def test_a_referral_that_did_not_end_after_all_and_one_that_ended(world: World) -> None:
    software = await a_referral_that_ended(world)
    await ends_corrected(software, an_end(**NO_END))
    [now] = (await world.officer.referrals(software.partner_id, 2020)).referrals
    assert (now.version, now.ended_on, now.end_reason) == (2, None, None)
    again = (await ends_corrected(software, an_end(2, **NO_END)))["rows"]
    assert [(row["outcome"], row["referralVersion"]) for row in again] == [("unchanged", 2)]
    await ends_corrected(software, an_end(2))
    [now] = (await world.officer.referrals(software.partner_id, 2020)).referrals
    assert (now.version, now.ended_on) == (3, date(2020, 3, 10))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"reason": "30"}, "unknown-end-reason"),
        ({"endedOn": "2020-02-13"}, "ended-before-begun"),
        ({"endedOn": "2020-04-03"}, "day-in-future"),
        ({"version": 2}, "referral-changed"),
        ({"reference": "A-9"}, "reference-unknown"),
    ],
)
async def test_a_mistake_refuses_that_row_only(world: World, changes: dict[str, Any], rule: str) -> None:
    software = await a_referral_that_ended(world)
    await sent(software, a_referral("A-2"))
    rows = (await ends_corrected(software, an_end(**changes), an_end(reference="A-2")))["rows"]
    assert [row["rule"] for row in rows] == [rule, None]


async def test_a_day_without_a_reason_is_no_end(world: World) -> None:
    software = await a_referral_that_ended(world)
    [row] = (await ends_corrected(software, an_end(reason=None)))["rows"]
    assert (row["outcome"], row["rule"]) == ("refused", "row-unreadable")
    assert (await world.officer.referrals(software.partner_id, 2020)).referrals[0].end_reason == "31"


async def test_it_is_not_checked_again_and_its_case_goes_along(world: World) -> None:
    software = await a_referral_that_ended(world, providerAgb=NOT_CONTRACTED)
    [before] = (await world.officer.referrals(software.partner_id, 2020)).cases
    await in_force(world, software.partner_id)
    await ends_corrected(software, an_end())
    [case] = (await world.officer.referrals(software.partner_id, 2020)).cases
    assert (case.id, case.version, case.state, case.partner_says) == (before.id, before.version, "open", None)
    assert (case.referral.version, case.referral.agreement_version, case.referral.ended_on) == (
        2, 1, date(2020, 3, 10)
    )  # fmt: skip


async def test_what_is_withdrawn_has_no_end_to_correct(world: World) -> None:
    software = await a_referral_that_ended(world)
    await withdrawn(software, a_withdrawal())
    assert (await ends_corrected(software, an_end()))["rows"][0]["rule"] == "referral-withdrawn"


async def test_as_it_was_reported_on_a_day_stays_answerable(world: World) -> None:
    """Day by day: sent, ended, the end corrected, the referral corrected, withdrawn."""
    software = await a_partner_with_boundaries(world)
    acts = (
        sent(software, a_referral()),
        ended(software, END),
        ends_corrected(software, an_end()),
        corrected(software, a_correction(version=2, budgetEuros=5)),
        withdrawn(software, a_withdrawal(version=3)),
    )
    first = world.clock.today()
    for act in acts:
        await act
        world.clock.moment += timedelta(days=1)
    told = []
    for days in range(-1, len(acts)):
        page = await world.officer.referrals(software.partner_id, 2020, first + timedelta(days=days))
        told.append([(each.version, each.ended_on, each.budget_cents, each.standing) for each in page.referrals])
        assert page.total == len(page.referrals)
    late, early = date(2020, 3, 20), date(2020, 3, 10)
    assert told == [
        [],
        [(1, None, None, "current")],
        [(1, late, None, "current")],
        [(2, early, None, "current")],
        [(3, early, 500, "current")],
        [],
    ]


async def test_a_report_that_was_accepted_names_it_as_come_later(world: World) -> None:
    software = await a_referral_that_ended(world)
    member = world.client.on_behalf_of(a_person(("partner_member", str(software.partner_id))))
    await member.submit_report(software.partner_id, "2020-Q1", MoveReport(seen_version=0), key="submit-1-report")
    seen = await world.officer.report(software.partner_id, "2020-Q1")
    move = AcceptReport(seen_version=seen.version, seen_content=seen.content_sha256)
    await world.officer.accept_report(software.partner_id, "2020-Q1", move, key="accept-1-report")
    world.clock.moment += timedelta(days=1)
    await ends_corrected(software, an_end())
    report = await world.officer.report(software.partner_id, "2020-Q1")
    assert (report.later_referrals, report.content.referrals.total) == (1, 1)
