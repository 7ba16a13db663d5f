"""The letter and the mail of an award that was fixed, lowered or withdrawn, in the transaction that decides it."""

from datetime import date, timedelta
from uuid import UUID

from services.budget.contract.award_changes import ChangeKind
from services.budget.contract.letters import LetterKind
from services.budget.contract.schemes import Scheme
from services.budget.domain import working_days
from services.budget.domain.amounts import Euros
from services.budget.domain.bank_account import in_groups
from services.budget.domain.letter import as_text
from services.budget.store.circle_queries import municipality_of
from services.budget.store.initiative_queries import find_applicant, line_name_of
from services.budget.store.payment_tables import AwardChange
from services.budget.store.tables import Initiative
from services.budget.usecases.letters.tell_applicant import tell_applicant
from services.budget.usecases.letters.write_letter import OBJECT, facts_of, new_letter, write_letter
from services.budget.usecases.office import Office
from services.budget.usecases.payments.payment_file import payer_of
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.database import Session
from services.kit.texts import in_words
from services.kit.together import write_together

APPEAL = "letter.appeal"


async def tell_change(session: Session, initiative: Initiative, change: AwardChange, due: int, office: Office) -> None:
    """To who applied: what it is now, why, what to pay back or what is still paid (`due` cents), how to object.

    Decided on an objection: then who disagrees goes to court. Raises NoPayer when money has to come back and the
    settings name no account for it.
    """
    applicant = await find_applicant(session, initiative.id)
    language = applicant.language if applicant else "nl"
    scheme = await scheme_of_idea(session, initiative, office)
    area = await line_name_of(session, initiative.line_id)
    municipality = await municipality_of(session, initiative.line_id)
    facts = facts_of(initiative, area, municipality, scheme, language, office)
    facts |= _what_changed(change, language, office)
    sections = [f"letter.why.{_why(change)}"]
    if change.reclaim_cents:
        facts |= _how_to_repay(initiative, change, scheme, language, office)
        sections += ["letter.repay.back", "letter.interest"]
    else:
        sections.append("letter.repay.nothing")
    if due:
        facts |= {"due": Euros(due)}
        sections.append("letter.rest")
    ends = ["letter.who.objection", APPEAL] if change.objection_id else ["letter.who.by-two", OBJECT]
    opening = f"letter.changed-{_opening(change)}"
    text = write_letter(opening, [*sections, *ends], language, facts, office, about="letter-change")
    await session.flush()
    kind = LetterKind.OBJECTION_DECIDED if change.objection_id else LetterKind.AWARD_CHANGED
    await write_together(session, [new_letter(initiative, kind, language, text, office)])
    told = {"letter": as_text(text), "about": text.title}
    await tell_applicant(session, initiative, applicant, "mail.award-changed", office, **told)


def _opening(change: AwardChange) -> str:
    if change.kind != ChangeKind.FIX:
        return change.kind
    return "fix" if change.to_cents == change.before_cents else "fix-lower"


def _why(change: AwardChange) -> str:
    if change.ground:
        return "changed"
    return "as-it-was" if change.kind == ChangeKind.RAISE else "fixed"


def _what_changed(change: AwardChange, language: str, office: Office) -> dict[str, object]:
    heard = ""
    if change.heard_on:
        heard = office.say("letter.changed.heard", language, day=in_words(change.heard_on, language))
    back = office.say("letter.changed.back", language, amount=Euros(change.reclaim_cents))
    return {
        "before": Euros(change.before_cents),
        "now": Euros(change.to_cents),
        "why": change.why,
        "ground": office.say(f"change-ground.{change.ground}", language) if change.ground else "",
        "heard": f" {heard}" if heard else "",
        "back": f" {back}" if change.reclaim_cents else "",
    }


def repay_by(today: date, days: int, office: Office) -> date:
    """The last day to pay back; never a weekend or holiday, and six weeks at the least (Awb 4:87)."""
    return working_days.ends_on(today + timedelta(days=days), office.settings.equated_days)


def repay_reference(initiative_id: UUID) -> str:
    """What somebody writes with what they pay back; the same as in the letter's own reference."""
    return str(initiative_id)[:8]


def _how_to_repay(
    initiative: Initiative, change: AwardChange, scheme: Scheme, language: str, office: Office
) -> dict[str, object]:
    account = payer_of(office)
    return {
        "reclaim": Euros(change.reclaim_cents),
        "repay_by": in_words(repay_by(office.today(), scheme.repay_days, office), language),
        "iban": in_groups(account.iban),
        "holder": account.holder,
        "reference": repay_reference(initiative.id),
        "call": office.settings.call_number or office.say("letter.no-number", language),
    }
