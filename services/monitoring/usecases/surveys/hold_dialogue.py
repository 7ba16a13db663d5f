"""Dialogue sessions: planned, invited to by mail, signed up for by a number, and what came out of them."""

from uuid import UUID

from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import check_version
from services.kit.texts import in_words
from services.monitoring.contract.survey_follow import InviteToDialogue, PlanDialogue, SignUp, WriteOutcomes
from services.monitoring.contract.survey_refusals import DialogueOver, DialogueToCome
from services.monitoring.store.survey_follow_queries import add_people, get_dialogue
from services.monitoring.store.survey_follow_tables import SurveyDialogue
from services.monitoring.store.survey_queries import get_survey
from services.monitoring.store.survey_tables import Survey
from services.monitoring.usecases.mails import plan_mail
from services.monitoring.usecases.office import Office, end_of
from services.monitoring.usecases.surveys.of_survey import check_point, check_seen_by, check_words


async def plan_dialogue(
    session: Session, caller: Caller, survey_id: UUID, body: PlanDialogue, office: Office
) -> SurveyDialogue:
    """For policy officers. Raises DialogueOver for a day that was."""
    caller.require_role("policy_officer")
    survey = await get_survey(session, survey_id)
    if body.day < office.today():
        raise DialogueOver
    check_words(body.place, body.for_whom)
    dialogue = SurveyDialogue(survey_id=survey.id, **body.model_dump(exclude={"seen_version"}))
    session.add(dialogue)
    await session.flush()
    return dialogue


async def move_dialogue(
    session: Session, caller: Caller, survey_id: UUID, dialogue_id: UUID, body: PlanDialogue, office: Office
) -> SurveyDialogue:
    """For policy officers, until its day. Raises DialogueOver, StaleVersion."""
    dialogue = await _own(session, caller, survey_id, dialogue_id)
    check_version(dialogue.version, body.seen_version)
    _check_to_come(dialogue, office)
    if body.day < office.today():
        raise DialogueOver
    check_words(body.place, body.for_whom)
    dialogue.day, dialogue.starts_at = body.day, body.starts_at
    dialogue.place, dialogue.for_whom = body.place, body.for_whom
    dialogue.version += 1
    await session.flush()
    return dialogue


async def invite_to_dialogue(
    session: Session, caller: Caller, survey_id: UUID, dialogue_id: UUID, body: InviteToDialogue, office: Office
) -> SurveyDialogue:
    """For policy officers. Each address gets one mail and is not kept; only how many. Raises DialogueOver."""
    dialogue = await _own(session, caller, survey_id, dialogue_id)
    _check_to_come(dialogue, office)
    survey = await get_survey(session, survey_id)
    addresses = {address.lower() for address in body.addresses}
    await add_people(session, dialogue, invited=len(addresses))
    for address in sorted(addresses):
        facts = _facts(survey, dialogue, body.language, office)
        until = end_of(dialogue.day)
        await plan_mail(session, office, address, "mail.dialogue-invitation", body.language, facts, until=until)
    return dialogue


async def sign_up(
    session: Session, caller: Caller, survey_id: UUID, dialogue_id: UUID, body: SignUp, office: Office
) -> SurveyDialogue:
    """For everybody: with how many they come, and nothing else. Raises DialogueOver."""
    check_seen_by(caller, await get_survey(session, survey_id))
    dialogue = await get_dialogue(session, survey_id, dialogue_id)
    _check_to_come(dialogue, office)
    await add_people(session, dialogue, signed_up=body.people)
    return dialogue


async def write_outcomes(
    session: Session, caller: Caller, survey_id: UUID, dialogue_id: UUID, body: WriteOutcomes, office: Office
) -> SurveyDialogue:
    """For policy officers, from its day on. Raises DialogueToCome, StaleVersion, UnknownPoint."""
    dialogue = await _own(session, caller, survey_id, dialogue_id)
    check_version(dialogue.version, body.seen_version)
    if office.today() < dialogue.day:
        raise DialogueToCome
    survey = await get_survey(session, survey_id)
    check_point(survey, *(each.point for each in body.outcomes))
    dialogue.attended, dialogue.notes = body.attended, body.notes
    dialogue.outcomes = {str(each.point): each.words for each in body.outcomes if each.words}
    dialogue.version += 1
    await session.flush()
    return dialogue


async def _own(session: Session, caller: Caller, survey_id: UUID, dialogue_id: UUID) -> SurveyDialogue:
    caller.require_role("policy_officer")
    return await get_dialogue(session, survey_id, dialogue_id)


def _check_to_come(dialogue: SurveyDialogue, office: Office) -> None:
    if dialogue.day < office.today():
        raise DialogueOver


def _facts(survey: Survey, dialogue: SurveyDialogue, language: str, office: Office) -> dict[str, object]:
    return {
        "title": survey.title,
        "day": in_words(dialogue.day, language),
        "time": dialogue.starts_at,
        "place": dialogue.place,
        "for_whom": dialogue.for_whom,
        "link": f"{office.settings.public_url}/{survey.year}/vragenlijsten/{survey.id}#gesprekken",
    }
