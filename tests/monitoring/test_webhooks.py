"""Messages to a partner's software: signed, tried again, given up with a mail; only to public addresses."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from services.kit.caller import NotYours
from services.kit.errors import Refusal
from services.monitoring.contract.client import MonitoringClient
from services.monitoring.contract.contacts import SetContact
from services.monitoring.contract.deliveries import ReviewPeriod
from services.monitoring.contract.webhook_refusals import NoWebhook, WebhookHostUnknown, WebhookNotAllowed
from services.monitoring.contract.webhooks import SetWebhook
from services.monitoring.domain.webhooks import WAITS, signature, written
from tests.monitoring.dossiers import APPROVER
from tests.monitoring.world import OFFICER, Software, World, a_row, a_submission
from tests.support.apps import a_person
from tests.support.receiver import Receiver, a_receiver


def member(world: World, partner_id: UUID) -> MonitoringClient:
    return world.client.on_behalf_of(a_person(("partner_member", str(partner_id))))


async def a_webhook(world: World, url: str) -> tuple[Software, str]:
    """A partner with a webhook, and its secret."""
    software = await world.software()
    made = await member(world, software.partner_id).set_webhook(
        software.partner_id, SetWebhook(url=url), key=str(uuid4())
    )
    return software, made.secret or ""


async def do_work(world: World, after: timedelta = timedelta()) -> None:
    world.clock.moment += after
    await world.app.state.worker.run_due()


def signatures_of(receiver: Receiver, at: int, secret: str) -> tuple[str, str]:
    """What was sent, and what it should be with one secret: worked out apart from our own code."""
    headers, body = receiver.headers[at], receiver.bodies[at]
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = b".".join((headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return headers["webhook-signature"], f"v1,{expected}"


def test_a_signature_is_that_of_the_example_of_the_standard() -> None:
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    assert written(secret) == "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    found = signature([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')
    assert found == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


async def test_what_is_received_returned_and_accepted_is_told_and_signed(world: World) -> None:
    async with a_receiver() as receiver:
        software, secret = await a_webhook(world, receiver.url)
        receipt = await software.receipt(a_submission(a_row(7)))
        await do_work(world)
        for decision in ("returned", "accepted"):
            await _review(world, software, decision)
            await do_work(world)
        await software.receipt(a_submission(a_row(7)))  # The same again is no news.
        await do_work(world)
    told = [json.loads(body) for body in receiver.bodies]
    assert [each["type"] for each in told] == [
        "figures.received", "figures.returned", "figures.received", "figures.accepted"
    ]  # fmt: skip
    assert told[0]["data"] == {
        "partnerId": str(software.partner_id), "period": "2020-Q1", "submissionId": receipt["submissionId"]
    }  # fmt: skip
    for at in range(4):
        sent, expected = signatures_of(receiver, at, secret)
        assert sent == expected
    seen = await world.officer.webhook(software.partner_id)
    assert {(each.state, each.tries, each.status) for each in seen.deliveries} == {("delivered", 1, 204)}


async def _review(world: World, software: Software, decision: Any) -> None:
    periods = (await world.officer.periods(software.partner_id, 2020)).periods
    version = next(each.review.version for each in periods if each.period == "2020-Q1")
    body = ReviewPeriod(period="2020-Q1", decision=decision, remarks="Nee", given_as="Beleid", version=version)
    if decision == "accepted":
        await software.receipt(a_submission(a_row(8)))
        periods = (await world.officer.periods(software.partner_id, 2020)).periods
        version = next(each.review.version for each in periods if each.period == "2020-Q1")
        await do_work(world)
        body = body.model_copy(update={"version": version})
    await world.officer.review_period(software.partner_id, body, key=str(uuid4()))


async def test_the_secret_is_shown_once_kept_nowhere_and_can_be_rotated(world: World) -> None:
    async with a_receiver() as receiver:
        software, first = await a_webhook(world, receiver.url)
        own, key = member(world, software.partner_id), str(uuid4())
        assert (await own.webhook(software.partner_id)).secret is None
        again = await own.set_webhook(software.partner_id, SetWebhook(url=receiver.url + "2"), key=str(uuid4()))
        assert (again.secret, again.url) == (None, receiver.url + "2")
        second = (await own.rotate_webhook(software.partner_id, key=key)).secret or ""
        assert second.startswith("whsec_")
        assert second != first
        assert (await own.rotate_webhook(software.partner_id, key=key)).secret is None
        for hours in (23, 2):
            await own.test_webhook(software.partner_id, key=str(uuid4()))
            await do_work(world, timedelta(hours=hours))
    both, by_second = signatures_of(receiver, 0, second)
    assert both == f"{by_second} {signatures_of(receiver, 0, first)[1]}"
    later, by_second = signatures_of(receiver, 1, second)
    assert later == by_second
    owner = await asyncpg.connect(world.owner_url)
    for table in ("webhooks", "webhook_deliveries", "work", "idempotency_keys"):
        for row in await owner.fetch(f"SELECT {table}::text AS whole FROM {table}"):
            for secret in (first, second):
                assert secret.removeprefix("whsec_") not in row["whole"]
                assert base64.b64decode(secret.removeprefix("whsec_")).hex() not in row["whole"]
    await owner.close()


async def test_a_message_that_is_not_taken_comes_again_under_its_own_name(world: World) -> None:
    async with a_receiver(503, 302) as receiver:
        software, _secret = await a_webhook(world, receiver.url)
        await software.receipt(a_submission(a_row(7)))
        await do_work(world)
        await do_work(world, timedelta(seconds=4))
        assert len(receiver.bodies) == 1
        await do_work(world, timedelta(seconds=2))
        (waiting,) = (await world.officer.webhook(software.partner_id)).deliveries
        assert (waiting.state, waiting.tries, waiting.status, waiting.problem) == ("waiting", 2, 302, "refused")
        await do_work(world, timedelta(minutes=6))
    assert len({headers["webhook-id"] for headers in receiver.headers}) == 1
    assert len(set(receiver.bodies)) == 1
    (done,) = (await world.officer.webhook(software.partner_id)).deliveries
    assert (done.state, done.tries, done.status, done.problem) == ("delivered", 3, 204, None)


async def test_after_three_days_it_is_given_up_and_the_contact_hears_it_once_a_day(world: World) -> None:
    async with a_receiver() as receiver:
        software, _secret = await a_webhook(world, receiver.url)
    await world.officer.set_contact(software.partner_id, SetContact(email="cijfers@partner.example", reminders=False))
    for value in (7, 8):
        await software.receipt(a_submission(a_row(value)))
    await do_work(world)
    for wait in WAITS:
        await do_work(world, wait)
    given_up = (await world.officer.webhook(software.partner_id)).deliveries
    assert [(each.state, each.tries, each.problem) for each in given_up] == [("given_up", 10, "no-answer")] * 2
    await do_work(world)
    mails = (await world.officer.contact(software.partner_id)).mails
    assert [(mail.kind, mail.periods, mail.state) for mail in mails] == [
        ("webhook_given_up", ["2020-Q1"], "handed_over")
    ]
    folder: Path = world.app.state.settings.data / "mail"
    assert "geprobeerd" in "".join(_texts(folder))


def _texts(folder: Path) -> Iterator[str]:
    return (path.read_text() for path in folder.glob("*.eml"))


async def test_gone_is_gone_and_a_test_is_tried_once(world: World) -> None:
    async with a_receiver(410, 503) as receiver:
        software, _secret = await a_webhook(world, receiver.url)
        await software.receipt(a_submission(a_row(7)))
        await do_work(world)
        await member(world, software.partner_id).test_webhook(software.partner_id, key=str(uuid4()))
        await do_work(world, timedelta(seconds=1))
        await do_work(world, timedelta(days=9))
    assert len(receiver.bodies) == 2
    found = (await world.officer.webhook(software.partner_id)).deliveries
    assert sorted((each.kind, each.state, each.tries) for each in found) == [
        ("received", "given_up", 1),
        ("test", "given_up", 1),
    ]


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "https://10.0.0.1/", "https://169.254.169.254/", "ftp://x", "x"])
async def test_an_address_that_is_not_public_is_refused(world: World, url: str) -> None:
    partner_id = await world.a_partner()
    with pytest.raises(WebhookNotAllowed):
        await member(world, partner_id).set_webhook(partner_id, SetWebhook(url=url), key=str(uuid4()))
    body = SetWebhook(url="https://nergens.invalid/")
    with pytest.raises(WebhookHostUnknown):
        await member(world, partner_id).set_webhook(partner_id, body, key=str(uuid4()))


async def test_an_address_is_checked_again_at_every_try(world: World) -> None:
    async with a_receiver() as receiver:
        software, _secret = await a_webhook(world, receiver.url)
        await software.receipt(a_submission(a_row(7)))
        world.app.state.settings.mode = "production"
        await do_work(world)
        world.app.state.settings.mode = "development"
    (tried,) = (await world.officer.webhook(software.partner_id)).deliveries
    assert (tried.state, tried.problem, tried.status, receiver.bodies) == ("waiting", "not-allowed", None, [])


async def test_a_webhook_that_is_deleted_takes_what_waits_with_it(world: World) -> None:
    async with a_receiver() as receiver:
        software, _secret = await a_webhook(world, receiver.url)
        await software.receipt(a_submission(a_row(7)))
        own = member(world, software.partner_id)
        await own.delete_webhook(software.partner_id)
        await own.delete_webhook(software.partner_id)
        await do_work(world)
        assert receiver.bodies == []
        assert (await own.webhook(software.partner_id)).url is None
        with pytest.raises(NoWebhook):
            await own.test_webhook(software.partner_id, key=str(uuid4()))
        with pytest.raises(NoWebhook):
            await own.rotate_webhook(software.partner_id, key=str(uuid4()))


async def test_only_the_partner_sets_it_and_the_municipality_may_look(world: World) -> None:
    software, other = await world.software(), await world.a_partner()
    body = SetWebhook(url="http://127.0.0.1:9/")
    outsider = a_person(("partner_member", str(other)))
    for caller in (OFFICER, APPROVER, outsider):
        client = world.client.on_behalf_of(caller)
        for attempt in (
            client.set_webhook(software.partner_id, body, key=str(uuid4())),
            client.rotate_webhook(software.partner_id, key=str(uuid4())),
            client.test_webhook(software.partner_id, key=str(uuid4())),
            client.delete_webhook(software.partner_id),
        ):
            with pytest.raises(Refusal) as refused:
                await attempt
            assert refused.value.slug == "not-yours"
    with pytest.raises(NotYours):
        await world.client.on_behalf_of(outsider).webhook(software.partner_id)
    assert (await world.officer.webhook(software.partner_id)).url is None


async def test_software_has_its_own_webhook_by_its_key_and_never_anothers(world: World) -> None:
    own, other = await world.software(), await world.software()
    at = f"/v1/partners/{own.partner_id}/webhook"
    body, key = {"url": "http://127.0.0.1:9/"}, {"Idempotency-Key": str(uuid4())}
    made = await world.http.post(at, json=body, headers=own.sent(key))
    again = await world.http.post(at, json=body, headers=own.sent(key))
    assert (made.status_code, made.json()["secret"][:6]) == (201, "whsec_")
    assert (again.status_code, again.json()) == (201, {**made.json(), "secret": None})
    for method, path in (("GET", ""), ("POST", ""), ("POST", "/rotations"), ("POST", "/tests"), ("DELETE", "")):
        sent = {"json": body} if (method, path) == ("POST", "") else {}
        headers = other.sent({"Idempotency-Key": str(uuid4())})
        refused = await world.http.request(method, at + path, headers=headers, **sent)
        assert (refused.status_code, refused.json()["slug"]) == (403, "not-yours")
    wrong = {"url": "https://169.254.169.254/"}
    refused = await world.http.post(at, json=wrong, headers=own.sent({"Idempotency-Key": str(uuid4())}))
    assert (refused.status_code, refused.json()["slug"]) == (400, "webhook-not-allowed")
    bad = {"Authorization": "Bearer vv_0123456789abcdef_wrong", "Idempotency-Key": str(uuid4())}
    assert (await world.http.post(at, json=body, headers=bad)).status_code == 401
    assert (await world.officer.webhook(own.partner_id)).url == "http://127.0.0.1:9/"
    owner = await asyncpg.connect(world.owner_url)
    assert await owner.fetchval("SELECT set_by FROM webhooks") == "key:" + own.key.split("_")[1]
    await owner.close()


async def test_what_is_older_than_a_month_leaves_the_log(world: World) -> None:
    async with a_receiver() as receiver:
        software, _secret = await a_webhook(world, receiver.url)
        own = member(world, software.partner_id)
        for days in (0, 29, 2):
            world.clock.moment += timedelta(days=days)
            await own.test_webhook(software.partner_id, key=str(uuid4()))
    assert len((await own.webhook(software.partner_id)).deliveries) == 2
