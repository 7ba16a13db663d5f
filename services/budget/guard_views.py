"""The journal of an initiative, as the contract says it."""

from collections.abc import Sequence

from services.budget.contract import guard
from services.budget.contract.guard import JournalView, MessageKind
from services.budget.domain.journal import spent_cents
from services.budget.store.guard_tables import JournalEntry, JournalMessage
from services.budget.store.initiative_queries import WholeInitiative
from services.budget.usecases.guard.of_journal import WITH_MONEY, is_own, may_remove
from services.budget.usecases.office import on_day
from services.budget.usecases.say_yes import seats_of
from services.kit.caller import Caller


def entry_view(entry: JournalEntry) -> guard.JournalEntry:
    return guard.JournalEntry(
        id=entry.id,
        amount_cents=entry.amount_cents,
        what=entry.what or None,
        spent_on=entry.spent_on,
        photo_id=entry.photo_id,
        photo_removed=entry.photo_removed_at is not None,
        written_on=on_day(entry.written_at),
        struck_on=on_day(entry.struck_at) if entry.struck_at else None,
    )


def message_view(message: JournalMessage) -> guard.JournalMessage:
    """Who said it is a role; the id stays in the table."""
    return guard.JournalMessage(
        id=message.id,
        kind=MessageKind(message.kind),
        speaker=message.speaker,
        for_somebody=message.for_somebody,
        text=message.text or None,
        at=message.at,
        about_id=message.about_id,
    )


def journal_view(
    whole: WholeInitiative, entries: Sequence[JournalEntry], messages: Sequence[JournalMessage], caller: Caller
) -> JournalView:
    """Everybody reads the same; only what one may do differs."""
    idea = whole.initiative
    is_open, own = idea.state in WITH_MONEY, is_own(caller, idea.id)
    is_of_circle = bool(seats_of(caller, idea.area_id))
    settled = {message.about_id for message in messages if message.kind == MessageKind.SETTLED}
    concerns = {message.id for message in messages if message.kind == MessageKind.CONCERN}
    return JournalView(
        initiative_id=idea.id,
        entries=[entry_view(entry) for entry in entries],
        messages=[message_view(message) for message in messages],
        spent_cents=spent_cents((entry.amount_cents, entry.struck_at is not None) for entry in entries),
        awarded_cents=whole.to_pay_cents + whole.paid_cents,
        paid_cents=whole.paid_cents,
        talks=len(concerns - settled),
        is_open=is_open,
        may_write=is_open and own,
        may_speak=is_open and (own or is_of_circle),
        may_act=is_open and is_of_circle and caller.id not in whole.stake_holders,
        may_remove=may_remove(caller, idea),
    )
