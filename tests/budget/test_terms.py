"""What a municipality sets is what it says, mails and does."""

from dataclasses import replace

from services.budget.contract.initiatives import ConfirmIdea
from tests.budget.world import World, a_published_split, a_received_idea


async def test_anybody_can_ask_the_terms_and_a_mail_and_the_end_date_follow_them(world: World) -> None:
    office = world.app.state.office
    assert (await world.api.terms()).model_dump() == {
        "answer_weeks": 4,
        "unconfirmed_days": 30,
        "keep_applicant_years": 2,
        "keep_account_days": 60,
        "savings_share": "1/10",
    }
    changed = {"answer_weeks": 6, "unconfirmed_days": 10, "keep_applicant_years": 0, "savings_share": "1/5"} | {
        "keep_account_days": 30
    }
    world.app.state.office = replace(office, settings=office.settings.model_copy(update=changed))
    assert (await world.api.terms()).model_dump() == changed
    answer = await world.http.get("/v1/terms")
    assert answer.headers["cache-control"] == "public, max-age=60"
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    ((_, _, text),) = await world.mails()
    assert "na 10 dagen" in text
    assert "13 december 2019" in text
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    assert [row[0].isoformat() for row in await world.rows("SELECT delete_after FROM applicants")] == ["2020-12-31"]
