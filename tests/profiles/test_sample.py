"""The packed CBS data says what the source says, and keeps its four kinds of no number apart."""

from collections import Counter
from decimal import Decimal
from functools import cache
from itertools import pairwise

import pytest

from voorveld.sample_files import (
    Border,
    Region,
    SampleValue,
    areas_of,
    iter_borders,
    iter_indicators,
    iter_regions,
    iter_releases,
    iter_values,
)

MUNICIPALITIES = ("GM0014", "GM0392", "GM0518", "GM1509", "GM1901")
HAGUE_2019, FIRST_2020, LATER_2020 = "84583NED-2019", "84799NED-2020-first", "84799NED-2020-later"


@cache
def values() -> dict[tuple[str, str, str], SampleValue]:
    return {(value.release, value.region, value.indicator): value for value in iter_values()}


@cache
def regions() -> dict[tuple[int, str], Region]:
    return {(region.year, region.code): region for region in iter_regions()}


def number(release: str, region: str, indicator: str) -> Decimal:
    found = values()[release, region, indicator].number
    assert found is not None
    return found


def status(release: str, region: str, indicator: str) -> str:
    column = values().get((release, "", indicator))
    return column.status if column else values()[release, region, indicator].status


def sum_over_districts(release: str, municipality: str, indicator: str) -> Decimal:
    prefix = "WK" + municipality[2:]
    of_districts = [v for (r, region, i), v in values().items() if (r, i) == (release, indicator) and prefix in region]
    return sum((v.number for v in of_districts if v.number is not None), Decimal())


def test_children_in_the_districts_of_groningen_do_not_quite_add_up_to_the_municipality() -> None:
    assert sum_over_districts(FIRST_2020, "GM0014", "young_people_0_14") == 28645
    assert number(FIRST_2020, "GM0014", "young_people_0_14") == 28659


def test_youth_care_in_the_districts_of_the_hague_is_less_than_in_the_municipality() -> None:
    assert sum_over_districts(HAGUE_2019, "GM0518", "youth_care_count") == 14440
    assert number(HAGUE_2019, "GM0518", "youth_care_count") == 15595


def test_binckhorst_has_the_highest_share_from_sixty_young_people() -> None:
    shares = [v for (r, code, i), v in values().items() if (r, i, code[:2]) == (HAGUE_2019, "youth_care_share", "WK")]
    highest = max((value.number, value.region) for value in shares if value.number is not None)
    assert highest == (Decimal("21.2"), "WK051839")
    assert number(HAGUE_2019, "WK051839", "youth_care_count") == 60


def test_wk190103_is_bodegraven_zuid_in_2020() -> None:
    assert regions()[2020, "WK190103"].name == "Wijk 03 Bodegraven Zuid"
    assert number(FIRST_2020, "WK190103", "inhabitants") == 10665


def test_a_release_holds_a_column_for_all_districts_of_a_municipality_or_for_none() -> None:
    """An area is said to come from one release, whichever of its districts is asked."""
    holds: dict[tuple[str, str, str], set[str]] = {}
    for release, region, indicator in values():
        if region.startswith("WK"):  # A column without any number is said of the column, not of its regions.
            holds.setdefault((release, region[2:6], indicator), set()).add(region)
    for (release, municipality, _), districts in holds.items():
        year = 2019 if release == HAGUE_2019 else 2020
        assert districts == {code for (y, code) in regions() if y == year and code.startswith("WK" + municipality)}


def test_the_country_is_there_in_both_years() -> None:
    assert number(HAGUE_2019, "NL00", "inhabitants") == 17282163
    assert number(FIRST_2020, "NL00", "inhabitants") == 17407585
    assert number(FIRST_2020, "GM0014", "divorced") == 16243


def test_the_kinds_of_no_number_stay_apart() -> None:
    assert status(FIRST_2020, "WK001404", "youth_care_count") == "not_published"
    assert status(FIRST_2020, "BU00140004", "benefit_recipients") == "missing"  # 10 inhabitants
    assert status(HAGUE_2019, "WK051824", "youth_care_count") == "missing"  # 445 inhabitants, too few in care
    assert status(HAGUE_2019, "WK051801", "average_household_size") == "not_applicable"  # nobody lives in Oostduinen
    assert number(HAGUE_2019, "WK051801", "inhabitants") == 0


def test_an_unpublished_column_stays_unpublished_where_nobody_lives() -> None:
    assert status(LATER_2020, "WK051801", "youth_care_count") == "not_published"


def test_a_later_release_fills_columns_the_first_left_empty() -> None:
    assert status(FIRST_2020, "GM0014", "owner_occupied_share") == "not_published"
    assert number(LATER_2020, "GM0518", "owner_occupied_share") == 42


def test_a_figure_has_a_number_exactly_when_its_status_says_so() -> None:
    statuses = {"number", "not_published", "missing", "not_applicable"}
    for value in values().values():
        assert value.status in statuses
        assert (value.number is not None) == (value.status == "number")


def test_a_region_has_one_figure_per_indicator_and_year() -> None:
    year_of = {release.id: release.year for release in iter_releases()}
    times = Counter((year_of[value.release], value.region, value.indicator) for value in iter_values() if value.region)
    assert times.most_common(1)[0][1] == 1


