"""How the ballots of a round are counted: the choices of both ways, set and published beforehand. Euro cents."""

from typing import Annotated

from pydantic import ConfigDict, Field, field_validator

from services.budget.contract.sources import PositiveCents
from services.kit.contract import Request

ThemeName = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^,]+$")]
"""Without a comma, which stands between themes in the file of the round."""


class EqualSharesChoices(Request):
    """Each changes who wins. The defaults are the rule behind the official Dutch outcomes (Add1 until overspend)."""

    step_cents: PositiveCents | None = Field(100, description="purses grow by this much; None: they do not grow")
    stop_when_exhausted: bool = Field(False, description="stop growing once nothing more would fit")
    whole_euros: bool = Field(False, description="purses start as whole euros")
    fill_up: bool = Field(False, description="afterwards take whatever still fits, most votes first")


class ThemeBudget(Request):
    """Money that goes to plans of one theme first."""

    model_config = ConfigDict(str_strip_whitespace=True)

    name: ThemeName
    budget_cents: PositiveCents

    @field_validator("name")
    @classmethod
    def _in_one_line(cls, value: str) -> str:
        return " ".join(value.split())


class GreedyChoices(Request):
    """`skip`: pass over what does not fit and go on. `least_votes`: with fewer votes a plan gets no money.

    `themes`: counted first, each by itself; what is left then goes over all plans without money, in order of votes.
    `part_funding`: what is left in the end goes to the best plan without money that said it can do with that.
    """

    skip: bool = True
    least_votes: int = Field(1, strict=True, ge=1, le=1_000_000)
    themes: list[ThemeBudget] = Field([], max_length=20)
    part_funding: bool = False

    @property
    def for_themes_cents(self) -> int:
        """What the themes have together."""
        return sum(theme.budget_cents for theme in self.themes)

    @field_validator("themes")
    @classmethod
    def _each_once(cls, value: list[ThemeBudget]) -> list[ThemeBudget]:
        if len({theme.name for theme in value}) != len(value):
            raise ValueError("each theme has a name of its own")
        return value
