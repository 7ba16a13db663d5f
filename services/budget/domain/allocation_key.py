"""The key by which areas get money: the need of each, from figures that must be there for all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.budget.contract.plan_refusals import NoNeed, NoWeight
from services.kit.money import Money

NAMED = 4  # A sentence names so many lines or areas; the form, or the facts, have the others.


@dataclass(frozen=True)
class Component:
    """One part of an allocation key. The need of an area is `indicator`, or `indicator` x `times`.

    `weight` is its part of the money after the base; the weights of a key add up to 1.
    """

    indicator: str
    times: str | None
    weight: Fraction

    @property
    def codes(self) -> list[str]:
        """The codes of its indicators."""
        return [self.indicator, self.times] if self.times else [self.indicator]

    @property
    def name(self) -> str:
        """The codes of its indicators, for who must look them up."""
        return " × ".join(self.codes)


@dataclass(frozen=True)
class Key:
    """An allocation key: the same base for each area, and what is left by need."""

    base_per_area: Money
    components: tuple[Component, ...]


@dataclass(frozen=True)
class Area:
    """An area of the year."""

    id: str
    name: str


@dataclass(frozen=True)
class Figure:
    """What profiles says of one area: an exact number, or None with the status that says why there is none."""

    number: Fraction | None
    status: str


Figures = Mapping[str, Mapping[str, Figure]]  # indicator -> area id -> figure


def needs_of(component: Component, areas: Sequence[Area], figures: Figures) -> list[Fraction]:
    """The need of each area. Raises NoWeight for areas without a figure, NoNeed when nobody needs anything."""
    needs = _numbers(component.indicator, areas, figures)
    if component.times:
        times = _numbers(component.times, areas, figures)
        needs = [need * number for need, number in zip(needs, times, strict=True)]
    if not any(needs):
        raise NoNeed(indicator=component.name, codes=component.codes)
    return needs


def _numbers(indicator: str, areas: Sequence[Area], figures: Figures) -> list[Fraction]:
    """The figure of each area; the refusal names every area that has none, or one below zero, and says why."""
    told = figures.get(indicator, {})
    found = [told.get(area.id, Figure(None, "missing")) for area in areas]
    numbers = [figure.number for figure in found if figure.number is not None and figure.number >= 0]
    if len(numbers) < len(areas):
        without = [at for at, figure in enumerate(found) if figure.number is None or figure.number < 0]
        raise NoWeight(
            areas=named([areas[at].name for at in without]),
            statuses={areas[at].id: found[at].status for at in without},
            indicator=indicator,
            codes=[indicator],
        )
    return numbers


def named(names: Sequence[str]) -> str:
    """Names for in a sentence: the first few."""
    return ", ".join([*names[:NAMED], *(["…"] if len(names) > NAMED else [])])
