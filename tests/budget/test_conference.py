"""The closing conference: a programme from the results, its states, what was learned, and a booklet that is PDF/UA."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from services.budget.contract.guard_refusals import ConferenceIsKept
from services.budget.contract.initiatives import ChangeResult, PictureIn, ShareResult
from services.budget.contract.refusals import UnknownInitiative
from services.budget.contract.show import (
    ConferencePlan,
    ConferenceState,
    MoveConference,
    PlanConference,
    SlotIn,
    WriteLesson,
)
from services.budget.contract.show_refusals import ConferenceMove
from services.budget.domain.amounts import Euros
from services.budget.domain.conference import ToShow, programme
from services.kit.caller import NotYours
from services.kit.errors import StaleVersion
from tests.budget.pdfs import read_pdf
from tests.budget.test_results import a_photo, an_awarded_applicant
from tests.budget.world import AREA, OFFICER, YEAR, World, a_published_split, a_resident, a_worker

START = datetime(2021, 1, 15, 14, tzinfo=UTC)


def a_plan(version: int = 0, slots: list[SlotIn] | None = None) -> PlanConference:
    return PlanConference(version=version, starts_at=START, place="Het stadhuis", slots=slots or [])


async def two_results(world: World) -> tuple[UUID, UUID]:
    await a_published_split(world)
    ids = []
    for name in ("een", "twee"):
        me, idea = await an_awarded_applicant(world, f"{name}@voorbeeld.nl")
        await me.share_result(idea, ShareResult(text=f"Resultaat {name}", learned="Meer #tijd [x]"))
        world.clock.set(world.clock.now() + timedelta(hours=1))
        ids.append(idea)
    return ids[0], ids[1]


def test_a_programme_goes_by_area_until_somebody_puts_it_in_another_order() -> None:
    at = datetime(2020, 9, 1, tzinfo=UTC)
    north, south, late = uuid4(), uuid4(), uuid4()
    results = [ToShow(south, "Zuid", at), ToShow(late, "Noord", at + timedelta(days=1)), ToShow(north, "Noord", at)]
    assert [turn.id for turn in programme(results, {}, 10, None)] == [north, late, south]
    turns = programme(results, {south: 20, uuid4(): 5}, 10, START)
    assert [(turn.id, turn.minutes) for turn in turns] == [(south, 20), (north, 10), (late, 10)]
    assert [turn.starts_at for turn in turns] == [START, START + timedelta(minutes=20), START + timedelta(minutes=30)]


async def test_the_officer_plans_and_everybody_sees_the_times(world: World) -> None:
    first, second = await two_results(world)
    before = await world.api.conference_plan(YEAR)
    assert (before.state, [slot.initiative_id for slot in before.programme]) == (ConferenceState.OPEN, [first, second])
    officer = world.as_(OFFICER)
    with pytest.raises(NotYours):
        await world.as_(a_worker()).plan_conference(YEAR, a_plan())
    with pytest.raises(UnknownInitiative):
        await officer.plan_conference(YEAR, a_plan(slots=[SlotIn(initiative_id=uuid4(), minutes=5)]))
    planned = await officer.plan_conference(YEAR, a_plan(slots=[SlotIn(initiative_id=second, minutes=15)]))
    with pytest.raises(StaleVersion):
        await officer.plan_conference(YEAR, a_plan())
    seen = await world.api.conference_plan(YEAR)
    assert [(slot.initiative_id, slot.starts_at) for slot in seen.programme] == [
        (second, START),
        (first, START + timedelta(minutes=15)),
    ]
    assert seen.ends_at == START + timedelta(minutes=25)
    assert (seen.may_plan, planned.may_plan) == (False, True)


async def test_what_is_kept_changes_no_more(world: World) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    await me.share_result(idea, ShareResult(text="Het was feest"))
    officer, worker = world.as_(OFFICER), world.as_(a_worker())
    plan = await officer.plan_conference(YEAR, a_plan())
    with pytest.raises(ConferenceMove):
        await officer.move_conference(YEAR, MoveConference(version=plan.version, to="kept"))
    held = await officer.move_conference(YEAR, MoveConference(version=plan.version, to="held"))
    seen = await world.api.initiative(idea)
    await me.change_result(idea, ChangeResult(version=seen.version, text="Het was groot feest"))
    kept: ConferencePlan = await officer.move_conference(YEAR, MoveConference(version=held.version, to="kept"))
    assert kept.state is ConferenceState.KEPT
    seen = await world.api.initiative(idea)
    for refused in (
        me.change_result(idea, ChangeResult(version=seen.version, text="Anders")),
        officer.plan_conference(YEAR, a_plan(kept.version)),
        worker.write_lesson(YEAR, AREA, WriteLesson(version=0, text="Te laat")),
    ):
        with pytest.raises(ConferenceIsKept):
            await refused


async def test_the_circle_writes_what_was_learned(world: World) -> None:
    worker, resident = world.as_(a_worker()), world.as_(a_resident())
    await worker.write_lesson(YEAR, AREA, WriteLesson(version=0, text="Begin eerder."))
    with pytest.raises(StaleVersion):
        await resident.write_lesson(YEAR, AREA, WriteLesson(version=0, text="Iets anders"))
    with pytest.raises(NotYours):
        await world.as_(a_worker("hoogkerk")).write_lesson(YEAR, AREA, WriteLesson(version=1, text="Van elders"))
    await resident.write_lesson(YEAR, AREA, WriteLesson(version=1, text="Begin eerder, in april."))
    (lesson,) = (await world.api.conference_plan(YEAR)).lessons
    assert (lesson.area_id, lesson.text, lesson.may_write) == (AREA, "Begin eerder, in april.", False)


async def test_the_booklet_is_pdf_ua_with_programme_and_results_or_says_there_are_none(world: World) -> None:
    empty = await world.api.booklet(2031)
    assert empty.startswith(b"%PDF-1.7")
    await two_results(world)
    await world.as_(OFFICER).plan_conference(YEAR, a_plan())
    pdf = await world.api.booklet(YEAR)
    assert b"pdfuaid:part" in pdf
    assert b"/StructTreeRoot" in pdf or b"/MarkInfo" in pdf
    assert len(pdf) > len(empty)


async def test_the_booklet_shows_a_photo_of_each_result_with_its_description(world: World) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world, "foto@voorbeeld.nl")
    photo = await me.keep_photo(idea, a_photo(size=(900, 600), orientation=1))
    picture = PictureIn(photo_id=photo.photo_id, description="Kinderen bij de goal.")
    await me.share_result(idea, ShareResult(text="Het was feest.", pictures=[picture]))
    read = read_pdf(await world.api.booklet(YEAR))
    assert "Figure" in read.tags
    assert "Kinderen bij de goal." in read.descriptions
    # Its file is gone: the booklet comes all the same.
    await world.app.state.photo_files.forget(photo.photo_id)
    assert "Figure" not in read_pdf(await world.api.booklet(YEAR)).tags


@pytest.mark.parametrize(("language", "words"), [("nl", "kostte € 736"), ("en", "cost €736")])
async def test_the_booklet_writes_amounts_as_people_do(world: World, language: str, words: str) -> None:
    said = world.app.state.office.say("booklet.cost", language, amount=Euros(73_600))
    assert said.replace("\u00a0", " ") == words


async def test_what_an_area_changes_next_year_names_initiatives_and_stays_when_only_the_lesson_is_written(
    world: World,
) -> None:
    idea = (await two_results(world))[0]
    worker = world.as_(a_worker())
    told = WriteLesson(
        version=0, text="Vroeg beginnen.", changes="Meer geld voor wie klein begint.", example_ids=[idea]
    )
    await worker.write_lesson(YEAR, AREA, told)
    plan = await worker.write_lesson(YEAR, AREA, WriteLesson(version=1, text="Begin eerder."))
    (lesson,) = plan.lessons
    assert (lesson.text, lesson.changes) == ("Begin eerder.", "Meer geld voor wie klein begint.")
    assert [each.initiative_id for each in lesson.examples] == [idea]
    with pytest.raises(UnknownInitiative):
        await worker.write_lesson(YEAR, AREA, WriteLesson(version=2, example_ids=[uuid4()]))
