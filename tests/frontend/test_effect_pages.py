"""*Hielp het?* and the goals on the pages: honest when it is too early, named when not, and kept for next year."""

import csv
import io

import pytest
import pytest_asyncio

from services.profiles.contract.client import ProfilesClient
from tests.support.apps import a_person
from tests.support.effects import deliver_cases
from tests.support.money import AREA, a_followed_award, two_circles
from tests.support.office import somebody
from tests.support.world import World
from tests.support.years import add_years

pytestmark = pytest.mark.asyncio(loop_scope="module")
WHERE = f"/2020/gebieden/{AREA}/hielp-het"
DISTRICTS = [f"WK0014{number:02d}" for number in range(20)]
OF_AREA = "WK001404"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(world: World) -> dict[str, str]:
    return await two_circles(world)


async def test_too_early_is_said_aloud_and_what_was_not_told_is_not_zero(world: World, circle: dict[str, str]) -> None:
    _, link = await a_followed_award(world, circle, "Noor", "200")
    async with somebody(world) as me:
        own = await me.visit(link)
        form = await me.visit(f"{own.address}/resultaat")
        await me.send(form, "/resultaat", verhaal="Noor zong.")
        page = await me.visit(WHERE)
        page.must_say("Nog te vroeg om iets te zeggen: er zijn nog geen cijfers van na 2020.", "Met een resultaat: 1")
        page.must_say("kinderen en jongeren deden mee niet verteld", "Geteld door 0 van de 1.")
        assert (await me.visit(f"/2020/gebieden/{AREA}")).link(WHERE)
        (await me.visit("/2020/hielp-het")).must_say("nog te vroeg", "geen ranglijst", "niet verteld")
        english = await me.fetch("/taal/en?terug=/2020/hielp-het")
        assert "too early" in english.text


async def test_the_file_has_each_figure_with_its_state(world: World, circle: dict[str, str]) -> None:
    async with somebody(world) as anybody:
        text = (await anybody.fetch(f"{WHERE}.csv")).text
    lines = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert {len(line) for line in lines} == {10}
    assert [line[3] for line in lines if line[1] == "kinderen die meededen"] == [""]
    assert any("nog te vroeg" in line[5].lower() for line in lines)


async def test_what_changes_is_written_by_the_circle_and_stands_with_the_next_plan(
    world: World, circle: dict[str, str]
) -> None:
    async with somebody(world, "wijkteam", circle["Wim"]) as neighbour:
        page = await neighbour.visit(WHERE)
        assert not [form for form in page.forms if "/hielp-het" in form.action]
    async with somebody(world, "wijkteam", circle["Willem"]) as worker:
        page = await worker.visit(WHERE)
        typed = {"werkte": "Vroeg vragen.", "anders": "Eerst de school."}
        (await worker.send(page, "/hielp-het", **typed)).must_say("Het staat ook bij het plan van 2021.")
        assert (await worker.send(page, "/hielp-het", **typed)).status == 409
        long = await worker.send(await worker.visit(WHERE), "/hielp-het", anders="x" * 2001)
        assert long.status == 422
    async with somebody(world, "beleidsmedewerker") as officer:
        (await officer.visit("/2021/verdeling")).must_say("Wat we leerden in 2020", "Eerst de school.")
    async with somebody(world) as anybody:
        (await anybody.visit(f"/2021/gebieden/{AREA}")).must_say("Wat we in 2021 anders doen: Eerst de school.")


async def test_a_figure_that_fell_more_says_beside_whom_and_never_why(world: World) -> None:
    await add_years(world.databases["profiles"].owner, "GM0014", 2018, 2021)
    officer: ProfilesClient = world.profiles().on_behalf_of(a_person(("policy_officer", None)))
    before = {code: 160 if code == OF_AREA else 60 for code in DISTRICTS}
    await deliver_cases(officer, {2018: before, 2021: dict.fromkeys(DISTRICTS, 60)})
    await officer.close()
    async with somebody(world) as anybody:
        page = await anybody.visit(WHERE)
        page.must_say("Duidelijk meer gedaald (of minder gestegen) dan in gebieden die erop lijken.", "ervoor: 2018")
        page.must_say("Een verschil zegt dus niet waardoor het komt", "Nooit naar zorg", "Maatregelen JB en JR")
        page.must_say("Of ze eerst gelijk op gingen, konden we niet nagaan", "komt vaak vanzelf terug")


async def test_goals_are_unknown_until_somebody_tells_and_only_an_officer_chooses(world: World) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/2020/doelen")
        page.must_say("Sterker opvoeden", "onbekend", "Er is nog geen bron gekozen.", "Er is geen streefgetal")
        assert not [form for form in page.forms if "/doelen" in form.action]
        assert "doel;cijfer;periode" in (await anybody.fetch("/2020/doelen.csv")).text
        (await anybody.visit("/2020")).link("/2020/doelen")