def test_every_figure_belongs_to_a_known_region_release_and_stored_indicator() -> None:
    year_of = {release.id: release.year for release in iter_releases()}
    stored = {indicator.code for indicator in iter_indicators() if indicator.columns}
    for value in iter_values():
        assert (year_of[value.release], value.region) in regions() or value.status == "not_published"
        assert (value.region == "") == (value.status == "not_published")
        assert value.indicator in stored


def test_a_sum_of_columns_is_the_sum_of_its_figures() -> None:
    parts = [number(FIRST_2020, "WK001404", code) for code in ("young_people_0_14", "young_people_15_24")]
    assert number(FIRST_2020, "WK001404", "young_people_0_24") == sum(parts) == 3870


def test_codes_and_names_are_trimmed_and_parents_exist() -> None:
    for region in iter_regions():
        assert region.name == region.name.strip()
        assert region.code == region.code.strip()
        assert region.parent is None or (region.year, region.parent) in regions()
    assert Counter((r.year, r.municipality) for r in iter_regions() if r.level == "district") == {
        (2019, "GM0518"): 44,
        (2020, "GM0518"): 44,
        (2020, "GM0014"): 20,
        (2020, "GM0392"): 21,
        (2020, "GM1509"): 4,
        (2020, "GM1901"): 9,
    }


def test_haren_is_marked_as_changed() -> None:
    assert regions()[2020, "WK001417"].changed == 3
    assert regions()[2020, "WK001404"].changed == 1
    assert regions()[2020, "GM0014"].changed is None


def test_releases_carry_licence_and_attribution() -> None:
    for release in iter_releases():
        assert release.licence == "CC BY 4.0"
        assert release.attribution.startswith("Bron: CBS, Kerncijfers wijken en buurten 20")
        assert release.table in release.url
        assert release.retrieved is None  # unknown, and said so


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_every_district_lies_in_exactly_one_area(municipality: str) -> None:
    division = areas_of(municipality)
    assert division is not None
    in_areas = sorted(code for area in division.areas for code in area.regions)
    districts = sorted(
        region.code
        for region in iter_regions()
        if (region.year, region.municipality, region.level) == (division.year, municipality, "district")
    )
    assert in_areas == districts
    assert len({area.id for area in division.areas}) == len(division.areas)
    assert division.note_nl
    assert division.note_en


def test_the_hague_is_composed_alike_in_both_years() -> None:
    named = {
        year: {c: r.name for (y, c), r in regions().items() if y == year and c[:6] == "WK0518"} for year in (2019, 2020)
    }
    assert named[2019] == named[2020]


def test_bodegraven_noord_and_centrum_is_one_area() -> None:
    division = areas_of("GM1901")
    assert division is not None
    area = next(area for area in division.areas if area.id == "bodegraven-noord-en-centrum")
    assert area.regions == ("WK190101", "WK190102")


def test_groningen_has_eleven_areas_with_oosterparkwijk_on_its_own() -> None:
    division = areas_of("GM0014")
    assert division is not None
    assert len(division.areas) == 11
    assert next(a for a in division.areas if a.id == "oosterparkwijk").regions == ("WK001404",)
    assert "geen indeling van de gemeente" in division.note_nl


def test_an_unknown_municipality_has_no_areas() -> None:
    assert areas_of("GM9999") is None


def points(border: Border) -> list[tuple[float, float]]:
    """The corners of an outline, and points between them wherever two corners lie more than about 30 m apart."""
    polygons = border.geometry["coordinates"]
    rings = [ring for polygon in ([polygons] if border.geometry["type"] == "Polygon" else polygons) for ring in polygon]
    dense: list[tuple[float, float]] = []
    for ring in rings:
        for (x, y), (to_x, to_y) in pairwise(ring):
            steps = int(max(abs(to_x - x), abs(to_y - y)) / 0.0003) + 1
            dense += [(x + (to_x - x) * i / steps, y + (to_y - y) * i / steps) for i in range(steps)]
    return dense


def touching(outlines: dict[str, list[tuple[float, float]]], codes: tuple[str, ...]) -> set[str]:
    """The districts that can be reached from the first one over shared borders (within about 50 m)."""
    cells = {c: {(int(x // 0.0006), int(y // 0.0004)) for x, y in outlines[c]} for c in codes}
    around = {c: {(x + dx, y + dy) for x, y in cells[c] for dx in (-1, 0, 1) for dy in (-1, 0, 1)} for c in codes}
    reached, todo = {codes[0]}, [codes[0]]
    while todo:
        here = todo.pop()
        found = {code for code in codes if code not in reached and around[here] & cells[code]}
        reached |= found
        todo += found
    return reached


def test_the_districts_of_an_area_touch_each_other() -> None:
    outlines = {border.code: points(border) for border in iter_borders()}
    for municipality in MUNICIPALITIES:
        division = areas_of(municipality)
        assert division is not None
        for area in division.areas:
            assert touching(outlines, area.regions) == set(area.regions), area.id


def test_every_border_says_where_it_comes_from_and_belongs_to_a_region() -> None:
    for border in iter_borders():
        assert border.source
        assert (border.year, border.code) in regions()
        assert regions()[border.year, border.code].level == border.level
    assert Counter((b.year, b.level) for b in iter_borders()) == {
        (2019, "district"): 44,
        (2020, "district"): 54,
        (2020, "municipality"): 4,
    }
