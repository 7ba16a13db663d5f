"""The screen of the plan: rows come and go without losing a word, what-if keeps nothing, drafts stand side by side."""

import httpx
import pytest

from tests.frontend.test_parts import is_part, with_htmx
from tests.support.office import PLAN, SOURCE, a_draft, a_published_split, a_source, somebody, token_of
from tests.support.world import ADDRESS, World
from voorveld.browser import Page

pytestmark = pytest.mark.asyncio(loop_scope="module")
OFFICER = "beleidsmedewerker"


def where(year: int) -> str:
    return f"/{year}/verdeling/plan"


def typed(page: Page, year: int) -> dict[str, str]:
    return page.form(where(year)).fields


async def test_a_year_without_a_source_sends_the_officer_to_the_sources(world: World) -> None:
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(where(2070))
    page.must_say("Eerst een bron")
    assert page.link("/2070/bronnen")


async def test_rows_come_and_go_and_nothing_typed_is_lost(world: World) -> None:
    await a_source(world, 2071)
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(where(2071))
        page = await officer.send(page, where(2071), doe="regel-erbij", **{"r2-naam": "Samen voor de stad"})
        assert typed(page, 2071)["regels"] == "1,2,3,4"
        page = await officer.send(page, where(2071), doe="regel-erbij:4", **{"r4-naam": "Groep", "r4-soort": "group"})
        assert typed(page, 2071)["r5-onder"] == "4"
        assert typed(page, 2071)["r2-naam"] == "Samen voor de stad"
        page = await officer.send(page, where(2071), doe="regel-weg:4", **{"r5-naam": "Training"})
        assert typed(page, 2071)["regels"] == "1,2,3,5"
        assert typed(page, 2071)["r5-naam"] == "Training"
        page = await officer.send(page, where(2071), doe="deel-erbij", **{"d1-gewicht": "60%"})
        assert typed(page, 2071)["d1-gewicht"] == "60%"
        assert typed(page, 2071)["delen"] == "1,2"
        page = await officer.send(page, where(2071), doe="deel-weg:1", **{"d2-gewicht": "40%"})
        assert typed(page, 2071)["d2-gewicht"] == "40%"
        assert typed(page, 2071)["delen"] == "2"


async def test_a_tree_with_a_key_of_two_figures_adds_up(world: World) -> None:
    await a_source(world, 2072)
    tree = {
        "regels": "1,2,3,4",
        "r3-naam": "Ondersteuning",
        "r3-soort": "group",
        "r3-maat": "bedrag",
        "r3-hoeveel": "180.000",
        "r4-naam": "Training",
        "r4-soort": "support",
        "r4-onder": "3",
        "r4-maat": "rest",
        "delen": "1,2",
        "d1-gewicht": "60%",
        "d2-cijfer": "young_people_0_14",
        "d2-keer": "low_income_households",
        "d2-gewicht": "2/5",
    }
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(where(2072))
        codes = page.form(where(2072)).options["d1-keer"]
        tree["d2-keer"] = next(code for code in codes.values() if code not in ("", "young_people_0_14"))
        kept = await officer.send(page, where(2072), doe="bewaar", **tree)
        kept.must_say("Het plan is gemaakt.", "Training de rest 180.000", "× ", "(60%)", "(40%)")
        again = await officer.visit(kept.link("van="))
    assert typed(again, 2072)["r4-onder"] == "3"
    assert typed(again, 2072)["r4-sleutel"] == "training"
    assert typed(again, 2072)["d2-gewicht"] == "2/5"


async def test_only_figures_that_every_area_has_are_offered_and_another_is_refused_in_words(world: World) -> None:
    await a_source(world, 2065)
    catalogue = await world.profiles().indicators(year=2065)
    without = next(each for each in catalogue if each.areas_without)
    complete = [each.code for each in catalogue if not each.areas_without]
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(where(2065))
        assert [code for code in page.form(where(2065)).options["d1-cijfer"].values() if code] == complete
        page.must_say(f"{len(catalogue) - len(complete)} cijfers staan niet in de lijst")
        refused = await officer.send(page, where(2065), doe="reken", **{"d1-cijfer": without.code})
        assert without.areas_without
        refused.must_say(f"Van ‘{without.name}’ is er geen bruikbaar cijfer", without.areas_without[0])
        assert typed(refused, 2065)["d1-cijfer"] == without.code
        assert without.code in refused.form(where(2065)).options["d1-cijfer"].values()


