"""The open journal: what was spent, for everybody to see; nothing rewritten, what is of a person taken away."""

import asyncio
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from services.budget.contract.client import BudgetClient
from services.budget.contract.guard import (
    CorrectEntry,
    EntryCorrection,
    JournalEntry,
    MessageKind,
    SayInJournal,
    WriteEntry,
)
from services.budget.contract.guard_refusals import (
    JournalNotOpen,
    NotToAnswer,
    SpentOnWrongDay,
    StruckAlready,
    UnknownMessage,
)
from services.budget.contract.refusals import HasStake, NotOfThisCircle, UnknownPhoto
from services.budget.domain.journal import can_be_spent_on, spent_cents
from services.kit.caller import NotYours
from tests.budget.test_results import a_photo, an_applicant, an_awarded_applicant
from tests.budget.world import OFFICER, World, a_key, a_published_split, a_resident, a_worker

STRIKE, NO_TEXT, NO_PHOTO = (CorrectEntry(correction=it) for it in EntryCorrection)


def spent(**changed: Any) -> WriteEntry:
    return WriteEntry.model_validate(
        {"amount_cents": 4_500, "what": "Limonade", "spent_on": date(2019, 10, 30)} | changed
    )


def says(kind: MessageKind, text: str = "Hoe zit dat?", **more: Any) -> SayInJournal:
    return SayInJournal(kind=kind, text=text, **more)


async def write(me: BudgetClient, idea: UUID, **changed: Any) -> JournalEntry:
    return await me.write_entry(idea, spent(**changed), key=a_key())


@pytest.fixture
async def started(world: World) -> tuple[World, BudgetClient, UUID]:
    """An initiative of the Oosterpark with € 800."""
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    return world, me, idea


Started = tuple[World, BudgetClient, UUID]


def test_what_is_struck_does_not_count() -> None:
    assert spent_cents([(100, False), (250, True), (7, False)]) == 107
    assert spent_cents([]) == 0


@pytest.mark.parametrize(
    ("day", "can"),
    [(date(2018, 12, 31), False), (date(2019, 1, 1), True), (date(2020, 5, 1), True), (date(2020, 5, 2), False)],
)
def test_money_is_spent_between_the_year_it_was_divided_and_today(day: date, can: bool) -> None:
    assert can_be_spent_on(day, year=2020, today=date(2020, 5, 1)) is can


async def test_everybody_sees_what_was_spent_beside_what_was_given(started: Started) -> None:
    world, me, idea = started
    await write(me, idea)
    await write(me, idea, amount_cents=1_250, what="Ballen", spent_on=date(2019, 10, 31))
    seen = await world.api.journal(idea)
    assert [(entry.what, entry.amount_cents) for entry in seen.entries] == [("Ballen", 1_250), ("Limonade", 4_500)]
    assert (seen.spent_cents, seen.awarded_cents, seen.paid_cents) == (5_750, 80_000, 0)
    assert not seen.may_write
    assert not seen.may_speak
    assert (await me.journal(idea)).may_write


async def test_a_journal_begins_with_the_award_and_only_its_own_people_write(world: World) -> None:
    await a_published_split(world)
    early, open_idea = await an_applicant(world, "vroeg@voorbeeld.nl")
    _, idea = await an_awarded_applicant(world)
    with pytest.raises(JournalNotOpen):
        await write(early, open_idea)
    with pytest.raises(NotYours):
        await write(early, idea)


async def test_a_day_in_the_future_or_a_photo_of_somebody_else_is_refused(started: Started) -> None:
    world, me, idea = started
    other, other_idea = await an_awarded_applicant(world, "ander@voorbeeld.nl")
    theirs = await other.keep_photo(other_idea, a_photo())
    with pytest.raises(SpentOnWrongDay, match="2019"):
        await write(me, idea, spent_on=date(2019, 11, 2))
    with pytest.raises(UnknownPhoto):
        await write(me, idea, photo_id=theirs.photo_id)


