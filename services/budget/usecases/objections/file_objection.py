"""An objection comes in: from the own page, or entered by staff when it came by post or at the desk."""

from datetime import date
from uuid import UUID

from services.budget.contract.letters import LetterKind
from services.budget.contract.objection_refusals import NoDecisionYet, ReceivedLater
from services.budget.contract.objections import EnterObjection, FileObjection
from services.budget.domain import objections, terms
from services.budget.store.initiative_queries import lock_initiative
from services.budget.store.letter_tables import Letter
from services.budget.store.objection_queries import last_decision
from services.budget.store.objection_tables import Objection
from services.budget.store.tables import Initiative
from services.budget.usecases.keep_photo import check_own
from services.budget.usecases.letters.may_read import check_is_staff
from services.budget.usecases.objections.tell_objection import tell_by_letter
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.texts import in_words


async def file_objection(
    session: Session, caller: Caller, initiative_id: UUID, body: FileObjection, office: Office
) -> Objection:
    """Too late is taken too, and said: there may be a good reason (Awb 6:11). Raises NotYours, NoDecisionYet,
    ObjectedAlready."""
    check_own(caller, initiative_id)
    initiative = await lock_initiative(session, initiative_id)
    today = office.today()
    return await _take(
        session, caller, initiative, office, how="web", of_applicant=True, received_on=today, why=body.why
    )


async def enter_objection(
    session: Session, caller: Caller, initiative_id: UUID, body: EnterObjection, office: Office
) -> Objection:
    """By staff. Raises NotYours, NoDecisionYet, ObjectedAlready, ReceivedLater."""
    initiative = await lock_initiative(session, initiative_id)
    check_is_staff(caller, initiative)
    return await _take(session, caller, initiative, office, **body.model_dump())


async def _take(
    session: Session,
    caller: Caller,
    initiative: Initiative,
    office: Office,
    *,
    how: str,
    of_applicant: bool,
    received_on: date,
    why: str,
) -> Objection:
    decision = await last_decision(session, initiative)
    if decision is None:
        raise NoDecisionYet
    if not decision.announced_on <= received_on <= office.today():
        raise ReceivedLater
    equated = office.settings.equated_days
    until = terms.objection_until(decision.announced_on, equated)
    objection = Objection(
        initiative_id=initiative.id,
        letter_id=decision.id,
        of_applicant=of_applicant,
        how=how,
        entered_by=caller.kind if caller.kind == "applicant" else caller.name,
        received_on=received_on,
        why=why,
        term_until=until,
        decide_by=objections.decide_by(until, received_on, equated),
        version=1,
    )
    session.add(objection)
    # The constraint speaks here, so that nobody gets two receipts.
    await session.flush()
    await _tell(session, initiative, decision, objection, office)
    return objection


async def _tell(
    session: Session, initiative: Initiative, decision: Letter, objection: Objection, office: Office
) -> None:
    """The receipt (6:14). To somebody else it goes by post: staff print it."""

    def facts(language: str) -> dict[str, object]:
        return {
            "decided_on": in_words(decision.announced_on, language),
            "received_on": in_words(objection.received_on, language),
            "decide_by": in_words(objection.decide_by, language),
            "term_until": in_words(objection.term_until, language),
            "why": objection.why,
        }

    late = objection.received_on > objection.term_until
    sections = ("letter.objection.late" if late else "letter.objection.in-time", "letter.objected", "letter.hearing")
    await tell_by_letter(
        session,
        initiative,
        objection,
        LetterKind.OBJECTION_RECEIVED,
        "letter.objection-received",
        sections,
        facts,
        office,
    )
