"""What profiles says of an indicator in full, and how a policy officer edits the catalogue."""

from datetime import date
from typing import Any, Literal

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from services.kit.contract import Reply, Request, Timestamp
from services.profiles.contract.models import IndicatorView, SourceView

Kind = Literal["count", "share", "average", "rate"]
Direction = Literal["neutral", "higher_heavier", "lower_heavier"]
CODE = r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
REFERENCE = Field(None, max_length=80)
SAYS_SOMETHING = r"\S"


class IndicatorColumnView(Reply):
    """Where an indicator was read in one release, or that nothing was published in it yet.

    `numbers`: how many regions of each level (country, municipality, district, neighbourhood) have a number.
    """

    indicator: str
    indicator_name: str
    source: SourceView
    published_on: date
    source_column: str
    is_published: bool
    numbers: dict[str, int]


class IndicatorDetail(Reply):
    """Everything there is to say of one indicator, in both languages where the municipality can edit it."""

    indicator: IndicatorView
    names: dict[Literal["nl", "en"], str]
    definitions: dict[Literal["nl", "en"], str]
    origin: Literal["source", "computed", "own"] = Field(
        description="read, computed, or the municipality's own figures"
    )
    numerator: str | None
    base: str | None = Field(description="the population it is about")
    factor: int | None
    minimum_base: int = Field(description="below so many people a computed figure is too small to show")
    key_figure: int | None = Field(description="its place on the first screen of an area")
    version: int
    edited_at: Timestamp | None
    used_by: list[str] = Field(description="codes of the indicators that are made or weighed with this one")
    columns: list[IndicatorColumnView] = Field(description="of itself, or of what it is computed from; newest first")


class IndicatorChangeView(Reply):
    """One edit: who, when, and per field what it was and what it became. Nothing before: then it was added."""

    version: int
    changed_by: str
    changed_at: Timestamp
    before: dict[str, Any]
    after: dict[str, Any]


class EditIndicator(Request):
    """What to change; what is left out stays. `version` is that of the indicator on the screen."""

    version: int
    name_nl: str = Field(default_factory=str, min_length=1, max_length=200, pattern=SAYS_SOMETHING)
    name_en: str = Field(default_factory=str, min_length=1, max_length=200, pattern=SAYS_SOMETHING)
    definition_nl: str = Field(default_factory=str, min_length=1, max_length=4000, pattern=SAYS_SOMETHING)
    definition_en: str = Field(default_factory=str, min_length=1, max_length=4000, pattern=SAYS_SOMETHING)
    theme: str = Field(default_factory=str, min_length=1, max_length=60, pattern=SAYS_SOMETHING)
    unit: str = Field(default_factory=str, min_length=1, max_length=60, pattern=SAYS_SOMETHING)
    kind: Kind = "count"
    direction: Direction = "neutral"
    numerator: str | None = REFERENCE
    denominator: str | None = REFERENCE
    base: str | None = REFERENCE
    factor: int | None = Field(None, ge=1, le=100_000)
    minimum_base: int = Field(0, ge=0, le=1_000_000)
    decimals: int = Field(0, ge=0, le=4)
    key_figure: int | None = Field(None, ge=1, le=99)

    @model_serializer(mode="wrap")
    def _what_was_set(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Null means "none" here, so what was not set must not be sent."""
        kept = {name for field in self.model_fields_set for name in (field, type(self).model_fields[field].alias)}
        return {name: value for name, value in write(self).items() if name in kept}


class AddIndicator(Request):
    """An indicator of the municipality's own: delivered by itself, or with a numerator computed from what there is."""

    code: str = Field(pattern=CODE, max_length=60, description="stays for ever; small letters, digits and _")
    name_nl: str = Field(min_length=1, max_length=200, pattern=SAYS_SOMETHING)
    name_en: str = Field(min_length=1, max_length=200, pattern=SAYS_SOMETHING)
    definition_nl: str = Field(min_length=1, max_length=4000, pattern=SAYS_SOMETHING)
    definition_en: str = Field(min_length=1, max_length=4000, pattern=SAYS_SOMETHING)
    theme: str = Field(min_length=1, max_length=60, pattern=SAYS_SOMETHING)
    unit: str = Field(min_length=1, max_length=60, pattern=SAYS_SOMETHING)
    kind: Kind
    direction: Direction = "neutral"
    numerator: str | None = REFERENCE
    denominator: str | None = REFERENCE
    base: str | None = REFERENCE
    factor: int | None = Field(None, ge=1, le=100_000)
    minimum_base: int = Field(0, ge=0, le=1_000_000)
    decimals: int = Field(0, ge=0, le=4)
    key_figure: int | None = Field(None, ge=1, le=99)
