"""A neighbourhood contract as its page shows it: by party, and what changed between two versions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from uuid import UUID

from services.budget.contract.initiatives import InitiativeView
from services.budget.contract.models import MoneyLine
from services.budget.contract.show import ContractVersion, Party, Promise


@dataclass(frozen=True)
class Link:
    label: str
    href: str


@dataclass(frozen=True)
class Change:
    """A promise that came (`new`), went (`gone`) or stayed (``) since the version before."""

    text: str
    party: Party
    what: str


def links_of(lines: Sequence[MoneyLine], ideas: Sequence[InitiativeView], year: int) -> dict[UUID, Link]:
    """Where each line and initiative a promise may name is found."""
    found = {line.line_id: Link(line.name, _line_page(line, year)) for line in lines}
    return found | {idea.id: Link(idea.title, f"/ideeen/{idea.id}") for idea in ideas}


def _line_page(line: MoneyLine, year: int) -> str:
    if line.area_id:
        return f"/{year}/gebieden/{line.area_id}/begroting"
    return f"/{year}/begroting/{line.line_id}"


def link_of(promise: Promise, links: Mapping[UUID, Link]) -> list[Link]:
    return [links[id] for id in (promise.line_id, promise.initiative_id) if id and id in links]


def by_party(version: ContractVersion) -> list[tuple[Party, list[Promise]]]:
    return [(party, [it for it in version.promises if it.party is party]) for party in Party]


def changes(before: ContractVersion | None, after: ContractVersion) -> list[Change]:
    """What came and went, in the order of the new version; all of the first version is new."""
    old = [(it.party, it.text) for it in before.promises] if before else []
    new = [(it.party, it.text) for it in after.promises]
    found: list[Change] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [Change(text, party, "") for party, text in new[c:d]]
            continue
        found += [Change(text, party, "gone") for party, text in old[a:b]]
        found += [Change(text, party, "new") for party, text in new[c:d]]
    return found
