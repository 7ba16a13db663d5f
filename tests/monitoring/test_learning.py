"""What is learned: case reviews without persons, and uncertainties of the agreement looked at again."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from services.kit.caller import NotYours
from services.monitoring.contract.client import MonitoringClient
from services.monitoring.contract.learning import AddCaseReview, AddVisit, LearningView
from services.monitoring.contract.learning_refusals import (
    DayNotCome,
    UnknownCaseReview,
    UnknownUncertainty,
    UnknownVisit,
)
from services.monitoring.contract.referral_refusals import PersonalDataFound
from services.monitoring.domain.uncertainties import Seen, all_named, closed
from tests.monitoring.dossiers import PILLARS, an_agreement_in_force
from tests.monitoring.test_reports import a_member
from tests.monitoring.world import World

WATCHED = PILLARS.uncertainties.watching[0].what
REVIEW = AddCaseReview(
    held_on=date(2020, 2, 27),
    theme="Divorces with much conflict",
    learned="School sees it first.",
    changes="We call school earlier.",
    uncertainties=[WATCHED],
)
VISIT = AddVisit(what=WATCHED, on=date(2020, 3, 20), saw="Less crisis care than feared.", verdict="keep")


def test_the_last_look_that_was_not_taken_back_decides() -> None:
    looks = [Seen("a", "close", is_withdrawn=False), Seen("b", "close", is_withdrawn=True)]
    assert closed(looks) == {"a"}
    assert closed([*looks, Seen("a", "keep", is_withdrawn=False)]) == set()
    assert closed([*looks, Seen("a", "keep", is_withdrawn=True)]) == {"a"}


def test_what_the_agreement_names_comes_first() -> None:
    assert all_named(["b", "a"], ["c", "a", "c"]) == ["b", "a", "c"]


async def a_dossier(world: World) -> tuple[UUID, MonitoringClient]:
    """A partner with one uncertainty in its agreement of 2020, and somebody of it. It is 2 April 2020."""
    partner_id = await world.a_partner()
    await an_agreement_in_force(world, partner_id)
    return partner_id, a_member(world, partner_id)


async def reviewed(world: World, partner_id: UUID, **changes: object) -> LearningView:
    body = REVIEW.model_copy(update=changes)
    return await world.officer.add_case_review(partner_id, 2020, body, key=str(uuid4()))


async def looked(client: MonitoringClient, partner_id: UUID, **changes: object) -> LearningView:
    return await client.add_visit(partner_id, 2020, VISIT.model_copy(update=changes), key=str(uuid4()))


async def test_a_session_and_a_look_back_stand_with_the_line_of_the_agreement(world: World) -> None:
    partner_id, member = await a_dossier(world)
    (review,) = (await reviewed(world, partner_id)).reviews
    learned = await looked(member, partner_id, case_review_id=review.id)
    (line,) = learned.uncertainties
    assert (line.what, line.signal, line.in_agreement, line.is_closed) == (WATCHED, "more crisis care", True, False)
    assert [(seen.saw, seen.verdict, seen.case_review_id) for seen in line.visits] == [
        ("Less crisis care than feared.", "keep", review.id)
    ]
    assert (review.theme, review.uncertainties) == ("Divorces with much conflict", [WATCHED])
    assert await member.learning(partner_id, 2020) == await world.officer.learning(partner_id, 2020)


async def test_what_is_closed_leaves_the_agenda_and_comes_back_when_that_is_taken_back(world: World) -> None:
    partner_id, member = await a_dossier(world)
    assert [point.kind for point in (await member.talk(partner_id, "2020-Q1")).points] == ["uncertainty"]
    learned = await looked(world.officer, partner_id, verdict="close")
    assert learned.uncertainties[0].is_closed
    assert (await member.talk(partner_id, "2020-Q1")).points == []
    seen = learned.uncertainties[0].visits[0]
    learned = await member.withdraw_visit(partner_id, 2020, seen.id, key=str(uuid4()))
    assert (learned.uncertainties[0].is_closed, learned.uncertainties[0].visits[0].saw) == (False, "")
    assert [point.kind for point in (await member.talk(partner_id, "2020-Q1")).points] == ["uncertainty"]


async def test_words_that_are_taken_back_are_gone_for_good(world: World) -> None:
    partner_id, member = await a_dossier(world)
    (review,) = (await reviewed(world, partner_id)).reviews
    (left,) = (await member.withdraw_case_review(partner_id, 2020, review.id, key=str(uuid4()))).reviews
    assert (left.theme, left.learned, left.changes, left.withdrawn_at is not None) == ("", "", "", True)


@pytest.mark.parametrize("words", ["Bel 06-12345678", "Mail jan@voorbeeld.nl", "Kind 123456782 doet mee"])
async def test_nothing_that_points_at_a_person_is_kept(world: World, words: str) -> None:
    partner_id, member = await a_dossier(world)
    with pytest.raises(PersonalDataFound):
        await reviewed(world, partner_id, learned=words)
    with pytest.raises(PersonalDataFound):
        await looked(member, partner_id, saw=words)
    learned = await member.learning(partner_id, 2020)
    assert (learned.reviews, learned.uncertainties[0].visits) == ([], [])


async def test_only_lines_of_the_agreement_and_days_that_came(world: World) -> None:
    partner_id, member = await a_dossier(world)
    with pytest.raises(UnknownUncertainty):
        await looked(member, partner_id, what="Something else")
    with pytest.raises(UnknownUncertainty):
        await reviewed(world, partner_id, uncertainties=["Something else"])
    with pytest.raises(DayNotCome):
        await reviewed(world, partner_id, held_on=date(2020, 4, 3))
    with pytest.raises(DayNotCome):
        await looked(member, partner_id, on=date(2020, 4, 3))


async def test_who_sees_and_writes(world: World) -> None:
    partner_id, _ = await a_dossier(world)
    other_id, stranger = await a_dossier(world)
    learned = await reviewed(world, partner_id)
    with pytest.raises(NotYours):
        await stranger.learning(partner_id, 2020)
    with pytest.raises(NotYours):
        await looked(stranger, partner_id)
    with pytest.raises(NotYours):
        await stranger.withdraw_case_review(partner_id, 2020, learned.reviews[0].id, key=str(uuid4()))
    with pytest.raises(UnknownCaseReview):
        await stranger.withdraw_case_review(other_id, 2020, learned.reviews[0].id, key=str(uuid4()))
    with pytest.raises(UnknownCaseReview):
        await looked(stranger, other_id, case_review_id=learned.reviews[0].id)
    with pytest.raises(UnknownVisit):
        await stranger.withdraw_visit(other_id, 2020, uuid4(), key=str(uuid4()))


async def test_what_was_written_does_not_change(world: World) -> None:
    partner_id, _ = await a_dossier(world)
    await reviewed(world, partner_id)
    async with world.app.state.database.transaction() as session:
        connection = await session.connection()
        with pytest.raises(Exception, match="permission denied"):
            await connection.exec_driver_sql("UPDATE case_reviews SET held_on = '2020-01-01'")
