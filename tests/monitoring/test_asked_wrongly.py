"""What is asked of figures in a way we do not know is refused, and says how to ask it."""

import pytest

from tests.monitoring.world import World, a_row, a_submission


@pytest.mark.parametrize("name", ["asof", "as_of", "datum"])
@pytest.mark.parametrize("of", ["partners/{id}", "areas/oosterparkwijk/figures", "partners/{id}/referrals"])
async def test_a_day_asked_by_another_name_is_not_answered_with_the_figures_of_now(
    world: World, of: str, name: str
) -> None:
    software = await world.software()
    path = f"/v1/{of.format(id=software.partner_id)}?year=2020"
    answers = [
        await world.http.get(f"{path}&{one}=2020-03-01", headers=software.sent({"Accept-Language": "en"}))
        for one in ("asOf", name)
    ]
    assert [answer.status_code for answer in answers] == [200, 400]
    error = answers[1].json()["errors"][0]
    assert error["field"] == name
    assert "asOf" in error["detail"]


@pytest.mark.parametrize("period", ["2021Q1", "2021-Q5", "2021-13", "2021-Q1\n", "1999"])
async def test_a_period_written_otherwise_is_refused_with_how_to_write_it(world: World, period: str) -> None:
    software = await world.software()
    refused = await software.post(a_submission(a_row(1), period=period))
    assert refused.status_code == 400
    detail = refused.json()["errors"][0]["detail"]
    assert "2021-Q1 (kwartaal), 2021-H1 (half jaar), 2021-03 (maand) of 2021 (jaar)" in detail
    asked = await world.http.post("/v1/submissions/stream", params={"period": period}, headers=software.sent())
    assert (asked.status_code, asked.json()["errors"][0]["detail"]) == (400, detail)


async def test_the_template_of_the_site_is_told_apart_from_a_file_for_software(world: World) -> None:
    software = await world.software()
    headers = software.sent({"Content-Type": "text/csv"})
    path, template = "/v1/submissions/stream?period=2020-Q1", "kpi;gebied;waarde;naam;plek\nactivities;;4;;\n"
    refused = await world.http.post(path, content=template, headers=headers)
    assert (refused.status_code, refused.json()["slug"]) == (400, "not-a-file")
    assert "op de eerste regel kpi, areaId en value" in refused.json()["detail"]
    assert "(kpi;gebied;waarde) is voor het formulier op de site" in refused.json()["detail"]
