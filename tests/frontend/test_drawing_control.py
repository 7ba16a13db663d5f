"""The chart of chance: what is drawn is what the service gives."""

from xml.etree import ElementTree as ET

import pytest

from frontend.drawing.control_chart import BOTTOM, Spot, control_chart, key_of

SVG = "{http://www.w3.org/2000/svg}"


def parse(markup: str) -> ET.Element:
    return ET.fromstring(str(markup).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def classes(markup: str) -> list[str]:
    return [str(each.get("class")) for each in parse(markup).iter() if each.get("class")]


def a_spot(value: float | None, mark: str = "ordinary", lines: tuple[float, float, float] | None = (2, 6, 10)) -> Spot:
    return Spot("Q", str(value), value, lines, mark)  # type: ignore[arg-type]


def test_each_number_has_its_shape_and_a_gap_stays_a_gap() -> None:
    spots = [a_spot(5), a_spot(None), a_spot(6), a_spot(12, "signal"), a_spot(1, "crossed"), a_spot(0, "both")]
    drawn = classes(control_chart(spots, "x", str, 8, 3))
    assert drawn.count("vv-point") == 3
    assert drawn.count("vv-cc-signal") == 2
    assert drawn.count("vv-cc-crossed") == 2
    assert drawn.count("vv-path") == 3
    assert drawn.count("vv-cc-target") == drawn.count("vv-cc-boundary") == 1


def test_a_boundary_is_not_drawn_as_a_line_of_chance() -> None:
    drawn = classes(control_chart([a_spot(5, lines=None)] * 3, "x", str, boundary=4))
    assert "vv-cc-boundary" in drawn
    assert "vv-cc-band" not in drawn
    assert "vv-cc-target" not in drawn


def test_where_there_are_no_lines_the_band_stops() -> None:
    spots = [a_spot(5), a_spot(5), a_spot(5, lines=None), a_spot(5)]
    assert classes(control_chart(spots, "x", str)).count("vv-cc-band") == 2


def test_the_axis_starts_at_zero_and_the_higher_number_lies_higher() -> None:
    root = parse(control_chart([a_spot(0, lines=None), a_spot(5, lines=None)], "x", str))
    heights = [float(str(dot.get("cy"))) for dot in root.iter(f"{SVG}circle")]
    assert heights[0] == BOTTOM > heights[1]


@pytest.mark.parametrize("spots", [[], [a_spot(None)], [a_spot(0.0)]], ids=["none", "no number", "zero"])
def test_little_is_drawn_too_without_style_and_with_its_name(spots: list[Spot]) -> None:
    root = parse(control_chart(spots, '<b>"&', str))
    assert root.get("aria-label") == '<b>"&'
    assert not [each for each in root.iter() if "style" in each.attrib]


def test_each_shape_has_a_key() -> None:
    kinds = ("ordinary", "signal", "crossed", "both", "band", "middle", "target", "boundary")
    assert len({str(key_of(kind)) for kind in kinds}) == len(kinds)
