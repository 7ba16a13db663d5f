"""The formulas give the worked numbers that came with the assignment, to every digit those have."""

import json
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from services.profiles.domain.statistics.chance import exact_p
from services.profiles.domain.statistics.funnel import limits
from services.profiles.domain.statistics.intervals import Interval, byar, clopper_pearson, exact_count, of_count, wilson
from services.profiles.domain.statistics.many import FALSE_SHARE, benjamini_hochberg, holm
from services.profiles.domain.statistics.needed import by_count, by_exact, by_score, smallest_population
from services.profiles.domain.statistics.shortfall import population_for_verdict
from services.profiles.domain.statistics.shrinkage import prior_by_moments, shrunk
from services.profiles.domain.statistics.standardised import expected_cases, standardise
from services.profiles.domain.statistics.tails import binomial_at_most

ORACLES: dict[str, Any] = json.loads(Path(__file__).with_name("statistics_oracles.json").read_text())
RATES = {"per 1000": (0.0232, 0.0145), "percent": (0.232, 0.145)}


def is_close(found: Interval, oracle: Sequence[float], *, times: float = 1) -> bool:
    return (found.low * times, found.high * times) == pytest.approx(tuple(oracle), rel=5e-6, abs=1e-9)


def test_c1_wilson_and_clopper_pearson() -> None:
    oracle = ORACLES["C1"]
    count, population = oracle["x"], oracle["n"]
    assert is_close(wilson(count, population), oracle["w95"])
    assert is_close(wilson(count, population), oracle["sm95"])
    assert is_close(wilson(count, population, 0.998), oracle["w998"])
    assert is_close(clopper_pearson(count, population), oracle["cp95"])
    assert is_close(wilson(0, 40), oracle["zero_of_40"])
    assert wilson(0, 40).low == 0


@pytest.mark.parametrize("count", [0, 3, 9, 10, 37])
def test_c2_counts_are_exact_below_ten_and_byars_from_ten(count: int) -> None:
    oracle = ORACLES["C2"][str(count)]
    assert is_close(exact_count(count), oracle["exact"])
    assert is_close(byar(count), oracle["byar"])
    assert of_count(count) == (exact_count(count) if count < 10 else byar(count))


@pytest.mark.parametrize("size", ORACLES["C3"])
def test_c3_funnel_limits_are_the_score_limits_kept_between_nothing_and_all(size: str) -> None:
    oracle = ORACLES["C3"][size]
    for confidence, key in ((0.95, "score95"), (0.998, "score998")):
        assert is_close(limits(0.145, int(size), confidence), [max(0.0, limit) for limit in oracle[key]])


@pytest.mark.parametrize("size", ORACLES["C3"])
def test_c3_exact_limits_follow_from_the_binomial_tails(size: str) -> None:
    people = int(size)
    for confidence, key in ((0.95, "exact95"), (0.998, "exact998")):
        tail = (1 - confidence) / 2
        counts = [
            next(count for count in range(people + 1) if binomial_at_most(count, people, 0.145) >= reached)
            for reached in (tail, 1 - tail)
        ]
        assert [count / people for count in counts] == pytest.approx(ORACLES["C3"][size][key], abs=1e-6)


@pytest.mark.parametrize("case", ORACLES["C4"])
def test_c4_the_smallest_population(case: str) -> None:
    unit, confidence, method = case.split(" | ")
    rate, reference = RATES[unit]
    level = 0.05 if confidence == "0.95" else 0.002
    if method.startswith("analytic"):
        z = math.sqrt(ORACLES["C4"][case] * (rate - reference) ** 2 / (reference * (1 - reference)))
        assert math.erfc(z / math.sqrt(2)) == pytest.approx(level, rel=1e-4)
        return
    beyond = {
        "score z": by_score(reference, level),
        "Wilson ": lambda count, people: wilson(count, people, 1 - level).low > reference,
        "exact b": by_exact(reference, level),
        "Poisson": by_count(reference, level),
    }[method[:7]]
    found = smallest_population(rate, reference, beyond)
    assert found is not None
    assert [found.population, found.count] == ORACLES["C4"][case]


