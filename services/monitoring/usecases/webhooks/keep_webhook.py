"""Say where a partner's software wants to hear what happened; its secret is shown once."""

import secrets
from uuid import UUID

from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.outward import NoSuchHost, NotAllowed, destination_of
from services.monitoring.contract.webhook_refusals import NoWebhook, WebhookHostUnknown, WebhookNotAllowed
from services.monitoring.domain.webhooks import OLD_SECRET_COUNTS, secret_of, written
from services.monitoring.store.queries import get_partner, hold_deliveries_of
from services.monitoring.store.webhook_queries import find_webhook
from services.monitoring.store.webhook_tables import Webhook
from services.monitoring.usecases.office import Office


def require_own(caller: Caller, partner_id: UUID) -> None:
    """Only the partner's software and people: the secret is theirs, and the municipality has no use for it."""
    if caller.kind != "partner" or caller.id != str(partner_id):
        caller.require_role("partner_member", within=str(partner_id))


async def check_address(office: Office, url: str) -> None:
    """Before the transaction, for a name is looked up. Raises WebhookNotAllowed, WebhookHostUnknown."""
    try:
        await destination_of(url, loopback=office.settings.in_development)
    except NotAllowed as error:
        raise WebhookNotAllowed(errors=[{"field": "url", "slug": WebhookNotAllowed.slug}]) from error
    except NoSuchHost as error:
        raise WebhookHostUnknown(errors=[{"field": "url", "slug": WebhookHostUnknown.slug}]) from error


async def set_webhook(
    session: Session, office: Office, by: str, partner_id: UUID, url: str
) -> tuple[Webhook, str | None]:
    """The webhook, and its secret when it is new. `by`: the person or key that sets it. Raises UnknownPartner."""
    await get_partner(session, partner_id)
    await hold_deliveries_of(session, partner_id)
    webhook = await find_webhook(session, partner_id)
    is_new = webhook is None
    webhook = webhook or Webhook(
        partner_id=partner_id, url=url, salt=secrets.token_bytes(16), set_at=office.now(), set_by=by
    )
    webhook.url, webhook.set_at, webhook.set_by = url, office.now(), by
    session.add(webhook)
    await session.flush()
    return webhook, written(secret_of(office.pepper, str(webhook.id), webhook.salt)) if is_new else None


async def rotate_secret(session: Session, office: Office, partner_id: UUID) -> tuple[Webhook, str]:
    """A new secret; the one before it signs beside it for a day. Raises NoWebhook."""
    await hold_deliveries_of(session, partner_id)
    webhook = await get_webhook(session, partner_id)
    webhook.old_salt, webhook.old_until = webhook.salt, office.now() + OLD_SECRET_COUNTS
    webhook.salt = secrets.token_bytes(16)
    await session.flush()
    return webhook, written(secret_of(office.pepper, str(webhook.id), webhook.salt))


async def end_webhook(session: Session, partner_id: UUID) -> None:
    """Messages that wait are not sent. When there is none, nothing happens. Raises UnknownPartner."""
    await get_partner(session, partner_id)
    webhook = await find_webhook(session, partner_id)
    if webhook is not None:
        await session.delete(webhook)


async def get_webhook(session: Session, partner_id: UUID) -> Webhook:
    """Raises NoWebhook."""
    webhook = await find_webhook(session, partner_id)
    if webhook is None:
        raise NoWebhook
    return webhook
