"""The SELECT of outlines: of a region in the year whose map lies nearest, as long as it had the same name then."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as rows
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.kit.database import Session
from services.profiles.store.tables import Region


@dataclass(frozen=True, slots=True)
class Outline:
    """A region with its outline (a GeoJSON geometry); `year` is that of the outline."""

    code: str
    name: str
    level: str
    year: int
    source: str
    geometry: dict[str, Any]


async def find_outlines(session: Session, year: int, level: str, municipality: str | None) -> Sequence[Outline]:
    """The regions of this level in exactly this year that have an outline in any year, by code.

    Without a municipality those of the whole country. The same code may be another place in another year: an outline
    of another year is used only when the region had the same name then.
    """
    then, drawn = aliased(Region), aliased(Region)
    asked = (
        rows(
            col(then.code),
            col(then.name),
            col(then.level),
            col(drawn.year),
            col(drawn.borders_source),
            col(drawn.borders),
        )
        .join(drawn, (col(drawn.code) == col(then.code)) & (col(drawn.name) == col(then.name)))
        .where(col(then.year) == year, col(then.level) == level, col(drawn.borders).is_not(None))
        .ext(distinct_on(col(then.code)))
        .order_by(col(then.code), func.abs(col(drawn.year) - year))
    )
    if municipality:
        asked = asked.where(col(then.municipality) == municipality)
    return [
        Outline(code, name, its, of, source or "", dict(borders))
        for code, name, its, of, source, borders in await session.execute(asked)
    ]
