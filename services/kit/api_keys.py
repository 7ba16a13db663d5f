"""An API key for software: `vv_<id>_<secret>`. The id is looked up, of the secret only a hash is kept."""

import hashlib
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hmac import compare_digest
from typing import Protocol, TypeVar

from fastapi import Request

from services.kit.errors import Unauthenticated

START = "vv_"
PATTERN = re.compile(START + r"([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


class BadApiKey(Unauthenticated):
    """No key of ours, or not the right secret; which of the two is not said."""

    slug = "bad-api-key"


@dataclass(frozen=True, slots=True)
class ApiKeyText:
    """A key as it is written: 12 hex digits to find it by, and 256 random bits."""

    id: str
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        return f"{START}{self.id}_{self.secret}"

    @property
    def secret_sha256(self) -> bytes:
        """What is kept of the secret: it is 256 random bits, no password, so a plain hash is enough."""
        return hashlib.sha256(self.secret.encode()).digest()

    def matches(self, secret_sha256: bytes) -> bool:
        """Compare in a time that tells nothing about where the difference is."""
        return compare_digest(self.secret_sha256, secret_sha256)


class KeptKey(Protocol):
    """A row of a service's own table of keys."""

    secret_sha256: bytes


K = TypeVar("K", bound=KeptKey)


def new_api_key() -> ApiKeyText:
    return ApiKeyText(secrets.token_hex(6), secrets.token_urlsafe(32))


def read_api_key(text: str) -> ApiKeyText | None:
    """The key in a text, or None when it does not have the form of one."""
    found = PATTERN.fullmatch(text)
    return ApiKeyText(found[1], found[2]) if found else None


def bearer_of(request: Request) -> str:
    """What stands in `Authorization: Bearer …`, a key or a token; empty without it."""
    scheme, _, text = request.headers.get("authorization", "").partition(" ")
    return text.strip() if scheme.lower() == "bearer" else ""


async def kept_key(request: Request, find: Callable[[str], Awaitable[K | None]]) -> K:
    """The key of a request as the service keeps it; `find` looks it up by its id. Raises BadApiKey."""
    given = read_api_key(bearer_of(request))
    kept = await find(given.id) if given else None
    if given is None or kept is None or not given.matches(kept.secret_sha256):
        raise BadApiKey
    return kept
