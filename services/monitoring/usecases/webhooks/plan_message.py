"""Plan a message to a partner's software in the transaction of what it tells of."""

from datetime import datetime, timedelta
from uuid import UUID

from services.kit.database import Session
from services.kit.work import plan_work
from services.monitoring.store.webhook_queries import find_webhook, forget_deliveries_before
from services.monitoring.store.webhook_tables import Webhook, WebhookDelivery

SEND_WEBHOOK = "send-webhook"
KEPT = timedelta(days=30)


async def tell_software(
    session: Session, partner_id: UUID, kind: str, period: str, at: datetime, submission_id: UUID | None = None
) -> None:
    """When the partner has a webhook."""
    webhook = await find_webhook(session, partner_id)
    if webhook is not None:
        await plan_message(session, webhook, kind, at, period, submission_id)


async def plan_message(
    session: Session,
    webhook: Webhook,
    kind: str,
    at: datetime,
    period: str | None = None,
    submission_id: UUID | None = None,
) -> WebhookDelivery:
    """One message in the log, and the work of sending it; what is older than a month leaves the log."""
    await forget_deliveries_before(session, webhook.id, at - KEPT)
    message = WebhookDelivery(
        webhook_id=webhook.id, kind=kind, period=period, submission_id=submission_id, planned_at=at
    )
    session.add(message)
    await session.flush()
    await plan_work(session, SEND_WEBHOOK, {"deliveryId": str(message.id)})
    return message
