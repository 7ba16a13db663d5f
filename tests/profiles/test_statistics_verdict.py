"""A verdict says no more than chance, rounding, secrecy and the number of comparisons allow."""

from fractions import Fraction

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from services.profiles.domain.statistics.chance import exact_p, score_p
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.funnel import Standing, standing
from services.profiles.domain.statistics.intervals import wilson
from services.profiles.domain.statistics.judge import judge, judge_all
from services.profiles.domain.statistics.many import level_for
from services.profiles.domain.statistics.needed import by_exact, by_score, cases_among, smallest_population
from services.profiles.domain.statistics.reasons import Reason
from services.profiles.domain.statistics.shortfall import about, population_for_verdict
from services.profiles.domain.statistics.shrinkage import shrunk_ratio
from services.profiles.domain.statistics.verdict import Kind, Verdict

# A busy machine is no reason to fail.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
CLEAR = {Kind.CLEARLY_HIGHER, Kind.CLEARLY_LOWER}
MIRROR = {Kind.CLEARLY_HIGHER: Kind.CLEARLY_LOWER, Kind.CLEARLY_LOWER: Kind.CLEARLY_HIGHER}

populations = st.integers(1, 5_000)
counts = populations.flatmap(lambda n: st.tuples(st.integers(0, n) | st.integers(0, min(n, 40)), st.just(n)))
references = st.floats(0.002, 0.998) | st.floats(0.002, 0.05)
comparisons = st.sampled_from([1, 2, 10, 40])
offs = st.tuples(st.integers(0, 10), st.integers(0, 10))


def exactly(count: int, population: int) -> Evidence:
    return Evidence(Count.exact(count), Count.exact(population))


def off_by(of: tuple[int, int], off: tuple[int, int]) -> Evidence:
    return Evidence(Count.off_by(of[0], off[0]), Count.off_by(of[1], off[1]))


@UNHURRIED
@given(counts, references, comparisons, offs, offs)
def test_wider_rounding_never_makes_a_verdict_clear(
    of: tuple[int, int], reference: float, many: int, off: tuple[int, int], more: tuple[int, int]
) -> None:
    narrow = judge(off_by(of, off), reference, comparisons=many)
    wide = judge(off_by(of, (off[0] + more[0], off[1] + more[1])), reference, comparisons=many)
    assert wide.kind not in CLEAR or wide.kind is narrow.kind
    if narrow.interval and wide.interval:
        assert wide.interval.low <= narrow.interval.low <= narrow.interval.high <= wide.interval.high


@UNHURRIED
@given(counts, references, comparisons, offs, st.data())
def test_what_is_clear_is_clear_for_all_counts_the_published_ones_may_stand_for(
    of: tuple[int, int], reference: float, many: int, off: tuple[int, int], data: st.DataObject
) -> None:
    found = judge(off_by(of, off), reference, comparisons=many)
    assume(found.kind in CLEAR | {Kind.TOO_SMALL, Kind.NO_CLEAR_DIFFERENCE})
    population = data.draw(st.integers(max(1, of[1] - off[1]), of[1] + off[1]))
    assume(of[0] - off[0] <= population)
    true = exactly(data.draw(st.integers(max(0, of[0] - off[0]), min(population, of[0] + off[0]))), population)
    if found.kind in CLEAR:
        assert judge(true, reference, comparisons=many).kind is found.kind


@UNHURRIED
@given(counts, references, comparisons, st.integers(2, 6), offs)
def test_more_people_at_the_same_rate_never_make_it_less_clear(
    of: tuple[int, int], reference: float, many: int, times: int, off: tuple[int, int]
) -> None:
    small = judge(off_by(of, off), reference, comparisons=many)
    large = judge(off_by((of[0] * times, of[1] * times), off), reference, comparisons=many)
    assert small.kind not in CLEAR or large.kind is small.kind


@UNHURRIED
@given(counts, references, comparisons)
def test_with_and_without_are_judged_as_each_others_mirror(of: tuple[int, int], reference: float, many: int) -> None:
    count, population = of
    found = judge(exactly(count, population), reference, comparisons=many)
    mirror = judge(exactly(population - count, population), 1 - reference, comparisons=many)
    assert found.p == pytest.approx(mirror.p, rel=1e-6, abs=1e-12)
    if found.p is not None and abs(found.p - found.level) > 1e-9:
        assert MIRROR.get(found.kind, "not clear") == (mirror.kind if mirror.kind in CLEAR else "not clear")


