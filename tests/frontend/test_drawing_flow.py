"""The flow of money and the differences between ways of dividing: true to the cent, and nothing over anything else."""

import re
from fractions import Fraction
from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from frontend.drawing.differences import (
    BAR,
    EDGE,
    STRIP,
    PerChild,
    difference_bar,
    largest_difference,
    per_child_strip,
    top_per_child,
)
from frontend.drawing.flow import MONEY, Band, Node, Whole, checked, flow
from frontend.drawing.flow_narrow import MONEY as NARROW_MONEY
from frontend.drawing.flow_narrow import flow_narrow
from frontend.formats import euro

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = r"(-?\d+(?:\.\d+)?)"
STREAM = re.compile(rf"M{NUMBER} {NUMBER}C{NUMBER} {NUMBER} {NUMBER} {NUMBER} {NUMBER} {NUMBER}v{NUMBER}")
LETTER, ASCENT, DESCENT = 8.4, 12.0, 4.0
Drawn = tuple[list[Node], list[Band]]
Rect = tuple[float, float, float, float]
WORDS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00", categories=("L", "M", "N", "P", "S", "Zs")), max_size=60
)
AREAS = ("Beijum", "Centrum", "De Wijert en Helpman", "Haren", "Hoogkerk", "Lewenborg", "Oosterpark", "Oud-Noord")


def write(cents: int) -> str:
    return euro(cents, "nl")


