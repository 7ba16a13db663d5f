"""The numbers in docs/statistics.md are what the code calculates, from its own formulas and the sample."""

from collections import Counter
from pathlib import Path

import pytest

from services.profiles.domain.statistics.answers import careful_p
from services.profiles.domain.statistics.chance import are_few_expected, p_value, score_p
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.judge import judge
from services.profiles.domain.statistics.many import level_for
from services.profiles.domain.statistics.needed import by_exact, smallest_population
from services.profiles.domain.statistics.reasons import Reason
from services.profiles.domain.statistics.shortfall import about, population_for_verdict
from services.profiles.domain.statistics.tails import binomial_at_least, binomial_at_most
from services.profiles.domain.statistics.verdict import Kind, Verdict
from voorveld.sample_files import SampleValue, iter_values

PAGE = (Path(__file__).parents[2] / "docs" / "statistics.md").read_text()
PROSE = " ".join(PAGE.split())
DOCUMENTS_RATE, MUNICIPALITY = 0.0232, 0.0145
BINCKHORST, FOREPARK, THE_HAGUE = "WK051839", "WK051843", "GM0518"


@pytest.fixture(scope="module")
def hague() -> dict[tuple[str, str], SampleValue]:
    return {(value.region, value.indicator): value for value in iter_values() if value.release == "84583NED-2019"}


def in_words(verdict: Verdict) -> str:
    if verdict.kind is Kind.TOO_SMALL:
        return f"too small: about {verdict.more_needed:,} more"
    return verdict.kind.value.replace("_", " ")


def case_rows() -> list[str]:
    rows = []
    for people in (250, 500, 750, 800, 1000, 1500, 2000, 3000):
        count = round(people * DOCUMENTS_RATE)
        evidence = Evidence(Count.exact(count), Count.exact(people))
        alone, scanned = judge(evidence, MUNICIPALITY), judge(evidence, MUNICIPALITY, comparisons=40)
        assert alone.interval is not None
        low, high = alone.interval.low * 1000, alone.interval.high * 1000
        rows.append(
            f"| {people:,} | {count} | {count / people * 1000:.1f} | {low:.1f}-{high:.1f} "
            f"| {in_words(alone)} | {in_words(scanned)} |"
        )
    return rows


def test_a_place_of_which_nothing_is_known() -> None:
    found = judge(Evidence(Count.exact(5), Count.exact(75)), 0.07, comparisons=40)
    assert (found.kind, found.is_for_quarter) == (Kind.TOO_SMALL, True)
    assert found.proportion is not None
    assert found.interval is not None
    low, high = found.interval.low * 100, found.interval.high * 100
    said = f"5 are {found.proportion:.1%} beside 7%, and the interval goes from {low:.1f} to {high:.1f}"
    assert f"Of 75 people {said}" in PROSE
    assert low < 7 / 2
    assert high > 7 * 2


def test_the_table_of_the_documents_case() -> None:
    assert "\n".join(case_rows()) in PAGE


def test_the_numbers_below_that_table() -> None:
    needed = {many: population_for_verdict(DOCUMENTS_RATE, MUNICIPALITY, level_for(many)) for many in (1, 40)}
    exact = {
        many: smallest_population(DOCUMENTS_RATE, MUNICIPALITY, by_exact(MUNICIPALITY, level_for(many)))
        for many in (1, 40)
    }
    percent = population_for_verdict(DOCUMENTS_RATE * 10, MUNICIPALITY * 10, level_for(1))
    assert percent
    one, scanned = (found.population for found in needed.values() if found)
    exact_one, exact_scanned = (found.population for found in exact.values() if found)
    assert f"about {about(one)} young people ({one}, with the exact test {exact_one:,})" in PROSE
    assert f"about {about(scanned):,} ({scanned:,}; exact {exact_scanned:,})" in PROSE
    assert f"If it were per cent, {percent.population} people would be enough" in PROSE
    assert 1.2 < exact_one / one < 1.3
    assert 1.2 < exact_scanned / scanned < 1.3


