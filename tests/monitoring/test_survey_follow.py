"""What is done with a survey: themes with follow-up and quotes, dialogues, a summary that another sends."""

import asyncio
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import asyncpg
import pytest
from alembic import command

from services.kit.caller import NotYours
from services.kit.errors import StaleVersion
from services.monitoring.contract.report_refusals import PersonInWords
from services.monitoring.contract.survey_follow import (
    ChooseQuote,
    InviteToDialogue,
    PlanDialogue,
    PointNote,
    SendSummary,
    SignUp,
    SummaryView,
    SurveyView,
    WriteOutcomes,
    WriteSummary,
    WriteTheme,
)
from services.monitoring.contract.survey_refusals import (
    DialogueOver,
    DialogueToCome,
    SummaryAlreadySent,
    SummaryWriterCannotSend,
    SurveyNotClosed,
    UnknownPoint,
    UnknownSummary,
)
from tests.monitoring.surveys import closed, mails_of, opened
from tests.monitoring.world import World
from tests.support.apps import a_person
from tests.support.postgres import a_database
from voorveld.migrate import configuration

BETTER = WriteTheme(kind="better", title="De route is onduidelijk", point=2, answer="Eén loket.", seen_version=0)
SESSION = PlanDialogue(
    day=date(2020, 4, 29), starts_at="19:30", place="Het buurthuis", for_whom="Inwoners", seen_version=0
)


async def a_theme(world: World, survey: SurveyView, **changes: object) -> SurveyView:
    return await world.officer.add_theme(survey.id, BETTER.model_copy(update=changes), key=str(uuid4()))


async def test_a_theme_has_an_answer_and_a_follow_up_that_stays_visible(world: World) -> None:
    survey = await closed(world)
    [theme] = (await a_theme(world, survey)).themes
    follow = WriteTheme(
        kind="better",
        title=theme.title,
        point=2,
        answer="Eén loket.",
        owner="together",
        due_on=date(2020, 9, 1),
        done="Het loket is open.",
        seen_version=1,
    )
    await world.officer.change_theme(survey.id, theme.id, follow)
    [seen] = (await world.client.survey(survey.id)).themes
    assert (seen.owner, seen.due_on, seen.done, seen.version) == (
        "together", date(2020, 9, 1), "Het loket is open.", 2,
    )  # fmt: skip
    with pytest.raises(StaleVersion):
        await world.officer.change_theme(survey.id, theme.id, follow)


async def test_no_theme_before_closing_for_no_such_point_or_with_a_person_in_it(world: World) -> None:
    survey, _ = await opened(world)
    with pytest.raises(SurveyNotClosed):
        await a_theme(world, survey)
    done = await closed(world)
    with pytest.raises(UnknownPoint):
        await a_theme(world, done, point=4)
    with pytest.raises(PersonInWords):
        await a_theme(world, done, answer="Mail jan@voorbeeld.nl")
    with pytest.raises(NotYours):
        await world.client.on_behalf_of(a_person(("approver", None))).add_theme(done.id, BETTER, key=str(uuid4()))


async def test_a_quote_is_chosen_perhaps_shorter_and_stays_when_the_texts_go(world: World) -> None:
    survey = await closed(world)
    [theme] = (await a_theme(world, survey)).themes
    text = (await world.officer.survey_desk(survey.id)).texts[0]
    body = ChooseQuote(words="Bel 06-12345678", theme_id=theme.id)
    with pytest.raises(PersonInWords):
        await world.officer.choose_quote(survey.id, text.number, body)
    body = ChooseQuote(words="Korter", theme_id=theme.id)
    shown = await world.officer.choose_quote(survey.id, text.number, body)
    assert shown.themes[0].quotes == ["Korter"]
    world.clock.moment = datetime(2021, 5, 1, tzinfo=UTC)
    await mails_of(world)
    [kept] = (await world.officer.survey_desk(survey.id)).texts
    assert (kept.words, kept.quote) == ("", "Korter")
    taken = ChooseQuote(words="", theme_id=theme.id)
    assert (await world.officer.choose_quote(survey.id, text.number, taken)).themes[0].quotes == []


