"""A progress talk as its page and its PDF show it: why each point is on the agenda, in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from frontend import formats
from frontend.learning_view import look_words
from frontend.referral_words import rule_words
from frontend.signal_words import signal_words
from frontend.translations import translations
from services.monitoring.contract.talks import PointFacts, TalkAction, TalkContent, TalkPoint, TalkView


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point with its heading. `notes`: why it stands there, and who put it there.

    `standing`: in a few words what became of it, empty while nobody wrote anything.
    """

    point: TalkPoint
    heading: str
    notes: Sequence[str]
    standing: str
    verdict: str


def point_rows(talk: TalkContent, language: str, *, with_dropped: bool = False) -> list[PointRow]:
    """In the order of the agenda; what is not talked about only for who writes, and for who put it there."""
    return [
        _row(point, language)
        for point in talk.points
        if with_dropped or not point.is_dropped or point.added_by == "partner"
    ]


def _row(point: TalkPoint, language: str) -> PointRow:
    found = found_words(point, language)
    verdict = look_words(translations(language).gettext)[point.verdict] if point.verdict else ""
    notes = [found if point.title else "", _from_whom(point, language)]
    return PointRow(point, point.title or found, [each for each in notes if each], _standing(point, language), verdict)


def _from_whom(point: TalkPoint, language: str) -> str:
    _ = translations(language).gettext
    sides = {"municipality": _("Toegevoegd door de gemeente."), "partner": _("Toegevoegd door de partner.")}
    return " ".join(each for each in (sides.get(point.added_by or "", ""), point.note) if each)


def _standing(point: TalkPoint, language: str) -> str:
    _ = translations(language).gettext
    if point.is_dropped:
        return _("bespreken we niet")
    return _("besproken") if point.minutes or point.decision else ""


def found_words(point: TalkPoint, language: str) -> str:
    """Why the program put a point on the agenda; empty for a point of people's own."""
    words: dict[str, Callable[[PointFacts, str], str]] = {
        "action": _action,
        "breach": _breach,
        "delivery": _delivery,
        "signal": _signal,
        "boundary": _boundary,
        "uncertainty": _uncertainty,
    }
    return words[point.kind](point.facts, language) if point.kind in words else ""


def _action(facts: PointFacts, language: str) -> str:
    _ = translations(language).gettext
    due = formats.date(facts.due_on, language) if facts.due_on else ""
    said = _("Actie van vorige keer: %(what)s (%(owner)s, uiterlijk %(date)s).") % {
        "what": facts.what,
        "owner": owner_words(_)[facts.owner or "other"],
        "date": due,
    }
    if facts.done_on is None:
        return said
    return f"{said} {_('Gedaan op %(date)s.') % {'date': formats.date(facts.done_on, language)}}"


def _breach(facts: PointFacts, language: str) -> str:
    _ = translations(language).gettext
    rule = rule_words(_).get(facts.rule or "", facts.rule)
    known = {"count": facts.count, "rule": rule}
    return _("Verwijzingen buiten een grens waarover nog niet is besloten: %(count)s (%(rule)s).") % known


def _delivery(facts: PointFacts, language: str) -> str:
    known = {
        "period": formats.quarter(facts.period or "", language),
        "expected": facts.expected,
        "delivered": facts.delivered,
        "on_time": facts.on_time,
        "date": formats.date(facts.due_on, language) if facts.due_on else "",
    }
    ngettext = translations(language).ngettext
    return (
        ngettext(
            "Cijfers van de partner, %(period)s: van de %(expected)s kwam er %(delivered)s binnen, "
            "en %(on_time)s op tijd. De laatste dag was %(date)s.",
            "Cijfers van de partner, %(period)s: van de %(expected)s kwamen er %(delivered)s binnen, "
            "en %(on_time)s op tijd. De laatste dag was %(date)s.",
            facts.delivered or 0,
        )
        % known
    )


def _signal(facts: PointFacts, language: str) -> str:
    _ = translations(language).gettext
    what = "; ".join(signal_words(signal, language) for signal in facts.signals)
    known = {"name": facts.name, "period": formats.quarter(facts.period or "", language), "what": what}
    return _("Signaal bij %(name)s, %(period)s: %(what)s.") % known


def _boundary(facts: PointFacts, language: str) -> str:
    _ = translations(language).gettext
    known = {"name": facts.name, "period": formats.quarter(facts.period or "", language)}
    return _("Grens van de afspraak overschreden bij %(name)s, %(period)s.") % known


def _uncertainty(facts: PointFacts, language: str) -> str:
    _ = translations(language).gettext
    return _("Wat we nog niet weten: %(what)s") % {"what": facts.what}


def owner_words(_: Callable[[str], str]) -> dict[str, str]:
    """Who does an action, as it stands in a list to choose from."""
    return {
        "municipality": _("de gemeente"),
        "partner": _("de partner"),
        "together": _("gemeente en partner samen"),
        "area_team": _("het wijkteam"),
        "provider": _("een andere aanbieder"),
        "school": _("een school"),
        "doctor": _("huisarts of jeugdarts"),
        "other": _("iemand anders"),
    }


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action, of this talk or of one before."""

    id: UUID
    what: str
    who: str
    due: str
    done: str


def action_rows(talk: TalkContent, language: str) -> list[ActionRow]:
    """Of this talk, in the order they were written."""
    return [_action_row(action, language) for action in talk.actions]


def _action_row(action: TalkAction, language: str) -> ActionRow:
    done = formats.date(action.done_on, language) if action.done_on else ""
    note = f": {action.done_note}" if action.done_note else ""
    return ActionRow(
        action.id,
        action.what,
        owner_words(translations(language).gettext)[action.owner],
        formats.date(action.due_on, language),
        f"{done}{note}" if done else "",
    )


def earlier_rows(talk: TalkView, language: str) -> Sequence[ActionRow]:
    """Actions of before that stand on this agenda."""
    return [
        ActionRow(
            point.facts.action_id,
            point.facts.what or "",
            owner_words(translations(language).gettext)[point.facts.owner or "other"],
            formats.date(point.facts.due_on, language) if point.facts.due_on else "",
            formats.date(point.facts.done_on, language) if point.facts.done_on else "",
        )
        for point in talk.points
        if point.facts.action_id
    ]


def day_words(held_on: date | None, today: date, language: str) -> str:
    """When the talk was, or will be."""
    _ = translations(language).gettext
    if held_on is None:
        return _("De dag is nog niet bekend.")
    said = _("Gepland op %(date)s.") if held_on > today else _("Gehouden op %(date)s.")
    return said % {"date": formats.date(held_on, language)}


def state_words(talk: TalkView, language: str) -> str:
    """Where the talk stands, in one sentence."""
    _ = translations(language).gettext
    if talk.state == "drafted":
        return _("Het programma stelde een agenda voor. Hij groeit mee tot de gemeente hem bewaart.")
    if talk.state == "approved":
        return _("Gemeente en partner keurden dit verslag goed. Het verandert niet meer.")
    if talk.approved_by_municipality_at:
        return _("De gemeente keurde het verslag goed. De partner nog niet.")
    if talk.approved_by_partner_at:
        return _("De partner keurde het verslag goed. De gemeente nog niet.")
    return _("Agenda en verslag zijn nog niet goedgekeurd.")
