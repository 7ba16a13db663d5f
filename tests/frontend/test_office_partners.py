"""Partners at their pages: the agreement, the key that is shown once, and what was delivered."""

import re
from decimal import Decimal
from itertools import product
from uuid import uuid4

import pytest

from frontend.pages.partners import GUIDES
from services.monitoring.contract.models import KpiValueIn, SubmitKpiValues
from tests.support.office import somebody, token_of
from tests.support.partners import AGREED, LIST, agree, path_of
from tests.support.world import World
from voorveld.browser import Page, Person
from voorveld.example_stage import person_ids

pytestmark = pytest.mark.asyncio(loop_scope="module")


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
        page = await officer.visit(f"{path_of(page)}/dossier/concept")
        page = await officer.send(page, "/dossier/concept", **{**AGREED, **changes})
    page.must_say(sentence, "Wat je invulde, staat er nog.")
    assert page.status == 422
    kept = page.form("/dossier/concept").fields
    expected = {**AGREED, **changes, "kpi1_eenheid": "children"}  # A list of units cannot hold another.
    assert {name: kept.get(name) for name in expected} == expected


async def test_one_code_for_two_figures_is_refused_above_the_form(world: World) -> None:
    second = {name.replace("kpi1", "kpi2"): value for name, value in AGREED.items() if name.startswith("kpi1")}
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await a_partner(officer, "Tweemaal")
        page = await officer.visit(f"{path_of(page)}/dossier/concept")
        page = await officer.send(page, "/dossier/concept", **{**AGREED, **second})
    assert page.status == 400
    assert page.form("/dossier/concept").fields["kpi2_code"] == "open_house"


