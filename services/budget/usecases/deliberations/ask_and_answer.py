"""The circle asks who told an idea something, and they answer: one thread, which everybody reads."""

from uuid import UUID

from services.budget.contract.deliberation_refusals import NothingAsked
from services.budget.contract.initiatives import InitiativeState
from services.budget.domain.moves import check_initiative_move
from services.budget.domain.thread import may_answer
from services.budget.store.deliberation_queries import messages_of
from services.budget.store.deliberation_tables import IdeaMessageRow
from services.budget.store.initiative_queries import find_applicant, lock_initiative
from services.budget.usecases.circle_mail.tell_circle import tell_askers
from services.budget.usecases.deliberations.of_idea import lock_for_circle
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.mails import mail_applicant
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session


async def ask_question(session: Session, caller: Caller, initiative_id: UUID, text: str, office: Office) -> None:
    """Who told it gets a mail. Raises UnknownInitiative, NotOfThisCircle, HasStake, InitiativeMove."""
    idea, seat = await lock_for_circle(session, caller, initiative_id, is_applicant=False)
    check_initiative_move(idea.state, InitiativeState.AWARDED)
    session.add(_message(idea.id, "question", seat.value, text, caller, office))
    await session.flush()
    if applicant := await find_applicant(session, idea.id):
        await mail_applicant(session, idea, applicant, "mail.question", office, question=text)


async def answer_question(session: Session, caller: Caller, initiative_id: UUID, text: str, office: Office) -> None:
    """Also after the yes, when a question stands open. Who asked gets a mail, if they want mail.

    Raises UnknownInitiative, NotYours, InitiativeMove, NothingAsked.
    """
    check_own(caller, initiative_id)
    idea = await lock_initiative(session, initiative_id)
    thread = (await messages_of(session, [idea.id])).get(idea.id, [])
    if not may_answer(idea.state, [message.kind for message in thread]):
        check_initiative_move(idea.state, InitiativeState.AWARDED)
        raise NothingAsked
    session.add(_message(idea.id, "answer", None, text, caller, office))
    await session.flush()
    await tell_askers(session, idea, "mail.circle-answer", office, {"answer": text})


def _message(
    initiative_id: UUID, kind: str, seat: str | None, text: str, caller: Caller, office: Office
) -> IdeaMessageRow:
    return IdeaMessageRow(initiative_id=initiative_id, kind=kind, seat=seat, text=text, by=caller.name, at=office.now())
