"""All SELECTs about objections."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlalchemy import select as select_columns
from sqlmodel import col, select

from services.budget.contract.objection_refusals import UnknownObjection
from services.budget.store.deliberation_tables import Proposal, ProposalVoice
from services.budget.store.letter_tables import Letter
from services.budget.store.money_tables import Line
from services.budget.store.objection_tables import Objection
from services.budget.store.payment_tables import AwardChange
from services.budget.store.procedure_tables import Refusal
from services.budget.store.round_tables import Round, RoundProject
from services.budget.store.tables import Initiative, Yes
from services.kit.database import Session

AWARD = ("award", "award_changed")
DECISIONS = {"awarded": AWARD, "shared": AWARD, "refused": ("refusal",)}
"""The kinds of letter that hold the decision, by the state of the idea."""


@dataclass(frozen=True)
class WholeObjection:
    objection: Objection
    initiative: Initiative
    letter: Letter
    area_name: str


_COLUMNS: list[Any] = [Objection, Initiative, Letter, Line.name]


async def whole_objections(session: Session, *where: ColumnElement[bool] | bool) -> list[WholeObjection]:
    """Those to be decided on first, the one that must be decided soonest first."""
    wanted: Any = (
        select_columns(*_COLUMNS)
        .select_from(Objection)
        .join(Initiative, col(Initiative.id) == Objection.initiative_id)
        .join(Letter, col(Letter.id) == Objection.letter_id)
        .join(Line, col(Line.id) == Initiative.line_id)
        .order_by(col(Objection.decided_on).desc().nulls_first(), col(Objection.decide_by), col(Objection.id))
    )
    return [WholeObjection(*row) for row in (await session.execute(wanted.where(*where))).all()]


async def get_whole_objection(session: Session, objection_id: UUID) -> WholeObjection:
    """Raises UnknownObjection."""
    found = await whole_objections(session, Objection.id == objection_id)
    if not found:
        raise UnknownObjection
    return found[0]


async def lock_objection(session: Session, objection_id: UUID) -> Objection:
    """Raises UnknownObjection."""
    wanted = select(Objection).where(Objection.id == objection_id).with_for_update()
    objection = (await session.exec(wanted)).one_or_none()
    if objection is None:
        raise UnknownObjection
    return objection


async def last_decision(session: Session, initiative: Initiative) -> Letter | None:
    """The letter of the decision that holds: none for an idea that is (again) open, or that was decided on an
    objection: then one goes to court."""
    kinds = DECISIONS.get(initiative.state, ())
    is_change = col(Letter.kind) == "award_changed"
    letters = select(Letter).where(Letter.initiative_id == initiative.id, col(Letter.kind).in_(kinds))
    letter = (await session.exec(letters.order_by(col(Letter.announced_on).desc(), is_change.desc()).limit(1))).first()
    return None if letter and await _replaced(session, letter) else letter


async def _replaced(session: Session, letter: Letter) -> bool:
    """Did a decision on an objection take its place (7:11)?"""
    anew = select(Objection.id).where(Objection.initiative_id == letter.initiative_id, Objection.outcome == "upheld")
    later = anew.where(col(Objection.new_cents).is_not(None), col(Objection.decided_on) >= letter.announced_on)
    return (await session.exec(later.limit(1))).first() is not None


async def who_decided(session: Session, initiative_ids: Sequence[UUID]) -> dict[UUID, set[str]]:
    """Of each idea, as `person:<id>`: who said yes or no to it or a proposal, set or confirmed its round, or changed
    its award.

    Who decided on an objection took no part in what it was against.
    """
    took: dict[UUID, set[str]] = {initiative_id: set() for initiative_id in initiative_ids}
    for yes in (await session.exec(select(Yes).where(col(Yes.initiative_id).in_(initiative_ids)))).all():
        took[yes.initiative_id].add(f"person:{yes.person_id}")
    for no in (await session.exec(select(Refusal).where(col(Refusal.initiative_id).in_(initiative_ids)))).all():
        took[no.initiative_id] |= {no.proposed_by, no.agreed_by or no.proposed_by}
    changed = select(AwardChange).where(col(AwardChange.initiative_id).in_(initiative_ids))
    for change in (await session.exec(changed.where(col(AwardChange.objection_id).is_(None)))).all():
        if change.decided_by:
            took[change.initiative_id] |= {change.proposed_by, change.decided_by}
    voices = (
        select_columns(Proposal.initiative_id, ProposalVoice.person_id)  # type: ignore[call-overload]
        .join(ProposalVoice, col(ProposalVoice.proposal_id) == Proposal.id)
        .where(col(Proposal.initiative_id).in_(initiative_ids))
    )
    for initiative_id, person_id in (await session.execute(voices)).all():
        took[initiative_id].add(f"person:{person_id}")
    rounds = (
        select_columns(RoundProject.initiative_id, Round.set_by, Round.final_by)  # type: ignore[call-overload]
        .join(Round, col(Round.id) == RoundProject.round_id)
        .where(col(RoundProject.initiative_id).in_(initiative_ids))
    )
    for initiative_id, set_by, final_by in (await session.execute(rounds)).all():
        took[initiative_id] |= {set_by, final_by or set_by}
    return took
