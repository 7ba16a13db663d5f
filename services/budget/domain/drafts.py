"""How the texts of people who type on one idea come together: nobody's words are lost, and nobody's win unseen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class KeptField:
    """The text of a field, the version of the draft it came with, and texts that met it and wait for a choice."""

    text: str
    version: int
    others: tuple[str, ...] = ()


Fields = Mapping[str, KeptField]
NOTHING = KeptField("", 0)


def merge(kept: Fields, typed: Mapping[str, str], settled: Mapping[str, str], seen: int, version: int) -> Fields:
    """The fields after somebody who had seen version `seen` typed `typed`, which makes it `version`.

    `settled`: per field the other text that may go.
    """
    result = dict(kept)
    for name, gone in settled.items():
        here = result.get(name, NOTHING)
        result[name] = replace(here, others=tuple(other for other in here.others if other != gone))
    for name, text in typed.items():
        result[name] = _meet(result.get(name, NOTHING), text, seen, version)
    return result


def _meet(here: KeptField, text: str, seen: int, version: int) -> KeptField:
    """A text takes the place of one that was seen; beside one that was not it is kept apart."""
    if text == here.text:
        return here
    if here.version <= seen:
        return replace(here, text=text, version=version)
    if not text or text in here.others:
        return here
    # Who typed on while two texts stood side by side adds to their own, and makes no third.
    return replace(here, others=(*(other for other in here.others if not text.startswith(other)), text))
