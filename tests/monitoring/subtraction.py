"""Two years of figures and referrals with many small numbers, and all that everybody can read of them."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from services.monitoring.contract.models import KpiDefinition
from services.monitoring.contract.programme import MarkFeed
from services.monitoring.domain.periods import periods_of, read_period
from tests.monitoring.dossiers import PILLARS
from tests.monitoring.referrals import a_referral, sent
from tests.monitoring.world import AREAS, Software, World, a_kpi, a_row, a_submission

YEARS = (2019, 2020)
PLACES: Sequence[str | None] = (*AREAS, None)
FEW, MORE = (0, 0, 1, 2, 3, 4), (5, 6, 7, 9, 12, 25, 40)
Told = dict[tuple[str, str, str | None], int]
"""The true counts by KPI, period and area."""


def a_ratio(code: str, cases: str, of: str, unit: str = "percent", **more: Any) -> KpiDefinition:
    return a_kpi(code, unit).model_copy(update={"numerator": cases, "denominator": of, **more})


KPIS = [
    a_kpi("reached"),
    a_kpi("helped"),
    a_kpi("finished"),
    a_kpi("families", "families", by_area=False),
    a_kpi("referred", "young_people"),
    a_ratio("part_helped", "helped", "reached"),
    a_ratio("part_finished", "finished", "helped"),
    a_ratio("part_in_year", "helped", "reached", frequency="year"),
    a_ratio("part_of_families", "in_training", "families", by_area=False),
]
COUNTS = ("reached", "helped", "finished", "families", "referred", "in_training")
RATIOS = {kpi.code: (kpi.numerator, kpi.denominator) for kpi in KPIS if kpi.numerator}


@dataclass
class Played:
    """A partner with what it delivered, and how many referrals there really were by quarter, area and weight."""

    software: Software
    told: Told = field(default_factory=dict)
    weights: dict[tuple[str, str, str], int] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)

    @property
    def id(self) -> UUID:
        return self.software.partner_id


async def a_played_world(world: World, seed: int, partners: int = 2) -> list[Played]:
    """Eight quarters of each, one of them corrected; both feed the programme."""
    chance = random.Random(seed)
    played = [await _agreed(world) for _ in range(partners)]
    for year in YEARS:
        for quarter in periods_of(year, "quarter"):
            world.clock.moment = _after(quarter)
            for one in played:
                await _quarter(chance, one, quarter)
                one.days.append(world.clock.today())
        for one in played:
            await _year(one, year)
    world.clock.moment += timedelta(days=1)
    await _corrected(chance, played[0])
    for one, code in ((one, code) for one in played for code in ("reached", "helped")):
        mark = MarkFeed(year=2020, programme_kpi="children_light_help", partner_id=one.id, kpi=code)
        await world.officer.mark_feed(mark, key=str(uuid4()))
    world.clock.moment = datetime(2021, 7, 2, 9, tzinfo=UTC)
    return played


async def _agreed(world: World) -> Played:
    partner = await world.a_partner()
    for year in YEARS:
        await world.agree(partner, year, KPIS, pillars=PILLARS)
    return Played(Software(partner, await world.a_key(partner), world.http))


def _after(period: str) -> datetime:
    return datetime.combine(read_period(period).last_day + timedelta(days=2), datetime.min.time(), UTC)


def _count(chance: random.Random) -> int:
    return chance.choice(FEW if chance.random() < 0.3 else MORE)


async def _quarter(chance: random.Random, one: Played, quarter: str) -> None:
    for area in AREAS:
        finished = _count(chance)
        helped = finished + chance.choice((0, *FEW, *MORE))
        own = {"finished": finished, "helped": helped, "reached": helped + chance.choice((0, *FEW, *MORE))}
        for weight in ("heavy", "light"):
            one.weights[quarter, area, weight] = _count(chance)
        own["referred"] = sum(one.weights[quarter, area, weight] for weight in ("heavy", "light"))
        one.told |= {(code, quarter, area): count for code, count in own.items()}
    families = _count(chance) + 5
    one.told["families", quarter, None] = families
    one.told["in_training", quarter, None] = chance.randint(0, families)
    await one.software.receipt(a_submission(*_rows(one, quarter), period=quarter))
    referrals = [
        a_referral(f"{quarter}-{area[:3]}-{weight[0]}{n}", areaId=area, productCategory=category,
                   referredOn=str(read_period(quarter).first_day))
        for area in AREAS
        for weight, category in (("heavy", "50"), ("light", "45"))
        for n in range(one.weights[quarter, area, weight])
    ]  # fmt: skip
    if referrals:
        await sent(one.software, *referrals)


def _rows(one: Played, period: str, areas: Sequence[str | None] = PLACES) -> list[dict[str, Any]]:
    counts = {key: n for key, n in one.told.items() if key[1] == period and key[2] in areas}
    rows = [a_row(n, code, area) for (code, _, area), n in counts.items() if code != "in_training"]
    for ratio, (cases, of) in RATIOS.items():
        for area in areas:
            above, below = counts.get((cases, period, area)), counts.get((of, period, area))
            if ratio != "part_in_year" and above is not None and below:
                rows.append(a_row(f"{100 * above / below:.2f}", ratio, area))
    return rows


async def _year(one: Played, year: int) -> None:
    rows = []
    for area in AREAS:
        above, below = (
            sum(one.told[code, quarter, area] for quarter in periods_of(year, "quarter"))
            for code in ("helped", "reached")
        )
        rows += [a_row(f"{100 * above / below:.2f}", "part_in_year", area)] if below else []
    await one.software.receipt(a_submission(*rows, period=str(year)))


async def _corrected(chance: random.Random, one: Played) -> None:
    """In the last quarter the whole of one area was wrong; what is a part of it stays as it was."""
    key = ("reached", "2020-Q4", AREAS[0])
    one.told[key] = one.told["helped", "2020-Q4", AREAS[0]] + chance.choice((1, 2, 3, 4, 9))
    await one.software.receipt(a_submission(a_row(one.told[key], "reached", AREAS[0]), period="2020-Q4"))


async def read_by_everybody(
    world: World, played: Sequence[Played], headers: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Every answer of monitoring that holds a number of these partners, by address: as nobody, or as another one."""
    addresses = [f"/v1/programme-kpis?year={year}" for year in YEARS]
    days = sorted({day for one in played for day in one.days})
    for year in YEARS:
        dates = ["", *(f"&asOf={day}" for day in days if day.year >= year)]
        pages = [f"/v1/areas/{area}/figures" for area in AREAS] + [f"/v1/partners/{one.id}" for one in played]
        addresses += [f"{page}?year={year}{day}" for page in pages for day in dates]
    for one in played:
        addresses.append(f"/v1/partners/{one.id}/scaling")
        for kpi in KPIS:
            places = ["", *(f"&areaId={area}" for area in AREAS)] if kpi.by_area else [""]
            addresses += [f"/v1/partners/{one.id}/kpis/{kpi.code}/series?year=2020{place}" for place in places]
    found: dict[str, Any] = {}
    for address in addresses:
        answer = await world.http.get(address, headers=headers)
        assert answer.status_code == 200, (address, answer.text)
        found[address] = answer.json()
    return found
