"""A percentage of two counts of the agreement: nobody delivers it, and every page gives it the same one value."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.monitoring.contract.models import KpiDefinition
from tests.monitoring.test_reminders import BOX, on
from tests.monitoring.world import AREAS, Software, World, a_kpi, a_row, a_submission

AREA = AREAS[0]
DUE = datetime(2020, 4, 21, 9, tzinfo=UTC)


def a_share(code: str = "share", cases: str = "helped", of: str = "reached", **more: Any) -> KpiDefinition:
    return a_kpi(code, "percent").model_copy(update={"numerator": cases, "denominator": of, **more})


COUNTS = [a_kpi("helped"), a_kpi("reached")]
KPIS = [a_share(), *COUNTS]
DELIVERED = [
    a_share("of_nothing", "helped", "nothing"),
    a_share("in_words", "wie geholpen is", "wie kwam"),
    a_share("of_year", frequency="year"),
    a_share("of_town", by_area=False),
    a_share("of_itself", "of_itself", "reached"),
    a_share("half_named", "helped", ""),
]


def counts(helped: int, reached: int, area: str = AREA) -> list[dict[str, Any]]:
    return [a_row(helped, "helped", area), a_row(reached, "reached", area)]


async def delivered_before(world: World, *rows: dict[str, Any]) -> Software:
    """Under a first version of words, in which the percentage was delivered; then the codes were named."""
    software = await world.software(kpis=[a_share("share", "geholpen", "bereikt"), *COUNTS])
    await software.receipt(a_submission(*rows))
    world.clock.moment += timedelta(minutes=5)
    await world.agree(software.partner_id, 2020, KPIS)
    return software


async def shown(world: World, software: Software, page: str, *, key: bool = False) -> dict[str, Any]:
    """What a page says of the percentage in the area: its number, or why there is none."""
    answer = await world.http.get(page, headers=software.sent() if key else None)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    return {
        each["period"]: each["value"].get("number") if each["value"]["status"] == "number" else each["value"]["status"]
        for each in found["figures" if "figures" in found else "kpis"]
        if (each["kpi"]["code"], each["areaId"], each["partnerId"]) == ("share", AREA, str(software.partner_id))
    }


def pages(software: Software, more: str = "") -> list[str]:
    return [f"/v1/partners/{software.partner_id}?year=2020{more}", f"/v1/areas/{AREA}/figures?year=2020{more}"]


async def in_series(world: World, software: Software) -> list[Any]:
    where = f"/v1/partners/{software.partner_id}/kpis/share/series?year=2020&areaId={AREA}"
    points = (await world.http.get(where)).json()["points"]
    return [point["number"] if point["status"] == "number" else point["status"] for point in points]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "Dit percentage volgt uit helped en reached; lever die aan. Laat share weg."),
        ("en", "This percentage follows from helped and reached; deliver those. Leave share out."),
    ],
)
@pytest.mark.parametrize("address", ["/v1/submissions", "/v1/submissions?dryRun=true", "/v1/submissions/stream"])
async def test_it_cannot_be_delivered_in_any_way(world: World, address: str, language: str, sentence: str) -> None:
    software = await world.software(kpis=KPIS)
    headers = software.sent({"Accept-Language": language})
    if address.endswith("stream"):
        text = f"kpi,areaId,value\nshare,{AREA},50\nhelped,{AREA},5\n"
        sent = {"content": text.encode(), "headers": {**headers, "Content-Type": "text/csv"}}
        answer = await world.http.post(f"{address}?period=2020-Q1", **sent)  # type: ignore[arg-type]
    else:
        body = a_submission(a_row(50, "share", AREA), a_row(5, "helped", AREA))
        answer = await world.http.post(address, json=body, headers=headers)
    receipt = answer.json()
    assert (receipt["new"], receipt["refused"]) == (1, 1), receipt
    assert [(row["rule"], row["mend"]) for row in receipt["rows"] if row.get("rule")] == [("worked-out", sentence)]
    assert await shown(world, software, pages(software)[0]) == {}


async def test_what_only_looks_like_it_is_delivered_as_before(world: World) -> None:
    software = await world.software(kpis=[*COUNTS, *DELIVERED])
    rows = [a_row(50, kpi.code, AREA if kpi.by_area else None) for kpi in DELIVERED if kpi.frequency == "quarter"]
    receipt = await software.receipt(a_submission(*rows))
    assert (receipt["new"], receipt["refused"]) == (len(DELIVERED) - 1, 0)
    assert (await software.receipt(a_submission(a_row(50, "of_year", AREA), period="2020")))["refused"] == 0


@pytest.mark.parametrize("more", [[], DELIVERED])
async def test_nobody_is_asked_for_it(world: World, more: list[KpiDefinition]) -> None:
    asked = [*COUNTS, *more]
    software = await world.software(kpis=[a_share(), *asked])
    where, sent = f"/v1/partners/{software.partner_id}", software.sent()
    due = (await world.http.get(f"{where}/due?year=2020", headers=sent)).json()["values"]
    assert {value["kpi"] for value in due} == {kpi.code for kpi in asked}
    expected = sum(len(AREAS) if kpi.by_area else 1 for kpi in asked if kpi.frequency == "quarter")
    periods = (await world.http.get(f"{where}/periods?year=2020", headers=sent)).json()["periods"]
    assert {each["expected"] for each in periods if each["frequency"] == "quarter"} == {expected}
    world.clock.moment = DUE
    await software.receipt(a_submission(*(row for area in AREAS for row in counts(10, 20, area))))
    world.clock.moment = DUE + timedelta(days=9)
    (mine,) = [one for one in (await world.officer.timeliness(2020)).partners if one.partner_id == software.partner_id]
    came = len(AREAS) * len(COUNTS)
    assert (mine.latest.expected, mine.latest.delivered, mine.latest.on_time) == (expected, came, came)
    assert mine.latest.days_late == (9 if more else 0)


async def test_no_reminder_asks_for_it(world: World) -> None:
    software = await world.software(kpis=KPIS)
    await world.officer.set_contact(software.partner_id, BOX)
    assert await on(world, 4, 2) == []
    *rows, last = (row for area in AREAS for row in counts(10, 20, area))
    await software.receipt(a_submission(*rows))
    (before,) = await on(world, 4, 14)
    assert f"{len(rows)} van {len(rows) + 1} binnen" in before
    await software.receipt(a_submission(last))
    assert await on(world, 4, 22) == []


async def test_the_report_gives_it_of_all_areas_together_from_the_sums(world: World) -> None:
    software = await delivered_before(world, a_row(50, "share", AREA))
    await software.receipt(a_submission(*(row for n, area in enumerate(AREAS, 1) for row in counts(n, 10 * n, area))))
    report = await world.officer.report(software.partner_id, "2020-Q1")
    (told,) = [each for each in report.content.kpis if each.kpi.code == "share"]
    assert [(point.number, point.cases, point.of) for point in told.points] == [(10, 6, 60)]


async def test_the_agreement_says_which_figures_nobody_delivers(world: World) -> None:
    software = await world.software(kpis=[*KPIS, *DELIVERED])
    page = (await world.http.get(f"/v1/partners/{software.partner_id}?year=2020")).json()
    dossier = (await world.http.get(f"/v1/partners/{software.partner_id}/dossiers/2020")).json()
    assert (page["agreement"]["workedOut"], dossier["shown"]["workedOut"]) == (["share"], ["share"])


async def test_every_page_shows_what_the_series_shows(world: World) -> None:
    software = await delivered_before(world, *counts(5, 5), a_row(50, "share", AREA))
    await software.receipt(a_submission(*counts(20, 60), period="2020-Q2"))
    for page in pages(software):
        found = await shown(world, software, page)
        assert found == {"2020-Q1": 100, "2020-Q2": 33.33}
        assert list(found.values()) == await in_series(world, software)
    assert await shown(world, software, pages(software)[0], key=True) == {"2020-Q1": 100, "2020-Q2": 33.33}


async def test_a_series_does_not_go_back_to_a_year_in_which_it_was_delivered(world: World) -> None:
    software = await world.software(kpis=KPIS)
    await world.agree(software.partner_id, 2019, [a_share("share", "geholpen", "bereikt"), *COUNTS])
    await software.receipt(a_submission(*counts(10, 40), a_row(50, "share", AREA), period="2019-Q4"))
    await software.receipt(a_submission(*counts(10, 40)))
    where = f"/v1/partners/{software.partner_id}/kpis/share/series?areaId={AREA}"
    for year, number in ((2019, 50), (2020, 25)):
        points = (await world.http.get(f"{where}&year={year}")).json()["points"]
        page = await shown(world, software, f"/v1/partners/{software.partner_id}?year={year}")
        assert {point["period"]: point["number"] for point in points} == page
        assert list(page.values()) == [number]


async def test_a_small_count_hides_it_for_everybody_and_not_for_the_partner(world: World) -> None:
    """3 of 40, 38 of 40, more than there are (of a hidden number, and of none), nobody, and nothing came."""
    software = await delivered_before(world, *counts(3, 40), a_row(7.5, "share", AREA))
    numbers = [(38, 40), (4, 3), (0, 8)]
    for quarter, (cases, of) in enumerate(numbers, 2):
        world.clock.moment = datetime(2020, 3 * quarter, 28, 9, tzinfo=UTC)
        await software.receipt(a_submission(*counts(cases, of), period=f"2020-Q{quarter}"))
    public = {"2020-Q1": "too_small", "2020-Q2": "too_small", "2020-Q3": "too_small", "2020-Q4": 0}
    for page in pages(software):
        assert await shown(world, software, page) == public
    assert await in_series(world, software) == list(public.values())
    own = {"2020-Q1": 7.5, "2020-Q2": 95, "2020-Q4": 0}
    assert await shown(world, software, pages(software)[0], key=True) == own


async def test_without_one_of_its_counts_there_is_none(world: World) -> None:
    software = await delivered_before(world, a_row(20, "helped", AREA), a_row(50, "share", AREA))
    await software.receipt(a_submission(*counts(6, 0), period="2020-Q2"))
    for page in pages(software):
        assert await shown(world, software, page) == {}


async def test_as_of_a_day_on_which_it_was_delivered_it_is_as_it_was(world: World) -> None:
    software = await world.software(kpis=[a_share("share", "geholpen", "bereikt"), *COUNTS])
    await software.receipt(a_submission(*counts(10, 40), a_row(50, "share", AREA)))
    before = world.clock.moment.date()
    world.clock.moment += timedelta(days=3)
    await world.agree(software.partner_id, 2020, KPIS)
    for now, then in zip(pages(software), pages(software, f"&asOf={before}"), strict=True):
        assert (await shown(world, software, now), await shown(world, software, then)) == (
            {"2020-Q1": 25},
            {"2020-Q1": 50},
        )


async def test_replacing_a_period_withdraws_what_was_delivered_of_it(world: World) -> None:
    software = await delivered_before(world, *counts(10, 40), a_row(50, "share", AREA))
    body = a_submission(*counts(10, 40))
    answer = await world.http.post("/v1/submissions?replace=true", json=body, headers=software.sent())
    assert (answer.json()["unchanged"], answer.json()["withdrawn"]) == (2, 1)
    for page in pages(software):
        assert await shown(world, software, page) == {"2020-Q1": 25}
