"""Reads elections in the format of pabulib.org: META, PROJECTS and VOTES, fields between semicolons."""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from services.budget.domain.election import Election, Project, an_election, drawn_lot
from services.budget.domain.round_bundle import VOTES_ONLY
from voorveld.refusal import Refusal

SECTIONS = ("META", "PROJECTS", "VOTES")
APPROVALS = ("approval", "choose-1")
AMOUNT = re.compile(r"([0-9]{1,15})(?:[.,]([0-9]{0,2})0*)?")
Row = tuple[int, dict[str, str]]


@dataclass(frozen=True)
class PbFile:
    """An election as a file tells it. `warnings`: what it says of itself that its ballots or its seed contradict.

    `selected`: the projects that won, as the file says; None when it does not.
    """

    meta: dict[str, str]
    election: Election
    warnings: tuple[str, ...] = ()
    sha256: str = ""
    selected: frozenset[str] | None = None


@dataclass
class _Sections:
    path: Path
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def refuse(self, line: int, problem: str) -> Refusal:
        return Refusal(f"{self.path.name}, line {line}: {problem}")


def read_pb(path: Path) -> PbFile:
    """Read an approval (or choose-1) election. Raises Refusal, naming the line that is not right."""
    file = _Sections(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            _read(file, csv.reader(lines, delimiter=";"))
    except (OSError, UnicodeDecodeError) as error:
        what = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise Refusal(f"{path} cannot be read: {what}.") from error
    meta = {row["key"]: row.get("value", "") for _, row in file.rows["META"]}
    kind = meta.get("vote_type", "")
    if kind not in APPROVALS:
        raise Refusal(f"{path.name}: vote_type is '{kind}'; this counts {' and '.join(APPROVALS)} ballots.")
    budget = _amount(file, *_meta_line(file, "budget"), "the budget")
    projects = _projects(file)
    has_ballots = meta.get("ballots") != VOTES_ONLY
    ballots = _ballots(file, projects) if has_ballots else _ballots_with_these_votes(file)
    election = an_election(budget, projects, ballots, _lot(file, meta, projects))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return PbFile(meta, election, tuple(_contradictions(file, meta, election)), digest, _selected(file))


def _read(file: _Sections, reader: Iterator[list[str]]) -> None:
    section, header = "", list[str]()
    line = 0
    try:
        for cells in reader:
            line = getattr(reader, "line_num", line + 1)
            name = cells[0].strip().upper() if len(cells) == 1 else ""
            if name in SECTIONS[len(file.rows) :][:1]:
                section, header = name, []
                file.rows[section] = []
            elif not any(cell.strip() for cell in cells):
                continue
            elif not section:
                raise file.refuse(line, "a .pb file starts with META.")
            elif not header:
                header = [cell.strip().lower() for cell in cells]
                _check_header(file, line, section, header)
            else:
                file.rows[section].append((line, dict(zip(header, map(str.strip, cells), strict=False))))
    except csv.Error as error:
        raise file.refuse(line + 1, f"this cannot be read as fields between semicolons ({error}).") from error
    missing = [name for name in SECTIONS if name not in file.rows]
    if missing:
        raise file.refuse(line, f"the file ends without {' and '.join(missing)}.")


def _check_header(file: _Sections, line: int, section: str, header: list[str]) -> None:
    needed = {"META": ["key", "value"], "PROJECTS": ["project_id", "cost"], "VOTES": ["voter_id", "vote"]}[section]
    for name in needed:
        if name not in header:
            raise file.refuse(line, f"the heading of {section} has no '{name}'.")


def _meta_line(file: _Sections, key: str) -> tuple[int, str]:
    for line, row in file.rows["META"]:
        if row["key"] == key:
            return line, row.get("value", "")
    raise Refusal(f"{file.path.name}: META has no '{key}'.")


def _amount(file: _Sections, line: int, text: str, what: str) -> int:
    """Whole cents; the format writes a decimal point, some files a comma."""
    amount = AMOUNT.fullmatch(text)
    if amount:
        cents = int(amount[1]) * 100 + int((amount[2] or "").ljust(2, "0"))
        if cents:
            return cents
    raise file.refuse(line, f"{what} is '{text}'; it must be an amount above zero, in whole cents.")


def _projects(file: _Sections) -> list[Project]:
    projects: dict[str, Project] = {}
    for line, row in file.rows["PROJECTS"]:
        project_id = row["project_id"]
        if not project_id or project_id in projects:
            raise file.refuse(line, f"project '{project_id}' {'stands here twice' if project_id else 'has no id'}.")
        cost = _amount(file, line, row.get("cost", ""), f"the cost of project {project_id}")
        least = _least(file, line, row.get("least_cost", ""), project_id, cost)
        projects[project_id] = Project(project_id, cost, row.get("name", ""), row.get("category", ""), least)
    return list(projects.values())


def _selected(file: _Sections) -> frozenset[str] | None:
    rows = [row for _, row in file.rows["PROJECTS"]]
    if not all("selected" in row for row in rows):
        return None
    return frozenset(row["project_id"] for row in rows if row["selected"] == "1")


def _least(file: _Sections, line: int, text: str, project_id: str, cost: int) -> int | None:
    """What a project can do with too (`least_cost`), where it says so."""
    if not text:
        return None
    what = f"what project {project_id} can do with"
    least = _amount(file, line, text, what)
    if least > cost:
        raise file.refuse(line, f"{what} is more than it costs.")
    return least


def _ballots(file: _Sections, projects: list[Project]) -> Iterator[list[str]]:
    known, seen = {project.id for project in projects}, set[str]()
    for line, row in file.rows["VOTES"]:
        voter = row["voter_id"]
        if voter in seen:
            raise file.refuse(line, f"voter {voter} has voted before in this file.")
        seen.add(voter)
        ballot = [name for name in map(str.strip, row.get("vote", "").split(",")) if name]
        for name in ballot:
            if name not in known:
                raise file.refuse(line, f"a ballot names project '{name}', which is not among the projects.")
        yield ballot


def _ballots_with_these_votes(file: _Sections) -> Iterator[list[str]]:
    """Made up: as many people as voted, and as many votes per plan. Good for a rule that looks at votes alone."""
    votes = {row["project_id"]: _whole(file, line, row.get("votes", "")) for line, row in file.rows["PROJECTS"]}
    line, people = _meta_line(file, "num_votes")
    for at in range(_whole(file, line, people)):
        yield [project_id for project_id, support in votes.items() if at < support]


def _whole(file: _Sections, line: int, text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 8:
        return int(text)
    raise file.refuse(line, f"'{text}' is no number of votes.")


def _lot(file: _Sections, meta: dict[str, str], projects: list[Project]) -> list[str]:
    """The drawn order, where the file publishes one: `lot;3,1,2` in META."""
    if "lot" not in meta:
        return []
    line, text = _meta_line(file, "lot")
    lot = [name.strip() for name in text.split(",")]
    if sorted(lot) != sorted(project.id for project in projects):
        raise file.refuse(line, "the lot must name every project once.")
    return lot


def _contradictions(file: _Sections, meta: dict[str, str], election: Election) -> Iterator[str]:
    counted = {"num_projects": len(election.projects), "num_votes": election.voters}
    for key, number in counted.items():
        if meta.get(key, str(number)) != str(number):
            yield f"META says {key} is {meta[key]}, the file has {number}."
    if "seed" in meta and "lot" in meta and drawn_lot(election.lot, meta["seed"]) != election.lot:
        yield "The lot is not the one that the seed gives."
    votes = election.votes()
    for line, row in file.rows["PROJECTS"]:
        said, number = row.get("votes", ""), votes[row["project_id"]]
        if said and said != str(number):
            yield f"Line {line} says project {row['project_id']} has {said} votes, the ballots give it {number}."
