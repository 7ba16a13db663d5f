"""Codes and secrets we hand out, and the hashes we keep of them."""

import hashlib
import hmac
import secrets
from uuid import UUID

CODE_TRIES = 5
CODE_HOURS = 24


def new_code() -> str:
    """Six digits."""
    return f"{secrets.randbelow(1_000_000):06d}"


def new_secret() -> str:
    """256 random bits that fit in an address."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> bytes:
    """What we keep of a long random secret."""
    return hashlib.sha256(secret.encode()).digest()


def code_hash(pepper: bytes, initiative_id: UUID, code: str) -> bytes:
    """What we keep of a code. A million codes are guessed in a second, so a key outside the database is mixed in."""
    return hmac.digest(pepper, f"{initiative_id}:{code}".encode(), "sha256")


def is_code(pepper: bytes, initiative_id: UUID, code: str, kept: bytes) -> bool:
    return hmac.compare_digest(code_hash(pepper, initiative_id, code), kept)
