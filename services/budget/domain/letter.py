"""A letter as it is kept: parts, so that a page, a mail and a PDF show the same words with real headings."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Fact:
    """One line of what it is about."""

    name: str
    value: str


@dataclass(frozen=True)
class Section:
    """Each line of `text` is a paragraph. A heading is always ours, never what somebody typed."""

    heading: str
    text: str


@dataclass(frozen=True)
class LetterText:
    """`opening` says yes or no and the amount. Nobody's name is in it: the greeting is added for who reads it."""

    sender: str
    title: str
    opening: str
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    dated: str


def as_text(letter: LetterText) -> str:
    """For a mail: the parts with an empty line between them."""
    about = "\n".join(f"{fact.name}: {fact.value}" for fact in letter.facts)
    told = ("\n".join(filter(None, (section.heading, section.text))) for section in letter.sections)
    return "\n\n".join(filter(None, (letter.opening, about, *told, letter.dated)))


def as_kept(letter: LetterText) -> dict[str, Any]:
    """For the database, as JSON."""
    return {
        "sender": letter.sender,
        "title": letter.title,
        "opening": letter.opening,
        "facts": [{"name": fact.name, "value": fact.value} for fact in letter.facts],
        "sections": [{"heading": each.heading, "text": each.text} for each in letter.sections],
        "dated": letter.dated,
    }


def from_kept(kept: Mapping[str, Any]) -> LetterText:
    """What `as_kept` wrote."""
    return LetterText(
        sender=kept["sender"],
        title=kept["title"],
        opening=kept["opening"],
        facts=tuple(Fact(**fact) for fact in kept["facts"]),
        sections=tuple(Section(**section) for section in kept["sections"]),
        dated=kept["dated"],
    )
