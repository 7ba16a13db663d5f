"""What Statistics Netherlands rounds and keeps secret, and what may then be said (facts.md §6, trap 4)."""

from decimal import Decimal

import pytest

from services.profiles.domain.comparison import Rounding
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.judge import judge
from services.profiles.domain.statistics.verdict import Kind
from services.profiles.domain.values import Value
from tests.profiles.test_comparisons_api import beside, figure
from tests.support.profiles import profiles_of
from voorveld.sample_files import iter_indicators, iter_values

CARE = "youth_care_per_1000"
SMALL = ("WK", "BU")


def counted(indicator: str, region: str, number: int) -> Count:
    """A published figure of the catalogue with what it may be off."""
    rounding = next(row.rounding for row in iter_indicators() if row.code == indicator)
    found = Rounding((rounding,)).count(region, Value.of(number))
    assert found is not None
    return found


def published(indicator: str) -> dict[str, Decimal]:
    """Every number of an indicator in the sample, by region."""
    return {row.region: row.number for row in iter_values() if row.indicator == indicator and row.number is not None}


def test_trap_4_populations_of_districts_are_multiples_of_five_and_those_of_municipalities_are_not() -> None:
    people = published("inhabitants")
    assert [code for code, number in people.items() if code.startswith(SMALL) and number % 5] == []
    assert [code for code, number in people.items() if not code.startswith(SMALL) and number % 5 == 0] == ["NL00"]


def test_trap_4_a_population_rounded_at_random_may_be_off_by_four_either_way() -> None:
    assert counted("inhabitants", "WK051842", 435) == Count(435, 431, 439)
    assert counted("inhabitants", "BU05182449", 0) == Count(0, 0, 4)
    assert counted("inhabitants", "GM0518", 545_838) == Count(545_838, 545_838, 545_838)
    bands = Rounding(("random_5", "random_5")).count("WK051842", Value.of(435))
    assert bands == Count(435, 427, 443), "two age bands are rounded each by itself"


def test_trap_4_a_difference_that_random_rounding_can_make_is_undecided() -> None:
    known = judge(Evidence(Count.exact(30), Count.exact(200)), 0.105)
    rounded = judge(Evidence(Count.exact(30), counted("inhabitants", "WK051842", 200)), 0.105)
    assert (known.kind, rounded.kind) == (Kind.CLEARLY_HIGHER, Kind.UNDECIDED_ROUNDING)


def test_trap_4_no_care_count_below_eight_is_published() -> None:
    assert min(number for code, number in published("youth_care_count").items() if code.startswith(SMALL)) > 7


@pytest.mark.parametrize("number", [0, 5, 7])
def test_trap_4_a_care_count_below_eight_stands_for_zero_to_seven(number: int) -> None:
    assert counted("youth_care_count", "WK051842", number) == Count(number, 0, 7)


def test_trap_4_nobody_in_care_is_lower_only_where_seven_would_be_too() -> None:
    few, many = counted("inhabitants", "BU05182449", 100), counted("inhabitants", "BU05184201", 300)
    assert judge(Evidence(Count.exact(0), few), 0.09).kind is Kind.CLEARLY_LOWER
    nobody = counted("youth_care_count", "BU05182449", 0)
    assert judge(Evidence(nobody, few), 0.09).kind is Kind.UNDECIDED_ROUNDING
    assert judge(Evidence(nobody, many), 0.09).kind is Kind.CLEARLY_LOWER


async def test_trap_4_a_care_count_that_is_kept_back_is_no_zero_and_gets_no_verdict() -> None:
    async with profiles_of("GM0518") as profiles:
        compared = await profiles.client().compare(["BU05182449"], 2019, indicators=[CARE, "youth_care_count"])
    for code in (CARE, "youth_care_count"):
        shown = figure(compared, code).places[0]
        assert (shown.value.status, shown.value.number) == ("missing", None)
    assert beside(figure(compared, CARE), "municipality").kind == "no_figure"
