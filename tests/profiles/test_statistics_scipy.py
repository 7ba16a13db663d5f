"""Our plain formulas give what scipy and statsmodels give, on counts nobody chose."""

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint, proportions_ztest

from services.profiles.domain.statistics.chance import exact_p, score_p
from services.profiles.domain.statistics.intervals import clopper_pearson, difference, exact_count, wilson, z_of
from services.profiles.domain.statistics.many import FALSE_SHARE, benjamini_hochberg, holm, level_of_all
from services.profiles.domain.statistics.tails import binomial_at_least, binomial_at_most, poisson_at_most

# A busy machine is no reason to fail.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
populations = st.integers(1, 20_000)
counts = populations.flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
few_of_many = populations.flatmap(lambda n: st.tuples(st.integers(0, min(n, 30)), st.just(n)))
proportions = st.floats(0.0005, 0.9995)
confidences = st.sampled_from([0.8, 0.95, 0.99, 0.998])
p_values = st.lists(st.floats(0, 1), min_size=1, max_size=45)


@UNHURRIED
@given(counts | few_of_many, confidences)
def test_wilson(of: tuple[int, int], confidence: float) -> None:
    low, high = proportion_confint(*of, alpha=1 - confidence, method="wilson")
    found = wilson(*of, confidence)
    assert (found.low, found.high) == pytest.approx((max(0.0, low), min(1.0, high)), rel=1e-9, abs=1e-12)


@UNHURRIED
@given(counts | few_of_many, confidences)
def test_clopper_pearson(of: tuple[int, int], confidence: float) -> None:
    low, high = proportion_confint(*of, alpha=1 - confidence, method="beta")
    found = clopper_pearson(*of, confidence)
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-7, abs=1e-12)


@UNHURRIED
@given(st.integers(0, 400), confidences)
def test_exact_interval_of_a_count(count: int, confidence: float) -> None:
    tail = (1 - confidence) / 2
    low = stats.chi2.ppf(tail, 2 * count) / 2 if count else 0.0
    found = exact_count(count, confidence)
    assert (found.low, found.high) == pytest.approx((low, stats.chi2.ppf(1 - tail, 2 * count + 2) / 2), rel=1e-8)


@UNHURRIED
@given(counts.filter(lambda of: 0 < of[0] < of[1]), counts.filter(lambda of: 0 < of[0] < of[1]))
def test_newcombes_difference_of_two_places(first: tuple[int, int], second: tuple[int, int]) -> None:
    low, high = confint_proportions_2indep(*first, *second, compare="diff", method="newcomb")
    found = difference(first, second)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)


@UNHURRIED
@given(counts | few_of_many, proportions)
def test_binomial_tails(of: tuple[int, int], proportion: float) -> None:
    count, population = of
    at_least, at_most = (
        stats.binom.sf(count - 1, population, proportion),
        stats.binom.cdf(count, population, proportion),
    )
    assert binomial_at_least(count, population, proportion) == pytest.approx(at_least, rel=1e-7, abs=1e-12)
    assert binomial_at_most(count, population, proportion) == pytest.approx(at_most, rel=1e-7, abs=1e-12)


@UNHURRIED
@given(st.integers(0, 300), st.floats(0.001, 600))
def test_poisson_tail(count: int, mean: float) -> None:
    assert poisson_at_most(count, mean) == pytest.approx(stats.poisson.cdf(count, mean), rel=1e-8, abs=1e-12)


@UNHURRIED
@given(counts | few_of_many, proportions)
def test_exact_p_is_twice_the_smaller_tail(of: tuple[int, int], reference: float) -> None:
    tails = [stats.binomtest(*of, reference, alternative=side).pvalue for side in ("less", "greater")]
    assert exact_p(*of, reference) == pytest.approx(min(1.0, 2 * min(tails)), rel=1e-7, abs=1e-12)


@UNHURRIED
@given(counts | few_of_many, proportions)
def test_score_p(of: tuple[int, int], reference: float) -> None:
    assert score_p(*of, reference) == pytest.approx(proportions_ztest(*of, reference, prop_var=reference)[1], abs=1e-12)


@UNHURRIED
@given(p_values)
def test_adjusted_p_values_and_the_level_that_goes_with_them(p_values: list[float]) -> None:
    clear, by_hochberg, _, _ = multipletests(p_values, FALSE_SHARE, method="fdr_bh")
    assert benjamini_hochberg(p_values) == pytest.approx(list(by_hochberg), rel=1e-12)
    level = level_of_all(p_values)
    # A tie may go either way in floats: with the level, or of what is adjusted with the share.
    near = [
        math.isclose(p, level, rel_tol=1e-12) or math.isclose(adjusted, FALSE_SHARE, rel_tol=1e-12)
        for p, adjusted in zip(p_values, by_hochberg, strict=True)
    ]
    assert [p <= level or is_near for p, is_near in zip(p_values, near, strict=True)] == [
        bool(is_clear) or is_near for is_clear, is_near in zip(clear, near, strict=True)
    ]


@settings(UNHURRIED, max_examples=20)  # statsmodels takes a twentieth of a second for each.
@given(p_values)
def test_holms_adjusted_p_values(p_values: list[float]) -> None:
    assert holm(p_values) == pytest.approx(list(multipletests(p_values, FALSE_SHARE, method="holm")[1]), rel=1e-12)


def test_z_is_the_quantile_everybody_uses() -> None:
    assert z_of(0.95) == pytest.approx(stats.norm.ppf(0.975))
    assert z_of(0.998) == pytest.approx(stats.norm.ppf(0.999))
