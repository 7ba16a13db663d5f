"""Which of a partner's figures everybody may see: the one place where that is decided, for every page and API.

A count of one to four people is hidden, and so is what gives it away by subtracting or dividing (secondary
suppression, as statistics offices do it: facts.md 7; docs/privacy.md lists the equations, docs/decisions/0020 why).
What is hidden to protect another looks the same as what is hidden itself: who could tell them apart knows more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from services.monitoring.domain.periods import read_period, year_of
from services.monitoring.domain.publication import TOO_SMALL, is_too_small

Place = tuple[UUID, str, str | None]
"""Partner, period and area; None is the whole municipality."""
Key = tuple[Place, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of one place and period."""

    unit: str
    value: Decimal

    @property
    def is_small(self) -> bool:
        return is_too_small(self.unit, self.value)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was delivered. `as_agreed`: by area and as often as the agreement now asks."""

    place: Place
    code: str
    cell: Cell
    as_agreed: bool = True

    @property
    def key(self) -> Key:
        return self.place, self.code


@dataclass(frozen=True, slots=True)
class Made:
    """A KPI that an agreement makes of two others, by their codes; a word that is no code finds no figure."""

    code: str
    unit: str
    cases: str
    of: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """What agreements say that deciding needs. `made`: per partner, of any version and year: who knows that one count
    is a part of another subtracts them in every year. `people`: what a version of that year counted in people."""

    made: Mapping[UUID, Sequence[Made]]
    people: Mapping[tuple[UUID, int, str], str]

    def unit(self, place: Place, code: str, now: str) -> str:
        """Once people, always people: another unit in a next version does not show what was delivered before."""
        return self.people.get((place[0], year_of(place[1]), code), now)

    def beside(self, partner: UUID, codes: Iterable[str]) -> set[str]:
        """These codes, and those that have to be known to decide on them."""
        found = set(codes)
        groups = [{made.code, made.cases, made.of} - {""} for made in self.made.get(partner, ())]
        while more := {code for group in groups if group & found for code in group - found}:
            found |= more
        return found


@dataclass(frozen=True, slots=True)
class _Known:
    """The figures of a partner and a year, by place and code, and per code."""

    figures: Mapping[Key, Figure]
    by_code: Mapping[str, Sequence[Figure]]

    def pairs(self, ratio: Made) -> Iterator[tuple[Figure, Figure]]:
        """A part and its whole, of the same place and period, where both came."""
        for part in self.by_code.get(ratio.cases, ()) if ratio.unit == "percent" else ():
            if (whole := self.figures.get((part.place, ratio.of))) is not None:
                yield part, whole

    def numbers(self, place: Place, code: str) -> Sequence[Figure]:
        """A number of a ratio: of that place and period, else the parts it is the sum of, else what it is part of."""
        if (own := self.figures.get((place, code))) is not None:
            return [own]
        same = self.by_code.get(code, ())
        inside = [figure for figure in same if _lies_in(figure.place, place)]
        return inside or [figure for figure in same if _lies_in(place, figure.place)]


def share_is_hidden(cases: Cell, of: Cell) -> bool:
    """Of a share: hidden when one to four people have it, or do not, or are all there are."""
    return cases.is_small or of.is_small or _rest_is_small(cases, of)


def hidden_figures(figures: Iterable[Figure], made: Mapping[UUID, Sequence[Made]]) -> set[Key]:
    """What to hide of these figures, for who may not see small numbers. `made` as in `Agreed`."""
    hidden: set[Key] = set()
    for partner, known in _by_year(figures):
        ratios = made.get(partner, ())
        own = {key for key, figure in known.figures.items() if figure.cell.is_small}
        own |= _counted_otherwise(known) | _beside_a_small_rest(known, ratios)
        while more := _that_follow(known, ratios, own):
            own |= more
        hidden |= own
    return hidden


def _by_year(figures: Iterable[Figure]) -> Iterator[tuple[UUID, _Known]]:
    years: dict[tuple[UUID, int], dict[Key, Figure]] = defaultdict(dict)
    for figure in figures:
        years[figure.place[0], year_of(figure.place[1])][figure.key] = figure
    for (partner, _), group in years.items():
        by_code: dict[str, list[Figure]] = defaultdict(list)
        for figure in group.values():
            by_code[figure.code].append(figure)
        yield partner, _Known(group, by_code)


def _counted_otherwise(known: _Known) -> set[Key]:
    """Of a code with a small number: what was delivered as an earlier version of the agreement asked for it.

    Quarters from then and a year from now, or areas and the whole municipality: each is a sum of the other.
    """
    with_small = [same for same in known.by_code.values() if any(figure.cell.is_small for figure in same)]
    return {figure.key for same in with_small for figure in same if not figure.as_agreed}


def _beside_a_small_rest(known: _Known, ratios: Sequence[Made]) -> set[Key]:
    """Counts of nearly everybody: 38 beside 40 says that two are left."""
    pairs = (pair for ratio in ratios for pair in known.pairs(ratio))
    return {cases.key for cases, of in pairs if not of.cell.is_small and _rest_is_small(cases.cell, of.cell)}


def _that_follow(known: _Known, ratios: Sequence[Made], hidden: set[Key]) -> set[Key]:
    """What gives away something hidden, and is not hidden yet: ratios of it, and the count of a part of it."""
    found: set[Key] = set()
    for ratio in ratios:
        told = (figure for figure in known.by_code.get(ratio.code, ()) if figure.key not in hidden)
        found |= {figure.key for figure in told if _ratio_gives_away(figure, ratio, known, hidden)}
        found |= {cases.key for cases, of in known.pairs(ratio) if of.key in hidden and cases.cell.value}
    return found - hidden


def _ratio_gives_away(figure: Figure, ratio: Made, known: _Known, hidden: set[Key]) -> bool:
    """A ratio goes with either of its numbers; a percentage also when the number that did not come would be small."""
    cases, of = (known.numbers(figure.place, code) for code in (ratio.cases, ratio.of))
    if any(part.key in hidden for part in (*cases, *of)):
        return True
    if ratio.unit != "percent" or not (cases or of):
        return False
    above, below = _sum(cases), _sum(of)
    if above is None and below is not None:
        above = Cell(below.unit, _whole(figure.cell.value * below.value / 100))
    if below is None and above is not None:
        below = Cell(above.unit, _whole(above.value * 100 / figure.cell.value) if figure.cell.value else Decimal(0))
    return above is not None and below is not None and share_is_hidden(above, below)


def _lies_in(part: Place, whole: Place) -> bool:
    if whole[2] not in (None, part[2]):
        return False
    inner, outer = read_period(part[1]), read_period(whole[1])
    return outer.first_day <= inner.first_day and inner.last_day <= outer.last_day


def _sum(parts: Sequence[Figure]) -> Cell | None:
    return Cell(parts[0].cell.unit, sum((part.cell.value for part in parts), Decimal(0))) if parts else None


def _rest_is_small(cases: Cell, of: Cell) -> bool:
    return Cell(of.unit, of.value - cases.value).is_small


def _whole(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1))


def may_be_added(hidden: Sequence[Decimal]) -> bool:
    """Whether the sum of these hidden counts can be told, each being 1 to 4: each can then still be each of the four.

    Of two it is 5 only: 4 would say that neither is 4, and 2 what both are.
    """
    lowest, highest, total = TOO_SMALL[0], TOO_SMALL[-1], sum(hidden, Decimal(0))
    others = len(hidden) - 1
    return others > 0 and highest + others * lowest <= total <= lowest + others * highest
