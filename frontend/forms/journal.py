"""What people type in an open journal: something that was paid for, and what they ask or say about it."""

from datetime import date
from uuid import UUID

from frontend.forms.form import Form
from services.budget.contract.guard import MessageKind, SayInJournal, WriteEntry

ENTRY_FIELDS = {
    "amountCents": "bedrag",
    "what": "wat",
    "spentOn": "dag",
    "photoId": "foto",
    "spent-on-wrong-day": "dag",
    "unknown-photo": "foto",
}
KINDS = {
    "vraag": MessageKind.QUESTION,
    "antwoord": MessageKind.ANSWER,
    "zorg": MessageKind.CONCERN,
    "besproken": MessageKind.SETTLED,
}


class EntryForm(Form):
    """One thing that was paid for."""

    def entry(self) -> WriteEntry | None:
        """The entry, or None with the sentences in `errors`."""
        _ = self._
        cents = self.cents("bedrag", _("Vul in wat het kostte"))
        what = self.text("wat", _("Schrijf op wat je kocht"), most=200)
        day = self._day("dag", _("Vul in op welke dag je betaalde"))
        if self.errors or day is None:
            return None
        return WriteEntry(amount_cents=cents, what=what, spent_on=day, photo_id=self["foto_id"] or None)

    def _day(self, name: str, missing: str) -> date | None:
        try:
            return date.fromisoformat(self[name])
        except ValueError:
            self.errors[name] = self._("Schrijf een dag. Bijvoorbeeld: 2020-06-20") if self[name] else missing
            return None


class MessageForm(Form):
    """A question, an answer, that the circle wants to talk, or how that went."""

    @property
    def field(self) -> str:
        """Which of the forms on the page it is: `tekst`, or `tekst-<id>` for what is about something."""
        return f"tekst-{self['over']}" if self["over"] else f"tekst-{self['soort']}"

    def message(self) -> SayInJournal | None:
        """The message, or None with the sentence at its own field."""
        _, kind = self._, KINDS.get(self["soort"])
        text = self.text(self.field, _("Schrijf een paar woorden"), most=1000)
        about = id_or_none(self["over"])
        if kind is None or (self["over"] and about is None):
            self.errors[""] = _("Dat kan hier niet. Laad de pagina opnieuw.")
        if self.errors or kind is None:
            return None
        return SayInJournal(kind=kind, text=text, about_id=about, for_somebody=bool(self["namens"]))


def id_or_none(typed: str) -> UUID | None:
    """The id a hidden field holds, or None when it is no id."""
    try:
        return UUID(typed)
    except ValueError:
        return None
