"""A release comes in whole or not at all, once, and says what it changed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import asyncpg

from services.kit.database import Database
from services.profiles.contract.models import ValueView
from services.profiles.sources.files import read_file
from services.profiles.sources.places import region_of
from services.profiles.sources.table import Cell, SourceColumn, SourceRow, SourceTable
from services.profiles.usecases.divide_by_district import divide_by_district
from services.profiles.usecases.import_table import ImportReport, import_table
from tests.profiles.sources.excerpts import SHARED, needs_shared
from tests.support.profiles import Profiles, profiles_of

NOW = datetime(2021, 6, 1, 12, tzinfo=UTC)
PEOPLE, CHILDREN, YOUNG, CARE = "aantalinwoners", "k_0tot15jaar", "k_15tot25jaar", "jongerenmetjeugdzorginnatura"
UTRECHT = {
    "NL00": ("Nederland", 17_407_585, 2_726_099, 2_143_743, None),
    "GM0344": ("Utrecht", 357_597, 62_000, 60_000, None),
    "WK034401": ("Wijk 01 West", 29_000, 5_000, 3_000, None),
    "WK034402": ("Wijk 02 Noordwest", 45_000, 9_000, 5_000, None),
}


def a_table(
    rows: dict[str, tuple[Cell, ...]], *, columns: Sequence[str] = (PEOPLE, CHILDREN, YOUNG, CARE), year: int = 2020
) -> SourceTable:
    """A release of the key figures: code to name and cells."""
    return SourceTable(
        table="84799NED",
        title=f"Kerncijfers wijken en buurten {year}",
        year=year,
        modified=None,
        url="https://example.org/84799NED",
        licence="CC BY 4.0",
        attribution="Bron: CBS",
        columns=[SourceColumn(name, name, name, "aantal", "", "Bevolking", 0) for name in columns],
        rows=list(_rows(rows)),
        expected_rows=len(rows),
    )


def _rows(rows: dict[str, tuple[Cell, ...]]) -> Iterable[SourceRow]:
    for line, (code, (name, *cells)) in enumerate(rows.items(), start=2):
        yield SourceRow(line, region_of(code, str(name), source="test", line=line, changed=""), cells)


async def bring_in(profiles: Profiles, table: SourceTable, now: datetime = NOW) -> ImportReport:
    """Import as the command does, in a transaction of its own."""
    database = Database(profiles.urls.app)
    try:
        async with database.transaction() as session:
            report = await import_table(session, table, by="test", now=now)
            if report.release:
                await divide_by_district(session, table.year)
            return report
    finally:
        await database.close()


async def figures_in(profiles: Profiles) -> int:
    connection = await asyncpg.connect(profiles.urls.owner)
    try:
        return int(await connection.fetchval("SELECT count(*) FROM region_values"))
    finally:
        await connection.close()


async def test_a_municipality_the_sample_does_not_hold_becomes_a_whole_installation() -> None:
    async with profiles_of("GM0344") as profiles:
        report = await bring_in(profiles, a_table(UTRECHT))
        home = await profiles.client().municipality(2020)
        profile = await profiles.client().area_profile("wijk-01-west", 2020)
    assert (report.release, report.counts.new, report.refused) == ("84799NED-2020-3", 12, ())
    assert (home.name, [area.name for area in home.areas]) == ("Utrecht", ["Wijk 01 West", "Wijk 02 Noordwest"])
    children = next(figure for figure in profile.figures if figure.indicator.code == "young_people_0_14")
    assert (children.area, children.municipality) == (number(5_000), number(62_000))


async def test_a_sum_in_the_catalogue_is_made_on_the_way_in() -> None:
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, a_table(UTRECHT))
        profile = await profiles.client().region_profile("WK034402", 2020)
    young = next(figure for figure in profile.figures if figure.indicator.code == "young_people_0_24")
    assert young.region == number(14_000)


async def test_a_column_without_any_figure_is_not_yet_published() -> None:
    async with profiles_of("GM0344") as profiles:
        report = await bring_in(profiles, a_table(UTRECHT))
        profile = await profiles.client().region_profile("WK034402", 2020)
    care = next(figure for figure in profile.figures if figure.indicator.code == "youth_care_count")
    assert care.region == ValueView(status="not_published")
    assert "JongerenMetJeugdzorgInNatura" in report.not_published


async def test_the_same_release_again_changes_nothing() -> None:
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, a_table(UTRECHT))
        before = await figures_in(profiles)
        again = await bring_in(profiles, a_table(UTRECHT))
        assert (again.release, again.counts.new, again.counts.changed) == (None, 0, 0)
        assert again.counts.unchanged > 0
        assert await figures_in(profiles) == before


async def test_a_part_of_what_is_known_changes_nothing_either() -> None:
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, a_table(UTRECHT))
        part = {code: UTRECHT[code] for code in ("GM0344", "WK034401")}
        again = await bring_in(profiles, a_table(part))
    assert (again.release, again.counts.new, again.counts.changed) == (None, 0, 0)


async def test_figures_under_a_wrong_table_are_put_right_by_importing_the_right_one() -> None:
    wrong = replace(a_table(UTRECHT, year=2021), table="70072NED", title="Verkeerd")
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, wrong)
        report = await bring_in(profiles, a_table(UTRECHT, year=2021))
        again = await bring_in(profiles, a_table(UTRECHT, year=2021))
        profile = await profiles.client().region_profile("WK034401", 2021)
    assert (report.release, report.counts.unchanged) == ("84799NED-2021-1", 0)
    assert again.release is None
    sources = {figure.indicator.code: figure.source.table for figure in profile.figures}
    assert sources["inhabitants"] == "84799NED"


async def test_a_later_release_speaks_and_the_earlier_one_stays_answerable() -> None:
    later = UTRECHT | {"WK034401": ("Wijk 01 West", 29_005, 5_000, 3_000, 120)}
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, replace(a_table(UTRECHT), modified=date(2021, 1, 1)))
        report = await bring_in(profiles, replace(a_table(later), modified=date(2022, 1, 1)))
        profile = await profiles.client().region_profile("WK034401", 2020)
        connection = await asyncpg.connect(profiles.urls.owner)
        versions = await connection.fetch(
            "SELECT v.number::int FROM region_values v JOIN indicators i ON i.number = v.indicator_number"
            " JOIN regions g ON g.number = v.region_number JOIN releases r ON r.number = v.release_number"
            " WHERE i.code = 'inhabitants' AND g.code = 'WK034401' ORDER BY r.published_on"
        )
        await connection.close()
    assert report.counts.changed == 1
    assert [row[0] for row in versions] == [29_000, 29_005]
    figures = {figure.indicator.code: figure for figure in profile.figures}
    assert figures["inhabitants"].region == number(29_005)
    assert figures["youth_care_count"].region == number(120)


async def test_an_older_release_that_comes_in_late_does_not_speak() -> None:
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, replace(a_table(UTRECHT), modified=date(2022, 1, 1)))
        older = UTRECHT | {"WK034401": ("Wijk 01 West", 28_000, 5_000, 3_000, None)}
        await bring_in(profiles, replace(a_table(older), modified=date(2021, 1, 1)))
        profile = await profiles.client().region_profile("WK034401", 2020)
    inhabitants = next(figure for figure in profile.figures if figure.indicator.code == "inhabitants")
    assert inhabitants.region == number(29_000)


async def test_one_cell_that_is_no_number_refuses_all_and_is_named() -> None:
    async with profiles_of("GM0344") as profiles:
        before = await figures_in(profiles)
        wrong = UTRECHT | {"WK034402": ("Wijk 02 Noordwest", 45_000, "veel", 5_000, None)}
        report = await bring_in(profiles, a_table(wrong))
        assert await figures_in(profiles) == before
        assert (await profiles.client().comparison_municipalities())[0].name != "Utrecht"
    assert report.release is None
    assert {(row.line, row.region, row.reason, row.found) for row in report.refused} == {
        (5, "WK034402", "not-a-number", "veel")
    }


async def test_trap_1_a_code_with_another_name_in_the_same_year_is_refused() -> None:
    async with profiles_of("GM1901") as profiles:
        nieuwerbrug = {"WK190103": ("Nieuwerbrug", 1_940, 300, 200, None)}
        report = await bring_in(profiles, a_table(nieuwerbrug))
        assert [(row.region, row.reason) for row in report.refused] == [("WK190103", "other-name")]
        of_2024 = await bring_in(profiles, a_table(nieuwerbrug, year=2024))
    assert of_2024.release == "84799NED-2024-1"


async def test_nobody_lives_there_is_not_applicable_and_not_missing() -> None:
    async with profiles_of("GM0344") as profiles:
        empty = UTRECHT | {"WK034402": ("Wijk 02 Noordwest", 0, None, None, None)}
        await bring_in(profiles, a_table(empty))
        profile = await profiles.client().region_profile("WK034402", 2020)
    figures = {figure.indicator.code: figure.region.status for figure in profile.figures}
    assert (figures["inhabitants"], figures["young_people_0_14"]) == ("number", "not_applicable")


async def test_trap_2_where_nobody_lives_stays_not_applicable_in_a_download_of_fewer_columns() -> None:
    rows = UTRECHT | {"WK034401": ("Wijk 01 West", 29_000, 5_000, 3_000, 90), "WK034402": ("Wijk 02", 0, 0, 0, None)}
    care = {code: (name, cells[-1]) for code, (name, *cells) in rows.items()}
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, a_table(rows, year=2021))
        again = await bring_in(profiles, a_table(care, columns=[CARE], year=2021))
        profile = await profiles.client().region_profile("WK034402", 2021)
    assert (again.release, again.counts.changed, again.counts.unchanged) == (None, 0, 4)
    figures = {figure.indicator.code: figure.region.status for figure in profile.figures}
    assert figures["youth_care_count"] == "not_applicable"


@needs_shared
async def test_trap_2_a_narrower_download_of_a_table_in_the_sample_changes_nothing() -> None:
    async with profiles_of("GM0518") as profiles:
        path = SHARED / "cbs" / "kwb_2019_84583NED_denhaag_nl_jeugdzorg.csv"
        report = await bring_in(profiles, read_file(path))
    assert (report.release, report.counts.new, report.counts.changed) == (None, 0, 0)
    assert report.counts.unchanged > 5_000


async def test_a_column_nobody_described_gets_an_entry_of_its_own() -> None:
    async with profiles_of("GM0344") as profiles:
        table = a_table({code: cells[:2] for code, cells in UTRECHT.items()}, columns=["eenhoorns"])
        report = await bring_in(profiles, table)
        indicators = {indicator.code: indicator for indicator in await profiles.client().indicators()}
    assert report.added_indicators == ("cbs_eenhoorns",)
    assert (indicators["cbs_eenhoorns"].name, indicators["cbs_eenhoorns"].kind) == ("eenhoorns", "count")


def number(value: int) -> ValueView:
    return ValueView(status="number", number=value)


async def test_a_table_of_few_columns_of_a_later_year_hides_nothing_of_an_earlier_one() -> None:
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, a_table(UTRECHT))
        fewer = {code: (name, cells[0] + 100) for code, (name, *cells) in UTRECHT.items()}
        await bring_in(profiles, a_table(fewer, columns=[PEOPLE], year=2024))
        client = profiles.client()
        children = await client.indicator_values("young_people_0_14", 2025)
        people = await client.indicator_values("inhabitants", 2025)
        compared = await client.compare(["wijk-01-west"], 2025, indicators=["young_people_0_14"])
        judged = await client.indicator_places("young_people_0_14", 2025)
    assert (children.source.period, children.values[0].value) == (2020, number(5_000))
    assert (people.source.period, people.values[0].value) == (2024, number(29_100))
    assert (compared.year, compared.figures[0].places[0].value) == (2020, number(5_000))
    assert (judged.year, judged.places[0].figure.value) == (2020, number(5_000))


async def test_a_table_of_municipalities_only_leaves_the_areas_what_they_had() -> None:
    async with profiles_of("GM0344") as profiles:
        await bring_in(profiles, a_table(UTRECHT))
        await bring_in(profiles, a_table({"GM0344": ("Utrecht", 360_000, 63_000, 61_000, None)}, year=2025))
        children = await profiles.client().indicator_values("young_people_0_14", 2025)
        judged = await profiles.client().indicator_places("young_people_0_14", 2025, "district", "GM0344")
        of_all = await profiles.client().compare(["GM0344"], 2025, indicators=["young_people_0_14"])
    assert (children.source.period, children.values[0].value) == (2020, number(5_000))
    assert (judged.year, judged.places[0].figure.value) == (2020, number(5_000))
    assert (of_all.year, of_all.figures[0].places[0].value) == (2025, number(63_000))
