"""Opens the database that TRUAT_DATABASE_URL names, brought up to date, and says plainly what is wrong with it."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from crawler.errors import ConfigurationError
from crawler.store.errors import StoreFault, translated
from crawler.store.schema import migrate

BUSY_S = 30.0  # how long a writer waits for another program's lock
CONNECT_S = 10
LOCK_PAUSE_S = 0.05


class Database:
    """`where` names it for people, without its password."""

    def __init__(self, url: str) -> None:
        parsed = _url(url)
        self.where = parsed.render_as_string(hide_password=True)
        self.engine = _engine(parsed)
        try:
            with self._translating():
                migrate(self.engine, self.where)
        except BaseException:
            self.close()
            raise

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it or nothing. Raises StoreFault."""
        with self._translating(), self.engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        with self._translating(), self.engine.connect().execution_options(is_reading=True) as connection:
            yield connection

    @property
    def is_sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        self.engine.dispose()

    @contextlib.contextmanager
    def _translating(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise translated(error, self.where) from error


def _url(text: str) -> URL:
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ConfigurationError(
            "TRUAT_DATABASE_URL is not a database URL; write sqlite:///truat.db or postgresql://user:password@host/name"
        ) from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise ConfigurationError(f"TRUAT_DATABASE_URL: {url.drivername} is not supported; there are sqlite and postgresql")
    return url


def _engine(url: URL) -> Engine:
    dump = lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))  # noqa: E731 - passed on as it is
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite and url.database:
        folder = Path(url.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFault(
                f"{folder}: cannot be made ({error.strerror}); set TRUAT_DATABASE_URL to a place that you may write to"
            ) from error
    arguments: dict[str, Any] = {"timeout": BUSY_S} if is_sqlite else {"connect_timeout": CONNECT_S}
    try:
        engine = create_engine(url, connect_args=arguments, json_serializer=dump, pool_pre_ping=not is_sqlite)
    except (ImportError, NoSuchModuleError) as error:
        raise ConfigurationError("PostgreSQL needs the psycopg package: pip install 'truat[fleet]'") from error
    if is_sqlite:
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    """WAL: readers never wait for the writer, and a killed process loses nothing that was committed."""
    connection.isolation_level = None  # transactions are begun by us: the driver would commit before DDL
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={int(BUSY_S * 1000)}", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    _use_wal(cursor)
    cursor.close()


def _use_wal(cursor: Any) -> None:
    """Switch the file to WAL, once for all; SQLite does not wait for a lock there whatever busy_timeout says, so we do."""
    until = time.monotonic() + BUSY_S
    while cursor.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(LOCK_PAUSE_S)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads and then writes would fail at once where another writer came between; taking the lock first waits.
    is_reading = connection.get_execution_options().get("is_reading", False)
    connection.exec_driver_sql("BEGIN" if is_reading else "BEGIN IMMEDIATE")
