"""The Ed25519 keys with which our processes sign, made once per installation."""

import json
from collections.abc import Mapping
from pathlib import Path

from joserfc.jwk import OKPKey

from voorveld.data_folder import write_private
from voorveld.settings import SERVICES

ISSUERS = ("frontend", *SERVICES)


def signing_keys(data: Path) -> dict[str, str]:
    """Return the private JWK of each issuer, making those that are not there yet."""
    folder = data / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    return {issuer: _signing_key(folder / f"{issuer}.json", issuer) for issuer in ISSUERS}


def trusted_keys(private: Mapping[str, str]) -> str:
    """Return the JWK set of the public halves."""
    return json.dumps({"keys": [OKPKey.import_key(json.loads(key)).as_dict(private=False) for key in private.values()]})


def _signing_key(path: Path, issuer: str) -> str:
    if not path.exists():
        key = OKPKey.generate_key("Ed25519", {"kid": issuer, "use": "sig"}, private=True)
        write_private(path, json.dumps(key.as_dict(private=True)))
    return path.read_text()
