"""Brings figures into the database by COPY: two million in a few seconds, within the session's own transaction."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

from sqlalchemy import text

from services.kit.database import Session

COLUMNS = ("region_number", "status", "number", "indicator_number", "release_number")


REGION = ("code", "year", "number", "level", "name", "municipality", "parent", "changed")


async def copy_regions(session: Session, regions: Sequence[tuple[Any, ...]]) -> None:
    """Write new regions, each in the order of REGION."""
    await (await _driver(session)).copy_records_to_table("regions", records=regions, columns=REGION)


def line_of(region: int, status: str, number: Decimal | None) -> str:
    """One figure as `copy_figures` wants it."""
    return f"{region}\t{tail_of(status, number)}"


def tail_of(status: str, number: Decimal | None) -> str:
    """What follows the region in such a line."""
    return f"{status}\t\\N" if number is None else f"{status}\t{number:f}"


async def copy_figures(session: Session, release: int, lines: Mapping[int, Sequence[str]]) -> None:
    """Write the figures of a release, by indicator, and within it by region: the index then grows at its edges."""
    text = "".join(_stretch(release, indicator, lines[indicator]) for indicator in sorted(lines))
    driver = await _driver(session)
    await driver.copy_to_table("region_values", source=BytesIO(text.encode()), columns=COLUMNS, format="text")


async def tidy(session: Session) -> None:
    """Vacuum and analyse what an import fills, so that figures are read from the index alone. Outside a transaction.

    Where the role may not (before PostgreSQL 17) the server warns, skips it, and its autovacuum comes later.
    """
    await session.execute(text("VACUUM (ANALYZE) region_values, release_columns, regions"))


def _stretch(release: int, indicator: int, lines: Iterable[str]) -> str:
    end = f"\t{indicator}\t{release}\n"
    return "".join(f"{line}{end}" for line in lines)


async def _driver(session: Session) -> Any:
    """The connection of asyncpg under the session: COPY is not in SQLAlchemy's words."""
    return (await (await session.connection()).get_raw_connection()).driver_connection
