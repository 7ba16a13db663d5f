"""An open form is not answered, nor a code tried, without end from one place; who stands for many is not sent away."""

from datetime import timedelta

import pytest
from sqlalchemy import text as sql

from services.kit.caller import TokenMaker
from services.monitoring.contract.client import MonitoringClient
from services.monitoring.contract.survey_refusals import TooManySurveyAnswers, TooManySurveyCodes, WrongSurveyCode
from services.monitoring.contract.surveys import PrintSurveyCodes
from services.monitoring.usecases.surveys.tries import MOST_ANSWERS, MOST_WRONG_CODES
from tests.monitoring.surveys import AFTER, an_answer, at, opened
from tests.monitoring.world import World
from tests.support.apps import signing_key

HOUR = timedelta(hours=1)


def the_site(world: World) -> MonitoringClient:
    return world.client.on_behalf_of(TokenMaker(signing_key("frontend")).service())


async def answer(client: MonitoringClient, survey_id: object, number: int, origin: str = "") -> None:
    body = an_answer({1: 3}, form_key=f"form-{number}-{origin}", origin=origin)
    await client.answer_survey(survey_id, body)  # type: ignore[arg-type]


async def places(world: World) -> int:
    async with world.app.state.database.reading() as session:
        return int(await session.scalar(sql("SELECT count(*) FROM survey_tries")) or 0)


async def test_the_open_form_takes_so_many_new_answers_an_hour_from_one_place(world: World) -> None:
    survey, _ = await opened(world, partners=0, associations=0)
    site = the_site(world)
    for number in range(MOST_ANSWERS):
        await answer(site, survey.id, number, "here")
    with pytest.raises(TooManySurveyAnswers) as refused:
        await answer(site, survey.id, MOST_ANSWERS, "here")
    assert str(MOST_ANSWERS) in (refused.value.sentence or "")
    # The same form again changes its answer and is no new one; another place has its own limit.
    await answer(site, survey.id, 0, "here")
    await answer(site, survey.id, 0, "there")
    [residents] = (await world.officer.survey_desk(survey.id)).responses
    assert residents.answers == MOST_ANSWERS + 1


async def test_who_is_not_our_site_cannot_say_another_place_each_time(world: World) -> None:
    survey, _ = await opened(world, partners=0, associations=0)
    for number in range(MOST_ANSWERS):
        await answer(world.client, survey.id, number, f"place {number}")
    with pytest.raises(TooManySurveyAnswers):
        await answer(world.client, survey.id, MOST_ANSWERS, "elsewhere")


async def test_after_an_hour_the_place_is_forgotten_and_may_answer_again(world: World) -> None:
    survey, _ = await opened(world, partners=0, associations=0)
    for number in range(MOST_ANSWERS):
        await answer(world.client, survey.id, number)
    assert await places(world) == 1
    await at(world, world.clock.now() + HOUR)
    assert await places(world) == 0
    await answer(world.client, survey.id, MOST_ANSWERS)
    await at(world, AFTER)
    assert await places(world) == 0


async def test_a_code_is_not_guessed_and_a_right_one_has_no_limit(world: World) -> None:
    survey, _ = await opened(world, partners=0, associations=0, residents="codes")
    printed = await world.officer.print_survey_codes(survey.id, PrintSurveyCodes(count=2), key="two-codes")
    for _try in range(MOST_WRONG_CODES):
        with pytest.raises(WrongSurveyCode):
            await world.client.answer_survey(survey.id, an_answer({1: 3}, code="22222-22222"))
    with pytest.raises(TooManySurveyCodes):
        await world.client.answer_survey(survey.id, an_answer({1: 3}, code=printed.codes[0]))
    for code in printed.codes:
        await the_site(world).answer_survey(survey.id, an_answer({1: 3}, code=code, origin="library"))
