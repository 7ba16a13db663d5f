"""Gather the figures of all areas in the years around one year, each area followed to each year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.kit.database import Session
from services.profiles.domain.aggregate import Kind, Total
from services.profiles.domain.catalogue import figure, ingredients_of
from services.profiles.domain.comparison import evidence_of
from services.profiles.domain.follow import follow
from services.profiles.domain.lineage import Portion
from services.profiles.domain.similar import CARE_THEMES, Column
from services.profiles.domain.statistics.answers import interval
from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.statistics.intervals import Interval
from services.profiles.store.areas import Home, find_composition
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.figures import Found, find_values_of_years
from services.profiles.store.history import read_history
from services.profiles.store.tables import Release
from services.profiles.usecases.find_similar import USUAL
from services.profiles.usecases.gather_figures import source_of

AROUND = range(-6, 4)  # Years around that of the money: three before what is before, and three after.


@dataclass(frozen=True, slots=True)
class Rate:
    """The figure of one or several areas together in a year, its 95% interval, and where it comes from."""

    year: int
    total: Total
    interval: Interval | None
    source: Release
    is_of_several: bool


@dataclass(frozen=True, slots=True)
class Around:
    """The areas in the years around the money: what they consist of in each, and which figures there are."""

    home: Home
    catalogue: Catalogue
    names: Mapping[str, str]
    portions: Mapping[tuple[str, int], tuple[Portion, ...]]
    found: Mapping[int, Found]
    evidence: dict[tuple[str, int, tuple[str, ...]], Evidence | None] = field(default_factory=dict)

    def of(self, code: str, year: int, *areas: str) -> Evidence | None:
        """What is known of these areas together; None when one of them is another place then, or has no figure."""
        if (key := (code, year, areas)) not in self.evidence:
            self.evidence[key] = self._evidence(code, year, areas)
        return self.evidence[key]

    def _evidence(self, code: str, year: int, areas: Sequence[str]) -> Evidence | None:
        if any(
            (area, year) not in self.portions or self.total(code, year, area).value.number is None for area in areas
        ):
            return None
        recipe, step = self.catalogue.recipes[code], 10.0 ** -self.catalogue.indicators[code].decimals
        values, roundings = self.found[year].values, self.catalogue.roundings
        return evidence_of(recipe, _plain(self._parts(year, areas)), values, roundings, step)

    def total(self, code: str, year: int, *areas: str) -> Total:
        """The figure of these areas together."""
        return figure(self.catalogue.recipes[code], _plain(self._parts(year, areas)), self.found[year].values)

    def rate(self, code: str, year: int | None, areas: Sequence[str]) -> Rate | None:
        """The figure as it is shown; None without a year, or when one of the areas is another place then."""
        if year is None or not areas or any((area, year) not in self.portions for area in areas):
            return None
        parts, known = self._parts(year, areas), self.of(code, year, *areas)
        regions = sorted(part.code for part in parts if part.code)
        source = source_of(self.catalogue, self.found[year], code, regions, year)
        total = self.total(code, year, *areas)
        return Rate(year, total, interval(known) if known else None, source, len(parts) > 1)

    def _parts(self, year: int, areas: Sequence[str]) -> list[Portion]:
        return [part for area in areas for part in self.portions[area, year]]

    def known(self, code: str, area: str) -> list[int]:
        """The years in which there is evidence of this figure here."""
        return [year for year in self.found if self.of(code, year, area)]

    def told(self, code: str) -> list[int]:
        """The years of which a release has every part of this figure."""
        years = []
        for year in self.found:
            of_year = [release.id for release in self.catalogue.releases.values() if release.year == year]
            columns = self.catalogue.columns
            parts = self.catalogue.recipes[code].parts
            if all(any((c := columns.get((r, part))) and c.is_published for r in of_year) for part in parts):
                years.append(year)
        return years

    def likeness(self, year: int) -> dict[str, Column]:
        """The figures that make areas alike, in this year."""
        codes = [code for code in USUAL if code in self.catalogue.indicators]
        return {code: self._column(code, year) for code in codes}

    def _column(self, code: str, year: int) -> Column:
        totals = {area: self.total(code, year, area) for area in self.names if (area, year) in self.portions}
        return {area: float(it.value.number) for area, it in totals.items() if it.value.number is not None}


async def gather_around(session: Session, home: Home, catalogue: Catalogue) -> Around:
    """Every area followed to every year that has figures; then all figures of all years are one question."""
    composed: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for area, name, region, _ in await find_composition(session, home.composed_in):
        composed.setdefault(area, []).append(region)
        names[area] = name
    history = await read_history(session, {region for regions in composed.values() for region in regions})
    years = [year for year in home.years if year - home.asked in AROUND]
    followed = {
        (area, year): follow(history, regions, home.regions_year, year)
        for area, regions in composed.items()
        for year in years
    }
    portions = {key: each.portions for key, each in followed.items() if not each.breaks}
    wanted = {year: {p.code for (_, y), it in portions.items() if y == year for p in it if p.code} for year in years}
    codes = [*measures_of(catalogue), *(code for code in USUAL if code in catalogue.indicators)]
    needed = ingredients_of(catalogue.recipes[code] for code in codes)
    return Around(home, catalogue, names, portions, await find_values_of_years(session, catalogue, wanted, needed))


def measures_of(catalogue: Catalogue) -> list[str]:
    """The care figures that count people of a group: only of those chance is known (docs/statistics.md)."""
    return [
        code
        for code, row in catalogue.indicators.items()
        if row.theme in CARE_THEMES and row.numerator and row.kind in (Kind.RATE, Kind.SHARE)
    ]


def _plain(parts: Sequence[Portion]) -> list[str | Portion]:
    return [part.code if part.code and part.share == 1 else part for part in parts]
