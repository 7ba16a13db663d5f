"""The euro followed on the pages: sums that come out, unknown that is not zero, and what runs out or is late."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import asyncpg
import pytest
import pytest_asyncio

from tests.support.money import AREA, NEXT_TO, an_award, cents, numbers_after, seen_by_anybody, two_circles
from tests.support.office import a_published_split, an_approved_split, an_idea, somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
ELSEWHERE = "noordoost"
MARCH = datetime(2020, 3, 10, 12, 0, tzinfo=UTC)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def circle(world: World) -> dict[str, str]:
    """The ids of who decides, by name."""
    return await two_circles(world)


@pytest.mark.parametrize("path", ["volg-de-euro", f"gebieden/{AREA}/begroting"])
async def test_a_year_without_a_published_split_says_so_and_names_no_amount(world: World, path: str) -> None:
    page = await seen_by_anybody(world, f"/2031/{path}")
    page.must_say("Voor 2031 is nog geen verdeling bekendgemaakt.")
    assert "€" not in page.words
    assert "bedragen" not in [href for _, href in page.links]


async def test_what_is_approved_and_not_announced_is_not_followed_yet(world: World) -> None:
    await an_approved_split(world, 2032)
    page = await seen_by_anybody(world, "/2032/volg-de-euro")
    page.must_say("Voor 2032 is nog geen verdeling bekendgemaakt.")
    public = await seen_by_anybody(world, "/2032/grootboek")
    public.must_say("Zodra een verdeling bekend is gemaakt, staat het geld hier.")
    assert "1.434.000" not in public.words + (await seen_by_anybody(world, "/2032/grootboek.csv")).words
    async with somebody(world, "budgethouder") as approver:
        (await approver.visit("/2032/grootboek")).must_say(
            "1.434.000", "Verdeling 2032 vastgesteld, besluit: Besluit 1"
        )


async def test_an_area_or_line_that_is_not_there_is_not_found(world: World, circle: dict[str, str]) -> None:
    nobody = "00000000-0000-0000-0000-000000000000"
    for path in ("gebieden/nergens/begroting", f"begroting/{nobody}", f"grootboek?idee={nobody}"):
        assert (await seen_by_anybody(world, f"/2020/{path}")).status == 404
    assert (await seen_by_anybody(world, "/2020/grootboek?op=gisteren")).status == 422


async def test_every_row_and_every_column_adds_up(world: World, circle: dict[str, str]) -> None:
    await an_award(world, circle, "Anna", "812,50")
    page = await seen_by_anybody(world, "/2020/volg-de-euro")
    sums = numbers_after(page, "Alles samen", 4)
    areas = numbers_after(page, "waarvan 11 gebieden", 4)
    others = numbers_after(page, "waarvan de andere potjes", 4)
    assert sums[0] == 143_400_000
    assert [a + o for a, o in zip(areas, others, strict=True)] == sums
    for got, paid, promised, left in (sums, areas, others):
        assert got == paid + promised + left
    assert sums[1] + sums[2] >= 81_250
    page.must_say("Van elke 100 euro voor jeugdhulp gaan er 3 naar de buurt", "Jeugdbudget", "3% van € 47.800.000")
    assert page.link("/open-data") == "/2020/open-data"


async def test_the_file_has_the_amounts_of_the_table(world: World, circle: dict[str, str]) -> None:
    page = await seen_by_anybody(world, "/2020/volg-de-euro")
    file = await seen_by_anybody(world, "/2020/volg-de-euro.csv")
    rows = re.findall(r"([\d,]+);([\d,]+);([\d,]+);([\d,]+);([\d,]+);([\d,]+)", file.words)
    totals = [sum(cents(row[at]) for row in rows) for at in range(6)]
    got, paid, promised, left = numbers_after(page, "Alles samen", 4)
    assert len(rows) == 13
    assert totals[:5] == [got, paid, promised, 0, left]


async def test_an_area_reads_why_it_has_this_amount_and_what_was_promised(world: World, circle: dict[str, str]) -> None:
    idea = await an_award(world, circle, "Bram", "450")
    page = await seen_by_anybody(world, f"/2020/gebieden/{AREA}/begroting")
    base, parts = numbers_after(page, "Basis, voor elk gebied gelijk", 2)[1], numbers_after(page, "0 tot 15 jaar", 4)[3]
    assert base == 4_000_000
    all_areas, own = numbers_after(page, "Samen", 2)
    assert (base + parts, all_areas) == (own, 95_600_000)
    page.must_say("De gemeente schreef dit niet op.", "Nog niet te zeggen. Vanaf april rekenen we het uit.")
    page.must_say("Toegekend: Bram wil een middag met muziek")
    assert f"/ideeen/{idea}" in [href for _, href in page.links]
    assert "bram@voorbeeld.nl" not in page.words


async def test_a_line_for_the_whole_city_has_a_budget_page_too(world: World, circle: dict[str, str]) -> None:
    follow = await seen_by_anybody(world, "/2020/volg-de-euro")
    page = await seen_by_anybody(world, follow.link("/2020/begroting/"))
    page.must_say("Waarom dit bedrag?", "Deze regel krijgt wat de andere regels overlaten.", "298.000")
    assert "Wat kregen we ervoor?" not in page.words


async def test_the_whole_ledger_is_zero_and_the_areas_statement_is_the_lines(
    world: World, circle: dict[str, str]
) -> None:
    page = await seen_by_anybody(world, "/2020/grootboek")
    lines = numbers_after(page, "Potjes samen", 4)
    assert lines[3] == sum(lines[:3]) == 143_400_000
    page.must_say("Alles samen 0", "−1.434.000")
    assert "Het grootboek klopt niet" not in page.words
    of_area = await seen_by_anybody(world, f"/2020/grootboek?gebied={AREA}")
    row = numbers_after(page, "Oosterparkwijk", 4)
    assert numbers_after(of_area, "Stand", 3) == row[:3]
    file = await seen_by_anybody(world, f"/2020/grootboek.csv?gebied={AREA}")
    own = re.findall(r";(free|awarded|paid);Oosterparkwijk;(-?[\d,]+);", file.words)
    assert sum(cents(amount) for _, amount in own) == row[3]


async def test_what_is_asked_beyond_what_is_left_and_what_is_late_is_told(world: World, circle: dict[str, str]) -> None:
    asked = await an_idea(world, NEXT_TO, "Jaap", "99.000")
    given = await an_award(world, circle, "Kees", "123", NEXT_TO, "Wim Ria")
    calm = await seen_by_anybody(world, "/2020/volg-de-euro")
    calm.must_say("Er is meer gevraagd dan er nog is: € 99.000 gevraagd", "Niets is te laat.")
    now = world.clock.now()
    world.clock.set(MARCH)
    try:
        page = await seen_by_anybody(world, "/2020/volg-de-euro")
        page.must_say("Het antwoord had er op", "Dit had op", "betaald moeten zijn: binnen zes weken na het besluit")
        late = page.words.split("Te laat", 1)[1].split("Wat leverde het op?")[0]
        assert "Jaap wil" in late
        assert "Kees wil" in late
        budget = await seen_by_anybody(world, f"/2020/gebieden/{NEXT_TO}/begroting")
        budget.must_say("Let op: Er is meer gevraagd dan er nog is")
        links = [href for _, href in page.links]
        assert f"/ideeen/{asked}" in links
        assert f"/2020/grootboek?idee={given}" in links
    finally:
        world.clock.set(now)


async def test_results_count_only_what_was_told(world: World, circle: dict[str, str]) -> None:
    page = await seen_by_anybody(world, "/2020/volg-de-euro")
    table = page.words.split("kinderen deden mee", 1)[1].split("Alle resultaten")[0]
    assert re.search(r"Noordwest 0 0 0 geen ideeën", table)
    assert re.search(r"Samen [\d.,]+ \d+ 0 nog niet verteld", table)


async def test_a_part_is_said_before_the_yes_that_gives_it(world: World, circle: dict[str, str]) -> None:
    office = world.apps["budget"].state.office
    settings = office.settings.model_copy(update={"part_awards": True})
    world.apps["budget"].state.office = replace(office, settings=settings)
    try:
        where = f"/2020/gebieden/{NEXT_TO}/beslissen"
        idea = await an_idea(world, NEXT_TO, "Loes", "98.000")
        async with somebody(world, "wijkteam", circle["Wim"]) as worker:
            await worker.send(await worker.visit(where), f"/ideeen/{idea}/ja", geen_belang="ja")
        async with somebody(world, "bewoner", circle["Ria"]) as resident:
            seen = await resident.visit(where)
            told = re.search(
                r"Er is nog (€ \S+)\. Met jouw ja krijgt dit idee (€ \S+) van de gevraagde € 98\.000", seen.words
            )
            assert told, seen.words
            assert told[1] == told[2]
            await resident.send(seen, f"/ideeen/{idea}/ja", geen_belang="ja")
        (await seen_by_anybody(world, f"/ideeen/{idea}")).must_say("De buurt zei ja op", f"Gekregen {told[1]}")
        budget = await seen_by_anybody(world, f"/2020/gebieden/{NEXT_TO}/begroting")
        budget.must_say("Het geld is op.")
    finally:
        world.apps["budget"].state.office = office


async def test_a_ledger_that_does_not_add_up_says_so_before_anything_else(world: World) -> None:
    await a_published_split(world, 2035)
    owner = await asyncpg.connect(world.databases["budget"].owner.replace("+asyncpg", ""))
    try:
        await owner.execute("ALTER TABLE balances DISABLE TRIGGER USER")
        await owner.execute(
            "UPDATE balances SET balance_cents = balance_cents + 1 FROM lines"
            " WHERE lines.id = line_id AND year = 2035 AND account = 'free' AND area_id = $1",
            ELSEWHERE,
        )
        await owner.execute("ALTER TABLE balances ENABLE TRIGGER USER")
    finally:
        await owner.close()
    page = await seen_by_anybody(world, "/2035/grootboek")
    page.must_say("Het grootboek klopt niet", "Vertrouw deze bedragen niet")
    assert page.words.index("Het grootboek klopt niet") < page.words.index("Wat staat waar?")


async def test_in_english_our_words_are_english_and_what_people_wrote_is_marked_dutch(
    world: World, circle: dict[str, str]
) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/2020/volg-de-euro")
        english = await anybody.visit(page.link("/taal/en"))
        english.must_say("Follow the euro", "Where is every euro?", "received", "of which 11 areas")
        (await anybody.visit(f"/2020/gebieden/{AREA}/begroting")).must_say(
            "Neighbourhood budget", "How do we calculate this?"
        )
        (await anybody.visit("/2020/grootboek")).must_say("Ledger 2020", "all together is zero")