def false_alarm(people: int, level: float) -> float:
    """The chance that a place with the reference's own rate is called clearly different."""
    few = are_few_expected(people, MUNICIPALITY)
    clear = [count for count in range(people // 10) if p_value(count, people, MUNICIPALITY, few=few) <= level]
    most_low = max((count for count in clear if count < people * MUNICIPALITY), default=-1)
    least_high = min(count for count in clear if count > people * MUNICIPALITY)
    assert score_p(people // 10, people, MUNICIPALITY) < level
    return binomial_at_most(most_low, people, MUNICIPALITY) + binomial_at_least(least_high, people, MUNICIPALITY)


@pytest.mark.parametrize("people", [700, 1000, 2000, 5000])
def test_how_often_a_place_that_does_not_differ_is_called_clearly_different(people: int) -> None:
    alone, scanned = false_alarm(people, level_for(1)), false_alarm(people, level_for(40))
    assert f"| {people:,} | {alone:.1%} | {scanned:.2%} |" in PAGE


def test_how_many_false_alarms_40_places_give() -> None:
    assert f"{40 * 0.05} lie beyond 95% by chance, and at least one does in {1 - 0.95**40:.0%} of cases" in PROSE


def evidence_of(hague: dict[tuple[str, str], SampleValue], region: str) -> Evidence:
    """Young people with care among the inhabitants of 0 to 24; the two age bands are rounded each by itself."""
    care = hague[region, "youth_care_count"].number
    children, young = (hague[region, code].number for code in ("young_people_0_14", "young_people_15_24"))
    assert children is not None
    assert young is not None
    numerator = None if care is None else Count.care_5(care)
    return Evidence(numerator, Count.random_5(children) + Count.random_5(young))


def municipality_rate(hague: dict[tuple[str, str], SampleValue]) -> float:
    care, people = (hague[THE_HAGUE, code].number for code in ("youth_care_count", "young_people_0_24"))
    assert care is not None
    assert people is not None
    return float(care / people)


def test_binckhorst_has_the_highest_rate_and_depends_on_rounding(hague: dict[tuple[str, str], SampleValue]) -> None:
    evidence, reference = evidence_of(hague, BINCKHORST), municipality_rate(hague)
    alone, one_of_44 = judge(evidence, reference), judge(evidence, reference, comparisons=44)
    assert (alone.kind, one_of_44.kind) == (Kind.CLEARLY_HIGHER, Kind.UNDECIDED_ROUNDING)
    assert alone.interval is not None
    assert alone.proportion is not None
    low, high = alone.interval.low * 1000, alone.interval.high * 1000
    assert f"60 of 435, {alone.proportion * 1000:.1f} per 1,000 ({low:.1f}-{high:.1f})" in PROSE
    least, most = (p_value(*of, reference, few=False) for of in ((58, 443), (62, 427)))
    assert least == careful_p(evidence, reference)
    assert f"58 of 443 (p = {least:.3f}) would not be clear and 62 of 427 (p = {most:.4f}) would" in PROSE


def test_forepark_has_more_young_people_in_care_than_it_has(hague: dict[tuple[str, str], SampleValue]) -> None:
    found = judge(evidence_of(hague, FOREPARK), municipality_rate(hague))
    assert (found.kind, found.reason, found.proportion) == (Kind.NO_FIGURE, Reason.CONTRADICTION, None)
    assert "**Forepark**: 60 of 35." in PROSE


def test_the_districts_of_the_hague_beside_the_municipality_and_beside_each_other(
    hague: dict[tuple[str, str], SampleValue],
) -> None:
    districts = sorted({region for region, _ in hague if region.startswith("WK0518")})
    placed, people = (
        sum(hague[district, code].number or 0 for district in districts)
        for code in ("youth_care_count", "young_people_0_24")
    )
    beside, together = (
        Counter(judge(evidence_of(hague, d), reference, comparisons=len(districts)).kind for d in districts)
        for reference in (municipality_rate(hague), float(placed / people))
    )
    assert f"the districts have {placed:,.0f} young people with care" in PROSE
    assert (
        f"beside the municipality ({municipality_rate(hague) * 1000:.1f} per 1,000) "
        f"{beside[Kind.CLEARLY_LOWER]} of its {len(districts)} districts are clearly lower and "
        f"{beside[Kind.CLEARLY_HIGHER]} clearly higher; beside the districts together "
        f"({placed / people * 1000:.1f}) it is {together[Kind.CLEARLY_LOWER]} and {together[Kind.CLEARLY_HIGHER]}."
    ) in PROSE
