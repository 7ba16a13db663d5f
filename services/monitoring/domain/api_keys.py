"""A partner's API key: `vv_<id>_<secret>`. The id is looked up, of the secret only a hash is kept."""

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from hmac import compare_digest

PATTERN = re.compile(r"vv_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class ApiKeyText:
    """A key as it is written: 12 hex digits to find it by, and 256 random bits."""

    id: str
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        return f"vv_{self.id}_{self.secret}"

    @property
    def secret_sha256(self) -> bytes:
        return hashlib.sha256(self.secret.encode()).digest()

    def matches(self, secret_sha256: bytes) -> bool:
        """Compare in a time that tells nothing about where the difference is."""
        return compare_digest(self.secret_sha256, secret_sha256)


def new_api_key() -> ApiKeyText:
    return ApiKeyText(secrets.token_hex(6), secrets.token_urlsafe(32))


def read_api_key(text: str) -> ApiKeyText | None:
    """The key in a text, or None when it does not have the form of one."""
    found = PATTERN.fullmatch(text)
    return ApiKeyText(found[1], found[2]) if found else None
