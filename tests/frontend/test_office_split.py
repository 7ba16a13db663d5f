"""The year's split on its page: what can be typed, who is offered what, and what an old screen gets."""

import re

import asyncpg
import pytest

from tests.support.office import PLAN, a_draft, a_proposed_split, a_published_split, a_source, somebody, token_of
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


def where(year: int) -> str:
    return f"/{year}/verdeling/plan"


async def the_source(world: World, year: int) -> None:
    """Made by whichever test comes first."""
    async with somebody(world) as anybody:
        if "Nog geen bronnen" in (await anybody.visit(f"/{year}/bronnen")).words:
            await a_source(world, year)


async def test_a_year_without_a_split_says_what_will_come(world: World) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/2040/verdeling")
    page.must_say("Nog geen verdeling voor 2040", "Een beleidsmedewerker maakt het plan.")
    assert not [form for form in page.forms if "/verdeling" in form.action]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("basis", "", "Vul de basis per gebied in"),
        ("basis", "99.000.000.000", "Dit bedrag is te hoog."),
        ("r1-hoeveel", "een beetje", "Schrijf het deel als breuk of percentage"),
        ("r1-hoeveel", "3/0", "Schrijf het deel als breuk of percentage"),
        ("r3-hoeveel", "-1", "Schrijf het bedrag in cijfers"),
        ("r3-hoeveel", "", "Vul in hoeveel deze regel krijgt"),
        ("r2-naam", "", "Geef deze regel een naam"),
        ("d1-cijfer", "", "Kies het cijfer waarnaar we verdelen"),
        ("d1-gewicht", "zwaar", "Schrijf het deel als breuk of percentage"),
    ],
)
async def test_a_mistake_in_the_plan_comes_back_with_what_was_typed(
    world: World, field: str, typed: str, sentence: str
) -> None:
    await the_source(world, 2041)
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(where(2041)), where(2041), **{**PLAN, field: typed})
    page.must_say(sentence)
    assert page.status == 422
    assert page.form(where(2041)).fields[field] == typed
    other = "basis" if field != "basis" else "r1-hoeveel"
    assert page.form(where(2041)).fields[other] == PLAN[other]


@pytest.mark.parametrize(
    ("field", "typed", "at"),
    [
        ("r1-hoeveel", "500%", "r1-hoeveel"),
        ("basis", "4.000.000", "basis"),
        ("r3-hoeveel", "1.000.000", "r2-maat"),
        ("d1-gewicht", "0,5", "d1-gewicht"),
        ("r3-soort", "group", "r3-soort"),
        ("r3-maat", "rest", "r3-maat"),
        ("d1-cijfer", "nergens", "d1-cijfer"),
    ],
)
async def test_what_the_service_refuses_stands_at_its_field(world: World, field: str, typed: str, at: str) -> None:
    await the_source(world, 2041)
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(where(2041)), where(2041), **{**PLAN, field: typed})
    assert page.status in (400, 404)
    assert page.form(where(2041)).fields[field] == (typed if typed != "nergens" else "")
    page.must_say("klopt nog niet")
    assert f"#{at}" in [href for _, href in page.links]


async def test_the_table_adds_up_to_the_cent(world: World) -> None:
    await a_published_split(world, 2042)
    async with somebody(world) as anybody:
        page = await anybody.visit("/2042/verdeling")
    page.must_say("€ 47.800.000", "Deel voor preventie: 3%", "2/3 daarvan", "0 tot 15")
    rows = page.words.split("per kind, afgerond", 1)[1].split("Gebieden samen")[0]
    parts = [
        [round(float(text.replace(".", "").replace(",", ".")) * 100) for text in row]
        for row in re.findall(r"[\d.]+ ([\d.]+(?:,\d\d)?) ([\d.]+(?:,\d\d)?) ([\d.]+(?:,\d\d)?) \d+(?!\S)", rows)
    ]
    assert len(parts) == 11
    assert all(base + by_children == total for base, by_children, total in parts)
    assert sum(total for *_, total in parts) == 95_600_000


async def test_the_key_says_in_the_readers_language_what_it_counted_and_leads_to_the_source(world: World) -> None:
    await a_published_split(world, 2049)
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
    await a_published_split(world, 2050)
    old = "'{indicators,young_people_0_14}'"
    less = f"figures #- {old[:-2]},title}}' #- {old[:-2]},edition}}' #- {old[:-2]},licence}}' #- {old[:-2]},url}}'"
    owner = await asyncpg.connect(world.databases["budget"].owner)
    await owner.execute(f"UPDATE splits SET figures = {less} WHERE year = 2050")
    await owner.close()
    async with somebody(world) as anybody:
        page = await anybody.visit("/2050/verdeling")
    page.must_say("Bron: CBS, Kerncijfers wijken en buurten 2020 (84799NED).")
    assert "CBS, Kerncijfers wijken en buurten 2020 (84799NED)" not in dict(page.links)


async def test_sending_the_same_plan_twice_is_one_draft(world: World) -> None:
    await the_source(world, 2043)
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit(where(2043))
        first = await officer.send(form, where(2043), doe="bewaar", **PLAN)
        second = await officer.send(form, where(2043), doe="bewaar", **PLAN)
    assert first.address == second.address
    assert "Andere versies" not in second.words


async def test_whoever_proposes_is_not_offered_to_approve_and_cannot(world: World) -> None:
    page = await a_proposed_split(world, 2044)
    assert not [form for form in page.forms if "/vaststelling" in form.action]
    split_id = page.address.rsplit("=", 1)[1]
    async with somebody(world, "beleidsmedewerker") as officer:
        fields = {**await token_of(officer), "versie": "2", "document": "Eigen besluit", "geen_belang": "ja"}
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
        (await approver.send(seen, "/vaststelling", geen_belang="ja")).must_say("Schrijf welk besluit dit is")
        late = await approver.send(seen, "/vaststelling", document="Collegebesluit 12", geen_belang="ja")
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
    async with somebody(world, "beleidsmedewerker") as officer:
        drafted = await a_draft(world, 2047)
        page = await officer.send(
            await officer.visit(drafted.address), "/voorstel", versie=version, toelichting="Bewaar mij"
        )
    assert page.status == 409
    assert page.form("/voorstel").fields["toelichting"] == "Bewaar mij"


async def test_the_public_signs_in_first_and_others_find_no_page(world: World) -> None:
    for path in (where(2048), "/2048/bronnen/nieuw"):
        async with somebody(world) as anybody, somebody(world, "bewoner") as resident:
            public = await anybody.post(path, {**await token_of(anybody), **PLAN})
            other = await resident.post(path, {**await token_of(resident), **PLAN})
        assert (public.status, other.status) == (401, 404)
