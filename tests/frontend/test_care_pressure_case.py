"""The worked case on the page says what the rules say: every number is calculated again."""

from pathlib import Path

import pytest

from frontend.pages.care_pressure_case import CASES, REFERENCE, Case
from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.judge import judge
from services.profiles.domain.statistics.verdict import Kind, Verdict

DOCS = (Path(__file__).parents[2] / "docs" / "care-pressure-case.md").read_text()


def judged(case: Case, comparisons: int) -> Verdict:
    evidence = Evidence(Count.exact(case.cases), Count.exact(case.people))
    return judge(evidence, REFERENCE / 1000, comparisons=comparisons)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.people))
def test_each_row_is_what_the_verdict_says(case: Case) -> None:
    alone, of_many = judged(case, 1), judged(case, 40)
    assert alone.interval is not None
    assert (round(alone.interval.low * 1000, 1), round(alone.interval.high * 1000, 1)) == case.interval
    for verdict, more in ((alone, case.alone), (of_many, case.of_many)):
        assert verdict.kind is (Kind.TOO_SMALL if more else Kind.CLEARLY_HIGHER)
        assert (verdict.more_needed or 0) == more


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case.people))
def test_the_documentation_has_the_same_row(case: Case) -> None:
    said = [f"too small: about {more:,} more" if more else "clearly higher" for more in (case.alone, case.of_many)]
    low, high = case.interval
    row = f"| {case.people:,} | {case.cases} | {case.rate:.1f} | {low}-{high} | {said[0]} | {said[1]} |"
    assert row in DOCS
