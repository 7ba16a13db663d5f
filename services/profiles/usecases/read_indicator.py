"""Read one indicator with every column it was read from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.kit.database import Session
from services.profiles.store.areas import get_installation
from services.profiles.store.catalogue import Catalogue, get_catalogue
from services.profiles.store.columns import count_numbers
from services.profiles.store.keeper import Keeper
from services.profiles.store.tables import Indicator, Release, ReleaseColumn


@dataclass(frozen=True, slots=True)
class Column:
    """What one release has of an indicator; `numbers`: regions with a number, by level."""

    indicator: Indicator
    release: Release
    column: ReleaseColumn
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class IndicatorWhole:
    """An indicator, and the columns of itself or of what it is computed from: the newest year and release first."""

    row: Indicator
    catalogue: Catalogue
    columns: Sequence[Column]


async def read_indicator(session: Session, keeper: Keeper, code: str) -> IndicatorWhole:
    """Raises UnknownIndicator; NoFigures when nothing was imported yet."""
    version = (await get_installation(session)).data_version
    catalogue = await get_catalogue(session, keeper, version)
    catalogue.check(code)
    return await keeper.keep(version, ("indicator", code), lambda: whole_of(session, catalogue, code))


async def whole_of(session: Session, catalogue: Catalogue, code: str) -> IndicatorWhole:
    """As the database has it now, for who just changed it."""
    row = catalogue.indicators[code]
    sources = [source for source in (row.numerator, row.denominator) if source] if row.numerator else [code]
    columns = [column for source in sources for column in await _columns(session, catalogue, source)]
    return IndicatorWhole(row, catalogue, columns)


async def _columns(session: Session, catalogue: Catalogue, code: str) -> list[Column]:
    numbers = await count_numbers(session, catalogue.number(code))
    found = [
        Column(catalogue.indicators[code], release, column, numbers.get(release.number or 0, {}))
        for release_id, release in reversed(catalogue.releases.items())
        if (column := catalogue.columns.get((release_id, code)))
    ]
    return sorted(found, key=lambda column: -column.release.year)
