"""From rows to what monitoring says of a progress talk."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast
from uuid import UUID

from services.monitoring.api.views import view_partner
from services.monitoring.contract.talks import (
    KeptTalk,
    KeptTalkView,
    Owner,
    TalkAction,
    TalkContent,
    TalkPoint,
    TalkState,
    TalkView,
)
from services.monitoring.store import tables, talk_tables
from services.monitoring.store.talk_tables import Talk, TalkVersion


def view_action(quarter: str, action: talk_tables.TalkAction) -> TalkAction:
    return TalkAction(
        id=action.id,
        from_quarter=quarter,
        what=action.what,
        owner=cast(Owner, action.owner),
        due_on=action.due_on,
        done_on=action.done_on,
        done_note=action.done_note,
    )


def view_content(
    talk: Talk, actions: Sequence[talk_tables.TalkAction], done: Mapping[UUID, date | None]
) -> TalkContent:
    """`done`: the day an action of before was ticked off, by its id."""
    return TalkContent(
        held_on=talk.held_on,
        points=[with_tick(TalkPoint.model_validate(point), done) for point in talk.points],
        actions=[view_action(talk.quarter, action) for action in actions],
    )


def with_tick(point: TalkPoint, done: Mapping[UUID, date | None]) -> TalkPoint:
    """An action of before, as it is now."""
    action_id = point.facts.action_id
    if action_id is None or action_id not in done:
        return point
    facts = point.facts.model_copy(update={"done_on": done[action_id]})
    return point.model_copy(update={"facts": facts})


def view_talk(partner: tables.Partner, talk: Talk, content: TalkContent, kept: Sequence[TalkVersion]) -> TalkView:
    return TalkView(
        **dict(content),
        partner=view_partner(partner),
        quarter=talk.quarter,
        state=_state(talk),
        version=talk.version,
        approved_by_municipality_at=talk.municipality_approved_at,
        approved_by_partner_at=talk.partner_approved_at,
        reopened_because=talk.reopened_because,
        kept=[KeptTalk(number=each.number, approved_at=each.approved_at) for each in kept],
    )


def _state(talk: Talk) -> TalkState:
    if talk.approved_at:
        return "approved"
    return "open" if talk.version else "drafted"


def view_kept(partner: tables.Partner, quarter: str, kept: TalkVersion) -> KeptTalkView:
    return KeptTalkView(
        **dict(TalkContent.model_validate(kept.content)),
        partner=view_partner(partner),
        quarter=quarter,
        number=kept.number,
        approved_at=kept.approved_at,
    )
