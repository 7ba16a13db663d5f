"""A split as a page shows it: the tree of lines, and a table of areas whose rows and columns add up."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from frontend import formats
from frontend.figure_view import source_line
from frontend.forms.plan_first import CHILDREN
from frontend.split_words import share_word
from services.budget.contract.splits import DividedPlan, KeyComponent, KeySource, LineKind, SplitLine


@dataclass(frozen=True)
class TreeRow:
    """A line of the plan. `share` in words, empty for an amount or the rest."""

    line: SplitLine
    level: int
    share: str
    is_rest: bool


@dataclass(frozen=True)
class KeyPart:
    """A component of the key: what it counts, its weight, and the money it divides."""

    name: str
    weight: str
    cents: int


@dataclass(frozen=True)
class AreaLine:
    """One area: per component its need and what that gives; `per_child_cents` is None without children."""

    area_id: str
    name: str
    base_cents: int
    needs: list[str]
    parts_cents: list[int]
    amount_cents: int
    children: Fraction | None
    per_child_cents: int | None


@dataclass(frozen=True)
class ShownSource:
    """A figure of the key with where it came from."""

    key_source: KeySource
    line: str


@dataclass(frozen=True)
class ShownSplit:
    """`areas_line` has the key; without areas it is None and the lists of areas and parts are empty.

    `has_cents`: somewhere in the table of areas, which then writes cents everywhere.
    """

    tree: list[TreeRow]
    areas_line: SplitLine | None
    parts: list[KeyPart]
    areas: list[AreaLine]
    base_cents: int
    base_per_area_cents: int
    needs: list[str]
    counts_children: bool
    has_cents: bool
    sources: list[ShownSource]


def shown_split(split: DividedPlan, language: str) -> ShownSplit:
    areas_line = next((line for line in split.lines if line.kind is LineKind.AREAS), None)
    children = children_of(split)
    areas = [_area_line(line, children, language) for line in split.lines if line.kind is LineKind.AREA]
    components = areas_line.allocation.components if areas_line and areas_line.allocation else []
    return ShownSplit(
        tree=[_tree_row(line, language) for line in split.lines if line.kind is not LineKind.AREA],
        areas_line=areas_line,
        parts=_parts(split, components, language),
        areas=areas,
        base_cents=sum(area.base_cents for area in areas),
        base_per_area_cents=areas_line.allocation.base_per_area_cents if areas_line and areas_line.allocation else 0,
        needs=_needs_together(split, len(components), language),
        counts_children=bool(children),
        has_cents=any(cents % 100 for area in areas for cents in (area.base_cents, *area.parts_cents)),
        sources=[ShownSource(source, source_line(source, language)) for source in split.key_sources],
    )


def children_of(split: DividedPlan) -> dict[str, Fraction]:
    """The children of each area, if the key counted them; empty when it did not."""
    counted = next((source for source in split.key_sources if source.indicator == CHILDREN), None)
    values = counted.values if counted else {}
    return {area_id: Fraction(value) for area_id, value in values.items() if value is not None}


def per_child(cents: int, children: Fraction | None) -> Fraction | None:
    """Exact cents per child; None where nobody lives or nobody counted."""
    return Fraction(cents) / children if children else None


def _area_line(line: SplitLine, children: dict[str, Fraction], language: str) -> AreaLine:
    counted = children.get(line.area_id or "")
    exact = per_child(line.amount_cents, counted)
    return AreaLine(
        area_id=line.area_id or "",
        name=line.name,
        base_cents=line.base_cents or 0,
        needs=[need_word(Fraction(weight), language) for weight in line.weights],
        parts_cents=line.parts_cents,
        amount_cents=line.amount_cents,
        children=counted,
        per_child_cents=None if exact is None else round(exact / 100) * 100,
    )


def _tree_row(line: SplitLine, language: str) -> TreeRow:
    return TreeRow(
        line=line,
        level=line.path.count("/"),
        share=share_word(line.share, language) if line.share else "",
        is_rest=line.share is None and line.fixed_cents is None,
    )


def _parts(split: DividedPlan, components: Sequence[KeyComponent], language: str) -> list[KeyPart]:
    names = {source.indicator: source.indicator_name for source in split.key_sources}
    columns = zip(*(line.parts_cents for line in split.lines if line.kind is LineKind.AREA), strict=True)
    return [
        KeyPart(
            name=" × ".join(names.get(code, code) for code in (component.indicator, component.times) if code),
            weight=share_word(component.weight, language),
            cents=sum(column),
        )
        for component, column in zip(components, columns, strict=False)
    ]


def _needs_together(split: DividedPlan, parts: int, language: str) -> list[str]:
    rows = [[Fraction(weight) for weight in line.weights] for line in split.lines if line.kind is LineKind.AREA]
    return [need_word(sum((row[at] for row in rows), Fraction(0)), language) for at in range(parts)] if rows else []


def need_word(need: Fraction, language: str) -> str:
    """A need as a table shows it, to one decimal when it is not whole."""
    tenths = Fraction(round(need * 10), 10)
    return formats.number(float(tenths), language)
