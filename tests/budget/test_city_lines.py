"""Two lines for the whole city in one plan: each idea asks from the one that was chosen, and stays with it."""

from dataclasses import replace

import pytest

from services.budget.contract.deliberation_refusals import DecidedByConsent
from services.budget.contract.deliberations import SendToCity
from services.budget.contract.initiatives import ConfirmIdea, InitiativeState, InitiativeView, OpenLink
from services.budget.contract.line_refusals import ChooseLine, NotALineHere
from services.budget.contract.models import MoneyLine
from services.budget.contract.objections import FileObjection
from services.budget.contract.plan_refusals import PlanCityLinesAlike
from services.budget.contract.round_refusals import IdeaNotForRound
from services.budget.contract.rounds import AddProjects
from services.budget.contract.schemes import Way
from services.budget.contract.splits import LineKind, PlanLine
from services.budget.domain.plan import divide
from services.kit.money import Money
from tests.budget.plans import a_line
from tests.budget.rounds import a_set_round, codes_of, confirmed, counted, published, vote
from tests.budget.schemes import a_published_scheme
from tests.budget.test_change_of_split import a_change
from tests.budget.test_city_wide import CITY_RESIDENT, CITY_WORKER
from tests.budget.test_objections_money import decide
from tests.budget.test_refusals import agree, propose
from tests.budget.world import (
    APPROVER,
    OFFICER,
    YEAR,
    World,
    a_key,
    a_published_split,
    a_received_idea,
    a_worker,
    an_idea,
    an_open_initiative,
    applicant_of,
    approve,
    areas_line,
    yes,
)

CITY, TALENT = "Voor de hele stad", "Talent"


def two_lines(talent_cents: int = 500_000) -> list[PlanLine]:
    """Two thirds for the areas, EUR 5,000 for talent, the rest for the whole city. Talent comes first by its key."""
    return [
        areas_line(),
        PlanLine(key="hele-stad", name=CITY, kind=LineKind.CITY_WIDE),
        PlanLine(key="eigen-talent", name=TALENT, kind=LineKind.CITY_WIDE, amount_cents=talent_cents),
    ]


async def the_line(world: World, name: str) -> MoneyLine:
    return next(line for line in (await world.api.money(YEAR)).lines if line.name == name)


async def an_idea_for(world: World, line: str, **changed: object) -> InitiativeView:
    return await an_open_initiative(world, area_id=None, line_id=(await the_line(world, line)).line_id, **changed)


async def asked(world: World) -> dict[str, int]:
    return {name: (await the_line(world, name)).asked_cents for name in (CITY, TALENT)}


@pytest.mark.parametrize("names", [("", "Talent"), ("Talent", " talent ")])
def test_lines_for_the_whole_city_are_told_apart_by_their_names(names: tuple[str, str]) -> None:
    lines = [replace(a_line(f"l{at}", "1/2"), name=name, kind="city_wide") for at, name in enumerate(names)]
    with pytest.raises(PlanCityLinesAlike):
        divide(Money(100), lines, [], {})
    named = [replace(line, name=f"{line.name}{at}") for at, line in enumerate(lines)]
    assert [line.amount.cents for line in divide(Money(100), named, [], {})] == [50, 50]


async def test_who_tells_an_idea_for_the_whole_city_chooses_its_line(world: World) -> None:
    await a_published_split(world, lines=two_lines())
    with pytest.raises(ChooseLine) as refused:
        await world.api.submit_idea(an_idea(area_id=None), key=a_key())
    assert refused.value.sentence
    assert f"{CITY}, {TALENT}" in refused.value.sentence
    area = next(line for line in (await world.api.money(YEAR)).lines if line.area_id)
    with pytest.raises(NotALineHere):
        await world.api.submit_idea(an_idea(area_id=None, line_id=area.line_id), key=a_key())
    idea = await an_idea_for(world, TALENT)
    assert (idea.area_id, idea.area_name, idea.line_name) == (None, "Hele gemeente", TALENT)
    assert await asked(world) == {CITY: 0, TALENT: 80_000}
    assert any(TALENT in text for _, _, text in await world.mails())


async def test_an_award_takes_the_money_of_the_chosen_line_and_the_letter_names_it(world: World) -> None:
    await a_published_split(world, lines=two_lines())
    idea = await an_idea_for(world, TALENT)
    (seen,) = await world.as_(CITY_WORKER).decisions(YEAR, None)
    assert seen.money.name == TALENT
    await yes(world, CITY_RESIDENT, await yes(world, CITY_WORKER, idea))
    talent, city = await the_line(world, TALENT), await the_line(world, CITY)
    assert (talent.awarded_cents, talent.free_cents, city.awarded_cents) == (80_000, 420_000, 0)
    assert "Er was genoeg geld over voor het potje ‘Talent’ in 2020." in (await world.mails())[-1][2]
    (posting,) = [each for each in await world.api.postings(YEAR, initiative_id=idea.id) if each.kind == "award"]
    assert {entry.line_id for entry in posting.entries} == {talent.line_id}


