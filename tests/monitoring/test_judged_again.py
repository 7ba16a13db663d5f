"""The same content after a new version of the agreement: its old receipt, and how to have it checked again."""

from typing import Any

from tests.monitoring.test_stream import HEAD, streamed
from tests.monitoring.world import Software, World, a_kpi, a_row, a_submission

ONE = a_submission(a_row(7, "children_reached"), a_row(4, "activities", None))


async def answered(software: Software, query: str, status: int = 201) -> dict[str, Any]:
    response = await software.http.post(f"/v1/submissions{query}", json=ONE, headers=software.sent())
    assert response.status_code == status, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def a_refused_row(world: World) -> tuple[Software, dict[str, Any]]:
    """A partner whose one row was refused by version 1 and is right by version 2; and its receipt."""
    software = await world.software(kpis=[a_kpi()])
    receipt = await software.receipt(ONE)
    assert [row["outcome"] for row in receipt["rows"]] == ["new", "refused"]
    await world.agree(software.partner_id, kpis=[a_kpi(), a_kpi("activities", "activities", by_area=False)])
    return software, receipt


async def test_the_old_receipt_says_which_version_is_in_force_and_how_to_be_checked_by_it(world: World) -> None:
    software, before = await a_refused_row(world)
    assert (before["inForceVersion"], before["checkAgain"]) == (None, None)
    again = await answered(software, "")
    assert (again["agreementVersion"], again["inForceVersion"]) == (1, 2)
    assert "agreementVersion=2" in again["checkAgain"]
    told = ("inForceVersion", "checkAgain")
    assert {**again, **dict.fromkeys(told)} == before
    read = await world.http.get(f"/v1/submissions/{before['submissionId']}", headers=software.sent())
    assert read.json() == again


async def test_asked_for_by_the_version_in_force_it_is_checked_once_more_and_once(world: World) -> None:
    software, before = await a_refused_row(world)
    now = await answered(software, "?agreementVersion=2")
    assert now["submissionId"] != before["submissionId"]
    assert (now["agreementVersion"], now["inForceVersion"]) == (2, None)
    assert [row["outcome"] for row in now["rows"]] == ["unchanged", "new"]
    assert await answered(software, "?agreementVersion=2") == now
    assert (await answered(software, ""))["submissionId"] == before["submissionId"]


async def test_a_retry_that_asks_nothing_undoes_no_correction(world: World) -> None:
    software, _before = await a_refused_row(world)
    await software.receipt(a_submission(a_row(9, "children_reached")))
    await answered(software, "")
    page = await world.officer.partner_page(software.partner_id, 2020)
    assert [figure.value.number for figure in page.figures] == [9]


async def test_a_version_that_is_not_in_force_is_refused_and_an_old_receipt_still_comes(world: World) -> None:
    software, _before = await a_refused_row(world)
    for wrong in (1, 3):
        refused = await answered(software, f"?agreementVersion={wrong}", 409)
        assert (refused["slug"], refused["facts"]["in_force"]) == ("version-not-in-force", 2)
    by_two = await answered(software, "?agreementVersion=2")
    await world.agree(software.partner_id, kpis=[a_kpi()])
    assert (await answered(software, "?agreementVersion=2"))["submissionId"] == by_two["submissionId"]


async def test_a_stream_is_the_same_delivery_here_too(world: World) -> None:
    software, before = await a_refused_row(world)
    lines = HEAD + "children_reached;oosterparkwijk;7\nactivities;;4\n"
    again, now = [(await streamed(software, lines, query)).json() for query in ("", "&agreementVersion=2")]
    assert (again["submissionId"], again["inForceVersion"]) == (before["submissionId"], 2)
    assert (now["new"], now["unchanged"]) == (1, 1)
    assert (await answered(software, "?agreementVersion=2"))["submissionId"] == now["submissionId"]
