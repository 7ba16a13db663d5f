"""The journal of an initiative as its pages show it: entries with their sum, and each question with its answers."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from frontend.forms.form import Form
from services.budget.contract.guard import JournalMessage, JournalView, MessageKind

FIRST = (MessageKind.QUESTION, MessageKind.CONCERN)


@dataclass(frozen=True)
class Talk:
    """A question with its answers, or a concern with how it was settled."""

    first: JournalMessage
    answers: Sequence[JournalMessage]

    @property
    def is_concern(self) -> bool:
        return self.first.kind is MessageKind.CONCERN

    @property
    def is_settled(self) -> bool:
        return any(answer.kind is MessageKind.SETTLED for answer in self.answers)


@dataclass(frozen=True)
class ShownJournal:
    """`at`: where its forms go. `form`: what somebody typed that did not go right, if it was a message."""

    view: JournalView
    talks: Sequence[Talk]
    at: str
    form: Form = field(default_factory=Form)

    @property
    def left_cents(self) -> int:
        """Of what was paid out, what is not written down as spent; below zero when more was spent."""
        return self.view.paid_cents - self.view.spent_cents

    @property
    def waits(self) -> bool:
        return self.view.talks > 0


def shown_journal(view: JournalView, at: str, form: Form | None = None) -> ShownJournal:
    """Messages grouped under what they are about."""
    talks = [
        Talk(first, [answer for answer in view.messages if answer.about_id == first.id])
        for first in view.messages
        if first.kind in FIRST
    ]
    return ShownJournal(view, talks, at, form or Form())
