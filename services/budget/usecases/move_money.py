"""Moves money in the ledger after the award: paid, paid back, free again, to another year, and corrected."""

from uuid import UUID

from services.budget.contract.ledger import (
    CarryOver,
    CorrectPosting,
    RecordPayment,
    RecordRepayment,
    ReleaseAward,
    ReleaseGround,
)
from services.budget.contract.payment_refusals import PaidByBatch, PaymentUnderWay, TwoPeopleDecide
from services.budget.contract.refusals import (
    CorrectedAlready,
    MoreThanStands,
    NothingToCarry,
    NotToCorrect,
    UnknownLine,
    UnknownPosting,
)
from services.budget.contract.sources import SourceKind, SourceState
from services.budget.domain.amounts import Euros
from services.budget.store.account_queries import is_of_batch, under_way
from services.budget.store.initiative_queries import lock_initiative
from services.budget.store.ledger_queries import entries_of, find_correction, find_posting, initiative_cents
from services.budget.store.money_tables import Posting, Source
from services.budget.store.queries import free_of_lines, lines_with, lock_lines
from services.budget.store.round_queries import kept_apart_on
from services.budget.store.tables import Initiative
from services.budget.usecases.office import Office
from services.budget.usecases.post_to_ledger import Side, write_posting
from services.kit.caller import Caller
from services.kit.database import Session

AGREED = (ReleaseGround.DONE_FOR_LESS, ReleaseGround.WITHDRAWN_BY_APPLICANT)
CORRECTABLE = ("payment", "repayment", "release")


async def record_payment(session: Session, caller: Caller, body: RecordPayment, office: Office) -> Posting:
    """Awarded becomes paid. Raises NotYours, UnknownInitiative, MoreThanStands."""
    return await _move(session, caller, body, "payment", ("awarded", "paid"), body.document, office)


async def record_repayment(session: Session, caller: Caller, body: RecordRepayment, office: Office) -> Posting:
    """Paid becomes free. Raises NotYours, UnknownInitiative, MoreThanStands."""
    return await _move(session, caller, body, "repayment", ("paid", "free"), body.document, office)


async def release_award(session: Session, caller: Caller, body: ReleaseAward, office: Office) -> Posting:
    """Awarded becomes free because who applied agrees; on other grounds two people decide (`change_award.py`).

    Raises NotYours, UnknownInitiative, MoreThanStands, TwoPeopleDecide.
    """
    if body.ground not in AGREED:
        raise TwoPeopleDecide
    decision = f"{office.say(f'ground.{body.ground}', 'nl')}; {body.document}"
    return await _move(session, caller, body, "release", ("awarded", "free"), decision, office)


async def _move(
    session: Session,
    caller: Caller,
    body: RecordPayment | RecordRepayment | ReleaseAward,
    kind: str,
    way: tuple[str, str],
    decision: str,
    office: Office,
) -> Posting:
    """From one account of an initiative's line to another; its row stays locked, so a refusal can say the sum."""
    caller.require_role("policy_officer")
    initiative = await lock_initiative(session, body.initiative_id)
    if kind != "repayment" and await under_way(session, initiative.id):
        raise PaymentUnderWay
    return await post_move(session, caller, initiative, kind, way, body.amount_cents, decision, office)


async def post_move(
    session: Session,
    caller: Caller,
    initiative: Initiative,
    kind: str,
    way: tuple[str, str],
    cents: int,
    decision: str,
    office: Office,
) -> Posting:
    """The posting itself, for who was let in already; the initiative's row is locked. Raises MoreThanStands."""
    source, target = way
    stands = await initiative_cents(session, initiative.id, source)
    if cents > stands:
        raise MoreThanStands(
            account=office.say(f"account.{source}"),
            stands_cents=Euros(stands),
            asked_cents=Euros(cents),
        )
    posting = Posting(
        year=initiative.year,
        kind=kind,
        decision=decision,
        initiative_id=initiative.id,
        by=caller.name,
        at=office.now(),
    )
    line = initiative.line_id
    return await write_posting(session, posting, [(source, line, -cents), (target, line, cents)])