async def test_a_session_is_planned_mailed_signed_up_for_and_written_up_without_persons(world: World) -> None:
    survey, _ = await opened(world, partners=1, associations=0)
    session = await world.officer.plan_dialogue(survey.id, SESSION, key=str(uuid4()))
    asked = InviteToDialogue(addresses=["een@voorbeeld.nl", "Een@voorbeeld.nl", "twee@voorbeeld.nl"])
    await world.officer.invite_to_dialogue(survey.id, session.id, asked, key=str(uuid4()))
    assert [mail.to for mail in await mails_of(world, "praten")] == ["een@voorbeeld.nl", "twee@voorbeeld.nl"]
    for key in ("same-form", "same-form", "other-form"):
        await world.client.sign_up_for_dialogue(survey.id, session.id, SignUp(people=3), key=key)
    written = WriteOutcomes(attended=5, outcomes=[PointNote(point=2, words="Eén loket")], seen_version=1)
    with pytest.raises(DialogueToCome):
        await world.officer.write_dialogue_outcomes(survey.id, session.id, written)
    world.clock.moment = datetime(2020, 4, 30, tzinfo=UTC)
    await world.officer.write_dialogue_outcomes(survey.id, session.id, written)
    [seen] = (await world.client.survey(survey.id)).dialogues
    assert (seen.invited, seen.signed_up, seen.attended) == (2, 6, 5)
    assert [(note.point, note.words) for note in seen.outcomes] == [(2, "Eén loket")]
    with pytest.raises(DialogueOver):
        await world.client.sign_up_for_dialogue(survey.id, session.id, SignUp(people=1), key=str(uuid4()))
    connection = await asyncpg.connect(world.owner_url)
    tables = [row[0] for row in await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    for table in tables:
        kept = await connection.fetchval(f"SELECT count(*) FROM {table} t WHERE to_jsonb(t)::text LIKE '%twee@%'")
        assert kept == 0, table
    await connection.close()


async def test_a_theme_may_come_from_a_session(world: World) -> None:
    survey = await closed(world)
    session = await world.officer.plan_dialogue(survey.id, SESSION, key=str(uuid4()))
    [theme] = (await a_theme(world, survey, dialogue_id=session.id)).themes
    assert theme.dialogue_id == session.id


async def a_summary(world: World) -> tuple[SurveyView, SummaryView]:
    survey = await closed(world)
    await a_theme(world, survey)
    body = WriteSummary(introduction="We vroegen het.", conclusion="Dit doen we.", seen_version=0)
    return survey, await world.officer.write_survey_summary(survey.id, body)


def sending(summary: SummaryView) -> SendSummary:
    return SendSummary(seen_version=summary.version, seen_content=summary.content_sha256)


async def send(world: World, survey_id: UUID, summary: SummaryView) -> SummaryView:
    other = world.client.on_behalf_of(a_person(("approver", None)))
    return await other.send_survey_summary(survey_id, summary.number, sending(summary), key=str(uuid4()))


async def test_who_wrote_the_summary_does_not_send_it_and_nobody_sees_it_before(world: World) -> None:
    survey, summary = await a_summary(world)
    assert not summary.may_send
    with pytest.raises(SummaryWriterCannotSend):
        await world.officer.send_survey_summary(survey.id, 1, sending(summary), key=str(uuid4()))
    with pytest.raises(UnknownSummary):
        await world.client.latest_survey_summary(survey.id)
    sent = await send(world, survey.id, summary)
    assert sent.sent_at
    assert await world.client.latest_survey_summary(survey.id) == sent.model_copy(update={"may_send": False})
    with pytest.raises(SummaryAlreadySent):
        await send(world, survey.id, summary)


async def test_it_is_sent_as_it_was_read_and_stays_so(world: World) -> None:
    survey, summary = await a_summary(world)
    await a_theme(world, survey, title="Nog een thema")
    with pytest.raises(StaleVersion):
        await send(world, survey.id, summary)
    now = await world.officer.latest_survey_summary(survey.id)
    sent = await send(world, survey.id, now)
    await a_theme(world, survey, title="Een derde thema")
    kept = await world.client.survey_summary(survey.id, 1)
    assert (kept.content, len(kept.content.themes)) == (sent.content, 2)
    connection = await asyncpg.connect(world.owner_url)
    with pytest.raises(asyncpg.RaiseError, match="does not change"):
        await connection.execute("UPDATE survey_summaries SET conclusion = 'x'")
    await connection.close()


async def test_a_next_version_stands_beside_the_one_that_was_sent(world: World) -> None:
    survey, summary = await a_summary(world)
    await send(world, survey.id, summary)
    body = WriteSummary(introduction="Opnieuw.", conclusion="Dit ook.", seen_version=0)
    second = await world.officer.write_survey_summary(survey.id, body)
    assert second.number == 2
    assert (await world.client.latest_survey_summary(survey.id)).number == 1
    await send(world, survey.id, second)
    assert [each.number for each in (await world.client.survey(survey.id)).summaries] == [1, 2]
    assert (await world.client.survey_summary(survey.id, 1)).introduction == "We vroegen het."


SURVEY_OF_BEFORE = """
    INSERT INTO surveys (id, year, title, introduction, points, closes_on, remind_on, residents, state, version, pepper,
        made_by, made_at) VALUES ($1, 2020, 'x', '', '[]', '2020-04-20', '[]', 'link', 'draft', 1, 'x', 'x', now())
"""
WORDS_OF_BEFORE = {
    "de gemeente": ("municipality", ""),
    "Team Sociaal Domein": ("municipality", "Team Sociaal Domein"),
    "Gemeenteraad, commissie zorg": ("council", "Gemeenteraad, commissie zorg"),
    "gemeente en partners": ("together", "gemeente en partners"),
    "de speeltuinvereniging": ("partners", "de speeltuinvereniging"),
    "Het WIJ": (None, "Het WIJ"),
    "": (None, ""),
}


async def test_free_words_become_a_side_where_they_name_one_and_none_is_lost() -> None:
    async with a_database("monitoring") as urls:
        owner = await asyncpg.connect(urls.owner)
        await owner.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        alembic = configuration("monitoring", urls.owner)
        await asyncio.to_thread(command.upgrade, alembic, "0025")
        survey = uuid4()
        await owner.execute(SURVEY_OF_BEFORE, survey)
        for number, words in enumerate(WORDS_OF_BEFORE):
            await owner.execute(
                "INSERT INTO survey_themes (id, survey_id, number, kind, title, answer, who, done, version) "
                "VALUES ($1, $2, $3, 'well', 'x', '', $4, '', 1)",
                uuid4(), survey, number, words,
            )  # fmt: skip
        await asyncio.to_thread(command.upgrade, alembic, "0026")
        themes = await owner.fetch("SELECT owner, who FROM survey_themes ORDER BY number")
        await owner.close()
    assert [tuple(theme) for theme in themes] == list(WORDS_OF_BEFORE.values())


async def test_words_of_before_are_seen_until_the_theme_is_written_again(world: World) -> None:
    survey = await closed(world)
    [theme] = (await a_theme(world, survey)).themes
    connection = await asyncpg.connect(world.owner_url)
    await connection.execute("UPDATE survey_themes SET who = 'Het WIJ' WHERE id = $1", theme.id)
    await connection.close()
    [seen] = (await world.client.survey(survey.id)).themes
    assert (seen.owner, seen.who) == (None, "Het WIJ")
    again = BETTER.model_copy(update={"owner": "partners", "seen_version": 1})
    [written] = (await world.officer.change_theme(survey.id, theme.id, again)).themes
    assert (written.owner, written.who) == ("partners", "")
