"""Referrals at the door: recorded once, checked by the version in force, and never anything of a person."""

import asyncio
import json
import re
from datetime import date
from pathlib import Path

import pytest

from services.kit.caller import NotYours
from services.monitoring.contract.referrals import SubmitReferrals
from services.monitoring.domain.personal_data import look_for
from tests.monitoring.dossiers import (
    MUNICIPAL,
    NATIONAL,
    NOT_CONTRACTED,
    PILLARS,
    a_permission,
    an_agreement_in_force,
    with_boundaries,
)
from tests.monitoring.referrals import a_partner_with_boundaries, a_referral, ended, sent
from tests.monitoring.world import OFFICER, World
from tests.support.apps import a_person

WITHIN = {"outcome": "recorded", "agreementVersion": 1, "breaches": [], "rule": None, "mend": None}


async def test_a_referral_within_the_boundaries_is_recorded_with_the_version_it_was_checked_by(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    receipt = await sent(software, a_referral(), a_referral("A-2", providerAgb=NATIONAL, budgetEuros=12_500))
    assert [(row["reference"], {name: row[name] for name in WITHIN}) for row in receipt["rows"]] == [
        ("A-1", WITHIN),
        ("A-2", WITHIN),
    ]
    page = await world.officer.referrals(software.partner_id, 2020)
    assert {(each.reference, each.provider_name, each.budget_cents) for each in page.referrals} == {
        ("A-1", "De Molen", None),
        ("A-2", "Landelijk", 12_500_00),
    }
    assert (page.total, page.cases) == (2, [])


async def test_outside_a_boundary_it_is_recorded_as_a_breach_and_told_at_once(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    receipt = await sent(
        software,
        a_referral(providerAgb=NOT_CONTRACTED),
        a_referral("A-2", livesHere=False, responsibleMunicipality="GM0599", areaId=None),
        a_referral("A-3", activity="music"),
        a_referral("A-4"),
    )
    assert (receipt["breach"], receipt["recorded"], receipt["refused"]) == (3, 1, 0)
    assert [[breach["rule"] for breach in row["breaches"]] for row in receipt["rows"]] == [
        ["provider-not-contracted"], ["not-under-residence-principle"], ["activity-not-tendered"], []
    ]  # fmt: skip
    assert receipt["rows"][0]["breaches"][0]["meaning"].startswith("Met deze aanbieder heeft de gemeente geen contract")
    member = world.client.on_behalf_of(a_person(("partner_member", str(software.partner_id))))
    cases = (await member.referrals(software.partner_id, 2020)).cases
    assert {(case.referral.reference, case.state, case.agreement_version) for case in cases} == {
        ("A-1", "open", 1), ("A-2", "open", 1), ("A-3", "open", 1)
    }  # fmt: skip


async def test_residents_only_or_the_residence_principle_is_what_was_agreed(world: World) -> None:
    by_principle = await a_partner_with_boundaries(world)
    residents = await a_partner_with_boundaries(world, with_boundaries(residence="residents_only"))
    elsewhere = a_referral(livesHere=False, areaId=None)
    assert (await sent(by_principle, elsewhere))["rows"][0]["breaches"] == []
    assert (await sent(residents, elsewhere))["rows"][0]["breaches"][0]["rule"] == "not-a-resident"


async def test_a_next_version_counts_from_then_on_and_what_was_checked_keeps_its_version(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    first = await sent(software, a_referral(providerAgb=NOT_CONTRACTED))
    allowed = with_boundaries(permissions=[a_permission(date(2020, 3, 31), agb=NOT_CONTRACTED)])
    await an_agreement_in_force(world, software.partner_id, allowed)
    rows = (
        await sent(
            software,
            a_referral("A-2", providerAgb=NOT_CONTRACTED),
            a_referral("A-3", providerAgb=NOT_CONTRACTED, referredOn="2020-04-01"),
        )
    )["rows"]
    assert [(row["outcome"], row["agreementVersion"]) for row in rows] == [("recorded", 2), ("breach", 2)]
    assert [row["agreementVersion"] for row in first["rows"]] == [1]
    cases = (await world.officer.referrals(software.partner_id, 2020)).cases
    assert {(case.referral.reference, case.agreement_version) for case in cases} == {("A-1", 1), ("A-3", 2)}


async def test_the_same_message_gets_the_same_receipt_also_eight_at_once(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    rows = a_referral(providerAgb=NOT_CONTRACTED), a_referral("A-2")
    receipts = await asyncio.gather(*(sent(software, *rows) for _ in range(8)))
    assert all(receipt == receipts[0] for receipt in receipts)
    page = await world.officer.referrals(software.partner_id, 2020)
    assert (page.total, len(page.cases)) == (2, 1)


async def test_a_reference_stands_for_one_referral(world: World) -> None:
    software, other = await a_partner_with_boundaries(world), await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    rows = (await sent(software, a_referral(), a_referral(reason="another"), a_referral("A-2"), a_referral("A-2")))[
        "rows"
    ]
    assert [(row["outcome"], row["rule"]) for row in rows] == [
        ("unchanged", None), ("refused", "reference-known"), ("recorded", None), ("unchanged", None)
    ]  # fmt: skip
    assert (await sent(other, a_referral()))["recorded"] == 1


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"referrer": "07"}, "unknown-referrer"),
        ({"productCategory": "39"}, "unknown-product-category"),
        ({"areaId": "nowhere"}, "referral-area-unknown"),
        ({"referredOn": "2020-04-03"}, "day-in-future"),
        ({"referredOn": "2018-12-31"}, "day-too-old"),
        ({"referredOn": "2019-12-31"}, "no-agreement-for-day"),
    ],
)
async def test_a_row_with_a_mistake_is_refused_by_itself(world: World, changes: dict[str, str], rule: str) -> None:
    software = await a_partner_with_boundaries(world)
    receipt = await sent(software, a_referral("wrong", **changes), a_referral())
    assert [(row["outcome"], row["rule"]) for row in receipt["rows"]] == [("refused", rule), ("recorded", None)]
    assert receipt["rows"][0]["mend"]
    assert not re.search(r"\d{4}-\d\d-\d\d", receipt["rows"][0]["mend"])
    assert (await world.officer.referrals(software.partner_id, 2020)).total == 1


