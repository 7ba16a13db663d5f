"""Figures are returned with remarks or accepted by somebody who did not deliver them, and the partner hears of it."""

import asyncio
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import asyncpg
import pytest

from services.kit.caller import NotYours
from services.kit.errors import Refusal, StaleVersion
from services.monitoring.contract.deliveries import GiveExtension, ReviewPeriod, ReviewView
from services.monitoring.contract.delivery_refusals import (
    DelivererCannotReview,
    NothingToReview,
    OwnPartner,
    RemarksMissing,
)
from services.monitoring.contract.models import KpiValueIn, SubmitKpiValues
from tests.monitoring.world import Software, World, a_row, a_submission
from tests.support.apps import a_person


def decide(decision: str, version: int, remarks: str = "", period: str = "2020-Q1") -> ReviewPeriod:
    told = {"period": period, "decision": decision, "remarks": remarks, "version": version}
    return ReviewPeriod.model_validate(told | {"given_as": "Beleidsmedewerker jeugd"})


async def review_of(world: World, partner_id: UUID, period: str = "2020-Q1") -> ReviewView:
    found = await world.officer.periods(partner_id, 2020)
    return next(one.review for one in found.periods if one.period == period)


async def test_figures_go_from_submitted_to_returned_with_remarks_to_submitted_to_accepted(world: World) -> None:
    software = await world.software()
    assert (await review_of(world, software.partner_id)).state == "nothing"
    await software.receipt(a_submission(a_row(12)))
    seen = await review_of(world, software.partner_id)
    assert seen.state == "submitted"
    returned = decide("returned", seen.version, "De Binnenstad ontbreekt.")
    await world.officer.review_period(software.partner_id, returned, key=str(uuid4()))
    own = world.client.on_behalf_of(a_person(("partner_member", str(software.partner_id))))
    shown = (await own.periods(software.partner_id, 2020)).periods[0].review
    assert (shown.state, shown.remarks, shown.by_role) == (
        "returned",
        "De Binnenstad ontbreekt.",
        "Beleidsmedewerker jeugd",
    )
    await software.receipt(a_submission(a_row(9, area="binnenstad")))
    seen = await review_of(world, software.partner_id)
    assert seen.state == "submitted"
    await world.officer.review_period(software.partner_id, decide("accepted", seen.version), key=str(uuid4()))
    assert (await review_of(world, software.partner_id)).state == "accepted"
    await software.receipt(a_submission(a_row(9, area="binnenstad"), a_row(12)))
    assert (await review_of(world, software.partner_id)).state == "accepted", "all of it was known already"
    await software.receipt(a_submission(a_row(13)))
    assert (await review_of(world, software.partner_id)).state == "submitted"
    assert (await review_of(world, software.partner_id, "2020-Q2")).state == "nothing"


async def test_a_decision_on_figures_that_changed_since_they_were_seen_is_refused(world: World) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12)))
    seen = await review_of(world, software.partner_id)
    await software.receipt(a_submission(a_row(13)))
    with pytest.raises(StaleVersion):
        await world.officer.review_period(software.partner_id, decide("accepted", seen.version), key=str(uuid4()))
    assert (await review_of(world, software.partner_id)).state == "submitted"


async def test_accepting_and_returning_at_once_is_one_decision(world: World) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12)))
    seen = await review_of(world, software.partner_id)
    both = (decide("accepted", seen.version), decide("returned", seen.version, "Nog eens kijken."))
    found = await asyncio.gather(
        *(world.officer.review_period(software.partner_id, one, key=str(uuid4())) for one in both * 3),
        return_exceptions=True,
    )
    assert [type(one).__name__ for one in found].count("PartnerEventView") == 1
    assert {type(one) for one in found if isinstance(one, Exception)} == {StaleVersion}


