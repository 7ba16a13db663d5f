"""What municipality and partner learn: case-review sessions without persons, and uncertainties looked at again."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.kit.contract import Day, Reply, Request, Timestamp, Year
from services.monitoring.contract.dossier import Line
from services.monitoring.contract.models import PartnerView

Told = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Verdict = Literal["keep", "change", "close"]


class AddCaseReview(Request):
    """A session in which cases were talked about, without persons.

    `changes`: what will be done otherwise; empty when nothing. `uncertainties`: lines of the agreement it was about.
    """

    held_on: Day
    theme: Line
    learned: Told
    changes: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)] = ""
    uncertainties: list[Line] = Field(default_factory=list, max_length=40)


class AddVisit(Request):
    """An uncertainty of the agreement, looked at again: what was seen, and whether it stays as it is.

    `change`: the agreement should say it otherwise. `close`: it is not uncertain any more, and leaves the agenda.
    """

    what: Line
    on: Day
    saw: Told
    verdict: Verdict
    case_review_id: UUID | None = None


class CaseReviewView(Reply):
    """A session. What was taken back (`withdrawn_at`) has no words any more."""

    id: UUID
    held_on: date
    theme: str
    learned: str
    changes: str
    uncertainties: list[str]
    added_at: Timestamp
    withdrawn_at: Timestamp | None


class VisitView(Reply):
    id: UUID
    on: date
    saw: str
    verdict: Verdict
    case_review_id: UUID | None
    added_at: Timestamp
    withdrawn_at: Timestamp | None


class UncertaintyView(Reply):
    """A line of the agreement with every time it was looked at, the oldest first."""

    what: str
    signal: str
    experiment: str
    in_agreement: bool = Field(description="False: the version in force does not name it any more")
    is_closed: bool
    visits: list[VisitView]


class LearningView(Reply):
    """All of a year."""

    partner: PartnerView
    year: Year
    reviews: list[CaseReviewView]
    uncertainties: list[UncertaintyView]
