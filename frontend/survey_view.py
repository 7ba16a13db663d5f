"""A survey in words: its points in the reader's language, its response and its results."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frontend import formats
from frontend.drawing.score_columns import score_columns
from frontend.translations import translations
from services.monitoring.contract.survey_follow import SurveyView, ThemeView
from services.monitoring.contract.surveys import AnchorPoint, GroupResponse, Spread

Words = Callable[[str], str]


@dataclass(frozen=True)
class ShownPoint:
    """A point as it is read."""

    number: int
    name: str
    statement: str


@dataclass(frozen=True)
class ResultRow:
    """A row of a point's table: who, how many, per score, and the spread in words."""

    who: str
    answers: str
    counts: Sequence[str]
    mean: str
    median: str
    middle: str


@dataclass(frozen=True)
class ShownResult:
    """What came out of a point. Without rows fewer than five people gave a score."""

    point: ShownPoint
    headline: str
    chart: Markup | None
    rows: Sequence[ResultRow]


def group_words(group: str, _: Words) -> str:
    return {"partners": _("partners"), "associations": _("verenigingen"), "residents": _("inwoners")}[group]


def state_words(survey: SurveyView, language: str) -> str:
    """Where a survey stands, with its day."""
    _, last = translations(language).gettext, formats.date(survey.closes_on, language)
    words = {
        "draft": _("Concept. De laatste dag wordt %(date)s."),
        "open": _("Open tot en met %(date)s."),
        "closed": _("Gesloten. De laatste dag was %(date)s."),
    }
    return words[survey.state] % {"date": last}


def points_of(survey: SurveyView, language: str) -> list[ShownPoint]:
    """In English where the officer gave English words."""
    return [_point(point, language) for point in survey.points]


def _point(point: AnchorPoint, language: str) -> ShownPoint:
    if language == "en":
        return ShownPoint(point.number, point.name_en or point.name, point.statement_en or point.statement)
    return ShownPoint(point.number, point.name, point.statement)


def response_rows(responses: Sequence[GroupResponse], language: str) -> list[tuple[str, str, str]]:
    """Per group: who, how many were asked, and how many answered; an open link asks nobody by name."""
    _ = translations(language).gettext
    return [
        (
            group_words(each.group, _),
            _("open link") if each.invited is None else formats.number(each.invited, language),
            formats.number(each.answers, language)
            + (f" ({formats.percent(100 * each.answers / each.invited, language, 0)})" if each.invited else ""),
        )
        for each in responses
    ]


def results_of(survey: SurveyView, language: str) -> list[ShownResult]:
    """In the order of the points, not of how they came out: it is no ranking."""
    if survey.outcome is None:
        return []
    _, points = translations(language).gettext, {point.number: point for point in points_of(survey, language)}
    shown = []
    for result in survey.outcome.points:
        point = points[result.number]
        if result.total is None:
            few = _("Minder dan vijf mensen gaven hier een cijfer. Daarom laten we het niet zien.")
            shown.append(ShownResult(point, few, None, ()))
            continue
        groups = [(_and([group_words(group, _) for group in row.groups], _), row.spread) for row in result.rows]
        rows = [_row(who, spread, language) for who, spread in groups]
        if len(rows) > 1:
            rows.append(_row(_("samen"), result.total, language))
        alternative = _("Zoveel mensen gaven elk cijfer bij: %(name)s. Hetzelfde staat in de tabel.") % {
            "name": point.name
        }
        chart = score_columns(result.total.counts, alternative)
        shown.append(ShownResult(point, _headline(result.total, language), chart, rows))
    return shown


def _headline(spread: Spread, language: str) -> str:
    _ = translations(language).gettext
    return _(
        "Gemiddeld %(mean)s van 5, uit %(answers)s antwoorden. De middelste helft ligt van %(low)s tot en met %(high)s."
    ) % {
        "mean": formats.number(spread.mean, language, 1),
        "answers": formats.number(spread.answers, language),
        "low": spread.low,
        "high": spread.high,
    }


def _row(who: str, spread: Spread, language: str) -> ResultRow:
    _ = translations(language).gettext
    return ResultRow(
        who,
        formats.number(spread.answers, language),
        [formats.number(count, language) for count in spread.counts],
        formats.number(spread.mean, language, 1),
        formats.number(spread.median, language, 1),
        _("%(low)s tot en met %(high)s") % {"low": spread.low, "high": spread.high},
    )


def _and(words: Sequence[str], _: Words) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def themes_by_kind(survey: SurveyView, language: str) -> list[tuple[str, str, list[tuple[ThemeView, str]]]]:
    """What goes well, then what can be better: key, heading, and themes with who does the follow-up."""
    _ = translations(language).gettext
    heads = (("well", _("Wat gaat goed")), ("better", _("Wat kan beter")))
    return [
        (kind, head, [(theme, who_does_it(theme, language)) for theme in survey.themes if theme.kind == kind])
        for kind, head in heads
    ]


def theme_owners(_: Words) -> dict[str, str]:
    """Who does the follow-up of a theme, as it stands in a list to choose from."""
    return {
        "municipality": _("de gemeente"),
        "partners": _("partners"),
        "together": _("gemeente en partners samen"),
        "council": _("de gemeenteraad"),
    }


def who_does_it(theme: ThemeView, language: str) -> str:
    """The side that does the follow-up, with what was typed before there were sides."""
    side = theme_owners(translations(language).gettext).get(theme.owner or "", "")
    return f"{side} ({theme.who})" if side and theme.who else side or theme.who


def how_counted(survey: SurveyView, language: str) -> list[tuple[str, str]]:
    """Source, period, definition and formula of every number of a survey."""
    _ = translations(language).gettext
    first = formats.date(survey.opened_at, language) if survey.opened_at else ""
    return [
        (_("Bron"), _("Vragenlijst ‘%(title)s’ van de gemeente.") % {"title": survey.title}),
        (
            _("Periode"),
            _("Van %(first)s tot en met %(last)s.")
            % {"first": first, "last": formats.date(survey.closes_on, language)},
        ),
        (
            _("Wat telt"),
            _(
                "Een cijfer van 1 (gaat helemaal niet goed) tot en met 5 (gaat heel goed) bij een zin. Eén antwoord per"
                " persoonlijke link, code of ingevuld formulier. Wie een punt oversloeg, telt daar niet mee."
            ),
        ),
        (
            _("Formule"),
            _(
                "Gemiddelde: de cijfers opgeteld en gedeeld door het aantal antwoorden, op één decimaal. Midden: het"
                " middelste cijfer op volgorde. Middelste helft: een kwart van de antwoorden is dit laagste cijfer of"
                " lager, driekwart is dit hoogste cijfer of lager."
            ),
        ),
        (
            _("Kleine groepen"),
            _(
                "Van minder dan vijf antwoorden laten we niets zien. Kleine groepen tellen we samen, zodat je ze ook"
                " niet kunt uitrekenen."
            ),
        ),
        (
            _("Inwoners met een open link"),
            _("Dat zijn mensen die zelf wilden antwoorden. Het is geen steekproef: ze staan niet voor alle inwoners."),
        ),
    ]
