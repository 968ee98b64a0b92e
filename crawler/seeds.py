"""The seeds: which sites there are, from a CSV file read strictly (contract.md, Seeds).

A bad row is named with its line and left out; the good rows are used. What makes the whole file unusable is an error.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from crawler.errors import ConfigurationError
from crawler.session import parse_site

COLUMNS = ("code", "name_th", "name_en", "url", "org_type", "ministry", "province", "emails", "lang", "notes")
OPTIONAL = ("mail",)
ORG_TYPES = (
    "ministry", "department", "province", "local", "public-organization", "state-enterprise", "university", "school", "hospital",
    "independent", "military", "court", "other",
)  # fmt: skip
LANGS = ("th", "en")
MAX_FIELD_CHARS = 1000  # a longer field is a quotation mark that was never closed
_CODE = re.compile(r"[^\s/\\<>\"']{1,100}")
_EMAIL = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"().]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Seed:
    """One site as the inventory has it. `host` is lower-case ASCII; `may_mail`: reports may go to its addresses."""

    code: str
    name_th: str
    name_en: str
    url: str
    host: str
    org_type: str
    ministry: str
    province: str
    emails: tuple[str, ...]
    lang: str
    notes: str
    may_mail: bool


@dataclass(frozen=True)
class BadRow:
    """A row that cannot be used; `line` is where it begins, the header being line 1."""

    line: int
    problem: str


@dataclass(frozen=True)
class SeedList:
    seeds: tuple[Seed, ...]
    bad: tuple[BadRow, ...]


class _Bad(ValueError):
    """What is wrong with one row."""


def default_seeds() -> Path:
    """seeds/agencies.csv of the working folder, else the list that comes with truat."""
    here = Path("seeds") / "agencies.csv"
    return here if here.is_file() else Path(str(files("seeds"))) / "agencies.csv"


def read_seeds(path: Path) -> SeedList:
    """Read a seeds file. Raises ConfigurationError when it cannot be read as one, or holds no row at all."""
    rows = _records(_text(path).splitlines(keepends=True))
    header = _header(path, next(rows, (1, [])))
    seeds: list[Seed] = []
    bad: list[BadRow] = []
    lines: dict[str, int] = {}
    for line, cells in rows:
        if isinstance(cells, list) and not any(c.strip() for c in cells):
            continue
        try:
            seed = _seed(header, cells)
            _claim(seed, line, lines)
            seeds.append(seed)
        except _Bad as problem:
            bad.append(BadRow(line, str(problem)))
    if not seeds and not bad:
        raise ConfigurationError(f"{path} holds no sites: there is no row below the header")
    return SeedList(tuple(seeds), tuple(bad))


def site_key(url: str) -> str:
    """What tells one site from another: host and port; with and without www. is one host."""
    return urlsplit(url).netloc.removeprefix("www.")


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror}); name the seeds file with --seeds") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        kind = (
            "UTF-16"
            if content[:2] in (b"\xff\xfe", b"\xfe\xff")
            else "windows-874 (TIS-620)"
            if _is_thai_874(content)
            else "another encoding"
        )
        raise ConfigurationError(
            f"{path}, line {line}: not UTF-8 but {kind}; save it as “CSV UTF-8”, or bring it in with truat seeds import {path}"
        ) from None


def _is_thai_874(content: bytes) -> bool:
    high = [b for b in content[:200_000] if b >= 0x80]
    return bool(high) and sum(0xA1 <= b <= 0xFB for b in high) / len(high) > 0.95


def _records(lines: list[str]) -> Iterator[tuple[int, list[str] | str]]:
    """Records with the line where each begins; a str in place of the cells says what is wrong with them.

    After a broken record reading goes on with the very next line: a quotation mark that was never closed spoils one row, not the rest.
    """
    start = 0
    while start < len(lines):
        reader = csv.reader(islice(lines, start, None), strict=True)
        begin = start
        try:
            for cells in reader:
                if any(len(c) > MAX_FIELD_CHARS for c in cells):
                    raise csv.Error("a field is too long; is a quotation mark missing?")
                yield begin + 1, cells
                begin = start + reader.line_num
            return
        except csv.Error as error:
            yield begin + 1, f"the row cannot be read: {error}"
            start = begin + 1


def _header(path: Path, row: tuple[int, list[str] | str]) -> list[str]:
    cells = row[1]
    names = [c.strip() for c in cells] if isinstance(cells, list) else []
    if not any(names):
        raise ConfigurationError(f"{path} is empty; its first line must be {','.join(COLUMNS)}")
    missing = [c for c in COLUMNS if c not in names]
    unknown = [c for c in names if c not in (*COLUMNS, *OPTIONAL)]
    if missing or unknown or len(set(names)) != len(names):
        what = f"lacks {', '.join(missing)}" if missing else f"has {', '.join(unknown)}" if unknown else "names a column twice"
        raise ConfigurationError(f"{path}, line 1: the header {what}; truat seeds import maps other headers")
    return names


def _seed(header: list[str], cells: list[str] | str) -> Seed:
    if isinstance(cells, str):
        raise _Bad(cells)
    if len(cells) != len(header):
        raise _Bad(f"{len(cells)} fields where the header has {len(header)}")
    row = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
    if broken := next((name for name, cell in row.items() if _CONTROL.search(cell)), None):
        raise _Bad(f"{broken} holds a line break or control character")
    return seed_of(row)


def seed_of(row: dict[str, str]) -> Seed:
    """A seed from cells by column name. Raises ValueError that says what is wrong."""
    for name in ("code", "name_th", "url"):
        if not row[name]:
            raise _Bad(f"{name} is empty")
    if not _CODE.fullmatch(row["code"]):
        raise _Bad(f"code “{row['code']}” holds blanks, slashes or quotation marks, or is too long")
    try:
        site = parse_site(row["url"])
    except ConfigurationError as error:
        raise _Bad(f"url: {error}") from None
    emails = tuple(dict.fromkeys(part.strip() for part in row["emails"].split(";") if part.strip()))
    for email in emails:
        if not _EMAIL.fullmatch(email):
            raise _Bad(f"emails: “{email}” is not a mail address")
    return Seed(
        code=row["code"],
        name_th=row["name_th"],
        name_en=row["name_en"],
        url=site.url,
        host=site.host,
        org_type=_one_of("org_type", row["org_type"], ORG_TYPES),
        ministry=row["ministry"],
        province=row["province"],
        emails=emails,
        lang=_one_of("lang", row["lang"] or "th", LANGS),
        notes=row["notes"],
        may_mail=_may_mail(row.get("mail", ""), row["notes"]),
    )


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise _Bad(f"{name} “{value}” is not one of {', '.join(allowed)}")
    return value


def _may_mail(mail: str, notes: str) -> bool:
    """What nobody confirmed is not mailed: a row with notes, unless its mail column says yes."""
    return not notes if not mail else _one_of("mail", mail.lower(), ("yes", "no")) == "yes"


def _claim(seed: Seed, line: int, lines: dict[str, int]) -> None:
    """One row a host, one row a code."""
    host, code = f"host {site_key(seed.url)}", f"code {seed.code}"
    for name in (host, code):
        if name in lines:
            raise _Bad(f"{name} is already on line {lines[name]}")
    lines[host] = lines[code] = line


def to_csv(seeds: list[Seed]) -> str:
    """The seeds as a file that `read_seeds` reads back, each with its mail column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow((*COLUMNS, *OPTIONAL))
    for seed in seeds:
        cells = {**vars(seed), "emails": ";".join(seed.emails), "mail": "yes" if seed.may_mail else "no"}
        writer.writerow([cells[name] for name in (*COLUMNS, *OPTIONAL)])
    return out.getvalue()


def noted(seed: Seed, note: str) -> Seed:
    """The same with a further note."""
    return replace(seed, notes="; ".join(filter(None, (seed.notes, note))))
