"""Closes a bank account so that the database, its backups and its replicas hold no account numbers."""

import hashlib
import json
import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from services.budget.contract.payment_refusals import AccountCannotBeRead
from services.budget.domain.bank_account import Account

NONCE = 12
"""Bytes; random for each account, as NIST SP 800-38D has it for few messages under one key."""


def key_from(secret: str) -> bytes:
    """256 bits from a secret that is long and random itself."""
    return hashlib.sha256(b"bank-account:" + secret.encode()).digest()


def seal(key: bytes, of: UUID, account: Account) -> bytes:
    """`of`: the row it is for. In another row it cannot be opened, so nobody can swap two in the database."""
    nonce = os.urandom(NONCE)
    text = json.dumps([account.iban, account.holder]).encode()
    return nonce + AESGCM(key).encrypt(nonce, text, of.bytes)


def opened(key: bytes, of: UUID, sealed: bytes) -> Account:
    """Raises AccountCannotBeRead: closed with another key, for another row, or changed."""
    try:
        text = AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], of.bytes)
    except (InvalidTag, ValueError) as error:
        raise AccountCannotBeRead from error
    iban, holder = json.loads(text)
    return Account(iban, holder)
