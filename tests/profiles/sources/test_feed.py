"""The feed of CBS is read to its end whatever hiccups it has, or refused; nothing is ever half read."""

from collections.abc import AsyncIterator, Iterator
from datetime import date
from decimal import Decimal

import pytest

from services.kit.http import PatientReader
from services.profiles.domain.values import Status
from services.profiles.sources.feed import read_feed
from services.profiles.sources.files import read_file
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.table import SourceTable
from tests.profiles.sources.cbs_server import SmallCbs, small_cbs
from tests.profiles.sources.excerpts import PIECES, figure, rows_of

V3, V4 = "84799NED", "83765NED"


@pytest.fixture
def cbs() -> Iterator[SmallCbs]:
    with small_cbs() as served:
        yield served


@pytest.fixture
async def reader() -> AsyncIterator[PatientReader]:
    patient = PatientReader(timeout=0.5, tries=3, pause=0.01)
    yield patient
    await patient.close()


async def refused(reader: PatientReader, cbs: SmallCbs, table: str) -> SourceRefused:
    with pytest.raises(SourceRefused) as caught:
        await read_feed(reader, table, roots=cbs.roots)
    assert str(caught.value)
    return caught.value


async def test_trap_8_v3_is_read_over_all_its_pages(reader: PatientReader, cbs: SmallCbs) -> None:
    heard: list[tuple[int, int | None]] = []
    table = await read_feed(reader, V3, roots=cbs.roots, told=lambda rows, of: heard.append((rows, of)))
    assert (table.table, table.year, table.modified) == (V3, 2020, date(2021, 3, 26))
    assert table.title == "Kerncijfers wijken en buurten 2020"
    assert len(rows_of(table)) == table.expected_rows == 14
    assert cbs.asked["TypedDataSet"] == 3
    assert heard == [(5, 14), (10, 14), (14, 14)]


async def test_trap_8_the_api_beside_the_feed_would_have_stopped(reader: PatientReader, cbs: SmallCbs) -> None:
    api = cbs.roots.v3.replace("ODataFeed", "ODataApi")
    with pytest.raises(Exception, match="TypedDataSet"):
        await reader.get(f"{api}/{V3}/TypedDataSet", bytes)


async def test_a_row_of_v3_has_name_place_and_figures(reader: PatientReader, cbs: SmallCbs) -> None:
    table = await read_feed(reader, V3, roots=cbs.roots)
    region = rows_of(table)["WK150900"].region
    assert (region.name, region.parent, region.changed) == ("Wijk 00 Ulft-Etten", "GM1509", 1)
    assert figure(table, "GM1509", "aantalinwoners") == Decimal(39388)
    assert figure(table, "NL00", "gemiddeldehuishoudensgrootte") == Decimal("2.1")
    assert figure(table, "NL00", "jongerenmetjeugdzorginnatura") is Status.MISSING


async def test_trap_6_columns_of_the_feed_are_described_by_its_own_metadata(
    reader: PatientReader, cbs: SmallCbs
) -> None:
    for found in cbs.documents[f"{V3}/DataProperties"]["value"]:
        if found["Key"] == "HuishoudensMetEenLaagInkomen_78":
            found["Key"] = "HuishoudensMetEenLaagInkomen_91"
    for row in cbs.documents[f"{V3}/TypedDataSet"]["value"]:
        row["HuishoudensMetEenLaagInkomen_91"] = row.pop("HuishoudensMetEenLaagInkomen_78")
    table = await read_feed(reader, V3, roots=cbs.roots)
    column = next(c for c in table.columns if c.name == "HuishoudensMetEenLaagInkomen_91")
    assert (column.stem, column.unit, column.decimals) == ("huishoudensmeteenlaaginkomen", "%", 1)
    assert column.theme == "Inkomen / Inkomen van huishoudens"
    assert column.description
    assert {"gemiddeldelektriciteitsverbruik_appartement", "gemiddeldaardgasverbruik_appartement"} <= {
        c.stem for c in table.columns
    }


async def test_trap_8_v4_is_put_together_from_observations(reader: PatientReader, cbs: SmallCbs) -> None:
    table = await read_feed(reader, V4, roots=cbs.roots)
    assert (table.table, table.year, table.modified) == (V4, 2017, date(2020, 11, 6))
    assert rows_of(table)["WK001400"].region.name == "Centrum"
    assert figure(table, "WK001400", "aantalinwoners") == Decimal(22635)
    assert figure(table, "WK001400", "gemiddeldehuishoudensgrootte") == Decimal("1.2")
    assert figure(table, "WK001400", "gemiddeldaardgasverbruik_appartement") is Status.MISSING
    assert cbs.asked["Observations"] == 5


async def test_trap_2_v4_says_why_there_is_no_number(reader: PatientReader, cbs: SmallCbs) -> None:
    for record in cbs.documents[f"{V4}/Observations"]["value"][:2]:
        record |= {"Value": None, "ValueAttribute": "Confidential" if record["Id"] else "Impossible"}
    table = await read_feed(reader, V4, roots=cbs.roots)
    assert figure(table, "WK001400", "aantalinwoners") is Status.NOT_APPLICABLE
    assert figure(table, "WK001400", "mannen") is Status.WITHHELD


