"""The profile of a place: who lives there and what there is first, then a theme; the five ways there is no number."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.frontend.hague import YPENBURG, a_hague, fetch, row_of, rows_in
from tests.support.office import somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def hague(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with a_hague(tmp_path_factory.mktemp("hague")) as world:
        yield world


async def test_a_profile_opens_with_who_lives_there_and_what_there_is(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit(YPENBURG)
    page.must_say("Wijk 42 Ypenburg", "Cijfers over 2019 · wijk in 's-Gravenhage", "Inwoners 27.220")
    who, what, theme = (page.words.index(words) for words in ("Inwoners 27.220", "Basisscholen", "Kies een thema"))
    assert who < what < theme
    assert page.link("vergelijken") == "/2019/vergelijken?plek=WK051842"


async def test_a_figure_comes_with_verdict_interval_and_source(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit(f"{YPENBURG}?thema=youth_care")
    page.must_say(
        "104 per 1.000",
        "Duidelijk hoger dan in alle wijken van 's-Gravenhage samen (91 per 1.000).",
        "13 per 1.000 meer dan alle wijken van 's-Gravenhage samen (waarschijnlijk tussen ",
        "Duidelijk hoger dan in Nederland.",
        "Van 7% van deze jongeren is niet bekend waar in 's-Gravenhage ze wonen.",
        "Door toeval en afronding kan het ook tussen 98 per 1.000 en 111 per 1.000 liggen.",
        "39 wijken, van 47 per 1.000 tot 138 per 1.000",
        "Van hoeveel 9.980 jongeren",
        "We keken naar 44 wijken tegelijk.",
        "Jongeren met jeugdzorg / Kinderen en jongeren van 0 tot 25 jaar × 1000",
        "Over 2019. Uitgave 84583NED-2019.",
        "Licentie: CC BY 4.0.",
    )
    assert "Bevolking" in page.words
    assert "22,5%" not in page.words, "one theme at a time"
    assert page.words.count("Van 7% van deze jongeren is niet bekend") == 1, "said where the figure is explained"


async def test_rounding_small_numbers_and_contradictions_each_have_their_sentence(hague: World) -> None:
    async with somebody(hague) as anybody:
        binckhorst = await anybody.visit("/2019/regios/WK051839?thema=youth_care")
        forepark = await anybody.visit("/2019/regios/WK051843?thema=youth_care")
    forepark.must_say("Onbekend of geheim De bron geeft hier geen cijfer.", "Nog te weinig om iets te zeggen")
    binckhorst.must_say(
        "Verschil met alle wijken van 's-Gravenhage samen (91 per 1.000): door afronding niet te zeggen.",
        "tussen 103 per 1.000 en 182 per 1.000 liggen. Keken we alleen naar deze plek, dan leek het verschil echt.",
        "Maar we keken naar 44 wijken tegelijk, en dan springt er vaker een door toeval uit.",
    )
    assert "Duidelijk" not in forepark.words


async def test_an_average_says_why_it_gets_no_verdict(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit(f"{YPENBURG}?thema=income")
    page.must_say("Gemiddeld inkomen per inwoner € 30.200", "Hierover geven we geen oordeel.")


async def test_figures_with_a_verdict_come_before_those_without(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2019/regios/WK051839?thema=youth_care")
    assert page.words.index("138 per 1.000") < page.words.index("21,2%")


async def test_one_leads_to_the_country_the_municipality_and_what_lies_within(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit(YPENBURG)
        for part, name in (("/regios/NL00", "Nederland"), ("/regios/GM0518", "'s-Gravenhage")):
            (await anybody.visit(page.link(part))).must_say(f"{name} Cijfers over 2019")
        neighbourhood = await anybody.visit(page.link("/regios/BU0518"))
    neighbourhood.must_say("buurt in 's-Gravenhage")
    neighbourhood.link("/regios/WK051842")


async def test_the_country_stands_beside_nothing_and_a_municipality_beside_the_country(hague: World) -> None:
    async with somebody(hague) as anybody:
        country = await anybody.visit("/2019/regios/NL00?thema=youth_care")
        municipality = await anybody.visit("/2019/regios/GM0518?thema=youth_care")
    assert "Duidelijk" not in country.words
    assert "andere gemeenten" not in municipality.words, "a legend without a strip"
    municipality.must_say("Duidelijk hoger dan in Nederland.")


async def test_an_area_has_a_profile_that_its_page_leads_to(hague: World) -> None:
    async with somebody(hague) as anybody:
        area = await anybody.visit("/2019/gebieden/laak")
        page = await anybody.visit(area.link("/profiel"))
    page.must_say("Laak Cijfers over 2019 · gebied in 's-Gravenhage", "Binnen Laak")
    assert ("Geld en ideeën in Laak", "/2019/gebieden/laak") in page.links


async def test_the_page_of_an_area_gives_counts_as_numbers_and_parts_with_a_verdict(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2019/gebieden/laak")
    figures = page.words[page.words.index("Wie wonen hier?") :]
    counts, judged = figures.split("Is het hier anders?", 1)
    assert "Kinderen van 0 tot 15 jaar" in counts
    assert "Nederland" not in counts, "a count of a city says nothing beside that of an area"
    for words in (
        "lager dan in 's-Gravenhage.",
        "procentpunt minder dan Nederland (waarschijnlijk tussen",
        "Bron: CBS",
    ):
        assert words in judged
    assert "Door toeval en afronding kan het ook tussen" in judged


async def test_a_figure_stands_over_the_years_as_far_as_it_is_the_same_place(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2020/regios/WK051842")
    page.must_say(
        "Over de jaren: 2019: 22,5%, 2020: 21,5%.",
        "Geen duidelijk verschil met 2019.",
        "Van de jaren vergelijken we het laatste met het eerste. De jaren ertussen hebben we niet getoetst.",
        "Bron: 2019 CBS, Kerncijfers wijken en buurten 2019 (84583NED, latere uitgave)",
    )


async def test_what_is_not_published_says_so_once_and_by_whom(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2020/regios/GM0014?thema=youth_care")
    page.must_say("Hier is geen cijfer van", "Niet gepubliceerd Dit cijfer staat niet in deze uitgave van het CBS")
    assert page.words.count("We vullen niets in") == 1
    assert page.words.count("niet gepubliceerd") >= 3


async def test_what_this_year_lacks_names_the_year_that_has_it(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit("/2020/regios/WK051842")
    page.must_say("Basisscholen binnen 3 km 10,9 scholen (2019)", "Afstand tot een huisarts 1,0 km (2019)")
    page.must_say("Geboorten niet gepubliceerd Over 2019 is het er wel: 250.")


async def test_all_themes_on_one_page_are_tables_for_print(hague: World) -> None:
    async with somebody(hague) as anybody:
        page = await anybody.visit(f"{YPENBURG}?thema=alles")
    page.must_say(
        "Jongeren met jeugdzorg per 1.000 van 0 tot 25 jaar 104 per 1.000 98 per 1.000 90 per 1.000",
        "Duidelijk hoger dan in alle wijken van 's-Gravenhage samen (91 per 1.000).",
        "Inwoners 2019: 27.220 mensen, 2020: 27.145 mensen 27.220 537.833 17.282.163",
        "Bronnen",
    )
    assert "Wat is dit, en waar komt het vandaan?" not in page.words


async def test_all_themes_have_the_year_each_has_on_a_page_of_its_own(hague: World) -> None:
    address = "/2020/regios/WK051842"
    async with somebody(hague) as anybody:
        care = await anybody.visit(f"{address}?thema=youth_care")
        everything = await anybody.visit(f"{address}?thema=alles")
    for page in (care, everything):
        page.must_say("Cijfers over 2019. Over 2020 zijn ze er niet.", "104 per 1.000")
    everything.must_say("Bevolking: cijfers over 2020 Cijfer Wijk 42 Ypenburg", "2019: 22,5%, 2020: 21,5%")
    rows = rows_in(await fetch(hague, f"{address}.csv?thema=alles"))
    care_row = row_of(rows, "cijfer (code)")
    assert (care_row["waarde"], care_row["jaar van het cijfer"]) == ("104", "2019")


@pytest.mark.parametrize(
    "address",
    [
        "/2019/regios/WK999999",
        "/2019/regios/laak",
        "/2019/gebieden/WK051842/profiel",
        "/2019/gebieden/nergens/profiel",
        f"{YPENBURG}?thema=geluk",
        "/2019/regios/WK999999.csv",
        "/insluiten/2019/WK999999/inhabitants",
        "/insluiten/2019/WK051842/geluk",
        "/insluiten/2019/%27%20or%201/inhabitants",
    ],
)
async def test_what_is_not_there_is_a_page_that_says_so(hague: World, address: str) -> None:
    answer = await fetch(hague, address)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


async def test_the_page_speaks_english(hague: World) -> None:
    page = (await fetch(hague, f"{YPENBURG}?thema=youth_care", cookie="vv_taal=en")).text
    assert "Clearly higher than in all districts of" in page
    assert "By chance and rounding it can also lie between" in page


async def test_the_chart_may_be_framed_by_anybody_and_asks_nothing_of_who_looks(hague: World) -> None:
    answer = await fetch(hague, "/insluiten/2019/WK051842/youth_care_per_1000")
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "x-frame-options" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert "<script" not in answer.text
    assert 'target="_top">Bekijk dit in Voorveld' in answer.text
    assert "84583NED-2019" in answer.text
    english = await fetch(hague, "/insluiten/2019/WK051842/youth_care_per_1000?taal=en")
    assert "Clearly higher" in english.text
    assert 'lang="en"' in english.text


async def test_no_other_page_may_be_framed(hague: World) -> None:
    for address in (YPENBURG, "/2019/vergelijken", "/insluiten", "/2019"):
        answer = await fetch(hague, address)
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
