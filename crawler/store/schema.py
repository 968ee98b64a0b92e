"""Brings a database to the tables that this truat knows, forward only, one process at a time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from crawler.store.errors import StoreLocked, StoreTooNew

HEAD = "0001"
_LOCK = 0x7472_7561  # PostgreSQL's advisory lock is a number: “trua”
LOCK_S = 30.0


def migrate(engine: Engine, where: str) -> None:
    """Raises StoreTooNew for a database of a newer truat, and what the driver raises."""
    with engine.connect().execution_options(is_reading=True) as connection:
        if _revision(connection) == HEAD:
            return
    with _alone(engine, where), engine.begin() as connection:
        found = _revision(connection)
        if found == HEAD:
            return
        _upgrade(connection, found, where)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection, found: str | None, where: str) -> None:
    from alembic import command  # slow to import, and seldom needed
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found not in known:
        raise StoreTooNew(f"the database {where} was made by a newer truat (version {found}; this one knows up to {HEAD}); upgrade truat")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextlib.contextmanager
def _alone(engine: Engine, where: str) -> Iterator[None]:
    """One migration at a time: an advisory lock on PostgreSQL, a lock file beside an SQLite file."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
            try:
                yield
            finally:
                connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
        return
    name = engine.url.database
    if not name or name == ":memory:":
        yield
        return
    with _locked_file(Path(f"{name}.lock"), where):
        yield


@contextlib.contextmanager
def _locked_file(path: Path, where: str) -> Iterator[None]:
    import fcntl
    import time

    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o644)
    deadline = time.monotonic() + LOCK_S
    try:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise StoreLocked(f"the database {where} is being migrated by another truat; start again when that is done") from None
                time.sleep(0.05)
        yield
    finally:
        os.close(handle)
        path.unlink(missing_ok=True)
