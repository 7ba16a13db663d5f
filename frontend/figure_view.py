"""What a page says of one value: where it comes from, what one must know about it, or why there is no number."""

from frontend import formats
from frontend.translations import translations
from services.budget.contract.splits import KeySource
from services.profiles.contract.models import SourceView, ValueView

OWN = "own:"
"""How profiles marks that the municipality delivers a figure itself: then there is no column of a source."""


def column_of(column: str) -> str:
    """The column of the source for people; empty when there is none."""
    return "" if column.startswith(OWN) else column


def source_line(source: SourceView | KeySource, language: str) -> str:
    """Whose figures, which table, which release of it; an old split did not freeze the last."""
    which = ", ".join(filter(None, [source.table, edition_word(source.edition or "", language)]))
    # The attribution CBS asks for begins with "Bron: ", which the page says itself, and ends in the title.
    whose, title = source.attribution.removeprefix("Bron: "), source.title or ""
    return f"{whose} ({which})" if title in whose else f"{whose}, {title} ({which})"


def edition_word(edition: str, language: str) -> str:
    """Which release of the table: CBS fills the same table in later."""
    _ = translations(language).gettext
    words = {"first": _("eerste uitgave"), "later": _("latere uitgave"), "only": _("enige uitgave")}
    return words.get(edition, edition)


def note_on(value: ValueView, language: str) -> str:
    """What a reader must know about this one value: how much of the area it rests on."""
    _ = translations(language).gettext
    if value.is_estimate:
        return _("Dit is een schatting: een wijk hoorde er in dat jaar maar voor een deel bij.")
    if value.status == "number" and value.coverage is not None and value.coverage < 1:
        return _("Dit cijfer gaat over %(part)s van het gebied. Van de rest is er geen cijfer.") % {
            "part": formats.percent(float(value.coverage * 100), language, 0)
        }
    return ""


def why_none(value: ValueView, edition: str, language: str) -> str:
    """Why there is no number, where we know more than its status says. `edition`: of the release, as far as known."""
    _ = translations(language).gettext
    if value.reason == "not-delivered":
        return _("De gemeente telt dit zelf, en heeft voor dit jaar en deze plek nog niets aangeleverd.")
    if value.reason == "not-counted":
        return _("De gemeente telt dit zelf, en alleen voor haar eigen wijken en buurten.")
    if value.status == "not_published" and edition:
        return _(
            "Dit cijfer staat niet in deze uitgave van het CBS (%(edition)s). We vullen niets in en we schatten niet."
        ) % {"edition": edition_word(edition, language)}
    if value.reason == "below-coverage":
        return _("Van te veel wijken in dit gebied is er geen cijfer. Daarom tellen we niet op.")
    if value.reason == "identity-broken":
        return _(
            "De wijken van dit gebied waren in dat jaar anders ingedeeld. Er is geen cijfer over precies dit gebied."
        )
    if value.reason == "cannot-aggregate":
        return _("Dit cijfer kun je van wijken niet optellen en ook niet middelen.")
    return ""


def absent_words(value: ValueView, language: str) -> str:
    """In two words why there is no number."""
    _ = translations(language).gettext
    if value.reason == "not-delivered":
        return _("nog niet aangeleverd")
    return {
        "not_published": _("niet gepubliceerd"),
        "withheld": _("niet getoond"),
        "missing": _("onbekend of geheim"),
        "not_applicable": _("niet van toepassing"),
        "too_small": _("te klein om te tonen"),
    }[value.status]
