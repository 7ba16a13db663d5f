"""Writes down what a new decision on an objection says: the award or its change, the letters, the mails, the event."""

from collections.abc import Mapping

from services.budget.contract.award_changes import ChangeKind
from services.budget.contract.events import AWARD_MADE, AwardMade
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.letters import LetterKind
from services.budget.contract.objections import NewAmount
from services.budget.domain import terms
from services.budget.domain.amounts import Euros
from services.budget.domain.letter import as_text
from services.budget.domain.moves import check_initiative_move
from services.budget.store.initiative_queries import find_applicant
from services.budget.store.objection_tables import Objection
from services.budget.store.procedure_queries import find_refusal
from services.budget.store.tables import Award, Initiative
from services.budget.usecases.letters.invite_result import plan_invitation
from services.budget.usecases.letters.part_why import on_objection
from services.budget.usecases.objections.decide_anew import Anew, change_of
from services.budget.usecases.objections.tell_objection import tell_by_letter
from services.budget.usecases.office import Office
from services.budget.usecases.payments.tell_change import tell_change
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.database import Session
from services.kit.outbox import tell

PAID = ("letter.paid", "letter.back")


async def open_again(session: Session, initiative: Initiative, office: Office) -> None:
    """The no holds no more; a new term begins today."""
    check_initiative_move(initiative.state, InitiativeState.OPEN)
    refusal = await find_refusal(session, initiative.id)
    if refusal:
        refusal.overturned_on = office.today()
    scheme = await scheme_of_idea(session, initiative, office)
    initiative.state = InitiativeState.OPEN.value
    initiative.late_since = None
    initiative.answer_by = terms.answer_by(office.today(), scheme.answer_weeks, office.settings.equated_days)
    initiative.version += 1
    await session.flush()


async def carry_out(
    session: Session, initiative: Initiative, objection: Objection, new: NewAmount, anew: Anew, office: Office
) -> None:
    """After the money moved and the objection was written."""
    if anew.kind is None:
        await _award(session, initiative, objection, anew, office)
        return
    change = change_of(objection, anew, anew.kind, new, office)
    session.add(change)
    initiative.version += 1
    await session.flush()
    paid = PAID if anew.kind is ChangeKind.RAISE else ()
    sections = ("letter.why.objection", f"letter.anew.{anew.kind}", *paid, "letter.who.objection", "letter.appeal")
    await _tell(session, initiative, objection, f"letter.objection-{anew.kind}", sections, _facts(anew), office)
    if not objection.of_applicant:
        # Who applied did not object, and reads of it in a letter of their own.
        await tell_change(session, initiative, change, max(anew.to_cents - anew.before_cents, 0), office)


async def _award(session: Session, initiative: Initiative, objection: Objection, anew: Anew, office: Office) -> None:
    """A no becomes a yes: the letter on the objection is the decision to award."""
    await open_again(session, initiative, office)
    check_initiative_move(initiative.state, InitiativeState.AWARDED)
    initiative.state, initiative.awarded_at = InitiativeState.AWARDED.value, office.now()
    initiative.version += 1
    await session.flush()
    sections = ("letter.why.objection", "letter.anew.award", *PAID, "letter.who.objection", "letter.appeal")
    text = await _tell(session, initiative, objection, "letter.objection-award", sections, _facts(anew), office)
    if not objection.of_applicant:
        # Who told the idea did not object, and reads of the yes in a letter of their own.
        yes = "letter.yes" if anew.to_cents == initiative.amount_cents else "letter.yes-in-part"
        text = await _tell(session, initiative, objection, yes, sections, _facts(anew), office, to_applicant=True)
    applicant = await find_applicant(session, initiative.id)
    language = applicant.language if applicant else "nl"
    assert anew.posting_id is not None, "an award moves money"
    award = Award(
        initiative_id=initiative.id,
        posting_id=anew.posting_id,
        awarded_on=office.today(),
        amount_cents=anew.to_cents,
        language=language,
        letter=text,
        part_why=on_objection(office) if anew.to_cents < initiative.amount_cents else {},
    )
    session.add(award)
    await session.flush()
    await plan_invitation(session, initiative, office.now(), office)
    await _say(session, initiative, anew, office)


async def _say(session: Session, initiative: Initiative, anew: Anew, office: Office) -> None:
    event = AwardMade(
        initiative_id=initiative.id,
        version=initiative.version,
        area_id=initiative.area_id,
        year=initiative.year,
        amount_cents=anew.to_cents,
        awarded_on=office.today(),
    )
    await tell(session, office.clock, type=AWARD_MADE, subject=str(initiative.id), data=event)


def _facts(anew: Anew) -> Mapping[str, object]:
    return {"before": Euros(anew.before_cents), "amount": Euros(anew.to_cents)}


async def _tell(
    session: Session,
    initiative: Initiative,
    objection: Objection,
    opening: str,
    sections: tuple[str, ...],
    more: Mapping[str, object],
    office: Office,
    *,
    to_applicant: bool | None = None,
) -> str:
    """To who objected, or to who told the idea; the words of the letter."""
    facts = {"reasons": objection.reasons, **more}
    kind = LetterKind.OBJECTION_DECIDED
    text = await tell_by_letter(
        session,
        initiative,
        objection,
        kind,
        opening,
        sections,
        lambda _language: facts,
        office,
        to_applicant=to_applicant,
    )
    return as_text(text)
