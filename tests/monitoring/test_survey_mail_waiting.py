"""Mail that still waits keeps no address longer than it can help: it goes when it is sent, stopped, or too late."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from uuid import UUID, uuid4

from sqlalchemy import text as sql

from services.kit.mail import FolderPost, Post
from services.monitoring.contract.survey_follow import InviteToDialogue, PlanDialogue
from services.monitoring.contract.surveys import OpenAnswer, OpenSurvey
from services.monitoring.usecases.mails import SEND_MAIL, TRY_FOR, mail_sender
from tests.monitoring.surveys import AFTER, a_draft, at, invited, link_in, mails_of, worker
from tests.monitoring.surveys import Mail as Sent
from tests.monitoring.world import World


class AwayPost:
    """A relay that is away."""

    async def send(self, message: EmailMessage) -> None:
        raise OSError("no route")


def with_post(world: World, post: Post) -> None:
    worker(world)._handlers[SEND_MAIL] = mail_sender(post, world.app.state.office)


async def waiting(world: World) -> Sequence[Sent]:
    """The mails that wait, by address."""
    asked = sql("SELECT payload->>'to', payload->>'subject', payload->>'text' FROM work WHERE kind = 'send-mail'")
    async with world.app.state.database.reading() as session:
        return sorted((Sent(*row) for row in await session.execute(asked)), key=lambda mail: mail.to)


async def opened_with_the_relay_away(world: World) -> UUID:
    """Two invitations of a survey wait for the relay."""
    with_post(world, AwayPost())
    draft = await a_draft(world)
    await invited(world, draft.id, "partners", "een@voorbeeld.nl", "twee@voorbeeld.nl")
    survey = await world.officer.open_survey(draft.id, OpenSurvey(seen_version=draft.version), key=str(uuid4()))
    await worker(world).run_due()
    assert [mail.to for mail in await waiting(world)] == ["een@voorbeeld.nl", "twee@voorbeeld.nl"]
    return survey.id


async def test_who_stops_the_mail_gets_none_that_was_planned_before(world: World) -> None:
    survey_id = await opened_with_the_relay_away(world)
    stopper = link_in((await waiting(world))[0])
    await world.client.stop_survey_mail(survey_id, OpenAnswer(link=stopper))
    assert [mail.to for mail in await waiting(world)] == ["twee@voorbeeld.nl"]
    with_post(world, FolderPost(world.app.state.settings.data / "mail"))
    await at(world, world.clock.now() + timedelta(hours=1))
    assert [mail.to for mail in await mails_of(world)] == ["twee@voorbeeld.nl"]
    assert await waiting(world) == []


async def test_when_the_survey_closes_no_planned_mail_stays_with_its_address(world: World) -> None:
    await opened_with_the_relay_away(world)
    await at(world, AFTER)
    assert await waiting(world) == []
    with_post(world, FolderPost(world.app.state.settings.data / "mail"))
    assert await mails_of(world) == []


async def test_a_mail_is_given_up_after_two_weeks_and_its_address_goes(world: World) -> None:
    await opened_with_the_relay_away(world)
    await at(world, world.clock.now() + TRY_FOR + timedelta(minutes=1))
    assert [mail for mail in await waiting(world) if mail.subject.startswith("Wat gaat goed")] == []


async def test_nobody_is_invited_to_a_session_after_its_day(world: World) -> None:
    survey_id = await opened_with_the_relay_away(world)
    plan = PlanDialogue(
        day=date(2020, 4, 8), starts_at="19:30", place="Het buurthuis", for_whom="Inwoners", seen_version=0
    )
    session = await world.officer.plan_dialogue(survey_id, plan, key=str(uuid4()))
    body = InviteToDialogue(addresses=["drie@voorbeeld.nl"])
    await world.officer.invite_to_dialogue(survey_id, session.id, body, key=str(uuid4()))
    await worker(world).run_due()
    assert "drie@voorbeeld.nl" in [mail.to for mail in await waiting(world)]
    with_post(world, FolderPost(world.app.state.settings.data / "mail"))
    await at(world, datetime(2020, 4, 9, 8, tzinfo=UTC))
    assert {mail.to for mail in await mails_of(world)} == {"een@voorbeeld.nl", "twee@voorbeeld.nl"}
    assert await waiting(world) == []
