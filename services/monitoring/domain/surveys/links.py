"""Personal links and printed codes of a survey, and what is kept of them.

`key` is the key of one survey: from a secret outside the database and one in it that is deleted when the survey closes.
A link can be made again from the id of its invitation as long as there is a key, so that a reminder has the same link;
afterwards nobody can tell which link was whose, not even with the link in hand.
"""

import base64
import hmac
import secrets
from uuid import UUID

# 28 signs that nobody takes for one another in print; ten of them are 48 bits.
ALPHABET = "23456789ACDEFGHJKMNPQRTUVWXY"
CODE_LENGTH = 10
HALF = CODE_LENGTH // 2


def new_pepper() -> bytes:
    return secrets.token_bytes(32)


def key_of(secret: bytes, pepper: bytes) -> bytes:
    """The key of a survey."""
    return hmac.digest(secret, b"survey:" + pepper, "sha256")


def link_secret(key: bytes, invitation_id: UUID) -> str:
    """192 bits that fit in an address."""
    return base64.urlsafe_b64encode(hmac.digest(key, b"link:" + invitation_id.bytes, "sha256")[:24]).decode()


def link_hash(key: bytes, secret: str) -> bytes:
    """Also the key of the answer that was given with it."""
    return hmac.digest(key, b"given-link:" + secret.encode(), "sha256")


def new_code() -> str:
    """As people read it: `K7M4Q-XP2RA`."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return f"{signs[:HALF]}-{signs[HALF:]}"


def code_hash(key: bytes, typed: str) -> bytes:
    """Capitals, spaces and dashes make no difference."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return hmac.digest(key, b"code:" + plain.encode(), "sha256")


def origin_hash(key: bytes, origin: str) -> bytes:
    """Of the place an answer comes from, to count how often within an hour."""
    return hmac.digest(key, b"origin:" + origin.encode(), "sha256")


def form_hash(key: bytes, form_key: str) -> bytes:
    """Of a form that anybody may fill in: the same form sent twice is one answer."""
    return hmac.digest(key, b"form:" + form_key.encode(), "sha256")
