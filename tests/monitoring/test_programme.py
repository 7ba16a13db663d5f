"""The programme's short-term results: fed by initiatives, and by what an officer marked; small counts hidden."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.kit.caller import NotYours
from services.monitoring.contract.models import KpiDefinition
from services.monitoring.contract.programme import MarkFeed, ProgrammeKpiView, ProgrammePoint
from services.monitoring.contract.programme_refusals import (
    FeedDoesNotFit,
    FeedExists,
    UnknownFeed,
    UnknownProgrammeKpi,
)
from services.monitoring.contract.signal_refusals import UnknownKpi
from services.monitoring.domain.programme.figures import Told, of_initiatives, of_partners, of_surveys
from services.monitoring.domain.programme.kpis import BY_CODE, KPIS, Result, may_feed
from services.monitoring.domain.signals.series import Point
from tests.monitoring.surveys import closed
from tests.monitoring.test_areas import a_full_result, told
from tests.monitoring.world import APPROVER, AREAS, Software, World, a_kpi, a_row, a_submission


async def shown(world: World, code: str, year: int = 2020) -> ProgrammeKpiView:
    return next(kpi for kpi in (await world.client.programme(year)).kpis if kpi.code == code)


def brief(point: ProgrammePoint) -> tuple[str, str, Decimal | None, int, int]:
    return point.period, point.status, point.number, point.answered, point.asked


async def mark(world: World, code: str, partner: UUID, kpi: str = "children_reached") -> None:
    body = MarkFeed(year=2020, programme_kpi=code, partner_id=partner, kpi=kpi)
    await world.officer.mark_feed(body, key=str(uuid4()))


async def delivered(software: Software, *values: int, period: str = "2020-Q1") -> None:
    """One value for each area."""
    rows = [a_row(value, area=area) for value, area in zip(values, AREAS, strict=False)]
    await software.receipt(a_submission(*rows, period=period))


def test_each_of_the_four_results_has_a_figure_and_each_figure_one_kind_of_source() -> None:
    assert {kpi.result for kpi in KPIS} == set(Result)
    assert len(KPIS) == len(BY_CODE) <= 10
    assert all((kpi.question is not None) == (kpi.source == "initiatives") for kpi in KPIS)


def test_not_answered_is_unknown_and_never_zero() -> None:
    quiet = Told("2020-Q1", None, None, learned=False)
    assert (of_initiatives("children", "2020-Q1", [quiet]).status, of_initiatives("rating", "q", [])) == (
        "unknown",
        of_initiatives("children", "q", []),
    )
    nobody_came = of_initiatives("children", "2020-Q1", [Told("2020-Q1", 0, None, learned=False), quiet])
    assert (nobody_came.status, nobody_came.number, nobody_came.answered, nobody_came.asked) == ("number", 0, 1, 2)


def test_who_wrote_no_lesson_did_not_answer() -> None:
    found = of_initiatives("learned", "q", [Told("q", None, 4, learned=False), Told("q", 3, None, learned=True)])
    assert (found.number, found.answered, found.asked) == (1, 1, 2)


def test_a_share_is_of_who_gave_a_mark_alone() -> None:
    marks = [Told("q", None, mark, learned=True) for mark in (5, 4, 3, None)]
    assert of_initiatives("rating", "q", marks).number == Fraction(200, 3)


def test_a_sum_is_hidden_with_any_part_of_it() -> None:
    known, small, late = Point("q", "number", Fraction(12)), Point("q", "too_small"), Point("q", "not_delivered")
    assert of_partners("q", [known, late]).number == 12
    assert (of_partners("q", [known, small]).status, of_partners("q", [late]).status) == ("too_small", "unknown")


def test_scores_are_weighed_by_who_answered() -> None:
    found = of_surveys("2020", [(Fraction(4), 30), (Fraction(2), 10), None])
    assert (found.number, found.answered, found.asked) == (Fraction(7, 2), 2, 3)
    assert (of_surveys("2020", [None]).status, of_surveys("2020", []).status) == ("too_small", "unknown")


def test_children_and_families_are_not_one_number_and_a_month_is_no_quarter() -> None:
    kpi = BY_CODE["children_light_help"]
    assert may_feed(kpi, "children", "quarter")
    assert not may_feed(kpi, "families", "quarter")
    assert not may_feed(kpi, "children", "month")
    assert not may_feed(BY_CODE["children_joined"], "children", "quarter")


async def test_what_initiatives_tell_stands_in_its_quarter_and_its_year(world: World) -> None:
    for children, rating in ((23, 5), (None, 2)):
        assert (await told(world, a_full_result(uuid4(), 3, children, rating, "Begin vroeg"))).status_code == 204
    joined = await shown(world, "children_joined")
    assert brief(joined.quarters[1]) == ("2020-Q2", "number", 23, 1, 2)
    assert brief(joined.quarters[0]) == ("2020-Q1", "unknown", None, 0, 0)
    assert [brief(point)[1] for point in joined.years] == ["unknown", "unknown", "number"]
    assert brief((await shown(world, "good_together")).years[-1])[2] == 50
    assert brief((await shown(world, "lessons_told")).years[-1])[2:] == (2, 2, 2)
    assert "telt twee keer" in joined.definition


async def test_a_partners_figure_counts_from_the_mark_on_and_until_it_is_ended(world: World) -> None:
    one, other = await world.software(), await world.software()
    await delivered(one, 10, 20, 30)
    await delivered(other, 5, 6, 7)
    before = await shown(world, "children_light_help")
    assert (before.feeds, {point.status for point in before.quarters}) == ([], {"unknown"})
    await mark(world, "children_light_help", one.partner_id)
    await mark(world, "children_light_help", other.partner_id)
    after = await shown(world, "children_light_help")
    assert brief(after.quarters[4]) == ("2020-Q1", "number", 78, 2, 2)
    assert brief(after.quarters[5]) == ("2020-Q2", "unknown", None, 0, 2)
    mine = next(feed for feed in after.feeds if feed.partner_id == one.partner_id)
    ended = await world.officer.end_feed(mine.id)
    with pytest.raises(UnknownFeed):
        await world.officer.end_feed(ended.id)
    assert (await shown(world, "children_light_help")).quarters[4].number == 18


async def test_a_small_count_of_one_area_hides_the_sum(world: World) -> None:
    software = await world.software()
    await delivered(software, 10, 3, 30)
    await mark(world, "children_light_help", software.partner_id)
    assert brief((await shown(world, "children_light_help")).quarters[4])[1:3] == ("too_small", None)
    officer = next(kpi for kpi in (await world.officer.programme(2020)).kpis if kpi.code == "children_light_help")
    assert officer.quarters[4].number is None


async def test_only_what_fits_can_be_marked_once_and_by_an_officer(world: World) -> None:
    monthly: dict[str, Any] = a_kpi("monthly").model_dump() | {"frequency": "month"}
    software = await world.software(kpis=[a_kpi(), a_kpi("families", "families"), KpiDefinition(**monthly)])
    partner = software.partner_id
    offered = [(each.programme_kpi, each.kpi) for each in await world.officer.programme_candidates(2020)]
    assert ("children_light_help", "children_reached") in offered
    assert ("children_light_help", "monthly") not in offered
    assert ("families_stronger", "families") in offered
    await mark(world, "children_light_help", partner)
    with pytest.raises(FeedExists):
        await mark(world, "children_light_help", partner)
    for code in ("families", "monthly"):
        with pytest.raises(FeedDoesNotFit):
            await mark(world, "children_light_help", partner, code)
    with pytest.raises(UnknownKpi):
        await mark(world, "children_light_help", partner, "nothing_such")
    with pytest.raises(UnknownProgrammeKpi):
        await mark(world, "nothing_such", partner)
    with pytest.raises(NotYours):
        await world.client.on_behalf_of(APPROVER).mark_feed(
            MarkFeed(year=2020, programme_kpi="children_light_help", partner_id=partner, kpi="families"),
            key=str(uuid4()),
        )


async def test_a_point_of_a_survey_counts_once_it_is_closed(world: World) -> None:
    survey = await closed(world)
    body = MarkFeed(year=2020, programme_kpi="near_score", survey_id=survey.id, point=2)
    await world.officer.mark_feed(body, key=str(uuid4()))
    score = await shown(world, "near_score")
    assert brief(score.years[-1]) == ("2020", "number", Decimal("4.0"), 1, 1)
    assert (score.feeds[0].whose, date.fromisoformat("2020-04-20") < score.feeds[0].marked_at.date()) == (
        "Sociale basis",
        True,
    )
    unanswered = MarkFeed(year=2020, programme_kpi="parenting_score", survey_id=survey.id, point=3)
    await world.officer.mark_feed(unanswered, key=str(uuid4()))
    assert brief((await shown(world, "parenting_score")).years[-1])[1] == "too_small"
