"""The summary to the council: written, read and sent by somebody else, and then kept as it is."""

from uuid import UUID

from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.errors import StaleVersion, check_version
from services.monitoring.contract.survey_follow import SendSummary, SurveyView, WriteSummary
from services.monitoring.contract.survey_refusals import SummaryAlreadySent, SummaryWriterCannotSend
from services.monitoring.store.survey_follow_queries import get_summary, summaries_of
from services.monitoring.store.survey_follow_tables import SurveySummary
from services.monitoring.store.survey_queries import lock_survey
from services.monitoring.store.survey_tables import Survey
from services.monitoring.usecases.council.tell_council import tell_council
from services.monitoring.usecases.office import Office
from services.monitoring.usecases.surveys.of_survey import check_closed, check_words


async def write_summary(session: Session, caller: Caller, survey_id: UUID, body: WriteSummary) -> SurveySummary:
    """For policy officers: the one that is being written, or a next one when the last was sent.

    Raises SurveyNotClosed, StaleVersion, PersonInWords.
    """
    caller.require_role("policy_officer")
    check_closed(await lock_survey(session, survey_id))
    check_words(body.introduction, body.conclusion)
    known = await summaries_of(session, survey_id)
    last = known[-1] if known and known[-1].sent_at is None else None
    check_version(last.version if last else 0, body.seen_version)
    summary = last or SurveySummary(
        survey_id=survey_id, number=len(known) + 1, introduction="", conclusion="", version=0, writers=[]
    )
    summary.introduction, summary.conclusion = body.introduction, body.conclusion
    summary.writers = sorted({*summary.writers, caller.answerable})
    summary.version += 1
    session.add(summary)
    await session.flush()
    return summary


async def hold_summary(
    session: Session, caller: Caller, survey_id: UUID, number: int, body: SendSummary
) -> SurveySummary:
    """Before its content is made: nothing of the survey changes until it is kept.

    For policy officers and approvers who wrote nothing in it.
    Raises SummaryAlreadySent, SummaryWriterCannotSend, StaleVersion.
    """
    caller.require_role("policy_officer", "approver")
    await lock_survey(session, survey_id)
    summary = await get_summary(session, survey_id, number)
    if summary.sent_at is not None:
        raise SummaryAlreadySent
    if caller.answerable in summary.writers:
        raise SummaryWriterCannotSend
    check_version(summary.version, body.seen_version)
    return summary


async def send_summary(
    session: Session,
    caller: Caller,
    survey: Survey,
    summary: SurveySummary,
    content: SurveyView,
    content_sha256: str,
    body: SendSummary,
    office: Office,
) -> None:
    """Keep the content exactly as it was read; from here on nothing of the summary changes. Council members who asked
    for it get mail. Raises StaleVersion."""
    if content_sha256 != body.seen_content:
        raise StaleVersion(seen_version=body.seen_version, current_version=summary.version)
    summary.content = content.model_dump(mode="json", by_alias=True)
    summary.sent_at, summary.sent_by = office.now(), caller.answerable
    await session.flush()
    await tell_council(session, survey, summary, office)
