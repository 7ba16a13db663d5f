"""Answers a survey: by personal link, printed code or the open form; the same again replaces what there was."""

from uuid import UUID

from services.kit.database import Session
from services.monitoring.contract.survey_refusals import (
    CodeNeeded,
    EmptyAnswer,
    SurveyLinkUnknown,
    SurveyNotOpen,
    UnknownPoint,
    WrongSurveyCode,
)
from services.monitoring.contract.surveys import GiveAnswer, GivenAnswer, GivenScore, Group
from services.monitoring.domain.surveys import links
from services.monitoring.store.survey_queries import (
    find_answer,
    find_invitation,
    hold_survey,
    is_code,
    write_answer,
)
from services.monitoring.store.survey_tables import Survey, SurveyAnswer, SurveyInvitation
from services.monitoring.usecases.mails import drop_mails
from services.monitoring.usecases.office import Office
from services.monitoring.usecases.surveys.of_survey import check_open, check_words, key_of
from services.monitoring.usecases.surveys.tries import check_codes, count_open_answer


async def give_answer(session: Session, survey_id: UUID, body: GiveAnswer, origin: str, office: Office) -> None:
    """Raises SurveyNotOpen, SurveyLinkUnknown, WrongSurveyCode, CodeNeeded, EmptyAnswer, UnknownPoint, PersonInWords,
    TooManySurveyAnswers, TooManySurveyCodes.

    Nothing of who sent it or when is kept: a link, code or form as a hash, and the answer.
    """
    survey = await hold_survey(session, survey_id)
    check_open(survey, office)
    group, given_with = await _whose(session, survey, body, origin, office)
    scores = {str(each.point): each.score for each in body.scores}
    if len(scores) < len(body.scores) or any(int(point) > len(survey.points) for point in scores):
        raise UnknownPoint
    if not (scores or body.goes_well or body.can_be_better):
        raise EmptyAnswer
    check_words(body.goes_well, body.can_be_better)
    is_open = not (body.link or survey.residents == "codes")
    if is_open and await find_answer(session, survey_id, given_with) is None:
        await count_open_answer(session, survey, origin, office)
    answer = SurveyAnswer(
        survey_id=survey_id,
        given_with=given_with,
        group_name=group,
        scores=scores,
        goes_well=body.goes_well,
        can_be_better=body.can_be_better,
    )
    await write_answer(session, answer)


async def _whose(
    session: Session, survey: Survey, body: GiveAnswer, origin: str, office: Office
) -> tuple[Group, bytes]:
    """The group an answer belongs to, and the hash it hangs on."""
    key = key_of(survey, office)
    if body.link:
        invitation = await _invitation(session, survey, key, body.link)
        return _group(invitation), invitation.link_hash
    if survey.residents == "nobody":
        raise SurveyLinkUnknown
    if survey.residents == "codes":
        if not body.code:
            raise CodeNeeded
        await check_codes(session, survey, origin, office)
        typed = links.code_hash(key, body.code)
        if not await is_code(session, survey.id, typed):
            raise WrongSurveyCode
        return "residents", typed
    if not body.form_key:
        raise CodeNeeded
    return "residents", links.form_hash(key, body.form_key)


async def given_with_link(session: Session, survey_id: UUID, link: str, office: Office) -> GivenAnswer:
    """What was answered with a link so far. Raises SurveyNotOpen, SurveyLinkUnknown."""
    survey = await hold_survey(session, survey_id)
    check_open(survey, office)
    invitation = await _invitation(session, survey, key_of(survey, office), link)
    answer = await find_answer(session, survey_id, invitation.link_hash)
    return GivenAnswer(
        group=_group(invitation),
        is_new=answer is None,
        may_remind=invitation.email is not None,
        scores=[GivenScore(point=int(at), score=score) for at, score in (answer.scores if answer else {}).items()],
        goes_well=answer.goes_well if answer else "",
        can_be_better=answer.can_be_better if answer else "",
    )


async def stop_mail(session: Session, survey_id: UUID, link: str, office: Office) -> None:
    """No more mail about this survey: the address is deleted at once, planned mail with it; the link works on.

    Raises SurveyNotOpen, SurveyLinkUnknown.
    """
    survey = await hold_survey(session, survey_id)
    invitation = await _invitation(session, survey, key_of(survey, office), link)
    invitation.email = None
    await session.flush()
    await drop_mails(session, invitation=str(invitation.id))


async def _invitation(session: Session, survey: Survey, key: bytes, link: str) -> SurveyInvitation:
    if survey.state == "draft":
        raise SurveyNotOpen
    found = await find_invitation(session, survey.id, links.link_hash(key, link))
    if found is None:
        raise SurveyLinkUnknown
    return found


def _group(invitation: SurveyInvitation) -> Group:
    return "partners" if invitation.group_name == "partners" else "associations"
