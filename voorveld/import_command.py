"""`voorveld import …`: what can be loaded, and with which options."""

import argparse
from pathlib import Path

from voorveld.settings import RunSettings

DESCRIPTIONS = {
    "sample": "what a first run shows",
    "cbs": "a table of Statistics Netherlands: from a file (CSV of StatLine or of the open-data API, attributes of its "
    "maps; gzip allowed) or, without a file, from its feed",
    "borders": "outlines from a GeoJSON file in WGS84; every code in it must be a region of that year",
    "mappings": "what became of regions whose borders changed: CSV with from_year, from_code, to_year, to_code, share, "
    "basis and source",
    "postcodes": "in which neighbourhood a postcode lies: CSV with pc6 and neighbourhood code (CBS: pc6hnr, for exact "
    "answers), or the key figures of CBS with MeestVoorkomendePostcode",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell the parser of `voorveld import` what there is."""
    whats = parser.add_subparsers(required=True, metavar="what", dest="what")
    added = {what: whats.add_parser(what, help=text, description=text) for what, text in DESCRIPTIONS.items()}
    cbs = added["cbs"]
    cbs.add_argument("file", nargs="?", type=Path, help="a file; without it the feed is read")
    cbs.add_argument("--table", help="number of the table, e.g. 84583NED, when the file's name does not say it")
    cbs.add_argument("--year", type=int, help="the year it is about, when the source does not say it")
    cbs.add_argument("--report", type=Path, metavar="FILE", help="write every refused row to this CSV")
    added["borders"].add_argument("file", type=Path)
    added["mappings"].add_argument("file", type=Path)
    added["postcodes"].add_argument("file", type=Path)
    added["borders"].add_argument("--year", type=int, required=True, help="the year of the regions")


def import_(options: argparse.Namespace, settings: RunSettings) -> int:
    """Import what was asked; the exit code. Raises Refusal."""
    if options.what == "sample":
        from voorveld.sample import load_when_empty

        load_when_empty(settings)
        return 0
    if options.what == "cbs":
        from voorveld.import_cbs import import_cbs

        return import_cbs(options, settings)
    if options.what == "borders":
        from voorveld.import_borders import import_borders

        return import_borders(options, settings)
    if options.what == "postcodes":
        from voorveld.import_postcodes import import_postcodes

        return import_postcodes(options, settings)
    from voorveld.import_mappings import import_mappings

    return import_mappings(options, settings)
