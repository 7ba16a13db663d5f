"""What monitoring says of webhooks: where a partner's software hears what happened, and how each message went."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from services.kit.contract import Reply, Request, Timestamp
from services.monitoring.contract.models import Period

Url = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
WebhookKind = Literal["received", "returned", "accepted", "test"]


class SetWebhook(Request):
    """An https address on the public internet. Setting it anew keeps the secret."""

    url: Url


class WebhookDeliveryView(Reply):
    """One message. `problem`: why the last try failed; `status`: the answer to it."""

    id: UUID
    kind: WebhookKind
    period: Period | None
    state: Literal["waiting", "delivered", "given_up"]
    tries: int
    status: int | None
    problem: Literal["no-answer", "not-allowed", "no-such-host", "refused"] | None
    planned_at: Timestamp
    tried_at: Timestamp | None


class WebhookView(Reply):
    """`url` None: there is none. `secret` (`whsec_…`) is there once: when it is made or rotated."""

    url: str | None
    secret: str | None = None
    set_at: Timestamp | None = None
    old_secret_until: Timestamp | None = Field(None, description="until then the secret before this one signs too")
    deliveries: list[WebhookDeliveryView] = Field(default_factory=list, description="the newest, of the last 30 days")


class WebhookData(Reply):
    """What happened. Ask the event feed or the receipt for more."""

    partner_id: UUID
    period: Period | None
    submission_id: UUID | None


class WebhookMessage(Reply):
    """The body of a message, as Standard Webhooks has it: `figures.received`, `.returned`, `.accepted`, or `test`."""

    type: str
    timestamp: Timestamp
    data: WebhookData
