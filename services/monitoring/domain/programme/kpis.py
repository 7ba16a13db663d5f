"""The figures of the programme's four short-term results (mission G7), each with one kind of source.

Few on purpose: each is something that people can tell without being asked more. What they are called is in the
catalogue of texts, under `programme.<code>`; docs/programme.md says why these.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Result(StrEnum):
    """The four short-term results of the programme."""

    COHESION = "cohesion"  # Self-reliance and cohesion.
    LIGHT_NEAR = "light_near"  # Light provision, near and low-threshold.
    PARENTING = "parenting"  # Parenting strength.
    NEW_IDEAS = "new_ideas"


Source = Literal["initiatives", "partners", "surveys"]
Unit = Literal["children", "families", "activities", "initiatives", "percent", "grade"]
Question = Literal["children", "rating", "learned", "shared"]
"""What is taken of initiatives: one of the three voluntary questions, or that they showed a result at all."""


@dataclass(frozen=True, slots=True)
class ProgrammeKpi:
    """One figure. More is better for each of them; a target is there for a year when somebody set one."""

    code: str
    result: Result
    source: Source
    unit: Unit
    question: Question | None = None


KPIS: tuple[ProgrammeKpi, ...] = (
    ProgrammeKpi("good_together", Result.COHESION, "initiatives", "percent", "rating"),
    ProgrammeKpi("cohesion_score", Result.COHESION, "surveys", "grade"),
    ProgrammeKpi("children_joined", Result.LIGHT_NEAR, "initiatives", "children", "children"),
    ProgrammeKpi("children_light_help", Result.LIGHT_NEAR, "partners", "children"),
    ProgrammeKpi("near_score", Result.LIGHT_NEAR, "surveys", "grade"),
    ProgrammeKpi("families_stronger", Result.PARENTING, "partners", "families"),
    ProgrammeKpi("parenting_score", Result.PARENTING, "surveys", "grade"),
    ProgrammeKpi("ideas_done", Result.NEW_IDEAS, "initiatives", "initiatives", "shared"),
    ProgrammeKpi("lessons_told", Result.NEW_IDEAS, "initiatives", "initiatives", "learned"),
)

BY_CODE = {kpi.code: kpi for kpi in KPIS}


def may_feed(kpi: ProgrammeKpi, unit: str, frequency: str) -> bool:
    """Whether a partner's figure can be added up in this one: the same unit, counted each quarter.

    Children and families are not one number, and who is counted each month would be three times in a quarter.
    """
    return kpi.source == "partners" and unit == kpi.unit and frequency == "quarter"