def parse(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(str(markup).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def from_lines(lines: dict[str, tuple[int, int, int]]) -> Drawn:
    """A year: one pot, its lines, and of each what is paid, promised and left."""
    goals = (("paid", "Uitbetaald", "money"), ("promised", "Toegezegd", "promised"), ("left", "Nog over", "left"))
    nodes = [Node("pot", "3 procent", "", 0), *(Node(name, name, "", 1) for name in lines)]
    nodes += [Node(key, label, "zo veel", 2, tone) for key, label, tone in goals]  # type: ignore[arg-type]
    bands = [Band("pot", name, sum(parts)) for name, parts in lines.items()]
    for name, parts in lines.items():
        bands += [Band(name, key, cents) for (key, _, _), cents in zip(goals, parts, strict=True)]
    return nodes, bands


@st.composite
def years(draw: st.DrawFn) -> Drawn:
    cents = st.integers(0, 10**10)
    parts = draw(st.lists(st.tuples(cents, cents, cents), min_size=1, max_size=45))
    names = draw(st.lists(WORDS, min_size=len(parts), max_size=len(parts)))
    nodes, bands = from_lines({f"line {at}": part for at, part in enumerate(parts)})
    named = dict(zip((f"line {at}" for at in range(len(parts))), names, strict=True))
    return [Node(n.id, named.get(n.id, n.label), n.note, n.column, n.tone) for n in nodes], bands


def number(element: ElementTree.Element, *names: str) -> tuple[float, ...]:
    return tuple(float(element.get(name) or 0) for name in names)


def boxes(root: ElementTree.Element) -> list[Rect]:
    """The nodes; not the bar of the whole, on which its slice lies."""
    nodes = [r for r in root.iter(f"{SVG}rect") if not re.search("--(all|slice)", r.get("class") or "")]
    return [(x, y, x + wide, y + high) for x, y, wide, high in (number(r, "x", "y", "width", "height") for r in nodes)]


def words(root: ElementTree.Element) -> list[Rect]:
    """Where words may stand, as wide as letters are at most on average."""
    found = []
    for element in root.iter(f"{SVG}text"):
        (x, y), wide = number(element, "x", "y"), LETTER * len(element.text or "")
        left = x - wide if element.get("text-anchor") == "end" else x
        found.append((left, y - ASCENT, left + wide, y + DESCENT))
    return found


def streams(root: ElementTree.Element) -> list[tuple[float, float, float, float, float]]:
    """Of each stream x and y where it begins, x and y where it ends, and how wide it is."""
    ways = [p.get("d") or "" for p in root.iter(f"{SVG}path") if "zoom" not in (p.get("class") or "")]
    return [
        (x, y, to_x, to_y, wide) for x, y, *_, to_x, to_y, wide in (map(float, STREAM.findall(way)[0]) for way in ways)
    ]


def overlap(one: Rect, other: Rect) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > 0.1 and min(one[3], other[3]) - max(one[1], other[1]) > 0.1


def inside(root: ElementTree.Element) -> bool:
    _, _, width, height = map(float, (root.get("viewBox") or "").split())
    corners = [
        *boxes(root),
        *words(root),
        *((min(x, to), min(y, to_y), max(x, to), max(y, to_y) + w) for x, y, to, to_y, w in streams(root)),
    ]
    return all(x >= -0.1 and y >= -0.1 and right <= width + 0.1 and low <= height + 0.1 for x, y, right, low in corners)


@settings(max_examples=60, deadline=None)
@given(years())
def test_both_pictures_hold_all_money_inside_and_no_box_or_word_lies_over_another(year: Drawn) -> None:
    nodes, bands = year
    total = sum(band.cents for band in bands if band.source == "pot")
    whole = Whole("Jeugdbudget", total * 30, "pot")
    for draw, money in ((flow, MONEY), (flow_narrow, NARROW_MONEY)):
        root = parse(draw(nodes, bands, "Stroom", "Van pot naar doel", write, whole))
        assert inside(root)
        assert not any(overlap(one, other) for one, other in combinations(boxes(root), 2))
        assert not any(overlap(one, other) for one, other in combinations(words(root), 2))
        columns: dict[float, float] = {}
        for x, _, _, _, wide in streams(root):
            columns[x] = columns.get(x, 0) + wide
        assert list(columns.values()) == pytest.approx([money] * len(columns), abs=1)
        assert bool(columns) == bool(total)


def test_a_stream_is_as_wide_as_its_money_and_fills_the_node_it_comes_from_and_goes_to() -> None:
    nodes, bands = from_lines({"Beijum": (100, 200, 300), "Centrum": (0, 0, 600)})
    root = parse(flow(nodes, bands, "Stroom", "", write))
    assert sorted(wide / MONEY * 1200 for *_, wide in streams(root)) == pytest.approx(
        [100, 200, 300, 600, 600, 600], abs=0.1
    )
    for left, top, right, low in boxes(root):
        out = [(y, wide) for x, y, _, _, wide in streams(root) if abs(x - right) < 0.01 and top - 0.1 < y < low]
        into = [(y, wide) for _, _, x, y, wide in streams(root) if abs(x - left) < 0.01 and top - 0.1 < y < low]
        for side in filter(None, (out, into)):
            ends = sorted(side)
            assert ends[0][0] == pytest.approx(top, abs=0.02)
            assert [y for y, _ in ends[1:]] == pytest.approx([y + wide for y, wide in ends[:-1]], abs=0.02)
            assert ends[-1][0] + ends[-1][1] == pytest.approx(low, abs=0.02)


def test_on_a_phone_too_the_streams_fill_the_stem_and_each_fills_its_goal() -> None:
    root = parse(flow_narrow(*from_lines({"Beijum": (100, 200, 300)}), "Stroom", "", write))
    stem, *goals = boxes(root)
    drawn = streams(root)
    ends = [stem[1], *(y + wide for _, y, _, _, wide in drawn)]
    assert [y for _, y, _, _, _ in drawn] == pytest.approx(ends[:-1], abs=0.02)
    assert ends[-1] == pytest.approx(stem[3], abs=0.02)
    for (_, _, x, y, wide), (left, top, _, low) in zip(drawn, goals, strict=True):
        assert (x, y, y + wide) == pytest.approx((left, top, low), abs=0.02)


def test_three_percent_of_the_youth_budget_is_three_percent_of_its_bar() -> None:
    nodes, bands = from_lines(dict.fromkeys(AREAS, (5_000_000, 5_000_000, 7_925_000)))
    whole = Whole("Jeugdbudget", 4_780_000_000, "pot")
    for draw, side in ((flow, "height"), (flow_narrow, "width")):
        root = parse(draw(nodes, bands, "Stroom", "", write, whole))
        sizes = {r.get("class"): float(r.get(side) or 0) for r in root.iter(f"{SVG}rect")}
        assert sizes["vv-node vv-node--slice"] / sizes["vv-node vv-node--all"] == pytest.approx(0.03, abs=0.0001)


def test_one_cent_that_gets_lost_on_the_way_is_refused() -> None:
    nodes, bands = from_lines({"Beijum": (100, 200, 300)})
    with pytest.raises(ValueError, match="600 cents come into Beijum and 599 go out"):
        checked(nodes, [*bands[:-1], Band("Beijum", "left", 299)])


@pytest.mark.parametrize(
    "band", [Band("pot", "left", 1), Band("left", "pot", 1), Band("pot", "Beijum", -1), Band("pot", "nowhere", 1)]
)
def test_a_band_that_does_not_go_forward_to_the_next_column_is_refused(band: Band) -> None:
    nodes, bands = from_lines({"Beijum": (100, 200, 300)})
    with pytest.raises(ValueError, match="band from"):
        checked(nodes, [*bands, band])


@pytest.mark.parametrize("whole", [Whole("Te klein", 599, "pot"), Whole("Ergens anders", 10_000, "Beijum")])
def test_a_slice_larger_than_its_whole_is_refused(whole: Whole) -> None:
    nodes, bands = from_lines({"Beijum": (100, 200, 300)})
    with pytest.raises(ValueError, match="is not a part of"):
        flow(nodes, bands, "Stroom", "", write, whole)


def test_two_nodes_with_one_id_are_refused() -> None:
    nodes, bands = from_lines({"Beijum": (100, 200, 300)})
    with pytest.raises(ValueError, match="same id"):
        checked([*nodes, nodes[0]], bands)


def test_what_has_no_money_is_left_out_and_a_year_without_money_is_an_empty_picture() -> None:
    nodes, bands = from_lines({"Beijum": (100, 0, 300), "Haren": (0, 0, 0)})
    for draw in (flow, flow_narrow):
        picture = draw(nodes, bands, "Stroom", "", write)
        assert "Nog over" in picture
        assert "Haren" not in picture
        assert "Toegezegd" not in picture
    empty = from_lines({"Haren": (0, 0, 0)})
    assert [list(parse(draw(*empty, "Stroom", "", write)).iter(f"{SVG}rect")) for draw in (flow, flow_narrow)] == [
        [],
        [],
    ]


def test_more_sources_flow_together_and_only_a_slice_is_magnified() -> None:
    nodes = [Node("share", "3 procent", "", 0), Node("saved", "Bespaard", "", 0), Node("all", "Samen", "", 1)]
    bands = [Band("share", "all", 1434), Band("saved", "all", 66)]
    whole = Whole("Jeugdbudget", 47_800, "share")
    wide = parse(flow(nodes, bands, "Stroom", "", write, whole))
    assert len([r for r in wide.iter(f"{SVG}rect") if "slice" in (r.get("class") or "")]) == 1
    assert not any(overlap(one, other) for one, other in combinations(words(wide), 2))
    narrow = flow_narrow(nodes, bands, "Stroom", "", write, whole)
    assert "slice" not in narrow
    assert "Bespaard" in narrow


def test_a_picture_has_a_name_and_is_a_group_only_when_it_holds_links() -> None:
    nodes, bands = from_lines({"Beijum": (100, 200, 300)})
    linked = [*nodes[:-1], Node("left", "Nog over", "", 2, "left", "/2020/over")]
    for draw in (flow, flow_narrow):
        plain, with_link = (parse(draw(n, bands, "Stroom", "Zo gaat het", write)) for n in (nodes, linked))
        assert (plain.get("role"), with_link.get("role")) == ("img", "group")
        assert [a.get("href") for a in with_link.iter(f"{SVG}a")] == ["/2020/over"]
        assert (plain[0].text, plain[1].text) == ("Stroom", "Zo gaat het")


def test_words_are_escaped_and_nothing_has_a_style() -> None:
    bad = '<script>"&'
    nodes = [Node("a", bad, bad, 0, href=bad), Node("b", bad, bad, 1, href=bad)]
    area = PerChild(bad, Fraction(1))
    pictures: list[Markup] = [
        flow(nodes, [Band("a", "b", 1)], bad, bad, lambda _: bad, Whole(bad, 2, "a")),
        flow_narrow(nodes, [Band("a", "b", 1)], bad, bad, lambda _: bad, Whole(bad, 2, "a")),
        per_child_strip([area], 1, bad, bad, lambda _: bad),
        difference_bar(1, 1),
    ]
    for picture in pictures:
        root = parse(picture)
        assert not list(root.iter(f"{SVG}script"))
        assert not [e for e in root.iter() if "style" in e.attrib]


@given(st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=40))
def test_bars_of_one_table_have_one_scale_and_point_to_their_side(differences: list[int]) -> None:
    largest = largest_difference(differences)
    for cents in differences:
        bars = list(parse(difference_bar(cents, largest)).iter(f"{SVG}rect"))
        assert len(bars) == bool(cents)
        for drawn in bars:
            x, wide = number(drawn, "x", "width")
            assert wide == pytest.approx((BAR // 2 - 1) * abs(cents) / largest, abs=0.01)
            assert 0 <= x <= x + wide <= BAR
            assert (x == BAR / 2) if cents > 0 else (x + wide == pytest.approx(BAR / 2, abs=0.02))
            assert drawn.get("class") == ("vv-up" if cents > 0 else "vv-down")


def test_a_difference_outside_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match="on a scale up to 10"):
        difference_bar(-11, 10)


@given(st.lists(st.fractions(0, 10**7, max_denominator=5000), max_size=40))
def test_strips_with_one_top_put_the_same_amount_in_the_same_place(cents: list[Fraction]) -> None:
    areas = [PerChild(f"Gebied {at}", amount) for at, amount in enumerate(cents)]
    top = top_per_child(areas, [PerChild("Vast", Fraction(3300))])
    assert top % 100 == 0
    circles = list(parse(per_child_strip(areas, top, "Per kind", "", write)).iter(f"{SVG}circle"))
    assert len(circles) == len(areas)
    found = sorted(number(circle, "cx")[0] for circle in circles)
    assert found == pytest.approx([EDGE + float(c) / top * (STRIP - 2 * EDGE) for c in sorted(cents)], abs=0.51)


def test_an_area_past_the_top_of_the_strip_is_refused() -> None:
    with pytest.raises(ValueError, match="outside a strip"):
        per_child_strip([PerChild("Beijum", Fraction(101))], 100, "", "", write)
