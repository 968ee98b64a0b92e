"""Makes seeds of a table: maps its columns, fills what it does not say, and notes where each row comes from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crawler.errors import ConfigurationError
from crawler.inventory.tables import Table
from crawler.seeds import COLUMNS, OPTIONAL, BadRow, Seed, SeedList, seed_of, site_key
from crawler.session import parse_site

# How headers of lists that are passed around name our columns, in lower case without blanks, dots, dashes and underscores.
SYNONYMS: dict[str, str] = {
    "code": "code id รหัส รหัสหน่วยงาน agencycode orgcode",
    "name_th": "nameth name ชื่อ ชื่อหน่วยงาน หน่วยงาน ชื่อหน่วยงานภาษาไทย ชื่อภาษาไทย องค์กร ชื่อองค์กร ชื่ออปท "
    "agency agencyname organization organisation orgname",
    "name_en": "nameen nameenglish englishname ชื่ออังกฤษ ชื่อภาษาอังกฤษ ชื่อหน่วยงานภาษาอังกฤษ",
    "url": "url website web site link host hostname domain domainname homepage เว็บไซต์ เว็บไซด์ เวบไซต์ เว็ป ที่อยู่เว็บไซต์ โดเมน ชื่อโดเมน ลิงก์ ลิงค์",
    "org_type": "orgtype type ประเภท ประเภทหน่วยงาน kind category",
    "ministry": "ministry กระทรวง สังกัด สังกัดกระทรวง",
    "province": "province จังหวัด changwat",
    "emails": "emails email mail emailaddress อีเมล อีเมล์ อีเมลล์ ที่อยู่อีเมล จดหมายอิเล็กทรอนิกส์",
    "lang": "lang language ภาษา",
    "notes": "notes note remark remarks comment หมายเหตุ",
}
_BY_NAME = {word: column for column, words in SYNONYMS.items() for word in words.split()}
_LOOSE = re.compile(r"[\s._\-()/]+")
ORG_WORDS: tuple[tuple[str, str], ...] = (
    ("โรงพยาบาล", "hospital"),
    ("มหาวิทยาลัย", "university"),
    ("โรงเรียน", "school"),
    ("วิทยาลัย", "school"),
    ("เทศบาล", "local"),
    ("องค์การบริหารส่วน", "local"),
    ("อบต.", "local"),
    ("อบจ.", "local"),
    ("กระทรวง", "ministry"),
    ("ศาล", "court"),
    ("กรม", "department"),
    ("จังหวัด", "province"),
)


@dataclass(frozen=True)
class Imported:
    """`mapped`: our column by header; `ignored`: headers that no column was found for."""

    seeds: SeedList
    mapped: Mapping[str, str]
    ignored: tuple[str, ...]


def bring_in(table: Table, given: Mapping[str, str], org_type: str | None, on: str) -> Imported:
    """`given`: header by our column, as --map says; `on`: for the notes. Raises ConfigurationError when no column holds addresses."""
    if table.header is None:
        columns: dict[int, str] = {0: "url"}
    else:
        columns = _columns(table.header, given)
        if "url" not in columns.values():
            raise ConfigurationError(
                f"{table.name}: no column holds web addresses; say which with --map url=HEADER"
                f" (headers: {', '.join(filter(None, table.header))})"
            )
    seeds: list[Seed] = []
    bad: list[BadRow] = []
    taken: dict[str, int] = {}
    for line, cells in table.rows:
        row = dict.fromkeys((*COLUMNS, *OPTIONAL), "") | {column: cells[i] for i, column in columns.items() if i < len(cells)}
        try:
            seeds.append(_one(row, table, line, org_type, on, taken))
        except (ValueError, ConfigurationError) as problem:
            bad.append(BadRow(line, str(problem)))
    header = table.header or ()
    mapped = {header[i]: column for i, column in columns.items() if i < len(header)}
    return Imported(SeedList(tuple(seeds), tuple(bad)), mapped, tuple(h for i, h in enumerate(header) if h and i not in columns))


def _columns(header: tuple[str, ...], given: Mapping[str, str]) -> dict[int, str]:
    for column, name in given.items():
        if column not in (*COLUMNS, *OPTIONAL):
            raise ConfigurationError(f"--map {column}={name}: there is no column {column}; there are {', '.join((*COLUMNS, *OPTIONAL))}")
        if name not in header:
            raise ConfigurationError(f"--map {column}={name}: the file has no such header; it has {', '.join(filter(None, header))}")
    found = {header.index(name): column for column, name in given.items()}
    for index, name in enumerate(header):
        loose = _LOOSE.sub("", name.lower())
        known = _BY_NAME.get(loose)
        if known and index not in found and known not in found.values():
            found[index] = known
    return found


def _one(row: dict[str, str], table: Table, line: int, org_type: str | None, on: str, taken: dict[str, int]) -> Seed:
    if not row["url"]:
        raise ValueError("no web address")
    site = parse_site(row["url"])
    key = site_key(site.url)
    if key in taken:
        raise ValueError(f"{site.host} is already on line {taken[key]}")
    row["code"] = row["code"] or key
    row["name_th"] = row["name_th"] or site.host
    row["org_type"] = org_type if org_type else row["org_type"].lower() or _guess(row["name_th"])
    row["emails"] = ";".join(part for part in re.split(r"[;,\s]+", row["emails"]) if part)
    lang: str = row["lang"]
    row["lang"] = {"ไทย": "th", "thai": "th", "english": "en", "อังกฤษ": "en"}.get(lang.lower(), lang)
    # Where a row comes from stands in its notes; a row with notes is not mailed until somebody says yes.
    row["notes"] = "; ".join(filter(None, (row["notes"], f"imported from {table.name} line {line} on {on}")))
    seed = seed_of(row)
    taken[key] = line
    return seed


def _guess(name: str) -> str:
    return next((kind for word, kind in ORG_WORDS if name.startswith(word)), "other")
