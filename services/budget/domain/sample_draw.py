"""Draws a sample that anybody can draw again from the published seed and list."""

import hashlib
from collections.abc import Iterable
from uuid import UUID


def drawn(seed: str, candidates: Iterable[UUID], count: int) -> list[UUID]:
    """The `count` candidates whose SHA-256 of `<seed>:<id>` comes first, written in hexadecimal; all when too few."""
    return sorted(candidates, key=lambda id: hashlib.sha256(f"{seed}:{id}".encode()).hexdigest())[:count]
