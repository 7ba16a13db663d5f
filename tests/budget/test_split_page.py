"""docs/split-mathematics.md: its numbers are what the code calculates, and its program recomputes any split."""

import json
import runpy
import subprocess
import sys
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from services.budget.domain.allocation_key import Area, Figures, Key
from services.budget.domain.plan import DividedLine, PlanLine, divide
from services.kit.money import Money
from tests.budget.plans import (
    CHILDREN,
    GRONINGEN_2015,
    POOR,
    Case,
    a_key,
    a_line,
    areas_line,
    areas_of,
    figures_of,
    plans,
)
from voorveld.sample_files import iter_values

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "split-mathematics.md").read_text()
SAMPLE_AREAS = json.loads((ROOT / "sample" / "areas.json").read_text())["GM0014"]["areas"]


def program() -> str:
    """The lines of the page, exactly."""
    _, block = PAGE.split("```python\n")
    return block.split("```")[0]


def as_exported(total: Money, lines: Sequence[PlanLine], areas: Sequence[Area], figures: Figures) -> dict[str, Any]:
    """What `voorveld export split` writes of a division, as far as it is needed to do it again."""

    def of_key(key: Key) -> dict[str, Any]:
        components = [
            {"indicator": one.indicator, "times": one.times, "weight": str(one.weight)} for one in key.components
        ]
        return {"basePerAreaCents": key.base_per_area.cents, "components": components}

    def of_line(line: PlanLine) -> dict[str, Any]:
        return {
            "key": line.key,
            "name": line.name,
            "kind": line.kind,
            "share": None if line.share is None else str(line.share),
            "amountCents": None if line.amount is None else line.amount.cents,
            "allocation": line.allocation and of_key(line.allocation),
            "lines": [of_line(below) for below in line.lines],
        }

    def values(by_area: Mapping[str, Any]) -> dict[str, Any]:
        return {"values": {area: str(figure.number) for area, figure in by_area.items()}}

    return {
        "split": {"totalCents": total.cents},
        "plan": {"lines": [of_line(line) for line in lines]},
        "figures": {
            "areas": [{"id": area.id, "name": area.name} for area in areas],
            "indicators": {indicator: values(by_area) for indicator, by_area in figures.items()},
        },
        "lines": [
            {"path": line.path, "amountCents": line.amount.cents} for line in divide(total, lines, areas, figures)
        ],
    }


def of_groningen() -> tuple[list[Area], dict[str, int], tuple[DividedLine, ...]]:
    """The example of the page: the areas of the sample, their children, and the division of 2015 over them."""
    numbers = {
        value.region: value.number
        for value in iter_values()
        if (value.release, value.indicator) == ("84799NED-2020-first", CHILDREN)
    }
    children = {area["id"]: sum(int(numbers[region] or 0) for region in area["regions"]) for area in SAMPLE_AREAS}
    areas = [Area(area["id"], area["name"]) for area in SAMPLE_AREAS]
    return areas, children, divide(Money(143_400_000), GRONINGEN_2015, areas, figures_of({CHILDREN: children}))


def euros(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02d}"


def in_euros(line: DividedLine) -> str:
    return f"{euros(line.parts[0].cents)} | {euros(line.amount.cents)}"


def test_the_table_of_groningen_is_what_comes_out() -> None:
    _, children, lines = of_groningen()
    whole, *of_areas, rest = lines
    rows = []
    for line in of_areas:
        exact = Fraction(51_600_000 * children[str(line.area_id)], sum(children.values()))
        shown = f"{euros(int(exact))}{f'{float(exact % 1):.3f}'[2:]}"
        rows.append(f"| {line.name} | {children[str(line.area_id)]:,} | {shown} | {in_euros(line)} |")
    rows.append(f"| **together** | {sum(children.values()):,} | 516,000.00000 | {in_euros(whole)} |")
    assert "\n".join(rows) in PAGE
    assert (sum(children.values()), rest.amount) == (28_645, Money(47_800_000))


def test_the_page_says_where_the_cents_that_were_left_went() -> None:
    _, children, (_, *lines, _) = of_groningen()
    exact = {line.name: Fraction(51_600_000 * children[str(line.area_id)], 28_645) for line in lines}
    more = [line.name for line in lines if line.parts[0].cents > int(exact[line.name])]
    left = 51_600_000 - sum(int(part) for part in exact.values())
    assert f"{left} cents are left. They go to the largest remainders: {'; '.join(more)}." in " ".join(PAGE.split())


def a_rich_case() -> Case:
    key = Key(Money(1_000), a_key((CHILDREN, "3/7"), (POOR, "4/7")).components)
    inner = PlanLine("deep", "Deep", "group", Fraction(2, 7), None, lines=(a_line("x", "1/3"), a_line("y")))
    below = (inner, a_line("z", amount=5), areas_line(share="2/7", key=key), a_line("r"))
    wide = PlanLine("wide", "Wide", "group", None, None, lines=below)
    figures = figures_of({CHILDREN: {"b": 5, "a": 7, "c": 5}, POOR: {"a": "0.125", "b": "1/3", "c": 0}})
    return Money(1_000_001), (wide, a_line("third", "1/3")), areas_of("bac"), figures


def test_the_program_of_the_page_recomputes_a_split_and_sees_one_cent(tmp_path: Path) -> None:
    (tmp_path / "recompute.py").write_text(program())

    def said(exported: dict[str, Any]) -> str:
        (tmp_path / "split.json").write_text(json.dumps(exported))
        command = [sys.executable, "-I", "recompute.py", "split.json"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    exported = as_exported(*a_rich_case())
    assert len(exported["lines"]) == 11
    assert said(exported) == "The same, to the cent.\n"
    line = next(line for line in exported["lines"] if line["path"] == "wide/areas/b")
    line["amountCents"] += 1
    assert said(exported).startswith("Different: [('wide/areas/b', ")
    areas, children, _ = of_groningen()
    groningen = as_exported(Money(143_400_000), GRONINGEN_2015, areas, figures_of({CHILDREN: children}))
    assert said(groningen) == "The same, to the cent.\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=plans())
def test_the_program_recomputes_any_split(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "recompute.py").write_text(program())
    (tmp_path / "split.json").write_text(json.dumps(as_exported(*case)))
    monkeypatch.setattr(sys, "argv", ["recompute.py", str(tmp_path / "split.json")])
    runpy.run_path(str(tmp_path / "recompute.py"))
    assert capsys.readouterr().out == "The same, to the cent.\n"