async def test_a_later_message_ends_a_referral_once(world: World) -> None:
    software, other = await a_partner_with_boundaries(world), await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    end = {"reference": "A-1", "endedOn": "2020-03-20", "reason": "31"}
    receipt = await ended(software, end)
    assert receipt["rows"][0]["outcome"] == "recorded"
    assert await ended(software, end) == receipt
    rows = (
        await ended(
            software,
            end,
            end | {"reason": "32"},
            end | {"reference": "A-9"},
        )
    )["rows"]
    assert [(row["outcome"], row["rule"]) for row in rows] == [
        ("unchanged", None), ("refused", "ended-already"), ("refused", "reference-unknown")
    ]  # fmt: skip
    assert (await ended(other, end))["rows"][0]["rule"] == "reference-unknown"
    found = (await world.officer.referrals(software.partner_id, 2020)).referrals[0]
    assert (found.ended_on, found.end_reason) == (date(2020, 3, 20), "31")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"reason": "30"}, "unknown-end-reason"),
        ({"endedOn": "2020-02-13"}, "ended-before-begun"),
        ({"endedOn": "2020-04-03"}, "day-in-future"),
    ],
)
async def test_an_end_with_a_mistake_is_refused(world: World, changes: dict[str, str], rule: str) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    receipt = await ended(software, {"reference": "A-1", "endedOn": "2020-03-20", "reason": "31"} | changes)
    assert receipt["rows"][0]["rule"] == rule


async def test_referrals_are_seen_by_the_municipality_and_that_partner_only(world: World) -> None:
    software, other = await a_partner_with_boundaries(world), await a_partner_with_boundaries(world)
    await sent(software, a_referral())
    for caller in (OFFICER, a_person(("approver", None)), a_person(("partner_member", str(software.partner_id)))):
        assert (await world.client.on_behalf_of(caller).referrals(software.partner_id, 2020)).total == 1
    for caller in (a_person(("partner_member", str(other.partner_id))), a_person(("area_worker", "binnenstad"))):
        with pytest.raises(NotYours):
            await world.client.on_behalf_of(caller).referrals(software.partner_id, 2020)
    assert (await world.http.get(f"/v1/partners/{software.partner_id}/referrals?year=2020")).status_code == 401
    no_key = await world.http.post("/v1/referrals", json={"referrals": [a_referral()]})
    assert no_key.status_code == 401


async def test_scaling_shows_quarters_that_were_due_with_heavy_and_light_apart(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    heavy = [a_referral(f"H-{n}", budgetEuros=10_000) for n in range(6)]
    light = [a_referral(f"L-{n}", productCategory="45", areaId="binnenstad") for n in range(3)]
    running = [a_referral(f"R-{n}", referredOn="2020-04-01") for n in range(9)]
    await sent(software, *heavy, *light, *running)
    assert (await world.client.scaling(software.partner_id)).quarters == []
    world.clock.moment = world.clock.moment.replace(day=22)
    scaling = await world.client.scaling(software.partner_id)
    assert [quarter.quarter for quarter in scaling.quarters] == ["2020-Q1"]
    quarter = scaling.quarters[0]
    assert (quarter.heavy.count, quarter.heavy.cents, quarter.light.count) == (None, None, None)
    assert quarter.areas_heavy == quarter.areas_light == []
    await sent(software, *(a_referral(f"N-{n}", productCategory="45", areaId="binnenstad") for n in range(2)))
    scaling = await world.client.scaling(software.partner_id)
    quarter = scaling.quarters[0]
    assert (quarter.heavy.count, quarter.heavy.cents, quarter.light.count) == (6, 60_000_00, 5)
    assert [(area.area_id, area.count) for area in quarter.areas_heavy] == [("oosterparkwijk", 6)]
    assert [(area.area_id, area.count) for area in quarter.areas_light] == [("binnenstad", 5)]
    assert scaling.light_categories == PILLARS.boundaries.light_categories


async def test_many_rows_are_one_message(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    receipt = await sent(software, *(a_referral(f"M-{n}", providerAgb=MUNICIPAL) for n in range(2000)))
    assert receipt["recorded"] == 2000
    too_many = {"referrals": [a_referral(f"M-{n}") for n in range(2001)]}
    refused = await world.http.post("/v1/referrals", content=json.dumps(too_many), headers=software.sent())
    assert refused.status_code == 400


def test_the_example_of_the_guide_is_a_message_we_take() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "referrals.md").read_text()
    example = re.findall(r"```json\n(.*?)```", guide, re.DOTALL)[0]
    assert look_for(json.loads(example), "referrals") == []
    assert SubmitReferrals.model_validate_json(example).referrals[0].reference == "KL-2020-17"
