"""Maps, care pressure, who can cope: what people read, of The Hague in 2019 and of Groningen in 2020."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.frontend.hague import fetch, json_in, rows_in
from tests.support.office import somebody
from tests.support.world import World, a_world

pytestmark = pytest.mark.asyncio(loop_scope="module")
CARE = "/2019/kaart/youth_care_per_1000"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hague(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with a_world(tmp_path_factory.mktemp("hague"), "GM0518") as world:
        yield world


async def words_of(world: World, address: str) -> str:
    async with somebody(world) as anybody:
        return (await anybody.visit(address)).words


async def test_a_map_says_its_steps_and_each_kind_of_no_figure(hague: World) -> None:
    words = await words_of(hague, f"{CARE}?niveau=wijk")
    assert "Gelijke stappen van 20 per 1.000" in words
    for reason in ("niet van toepassing", "onbekend of geheim", "te klein om te tonen"):
        assert reason in words
    assert "Duidelijk lager dan in alle wijken van 's-Gravenhage samen" in words


async def test_the_table_of_a_map_has_all_places_together_and_the_municipality(hague: World) -> None:
    words = await words_of(hague, f"{CARE}?niveau=wijk")
    table = words[words.index("Elke plek staat hier naast alle wijken van 's-Gravenhage samen.") :]
    assert "44. Wijk 44 Leidschenveen 94 per 1.000 geen duidelijk verschil van 7.590 jongeren" in table
    assert "Alle wijken samen 91 per 1.000 's-Gravenhage 98 per 1.000 Nederland 90 per 1.000" in table


async def test_places_stand_by_name_unless_asked_and_keep_their_number(hague: World) -> None:
    by_name = await words_of(hague, f"{CARE}?niveau=wijk")
    by_value = await words_of(hague, f"{CARE}?niveau=wijk&volgorde=waarde")
    table = by_name[by_name.index("wat je kunt zeggen") :]
    assert table.index("1. Wijk 01") < table.index("2. Wijk 02") < table.index("39. Wijk 39 Binckhorst")
    sorted_table = by_value[by_value.index("wat je kunt zeggen") :]
    assert sorted_table.index("39. Wijk 39 Binckhorst") < sorted_table.index("2. Wijk 02")
    assert sorted_table.index("2. Wijk 02") < sorted_table.index("1. Wijk 01"), "without a figure comes last"


async def test_neighbourhoods_without_outlines_have_a_table_only_and_the_page_says_so(hague: World) -> None:
    words = await words_of(hague, "/2019/kaart/social_minimum_share?niveau=buurt")
    assert "De grenzen van deze buurten zijn nog niet geladen" in words
    assert "Gelijke stappen" not in words
    assert "114." in words


async def test_areas_have_a_map_too(hague: World) -> None:
    assert "Gelijke stappen" in await words_of(hague, CARE)


async def test_the_choice_of_a_figure_leads_to_an_address_to_keep(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2019/kaart?cijfer=divorced_share&niveau=wijk&gemeente=")
    assert page.address.endswith("/2019/kaart/divorced_share?niveau=wijk")


async def test_trap_10_care_pressure_stands_beside_all_districts_and_context_names_no_cause(hague: World) -> None:
    words = await words_of(hague, "/2019/zorgdruk?niveau=wijk")
    assert "alle wijken samen: 91" in words
    assert "Van 7% van deze jongeren is niet bekend waar in 's-Gravenhage ze wonen" in words
    assert "Het CBS waarschuwt hier zelf voor (2021)" in words
    assert "Dat zegt niet waardoor jongeren hulp krijgen" in words
    assert "correlatie" not in words


async def test_care_pressure_has_the_country_and_what_else_is_known_in_the_row_of_each_place(hague: World) -> None:
    words = await words_of(hague, "/2019/zorgdruk?niveau=wijk")
    row = words[words.index("42. Wijk 42 Ypenburg") : words.index("43. Wijk 43 Forepark")]
    assert "104 per 1.000 duidelijk hoger van 9.980 jongeren; waarschijnlijk tussen 98 en 111 duidelijk hoger" in row
    assert "€ 30.200" in row, "income stands beside"
    assert "'s-Gravenhage 98 per 1.000 11,6% € 27.100 9,6% 47 per 1.000" in words, "and that of what it stands beside"
    assert "Het oordeel is strenger: we keken naar 44 wijken tegelijk" in words


async def test_neighbourhoods_stand_under_their_district_with_how_many_differ(hague: World) -> None:
    words = await words_of(hague, "/2019/zorgdruk?niveau=buurt")
    scheveningen = words[words.index("Wijk 07 Scheveningen (5): 1 duidelijk hoger of lager") :]
    assert "Oud Scheveningen" in scheveningen[: scheveningen.index("Wijk 08 Duindorp")]
    by_value = await words_of(hague, "/2019/zorgdruk?niveau=buurt&volgorde=waarde")
    assert "duidelijk hoger of lager" not in by_value.split("Per plek")[1], "a list that was asked by figure is one"


async def test_the_files_of_care_pressure_have_all_the_page_shows(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2019/zorgdruk?niveau=wijk&plek=WK051842")
    assert page.link("zorgdruk.csv") == "/2019/zorgdruk.csv?niveau=wijk&maat=youth_care_per_1000&plek=WK051842"
    rows = rows_in(await fetch(hague, page.link("zorgdruk.csv")))
    care = [row for row in rows if row["cijfer (code)"] == "youth_care_per_1000"]
    assert len(care) == 44 + 2, "each district, and two years of one"
    ypenburg = next(row for row in care if row["code"] == "WK051842")
    assert (ypenburg["waarde"], ypenburg["oordeel naast Nederland (code)"]) == ("104", "clearly_higher")
    income = {row["code"]: row["waarde"] for row in rows if row["cijfer (code)"] == "average_income_per_inhabitant"}
    assert (income["WK051842"], income["GM0518"]) == ("30,2", "27,1")
    assert all(row["uitgave"] for row in rows if row["waarde"]), "each number names its release"
    found = json_in(await fetch(hague, page.link("zorgdruk.json")))
    assert len(found["rows"]) == len(rows)
    assert found["funnel"]["referenceOf"] == "parts"
    assert {"people", "low95", "high998"} <= found["funnel"]["limits"][0].keys()


async def test_the_files_of_a_map_have_every_place_with_its_verdict_and_source(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit(f"{CARE}?niveau=wijk")
    page.must_say("Deze cijfers voor Excel (CSV)", "Bronnen CBS, Kerncijfers wijken en buurten 2019")
    rows = rows_in(await fetch(hague, page.link(".csv")))
    assert len(rows) == 44
    assert {row["oordeel naast de gemeente (code)"] for row in rows} >= {"clearly_higher", "undecided_rounding"}
    assert len(json_in(await fetch(hague, page.link(".json")))["rows"]) == 44
    assert (await fetch(hague, "/2019/kaart/nergens.csv")).status_code == 404


async def test_how_to_read_care_pressure_keeps_the_year_one_came_from(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2019/zorgdruk?niveau=wijk")
        explained = await anybody.visit(page.link("uitleg/zorgdruk"))
        assert explained.link("/2019/zorgdruk") == "/2019/zorgdruk"
        assert explained.link("/2020/uitleg") == "/2020/uitleg/zorgdruk", "and offers the year after"
        old = await anybody.visit("/uitleg/zorgdruk")
    assert re.search(r"/[0-9]{4}/uitleg/zorgdruk$", old.address)


async def test_every_dot_of_the_funnel_leads_to_its_row(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2019/zorgdruk?niveau=wijk")
    dots = {href: words for words, href in page.links if href.startswith("#plek-")}
    assert len(dots) == 39
    assert dots["#plek-WK051839"].startswith("Wijk 39 Binckhorst: 138 per 1.000, van 435 jongeren")


async def test_what_cbs_calls_youth_care_is_said_once_on_each_page_with_it(hague: World) -> None:
    said = "Het CBS telt jeugdhulp, jeugdbescherming en jeugdreclassering hier samen, en noemt dat jeugdzorg."
    pages = ("/2019/zorgdruk?niveau=wijk", f"{CARE}?niveau=wijk", "/2019/regios/WK051842?thema=youth_care")
    for address in (*pages, "/2019/vergelijken?plek=WK051842&plek=WK051839&thema=youth_care"):
        assert (await words_of(hague, address)).count(said) == 1, address
    for address in ("/2019/kaart/divorced_share?niveau=wijk", "/2019/regios/WK051842"):
        assert said not in await words_of(hague, address), address


async def test_counts_that_contradict_each_other_are_named_so(hague: World) -> None:
    words = await words_of(hague, "/2019/zorgdruk?niveau=wijk")
    assert "de aantallen van de bron spreken elkaar tegen" in words


async def test_unpublished_care_says_so_and_leads_to_where_it_can_be_seen(world: World) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/2020/zorgdruk")
        page.must_say("De bron geeft dit cijfer niet voor deze gebieden in 2020")
        elsewhere = await anybody.visit(page.link("/2019/zorgdruk?gemeente=GM0518"))
    elsewhere.must_say("alle wijken samen: 91")


async def test_what_is_not_there_is_not_found(hague: World) -> None:
    async with somebody(hague) as anybody:
        for address in (
            "/2019/zorgdruk?maat=inhabitants",
            "/2019/zorgdruk?niveau=straat",
            "/2019/kaart/geluk",
            f"{CARE}?gemeente=Den+Haag",
            "/2019/vraag-en-aanbod/NERGENS",
        ):
            page = await anybody.visit(address)
            assert page.status == 404, address


async def test_who_can_cope_names_its_assumptions_and_lets_one_change_them(hague: World) -> None:
    usual = await words_of(hague, "/2019/vraag-en-aanbod/WK051830")
    assert "430 tot 1.300" in usual
    assert "Om over te praten, niet om mee te tellen" in usual
    assert "De sociale kaart komt later" in usual
    query = "aanname_minimum_van=50&aanname_minimum_tot=60&aanname_overig_van=1&aanname_overig_tot=12"
    changed = await words_of(hague, f"/2019/vraag-en-aanbod/WK051830?{query}")
    assert "andere aannames dan de gewone" in changed
    assert "430 tot 1.300" not in changed


async def test_what_there_is_names_partners_and_ideas_of_the_area_a_place_belongs_to(hague: World) -> None:
    area = await words_of(hague, "/2019/vraag-en-aanbod/laak")
    assert "Dit weten we nu over 2019. Naar de pagina van Laak" in area
    assert "Over 2019 leverde nog geen partner cijfers over dit gebied." in area
    district = await words_of(hague, "/2019/vraag-en-aanbod/WK051838")
    assert "Wijk 38 Laakkwartier en Spoorwijk hoort bij het gebied Laak." in district
    async with somebody(hague) as anybody:
        code = (await anybody.visit("/2019/regios/WK051838")).link("/regios/BU0518").split("/")[-1]
    assert "hoort bij het gebied Laak." in await words_of(hague, f"/2019/vraag-en-aanbod/{code}")
    assert "Partners die hier werken" not in await words_of(hague, "/2019/vraag-en-aanbod/GM0518")


async def test_a_page_about_another_municipality_hangs_under_that_one(hague: World) -> None:
    pages = ("/2019/zorgdruk?gemeente=GM0014&niveau=wijk", "/2019/kaart/divorced_share?gemeente=GM0014&niveau=wijk")
    async with somebody(hague) as anybody:
        for address in (*pages, "/2019/vraag-en-aanbod/WK001404"):
            page = await anybody.visit(address)
            assert ("Groningen", "/2019/regios/GM0014") in page.links, address
            assert ("'s-Gravenhage", "/2019") not in page.links, address


async def test_assumptions_the_wrong_way_round_are_said_at_the_field(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2019/vraag-en-aanbod/WK051830?aanname_minimum_van=50&aanname_minimum_tot=20")
    assert page.status == 422
    page.must_say("Het laagste deel is groter dan het hoogste")


async def test_a_profile_shows_which_districts_are_alike_and_how_that_was_measured(hague: World) -> None:
    words = await words_of(hague, "/2019/regios/WK051830")
    assert "Waar lijkt Wijk 30 Transvaalkwartier op?" in words
    assert "Wie er zorg krijgt, telt hier niet mee" in words
    assert "1,4826 keer de middelste afstand tot het midden" in words
    assert "We vergeleken met" in words


async def test_an_area_is_like_areas_and_districts_and_a_municipality_like_no_other(hague: World) -> None:
    words = await words_of(hague, "/2019/gebieden/laak/profiel")
    assert "Gebieden en wijken die het meest op Laak lijken" in words
    assert "andere gebieden en wijken in onze gegevens" in words
    assert "verschil (0 = gelijk)" in words
    assert "lijkt" not in await words_of(hague, "/2019/regios/GM0518")
