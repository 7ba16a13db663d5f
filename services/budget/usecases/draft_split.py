"""Drafts a year's split: divides, and freezes the plan with the figures it divided by."""

from services.budget.contract.refusals import SplitIsNotInForce, YearHasSplit
from services.budget.contract.splits import DraftSplit, SplitState
from services.budget.store.money_tables import Split, SplitLine, Step
from services.budget.store.queries import add_lines, find_split_in_force, lines_of
from services.budget.usecases.freeze_plan import Key, freeze_plan
from services.budget.usecases.office import Office
from services.budget.usecases.software import check_may_prepare, key_of
from services.kit.caller import Caller
from services.kit.database import Session


async def draft_split(session: Session, caller: Caller, body: DraftSplit, key: Key, office: Office) -> Split:
    """Raises NotYours, YearHasSplit, SplitIsNotInForce and what `freeze_plan` raises."""
    check_may_prepare(caller)
    await _check_replaces(session, body)
    frozen = await freeze_plan(session, body, key)
    split = Split(
        id=frozen.split_id,
        year=body.year,
        name=body.name,
        state=SplitState.DRAFT.value,
        version=1,
        municipality_name=key.municipality_name,
        total_cents=frozen.total_cents,
        plan=frozen.plan,
        figures=frozen.figures,
        replaces=body.replaces,
        created_at=office.now(),
    )
    session.add(split)
    await session.flush()
    await _add_lines(session, split, frozen.lines)
    session.add(_first_step(split, caller))
    await session.flush()
    return split


async def _check_replaces(session: Session, body: DraftSplit) -> None:
    in_force = await find_split_in_force(session, body.year)
    if in_force and body.replaces is None:
        raise YearHasSplit(year=body.year)
    if body.replaces is not None and (in_force is None or in_force.id != body.replaces):
        raise SplitIsNotInForce(year=body.year)


async def _add_lines(session: Session, split: Split, rows: list[SplitLine]) -> None:
    """Each leaf is tied to its line of the year, which is made when no split had it before."""
    leaves = [row for row in rows if row.kind not in ("group", "areas")]
    await add_lines(
        session,
        [
            {"year": split.year, "key": row.path, "kind": row.kind, "area_id": row.area_id, "name": row.name}
            for row in leaves
        ],
    )
    known = await lines_of(session, split.year)
    for row in leaves:
        row.line_id = known[row.path].id
    session.add_all(rows)


def _first_step(split: Split, caller: Caller) -> Step:
    return Step(
        split_id=split.id,
        version=split.version,
        state=split.state,
        by=caller.answerable,
        by_key=key_of(caller),
        at=split.created_at,
        note="",
    )
