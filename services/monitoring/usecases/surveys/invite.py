"""Who is invited by a personal link, and the sheet of codes for residents."""

from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.texts import in_words
from services.monitoring.contract.survey_refusals import ContactNotForSurveys, SurveyNotOpen
from services.monitoring.contract.surveys import InviteContacts, InvitePeople, PrintSurveyCodes
from services.monitoring.domain.surveys import links
from services.monitoring.store.contact_queries import contacts_for_surveys
from services.monitoring.store.contact_tables import PartnerContact
from services.monitoring.store.survey_queries import add_codes, drop_invitations, invitations_of, lock_survey
from services.monitoring.store.survey_tables import Survey, SurveyInvitation
from services.monitoring.store.tables import Partner
from services.monitoring.usecases.mails import plan_mail
from services.monitoring.usecases.office import Office, end_of
from services.monitoring.usecases.surveys.of_survey import check_open, key_of

INVITATION, REMINDER = "mail.survey-invitation", "mail.survey-reminder"


async def invite_people(session: Session, caller: Caller, survey_id: UUID, body: InvitePeople, office: Office) -> None:
    """For policy officers. In a draft this is the whole group; later these come in addition, and get their mail now.

    An address that is invited already stays as it is. Raises SurveyNotOpen.
    """
    caller.require_role("policy_officer")
    survey = await lock_survey(session, survey_id)
    if survey.state == "draft":
        await drop_invitations(session, survey_id, body.group)
    people = {person.email.lower(): person.language for person in body.people}
    await _add(session, survey, body.group, people, office)


async def invite_contacts(
    session: Session, caller: Caller, survey_id: UUID, body: InviteContacts, office: Office
) -> None:
    """For policy officers: in addition to who is there. Raises SurveyNotOpen, ContactNotForSurveys."""
    caller.require_role("policy_officer")
    survey = await lock_survey(session, survey_id)
    known = {partner.id: contact for partner, contact in await contacts_for_surveys(session)}
    if not known.keys() >= set(body.partner_ids):
        raise ContactNotForSurveys
    chosen = [known[partner_id] for partner_id in body.partner_ids]
    people = {contact.email.lower(): contact.language for contact in chosen}
    await _add(session, survey, "partners", people, office)


async def contacts_to_invite(session: Session, survey_id: UUID) -> list[tuple[Partner, PartnerContact]]:
    """Who may be invited by a mailbox the system has, and is not yet."""
    there = {invitation.email for invitation in await invitations_of(session, survey_id)}
    return [
        (partner, contact)
        for partner, contact in await contacts_for_surveys(session)
        if contact.email.lower() not in there
    ]


async def _add(session: Session, survey: Survey, group: str, people: Mapping[str, str], office: Office) -> None:
    """By address their language; in a survey that is open they get their mail now."""
    if survey.state != "draft":
        check_open(survey, office)
    there = {invitation.email for invitation in await invitations_of(session, survey.id)}
    key = key_of(survey, office)
    new = [
        _invitation(key, survey.id, group, email, language) for email, language in people.items() if email not in there
    ]
    session.add_all(new)
    await session.flush()
    if survey.state == "open":
        await mail_links(session, survey, new, INVITATION, office)


def _invitation(key: bytes, survey_id: UUID, group: str, email: str, language: str) -> SurveyInvitation:
    own = uuid4()
    link_hash = links.link_hash(key, links.link_secret(key, own))
    return SurveyInvitation(
        id=own, survey_id=survey_id, group_name=group, email=email, language=language, link_hash=link_hash
    )


async def mail_links(
    session: Session, survey: Survey, invitations: Sequence[SurveyInvitation], slug: str, office: Office
) -> None:
    """Each their own link; made again from the key, so that it is kept nowhere."""
    key = key_of(survey, office)
    for invitation in invitations:
        if invitation.email is None:
            continue
        page = f"{office.settings.public_url}/vragenlijst/{survey.id}/{links.link_secret(key, invitation.id)}"
        facts = {
            "title": survey.title,
            "link": page,
            "stop": f"{page}#mail",
            "until": in_words(survey.closes_on, invitation.language),
            "points": len(survey.points),
        }
        about = {"survey": str(survey.id), "invitation": str(invitation.id)}
        until = end_of(survey.closes_on)
        await plan_mail(session, office, invitation.email, slug, invitation.language, facts, about=about, until=until)


async def print_codes(
    session: Session, caller: Caller, survey_id: UUID, body: PrintSurveyCodes, office: Office
) -> list[str]:
    """For policy officers. The codes are in this answer and nowhere else. Raises SurveyNotOpen."""
    caller.require_role("policy_officer")
    survey = await lock_survey(session, survey_id)
    check_open(survey, office)
    if survey.residents != "codes":
        raise SurveyNotOpen
    codes = [links.new_code() for _ in range(body.count)]
    key = key_of(survey, office)
    await add_codes(session, survey_id, [links.code_hash(key, code) for code in codes])
    return codes
