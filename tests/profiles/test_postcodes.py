"""A postcode leads to an area: from the most frequent digits, asking when several fit, and exactly from a file."""

from pathlib import Path

import pytest

from services.profiles.contract.refusals import UnknownPostcode
from services.profiles.domain.postcodes import areas_of, as_kept
from services.profiles.sources.postcodes import read_postcodes
from services.profiles.sources.refused import SourceRefused
from services.profiles.usecases.import_postcodes import import_postcodes
from tests.support.profiles import profiles_of
from voorveld.profiles_database import profiles_database

PC6 = "PC6;Huisnummer;Buurt2020;Wijk2020;Gemeente2020\n"


def a_file(folder: Path, text: str) -> Path:
    path = folder / "pc6hnr.csv"
    path.write_text(text)
    return path


async def test_four_digits_lead_to_an_area_or_to_several_to_choose_from() -> None:
    async with profiles_of("GM0014") as profiles:
        client = profiles.client()
        one = await client.postcode("9714", 2020)
        assert [area.id for area in one.areas] == ["oud-noord"]
        assert not one.is_exact
        several = await client.postcode("9713AB", 2020)
        assert [area.name for area in several.areas] == ["Centrum en Oud-West", "Oosterparkwijk"]
        with pytest.raises(UnknownPostcode):
            await client.postcode("1011", 2020)


@pytest.mark.parametrize("typed", ["0123", "97", "9713ABC", "oost"])
async def test_what_is_no_postcode_is_refused(typed: str) -> None:
    async with profiles_of("GM0014") as profiles, profiles.http() as http:
        assert (await http.get(f"/v1/postcodes/{typed}?year=2020")).status_code == 400


async def test_a_file_of_full_postcodes_makes_it_exact_and_a_newer_one_takes_its_place(tmp_path: Path) -> None:
    async with profiles_of("GM0014") as profiles:
        await _take(profiles.urls.app, a_file(tmp_path, f"{PC6}9712AB;1;140300;1403;14\n9712AB;3;140300;1403;14\n"))
        found = await profiles.client().postcode("9712ab", 2020)
        assert ([area.id for area in found.areas], found.is_exact) == (["oud-noord"], True)
        assert not (await profiles.client().postcode("9712ZZ", 2020)).is_exact
        await _take(profiles.urls.app, a_file(tmp_path, "postcode,neighbourhood code\n9712 AB,BU00140401\n"))
        found = await profiles.client().postcode("9712AB", 2020)
        assert [area.id for area in found.areas] == ["oosterparkwijk"]


async def _take(url: str, path: Path) -> None:
    async with profiles_database(url) as database, database.transaction() as session:
        await import_postcodes(session, read_postcodes(path, "GM0014"))


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("straat;nummer\nA;1\n", "postcode-columns-absent"),
        (f"{PC6}9712A;1;140300;1403;14\n", "postcode-cell"),
        (f"{PC6}9712AB;1;1403;1403;14\n", "postcodes-elsewhere"),
        (f"{PC6}1011AB;1;3630400;363040;363\n", "postcodes-elsewhere"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused(tmp_path: Path, text: str, slug: str) -> None:
    with pytest.raises(SourceRefused) as refused:
        read_postcodes(a_file(tmp_path, text), "GM0014")
    assert refused.value.slug == slug


def test_the_key_figures_of_cbs_give_the_most_frequent_digits(tmp_path: Path) -> None:
    text = "WijkenEnBuurten,MeestVoorkomendePostcode_113\nGM0014    ,\nBU00140401,      9713\nBU00140402,         .\n"
    read = read_postcodes(a_file(tmp_path, text), "GM0014")
    assert (read.length, read.pairs) == (4, {("9713", "BU00140401")})


def test_an_area_of_neighbourhoods_and_one_of_districts_are_both_found() -> None:
    areas = {"WK001403": "noord", "BU00140401": "oost"}
    assert areas_of(["BU00140300", "BU00140401", "BU00140402"], areas) == {"noord", "oost"}
    assert as_kept(" 9713 ab") == "9713AB"
