"""The interface in two languages: Dutch is what the source says, English stands in the catalogues."""

import gettext
import io
import sys
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).parent
SOURCE = "nl"
LANGUAGES = (SOURCE, "en")


def catalogue_files(language: str) -> list[Path]:
    """The catalogues of a language; there may be several, so that people can work side by side."""
    return sorted((HERE / "locale" / language / "LC_MESSAGES").glob("*.po"))


@cache
def translations(language: str) -> gettext.NullTranslations:
    """What turns a Dutch sentence into this language; Dutch, and what nobody translated, stays as it is."""
    merged: gettext.NullTranslations | None = None
    for path in catalogue_files(language) if language != SOURCE else []:
        compiled = io.BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=language))
        compiled.seek(0)
        one = gettext.GNUTranslations(compiled)
        if merged is None:
            merged = one
        else:
            merged.add_fallback(one)
    return merged or _Dutch()


class _Dutch(gettext.NullTranslations):
    """The source language: a sentence is its own translation."""


def sentences() -> Catalog:
    """Every sentence in our templates and Python files that is marked for translation."""
    with (HERE / "babel.cfg").open() as file:
        # Babel has types nearly everywhere, not here.
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    catalogue = Catalog()
    found = extract_from_dir(HERE, methods, options, directory_filter=_is_ours)
    for filename, line, message, comments, context in found:
        catalogue.add(message, None, [(filename, line)], auto_comments=comments, context=context)
    return catalogue


def missing(language: str = "en") -> Catalog:
    """The sentences without a translation."""
    known = set()
    for path in catalogue_files(language):
        with path.open("rb") as file:
            known |= {message.id for message in read_po(file, locale=language) if _is_translated(message.string)}
    lacking = Catalog(locale=language)
    for message in sentences():
        if message.id and message.id not in known:
            lacking.add(message.id, None, message.locations, context=message.context)
    return lacking


def _is_translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _is_ours(folder: str) -> bool:
    return Path(folder).name not in {"node_modules", "static", "__pycache__"}


def main() -> int:
    """Print what still needs English, ready to be pasted into a catalogue."""
    lacking = missing()
    write_po(sys.stdout.buffer, lacking, omit_header=True, width=110)
    return 1 if len(lacking) else 0


if __name__ == "__main__":
    sys.exit(main())
