"""Lists as offices have them: CSV with any header and encoding, XLSX, or a text with one host a line."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import ConfigurationError

MAX_CELL_CHARS = 1000
MAX_COLUMNS = 200
_ENCODINGS = ("utf-8-sig", "cp874")
_DELIMITERS = ",;\t|"


@dataclass(frozen=True)
class Table:
    """`rows`: line (of a sheet: row) and cells. `header` is None where the file is a list of hosts."""

    name: str
    header: tuple[str, ...] | None
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(path: Path) -> Table:
    """Raises ConfigurationError when the file cannot be read at all."""
    try:
        rows = list(_sheet(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _text(path))
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror or error})") from error
    rows = [(line, cells) for line, cells in rows if any(cells)]
    if not rows:
        raise ConfigurationError(f"{path} holds nothing")
    width = max(len(cells) for _, cells in rows)
    if width == 1 or all(_is_host(cells[0]) for _, cells in rows[:1]):
        return Table(path.name, None, tuple(rows))
    return Table(path.name, rows[0][1], tuple(rows[1:]))


def _is_host(cell: str) -> bool:
    return "." in cell and " " not in cell and not cell.startswith("#")


def _sheet(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    from openpyxl import load_workbook  # slow to import, and seldom needed
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MAX_COLUMNS), start=1):
            yield number, tuple(_cell("" if value is None else str(value)) for value in cells)
        book.close()
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError) as error:
        raise ConfigurationError(f"{path} is not an XLSX workbook ({type(error).__name__}); save it as .xlsx or CSV") from error


def _text(path: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    text = _decoded(path)
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    if not first.count(delimiter):
        for number, line in enumerate(text.splitlines(), start=1):
            if not line.lstrip().startswith("#"):
                yield number, (_cell(line),)
        return
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    begin = 1
    try:
        for cells in reader:
            yield begin, tuple(_cell(c) for c in cells[:MAX_COLUMNS])
            begin = reader.line_num + 1
    except csv.Error as error:
        raise ConfigurationError(f"{path}, line {begin}: cannot be read as a table ({error})") from error


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ConfigurationError(f"{path} is neither UTF-8, UTF-16 nor windows-874; save it as “CSV UTF-8”")


def _cell(text: str) -> str:
    return " ".join(text.split())[:MAX_CELL_CHARS]
