"""Charts are drawn to scale, from zero, and escape what they are given."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frontend.drawing.bar import Part, money_bar, swatch
from frontend.drawing.land import WIDTH, LandStrip, land
from frontend.drawing.plots import bare_plot, bloom_plot, choice_plot, seed_plot
from frontend.drawing.scale import Scale, round_above, round_values, scale_for
from frontend.drawing.spark import Quarter, quarter_line
from frontend.drawing.strip import EDGE, Dot, dot_strip
from frontend.drawing.strip import WIDTH as STRIP_WIDTH

SVG = "{http://www.w3.org/2000/svg}"


def parse(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(str(markup).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def write(value: float) -> str:
    return f"{value:g}"


def test_three_percent_is_three_percent_of_the_bar() -> None:
    root = parse(money_bar([Part("paid", 3), Part("promised", 0), Part("left", 97)]))
    rects = [r for r in root.iter(f"{SVG}rect") if r.get("class") != "vv-frame"]
    assert [(r.get("class"), r.get("x"), r.get("width")) for r in rects] == [
        ("vv-paid", "0.00%", "3.00%"),
        ("vv-left", "3.00%", "97.00%"),
    ]


def test_a_pot_without_money_is_an_empty_frame() -> None:
    root = parse(money_bar([Part("paid", 0), Part("left", 0)]))
    assert [r.get("class") for r in root.iter(f"{SVG}rect")] == ["vv-frame"]


@given(st.lists(st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 6)), max_size=20))
def test_an_axis_always_holds_zero_and_all_values(values: list[float]) -> None:
    scale = scale_for(values, 0, 100)
    assert scale.low <= 0 <= scale.high
    assert scale.low < scale.high
    assert all(0 <= scale(value) <= 100 for value in values)
    if all(value >= 0 for value in values):
        assert scale.low == 0
        assert scale(0) == 0


@pytest.mark.parametrize(("value", "top"), [(0, 0), (12.3, 15), (87, 100), (100, 100), (0.07, 0.08), (2_100, 2_500)])
def test_an_axis_ends_at_a_round_number(value: float, top: float) -> None:
    assert round_above(value) == pytest.approx(top)


@pytest.mark.parametrize(
    ("high", "finest", "written"),
    [
        (250, 1, [0, 50, 100, 150, 200, 250]),
        (150, 1, [0, 50, 100, 150]),
        (3, 1, [0, 1, 2, 3]),
        (1, 1, [0, 1]),
        (1.5, 1, [0, 1]),
        (0.3, 0, [0, 0.1, 0.2, 0.3]),
        (8, 0, [0, 2, 4, 6, 8]),
    ],
)
def test_beside_an_axis_stand_round_numbers_and_no_half_people(
    high: float, finest: float, written: list[float]
) -> None:
    assert round_values(Scale(0, high, 0, 100), finest) == pytest.approx(written)


@given(
    st.lists(st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 6)), max_size=20),
    st.sampled_from([0.0, 1.0]),
)
def test_what_stands_beside_an_axis_lies_on_it_with_zero(values: list[float], finest: float) -> None:
    scale = scale_for(values, 0, 100)
    written = round_values(scale, finest)
    assert 0 in written
    assert len(written) <= 7
    assert len(written) >= 2 or finest
    assert all(0 <= scale(value) <= 100 for value in written)


def test_a_value_twice_as_high_stands_twice_as_far_from_zero() -> None:
    root = parse(dot_strip([Dot("A", 20), Dot("B", 40, here=True)], 10, 30, write))
    x = {c.get("class"): int(c.get("cx") or 0) - EDGE for c in root.iter(f"{SVG}circle")}
    assert x["vv-dot-here"] == pytest.approx(2 * x["vv-dot"], abs=1)
    assert x["vv-dot-here"] == pytest.approx(STRIP_WIDTH - 2 * EDGE, abs=1)
    assert [t.text for t in root.iter(f"{SVG}text")] == ["0", "40"]


def test_a_strip_without_municipality_country_or_neighbours_is_still_a_strip() -> None:
    root = parse(dot_strip([Dot("A", 0, here=True)], None, None, write))
    assert len(list(root.iter(f"{SVG}circle"))) == 1
    assert "vv-mark" not in {p.get("class") for p in root.iter(f"{SVG}path")}


def test_a_missing_quarter_breaks_the_line_and_the_axis_starts_at_zero() -> None:
    quarters = [Quarter(f"2020-Q{i}", v) for i, v in enumerate([40, 42, None, 44, 46], start=1)]
    root = parse(quarter_line(quarters, write))
    lines = [p for p in root.iter(f"{SVG}path") if p.get("class") == "vv-path"]
    assert len(lines) == 2
    assert len(list(root.iter(f"{SVG}circle"))) == 4
    assert "0" in [t.text for t in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("words", ["0", "8.000", "€ 250.000"])
def test_the_labels_of_the_axis_stay_inside_the_drawing_where_text_is_largest(words: str) -> None:
    root = parse(quarter_line([Quarter("2019", 1), Quarter("2020", 2)], lambda _: words))
    labels = [text for text in root.iter(f"{SVG}text") if text.text == words]
    assert all(int(text.get("x") or 0) >= 0.65 * 22 * len(words) for text in labels)
    first = min(int(circle.get("cx") or 0) for circle in root.iter(f"{SVG}circle"))
    assert first > max(int(text.get("x") or 0) for text in labels)


@pytest.mark.parametrize("values", [[], [5.0], [None], [0.0, 0.0]])
def test_a_line_of_few_quarters_is_drawn_too(values: list[float | None]) -> None:
    parse(quarter_line([Quarter(f"2020-Q{i + 1}", v) for i, v in enumerate(values)], write))


def widths(markup: str) -> list[int]:
    """How wide each strip is on the horizon."""
    return [int(b) - int(a) for a, b in re.findall(r'd="M(\d+) 46H(\d+)L', markup)]


def test_the_land_is_as_wide_as_the_money() -> None:
    assert widths(land([LandStrip(100), LandStrip(300)])) == [WIDTH // 4, WIDTH * 3 // 4]


@pytest.mark.parametrize("count", [1, 2, 5, 40])
def test_without_money_the_strips_are_equal(count: int) -> None:
    found = widths(land([LandStrip() for _ in range(count)]))
    assert sum(found) == WIDTH
    assert max(found) - min(found) <= 1


def test_without_areas_there_is_one_field_and_here_is_yellow() -> None:
    assert widths(land([])) == [WIDTH]
    assert land([LandStrip(1), LandStrip(1, here=True)]).count("vv-here") == 1


def test_names_are_escaped_and_nothing_has_a_style() -> None:
    bad = '<script>"&'
    pictures = [
        dot_strip([Dot(bad, 1, bad)], 1, 1, lambda _: bad),
        quarter_line([Quarter(bad, 1, bad)], lambda _: bad),
        land([LandStrip(1, css_class=bad)]),
        swatch(bad),
        *(plot() for plot in (bare_plot, seed_plot, choice_plot, bloom_plot)),
    ]
    for picture in pictures:
        root = parse(picture)
        assert not list(root.iter(f"{SVG}script"))
        assert not [e for e in root.iter() if "style" in e.attrib]
        assert root.get("aria-hidden") == "true"
