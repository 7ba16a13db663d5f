"""A partner who uses no mouse: past the header, into the form of a period, and where one is after a trial."""

import re

from tests.browser.people import Somebody, Street

FOCUSED = "document.activeElement.id || document.activeElement.name || document.activeElement.textContent.trim()"
HAS_OUTLINE = "getComputedStyle(document.activeElement).outlineStyle !== 'none'"


def _tab_to(person: Somebody, what: str, most: int = 60) -> None:
    """Press Tab until what has the focus begins with these letters; whatever gets it on the way is seen to have it."""
    for _press in range(most):
        person.page.keyboard.press("Tab")
        assert person.page.evaluate(HAS_OUTLINE), person.page.evaluate(FOCUSED)
        if re.match(what, person.page.evaluate(FOCUSED)):
            return
    raise AssertionError(f"{what} is not reached in {most} steps")


def try_by_keyboard(street: Street) -> None:
    """Nothing is kept: it is a trial."""
    with street.somebody() as member:
        member.visit("/dev/inloggen/partner")
        own = member.page.url.rsplit("/", 1)[-1]
        member.visit(f"/2020/partners/{own}/leveren/2020-Q4")
        member.page.keyboard.press("Tab")
        member.page.keyboard.press("Enter")
        assert member.page.evaluate("document.activeElement.id") == "inhoud"
        _tab_to(member, "w__")
        member.page.keyboard.type("12")
        _tab_to(member, "doe")
        _tab_to(member, "doe")
        member.page.keyboard.press("Enter")
        member.sees("Dit gebeurt er als je levert")
        assert member.page.evaluate(FOCUSED) == "h-bewijs"
