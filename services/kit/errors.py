"""Saying no in our own words: a refusal is a kind, a slug and facts; its sentence stands in a catalogue."""

from collections.abc import Mapping
from typing import Any, ClassVar

_BY_SLUG: dict[str, type["Refusal"]] = {}


class Refusal(Exception):
    """Base of every refusal. A subclass names its `slug`; facts fill the sentence and travel in the problem."""

    status: ClassVar[int] = 500
    slug: ClassVar[str] = "refusal"

    def __init_subclass__(cls) -> None:
        if "slug" in cls.__dict__:
            known = _BY_SLUG.setdefault(cls.slug, cls)
            if (known.__module__, known.__qualname__) != (cls.__module__, cls.__qualname__):
                raise TypeError(f"two refusals share the slug {cls.slug}")

    def __init__(
        self, *, errors: list[dict[str, str]] | None = None, current: Mapping[str, Any] | None = None, **facts: Any
    ) -> None:
        """`errors`: per field what is wrong, with our slug if it has none. `current`: as it is now (for a conflict)."""
        super().__init__(self.slug)
        self.facts = facts
        self.errors = errors or []
        self.current = current
        self.sentence: str | None = None

    def __str__(self) -> str:
        return self.sentence or f"{self.slug} {self.facts or ''}".strip()


class NotFound(Refusal):
    status = 404
    slug = "not-found"


class Unauthenticated(Refusal):
    status = 401
    slug = "unauthenticated"


class Forbidden(Refusal):
    status = 403
    slug = "forbidden"


class Conflict(Refusal):
    status = 409
    slug = "conflict"


class Invalid(Refusal):
    status = 400
    slug = "invalid"


class TooLarge(Refusal):
    status = 413
    slug = "too-large"


class TooMany(Refusal):
    status = 429
    slug = "too-many"


class UpstreamUnavailable(Refusal):
    status = 503
    slug = "upstream-unavailable"


class StaleVersion(Conflict):
    """Somebody decided on a screen that is no longer true; `current` shows the thing as it now is."""

    slug = "stale-version"


class KeyReused(Conflict):
    """The same Idempotency-Key came with other content."""

    slug = "idempotency-key-reused"


_KINDS: dict[int, type[Refusal]] = {
    kind.status: kind
    for kind in (NotFound, Unauthenticated, Forbidden, Conflict, Invalid, TooLarge, TooMany, UpstreamUnavailable)
}


def check_version(current: int, seen: int, as_it_is: Mapping[str, Any] | None = None) -> None:
    """Raise StaleVersion when what the caller saw is not what is there."""
    if current != seen:
        raise StaleVersion(current=as_it_is, seen_version=seen, current_version=current)


def refusal_from_problem(status: int, problem: Mapping[str, Any]) -> Refusal:
    """The refusal another service spoke, as the same class with the same sentence."""
    kind = _BY_SLUG.get(str(problem.get("slug"))) or _KINDS.get(status, UpstreamUnavailable)
    facts, errors, current = problem.get("facts"), problem.get("errors"), problem.get("current")
    refusal = kind(errors=_field_errors(errors), current=current if isinstance(current, Mapping) else None)
    refusal.facts = {str(name): fact for name, fact in facts.items()} if isinstance(facts, Mapping) else {}
    refusal.sentence = str(problem["detail"]) if problem.get("detail") else None
    return refusal


def _field_errors(errors: Any) -> list[dict[str, str]]:
    """The field errors of a problem; what has another form is left out, since we did not write it."""
    found = errors if isinstance(errors, list) else []
    return [error for error in found if isinstance(error, dict) and {"field", "detail"} <= error.keys()]
