"""Reads a text as a person sees it: one way of writing for every script, and nothing that nobody sees."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from html import unescape
from urllib.parse import unquote

# Letters that show nothing: fillers of Hangul, and the empty pattern of braille.
_BLANK = dict.fromkeys(map(ord, "\u115f\u1160\u3164\uffa0\u2800"))
_HYPHENS = dict.fromkeys(range(0x2010, 0x2016), "-") | {0x2212: "-", 0x2044: "/", 0x2215: "/"}
_SMALL = re.compile(r"[\u00b2\u00b3\u00b9\u2070-\u209f]")
_UNSEEN = ("Cf", "Mn", "Me")
_AS_DIGIT = str.maketrans("oil", "011")
_TOKEN = re.compile(r"(?<![^\W_])[oil]*[0-9][0-9oil]*(?![^\W_])")


def readings(text: str) -> list[str]:
    """As it is shown; and when it hides signs as `%20`, as `&nbsp;` or as small figures, as it is without those."""
    bare = _SMALL.sub(" ", unescape(unquote(text)) if "%" in text or "&" in text else text)
    return [shown(text)] if bare == text else [shown(text), shown(bare)]


def shown(text: str) -> str:
    """With digits of any script as 0 to 9, one hyphen, and without signs that nobody sees."""
    if text.isascii():
        return text
    wide = unicodedata.normalize("NFKC", text).translate(_BLANK).translate(_HYPHENS)
    return "".join(_digit(char) for char in wide if unicodedata.category(char) not in _UNSEEN)


def _digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def with_letters_as_digits(plain: str) -> str:
    """`1O0-OOO-OO8`: an o that stands among digits is read as a zero, an i or l as a one."""
    return _TOKEN.sub(lambda found: found.group().translate(_AS_DIGIT), plain)


def day_of(year: str, month: str, day: str) -> date | None:
    """That day of the calendar, when there is one."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def cut(pattern: re.Pattern[str], text: str, is_so: Callable[[re.Match[str]], bool] = bool) -> str:
    """A letter, over which no number is read, in the place of what is no number of a person."""
    return pattern.sub(lambda found: " x " if is_so(found) else found.group(), text)
