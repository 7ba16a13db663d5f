"""Budget beside the real profiles: Groningen's real figures, and a decider who is the applicant."""

from pathlib import Path

import pytest

from services.budget.contract.client import BudgetClient
from services.budget.contract.refusals import HasStake
from services.budget.contract.sources import AddSource
from services.budget.contract.splits import DraftSplit, LineKind
from services.budget.main import create_app
from services.budget.settings import Settings
from services.kit.errors import UpstreamUnavailable
from services.profiles.contract.client import ProfilesClient
from services.profiles.contract.models import AddPerson, Role
from services.profiles.contract.refusals import UnknownIndicator
from tests.budget.world import OFFICER, World, a_key, a_plan, a_published_split, an_open_initiative, plan_lines, yes
from tests.support.apps import a_person, a_service, running, shared_settings
from tests.support.postgres import a_database
from tests.support.profiles import profiles_of


async def test_groningens_real_figures_divide_its_money_exactly(tmp_path: Path) -> None:
    async with profiles_of("GM0014") as profiles, a_database("budget") as urls:
        settings = Settings.model_validate(shared_settings("budget", tmp_path) | {"database_url": urls.app})
        async with running(create_app(settings, profiles=profiles.client(), run_worker=False)) as transport:
            officer = BudgetClient("http://budget", transport=transport).on_behalf_of(OFFICER)
            body = AddSource(year=2020, name="Jeugdbudget", youth_budget_cents=4_780_000_000, share="3/100")
            source = await officer.add_source(body, key=a_key())
            plan = DraftSplit(year=2020, source_ids=[source.id], lines=plan_lines())
            split = await officer.draft_split(plan, key=a_key())
            luck = plan.model_copy(update={"lines": plan_lines(indicator="luck")})
            with pytest.raises(UnknownIndicator):
                await officer.draft_split(luck, key=a_key())
            figures = await profiles.client().indicator_values("young_people_0_14", 2020)
    areas = [line for line in split.lines if line.kind is LineKind.AREA]
    assert len(areas) == 11
    assert split.total_cents == 143_400_000
    assert sum(line.amount_cents for line in areas) == 95_600_000
    assert {line.area_id: line.weights for line in areas} == {v.area_id: [str(v.value.number)] for v in figures.values}
    (key,), its_source = split.key_sources, figures.source
    assert (key.release, key.title, key.url) == (its_source.release, its_source.title, its_source.url)
    assert key.indicator_name == figures.names["nl"] == "Kinderen van 0 tot 15 jaar"


async def test_a_decider_with_the_applicants_address_has_a_stake(tmp_path: Path, world: World) -> None:
    async with profiles_of("GM0014") as profiles:
        world.app.state.profiles = profiles.client()
        area = (await profiles.client().municipality(2020)).areas[0].id
        added = await profiles.client(OFFICER).add_person(
            AddPerson(display_name="Sanne", email="SANNE@voorbeeld.nl", role=Role.AREA_RESIDENT, within=area),
            key=a_key(),
        )
        await a_published_split(world)
        idea = await an_open_initiative(world, area_id=area)
        with pytest.raises(HasStake):
            await yes(world, a_person(("area_resident", area), person_id=str(added.id)), idea)
        assert (await world.api.initiative(idea.id)).version == idea.version


async def test_without_profiles_a_draft_is_refused_and_nothing_is_kept(world: World) -> None:
    plan = await a_plan(world)
    world.app.state.profiles = ProfilesClient("http://127.0.0.1:1", timeout=0.5)
    with pytest.raises(UpstreamUnavailable):
        await world.as_(OFFICER).draft_split(plan, key=a_key())
    assert await world.as_(OFFICER).splits(2020) == []
    assert (await world.as_(a_service()).splits(2020)) == []
    await world.app.state.profiles.close()
