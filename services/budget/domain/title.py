"""The title of an idea: the first words of what somebody typed."""

import re

LONGEST = 70


def title_of(what: str) -> str:
    """The first sentence, or its first whole words, in at most 70 characters."""
    sentence = re.split(r"(?<=[.!?])\s|\n", what.strip(), maxsplit=1)[0]
    typed = " ".join(sentence.split())
    words = typed.rstrip(".") or typed
    if len(words) <= LONGEST:
        return words
    short = words[: LONGEST - 1]
    whole = short.rsplit(" ", 1)[0] if " " in short else short
    return whole.rstrip(" ,;:-") + "…"
