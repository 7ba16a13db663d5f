"""Who is invited by a personal link, and the sheet of codes for residents."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from services.kit.caller import Caller
from services.kit.database import Session
from services.monitoring.contract.survey_refusals import SurveyNotOpen
from services.monitoring.contract.surveys import InvitePeople, PrintSurveyCodes
from services.monitoring.domain.surveys import links
from services.monitoring.store.survey_queries import add_codes, drop_invitations, invitations_of, lock_survey
from services.monitoring.store.survey_tables import Survey, SurveyInvitation
from services.monitoring.usecases.mails import plan_mail
from services.monitoring.usecases.office import Office, end_of, in_words
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
    else:
        check_open(survey, office)
    there = {invitation.email for invitation in await invitations_of(session, survey_id)}
    people = {person.email.lower(): person.language for person in body.people}
    key = key_of(survey, office)
    new = [
        _invitation(key, survey_id, body.group, email, language)
        for email, language in people.items()
        if email not in there
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
