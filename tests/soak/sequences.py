"""Any row of operations on a ledger, done by the real app and by a model; after each step both must say the same."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from services.budget.contract.initiatives import InitiativeState, SayYes
from services.budget.contract.ledger import (
    CarryOver,
    CorrectPosting,
    PostingView,
    RecordPayment,
    RecordRepayment,
    ReleaseAward,
    ReleaseGround,
)
from services.budget.contract.sources import ConfirmSource, SourceState, SourceView, WithdrawSource
from services.budget.contract.splits import LineKind, PlanLine, SplitView
from services.kit.errors import Conflict, KeyReused
from tests.budget.ledger_model import Account, Idea, LedgerModel, Move
from tests.budget.world import (
    APPROVER,
    OFFICER,
    YEAR,
    World,
    a_key,
    a_proposed_split,
    a_resident,
    a_source,
    a_worker,
    a_world,
    approve,
    areas_line,
)
from tests.soak.ideas import VERSION, Place, open_ideas

AREAS: dict[str, int | None] = {"beijum": 2790, "oosterpark": 1480, "zuid": 1}


@dataclass(frozen=True)
class Step:
    """What to do, with which of the things there are, and with how much (per mille of what stands there)."""

    kind: str
    which: int
    permille: int


def steps(most: int) -> st.SearchStrategy[list[Step]]:
    """Rows of steps; what happens most in a year comes most."""
    often = ["award"] * 4 + ["payment"] * 3 + ["repayment", "release"] * 2
    kinds = st.sampled_from([*often, "correct", "change", "carry", "withdraw", "confirm", "again", "reuse"])
    return st.lists(st.builds(Step, kinds, st.integers(0, 60), st.integers(1, 1200)), min_size=most // 2, max_size=most)


async def play(data: Path, row: list[Step]) -> None:
    """Raises AssertionError as soon as the app and the model differ."""
    async with a_world(data) as world:
        world.profiles.numbers = dict(AREAS)
        year = Year(world)
        await year.begin()
        for step in row:
            await year.do(step)
        await year.check_every_evening()


@dataclass
class Year:
    """A year's ledger, twice: the app's and the model's."""

    world: World
    model: LedgerModel = field(default_factory=LedgerModel)
    places: list[Place] = field(default_factory=list)
    split: SplitView | None = None
    ideas: dict[UUID, Idea] = field(default_factory=dict)
    moves: dict[UUID, Move] = field(default_factory=dict)
    carried: dict[UUID, tuple[SourceView, dict[UUID, int]]] = field(default_factory=dict)
    accepted: list[tuple[Callable[[int], Awaitable[Any]], Any]] = field(default_factory=list)
    evenings: dict[date, dict[Account, int]] = field(default_factory=dict)

    async def begin(self) -> None:
        await self._change(Step("change", 8, 500))
        await self.check()

    async def do(self, step: Step) -> None:
        """A step on a day of its own, and whether the ledger is then as the model says."""
        self.world.clock.set(self.world.clock.now() + timedelta(days=1))
        doing: dict[str, Callable[[Step], Awaitable[None]]] = {
            "award": self._award,
            "change": self._change,
            "correct": self._correct,
            "carry": self._carry,
            "withdraw": self._withdraw,
            "confirm": self._confirm,
            "again": self._again,
            "reuse": self._reuse,
        }
        await doing.get(step.kind, self._move)(step)
        await self.check()

    async def check(self) -> None:
        trial = await self.world.as_(OFFICER).trial_balance(YEAR)
        stands = {(each.account, each.line_id or each.source_id): each.balance_cents for each in trial.accounts}
        assert (trial.sum_cents, trial.is_kept) == (0, True)
        expected = {account: cents for account, cents in self.model.stands.items() if cents}
        assert {account: cents for account, cents in stands.items() if cents} == expected
        assert all(cents >= 0 for (account, _), cents in stands.items() if account != "source")
        rows = await self.world.rows("SELECT initiative_id, account, balance_cents FROM initiative_balances")
        kept = {(row[0], row[1]): row[2] for row in rows if row[2]}
        assert kept == {
            (key, a): cents for key, idea in self.ideas.items() for a, cents in idea.stands.items() if cents
        }
        self.evenings[self.world.clock.today()] = expected

    async def check_every_evening(self) -> None:
        """What stood there then is what the ledger says of then."""
        for day, expected in self.evenings.items():
            trial = await self.world.as_(OFFICER).trial_balance(YEAR, on=day)
            stood = {(each.account, each.line_id or each.source_id): each.balance_cents for each in trial.accounts}
            assert {account: cents for account, cents in stood.items() if cents} == expected

    async def _award(self, step: Step) -> None:
        place = self.places[step.which % len(self.places)]
        asked = max(1, self.model.stands["free", place.line_id] * step.permille // 1000 // (1 + step.which % 4))
        (new,) = await open_ideas(self.world.app_url, [(place, asked)])
        idea = self.ideas[new.id] = Idea(place.line_id, asked)
        first, second = SayYes(version=VERSION, no_stake=True), SayYes(version=VERSION + 1, no_stake=True)
        await self.world.as_(a_worker(place.area_id)).say_yes(new.id, first, key=a_key())
        if self.model.award(idea):
            seen = await self.world.as_(a_resident(place.area_id)).say_yes(new.id, second, key=a_key())
            assert seen.state == InitiativeState.AWARDED
        else:
            await refused(self.world.as_(a_resident(place.area_id)).say_yes(new.id, second, key=a_key()))

    async def _move(self, step: Step) -> None:
        if not self.ideas:
            return
        idea_id = list(self.ideas)[step.which % len(self.ideas)]
        idea, key = self.ideas[idea_id], a_key()
        stands = idea.stands["paid" if step.kind == "repayment" else "awarded"]
        cents = max(1, stands * step.permille // 1000)

        async def ask(more: int = 0) -> PostingView:
            facts: dict[str, Any] = {"initiative_id": idea_id, "amount_cents": cents + more, "document": "Batch 3"}
            officer = self.world.as_(OFFICER)
            if step.kind == "payment":
                return await officer.record_payment(RecordPayment(**facts), key=key)
            if step.kind == "repayment":
                return await officer.record_repayment(RecordRepayment(**facts), key=key)
            return await officer.release_award(ReleaseAward(**facts, ground=ReleaseGround.DONE_FOR_LESS), key=key)

        move = self.model.move(step.kind, idea, cents)
        if move is None:
            await refused(ask())
            return
        posting = await ask()
        assert (posting.kind, posting.initiative_id) == (step.kind, idea_id)
        self.moves[posting.id] = move
        self.accepted.append((ask, posting))

    async def _correct(self, step: Step) -> None:
        if not self.moves:
            return
        wrong_id = list(self.moves)[step.which % len(self.moves)]
        key = a_key()

        async def ask(more: int = 0) -> PostingView:
            body = CorrectPosting(posting_id=wrong_id, document=f"Verkeerd bedrag{more or ''}")
            return await self.world.as_(OFFICER).correct_posting(body, key=key)

        if not self.model.correct(self.moves[wrong_id]):
            await refused(ask())
            return
        posting = await ask()
        assert posting.corrects == wrong_id
        self.accepted.append((ask, posting))

    async def _change(self, step: Step) -> None:
        """Another share for the areas, with support or without it, and now and then one more source."""
        support = PlanLine(key="support", kind=LineKind.SUPPORT, amount_cents=step.permille * 10)
        share = f"{1 + step.which % 11}/12"
        lines = [areas_line(share=share, base=0), PlanLine(key="city-wide", kind=LineKind.CITY_WIDE)]
        sources = [source.id for source in self.split.sources] if self.split else []
        if not sources or step.which % 5 == 0:
            sources.append((await a_source(self.world, amount_cents=step.permille * 1_000)).id)
        changed = {"replaces": self.split.id} if self.split else {}
        lines += [support] if step.which % 2 else []
        proposed = await a_proposed_split(self.world, lines=lines, source_ids=sources, **changed)
        given = {line.line_id: line.amount_cents for line in proposed.lines if line.line_id}
        if not self.model.divide({source.id: source.amount_cents for source in proposed.sources}, given):
            await refused(approve(self.world, proposed))
            return
        self.split = await approve(self.world, proposed)
        self.places = [
            Place(line.line_id, line.area_id, YEAR) for line in self.split.lines if line.line_id and line.area_id
        ]

    async def _carry(self, step: Step) -> None:
        lines = [place.line_id for place in self.places][: 1 + step.which % len(self.places)]
        key = a_key()

        async def ask(more: int = 0) -> Any:
            body = CarryOver(year=YEAR, to_year=YEAR + 1 + more, line_ids=lines, document="Besluit 5")
            return await self.world.as_(OFFICER).carry_over(body, key=key)

        carried = self.model.carry_over(lines)
        if not carried:
            await refused(ask())
            return
        answer = await ask()
        assert answer.source.amount_cents == sum(carried.values())
        self.carried[answer.source.id] = (answer.source, carried)
        self.accepted.append((ask, answer))

    async def _withdraw(self, step: Step) -> None:
        if not self.carried:
            return
        source, carried = list(self.carried.values())[step.which % len(self.carried)]
        body = WithdrawSource(version=source.version)
        if source.state != SourceState.PLANNED:
            await refused(self.world.as_(OFFICER).withdraw_source(source.id, body))
            return
        self.model.bring_back(carried)
        self.carried[source.id] = (await self.world.as_(OFFICER).withdraw_source(source.id, body), carried)

    async def _confirm(self, step: Step) -> None:
        """Money that another year counts on does not come back."""
        if not self.carried:
            return
        source, carried = list(self.carried.values())[step.which % len(self.carried)]
        body = ConfirmSource(version=source.version)
        if source.state != SourceState.PLANNED:
            await refused(self.world.as_(APPROVER).confirm_source(source.id, body))
            return
        self.carried[source.id] = (await self.world.as_(APPROVER).confirm_source(source.id, body), carried)

    async def _again(self, step: Step) -> None:
        """The same request with the same key, however much later, gets the same answer."""
        if self.accepted:
            ask, answer = self.accepted[step.which % len(self.accepted)]
            assert await ask(0) == answer

    async def _reuse(self, step: Step) -> None:
        """Another request with a key that was used."""
        if self.accepted:
            ask, _ = self.accepted[step.which % len(self.accepted)]
            await refused(ask(1), KeyReused)


async def refused(call: Awaitable[Any], by: type[Exception] = Conflict) -> None:
    """Fail when it is not."""
    try:
        answer = await call
    except by:
        return
    raise AssertionError(f"the model refuses this, the ledger does not: {answer!r}")
