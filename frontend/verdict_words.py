"""What can be said of a figure beside another one, as a sentence at level B1."""

from frontend import formats
from frontend.place_words import kinds_of
from frontend.translations import translations
from services.profiles.contract.comparisons import DifferenceView, VerdictView
from services.profiles.contract.series import ChangeView


def verdict_words(verdict: VerdictView, name: str, denominator: str | None, language: str) -> str:
    """The verdict beside the municipality or country called `name`; empty when the figure is of no group of people.

    `denominator`: the code of the group the figure is about, so that we can say of whom there are too few.
    """
    _ = translations(language).gettext
    if verdict.kind == "no_figure":
        return why_no_verdict(verdict.reason, name, language)
    if verdict.kind == "too_small":
        words = {"people": noun_of(denominator, language), "name": name}
        if verdict.more_needed is None:
            return _("Te weinig %(people)s om iets te zeggen over het verschil met %(name)s") % words
        words["more"] = formats.number(verdict.more_needed, language)
        sentence = _(
            "Te weinig %(people)s om iets te zeggen over het verschil met %(name)s: er zouden er ongeveer %(more)s meer"
            " nodig zijn"
        )
        if verdict.more_needed_for == "a_quarter":
            sentence = _(
                "Te weinig %(people)s om iets te zeggen over het verschil met %(name)s: er zouden er ongeveer %(more)s"
                " meer nodig zijn om een verschil van een kwart te zien"
            )
        return sentence % words
    return difference_words(verdict.kind, name, language)


def brief_words(verdict: VerdictView, name: str, denominator: str | None, language: str) -> str:
    """The same in a few words, for a table that says once beside what each place was judged."""
    _ = translations(language).gettext
    if verdict.kind == "no_figure":
        return why_no_verdict(verdict.reason, name, language)
    if verdict.kind == "too_small":
        words = {"people": noun_of(denominator, language)}
        if verdict.more_needed is None:
            return _("te weinig %(people)s") % words
        more = formats.number(verdict.more_needed, language)
        return _("te weinig %(people)s: ongeveer %(more)s meer nodig") % (words | {"more": more})
    return {
        "clearly_higher": _("duidelijk hoger"),
        "clearly_lower": _("duidelijk lager"),
        "no_clear_difference": _("geen duidelijk verschil"),
        "undecided_rounding": _("door afronding niet te zeggen"),
    }[verdict.kind]


def reference_name(verdict: VerdictView, name: str, level: str, language: str) -> str:
    """What the figure was judged beside, inside a sentence: the country, or the municipality, or all its places."""
    if verdict.against == "country":
        # English writes "the Netherlands" here and "The Netherlands" where it stands alone.
        return translations(language).pgettext("in a sentence", "Nederland")
    if verdict.reference_of != "parts":
        return name
    words = {"kinds": kinds_of(level, language), "name": name}
    return translations(language).gettext("alle %(kinds)s van %(name)s samen") % words


def unplaced_words(verdict: VerdictView, name: str, level: str, denominator: str | None, language: str) -> str:
    """Why it was judged beside all places together; empty when it was not."""
    if verdict.reference_of != "parts" or verdict.unplaced is None:
        return ""
    words = {
        "part": formats.percent(verdict.unplaced * 100, language, 0),
        "people": noun_of(denominator, language),
        "name": name,
        "kinds": kinds_of(level, language),
    }
    sentence = translations(language).gettext(
        "Van %(part)s van deze %(people)s is niet bekend waar in %(name)s ze wonen. Daarom vergelijken we met alle "
        "%(kinds)s samen."
    )
    return sentence % words


def difference_words(kind: str, name: str, language: str) -> str:
    """Higher, lower, or not to be said; a higher figure is not a worse one."""
    _ = translations(language).gettext
    sentence = {
        "clearly_higher": _("Duidelijk hoger dan in %(name)s"),
        "clearly_lower": _("Duidelijk lager dan in %(name)s"),
        "no_clear_difference": _("Geen duidelijk verschil met %(name)s"),
        "undecided_rounding": _("Verschil met %(name)s: door afronding niet te zeggen"),
    }[kind]
    return sentence % {"name": name}


def change_words(change: ChangeView | None, language: str) -> str:
    """The last year beside the first; empty when there is nothing to say. Risen is not worse, fallen not better."""
    _ = translations(language).gettext
    if change is None:
        return ""
    sentence = {
        "clearly_higher": _("Duidelijk gestegen sinds %(year)s"),
        "clearly_lower": _("Duidelijk gedaald sinds %(year)s"),
        "no_clear_difference": _("Geen duidelijk verschil met %(year)s"),
        "undecided_rounding": _("Verschil met %(year)s: door afronding niet te zeggen"),
    }.get(change.kind, "")
    return sentence % {"year": change.first_year}


def pair_words(difference: DifferenceView, name: str, language: str) -> str:
    """A place beside another one that stands on the same screen."""
    if difference.kind != "no_figure":
        return difference_words(difference.kind, name, language)
    if difference.reason == "overlapping":
        sentence = translations(language).gettext("Naast %(name)s geen oordeel: de ene plek ligt in de andere")
        return sentence % {"name": name}
    return why_no_verdict(difference.reason, name, language)


def why_no_verdict(reason: str | None, name: str, language: str) -> str:
    """Why there is none; empty for what is no part of a group, which the page says once."""
    _ = translations(language).gettext
    sentence = {
        "no_numerator": _("Geen oordeel: we weten niet om hoeveel mensen het gaat"),
        "no_denominator": _("Geen oordeel: we weten niet hoe groot de hele groep is"),
        "nobody": _("Geen oordeel: hier is niemand over wie dit gaat"),
        "contradiction": _("Geen oordeel: de aantallen van de bron spreken elkaar tegen"),
        "secret": _("Geen oordeel: het aantal is geheim"),
        "estimated": _("Geen oordeel: het cijfer is een schatting, en het oordeel hangt daarvan af"),
        "no_reference": _("Naast %(name)s geen oordeel: daarvan missen we aantallen"),
    }.get(reason or "", "")
    return sentence % {"name": name}


def noun_of(denominator: str | None, language: str) -> str:
    """Of whom a figure speaks."""
    _ = translations(language).gettext
    nouns = {"young_people": _("jongeren"), "households": _("huishoudens"), "homes": _("woningen")}
    return next((noun for start, noun in nouns.items() if (denominator or "").startswith(start)), _("mensen"))
