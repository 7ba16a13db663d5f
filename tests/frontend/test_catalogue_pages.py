"""The catalogue as people read it, one figure in full, and the officer who changes it or adds one."""

import pytest

from tests.support.office import somebody, token_of
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
NEW = {
    "code": "wachtlijst",
    "naam": "Kinderen op de wachtlijst",
    "naam_en": "Children on the waiting list",
    "definitie": "Kinderen die wachten op 31 december.",
    "definitie_en": "Children waiting on 31 December.",
    "thema": "youth_care",
    "eenheid": "people",
    "soort": "count",
    "richting": "neutral",
}


async def test_a_figure_is_found_by_words_and_by_theme(world: World) -> None:
    async with somebody(world) as anybody:
        found = await anybody.visit("/2020/cijfers?zoek=rijtjeshuis")
        found.must_say("Eén cijfer gevonden.", "Deel eengezinswoningen")
        energy = await anybody.visit("/2020/cijfers?thema=energy")
        nothing = await anybody.visit("/2020/cijfers?zoek=eenhoorn")
    energy.must_say("17 cijfers gevonden.", "Gemiddeld gasverbruik van een woning")
    assert "Jongeren met jeugdzorg" not in energy.words
    nothing.must_say("Geen cijfer gevonden", "Laat alle cijfers zien")


async def test_the_menu_and_the_catalogue_lead_to_every_way_to_look_at_figures(world: World) -> None:
    async with somebody(world) as anybody:
        home = await anybody.visit("/2020")
        page = await anybody.visit(home.link("/2020/cijfers"))
        ways = ("/2020/regios/GM0014", "/2020/kaart", "/2020/zorgdruk", "/2020/vergelijken")
        opened = [await anybody.visit(page.link(way)) for way in ways]
    assert [each.status for each in opened] == [200, 200, 200, 200]


async def test_a_computed_figure_says_how_it_is_made_and_where_each_part_was_read(world: World) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/2020/cijfers/youth_care_per_1000")
    page.must_say(
        "Jongeren met jeugdzorg / Kinderen en jongeren van 0 tot 25 jaar × 1.000",
        "Onder 100 laten we het cijfer niet zien.",
        "JongerenMetJeugdzorgInNatura",
        "nog niet gepubliceerd",
        "CC BY 4.0",
        "Eerst optellen, dan delen.",
    )
    assert "Pas dit cijfer aan" not in page.words
    assert "Wie veranderde wat?" not in page.words
    assert page.link("/2020/cijfers/young_people_0_24")


async def test_a_median_says_that_it_cannot_be_put_together_and_a_count_what_it_is_used_for(world: World) -> None:
    async with somebody(world) as anybody:
        (await anybody.visit("/2020/cijfers/median_wealth")).must_say("kun je niet optellen en niet middelen.")
        count = await anybody.visit("/2020/cijfers/benefit_recipients")
        assert (await anybody.visit("/2020/cijfers/geluk")).status == 404
    count.must_say("Cijfers die dit cijfer gebruiken", "Mensen met bijstand per 1.000 inwoners")


async def test_in_english_everything_is_in_english(world: World) -> None:
    async with somebody(world) as anybody:
        await anybody.visit("/taal/en?terug=/2020/cijfers")
        page = await anybody.visit("/2020/cijfers/population_density")
    page.must_say("Inhabitants per km² of land", "Weighted by:", "Surface of land", "How do you read this figure?")


