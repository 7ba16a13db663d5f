"""Read figures over the years of one region or area: each year only as far as it is the same place."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from services.kit.database import Session
from services.profiles.contract.refusals import PeriodReversed, TooManyIndicators, UnknownArea, UnknownRegion
from services.profiles.domain.aggregate import Total
from services.profiles.domain.catalogue import figure, ingredients_of
from services.profiles.domain.change import Change, change_of
from services.profiles.domain.comparison import evidence_of
from services.profiles.domain.follow import follow
from services.profiles.domain.lineage import Followed, History
from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.years import year_that_answers
from services.profiles.sources.places import level_of
from services.profiles.store.areas import find_composition, get_home, get_installation
from services.profiles.store.catalogue import Catalogue, get_catalogue
from services.profiles.store.figures import Found, find_values_of_years
from services.profiles.store.history import read_history
from services.profiles.store.keeper import Keeper
from services.profiles.store.region_queries import find_years_of_levels
from services.profiles.store.tables import Release
from services.profiles.usecases.gather_figures import source_of

MOST_INDICATORS = 40
LAST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class Span:
    """The years that are asked; None is as far as there are figures. `place_of`: the place as it is in that year."""

    since: int | None = None
    until: int | None = None
    place_of: int | None = None

    @property
    def reference(self) -> int:
        return self.place_of or self.until or LAST_YEAR

    def check(self) -> None:
        """Raises PeriodReversed when it ends before it begins."""
        if self.since and self.until and self.since > self.until:
            raise PeriodReversed(since=self.since, until=self.until)

    def within(self, years: Iterable[int]) -> list[int]:
        """Those of these years that are asked, from old to new."""
        return sorted(year for year in years if (self.since or year) <= year <= (self.until or year))


@dataclass(frozen=True, slots=True)
class Series:
    """A place as it is in `year`, and what it is and which figures it has in each year that has figures."""

    key: str
    name: str
    year: int
    indicators: Sequence[str]
    catalogue: Catalogue
    history: History
    followed: Mapping[int, Followed]
    found: Mapping[int, Found]
    made: dict[tuple[str, int], Total] = field(default_factory=dict)

    def total(self, code: str, year: int) -> Total | None:
        """The figure of one year; None when the place of that year is not proved to be this one."""
        followed = self.followed[year]
        if followed.breaks:
            return None
        if (code, year) not in self.made:
            self.made[code, year] = figure(self.catalogue.recipes[code], followed.portions, self.found[year].values)
        return self.made[code, year]

    def change(self, code: str) -> Change | None:
        """Whether the figure of the last year really differs from the first, as one of all that were asked."""
        return change_of({year: self._evidence(code, year) for year in self.followed}, comparisons=self.compared)

    @property
    def compared(self) -> int:
        return len(self.indicators)

    def _evidence(self, code: str, year: int) -> Evidence | None:
        total = self.total(code, year)
        if total is None or total.value.number is None:
            return None
        parts = [part.code if part.code and part.share == 1 else part for part in self.followed[year].portions]
        step = 10.0 ** -self.catalogue.indicators[code].decimals
        recipe, values = self.catalogue.recipes[code], self.found[year].values
        return evidence_of(recipe, parts, values, self.catalogue.roundings, step)

    def source(self, code: str, year: int) -> Release:
        return source_of(self.catalogue, self.found[year], code, sorted(self.followed[year].codes), year)


async def read_region_series(
    session: Session, keeper: Keeper, code: str, indicators: Sequence[str], span: Span
) -> Series:
    """Of a region as it is in the newest year asked (or `span.place_of`).

    Raises UnknownRegion, UnknownIndicator, PeriodReversed.
    """
    span.check()
    version = (await get_installation(session)).data_version
    catalogue = await get_catalogue(session, keeper, version)
    codes = _checked(catalogue, indicators)

    async def read() -> Series:
        history = await read_history(session, {code, _municipality_of(code)})
        year = year_that_answers((y for region, y in history.regions if region == code), span.reference)
        if year is None:
            raise UnknownRegion(code=code)
        place = (code, history.name(code, year), year)
        years = await _years(session, catalogue, history, [code], _municipality_of(code))
        return await _series(session, catalogue, history, place, [code], codes, span.within(years))

    return await keeper.keep(version, ("region-series", code, codes, span), read)


async def read_area_series(
    session: Session, keeper: Keeper, area_id: str, indicators: Sequence[str], span: Span
) -> Series:
    """Of an area as it is composed in the newest year asked.

    Raises UnknownArea, UnknownIndicator, NoFigures, PeriodReversed.
    """
    span.check()
    home = await get_home(session, span.reference)
    version = home.installation.data_version
    catalogue = await get_catalogue(session, keeper, version)
    codes = _checked(catalogue, indicators)

    async def read() -> Series:
        composed = [row for row in await find_composition(session, home.composed_in) if row[0] == area_id]
        if not composed:
            raise UnknownArea(area_id=area_id)
        regions = [code for _, _, code, _ in composed]
        history = await read_history(session, {*regions, home.installation.municipality})
        place = (area_id, composed[0][1], home.regions_year)
        years = await _years(session, catalogue, history, regions, home.installation.municipality)
        return await _series(session, catalogue, history, place, regions, codes, span.within(years))

    return await keeper.keep(version, ("area-series", area_id, codes, span), read)


async def _series(
    session: Session,
    catalogue: Catalogue,
    history: History,
    place: tuple[str, str, int],
    regions: Collection[str],
    indicators: Sequence[str],
    years: Sequence[int],
) -> Series:
    """Follow the place to every year first; then all figures of all years are one question."""
    followed = {year: follow(history, regions, place[2], year) for year in years}
    wanted = {year: followed[year].codes for year in years}
    ingredients = ingredients_of(catalogue.recipes[code] for code in indicators)
    found = await find_values_of_years(session, catalogue, wanted, ingredients)
    return Series(*place, indicators, catalogue, history, followed, found)


async def _years(
    session: Session, catalogue: Catalogue, history: History, regions: Collection[str], municipality: str
) -> set[int]:
    """The years of which there are figures of such regions: a table of municipalities says nothing of a district.

    Such a year is left out. To say of a district that it is not there then would be false: it was not counted.
    """
    released = {release.year for release in catalogue.releases.values()}
    levels = {level for code in regions if (level := level_of(code))}
    found = await find_years_of_levels(session, released, municipality, levels)
    for code, year in history.regions:
        if (level := level_of(code)) in levels:
            found[level].add(year)
    return released.intersection(*found.values())


def _checked(catalogue: Catalogue, indicators: Sequence[str]) -> tuple[str, ...]:
    if not 0 < len(indicators) <= MOST_INDICATORS:
        raise TooManyIndicators(most=MOST_INDICATORS)
    return tuple(catalogue.check(code) for code in dict.fromkeys(indicators))


def _municipality_of(code: str) -> str:
    """Where a region lies: it is there in a year when that municipality has figures, be it under another code."""
    return code if code[:2] == "NL" else f"GM{code[2:6]}"
