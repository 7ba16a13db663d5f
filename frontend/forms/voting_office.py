"""What staff type for a round of ballots: how it is set, which plans, how many codes, and the outcome."""

import re
from datetime import datetime
from uuid import UUID

from starlette.datastructures import FormData

from frontend.forms.form import Form
from frontend.forms.themes import typed_themes
from services.budget.contract.code_strips import MOST_STRIPS, PrintStrips
from services.budget.contract.round_choices import EqualSharesChoices, GreedyChoices
from services.budget.contract.round_terms import SetProjectTerms
from services.budget.contract.rounds import (
    AddProjects,
    BallotsPublished,
    CallOffRound,
    ConfirmRound,
    CountRule,
    Deviation,
    PrintCodes,
    PublishRound,
    SetRound,
)
from services.kit.clock import AMSTERDAM

FIELDS = {
    "lineId": "regel",
    "title": "titel",
    "budgetCents": "bedrag",
    "opensAt": "open",
    "closesAt": "dicht",
    "lowestAge": "leeftijd",
    "round-above-free": "bedrag",
    "not-a-line-to-vote-on": "regel",
}
FIRST = {
    "manier": CountRule.EQUAL_SHARES.value,
    "bekend": BallotsPublished.GROUPED.value,
    "leeftijd": "12",
    "advies": "3",
    "stap": "1",
    "minst": "1",
    "mail": "ja",
    "oversla": "ja",
}
SHEET, STRIPS, FILE = "blad", "stroken", "bestand"
MOST_ON_PAPER, MOST_IN_FILE = 300, 20_000
"""Codes at once: on a page to print and cut, and in a file for who prints letters."""
_IDEA = re.compile(r"^idee-([0-9a-f-]{36})$")


class RoundForm(Form):
    """A round as it is set; everything in it is published and then stays."""

    def round(self, lines: set[str]) -> SetRound | None:
        """The round, or None with the sentences in `errors`. `lines`: the ids of the lines to choose from."""
        _ = self._
        line = self.choice("regel", lines, _("Kies over welk geld er wordt gestemd"))
        title = self.text("titel", _("Geef de stemming een naam"), most=120)
        cents = self.cents("bedrag", _("Vul in hoeveel geld er te verdelen is"))
        opens = self._moment("open", _("Vul in wanneer de stemming opengaat"))
        closes = self._moment("dicht", _("Vul in wanneer de stemming dichtgaat"))
        if opens and closes and opens >= closes:
            self.errors["dicht"] = _("De stemming moet later dichtgaan dan ze opengaat")
        rule = self.choice("manier", {each.value for each in CountRule}, _("Kies hoe er wordt geteld"))
        shown = self.choice("bekend", {each.value for each in BallotsPublished}, _("Kies wat er bekend wordt"))
        age = self.whole("leeftijd", _("Vul in vanaf welke leeftijd je mag stemmen"), least=4, most=99)
        advised = self.whole("advies", _("Vul in hoeveel plannen we aanraden"), least=1, most=20)
        shares, greedy = self._shares(), self._greedy(cents)
        if self.errors or opens is None or closes is None:
            return None
        return SetRound(
            line_id=UUID(line),
            title=title,
            rule=CountRule(rule),
            equal_shares=shares,
            greedy=greedy,
            lowest_age=age,
            opens_at=opens,
            closes_at=closes,
            budget_cents=cents,
            ballots_published=BallotsPublished(shown),
            advised_choices=advised,
            codes_by_mail=bool(self["mail"]),
        )

    def _shares(self) -> EqualSharesChoices:
        step = self.cents("stap", "") if self["stap"] not in ("", "0") else 0
        return EqualSharesChoices(
            step_cents=step or None,
            stop_when_exhausted=bool(self["stop"]),
            whole_euros=bool(self["heel"]),
            fill_up=bool(self["vul"]),
        )

    def _greedy(self, budget_cents: int) -> GreedyChoices:
        least = self.whole("minst", self._("Vul in hoeveel stemmen een plan nodig heeft"), least=1)
        return GreedyChoices(
            skip=bool(self["oversla"]),
            least_votes=least or 1,
            themes=typed_themes(self, "themas", budget_cents),
            part_funding=bool(self["deel"]),
        )

    def _moment(self, name: str, missing: str) -> datetime | None:
        """As a browser sends it (2020-03-20T09:00) or as people write it (20-03-2020 09:00), in the Netherlands."""
        typed = re.sub(r"^(\d\d?)-(\d\d?)-(\d{4})", r"\3-\2-\1", self[name].replace("T", " "))
        try:
            return datetime.strptime(typed, "%Y-%m-%d %H:%M").replace(tzinfo=AMSTERDAM)
        except ValueError:
            how = self._("Schrijf een dag en een tijd. Bijvoorbeeld: 20-03-2020 09:00")
            self.errors[name] = how if typed else missing
            return None