async def test_what_if_answers_within_the_page_and_keeps_nothing(world: World) -> None:
    await a_source(world, 2073)
    async with with_htmx(world, OFFICER) as officer:
        page = await officer.visit(where(2073))
        shown = await officer.send(page, where(2073), doe="reken", **{**PLAN, "basis": "0"})
    assert is_part(shown)
    shown.must_say("Zo wordt het. Het is nog niet bewaard.", "Elk gebied krijgt eerst € 0", "298.000", "1.434.000")
    assert typed(shown, 2073)["basis"] == "0"
    async with somebody(world, OFFICER) as officer:
        (await officer.visit("/2073/verdeling")).must_say("Nog geen verdeling voor 2073")


async def test_a_session_that_ended_keeps_what_was_typed(world: World) -> None:
    await a_source(world, 2074)
    async with somebody(world, OFFICER) as officer:
        page = await officer.visit(where(2074))
        await officer.post("/uitloggen", await token_of(officer))
        late = await officer.send(page, where(2074), doe="bewaar", **{**PLAN, "r2-naam": "Bewaar mij"})
        assert late.status == 401
        late.must_say("Je bent niet meer ingelogd.")
        await officer.visit(f"/dev/inloggen/{OFFICER}")
        kept = await officer.send(late, where(2074), doe="bewaar")
    kept.must_say("Het plan is gemaakt.", "Bewaar mij")


async def test_drafts_stand_side_by_side_with_what_differs(world: World) -> None:
    first = await a_draft(world, 2075, naam="Zoals nu")
    async with somebody(world, OFFICER) as officer:
        form = await officer.visit(where(2075))
        other = await officer.send(form, where(2075), doe="bewaar", **{**PLAN, "naam": "Alles per kind", "basis": "0"})
        (await officer.visit("/2075/verdeling?versies=een,twee")).must_say("Vier ogen")
    ids = [page.address.rpartition("=")[2] for page in (first, other)]
    async with somebody(world, "raadslid") as member:
        (await member.visit("/2075/verdeling")).must_say("Zet naast elkaar")
        page = await member.visit("/2075/verdeling?versies=" + ",".join(ids))
    page.must_say("A. Zoals nu", "B. Alles per kind", "verschil met A", "Per kind is er van", "Per kind is er overal")
    page.must_say("Ten Boer en Ten Post 1.230 62.156,75 51 41.050,10 −21.106,65 33")
    page.must_say(
        "Gebieden samen 28.645 956.000,00 33 956.000,00 0,00 33", "Alles samen 1.434.000,00 1.434.000,00 0,00"
    )


async def test_a_change_shows_old_new_and_what_is_committed_and_takes_its_place(world: World) -> None:
    first = await a_published_split(world, 2076)
    async with somebody(world, OFFICER) as officer:
        form = await officer.visit((await officer.visit("/2076/verdeling")).link("/verdeling/plan"))
        form.must_say("Dit wijzigt de verdeling die nu geldt", "Wat er verandert in 2076", "ligt al vast")
        assert typed(form, 2076)["wijzigt"] == first.address.rpartition("=")[2]
        changed = await officer.send(form, where(2076), doe="bewaar", **{"r3-hoeveel": "200.000", "naam": "Wijziging"})
        changed.must_say("Wat er verandert", "ligt al vast", "+20.000,00", "−20.000,00")
        proposed = await officer.send(changed, "/voorstel")
    async with somebody(world, "budgethouder") as approver:
        seen = await approver.visit(proposed.address)
        approved = await approver.send(seen, "/vaststelling", document="Besluit 2", geen_belang="ja")
        approved.must_say("Vastgesteld")
        await approver.send(approved, "/bekendmaking", waar="Gemeenteblad 2")
    async with somebody(world) as anybody:
        page = await anybody.visit("/2076/verdeling")
        page.must_say("Wat er verandert", "200.000", "Gemeenteblad 2")
        assert "ligt al vast" not in page.words
        (await anybody.visit(page.link("?versie="))).must_say("Vervangen", "180.000")