async def test_only_an_officer_who_is_not_of_the_partner_and_delivered_none_of_it_decides(world: World) -> None:
    software = await world.software()
    member = a_person(("partner_member", str(software.partner_id)))
    body = SubmitKpiValues(
        period="2020-Q1", values=[KpiValueIn(kpi="children_reached", area_id="binnenstad", value=Decimal(3))]
    )
    await world.client.on_behalf_of(member).submit_as_person(software.partner_id, body)
    version = (await review_of(world, software.partner_id)).version
    both = a_person(("policy_officer", None), ("partner_member", str(software.partner_id)))
    # Who delivered as a member and became an officer since, no longer a member.
    moved_on = a_person(("policy_officer", None), person_id=member.id)
    refused: list[tuple[object, ReviewPeriod, type[Refusal]]] = [
        (member, decide("accepted", version), NotYours),
        (a_person(("approver", None)), decide("accepted", version), NotYours),
        (both, decide("accepted", version), OwnPartner),
        (moved_on, decide("accepted", version), DelivererCannotReview),
        (a_person(("policy_officer", None)), decide("returned", version), RemarksMissing),
        (a_person(("policy_officer", None)), decide("accepted", version, period="2020-Q2"), NothingToReview),
    ]
    for caller, decision, refusal in refused:
        with pytest.raises(refusal):
            await world.client.on_behalf_of(caller).review_period(  # type: ignore[arg-type]
                software.partner_id, decision, key=str(uuid4())
            )
    assert (await review_of(world, software.partner_id)).state == "submitted"


async def test_what_was_accepted_is_not_returned_without_new_figures(world: World) -> None:
    software = await world.software()
    await software.receipt(a_submission(a_row(12)))
    version = (await review_of(world, software.partner_id)).version
    accepted = await world.officer.review_period(software.partner_id, decide("accepted", version), key=str(uuid4()))
    with pytest.raises(NothingToReview):
        await world.officer.review_period(
            software.partner_id, decide("returned", accepted.id, "Toch niet."), key=str(uuid4())
        )


async def feed(world: World, software: Software, query: str = "") -> tuple[list[str], int]:
    found = await world.http.get(f"/v1/partners/{software.partner_id}/events{query}", headers=software.sent())
    assert found.status_code == 200
    return [event["kind"] for event in found.json()["events"]], found.json()["next"]


async def test_software_follows_what_happens_with_a_cursor(world: World) -> None:
    software, other = await world.software(), await world.software()
    await other.receipt(a_submission(a_row(5)))
    assert await feed(world, software) == ([], 0)
    await software.receipt(a_submission(a_row(12)))
    kinds, cursor = await feed(world, software)
    assert kinds == ["received"]
    await software.receipt(a_submission(a_row(12)))
    assert await feed(world, software, f"?after={cursor}") == ([], cursor), "the same again is no news"
    more = GiveExtension(period="2020-Q1", until=date(2020, 5, 1), reason="Ziek", given_as="Beleidsmedewerker")
    await world.officer.give_extension(software.partner_id, more, key=str(uuid4()))
    version = (await review_of(world, software.partner_id)).version
    await world.officer.review_period(software.partner_id, decide("returned", version, "Mist iets"), key=str(uuid4()))
    kinds, last = await feed(world, software, f"?after={cursor}")
    assert kinds == ["more_time", "returned"]
    assert await feed(world, software, f"?after={cursor}&limit=1") == (["more_time"], last - 1)
    assert await feed(world, software, f"?after={last}") == ([], last)


async def test_a_reader_with_a_cursor_misses_nothing_while_many_deliver_at_once(world: World) -> None:
    software = await world.software()
    seen: list[int] = []

    async def read() -> None:
        cursor = 0
        while len(seen) < 20:
            events = (await world.officer.partner_events(software.partner_id, cursor)).events
            seen.extend(event.id for event in events)
            cursor = seen[-1] if seen else 0

    deliveries = (software.receipt(a_submission(a_row(100 + n))) for n in range(20))
    await asyncio.wait_for(asyncio.gather(read(), *deliveries), 60)
    connection = await asyncpg.connect(world.owner_url)
    assert seen == [row["id"] for row in await connection.fetch("SELECT id FROM partner_events ORDER BY id")]
    await connection.close()


async def test_the_events_of_a_partner_are_for_itself_and_the_municipality(world: World) -> None:
    one, other = await world.software(), await world.software()
    await one.receipt(a_submission())
    refused = await world.http.get(f"/v1/partners/{one.partner_id}/events", headers=other.sent())
    assert (refused.status_code, refused.json()["slug"]) == (403, "not-yours")
    stranger = a_person(("partner_member", str(other.partner_id)))
    with pytest.raises(NotYours):
        await world.client.on_behalf_of(stranger).partner_events(one.partner_id)
