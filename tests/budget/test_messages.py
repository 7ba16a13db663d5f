"""The log of mails: that one went out or fails, never who it was for; and which mails somebody does not want."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from services.budget.contract.messages import MailKind, MailPreferences, MessageState
from services.budget.usecases.mails import SEND_MAIL, mail_sender
from services.kit.caller import NotYours
from services.kit.mail import NoSuchAddress
from tests.budget.test_letters import an_awarded_idea_of
from tests.budget.test_refusals import an_idea_of
from tests.budget.world import OFFICER, World, a_published_split, a_received_idea, a_worker


class BadPost:
    """A relay that does not take a mail, for now or for good."""

    def __init__(self, says: Exception) -> None:
        self.says = says

    async def send(self, _message: EmailMessage) -> None:
        raise self.says


async def with_post(world: World, post: BadPost) -> None:
    """The real worker with another relay."""
    office = world.app.state.office
    world.app.state.worker._handlers[SEND_MAIL] = mail_sender(post, "x@y.nl", office)


async def test_every_mail_is_logged_without_who_it_was_for(world: World) -> None:
    idea, _ = await an_awarded_idea_of(world)
    await world.do_work()
    seen = await world.as_(OFFICER).messages()
    assert [each.kind for each in seen.messages] == ["mail.award", "mail.confirmed", "mail.receipt"]
    assert {each.state for each in seen.messages} == {MessageState.HANDED_OVER}
    assert {each.initiative_id for each in seen.messages} == {idea.id}
    assert (seen.handed_over, seen.waiting, seen.refused) == (3, 0, 0)
    assert "sanne" not in str(await world.rows("SELECT * FROM messages")).lower()
    with pytest.raises(NotYours):
        await world.as_(a_worker()).messages()


async def test_a_mail_that_fails_is_tried_again_and_shown(world: World) -> None:
    await a_published_split(world)
    await with_post(world, BadPost(OSError("sanne@voorbeeld.nl: no route")))
    with pytest.raises(IndexError):
        await a_received_idea(world)
    (failing,) = (await world.as_(OFFICER).messages(only_troubled=True)).messages
    assert (failing.state, failing.tries, failing.error) == (MessageState.FAILING, 1, "OSError")
    (row,) = await world.rows("SELECT count(*) AS count FROM work WHERE kind = 'send-mail'")
    assert row["count"] == 1


async def test_an_address_that_never_takes_it_is_not_tried_for_ever(world: World) -> None:
    await a_published_split(world)
    await with_post(world, BadPost(NoSuchAddress()))
    with pytest.raises(IndexError):
        await a_received_idea(world)
    (refused,) = (await world.as_(OFFICER).messages(only_troubled=True)).messages
    assert refused.state is MessageState.REFUSED
    (row,) = await world.rows("SELECT count(*) AS count FROM work WHERE kind = 'send-mail'")
    assert row["count"] == 0


async def test_after_two_weeks_in_vain_nothing_of_it_is_kept(world: World) -> None:
    await a_published_split(world)
    await with_post(world, BadPost(OSError("no route")))
    with pytest.raises(IndexError):
        await a_received_idea(world)
    world.clock.set(world.clock.now() + timedelta(days=13))
    await world.do_work()
    assert (await world.as_(OFFICER).messages()).refused == 0
    world.clock.set(world.clock.now() + timedelta(days=2))
    await world.do_work()
    assert (await world.as_(OFFICER).messages()).refused == 1
    assert await world.rows("SELECT id FROM work WHERE kind = 'send-mail'") == []


async def test_who_asked_is_invited_to_show_it_unless_they_do_not_want_that(world: World) -> None:
    idea, me = await an_awarded_idea_of(world)

    async def invitations() -> list[str]:
        return [to for to, subject, _ in await world.mails() if "Hoe was het" in subject]

    world.clock.set(datetime(2020, 1, 20, tzinfo=UTC))
    assert await invitations() == []
    world.clock.set(datetime(2020, 1, 27, tzinfo=UTC))
    assert await invitations() == ["sanne@voorbeeld.nl"]
    assert (await me.mail_preferences(idea.id)).unwanted == []


async def test_a_mail_somebody_does_not_want_does_not_come_and_a_decision_does(world: World) -> None:
    idea, me = await an_awarded_idea_of(world)
    every = MailPreferences(unwanted=list(MailKind))
    assert (await me.choose_mails(idea.id, every)).unwanted == list(MailKind)
    count = len(await world.mails())
    world.clock.set(datetime(2020, 3, 1, tzinfo=UTC))
    later = [subject for _, subject, _ in (await world.mails())[count:]]
    assert not any("Hoe was het" in subject for subject in later)
    assert (await me.choose_mails(idea.id, MailPreferences(unwanted=[]))).unwanted == []


async def test_a_late_answer_is_told_whatever_somebody_chose(world: World) -> None:
    idea, me = await an_idea_of(world)
    await me.choose_mails(idea.id, MailPreferences(unwanted=list(MailKind)))
    world.clock.set(datetime(2019, 11, 30, 12, tzinfo=UTC))
    assert "te laat" in (await world.mails())[-1][1]
