"""An area of which a region counts for a share: its figure is an estimate, and its verdict knows that too."""

from collections.abc import AsyncIterator
from fractions import Fraction

import pytest

from services.profiles.domain.catalogue import Recipe, Values
from services.profiles.domain.comparison import Rounding, evidence_of
from services.profiles.domain.lineage import Portion
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.judge import judge
from services.profiles.domain.statistics.pair import judge_pair
from services.profiles.domain.statistics.reasons import Reason
from services.profiles.domain.statistics.verdict import Kind
from services.profiles.domain.values import Value
from tests.profiles.test_domain_figures import CARE
from tests.profiles.test_series_api import RECODE
from tests.support.profiles import Profiles, profiles_of
from tests.support.years import add_years, as_owner

HALF = Fraction(1, 2)
EXACT = {"care": Rounding(("exact",)), "young": Rounding(("exact",))}
DIVORCED, AREA = "divorced_share", "bodegraven-zuid"
DIVIDED_IN_2024 = (
    "UPDATE region_mappings SET share = 0.5 WHERE from_code = 'WK190104'",
    "INSERT INTO region_mappings SELECT from_year, from_code, to_year, 'WK190101', share, basis, from_name,"
    " 'Bodegraven-Noord', source, recorded_by, recorded_at FROM region_mappings WHERE from_code = 'WK190104'",
    "DELETE FROM region_values WHERE release_number = (SELECT number FROM releases WHERE id = 'T-2024')",
    "INSERT INTO area_divisions SELECT 2024, 2024, version + 1, changed_by, changed_at FROM area_divisions",
    f"INSERT INTO division_areas VALUES (2024, '{AREA}', 'Zuid')",
    f"INSERT INTO area_regions (valid_from, region_code, regions_year, area_id)"
    f" VALUES (2024, 'WK190103', 2024, '{AREA}')",
)


@pytest.fixture
async def bodegraven() -> AsyncIterator[Profiles]:
    """An area of one district of 2024, which in 2020 was one district and half of another."""
    async with profiles_of("GM1901") as profiles:
        await add_years(profiles.urls.owner, "GM1901", 2024)
        await as_owner(profiles.urls.owner, RECODE, *DIVIDED_IN_2024)
        yield profiles


def of_half_a_district(cases: int, young: int, recipe: Recipe = CARE) -> Evidence:
    values: Values = {("A", "care"): Value.of(cases), ("A", "young"): Value.of(young)}
    return evidence_of(recipe, [Portion("A", HALF)], values, EXACT, 1)


def test_of_half_a_district_any_number_of_the_cases_that_fits_is_possible() -> None:
    assert of_half_a_district(100, 1000).numerator == Count(50.0, 0.0, 100.0)
    assert of_half_a_district(700, 1000).numerator == Count(350.0, 200.0, 500.0)
    assert of_half_a_district(700, 1000).denominator == Count(500.0, 500.0, 500.0)


def test_a_verdict_that_depends_on_where_they_live_is_none_and_says_why() -> None:
    found = judge(of_half_a_district(100, 1000), 0.05)
    assert (found.kind, found.reason, found.is_estimate) == (Kind.NO_FIGURE, Reason.ESTIMATED, True)
    whole = Evidence(Count.exact(50), Count.exact(500))
    assert judge(whole, 0.05).kind is Kind.CLEARLY_HIGHER
    assert judge_pair(of_half_a_district(100, 1000), whole).reason is Reason.ESTIMATED


def test_a_verdict_that_holds_wherever_they_live_stays_and_says_that_it_is_an_estimate() -> None:
    found = judge(of_half_a_district(700, 1000), 0.3)
    assert (found.kind, found.is_estimate) == (Kind.CLEARLY_HIGHER, True)
    assert judge(of_half_a_district(10, 1000), 0.3).kind is Kind.CLEARLY_LOWER


def test_what_was_rounded_away_still_counts_in_a_part() -> None:
    rounded = evidence_of(
        CARE,
        [Portion("WK1", HALF)],
        {("WK1", "care"): Value.of(700), ("WK1", "young"): Value.of(1000)},
        {"care": Rounding(("care_5",)), "young": Rounding(("random_5",))},
        1,
    )
    assert rounded.numerator == Count(350.0, 698 - 502, 502.0)
    assert rounded.denominator == Count(500.0, 498.0, 502.0)


async def test_a_comparison_shows_the_figure_of_the_profile_and_a_verdict_that_knows_the_same(
    bodegraven: Profiles,
) -> None:
    client = bodegraven.client()
    compared = await client.compare([AREA], 2024, indicators=[DIVORCED])
    figure = compared.figures[0]
    shown = await client.indicator_values(DIVORCED, 2024)
    assert (compared.year, compared.places[0].regions) == (2020, ["WK190104", "WK190105"])
    assert figure.places[0].value == next(value.value for value in shown.values if value.area_id == AREA)
    assert figure.places[0].value.is_estimate
    assert {verdict.is_estimate for verdict in figure.places[0].verdicts} == {True}
    assert {verdict.reason for verdict in figure.places[0].verdicts} == {"estimated"}


async def test_an_area_with_a_part_that_is_lost_has_no_figure_and_no_verdict(bodegraven: Profiles) -> None:
    await as_owner(bodegraven.urls.owner, "DELETE FROM region_mappings WHERE from_code = 'WK190104'")
    await as_owner(bodegraven.urls.owner, "UPDATE region_mappings SET share = 0.5 WHERE from_code = 'WK190105'")
    await as_owner(
        bodegraven.urls.owner,
        "INSERT INTO area_regions (valid_from, region_code, regions_year, area_id)"
        f" VALUES (2024, 'WK190102', 2024, '{AREA}')",
        "UPDATE regions SET name = 'Elders' WHERE code = 'WK190102' AND year = 2024",
        "DELETE FROM region_mappings WHERE to_code = 'WK190102'",
    )
    found = (await bodegraven.client().compare([AREA], 2024, indicators=[DIVORCED])).figures[0].places[0]
    assert (found.value.number, "" in (await bodegraven.client().compare([AREA], 2024)).places[0].regions) == (
        None,
        True,
    )
    assert {(verdict.kind, verdict.reason) for verdict in found.verdicts} == {("no_figure", "no_numerator")}
