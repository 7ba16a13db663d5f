"""A key of which one area rests on a newer release: each weight says its own, and what was frozen stays."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from services.budget.contract.client import BudgetClient
from services.budget.contract.sources import AddSource
from services.budget.contract.splits import DraftSplit
from services.budget.main import create_app
from services.budget.settings import Settings
from tests.budget.world import OFFICER, a_key, plan_lines
from tests.profiles.test_import_table import UTRECHT, a_table, bring_in
from tests.support.apps import running, shared_settings
from tests.support.postgres import a_database
from tests.support.profiles import profiles_of

FIRST, SECOND = "84799NED-2020-3", "84799NED-2020-4"


async def test_each_weight_keeps_the_release_it_came_from(tmp_path: Path) -> None:
    async with profiles_of("GM0344") as profiles, a_database("budget") as urls:
        settings = Settings.model_validate(shared_settings("budget", tmp_path) | {"database_url": urls.app})
        await bring_in(profiles, replace(a_table(UTRECHT), modified=date(2021, 1, 1)))
        corrected = {"WK034402": ("Wijk 02 Noordwest", 45_000, 9_005, 5_000, None)}
        report = await bring_in(profiles, replace(a_table(corrected), modified=date(2022, 1, 1)))
        assert report.release == SECOND
        async with running(create_app(settings, profiles=profiles.client(), run_worker=False)) as transport:
            officer = BudgetClient("http://budget", transport=transport).on_behalf_of(OFFICER)
            source = await officer.add_source(AddSource(year=2020, name="x", amount_cents=143_400_000), key=a_key())
            plan = DraftSplit(year=2020, source_ids=[source.id], lines=plan_lines())
            made = await officer.draft_split(plan, key=a_key())
            corrected = {"WK034402": ("Wijk 02 Noordwest", 45_000, 9_100, 5_000, None)}
            await bring_in(profiles, replace(a_table(corrected), modified=date(2023, 1, 1)))
            later = await officer.split(made.id)
    (key,) = later.key_sources
    assert (key.values["wijk-01-west"], key.releases_behind["wijk-01-west"]) == ("5000", [FIRST])
    assert (key.values["wijk-02-noordwest"], key.releases_behind["wijk-02-noordwest"]) == ("9005", [SECOND])
    frozen = {release.release: release for release in key.releases}
    assert set(frozen) == {FIRST, SECOND}
    assert frozen[SECOND].table == "84799NED"
    assert later == made
