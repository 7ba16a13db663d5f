"""Plays the site as a person would: reads pages, fills in the forms that are on them, follows their links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from services.kit.http import FetchedPage, PageClient

Upload = tuple[str, tuple[str, bytes, str]]
"""A field and (file name, content, media type)."""
UNSENT = ("checkbox", "radio", "file", "submit")


class NotAsExpected(Exception):
    """The page did not show what the player needed; says which page and what was missing."""


@dataclass
class PageForm:
    """A form as it stands on the page, with the values it was sent with."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    options: dict[str, dict[str, str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.links: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._form: PageForm | None = None
        self._select: str = ""
        self._option: str | None = None
        self._textarea: str = ""
        self._link: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = PageForm(given.get("action", ""))
            self.forms.append(self._form)
        elif tag == "a":
            self._link = given.get("href")
        elif self._form is not None:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self._form is not None
        name = given.get("name", "")
        if tag == "input" and name:
            if given.get("type") not in UNSENT or "checked" in given:
                self._form.fields[name] = given.get("value", "")
        elif tag == "select":
            self._select = name
            self._form.options[name] = {}
        elif tag == "option" and self._select:
            self._option = given.get("value", "")
            if "selected" in given or self._select not in self._form.fields:
                self._form.fields[self._select] = self._option
        elif tag == "textarea":
            self._textarea = name
            self._form.fields[name] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""
        elif tag == "option":
            self._option = None
        elif tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        if self._form and self._textarea:
            self._form.fields[self._textarea] += data.strip()
        elif self._form and self._select and self._option is not None:
            self._form.options[self._select][data.strip()] = self._option
        elif data.strip():
            self.words.append(data.strip())
            if self._link is not None:
                self.links.append((data.strip(), self._link))


class Page:
    """A page that was read: its words, links and forms."""

    def __init__(self, fetched: FetchedPage) -> None:
        self.address, self.status = fetched.address, fetched.status
        reader = _Reader()
        reader.feed(fetched.text)
        self.forms, self.links = reader.forms, reader.links
        self.words = " ".join(" ".join(reader.words).split())

    def form(self, action_part: str) -> PageForm:
        """The first form whose action contains these letters. Raises NotAsExpected."""
        for form in self.forms:
            if action_part in form.action:
                return form
        raise NotAsExpected(f"{self.address}: no form to {action_part!r}; the page says: {self.words[:400]}")

    def link(self, part: str) -> str:
        """The first link whose address contains these letters. Raises NotAsExpected."""
        for _, href in self.links:
            if part in href:
                return href
        raise NotAsExpected(f"{self.address}: no link to {part!r}")

    def must_say(self, *sentences: str) -> "Page":
        """Raises NotAsExpected when one of the sentences is not on the page."""
        for sentence in sentences:
            if sentence not in self.words:
                raise NotAsExpected(f"{self.address} ({self.status}): {sentence!r} is missing: {self.words[:600]}")
        return self


class Person:
    """One person at one browser."""

    def __init__(self, client: PageClient) -> None:
        self._client = client

    async def visit(self, address: str) -> Page:
        return Page(await self._client.get(address))

    async def knock(self, address: str) -> None:
        """Go somewhere for its cookie, and not look where it leads."""
        await self._client.get(address, follow=False)

    async def fetch(self, address: str) -> FetchedPage:
        """A file that a page links to."""
        return await self._client.get(address)

    async def send(self, page: Page, action_part: str, **typed: str) -> Page:
        """Fill in the form that stands on the page, and send it."""
        return await self.send_files(page, action_part, {}, **typed)

    async def send_files(
        self, page: Page, action_part: str, uploads: dict[str, tuple[str, bytes, str]], *more: Upload, **typed: str
    ) -> Page:
        """As `send`, with files: per field the file's name, content and media type; `more` of the same field."""
        form = page.form(action_part)
        files = [*uploads.items(), *more]
        return Page(await self._client.post(form.action or page.address, {**form.fields, **typed}, files))

    async def post(self, action: str, fields: dict[str, str]) -> FetchedPage:
        """Send fields to an address, as an old screen would."""
        return await self._client.post(action, fields)

    async def leave(self) -> None:
        await self._client.close()
