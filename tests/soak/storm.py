"""Many who decide and pay at once, each noting what the service answered: a reply, a refusal, or nothing at all."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import InitiativeState, InitiativeView, SayYes
from services.budget.contract.ledger import PostingView, RecordPayment, ReleaseAward, ReleaseGround
from services.kit.errors import Conflict, UpstreamUnavailable
from tests.soak.ideas import VERSION, OpenIdea
from tests.soak.town import Town


@dataclass
class Deed:
    """One request, repeated with the same key as often as needed; no answer while nobody knows what came of it."""

    name: str
    ask: Callable[[], Awaitable[Any]]
    answer: Any = None

    async def do(self) -> None:
        try:
            self.answer = await self.ask()
        except Conflict as refusal:
            self.answer = refusal

    @property
    def is_done(self) -> bool:
        return self.answer is not None and not isinstance(self.answer, Conflict)


@dataclass
class Life:
    """What happens to one idea: two yesses, a payment of the half, and what is not needed is free again."""

    idea: OpenIdea
    deeds: list[Deed]

    async def go_on(self) -> None:
        """Raises UpstreamUnavailable when an answer does not come; then call it again."""
        for deed in self.deeds:
            if deed.answer is None:
                await deed.do()
            if not deed.is_done:
                return

    @property
    def is_told_awarded(self) -> bool:
        """Somebody was told so, by the first reply or by that of a repeated second yes."""
        answer = self.deeds[1].answer
        if isinstance(answer, InitiativeView):
            assert answer.state == InitiativeState.AWARDED
        return self.deeds[1].is_done

    @property
    def is_settled(self) -> bool:
        """Nothing is waiting for an answer."""
        return all(deed.answer is not None for deed in self.deeds) or any(
            deed.answer is not None and not deed.is_done for deed in self.deeds
        )

    @property
    def postings(self) -> list[PostingView]:
        return [deed.answer for deed in self.deeds if isinstance(deed.answer, PostingView)]


@dataclass
class Storm:
    """The lives of some ideas, lived by a number of clients at once."""

    town: Town
    budget: BudgetClient
    lives: list[Life] = field(default_factory=list)

    @classmethod
    def over(cls, town: Town, budget: BudgetClient, ideas: Iterable[OpenIdea], deeds: int = 4) -> "Storm":
        """`deeds`: how far each life goes; 2 is up to its award."""
        return cls(town, budget, [Life(idea, _deeds(town, budget, idea)[:deeds]) for idea in ideas])

    @property
    def answers(self) -> int:
        return sum(deed.answer is not None for life in self.lives for deed in life.deeds)

    async def blow(self, clients: int = 24) -> None:
        """Until all is settled, or until the service does not answer: then each client stops where it was."""
        waiting = deque(life for life in self.lives if not life.is_settled)

        async def client() -> None:
            while waiting:
                await waiting.popleft().go_on()

        await asyncio.gather(*(_until_away(client) for _ in range(clients)))


async def _until_away(client: Callable[[], Awaitable[None]]) -> None:
    try:
        await client()
    except UpstreamUnavailable:
        return


def _deeds(town: Town, budget: BudgetClient, idea: OpenIdea) -> list[Deed]:
    area, half = idea.place.area_id, idea.cents // 2
    payment = RecordPayment(initiative_id=idea.id, amount_cents=half, document=f"Betaling {idea.id}")
    release = ReleaseAward(
        initiative_id=idea.id,
        amount_cents=idea.cents - half,
        document=f"Vrijval {idea.id}",
        ground=ReleaseGround.DONE_FOR_LESS,
    )
    pay_key, release_key = uuid4().hex, uuid4().hex

    def yes(who: Callable[[str], Any], version: int) -> Callable[[], Awaitable[Any]]:
        body, key = SayYes(version=version, no_stake=True), uuid4().hex
        return lambda: budget.on_behalf_of(who(area)).say_yes(idea.id, body, key=key)

    return [
        Deed("first yes", yes(town.worker, VERSION)),
        Deed("second yes", yes(town.resident, VERSION + 1)),
        Deed("payment", lambda: budget.on_behalf_of(town.officer()).record_payment(payment, key=pay_key)),
        Deed("release", lambda: budget.on_behalf_of(town.officer()).release_award(release, key=release_key)),
    ]
