"""The year's split on its page: what can be typed, who is offered what, and what an old screen gets."""

import re

import pytest
from sqlalchemy import text

from tests.support.office import PLAN, a_proposed_split, an_approved_split, somebody, token_of
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_year_without_a_split_says_what_will_come(world: World) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/2040/verdeling")
    page.must_say("Nog geen verdeling voor 2040", "Een beleidsmedewerker maakt het plan.")
    assert not [form for form in page.forms if "/verdeling" in form.action]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("jeugdbudget", "", "Vul het jeugdbudget in"),
        ("jeugdbudget", "veel", "Schrijf het bedrag in cijfers"),
        ("jeugdbudget", "999999999999", "Dit bedrag is te hoog."),
        ("basis", "99.000.000.000", "Dit bedrag is te hoog."),
        ("deel", "een beetje", "Schrijf het deel als breuk of percentage"),
        ("deel_gebieden", "3/0", "Schrijf het deel als breuk of percentage"),
        ("ondersteuning", "-1", "Schrijf het bedrag in cijfers"),
    ],
)
async def test_a_mistake_in_the_plan_comes_back_with_what_was_typed(
    world: World, field: str, typed: str, sentence: str
) -> None:
    where = "/2041/verdeling"
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(where), where, **{**PLAN, field: typed})
    page.must_say(sentence)
    assert page.status == 422
    assert page.form(where).fields[field] == typed
    assert (
        page.form(where).fields["deel" if field != "deel" else "basis"] == PLAN["deel" if field != "deel" else "basis"]
    )


@pytest.mark.parametrize(
    ("field", "typed"), [("deel", "500%"), ("basis", "4.000.000"), ("ondersteuning", "1.000.000"), ("deel", "1/7")]
)
async def test_a_plan_that_does_not_fit_says_what_would(world: World, field: str, typed: str) -> None:
    where = "/2041/verdeling"
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(where), where, **{**PLAN, field: typed})
    assert page.status == 400
    assert page.form(where).fields[field] == typed
    page.must_say("klopt nog niet")


async def test_the_table_adds_up_to_the_cent(world: World) -> None:
    await an_approved_split(world, 2042)
    async with somebody(world) as anybody:
        page = await anybody.visit("/2042/verdeling")
    page.must_say("€ 47.800.000", "Deel voor preventie: 3%", "Gebieden: 2/3 daarvan", "0 tot 15")
    rows = page.words.split("per kind, afgerond", 1)[1].split("Gebieden samen")[0]
    parts = [
        [round(float(text.replace(".", "").replace(",", ".")) * 100) for text in row]
        for row in re.findall(r"[\d.]+ ([\d.]+(?:,\d\d)?) ([\d.]+(?:,\d\d)?) ([\d.]+(?:,\d\d)?) \d+(?!\S)", rows)
    ]
    assert len(parts) == 11
    assert all(base + by_children == total for base, by_children, total in parts)
    assert sum(total for *_, total in parts) == 95_600_000


async def test_the_key_says_in_the_readers_language_what_it_counted_and_leads_to_the_source(world: World) -> None:
    await an_approved_split(world, 2049)
    async with somebody(world) as anybody:
        dutch = await anybody.visit("/2049/verdeling")
        english = await anybody.visit(dutch.link("/taal/en"))
    dutch.must_say(
        "We gebruiken dit cijfer over 2020: Kinderen van 0 tot 15 jaar", "(84799NED, eerste uitgave) , CC BY 4.0."
    )
    english.must_say("We use this figure about 2020: Children aged 0 to 14", "(84799NED, first edition) , CC BY 4.0.")
    assert dict(dutch.links)["CBS, Kerncijfers wijken en buurten 2020 (84799NED, eerste uitgave)"].endswith(
        "/84799NED/table"
    )
    assert "2020-first" not in dutch.words + english.words


