"""The SELECTs about regions over the years: what they were in each, and what was recorded of their changes."""

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import Any

from sqlalchemy import ARRAY, String, any_, case, cast, func, literal, or_, tuple_
from sqlalchemy import select as rows
from sqlmodel import col, select

from services.kit.database import Session
from services.profiles.domain.identity import Snapshot
from services.profiles.domain.lineage import History, RegionShare
from services.profiles.store.tables import Region, RegionMapping

OUTLINE = func.md5(cast(col(Region.borders), String))


async def read_history(session: Session, codes: Collection[str]) -> History:
    """All years of these regions and of every region their people came from or went to: four queries at most."""
    mappings = await _mappings_of(session, codes)
    kin = {*codes, *(m.from_code for m in mappings), *(m.to_code for m in mappings)}
    asked = rows(col(Region.code), col(Region.year), col(Region.name), col(Region.changed), OUTLINE).where(
        col(Region.code) == any_(literal(sorted(kin), ARRAY(String)))
    )
    found = (await session.execute(asked)).all()
    borders = await _borders_that_differ(session, found)
    regions = {
        (code, year): Snapshot(code, year, name, changed, borders.get((code, year), _as_kept(outline)))
        for code, year, name, changed, outline in found
    }
    return History(regions, mappings)


async def find_mappings(session: Session, codes: Collection[str] = ()) -> list[RegionMapping]:
    """The recorded mappings by year and code; those of these regions, or all."""
    asked = select(RegionMapping).order_by(
        col(RegionMapping.from_year),
        col(RegionMapping.from_code),
        col(RegionMapping.to_year),
        col(RegionMapping.to_code),
    )
    if codes:
        wanted = any_(literal(sorted(codes), ARRAY(String)))
        asked = asked.where(or_(col(RegionMapping.from_code) == wanted, col(RegionMapping.to_code) == wanted))
    return list(await session.exec(asked))


def share_of(row: RegionMapping) -> RegionShare:
    """A recorded mapping as the rules need it: exact."""
    return RegionShare(
        row.from_year,
        row.from_code,
        row.to_year,
        row.to_code,
        Fraction(row.share),
        row.from_name or "",
        row.to_name or "",
        row.basis,
        row.source,
    )


async def _mappings_of(session: Session, codes: Collection[str]) -> tuple[RegionShare, ...]:
    """Mappings that touch these regions, and those that touch what they lead to, however far."""
    kin = rows(func.unnest(literal(sorted(codes), ARRAY(String))).label("code")).cte("kin", recursive=True)
    leaves, arrives = col(RegionMapping.from_code) == kin.c.code, col(RegionMapping.to_code) == kin.c.code
    other_end = case((leaves, col(RegionMapping.to_code)), else_=col(RegionMapping.from_code))
    kin = kin.union(rows(other_end).join_from(kin, RegionMapping, or_(leaves, arrives)))
    touched = rows(kin.c.code)
    asked = select(RegionMapping).where(
        or_(col(RegionMapping.from_code).in_(touched), col(RegionMapping.to_code).in_(touched))
    )
    return tuple(share_of(row) for row in await session.exec(asked))


async def _borders_that_differ(session: Session, found: Iterable[Any]) -> dict[tuple[str, int], dict[str, Any]]:
    """The outlines of regions that were not drawn alike in all years; most were, and need no comparison."""
    drawn: dict[str, set[str]] = {}
    for code, _, _, _, outline in found:
        drawn.setdefault(code, set()).update([outline] if outline else [])
    wanted = [(code, year) for code, year, _, _, outline in found if outline and len(drawn[code]) > 1]
    if not wanted:
        return {}
    asked = rows(col(Region.code), col(Region.year), col(Region.borders)).where(
        tuple_(col(Region.code), col(Region.year)).in_(wanted)
    )
    return {(code, year): borders for code, year, borders in await session.execute(asked)}


def _as_kept(outline: str | None) -> dict[str, Any] | None:
    """An outline that is the same in all years need not be read: its fingerprint stands for it."""
    return {"type": "Polygon", "coordinates": [], "fingerprint": outline} if outline else None
