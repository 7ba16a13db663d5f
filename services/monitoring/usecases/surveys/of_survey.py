"""What the use cases of surveys ask of a survey: who may, whether it is open, and the key of its hashes."""

from services.kit.caller import Caller
from services.monitoring.contract.report_refusals import PersonInWords
from services.monitoring.contract.survey_refusals import (
    SurveyNotClosed,
    SurveyNotDraft,
    SurveyNotOpen,
    UnknownPoint,
    UnknownSurvey,
)
from services.monitoring.domain.personal_data import look_for
from services.monitoring.domain.surveys import links
from services.monitoring.store.survey_tables import Survey
from services.monitoring.usecases.office import Office, end_of


def sees_drafts(caller: Caller) -> bool:
    """Whether somebody sees a survey before it opens, and a summary before it is sent."""
    return caller.has_role("policy_officer") or caller.has_role("approver")


def check_seen_by(caller: Caller, survey: Survey) -> None:
    """Raises UnknownSurvey: a draft is nobody else's business."""
    if survey.state == "draft" and not sees_drafts(caller):
        raise UnknownSurvey


def check_draft(survey: Survey) -> None:
    """Raises SurveyNotDraft."""
    if survey.state != "draft":
        raise SurveyNotDraft


def check_open(survey: Survey, office: Office) -> None:
    """Raises SurveyNotOpen, also in the moment between its last day and its closing."""
    if survey.state != "open" or office.now() >= end_of(survey.closes_on):
        raise SurveyNotOpen


def check_closed(survey: Survey) -> None:
    """Raises SurveyNotClosed."""
    if survey.state != "closed":
        raise SurveyNotClosed


def key_of(survey: Survey, office: Office) -> bytes:
    """The key of what is kept of who answers. Raises SurveyNotOpen once it is deleted."""
    if survey.pepper is None:
        raise SurveyNotOpen
    return links.key_of(office.pepper, survey.pepper)


def check_point(survey: Survey, *numbers: int | None) -> None:
    """Raises UnknownPoint."""
    if any(number is not None and not 1 <= number <= len(survey.points) for number in numbers):
        raise UnknownPoint


def check_words(*texts: str) -> None:
    """Raises PersonInWords for a BSN, an e-mail address, a phone number or an IBAN; what it was is not repeated.

    For what residents say and the council reads. What is about a case passes `NothingPersonalInCase` of the api."""
    kinds = dict.fromkeys(found.kind for text in texts for found in look_for(text, ""))
    if kinds:
        raise PersonInWords(errors=[{"field": "", "slug": f"personal-data.{kind}"} for kind in kinds])
