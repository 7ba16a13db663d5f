"""A verdict says no more than chance, rounding, secrecy and the number of comparisons allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.profiles.domain.statistics.chance import exact_p, score_p
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.funnel import Standing, standing
from services.profiles.domain.statistics.intervals import wilson
from services.profiles.domain.statistics.judge import judge, judge_all
from services.profiles.domain.statistics.many import level_for
from services.profiles.domain.statistics.reasons import Reason
from services.profiles.domain.statistics.shortfall import about, population_for_verdict
from services.profiles.domain.statistics.shrinkage import shrunk_ratio
from services.profiles.domain.statistics.verdict import Kind, Verdict
from tests.support.evidence import CLEAR, UNHURRIED, counts, exactly, off_by, offs

# The case of the documents: child protection and youth probation, 23.2 against 14.5 per 1000.


def jb_jr(population: int, *, comparisons: int = 1) -> Verdict:
    return judge(exactly(round(population * 0.0232), population), 0.0145, comparisons=comparisons)


def test_the_documents_difference_is_sure_from_about_800_young_people_and_1900_when_40_districts_are_scanned() -> None:
    one, scanned = (
        population_for_verdict(0.0232, 0.0145, level_for(1)),
        population_for_verdict(0.0232, 0.0145, level_for(40)),
    )
    assert one is not None
    assert scanned is not None
    assert (one.population, about(one.population)) == (798, 800)
    assert (scanned.population, about(scanned.population)) == (1875, 1900)
    assert jb_jr(797).kind is Kind.TOO_SMALL
    assert jb_jr(798).kind is Kind.CLEARLY_HIGHER
    assert jb_jr(1874, comparisons=40).kind is Kind.TOO_SMALL
    assert jb_jr(1875, comparisons=40).kind is Kind.CLEARLY_HIGHER


def test_as_a_percentage_the_same_difference_would_need_72_young_people() -> None:
    found = population_for_verdict(0.232, 0.145, level_for(1))
    assert found is not None
    assert found.population == 72


# Rounding, secrecy and approximations, as CBS has them.


def test_secret_is_clearly_lower_only_when_seven_would_be() -> None:
    many = judge(Evidence(Count.secret(), Count.random_5(1500)), 0.0145)
    assert (many.kind, many.proportion, many.p) == (Kind.CLEARLY_LOWER, None, None)
    assert many.interval is not None
    assert many.interval.low == 0
    few = judge(Evidence(Count.secret(), Count.random_5(500)), 0.0145)
    assert (few.kind, few.reason, few.more_needed) == (Kind.NO_FIGURE, Reason.SECRET, None)


def test_a_published_percentage_is_an_approximation_off_by_half_a_percent_of_the_people() -> None:
    found = Evidence.of_share(12, Count.random_5(400))
    assert found.numerator == Count(48, 46, 50)
    verdict = judge(found, 0.08)
    assert verdict.is_approximation
    assert verdict.kind is Kind.CLEARLY_HIGHER
    assert judge(Evidence.of_share(11, Count.random_5(400)), 0.08).kind is Kind.UNDECIDED_ROUNDING
    assert Evidence.of_share(100, Count.exact(40)).numerator == Count(40, 39.8, 40)


def test_care_counts_stand_for_two_more_or_fewer_and_anything_below_eight_for_all_that_is_secret() -> None:
    assert Count.care_5(60) == Count(60, 58, 62)
    assert Count.care_5(10) == Count(10, 8, 12)
    assert Count.care_5(0) == Count(0, 0, 7)
    assert Count.care_5(5) == Count(5, 0, 7)
    assert Count.random_5(5) + Count.random_5(90) == Count(95, 87, 103)
    assert Count.exact(3) + Count.secret() == Count(None, 3, 10)
    with pytest.raises(ValueError):
        Count(1, 3, 2)


@pytest.mark.parametrize(
    ("evidence", "reason"),
    [
        (Evidence(None, Count.exact(100)), Reason.NO_NUMERATOR),
        (Evidence(Count.exact(3), None), Reason.NO_DENOMINATOR),
        (Evidence(Count.exact(3), Count.secret()), Reason.NO_DENOMINATOR),
        (Evidence(Count.exact(0), Count.exact(0)), Reason.NOBODY),
        (Evidence(Count.exact(0), Count.random_5(0)), Reason.NOBODY),
        (Evidence(Count.exact(9), Count.exact(8)), Reason.CONTRADICTION),
        (Evidence(Count.exact(3), Count.exact(100), is_proportion=False), Reason.NOT_A_PROPORTION),
    ],
)
def test_without_two_counts_of_the_same_people_there_is_no_verdict(evidence: Evidence, reason: Reason) -> None:
    found = judge(evidence, 0.1)
    assert (found.kind, found.reason) == (Kind.NO_FIGURE, reason)
    assert (found.proportion, found.interval, found.p) == (None, None, None)


@pytest.mark.parametrize("reference", [None, 0.0, 1.0])
def test_without_a_reference_there_is_an_interval_and_no_verdict(reference: float | None) -> None:
    found = judge(exactly(3, 100), reference)
    assert (found.kind, found.reason, found.proportion) == (Kind.NO_FIGURE, Reason.NO_REFERENCE, 0.03)
    assert found.interval == wilson(3, 100)


def test_one_child_where_hardly_any_is_expected_is_no_clear_difference_from_the_reference() -> None:
    """The normal curve alone would put this outside the 99.8% line."""
    assert standing(1 / 30, 30, 0.001) is Standing.OUTSIDE
    assert judge(exactly(1, 30), 0.001, comparisons=40).kind is Kind.TOO_SMALL


@pytest.mark.parametrize(("count", "population", "few"), [(15, 900, True), (17, 1000, False)])
def test_below_ten_expected_the_exact_test_must_agree_and_from_ten_it_need_not(
    count: int, population: int, few: bool
) -> None:
    assert score_p(count, population, 0.01) < 0.05 < exact_p(count, population, 0.01)
    assert judge(exactly(count, population), 0.01).kind is (Kind.TOO_SMALL if few else Kind.CLEARLY_HIGHER)


def test_when_rounding_may_leave_few_expected_four_more_people_are_needed_for_certain() -> None:
    found = judge(Evidence(Count.exact(17), Count.random_5(1000)), 0.01)
    assert (found.kind, found.more_needed) == (Kind.TOO_SMALL, 4)


@pytest.mark.parametrize(
    ("count", "population", "kind"),
    [
        (49, 400, Kind.NO_CLEAR_DIFFERENCE),
        (5, 40, Kind.TOO_SMALL),  # 25% more than one in ten.
        (33, 400, Kind.NO_CLEAR_DIFFERENCE),
        (4, 50, Kind.TOO_SMALL),  # 20% less.
    ],
)
def test_a_difference_that_would_not_matter_is_no_clear_difference_and_one_that_would_is_too_small_to_say(
    count: int, population: int, kind: Kind
) -> None:
    assert judge(exactly(count, population), 0.1).kind is kind


@pytest.mark.parametrize(
    ("count", "population", "reference"),
    [
        (5, 75, 0.07),  # Dorkwerd, Groningen: divorced people; the interval goes from 0.2% to 22.4%.
        (5, 85, 0.07),  # Ten Post, from 0.2% to 19.8%.
        (15, 190, 0.0913),  # Young people with care in a small district.
        (9, 10, 0.9),  # 1.25 times 90% cannot be; 0.8 times can.
    ],
)
def test_a_place_that_may_be_a_quarter_higher_as_well_as_lower_is_too_small_however_near_its_own_figure_lies(
    count: int, population: int, reference: float
) -> None:
    found = judge(Evidence(Count.exact(count), Count.random_5(population)), reference, comparisons=40)
    assert found.interval is not None
    assert reference * 0.8 in found.interval
    assert (found.kind, found.is_for_quarter) == (Kind.TOO_SMALL, True)


def test_a_larger_place_whose_difference_is_seen_asks_for_people_at_its_own_rate() -> None:
    found = judge(exactly(40, 780), 0.07, comparisons=40)
    assert (found.kind, found.more_needed, found.is_for_quarter) == (Kind.TOO_SMALL, 1100, False)


def test_room_on_one_side_only_is_no_clear_difference() -> None:
    """It cannot be 20% less, so that it is not lower is known."""
    found = judge(exactly(49, 400), 0.1)
    assert found.interval is not None
    assert 0.125 in found.interval
    assert 0.08 not in found.interval
    assert (found.kind, found.is_for_quarter) == (Kind.NO_CLEAR_DIFFERENCE, False)


def test_with_the_people_that_are_asked_a_quarter_more_and_a_fifth_less_would_both_be_clear() -> None:
    found = judge(exactly(14, 200), 0.07, comparisons=40)
    assert (found.kind, found.more_needed) == (Kind.TOO_SMALL, 3100)
    for ratio, kind in ((1.25, Kind.CLEARLY_HIGHER), (0.8, Kind.CLEARLY_LOWER)):
        assert judge(exactly(round(3300 * 0.07 * ratio), 3300), 0.07, comparisons=40).kind is kind


# Many places at once.


def test_with_one_place_benjamini_hochberg_is_the_plain_verdict() -> None:
    [together] = judge_all([(exactly(23, 1000), 0.0145)])
    alone = judge(exactly(23, 1000), 0.0145)
    assert (together.kind, together.level, together.adjusted_p) == (alone.kind, 0.05, alone.p)


many_places = st.lists(st.tuples(counts, st.floats(0.01, 0.5)), min_size=1, max_size=12)


@UNHURRIED
@given(many_places, st.integers(0, 11), offs)
def test_a_place_is_clear_exactly_when_its_adjusted_p_is_and_rounding_elsewhere_never_helps(
    places: list[tuple[tuple[int, int], float]], which: int, off: tuple[int, int]
) -> None:
    exact = judge_all([(exactly(*of), reference) for of, reference in places])
    for verdict in exact:
        assert verdict.adjusted_p is not None
        near = abs(verdict.adjusted_p - 0.05) < 1e-9
        assert near or (verdict.kind in CLEAR) == (verdict.adjusted_p <= 0.05)
    rounded = judge_all(
        [(off_by(of, off) if i == which else exactly(*of), reference) for i, (of, reference) in enumerate(places)]
    )
    for before, after in zip(exact, rounded, strict=True):
        assert after.kind not in CLEAR or after.kind is before.kind


def test_a_place_that_may_be_clearly_lower_and_clearly_higher_counts_as_no_evidence_at_all() -> None:
    [found] = judge_all([(Evidence(Count.off_by(20, 20), Count.exact(100)), 0.2)])
    assert (found.kind, found.adjusted_p) == (Kind.UNDECIDED_ROUNDING, 1.0)


def test_places_without_a_figure_take_no_part_in_the_comparison() -> None:
    places = [(exactly(23, 1000), 0.0145), (Evidence(None, None), 0.0145), (exactly(23, 1000), None)]
    first, second, third = judge_all(places)
    assert (first.level, second.kind, third.reason) == (0.05, Kind.NO_FIGURE, Reason.NO_REFERENCE)
    assert judge_all([]) == []


def test_the_level_is_bonferronis_up_to_25_and_the_outer_funnel_line_beyond() -> None:
    assert [level_for(many) for many in (0, 1, 10, 25, 26, 400)] == pytest.approx(
        [0.05, 0.05, 0.005, 0.002, 0.002, 0.002]
    )


def test_a_ratio_is_pulled_towards_its_prior() -> None:
    assert shrunk_ratio(0, 0, 4, 2) == 2
    assert shrunk_ratio(6, 2, 4, 4) == pytest.approx(10 / 6)