@UNHURRIED
@given(counts, references, comparisons)
def test_more_comparisons_never_make_it_clearer(of: tuple[int, int], reference: float, many: int) -> None:
    together, alone = judge(exactly(*of), reference, comparisons=many), judge(exactly(*of), reference)
    assert together.kind not in CLEAR or together.kind is alone.kind
    assert together.p == alone.p


@UNHURRIED
@given(counts, references)
def test_where_enough_are_expected_interval_funnel_and_verdict_say_the_same(
    of: tuple[int, int], reference: float
) -> None:
    count, population = of
    assume(population * min(reference, 1 - reference) >= 10)
    found = judge(exactly(count, population), reference)
    assert found.interval == wilson(count, population)
    assume(found.p is not None and abs(found.p - 0.05) > 1e-9)
    assert (found.kind in CLEAR) == (reference not in wilson(count, population))
    assert (found.kind in CLEAR) == (standing(count / population, population, reference) is not Standing.INSIDE)
    alarm = judge(exactly(count, population), reference, comparisons=40)
    assume(alarm.p is not None and abs(alarm.p - 0.002) > 1e-9)
    assert (alarm.kind in CLEAR) == (standing(count / population, population, reference) is Standing.OUTSIDE)


@UNHURRIED
@given(st.integers(0, 60), st.integers(1, 1_500), st.floats(0.005, 0.6), comparisons)
def test_what_is_too_small_says_how_many_more_and_that_is_enough(
    count: int, population: int, reference: float, many: int
) -> None:
    count = min(count, population)
    found = judge(exactly(count, population), reference, comparisons=many)
    assert (found.more_needed is not None) == (found.kind is Kind.TOO_SMALL)
    if found.more_needed is None:
        return
    rate = Fraction(count, population)
    for more in (0, 1, 7, 40, 333):
        later = cases_among(population + found.more_needed + more, rate)
        assert judge(exactly(*later), reference, comparisons=many).kind in CLEAR


@UNHURRIED
@given(counts, references, comparisons, offs)
def test_too_small_always_asks_for_somebody(
    of: tuple[int, int], reference: float, many: int, off: tuple[int, int]
) -> None:
    found = judge(off_by(of, off), reference, comparisons=many)
    assert (found.more_needed or 0) > 0 or found.kind is not Kind.TOO_SMALL


@example(3, 7, 0.8125, 0.05)  # None of one person is "beyond chance" by score; one of two is not.
@example(1, 1, 0.125, 0.05)
@UNHURRIED
@given(st.integers(0, 300), st.integers(1, 1000), st.floats(0.01, 0.9), st.sampled_from([0.05, 0.002]))
def test_the_smallest_population_is_the_one_after_the_last_no(a: int, b: int, reference: float, level: float) -> None:
    rate = Fraction(a, b)
    assume(rate <= 1)
    assume(float(rate) / reference > 1.4 or float(rate) / reference < 0.7)
    for beyond in (by_score(reference, level), by_exact(reference, level)):
        found = smallest_population(rate, reference, beyond)
        assert found is not None
        checked = range(1, found.population * 2 + 50)
        last_no = max((n for n in checked if not beyond(*cases_among(n, rate))), default=0)
        assert found.population == last_no + 1


def test_a_rate_that_is_the_reference_never_differs() -> None:
    assert smallest_population(0.0145, 0.0145, by_score(0.0145, 0.05)) is None
    assert population_for_verdict(0.0145, 0.0145, 0.05) is None


@pytest.mark.parametrize(
    ("number", "said"), [(0, 0), (3, 3), (97, 97), (101, 110), (548, 550), (1625, 1700), (1700, 1700), (19_999, 20_000)]
)
def test_about_says_two_digits_and_never_too_few(number: int, said: int) -> None:
    assert about(number) == said


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
    assert (many.kind, many.proportion, many.p, many.difference) == (Kind.CLEARLY_LOWER, None, None, None)
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
    assert (found.proportion, found.interval, found.p, found.difference_interval) == (None, None, None, None)


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
