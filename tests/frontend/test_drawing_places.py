"""Shades and funnels: classes that do not exaggerate, links for every place, lines where the service put them."""

import re
from xml.etree import ElementTree

import pytest

from frontend.drawing.choropleth import GAPS, Shaded, choropleth, class_of
from frontend.drawing.classes import equal_classes
from frontend.drawing.funnel import FunnelDot, Line, funnel
from frontend.drawing.outline import Polygon

SVG = "{http://www.w3.org/2000/svg}"


def square(x: float, size: float = 1.0) -> Polygon:
    return (((x, 0.0), (x + size, 0.0), (x + size, size), (x, size), (x, 0.0)),)


def parse(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(str(markup).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def a_place(name: str, x: float, css_class: str = "vv-s2", size: float = 1.0) -> Shaded:
    return Shaded(name.lower(), name, 7, f"/2019/regios/{name}", (square(x, size),), css_class, "12%. Geen verschil")


@pytest.mark.parametrize(
    ("values", "decimals", "limits"),
    [
        ([47.0, 138.0], 0, (40, 60, 80, 100, 120, 140)),
        ([0.0, 3.2], 1, (0, 1, 2, 3, 4)),
        ([5.0, 5.0], 0, (5, 6)),
        ([0.0, 0.0], 1, (0, 0.1)),
        ([-3.0, 7.0], 0, (-5, 0, 5, 10)),
        ([100.0, 101.0, 102.0], 0, (100, 101, 102)),
    ],
)
def test_classes_are_equal_round_steps_that_hold_all(
    values: list[float], decimals: int, limits: tuple[float, ...]
) -> None:
    classes = equal_classes(values, decimals)
    assert classes is not None
    assert classes.limits == limits
    assert classes.limits[0] <= min(values)
    assert classes.limits[-1] >= max(values)


def test_without_figures_there_are_no_classes() -> None:
    assert equal_classes([], 0) is None


def test_a_value_on_a_limit_is_in_the_class_above_and_the_highest_in_the_last() -> None:
    classes = equal_classes([0.0, 100.0], 0)
    assert classes is not None
    assert [classes.of(value) for value in (0.0, 19.9, 20.0, 99.0, 100.0)] == [0, 0, 1, 4, 4]


def test_each_lack_of_a_figure_has_a_hatch_of_its_own() -> None:
    assert len(set(GAPS.values())) == 5
    assert class_of("withheld", None) != class_of("missing", None)
    assert class_of("number", 0) == "vv-s1"


def test_every_place_on_the_map_is_a_link_with_name_and_figure() -> None:
    root = parse(choropleth([a_place("West", 0), a_place("Oost", 1, GAPS["missing"])], "Kaart"))
    links = root.findall(f"{SVG}a")
    assert [link.get("href") for link in links] == ["/2019/regios/West", "/2019/regios/Oost"]
    assert links[0].findtext(f"{SVG}title") == "7. West: 12%. Geen verschil"
    assert [path.get("class") for path in root.findall(f"{SVG}path")] == ["vv-s2", "vv-gap-missing"]


def test_a_place_too_small_for_its_number_keeps_its_tooltip() -> None:
    root = parse(choropleth([a_place("Groot", 0, size=100), a_place("Klein", 100, size=1)], "Kaart"))
    large, small = root.findall(f"{SVG}a")
    assert large.find(f"{SVG}text") is not None
    assert small.find(f"{SVG}text") is None
    assert small.findtext(f"{SVG}title")


def a_funnel() -> ElementTree.Element:
    lines = [Line(100, 0.0, 60.0, 0.0, 90.0), Line(1000, 20.0, 40.0, 15.0, 45.0)]
    dots = [
        FunnelDot("Noord", "#plek-noord", 1000, 30.0, "30 per 1.000"),
        FunnelDot("<b>", "#plek-b", 500, 50.0, "50", "vv-fn-clear"),
    ]
    return parse(funnel(dots, lines, 30.0, "Grafiek", ("jongeren", "per 1.000"), str))


def test_every_dot_is_a_link_to_its_row_with_its_name() -> None:
    links = a_funnel().findall(f"{SVG}a")
    assert [link.findtext(f"{SVG}title") for link in links] == ["<b>: 50", "Noord: 30 per 1.000"]
    assert [link.get("href") for link in links] == ["#plek-b", "#plek-noord"]


def test_a_place_at_the_reference_lies_on_the_middle_line() -> None:
    root = a_funnel()
    middle = next(path for path in root.findall(f"{SVG}path") if path.get("class") == "vv-fn-middle")
    (level,) = re.findall(r"M\d+ (\d+)H", middle.get("d") or "")
    noord = root.findall(f"{SVG}a")[1].findall(f"{SVG}circle")[-1]
    assert noord.get("cy") == level


def test_lines_end_where_the_plot_ends() -> None:
    root = a_funnel()
    outer = [path for path in root.findall(f"{SVG}path") if path.get("class") == "vv-fn-outer"]
    assert len(outer) == 1, "the upper one has a single point below the top, so there is nothing to draw"


def test_nothing_is_drawn_with_a_style_or_a_handler() -> None:
    for root in (a_funnel(), parse(choropleth([a_place("West", 0)], "Kaart"))):
        names = {name for element in root.iter() for name in element.attrib}
        assert "style" not in names
        assert not [name for name in names if name.startswith("on")]
