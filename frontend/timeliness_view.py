"""How complete and in time partners deliver, in words. Nothing due, nothing known, 0% and 100% are each said apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from frontend import formats
from services.monitoring.contract.timeliness import (
    LookedAtPeriod,
    PartnerTimeliness,
    Timeliness,
    TimelinessTally,
    Window,
)

Ngettext = Callable[..., str]


@dataclass(frozen=True)
class TallyWords:
    """One cell: the figure, or why there is none, and what else there is to say."""

    figure: str
    share: str
    notes: list[str]


@dataclass(frozen=True)
class TimelinessRow:
    """One partner."""

    partner: PartnerTimeliness
    latest: TallyWords
    previous: TallyWords


def timeliness_rows(
    found: Timeliness, language: str, _: Callable[[str], str], ngettext: Ngettext
) -> list[TimelinessRow]:
    """A row per partner, in the order they came."""
    words = _Words(language, _, ngettext)
    return [TimelinessRow(each, words.cell(each.latest), words.cell(each.previous)) for each in found.partners]


def periods_in_words(periods: Sequence[LookedAtPeriod], window: Window, language: str) -> str:
    """The periods of one window, as people call them."""
    return ", ".join(formats.quarter(each.period, language) for each in periods if each.window == window)


@dataclass(frozen=True)
class _Words:
    language: str
    gettext: Callable[[str], str]
    ngettext: Ngettext

    def cell(self, tally: TimelinessTally) -> TallyWords:
        _ = self.gettext
        if tally.standing == "no_agreement":
            return TallyWords(_("onbekend: geen afspraak"), "", [])
        if tally.standing == "nothing_asked":
            return TallyWords(_("niets gevraagd"), "", [])
        if tally.standing == "not_due_yet" or not tally.expected:
            return TallyWords(_("nog niet nodig"), "", self._later(tally))
        expected, delivered = tally.expected, tally.delivered or 0
        figure = _("%(there)s van %(all)s") % {"there": self._number(delivered), "all": self._number(expected)}
        notes = [self._in_time(tally.on_time or 0, expected), *self._late(tally, expected), *self._later(tally)]
        return TallyWords(figure, formats.percent(share_of(delivered, expected), self.language), notes)

    def _in_time(self, on_time: int, expected: int) -> str:
        _ = self.gettext
        if on_time == expected:
            return _("alles op tijd")
        return _("%(count)s op tijd") % {"count": self._number(on_time)} if on_time else _("niets op tijd")

    def _late(self, tally: TimelinessTally, expected: int) -> list[str]:
        missing, days = expected - (tally.delivered or 0), tally.days_late or 0
        if missing:
            lacks = self.ngettext("%(count)s ontbreekt", "%(count)s ontbreken", missing)
            too_late = self.ngettext("nu %(count)s dag te laat", "nu %(count)s dagen te laat", days)
            return [f"{lacks % {'count': self._number(missing)}}, {too_late % {'count': self._number(days)}}"]
        if days:
            came = self.ngettext(
                "de laatste kwam %(count)s dag te laat", "de laatste kwam %(count)s dagen te laat", days
            )
            return [came % {"count": self._number(days)}]
        return []

    def _later(self, tally: TimelinessTally) -> list[str]:
        if tally.due_next is None:
            return []
        said = self.ngettext(
            "%(count)s nodig, uiterlijk %(date)s", "%(count)s nodig, de eerste uiterlijk %(date)s", tally.expected_later
        )
        return [said % {"count": self._number(tally.expected_later), "date": self._date(tally.due_next)}]

    def _number(self, value: int) -> str:
        return formats.number(value, self.language)

    def _date(self, value: date) -> str:
        return formats.date(value, self.language)


def share_of(delivered: int, expected: int) -> int:
    """Whole percent, rounded down, yet 0 only for none: 100% is all, 0% is nothing."""
    return max(delivered * 100 // expected, 1 if delivered else 0)
