"""`make test`: every check as a named step, all of them also when one fails, and a list of what failed."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from voorveld.settings import CHECKOUT

BIN = Path(sys.executable).parent
STEPS = {
    "format": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "import rules": ["lint-imports"],
    # A module in one process; in the order of their names, for then whole installations come early.
    "tests": ["pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "-q"],
}
ELECTIONS = CHECKOUT.parent / "shared" / "data" / "elections"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    """Run all steps; 1 when any failed."""
    failed = [name for name, command in STEPS.items() if not _passes(name, command)]
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


if __name__ == "__main__":
    sys.exit(main())
