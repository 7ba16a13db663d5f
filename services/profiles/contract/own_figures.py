"""How the municipality's own figures come in, and what became of each row."""

import re
from typing import Any, Literal

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from services.kit.contract import Number, Reply, Request, Slug, Year

NoNumber = Literal["withheld", "missing", "not_applicable"]


LIKE_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}([.,][0-9]{3})+([.,][0-9]+)?", re.ASCII)
"""A number as text of which nobody can say what its points and commas mean: 1.200 is 1200 to one and 1.2 to another."""


class OwnFigure(Request):
    """One figure of one region in one year: a number, or why there is none.

    A `number` that is sent as text may not look as if it has thousands apart: 1.200 is refused, 1200 and 1.2 are not.
    """

    region: str = Field(min_length=1, max_length=80, description="code of a region, or the id of an area of one region")
    year: Year
    indicator: str = Field(min_length=1, max_length=80, description="code of an indicator of the municipality's own")
    number: Number | None = None
    status: NoNumber | None = None

    @field_validator("number", mode="before")
    @classmethod
    def _can_be_read_in_one_way(cls, typed: Any) -> Any:
        if isinstance(typed, str) and LIKE_THOUSANDS.fullmatch(typed.strip()):
            raise PydanticCustomError("ambiguous_number", "Number can be read with and without thousands apart")
        return typed


class DeliverOwnFigures(Request):
    """Figures of a source of the municipality's own. What is not among the rows stays as an earlier delivery said it.

    All rows are taken or none: a row that cannot be right is told in `errors`, by its number counted from 1.
    """

    table: Slug = Field(description="short name of the source, the same in every delivery, e.g. `wachtlijst-jeugd`")
    title: str = Field(min_length=1, max_length=200)
    licence: str = Field(min_length=1, max_length=100)
    attribution: str = Field(min_length=1, max_length=300, description="who to name beside each figure")
    url: str = Field("", max_length=500, pattern=r"^(https?://\S+)?$", description="a page about the source, if any")
    rows: list[OwnFigure] = Field(min_length=1, max_length=5000)


class OwnRowOutcome(Reply):
    """What a row was against the earlier deliveries of this source."""

    row: int
    outcome: Literal["new", "changed", "unchanged"]


class OwnFiguresReport(Reply):
    """What a delivery did. `releases` is empty when everything was known: then nothing changed."""

    releases: list[str]
    new: int
    changed: int
    unchanged: int
    rows: list[OwnRowOutcome]
