"""Which pages there are, for whom; and what axe says about one."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from playwright.sync_api import Page

from tests.browser.people import Somebody, Street
from voorveld.settings import CHECKOUT

Scheme = Literal["light", "dark"]
AXE = CHECKOUT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES: dict[str, object] = {"type": "tag", "values": TAGS}
COLOUR = ["color-contrast", "link-in-text-block"]
"""What can differ between light and dark, and not between languages."""
RULES_OF_COLOUR: dict[str, object] = {"type": "rule", "values": COLOUR}
LIGHT: Scheme = "light"
DARK: Scheme = "dark"
WIDE, PHONE_WIDE = 1280, 390
HEIGHTS = {WIDE: 900, PHONE_WIDE: 844}
Looks = dict[int, tuple[Scheme, ...]]
"""By the width of the screen, how it is looked at there: the first time all rules count, after that those of colour."""
ALL: Looks = {WIDE: (LIGHT, DARK), PHONE_WIDE: (LIGHT, DARK)}
# A page that is seen in two states is seen in all four ways in the two together: no colour depends on the width
# (tests/frontend/test_colours_and_widths.py), so what differs is only what one of the widths hides.
BEFORE: Looks = {WIDE: (LIGHT,), PHONE_WIDE: (DARK,)}
AFTER: Looks = {WIDE: (DARK,), PHONE_WIDE: (LIGHT,)}
NARROWEST = 320
HERE = "/2020/gebieden/oosterparkwijk"


@dataclass(frozen=True)
class Screen:
    """A page as one kind of person finds it. `kind` is how /dev calls them; empty for the public."""

    name: str
    path: str
    kind: str = ""


PUBLIC = (
    Screen("home", "/2020"),
    Screen("areas", "/2020/gebieden"),
    Screen("area", HERE),
    Screen("idea", f"{HERE}/idee"),
    Screen("where to tell an idea", "/2020/idee"),
    Screen("idea for the whole city", "/2020/hele-gemeente/idee"),
    Screen("split", "/2020/verdeling"),
    Screen("sources", "/2020/bronnen"),
    Screen("follow the euro", "/2020/volg-de-euro"),
    Screen("budget of an area", f"{HERE}/begroting"),
    Screen("ledger", "/2020/grootboek"),
    Screen("ledger on a past day", "/2020/grootboek?op=2020-03-05"),
    Screen("statement of an area", "/2020/grootboek?gebied=oosterparkwijk"),
    Screen("savings", "/2020/besparingen"),
    Screen("scheme", "/2020/regeling"),
    Screen("partners", "/2020/partners"),
    Screen("ideas for the whole city", "/2020/hele-gemeente"),
    Screen("area that decides by consent", "/2020/gebieden/centrum-en-oud-west"),
    Screen("area that votes", "/2020/gebieden/haren"),
    Screen("rounds to vote in", "/2020/stemmen"),
    Screen("surveys of a year", "/2020/vragenlijsten"),
    Screen("conference", "/2020/slotconferentie"),
    Screen("did it help", "/2020/hielp-het"),
    Screen("did it help in an area", f"{HERE}/hielp-het"),
    Screen("goals", "/2020/doelen"),
    Screen("next year's split with what was learned", "/2021/verdeling"),
    Screen("invitation", "/2020/slotconferentie/uitnodiging"),
    Screen("big screen", "/2020/slotconferentie/scherm/1"),
    Screen("sample check", "/2020/steekproef"),
    Screen("neighbourhood contract", f"{HERE}/contract"),
    Screen("open data", "/2020/open-data"),
    Screen("indicators", "/2020/cijfers"),
    Screen("figures found", "/2020/cijfers?zoek=gas"),
    Screen("no figure found", "/2020/cijfers?zoek=eenhoorn"),
    Screen("a figure in full", "/2020/cijfers/youth_care_per_1000"),
    Screen("profile of an area", f"{HERE}/profiel"),
    Screen("profile of a region", "/2019/regios/GM0518?thema=youth_care"),
    Screen("profile without figures", "/2020/regios/WK001403?thema=youth_care"),
    Screen("compare", "/2019/vergelijken?plek=WK051842&plek=WK051839&plek=GM0518&thema=youth_care"),
    Screen("nothing to compare", "/2020/vergelijken"),
    Screen("compare with mistakes", "/2020/vergelijken?plek=oosterparkwijk&plek=Atlantis&plek=de"),
    Screen("for partners", "/voor-partners"),
    Screen("accessibility", "/toegankelijkheid"),
    Screen("privacy", "/privacy"),
    Screen("sign in", "/inloggen"),
    Screen("not found", "/2020/gebieden/nergens"),
    Screen("no such page", "/nergens"),
    Screen("sign in first", "/2020/teams"),
    Screen("link not known", "/mijn-idee/openen/onbekend-geheim-0000"),
    Screen("dev", "/dev"),
    Screen("progress", "/dev/voorbeeldjaar"),
    Screen("mail", "/dev/mail"),
)
STAFF = (
    Screen("writing what changes next year", f"{HERE}/hielp-het", "Beleidsmedewerker"),
    Screen("choosing what feeds a goal", "/2020/doelen", "Beleidsmedewerker"),
    Screen("who of the council gets mail", "/2020/vragenlijsten/raad", "Beleidsmedewerker"),
    Screen("who asks here", f"{HERE}/aanvragen", "Beleidsmedewerker"),
    Screen("who asks for the whole city", "/2020/hele-gemeente/aanvragen", "Beleidsmedewerker"),
    Screen("an idea filled in at the desk", f"{HERE}/idee?balie=ja", "Beleidsmedewerker"),
    Screen("savings for who proposes", "/2020/besparingen", "Beleidsmedewerker"),
    Screen("split for the officer", "/2020/verdeling", "Beleidsmedewerker"),
    Screen("what is left, for the officer", "/2020/grootboek/meenemen", "Beleidsmedewerker"),
    Screen("plan", "/2020/verdeling/plan", "Beleidsmedewerker"),
    Screen("plan without a source", "/2030/verdeling/plan", "Beleidsmedewerker"),
    Screen("objections", "/2020/bezwaren", "Beleidsmedewerker"),
    Screen("mails that went out", "/berichten?alles=ja", "Beleidsmedewerker"),
    Screen("keys of software", "/2020/verdeling/software", "Beleidsmedewerker"),
    Screen("sources for the officer", "/2020/bronnen", "Beleidsmedewerker"),
    Screen("a round to set", "/2020/stemmen/nieuw", "Beleidsmedewerker"),
    Screen("teams", "/2020/teams", "Beleidsmedewerker"),
    Screen("scheme to change", "/2020/regeling/wijzigen", "Beleidsmedewerker"),
    Screen("areas to divide", "/2030/gebieden/indelen", "Beleidsmedewerker"),
    Screen("a figure to change", "/2020/cijfers/homes/wijzigen", "Beleidsmedewerker"),
    Screen("a figure to add", "/2020/cijfers/nieuw", "Beleidsmedewerker"),
    Screen("own figures", "/2020/eigen-cijfers", "Beleidsmedewerker"),
    Screen("partners for the officer", "/2020/partners", "Beleidsmedewerker"),
    Screen("what to pay, for the officer", "/2020/te-betalen", "Beleidsmedewerker"),
    Screen("what to pay, for the approver", "/2020/te-betalen", "Budgethouder"),
    Screen("not for the officer", f"{HERE}/beslissen", "Beleidsmedewerker"),
    Screen("split for the approver", "/2020/verdeling", "Budgethouder"),
    Screen("no area to decide about", "/2020/beslissen", "Iemand van het wijkteam"),
    Screen("conference to plan", "/2020/slotconferentie/plannen", "Beleidsmedewerker"),
    Screen("contract to write", f"{HERE}/contract/opstellen", "Beleidsmedewerker"),
    Screen("conference for the council", "/2020/slotconferentie", "Raadslid"),
)


def wrong_with(street: Street, screens: tuple[Screen, ...], looks: Looks) -> list[str]:
    """What is wrong with these screens, each visited by who it is for."""
    wrong = []
    for kind in dict.fromkeys(screen.kind for screen in screens):
        with street.somebody() as person:
            if kind:
                person.visit("/dev")
                person.follow(kind)
            for screen in screens:
                if screen.kind == kind:
                    person.visit(screen.path)
                    wrong += look_at(person, screen.name, looks)
    return wrong


def look_at(person: Somebody, name: str, looks: Looks = ALL) -> list[str]:
    """What is wrong with the page a person is on: by axe, light and dark, wide, narrow; what sticks out or shouts."""
    page, wrong = person.page, too_many_yellow(person.page, name)
    until_dressed(page)
    page.set_viewport_size({"width": NARROWEST, "height": 844})
    wrong += sticks_out(page, f"{name}, {NARROWEST} px")
    for width, schemes in looks.items():
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        wrong += sticks_out(page, f"{name}, {width} px")
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            rules = RULES if scheme == schemes[0] else RULES_OF_COLOUR
            wrong += [f"{name}, {width} px, {scheme}: {violation}" for violation in axe(page, rules)]
    page.emulate_media(color_scheme=LIGHT)
    return wrong


def too_many_yellow(page: Page, name: str) -> list[str]:
    """The yellow button is for the one thing a page is for; two of them say nothing."""
    yellow = page.locator(".utrecht-button--primary-action").count()
    return [f"{name}: {yellow} yellow buttons"] if yellow > 1 else []


def until_dressed(page: Page) -> None:
    """Wait for the load and for every style sheet: on a busy machine axe would look at a page without its style."""
    page.wait_for_load_state("load")
    for _again in range(50):
        if page.evaluate("[...document.querySelectorAll('link[rel=stylesheet]')].every(link => link.sheet)"):
            return
        page.wait_for_timeout(100)


def look_at_english(person: Somebody, name: str) -> list[str]:
    """What other words can do wrong: a language that is not told, a name that is not there, a line too long."""
    person.page.set_viewport_size({"width": NARROWEST, "height": 844})
    assert person.page.locator("html").get_attribute("lang") == "en", name
    until_dressed(person.page)
    wrong = [f"{name}, in English: {violation}" for violation in axe(person.page, RULES, without=COLOUR)]
    return wrong + sticks_out(person.page, f"{name}, in English")


def axe(page: Page, rules: dict[str, object], without: Sequence[str] = ()) -> list[str]:
    """Violations: the rule, and where. Evaluated beside the page, so that its policy stays as it is."""
    if page.evaluate("typeof window.axe") == "undefined":  # Once a page: it is half a megabyte.
        page.evaluate(_axe_source())
    found = page.evaluate(
        "options => axe.run({...options, resultTypes: ['violations']}).then(result => result.violations"
        ".map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' (' + n.failureSummary + ')').join('; ')))",
        {"runOnly": rules, "rules": {rule: {"enabled": False} for rule in without}},
    )
    return [str(violation) for violation in found]


@cache
def _axe_source() -> str:
    return AXE.read_text() + "\n;undefined"


def sticks_out(page: Page, name: str) -> list[str]:
    """What is wrong with the width of the page as it is."""
    sticking = too_wide(page)
    return [f"{name}: sticks out: {sticking}"] if sticking else []


def too_wide(page: Page) -> str:
    """Which elements make the page scroll sideways; empty when it does not."""
    scrolls, found = page.evaluate(
        """() => {
          const wide = document.documentElement.clientWidth, scrolls = document.documentElement.scrollWidth - wide;
          if (scrolls <= 0) return [0, []];
          return [scrolls, [...document.querySelectorAll("body *")]
            .filter(e => e.getBoundingClientRect().right > wide + 1 && !e.closest(".vv-scroll, svg, .vv-hidden"))
            .map(e => e.tagName + "." + e.className).slice(0, 5)];
        }"""
    )
    return f"{scrolls} px {json.dumps(found)}" if scrolls > 0 else ""
