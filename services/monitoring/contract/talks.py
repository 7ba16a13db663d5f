"""The progress talk of a partner and a quarter: its agenda, minutes, actions, and the versions both sides approved."""

from datetime import date
from typing import Annotated, Any, Literal, get_args
from uuid import UUID

from pydantic import BeforeValidator, Field, StringConstraints

from services.kit.contract import Day, Reply, Request, Timestamp
from services.monitoring.contract.learning import Verdict
from services.monitoring.contract.models import PartnerView, Period
from services.monitoring.contract.reports import Quarter
from services.monitoring.contract.signals import SignalView

PointKind = Literal["action", "breach", "delivery", "signal", "boundary", "uncertainty", "own"]
TalkState = Literal["drafted", "open", "approved"]
Owner = Literal["municipality", "partner", "together", "area_team", "provider", "school", "doctor", "other"]
"""Who does an action: a side, never somebody by name. `together`: municipality and partner; `provider`: another one."""
Side = Literal["municipality", "partner"]
OWNERS: tuple[Owner, ...] = get_args(Owner)


def _known_owner(owner: Any) -> Any:
    """What was kept before there were sides, as a side."""
    return owner if owner is None or owner in OWNERS else "other"


KeptOwner = Annotated[Owner, BeforeValidator(_known_owner)]
PointTitle = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
PointText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]


class AddOwnPoint(Request):
    """What the partner wants to talk about, and why."""

    title: PointTitle
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)] = ""


class NewPoint(Request):
    """A point of the officer's own."""

    title: PointTitle
    minutes: PointText = ""
    decision: PointText = ""


class WritePoint(Request):
    """A point as it becomes. `title` empty: the program's own words. `is_dropped`: not talked about.

    `verdict`: of an uncertainty only; with what was said it becomes a look at it once both sides approved.
    """

    id: UUID
    title: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""
    minutes: PointText = ""
    decision: PointText = ""
    is_dropped: bool = False
    verdict: Verdict | None = None


class WriteAction(Request):
    """What is to be done. Without an id it is new."""

    id: UUID | None = None
    what: PointTitle
    owner: Owner = Field(description="a side, not somebody by name")
    due_on: Day


class WriteTalk(Request):
    """Agenda, minutes and actions of the talk as it was seen (`seen_version` 0: as drafted).

    Points that are not named stay as they are. Actions of this talk that are not named are taken away.
    """

    seen_version: int = Field(ge=0)
    held_on: Day | None = None
    points: list[WritePoint] = Field(default_factory=list, max_length=200)
    new_points: list[NewPoint] = Field(default_factory=list, max_length=20)
    actions: list[WriteAction] = Field(default_factory=list, max_length=60)


class MoveTalk(Request):
    """Approve the talk, or add to its agenda, as it was seen."""

    seen_version: int = Field(ge=0)


class ReopenTalk(MoveTalk):
    """Something in the approved minutes is wrong. The versions that were approved stay."""

    reason: PointTitle


class TickAction(Request):
    """`is_done` false takes the tick back."""

    is_done: bool
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)] = ""


class PointFacts(Reply):
    """What the program saw. Which fields there are follows from the kind of the point.

    action: action_id, what, owner, due_on, done_on. breach: rule, count.
    delivery: period, expected, delivered, on_time, due_on.
    signal: kpi, name, period, signals. boundary: kpi, name, period. uncertainty: what.
    """

    rule: str | None = None
    count: int | None = None
    period: Period | None = None
    expected: int | None = None
    delivered: int | None = None
    on_time: int | None = None
    kpi: str | None = None
    name: str | None = None
    signals: list[SignalView] = Field(default_factory=list)
    what: str | None = None
    owner: KeptOwner | None = None
    due_on: date | None = None
    action_id: UUID | None = None
    done_on: date | None = Field(None, description="of an action of before: as it is now, until the talk is approved")


class TalkPoint(Reply):
    """A point of the agenda. The program says why it stands there (`facts`), people what was said and decided."""

    id: UUID
    kind: PointKind
    facts: PointFacts
    title: str = ""
    minutes: str = ""
    decision: str = ""
    is_dropped: bool = False
    added_by: Side | None = Field(None, description="of a point of people's own: which side put it there")
    note: str = Field("", description="why that side put it there")
    verdict: Verdict | None = None


class TalkAction(Reply):
    """`from_quarter`: the talk in which it was agreed."""

    id: UUID
    from_quarter: Quarter
    what: str
    owner: KeptOwner
    due_on: date
    done_on: date | None = None
    done_note: str = ""


class KeptTalk(Reply):
    """A version both sides approved."""

    number: int
    approved_at: Timestamp


class TalkContent(Reply):
    """What is kept of a talk: its day, points and actions, as both sides approved them."""

    held_on: date | None
    points: list[TalkPoint]
    actions: list[TalkAction]


class TalkView(TalkContent):
    """A talk as it is now. `drafted`: nobody wrote in it yet, the agenda still follows what happens."""

    partner: PartnerView
    quarter: Quarter
    state: TalkState
    version: int
    approved_by_municipality_at: Timestamp | None = None
    approved_by_partner_at: Timestamp | None = None
    reopened_because: str = ""
    kept: list[KeptTalk]


class KeptTalkView(TalkContent):
    """One version both sides approved, as it stays."""

    partner: PartnerView
    quarter: Quarter
    number: int
    approved_at: Timestamp
