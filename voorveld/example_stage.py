"""What the players of the example year share: browsers, the clock, the mail, and patience."""

import asyncio
import io
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from services.monitoring.contract.client import MonitoringClient
from voorveld.browser import NotAsExpected, Page, Person

YEAR = 2020
ATTEMPTS = 40


@dataclass
class Stage:
    """Where the year is played: how to open a browser, where the partners' API is, and what was seen so far."""

    open_browser: Callable[[], Person]
    monitoring: MonitoringClient
    say: Callable[[str], None]
    settle: Callable[[], Awaitable[None]]
    area_ids: list[str] = field(default_factory=list)
    area: str = ""
    consent_area: str = ""
    vote_area: str = ""
    theme_area: str = ""
    names: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    idea: str = ""
    partner_key: str = ""
    partner_person: str = ""
    municipality: str = "GM0014"
    partnership: str = ""
    partnership_key: str = ""
    partnership_person: str = ""
    steps: int = 0

    def step(self, what: str, saw: str) -> None:
        self.steps += 1
        self.say(f"{self.steps:2d}. {what}\n    {saw}")

    @asynccontextmanager
    async def somebody(self, kind: str = "", person_id: str = "") -> AsyncIterator[Person]:
        """A person at a fresh browser, signed in as a kind of person or as a known one."""
        person = self.open_browser()
        try:
            if kind:
                await person.knock(f"/dev/inloggen/{kind}" + (f"?persoon={person_id}" if person_id else ""))
            yield person
        finally:
            await person.leave()


async def at(stage: Stage, moment: str) -> None:
    """Move the clock of the whole installation (Amsterdam time)."""
    async with stage.somebody() as developer:
        page = await developer.visit("/dev")
        await developer.send(page, "/dev/klok", moment=moment)
    stage.say(f"    — {moment.replace('T', ' ')} —")


def person_ids(page: Page) -> dict[str, str]:
    """Names and ids of people, from the sign-in links that development shows beside them."""
    found = {}
    for words, href in page.links:
        match = re.search(r"/dev/inloggen/[a-z]+\?persoon=([0-9a-f-]{36})", href)
        if match:
            found[words] = match[1]
    return found


async def newest_mail(person: Person, to: str, says: str = "/mijn-idee/openen/") -> Page:
    """The newest mail to somebody with these words or this link, as development shows it; it needs a moment to arrive.

    Without `says` the receipt of an idea, with its private link.
    """
    return await eventually(lambda: _find_mail(person, to, says))


async def eventually(look: Callable[[], Awaitable[Page]]) -> Page:
    """What `look` finds, trying again for a while: mail and events travel on their own. Raises NotAsExpected."""
    for _attempt in range(ATTEMPTS - 1):
        try:
            return await look()
        except NotAsExpected:
            await asyncio.sleep(0.25)
    return await look()


async def _find_mail(person: Person, to: str, says: str) -> Page:
    box = await person.visit("/dev/mail")
    for _, href in box.links:
        if href.startswith("/dev/mail/"):
            mail = await person.visit(href)
            if to in mail.words and (says in mail.words or says in str(mail.links)):
                return mail
    raise NotAsExpected(f"/dev/mail: no mail to {to}")


def a_picture() -> bytes:
    """A drawing to stand in for a photo: a field, nine flags and a ball."""
    image = Image.new("RGB", (960, 600), "#e0eff4")
    draw = ImageDraw.Draw(image)
    for row in range(6):
        draw.rectangle((0, 240 + row * 60, 960, 300 + row * 60), fill=("#bcdb8c", "#7fbf7e")[row % 2])
    for flag in range(9):
        x = 60 + flag * 105
        draw.line((x, 150, x, 330), fill="#12262c", width=5)
        draw.polygon([(x, 150), (x + 60, 175), (x, 200)], fill=("#ffd02e", "#0b4a5b", "#8f2a12")[flag % 3])
    draw.ellipse((430, 400, 530, 500), fill="#ffffff", outline="#12262c", width=6)
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()
