"""The Ed25519 keys with which our processes sign, made once per installation."""

import json
import secrets
from collections.abc import Mapping
from pathlib import Path

from joserfc.jwk import OKPKey

from voorveld.data_folder import write_private
from voorveld.refusal import Refusal
from voorveld.settings import SERVICES

ISSUERS = ("frontend", *SERVICES)
DATABASE_PASSWORDS = (
    "POSTGRES_PASSWORD",
    *(f"{name.upper()}_{role}PASSWORD" for name in SERVICES for role in ("", "OWNER_")),
)
ABOUT = """\
# The secrets of one Voorveld installation, made by `voorveld keys`. Keep this file out of git.
# With another BUDGET_SIGNING_KEY, codes that were mailed and not yet used stop working.
# With another BUDGET_ACCOUNT_KEY, bank accounts that people told cannot be read any more.
"""


def signing_keys(data: Path) -> dict[str, str]:
    """Return the private JWK of each issuer, making those that are not there yet."""
    folder = data / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    return {issuer: _kept_key(folder / f"{issuer}.json", issuer) for issuer in ISSUERS}


def trusted_keys(private: Mapping[str, str]) -> str:
    """Return the JWK set of the public halves."""
    return json.dumps({"keys": [OKPKey.import_key(json.loads(key)).as_dict(private=False) for key in private.values()]})


def env_file() -> str:
    """Return fresh keys and passwords as an env file, for an installation that our supervisor does not run."""
    private = {issuer: _new_key(issuer) for issuer in ISSUERS}
    values = {
        "VOORVELD_TRUSTED_KEYS": trusted_keys(private),
        **{f"{issuer.upper()}_SIGNING_KEY": key for issuer, key in private.items()},
        **{name: secrets.token_urlsafe(24) for name in DATABASE_PASSWORDS},
        "BUDGET_ACCOUNT_KEY": secrets.token_urlsafe(32),
    }
    return ABOUT + "".join(f"{name}='{value}'\n" for name, value in values.items())


def write_env_file(file: Path) -> None:
    """Write such a file, readable by us only. Raises Refusal when there is one: its keys may be in use."""
    if file.exists():
        raise Refusal(
            f"{file} is there already, and its keys may be in use. Choose another name, or move it away first."
        )
    write_private(file, env_file())


def _kept_key(path: Path, issuer: str) -> str:
    if not path.exists():
        write_private(path, _new_key(issuer))
    return path.read_text()


def _new_key(issuer: str) -> str:
    key = OKPKey.generate_key("Ed25519", {"kid": issuer, "use": "sig"}, private=True)
    return json.dumps(key.as_dict(private=True))
