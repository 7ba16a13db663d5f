"""What a reader of everything that is public puts together: each figure a number or an unknown, and how they add up.

It knows our rules: that a hidden count of people is 1 to 4, unless it may be hidden to protect another.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from services.monitoring.domain.periods import periods_of
from tests.monitoring.subtraction import AREAS, COUNTS, RATIOS, YEARS, Played
from tests.support.attacker import MOST, Knowledge, Name

Published = Mapping[str, Any]
SECONDARY = {code for pair in RATIOS.values() for code in pair}
WEIGHTS = ("heavy", "light")
SMALL = range(1, 5)
ROUNDED = 0.0051
FED = ("reached", "helped")


class Reader:
    """Reads published answers by address. A figure that was corrected is another number than it was before."""

    def __init__(self, published: Published, played: Sequence[Played]) -> None:
        self.known = Knowledge()
        self._now: dict[tuple[Any, ...], Name] = {}
        figures = [each for address, answer in published.items() for each in _figures(address, answer)]
        for is_now, figure in figures:
            self._figure(figure, is_now=is_now)
        for is_now, figure in figures:
            if is_now and figure["kpi"]["code"] in RATIOS and figure["value"]["status"] == "number":
                self._percentage(figure)
        partners = [str(one.id) for one in played]
        self._relate_parts(partners)
        for address, answer in published.items():
            if "/series" in address:
                self._series(answer)
            elif address.endswith("/scaling"):
                self._scaling(answer)
            elif "programme" in address:
                self._programme(answer, partners)

    def name(self, partner: str, code: str, period: str, area: str | None) -> Name:
        """Of a figure as it counts now; one that is no figure of its own is still a number."""
        key = (partner, code, period, area)
        return self._now.get(key, key)

    def _figure(self, figure: Mapping[str, Any], *, is_now: bool) -> None:
        code, value = figure["kpi"]["code"], figure["value"]
        key = (figure["partnerId"], code, figure["period"], figure["areaId"])
        name = (*key, figure["receivedAt"])
        if is_now:
            self._now[key] = name
        if value["status"] == "number":
            self.known.is_known(name, float(value["number"]))
        elif code in COUNTS:
            self.known.between(name, 1, MOST if code in SECONDARY else 4)

    def _percentage(self, figure: Mapping[str, Any]) -> None:
        """Rounded to a hundredth. Of a year it is one of the sums of its quarters."""
        cases, of = RATIOS[figure["kpi"]["code"]]
        period, percent = figure["period"], float(figure["value"]["number"])
        periods = [period] if "-" in period else periods_of(int(period), "quarter")
        above, below = (
            [self.name(figure["partnerId"], code, each, figure["areaId"]) for each in periods] for code in (cases, of)
        )
        for edge, low, high in ((percent - ROUNDED, 0, MOST), (percent + ROUNDED, -MOST, 0)):
            self.known.relate(dict.fromkeys(above, 1) | dict.fromkeys(below, -edge / 100), low, high)

    def _relate_parts(self, partners: Sequence[str]) -> None:
        """Who is in a part and who is not are together the whole."""
        for partner in partners:
            for cases, of in set(RATIOS.values()):
                for period, area in _places(of):
                    part, rest = self.name(partner, cases, period, area), rest_of(partner, cases, period, area)
                    self.known.adds_up([part, rest], self.name(partner, of, period, area))

    def _series(self, answer: Mapping[str, Any]) -> None:
        kpi, partner = answer["kpi"], answer["partner"]["id"]
        areas = AREAS if kpi["byArea"] and answer["areaId"] is None else [answer["areaId"]]
        for point in answer["points"]:
            codes = (
                {"cases": RATIOS[kpi["code"]][0], "of": RATIOS[kpi["code"]][1]} if point["cases"] is not None else {}
            )
            if not codes and kpi["code"] in COUNTS:
                codes = {"number": kpi["code"]}
            for told, code in codes.items():
                self._sum([self.name(partner, code, point["period"], area) for area in areas], point[told])
        for pooled in answer["pooled"]:
            quarters = periods_of(pooled["year"], "quarter")
            self._sum([self.name(partner, kpi["code"], each, areas[0]) for each in quarters], pooled["number"])

    def _scaling(self, answer: Mapping[str, Any]) -> None:
        """What a partner counts as referred is heavy and light together, of an area and of the whole."""
        partner = answer["partnerId"]
        for line in answer["quarters"]:
            quarter = line["quarter"]
            told = {
                weight: {each["areaId"]: each["count"] for each in line[f"areas{weight.title()}"]} for weight in WEIGHTS
            }
            is_told = any(told.values())
            for weight in WEIGHTS:
                names = [referrals(partner, weight, quarter, area) for area in AREAS]
                self._sum(names, line[weight]["count"])
                for area, name in zip(AREAS, names, strict=True):
                    count = told[weight].get(area, 0) if is_told else None
                    if count is not None:
                        self.known.is_known(name, count)
            for area in AREAS:
                both = [referrals(partner, weight, quarter, area) for weight in WEIGHTS]
                self.known.adds_up(both, self.name(partner, "referred", quarter, area))

    def _programme(self, answer: Mapping[str, Any], partners: Sequence[str]) -> None:
        points = next(kpi["quarters"] for kpi in answer["kpis"] if kpi["code"] == "children_light_help")
        for point in points:
            if point["answered"] == len(partners) * len(FED):
                fed = [
                    self.name(partner, code, point["period"], area)
                    for partner in partners
                    for code in FED
                    for area in AREAS
                ]
                self._sum(fed, point["number"])

    def _sum(self, names: Sequence[Name], told: float | str | None) -> None:
        if told is not None:
            self.known.relate(dict.fromkeys(names, 1), float(told), float(told))


def _figures(address: str, answer: Mapping[str, Any]) -> Iterator[tuple[bool, Mapping[str, Any]]]:
    listed = answer.get("kpis", []) if "/figures" in address else answer.get("figures", [])
    return (("asOf" not in address, figure) for figure in listed)


def _places(code: str) -> Iterator[tuple[str, str | None]]:
    areas: Sequence[str | None] = [None] if code == "families" else AREAS
    return ((period, area) for year in YEARS for period in periods_of(year, "quarter") for area in areas)


def rest_of(partner: str, cases: str, period: str, area: str | None) -> Name:
    return partner, "not", cases, period, area


def referrals(partner: str, weight: str, quarter: str, area: str | None) -> Name:
    return partner, "referrals", weight, quarter, area


def leaks(published: Published, played: Sequence[Played]) -> list[tuple[Name, tuple[int, int]]]:
    """Small numbers of which less is left open than four values, each with the lowest and highest that fit."""
    reader = Reader(published, played)
    found = {name: reader.known.range_of(name) for one in played for name in _small(reader, one)}
    return [(name, (low, high)) for name, (low, high) in found.items() if high - low < len(SMALL) - 1]


def _small(reader: Reader, one: Played) -> Iterator[Name]:
    """What really is 1 to 4: a count, all but so few, and referrals of a kind."""
    partner = str(one.id)
    for (code, period, area), count in one.told.items():
        if count in SMALL:
            yield reader.name(partner, code, period, area)
    for cases, of in set(RATIOS.values()):
        for period, area in _places(of):
            if one.told[of, period, area] - one.told[cases, period, area] in SMALL:
                yield rest_of(partner, cases, period, area)
    for (quarter, area, weight), count in one.weights.items():
        if count in SMALL:
            yield referrals(partner, weight, quarter, area)
