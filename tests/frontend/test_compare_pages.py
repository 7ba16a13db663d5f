"""Places side by side: chosen by name without a script, judged beside each other, and taken along as files."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from frontend.download import safe
from tests.frontend.hague import YPENBURG, a_hague, fetch, json_in, row_of, rows_in
from tests.support.office import somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
COMPARE = "/2019/vergelijken"
TWO = f"{COMPARE}?plek=WK051842&plek=laak&thema=youth_care"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hague(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with a_hague(tmp_path_factory.mktemp("hague")) as world:
        yield world


async def test_two_places_stand_beside_each_other_with_a_verdict_on_their_difference(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit(TWO)
    page.must_say(
        "Wijk 42 Ypenburg en Laak", "104 per 1.000", "87 per 1.000", "Duidelijk lager dan in Wijk 42 Ypenburg"
    )


async def test_the_municipality_and_the_country_stand_beside_the_places_and_count_for_none(hague: World) -> None:
    keys = "".join(f"&plek=WK0518{number}" for number in (29, 30, 38, 42))
    async with somebody(hague) as anybody:
        four = await anybody.visit(f"{COMPARE}?thema=youth_care{keys}")
        whole = await anybody.visit(f"{COMPARE}?plek=WK051842&plek=GM0518&thema=youth_care")
    four.must_say("'s-Gravenhage staat ernaast Nederland staat ernaast", "98 per 1.000 90 per 1.000")
    assert four.link("/regios/GM0518") == "/2019/regios/GM0518"
    assert "'s-Gravenhage staat ernaast" not in whole.words, "it was chosen as a place"
    assert "hoogstens vier" not in four.words


async def test_places_of_two_municipalities_stand_beside_each_ones_own(hague: World) -> None:
    address = "/2020/vergelijken?plek=WK051842&plek=WK001401&thema=population"
    async with somebody(hague) as anybody:
        page = await anybody.visit(address)
    page.must_say("'s-Gravenhage staat ernaast Groningen staat ernaast Nederland staat ernaast")
    found = rows_in(await fetch(hague, address.replace("vergelijken?", "vergelijken.csv?")))
    children = [row for row in found if row["cijfer (code)"] == "young_people_0_14_share"]
    values = [(row["gemeente"], row["waarde van de gemeente"]) for row in children]
    assert values == [("'s-Gravenhage", "17"), ("Groningen", "12,3")]


async def test_all_themes_stand_side_by_side_each_over_its_own_year(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2020/vergelijken?plek=WK051842&plek=WK051839&thema=alles")
    page.must_say("Bevolking: cijfers over 2020", "Jeugdhulp: cijfers over 2019", "104 per 1.000")
    assert "Uitleg bij de cijfers" not in page.words


async def test_a_place_within_another_is_not_judged_beside_it_and_that_is_said_once(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit(f"{COMPARE}?plek=WK051842&plek=GM0518&thema=youth_care")
    assert page.words.count("Naast Wijk 42 Ypenburg geen oordeel: de ene plek ligt in de andere") == 1


async def test_nothing_chosen_yet_says_what_to_do(hague: World) -> None:
    answer = await fetch(hague, COMPARE)
    assert answer.status_code == 200
    assert "Nog niets te vergelijken" in answer.text
    assert '<option value="Wijk 42 Ypenburg, wijk in &#39;s-Gravenhage [WK051842]">' in answer.text


async def test_a_name_leads_to_the_stable_address(hague: World) -> None:
    async with somebody(hague) as anybody:
        form = await anybody.visit(COMPARE)
        assert form.form("vergelijken").action == COMPARE
        named = await anybody.visit(f"{COMPARE}?plek=wijk+42+ypenburg&plek=&plek=Laak,+gebied+in+x+[laak]")
    assert named.address.endswith(f"{COMPARE}?plek=WK051842&plek=laak&thema=population")


async def test_a_name_of_several_places_asks_which(hague: World) -> None:
    answer = await fetch(hague, f"{COMPARE}?plek=duin")
    assert answer.status_code == 422
    assert "Er zijn meer plekken met deze naam." in answer.text
    assert "plek=WK051808&amp;thema=population" in answer.text
    assert 'aria-invalid="true"' in answer.text


@pytest.mark.parametrize(
    ("plek", "sentence"),
    [
        ("Atlantis", "Deze plek vinden we niet."),
        ("WK999999", "De plek WK999999 kennen we niet."),
        ("GM0014", "zijn er geen cijfers over 2019, wel over 2020."),
        ("%25_%00", "Deze plek vinden we niet."),
    ],
)
async def test_a_place_that_cannot_stand_there_says_why_and_the_rest_stays(
    hague: World, plek: str, sentence: str
) -> None:
    answer = await fetch(hague, f"{TWO}&plek={plek}")
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "87 per 1.000" in answer.text


async def test_five_places_are_one_too_many(hague: World) -> None:
    keys = "".join(f"&plek=WK0518{number}" for number in (29, 30, 38, 42, 44))
    answer = await fetch(hague, f"{COMPARE}?thema=youth_care{keys}")
    assert answer.status_code == 422
    assert "Je kunt hoogstens vier plekken naast elkaar zetten." in answer.text
    assert "Wijk 42 Ypenburg" in answer.text
    assert ">Wijk 44 Leidschenveen<" not in answer.text


async def test_the_csv_of_a_profile_opens_in_a_dutch_excel_with_all_the_page_says(hague: World) -> None:
    answer = await fetch(hague, f"{YPENBURG}.csv?thema=youth_care")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="voorveld-WK051842-2019-youth_care.csv"'
    rows = rows_in(answer)
    assert {row["thema"] for row in rows} >= {"Jeugdhulp", "Bevolking"}
    care = row_of(rows, "cijfer (code)")
    assert (care["waarde"], care["stand"], care["grootte van de groep"]) == ("104", "getal", "9980")
    assert (care["interval van 95 procent, laag"], care["jaar van het cijfer"]) == ("98,1", "2019")
    assert care["oordeel naast de gemeente"] == "Duidelijk hoger dan in alle wijken van 's-Gravenhage samen"
    assert [care[f"verschil met Nederland{end}"] for end in ("", ", laag", ", hoog")] == ["14,4", "8,3", "20,9"]
    assert (care["uitgave"], care["licentie"]) == ("84583NED-2019", "CC BY 4.0")
    assert care["adres van de pagina"].endswith("/2019/regios/WK051842?thema=youth_care")


async def test_the_csv_has_the_years_the_page_shows(hague: World) -> None:
    share = row_of(rows_in(await fetch(hague, "/2020/regios/WK051842.csv")), "cijfer (code)", "young_people_0_14_share")
    assert share["over de jaren"] == "2019: 22,5%, 2020: 21,5%"
    assert (share["oordeel over de jaren (code)"], share["vergeleken met het jaar"]) == ("no_clear_difference", "2019")
    assert share["verschil met dat jaar, laag"].startswith("-")


async def test_the_csv_keeps_apart_what_is_not_there(hague: World) -> None:
    rows = rows_in(await fetch(hague, "/2020/regios/GM0014.csv?thema=youth_care"))
    care = row_of(rows, "cijfer (code)")
    assert (care["waarde"], care["stand (code)"], care["stand"]) == ("", "not_published", "niet gepubliceerd")
    assert care["oordeel naast Nederland"] == ""


async def test_the_json_has_the_same_rows_and_the_dots(hague: World) -> None:
    found = json_in(await fetch(hague, f"{YPENBURG}.json?thema=youth_care"))
    care = row_of(found["rows"], "indicator")
    assert (care["value"], care["verdictCountry"], care["compared"], care["intervalLow"]) == (
        104,
        "clearly_higher",
        44,
        98.1,
    )
    assert len(found["dots"]["youth_care_per_1000"]) == 44


async def test_the_files_of_a_comparison_have_every_place_and_the_difference(hague: World) -> None:
    rows = rows_in(await fetch(hague, TWO.replace("vergelijken", "vergelijken.csv")))
    care = [row for row in rows if row["cijfer (code)"] == "youth_care_per_1000"]
    assert [row["code"] for row in care] == ["WK051842", "laak"]
    assert [row["oordeel naast de eerste plek"] for row in care] == ["", "Duidelijk lager dan in Wijk 42 Ypenburg"]
    assert care[1]["verschil met de eerste plek, laag"].startswith("-")
    found = json_in(await fetch(hague, TWO.replace("vergelijken", "vergelijken.json")))
    second = next(row for row in found["rows"] if (row["place"], row["indicator"]) == ("laak", "youth_care_per_1000"))
    assert second["verdictFirstPlace"] == "clearly_lower"


async def test_a_file_of_nothing_is_not_there(hague: World) -> None:
    for query in ("", "?plek=Atlantis", "?plek=WK051842&thema=geluk"):
        assert (await fetch(hague, f"{COMPARE}.csv{query}")).status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+31", "-x", "@sum", "\t=1", " =cmd", "\r=1"])
async def test_no_cell_is_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


async def test_other_text_stays_as_it_is() -> None:
    assert safe("Wijk 42 = Ypenburg") == "Wijk 42 = Ypenburg"


async def test_the_year_beside_it_keeps_what_was_chosen(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit(TWO)
    assert page.link("/2020/vergelijken").endswith("?plek=WK051842&plek=laak&thema=youth_care")
