"""Another code for an idea that waits for one: the old one dies, none comes twice, and an address is not flooded."""

import asyncio
import re
from datetime import timedelta
from uuid import uuid4

import pytest

from services.budget.contract.initiatives import CodeMailed, ConfirmIdea, InitiativeState
from services.budget.contract.refusals import (
    InitiativeMove,
    TooManyCodes,
    TooManyIdeas,
    TooManyNewCodes,
    UnknownInitiative,
    WrongCode,
)
from services.budget.domain import secrets
from tests.budget.test_ideas import not_
from tests.budget.world import World, a_key, a_published_split, a_received_idea, an_idea


async def newest_code(world: World) -> str:
    _, subject, _ = (await world.mails())[-1]
    code = re.search(r"\b\d{6}\b", subject)
    assert code
    return code[0]


async def test_after_five_wrong_tries_a_new_code_opens_the_idea(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    for _ in range(5):
        with pytest.raises(WrongCode):
            await world.api.confirm_idea(received.id, ConfirmIdea(code=not_(code)))
    with pytest.raises(TooManyCodes):
        await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    mailed = await world.api.mail_new_code(received.id, key=a_key())
    assert timedelta(hours=23) < mailed.works_until - world.clock.now() <= timedelta(hours=24)
    to, subject, text = (await world.mails())[-1]
    new = await newest_code(world)
    assert (to, new in text, new != code) == ("sanne@voorbeeld.nl", True, True)
    assert subject == f"Je nieuwe code is {new}"
    assert f"/mijn-idee/{received.id}/code" in text
    assert "Beste Sanne de Wit," in text
    with pytest.raises(WrongCode) as refused:
        await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    assert refused.value.facts["tries_left"] == 4
    assert (await world.api.confirm_idea(received.id, ConfirmIdea(code=new))).state is InitiativeState.OPEN
    assert await world.rows("SELECT 1 FROM mailed_codes") == []


async def test_after_a_day_a_new_code_works_for_another_day(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world, language="en")
    world.clock.set(world.clock.now() + timedelta(hours=25))
    with pytest.raises(WrongCode):
        await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    await world.api.mail_new_code(received.id, key=a_key())
    assert (await world.mails())[-1][1].startswith("Your new code is")
    world.clock.set(world.clock.now() + timedelta(hours=23))
    await world.api.confirm_idea(received.id, ConfirmIdea(code=await newest_code(world)))


async def test_a_code_that_was_mailed_before_never_comes_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(("111111", "111111", "111111", "222222", "222222", "111111", "333333"))
    monkeypatch.setattr(secrets, "new_code", lambda: next(drawn))
    await a_published_split(world)
    received, first, _ = await a_received_idea(world)
    codes = [first]
    for _ in range(2):
        await world.api.mail_new_code(received.id, key=a_key())
        codes.append(await newest_code(world))
    assert codes == ["111111", "222222", "333333"]


async def test_five_codes_a_day_go_to_one_address_whatever_they_are_for(world: World) -> None:
    await a_published_split(world)
    first, _, _ = await a_received_idea(world)
    other, _, _ = await a_received_idea(world)
    answers = await asyncio.gather(
        *(world.api.mail_new_code(idea.id, key=a_key()) for idea in (first, other) * 4), return_exceptions=True
    )
    assert sum(isinstance(answer, CodeMailed) for answer in answers) == 3
    assert sum(isinstance(answer, TooManyNewCodes) for answer in answers) == 5
    assert len(await world.mails()) == 5
    with pytest.raises(TooManyIdeas):
        await world.api.submit_idea(an_idea(), key=a_key())
    world.clock.set(world.clock.now() + timedelta(hours=24, minutes=1))
    await world.api.mail_new_code(first.id, key=a_key())


async def test_the_same_request_twice_is_one_code(world: World) -> None:
    await a_published_split(world)
    received, _, _ = await a_received_idea(world)
    key = a_key()
    answers = await asyncio.gather(*(world.api.mail_new_code(received.id, key=key) for _ in range(6)))
    assert len({answer.works_until for answer in answers}) == 1
    assert len(await world.mails()) == 2


async def test_an_idea_that_was_confirmed_or_never_was_gets_no_code(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    with pytest.raises(InitiativeMove):
        await world.api.mail_new_code(received.id, key=a_key())
    with pytest.raises(UnknownInitiative):
        await world.api.mail_new_code(uuid4(), key=a_key())
    assert not [subject for _, subject, _ in await world.mails() if "nieuwe code" in subject]


async def test_an_idea_nobody_confirms_is_forgotten_with_its_codes(world: World) -> None:
    await a_published_split(world)
    received, _, _ = await a_received_idea(world)
    await world.api.mail_new_code(received.id, key=a_key())
    world.clock.set(world.clock.now() + timedelta(days=32))
    await world.do_work()
    assert await world.rows("SELECT 1 FROM mailed_codes") == []
    assert await world.rows("SELECT 1 FROM initiatives") == []
