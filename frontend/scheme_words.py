"""The rules of a year in plain sentences."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from frontend import formats
from services.budget.contract.models import MoneyLine
from services.budget.contract.schemes import Scheme, Way

Say = Callable[[str], str]


@dataclass(frozen=True)
class Rule:
    """A question somebody has, and what holds; one sentence or more."""

    question: str
    answers: list[str]


def way_name(way: Way, _: Say) -> str:
    """A way to decide in a few words."""
    return {
        Way.TEAM: _("twee keer ja"),
        Way.CONSENT: _("voorstel zonder bezwaar"),
        Way.VOTE: _("stemming"),
    }[way]


def way_sentence(way: Way, days: int, _: Say) -> str:
    """The same, so that somebody who never heard of it knows what happens."""
    if way is Way.TEAM:
        return _("Eén bewoner en één iemand van het wijkteam zeggen ja. Dan gaat het idee door.")
    if way is Way.CONSENT:
        said = _(
            "De kring doet een voorstel. Dat ligt %(days)s dagen open. Heeft niemand van de kring een bezwaar met een"
            " reden? Dan gaat het idee door. Is er wel een bezwaar? Dan komt er een beter voorstel."
        )
        return said % {"days": days}
    return _("Bewoners stemmen over de ideeën. Wie mag stemmen en hoe we tellen, staat bij de stemming.")


def ways_of_lines(rules: Scheme, area_id: str | None, lines: Sequence[MoneyLine], _: Say, language: str) -> list[str]:
    """How is decided over these lines of one place: a sentence, or where they differ one for each line."""
    ways = {line.path: rules.way_of(area_id, line.path) for line in lines}
    if len(set(ways.values())) < 2:
        return [way_sentence(next(iter(ways.values()), rules.way_of(area_id)), rules.consent_days, _)]
    return [
        Markup("{}: {}").format(
            formats.dutch(line.name, language), way_sentence(ways[line.path], rules.consent_days, _)
        )
        for line in lines
    ]


def way_here(rules: Scheme, area_id: str | None, _: Say) -> str:
    """How ideas are decided in an area, or for the whole municipality."""
    return way_sentence(rules.way_of(area_id), rules.consent_days, _)


def who_decides(
    rules: Scheme, area_names: dict[str, str], line_names: Mapping[str, str], _: Say, language: str
) -> list[Rule]:
    """How ideas are decided: as a rule, in areas that do it otherwise, for the whole city, and above the limit."""
    found = [Rule(_("In elk gebied"), [way_sentence(rules.default_way, rules.consent_days, _)])]
    for area, way in rules.ways.items():
        if area in area_names and way is not rules.default_way:
            found.append(Rule(area_names[area], [way_sentence(way, rules.consent_days, _)]))
    if rules.city_wide_way and rules.city_wide_way is not rules.default_way:
        found.append(Rule(_("Voor de hele gemeente"), [way_sentence(rules.city_wide_way, rules.consent_days, _)]))
    for path, way in rules.line_ways.items():
        if path in line_names and way is not rules.way_of(None):
            name = formats.dutch(line_names[path], language)
            found.append(Rule(name, [way_sentence(way, rules.consent_days, _)]))
    if rules.team_limit_cents is not None:
        limit = formats.euro(rules.team_limit_cents, language)
        above = way_sentence(Way(rules.above_limit_way), rules.consent_days, _)
        found.append(Rule(_("Twee keer ja kan tot %(limit)s") % {"limit": limit}, [_("Vraagt een idee meer?"), above]))
    on_behalf = formats.dutch(rules.mandate, language) or _(
        "De kring beslist namens het college van burgemeester en wethouders."
    )
    found.append(Rule(_("Namens wie"), [on_behalf]))
    return found


def what_can_be_asked(rules: Scheme, _: Say, language: str) -> list[Rule]:
    """For whom, by whom, how much, and what comes with it."""
    asks = [_("Bewoners, en mensen die hier werken. Een account is niet nodig.")]
    if rules.undertakings_allowed:
        asks.append(_("Ook een bedrijf mag een idee indienen."))
        if rules.de_minimis_asked:
            asks.append(
                _("Een bedrijf zegt erbij hoeveel steun het van overheden kreeg: hoogstens € 300.000 in 3 jaar.")
            )
    else:
        asks.append(_("Een bedrijf kan hier geen geld vragen."))
    signs = _("Wie %(age)s jaar of ouder is, tekent zelf. Ben je jonger? Dan tekent een volwassene mee.")
    asks.append(signs % {"age": rules.sign_age})
    for_whom = _("Kinderen en jongeren tot %(age)s jaar.") % {"age": rules.for_whom_until_age}
    return [
        Rule(_("Voor wie"), [for_whom]),
        Rule(_("Wie mag vragen"), asks),
        Rule(_("Hoeveel"), _amounts(rules, _, language)),
    ]


def _amounts(rules: Scheme, _: Say, language: str) -> list[str]:
    found = [_("Er is geen grens voor één idee. Er moet wel genoeg geld over zijn.")]
    if rules.most_cents is not None:
        found = [_("Hoogstens %(most)s voor één idee.") % {"most": formats.euro(rules.most_cents, language)}]
    if rules.part_awards:
        found.append(_("Is er minder over dan je vraagt? Dan kun je krijgen wat er nog is."))
        found.append(_("Wie beslist, mag ook een deel geven. In de brief staat dan waarom."))
    if rules.budget_table_from_cents is not None:
        table = _("Vanaf %(amount)s vragen we een lijstje met kosten.")
        found.append(table % {"amount": formats.euro(rules.budget_table_from_cents, language)})
    return found


def terms_of(rules: Scheme, _: Say, language: str) -> list[Rule]:
    """When one hears, when one is paid, and what is asked afterwards."""
    weeks, paid = {"count": rules.answer_weeks}, {"count": rules.pay_weeks}
    fixed = [_("Na een ja is het geld van jou. Je hoeft later niets te bewijzen.")]
    if rules.fixing_limit_cents is not None:
        limit = {"limit": formats.euro(rules.fixing_limit_cents, language)}
        fixed = [
            _("Tot en met %(limit)s is het geld na een ja van jou. Je hoeft later niets te bewijzen.") % limit,
            _("Vraag je meer? Dan kijken we achteraf samen of het idee is uitgevoerd."),
            _("Je krijgt dan eerst %(percent)s%% van het bedrag, en de rest als dat gedaan is.")
            % {"percent": rules.advance_percent},
        ]
    if rules.sample_check:
        fixed.append(_("Het lot kiest één keer per jaar een paar ideeën. Die laten hun bonnetjes zien."))
    fixed.append(_("Laat op jouw manier zien wat het opleverde."))
    repaid = _("Alleen om een reden van de wet. Je krijgt er %(days)s dagen de tijd voor.") % {"days": rules.repay_days}
    return [
        Rule(
            _("Wanneer je antwoord krijgt"),
            [_("Binnen %(count)s weken. Lukt dat niet? Dan hoor je wanneer wel.") % weeks],
        ),
        Rule(_("Wanneer je geld krijgt"), [_("Binnen %(count)s weken na het besluit.") % paid]),
        Rule(_("Wat we daarna vragen"), fixed),
        Rule(_("Wanneer je geld terugbetaalt"), [repaid]),
    ]
