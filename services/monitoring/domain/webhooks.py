"""Messages to a partner's software, signed as Standard Webhooks 1.0 says (standardwebhooks.com)."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

WAITS = tuple(
    timedelta(seconds=seconds) for seconds in (5, 300, 1800, 7200, 5 * 3600, 10 * 3600, 14 * 3600, 20 * 3600, 24 * 3600)
)
"""How long after each try the next one comes, as the specification suggests; together three days and some hours."""
GONE = 410
"""With this answer the other side says that it wants no more of it."""
OLD_SECRET_COUNTS = timedelta(hours=24)
"""After a rotation both secrets sign for so long, so that the other side can change without losing a message."""


def secret_of(pepper: bytes, webhook_id: str, salt: bytes) -> bytes:
    """The secret of a webhook: worked out anew each time, so that it is kept nowhere."""
    return hmac.new(pepper, b"webhook:" + webhook_id.encode() + b":" + salt, hashlib.sha256).digest()


def written(secret: bytes) -> str:
    """A secret as it is shown, once."""
    return "whsec_" + base64.b64encode(secret).decode()


def signature(secrets: Iterable[bytes], message_id: str, timestamp: int, body: bytes) -> str:
    """The header `webhook-signature`: one signature per secret over id, moment and body, with dots between them."""
    signed = f"{message_id}.{timestamp}.".encode() + body
    found = (hmac.new(secret, signed, hashlib.sha256).digest() for secret in secrets)
    return " ".join("v1," + base64.b64encode(each).decode() for each in found)


def next_try(tries: int, now: datetime, *, is_test: bool) -> datetime | None:
    """When to try again after so many tries; None when it is given up. A test is tried once."""
    if is_test or tries > len(WAITS):
        return None
    return now + WAITS[tries - 1]


def was_taken(status: int) -> bool:
    return 200 <= status < 300
