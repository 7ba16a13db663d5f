"""An idea while it is typed: kept behind one link, by two people at once, made an idea once, and thrown away."""

import asyncio
import re
from datetime import UTC, datetime
from typing import Any

import pytest

from services.budget.contract.draft_refusals import (
    DraftBecameIdea,
    DraftHasManyTexts,
    DraftHasTwoTexts,
    DraftNotKnown,
    TooManyDraftLinks,
    TooManyDrafts,
)
from services.budget.contract.drafts import (
    DraftField,
    DraftStarted,
    DraftView,
    MailDraftLink,
    OpenDraft,
    SaveDraft,
    StartDraft,
    SubmitDraft,
)
from services.budget.contract.initiatives import ConfirmIdea, IdeaReceived
from services.budget.contract.refusals import NoMoneyForArea
from services.budget.domain.drafts import KeptField, merge
from services.kit.errors import StaleVersion
from tests.budget.world import AREA, YEAR, World, a_key, a_published_split, an_idea

WHAT, WHEN = DraftField.WHAT, DraftField.WHEN


async def a_begun_draft(world: World, **fields: str) -> DraftStarted:
    body = StartDraft.model_validate({"year": YEAR, "area_id": AREA, "fields": fields or {"what": "Een toern"}})
    return await world.api.start_draft(body, key=a_key())


async def save(world: World, draft: DraftStarted, seen: int, **changed: Any) -> DraftView:
    body = {"link_secret": draft.link_secret, "version": seen, "area_id": AREA} | changed
    return await world.api.save_draft(draft.id, SaveDraft.model_validate(body))


def submission(draft: DraftStarted, seen: int, **changed: Any) -> SubmitDraft:
    return SubmitDraft(link_secret=draft.link_secret, version=seen, idea=an_idea(**changed))


async def test_what_was_typed_right_or_wrong_is_there_again_behind_the_link(world: World) -> None:
    draft = await a_begun_draft(world, what="Een", amount="acht honderd", contactEmail="nog niet af@")
    view = await world.api.open_draft(OpenDraft(link_secret=draft.link_secret))
    assert view.fields == {"what": "Een", "amount": "acht honderd", "contactEmail": "nog niet af@"}
    assert view.kept_until.isoformat() == "2019-12-01"
    with pytest.raises(DraftNotKnown):
        await world.api.open_draft(OpenDraft(link_secret="x" * 43))


