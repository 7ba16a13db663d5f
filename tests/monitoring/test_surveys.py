"""A survey: made by an officer, frozen once open, one answer per link, code or form, reminded, closed and counted."""

from datetime import UTC, date, datetime
from uuid import uuid4

import asyncpg
import pytest

from services.kit.caller import NotYours
from services.kit.errors import Refusal, StaleVersion
from services.monitoring.contract.report_refusals import PersonInWords
from services.monitoring.contract.survey_refusals import (
    ClosesTooSoon,
    CodeNeeded,
    EmptyAnswer,
    NobodyAsked,
    SurveyLinkUnknown,
    SurveyNotDraft,
    SurveyNotOpen,
    UnknownPoint,
    UnknownSurvey,
    WrongSurveyCode,
)
from services.monitoring.contract.surveys import (
    OpenAnswer,
    OpenSurvey,
    PointText,
    PrintSurveyCodes,
    SaveSurvey,
    StartSurvey,
)
from tests.monitoring.surveys import (
    AFTER,
    LAST_DAY,
    a_draft,
    an_answer,
    at,
    closed,
    invited,
    link_in,
    mails_of,
    opened,
)
from tests.monitoring.world import World
from tests.support.apps import a_person


def saving(**changes: object) -> SaveSurvey:
    told = {
        "title": "Sociale basis",
        "points": [PointText(name="Anders", statement="Een eigen zin.")],
        "closes_on": LAST_DAY,
        "seen_version": 2,
    }
    return SaveSurvey.model_validate(told | changes)


async def test_a_new_survey_has_the_ten_points_and_an_officer_words_adds_and_drops_them(world: World) -> None:
    started = StartSurvey(year=2020, title="Sociale basis", closes_on=LAST_DAY)
    made = await world.officer.start_survey(started, key=str(uuid4()))
    assert [point.number for point in made.points] == list(range(1, 11))
    assert (made.state, made.remind_on) == ("draft", [date(2020, 4, 13), date(2020, 4, 18)])
    saved = await world.officer.save_survey(made.id, saving(seen_version=1))
    assert [(point.number, point.name) for point in saved.points] == [(1, "Anders")]


async def test_a_draft_is_not_for_the_public_and_only_an_officer_makes_one(world: World) -> None:
    draft = await a_draft(world)
    with pytest.raises(UnknownSurvey):
        await world.client.survey(draft.id)
    assert await world.client.surveys(2020) == []
    assert [each.title for each in await world.officer.surveys(2020)] == ["Sociale basis"]
    with pytest.raises(Refusal):
        await world.client.save_survey(draft.id, saving())
    with pytest.raises(Refusal):
        await world.client.survey_desk(draft.id)


async def test_once_open_its_points_are_frozen_also_in_the_database(world: World) -> None:
    survey, _ = await opened(world)
    with pytest.raises(SurveyNotDraft):
        await world.officer.save_survey(survey.id, saving(seen_version=survey.version))
    connection = await asyncpg.connect(world.owner_url)
    with pytest.raises(asyncpg.RaiseError, match="does not change"):
        await connection.execute("UPDATE surveys SET points = '[]'")
    await connection.close()


async def test_a_survey_opens_as_it_was_seen_for_somebody_and_with_a_day_left(world: World) -> None:
    draft = await a_draft(world, "nobody")
    with pytest.raises(StaleVersion):
        await world.officer.open_survey(draft.id, OpenSurvey(seen_version=1), key=str(uuid4()))
    with pytest.raises(NobodyAsked):
        await world.officer.open_survey(draft.id, OpenSurvey(seen_version=2), key=str(uuid4()))
    with pytest.raises(ClosesTooSoon):
        await world.officer.save_survey(draft.id, saving(remind_on=[date(2020, 5, 1)]))
    with pytest.raises(ClosesTooSoon):
        await world.officer.save_survey(draft.id, saving(closes_on=date(2020, 4, 2)))


