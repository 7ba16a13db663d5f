"""Which referrals are looked at: a stated share drawn by lot, that anybody with the seed can draw again."""

import random
from collections.abc import Iterable
from uuid import UUID


def drawn(ids: Iterable[UUID], percent: int, seed: int) -> list[UUID]:
    """The share of the ids, rounded up, in a fixed order; 100 percent is all of them."""
    known = sorted(ids)
    many = -(-len(known) * percent // 100)
    return sorted(random.Random(seed).sample(known, many))  # a lot anybody can draw again, no secret
