"""What people type for the conference and a neighbourhood contract."""

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from frontend.forms.form import Form
from services.budget.contract.show import (
    ConferencePlan,
    DraftContract,
    Outcome,
    Party,
    PlanConference,
    PromiseIn,
    SlotIn,
)
from services.kit.clock import AMSTERDAM

PLAN_FIELDS = {"startsAt": "start", "place": "plek", "welcome": "welkom", "minutesEach": "minuten"}
EMPTY_ROWS = 2
"""Promises each party can add at once."""


class PlanForm(Form):
    """When, where, and for each result its place in the order (`plek-<id>`) and its minutes (`min-<id>`)."""

    def has(self, plan: ConferencePlan) -> "PlanForm":
        """Filled in with what was planned before."""
        start = plan.starts_at.astimezone(AMSTERDAM) if plan.starts_at else None
        self.typed |= {"start": f"{start:%Y-%m-%dT%H:%M}" if start else "", "plek": plan.place}
        self.typed |= {"welkom": plan.welcome, "minuten": str(plan.minutes_each), "versie": str(plan.version)}
        for number, slot in enumerate(plan.programme, start=1):
            self.typed |= {f"plek-{slot.initiative_id}": str(number), f"min-{slot.initiative_id}": str(slot.minutes)}
        return self

    def plan(self, results: Sequence[UUID]) -> PlanConference | None:
        """The plan, or None with the sentences in `errors`. `results`: as they stood on the screen."""
        _ = self._
        starts = self._moment("start", _("Vul in wanneer het begint"))
        place = self.text("plek", _("Vul in waar het is"), most=200)
        welcome = self.optional("welkom", most=2000)
        each = self.whole("minuten", _("Vul in hoeveel minuten ieder krijgt"), 1, 240)
        order = {id: self.whole(f"plek-{id}", _("Vul een plek in"), 1, 999) for id in results}
        minutes = {id: self.whole(f"min-{id}", _("Vul de minuten in"), 1, 240) for id in results}
        if self.errors or starts is None:
            return None
        slots = [SlotIn(initiative_id=id, minutes=minutes[id]) for id in sorted(results, key=lambda id: order[id])]
        return PlanConference(
            version=self.version(), starts_at=starts, place=place, welcome=welcome, minutes_each=each, slots=slots
        )

    def _moment(self, name: str, missing: str) -> datetime | None:
        """As a browser sends it (2021-01-15T15:00) or as people write it (15-01-2021 15:00), in the Netherlands."""
        typed = re.sub(r"^(\d\d?)-(\d\d?)-(\d{4})", r"\3-\2-\1", self[name].replace("T", " "))
        try:
            return datetime.strptime(typed, "%Y-%m-%d %H:%M").replace(tzinfo=AMSTERDAM)
        except ValueError:
            how = self._("Schrijf een dag en een tijd. Bijvoorbeeld: 20-03-2020 09:00")
            self.errors[name] = how if typed else missing
            return None


class ContractForm(Form):
    """Promises of each party: `<party>-<n>` with `<party>-<n>-bij`, a line or initiative it belongs to."""

    def draft(self) -> DraftContract | None:
        """The version, or None with the sentences in `errors`."""
        _ = self._
        promises = [promise for party in Party for promise in self._promises(party)]
        note = self.optional("toelichting", most=500)
        if not promises and not self.errors:
            self.errors[f"{Party.RESIDENTS.value}-1"] = _("Schrijf minstens één afspraak op")
        if self.errors:
            return None
        return DraftContract(seen=self.version(), note=note, promises=promises)

    def rows(self, party: Party) -> range:
        """The rows this party has on the form: what is filled in, and two empty ones."""
        filled = [number for number in range(1, 11) if self[f"{party.value}-{number}"]]
        return range(1, min(max(filled, default=0) + EMPTY_ROWS, 10) + 1)

    def _promises(self, party: Party) -> list[PromiseIn]:
        found = []
        for number in range(1, 11):
            name = f"{party.value}-{number}"
            if text := self.optional(name, most=500):
                kind, _, id = self[f"{name}-bij"].partition(":")
                found.append(PromiseIn(party=party, text=text[:500], **_link(kind, id)))
        return found


def _link(kind: str, id: str) -> dict[str, UUID]:
    """A line or an initiative, as the select writes it; nothing when it says nothing."""
    try:
        return {{"regel": "line_id", "idee": "initiative_id"}[kind]: UUID(id)}
    except (KeyError, ValueError):
        return {}


OUTCOMES = {"ja": Outcome.KEPT, "deels": Outcome.PARTLY, "nee": Outcome.NOT}
