"""Words about a split: a share as people say it, and who took which step when."""

from collections.abc import Callable, Mapping
from fractions import Fraction

from markupsafe import Markup

from frontend import formats
from services.budget.contract.splits import SplitState, SplitStep, SplitView

OFFICER_STATES = (SplitState.DRAFT, SplitState.PROPOSED, SplitState.DISCARDED)
Gettext = Callable[[str], str]


def share_word(share: str, language: str) -> str:
    """A share as people say it: 3/100 is 3%, and 2/3 stays 2/3 because as a percentage it would not be exact."""
    tenths = Fraction(share) * 1000
    return formats.percent(tenths.numerator / 10, language) if tenths.denominator == 1 else share


def state_words(_: Gettext) -> dict[SplitState, str]:
    return {
        SplitState.DRAFT: _("Gemaakt"),
        SplitState.PROPOSED: _("Voorgesteld"),
        SplitState.RETURNED: _("Teruggestuurd"),
        SplitState.APPROVED: _("Vastgesteld"),
        SplitState.PUBLISHED: _("Bekendgemaakt"),
        SplitState.REPLACED: _("Vervangen"),
        SplitState.DISCARDED: _("Weggelegd"),
    }


def steps_of(
    split: SplitView, _: Gettext, language: str, reader: str, programs: Mapping[str, str]
) -> list[dict[str, str]]:
    """The decision record: who, when and why, on which version; and what is still to come. `reader` is the caller.

    `programs`: the name of the municipality's software by the id of its key, for who may read those.
    """
    words = state_words(_)
    done = [
        {"title": words[step.state], "text": _told(step, _, language, reader, programs), "state": "done"}
        for step in split.steps
    ]
    coming = _coming(split.state, _)
    states = ["now"] + [""] * len(coming)
    return done + [{"title": t, "text": x, "state": s} for (t, x), s in zip(coming, states, strict=False)]


def _coming(state: SplitState, _: Gettext) -> list[tuple[str, str]]:
    approve = (_("Vaststellen"), _("door iemand anders dan wie het voorstelde"))
    publish = (_("Bekendmaken"), _("door de gemeente, vóór het jaar begint"))
    return {
        SplitState.DRAFT: [(_("Voorstellen"), _("door de beleidsmedewerker")), approve, publish],
        SplitState.RETURNED: [(_("Opnieuw voorstellen"), _("door de beleidsmedewerker")), approve, publish],
        SplitState.PROPOSED: [approve, publish],
        SplitState.APPROVED: [publish],
    }.get(state, [])


def _told(step: SplitStep, _: Gettext, language: str, reader: str, programs: Mapping[str, str]) -> str:
    version = _("versie %(number)s") % {"number": step.version}
    note = formats.dutch(step.note, language)
    who = _program(step, _, reader, programs) or _who(step, _, reader)
    return Markup(" · ").join(filter(None, [who, formats.datetime(step.at, language), version, note]))


def _program(step: SplitStep, _: Gettext, reader: str, programs: Mapping[str, str]) -> str:
    """What software did is told as its work, for who made its key; empty for what people did."""
    if step.by == "software":
        return _("door software van de gemeente")
    if step.software_key_id is None:
        return ""
    name = {"program": programs.get(step.software_key_id) or _("software van de gemeente")}
    if step.by == reader:
        return _("door %(program)s, met een sleutel van jou") % name
    return _("door %(program)s, met een sleutel van een beleidsmedewerker") % name


def _who(step: SplitStep, _: Gettext, reader: str) -> str:
    """The role that can take this step; the person is named to nobody but themselves."""
    if step.by == reader:
        return _("door jou")
    if step.state is SplitState.PUBLISHED:
        return _("door de gemeente")
    return _("door de beleidsmedewerker") if step.state in OFFICER_STATES else _("door de budgethouder")
