"""The mail of development, read from the folder the services write it to."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from markupsafe import Markup, escape

NAME = re.compile(r"^[0-9]{6}-[0-9a-f]{8}\.eml$")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True)
class Mail:
    name: str
    to: str
    subject: str
    text: str

    def linked(self, origin: str) -> Markup:
        """The text, with the addresses of our own site as links; others stay text."""
        pieces, done = [], 0
        for found in ADDRESS.finditer(self.text):
            address = found[0].rstrip(".,)")
            if not address.startswith(f"{origin.rstrip('/')}/"):
                continue
            pieces.append(escape(self.text[done : found.start()]))
            pieces.append(Markup('<a class="utrecht-link" href="{0}">{0}</a>').format(address))
            done = found.start() + len(address)
        return Markup("").join([*pieces, escape(self.text[done:])])


def newest_mails(folder: Path, most: int = 100) -> list[Mail]:
    """The newest mails first; none when nothing was sent yet."""
    names = sorted((file.name for file in folder.glob("*.eml") if NAME.match(file.name)), reverse=True)
    return [mail for name in names[:most] if (mail := find_mail(folder, name))]


def find_mail(folder: Path, name: str) -> Mail | None:
    if not NAME.match(name) or not (folder / name).is_file():
        return None
    message = message_from_bytes((folder / name).read_bytes(), policy=policy.default)
    assert isinstance(message, EmailMessage)
    body = message.get_body(preferencelist=("plain",))
    return Mail(name, str(message["To"]), str(message["Subject"]), body.get_content() if body else "")