async def test_each_invited_gets_one_mail_with_a_link_of_their_own(world: World) -> None:
    survey, links = await opened(world, partners=3, associations=2)
    assert len(set(links)) == 5
    await invited(world, survey.id, "partners", "partner00@voorbeeld.nl", "Nieuw@voorbeeld.nl")
    assert [mail.to for mail in await mails_of(world)][5:] == ["nieuw@voorbeeld.nl"]
    desk = await world.officer.survey_desk(survey.id)
    assert [(each.group, each.invited, each.answers) for each in desk.responses] == [
        ("partners", 4, 0), ("associations", 2, 0), ("residents", None, 0),
    ]  # fmt: skip


async def test_the_same_link_twice_is_one_answer_and_the_last_one_counts(world: World) -> None:
    survey, links = await opened(world)
    before = await world.client.own_survey_answer(survey.id, OpenAnswer(link=links[0]))
    assert (before.group, before.is_new) == ("partners", True)
    await world.client.answer_survey(survey.id, an_answer({1: 2}, well="Veel", link=links[0]))
    await world.client.answer_survey(survey.id, an_answer({1: 5, 3: 1}, link=links[0]))
    now = await world.client.own_survey_answer(survey.id, OpenAnswer(link=links[0]))
    assert {each.point: each.score for each in now.scores} == {1: 5, 3: 1}
    assert (now.is_new, now.goes_well) == (False, "")
    [partners, *_] = (await world.officer.survey_desk(survey.id)).responses
    assert partners.answers == 1


async def test_the_same_open_form_twice_is_one_answer(world: World) -> None:
    survey, _ = await opened(world, partners=0, associations=0)
    for key in ("one-form", "one-form", "another"):
        await world.client.answer_survey(survey.id, an_answer({1: 3}, form_key=key))
    [residents] = (await world.officer.survey_desk(survey.id)).responses
    assert (residents.group, residents.invited, residents.answers) == ("residents", None, 2)


async def test_a_printed_code_answers_once_and_no_other_code_does(world: World) -> None:
    survey, _ = await opened(world, partners=0, associations=0, residents="codes")
    made = await world.officer.print_survey_codes(survey.id, PrintSurveyCodes(count=3), key="printing-once")
    again = await world.officer.print_survey_codes(survey.id, PrintSurveyCodes(count=3), key="printing-once")
    assert (len(set(made.codes)), again.codes) == (3, [])
    for code in (made.codes[0], made.codes[0].lower().replace("-", " ")):
        await world.client.answer_survey(survey.id, an_answer({1: 3}, code=code))
    with pytest.raises(WrongSurveyCode):
        await world.client.answer_survey(survey.id, an_answer({1: 3}, code="22222-22222"))
    with pytest.raises(CodeNeeded):
        await world.client.answer_survey(survey.id, an_answer({1: 3}, form_key="a-form"))
    [residents] = (await world.officer.survey_desk(survey.id)).responses
    assert (residents.invited, residents.answers) == (3, 1)


async def test_what_cannot_be_an_answer_is_refused(world: World) -> None:
    survey, links = await opened(world, residents="nobody")
    for body, refusal in (
        (an_answer({}, link=links[0]), EmptyAnswer),
        (an_answer({4: 1}, link=links[0]), UnknownPoint),
        (an_answer({1: 1}, link="A" * 32), SurveyLinkUnknown),
        (an_answer({1: 1}, form_key="open-form"), SurveyLinkUnknown),
        (an_answer({1: 1}, better="Bel 06-12345678", link=links[0]), PersonInWords),
    ):
        with pytest.raises(refusal) as refused:
            await world.client.answer_survey(survey.id, body)
    assert "telefoonnummer" in refused.value.errors[0]["detail"]
    assert (await world.client.own_survey_answer(survey.id, OpenAnswer(link=links[0]))).is_new


