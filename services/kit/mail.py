"""Mail out: written to a folder in development, sent by SMTP in production."""

import asyncio
import smtplib
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit
from uuid import uuid4


class Post(Protocol):
    async def send(self, message: EmailMessage) -> None:
        """Hand the message over. Raises OSError when it could not be handed over; the work is then tried again."""


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
    """Production: a relay at `smtp://host:port`."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "localhost", parts.port or 25

    async def send(self, message: EmailMessage) -> None:
        await asyncio.to_thread(self._send, message)

    def _send(self, message: EmailMessage) -> None:
        with smtplib.SMTP(self._host, self._port, timeout=20) as relay:
            relay.send_message(message)


def a_mail(to: str, subject: str, text: str, sender: str = "voorveld@localhost") -> EmailMessage:
    """A plain-text mail."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message.set_content(text, cte="8bit")
    return message
