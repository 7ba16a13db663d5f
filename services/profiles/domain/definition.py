"""What must hold of an indicator before its figures can be made: the rules behind every edit of the catalogue."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from services.profiles.domain.aggregate import Kind

OWN = "own:"
"""Before the code, in place of a column of a source: the municipality delivers these figures itself."""
PER = {Kind.SHARE: {100}, Kind.RATE: {1_000, 10_000, 100_000}}


class Definition(Protocol):
    """The fields of an indicator the rules look at."""

    code: str
    source_columns: str
    kind: str
    numerator: str | None
    denominator: str | None
    base: str | None
    factor: int | None
    key_figure: int | None


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that is broken: at which field, and the facts of its sentence (`indicator.<rule>` in the catalogue)."""

    at: str
    rule: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


def faults_of(wanted: Definition, others: Mapping[str, Definition]) -> list[Fault]:
    """Everything that is wrong with this definition among the other indicators; nothing when it can be used."""
    found = [*_of_references(wanted, others), *_of_making(wanted), *_of_place(wanted, others)]
    if _returns_to_itself(wanted, others):
        found.append(Fault("base", "goes-round", {"code": wanted.code}))
    return [*found, *_of_use(wanted, others)]


def is_own(wanted: Definition) -> bool:
    """Whether the municipality delivers these figures itself."""
    return wanted.source_columns.startswith(OWN)


def used_by(code: str, others: Collection[Definition]) -> list[str]:
    """The codes of the indicators that are made or weighed with this one."""
    return [other.code for other in others if code in (other.numerator, other.denominator, other.base)]


def _of_references(wanted: Definition, others: Mapping[str, Definition]) -> Iterator[Fault]:
    """What an indicator is divided or weighed by is a count that stands in a source itself."""
    for where in ("numerator", "denominator", "base"):
        code = getattr(wanted, where)
        if code is None:
            continue
        if code == wanted.code or code not in others:
            yield Fault(where, "unknown", {"code": code})
        elif others[code].kind != Kind.COUNT or others[code].numerator:
            yield Fault(where, "no-count", {"code": code})


def _of_making(wanted: Definition) -> Iterator[Fault]:
    if wanted.numerator is None:
        if wanted.factor is not None:
            yield Fault("factor", "factor-alone")
        if not wanted.source_columns:
            yield Fault("numerator", "numerator-needed")
        return
    if wanted.source_columns:
        yield Fault("numerator", "read-not-computed")
    if wanted.denominator is None:
        yield Fault("denominator", "denominator-needed")
    if wanted.factor not in (allowed := PER.get(Kind(wanted.kind), set())):
        listed = ", ".join(map(str, sorted(allowed)))
        yield Fault("factor", "factor-other", {"allowed": listed}) if allowed else Fault("kind", "kind-computed")


def _of_place(wanted: Definition, others: Mapping[str, Definition]) -> Iterator[Fault]:
    if wanted.key_figure is not None:
        for other in others.values():
            if other.code != wanted.code and other.key_figure == wanted.key_figure:
                yield Fault("key_figure", "place-taken", {"place": wanted.key_figure, "code": other.code})


def _of_use(wanted: Definition, others: Mapping[str, Definition]) -> Iterator[Fault]:
    if wanted.kind != Kind.COUNT or wanted.numerator:
        for code in used_by(wanted.code, list(others.values())):
            if code != wanted.code:
                yield Fault("kind", "used-as-count", {"code": code})
                return


def _returns_to_itself(wanted: Definition, others: Mapping[str, Definition]) -> bool:
    """Whether the populations ("people of these households of this …") lead back to where they began."""
    seen, at = {wanted.code}, wanted.base
    while at is not None and at not in seen:
        seen.add(at)
        at = others[at].base if at in others else None
    return at is not None