async def test_the_secret_is_kept_nowhere(world: World) -> None:
    draft = await a_begun_draft(world)
    tables = await world.rows("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
    for (table,) in tables:
        for row in await world.rows(f'SELECT t::text FROM "{table}" t'):
            assert draft.link_secret not in row[0]


async def test_two_people_at_different_fields_both_stay(world: World) -> None:
    draft = await a_begun_draft(world)
    await save(world, draft, 1, fields={WHAT: "Een toernooi"})
    view = await save(world, draft, 1, fields={WHEN: "in juni"})
    assert view.fields == {WHAT: "Een toernooi", WHEN: "in juni"}
    assert view.others == {}


async def test_two_texts_at_one_field_are_both_kept_until_somebody_chooses(world: World) -> None:
    await a_published_split(world)
    draft = await a_begun_draft(world)
    first = await save(world, draft, 1, fields={WHAT: "Een toernooi in juni"})
    second = await save(world, draft, 1, fields={WHAT: "Een toernooi met limonade"})
    assert second.fields[WHAT] == "Een toernooi in juni"
    assert second.others == {WHAT: ["Een toernooi met limonade"]}
    typing_on = await save(world, draft, first.version, fields={WHAT: "Een toernooi in juni of juli"})
    assert typing_on.others == {WHAT: ["Een toernooi met limonade"]}
    with pytest.raises(DraftHasTwoTexts):
        await world.api.submit_draft(draft.id, submission(draft, typing_on.version))
    chosen = await save(
        world,
        draft,
        typing_on.version,
        fields={WHAT: "Een toernooi in juni, met limonade"},
        settled={WHAT: "Een toernooi met limonade"},
    )
    assert (chosen.fields[WHAT], chosen.others) == ("Een toernooi in juni, met limonade", {})


async def test_twenty_savings_at_once_lose_no_text(world: World) -> None:
    draft = await a_begun_draft(world)
    fields = list(DraftField)
    views = await asyncio.gather(*(save(world, draft, 1, fields={each: f"tekst {each}"}) for each in fields))
    view = max(views, key=lambda view: view.version)
    assert view.fields == {each: f"tekst {each}" for each in fields}


async def test_more_texts_at_a_field_than_anybody_can_read_are_refused(world: World) -> None:
    draft = await a_begun_draft(world)
    await save(world, draft, 1, fields={WHAT: "eerste"})
    for number in range(5):
        await save(world, draft, 1, fields={WHAT: f"{number} anders"})
    with pytest.raises(DraftHasManyTexts):
        await save(world, draft, 1, fields={WHAT: "nog een"})


async def test_a_draft_becomes_an_idea_once_and_nothing_typed_is_left_in_it(world: World) -> None:
    await a_published_split(world)
    draft = await a_begun_draft(world)
    with pytest.raises(StaleVersion):
        await world.api.submit_draft(draft.id, submission(draft, 7))
    answers = await asyncio.gather(*(world.api.submit_draft(draft.id, submission(draft, 1)) for _ in range(8)))
    assert len({answer.id for answer in answers}) == 1
    assert len(await world.mails()) == 1
    view = await world.api.open_draft(OpenDraft(link_secret=draft.link_secret))
    assert (view.initiative_id, view.fields) == (answers[0].id, {})
    with pytest.raises(DraftBecameIdea):
        await save(world, draft, 2, fields={WHAT: "Nog iets"})
    with pytest.raises(DraftBecameIdea):
        await world.api.discard_draft(draft.id, OpenDraft(link_secret=draft.link_secret))


async def test_a_refused_idea_leaves_the_draft_as_it_was(world: World) -> None:
    draft = await a_begun_draft(world)
    with pytest.raises(NoMoneyForArea):
        await world.api.submit_draft(draft.id, submission(draft, 1))
    view = await world.api.open_draft(OpenDraft(link_secret=draft.link_secret))
    assert (view.initiative_id, view.fields) == (None, {WHAT: "Een toern"})


async def test_the_link_comes_by_mail_a_few_times_a_day_and_the_address_is_not_kept(world: World) -> None:
    draft = await a_begun_draft(world)
    ask = MailDraftLink(link_secret=draft.link_secret, contact_email="Sanne@voorbeeld.nl")
    for _ in range(5):
        await world.api.mail_draft_link(draft.id, ask, key=a_key())
    with pytest.raises(TooManyDraftLinks):
        await world.api.mail_draft_link(draft.id, ask, key=a_key())
    to, _, text = (await world.mails())[0]
    assert to == "sanne@voorbeeld.nl"
    found = re.search(r"/idee/verder/(\S+)", text)
    assert found
    assert found[1] == draft.link_secret
    for (row,) in await world.rows("SELECT t::text FROM idea_drafts t UNION ALL SELECT t::text FROM draft_counts t"):
        assert "voorbeeld" not in row
    world.clock.set(datetime(2019, 11, 2, 10, tzinfo=UTC))
    await world.api.mail_draft_link(draft.id, ask, key=a_key())


async def test_one_place_cannot_fill_the_database(world: World) -> None:
    body = StartDraft(year=YEAR, area_id=AREA, fields={WHAT: "x"})
    answers = await asyncio.gather(
        *(world.api.start_draft(body, key=a_key()) for _ in range(104)), return_exceptions=True
    )
    assert sum(isinstance(answer, TooManyDrafts) for answer in answers) == 4
    world.clock.set(datetime(2019, 11, 1, 10, tzinfo=UTC))
    await world.api.start_draft(body, key=a_key())


async def test_a_draft_is_thrown_away_at_once_or_a_month_after_the_last_word(world: World) -> None:
    await a_published_split(world)
    gone, old, kept = [await a_begun_draft(world) for _ in range(3)]
    await world.api.discard_draft(gone.id, OpenDraft(link_secret=gone.link_secret))
    world.clock.set(datetime(2019, 11, 20, 9, tzinfo=UTC))
    await save(world, kept, 1, fields={WHEN: "in mei"})
    world.clock.set(datetime(2019, 12, 2, 9, tzinfo=UTC))
    await world.do_work()
    assert await world.rows("SELECT id FROM idea_drafts") == [(kept.id,)]
    with pytest.raises(DraftNotKnown):
        await world.api.open_draft(OpenDraft(link_secret=old.link_secret))
    world.clock.set(datetime(2019, 12, 21, 9, tzinfo=UTC))
    await world.do_work()
    assert (
        await world.rows("SELECT id FROM idea_drafts UNION ALL SELECT id FROM work WHERE kind = 'forget-draft'") == []
    )
    assert await world.rows("SELECT times FROM draft_counts") == []


async def test_the_link_of_an_idea_that_nobody_confirmed_goes_with_it(world: World) -> None:
    await a_published_split(world)
    draft, sent = await a_begun_draft(world), await a_begun_draft(world)
    await world.api.submit_draft(draft.id, submission(draft, 1))
    received = await world.api.submit_draft(sent.id, submission(sent, 1, contact_email="ander@voorbeeld.nl"))
    code = re.search(r"\b\d{6}\b", (await world.mails())[-1][1])
    assert code
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code[0]))
    assert isinstance(received, IdeaReceived)
    world.clock.set(datetime(2019, 12, 2, 9, tzinfo=UTC))
    await world.do_work()
    assert await world.rows("SELECT id FROM idea_drafts") == []
    assert await world.rows("SELECT id FROM initiatives") == [(received.id,)]


def test_an_empty_text_does_not_take_the_place_of_one_that_was_not_seen() -> None:
    here = {"what": KeptField("Een toernooi", 3)}
    assert merge(here, {"what": ""}, {}, seen=2, version=4) == here
    assert merge(here, {"what": ""}, {}, seen=3, version=4) == {"what": KeptField("", 4)}
