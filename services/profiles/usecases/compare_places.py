"""Put one to four places side by side: figures, verdicts, and every place of the same kind for the picture."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement

from services.kit.database import Session
from services.kit.paging import Window
from services.profiles.contract.refusals import TooManyPlaces, UnknownArea, UnknownTheme
from services.profiles.domain.aggregate import Reason, Total
from services.profiles.domain.apart import are_apart
from services.profiles.domain.catalogue import figure, ingredients_of
from services.profiles.domain.comparison import UNPLACED, evidence_of, unplaced, verdict_of
from services.profiles.domain.lineage import Portion
from services.profiles.domain.statistics.beside import Difference, difference_with
from services.profiles.domain.statistics.evidence import Evidence
from services.profiles.domain.statistics.verdict import Kind, Verdict
from services.profiles.domain.years import year_that_answers
from services.profiles.store.areas import Home, find_division, get_home
from services.profiles.store.catalogue import Catalogue, get_catalogue
from services.profiles.store.figures import (
    Found,
    called_the_same,
    districts_of,
    find_values,
    find_years_with,
    regions_of,
)
from services.profiles.store.keeper import Keeper
from services.profiles.store.queries import COUNTRY, find_siblings, get_region, get_region_in

MOST_PLACES = 4
NO_VERDICT_EITHER = (Reason.WEIGHT_UNKNOWN, Reason.COVERAGE_TOO_LOW)
ON_A_PAGE = 40
"""So many indicators at most are told at once: any theme. The whole catalogue of a municipality beside all others is
seven megabytes, and seconds."""


@dataclass(frozen=True, slots=True)
class Place:
    """A region, or an area with what its regions are in the year of the figures: whole ones by their code."""

    key: str
    name: str
    level: str
    municipality: str | None
    parts: tuple[str | Portion, ...]

    @property
    def regions(self) -> tuple[str, ...]:
        """Their codes; "" for what is not found back in that year."""
        return tuple(part if isinstance(part, str) else part.code or "" for part in self.parts)

    @property
    def readable(self) -> set[str]:
        """The codes of the regions whose figures are used."""
        return {code for code in self.regions if code}


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, the difference it is about, and how its reference was made.

    That is all places of the kind together, or not; `unplaced` is the share of people that is in none of them. There
    is no difference without a verdict.
    """

    verdict: Verdict
    difference: Difference | None
    is_beside_parts: bool
    unplaced: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Figures of one year for `places`; `others` are all places of the first one's kind, itself among them.

    `codes` are the indicators of this page, of `total_codes` that were asked.
    """

    year: int
    places: Sequence[Place]
    others: Sequence[Place]
    municipality_name: str | None
    codes: Sequence[str]
    catalogue: Catalogue
    found: Found
    total_codes: int = 1
    made: dict[tuple[str, tuple[str | Portion, ...]], Total] = field(default_factory=dict)
    together: dict[str, Evidence] = field(default_factory=dict)

    @property
    def municipality(self) -> str | None:
        """Of the first place; None when there is no place of the kind, as areas in another municipality."""
        return self.places[0].municipality if self.places else None

    def total(self, code: str, *regions: str | Portion) -> Total:
        """The figure of these regions together; made once."""
        key = (code, regions)
        if key not in self.made:
            self.made[key] = figure(self.catalogue.recipes[code], regions, self.found.values)
        return self.made[key]

    def evidence_of(self, code: str, place: Place) -> Evidence:
        """What a verdict on a place rests on: nothing when so much of it is not known that it has no figure."""
        if self.total(code, *place.parts).reason in NO_VERDICT_EITHER:
            return Evidence(None, None)
        return self.evidence(code, *place.parts)

    def evidence(self, code: str, *regions: str | Portion) -> Evidence:
        step = 10.0 ** -self.catalogue.indicators[code].decimals
        return evidence_of(self.catalogue.recipes[code], regions, self.found.values, self.catalogue.roundings, step)

    def verdict(self, code: str, place: Place, reference: str) -> Judged:
        """The verdict on a place beside the municipality or the country.

        When not everybody who is counted in the municipality is in one of its parts, the parts together are the
        reference: they are counted as the place is.
        """
        whole, compared = self.evidence(code, reference), len(self.others)
        lost = self.unplaced(code) if place.municipality == self.municipality else 0.0
        is_parts = reference == self.municipality and lost >= UNPLACED
        beside, evidence = self.all_parts(code) if is_parts else whole, self.evidence_of(code, place)
        verdict = verdict_of(evidence, beside, compared)
        difference = None
        if verdict.kind is not Kind.NO_FIGURE:
            difference = difference_with(evidence, beside, is_inside=not is_parts or self._is_among_others(place))
        return Judged(verdict, difference, is_parts, lost)

    def _is_among_others(self, place: Place) -> bool:
        """Whether a place is part of all places of the first one's kind; a district of no area is in none of those."""
        return not are_apart(place.regions, [region for other in self.others for region in other.regions])

    def is_counted(self, code: str, region: str) -> bool:
        """Whether there can be such a figure of a municipality or the country: an own one has none elsewhere."""
        return self.total(code, region).reason is not Reason.NOT_COUNTED

    def reference(self, code: str, municipality: str) -> tuple[Evidence, bool]:
        """What its places are judged beside, and whether that is all of them together."""
        is_parts = self.unplaced(code) >= UNPLACED
        return (self.all_parts(code) if is_parts else self.evidence(code, municipality)), is_parts

    def all_parts(self, code: str) -> Evidence:
        """All places of the first one's kind together; made once."""
        if code not in self.together:
            self.together[code] = self.evidence(code, *(part for place in self.others for part in place.parts))
        return self.together[code]

    def unplaced(self, code: str) -> float:
        """The share of the people counted in the municipality that are in no place of this kind."""
        if self.municipality is None or not self.catalogue.recipes[code].numerator:
            return 0.0
        return unplaced(self.all_parts(code), self.evidence(code, self.municipality))


