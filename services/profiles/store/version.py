"""The version of the data: the one SELECT every public answer begins with, and how it goes up."""

from sqlalchemy import Text, cast, literal_column, update
from sqlalchemy import select as rows
from sqlmodel import col

from services.kit.database import Session
from services.profiles.store.area_tables import Installation

# The transaction that wrote the row tells two databases apart that counted to the same version, and a restored backup.
WRITTEN_BY = cast(literal_column("installation.xmin"), Text)


async def find_version(session: Session) -> str:
    """Another text after each change of figures, regions, catalogue or areas; "" before there is anything."""
    found = (await session.execute(rows(col(Installation.data_version), WRITTEN_BY))).one_or_none()
    return f"{found[0]}-{found[1]}" if found else ""


async def count_change(session: Session) -> None:
    """One more, counted by the database itself: while an import reads its rows another change may come in between."""
    await session.execute(update(Installation).values(data_version=col(Installation.data_version) + 1))