class ManageForm(Form):
    """The forms on the page of who manages a round."""

    def __init__(self, data: FormData | None = None, language: str = "nl", **first: str) -> None:
        super().__init__(data, language, **first)
        found = (_IDEA.match(name) for name, value in self.typed.items() if value)
        self.ideas = [match[1] for match in found if match]

    def plans(self) -> AddProjects | None:
        """The ideas that were ticked, or None with the sentence in `errors`."""
        if not self.ideas:
            self.errors["ideeen"] = self._("Kies ten minste één idee")
            return None
        try:
            return AddProjects(version=self.version(), initiative_ids=[UUID(each) for each in self.ideas])
        except ValueError:
            self.errors["ideeen"] = self._("Kies ten minste één idee")
            return None

    def terms(self, number: int, themes: set[str]) -> SetProjectTerms | None:
        """The theme of a plan and what it can do with too, or None with the sentences in `errors`."""
        theme, least = self[f"thema-{number}"], f"minder-{number}"
        if theme:
            self.choice(f"thema-{number}", themes, self._("Kies een thema"))
        cents = self.cents(least, "") if self[least] else 0
        if self.errors:
            return None
        body = {"version": self.version(), "number": number, "theme": theme or None, "least_cents": cents or None}
        return SetProjectTerms.model_validate(body)

    def publication(self) -> PublishRound | None:
        """Where it was announced, or None with the sentence in `errors`."""
        where = self.optional("waar", most=300)
        return None if self.errors else PublishRound(version=self.version(), where=where)

    def calling_off(self) -> CallOffRound | None:
        """Why it does not go on, or None with the sentence in `errors`."""
        reason = self.text("reden", self._("Schrijf waarom de stemming niet doorgaat"), most=2000)
        return None if self.errors else CallOffRound(version=self.version(), reason=reason)

    def codes(self) -> PrintCodes | None:
        """How many codes, or None with the sentence in `errors`."""
        most = {SHEET: MOST_ON_PAPER, STRIPS: MOST_STRIPS}.get(self["hoe"], MOST_IN_FILE)
        count = self.whole("aantal", self._("Vul in hoeveel codes je nodig hebt"), least=1, most=most)
        return None if self.errors else PrintCodes(count=count)

    def strips(self) -> PrintStrips | None:
        """The same for a PDF of strips, in the language of the page."""
        body = self.codes()
        if body is None:
            return None
        return PrintStrips.model_validate({"count": body.count, "language": self.language})


class ConfirmForm(Form):
    """The outcome, with a deviation where `af-3` is ticked or `deel-3` has an amount, each with a reason."""

    def confirmation(self, counted: dict[int, bool], costs: dict[int, int]) -> ConfirmRound | None:
        """What to confirm, or None with the sentences in `errors`. By number: was it to get money, what it costs."""
        deviations = [self._deviation(number, won, costs[number]) for number, won in counted.items()]
        self.ticked("geen_belang", self._("Zet een vinkje, anders kun je de uitslag niet vaststellen"))
        if self.errors:
            return None
        said = [Deviation.model_validate(each) for each in deviations if each]
        return ConfirmRound(version=self.version(), no_stake=True, deviations=said)

    def _deviation(self, number: int, won: bool, cost_cents: int) -> dict[str, object] | None:
        """An amount gives money; a tick alone turns round what was counted. All that it costs is no part."""
        _, tick, amount, why = self._, f"af-{number}", f"deel-{number}", f"reden-{number}"
        if not self[tick] and not self[amount]:
            if self[why]:
                self.errors[tick] = _("Je schreef een reden. Zet ook een vinkje, of haal de reden weg.")
            return None
        if won and self[tick] and self[amount]:
            self.errors[amount] = _("Kies: geen geld, of een deel.")
        cents = self.cents(amount, "") if self[amount] else None
        reason = self.text(why, _("Schrijf waarom je anders besluit"), most=2000)
        gets = not won if cents is None else True
        return {
            "number": number,
            "funded": gets,
            "part_cents": None if cents == cost_cents else cents,
            "reason": reason,
        }
