"""Money that a published vote keeps apart, on every page that says what is left."""

from datetime import timedelta

import pytest

from frontend import formats
from tests.support.money import numbers_after
from tests.support.office import a_published_split, somebody
from tests.support.voting import BEFORE, a_published_round, an_open_idea, at
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_every_page_says_what_is_for_a_vote_and_what_an_idea_can_get_now(world: World) -> None:
    await a_published_split(world, 2020)
    at(world, BEFORE)
    async with somebody(world, "wijkteam") as worker:
        here = (await worker.visit("/2020/beslissen")).address.split("/")[-2]
    await an_open_idea(world, here, "Een klimrek bij de school", 600)
    address = (await a_published_round(world, here, bedrag="1.000")).rsplit("/", 1)[-1]
    budget = world.budget()
    lines = (await budget.money(2020)).lines
    await budget.close()
    line = next(each for each in lines if each.area_id == here)
    free = formats.euro(line.free_cents, "nl").replace("\N{NO-BREAK SPACE}", " ")
    assert line.free_cents == line.left_cents - 100_000
    async with somebody(world) as anybody:
        for page in (f"gebieden/{here}", f"gebieden/{here}/begroting"):
            told = await anybody.visit(f"/2020/{page}")
            told.must_say("Voor een stemming Topidee van de buurt € 1.000", free)
            assert told.link(address)
        form = await anybody.visit(f"/2020/gebieden/{here}/idee")
        form.must_say(f"nog {free} over", "€ 1.000 is voor de stemming Topidee van de buurt")
        (await anybody.visit("/2020/gebieden")).must_say(free.removeprefix("€ "))
        ledger = await anybody.visit("/2020/grootboek")
        # Free, for a vote, promised, paid, together: of all pots.
        now, for_vote, promised, paid, together = numbers_after(ledger, "Potjes samen", 5)
        assert (now + for_vote + promised + paid, for_vote) == (together, 100_000)
        assert now == sum(each.free_cents for each in lines)
        for page in (f"grootboek?gebied={here}", f"gebieden/{here}/begroting"):
            statement = await anybody.visit(f"/2020/{page}")
            assert numbers_after(statement, "voor een stemming : Topidee van de buurt", 1) == [100_000]
            assert numbers_after(statement, "waarvan vrij", 1) == [line.free_cents]
            assert statement.link("#woord-vrij")
        before = await anybody.visit(f"/2020/grootboek?op={(world.clock.today() - timedelta(days=1)).isoformat()}")
        assert "waarvan" not in before.words
        follow = await anybody.visit("/2020/volg-de-euro")
        got, paid, promised, kept, left = numbers_after(follow, "Alles samen", 5)
        assert got == paid + promised + kept + left == sum(each.ceiling_cents for each in lines)
        assert kept == 100_000
        follow.must_say("€ 1.000 is voor een stemming.", "voor een stemming")
    async with somebody(world, "wijkteam") as worker:
        (await worker.visit(f"/2020/gebieden/{here}/beslissen")).must_say("€ 1.000 is voor de stemming Topidee")
