"""Keys and roles for an installation that our supervisor does not run: `voorveld keys`, and migrations/roles.sql."""

import asyncio
import json
import re
import subprocess
from pathlib import Path

import asyncpg
import pytest

from services.kit.caller import Caller, TokenMaker, TokenReader
from voorveld.cli import main
from voorveld.keys import ISSUERS
from voorveld.migrate import upgrade
from voorveld.roles import DatabaseUrls
from voorveld.settings import CHECKOUT, SERVICES
from voorveld.standalone_postgres import temporary_server


def as_a_shell_reads_it(file: Path) -> dict[str, str]:
    said = subprocess.run(
        ["/bin/sh", "-c", 'set -a; . "$0"; env -0', file], env={}, capture_output=True, check=True, text=True
    )
    return dict(line.split("=", 1) for line in said.stdout.split("\0") if line)


def test_every_process_trusts_a_token_signed_with_a_key_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "keys.env"
    assert main(["keys", str(file)]) == 0
    values = as_a_shell_reads_it(file)
    for issuer in ISSUERS:
        own = TokenMaker(values[f"{issuer.upper()}_SIGNING_KEY"]).service()
        caller = TokenReader(values["VOORVELD_TRUSTED_KEYS"], "budget").caller(str(own.token))
        assert caller == Caller("service", issuer, token=own.token)
    assert all("d" not in key for key in json.loads(values["VOORVELD_TRUSTED_KEYS"])["keys"])


def test_the_file_is_ours_alone_and_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "keys.env"
    main(["keys", str(file)])
    before = file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert main(["keys", str(file)]) == 1
    assert "there already" in capsys.readouterr().err
    assert file.read_text() == before


def test_the_file_holds_every_secret_that_the_compose_file_asks_for(capsys: pytest.CaptureFixture[str]) -> None:
    main(["keys", "-"])
    made = set(re.findall(r"^(\w+)=", capsys.readouterr().out, re.MULTILINE))
    assert made == set(re.findall(r"\$\{(\w+):\?", (CHECKOUT / "docker-compose.yml").read_text()))


def test_roles_sql_makes_a_server_that_can_be_migrated_and_whose_apps_cannot_change_tables() -> None:
    with temporary_server() as server:
        passwords = {
            f"{name.upper()}_{word}PASSWORD": server.password_of(f"{name}_{role}")
            for name in SERVICES
            for word, role in (("", "app"), ("OWNER_", "owner"))
        }
        psql = [server.binaries / "psql", "--no-psqlrc", "-q", server.url("voorveld", "postgres"), "-f"]
        subprocess.run([*psql, CHECKOUT / "migrations" / "roles.sql"], env=passwords, check=True)
        urls = {
            name: DatabaseUrls(server.url(f"{name}_app", name), server.url(f"{name}_owner", name)) for name in SERVICES
        }
        upgrade({"monitoring": urls["monitoring"]})
        asyncio.run(_reads_rows_and_cannot_change_tables(urls["monitoring"].app))


async def _reads_rows_and_cannot_change_tables(url: str) -> None:
    connection = await asyncpg.connect(url)
    assert await connection.fetchval("SELECT count(*) FROM partners") == 0
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute("DROP TABLE partners")
    await connection.execute("CREATE TEMPORARY TABLE staged (row integer)")  # as a large delivery does
    await connection.close()
