"""The page *Hielp het?*: what was spent, what people and partners told, and care before and after."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontend.effect_words import (
    began_words,
    brief_words,
    change_words,
    conclusion_words,
    earlier_words,
    interval_words,
    ratio_words,
)
from frontend.origin import Origin, origins_of
from frontend.translations import translations
from frontend.written import value_words
from services.budget.contract.initiatives import InitiativeState, InitiativeView
from services.budget.contract.models import MoneyLine
from services.monitoring.contract.models import KpiFigure
from services.profiles.contract.effect import AreaEffects, EffectOfIndicator, EffectRate
from services.profiles.contract.models import IndicatorView

GAVE = (InitiativeState.AWARDED, InitiativeState.SHARED)


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it is written, and its interval; without a number, why."""

    text: str
    interval: str = ""


@dataclass(frozen=True, slots=True)
class ShownEffect:
    """One care figure before and after: the conclusion, then everything it rests on."""

    indicator: IndicatorView
    href: str
    says: str
    before_year: int | None
    after_year: int | None
    here: tuple[Cell, Cell]
    group: tuple[Cell, Cell] | None
    group_names: Sequence[str]
    alike_on: Sequence[str]
    notes: Sequence[str]
    origins: Sequence[Origin]


@dataclass(frozen=True, slots=True)
class Told:
    """What initiatives told together. `children`: None when nobody answered; how many answered each question."""

    given: int
    shared: int
    children: int | None
    children_answered: int
    ratings: Sequence[int]
    learned: Sequence[InitiativeView]


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area on the page of all areas."""

    area_id: str
    name: str
    line: MoneyLine | None
    told: Told
    says: Sequence[str]


def shown_effects(found: AreaEffects, year: int, language: str) -> list[ShownEffect]:
    """Every care figure of the area, in the order of the catalogue."""
    return [_shown(each, year, language) for each in found.effects]


def _shown(found: EffectOfIndicator, year: int, language: str) -> ShownEffect:
    _ = translations(language).gettext
    item, change = found.indicator, found.change
    notes = [change_words(change, item, language), ratio_words(change, language)]
    notes += [earlier_words(found, language), began_words(found, language)]
    rates = (found.here_before, found.here_after, found.group_before, found.group_after)
    return ShownEffect(
        item,
        f"/{year}/cijfers/{item.code}",
        conclusion_words(found, year, language),
        found.before_year,
        found.after_year,
        (_cell(found.here_before, item, language), _cell(found.here_after, item, language)),
        (_cell(found.group_before, item, language), _cell(found.group_after, item, language)) if found.group else None,
        [area.name for area in found.group],
        found.alike_on,
        [note for note in notes if note],
        origins_of([("", rate.source) for rate in rates if rate], language),
    )


def _cell(rate: EffectRate | None, indicator: IndicatorView, language: str) -> Cell:
    if rate is None:
        return Cell(translations(language).gettext("nog niet gepubliceerd"))
    return Cell(value_words(rate.value, indicator, language), interval_words(rate, indicator, language))


def told_by(ideas: Sequence[InitiativeView]) -> Told:
    """What initiatives that got money told; not answered is not 0."""
    given = [idea for idea in ideas if idea.state in GAVE]
    results = [idea.result for idea in given if idea.result]
    counted = [result.children_reached for result in results if result.children_reached is not None]
    ratings = [sum(1 for result in results if result.rating == mark) for mark in range(1, 6)]
    learned = [idea for idea in given if idea.result and idea.result.learned]
    return Told(len(given), len(results), sum(counted) if counted else None, len(counted), ratings, learned)


def ratings_words(ratings: Sequence[int], language: str) -> str:
    """How often each mark was given, from 1 to 5: `2 keer een 4, 1 keer een 5`; empty when nobody gave one."""
    said = translations(language).gettext("%(count)s keer een %(mark)s")
    return ", ".join(said % {"count": count, "mark": mark} for mark, count in enumerate(ratings, 1) if count)


def newest_of_each(figures: Sequence[KpiFigure]) -> list[KpiFigure]:
    """Each figure of each partner once: its newest period."""
    grouped: dict[tuple[object, str], list[KpiFigure]] = {}
    for figure in figures:
        grouped.setdefault((figure.partner_id, figure.kpi.code), []).append(figure)
    return [max(each, key=lambda one: one.period) for each in grouped.values()]


def area_rows(
    effects: Sequence[AreaEffects], lines: dict[str, MoneyLine], ideas: Sequence[InitiativeView], language: str
) -> list[AreaRow]:
    """All areas in the order of the list, which is by name: nobody stands last."""
    return [
        AreaRow(
            found.area_id,
            found.name,
            lines.get(found.area_id),
            told_by([idea for idea in ideas if idea.area_id == found.area_id]),
            [brief_words(each, language) for each in found.effects],
        )
        for found in sorted(effects, key=lambda area: area.name)
    ]
