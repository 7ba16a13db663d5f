"""Base classes of everything on the wire: frozen, camelCase; requests forbid unknown fields, replies ignore them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    field_validator,
)
from pydantic.alias_generators import to_camel
from pydantic_core import PydanticCustomError

LARGEST_WHOLE = 2**63 - 1
"""The largest whole number PostgreSQL can keep (bigint)."""
LARGEST_POWER = 300
"""Of ten: beyond it a number is no float any more, and `1e999999999` would fill the memory once written out."""
YEARS_OF_DAYS = range(2, 9000)
"""Further away no term can be counted: the day after 9999-12-31 cannot be said."""


def _as_utc(moment: datetime) -> datetime:
    if not 1 < moment.year < 9999:
        raise PydanticCustomError("moment_out_of_range", "No other time zone can say this moment")
    return moment.astimezone(UTC)


def _with_z(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


Timestamp = Annotated[
    AwareDatetime, AfterValidator(_as_utc), PlainSerializer(_with_z, return_type=str, when_used="json")
]


def _written_out(day: Any) -> Any:
    if isinstance(day, int | float) or (isinstance(day, str) and day.strip("-+.").isdigit()):
        raise PydanticCustomError("date_parsing", "A day is written as 2020-12-31")
    return day


def _near_enough(day: date) -> date:
    if day.year not in YEARS_OF_DAYS:
        raise PydanticCustomError("day_out_of_range", "No term can be counted from this day")
    return day


Day = Annotated[date, BeforeValidator(_written_out), AfterValidator(_near_enough)]
"""A day as it is written; a bare number would be read as seconds since 1970."""


def _within_reason(number: Decimal) -> Decimal:
    if number and abs(number.adjusted()) > LARGEST_POWER:
        raise PydanticCustomError("number_out_of_range", "Number is too large or has too many decimals")
    return number


def _plain_number(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


Number = Annotated[
    Decimal,
    AfterValidator(_within_reason),
    PlainSerializer(_plain_number, return_type=int | float, when_used="json"),
]
Cents = Annotated[int, Field(strict=True, ge=-(10**15), le=10**15, description="Euro cents, whole")]
Year = Annotated[int, Field(ge=2000, le=2100, description="Calendar year")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", min_length=1, max_length=80)]


def _check_can_be_kept(value: Any) -> None:
    match value:
        case str() if "\x00" in value:
            raise PydanticCustomError("nul_character", "Text has a NUL character")
        case int() if abs(value) > LARGEST_WHOLE:
            raise PydanticCustomError("number_out_of_range", "Number is too large or has too many decimals")
        case dict():
            for item in (*value.keys(), *value.values()):
                _check_can_be_kept(item)
        case list() | tuple() | set() | frozenset():
            for item in value:
                _check_can_be_kept(item)


class Request(BaseModel):
    """What somebody sends us. An unknown field is refused: it is a mistake or a misunderstanding."""

    model_config = ConfigDict(frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True)

    @field_validator("*", mode="after")
    @classmethod
    def _can_be_kept(cls, value: Any) -> Any:
        """PostgreSQL keeps no NUL character and no whole number beyond bigint: say so at the field, before it does."""
        _check_can_be_kept(value)
        return value


class Reply(BaseModel):
    """What we send. A reader ignores fields it does not know, so that we can add."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, populate_by_name=True)


class EventData(Reply):
    """The `data` of an event: within a version only additions. `version` is that of the thing the event tells of."""
