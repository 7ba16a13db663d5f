"""Keys for the municipality's own software, its finance package or planning tool: it prepares, people decide."""

from datetime import date
from enum import StrEnum

from pydantic import ConfigDict, Field

from services.kit.contract import Day, Reply, Request, Timestamp


class SoftwareKeyState(StrEnum):
    """`expired`: its last day has passed; `ended`: somebody ended it."""

    IN_USE = "in_use"
    EXPIRED = "expired"
    ENDED = "ended"


class MakeSoftwareKey(Request):
    """Which software, what for, and the last day on which the key works (Europe/Amsterdam)."""

    model_config = ConfigDict(str_strip_whitespace=True)

    name: str = Field(min_length=1, max_length=80, description="of the software; no name of a person")
    purpose: str = Field(min_length=1, max_length=300)
    ends_on: Day


class SoftwareKeyView(Reply):
    """A key without its secret, and what became of it. Who made or ended it is `person:<id>`."""

    id: str
    name: str
    purpose: str
    state: SoftwareKeyState
    made_by: str
    made_at: Timestamp
    ends_on: date
    first_used_at: Timestamp | None
    last_used_on: date | None
    ended_by: str | None
    ended_at: Timestamp | None


class SoftwareKeyMade(SoftwareKeyView):
    """`key` is in the reply to the first request only: afterwards nobody has it but who copied it."""

    key: str | None = None


class SoftwareKeys(Reply):
    """All keys there ever were, the newest first; `latestEndsOn` is how far away the end of a new one may be."""

    latest_ends_on: date
    keys: list[SoftwareKeyView]
