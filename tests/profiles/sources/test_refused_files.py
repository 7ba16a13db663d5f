"""A file that cannot be read rightly is refused, with the place and what to do."""

import gzip
from pathlib import Path

import pytest

from services.profiles.sources.borders import read_borders
from services.profiles.sources.files import read_file
from services.profiles.sources.known import KEY_FIGURES
from services.profiles.sources.refused import SourceRefused
from tests.profiles.sources.excerpts import PIECES, refusal_of

HEADER = "Title,WijkenEnBuurten,AantalInwoners_5\n"
TOWN = "Haarlem,GM0392    ,1000\n"


def written(folder: Path, text: str | bytes, name: str = "kwb_84799NED.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_file_that_is_not_there_or_empty_or_only_columns(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "absent.csv").slug == "file-absent"
    assert refusal_of(written(tmp_path, "")).slug == "file-empty"
    assert refusal_of(written(tmp_path, HEADER)).slug == "rows-absent"


def test_a_folder_and_a_device_are_called_what_they_are(tmp_path: Path) -> None:
    assert refusal_of(tmp_path).slug == "file-folder"
    assert refusal_of(Path("/dev/null")).slug == "file-device"
    with pytest.raises(SourceRefused, match="this is a folder"):
        read_borders(tmp_path)


def test_borders_and_pages_of_the_feed_are_sent_to_the_right_command(tmp_path: Path) -> None:
    borders = written(tmp_path, '{"type": "FeatureCollection", "features": []}', "wijken_2020.geojson")
    assert "voorveld import borders wijken_2020.geojson" in str(refusal_of(borders))
    context = '{\n "odata.metadata": "https://opendata.cbs.nl/ODataApi/OData/84799NED/$metadata#x",\n "value": []}'
    assert "voorveld import cbs --table 84799NED" in str(refusal_of(written(tmp_path, context, "rows.json")))
    assert refusal_of(written(tmp_path, "[1, 2]", "list.json")).slug == "file-of-json"


def test_a_table_of_districts_is_no_table_of_municipalities_whatever_was_asked(tmp_path: Path) -> None:
    lines = '"Perioden";"Regio\'s";"Inkomen/Gemiddeld inkomen (1 000 euro)"\n"2024";"GM0392";43,6\n'
    file = written(tmp_path, lines, "ink.csv")
    refused = refusal_of(file, table="85984NED")
    assert (refused.slug, refused.facts["found"]) == ("table-other-regions", "Regio's")
    asked_for = str(refusal_of(file))
    assert "--table" in asked_for
    assert not any(number in asked_for for number in KEY_FIGURES)


def test_a_file_without_one_column_of_the_table_that_was_asked_is_refused(tmp_path: Path) -> None:
    lines = '"Wijken en buurten";"A/Afstand tot een kasteel (km)";"A/Codering (code)"\n"Haarlem";1,2;"GM0392"\n'
    assert refusal_of(written(tmp_path, lines, "k_2024.csv"), table="85984NED").slug == "table-unlike"
    keyed = "WijkenEnBuurten,AfstandTotKasteel_9\nGM0392,1.2\n"
    refused = refusal_of(written(tmp_path, keyed, "k_2020.csv"), table="84799NED")
    assert (refused.slug, refused.facts["found"]) == ("table-unlike", "AfstandTotKasteel_9")
    assert len(read_file(written(tmp_path, keyed, "k_2020.csv"), table="85830NED").columns) == 1


def test_a_download_cut_off_is_refused_before_any_row(tmp_path: Path) -> None:
    whole = (PIECES / "kwb_2020_84799NED_typed.csv.gz").read_bytes()
    assert refusal_of(written(tmp_path, whole[:-200], "kwb_84799NED.csv.gz")).slug == "file-broken"


def test_a_workbook_and_another_encoding_say_how_to_save_them(tmp_path: Path) -> None:
    assert "CSV" in str(refusal_of(written(tmp_path, b"PK\x03\x04rest", "kwb.xlsx")))
    refused = refusal_of(written(tmp_path, (HEADER + "Súdwest,GM1900,1\n").encode("cp1252")))
    assert refused.slug == "encoding"
    assert "UTF-8" in str(refused)


def test_a_file_of_something_else_names_its_columns(tmp_path: Path) -> None:
    refused = refusal_of(written(tmp_path, "naam,adres\nJansen,Dorpsstraat\n"))
    assert refused.slug == "format-unknown"
    assert "naam, adres" in str(refused)


def test_a_line_with_too_few_cells_names_the_line(tmp_path: Path) -> None:
    refused = refusal_of(written(tmp_path, HEADER + TOWN + "Groningen,GM0014\n"))
    assert (refused.slug, refused.facts["line"], refused.facts["found"]) == ("row-broken", 3, 2)


def test_trap_1_a_region_that_comes_twice_is_refused(tmp_path: Path) -> None:
    refused = refusal_of(written(tmp_path, HEADER + TOWN + TOWN))
    assert (refused.slug, refused.facts["code"], refused.facts["line"]) == ("region-twice", "GM0392", 3)


def test_a_code_that_is_no_region_of_ours_is_refused(tmp_path: Path) -> None:
    for code in ("PV27", "GM392", "WK03920", "BU0392-001", ""):
        assert refusal_of(written(tmp_path, HEADER + f"Iets,{code},1\n")).slug == "region-unknown"


def test_table_and_year_are_asked_for_when_nothing_says_them(tmp_path: Path) -> None:
    unnamed = written(tmp_path, HEADER + TOWN, "cijfers.csv")
    assert "--table" in str(refusal_of(unnamed))
    assert "--year" in str(refusal_of(unnamed, table="12345NED"))
    with pytest.raises(SourceRefused, match="not a table number"):
        read_file(unnamed, table="../x")


def test_a_year_or_table_against_what_the_file_says_is_refused() -> None:
    path = PIECES / "kwb_2020_84799NED_typed.csv.gz"
    assert refusal_of(path, year=2021).facts == {"source": path.name, "found": 2020, "asked": 2021}
    assert refusal_of(path, table="84583NED").slug == "table-differs"


def test_trap_1_a_name_without_a_code_is_not_enough() -> None:
    path = PIECES / "inkomen_2024_gemeente_statline.csv"
    assert refusal_of(path).slug == "table-unasked"
    assert refusal_of(path, table="83932NED").slug == "region-codes-absent"
    refused = refusal_of(path, table="83932NED", names={"Haarlem": "GM0392"})
    assert (refused.slug, refused.facts["name"]) == ("region-name-unknown", "Bodegraven-Reeuwijk")


def test_a_download_with_two_periods_or_choices_is_refused(tmp_path: Path) -> None:
    lines = '"Perioden";"Regio\'s";"Bevolking/Totale bevolking (aantal)"\n"2024";"GM0392";1\n"2025";"GM0014";2\n'
    refused = refusal_of(written(tmp_path, lines, "70072NED.csv"))
    assert (refused.slug, refused.facts["dimension"], refused.facts["line"]) == ("selection-mixed", "Perioden", 3)


def test_trap_7_a_comma_and_a_point_in_one_file_are_refused(tmp_path: Path) -> None:
    lines = '"Perioden";"Regio\'s";"A/Eerste (aantal)";"A/Tweede (%)"\n2024;GM0392;1.234;4,8\n'
    assert refusal_of(written(tmp_path, lines, "70072NED.csv")).slug == "decimals-mixed"


def test_a_small_archive_that_unpacks_to_damage_is_refused(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress((HEADER + TOWN).encode() * 50))
    packed[-6] ^= 0xFF
    assert refusal_of(written(tmp_path, bytes(packed), "84799NED.csv.gz")).slug == "file-broken"
