"""What monitoring says of the programme's short-term results, and how an officer marks what feeds them."""

from typing import Literal
from uuid import UUID

from pydantic import Field, model_validator

from services.kit.contract import Number, Reply, Request, Timestamp, Year
from services.monitoring.contract.programme_code import CODE

ProgrammeResult = Literal["cohesion", "light_near", "parenting", "new_ideas"]
ProgrammeSource = Literal["initiatives", "partners", "surveys"]


class ProgrammePoint(Reply):
    """A quarter or a year. `unknown`: nobody of the `asked` answered, and that is not 0; `too_small`: not to be shown.

    `answered` of `asked`: initiatives that showed a result, marked figures of partners, or marked points of surveys.
    """

    period: str
    status: Literal["number", "too_small", "unknown"]
    number: Number | None
    answered: int
    asked: int


class ProgrammeFeedView(Reply):
    """A source somebody marked: a partner's KPI (`partnerId`, `kpi`), or a point of a survey (`surveyId`, `point`)."""

    id: UUID
    name: str
    whose: str
    partner_id: UUID | None
    kpi: str | None
    survey_id: UUID | None
    point: int | None
    marked_at: Timestamp


class ProgrammeTargetView(Reply):
    """What the figure of this year should come to at least, and whether it did; never why.

    `too_early`: until 1 April after the year, except for a count that is reached and cannot fall. `not_known`: there is
    no number, or none that may be shown. Of partners it is about the last quarter of the year.
    """

    number: Number
    verdict: Literal["met", "not_met", "too_early", "not_known"]


class ProgrammeKpiView(Reply):
    """One figure, with what it means. More is better for each; `target` only when one is in force."""

    code: str
    result: ProgrammeResult
    name: str
    definition: str
    formula: str
    unit: Literal["children", "families", "activities", "initiatives", "percent", "grade"]
    direction: Literal["higher_is_better"] = "higher_is_better"
    source: ProgrammeSource
    target: ProgrammeTargetView | None = None
    quarters: list[ProgrammePoint] = Field(description="of this year; of partners the year before too; not of surveys")
    years: list[ProgrammePoint] = Field(description="this year and the two before; not of partners")
    feeds: list[ProgrammeFeedView] = Field(description="what is marked for this year; nothing for initiatives")


class ProgrammeYear(Reply):
    """The short-term results of a year, in the order of the programme."""

    year: Year
    kpis: list[ProgrammeKpiView]


class MarkFeed(Request):
    """Let a partner's KPI of that year, or a point of a survey, count in a figure of the programme."""

    year: Year
    programme_kpi: str = Field(max_length=60, pattern=CODE)
    partner_id: UUID | None = None
    kpi: str | None = Field(None, max_length=60, pattern=CODE)
    survey_id: UUID | None = None
    point: int | None = Field(None, ge=1, le=15)

    @model_validator(mode="after")
    def _one_source(self) -> "MarkFeed":
        of_partner = self.partner_id is not None and self.kpi is not None
        of_survey = self.survey_id is not None and self.point is not None
        some = (self.partner_id, self.kpi, self.survey_id, self.point)
        if of_partner == of_survey or sum(each is not None for each in some) != 2:
            raise ValueError("name a partner and its kpi, or a survey and its point")
        return self


class ProgrammeCandidate(Reply):
    """Something that can be marked for this figure and is not yet."""

    programme_kpi: str
    name: str
    whose: str
    partner_id: UUID | None = None
    kpi: str | None = None
    survey_id: UUID | None = None
    point: int | None = None
