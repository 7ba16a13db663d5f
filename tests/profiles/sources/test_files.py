"""Each format people really have is read, streamed, and says where it comes from."""

import gzip
from decimal import Decimal
from pathlib import Path

from services.profiles.domain.values import Status
from services.profiles.sources.files import read_file
from tests.profiles.sources.excerpts import PIECES, figure, rows_of

NAMES = {"Bodegraven-Reeuwijk": "GM1901", "Haarlem": "GM0392", "Oude IJsselstreek": "GM1509"}


def test_a_typed_file_says_table_year_source_and_licence() -> None:
    table = read_file(PIECES / "kwb_2020_84799NED_typed.csv.gz")
    assert (table.table, table.year, table.title) == ("84799NED", 2020, "Kerncijfers wijken en buurten 2020")
    assert (table.licence, table.attribution) == ("CC BY 4.0", "Bron: CBS, Kerncijfers wijken en buurten 2020")
    assert table.url.endswith("/84799NED/table")
    assert table.expected_rows == len(list(table.rows)) == len(rows_of(table))


def test_trap_7_codes_and_names_lose_their_padding() -> None:
    region = rows_of(read_file(PIECES / "kwb_2020_84799NED_typed.csv.gz"))["WK190103"].region
    assert (region.name, region.level, region.municipality, region.parent) == (
        "Wijk 03 Bodegraven Zuid",
        "district",
        "GM1901",
        "GM1901",
    )


def test_a_region_knows_what_it_is_part_of_and_whether_cbs_changed_it() -> None:
    rows = rows_of(read_file(PIECES / "kwb_2020_84799NED_typed.csv.gz"))
    country, town, neighbourhood = (rows[code].region for code in ("NL00", "GM1680", "BU16800100"))
    assert (country.municipality, country.parent, country.changed) == (None, None, None)
    assert (town.municipality, town.parent) == ("GM1680", "NL00")
    assert (neighbourhood.level, neighbourhood.parent, neighbourhood.changed) == ("neighbourhood", "WK168001", 1)


def test_trap_2_a_blank_in_a_typed_file_is_missing_and_a_postcode_is_no_figure() -> None:
    table = read_file(PIECES / "kwb_2020_84799NED_typed.csv.gz")
    assert figure(table, "WK190103", "jongerenmetjeugdzorginnatura") is Status.MISSING
    assert figure(table, "WK190103", "personenpersoortuitkeringbijstand") == Decimal(90)
    assert "meestvoorkomendepostcode" not in {column.stem for column in table.columns}


def test_trap_7_the_untyped_data_set_reads_the_same_as_a_typed_one() -> None:
    table = read_file(PIECES / "raw_84583NED_UntypedDataSet.csv")
    assert (table.table, table.year) == ("84583NED", 2019)
    assert figure(table, "GM0518", "jongerenmetjeugdzorginnatura") == Decimal(15595)
    assert figure(table, "GM0518", "huishoudensmeteenlaaginkomen") == Decimal("12.4")
    assert figure(table, "WK051801", "aantalinwoners") == Decimal(0)
    assert figure(table, "WK051801", "afstandtotkinderdagverblijf") is Status.MISSING


def test_the_untyped_data_set_names_municipalities_and_no_districts() -> None:
    rows = rows_of(read_file(PIECES / "raw_84583NED_UntypedDataSet.csv"))
    assert (rows["GM0518"].region.name, rows["WK051801"].region.name) == ("'s-Gravenhage", "")


def test_labels_of_statline_lead_to_the_names_of_other_years() -> None:
    table = read_file(PIECES / "kwb_2024_85984NED_statline.csv")
    column = table.columns[3]
    assert (column.stem, column.title, column.unit) == ("k_0tot15jaar", "0 tot 15 jaar", "aantal")
    assert column.theme == "Bevolking / Leeftijdsgroepen"
    assert table.columns[-2].title == "Europa (exclusief Nederland)"


def test_trap_1_a_code_comes_with_the_name_it_has_that_year() -> None:
    name_2020 = rows_of(read_file(PIECES / "kwb_2020_84799NED_typed.csv.gz"))["WK190103"].region.name
    table = read_file(PIECES / "kwb_2024_85984NED_statline.csv")
    assert (name_2020, rows_of(table)["WK190103"].region.name) == (
        "Wijk 03 Bodegraven Zuid",
        "Nieuwerbrug aan den Rijn",
    )
    assert figure(table, "WK190103", "aantalinwoners") == Decimal(1940)


def test_districts_of_amsterdam_have_letters_in_their_codes() -> None:
    rows = rows_of(read_file(PIECES / "kwb_2024_85984NED_amsterdam.csv"))
    assert rows["WK0363AD"].region.municipality == "GM0363"


def test_shares_of_the_map_are_not_mixed_with_numbers_of_the_table() -> None:
    table = read_file(PIECES / "kwb_2017_kaartattributen_buurt.csv")
    units = {column.stem: column.unit for column in table.columns}
    assert (table.year, units["aantalinwoners"], units["kaart_p_00_14_jr"]) == (2017, "aantal", "%")
    assert "k_0tot15jaar" not in units


def test_trap_2_the_sign_of_the_map_is_missing_and_zero_is_zero() -> None:
    table = read_file(PIECES / "kwb_2017_kaartattributen_buurt.csv")
    assert figure(table, "BU00140004", "kaart_p_00_14_jr") is Status.MISSING
    assert figure(table, "BU00140004", "vrouwen") == Decimal(0)


def test_lines_quoted_once_too_often_are_read_when_names_are_given_their_codes() -> None:
    table = read_file(PIECES / "inkomen_2024_gemeente_statline.csv", table="83932NED", names=NAMES)
    assert (table.year, table.title) == (2024, "StatLine 83932NED, 2024 (voorlopige cijfers)")
    income = "gemiddeldgestandaardiseerdinkomen_particulierehuishoudensinclstudenten_particulierehuishoudens"
    assert figure(table, "NL00", income) == Decimal("41.9")
    assert figure(table, "GM0392", income) == Decimal("43.6")
    assert "Populatie: Particuliere huishoudens incl. studenten" in table.columns[0].description


def test_one_title_under_two_groups_is_two_measures_and_a_slash_may_stand_in_a_title() -> None:
    table = read_file(PIECES / "regionale_kerncijfers_2025_statline.csv", table="70072ned", names=NAMES)
    assert figure(table, "GM1901", "leeftijdsgroepen_jongerdan5jaar") == Decimal(2196)
    assert figure(table, "GM1901", "leeftijdsgroepenrelatief_jongerdan5jaar") == Decimal("5.9")
    assert figure(table, "GM1901", "womasterdoctoraal") is Status.MISSING


def test_the_source_line_below_a_download_is_no_region(tmp_path: Path) -> None:
    path = tmp_path / "kwb_84799NED.csv"
    path.write_text('Title,WijkenEnBuurten,AantalInwoners_5\nHaarlem,GM0392,1\n\n"Bron: CBS"\n')
    assert list(rows_of(read_file(path))) == ["GM0392"]


def test_a_file_is_read_gzipped_or_not_and_again(tmp_path: Path) -> None:
    plain = tmp_path / "kwb_2020_84799NED.csv"
    plain.write_bytes(gzip.decompress((PIECES / "kwb_2020_84799NED_typed.csv.gz").read_bytes()))
    table = read_file(plain)
    assert list(table.rows) == list(table.rows) == list(read_file(PIECES / "kwb_2020_84799NED_typed.csv.gz").rows)
