"""People at a real browser: what their screen is like, and what their browser complains about."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response, TimeoutError

DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NO_SCRIPT = {**DESKTOP, "java_script_enabled": False}
PATIENCE = 15_000


@dataclass
class Complaints:
    """Everything a browser reports that no visitor should cause: errors, refused content, failed requests."""

    heard: list[str] = field(default_factory=list)
    _pages: set[str] = field(default_factory=set)

    def listen(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", lambda error: self.heard.append(f"error in a script: {error.error}"))
        context.on("response", self._response)
        context.on("requestfailed", self._failed)

    def none_or_raise(self) -> None:
        assert not self.heard, "the browser complained:\n" + "\n".join(self.heard)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        # A page that says no (404, 422) is an answer; a script, style, font or picture that fails is not.
        of_page = message.text.startswith("Failed to load resource") and message.location["url"] in self._pages
        if not of_page:
            self.heard.append(f"{message.type} at {message.location['url']}: {message.text}")

    def _response(self, response: Response) -> None:
        if response.request.is_navigation_request() or "hx-request" in response.request.headers:
            self._pages.add(response.url)

    def _failed(self, request: Request) -> None:
        # Going on before all of a page has arrived is no failure.
        if request.failure != "net::ERR_ABORTED":
            self.heard.append(f"{request.method} {request.url}: {request.failure}")


class Somebody:
    """One person at a browser of their own. They look for what stands on the page, in words."""

    def __init__(self, page: Page, address: str, touches: bool) -> None:
        self.page, self.address, self._touches = page, address, touches

    def visit(self, path: str) -> None:
        self.page.goto(self.address + path)

    def follow(self, words: str) -> None:
        """Follow the first link with exactly these words."""
        self.click(self.page.get_by_role("link", name=words, exact=True).first)

    def press(self, words: str) -> None:
        self.click(self.page.get_by_role("button", name=words, exact=True).first)

    def fill(self, typed: dict[str, str]) -> None:
        """Type in the fields with these labels."""
        for label, words in typed.items():
            self._field(label).fill(words)

    def pick(self, label: str, option: str) -> None:
        self._field(label).select_option(label=option)

    def tick(self, label: str) -> None:
        box = self._field(label)
        self.click(box)
        assert box.is_checked()

    def sees(self, *sentences: str) -> None:
        for sentence in sentences:
            try:
                self.page.get_by_text(sentence).first.wait_for(state="visible")
            except TimeoutError as error:
                shown = self.page.locator("main").inner_text()
                raise AssertionError(f"{self.page.url} does not say {sentence!r}, but:\n{shown[:1500]}") from error

    def sees_no_button(self, words: str) -> None:
        assert self.page.get_by_role("button", name=words, exact=True).count() == 0

    def _field(self, label: str) -> Locator:
        """The first field whose label begins with these words ("(hoeft niet)" may follow)."""
        return self.page.get_by_label(re.compile(f"^{re.escape(label)}")).first

    def click(self, it: Locator) -> None:
        """With a finger on a screen one touches."""
        if self._touches:
            it.tap()
        else:
            it.click()


@dataclass(frozen=True)
class Street:
    """Where people come from: one installation, one browser program, one kind of screen."""

    browser: Browser
    address: str
    screen: dict[str, Any]

    @contextmanager
    def somebody(self, **settings: Any) -> Iterator[Somebody]:
        """A person at a fresh browser. Whatever that browser complains about fails the test."""
        with self.browser.new_context(**{"locale": "nl-NL", **self.screen, **settings}) as context:
            context.set_default_timeout(PATIENCE)
            complaints = Complaints()
            complaints.listen(context)
            yield Somebody(context.new_page(), self.address, bool(self.screen.get("has_touch")))
            complaints.none_or_raise()
