"""Partners at their pages: the agreement, the key that is shown once, and what was delivered."""

import re
from decimal import Decimal
from itertools import product

import pytest

from services.monitoring.contract.models import KpiValueIn, SubmitKpiValues
from tests.support.office import somebody
from tests.support.world import World
from voorveld.browser import Page, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
LIST = "/2020/partners"
AGREED = {
    "kernwaarden": "Samen, dichtbij.",
    "kpi1_naam": "Kinderen in de inloop",
    "kpi1_code": "open_house",
    "kpi1_definitie": "Verschillende kinderen",
    "kpi1_eenheid": "children",
    "kpi1_per_gebied": "ja",
}


async def a_partner(officer: Person, name: str) -> Page:
    page = await officer.send(await officer.visit(LIST), LIST, naam=name)
    return page.must_say(name, "Nog geen afspraak voor 2020")


async def test_without_partners_the_page_says_who_adds_them(world: World) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit(LIST)
    page.must_say("Nog geen partners", "Een beleidsmedewerker voegt partners toe")
    assert not [form for form in page.forms if form.action == LIST]


@pytest.mark.parametrize(("name", "status"), [("", 422), ("x" * 121, 422), ("Dubbel", 409)])
async def test_a_name_that_is_missing_too_long_or_taken_comes_back(world: World, name: str, status: int) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        if name == "Dubbel":
            await a_partner(officer, name)
        page = await officer.send(await officer.visit(LIST), LIST, naam=name)
    assert page.status == status
    assert page.form(LIST).fields["naam"] == name


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"kernwaarden": ""}, "Schrijf wat jullie allebei belangrijk vinden"),
        ({"kpi1_code": "Open House"}, "Een code heeft kleine letters"),
        ({"kpi1_definitie": ""}, "Schrijf wat er precies geteld wordt"),
        ({"kpi1_eenheid": "bananen"}, "Kies een eenheid"),
        ({"kpi1_code": "", "kpi1_naam": ""}, "Vul minstens één cijfer in"),
        ({"kpi2_naam": "Zonder code"}, "Geef dit cijfer een code"),
    ],
    ids=str,
)
async def test_a_mistake_in_the_agreement_keeps_the_rest(world: World, changes: dict[str, str], sentence: str) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await a_partner(officer, f"Partner {sentence}")
        page = await officer.send(page, "/afspraak", **{**AGREED, **changes})
    page.must_say(sentence, "Wat je invulde, staat er nog.")
    assert page.status == 422
    kept = page.form("/afspraak").fields
    expected = {**AGREED, **changes, "kpi1_eenheid": "children"}  # A list of units cannot hold another.
    assert {name: kept.get(name) for name in expected} == expected


async def test_one_code_for_two_figures_is_refused_above_the_form(world: World) -> None:
    second = {name.replace("kpi1", "kpi2"): value for name, value in AGREED.items() if name.startswith("kpi1")}
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await a_partner(officer, "Tweemaal")
        page = await officer.send(page, "/afspraak", **{**AGREED, **second})
    assert page.status == 400
    assert page.form("/afspraak").fields["kpi2_code"] == "open_house"


async def test_a_key_is_shown_once_and_never_kept_by_a_browser(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await a_partner(officer, "Sleutelaar")
        form = page.form("/sleutels")
        first = await officer.post(form.action, form.fields)
        again = await officer.post(form.action, form.fields)
        later = await officer.visit(page.address)
    key = re.search(r"vv_[0-9a-f]+_[\w-]+", first.text)
    assert key is not None
    assert "curl http" in first.text
    assert key[0] not in again.text
    assert "Deze sleutel hebben we al laten zien." in again.text
    assert key[0] not in later.words
    later.must_say("gemaakt op")


async def test_what_was_delivered_stands_per_figure_and_quarter(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await a_partner(officer, "Leverancier")
        page = await officer.send(page, "/afspraak", **AGREED)
        form = page.form("/sleutels")
        key = re.search(r"vv_[0-9a-f]+_[\w-]+", (await officer.post(form.action, form.fields)).text)
    assert key is not None
    async with somebody(world) as developer:
        await developer.send(await developer.visit("/dev"), "/dev/klok", moment="2020-07-10T09:00")
    monitoring = world.monitoring()
    for (quarter, area), value in zip(
        product(("2020-Q1", "2020-Q2"), ("noordoost", "noordwest")), (12, 3, 15, 20), strict=True
    ):
        values = [KpiValueIn(kpi="open_house", area_id=area, value=Decimal(value))]
        await monitoring.submit(SubmitKpiValues(period=quarter, values=values), api_key=key[0])
    await monitoring.close()
    address = re.sub(r".*voorveld\.test", "", page.address)
    async with somebody(world) as anybody, somebody(world, "beleidsmedewerker") as officer:
        seen, delivered = await anybody.visit(address), await officer.visit(address)
    seen.must_say("1e kwartaal 2020 2e kwartaal 2020", "Noordoost 12 15", "Noordwest te klein om te tonen 20")
    assert "Leveringen" not in seen.words
    delivered.must_say("Leveringen", "Ontvangstbewijzen")


async def test_software_of_partners_is_told_where_to_post(world: World) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/voor-partners")
    page.must_say("/v1/submissions", "Authorization: Bearer")
