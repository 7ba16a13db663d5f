"""Several splits side by side: what each gives an area, and how that differs from the first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from markupsafe import Markup

from frontend import formats
from frontend.drawing.differences import PerChild, difference_bar, largest_difference, per_child_strip, top_per_child
from frontend.split_changes import LEAVES
from frontend.split_view import ShownSplit, per_child, shown_split
from frontend.translations import translations
from services.budget.contract.splits import LineKind, SplitState, SplitView

LETTERS = "ABCD"


@dataclass(frozen=True)
class Way:
    """One split as a card: its key in words, and what there is per child."""

    id: UUID
    letter: str
    name: str
    state: SplitState
    total_cents: int
    base_cents: int
    keyed_cents: int
    parts: list[str]
    strip: Markup
    sentence: str
    lowest: str
    highest: str


@dataclass(frozen=True)
class Cell:
    """What one way gives one line; the difference is with the first way, which itself has none."""

    cents: int
    difference_cents: int
    bar: Markup
    per_child_cents: int | None


@dataclass(frozen=True)
class WayRow:
    name: str
    is_area: bool
    children: int | None
    cells: list[Cell]


@dataclass(frozen=True)
class Ways:
    """Side by side. `areas` and `others` have a row per line, and every column adds up to the totals under it."""

    ways: list[Way]
    areas: list[WayRow]
    areas_together: WayRow
    others: list[WayRow]
    together: WayRow
    has_children: bool
    has_cents: bool


def ways_of(splits: Sequence[SplitView], children: Mapping[str, Fraction], language: str) -> Ways:
    """`children` per area id; empty when nobody counted them, and then nothing is said per child."""
    amounts = [{line.path: line.amount_cents for line in split.lines if line.kind in LEAVES} for split in splits]
    lines = {line.path: line for split in splits for line in split.lines if line.kind in LEAVES}
    areas = [path for path, line in lines.items() if line.kind is LineKind.AREA]
    # Only areas have a bar: a large line beside them would make all of them too small to see.
    differences = [[way.get(path, 0) - amounts[0].get(path, 0) for path in areas] for way in amounts]
    largest = largest_difference(*differences)
    counted = {path: children.get(line.area_id or "") for path, line in lines.items()}

    def row(name: str, paths: Sequence[str], is_area: bool, heads: Fraction | None) -> WayRow:
        sums = [sum(way.get(path, 0) for path in paths) for way in amounts]
        cells = [_cell(cents, sums[0], largest, heads) for cents in sums]
        return WayRow(name, is_area, None if heads is None else round(heads), cells)

    others = [path for path in lines if path not in areas]
    _ = translations(language).gettext
    heads = sum((value for value in counted.values() if value), Fraction(0)) or None
    return Ways(
        ways=_cards(splits, counted, language),
        areas=[row(lines[path].name, [path], True, counted[path]) for path in areas],
        areas_together=row(_("Gebieden samen"), areas, False, heads),
        others=[row(lines[path].name, [path], False, None) for path in others],
        together=row(_("Alles samen"), list(lines), False, None),
        has_children=bool(children),
        has_cents=any(cents % 100 for way in amounts for cents in way.values()),
    )


def _cell(cents: int, first: int, largest: int, heads: Fraction | None) -> Cell:
    exact = per_child(cents, heads)
    difference = cents - first
    # A sum, or a line without a bar, may differ more than any area: its bar then ends at the edge.
    bar = difference_bar(max(-largest, min(largest, difference)), largest)
    return Cell(cents, difference, bar, None if exact is None else round(exact / 100) * 100)


def _cards(splits: Sequence[SplitView], counted: Mapping[str, Fraction | None], language: str) -> list[Way]:
    dots = [
        [
            PerChild(line.name, exact)
            for line in split.lines
            if line.kind is LineKind.AREA
            and (exact := per_child(line.amount_cents, counted.get(line.path))) is not None
        ]
        for split in splits
    ]
    top = top_per_child(*dots)
    return [
        _card(split, letter, areas, top, language) for split, letter, areas in zip(splits, LETTERS, dots, strict=False)
    ]


def _card(split: SplitView, letter: str, dots: Sequence[PerChild], top: int, language: str) -> Way:
    _ = translations(language).gettext
    shown = shown_split(split, language)
    sentence = _per_child_words(dots, language)
    title = _("Per kind bij %(letter)s") % {"letter": letter}
    name = split.name or _("Plan zonder naam")
    return Way(
        id=split.id,
        letter=letter,
        name=name,
        state=split.state,
        total_cents=split.total_cents,
        base_cents=shown.base_cents,
        keyed_cents=sum(part.cents for part in shown.parts),
        parts=[f"{part.name} ({part.weight})" if len(shown.parts) > 1 else part.name for part in shown.parts],
        strip=per_child_strip(dots, top, title, sentence, lambda cents: formats.euro(cents, language))
        if dots
        else Markup(),
        sentence=sentence,
        lowest=_end(shown, language, is_highest=False),
        highest=_end(shown, language, is_highest=True),
    )


def _per_child_words(dots: Sequence[PerChild], language: str) -> str:
    if not dots:
        return ""
    _ = translations(language).gettext
    least, most = min(dots, key=lambda dot: dot.cents), max(dots, key=lambda dot: dot.cents)
    low, high = (formats.euro(round(dot.cents / 100) * 100, language) for dot in (least, most))
    if low == high:
        return _("Per kind is er overal ongeveer %(amount)s.") % {"amount": low}
    return _("Per kind is er van %(low)s (%(least)s) tot %(high)s (%(most)s).") % {
        "low": low,
        "least": least.name,
        "high": high,
        "most": most.name,
    }


def _end(shown: ShownSplit, language: str, *, is_highest: bool) -> str:
    """The area with the lowest (or highest) amount, in words."""
    areas = sorted(shown.areas, key=lambda area: area.amount_cents)
    area = areas[-1 if is_highest else 0] if areas else None
    return f"{formats.euro(area.amount_cents, language)} ({area.name})" if area else ""
