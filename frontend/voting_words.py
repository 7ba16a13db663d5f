"""A round of ballots in plain words: how it is counted, how secret a ballot is, where the round stands."""

from collections.abc import Callable

from frontend import formats
from services.budget.contract.rounds import BallotsPublished, CountRule, RoundState, RoundView

Gettext = Callable[[str], str]


def rule_name(rule: CountRule, _: Gettext) -> str:
    return _("gelijke delen") if rule is CountRule.EQUAL_SHARES else _("de meeste stemmen eerst")


def rule_words(view: RoundView, rule: CountRule, _: Gettext, language: str) -> list[str]:
    """How this rule counts with what was set for it: a sentence or two per step."""
    return _shares_words(view, _, language) if rule is CountRule.EQUAL_SHARES else _votes_words(view, _, language)


def _shares_words(view: RoundView, _: Gettext, language: str) -> list[str]:
    chosen, said = view.equal_shares, []
    said.append(_("Iedereen die stemt, krijgt een gelijk deel van het geld. Alleen om mee te rekenen."))
    said.append(_("Met jouw deel betaal je mee aan de plannen die jij koos. Aan andere plannen betaal je niets."))
    said.append(_("Een plan krijgt geld als de mensen die het kozen, het samen kunnen betalen."))
    said.append(_("Het plan dat per kiezer het minst kost, gaat eerst. Zo tellen ook kleine groepen mee."))
    if chosen.step_cents:
        amount = formats.euro(chosen.step_cents, language)
        said.append(
            _("Is er nog geld? Dan krijgt iedereen %(amount)s meer en tellen we opnieuw. Tot het geld niet meer past.")
            % {"amount": amount}
        )
        if chosen.stop_when_exhausted:
            said.append(_("We stoppen eerder als er geen plan meer bij past."))
    if chosen.whole_euros:
        said.append(_("Een deel is een heel aantal euro's."))
    if chosen.fill_up:
        said.append(
            _("Is er aan het eind nog geld? Dan gaat het naar plannen die nog passen: de meeste stemmen eerst.")
        )
    said.append(_ties(_))
    return said


def _votes_words(view: RoundView, _: Gettext, language: str) -> list[str]:
    chosen, said = view.greedy, list[str]()
    if chosen.themes:
        each = [f"{theme.name} {formats.euro(theme.budget_cents, language)}" for theme in chosen.themes]
        said.append(
            _("Elk thema heeft eigen geld: %(themes)s. We tellen eerst per thema.") % {"themes": "; ".join(each)}
        )
    said.append(_("Het plan met de meeste stemmen krijgt als eerste geld. Dan het volgende."))
    said.append(
        _("Past een plan niet meer bij het geld, dan slaan we het over en kijken we naar het volgende.")
        if chosen.skip
        else _("Past een plan niet meer bij het geld, dan stopt het tellen.")
    )
    if chosen.themes:
        said.append(
            _("Wat daarna over is, gaat naar plannen die nog geen geld hebben, van elk thema: de meeste stemmen eerst.")
        )
    if chosen.part_funding:
        said.append(_("Is er aan het eind nog geld? Dan krijgt het beste plan dat ook met minder kan, een deel."))
    if chosen.least_votes > 1:
        said.append(
            _("Een plan met minder dan %(least)s stemmen krijgt geen geld.")
            % {"least": formats.number(chosen.least_votes, language)}
        )
    said.append(_ties(_))
    return said


def _ties(_: Gettext) -> str:
    return _("Staan plannen gelijk? Dan gaat het goedkoopste voor, daarna dat met de meeste stemmen, daarna het lot.")


def secrecy_words(view: RoundView, _: Gettext) -> list[str]:
    """What is kept of who votes, and until when (decision 0013)."""
    if view.state is RoundState.CALLED_OFF:
        return [_("De stemming is afgelast. Alle stemmen en codes zijn gewist. Niemand weet wat er gestemd is.")]
    if not view.keeps_link:
        return [
            _("Bij het tellen zijn alle codes gewist. De stemmen zijn door elkaar gezet, zonder tijd erbij."),
            _("Niemand kan nu nog zien wie wat koos. Ook de gemeente niet."),
        ]
    said = [
        _("We vragen je naam niet. Je stem hoort bij een code. Elke code telt één keer."),
        _("Tot het tellen staat bij elke stem welke code het was. Wie bij onze database kan, zou dat kunnen opzoeken."),
        _("Meteen na het sluiten wissen we alle codes en zetten we de stemmen door elkaar, zonder tijd erbij."),
        _("Daarna kan niemand meer zien wie wat koos. Ook de gemeente niet."),
        _("In reservekopieën kan de oude stand nog een tijd staan. Die zijn geheim."),
    ]
    if view.ballots_published is BallotsPublished.GROUPED:
        said.append(
            _("Na het tellen ziet iedereen welke stemmen er waren, zonder namen. Zo kan iedereen het natellen.")
        )
        said.append(_("Vertel je anderen precies welke plannen je koos? Dan kunnen ze jouw stem soms herkennen."))
    else:
        said.append(_("Na het tellen ziet iedereen alleen hoeveel stemmen elk plan kreeg."))
    return said


def state_words(view: RoundView, _: Gettext, language: str) -> str:
    """Where the round stands, in one sentence."""
    opens, closes = formats.datetime(view.opens_at, language), formats.datetime(view.closes_at, language)
    said = {
        RoundState.SET: _("Nog niet bekendgemaakt."),
        RoundState.PUBLISHED: _("Je kunt stemmen van %(opens)s tot %(closes)s."),
        RoundState.OPEN: _("Je kunt stemmen tot %(closes)s."),
        RoundState.COUNTING: _("De stemming is gesloten. We tellen de stemmen."),
        RoundState.CLOSED: _("De stemming is gesloten en geteld. De uitslag is nog niet vastgesteld."),
        RoundState.FINAL: _("De uitslag is vastgesteld."),
        RoundState.CALLED_OFF: _("Deze stemming is afgelast."),
    }[view.state]
    return said % {"opens": opens, "closes": closes}
