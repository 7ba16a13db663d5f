"""What became of regions: recorded whole or not at all, from the screen's API and from a file."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.caller import NotYours
from services.profiles.contract.places import RecordMapping, RecordMappings
from services.profiles.contract.refusals import MappingsNotRight
from services.profiles.domain.lineage import RegionShare
from services.profiles.domain.recording import mapping_faults
from services.profiles.sources.mappings import read_mappings
from services.profiles.sources.refused import SourceRefused
from tests.support.apps import a_person
from tests.support.profiles import profiles_of
from voorveld.sample import load

HEADER = "from_year;from_code;from_name;to_year;to_code;to_name;share;basis;source"
OFFICER = a_person(("policy_officer", None))


def a_mapping(to_code: str = "WK001420", share: str = "1", **other: object) -> RecordMapping:
    said = {"from_year": 2020, "from_code": "WK001404", "to_year": 2021, "to_name": "Nieuw", "basis": "Kaart"} | other
    return RecordMapping(to_code=to_code, share=Decimal(share), source="Gemeente", **said)  # type: ignore[arg-type]


async def test_mappings_are_recorded_once_and_what_became_of_a_region_is_said_whole() -> None:
    async with profiles_of("GM0014") as profiles:
        client = profiles.client(OFFICER)
        two = RecordMappings(mappings=[a_mapping(share="0.4"), a_mapping("WK001421", "0.6")])
        first = await client.record_region_mappings(two, key="mappings-1")
        again = await client.record_region_mappings(two, key="mappings-2")
        assert (first.new, again.new, again.unchanged) == (2, 0, 2)
        one = RecordMappings(mappings=[a_mapping(share="1")])
        other = await client.record_region_mappings(one, key="mappings-3")
        assert (other.changed, other.removed) == (1, 1)
        found = await client.region_mappings("WK001404")
        assert [(row.to_code, row.share, row.source) for row in found] == [("WK001420", 1, "Gemeente")]
        assert len(await client.region_mappings()) == 9
        await load(profiles.urls.app, "GM0014")
        assert len(await client.region_mappings()) == 9


async def test_what_cannot_be_right_is_refused_whole_with_the_line() -> None:
    async with profiles_of("GM0014") as profiles:
        client = profiles.client(OFFICER)
        wrong = [
            a_mapping(share="0.7"),
            a_mapping("WK001421", "0.7"),
            a_mapping("WK001422", to_name="", from_code="WK001403"),
            a_mapping("WK001423", from_code="WK001402", from_name="Atlantis"),
        ]
        with pytest.raises(MappingsNotRight) as refused:
            await client.record_region_mappings(RecordMappings(mappings=wrong), key="mappings-4")
        assert [error["field"] for error in refused.value.errors] == [
            "mappings.1.share",
            "mappings.2.toName",
            "mappings.3.fromName",
        ]
        assert len(await client.region_mappings()) == 8
        with pytest.raises(NotYours):
            await profiles.client(a_person(("council_member", None))).region_mappings()


def test_a_file_of_mappings_is_read_as_people_write_it(tmp_path: Path) -> None:
    file = tmp_path / "overgangen.csv"
    line = "2020;WK190104;Nieuwerbrug Noord;2021;WK190103;Nieuwerbrug;{};kaart;CBS"
    file.write_text("\ufeff" + "\n".join([HEADER, *(line.format(share) for share in ("1", "0,4", "0.4", "2/5"))]))
    shares = [(number, mapping.share) for number, mapping in read_mappings(file)]
    assert shares == [(2, Fraction(1)), (3, Fraction(2, 5)), (4, Fraction(2, 5)), (5, Fraction(2, 5))]


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("2020;WK1901;Noord;2021;WK190103;Nieuw;1;kaart;CBS", "region-unknown"),
        ("vorig jaar;WK190104;Noord;2021;WK190103;Nieuw;1;kaart;CBS", "mapping-cell"),
        ("2020;WK190104;Noord;2021;WK190103;Nieuw;alles;kaart;CBS", "mapping-cell"),
        ("2020;WK190104;Noord;2021;WK190103;Nieuw;1/0;kaart;CBS", "mapping-cell"),
        ("2020;WK190104;Noord;2021;WK190103;Nieuw;1;;CBS", "mapping-cell"),
        ("2020;WK190104", "row-broken"),
    ],
)
def test_a_line_that_cannot_be_read_refuses_the_file(tmp_path: Path, line: str, slug: str) -> None:
    file = tmp_path / "overgangen.csv"
    file.write_text(f"{HEADER}\n{line}\n")
    with pytest.raises(SourceRefused) as refused:
        read_mappings(file)
    assert refused.value.slug == slug
    assert str(refused.value)


@given(shares=st.lists(st.fractions(min_value=0, max_value=1), min_size=1, max_size=5))
def test_the_people_of_a_region_live_elsewhere_once_at_most(shares: list[Fraction]) -> None:
    mappings = [
        RegionShare(2020, "WK000001", 2021, f"WK00001{n}", share, "Oud", f"Nieuw {n}", "kaart", "CBS")
        for n, share in enumerate(shares)
    ]
    rules = {fault.rule for fault in mapping_faults(mappings, {})}
    assert ("more-than-all" in rules) == (sum(shares) > 1)
    assert ("no-share" in rules) == (0 in shares)
