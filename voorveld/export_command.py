"""`voorveld export …`: what can be written for somebody else to check, and with which options."""

import argparse
from pathlib import Path
from uuid import UUID

from voorveld.settings import RunSettings

RECOMPUTE = "docs/split-mathematics.md has a program that divides it again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell the parser of `voorveld export` what there is."""
    whats = parser.add_subparsers(required=True, metavar="what", dest="what")
    text = "a split with its plan, figures and amounts, so that anybody can divide the money again"
    split = whats.add_parser("split", help=text, description=f"Writes {text}; {RECOMPUTE}. Voorveld must be running.")
    split.add_argument("id", nargs="?", type=UUID, help="one split that was published, also when it was replaced")
    split.add_argument("--year", type=int, help="the split in force of this year (the year it is now)")
    split.add_argument("--out", type=Path, metavar="FILE", help="where to; without it the screen")


def export(options: argparse.Namespace, settings: RunSettings) -> int:
    """Write the split that was asked; the exit code. Raises Refusal."""
    # Here, so that the other commands do without the client: `voorveld tally` stays under 60 MB.
    from voorveld import export_split

    document = export_split.write(options, settings)
    if options.out is not None:
        print(f"The split of {document.year}, {len(document.lines)} lines, stands in {options.out}; {RECOMPUTE}.")
    return 0