async def test_who_decides_sees_each_line_against_its_own_ideas(world: World) -> None:
    await a_published_split(world, lines=two_lines())
    await an_idea_for(world, TALENT)
    api, talent, city = world.as_(CITY_WORKER), await the_line(world, TALENT), await the_line(world, CITY)
    with pytest.raises(ChooseLine):
        await api.deciding_overview(YEAR, None)
    seen = await api.deciding_overview(YEAR, None, talent.line_id)
    assert (seen.free_cents, seen.asked_cents) == (500_000, 80_000)
    assert (await api.deciding_overview(YEAR, None, city.line_id)).asked_cents == 0


async def test_an_area_that_sends_an_idea_on_says_from_which_line_it_then_asks(world: World) -> None:
    await a_published_split(world, lines=two_lines())
    idea = await an_open_initiative(world)
    body = SendToCity(version=idea.version, reason="Groot.")
    with pytest.raises(ChooseLine):
        await world.as_(a_worker()).send_to_city(idea.id, body)
    chosen = body.model_copy(update={"line_id": (await the_line(world, TALENT)).line_id})
    await world.as_(a_worker()).send_to_city(idea.id, chosen)
    assert await asked(world) == {CITY: 0, TALENT: 80_000}


async def test_each_line_decides_its_own_way(world: World) -> None:
    await a_published_split(world, lines=two_lines())
    await a_published_scheme(world, city_wide_way=Way.TEAM, line_ways={"eigen-talent": Way.CONSENT})
    of_talent = await an_idea_for(world, TALENT)
    of_city = await an_idea_for(world, CITY, contact_email="b@voorbeeld.nl")
    ways = {each.initiative_id: each.way for each in await world.api.deliberations(YEAR, None)}
    assert ways == {of_talent.id: Way.CONSENT, of_city.id: Way.TEAM}
    with pytest.raises(DecidedByConsent):
        await yes(world, CITY_WORKER, of_talent)
    await yes(world, CITY_WORKER, of_city)


async def test_a_round_takes_ideas_and_money_of_its_own_line_only(world: World) -> None:
    await a_published_split(world, lines=two_lines())
    of_talent = await an_idea_for(world, TALENT)
    of_city = await an_idea_for(world, CITY, contact_email="b@voorbeeld.nl")
    found = await a_set_round(world, line_id=(await the_line(world, TALENT)).line_id, budget_cents=90_000)
    add = AddProjects(version=found.version, initiative_ids=[of_city.id])
    with pytest.raises(IdeaNotForRound):
        await world.as_(OFFICER).add_projects(found.id, add)
    add = AddProjects(version=found.version, initiative_ids=[of_talent.id])
    found = await published(world, await world.as_(OFFICER).add_projects(found.id, add))
    talent, city = await the_line(world, TALENT), await the_line(world, CITY)
    assert (talent.kept_apart_cents, city.kept_apart_cents) == (90_000, 0)
    world.clock.set(found.opens_at)
    (code,) = await codes_of(world, found, 1)
    await vote(world, found, code, 1)
    found = await counted(world, found)
    await world.as_(APPROVER).confirm_round(found.id, confirmed(found))
    assert ((await the_line(world, TALENT)).awarded_cents, (await the_line(world, CITY)).awarded_cents) == (80_000, 0)


async def test_an_upheld_objection_is_paid_from_the_line_the_idea_asked_from(world: World) -> None:
    await a_published_split(world, lines=two_lines())
    line = (await the_line(world, TALENT)).line_id
    received, code, secret = await a_received_idea(world, area_id=None, line_id=line)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    idea = await world.api.initiative(received.id)
    await agree(world, CITY_RESIDENT, await propose(world, CITY_WORKER, idea))
    session = await world.api.open_link(OpenLink(link_secret=secret))
    me = await applicant_of(world, session.session_secret)
    filed = await me.file_objection(idea.id, FileObjection(why="Het is juist voor talent."), key=a_key())
    await decide(world, filed, 60_000)
    assert (await world.api.initiative(idea.id)).awarded_cents == 60_000
    assert ((await the_line(world, TALENT)).awarded_cents, (await the_line(world, CITY)).awarded_cents) == (60_000, 0)


async def test_an_idea_told_when_there_was_one_line_stays_with_it(world: World) -> None:
    split = await a_published_split(world)
    idea = await an_open_initiative(world, area_id=None)
    kept = PlanLine(key="city-wide", name=CITY, kind=LineKind.CITY_WIDE)
    await approve(world, await a_change(world, split, lines=[two_lines()[2], kept, areas_line()]))
    assert await asked(world) == {CITY: 80_000, TALENT: 0}
    await yes(world, CITY_RESIDENT, await yes(world, CITY_WORKER, idea))
    assert (await the_line(world, CITY)).awarded_cents == 80_000


async def test_a_line_that_a_change_left_out_is_asked_from_no_more(world: World) -> None:
    split = await a_published_split(world, lines=two_lines())
    gone = (await the_line(world, TALENT)).line_id
    await approve(world, await a_change(world, split, lines=two_lines()[:2]))
    assert [line.in_plan for line in (await world.api.money(YEAR)).lines if line.line_id == gone] == [False]
    with pytest.raises(NotALineHere):
        await world.api.submit_idea(an_idea(area_id=None, line_id=gone), key=a_key())
    idea = await an_open_initiative(world, area_id=None)
    assert (idea.line_name, idea.state) == (CITY, InitiativeState.OPEN)