@pytest.mark.parametrize("unit", RATES)
@pytest.mark.parametrize(("confidence", "level"), [("0.95", 0.05), ("0.998", 0.002)])
def test_c4_our_verdict_asks_for_what_the_score_test_asks(unit: str, confidence: str, level: float) -> None:
    found = population_for_verdict(*RATES[unit], level)
    assert found is not None
    assert [found.population, found.count] == ORACLES["C4"][f"{unit} | {confidence} | Wilson lower > ref"]


def against_the_rest(reference: float, whole: int, level: float) -> Callable[[int, int], bool]:
    """Two samples: the place, and the rest of a municipality of `whole` people (its cases a whole number)."""
    cases = math.floor(whole * reference + 0.5)
    pooled = cases / whole

    def beyond(count: int, people: int) -> bool:
        error = math.sqrt(pooled * (1 - pooled) * (1 / people + 1 / (whole - people)))
        return math.erfc(abs(count / people - (cases - count) / (whole - people)) / error / math.sqrt(2)) <= level

    return lambda count, people: people >= whole or beyond(count, people)


@pytest.mark.parametrize(("key", "whole"), [(key, whole) for key in ("C4b", "C4c") for whole in ORACLES[key]])
def test_c4b_a_fixed_reference_never_needs_fewer_people_than_the_rest_of_the_municipality(key: str, whole: str) -> None:
    rate, reference = RATES["per 1000" if key == "C4b" else "percent"]
    for level, needed in zip((0.05, 0.002), ORACLES[key][whole], strict=True):
        beyond = against_the_rest(reference, int(whole.split()[0]), level)
        against_rest = smallest_population(rate, reference, beyond)
        fixed = smallest_population(rate, reference, by_score(reference, level))
        assert against_rest is not None
        assert fixed is not None
        assert against_rest.population == needed <= fixed.population


@pytest.mark.parametrize("size", ORACLES["C4d"])
def test_c4d_the_documents_case_at_sizes_of_a_neighbourhood(size: str) -> None:
    oracle = ORACLES["C4d"][size]
    interval = wilson(oracle["x"], int(size))
    assert [round(interval.low * 1000, 2), round(interval.high * 1000, 2)] == oracle["wilson95_per1000"]
    assert exact_p(oracle["x"], int(size), 0.0145) == pytest.approx(oracle["p_exact"], rel=5e-6)


def test_c6_indirect_standardisation() -> None:
    oracle = ORACLES["C6"]
    expected = expected_cases(oracle["pops"], oracle["ref"])
    found, wider = standardise(oracle["observed"], expected), standardise(oracle["observed"], expected, 0.998)
    assert found is not None
    assert wider is not None
    assert (expected, found.ratio) == pytest.approx((oracle["expected"], oracle["ratio"]), rel=5e-6)
    assert is_close(found.interval, [oracle["lo"], oracle["hi"]])
    assert is_close(wider.interval, [oracle["lo998"], oracle["hi998"]])
    assert standardise(3, 0.0) is None


def test_c7_shrinkage_by_moments() -> None:
    oracle = ORACLES["C7"]
    prior = prior_by_moments(oracle["O"], oracle["N"])
    assert (prior.mean, prior.variance) == pytest.approx((oracle["m"], oracle["A"]), rel=5e-6)
    found = [round(shrunk(o, n, prior) * 1000, 2) for o, n in zip(oracle["O"], oracle["N"], strict=True)]
    assert found == oracle["eb"]


def test_c8_adjusted_p_values() -> None:
    oracle = ORACLES["C8"]
    assert benjamini_hochberg(oracle["p"]) == pytest.approx(oracle["bh"], rel=5e-6)
    assert holm(oracle["p"]) == pytest.approx(oracle["holm"], rel=5e-6)
    for adjusted, key in (
        (oracle["p"], "raw<.05"),
        (benjamini_hochberg(oracle["p"]), "bh<.05"),
        (holm(oracle["p"]), "holm<.05"),
    ):
        assert sum(p < FALSE_SHARE for p in adjusted) == oracle[key]
    assert pytest.approx(oracle["P(at least one) 40"], abs=1e-6) == 1 - (1 - FALSE_SHARE) ** 40