@pytest.mark.parametrize("fault", ["500", "503", "429", "cut", "html", "slow"])
async def test_a_fault_that_passes_is_waited_out(reader: PatientReader, cbs: SmallCbs, fault: str) -> None:
    cbs.faults = {"TypedDataSet": ["", fault, fault]}
    table = await read_feed(reader, V3, roots=cbs.roots)
    assert len(rows_of(table)) == 14
    assert cbs.asked["TypedDataSet"] == 5


@pytest.mark.parametrize("fault", ["500", "cut", "slow"])
async def test_a_fault_that_stays_is_refused(reader: PatientReader, cbs: SmallCbs, fault: str) -> None:
    cbs.faults = {"TypedDataSet": ["", *[fault] * 3]}
    assert (await refused(reader, cbs, V3)).slug == "feed-silent"


@pytest.mark.parametrize(
    ("fault", "slug"), [("repeat", "region-twice"), ("loop", "feed-loop"), ("elsewhere", "feed-elsewhere")]
)
async def test_a_page_that_leads_astray_is_refused(reader: PatientReader, cbs: SmallCbs, fault: str, slug: str) -> None:
    cbs.faults = {"TypedDataSet": ["", fault] if fault != "elsewhere" else [fault]}
    assert (await refused(reader, cbs, V3)).slug == slug


async def test_a_page_of_observations_that_repeats_is_refused(reader: PatientReader, cbs: SmallCbs) -> None:
    cbs.faults = {"Observations": ["", "repeat"]}
    assert (await refused(reader, cbs, V4)).slug == "page-broken"


async def test_fewer_records_than_cbs_says_are_refused(reader: PatientReader, cbs: SmallCbs) -> None:
    cbs.documents[f"{V3}/TypedDataSet"]["value"].pop()
    assert (await refused(reader, cbs, V3)).facts == {"table": V3, "expected": 14, "what": "records", "found": 13}
    cbs.documents[f"{V4}/Observations"]["value"].pop()
    assert (await refused(reader, cbs, V4)).slug == "feed-incomplete"


async def test_a_record_without_its_columns_is_refused(reader: PatientReader, cbs: SmallCbs) -> None:
    del cbs.documents[f"{V3}/TypedDataSet"]["value"][7]["AantalInwoners_5"]
    refusal = await refused(reader, cbs, V3)
    assert refusal.slug == "page-broken"
    assert "record 8 lacks 'AantalInwoners_5'" in str(refusal)


async def test_metadata_of_another_shape_is_refused(reader: PatientReader, cbs: SmallCbs) -> None:
    del cbs.documents[f"{V3}/DataProperties"]["value"][9]["Title"]
    assert (await refused(reader, cbs, V3)).slug == "page-broken"
    cbs.documents[f"{V4}/Properties"]["ObservationCount"] = "many"
    assert (await refused(reader, cbs, V4)).slug == "page-broken"


async def test_an_unknown_table_is_refused_without_repeating(reader: PatientReader, cbs: SmallCbs) -> None:
    assert (await refused(reader, cbs, "00000AAA")).slug == "table-unknown"
    assert cbs.asked == {"TableInfos": 1, "Properties": 1}
    assert (await refused(reader, cbs, "../etc")).slug == "table-malformed"


async def test_a_table_with_periods_is_refused_before_its_rows_are_asked(reader: PatientReader, cbs: SmallCbs) -> None:
    time_dimension = {"ID": 999, "ParentID": None, "Type": "TimeDimension", "Key": "Perioden", "Title": "Perioden"}
    cbs.documents[f"{V3}/DataProperties"]["value"].append(time_dimension)
    assert (await refused(reader, cbs, V3)).slug == "more-dimensions"
    assert cbs.asked["TypedDataSet"] == 0


async def test_v4_is_asked_when_v3_stays_silent(reader: PatientReader, cbs: SmallCbs) -> None:
    cbs.faults = {"TableInfos": ["500"] * 3}
    table = await read_feed(reader, V4, roots=cbs.roots)
    assert table.table == V4


async def test_nobody_answering_is_said_within_its_tries(cbs: SmallCbs) -> None:
    hasty = PatientReader(timeout=0.2, tries=2, pause=0.01)
    cbs.faults = {"TableInfos": ["slow"] * 2}
    assert (await refused(hasty, cbs, V3)).slug == "feed-silent"
    assert cbs.asked["TableInfos"] <= 2 * 2
    await hasty.close()


async def test_the_year_asked_must_be_that_of_the_table(reader: PatientReader, cbs: SmallCbs) -> None:
    with pytest.raises(SourceRefused, match="2020"):
        await read_feed(reader, V3, year=2021, roots=cbs.roots)


async def test_file_and_feed_of_one_table_name_their_columns_alike(reader: PatientReader, cbs: SmallCbs) -> None:
    def stems(table: SourceTable) -> list[str]:
        return [column.stem for column in table.columns]

    fed = await read_feed(reader, V3, roots=cbs.roots)
    filed = read_file(PIECES / "kwb_2020_84799NED_typed.csv.gz")
    assert stems(fed) == stems(filed)
