"""Closes an answer with what only one browser has, so that who keeps it for a while cannot read it."""

import base64
import hashlib
import json
import os
import zlib
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
"""Bytes; random for each answer, as NIST SP 800-38D has it for few messages under one key."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it was answered: status, headers and text."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


def seal(answer: Answer, answer_id: UUID, form_token: str, session: str) -> str:
    """`form_token`: the secret in the browser's form cookie; `session`: that of who is signed in, "" for nobody."""
    head = json.dumps([answer.status, answer.headers]).encode()
    text = zlib.compress(len(head).to_bytes(4) + head + answer.body)
    nonce = os.urandom(NONCE)
    closed = nonce + AESGCM(_key(form_token, session)).encrypt(nonce, text, answer_id.bytes)
    return base64.urlsafe_b64encode(closed).decode()


def unseal(sealed: str, answer_id: UUID, form_token: str, session: str) -> Answer | None:
    """None for another browser, for who signed out since, and for anything that was changed."""
    closed = base64.urlsafe_b64decode(sealed)
    try:
        text = AESGCM(_key(form_token, session)).decrypt(closed[:NONCE], closed[NONCE:], answer_id.bytes)
    except (InvalidTag, ValueError):
        return None
    text = zlib.decompress(text)
    size = 4 + int.from_bytes(text[:4])
    status, headers = json.loads(text[4:size])
    return Answer(status, [(name, value) for name, value in headers], text[size:])


def _key(form_token: str, session: str) -> bytes:
    return hashlib.sha256(f"kept-answer:{form_token}:{session}".encode()).digest()
