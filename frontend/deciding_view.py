"""All open ideas of a circle against the money, as its page shows them: what was ticked, and what fits."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date

from frontend import formats
from services.budget.contract.deliberations import DecidingOverview, Fit
from services.budget.contract.initiatives import InitiativeView
from services.profiles.contract.models import CircleMember, Role

Say = Callable[[str], str]
WORKERS = (Role.AREA_WORKER, Role.CITY_WORKER)


@dataclass(frozen=True)
class ShownFit:
    """Ideas that go together: their titles, what is left then, and the query that ticks them."""

    titles: list[str]
    sum_cents: int
    left_cents: int
    query: str


@dataclass(frozen=True)
class Overview:
    """`chosen_cents` and `left_cents` follow from what was ticked; `fits` is None when there are too many ideas."""

    free_cents: int
    asked_cents: int
    ideas: Sequence[InitiativeView]
    chosen: Collection[str]
    chosen_cents: int
    fits: list[ShownFit] | None

    @property
    def left_cents(self) -> int:
        return self.free_cents - self.chosen_cents


def overview_of(found: DecidingOverview, ideas: Sequence[InitiativeView], asked_for: Collection[str]) -> Overview:
    known = {str(idea.id): idea for idea in ideas}
    chosen = [each for each in known if each in asked_for]
    return Overview(
        found.free_cents,
        found.asked_cents,
        ideas,
        chosen,
        sum(known[each].amount_cents for each in chosen),
        None if found.fits is None else [_shown(fit, known) for fit in found.fits],
    )


def _shown(fit: Fit, known: dict[str, InitiativeView]) -> ShownFit:
    ids = [str(each) for each in fit.initiative_ids]
    titles = [known[each].title for each in ids if each in known]
    return ShownFit(titles, fit.sum_cents, fit.left_cents, "&".join(f"kies={each}" for each in ids))


def member_words(members: Sequence[CircleMember], _: Say, language: str) -> list[str]:
    """Each member as a role with its term; never a name."""
    return [_member(member, _, language) for member in members]


def _member(member: CircleMember, _: Say, language: str) -> str:
    role = _("Iemand van het wijkteam") if member.role in WORKERS else _("Een bewoner")
    since = _("sinds %(date)s") % {"date": _day(member.valid_from, language)}
    until = _(", tot en met %(date)s") % {"date": _day(member.valid_until, language)} if member.valid_until else ""
    return f"{role}, {since}{until}"


def _day(day: date, language: str) -> str:
    return formats.date(day, language)
