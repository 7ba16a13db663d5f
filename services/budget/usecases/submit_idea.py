"""Takes in an idea: kept apart from who asked, confirmed later with the code that goes out by mail."""

from datetime import timedelta

from services.budget.contract.applications import EnterIdea
from services.budget.contract.initiatives import IdeaReceived, InitiativeState, SubmitIdea
from services.budget.contract.refusals import TooManyIdeas
from services.budget.contract.scheme_refusals import AboveMost
from services.budget.contract.schemes import Scheme
from services.budget.domain import secrets, terms
from services.budget.domain.amounts import Euros
from services.budget.domain.title import title_of
from services.budget.store.asked_lines import line_to_ask
from services.budget.store.money_tables import Line
from services.budget.store.tables import Applicant, Initiative
from services.budget.usecases.forget_applicant import plan_forgetting
from services.budget.usecases.give_code import CODES_A_DAY, give_code, may_mail_a_code
from services.budget.usecases.mails import mail_receipt
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import InForce, scheme_in_force
from services.kit.database import Session


async def submit_idea(session: Session, body: SubmitIdea | EnterIdea, office: Office) -> IdeaReceived:
    """Raises NoMoneyForArea, NoMoneyForCity, ChooseLine, NotALineHere, AboveMost, TooManyIdeas."""
    line = await line_to_ask(session, body.year, body.area_id, body.line_id)
    scheme = await scheme_in_force(session, body.year, office)
    _check_most(body, scheme.rules, office)
    contact_email = body.contact_email.lower()
    if contact_email and not await may_mail_a_code(session, contact_email, office):
        raise TooManyIdeas(limit=CODES_A_DAY)
    initiative = _initiative(body, line, scheme, office)
    session.add(initiative)
    await session.flush()
    link_secret = secrets.new_secret()
    applicant = _applicant(body, contact_email, initiative, link_secret, office)
    session.add(applicant)
    await session.flush()
    code = await give_code(session, applicant, office) if contact_email else ""
    link = f"{office.settings.public_url}/mijn-idee/openen/{link_secret}"
    area = line.name or office.say("line.city_wide", body.language)
    await mail_receipt(session, body, initiative, area=area, code=code, link=link, office=office)
    await plan_forgetting(session, applicant)
    return IdeaReceived(
        id=initiative.id,
        title=initiative.title,
        state=InitiativeState.UNCONFIRMED,
        answer_by=initiative.answer_by,
    )


def _check_most(body: SubmitIdea | EnterIdea, rules: Scheme, office: Office) -> None:
    """Raise AboveMost, at the amount, when one idea cannot get this much."""
    if rules.most_cents is not None and body.amount_cents > rules.most_cents:
        most = Euros(rules.most_cents)
        sentence = office.say(AboveMost.slug, most_cents=most)
        raise AboveMost(errors=[{"field": "amountCents", "detail": sentence}], most_cents=most)


def _initiative(body: SubmitIdea | EnterIdea, line: Line, scheme: InForce, office: Office) -> Initiative:
    return Initiative(
        line_id=line.id,
        year=body.year,
        area_id=body.area_id,
        title=title_of(body.what),
        what=body.what,
        when=body.when,
        where=body.where,
        amount_cents=body.amount_cents,
        state=InitiativeState.UNCONFIRMED.value,
        version=1,
        answer_by=terms.answer_by(office.today(), scheme.rules.answer_weeks, office.settings.equated_days),
        scheme_id=scheme.id,
        submitted_at=office.now(),
    )


def _applicant(
    body: SubmitIdea | EnterIdea, contact_email: str, initiative: Initiative, link_secret: str, office: Office
) -> Applicant:
    return Applicant(
        initiative_id=initiative.id,
        name=body.name,
        contact_email=contact_email,
        language=body.language,
        may_mail_since=office.now(),
        delete_after=office.today() + timedelta(days=office.settings.unconfirmed_days),
        link_hash=secrets.secret_hash(link_secret),
        code_hash=None,
        code_until=office.now(),
    )
