"""What budget says of letters: decisions and notices about one initiative."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from services.kit.contract import Reply


class LetterKind(StrEnum):
    """AWARD: yes, or yes in part. REFUSAL: no. OBJECTION_…: that it came in, and what was decided on it.
    AWARD_CHANGED: it was fixed afterwards, lowered or withdrawn."""

    AWARD = "award"
    REFUSAL = "refusal"
    OBJECTION_RECEIVED = "objection_received"
    OBJECTION_DECIDED = "objection_decided"
    AWARD_CHANGED = "award_changed"


class LetterFact(Reply):
    name: str
    value: str


class LetterSection(Reply):
    """Each line of `text` is a paragraph."""

    heading: str
    text: str


class LetterView(Reply):
    """A letter as it went out. `greeting` has the name of who it is for, as long as we know it."""

    id: UUID
    kind: LetterKind
    language: str
    announced_on: date
    title: str
    greeting: str
    opening: str
    facts: list[LetterFact]
    sections: list[LetterSection]
    dated: str
