"""Whether a figure really changed over the years, or whether it can be chance and rounding."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from services.profiles.domain.change import change_of
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.many import level_for
from services.profiles.domain.statistics.verdict import Kind
from tests.profiles.test_series_api import bodegraven
from tests.support.profiles import Profiles
from tests.support.years import as_owner

__all__ = ["bodegraven"]

DIVORCED = "divorced_share"
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
counts = st.integers(2, 20_000).flatmap(lambda n: st.tuples(st.integers(1, n - 1), st.just(n)))


def exactly(count: int, population: int) -> Evidence:
    return Evidence(Count.exact(count), Count.exact(population))


@UNHURRIED
@given(counts, counts, st.sampled_from([1, 5, 40]))
def test_a_change_is_clear_exactly_when_newcombes_interval_of_statsmodels_leaves_out_zero(
    then: tuple[int, int], now: tuple[int, int], many: int
) -> None:
    found = change_of({2019: exactly(*then), 2020: None, 2021: exactly(*now)}, comparisons=many)
    low, high = confint_proportions_2indep(*now, *then, compare="diff", method="newcomb", alpha=level_for(many))
    assert found is not None
    assert (found.first, found.last) == (2019, 2021)
    if min(abs(low), abs(high)) > 1e-9:
        expected = Kind.CLEARLY_HIGHER if low > 0 else Kind.CLEARLY_LOWER if high < 0 else Kind.NO_CLEAR_DIFFERENCE
        assert found.pair.kind is expected
    of_95 = confint_proportions_2indep(*now, *then, compare="diff", method="newcomb")
    assert found.pair.interval is not None
    assert (found.pair.interval.low, found.pair.interval.high) == pytest.approx(of_95, abs=1e-9)


def test_what_rounding_hides_makes_a_change_undecided() -> None:
    then, now = Evidence(Count.care_5(105), Count.random_5(1060)), Evidence(Count.care_5(60), Count.random_5(435))
    found = change_of({2019: then, 2020: now})
    assert found is not None
    assert found.pair.kind is Kind.UNDECIDED_ROUNDING


def test_one_year_is_no_change() -> None:
    assert change_of({2019: exactly(1, 10), 2020: None}) is None


async def test_a_series_says_whether_its_change_is_clear_and_of_which_years(bodegraven: Profiles) -> None:
    client = bodegraven.client()
    same = (await client.region_series("WK190101", [DIVORCED])).series[0].change
    assert same is not None
    assert (same.first_year, same.last_year, same.kind, same.compared) == (2020, 2024, "no_clear_difference", 1)
    await as_owner(
        bodegraven.urls.owner,
        "UPDATE region_values SET number = number * 2 WHERE region_number ="
        " (SELECT number FROM regions WHERE code = 'WK190101' AND year = 2024) AND indicator_number ="
        " (SELECT number FROM indicators WHERE code = (SELECT numerator FROM indicators"
        "  WHERE code = 'divorced_share'))",
    )
    series = (await client.region_series("WK190101", [DIVORCED, "address_density"])).series
    assert series[0].change is not None
    assert (series[0].change.kind, series[0].change.compared) == ("clearly_higher", 2)
    first, last = (point.value.number for point in series[0].points)
    assert series[0].change.difference is not None
    assert first is not None
    assert last is not None
    assert float(series[0].change.difference) == pytest.approx(float(last - first), abs=0.11)
    assert series[1].change is not None
    assert (series[1].change.kind, series[1].change.reason) == ("no_figure", "not_a_proportion")


async def test_over_a_broken_identity_there_is_no_change(bodegraven: Profiles) -> None:
    await as_owner(bodegraven.urls.owner, "DELETE FROM region_mappings")
    assert (await bodegraven.client().region_series("WK190103", [DIVORCED])).series[0].change is None
