"""Counts the ballots of a file, and tells the outcome in plain words or as JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from pathlib import Path

from services.budget.domain.election import Outcome, Verdict, Why, drawn_lot
from services.budget.domain.equal_shares import EqualShares, equal_shares
from services.budget.domain.greedy import Greedy, greedy
from services.budget.domain.round_bundle import EQUAL_SHARES, GREEDY, VOTES_ONLY, settings_from_text
from services.budget.domain.round_count import Choices
from voorveld.pabulib import PbFile, read_pb
from voorveld.refusal import Refusal


@dataclass(frozen=True)
class Told:
    """An outcome with everything somebody needs to count it again."""

    file: PbFile
    rule: str
    settings: EqualShares | Greedy
    lot_from: str
    outcome: Outcome


def count(
    path: Path, rule: str | None = None, *, skip: bool = True, seed: str | None = None, themes: bool = False
) -> Told:
    """Count a file by the rule and settings it tells, as ours do; else by Equal Shares with its default settings.

    `themes`: greedy within the categories of the file first, also when it does not say that they count.

    Raises Refusal when the file is not right, or when it has no ballots and the rule needs them.
    """
    file = read_pb(path)
    rule = rule or file.meta.get("tally_rule") or EQUAL_SHARES
    chosen = _choices(path, file.meta | ({"themes": "1"} if themes else {}))
    lot_from = "the file" if "lot" in file.meta else "project ids as text"
    if seed is not None:
        lot = drawn_lot((project.id for project in file.election.projects), seed)
        file, lot_from = replace(file, election=replace(file.election, lot=lot)), f"seed {seed}"
    if rule == GREEDY:
        by_votes = replace(chosen.greedy, skip=skip and chosen.greedy.skip)
        return _held_against_file(Told(file, rule, by_votes, lot_from, greedy(file.election, by_votes)), chosen)
    if file.meta.get("ballots") == VOTES_ONLY:
        raise Refusal(
            f"{path.name} has the votes per plan and no ballots, as was announced to who voted. Equal Shares cannot be "
            "counted again from it; --rule greedy can."
        )
    counted = equal_shares(file.election, chosen.equal_shares)
    return _held_against_file(Told(file, rule, chosen.equal_shares, lot_from, counted), chosen)


def _held_against_file(told: Told, chosen: Choices) -> Told:
    """A file of ours has who won by its own rule. Counted by that same rule and lot it must be so again."""
    file, winners = told.file, frozenset(told.outcome.winners)
    as_told = file.meta.get("tally_rule") == told.rule and told.settings in (chosen.greedy, chosen.equal_shares)
    if not as_told or told.lot_from != "the file" or file.selected in (None, winners):
        return told
    said = ", ".join(sorted(file.selected or ())) or "nobody"
    warning = f"The file says that {said} won, and its ballots say otherwise: it was changed after the count."
    return replace(told, file=replace(file, warnings=(*file.warnings, warning)))


def _choices(path: Path, meta: Mapping[str, str]) -> Choices:
    if meta.get("tally_rule", GREEDY) not in (EQUAL_SHARES, GREEDY):
        raise Refusal(f"{path.name}: tally_rule is '{meta['tally_rule']}'; this counts by equal-shares or greedy.")
    try:
        return settings_from_text(meta)
    except ValueError as error:
        raise Refusal(f"{path.name}: a setting of the count in META is not right ({error}).") from error


def as_json(told: Told) -> str:
    """Amounts in the file's currency; `endowment`, `share` and `shortBy` are exact fractions, as text."""
    outcome, election = told.outcome, told.file.election
    return json.dumps(
        {
            "rule": told.rule,
            "settings": _settings(told),
            "winners": outcome.winners,
            "spent": _number(outcome.spent_cents),
            "endowment": _exact(outcome.endowment),
            "budget": _number(election.budget_cents),
            "votes": election.voters,
            "sha256": told.file.sha256,
            "steps": outcome.steps,
            "projects": [_project(verdict) for verdict in outcome.verdicts],
            "lot": election.lot,
            "warnings": told.file.warnings,
        },
        ensure_ascii=False,
        indent=2,
    )


def in_words(told: Told) -> str:
    """Who won, in order of selection, then who did not, and why."""
    outcome, election, currency = told.outcome, told.file.election, told.file.meta.get("currency", "EUR")
    of = {verdict.project.id: verdict for verdict in outcome.verdicts}
    lost = sorted((verdict for verdict in outcome.verdicts if verdict.project.id not in outcome.winners), key=_by_votes)
    lines = [
        _printable(told.file.meta.get("description", "An election")),
        f"{election.voters:,} ballots, {len(of)} plans, {_money(election.budget_cents, currency)} to divide.",
        _rule_in_words(told, currency),
        f"Equals: lowest cost first, then most votes, then the lot ({told.lot_from}).",
        f"SHA-256 of the file: {told.file.sha256}",
        "",
        f"{len(outcome.winners)} won, together {_money(outcome.spent_cents, currency)}:",
        *(
            f"{place:3}. {_line(of[winner], outcome.endowment, currency)}"
            for place, winner in enumerate(outcome.winners, 1)
        ),
        "",
        f"{len(lost)} did not:",
        *(f"  -  {_line(verdict, outcome.endowment, currency)}" for verdict in lost),
    ]
    return "\n".join(lines)


