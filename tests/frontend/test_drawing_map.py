"""The map is to scale, reachable by keyboard, and says nothing in a way the policy forbids."""

import re
from xml.etree import ElementTree

from frontend.drawing.label import label_point
from frontend.drawing.map import AreaShape, area_map, mini_map
from frontend.drawing.outline import WIDTH, Polygon, path_data, signed_area, trace

SVG = "{http://www.w3.org/2000/svg}"


def square(x: float, y: float, size: float = 1.0) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y))


def an_area(name: str, *polygons: Polygon, label: str = "", css_class: str = "vv-q1") -> AreaShape:
    return AreaShape(name.lower(), name, f"/2026/gebieden/{name.lower()}", polygons, css_class, label)


def parse(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(str(markup).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def rings_in(path: str) -> list[list[tuple[int, int]]]:
    """The corners of each ring in relative path data."""
    rings = []
    for part in re.findall(r"M([^z]*)z", path):
        numbers = [int(n) for n in re.findall(r"-?\d+", part)]
        x, y = numbers[0], numbers[1]
        ring = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        rings.append(ring)
    return rings


def test_every_area_is_a_link_with_a_name_that_keyboard_and_reader_can_use() -> None:
    areas = [an_area("West", (square(0, 0),), label="nog € 5"), an_area("Oost", (square(1, 0),))]
    links = parse(area_map(areas, "Kaart")).findall(f"{SVG}a")
    assert [link.get("href") for link in links] == ["/2026/gebieden/west", "/2026/gebieden/oost"]
    assert all(link.get("tabindex") is None for link in links)
    assert [link.find(f"{SVG}title").text for link in links] == ["1. West: nog € 5", "2. Oost"]  # type: ignore[union-attr]


def test_what_is_in_no_area_has_a_pattern_and_a_name_but_no_number() -> None:
    left = AreaShape("over", "Niet in een gebied", "#over", ((square(1, 0),),), "vv-gap-no-area", is_area=False)
    root = parse(area_map([an_area("West", (square(0, 0),)), left], "Kaart"))
    assert [path.get("class") for path in root.findall(f"{SVG}path")] == ["vv-q1", "vv-gap-no-area"]
    assert [text.text for text in root.iter(f"{SVG}text")][:1] == ["1"]
    assert "2" not in [text.text for text in root.iter(f"{SVG}text")]
    assert [title.text for title in root.iter(f"{SVG}title")] == ["1. West", "Niet in een gebied"]


def test_a_name_cannot_break_out_of_the_drawing() -> None:
    markup = area_map([an_area('<script>"x"&', (square(0, 0),), label="<b>")], '"><script>')
    root = parse(markup)
    assert not [e for e in root.iter() if e.tag.endswith(("script", "b"))]
    assert root.find(f"{SVG}a/{SVG}title").text == '1. <script>"x"&: <b>'  # type: ignore[union-attr]


def test_no_style_attribute_and_no_event_handler_is_drawn() -> None:
    areas = [an_area("West", (square(0, 0),))]
    for markup in (area_map(areas, "Kaart"), mini_map(areas, "west")):
        names = {name for element in parse(markup).iter() for name in element.attrib}
        assert "style" not in names
        assert not [name for name in names if name.startswith("on")]


def test_one_area_fills_the_sheet() -> None:
    land = trace((("a", ((square(5, 0),),)),))
    corners = rings_in(land.outlines["a"].path)[0]
    assert {x for x, _ in corners} == {0, WIDTH}
    assert len(corners) == 4


def test_a_degree_east_is_shorter_than_a_degree_north_at_our_latitude() -> None:
    land = trace((("a", ((square(6, 53),),)),))
    assert 1.6 < land.height / land.width * (land.width / _width(land.outlines["a"].path)) < 1.7


def _width(path: str) -> int:
    xs = [x for ring in rings_in(path) for x, _ in ring]
    return max(xs) - min(xs)


def test_districts_of_one_area_melt_together() -> None:
    land = trace((("a", ((square(0, 0),), (square(1, 0),))),))
    rings = rings_in(land.outlines["a"].path)
    assert len(rings) == 1
    assert len(rings[0]) == 4


def test_islands_and_holes_stay() -> None:
    lake = (square(0, 0, 10), square(3, 3, 3)[::-1])
    land = trace((("a", (lake, (square(20, 0, 5),))),))
    rings = rings_in(land.outlines["a"].path)
    assert len(rings) == 3
    signs = sorted(signed_area(ring) > 0 for ring in rings)
    assert signs == [False, True, True], "the hole turns the other way, so that it stays empty"


def test_an_area_inside_another_keeps_the_very_same_border() -> None:
    teeth = ((3 + 0.3 * i, 3 + (0.4 if i % 2 else 0.0)) for i in range(11))
    wiggle = (*teeth, (6.0, 6.0), (3.0, 6.0), (3.0, 3.0))
    around = (square(0, 0, 10), wiggle)
    land = trace((("ring", (around,)), ("core", ((wiggle,),))))
    inner = {frozenset(ring) for ring in rings_in(land.outlines["ring"].path)[1:]}
    assert {frozenset(ring) for ring in rings_in(land.outlines["core"].path)} == inner


def test_neighbours_keep_one_border_after_simplifying() -> None:
    border = [(1 + (0.02 if i % 2 else -0.02) * (i % 5), i / 40) for i in range(41)]
    west = ((0.0, 0.0), *border, (0.0, 1.0), (0.0, 0.0))
    east = ((2.0, 0.0), *border, (2.0, 1.0), (2.0, 0.0))
    land = trace((("w", ((west,),)), ("e", ((east,),))))
    points_w, points_e = (set(rings_in(land.outlines[n].path)[0]) for n in "we")
    outer = {0, WIDTH}
    assert {p for p in points_w if p[0] not in outer} == {p for p in points_e if p[0] not in outer}


def test_a_label_stands_inside_a_bent_area_and_outside_its_hole() -> None:
    hook = [(0.0, 0.0), (100.0, 0.0), (100.0, 20.0), (20.0, 20.0), (20.0, 100.0), (0.0, 100.0)]
    x, y, room = label_point([hook])
    assert (0 < x < 100 and 0 < y < 20) or (0 < x < 20 and 0 < y < 100)
    assert 8 <= room <= 12
    ring = [
        [(0.0, 0.0), (90.0, 0.0), (90.0, 90.0), (0.0, 90.0)],
        [(20.0, 20.0), (20.0, 70.0), (70.0, 70.0), (70.0, 20.0)],
    ]
    x, y, _ = label_point(ring)
    assert not (20 < x < 70 and 20 < y < 70)


def test_the_small_map_has_one_yellow_area_on_top_and_is_silent() -> None:
    root = parse(mini_map([an_area("West", (square(0, 0),)), an_area("Oost", (square(1, 0),))], "west"))
    assert root.get("aria-hidden") == "true"
    assert [path.get("class") for path in root.findall(f"{SVG}path")] == [None, "vv-here"]


def test_a_ring_that_shrinks_to_nothing_draws_nothing() -> None:
    assert path_data([[(0.1, 0.1), (0.2, 0.2), (0.3, 0.1)]]) == ""
