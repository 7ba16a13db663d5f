"""Ways of dividing side by side: what the bars of the table are drawn on."""

from uuid import uuid4

from frontend.drawing.differences import difference_bar
from frontend.split_ways import ways_of
from services.budget.contract.splits import LineKind, SplitLine, SplitState, SplitView


def a_split(areas: dict[str, int], city: int) -> SplitView:
    given = [("areas", None, LineKind.AREAS, sum(areas.values()))]
    given += [(f"areas/{area}", area, LineKind.AREA, cents) for area, cents in areas.items()]
    given += [("city", None, LineKind.CITY_WIDE, city)]
    lines = [
        SplitLine(
            path=path,
            parent="areas" if area else None,
            kind=kind,
            name=path,
            line_id=None if kind is LineKind.AREAS else uuid4(),
            area_id=area,
            amount_cents=cents,
        )
        for path, area, kind, cents in given
    ]
    return SplitView(
        id=uuid4(),
        year=2020,
        name="",
        state=SplitState.DRAFT,
        version=1,
        replaces=None,
        total_cents=sum(areas.values()) + city,
        sources=[],
        lines=lines,
        key_sources=[],
        steps=[],
        is_late=False,
        published_on=None,
        proposed_by=None,
    )


def test_the_largest_difference_of_an_area_fills_its_bar_whatever_the_other_lines_do() -> None:
    ways = ways_of([a_split({"west": 500, "oost": 500}, 0), a_split({"west": 520, "oost": 490}, 10_000)], {}, "nl")
    west, oost = (row.cells[1].bar for row in ways.areas)
    assert (west, oost) == (difference_bar(20, 20), difference_bar(-10, 20))
