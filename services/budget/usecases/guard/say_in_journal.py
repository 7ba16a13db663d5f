"""A question or an answer about the spending; and the circle that says it wants to talk, and how that went."""

from uuid import UUID

from services.budget.contract.guard import MessageKind, SayInJournal
from services.budget.contract.guard_refusals import NotToAnswer, TooManyInJournal, UnknownMessage
from services.budget.contract.refusals import NotOfThisCircle
from services.budget.store.guard_queries import count_messages, get_message, is_settled
from services.budget.store.guard_tables import JournalMessage
from services.budget.store.initiative_queries import find_applicant, lock_initiative
from services.budget.store.tables import Initiative
from services.budget.usecases.guard.mail_about_journal import mail_about_journal
from services.budget.usecases.guard.of_journal import check_may_remove, check_no_stake, is_own, lock_journal, speaker_of
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session

MESSAGES_EACH = 200
ANSWERS = {MessageKind.ANSWER: MessageKind.QUESTION, MessageKind.SETTLED: MessageKind.CONCERN}
OF_THE_CIRCLE = (MessageKind.CONCERN, MessageKind.SETTLED)


async def say_in_journal(
    session: Session, caller: Caller, initiative_id: UUID, body: SayInJournal, office: Office
) -> JournalMessage:
    """The applicant hears of what others say by mail.

    Raises UnknownInitiative, JournalNotOpen, NotOfThisCircle, HasStake, NotToAnswer, TooManyInJournal.
    """
    initiative = await lock_journal(session, initiative_id)
    speaker = speaker_of(caller, initiative)
    if body.kind in OF_THE_CIRCLE:
        if speaker == "applicant":
            raise NotOfThisCircle(area_id=initiative.area_id)
        await check_no_stake(session, caller, initiative_id)
    await _check_about(session, initiative_id, body)
    if await count_messages(session, initiative_id) >= MESSAGES_EACH:
        raise TooManyInJournal(limit=MESSAGES_EACH)
    message = _message(caller, initiative, body, speaker, office)
    session.add(message)
    await session.flush()
    if speaker != "applicant" and (applicant := await find_applicant(session, initiative_id)):
        await mail_about_journal(session, initiative, applicant, body, office)
    return message


def _message(
    caller: Caller, initiative: Initiative, body: SayInJournal, speaker: str, office: Office
) -> JournalMessage:
    return JournalMessage(
        initiative_id=initiative.id,
        about_id=body.about_id,
        kind=body.kind.value,
        speaker=speaker,
        said_by=caller.name,
        for_somebody=body.for_somebody and speaker != "applicant",
        text=body.text,
        at=office.now(),
    )


async def _check_about(session: Session, initiative_id: UUID, body: SayInJournal) -> None:
    """An answer is about a question of this journal, a settling about a concern that still waits."""
    wanted = ANSWERS.get(body.kind)
    if wanted is None:
        if body.about_id is not None:
            raise NotToAnswer
        return
    if body.about_id is None:
        raise NotToAnswer
    about = await get_message(session, body.about_id)
    if about.initiative_id != initiative_id:
        raise UnknownMessage
    if about.kind != wanted or (body.kind is MessageKind.SETTLED and await is_settled(session, about.id)):
        raise NotToAnswer


async def remove_message(session: Session, caller: Caller, message_id: UUID, office: Office) -> UUID:
    """Takes the text away, once; that something stood there stays. Returns the initiative.

    An applicant takes away their own words only. Raises UnknownMessage, NotYours.
    """
    message = await get_message(session, message_id)
    initiative = await lock_initiative(session, message.initiative_id)
    await session.refresh(message)
    if is_own(caller, initiative.id) and message.speaker != "applicant":
        raise UnknownMessage
    check_may_remove(caller, initiative)
    if message.text:
        message.text, message.removed_at = "", office.now()
        await session.flush()
    return initiative.id
