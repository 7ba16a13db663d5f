"""The catalogue and the releases, as every page needs them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from services.kit.database import Session
from services.profiles.contract.refusals import UnknownIndicator
from services.profiles.domain.aggregate import Kind
from services.profiles.domain.apart import lies_in
from services.profiles.domain.catalogue import Recipe
from services.profiles.domain.comparison import Rounding
from services.profiles.domain.definition import is_own
from services.profiles.domain.editions import Edition, from_old_to_new, names_of
from services.profiles.domain.reading import stems_of
from services.profiles.store.area_tables import Installation
from services.profiles.store.keeper import Keeper
from services.profiles.store.queries import find_indicators, find_release_columns, find_releases
from services.profiles.store.tables import Indicator, Release, ReleaseColumn

SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Indicators in the order people see them, how each is made, the releases by id from old to new, and their columns.

    `columns` has what each release says of an indicator, by release id and indicator code. `home` is the municipality
    that delivers its own indicators, whose codes are in `own`; None before the first start.
    """

    indicators: dict[str, Indicator]
    recipes: dict[str, Recipe]
    releases: dict[str, Release]
    columns: dict[tuple[str, str], ReleaseColumn]
    ranks: dict[int, tuple[int, Release]]
    roundings: dict[str, Rounding]
    home: str | None
    own: frozenset[str]

    @property
    def key_figures(self) -> list[str]:
        """Codes of what the first screen shows, in its order."""
        places = {code: row.key_figure for code, row in self.indicators.items() if row.key_figure is not None}
        return sorted(places, key=lambda code: places[code])

    def check(self, code: str) -> str:
        """The code itself, when there is such an indicator. Raises UnknownIndicator."""
        if code not in self.indicators:
            raise UnknownIndicator(code=code)
        return code

    def of_theme(self, theme: str | None) -> list[str]:
        """Codes of a theme, or of all, in the order in which people see them."""
        return [code for code, row in self.indicators.items() if theme in (None, row.theme)]

    def rests_on_own(self, code: str) -> bool:
        """Whether an indicator is delivered by the municipality itself, or computed with what it delivers."""
        return not self.own.isdisjoint(self.recipes[code].parts)

    def is_home(self, region: str) -> bool:
        """Whether a region is the municipality that delivers own figures, or lies in it."""
        return self.home is not None and lies_in(region, self.home)

    def number(self, code: str) -> int:
        """The short key of an indicator."""
        return self.indicators[code].number or 0

    def release(self, number: int) -> Release:
        """The release with this short key."""
        return self.ranks[number][1]

    def rank(self, number: int) -> int:
        """The place of a release from old to new: of two that speak of the same figure the higher one is believed."""
        return self.ranks[number][0]

    def unpublished(self, year: int, as_of: date | None = None) -> dict[str, list[str]]:
        """Codes of what had no figure yet in releases of this year (up to `as_of`); those that say so, old to new."""
        says_so: dict[str, list[str]] = {}
        for release_id, release in self.releases.items():
            if release.year == year and (as_of is None or release.published_on <= as_of):
                for code in self.indicators:
                    column = self.columns.get((release_id, code))
                    if column and not column.is_published:
                        says_so.setdefault(code, []).append(release_id)
        return says_so

    def is_told_later(self, year: int, code: str, as_of: date) -> bool:
        """Whether releases of this year tell of an indicator, and all of them after this day."""
        told = [
            release.published_on
            for release_id, release in self.releases.items()
            if release.year == year and (release_id, code) in self.columns
        ]
        return bool(told) and min(told) > as_of


async def get_catalogue(session: Session, keeper: Keeper, version: int) -> Catalogue:
    """The catalogue at this version of the data."""

    async def read() -> Catalogue:
        return await read_catalogue(session)

    return await keeper.keep(version, "catalogue", read)


async def read_catalogue(session: Session) -> Catalogue:
    """The catalogue as it is in the database now, for who is about to change it."""
    indicators = {row.code: row for row in await find_indicators(session)}
    releases = _from_old_to_new(await find_releases(session))
    own = frozenset(code for code, row in indicators.items() if is_own(row))
    codes = {row.number: code for code, row in indicators.items()}
    ids = {row.number: release_id for release_id, row in releases.items()}
    return Catalogue(
        indicators=indicators,
        recipes={code: _recipe(row, own) for code, row in indicators.items()},
        releases=releases,
        columns={
            (ids[row.release_number], codes[row.indicator_number]): row for row in await find_release_columns(session)
        },
        ranks={row.number or 0: (place, row) for place, row in enumerate(releases.values())},
        roundings=_roundings(indicators),
        home=(await session.exec(select(Installation.municipality))).one_or_none(),
        own=own,
    )


def _from_old_to_new(rows: Sequence[Release]) -> dict[str, Release]:
    """The releases in their order, each called what it is among those we have now; copies, never to be written."""
    by_id = {row.id: row for row in rows}
    ordered = from_old_to_new([_edition(row) for row in rows])
    names = names_of(ordered)
    return {each.id: Release(**by_id[each.id].model_dump() | {"edition": names[each.id]}) for each in ordered}


def _edition(row: Release) -> Edition:
    """What the sample says of an edition was read from its contents; an import could only count."""
    declared = row.edition if row.imported_by == SAMPLE else ""
    return Edition(row.id, row.number or 0, row.source_table, row.year, row.modified, declared)


def _roundings(indicators: Mapping[str, Indicator]) -> dict[str, Rounding]:
    """How each stored count was rounded; a sum of columns as each of them."""
    of_stem = {row.source_columns.lower(): row.rounding for row in indicators.values()}
    return {
        code: Rounding(
            tuple(of_stem.get(stem, "unknown") for stem in stems_of(row.source_columns))
            if row.rounding == "sum"
            else (row.rounding,)
        )
        for code, row in indicators.items()
    }


def _recipe(row: Indicator, own: Collection[str]) -> Recipe:
    return Recipe(
        code=row.code,
        kind=Kind(row.kind),
        numerator=row.numerator,
        denominator=row.denominator,
        base=row.base,
        factor=row.factor,
        minimum_base=row.minimum_base,
        is_own=(row.numerator or row.code) in own,
    )
