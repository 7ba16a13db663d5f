"""What the page shows of a division that is being made: rows of districts, areas in numbers, a map, what is left."""

from collections.abc import Mapping
from dataclasses import dataclass

from frontend.drawing.map import AreaShape
from frontend.drawing.outline import Polygon
from frontend.forms.division import BY_NEIGHBOURHOOD, DivisionForm
from services.profiles.contract.places import DivisionOutlines

LEFT = "over"
"""Key of what belongs to no area, on the map."""


@dataclass(frozen=True)
class ShownRegion:
    """A district or neighbourhood to choose an area for."""

    code: str
    name: str
    choice: str
    neighbourhoods: list["ShownRegion"]


@dataclass(frozen=True)
class ShownArea:
    """An area as it was chosen; `number` is where it stands on the map, None without districts."""

    key: str
    name: str
    number: int | None
    regions: list[str]


def shown_districts(form: DivisionForm) -> list[ShownRegion]:
    """Every district, with its neighbourhoods when it is divided."""
    return [
        ShownRegion(
            district.code,
            district.name,
            form.choice_of(district.code),
            [ShownRegion(each.code, each.name, form.choice_of(each.code), []) for each in district.neighbourhoods]
            if form.choice_of(district.code) == BY_NEIGHBOURHOOD
            else [],
        )
        for district in form.division.districts
    ]


def shown_areas(form: DivisionForm) -> list[ShownArea]:
    """The areas in the order of the form; those with districts are numbered."""
    names, chosen = names_of_regions(form), form.regions()
    numbers = {key: number for number, key in enumerate(chosen, start=1)}
    return [
        ShownArea(key, name, numbers.get(key), [names[code] for code in chosen.get(key, [])])
        for key, name in form.areas.items()
    ]


def left_over(form: DivisionForm) -> list[str]:
    """Names of districts, or of neighbourhoods of a divided district, that no area has."""
    return [name for _, name in _left(form)]


def map_shapes(form: DivisionForm, outlines: DivisionOutlines, left_name: str) -> list[AreaShape]:
    """The areas as chosen, in the order of their numbers, and at the end what is in none."""
    known = {shape.code: tuple(_polygon(polygon) for polygon in shape.polygons) for shape in outlines.shapes}
    chosen = form.regions()
    names = form.areas
    shapes = [
        AreaShape(key, names[key], f"#naam-{key}", _outline(form, codes, known), css_class="vv-q2")
        for key, codes in chosen.items()
    ]
    left = _outline(form, [code for code, _ in _left(form)], known)
    if left:
        shapes.append(AreaShape(LEFT, left_name, "#over", left, css_class="vv-gap-no-area", is_area=False))
    return shapes


def _outline(form: DivisionForm, codes: list[str], known: Mapping[str, tuple[Polygon, ...]]) -> tuple[Polygon, ...]:
    """All polygons of these regions; of a district that is whole in one area its own when its parts are not drawn."""
    codes = list(codes)
    for district in form.division.districts:
        parts = {neighbourhood.code for neighbourhood in district.neighbourhoods}
        if parts and parts <= set(codes) and not parts & known.keys():
            codes = [district.code, *(code for code in codes if code not in parts)]
    return tuple(polygon for code in codes for polygon in known.get(code, ()))


def undrawn(form: DivisionForm, outlines: DivisionOutlines) -> list[str]:
    """Names of neighbourhoods of divided districts that we have no borders of."""
    known = {shape.code for shape in outlines.shapes}
    return [
        each.name
        for district in form.division.districts
        if form.choice_of(district.code) == BY_NEIGHBOURHOOD
        for each in district.neighbourhoods
        if each.code not in known
    ]


def _left(form: DivisionForm) -> list[tuple[str, str]]:
    taken = {code for codes in form.regions().values() for code in codes}
    left: list[tuple[str, str]] = []
    for district in form.division.districts:
        loose = [(each.code, each.name) for each in district.neighbourhoods if each.code not in taken]
        if form.choice_of(district.code) != BY_NEIGHBOURHOOD:
            left += [] if district.code in taken else [(district.code, district.name)]
        elif len(loose) == len(district.neighbourhoods):
            left.append((district.code, district.name))
        else:
            left += loose
    return left


def names_of_regions(form: DivisionForm) -> dict[str, str]:
    """Names of all districts and neighbourhoods by code."""
    names: dict[str, str] = {}
    for district in form.division.districts:
        names[district.code] = district.name
        names |= {neighbourhood.code: neighbourhood.name for neighbourhood in district.neighbourhoods}
    return names


def _polygon(rings: list[list[tuple[float, float]]]) -> Polygon:
    return tuple(tuple(ring) for ring in rings)
