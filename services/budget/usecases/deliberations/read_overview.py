"""All open ideas of a circle against the money: what is asked, what is free, and what goes together within it."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select

from services.budget.contract.deliberations import DecidingOverview, Fit
from services.budget.contract.initiatives import InitiativeState
from services.budget.domain.combinations import best_fits
from services.budget.store.asked_lines import line_to_ask
from services.budget.store.circle_queries import cents_to_give
from services.budget.store.tables import Initiative
from services.kit.database import Session


async def read_overview(session: Session, year: int, area_id: str | None, line_id: UUID | None) -> DecidingOverview:
    """Raises NoMoneyForArea, NoMoneyForCity, ChooseLine, NotALineHere."""
    line = await line_to_ask(session, year, area_id, line_id)
    is_open = Initiative.state == InitiativeState.OPEN.value
    wanted = select(Initiative.id, Initiative.amount_cents).where(Initiative.line_id == line.id, is_open)
    ideas = (await session.exec(wanted.order_by(col(Initiative.submitted_at), col(Initiative.id)))).all()
    free, asked = max(await cents_to_give(session, line.id), 0), [cents for _, cents in ideas]
    fits = best_fits(asked, free)
    return DecidingOverview(
        free_cents=free,
        asked_cents=sum(asked),
        fits=None if fits is None else [_fit(fit, ideas, free) for fit in fits],
    )


def _fit(places: tuple[int, ...], ideas: Sequence[tuple[UUID, int]], free_cents: int) -> Fit:
    total = sum(ideas[place][1] for place in places)
    return Fit(initiative_ids=[ideas[place][0] for place in places], sum_cents=total, left_cents=free_cents - total)