async def test_an_agreement_counts_only_when_somebody_else_puts_it_in_force(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await a_partner(officer, "Vier ogen")
        form = await officer.visit(f"{path_of(page)}/dossier/concept")
        await officer.send(form, "/dossier/concept", **AGREED)
        waiting = await officer.visit(path_of(page))
        waiting.must_say("Nog geen afspraak voor 2020", "Er is een concept.")
        async with somebody(world) as anybody:
            assert "Er is een concept" not in (await anybody.visit(path_of(page))).words
        agreed = await agree(world, officer, page, kpi1_hoe_vaak="half_year")
    agreed.must_say("Kinderen in de inloop Verschillende kinderen kinderen, per gebied elk half jaar")


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
        page = await agree(world, officer, page)
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


PERSON = {"naam": "Fatima", "email": "fatima@voorbeeld.nl"}


async def a_partners_person(officer: Person, partner: Page, name: str) -> str:
    """Somebody added to a partner on its page; returns their id."""
    page = await officer.visit(partner.address)
    page = await officer.send(page, "/mensen", naam=name, email=f"{name.lower()}@voorbeeld.nl")
    page.must_say(f"{name} hoort nu bij deze partner.", f"{name.lower()}@voorbeeld.nl")
    return person_ids(page)[name]


async def test_a_partners_people_see_what_became_of_each_row_and_nobody_elses_do(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await agree(world, officer, await a_partner(officer, "Rijen"))
        other = await a_partner(officer, "Andere")
        form = page.form("/sleutels")
        key = re.search(r"vv_[0-9a-f]+_[\w-]+", (await officer.post(form.action, form.fields)).text)
        own_id, other_id = [
            await a_partners_person(officer, at, name) for at, name in ((page, "Fatima"), (other, "Gijs"))
        ]
    assert key is not None
    async with somebody(world) as developer:
        await developer.send(await developer.visit("/dev"), "/dev/klok", moment="2020-07-10T09:00")
    monitoring = world.monitoring()
    rows = [("noordoost", 12), ("noordwest", 3)], [("noordoost", 12), ("noordwest", 4), ("nergens", 5)]
    for sent in rows:
        values = [KpiValueIn(kpi="open_house", area_id=area, value=Decimal(value)) for area, value in sent]
        await monitoring.submit(SubmitKpiValues(period="2020-Q1", values=values), api_key=key[0])
    await monitoring.close()
    async with somebody(world, "partner", own_id) as member:
        seen = await member.visit(page.address)
        seen.must_say("Noordwest 4", "1 Kinderen in de inloop Noordoost gelijk", "2 Kinderen in de inloop Noordwest")
        seen.must_say(
            "veranderd", "3 Kinderen in de inloop nergens geweigerd:", "2 Kinderen in de inloop Noordwest nieuw"
        )
        for for_officers in ("Mensen van deze partner", "Sleutels", "gijs@"):
            assert for_officers not in seen.words
        elsewhere = await member.visit(other.address)
    async with somebody(world, "partner", other_id) as stranger, somebody(world) as anybody:
        hidden = [elsewhere, await stranger.visit(page.address), await anybody.visit(page.address)]
    for closed in hidden:
        assert "Leveringen" not in closed.words
        assert "geweigerd" not in closed.words
    hidden[1].must_say("Noordwest te klein om te tonen")


async def test_who_stops_at_a_partner_sees_its_deliveries_no_more_from_that_moment(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await a_partner(officer, "Stopper")
        member_id = await a_partners_person(officer, page, "Ilse")
        async with somebody(world, "partner", member_id) as member:
            (await member.visit(page.address)).must_say("Leveringen")
            own = await officer.visit(page.address)
            nobody = await officer.send(own, "/mensen/einde", lid="")
            assert nobody.status == 422
            nobody.must_say("Kies wie er stopt")
            done = await officer.send(own, "/mensen/einde", lid=own.form("/mensen/einde").options["lid"]["Ilse"])
            done.must_say("De rol is gestopt.", "Nog niemand.")
            assert "Leveringen" not in (await member.visit(page.address)).words


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [("naam", "", "Vul een naam in"), ("email", "fatima@", "Bijvoorbeeld: sanne@voorbeeld.nl")],
)
async def test_a_mistake_in_a_person_comes_back(world: World, field: str, typed: str, sentence: str) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await a_partner(officer, f"Zonder {field}"), "/mensen", **{**PERSON, field: typed})
    assert page.status == 422
    page.must_say(sentence)
    assert page.form("/mensen").fields[field] == typed


async def test_a_partner_that_is_not_there_gets_nobody(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        token = await token_of(officer)
        answer = await officer.post(f"{LIST}/{uuid4()}/mensen", {**token, **PERSON, "email": "nergens@voorbeeld.nl"})
        assert answer.status == 404
        page = await a_partner(officer, "Enige")
        await a_partners_person(officer, page, "Hanna")
        form = page.form("/mensen")
        twice = await officer.post(form.action, {**form.fields, "naam": "Hanna", "email": "hanna@voorbeeld.nl"})
    assert twice.status == 409
    async with somebody(world, "budgethouder") as approver:
        answer = await approver.post(form.action, {**await token_of(approver), **PERSON})
    assert answer.status == 404


async def test_software_of_partners_is_told_where_to_post(world: World) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/voor-partners")
    page.must_say("/v1/submissions", "Authorization: Bearer")


async def test_the_page_for_partners_links_guides_whose_links_lead_somewhere(world: World) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/voor-partners")
        waiting = {href.removeprefix("/voor-partners/") for _, href in page.links if href.endswith(".md")}
        assert {"webhooks.md", "partners.md"} <= waiting
        seen: set[str] = set()
        while waiting:
            guide = waiting.pop()
            shown = await anybody.fetch(f"/voor-partners/{guide}")
            assert (guide, shown.status, shown.text[:2]) == (guide, 200, "# ")
            seen.add(guide)
            waiting |= set(re.findall(r"\]\(([a-z-]+\.md)", shown.text)) - seen
        assert [(await anybody.visit(f"/voor-partners/{no}.md")).status for no in ("geheim", "..%2fREADME")] == [
            404
        ] * 2
    assert {"partners.md", "webhooks.md", "referrals.md", "signals.md"} <= seen <= {f"{guide}.md" for guide in GUIDES}
