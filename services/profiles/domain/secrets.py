"""The secret of a session: who holds it is signed in; we keep only its hash."""

import hashlib
import secrets
from datetime import timedelta

SESSION_LASTS = timedelta(hours=12)


def new_secret() -> str:
    """A secret of 256 random bits, safe in a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(secret: str) -> bytes:
    """SHA-256; no salt or slow hash is needed for a secret that nobody chose."""
    return hashlib.sha256(secret.encode()).digest()
