"""A KPI that a next version of the agreement leaves out: what was reported stays to be asked, and stays hidden."""

from datetime import timedelta
from typing import Any

from tests.monitoring.world import Software, World, a_kpi, a_row, a_submission

DAY = "2020-04-02"
PERCENT = a_kpi("share", "percent").model_copy(update={"numerator": "helped", "denominator": "children_reached"})


async def left_out(world: World, *rows: dict[str, Any], first: list[Any], then: list[Any]) -> Software:
    """Delivered under a first version on 2 April, and a second version on 5 May."""
    partner_id = await world.a_partner()
    await world.agree(partner_id, 2020, first)
    software = Software(partner_id, await world.a_key(partner_id), world.http)
    if rows:
        await software.receipt(a_submission(*rows))
    world.clock.moment += timedelta(days=33)
    await world.agree(software.partner_id, 2020, then)
    return software


async def page(world: World, software: Software, more: str = "") -> dict[str, Any]:
    response = await world.http.get(f"/v1/partners/{software.partner_id}?year=2020{more}")
    assert response.status_code == 200
    found: dict[str, Any] = response.json()
    return found


def shown(figures: list[dict[str, Any]]) -> dict[str, Any]:
    return {each["kpi"]["code"]: each["value"].get("number") or each["value"]["status"] for each in figures}


async def test_as_of_a_day_is_by_the_agreement_of_that_day(world: World) -> None:
    rows = a_row(12), a_row(30, "helped")
    software = await left_out(world, *rows, first=[a_kpi(), a_kpi("helped")], then=[a_kpi()])
    now, then = await page(world, software), await page(world, software, f"&asOf={DAY}")
    assert (now["agreement"]["version"], shown(now["figures"])) == (2, {"children_reached": 12})
    assert (then["agreement"]["version"], shown(then["figures"])) == (1, {"children_reached": 12, "helped": 30})
    assert [kpi["code"] for kpi in then["agreement"]["kpis"]] == ["children_reached", "helped"]
    area = f"/v1/areas/oosterparkwijk/figures?year=2020&asOf={DAY}"
    mine = [
        each for each in (await world.http.get(area)).json()["kpis"] if each["partnerId"] == str(software.partner_id)
    ]
    assert shown(mine) == shown(then["figures"])
    before = await page(world, software, "&asOf=2020-04-01")
    assert (before["agreement"], before["figures"]) == (None, [])


async def test_the_course_of_what_was_left_out_stays_to_be_read(world: World) -> None:
    rows = a_row(12), a_row(30, "helped")
    software = await left_out(world, *rows, first=[a_kpi(), a_kpi("helped")], then=[a_kpi()])
    where = f"/v1/partners/{software.partner_id}/kpis"
    old = (await world.http.get(f"{where}/helped/series?year=2020&areaId=oosterparkwijk")).json()
    assert [point["number"] for point in old["points"]] == [30]
    assert (old["leftOutSince"], old["years"][0]["agreementVersion"]) == (2, 1)
    still = (await world.http.get(f"{where}/children_reached/series?year=2020&areaId=oosterparkwijk")).json()
    assert (still["leftOutSince"], still["years"][0]["agreementVersion"]) == (None, 2)
    assert (await world.http.get(f"{where}/nothing/series?year=2020")).status_code == 404


async def test_what_was_left_out_is_listed_with_since_when_and_not_once_it_is_back(world: World) -> None:
    software = await left_out(world, first=[a_kpi(), a_kpi("helped")], then=[a_kpi()])
    [gone] = (await page(world, software))["leftOut"]
    assert (gone["kpi"]["code"], gone["sinceVersion"], gone["since"][:10]) == ("helped", 2, "2020-05-05")
    assert (await page(world, software, f"&asOf={DAY}"))["leftOut"] == []
    await world.agree(software.partner_id, 2020, [a_kpi("activities")])
    found = (await page(world, software))["leftOut"]
    assert [(each["kpi"]["code"], each["sinceVersion"]) for each in found] == [("children_reached", 3), ("helped", 2)]
    await world.agree(software.partner_id, 2020, [a_kpi(), a_kpi("helped"), a_kpi("activities")])
    assert (await page(world, software))["leftOut"] == []


async def test_what_was_left_out_still_decides_what_is_hidden(world: World) -> None:
    """38 of 40: the 40 can be asked for as of the day before, and would say how many are left."""
    first = [a_kpi(), a_kpi("helped"), PERCENT]
    software = await left_out(world, a_row(40), a_row(38, "helped"), first=first, then=[a_kpi("helped")])
    for figures in (await page(world, software), await page(world, software, f"&asOf={DAY}")):
        assert shown(figures["figures"])["helped"] == "too_small"
    where = f"/v1/partners/{software.partner_id}/kpis/helped/series?year=2020&areaId=oosterparkwijk"
    assert [point["status"] for point in (await world.http.get(where)).json()["points"]] == ["too_small"]


async def test_what_was_small_stays_hidden_in_another_unit_and_when_it_is_left_out(world: World) -> None:
    software = await left_out(world, a_row(3), first=[a_kpi()], then=[a_kpi(unit="activities")])
    where = f"/v1/partners/{software.partner_id}/kpis/children_reached/series?year=2020&areaId=oosterparkwijk"
    for version in (2, 3):
        old = await page(world, software, f"&asOf={DAY}")
        assert shown(old["figures"]) == {"children_reached": "too_small"}
        assert [point["status"] for point in (await world.http.get(where)).json()["points"]] == ["too_small"], version
        world.clock.moment += timedelta(days=1)
        await world.agree(software.partner_id, 2020, [a_kpi("helped")])
