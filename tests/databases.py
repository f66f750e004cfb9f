"""Databases for whatever keeps things, as fixtures: SQLite always, a PostgreSQL server where there is one."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest

_numbers = count(1)
_TRIES = 5


def _programs() -> Path | None:
    found = shutil.which("initdb") or next(
        (str(p) for p in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None
    )
    return Path(found).resolve().parent if found else None


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a server of our own, without a database name; skipped where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        assert not os.environ.get("ASSISTANT_ALLOW_NO_SKIP"), "PostgreSQL is not on this machine"
        pytest.skip("left out: no PostgreSQL on this machine")
    as_owner = (
        ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    )
    folder = Path(tempfile.mkdtemp(prefix="assistant-postgresql-"))
    if as_owner:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"

    def run(program: str, *arguments: str) -> None:
        command = [*as_owner, str(programs / program), "-D", str(data), *arguments]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)

    run("initdb", "-U", "assistant", "-A", "trust", "-N", "-E", "UTF8", "--locale=C")
    for tried in range(1, _TRIES + 1):
        port = _free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        try:
            run("pg_ctl", "-w", "-l", str(folder / "log"), "-o", options, "start")
            break
        except subprocess.CalledProcessError:  # somebody else may have taken the port meanwhile
            if tried == _TRIES:
                raise AssertionError((folder / "log").read_text()) from None
    try:
        yield f"postgresql://assistant@127.0.0.1:{port}"
    finally:
        run("pg_ctl", "-w", "-m", "immediate", "stop")
        shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of our own, on each kind of database in turn."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/kept/assistant.db"
    server: str = request.getfixturevalue("postgresql_server")
    name = f"assistant_{next(_numbers)}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
    return f"{server}/{name}"
