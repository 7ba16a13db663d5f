"""Mail out: written to a folder in development, sent by SMTP in production."""

import asyncio
import smtplib
import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid, parseaddr
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit
from uuid import uuid4

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
PATIENCE = 20
NEVER = 500
"""From this answer on a relay says no for good (RFC 5321, 4.2.1)."""


class NotHandedOver(Exception):
    """The relay was not there, or does not take it now. Its words may name an address, so only the kind is told."""


class NoSuchAddress(Exception):
    """The relay will never take mail for this address; trying again helps nobody."""


class Post(Protocol):
    async def send(self, message: EmailMessage) -> None:
        """Hand the message over. Raises OSError when it could not be handed over; the work is then tried again.

        Raises NoSuchAddress when it never will.
        """


class FolderPost:
    """Development: each mail a readable `.eml` file, newest last by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send(self, message: EmailMessage) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        name = f"{len(list(self._folder.glob('*.eml'))):06d}-{uuid4().hex[:8]}.eml"
        fresh = self._folder / f"{name}.new"
        fresh.write_bytes(message.as_bytes())
        fresh.replace(self._folder / name)


class SmtpPost:
    """Production: a relay. `smtp://host:25` as it is, for one on a network of our own; `smtp+starttls://` and
    `smtps://` with TLS, and then also with a login: `smtps://user:password@relay.example:465` (signs as %40)."""

    def __init__(self, url: str, ca_file: str = "") -> None:
        """`ca_file`: of the authority that signed the relay's certificate, when it is none everybody trusts.

        Raises ValueError for a kind of relay we do not know, and for a login over a line that others can read.
        """
        parts = urlsplit(url)
        if parts.scheme not in PORTS:
            raise ValueError(f"a relay is one of {', '.join(PORTS)}")
        if parts.username and parts.scheme == "smtp":
            raise ValueError("a login goes over TLS only: smtps:// or smtp+starttls://")
        self._kind, self._host = parts.scheme, parts.hostname or "localhost"
        self._port = parts.port or PORTS[parts.scheme]
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._trusts = ssl.create_default_context(cafile=ca_file or None)

    async def send(self, message: EmailMessage) -> None:
        await asyncio.to_thread(self._send, message)

    def _send(self, message: EmailMessage) -> None:
        with self._open() as relay:
            if self._kind == "smtp+starttls":
                relay.starttls(context=self._trusts)
            if self._user:
                relay.login(self._user, self._password)
            try:
                relay.send_message(message)
            except smtplib.SMTPRecipientsRefused as refused:
                if all(code >= NEVER for code, _ in refused.recipients.values()):
                    raise NoSuchAddress from None
                raise OSError("the relay does not take it now") from None

    def _open(self) -> smtplib.SMTP:
        if self._kind == "smtps":
            return smtplib.SMTP_SSL(self._host, self._port, timeout=PATIENCE, context=self._trusts)
        return smtplib.SMTP(self._host, self._port, timeout=PATIENCE)


def a_mail(to: str, subject: str, text: str, sender: str = "voorveld@localhost") -> EmailMessage:
    """A plain-text mail. No picture, no link of ours that counts who opens it."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message["Date"], message["Message-ID"] = format_datetime(datetime.now(UTC)), make_msgid(domain=_domain(sender))
    # So that an answering machine does not answer (RFC 3834).
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="8bit")
    return message


def _domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2] or "localhost"
