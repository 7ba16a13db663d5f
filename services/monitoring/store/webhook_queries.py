"""SELECTs around webhooks of partners; and what is deleted of their log."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, func, select
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.store.contact_tables import PartnerMail
from services.monitoring.store.webhook_tables import Webhook, WebhookDelivery

SHOWN = 20
# Put together once: every delivery of figures asks it.
_OF_PARTNER = select(Webhook).where(col(Webhook.partner_id) == bindparam("partner_id"))


async def find_webhook(session: Session, partner_id: UUID) -> Webhook | None:
    found: Webhook | None = await session.scalar(_OF_PARTNER, {"partner_id": partner_id})
    return found


async def find_delivery(session: Session, delivery_id: UUID) -> tuple[WebhookDelivery, Webhook] | None:
    """A message with its webhook; None when the webhook was deleted meanwhile."""
    both = select(WebhookDelivery, Webhook).join(Webhook, col(Webhook.id) == col(WebhookDelivery.webhook_id))
    found = (await session.execute(both.where(col(WebhookDelivery.id) == delivery_id))).one_or_none()
    return (found[0], found[1]) if found else None


async def newest_deliveries(session: Session, webhook_id: UUID) -> Sequence[WebhookDelivery]:
    of_webhook = select(WebhookDelivery).where(col(WebhookDelivery.webhook_id) == webhook_id)
    newest = of_webhook.order_by(col(WebhookDelivery.planned_at).desc(), col(WebhookDelivery.id)).limit(SHOWN)
    return (await session.scalars(newest)).all()


async def forget_deliveries_before(session: Session, webhook_id: UUID, moment: datetime) -> None:
    older = (col(WebhookDelivery.webhook_id) == webhook_id) & (col(WebhookDelivery.planned_at) < moment)
    await session.execute(delete(WebhookDelivery).where(older))


async def was_told_since(session: Session, partner_id: UUID, moment: datetime) -> bool:
    """Whether a mail already said that messages do not arrive."""
    told = (col(PartnerMail.partner_id) == partner_id) & (col(PartnerMail.kind) == "webhook_given_up")
    counted = select(func.count()).select_from(PartnerMail).where(told, col(PartnerMail.planned_at) > moment)
    return bool(await session.scalar(counted))