async def correct_posting(session: Session, caller: Caller, body: CorrectPosting, office: Office) -> Posting:
    """The opposite of a posting, which names it.

    Raises NotYours, UnknownPosting, NotToCorrect, PaidByBatch, CorrectedAlready.
    What was freed and awarded again meanwhile cannot be taken back: then the database raises NothingLeft.
    """
    caller.require_role("policy_officer")
    wrong = await find_posting(session, body.posting_id)
    if wrong is None:
        raise UnknownPosting(posting_id=str(body.posting_id))
    if wrong.kind not in CORRECTABLE or wrong.initiative_id is None:
        raise NotToCorrect(kind=wrong.kind)
    await lock_initiative(session, wrong.initiative_id)
    if await is_of_batch(session, wrong.id):
        raise PaidByBatch
    if await find_correction(session, wrong.id):
        raise CorrectedAlready
    return await post_opposite(session, caller, wrong, body.document, office)


async def post_opposite(session: Session, caller: Caller, wrong: Posting, document: str, office: Office) -> Posting:
    """The correction itself, for who was let in already; the initiative's row is locked."""
    posting = Posting(
        year=wrong.year,
        kind="correction",
        decision=document,
        initiative_id=wrong.initiative_id,
        corrects=wrong.id,
        by=caller.name,
        at=office.now(),
    )
    return await write_posting(session, posting, await _opposite(session, wrong.id))


async def _opposite(session: Session, posting_id: UUID) -> list[Side]:
    entries = await entries_of(session, [posting_id])
    return [(entry.account, entry.line_id or entry.source_id, -entry.amount_cents) for entry in entries]


async def carry_over(session: Session, caller: Caller, body: CarryOver, office: Office) -> tuple[Posting, Source]:
    """What is free on the lines, and no round keeps apart, becomes a planned source of a later year.

    Raises NotYours, UnknownLine, NothingToCarry.
    """
    caller.require_role("policy_officer")
    wanted = dict.fromkeys(body.line_ids)
    known = await lines_with(session, list(wanted))
    for line_id in wanted:
        if line_id not in known or known[line_id].year != body.year:
            raise UnknownLine(year=body.year)
    await lock_lines(session, list(wanted))
    stands, kept = await free_of_lines(session, list(wanted)), await kept_apart_on(session, list(wanted))
    free = {line_id: cents - kept.get(line_id, 0) for line_id, cents in stands.items() if cents > kept.get(line_id, 0)}
    if not free or body.to_year <= body.year:
        raise NothingToCarry(year=body.year)
    total = sum(free.values())
    posting = Posting(year=body.year, kind="carry-over", decision=body.document, by=caller.name, at=office.now())
    sides: list[Side] = [("free", line_id, -cents) for line_id, cents in sorted(free.items())]
    await write_posting(session, posting, [*sides, ("carried", None, total)])
    source = _carried_source(body, total, posting, caller, office)
    session.add(source)
    await session.flush()
    return posting, source


def _carried_source(body: CarryOver, total: int, posting: Posting, caller: Caller, office: Office) -> Source:
    return Source(
        year=body.to_year,
        name=office.say("source.carried", "nl", year=body.year),
        kind=SourceKind.CARRIED_OVER.value,
        basis=office.say("source.carried-basis", "nl", year=body.year),
        document=body.document,
        amount_cents=total,
        state=SourceState.PLANNED.value,
        version=1,
        added_by=caller.name,
        created_at=office.now(),
        posting_id=posting.id,
    )


async def bring_back(session: Session, caller: Caller, source: Source, document: str, office: Office) -> None:
    """A carried-over source that falls away: its money is free again where it came from."""
    if source.posting_id is None:
        return
    carried = await find_posting(session, source.posting_id)
    assert carried is not None, "a foreign key says so"
    posting = Posting(
        year=carried.year,
        kind="correction",
        decision=document,
        corrects=carried.id,
        by=caller.name,
        at=office.now(),
    )
    await write_posting(session, posting, await _opposite(session, carried.id))
