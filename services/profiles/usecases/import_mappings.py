"""Record what became of regions: all of it or nothing, and the same again changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, localcontext

from sqlalchemy import ARRAY, String, any_, delete, literal, tuple_
from sqlalchemy import select as rows
from sqlmodel import col

from services.kit.database import Session
from services.profiles.domain.lineage import RegionShare
from services.profiles.domain.recording import MappingFault, mapping_faults
from services.profiles.store.areas import hold_installation
from services.profiles.store.history import find_mappings
from services.profiles.store.tables import Region, RegionMapping
from services.profiles.store.version import count_change

Key = tuple[int, str, int, str]


@dataclass(frozen=True, slots=True)
class MappingsReport:
    """Mappings against what was recorded. With `faults` nothing was recorded; `removed` were of the same regions."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    faults: tuple[MappingFault, ...] = ()


async def import_mappings(
    session: Session, mappings: Sequence[RegionShare], *, by: str, now: datetime
) -> MappingsReport:
    """What became of a region between two years is said whole: mappings of it that are not in the list go.

    Raises NoFigures before the first start.
    """
    await hold_installation(session)
    faults = mapping_faults(mappings, await _names(session, mappings))
    if faults:
        return MappingsReport(faults=tuple(faults))
    told = {_origin(key_of(mapping)) for mapping in mappings}
    codes = {mapping.from_code for mapping in mappings}
    known = {_key(row): row for row in await find_mappings(session, codes) if _origin(_key(row)) in told}
    wanted = {key_of(mapping): _row(mapping, by, now) for mapping in mappings}
    changed = {key for key in wanted.keys() & known.keys() if _says(wanted[key]) != _says(known[key])}
    gone = changed | (known.keys() - wanted.keys())
    if gone:
        await session.execute(delete(RegionMapping).where(_KEY.in_(sorted(gone))))
        for key in gone:
            session.expunge(known[key])
    new = wanted.keys() - known.keys()
    session.add_all(wanted[key] for key in new | changed)
    if new or gone:
        await count_change(session)
    await session.flush()
    return MappingsReport(
        len(new), len(changed), len(wanted) - len(new) - len(changed), len(known.keys() - wanted.keys())
    )


_KEY = tuple_(
    col(RegionMapping.from_year), col(RegionMapping.from_code), col(RegionMapping.to_year), col(RegionMapping.to_code)
)


def key_of(mapping: RegionShare) -> Key:
    return mapping.from_year, mapping.from_code, mapping.to_year, mapping.to_code


async def _names(session: Session, mappings: Sequence[RegionShare]) -> dict[tuple[str, int], str]:
    codes = {code for mapping in mappings for code in (mapping.from_code, mapping.to_code)}
    asked = rows(col(Region.code), col(Region.year), col(Region.name)).where(
        col(Region.code) == any_(literal(sorted(codes), ARRAY(String)))
    )
    return {(code, year): name for code, year, name in await session.execute(asked)}


def _row(mapping: RegionShare, by: str, now: datetime) -> RegionMapping:
    with localcontext(prec=12):
        share = Decimal(mapping.share.numerator) / Decimal(mapping.share.denominator)
    return RegionMapping(
        from_year=mapping.from_year,
        from_code=mapping.from_code,
        to_year=mapping.to_year,
        to_code=mapping.to_code,
        share=share,
        from_name=mapping.from_name or None,
        to_name=mapping.to_name or None,
        basis=mapping.basis,
        source=mapping.source,
        recorded_by=by,
        recorded_at=now,
    )


def _key(row: RegionMapping) -> Key:
    return row.from_year, row.from_code, row.to_year, row.to_code


def _origin(key: Key) -> tuple[int, str, int]:
    return key[:3]


def _says(row: RegionMapping) -> tuple[object, ...]:
    return row.share, row.from_name, row.to_name, row.basis, row.source
