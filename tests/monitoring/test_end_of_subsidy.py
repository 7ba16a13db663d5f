"""The end of a subsidy: what began after it is not asked and not taken, what began before it stays open."""

from datetime import UTC, date, datetime

from services.monitoring.contract.contacts import SetContact
from services.monitoring.contract.referrals import BreachCase
from services.monitoring.domain.periods import is_asked
from tests.monitoring.referrals import a_partner_with_boundaries
from tests.monitoring.test_breaches import a_case, decided, proposed
from tests.monitoring.world import Software, World, a_kpi, a_row, a_submission

ENDED = "2020-05-31"
LINES = "kpi;areaId;value\nactivities;;9\n"
MONTHLY = a_kpi("monthly", "activities", by_area=False).model_copy(update={"frequency": "month"})


def test_a_period_is_asked_when_it_began_on_the_last_day_or_before() -> None:
    ended = date(2020, 5, 31)
    assert [is_asked(each, ended) for each in ("2020-Q1", "2020-Q2", "2020-05", "2020-06", "2020-Q3", "2020")] == [
        True, True, True, False, False, True
    ]  # fmt: skip
    assert is_asked("2020-Q3", None)
    assert is_asked("2020-Q3", date(2020, 7, 1))


async def ended(world: World) -> Software:
    """A partner whose subsidy ended on the last day of May 2020."""
    software, case = await a_case(world)
    await ended_by(world, case)
    return software


async def ended_by(world: World, case: BreachCase) -> None:
    case = await decided(world, await proposed(world, case, "hearing"))
    await decided(world, await proposed(world, case, "end_of_subsidy", document="Besluit 10", ends_on=ENDED))


async def test_new_periods_are_refused_and_old_ones_stay_open_for_corrections(world: World) -> None:
    software = await ended(world)
    world.clock.moment = datetime(2020, 7, 10, 9, tzinfo=UTC)
    for value in (7, 8):
        await software.receipt(a_submission(a_row(value), period="2020-Q2"))
    sent = {"Content-Type": "text/csv"}
    refused = [
        await software.post(a_submission(a_row(9), period="2020-Q3")),
        await world.http.post("/v1/submissions/stream?period=2020-Q3", content=LINES, headers=software.sent(sent)),
    ]  # fmt: skip
    for answer in refused:
        assert (answer.status_code, answer.json()["slug"]) == (403, "subsidy-ended")
        assert "gestopt op 31 mei 2020. Deze periode begon daarna: 3e kwartaal 2020." in answer.json()["detail"]
        assert answer.json()["facts"] == {"period": "2020-Q3", "ended_on": "2020-05-31"}


async def test_what_is_not_asked_is_not_due_and_nobody_is_reminded_of_it(world: World) -> None:
    software = await ended(world)
    await world.officer.set_contact(software.partner_id, SetContact(email="cijfers@partner.example"))
    periods = await world.officer.periods(software.partner_id, 2020)
    assert [each.period for each in periods.periods] == ["2020-Q1", "2020-Q2"]
    assert {each.period for each in (await world.officer.due(software.partner_id, 2020)).values} == {
        "2020-Q1",
        "2020-Q2",
    }
    for month in (7, 10, 11):
        world.clock.moment = datetime(2020, month, 22, 9, tzinfo=UTC)
        await world.app.state.worker.run_due()
    mails = (await world.officer.contact(software.partner_id)).mails
    assert {tuple(mail.periods) for mail in mails} == {("2020-Q2",)}


async def test_everybody_sees_since_when_and_the_earliest_day_counts(world: World) -> None:
    software = await ended(world)
    page = await world.client.partner_page(software.partner_id, 2020)
    assert page.partner.subsidy_ended_on == date(2020, 5, 31)
    (listed,) = await world.client.partners()
    assert listed.subsidy_ended_on == date(2020, 5, 31)


async def test_an_end_that_is_declined_ends_nothing(world: World) -> None:
    software, case = await a_case(world)
    case = await decided(world, await proposed(world, case, "hearing"))
    case = await proposed(world, case, "end_of_subsidy", document="Besluit 10", ends_on=ENDED)
    assert case.steps[-1].ends_on == date(2020, 5, 31)
    await decided(world, case, confirm=False)
    assert (await world.client.partner_page(software.partner_id, 2020)).partner.subsidy_ended_on is None


async def test_a_new_agreement_for_a_later_year_gives_it_anew_and_one_for_the_same_year_does_not(world: World) -> None:
    software = await ended(world)
    await world.agree(software.partner_id, 2020, [MONTHLY])
    page = await world.client.partner_page(software.partner_id, 2020)
    assert page.partner.subsidy_ended_on == date(2020, 5, 31)
    await world.agree(software.partner_id, 2021)
    page = await world.client.partner_page(software.partner_id, 2021)
    assert page.partner.subsidy_ended_on is None
    world.clock.moment = datetime(2021, 4, 10, 9, tzinfo=UTC)
    assert (await software.post(a_submission(a_row(9), period="2021-Q1"))).status_code == 201


async def test_another_partner_goes_on(world: World) -> None:
    await ended(world)
    other = await a_partner_with_boundaries(world)
    world.clock.moment = datetime(2020, 7, 10, 9, tzinfo=UTC)
    assert (await other.post(a_submission(a_row(9), period="2020-Q3"))).status_code == 201
    assert (await world.client.partner_page(other.partner_id, 2020)).partner.subsidy_ended_on is None