async def test_the_same_entry_sent_twice_is_one_entry(started: Started) -> None:
    world, me, idea = started
    key = a_key()
    first, again = await asyncio.gather(*(me.write_entry(idea, spent(), key=key) for _ in range(2)))
    assert first == again
    assert len((await world.api.journal(idea)).entries) == 1


async def test_a_mistake_is_struck_once_and_stays(started: Started) -> None:
    world, me, idea = started
    entry = await write(me, idea)
    with pytest.raises(NotYours):
        await world.as_(a_worker()).correct_entry(entry.id, STRIKE)
    answers = await asyncio.gather(*(me.correct_entry(entry.id, STRIKE) for _ in range(3)), return_exceptions=True)
    assert sum(isinstance(answer, StruckAlready) for answer in answers) == 2
    seen = await world.api.journal(idea)
    assert (seen.entries[0].what, seen.entries[0].struck_on, seen.spent_cents) == ("Limonade", date(2019, 11, 1), 0)


@pytest.mark.parametrize("who", ["applicant", "worker", "officer"])
async def test_words_about_a_person_are_taken_away_and_the_amount_stays(started: Started, who: str) -> None:
    world, me, idea = started
    entry = await write(me, idea, what="Taxi voor Sanne, Kerklaan 3")
    remover = {"applicant": me, "worker": world.as_(a_worker()), "officer": world.as_(OFFICER)}[who]
    for _again in range(2):
        seen = await remover.correct_entry(entry.id, NO_TEXT)
    assert (seen.entries[0].what, seen.spent_cents) == (None, 4_500)
    assert not await world.rows("SELECT 1 FROM journal_entries WHERE what LIKE '%Sanne%'")


async def test_a_stranger_takes_nothing_away(started: Started) -> None:
    world, me, idea = started
    entry = await write(me, idea)
    other, _ = await an_awarded_applicant(world, "ander@voorbeeld.nl")
    for stranger in (other, world.as_(a_worker("hoogkerk"))):
        with pytest.raises(NotYours):
            await stranger.correct_entry(entry.id, NO_TEXT)


async def test_a_photo_of_a_receipt_is_public_until_it_is_taken_away_with_its_file(started: Started) -> None:
    world, me, idea = started
    kept = await me.keep_photo(idea, a_photo())
    entry = await write(me, idea, photo_id=kept.photo_id)
    assert b"Sanne" not in await world.api.photo(kept.photo_id)
    seen = await me.correct_entry(entry.id, NO_PHOTO)
    assert (seen.entries[0].photo_id, seen.entries[0].photo_removed) == (None, True)
    for reader in (world.api, me):
        with pytest.raises(UnknownPhoto):
            await reader.photo(kept.photo_id)
    assert not [file for file in (world.data / "budget" / "photos").rglob("*") if file.is_file()]


async def test_a_photo_that_two_entries_show_stays_until_the_last(started: Started) -> None:
    world, me, idea = started
    kept = await me.keep_photo(idea, a_photo())
    first, second = [await write(me, idea, photo_id=kept.photo_id) for _ in range(2)]
    await me.correct_entry(first.id, NO_PHOTO)
    assert await world.api.photo(kept.photo_id)
    await me.correct_entry(second.id, NO_PHOTO)
    with pytest.raises(UnknownPhoto):
        await world.api.photo(kept.photo_id)


async def test_the_circle_asks_and_the_applicant_hears_and_answers(started: Started) -> None:
    world, me, idea = started
    resident = world.as_(a_resident())
    asked = await resident.say_in_journal(idea, says(MessageKind.QUESTION, for_somebody=True), key=a_key())
    assert (asked.speaker, asked.for_somebody) == ("resident", True)
    to, subject, text = (await world.mails())[-1]
    assert to == "sanne@voorbeeld.nl"
    assert "vraag over je kasboek" in subject
    assert "Hoe zit dat?" in text
    assert f"/mijn-idee/{idea}/kasboek" in text
    await me.say_in_journal(idea, says(MessageKind.ANSWER, "Zo.", about_id=asked.id), key=a_key())
    seen = await world.api.journal(idea)
    assert [(it.speaker, it.text, it.about_id) for it in seen.messages] == [
        ("resident", "Hoe zit dat?", None),
        ("applicant", "Zo.", asked.id),
    ]


