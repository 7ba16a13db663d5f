"""What is due, until when it can come, more time, and that nobody sees what is another partner's."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from services.kit.caller import NotYours
from services.kit.errors import Refusal
from services.monitoring.contract.deliveries import GiveExtension
from services.monitoring.contract.delivery_refusals import ExtensionInThePast, OwnPartner
from services.monitoring.contract.models import KpiDefinition
from services.monitoring.contract.refusals import UnknownPartner
from tests.monitoring.world import Software, World, a_kpi, a_row, a_submission, as_first
from tests.support.apps import a_person


def every(frequency: str, code: str, by_area: bool = False) -> KpiDefinition:
    return a_kpi(code, "activities", by_area=by_area).model_copy(update={"frequency": frequency})


FOUR_KINDS = [a_kpi(), every("month", "visits"), every("half_year", "courses"), every("year", "plans")]


def more_time(until: date, period: str = "2020-Q1") -> GiveExtension:
    return GiveExtension(period=period, until=until, reason="Nieuwe software", given_as="Beleidsmedewerker jeugd")


async def asked(world: World, software: Software, path: str) -> dict[str, Any]:
    found = await world.http.get(f"/v1/partners/{software.partner_id}/{path}", headers=software.sent())
    assert found.status_code == 200, found.text
    answer: dict[str, Any] = found.json()
    return answer


async def test_a_kpi_is_taken_for_periods_of_its_own_kind_and_others_are_named(world: World) -> None:
    software = await world.software(kpis=FOUR_KINDS)
    for period, kpi in (("2020-03", "visits"), ("2020-H1", "courses"), ("2020", "plans")):
        receipt = await software.receipt(a_submission(a_row(4, kpi, None), a_row(), period=period))
        assert [row["outcome"] for row in receipt["rows"]] == ["new", "refused"]
        assert receipt["rows"][1]["rule"] == "period-not-of-kpi"
        assert "2020-Q1, 2020-Q2, 2020-Q3, 2020-Q4" in receipt["rows"][1]["mend"]
    page = await world.officer.partner_page(software.partner_id, 2020)
    assert [(figure.kpi.code, figure.period) for figure in page.figures] == [
        ("visits", "2020-03"),
        ("courses", "2020-H1"),
        ("plans", "2020"),
    ]


@pytest.mark.parametrize("period", ["2020-13", "2020-00", "2020-H3", "2020-Q0", "20-Q1", "2020-", "2020-1"])
async def test_what_is_no_period_is_refused(world: World, period: str) -> None:
    refused = await (await world.software()).post(a_submission(period=period))
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (400, "period")


async def test_a_locked_period_says_why_and_whom_to_ask_and_a_retry_still_gets_its_receipt(world: World) -> None:
    software = await world.software()
    first = await software.receipt(a_submission(a_row(12)))
    world.clock.moment = datetime(2020, 9, 30, 21, 59, tzinfo=UTC)  # 23:59 in Amsterdam
    assert (await software.receipt(a_submission(a_row(13))))["changed"] == 1
    world.clock.moment = datetime(2020, 9, 30, 22, 0, tzinfo=UTC)
    refused = await software.post(a_submission(a_row(14)))
    assert (refused.status_code, refused.json()["slug"]) == (409, "period-locked")
    assert (
        "gesloten: 1e kwartaal 2020. Je kon cijfers leveren tot en met 30 september 2020." in refused.json()["detail"]
    )
    assert refused.json()["facts"] == {"period": "2020-Q1", "open_until": "2020-09-30"}
    assert "Vraag een beleidsmedewerker" in refused.json()["detail"]
    assert as_first(await software.receipt(a_submission(a_row(12)))) == first


async def test_more_time_opens_a_locked_period_for_that_partner_until_its_day(world: World) -> None:
    software, other = await world.software(), await world.software()
    world.clock.moment = datetime(2020, 11, 2, 9, tzinfo=UTC)
    given = await world.officer.give_extension(software.partner_id, more_time(date(2020, 11, 10)), key=str(uuid4()))
    assert (given.reason, given.given_as) == ("Nieuwe software", "Beleidsmedewerker jeugd")
    assert (await software.receipt(a_submission()))["new"] == 1
    assert (await other.post(a_submission())).json()["slug"] == "period-locked"
    world.clock.moment = datetime(2020, 11, 10, 23, 0, tzinfo=UTC)
    refused = (await software.post(a_submission(a_row(15)))).json()
    assert (refused["slug"], refused["facts"]["open_until"]) == ("period-locked", "2020-11-10")


async def test_only_an_officer_who_is_not_of_the_partner_gives_more_time_and_not_for_yesterday(world: World) -> None:
    software = await world.software()
    both = a_person(("policy_officer", None), ("partner_member", str(software.partner_id)))
    attempts: list[tuple[Any, Any, date, type[Refusal]]] = [
        (a_person(("partner_member", str(software.partner_id))), software.partner_id, date(2020, 5, 1), NotYours),
        (a_person(("approver", None)), software.partner_id, date(2020, 5, 1), NotYours),
        (both, software.partner_id, date(2020, 5, 1), OwnPartner),
        (a_person(("policy_officer", None)), uuid4(), date(2020, 5, 1), UnknownPartner),
        (a_person(("policy_officer", None)), software.partner_id, date(2020, 4, 1), ExtensionInThePast),
    ]
    for caller, partner_id, until, refusal in attempts:
        with pytest.raises(refusal):
            await world.client.on_behalf_of(caller).give_extension(partner_id, more_time(until), key=str(uuid4()))
    found = await world.officer.periods(software.partner_id, 2020)
    assert [period.extension for period in found.periods] == [None] * 4


async def test_software_reads_what_is_due_what_came_and_until_when(world: World) -> None:
    software = await world.software(kpis=FOUR_KINDS)
    await software.receipt(a_submission(a_row(12, area="binnenstad"), a_row(5)))
    values = (await asked(world, software, "due?year=2020&period=2020-Q1"))["values"]
    assert [(value["areaId"], value["delivered"]) for value in values] == [
        ("binnenstad", True),
        ("oosterparkwijk", True),
        ("korrewegwijk", False),
    ]
    assert {(v["kpi"], v["dueOn"], v["openUntil"], v["status"]) for v in values} == {
        ("children_reached", "2020-04-21", "2020-09-30", "open")
    }
    everything = (await asked(world, software, "due?year=2020"))["values"]
    assert len(everything) == 12 + 3 * 4 + 2 + 1
    assert [value["status"] for value in everything if value["kpi"] == "courses"] == ["open", "not_begun"]


async def test_how_complete_and_in_time_a_partner_is_counts_what_was_due_by_now(world: World) -> None:
    software = await world.software(kpis=[a_kpi()])
    await software.receipt(a_submission(a_row(12, area="binnenstad")))
    world.clock.moment = datetime(2020, 4, 21, 22, tzinfo=UTC)  # 22 April in Amsterdam
    await software.receipt(a_submission(a_row(5)))
    found = await world.officer.periods(software.partner_id, 2020)
    assert (found.due_so_far, found.delivered_so_far, found.on_time_so_far) == (3, 2, 1)
    first = found.periods[0]
    assert (first.period, first.expected, first.delivered, first.on_time) == ("2020-Q1", 3, 2, 1)
    await world.officer.give_extension(software.partner_id, more_time(date(2020, 4, 22)), key=str(uuid4()))
    found = await world.officer.periods(software.partner_id, 2020)
    assert (found.due_so_far, found.on_time_so_far, found.periods[0].due_on) == (3, 1, date(2020, 4, 21))


async def test_what_is_due_of_a_partner_is_for_itself_and_the_municipality_only(world: World) -> None:
    one, other = await world.software(), await world.software()
    for path in ("due?year=2020", "periods?year=2020"):
        assert (await world.http.get(f"/v1/partners/{one.partner_id}/{path}")).status_code == 401
        refused = await world.http.get(f"/v1/partners/{one.partner_id}/{path}", headers=other.sent())
        assert (refused.status_code, refused.json()["slug"]) == (403, "not-yours")
    stranger = world.client.on_behalf_of(a_person(("partner_member", str(other.partner_id))))
    for attempt in (stranger.due(one.partner_id, 2020), stranger.periods(one.partner_id, 2020)):
        with pytest.raises(NotYours):
            await attempt
    own = world.client.on_behalf_of(a_person(("partner_member", str(one.partner_id))))
    assert (await own.due(one.partner_id, 2020)).values


async def test_what_is_due_is_told_for_every_frequency_with_the_day_of_its_own_period(world: World) -> None:
    kinds = ("month", "quarter", "half_year", "year")
    kpis = [a_kpi(kind, "activities", by_area=False).model_copy(update={"frequency": kind}) for kind in kinds]
    software = await world.software(kpis=kpis)
    values = (await world.officer.due(software.partner_id, 2020)).values
    assert {kind: sum(value.kpi == kind for value in values) for kind in kinds} == {
        "month": 12,
        "quarter": 4,
        "half_year": 2,
        "year": 1,
    }
    due = {value.period: (value.due_on, value.status) for value in values}
    assert due["2020-02"] == (date(2020, 3, 21), "open")
    assert due["2020-Q1"] == (date(2020, 4, 21), "open")
    assert due["2020-H1"] == (date(2020, 7, 21), "open")
    assert due["2020"] == (date(2021, 1, 21), "open")
    assert due["2020-H2"] == (date(2021, 1, 21), "not_begun")
    (one,) = (await world.officer.due(software.partner_id, 2020, "2020-H1")).values
    assert (one.kpi, one.delivered) == ("half_year", False)
    await software.receipt(a_submission(a_row(3, "half_year", None), period="2020-H1"))
    (one,) = (await world.officer.due(software.partner_id, 2020, "2020-H1")).values
    assert one.delivered
