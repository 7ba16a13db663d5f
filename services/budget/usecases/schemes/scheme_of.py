"""Which scheme holds: for a year, and for an idea that was told under a version of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from services.budget.contract.schemes import Scheme, SchemeState
from services.budget.store.circle_queries import KeptRules
from services.budget.store.scheme_queries import find_scheme, schemes_with
from services.budget.store.scheme_tables import SchemeRow
from services.budget.store.tables import Initiative
from services.budget.usecases.office import Office
from services.kit.database import Session


@dataclass(frozen=True)
class InForce:
    """A scheme, and the version it stands in: none for the defaults."""

    rules: Scheme
    id: UUID | None = None


AS_NOW = ("mandate", "objection_address", "other_funds", "new_money_on")
"""What is no promise to who asks, and follows the version of today; a day that was is no day of new money any more."""


async def scheme_of(session: Session, year: int, office: Office) -> Scheme:
    """What holds for who comes now: the published scheme of the year, else of the latest year before, else defaults."""
    return (await scheme_in_force(session, year, office)).rules


async def scheme_in_force(session: Session, year: int, office: Office) -> InForce:
    """The same with its version, to keep with an idea."""
    row = await find_scheme(session, year)
    return InForce(rules_of(row), row.id) if row else InForce(defaults(office))


async def scheme_of_idea(session: Session, idea: Initiative, office: Office) -> Scheme:
    """What holds for this idea; see `schemes_of_ideas`."""
    return (await schemes_of_ideas(session, [idea], office))[idea.id]


async def schemes_of_ideas(session: Session, ideas: Sequence[Initiative], office: Office) -> dict[UUID, Scheme]:
    """What holds for each of these ideas of one year, in one statement.

    That is the version it was told under (legal certainty: who asks knows the rules), but with who decides, where an
    objection goes and where else money is as they are now. Told before anything was published: the defaults.
    """
    if not ideas:
        return {}
    told = {idea.scheme_id for idea in ideas if idea.scheme_id}
    rows = await schemes_with(session, told, ideas[0].year)
    known = {row.id: rules_of(row) for row in rows}
    published = next((row for row in rows if row.state == SchemeState.PUBLISHED and row.year <= ideas[0].year), None)
    before = defaults(office)
    now = known[published.id] if published else before
    return {idea.id: _as_now(known[idea.scheme_id] if idea.scheme_id else before, now, office) for idea in ideas}


def scheme_by(rules: KeptRules, office: Office) -> Scheme:
    """The same from what was read along with something else."""
    told, now = (_read(each) if each else defaults(office) for each in (rules.told, rules.now))
    return _as_now(told, now, office)


def _as_now(told: Scheme, now: Scheme, office: Office) -> Scheme:
    changed = {name: getattr(now, name) for name in AS_NOW}
    if now.new_money_on and now.new_money_on < office.today():
        changed["new_money_on"] = None
    return told.model_copy(update=changed)


@lru_cache(maxsize=64)
def _read(rules: str) -> Scheme:
    """Each version once: what it says never changes."""
    return Scheme.model_validate_json(rules)


def rules_of(row: SchemeRow) -> Scheme:
    """What a version says; a rule that was added to schemes later has its default there."""
    return Scheme.model_validate(row.rules)


def defaults(office: Office) -> Scheme:
    """What holds where nothing was published: the settings of the installation (`BUDGET_…`)."""
    settings = office.settings
    return _defaults(settings.answer_weeks, settings.part_awards, settings.objection_address)


@lru_cache(maxsize=64)
def _defaults(answer_weeks: int, part_awards: bool, objection_address: str) -> Scheme:
    return Scheme(answer_weeks=answer_weeks, part_awards=part_awards, objection_address=objection_address)