async def test_a_split_that_froze_less_of_its_source_says_what_it_has(world: World) -> None:
    await an_approved_split(world, 2050)
    less = "indicator_name_en = NULL, source_title = NULL, edition = NULL, licence = NULL, source_url = NULL"
    async with world.apps["budget"].state.database.transaction() as session:
        await session.execute(text(f"UPDATE splits SET {less} WHERE year = 2050"))
    async with somebody(world) as anybody:
        page = await anybody.visit("/2050/verdeling")
    page.must_say("Bron: CBS, Kerncijfers wijken en buurten 2020 (84799NED).")
    assert "CBS, Kerncijfers wijken en buurten 2020 (84799NED)" not in dict(page.links)


async def test_sending_the_same_plan_twice_is_one_draft(world: World) -> None:
    where = "/2043/verdeling"
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit(where)
        first = await officer.send(form, where, **PLAN)
        second = await officer.send(form, where, **PLAN)
    assert first.address == second.address
    assert "Andere versies" not in second.words


async def test_whoever_proposes_is_not_offered_to_approve_and_cannot(world: World) -> None:
    page = await a_proposed_split(world, 2044)
    assert not [form for form in page.forms if "/vaststelling" in form.action]
    split_id = page.address.rsplit("=", 1)[1]
    async with somebody(world, "beleidsmedewerker") as officer:
        fields = {**await token_of(officer), "versie": "2", "document": "Eigen besluit"}
        answer = await officer.post(f"/verdelingen/{split_id}/vaststelling", fields)
        after = await officer.visit("/2044/verdeling")
    assert answer.status == 403
    assert "Eigen besluit" in answer.text
    after.must_say("Nu is iemand anders aan de beurt")


async def test_an_old_screen_decides_nothing_and_loses_nothing(world: World) -> None:
    await a_proposed_split(world, 2045)
    async with somebody(world, "budgethouder") as approver, somebody(world, "budgethouder") as colleague:
        seen = await approver.visit("/2045/verdeling")
        returned = await colleague.send(
            await colleague.visit("/2045/verdeling"), "/terug", reden="Eerst met de raad bespreken."
        )
        returned.must_say("Teruggestuurd, met de reden erbij.", "Eerst met de raad bespreken.")
        late = await approver.send(seen, "/vaststelling", document="Collegebesluit 12")
    assert late.status == 409
    late.must_say("Teruggestuurd", "Dit schreef je. Het is niet verstuurd.", "Collegebesluit 12")
    assert not [form for form in late.forms if "/vaststelling" in form.action]


async def test_sending_back_needs_a_reason(world: World) -> None:
    await a_proposed_split(world, 2046)
    async with somebody(world, "budgethouder") as approver:
        page = await approver.send(await approver.visit("/2046/verdeling"), "/terug", reden=" ")
        page.must_say("Schrijf waarom je de verdeling terugstuurt")
        assert page.status == 422
        again = await approver.send(page, "/terug", reden="Te weinig voor de wijken.")
    again.must_say("Teruggestuurd", "Te weinig voor de wijken.", "door jou")


@pytest.mark.parametrize("version", ["", "nul", "9" * 5000, "-1", "1e3"])
async def test_a_screen_without_a_version_is_an_old_screen(world: World, version: str) -> None:
    where = "/2047/verdeling"
    async with somebody(world, "beleidsmedewerker") as officer:
        drafted = await officer.send(await officer.visit(where), where, **PLAN)
        page = await officer.send(drafted, "/voorstel", versie=version, toelichting="Bewaar mij")
    assert page.status == 409
    assert page.form("/voorstel").fields["toelichting"] == "Bewaar mij"


async def test_the_public_signs_in_first_and_others_find_no_page(world: World) -> None:
    where = "/2048/verdeling"
    async with somebody(world) as anybody, somebody(world, "bewoner") as resident:
        public = await anybody.post(where, {**await token_of(anybody), **PLAN})
        other = await resident.post(where, {**await token_of(resident), **PLAN})
    assert (public.status, other.status) == (401, 404)
