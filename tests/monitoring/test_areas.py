"""Figures of an area: of all partners, and what initiatives told through budget."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from services.budget.contract.events import RESULT_SHARED, RESULT_SHARED_V2
from services.kit.errors import NotFound
from tests.monitoring.world import World, a_row, a_submission
from tests.support.apps import a_person, a_service


def a_result(initiative_id: UUID, version: int = 3, children: int = 23, event_id: str | None = None) -> dict[str, Any]:
    data = {
        "initiativeId": str(initiative_id),
        "version": version,
        "areaId": "oosterparkwijk",
        "year": 2020,
        "title": "Voetbaltoernooi",
        "childrenReached": children,
        "sharedOn": "2020-06-30",
    }
    return {
        "specversion": "1.0",
        "id": event_id or str(uuid4()),
        "source": "urn:voorveld:budget",
        "type": RESULT_SHARED,
        "time": "2020-06-30T12:00:00Z",
        "subject": str(initiative_id),
        "data": data,
    }


async def told(world: World, event: Mapping[str, Any]) -> httpx.Response:
    headers = {"Authorization": f"Bearer {a_service('budget').token}"}
    return await world.http.post("/v1/events", json=event, headers=headers)


async def test_an_area_shows_the_figures_of_all_partners_with_their_source(world: World) -> None:
    one, other = await world.software(name="Buurtwerk"), await world.software(name="Aanloop")
    await one.receipt(a_submission(a_row(12), a_row(9, area="binnenstad"), a_row(3, "activities", None)))
    await other.receipt(a_submission(a_row(4), period="2020-Q2"))
    figures = await world.client.area_figures("oosterparkwijk", 2020)
    shown = [(f.partner_name, f.kpi.code, f.period, f.value.status, f.value.number) for f in figures.kpis]
    assert shown == [
        ("Aanloop", "children_reached", "2020-Q2", "too_small", None),
        ("Buurtwerk", "children_reached", "2020-Q1", "number", 12),
    ]
    assert figures.kpis[0].kpi.definition == "Children reached in the quarter."


async def test_small_counts_stay_hidden_in_an_area_whoever_asks(world: World) -> None:
    await (await world.software()).receipt(a_submission(a_row(4)))
    response = await world.http.get("/v1/areas/oosterparkwijk/figures?year=2020")
    assert response.json()["kpis"][0]["value"] == {"status": "too_small", "number": None}
    assert response.headers["cache-control"] == "public, max-age=60"
    officer = await world.officer.area_figures("oosterparkwijk", 2020)
    assert officer.kpis[0].value.number is None


async def test_figures_of_another_year_stay_out(world: World) -> None:
    await (await world.software()).receipt(a_submission(a_row(12)))
    assert (await world.client.area_figures("oosterparkwijk", 2019)).kpis == []


async def test_an_unknown_area_is_not_there(world: World) -> None:
    with pytest.raises(NotFound, match="nergenshuizen"):
        await world.client.area_figures("nergenshuizen", 2020)


async def test_a_result_told_by_an_initiative_stands_among_the_figures(world: World) -> None:
    initiative_id = uuid4()
    assert (await told(world, a_result(initiative_id))).status_code == 204
    figures = await world.client.area_figures("oosterparkwijk", 2020)
    assert [(f.initiative_id, f.title, f.children_reached) for f in figures.initiatives] == [
        (initiative_id, "Voetbaltoernooi", 23)
    ]


async def test_an_event_that_comes_twice_counts_once_and_a_late_older_one_changes_nothing(world: World) -> None:
    initiative_id = uuid4()
    newest = a_result(initiative_id, version=5, children=30)
    for event in (newest, newest, a_result(initiative_id, version=4, children=9)):
        assert (await told(world, event)).status_code == 204
    figures = await world.client.area_figures("oosterparkwijk", 2020)
    assert [figure.children_reached for figure in figures.initiatives] == [30]
    await told(world, a_result(initiative_id, version=6, children=31))
    figures = await world.client.area_figures("oosterparkwijk", 2020)
    assert [figure.children_reached for figure in figures.initiatives] == [31]


async def test_only_the_service_itself_may_tell(world: World) -> None:
    event = a_result(uuid4())
    assert (await world.http.post("/v1/events", json=event)).status_code == 401
    for caller in (a_person(("policy_officer", None)), a_service("profiles")):
        headers = {"Authorization": f"Bearer {caller.token}"}
        assert (await world.http.post("/v1/events", json=event, headers=headers)).status_code == 403


async def test_an_event_nobody_here_waits_for_is_taken_and_left(world: World) -> None:
    event = a_result(uuid4()) | {"type": "nl.voorveld.budget.something-else.v1"}
    assert (await told(world, event)).status_code == 204


async def test_the_second_version_of_the_event_tells_more_whichever_comes_last(world: World) -> None:
    initiative_id = uuid4()
    first, second = a_result(initiative_id, version=5, children=30), a_full_result(initiative_id, 5, 30, 4, "Meer tijd")
    for event in (second, first, second):
        assert (await told(world, event)).status_code == 204
    (figure,) = (await world.client.area_figures("oosterparkwijk", 2020)).initiatives
    assert (figure.children_reached, figure.rating, figure.learned) == (30, 4, "Meer tijd")


async def test_what_initiatives_told_together_says_over_how_many_answers_and_none_is_not_zero(world: World) -> None:
    nothing = await world.client.initiative_sums(2020)
    assert (nothing.told, nothing.children_answered, nothing.children_reached) == (0, 0, None)
    await told(world, a_full_result(uuid4(), 5, None, 5, ""))
    assert (await world.client.initiative_sums(2020)).children_reached is None
    await told(world, a_full_result(uuid4(), 5, 30, None, "Meer tijd"))
    await told(world, a_full_result(uuid4(), 5, 0, 5, "Minder limonade"))
    sums = await world.client.initiative_sums(2020)
    assert (sums.told, sums.children_answered, sums.children_reached) == (3, 2, 30)
    assert (sums.ratings, sums.learned_answered) == ([0, 0, 0, 0, 2], 2)


def a_full_result(id: UUID, version: int, children: int | None, rating: int | None, learned: str) -> dict[str, Any]:
    event = a_result(id, version=version)
    event["data"] |= {"childrenReached": children, "rating": rating, "learned": learned}
    return event | {"type": RESULT_SHARED_V2}
