"""What a published round keeps of a line's money is told beside what is left, and is not what an idea can get."""

from csv import DictReader
from datetime import timedelta
from io import StringIO

from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.models import CeilingWarning
from services.budget.contract.rounds import CallOffRound
from tests.budget.rounds import a_published_round, a_set_round, published, the_line
from tests.budget.schemes import a_published_scheme
from tests.budget.world import (
    AREA,
    OFFICER,
    YEAR,
    World,
    a_published_split,
    a_resident,
    a_worker,
    an_open_initiative,
    yes,
)

CEILINGS = f"/v1/open-data/{YEAR}/ceilings"


async def an_idea_of(world: World, cents: int) -> InitiativeView:
    return await an_open_initiative(world, amount_cents=cents, contact_email=f"{cents}@voorbeeld.nl")


async def test_what_rounds_keep_is_told_per_line_with_each_round(world: World) -> None:
    first = await a_published_round(world, 600, 300)
    line, other = await the_line(world), await the_line(world, "beijum")
    assert (line.kept_apart_cents, line.free_cents) == (100_000, line.left_cents - 100_000)
    assert (line.asked_cents, line.asked_in_rounds_cents) == (90_000, 90_000)
    assert (other.kept_apart_cents, other.kept_apart, other.free_cents) == (0, [], other.left_cents)
    second = await a_set_round(world, title="Nog een", budget_cents=25_000)
    assert await the_line(world) == line
    await published(world, second)
    line = await the_line(world)
    assert [(each.round_id, each.title, each.cents) for each in line.kept_apart] == [
        (first.id, "Topidee", 100_000),
        (second.id, "Nog een", 25_000),
    ]
    assert line.kept_apart_cents == 125_000
    now = await world.api.round(first.id)
    await world.as_(OFFICER).call_off_round(first.id, CallOffRound(version=now.version, reason="Te weinig plannen"))
    line = await the_line(world)
    assert (line.kept_apart_cents, line.asked_cents, line.asked_in_rounds_cents) == (25_000, 90_000, 0)


async def test_the_ceilings_anybody_takes_along_say_what_is_kept_apart(world: World) -> None:
    await a_published_split(world)
    before = (await world.http.get(CEILINGS)).json()
    world.clock.set(world.clock.now() + timedelta(hours=1))
    await published(world, await a_set_round(world))
    said = (await world.http.get(CEILINGS)).json()
    line = await the_line(world)
    here = next(row for row in said["rows"] if row["areaId"] == AREA)
    assert (here["keptApartCents"], here["leftCents"]) == (100_000, line.left_cents)
    assert sum(row["keptApartCents"] for row in said["rows"]) == 100_000
    assert said["asOf"] > before["asOf"]
    table = (await world.http.get(CEILINGS, headers={"Accept": "text/csv"})).text
    assert [row["keptApartCents"] for row in DictReader(StringIO(table)) if row["areaId"] == AREA] == ["100000"]


async def test_a_yes_is_promised_only_what_it_can_get(world: World) -> None:
    await a_published_round(world, 600)
    line = await the_line(world)
    idea = await yes(world, a_worker(), await an_idea_of(world, line.free_cents + 1))
    shown = [each for each in await world.as_(a_resident()).decisions(YEAR, AREA) if each.initiative.id == idea.id]
    assert [(each.may_say_yes, each.would_award_cents) for each in shown] == [(False, None)]
    assert (await the_line(world)).warning is CeilingWarning.ASKED
    fits = await yes(world, a_worker(), await an_idea_of(world, line.free_cents))
    assert (await yes(world, a_resident(), fits)).awarded_cents == line.free_cents
    after = await the_line(world)
    assert (after.free_cents, after.left_cents, after.kept_apart_cents) == (0, 100_000, 100_000)


async def test_what_is_asked_in_a_round_does_not_warn_of_the_rest(world: World) -> None:
    await a_published_round(world, 600, 600, 600)
    free = (await the_line(world)).free_cents
    await an_idea_of(world, free)
    assert (await the_line(world)).warning is CeilingWarning.NONE
    await an_open_initiative(world, amount_cents=1, contact_email="een@voorbeeld.nl")
    assert (await the_line(world)).warning is CeilingWarning.ASKED


async def test_the_letter_of_a_part_says_what_is_kept_for_a_vote(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, part_awards=True)
    await published(world, await a_set_round(world))
    idea = await an_idea_of(world, (await the_line(world)).free_cents + 5_000)
    await yes(world, a_resident(), await yes(world, a_worker(), idea))
    text = " ".join((await world.mails())[-1][2].split())
    assert "staat apart voor een stemming" in text
    assert "€ 1.000 staat apart" in text.replace("\N{NO-BREAK SPACE}", " ")
