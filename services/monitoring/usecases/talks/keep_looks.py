"""What a talk found about an uncertainty becomes a look at it, once both sides approved the minutes."""

from uuid import UUID, uuid5

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.monitoring.contract.talks import TalkPoint
from services.monitoring.domain.agenda import POINTS
from services.monitoring.domain.periods import year_of
from services.monitoring.store.learning_tables import UncertaintyVisit
from services.monitoring.store.talk_queries import kept_versions
from services.monitoring.store.talk_tables import Talk
from services.monitoring.usecases.talks.write_talk import points_of


async def keep_looks(session: Session, clock: Clock, caller: Caller, talk: Talk) -> None:
    """Of every uncertainty that was talked about with a verdict. What an earlier version found is taken back."""
    if talk.approved_at is None or talk.held_on is None:
        return
    number = len(await kept_versions(session, talk.id))
    for point in points_of(talk).values():
        if point.kind != "uncertainty":
            continue
        await _take_back(session, clock, caller, talk, point, number)
        saw = "\n".join(words for words in (point.minutes, point.decision) if words)
        if point.verdict and saw and not point.is_dropped:
            session.add(
                UncertaintyVisit(
                    id=_id_of(talk, point, number),
                    partner_id=talk.partner_id,
                    year=year_of(talk.quarter),
                    what=point.facts.what or "",
                    on=talk.held_on,
                    saw=saw,
                    verdict=point.verdict,
                    added_at=clock.now(),
                    added_by=caller.answerable,
                )
            )
    await session.flush()


async def _take_back(session: Session, clock: Clock, caller: Caller, talk: Talk, point: TalkPoint, number: int) -> None:
    """The look that the version before left, if it did."""
    for earlier in range(1, number):
        visit = await session.get(UncertaintyVisit, _id_of(talk, point, earlier), with_for_update=True)
        if visit and visit.withdrawn_at is None:
            visit.saw, visit.withdrawn_at, visit.withdrawn_by = "", clock.now(), caller.answerable


def _id_of(talk: Talk, point: TalkPoint, number: int) -> UUID:
    """The same for the same version, so that nothing is kept twice."""
    return uuid5(POINTS, f"look:{talk.id}:{point.id}:{number}")
