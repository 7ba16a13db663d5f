"""A progress talk: its day, the points with what was said and decided, and actions with who and when."""

from datetime import date
from typing import cast

from frontend.forms.form import Form
from frontend.forms.learning import VERDICTS
from frontend.quarters import seen_version
from services.monitoring.contract.learning import Verdict
from services.monitoring.contract.talks import (
    OWNERS,
    AddOwnPoint,
    NewPoint,
    Owner,
    TalkAction,
    TalkPoint,
    TalkView,
    WriteAction,
    WritePoint,
    WriteTalk,
)

SPARE = range(1, 2)
"""One to fill in at a time: the page is short, and after saving there is another."""
MOST_TITLE, MOST_TEXT, MOST_NOTE = 300, 4000, 1000


class TalkForm(Form):
    """Fields of a point begin with `p-<id>-`, of a new one `n<number>-`; of an action `a-<id>-` or `b<number>-`."""

    choice_ends = ("-weg", "-oordeel", "-wie")

    def talk(self, shown: TalkView) -> WriteTalk | None:
        """What to write, or None with the sentences in `errors`."""
        held_on = self.day("dag", self._("Schrijf de dag als 31-12-2020")) if self["dag"] else None
        points = [self._point(point) for point in shown.points if f"p-{point.id}-hier" in self.typed]
        new_points = [self._new_point(f"n{row}-") for row in SPARE if self._is_filled(f"n{row}-", NEW_POINT)]
        kept = [each for each in shown.actions if not self[f"a-{each.id}-weg"]]
        actions = [self._action(f"a-{each.id}-", each) for each in kept]
        actions += [self._action(f"b{row}-", None) for row in SPARE if self._is_filled(f"b{row}-", ACTION)]
        if self.errors:
            return None
        return WriteTalk(
            seen_version=seen_version(self),
            held_on=held_on,
            points=points,
            new_points=[point for point in new_points if point],
            actions=[action for action in actions if action],
        )

    def has_error_in(self, prefix: str) -> bool:
        """Whether something is wrong in this point or action: the page then shows it open."""
        return any(name.startswith(prefix) for name in self.errors)

    def _is_filled(self, prefix: str, names: tuple[str, ...]) -> bool:
        return any(self[prefix + name] for name in names)

    def _point(self, point: TalkPoint) -> WritePoint:
        p = f"p-{point.id}-"
        return WritePoint(
            id=point.id,
            title=self.optional(p + "titel", MOST_TITLE)[:MOST_TITLE],
            minutes=self.optional(p + "gezegd", MOST_TEXT)[:MOST_TEXT],
            decision=self.optional(p + "besluit", MOST_TEXT)[:MOST_TEXT],
            is_dropped=bool(self[p + "weg"]),
            verdict=cast(Verdict, self[p + "oordeel"]) if self[p + "oordeel"] in VERDICTS else None,
        )

    def _new_point(self, p: str) -> NewPoint | None:
        title = self.text(p + "titel", self._("Geef dit punt een naam"), MOST_TITLE)
        said, decided = self.optional(p + "gezegd", MOST_TEXT), self.optional(p + "besluit", MOST_TEXT)
        return None if self.errors else NewPoint(title=title, minutes=said, decision=decided)

    def _action(self, p: str, known: TalkAction | None) -> WriteAction | None:
        what = self.text(p + "wat", self._("Schrijf wat er gebeurt"), MOST_TITLE)
        owner = self.choice(p + "wie", set(OWNERS), self._("Kies wie dit doet"))
        due = self.day(p + "wanneer", self._("Schrijf wanneer het klaar is, als 31-12-2020"))
        if self.errors or due is None:
            return None
        return WriteAction(id=known.id if known else None, what=what, owner=cast(Owner, owner), due_on=due)


class OwnPointForm(Form):
    """What the partner puts on the agenda."""

    def point(self) -> AddOwnPoint | None:
        """The point, or None with the sentences in `errors`."""
        title = self.text("punt-titel", self._("Schrijf waar je het over wilt hebben"), MOST_TITLE)
        note = self.optional("punt-waarom", MOST_NOTE)
        return None if self.errors else AddOwnPoint(title=title, note=note)


NEW_POINT, ACTION = ("titel", "gezegd", "besluit"), ("wat", "wie", "wanneer")


def typed_of(talk: TalkView) -> dict[str, str]:
    """The talk as its form shows it."""
    typed = {"gezien": str(talk.version), "dag": _written(talk.held_on)}
    for point in talk.points:
        p = f"p-{point.id}-"
        typed |= {p + "titel": point.title, p + "gezegd": point.minutes, p + "besluit": point.decision}
        typed |= {p + "weg": "ja" if point.is_dropped else "", p + "oordeel": point.verdict or ""}
    for action in talk.actions:
        p = f"a-{action.id}-"
        typed |= {p + "wat": action.what, p + "wie": action.owner, p + "wanneer": _written(action.due_on)}
    return typed


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""
