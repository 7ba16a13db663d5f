"""How monitoring says no to a webhook."""

from services.kit.errors import Invalid, NotFound


class WebhookNotAllowed(Invalid):
    """Not an https address on the public internet."""

    slug = "webhook-not-allowed"


class WebhookHostUnknown(Invalid):
    slug = "webhook-host-unknown"


class NoWebhook(NotFound):
    slug = "no-webhook"
