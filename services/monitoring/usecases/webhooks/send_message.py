"""Send a message to a partner's software: signed, tried again for three days, and then given up with a mail."""

import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import structlog

from services.kit.database import Session
from services.kit.errors import UpstreamUnavailable
from services.kit.http import OutwardPoster
from services.kit.outward import NoSuchHost, NotAllowed, destination_of
from services.kit.work import plan_work
from services.monitoring.contract.webhooks import WebhookData, WebhookMessage
from services.monitoring.domain.webhooks import GONE, next_try, secret_of, signature, was_taken
from services.monitoring.store.contact_queries import find_contact, log_once
from services.monitoring.store.contact_tables import PartnerMail
from services.monitoring.store.queries import get_partner
from services.monitoring.store.webhook_queries import find_delivery, was_told_since
from services.monitoring.store.webhook_tables import Webhook, WebhookDelivery
from services.monitoring.usecases.mails import plan_mail
from services.monitoring.usecases.office import Office
from services.monitoring.usecases.webhooks.plan_message import SEND_WEBHOOK

TELL_AGAIN = timedelta(days=1)
"""Who was told today that messages do not arrive is not told of each of them."""
log = structlog.get_logger()


def webhook_sender(office: Office, poster: OutwardPoster) -> Callable[[Session, Mapping[str, Any]], Awaitable[None]]:
    """The work of sending. It writes the log of the message, when to try next, and in the end a mail."""

    async def send(session: Session, payload: Mapping[str, Any]) -> None:
        found = await find_delivery(session, UUID(payload["deliveryId"]))
        if found is None or found[0].state != "waiting":
            return
        message, webhook = found
        await _try(office, poster, message, webhook)
        if message.state == "waiting":
            await _after_failure(session, office, message, webhook)
        log.info("webhook_tried", delivery_id=str(message.id), state=message.state, tries=message.tries)
        await session.flush()

    return send


async def _try(office: Office, poster: OutwardPoster, message: WebhookDelivery, webhook: Webhook) -> None:
    """One try. The number behind the name is looked up and checked each time."""
    message.tries, message.tried_at = message.tries + 1, office.now()
    message.status, message.problem = None, None
    body = body_of(message, webhook)
    try:
        to = await destination_of(webhook.url, loopback=office.settings.in_development)
        message.status = await poster.post(to, body, headers_of(office, message, webhook, body))
    except NotAllowed:
        message.problem = "not-allowed"
    except NoSuchHost:
        message.problem = "no-such-host"
    except UpstreamUnavailable:
        message.problem = "no-answer"
    if message.status is not None:
        message.state = "delivered" if was_taken(message.status) else "waiting"
        message.problem = None if was_taken(message.status) else "refused"


def body_of(message: WebhookDelivery, webhook: Webhook) -> bytes:
    """The same bytes at every try."""
    told = WebhookMessage(
        type="test" if message.kind == "test" else f"figures.{message.kind}",
        timestamp=message.planned_at,
        data=WebhookData(partner_id=webhook.partner_id, period=message.period, submission_id=message.submission_id),
    )
    return told.model_dump_json(by_alias=True).encode()


def headers_of(office: Office, message: WebhookDelivery, webhook: Webhook, body: bytes) -> dict[str, str]:
    """Signed with the moment of this try; for a day after a rotation with the old secret too."""
    message_id, now = f"msg_{message.id.hex}", office.now()
    salts = [webhook.salt]
    if webhook.old_salt is not None and webhook.old_until is not None and now < webhook.old_until:
        salts.append(webhook.old_salt)
    secrets = [secret_of(office.pepper, str(webhook.id), salt) for salt in salts]
    # Real time, also where the clock of the installation was moved: the other side compares it with its own.
    moment = int(time.time())
    return {
        "Content-Type": "application/json",
        "User-Agent": "Voorveld",
        "webhook-id": message_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature(secrets, message_id, moment, body),
    }


async def _after_failure(session: Session, office: Office, message: WebhookDelivery, webhook: Webhook) -> None:
    is_test = message.kind == "test"
    again = None if message.status == GONE else next_try(message.tries, office.now(), is_test=is_test)
    if again is not None:
        await plan_work(session, SEND_WEBHOOK, {"deliveryId": str(message.id)}, again)
        return
    message.state = "given_up"
    if not is_test:
        await _mail_contact(session, office, message, webhook, office.now())


async def _mail_contact(
    session: Session, office: Office, message: WebhookDelivery, webhook: Webhook, now: datetime
) -> None:
    contact = await find_contact(session, webhook.partner_id)
    if contact is None or await was_told_since(session, webhook.partner_id, now - TELL_AGAIN):
        return
    periods = [message.period] if message.period else []
    mail = PartnerMail(
        id=uuid4(), partner_id=webhook.partner_id, kind="webhook_given_up", periods=periods, planned_at=now
    )
    await log_once(session, mail)
    facts = {
        "partner": (await get_partner(session, webhook.partner_id)).name,
        "url": webhook.url,
        "tries": message.tries,
        "page": f"{office.settings.public_url}/{office.today().year}/partners/{webhook.partner_id}/webhook",
    }
    await plan_mail(session, office, contact.email, "mail.webhook-given-up", contact.language, facts, log_id=mail.id)
