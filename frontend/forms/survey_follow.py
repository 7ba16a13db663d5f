"""What an officer types after a survey: a theme, a dialogue session, what came out of it, the summary."""

import re
from uuid import UUID

from frontend.forms.form import Form
from services.monitoring.contract.survey_follow import (
    THEME_OWNERS,
    DialogueView,
    PlanDialogue,
    PointNote,
    SignUp,
    SummaryView,
    SurveyView,
    ThemeView,
    WriteOutcomes,
    WriteSummary,
    WriteTheme,
)

_CLOCK = re.compile(r"^([01]?\d|2[0-3])[:.]([0-5]\d)$")
_PEOPLE = re.compile(r"^mensen-[1-9]\d?$")
WORDS = 2000


class ThemeForm(Form):
    """A theme with its answer and follow-up."""

    def theme(self, survey: SurveyView) -> WriteTheme | None:
        """The theme, or None with the sentences in `errors`."""
        _ = self._
        kind = self.choice("soort", {"well", "better"}, _("Kies of dit goed gaat of beter kan"))
        points = {str(point.number) for point in survey.points} | {""}
        point = self.choice("punt", points, _("Kies een ankerpunt uit de lijst"))
        sessions = {str(session.id) for session in survey.dialogues} | {""}
        session = self.choice("gesprek", sessions, _("Kies een gesprek uit de lijst"))
        owner = self.choice("wie", {*THEME_OWNERS, ""}, _("Kies wie er iets mee doet"))
        due = self.day("wanneer", _("Schrijf de dag als 31-12-2020, of laat dit leeg")) if self["wanneer"] else None
        told = {
            "kind": kind,
            "title": self.text("titel", _("Zeg in een paar woorden wat het thema is"), most=120, least=3),
            "answer": self.optional("antwoord", WORDS),
            "owner": owner or None,
            "done": self.optional("gedaan", WORDS),
        }
        if self.errors:
            return None
        return WriteTheme(
            point=int(point) if point else None,
            dialogue_id=UUID(session) if session else None,
            due_on=due,
            seen_version=self.version(),
            **told,
        )


def typed_theme(theme: ThemeView) -> dict[str, str]:
    """What the form of a theme says at first."""
    return {
        "soort": theme.kind,
        "titel": theme.title,
        "punt": str(theme.point or ""),
        "gesprek": str(theme.dialogue_id or ""),
        "antwoord": theme.answer,
        "wie": theme.owner or "",
        "wanneer": theme.due_on.isoformat() if theme.due_on else "",
        "gedaan": theme.done,
        "versie": str(theme.version),
    }


class DialogueForm(Form):
    """When, where and for whom; afterwards what came out; and a number of people."""

    def plan(self) -> PlanDialogue | None:
        """The session, or None with the sentences in `errors`."""
        _ = self._
        day = self.day("dag", _("Kies een dag. Bijvoorbeeld: 31-12-2020"))
        clock = _CLOCK.match(self["tijd"])
        if clock is None:
            self.errors["tijd"] = _("Hoe laat begint het? Bijvoorbeeld: 19:30")
        place = self.text("plaats", _("Waar is het?"), most=200, least=2)
        for_whom = self.text("voor", _("Voor wie is het?"), most=200, least=2)
        if self.errors or day is None or clock is None:
            return None
        at = f"{int(clock[1]):02d}:{clock[2]}"
        return PlanDialogue(day=day, starts_at=at, place=place, for_whom=for_whom, seen_version=self.version())

    def outcomes(self, survey: SurveyView) -> WriteOutcomes | None:
        """What came out of it, or None with the sentences in `errors`."""
        came = self.whole("kwamen", "", most=100_000) if self["kwamen"] else None
        notes = self.optional("verslag", 5000)
        words = {point.number: self.optional(f"uit-{point.number}", WORDS) for point in survey.points}
        if self.errors:
            return None
        told = [PointNote(point=point, words=said) for point, said in words.items() if said]
        return WriteOutcomes(attended=came, notes=notes, outcomes=told, seen_version=self.version())

    @property
    def people_field(self) -> str:
        """Which session of the page somebody comes to: each has a field of its own."""
        return next((name for name in self.typed if _PEOPLE.match(name)), "mensen-1")

    def sign_up(self) -> SignUp | None:
        people = self.whole(self.people_field, self._("Met hoeveel mensen kom je?"), least=1, most=10)
        return None if self.errors else SignUp(people=people)


def typed_dialogue(session: DialogueView) -> dict[str, str]:
    """What the forms of a session say at first."""
    typed = {
        "dag": session.day.isoformat(),
        "tijd": session.starts_at,
        "plaats": session.place,
        "voor": session.for_whom,
        "kwamen": "" if session.attended is None else str(session.attended),
        "verslag": session.notes,
        "versie": str(session.version),
    }
    return typed | {f"uit-{note.point}": note.words for note in session.outcomes}


class SummaryForm(Form):
    """The words around the results."""

    def summary(self) -> WriteSummary | None:
        """The words, or None with the sentences in `errors`."""
        _ = self._
        introduction = self.text("inleiding", _("Schrijf wat je vroeg, en waarom"), most=WORDS)
        conclusion = self.text("slot", _("Schrijf wat de gemeente ermee doet"), most=WORDS)
        if self.errors:
            return None
        return WriteSummary(introduction=introduction, conclusion=conclusion, seen_version=self.version())


def typed_summary(summary: SummaryView | None) -> dict[str, str]:
    """What the form says at first; a next summary starts with the words of the last."""
    if summary is None:
        return {"versie": "0"}
    version = 0 if summary.sent_at else summary.version
    return {"inleiding": summary.introduction, "slot": summary.conclusion, "versie": str(version)}
