"""The command line: `voorveld --help`."""

import argparse
import asyncio
import importlib
import inspect
import sys
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

from pydantic import ValidationError

from voorveld import export_command, import_command
from voorveld.refusal import Refusal
from voorveld.settings import SERVICES, RunSettings

EXIT_CODES = """\
exit codes:
  0  done
  1  refused or failed; the last line says why
  2  not a command we know, or a setting that cannot be right
  3  busy: another run holds the data folder, or a port is taken
"""
SETTINGS = """\
settings, from the environment:
  VOORVELD_MUNICIPALITY  whose installation this is (GM0014)
  VOORVELD_DATA          folder with database, uploads, mail and keys (.voorveld/<municipality>)
  VOORVELD_PORT          the frontend's port; the services take the next three (8000)
  VOORVELD_PUBLIC_URL    the address people use (http://localhost:<port>)
  VOORVELD_MODE          development or production (development)
  VOORVELD_NOW           development: let it be this moment, e.g. 2020-03-20T09:00
  PROFILES_DATABASE_URL  and PROFILES_OWNER_DATABASE_URL, likewise BUDGET_ and MONITORING_: a PostgreSQL of your own
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments ask and return the exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace, RunSettings], int | None] = options.command
    try:
        return command(options, RunSettings()) or 0
    except ValidationError as error:
        for problem in error.errors():
            name = f"VOORVELD_{'_'.join(map(str, problem['loc'])).upper()}"
            print(f"voorveld: {name}={problem['input']}: {problem['msg']}", file=sys.stderr)
        return 2
    except Refusal as refusal:
        print(f"voorveld: {refusal}", file=sys.stderr)
        return refusal.exit_code
    except KeyboardInterrupt:
        return 1


def _parser() -> argparse.ArgumentParser:
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        "voorveld", description=__doc__, epilog=SETTINGS + "\n" + EXIT_CODES, formatter_class=shape
    )
    commands = parser.add_subparsers(required=True, metavar="command")

    def add(
        name: str, command: Callable[[argparse.Namespace, RunSettings], int | None], help: str
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(
            name, help=help, description=help, epilog=SETTINGS + "\n" + EXIT_CODES, formatter_class=shape
        )
        added.set_defaults(command=command)
        return added

    add("run", _run, "start everything and keep it running until Ctrl-C").add_argument(
        "--json", action="store_true", help="log JSON lines, for a program that reads them"
    )
    migrate = add(
        "migrate", _migrate, "bring the three databases to the newest migration"
    ).add_mutually_exclusive_group()
    migrate.add_argument(
        "--check", action="store_true", help="only tell whether there is something to do (then exit code 1)"
    )
    migrate.add_argument("--draft", nargs=2, metavar=("SERVICE", "NAME"), help="write the next migration of a service")
    import_command.add_arguments(add("import", import_command.import_, "load figures and borders, or the sample"))
    export = add("export", export_command.export, "write a file that somebody else can check")
    export_command.add_arguments(export)
    add("keys", _keys, "write fresh keys and passwords for docker compose, as an env file").add_argument(
        "file", help="where to; - is the screen"
    )
    tally = add("tally", _tally, "count the ballots of a .pb file, and say of each plan why it won or did not")
    tally.add_argument("file", type=Path, help="an election in the format of pabulib.org, ours or anybody's")
    tally.add_argument(
        "--rule",
        choices=["equal-shares", "greedy"],
        help="equal-shares: everybody gets the same purse, which grows by 1.00 until the next step would overspend; "
        "greedy: most votes first (what the file tells, as ours do; else equal-shares)",
    )
    tally.add_argument("--no-skip", action="store_true", help="greedy: stop at the first plan that does not fit")
    tally.add_argument(
        "--themes",
        action="store_true",
        help="greedy: first within the categories of the file (budget_per_category), as Amsterdam does",
    )
    tally.add_argument(
        "--lot", metavar="SEED", help="draw the lot by this published seed (the file's own lot, else ids as text)"
    )
    tally.add_argument("--json", action="store_true", help="print JSON, for a program that reads it")
    add("demo", _demo, "play the example year through a running Voorveld")
    return parser


def _run(options: argparse.Namespace, settings: RunSettings) -> None:
    from voorveld.run import run

    run(settings, logs_as_json=options.json)


def _migrate(options: argparse.Namespace, settings: RunSettings) -> int:
    from voorveld import migrate_command

    if options.draft:
        service, name = options.draft
        if service not in SERVICES:
            raise Refusal(f"There is no service {service}; choose from {', '.join(SERVICES)}.")
        return migrate_command.draft_next(service, name)
    return migrate_command.check(settings) if options.check else migrate_command.migrate(settings)


def _tally(options: argparse.Namespace, _settings: RunSettings) -> None:
    from voorveld import tally

    if options.no_skip and options.rule != "greedy":
        raise Refusal("--no-skip goes with --rule greedy.")
    if options.themes and options.rule != "greedy":
        raise Refusal("--themes goes with --rule greedy.")
    skip, themes = not options.no_skip, options.themes
    told = tally.count(options.file, options.rule, skip=skip, seed=options.lot, themes=themes)
    for warning in told.file.warnings:
        print(f"voorveld: {warning} The ballots are counted.", file=sys.stderr)
    print(tally.as_json(told) if options.json else tally.in_words(told))


def _keys(options: argparse.Namespace, _settings: RunSettings) -> None:
    from voorveld import keys

    if options.file == "-":
        print(keys.env_file(), end="")
    else:
        keys.write_env_file(Path(options.file))


def _demo(_options: argparse.Namespace, settings: RunSettings) -> int | None:
    result = _call("voorveld.example_year", "main", settings)
    return result if isinstance(result, int) else None


def _call(module: str, function: str, settings: RunSettings) -> object:
    if find_spec(module) is None:
        raise Refusal(f"This version of Voorveld does not have {module} yet.")
    result = getattr(importlib.import_module(module), function)(settings)
    return asyncio.run(result) if inspect.iscoroutine(result) else result


if __name__ == "__main__":
    sys.exit(main())
