"""Codes to vote with, what we keep of them, and the receipt of a ballot.

`key` is the key of one round: it comes from a secret outside the database and one in it that is deleted when the round
is counted, so that afterwards not even a code in somebody's hand can be tied to anything.
"""

import hmac
import secrets
from collections.abc import Sequence

# 28 signs that nobody takes for one another in print; ten of them are 48 bits.
ALPHABET = "23456789ACDEFGHJKMNPQRTUVWXY"
LENGTH = 10
HALF = LENGTH // 2


def key_of(secret: bytes, pepper: bytes) -> bytes:
    """The key of a round."""
    return hmac.digest(secret, b"round:" + pepper, "sha256")


def new_code() -> str:
    """As people read it: `K7M4Q-XP2RA`."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{letters[:HALF]}-{letters[HALF:]}"


def plain(typed: str) -> str:
    """What somebody typed, without what makes no difference."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def code_hash(key: bytes, typed: str) -> bytes:
    return hmac.digest(key, b"code:" + plain(typed).encode(), "sha256")


def address_hash(key: bytes, email: str) -> bytes:
    """One mailbox has one hash: capitals, and what stands after a `+`, make no difference."""
    name, _, domain = email.lower().rpartition("@")
    return hmac.digest(key, f"address:{name.partition('+')[0]}@{domain}".encode(), "sha256")


def origin_hash(key: bytes, origin: str) -> bytes:
    return hmac.digest(key, b"origin:" + origin.encode(), "sha256")


def receipt(key: bytes, code: bytes, projects: Sequence[int]) -> str:
    """Eight signs that are the same for the same code and ballot. Once the key is gone nobody can check one."""
    said = hmac.digest(key, b"receipt:" + code + ",".join(map(str, projects)).encode(), "sha256")
    signs = "".join(ALPHABET[byte % len(ALPHABET)] for byte in said[:8])
    return f"{signs[:4]}-{signs[4:]}"