async def test_who_did_not_answer_is_reminded_once_a_day_set_and_the_link_is_the_same(world: World) -> None:
    survey, links = await opened(world, partners=3, associations=0)
    await world.client.answer_survey(survey.id, an_answer({1: 3}, link=links[0]))
    await world.client.stop_survey_mail(survey.id, OpenAnswer(link=links[1]))
    await at(world, datetime(2020, 4, 10, 6, 59, tzinfo=UTC))
    assert await mails_of(world, "Nog tot en met") == []
    await at(world, datetime(2020, 4, 10, 7, 1, tzinfo=UTC))
    await at(world, datetime(2020, 4, 11, 7, 1, tzinfo=UTC))
    [reminder] = await mails_of(world, "Nog tot en met")
    assert (reminder.to, link_in(reminder)) == ("partner02@voorbeeld.nl", links[2])
    assert f"{links[2]}#mail" in reminder.text
    await at(world, datetime(2020, 4, 17, 8, tzinfo=UTC))
    assert len(await mails_of(world, "Nog tot en met")) == 2
    await world.client.answer_survey(survey.id, an_answer({1: 3}, link=links[1]))


async def test_who_says_stop_has_their_address_deleted_at_once(world: World) -> None:
    survey, links = await opened(world, partners=1, associations=0)
    await world.client.stop_survey_mail(survey.id, OpenAnswer(link=links[0]))
    desk = await world.officer.survey_desk(survey.id)
    assert (desk.invited, desk.stopped) == ([], 1)
    assert not (await world.client.own_survey_answer(survey.id, OpenAnswer(link=links[0]))).may_remind
    connection = await asyncpg.connect(world.owner_url)
    assert await connection.fetchval("SELECT count(*) FROM survey_invitations WHERE email IS NOT NULL") == 0
    assert await connection.fetchval("SELECT count(*) FROM work WHERE payload::text LIKE '%partner00%'") == 0
    await connection.close()


async def test_after_its_last_day_nobody_answers_and_the_outcome_is_there(world: World) -> None:
    survey, links = await opened(world)
    for number, link in enumerate(links):
        await world.client.answer_survey(survey.id, an_answer({1: number % 5 + 1}, link=link))
    world.clock.moment = AFTER
    with pytest.raises(SurveyNotOpen):  # before the work of closing was done
        await world.client.answer_survey(survey.id, an_answer({1: 1}, link=links[0]))
    await at(world, AFTER)
    with pytest.raises(SurveyNotOpen):
        await world.client.answer_survey(survey.id, an_answer({1: 1}, link=links[0]))
    done = await world.client.survey(survey.id)
    assert done.outcome
    first, second, _ = done.outcome.points
    assert [(row.groups, row.spread.answers) for row in first.rows] == [(["partners"], 6), (["associations"], 5)]
    assert first.total
    assert first.total.counts == [3, 2, 2, 2, 2]
    assert (second.rows, second.total) == ([], None)
    assert [(each.group, each.invited, each.answers) for each in done.outcome.responses] == [
        ("partners", 6, 6), ("associations", 5, 5), ("residents", None, 0),
    ]  # fmt: skip


async def test_small_groups_are_told_together(world: World) -> None:
    done = await closed(world, partners=6, associations=2)
    assert done.outcome
    assert [row.groups for row in done.outcome.points[0].rows] == [["partners", "associations"]]


async def test_closing_twice_changes_nothing_and_the_outcome_stays(world: World) -> None:
    done = await closed(world)
    await at(world, AFTER)
    assert await world.client.survey(done.id) == done
    connection = await asyncpg.connect(world.owner_url)
    with pytest.raises(asyncpg.RaiseError, match="does not change"):
        await connection.execute("UPDATE surveys SET outcome = '{}'")
    await connection.close()


async def test_what_people_wrote_goes_after_a_year(world: World) -> None:
    done = await closed(world)
    texts = (await world.officer.survey_desk(done.id)).texts
    assert sorted(text.words for text in texts if text.kind == "well")[:2] == ["Goed 0", "Goed 1"]
    assert len(texts) == 22
    await at(world, datetime(2021, 4, 22, tzinfo=UTC))
    assert (await world.officer.survey_desk(done.id)).texts == []


async def test_another_role_makes_no_survey(world: World) -> None:
    member = world.client.on_behalf_of(a_person(("partner_member", str(uuid4()))))
    with pytest.raises(NotYours):
        await member.start_survey(StartSurvey(year=2020, title="Mijn eigen", closes_on=LAST_DAY), key=str(uuid4()))