async def test_nobody_without_a_part_in_it_writes(started: Started) -> None:
    world, _, idea = started
    other, _ = await an_awarded_applicant(world, "ander@voorbeeld.nl")
    for stranger in (other, world.as_(a_worker("hoogkerk")), world.as_(OFFICER)):
        with pytest.raises(NotOfThisCircle):
            await stranger.say_in_journal(idea, says(MessageKind.QUESTION), key=a_key())


async def test_the_circle_says_it_wants_to_talk_until_that_is_settled_once(started: Started) -> None:
    world, me, idea = started
    worker, resident = world.as_(a_worker()), world.as_(a_resident())
    with pytest.raises(NotOfThisCircle):
        await me.say_in_journal(idea, says(MessageKind.CONCERN), key=a_key())
    concern = await worker.say_in_journal(idea, says(MessageKind.CONCERN, "Dit is veel."), key=a_key())
    assert (await world.api.journal(idea)).talks == 1
    settled = says(MessageKind.SETTLED, "Besproken: er waren twee dagen.", about_id=concern.id)
    answers = await asyncio.gather(
        *(resident.say_in_journal(idea, settled, key=a_key()) for _ in range(2)), return_exceptions=True
    )
    assert sum(isinstance(answer, NotToAnswer) for answer in answers) == 1
    assert (await world.api.journal(idea)).talks == 0


async def test_who_has_a_stake_does_not_act_as_the_circle(started: Started) -> None:
    world, _, idea = started
    somebody = a_worker()
    await _stake_in(world, idea, somebody.id)
    with pytest.raises(HasStake):
        await world.as_(somebody).say_in_journal(idea, says(MessageKind.CONCERN), key=a_key())
    assert not (await world.as_(somebody).journal(idea)).may_act


async def _stake_in(world: World, idea: UUID, person: str) -> None:
    connection = await asyncpg.connect(world.owner_url)
    await connection.execute("INSERT INTO stakes VALUES ($1, $2, $3)", idea, person, datetime(2019, 11, 1, tzinfo=UTC))
    await connection.close()


async def test_an_answer_needs_its_question_in_the_same_journal(started: Started) -> None:
    world, me, idea = started
    other, other_idea = await an_awarded_applicant(world, "ander@voorbeeld.nl")
    elsewhere = await other.say_in_journal(other_idea, says(MessageKind.QUESTION), key=a_key())
    for wrong, refusal in (
        (says(MessageKind.ANSWER), NotToAnswer),
        (says(MessageKind.QUESTION, about_id=elsewhere.id), NotToAnswer),
        (says(MessageKind.ANSWER, about_id=elsewhere.id), UnknownMessage),
        (says(MessageKind.ANSWER, about_id=uuid4()), UnknownMessage),
    ):
        with pytest.raises(refusal):
            await me.say_in_journal(idea, wrong, key=a_key())


async def test_a_message_about_a_person_is_taken_away_and_that_it_was_there_stays(started: Started) -> None:
    world, me, idea = started
    asked = await world.as_(a_worker()).say_in_journal(idea, says(MessageKind.QUESTION, "Van Piet?"), key=a_key())
    own = await me.say_in_journal(idea, says(MessageKind.QUESTION, "En van mij?"), key=a_key())
    with pytest.raises(UnknownMessage):
        await me.remove_message(asked.id)
    await me.remove_message(own.id)
    seen = await world.as_(a_resident()).remove_message(asked.id)
    assert [message.text for message in seen.messages] == [None, None]


async def test_the_database_lets_nobody_rewrite_a_journal(started: Started) -> None:
    world, me, idea = started
    await write(me, idea)
    app, owner = await asyncpg.connect(world.app_url), await asyncpg.connect(world.owner_url)
    for statement in ("UPDATE journal_entries SET amount_cents = 1", "DELETE FROM journal_entries"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await app.execute(statement)
    for connection in (app, owner):
        with pytest.raises(asyncpg.RestrictViolationError):
            await connection.execute("UPDATE journal_entries SET what = 'Iets anders'")
        await connection.close()
