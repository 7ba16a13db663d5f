"""Webhooks of partners: set, look, rotate the secret, try, delete; by its people, or by its software with its key."""

from uuid import UUID

from fastapi import APIRouter

from services.kit.caller import Caller
from services.kit.database import DatabaseDep
from services.kit.idempotency import OnceDep
from services.monitoring.api.dependencies import OfficeDep, PartnerSoftware
from services.monitoring.api.seeing import SeeingCaller, check_sees_all
from services.monitoring.contract.webhooks import SetWebhook, WebhookDeliveryView, WebhookView
from services.monitoring.store.queries import get_partner
from services.monitoring.store.webhook_queries import find_webhook, newest_deliveries
from services.monitoring.store.webhook_tables import Webhook, WebhookDelivery
from services.monitoring.usecases.webhooks import keep_webhook
from services.monitoring.usecases.webhooks.plan_message import plan_message

router = APIRouter(prefix="/partners/{partner_id}/webhook", tags=["webhooks"])


@router.get(
    "", operation_id="getWebhook", summary="A partner's webhook", response_description="It, and its last messages"
)
async def webhook(partner_id: UUID, caller: SeeingCaller, database: DatabaseDep) -> WebhookView:
    """For the partner's software and people, and the municipality; never with the secret."""
    check_sees_all(caller, partner_id)
    async with database.reading() as session:
        await get_partner(session, partner_id)
        found = await find_webhook(session, partner_id)
        if found is None:
            return WebhookView(url=None)
        deliveries = [_view_delivery(each) for each in await newest_deliveries(session, found.id)]
        return _view(found).model_copy(update={"deliveries": deliveries})


@router.post(
    "",
    status_code=201,
    operation_id="setWebhook",
    summary="Say where the partner's software wants to hear what happened",
    response_description="The webhook; with its secret this once when it is new",
)
async def set_webhook(
    partner_id: UUID, body: SetWebhook, caller: SeeingCaller, database: DatabaseDep, office: OfficeDep, once: OnceDep
) -> WebhookView:
    """For the partner's software and people. An https address on the public internet; set anew, the secret stays."""
    keep_webhook.require_own(caller, partner_id)
    await keep_webhook.check_address(office, body.url)

    async def work() -> WebhookView:
        return _view(*await keep_webhook.set_webhook(session, office, _name(caller), partner_id, body.url))

    async with database.transaction() as session:
        return await once.answer(session, WebhookView, work, remember=_without_secret)


@router.post(
    "/rotations",
    status_code=201,
    operation_id="rotateWebhookSecret",
    summary="Make a new secret",
    response_description="The webhook with its new secret, this once",
)
async def rotate(
    partner_id: UUID, caller: SeeingCaller, database: DatabaseDep, office: OfficeDep, once: OnceDep
) -> WebhookView:
    """For the partner's software and people. For a day messages are signed with both."""
    keep_webhook.require_own(caller, partner_id)

    async def work() -> WebhookView:
        return _view(*await keep_webhook.rotate_secret(session, office, partner_id))

    async with database.transaction() as session:
        return await once.answer(session, WebhookView, work, remember=_without_secret)


@router.post(
    "/tests",
    status_code=201,
    operation_id="testWebhook",
    summary="Send a message that says nothing happened",
    response_description="The message, which is on its way",
)
async def test(
    partner_id: UUID, caller: SeeingCaller, database: DatabaseDep, office: OfficeDep, once: OnceDep
) -> WebhookDeliveryView:
    """For the partner's software and people. It is tried once."""
    keep_webhook.require_own(caller, partner_id)

    async def work() -> WebhookDeliveryView:
        found = await keep_webhook.get_webhook(session, partner_id)
        return _view_delivery(await plan_message(session, found, "test", office.now()))

    async with database.transaction() as session:
        return await once.answer(session, WebhookDeliveryView, work)


@router.delete("", status_code=204, operation_id="deleteWebhook", summary="Stop a partner's webhook")
async def delete_webhook(partner_id: UUID, caller: SeeingCaller, database: DatabaseDep) -> None:
    """For the partner's software and people. Address and log are deleted; the event feed stays."""
    keep_webhook.require_own(caller, partner_id)
    async with database.transaction() as session:
        await keep_webhook.end_webhook(session, partner_id)


def _name(caller: Caller) -> str:
    """Who set it: of software the key, so that it can be found when one is lost."""
    return f"key:{caller.api_key_id}" if isinstance(caller, PartnerSoftware) else caller.name


def _view(found: Webhook, secret: str | None = None) -> WebhookView:
    return WebhookView(url=found.url, secret=secret, set_at=found.set_at, old_secret_until=found.old_until)


def _view_delivery(delivery: WebhookDelivery) -> WebhookDeliveryView:
    return WebhookDeliveryView.model_validate(delivery.model_dump())


def _without_secret(view: WebhookView) -> WebhookView:
    return view.model_copy(update={"secret": None})
