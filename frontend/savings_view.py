"""A savings case as a page shows it: the sentence, the picture, and the four eyes as steps."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from frontend import formats
from frontend.drawing.interval import Estimate, interval
from frontend.split_words import share_word
from services.budget.contract.savings import SavingsCaseView, SavingsDeed, SavingsState, SavingsStep

Gettext = Callable[[str], str]
OFFICER_DEEDS = (SavingsDeed.PROPOSED, SavingsDeed.WITHDRAWN, SavingsDeed.SEEN)


@dataclass(frozen=True)
class ShownCase:
    """`said`: what is expected and what of it becomes money, in words. `picture` is the interval to scale."""

    view: SavingsCaseView
    share: str
    state: str
    said: str
    picture: Markup


def shown_case(view: SavingsCaseView, _: Gettext, language: str) -> ShownCase:
    return ShownCase(
        view=view,
        share=share_word(view.share, language),
        state=state_words(_)[view.state],
        said=_said(view, _, language),
        picture=_picture(view, _, language),
    )


def state_words(_: Gettext) -> dict[SavingsState, str]:
    return {
        SavingsState.PROPOSED: _("Voorgesteld"),
        SavingsState.RETURNED: _("Teruggestuurd"),
        SavingsState.WITHDRAWN: _("Ingetrokken"),
        SavingsState.APPROVED: _("Vastgesteld"),
        SavingsState.SEEN: _("Vastgesteld, met een opgave van wat er te zien is"),
        SavingsState.CLOSED: _("Afgesloten: het hele jaar is gezien"),
    }


def _said(view: SavingsCaseView, _: Gettext, language: str) -> str:
    if view.state is SavingsState.CLOSED:
        return _said_at_last(view, _, language)
    low, high = formats.euro(abs(view.low_cents), language), formats.euro(view.high_cents, language)
    facts = {"low": low, "high": high, "share": share_word(view.share, language)}
    if view.low_cents > 0:
        expected = _("Waarschijnlijk scheelt dit tussen %(low)s en %(high)s per jaar.") % facts
        sure = _("Alleen van wat zeker genoeg is (%(low)s) gaat %(share)s naar preventie.") % facts
        return " ".join([expected, sure, _("De rest wacht tot we het echt zien.")])
    if view.low_cents == 0:
        expected = _("Misschien scheelt dit niets, misschien tot %(high)s per jaar.") % facts
    else:
        expected = _("Misschien kost dit %(low)s per jaar meer, misschien scheelt het tot %(high)s.") % facts
    nothing = _("Zeker genoeg is er nog niets. Er gaat pas geld naar preventie als we de besparing echt zien.")
    return f"{expected} {nothing}"


def _said_at_last(view: SavingsCaseView, _: Gettext, language: str) -> str:
    """What came of it, when the whole year was seen."""
    cents = {"low": view.low_cents, "high": view.high_cents, "seen": view.seen_cents or 0, "source": view.source_cents}
    facts = {name: formats.euro(amount, language) for name, amount in cents.items()}
    seen = _("Verwacht was tussen %(low)s en %(high)s. Over het hele jaar is %(seen)s gezien.") % facts
    return seen + " " + _("Er ging %(source)s naar preventie. Meer komt er niet bij.") % facts


def _picture(view: SavingsCaseView, _: Gettext, language: str) -> Markup:
    words = {
        "low": formats.euro(view.low_cents, language),
        "centre": formats.euro(view.centre_cents, language),
        "high": formats.euro(view.high_cents, language),
    }
    described = (
        _("Schatting van de besparing per jaar: van %(low)s tot %(high)s, met %(centre)s in het midden.") % words
    )
    if view.seen_cents is not None:
        described += " " + _("Gezien: %(seen)s.") % {"seen": formats.euro(view.seen_cents, language)}
    estimate = Estimate(view.low_cents, view.centre_cents, view.high_cents, view.seen_cents)
    return interval(estimate, described, lambda cents: formats.euro(cents, language))


def steps_of(view: SavingsCaseView, _: Gettext, language: str, reader: str) -> list[dict[str, str]]:
    """The decision record: who, when, with what; and what is still to come. `reader` is the caller."""
    done = [_done(step, _, language, reader) for step in view.steps]
    coming = {
        SavingsState.PROPOSED: (_("Vaststellen"), _("door iemand anders dan wie het voorstelde")),
        SavingsState.RETURNED: (_("Opnieuw voorstellen of intrekken"), _("door de beleidsmedewerker")),
        SavingsState.APPROVED: (_("Opgeven wat er echt te zien is"), _("door de beleidsmedewerker")),
        SavingsState.SEEN: (_("Vaststellen wat er te zien is"), _("door iemand anders dan wie het opgaf")),
    }.get(view.state)
    return [*done, {"title": coming[0], "text": coming[1], "state": "now"}] if coming else done


def _done(step: SavingsStep, _: Gettext, language: str, reader: str) -> dict[str, str]:
    words = {
        SavingsDeed.PROPOSED: _("Voorgesteld"),
        SavingsDeed.RETURNED: _("Teruggestuurd"),
        SavingsDeed.WITHDRAWN: _("Ingetrokken"),
        SavingsDeed.APPROVED: _("Vastgesteld"),
        SavingsDeed.SEEN: _("Opgegeven wat er te zien is"),
        SavingsDeed.SEEN_RETURNED: _("Opgave teruggestuurd"),
        SavingsDeed.SEEN_APPROVED: _("Vastgesteld wat er te zien is"),
        SavingsDeed.CLOSED: _("Vastgesteld wat er te zien is, en afgesloten"),
    }
    told = [
        _who(step, _, reader),
        formats.datetime(step.at, language),
        *_amounts(step, _, language),
        formats.dutch(step.document, language),
        formats.dutch(step.note, language),
    ]
    return {"title": words[step.deed], "text": Markup(" · ").join(filter(None, told)), "state": "done"}


def _amounts(step: SavingsStep, _: Gettext, language: str) -> list[str]:
    found = []
    if step.low_cents is not None and step.high_cents is not None:
        ends = {"low": formats.euro(step.low_cents, language), "high": formats.euro(step.high_cents, language)}
        found.append(_("van %(low)s tot %(high)s") % ends)
    if step.seen_cents is not None and step.seen_until is not None:
        seen = {"seen": formats.euro(step.seen_cents, language), "date": formats.date(step.seen_until, language)}
        found.append(_("%(seen)s tot en met %(date)s") % seen)
    if step.gave_cents:
        found.append(_("gaf een bron van %(amount)s") % {"amount": formats.euro(step.gave_cents, language)})
    elif step.gave_cents == 0:
        found.append(_("gaf geen bron"))
    return found


def _who(step: SavingsStep, _: Gettext, reader: str) -> str:
    """The role that can take this step; the person is named to nobody but themselves."""
    if step.by == reader:
        return _("door jou")
    return _("door de beleidsmedewerker") if step.deed in OFFICER_DEEDS else _("door de budgethouder")
