"""The ledger in plain Python: additions and subtractions, without a database, a lock or a trigger.

Each operation says whether it may happen, and then it has happened; the real ledger must say and do the same.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

Account = tuple[str, UUID | None]
"""Its kind, and the line or source it is of."""
WAYS = {"payment": ("awarded", "paid"), "repayment": ("paid", "free"), "release": ("awarded", "free")}


@dataclass
class Idea:
    """What was asked from a line, and what stands on its own accounts, in cents."""

    line: UUID
    asked: int
    stands: Counter[str] = field(default_factory=Counter)
    is_awarded: bool = False


@dataclass
class Move:
    """A payment, repayment or release that was made."""

    kind: str
    idea: Idea
    cents: int
    is_corrected: bool = False


@dataclass
class LedgerModel:
    """Cents on every account of one year; `planned` is what the split in force gives each line and source."""

    stands: Counter[Account] = field(default_factory=Counter)
    planned: dict[Account, int] = field(default_factory=dict)

    def divide(self, sources: Mapping[UUID, int], lines: Mapping[UUID, int]) -> bool:
        """A first split, or a change of it: refused when a line would have less than it committed."""
        wanted: dict[Account, int] = {("source", source): -cents for source, cents in sources.items()}
        wanted |= {("free", line): cents for line, cents in lines.items()}
        changes = {each: wanted.get(each, 0) - self.planned.get(each, 0) for each in wanted | self.planned}
        if any(change < 0 and self.stands[each] + change < 0 for each, change in changes.items() if each[0] == "free"):
            return False
        for each, change in changes.items():
            self.stands[each] += change
        self.planned = wanted
        return True

    def award(self, idea: Idea) -> bool:
        """Refused when the line has less than was asked."""
        if idea.is_awarded or idea.asked > self.stands["free", idea.line]:
            return False
        idea.is_awarded = True
        self._carry(idea, "free", "awarded", idea.asked)
        return True

    def move(self, kind: str, idea: Idea, cents: int) -> Move | None:
        """None when it is refused: less stands on the account of the idea."""
        taken_from, given_to = WAYS[kind]
        if cents > idea.stands[taken_from]:
            return None
        self._carry(idea, taken_from, given_to, cents)
        return Move(kind, idea, cents)

    def correct(self, move: Move) -> bool:
        """Refused the second time, and when what has to be taken back is gone from the idea or from its line."""
        given_to, taken_from = WAYS[move.kind]
        stands = self.stands["free", move.idea.line] if taken_from == "free" else move.idea.stands[taken_from]
        if move.is_corrected or move.cents > stands:
            return False
        move.is_corrected = True
        self._carry(move.idea, taken_from, given_to, move.cents)
        return True

    def carry_over(self, lines: Collection[UUID]) -> dict[UUID, int]:
        """What was free goes to another year; nothing when nothing is."""
        carried = {line: self.stands["free", line] for line in lines if self.stands["free", line]}
        for line, cents in carried.items():
            self.stands["free", line] -= cents
            self.stands["carried", None] += cents
        return carried

    def bring_back(self, carried: Mapping[UUID, int]) -> None:
        for line, cents in carried.items():
            self.stands["free", line] += cents
            self.stands["carried", None] -= cents

    def _carry(self, idea: Idea, taken_from: str, given_to: str, cents: int) -> None:
        self.stands[taken_from, idea.line] -= cents
        self.stands[given_to, idea.line] += cents
        for account, change in ((taken_from, -cents), (given_to, cents)):
            if account != "free":
                idea.stands[account] += change
