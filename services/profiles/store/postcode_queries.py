"""All statements about postcodes."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select

from services.kit.database import Session
from services.profiles.store.postcode_tables import Postcode

AT_ONCE = 10_000


async def neighbourhoods_of(session: Session, *postcodes: str) -> Sequence[str]:
    """The codes of the neighbourhoods in which these lie."""
    asked = select(Postcode.neighbourhood).where(col(Postcode.postcode).in_(postcodes)).distinct()
    return (await session.exec(asked)).all()


async def neighbourhoods_of_digits(session: Session, digits: str) -> Sequence[str]:
    """The same for everything that begins with these four digits."""
    asked = select(Postcode.neighbourhood).where(col(Postcode.postcode).startswith(digits)).distinct()
    return (await session.exec(asked)).all()


async def replace_postcodes(session: Session, length: int, pairs: Collection[tuple[str, str]]) -> None:
    """What was kept of postcodes of this length goes, and these come."""
    await session.execute(delete(Postcode).where(func.length(col(Postcode.postcode)) == length))
    rows = [{"postcode": postcode, "neighbourhood": neighbourhood} for postcode, neighbourhood in sorted(pairs)]
    for start in range(0, len(rows), AT_ONCE):
        await session.execute(insert(Postcode), rows[start : start + AT_ONCE])