async def test_the_officer_changes_a_figure_and_the_change_is_kept_with_their_name(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit("/2020/cijfers/homes/wijzigen")
        page = await officer.send(form, "/wijzigen", naam="Woningen in de wijk", thema="land")
        page.must_say("Je wijziging geldt vanaf nu", "Wie veranderde wat?", "Woningen in de wijk", "Aangepast")
        (await officer.visit("/2020/cijfers?thema=land")).must_say("Woningen in de wijk")


async def test_what_cannot_be_right_stands_beside_its_field_and_nothing_typed_is_lost(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit("/2020/cijfers/divorced_share/wijzigen")
        refused = await officer.send(form, "/wijzigen", naam="Mijn naam", noemer="", plaats="1")
        assert refused.status == 400
        refused.must_say("2 dingen kloppen nog niet", "Kies waardoor er gedeeld wordt.", "Plaats 1 is al van")
        assert refused.form("/wijzigen").fields["naam"] == "Mijn naam"
        empty = await officer.send(refused, "/wijzigen", naam="", decimalen="veel")
    assert empty.status == 422
    empty.must_say("Geef dit cijfer een naam", "Schrijf een heel getal")
    assert empty.form("/wijzigen").fields["decimalen"] == "veel"


async def test_two_officers_at_once_see_what_the_other_did_before_they_go_on(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as one, somebody(world, "beleidsmedewerker") as other:
        mine = await one.visit("/2020/cijfers/households/wijzigen")
        theirs = await other.visit("/2020/cijfers/households/wijzigen")
        await one.send(mine, "/wijzigen", naam="Huishoudens, eerst")
        stale = await other.send(theirs, "/wijzigen", naam="Huishoudens, later")
        assert stale.status == 409
        stale.must_say("Iemand was je voor.", "Nu staat er: Huishoudens, eerst")
        assert stale.form("/wijzigen").fields["naam"] == "Huishoudens, later"
        again = await other.send(stale, "/wijzigen")
    again.must_say("Je wijziging geldt vanaf nu", "Huishoudens, later")


async def test_the_officer_adds_a_figure_and_delivers_numbers_for_it(world: World) -> None:
    source = {"titel": "Wachtlijst jeugdhulp", "tabel": "wachtlijst-jeugd", "bron": "Gemeente Groningen"}
    async with somebody(world, "beleidsmedewerker") as officer:
        bare = await officer.visit("/2020/eigen-cijfers")
        bare.must_say("Nog geen eigen cijfers", "regio;jaar;indicator;waarde")
        added = await officer.send(await officer.visit("/2020/cijfers/nieuw"), "/nieuw", **NEW)
        added.must_say("Het cijfer staat in de lijst.", "Er is nog niets aangeleverd.")
        page = await officer.visit("/2020/eigen-cijfers")
        file = (
            "regio;jaar;cijfer;waarde\r\noosterparkwijk;2020;wachtlijst;40\r\n\r\nWK001401;2020;wachtlijst;geheim\r\n"
        )
        taken = await officer.send_files(
            page, "/eigen-cijfers", {"bestand": ("w.csv", file.encode("utf-8-sig"), "text/csv")}, **source
        )
        assert taken.status == 200
        taken.must_say("Alles is overgenomen.", "nieuw 2", "wachtlijst-jeugd-2020-1")
        same = await officer.send(taken, "/eigen-cijfers", regels=file.replace("\r\n", "\n"))
        same.must_say("Er is niets veranderd.", "gelijk 2")
        shown = await officer.visit("/2020/cijfers/wachtlijst")
    shown.must_say("Wachtlijst jeugdhulp", "1 wijk", "CC0 1.0")


async def test_a_unit_is_chosen_in_words_or_written_and_kept_as_its_code(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        form = await officer.visit("/2020/cijfers/nieuw")
        units = form.form("/nieuw").options["eenheid"]
        assert (units["procent"], units["mensen per huishouden"]) == ("percent", "people_per_household")
        bare = NEW | {"code": "fietsen", "naam": "Fietsen", "eenheid": ""}
        refused = await officer.send(form, "/nieuw", **bare)
        refused.must_say("Kies een eenheid, of schrijf zelf een woord")
        added = await officer.send(refused, "/nieuw", eenheid_eigen="bakfietsen")
        added.must_say("Het cijfer staat in de lijst.", "Eenheid bakfietsen")
        again = await officer.visit("/2020/cijfers/fietsen/wijzigen")
        assert again.form("/wijzigen").fields["eenheid"] == "bakfietsen"
        await officer.send(again, "/wijzigen", eenheid="homes")
    assert (await world.profiles().indicator("fietsen")).indicator.unit == "homes"


async def test_refused_lines_are_named_by_their_line_and_stay_to_be_mended(world: World) -> None:
    lines = "region,year,indicator,value\nWK001404,2020,inhabitants,40\n\nWK009999,2020,inhabitants,10"
    source = {"titel": "Bron", "tabel": "bron", "bron": "Gemeente"}
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit("/2020/eigen-cijfers")
        refused = await officer.send(page, "/eigen-cijfers", regels=lines, **source)
        assert refused.status == 422
        refused.must_say(
            "2 van de 2 regels kunnen niet kloppen", "2 Het cijfer inhabitants komt uit een andere bron", "4 "
        )
        assert refused.form("/eigen-cijfers").fields["regels"] == lines
        unread = await officer.send(
            page, "/eigen-cijfers", regels="region;year;indicator;value\nWK1;20;x;veel", **source
        )
        unread.must_say("Het jaar is geen jaar.")
        nothing = await officer.send(page, "/eigen-cijfers", regels="", titel="", tabel="Mijn Bron", bron="", adres="x")
    assert nothing.status == 422
    nothing.must_say("Kies een bestand, of plak de regels hier", "Geef de bron een titel", "Schrijf een heel adres.")


async def test_only_an_officer_sees_the_forms(world: World) -> None:
    async with somebody(world, "wijkteam") as worker:
        for address in ("/2020/cijfers/nieuw", "/2020/cijfers/homes/wijzigen", "/2020/eigen-cijfers"):
            assert (await worker.visit(address)).status == 404
        token = await token_of(worker)
        assert (await worker.post("/2020/eigen-cijfers", token)).status == 404
        assert (await worker.post("/2020/cijfers/homes/wijzigen", token)).status == 404
