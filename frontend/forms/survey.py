"""What an officer types about a survey: its words and days, who is invited, how many codes."""

import re
from collections.abc import Sequence
from datetime import date
from typing import get_args

from pydantic import ValidationError
from starlette.datastructures import FormData

from frontend.forms.form import Form
from frontend.forms.idea import EMAIL
from services.monitoring.contract.survey_follow import SurveyView
from services.monitoring.contract.surveys import (
    AnchorPoint,
    InviteContacts,
    Invitee,
    InvitePeople,
    PointText,
    PrintSurveyCodes,
    Residents,
    SaveSurvey,
    StartSurvey,
)

MOST_POINTS = 15
EMPTY_ROWS = 2
"""So many points can be added at a time."""
MOST_CODES = 500
_LANGUAGE = re.compile(r"[,;\s]+(nl|en)$", re.IGNORECASE)
_FIELDS = {"naam": ("name", 80), "zin": ("statement", 300), "naam_en": ("name_en", 80), "zin_en": ("statement_en", 300)}


class StartForm(Form):
    """A title and a last day."""

    def asked(self, year: int) -> StartSurvey | None:
        """The survey to start, or None with the sentences in `errors`."""
        title = self.text("titel", self._("Geef de vragenlijst een naam"), most=120, least=3)
        last = self.day("sluit", self._("Kies de laatste dag waarop iemand kan antwoorden"))
        return None if self.errors or last is None else StartSurvey(year=year, title=title, closes_on=last)


class SurveyForm(Form):
    """The draft. A point whose name and sentence are both empty is left out."""

    def __init__(self, data: FormData | None = None, language: str = "nl", **first: str) -> None:
        super().__init__(data, language, **first)
        rows = [int(name[5:]) for name in self.typed if re.fullmatch(r"naam-[1-9]\d?", name)]
        self.rows = range(1, min(max(rows, default=0), MOST_POINTS) + 1)

    def draft(self) -> SaveSurvey | None:
        """The survey as it is worded now, or None with the sentences in `errors`."""
        _ = self._
        title = self.text("titel", _("Geef de vragenlijst een naam"), most=120, least=3)
        introduction = self.optional("inleiding", most=2000)
        last = self.day("sluit", _("Kies de laatste dag waarop iemand kan antwoorden"))
        points = [self._point(row) for row in self.rows if self[f"naam-{row}"] or self[f"zin-{row}"]]
        if not points:
            self.errors["naam-1"] = _("Laat ten minste één ankerpunt staan")
        self.choice("inwoners", set(get_args(Residents)), _("Kies hoe inwoners kunnen antwoorden"))
        days = self._reminders()
        if self.errors or last is None:
            return None
        told = {"residents": self["inwoners"], "closes_on": last, "remind_on": days, "seen_version": self.version()}
        return SaveSurvey.model_validate({"title": title, "introduction": introduction, "points": points} | told)

    def _point(self, row: int) -> PointText | None:
        _, typed = self._, {}
        for field, (name, most) in _FIELDS.items():
            typed[name] = self.optional(f"{field}-{row}", most)
        if not typed["name"]:
            self.errors[f"naam-{row}"] = _("Geef dit ankerpunt een korte naam")
        if not typed["statement"]:
            self.errors[f"zin-{row}"] = _("Schrijf de zin waar mensen een cijfer bij geven")
        return None if self.errors else PointText.model_validate(typed)

    def _reminders(self) -> list[date]:
        typed = [name for name in ("herinner1", "herinner2") if self[name]]
        days = [self.day(name, self._("Schrijf de dag als 31-12-2020, of laat dit leeg")) for name in typed]
        return [day for day in days if day is not None]


class InviteForm(Form):
    """Addresses of one group, one on a line; ` en` behind it means mails in English."""

    def invited(self, field: str, group: str) -> InvitePeople | None:
        """Who is invited, or None with the sentences in `errors`."""
        people = [self._one(field, line) for line in self[field].splitlines() if line.strip(" ,;")]
        if len(people) > 500:
            self.errors[field] = self._("Nodig er hoogstens 500 tegelijk uit.")
        return None if self.errors else InvitePeople.model_validate({"group": group, "people": people})

    def contacts(self, chosen: Sequence[object]) -> InviteContacts | None:
        """Partners by their mailbox, or None with a sentence in `errors`."""
        try:
            return InviteContacts.model_validate({"partner_ids": chosen})
        except ValidationError:
            self.errors["partner"] = self._("Kies ten minste één partner")
            return None

    def addresses(self, field: str) -> list[str]:
        """The same without languages; at least one. Empty with the sentences in `errors`."""
        people = [self._one(field, line) for line in self[field].splitlines() if line.strip(" ,;")]
        if not people and not self.errors:
            self.errors[field] = self._("Vul ten minste één e-mailadres in")
        return [] if self.errors else [person.email for person in people if person]

    def codes(self) -> PrintSurveyCodes | None:
        count = self.whole("aantal", self._("Hoeveel codes wil je printen?"), least=1, most=MOST_CODES)
        return None if self.errors else PrintSurveyCodes(count=count)

    def _one(self, field: str, line: str) -> Invitee | None:
        language = _LANGUAGE.search(line.strip())
        email = _LANGUAGE.sub("", line.strip()).strip(" ,;")
        if not EMAIL.match(email) or len(email) > 254:
            self.errors[field] = self._("Dit is nog geen e-mailadres: %(typed)s. Zet elk adres op een eigen regel.") % {
                "typed": email[:60]
            }
            return None
        return Invitee(email=email, language="en" if language and language[1].lower() == "en" else "nl")


def typed_draft(survey: SurveyView) -> dict[str, str]:
    """What the draft's form says at first, with rows to add points."""
    days = [day.isoformat() for day in survey.remind_on] + ["", ""]
    typed = {
        "titel": survey.title,
        "inleiding": survey.introduction,
        "sluit": survey.closes_on.isoformat(),
        "herinner1": days[0],
        "herinner2": days[1],
        "inwoners": survey.residents,
        "versie": str(survey.version),
    }
    return typed | _points(survey.points)


def _points(points: Sequence[AnchorPoint]) -> dict[str, str]:
    typed = {}
    for row in range(1, min(len(points) + EMPTY_ROWS, MOST_POINTS) + 1):
        known = points[row - 1] if row <= len(points) else None
        for field, (name, _) in _FIELDS.items():
            typed[f"{field}-{row}"] = getattr(known, name) if known else ""
    return typed
