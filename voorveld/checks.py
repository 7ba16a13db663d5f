"""`make test`: every check as a named step, all of them also when one fails, and a list of what failed."""

import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from voorveld.settings import CHECKOUT

BIN = Path(sys.executable).parent
FIRST = {"format": ["ruff", "format", "--check", "."], "lint": ["ruff", "check", "."]}
# Each in one process: beside the tests they take what those leave of a second core.
BESIDE = {"types": ["mypy"], "import rules": ["lint-imports"]}
# A module in one process; in the order of their names, for then whole installations come early.
TESTS = ["pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-q"]
ELECTIONS = CHECKOUT.parent / "shared" / "data" / "elections"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Run all steps; 1 when any failed."""
    failed = [name for name, command in FIRST.items() if not _passes(name, command)]
    with ThreadPoolExecutor(1) as beside:
        quiet = {name: beside.submit(_passes_quietly, name, command) for name, command in BESIDE.items()}
        failed += [] if _passes("tests", TESTS) else ["tests"]
    failed += [name for name, passed in quiet.items() if not passed.result()]
    if not browser():
        print("\nNo Chromium on this machine: the browser tests were left out. `.ci/run` installs it with apt.")
    if not ELECTIONS.is_dir():
        print("\nNo real elections beside this checkout: tests/elections was left out (`make test-elections`).")
    print(f"\nFailed: {', '.join(failed)}." if failed else "\nAll checks pass.")
    return 1 if failed else 0


def browser() -> str | None:
    """Return the Chromium of this machine, which the browser tests use."""
    return os.environ.get("VOORVELD_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def _passes(name: str, command: list[str]) -> bool:
    print(f"\n── {name}: {' '.join(command)}", flush=True)
    started = time.monotonic()
    passed = subprocess.run([BIN / command[0], *command[1:]], cwd=CHECKOUT).returncode == 0
    print(f"   {'passed' if passed else 'FAILED'} in {time.monotonic() - started:.1f} s", flush=True)
    return passed


def _passes_quietly(name: str, command: list[str]) -> bool:
    """The same beside another step: all that it says is said at once, at its end."""
    started = time.monotonic()
    ended = subprocess.run(
        [BIN / command[0], *command[1:]], cwd=CHECKOUT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    passed = ended.returncode == 0
    verdict = f"{'passed' if passed else 'FAILED'} in {time.monotonic() - started:.1f} s"
    print(f"\n── {name}: {' '.join(command)}\n{ended.stdout}   {verdict}", flush=True)
    return passed


if __name__ == "__main__":
    sys.exit(main())