async def compare_places(
    session: Session,
    keeper: Keeper,
    keys: Sequence[str],
    year: int,
    *,
    theme: str | None = None,
    only: Collection[str] = (),
    window: Window = Window(1, ON_A_PAGE),
) -> Compared:
    """One page of the figures of a theme, of `only` these indicators, or of the whole catalogue.

    The year is the newest up to `year` in which any of it (also on other pages) was published for the first place; a
    region is looked up in years in which it was called the same only. What the municipality counts itself is left out
    where it counts nothing: of places that all lie elsewhere. Raises UnknownRegion, UnknownArea,
    UnknownIndicator, UnknownTheme, TooManyPlaces, NoFigures.
    """
    if not 0 < len(keys) <= MOST_PLACES:
        raise TooManyPlaces(most=MOST_PLACES)
    home = await get_home(session, year)
    version = home.installation.data_version
    catalogue = await get_catalogue(session, keeper, version)
    asked = [catalogue.check(code) for code in only] or catalogue.of_theme(theme)
    if not asked:
        raise UnknownTheme(theme=theme)
    is_home = any(is_area(key) or catalogue.is_home(key) for key in keys)

    async def read() -> Compared:
        if is_area(keys[0]):
            whose, otherwise = districts_of(home.installation.municipality), home.figures_year
        else:
            region = await get_region(session, keys[0], year)
            whose, otherwise = called_the_same(region), region.year
        known = await find_years_with(session, catalogue, asked, whose)
        every = [code for code in asked if only or is_home or known[code] or not catalogue.rests_on_own(code)]
        codes = every[window.offset : window.offset + window.size]
        figures_year = year_that_answers(set().union(*known.values()), year) or otherwise
        areas = await _areas(session, home.with_figures_of(figures_year))
        places = [await _place(session, key, figures_year, areas) for key in keys]
        others = list(areas.values()) if is_area(keys[0]) else await _siblings(session, places[0], figures_year)
        wanted = {region for place in (*places, *others) for region in place.readable} | {COUNTRY}
        wanted |= {place.municipality for place in places if place.municipality}
        found = await find_values(
            session, catalogue, figures_year, wanted, ingredients_of(catalogue.recipes[code] for code in codes)
        )
        owner = places[0].municipality
        name = (await get_region_in(session, owner, figures_year)).name if owner else None
        return Compared(figures_year, places, others, name, codes, catalogue, found, len(every))

    return await keeper.keep(version, ("places", tuple(keys), year, theme, tuple(only), window), read, _size)


async def judge_places(
    session: Session, keeper: Keeper, code: str, level: str, municipality: str, year: int
) -> Compared:
    """One indicator for every place of a level in a municipality; areas are those of the home municipality.

    `places` are all of them, by name. Raises UnknownRegion, UnknownIndicator, NoFigures.
    """
    home = await get_home(session, year)
    version = home.installation.data_version
    catalogue = await get_catalogue(session, keeper, version)
    catalogue.check(code)

    async def read() -> Compared:
        owner = await get_region(session, municipality, year)
        whose = districts_of(municipality) if level == "area" else regions_of(municipality, level)
        figures_year = await _year_of(session, catalogue, [code], whose, year)
        owner = await get_region_in(session, municipality, figures_year or owner.year)
        is_home = level == "area" and municipality == home.installation.municipality
        here = Place(owner.code, owner.name, level, municipality, (owner.code,))
        places = (
            list((await _areas(session, home.with_figures_of(owner.year))).values())
            if is_home
            else await _siblings(session, here, owner.year)
        )
        wanted = {region for place in places for region in place.readable} | {COUNTRY, municipality}
        found = await find_values(session, catalogue, owner.year, wanted, catalogue.recipes[code].ingredients)
        return Compared(owner.year, places, places, owner.name, [code], catalogue, found)

    return await keeper.keep(version, ("judged", code, level, municipality, year), read, _size)


def _size(compared: Compared) -> int:
    return len(compared.found.values)


async def _year_of(
    session: Session, catalogue: Catalogue, codes: Sequence[str], whose: ColumnElement[bool], year: int
) -> int | None:
    """The year that answers among those in which one of these was published of these regions."""
    known = await find_years_with(session, catalogue, codes, whose)
    return year_that_answers(set().union(*known.values()), year)


def is_area(key: str) -> bool:
    """Whether a key names an area: ids of areas are small letters, codes of regions are not."""
    return not key[:2].isupper()


async def _areas(session: Session, home: Home) -> dict[str, Place]:
    division = await find_division(session, home)
    return {
        area.id: Place(
            area.id,
            area.name,
            "area",
            home.installation.municipality,
            tuple(part.code if part.code and part.share == 1 else part for part in area.followed.portions),
        )
        for area in division.areas
    }


async def _place(session: Session, key: str, year: int, areas: dict[str, Place]) -> Place:
    if is_area(key):
        if key not in areas:
            raise UnknownArea(area=key)
        return areas[key]
    region = await get_region_in(session, key, year)
    return Place(key, region.name, region.level, region.municipality, (key,))


async def _siblings(session: Session, place: Place, year: int) -> list[Place]:
    return [
        Place(code, name, place.level, place.municipality, (code,))
        for code, name in await find_siblings(session, place.level, place.municipality, year)
    ]
