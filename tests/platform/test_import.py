"""`voorveld import`: what it prints, its exit codes, and that a refusal leaves nothing behind."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from tests.profiles.sources.cbs_server import small_cbs
from tests.support.postgres import drop_database, fresh_database
from voorveld.cli import main
from voorveld.roles import DatabaseUrls
from voorveld.sample import load

HEADER = "Title,WijkenEnBuurten,Gemeentenaam_1,SoortRegio_2,Codering_3,AantalInwoners_5,k_0Tot15Jaar_8"
WEST = "Wijk 01 West,WK034401  ,Utrecht,Wijk      ,WK034401  ,29000,5000"
UTRECHT = "Utrecht,GM0344    ,Utrecht,Gemeente  ,GM0344    ,357597,62000"
MAPPINGS = "from_year,from_code,to_year,to_code,share,basis,source\n"


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabaseUrls]:
    """Profiles of Utrecht with the sample, where the command finds it."""
    urls = asyncio.run(fresh_database("profiles"))
    asyncio.run(load(urls.app, "GM0344"))
    monkeypatch.setenv("PROFILES_DATABASE_URL", urls.app)
    yield urls
    asyncio.run(drop_database(urls))


def a_file(folder: Path, *lines: str, name: str = "kwb_2020_84799NED.csv") -> str:
    path = folder / name
    path.write_text("\n".join(lines) + "\n")
    return str(path)


def count(urls: DatabaseUrls, table: str) -> int:
    async def ask() -> int:
        connection = await asyncpg.connect(urls.app)
        try:
            return int(await connection.fetchval(f"SELECT count(*) FROM {table}"))
        finally:
            await connection.close()

    return asyncio.run(ask())


def test_a_file_is_imported_once_and_says_what_was_new(
    database: DatabaseUrls, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = a_file(tmp_path, HEADER, UTRECHT, WEST)
    assert main(["import", "cbs", file]) == 0
    said = capsys.readouterr().out
    assert "84799NED, 2020: 2 regions.\n  new 4, changed 0, unchanged 0" in said
    assert "Imported as 84799NED-2020-3." in said
    assert count(database, "areas") == 1
    assert main(["import", "cbs", file]) == 0
    assert "unchanged 4\nAll of it was known already; nothing changed." in capsys.readouterr().out


def test_a_wrong_cell_refuses_the_file_and_the_report_has_every_row(
    database: DatabaseUrls, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = count(database, "region_values")
    report = tmp_path / "refused.csv"
    file = a_file(tmp_path, HEADER, UTRECHT, WEST.replace("5000", "veel"))
    assert main(["import", "cbs", file, "--report", str(report)]) == 1
    assert "line 3, WK034401 k_0Tot15Jaar_8: neither a number nor a sign" in capsys.readouterr().out
    assert report.read_text().splitlines() == [
        "line,region,column,reason,found",
        "3,WK034401,k_0Tot15Jaar_8,not-a-number,veel",
    ]
    assert count(database, "region_values") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["cbs"], "Say which: a file, or --table"),
        (["cbs", "nergens.csv"], "there is no such file"),
        (["borders", "nergens.geojson", "--year", "2020"], "there is no such file"),
        (["mappings", "nergens.csv"], "there is no such file"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    arguments: list[str], said: str, database: DatabaseUrls, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", *arguments]) == 1
    assert said in capsys.readouterr().err


def test_outlines_with_codes_that_do_not_belong_are_refused_whole(
    database: DatabaseUrls, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    square = '{"type":"Polygon","coordinates":[[[5.1,52.1],[5.2,52.1],[5.2,52.2],[5.1,52.1]]]}'
    feature = '{"type":"Feature","properties":{"statcode":"%s","statnaam":"%s"},"geometry":' + square + "}"
    both = [feature % ("WK034401", "Wijk 01 West"), feature % ("WK999999", "Nergenshuizen")]
    assert main(["import", "cbs", a_file(tmp_path, HEADER, UTRECHT, WEST)]) == 0
    for features, code, said in (
        (both, 1, "1 codes are no regions of 2020"),
        (both[:1], 0, "2020: 1 outlines drawn, 0 unchanged."),
        (both[:1], 0, "2020: 0 outlines drawn, 1 unchanged."),
    ):
        collection = '{"type":"FeatureCollection","features":[' + ",".join(features) + "]}"
        file = a_file(tmp_path, collection, name="wijken.geojson")
        assert main(["import", "borders", file, "--year", "2020"]) == code
        told = capsys.readouterr()
        assert said in told.out + told.err


def test_mappings_are_recorded_once_and_mistakes_name_their_line(
    database: DatabaseUrls, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = count(database, "region_mappings")
    backwards = a_file(tmp_path, MAPPINGS + "2020,WK190101,2019,WK190101,2,x,y", name="m.csv")
    assert main(["import", "mappings", backwards]) == 1
    assert "line 2, to_year: The year in which people live there must be later" in capsys.readouterr().err
    assert count(database, "region_mappings") == before
    assert main(["import", "mappings", "sample/region_mappings.csv"]) == 0
    assert "new 0, changed 0, unchanged 8" in capsys.readouterr().out


def test_a_table_comes_live_from_the_feed_with_the_date_on_which_cbs_last_changed_it(
    database: DatabaseUrls, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with small_cbs() as cbs:
        monkeypatch.setenv("VOORVELD_CBS_V3_URL", cbs.roots.v3)
        monkeypatch.setenv("VOORVELD_CBS_V4_URL", cbs.roots.v4)
        assert main(["import", "cbs", "--table", "84799NED"]) == 0
        assert "84799NED, 2020: 14 regions." in capsys.readouterr().out
        assert main(["import", "cbs", "--table", "83765NED"]) == 0
        assert "83765NED, 2017:" in capsys.readouterr().out
        assert main(["import", "cbs", "--table", "99999NED"]) == 1
    assert "99999NED: CBS has no such table" in capsys.readouterr().err