async def test_a_draft_is_put_away_and_stays_readable(world: World) -> None:
    drafted = await a_draft(world, 2077)
    async with somebody(world, OFFICER) as officer:
        away = await officer.send(await officer.visit(drafted.address), "/weg")
        away.must_say("Weggelegd. Niemand stelt dit plan meer voor.", "1.434.000")
        assert not [form for form in away.forms if "/voorstel" in form.action]
        (await officer.visit("/2077/verdeling")).must_say("Nog geen verdeling voor 2077")


async def test_anybody_can_take_the_file_to_recompute(world: World) -> None:
    published = await a_published_split(world, 2078)
    async with somebody(world) as anybody:
        link = (await anybody.visit(published.address)).link("/narekenen")
    async with httpx.AsyncClient(base_url=ADDRESS, transport=world.transports["frontend"]) as stranger:
        document = (await stranger.get(link)).json()
    assert document["split"]["totalCents"] == 143_400_000
    assert sum(line["amountCents"] for line in document["lines"] if line["path"].count("/") == 0) == 143_400_000


async def test_the_approver_must_say_there_is_no_personal_interest(world: World) -> None:
    drafted = await a_draft(world, 2079)
    async with somebody(world, OFFICER) as officer:
        await officer.send(await officer.visit(drafted.address), "/voorstel")
    async with somebody(world, "budgethouder") as approver:
        seen = await approver.visit("/2079/verdeling")
        seen.must_say("Nog niet bevestigd", "Awb 2:4")
        page = await approver.send(seen, "/vaststelling", document="Besluit 3")
        assert page.status == 422
        page.must_say("Zet een vinkje")
        page = await approver.send(page, "/vaststelling", geen_belang="ja")
        assert page.status == 409
        page.must_say("is nog niet bevestigd")
        assert page.form("/vaststelling").fields["document"] == "Besluit 3"


async def test_a_source_is_confirmed_by_somebody_else_or_withdrawn(world: World) -> None:
    page = await a_source(world, 2080, manier="bedrag", bedrag="100.000", jeugdbudget="")
    page.must_say("gepland", "100.000", "Iemand anders bevestigt hem")
    assert not [form for form in page.forms if "/bevestiging" in form.action]
    async with somebody(world, "budgethouder") as approver, somebody(world, OFFICER) as officer:
        seen = await approver.visit("/2080/bronnen")
        gone = await officer.send(await officer.visit("/2080/bronnen"), "/intrekking")
        gone.must_say("Ingetrokken", "Samen, zonder wat is ingetrokken 0")
        late = await approver.send(seen, "/bevestiging", document="Brief 7")
        assert late.status == 409
        late.must_say("Dit schreef je. Het is niet verstuurd.", "Brief 7")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("naam", "", "Geef de bron een naam"),
        ("jeugdbudget", "", "Vul het jeugdbudget in"),
        ("deel", "veel", "Schrijf het deel als breuk"),
        ("deel", "1/7", "Dit komt niet uit op hele centen"),
        ("manier", "anders", "Kies hoe groot deze bron is"),
    ],
)
async def test_a_mistake_in_a_source_stands_at_its_field(world: World, field: str, value: str, sentence: str) -> None:
    async with somebody(world, OFFICER) as officer:
        page = await officer.send(await officer.visit("/2081/bronnen"), "/nieuw", **{**SOURCE, field: value})
    assert page.status in (400, 422)
    page.must_say(sentence)
    assert f"#{field}" in [href for _, href in page.links]
    (await _nothing(world)).must_say("Nog geen bronnen voor 2081")


async def _nothing(world: World) -> Page:
    async with somebody(world) as anybody:
        return await anybody.visit("/2081/bronnen")
