"""Budget beside the real profiles: Groningen's real figures, and a decider who is the applicant."""

from pathlib import Path

import pytest

from services.budget.contract.client import BudgetClient
from services.budget.contract.models import DraftSplit, LineKind
from services.budget.contract.refusals import HasStake
from services.budget.main import create_app
from services.budget.settings import Settings
from services.kit.errors import UpstreamUnavailable
from services.profiles.contract.client import ProfilesClient
from services.profiles.contract.models import AddPerson, Role
from services.profiles.contract.refusals import UnknownIndicator
from tests.budget.world import OFFICER, World, a_key, an_approved_split, an_open_initiative, yes
from tests.support.apps import a_person, a_service, running, shared_settings
from tests.support.postgres import a_database
from tests.support.profiles import profiles_of


async def test_groningens_real_figures_divide_its_money_exactly(tmp_path: Path) -> None:
    async with profiles_of("GM0014") as profiles, a_database("budget") as urls:
        settings = Settings.model_validate(shared_settings("budget", tmp_path) | {"database_url": urls.app})
        async with running(create_app(settings, profiles=profiles.client(), run_worker=False)) as transport:
            officer = BudgetClient("http://budget", transport=transport).on_behalf_of(OFFICER)
            split = await officer.draft_split(DraftSplit(year=2020, youth_budget_cents=4_780_000_000), key=a_key())
            with pytest.raises(UnknownIndicator):
                await officer.draft_split(
                    DraftSplit(year=2020, youth_budget_cents=4_780_000_000, indicator="luck"), key=a_key()
                )
            figures = await profiles.client().indicator_values("young_people_0_14", 2020)
    areas = [line for line in split.lines if line.kind is LineKind.AREA]
    assert len(areas) == 11
    assert (split.total_cents, split.areas_cents) == (143_400_000, 95_600_000)
    assert sum(line.amount_cents for line in areas) == 95_600_000
    assert {line.area_id: line.weight for line in areas} == {v.area_id: v.value.number for v in figures.values}
    source, its_source = split.key_source, figures.source
    assert (source.release, source.title, source.url) == (its_source.release, its_source.title, its_source.url)
    assert source.indicator_name == figures.names["nl"] == "Kinderen van 0 tot 15 jaar"


async def test_a_decider_with_the_applicants_address_has_a_stake(tmp_path: Path, world: World) -> None:
    async with profiles_of("GM0014") as profiles:
        world.app.state.profiles = profiles.client()
        area = (await profiles.client().municipality(2020)).areas[0].id
        added = await profiles.client(OFFICER).add_person(
            AddPerson(display_name="Sanne", email="SANNE@voorbeeld.nl", role=Role.AREA_RESIDENT, within=area),
            key=a_key(),
        )
        await an_approved_split(world)
        idea = await an_open_initiative(world, area_id=area)
        with pytest.raises(HasStake):
            await yes(world, a_person(("area_resident", area), person_id=str(added.id)), idea)
        assert (await world.api.initiative(idea.id)).version == idea.version


async def test_without_profiles_a_draft_is_refused_and_nothing_is_kept(world: World) -> None:
    world.app.state.profiles = ProfilesClient("http://127.0.0.1:1", timeout=0.5)
    with pytest.raises(UpstreamUnavailable):
        await world.as_(OFFICER).draft_split(DraftSplit(year=2020, youth_budget_cents=4_780_000_000), key=a_key())
    assert await world.as_(OFFICER).splits(2020) == []
    assert (await world.as_(a_service()).splits(2020)) == []
    await world.app.state.profiles.close()
