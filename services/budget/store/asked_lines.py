"""Which line an idea asks from: that of its area, or one of those for the whole city."""

from uuid import UUID

from sqlmodel import col, select

from services.budget.contract.line_refusals import ChooseLine, NotALineHere
from services.budget.contract.refusals import NoMoneyForArea, NoMoneyForCity
from services.budget.contract.splits import LineKind
from services.budget.store.money_tables import Line, Split, SplitLine
from services.budget.store.queries import IN_FORCE, is_published
from services.kit.database import Session


async def city_lines(session: Session, year: int) -> list[Line]:
    """The lines for the whole city in the split in force, in the order of the plan."""
    in_force = (
        select(Line)
        .join(SplitLine, col(SplitLine.line_id) == Line.id)
        .join(Split, col(Split.id) == SplitLine.split_id)
        .where(Split.year == year, col(Split.state).in_(IN_FORCE), Line.kind == LineKind.CITY_WIDE.value)
        .order_by(col(SplitLine.position))
    )
    return list((await session.exec(in_force)).all())


async def line_to_ask(session: Session, year: int, area_id: str | None, line_id: UUID | None) -> Line:
    """The area's line, or without an area the one that was chosen of those for the whole city; the only one needs no
    choice. Once the year's split is published.

    Raises NoMoneyForArea, NoMoneyForCity, ChooseLine, NotALineHere.
    """
    here = await _area_lines(session, year, area_id) if area_id else await city_lines(session, year)
    if not here or not await is_published(session, year):
        raise NoMoneyForArea(area_id=area_id, year=year) if area_id else NoMoneyForCity(year=year)
    if line_id is None and len(here) > 1:
        names = ", ".join(line.name for line in here)
        raise ChooseLine(lines=names)
    line = next((line for line in here if line_id in (None, line.id)), None)
    if line is None:
        raise NotALineHere
    return line


async def _area_lines(session: Session, year: int, area_id: str) -> list[Line]:
    wanted = select(Line).where(Line.year == year, Line.area_id == area_id)
    return list((await session.exec(wanted)).all())
