"""Brings figures into the database by COPY: two million in a few seconds, within the session's own transaction."""

from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from typing import Any

from services.kit.database import Session

Line = tuple[int, int, int, str, Decimal | None]
"""Indicator, region and release by their short keys, status, number."""

COLUMNS = ("indicator_number", "region_number", "release_number", "status", "number")


async def copy_figures(session: Session, lines: Iterable[Line]) -> None:
    """Write these figures. In the order of indicator and region it is fastest: the index then grows at its edges."""
    text = "".join(f"{i}\t{r}\t{e}\t{status}\t{_number(number)}\n" for i, r, e, status, number in lines)
    connection = await (await session.connection()).get_raw_connection()
    driver: Any = connection.driver_connection
    await driver.copy_to_table("region_values", source=BytesIO(text.encode()), columns=COLUMNS, format="text")


def _number(number: Decimal | None) -> str:
    return "\\N" if number is None else f"{number:f}"
