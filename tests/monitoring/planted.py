"""Published answers with one rule of release undone, each as if a page had forgotten it: the audit must find these."""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from typing import Any

from services.monitoring.domain.periods import periods_of
from tests.monitoring.subtraction import AREAS, RATIOS, YEARS, Played

Published = dict[str, Any]
Plant = Callable[[Published, Played], None]


def planted(published: Published, played: Sequence[Played], plant: Plant) -> Published:
    """A copy in which every partner's answers have this leak."""
    copy = deepcopy(published)
    for one in played:
        plant(copy, one)
    return copy


def _answers(published: Published, one: Played, part: str) -> Iterator[Any]:
    return (answer for address, answer in published.items() if str(one.id) in address and part in address)


def _figures(published: Published, one: Played) -> Iterator[Any]:
    pages = (answer for address, answer in published.items() if address.endswith("year=2020"))
    listed = (figure for page in pages for figure in page.get("figures", page.get("kpis", [])))
    return (figure for figure in listed if figure.get("partnerId") == str(one.id))


def a_total_of_areas(published: Published, one: Played) -> None:
    """Shown although one of the areas is hidden."""
    for answer in _answers(published, one, "/kpis/reached/series"):
        for point in answer["points"] if answer["areaId"] is None else ():
            point["number"] = sum(one.told["reached", point["period"], area] for area in AREAS)


def a_pooled_year(published: Published, one: Played) -> None:
    """Shown whatever is hidden in it."""
    for answer in _answers(published, one, "/kpis/reached/series"):
        if (area := answer["areaId"]) is not None:
            years = {year: periods_of(year, "quarter") for year in YEARS}
            totals = {year: sum(one.told["reached", each, area] for each in years[year]) for year in years}
            answer["pooled"] = [{"year": year, "number": total} for year, total in totals.items()]


def nearly_everybody(published: Published, one: Played) -> None:
    """The part shown beside the whole, with few left: what monitoring did before."""
    for figure in _figures(published, one):
        key = (figure["kpi"]["code"], figure["period"], figure["areaId"])
        if key[0] == "helped" and one.told[key] > 4:
            figure["value"] = {"status": "number", "number": one.told[key]}


def a_percentage(published: Published, one: Played) -> None:
    """Shown beside the whole, with the part hidden or never delivered."""
    for figure in _figures(published, one):
        cases, of = RATIOS.get(figure["kpi"]["code"], ("", ""))
        place = (figure["period"], figure["areaId"])
        if (of, *place) in one.told:
            share = 100 * one.told[(cases, *place)] / one.told[(of, *place)]
            figure["value"] = {"status": "number", "number": round(share, 2)}


def all_referrals(published: Published, one: Played) -> None:
    """Heavy and light of the whole, beside the partner's own figure by area: what monitoring did before."""
    for answer in _answers(published, one, "/scaling"):
        for line in answer["quarters"]:
            for weight in ("heavy", "light"):
                line[weight]["count"] = sum(one.weights[line["quarter"], area, weight] for area in AREAS)


def an_area_beside_the_others(published: Published, one: Played) -> None:
    """Another address that shows what the first one hides."""
    for answer in _answers(published, one, "/kpis/families/series"):
        for point in answer["points"]:
            point["number"] = one.told["families", point["period"], None]
    for answer in _answers(published, one, "/kpis/referred/series"):
        for point in answer["points"] if answer["areaId"] else ():
            point["number"] = one.told["referred", point["period"], answer["areaId"]]


PLANTS: Sequence[Plant] = (
    a_total_of_areas,
    a_pooled_year,
    nearly_everybody,
    a_percentage,
    all_referrals,
    an_area_beside_the_others,
)
