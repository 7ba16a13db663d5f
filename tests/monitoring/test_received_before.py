"""Content that came before does nothing, and its receipt says what counts now; a form filled in anew counts."""

from typing import Any

import pytest

from services.monitoring.contract.models import SubmitKpiValues
from tests.monitoring.test_stream import HEAD, streamed
from tests.monitoring.world import Software, World, a_kpi, a_row, a_submission, as_first
from tests.support.apps import a_person

TWO = (a_row(78), a_row(5, area="binnenstad"))


async def posted(software: Software, query: str, *rows: Any) -> dict[str, Any]:
    body, headers = a_submission(*rows), software.sent({"Accept-Language": "en"})
    answer = await software.http.post(f"/v1/submissions{query}", json=body, headers=headers)
    assert answer.status_code in (200, 201), answer.text
    receipt: dict[str, Any] = answer.json()
    return receipt


async def corrected(world: World) -> tuple[Software, dict[str, Any]]:
    """A partner that delivered two values and corrected one; and the receipt of the first time."""
    software = await world.software()
    first = await posted(software, "", *TWO)
    await posted(software, "", a_row(79))
    return software, first


async def test_a_late_retry_says_when_it_came_and_which_values_count_now(world: World) -> None:
    software, first = await corrected(world)
    again = await posted(software, "", *TWO)
    assert as_first(again) == first
    before = again["receivedBefore"]
    assert (before["at"], before["otherValues"]) == (first["receivedAt"], 1)
    assert before["valuesNow"] == [{"kpi": "children_reached", "areaId": "oosterparkwijk", "value": 79}]
    assert before["meaning"].startswith("We received this before, on 2 April 2020. Nothing has changed now. Since then")


async def test_a_trial_of_what_came_before_says_that_nothing_will_happen(world: World) -> None:
    software, first = await corrected(world)
    trial = await posted(software, "?dryRun=true", *TWO)
    assert (trial["dryRun"], trial["submissionId"]) == (True, first["submissionId"])
    assert [trial[count] for count in ("new", "changed", "unchanged", "refused", "withdrawn")] == [0, 0, 2, 0, 0]
    assert [row["outcome"] for row in trial["rows"]] == ["unchanged", "unchanged"]
    assert trial["receivedBefore"]["valuesNow"][0]["value"] == 79
    correction = await posted(software, "?dryRun=true", a_row(79))
    assert (correction["changed"], correction["rows"][0]["before"]) == (0, None)
    assert correction["receivedBefore"]["otherValues"] == 0


async def test_what_was_refused_never_counted_and_is_no_other_value(world: World) -> None:
    software = await world.software(kpis=[a_kpi()])
    rows = (a_row(12), a_row(4, "activities", None))
    await posted(software, "", *rows)
    await world.agree(software.partner_id, kpis=[a_kpi(), a_kpi("activities", "activities", by_area=False)])
    lines = HEAD + "children_reached;oosterparkwijk;12\nactivities;;4\n"
    for again in (await posted(software, "", *rows), (await streamed(software, lines)).json()):
        assert (again["refused"], again["receivedBefore"]) == (1, None)


async def test_a_replacement_again_tells_what_came_since(world: World) -> None:
    software = await world.software()
    await posted(software, "?replace=true", a_row(12))
    await posted(software, "", a_row(9, area="binnenstad"))
    again = await posted(software, "?replace=true", a_row(12))
    assert again["receivedBefore"]["valuesNow"] == [{"kpi": "children_reached", "areaId": "binnenstad", "value": 9}]
    await posted(software, "?replace=true", a_row(9, area="binnenstad"))
    gone = await posted(software, "?replace=true&dryRun=true", a_row(12))
    assert (gone["withdrawn"], gone["receivedBefore"]["otherValues"]) == (0, 2)
    assert gone["receivedBefore"]["valuesNow"][0]["value"] is None


async def test_a_stream_tells_the_same(world: World) -> None:
    software, first = await corrected(world)
    lines = HEAD + "children_reached;oosterparkwijk;78\nchildren_reached;binnenstad;5\n"
    again, trial = [(await streamed(software, lines, query)).json() for query in ("", "&dryRun=true")]
    for told in (again["receivedBefore"], trial["receivedBefore"]):
        assert (told["at"], told["otherValues"]) == (first["receivedAt"], 1)
        assert told["valuesNow"] == [{"kpi": "children_reached", "areaId": "oosterparkwijk", "value": 79}]
    assert (again["new"], again["submissionId"]) == (2, first["submissionId"])
    assert (trial["new"], trial["unchanged"]) == (0, 2)


@pytest.mark.parametrize("asked", [{}, {"mode": "all_or_nothing"}, {"replace": True}])
async def test_a_form_pressed_twice_counts_once_and_another_form_counts_anew(world: World, asked: Any) -> None:
    software = await world.software()
    own = world.client.on_behalf_of(a_person(("partner_member", str(software.partner_id))))
    now = []
    for value, key in ((78, "form-one"), (79, "form-two"), (78, "form-three"), (78, "form-three")):
        body = SubmitKpiValues.model_validate(a_submission(a_row(value)))
        now.append(await own.submit_as_person(software.partner_id, body, key=key, **asked))
    assert [one.rows[0].outcome for one in now] == ["new", "changed", "changed", "changed"]
    assert now[3] == now[2]
    figures = await world.client.area_figures("oosterparkwijk", 2020)
    assert [figure.value.number for figure in figures.kpis] == [78]
