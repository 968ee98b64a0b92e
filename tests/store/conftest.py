"""Every test of the store runs on SQLite, and on PostgreSQL where its programs are there."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from crawler.store.database import Database

PROGRAMS = ("initdb", "pg_ctl", "postgres")


def _as_postgres() -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["su", "postgres", "-c"] if os.geteuid() == 0 else ["sh", "-c"]


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a server of our own."""
    if not all(map(shutil.which, PROGRAMS)):
        pytest.skip("initdb, pg_ctl and postgres are not on this machine")
    folder = tmp_path_factory.mktemp("postgres")
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(0o755)
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
    start = f"initdb -D {data} -U truat -A trust >/dev/null && pg_ctl -w -D {data} -o '{options}' -l {folder}/log start >/dev/null"
    begun = subprocess.run([*_as_postgres(), start], cwd="/", capture_output=True, text=True, check=False)
    if begun.returncode:
        pytest.skip(f"PostgreSQL does not start here: {begun.stderr[-200:]}")
    try:
        yield f"postgresql://truat@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run([*_as_postgres(), f"pg_ctl -D {data} -m immediate stop"], cwd="/", capture_output=True, check=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'truat.db'}"
    server: str = request.getfixturevalue("postgres")
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return server


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    yield opened
    opened.close()
