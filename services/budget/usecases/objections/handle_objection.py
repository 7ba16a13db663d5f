"""An objection is handled: more time once, withdrawn, or decided on by somebody who took no part in the decision."""

from collections.abc import Collection
from uuid import UUID

from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.letters import LetterKind
from services.budget.contract.objection_refusals import ExtendedAlready, ObjectionMove, OnlyWhenUpheld, TookPart
from services.budget.contract.objections import DecideObjection, ObjectionState, Outcome
from services.budget.domain import objections
from services.budget.objection_views import HANDLERS, objection_view, state_of
from services.budget.store.initiative_queries import find_applicant, lock_initiative
from services.budget.store.objection_queries import get_whole_objection, lock_objection, who_decided
from services.budget.store.objection_tables import Objection
from services.budget.store.tables import Initiative
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.letters.tell_applicant import tell_applicant
from services.budget.usecases.letters.watch_term import plan_watching
from services.budget.usecases.objections.carry_out import carry_out, open_again
from services.budget.usecases.objections.decide_anew import decide_anew
from services.budget.usecases.objections.tell_objection import tell_by_letter
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version
from services.kit.texts import in_words


async def extend_objection(
    session: Session, caller: Caller, objection_id: UUID, seen_version: int, office: Office
) -> Objection:
    """Raises NotYours, UnknownObjection, StaleVersion, ObjectionMove, ExtendedAlready."""
    caller.require_role(*HANDLERS)
    objection = await _locked(session, caller, objection_id, seen_version)
    if objection.extended_on:
        raise ExtendedAlready
    objection.extended_on = office.today()
    objection.decide_by = objections.extended(objection.decide_by, office.settings.equated_days)
    objection.version += 1
    await session.flush()
    if objection.of_applicant:
        initiative = await lock_initiative(session, objection.initiative_id)
        applicant = await find_applicant(session, initiative.id)
        until = objection.decide_by
        await tell_applicant(session, initiative, applicant, "mail.objection-extended", office, decide_by=until)
    return objection


async def withdraw_objection(
    session: Session, caller: Caller, objection_id: UUID, seen_version: int, office: Office
) -> Objection:
    """By who asked, of their own (Awb 6:21). Raises NotYours, UnknownObjection, StaleVersion, ObjectionMove."""
    objection = await lock_objection(session, objection_id)
    check_own(caller, objection.initiative_id)
    if not objection.of_applicant:
        raise ObjectionMove
    await _locked(session, caller, objection_id, seen_version)
    objection.withdrawn_on = office.today()
    objection.version += 1
    await session.flush()
    return objection


async def decide_objection(
    session: Session, caller: Caller, objection_id: UUID, body: DecideObjection, office: Office
) -> Objection:
    """Upheld, a new decision takes its place (7:11): with `new` here, else a no is open again for the circle.

    Raises NotYours, UnknownObjection, StaleVersion, ObjectionMove, TookPart, OnlyWhenUpheld, and of `new` what
    `decide_anew` raises.
    """
    caller.require_role(*HANDLERS)
    objection = await _locked(session, caller, objection_id, body.version)
    initiative = await lock_initiative(session, objection.initiative_id)
    if objections.took_part(caller.name, await _in_decision(session, initiative.id)):
        raise TookPart
    upheld, new = body.outcome is Outcome.UPHELD, body.new
    if new and not upheld:
        raise OnlyWhenUpheld
    anew = await decide_anew(session, caller, initiative, objection, new, office) if new else None
    if anew:
        objection.new_cents, objection.posting_id = anew.to_cents, anew.posting_id
    objection.outcome, objection.reasons = body.outcome.value, body.reasons
    objection.decided_by, objection.decided_on = caller.name, office.today()
    objection.version += 1
    await session.flush()
    if new and anew:
        await carry_out(session, initiative, objection, new, anew, office)
        return objection
    opens = upheld and initiative.state == InitiativeState.REFUSED.value
    if opens:
        await open_again(session, initiative, office)
        await plan_watching(session, initiative)
    await _tell(session, initiative, objection, office, opens=opens)
    return objection


async def _in_decision(session: Session, initiative_id: UUID) -> Collection[str]:
    return (await who_decided(session, [initiative_id]))[initiative_id]


async def _locked(session: Session, caller: Caller, objection_id: UUID, seen_version: int) -> Objection:
    objection = await lock_objection(session, objection_id)
    if objection.version != seen_version:
        whole = await get_whole_objection(session, objection_id)
        now = objection_view(whole, await _in_decision(session, objection.initiative_id), caller)
        check_version(objection.version, seen_version, as_it_is=now.model_dump(mode="json", by_alias=True))
    if state_of(objection) is not ObjectionState.RECEIVED:
        raise ObjectionMove
    return objection


async def _tell(session: Session, initiative: Initiative, objection: Objection, office: Office, *, opens: bool) -> None:
    def facts(language: str) -> dict[str, object]:
        return {"reasons": objection.reasons, "answer_by": in_words(initiative.answer_by, language)}

    anew = ["letter.anew.open" if opens else "letter.anew.changed"] if objection.outcome == "upheld" else []
    sections = ["letter.why.objection", *anew, "letter.who.objection", "letter.appeal"]
    opening = f"letter.objection-{objection.outcome}"
    await tell_by_letter(session, initiative, objection, LetterKind.OBJECTION_DECIDED, opening, sections, facts, office)
