"""The file of a round in the format of pabulib.org: everything somebody needs to count it again, and nothing else.

The same round always gives the same bytes. Equal ballots stand together in an order that follows from what is on them,
so the order says nothing about who voted or when.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.budget.domain.election import Election, Project
from services.budget.domain.equal_shares import EqualShares
from services.budget.domain.greedy import Greedy, Theme
from services.budget.domain.round_count import Choices

AMOUNT = re.compile(r"([0-9]{1,15})(?:\.([0-9]{0,2})0*)?")
VOTES_ONLY = "votes-per-plan"
"""In META as `ballots`: the file has no ballots, as was announced."""
EQUAL_SHARES, GREEDY = "equal-shares", "greedy"
"""In META as `tally_rule`, as `voorveld tally --rule` calls them."""


@dataclass(frozen=True)
class Told:
    """What the file tells besides the election itself."""

    round_id: str
    title: str
    line: str
    year: int
    first_day: date
    last_day: date
    lowest_age: int
    rule: str
    choices: Choices
    seed: str
    paper_ballots: int


def bundle(told: Told, election: Election, winners: tuple[str, ...], *, votes_only: bool) -> bytes:
    """The file as bytes (UTF-8, `\\n`)."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    rows.writerows([["META"], ["key", "value"], *_meta(told, election, votes_only)])
    extra = _extra_columns(told.choices.greedy)
    rows.writerows([["PROJECTS"], ["project_id", "cost", "votes", "name", "selected", *extra]])
    votes = election.votes()
    for project in election.projects:
        selected = int(project.id in winners)
        name = _in_one_line(project.name)
        row = [project.id, _euros(project.cost_cents), votes[project.id], name, selected]
        rows.writerow([*row, *(column(project) for column in extra.values())])
    rows.writerows([["VOTES"], ["voter_id", "vote"]])
    if not votes_only:
        rows.writerows([number, ballot] for number, ballot in enumerate(_ballots(election), 1))
    return out.getvalue().encode()


def _extra_columns(settings: Greedy) -> dict[str, Callable[[Project], str]]:
    """Only what the round was set to use, so that other files stay as they were."""
    columns: dict[str, Callable[[Project], str]] = {}
    if settings.themes:
        columns["category"] = lambda project: project.theme
    if settings.part_funding:
        columns["least_cost"] = lambda project: "" if project.least_cents is None else _euros(project.least_cents)
    return columns


def _meta(told: Told, election: Election, votes_only: bool) -> Iterator[Sequence[object]]:
    yield ["description", _in_one_line(f"{told.title} ({told.line}, {told.year})")]
    yield ["country", "Netherlands"]
    yield ["unit", _in_one_line(told.line)]
    yield ["instance", told.year]
    yield ["num_projects", len(election.projects)]
    yield ["num_votes", election.voters]
    yield ["budget", _euros(election.budget_cents)]
    yield ["currency", "EUR"]
    yield ["vote_type", "approval"]
    yield ["date_begin", told.first_day.strftime("%d.%m.%Y")]
    yield ["date_end", told.last_day.strftime("%d.%m.%Y")]
    yield ["lowest_age", told.lowest_age]
    yield ["paper_ballots", told.paper_ballots]
    yield ["round", told.round_id]
    yield ["ballots", VOTES_ONLY if votes_only else "grouped"]
    yield ["tally_rule", told.rule]
    yield from settings_as_text(told.choices).items()
    yield from _themes_and_parts(told.choices.greedy)
    yield ["ties", "lowest cost, then most votes, then the lot"]
    yield ["seed", told.seed]
    yield ["lot", ",".join(election.lot)]


def settings_as_text(choices: Choices) -> dict[str, str]:
    """The choices of both rules, as they stand in META."""
    shares, votes = choices.equal_shares, choices.greedy
    return {
        "step_cents": str(shares.step_cents or 0),
        "stop_when_exhausted": str(int(shares.stop_when_exhausted)),
        "whole_euros": str(int(shares.whole_euros)),
        "fill_up": str(int(shares.fill_up)),
        "skip": str(int(votes.skip)),
        "least_votes": str(votes.least_votes),
    }


def _themes_and_parts(settings: Greedy) -> Iterator[Sequence[object]]:
    """`categories` and `budget_per_category` as pabulib.org has them; `themes` says that they count."""
    if settings.themes:
        yield ["themes", 1]
        yield ["categories", ",".join(theme.name for theme in settings.themes)]
        yield ["budget_per_category", ",".join(_euros(theme.budget_cents) for theme in settings.themes)]
    if settings.part_funding:
        yield ["part_funding", 1]


def settings_from_text(meta: Mapping[str, str]) -> Choices:
    """The choices a file tells; ours by default where it tells none. Raises ValueError for what is no number."""
    said = settings_as_text(Choices()) | {key: meta[key] for key in settings_as_text(Choices()) if meta.get(key)}
    shares = EqualShares(
        step_cents=int(said["step_cents"]) or None,
        stop_when_exhausted=said["stop_when_exhausted"] == "1",
        whole_euros=said["whole_euros"] == "1",
        fill_up=said["fill_up"] == "1",
    )
    votes = Greedy(
        skip=said["skip"] == "1",
        least_votes=int(said["least_votes"]),
        themes=themes_from_text(meta) if meta.get("themes") == "1" else (),
        part_funding=meta.get("part_funding") == "1",
    )
    return Choices(shares, votes)


def themes_from_text(meta: Mapping[str, str]) -> tuple[Theme, ...]:
    """The categories of a file with the budget of each. Raises ValueError when there is not one amount for each."""
    names = [name.strip() for name in meta.get("categories", "").split(",") if name.strip()]
    amounts = [amount.strip() for amount in meta.get("budget_per_category", "").split(",") if amount.strip()]
    if not names or len(names) != len(amounts) or len(set(names)) != len(names):
        raise ValueError("categories and budget_per_category name no theme each with an amount of its own")
    return tuple(Theme(name, _cents(amount)) for name, amount in zip(names, amounts, strict=True))


def _cents(euros: str) -> int:
    amount = AMOUNT.fullmatch(euros)
    if amount is None:
        raise ValueError(f"'{euros}' is no amount")
    return int(amount[1]) * 100 + int((amount[2] or "").ljust(2, "0"))


def _ballots(election: Election) -> Iterator[str]:
    for ballot, people in election.ballots.items():
        yield from [",".join(ballot)] * people


def _in_one_line(text: str) -> str:
    """A carriage return in a name would be read as the end of a row."""
    return " ".join(text.split())


def _euros(cents: int) -> str:
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)