def _by_votes(verdict: Verdict) -> tuple[int, int, str]:
    return -verdict.votes, verdict.project.cost_cents, verdict.project.id


def _rule_in_words(told: Told, currency: str) -> str:
    if isinstance(told.settings, Greedy):
        after = "what does not fit is passed over" if told.settings.skip else "counting stops at what does not fit"
        part = (
            " The best plan that can do with what is left in the end gets that." if told.settings.part_funding else ""
        )
        return f"Greedy: {_themes(told.settings, currency)}most votes first; {after}.{part}"
    endowment = told.outcome.endowment
    if endowment is None:
        return "Method of Equal Shares: nobody voted."
    assert isinstance(told.settings, EqualShares)
    return f"Method of Equal Shares: everybody has {_money(endowment // 1, currency)} to give; " + _until(told.settings)


def _themes(settings: Greedy, currency: str) -> str:
    if not settings.themes:
        return ""
    each = ", ".join(f"{_printable(theme.name)} {_money(theme.budget_cents, currency)}" for theme in settings.themes)
    return f"first within each theme ({each}), then what is left over all; "


def _until(settings: EqualShares) -> str:
    """When the purses stopped growing, and what came after."""
    after = " What still fitted was taken then, most votes first." if settings.fill_up else ""
    if settings.step_cents is None:
        return f"the budget divided by the ballots.{after}"
    step = f"{settings.step_cents // 100}.{settings.step_cents % 100:02d}"
    enough = "nothing more would fit" if settings.stop_when_exhausted else "all that anybody wants is paid"
    return f"with {step} more each, the plans would cost more than there is, or {enough}.{after}"


def _line(verdict: Verdict, endowment: Fraction | None, currency: str) -> str:
    project = verdict.project
    name = _printable(f"{project.id} {project.name}".strip())
    return f"{name}, {_money(project.cost_cents, currency)}: {_reason(verdict, endowment, currency)}."


def _reason(verdict: Verdict, endowment: Fraction | None, currency: str) -> str:
    support = f"supported by {verdict.votes:,}"
    share, short_by = (
        None if part is None else _money(ceil(part), currency) for part in (verdict.share, verdict.short_by)
    )
    match verdict.why:
        case Why.WON:
            return f"{support}, who gave {share} each, or all they had left" if share else support
        case Why.WON_IN_THEME:
            return f"{support}, and its theme had enough"
        case Why.IN_PART:
            return f"{support}; there was too little for all of it, so it gets {_money(verdict.gets_cents, currency)}"
        case Why.FILLED_UP:
            return f"{support}; paid from what was left over"
        case Why.SHORT if endowment is not None:
            return f"{support}, each had {_money(endowment // 1, currency)} to give for all plans; {short_by} short"
        case Why.SHORT:
            return f"{support}; it costs {short_by} more than was left"
        case Why.AFTER_THE_STOP:
            return f"{support}; counting had stopped"
        case Why.TOO_FEW_VOTES:
            return f"{support}, which is too few"
        case Why.NO_VOTES:
            return "nobody supported it"


def _settings(told: Told) -> dict[str, object]:
    chosen: dict[str, object] = {"ties": ["lowest cost", "most votes", "lot"], "lotFrom": told.lot_from}
    if isinstance(told.settings, Greedy):
        return {"skip": told.settings.skip, "leastVotes": told.settings.least_votes, **_more(told.settings), **chosen}
    return {
        "utility": "cost",
        "stepCents": told.settings.step_cents,
        "stopWhenExhausted": told.settings.stop_when_exhausted,
        "wholeEuros": told.settings.whole_euros,
        "fillUp": told.settings.fill_up,
        **chosen,
    }


def _more(settings: Greedy) -> dict[str, object]:
    """Only what is used."""
    themes = {theme.name: _number(theme.budget_cents) for theme in settings.themes}
    return ({"themes": themes} if themes else {}) | ({"partFunding": True} if settings.part_funding else {})


def _project(verdict: Verdict) -> dict[str, object]:
    told: dict[str, object] = {
        "id": verdict.project.id,
        "name": verdict.project.name,
        "cost": _number(verdict.project.cost_cents),
        "votes": verdict.votes,
        "why": verdict.why,
        "share": _exact(verdict.share),
        "shortBy": _exact(verdict.short_by),
    }
    return told if verdict.part_cents is None else told | {"gets": _number(verdict.part_cents)}


def _exact(cents: Fraction | None) -> str | None:
    return None if cents is None else str(cents / 100)


def _number(cents: int) -> int | float:
    """For JSON only, which has no other way to write cents as a number."""
    return cents / 100 if cents % 100 else cents // 100


def _money(cents: int, currency: str) -> str:
    whole, rest = divmod(cents, 100)
    return f"{currency} {whole:,}" + (f".{rest:02d}" if rest else "")


def _printable(text: str) -> str:
    """A name from a file must not move the cursor of whoever reads it."""
    return "".join(character if character.isprintable() else "?" for character in text)
