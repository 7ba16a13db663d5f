"""The conference and neighbourhood contracts, as the contract says them."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from services.budget.contract.show import (
    AreaLesson,
    ConferencePlan,
    ConferenceState,
    ContractVersion,
    ContractView,
    LessonExample,
    Outcome,
    Promise,
    Signatory,
    Signature,
    Slot,
)
from services.budget.domain.conference import ToShow, programme
from services.budget.store.initiative_queries import WholeInitiative
from services.budget.store.show_tables import (
    ConferenceRow,
    ConferenceSlot,
    ContractOutcome,
    ContractRow,
    ContractSignature,
    Lesson,
)
from services.budget.usecases.office import on_day
from services.budget.usecases.show.conference import may_speak_for
from services.budget.usecases.show.contracts import may_draft, may_sign_as
from services.kit.caller import Caller

MINUTES_EACH = 10


def conference_plan(
    year: int,
    found: ConferenceRow | None,
    slots: Sequence[ConferenceSlot],
    shared: Sequence[WholeInitiative],
    lessons: Sequence[Lesson],
    titles: Mapping[str, str],
    caller: Caller,
) -> ConferencePlan:
    """Before anybody planned it, the programme has an order and no times."""
    turns = _slots(found, slots, shared)
    ends = turns[-1].starts_at + timedelta(minutes=turns[-1].minutes) if turns and turns[-1].starts_at else None
    return ConferencePlan(
        year=year,
        state=ConferenceState(found.state) if found else ConferenceState.OPEN,
        version=found.version if found else 0,
        starts_at=found.starts_at if found else None,
        ends_at=ends,
        place=found.place if found else "",
        welcome=found.welcome if found else "",
        minutes_each=found.minutes_each if found else MINUTES_EACH,
        programme=turns,
        lessons=[_lesson(lesson, titles, caller, found) for lesson in lessons],
        may_plan=caller.kind == "person" and caller.has_role("policy_officer"),
    )


def _slots(
    found: ConferenceRow | None, slots: Sequence[ConferenceSlot], shared: Sequence[WholeInitiative]
) -> list[Slot]:
    wholes = {whole.initiative.id: whole for whole in shared}
    results = [ToShow(id, it.area_name, it.result.shared_at) for id, it in wholes.items() if it.result]
    chosen = {slot.initiative_id: slot.minutes for slot in slots}
    each, start = (found.minutes_each, found.starts_at) if found else (MINUTES_EACH, None)
    return [
        Slot(
            initiative_id=turn.id,
            title=wholes[turn.id].initiative.title,
            area_id=wholes[turn.id].initiative.area_id,
            area_name=wholes[turn.id].area_name,
            minutes=turn.minutes,
            starts_at=turn.starts_at,
        )
        for turn in programme(results, chosen, each, start)
    ]


def _lesson(lesson: Lesson, titles: Mapping[str, str], caller: Caller, found: ConferenceRow | None) -> AreaLesson:
    is_kept = found is not None and found.state == ConferenceState.KEPT
    return AreaLesson(
        area_id=lesson.area_id,
        text=lesson.text,
        changes=lesson.changes,
        examples=[
            LessonExample(initiative_id=UUID(each), title=titles[each]) for each in lesson.example_ids if each in titles
        ],
        version=lesson.version,
        written_on=on_day(lesson.written_at),
        may_write=not is_kept and may_speak_for(caller, lesson.area_id),
    )


def contract_view(
    year: int,
    area_id: str,
    rows: Sequence[ContractRow],
    signatures: Sequence[ContractSignature],
    outcomes: Sequence[ContractOutcome],
    caller: Caller,
) -> ContractView:
    """Who signed is a role; whose hand it was stays in the table."""
    versions = [_version(row, signatures, outcomes) for row in rows]
    newest = versions[0].number if versions else None
    put = [it for it in signatures if it.number == newest]
    has_signed = any(it.signed_by == caller.name for it in put)
    open_seats = [it for it in may_sign_as(caller, area_id) if it not in {each.signatory for each in put}]
    in_force = next((version.number for version in versions if version.is_signed), None)
    return ContractView(
        year=year,
        area_id=area_id,
        versions=versions,
        in_force=in_force,
        may_draft=may_draft(caller, area_id),
        may_sign=open_seats if versions and not has_signed else [],
        may_look_back=in_force is not None and may_speak_for(caller, area_id),
    )


def _version(
    row: ContractRow, signatures: Sequence[ContractSignature], outcomes: Sequence[ContractOutcome]
) -> ContractVersion:
    put = [it for it in signatures if it.number == row.number]
    said = {it.position: it for it in outcomes if it.number == row.number}
    return ContractVersion(
        number=row.number,
        note=row.note,
        made_on=on_day(row.made_at),
        promises=[
            Promise(
                position=position,
                outcome=Outcome(said[position].outcome) if position in said else None,
                sentence=said[position].sentence if position in said else "",
                **promise,
            )
            for position, promise in enumerate(row.promises, start=1)
        ],
        signatures=[Signature(by=Signatory(it.signatory), on=on_day(it.signed_at)) for it in put],
        is_signed=len(put) == len(Signatory),
    )
