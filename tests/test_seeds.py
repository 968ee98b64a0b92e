"""Seeds: read strictly, brought in from other lists, joined."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from checks.rule import ORG_TYPES as RULE_TYPES
from crawler.errors import ConfigurationError
from crawler.inventory.bring_in import bring_in
from crawler.inventory.merge import merge
from crawler.inventory.proposals import Past, propose
from crawler.inventory.tables import read_table
from crawler.seeds import COLUMNS, ORG_TYPES, Seed, SeedList, default_seeds, read_seeds, to_csv
from tests.command import truat

HEADER = ",".join(COLUMNS)
GOOD = "a,เทศบาลเอ,,https://www.a.go.th,local,,,,th,"


def seeds_of(folder: Path, *lines: str, header: str = HEADER) -> SeedList:
    path = folder / "seeds.csv"
    path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
    return read_seeds(path)


def one(folder: Path, line: str, header: str = HEADER) -> Seed:
    found = seeds_of(folder, line, header=header)
    assert found.bad == ()
    return found.seeds[0]


def test_kinds_are_those_that_rules_know() -> None:
    assert (*ORG_TYPES, "unknown") == RULE_TYPES


def test_the_list_that_comes_with_truat_has_no_bad_row() -> None:
    found = read_seeds(default_seeds())
    assert found.bad == ()
    assert len(found.seeds) > 1000
    assert not any(s.may_mail for s in found.seeds if s.notes)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("b,เทศบาล,,https://b.go.th,localgov,,,,th,", "org_type “localgov” is not one of"),
        ("b,เทศบาล,,https://b.go.th,,,,,th,", "org_type “” is not one of"),
        (",เทศบาล,,https://b.go.th,local,,,,th,", "code is empty"),
        ("b,,,https://b.go.th,local,,,,th,", "name_th is empty"),
        ("b,เทศบาล,,,local,,,,th,", "url is empty"),
        ("b,เทศบาล,,ftp://b.go.th,local,,,,th,", "only http and https"),
        ("b,เทศบาล,,https://b b.go.th,local,,,,th,", "not a web address"),
        ("b,เทศบาล,,https://b.go.th,local,,,nobody,th,", "not a mail address"),
        ("b,เทศบาล,,https://b.go.th,local,,,,fr,", "lang “fr”"),
        ("b,เทศบาล,,https://b.go.th,local,,", "7 fields where the header has 10"),
        ("b,เทศบาล,,https://a.go.th,local,,,,th,", "host a.go.th is already on line 2"),
        ("a,เทศบาล,,https://b.go.th,local,,,,th,", "code a is already on line 2"),
        ('b,"เทศ"บาล,,https://b.go.th,local,,,,th,', "cannot be read"),
        ("b/c,เทศบาล,,https://b.go.th,local,,,,th,", "slashes"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_used(line: str, problem: str, tmp_path: Path) -> None:
    found = seeds_of(tmp_path, GOOD, line, "z,เทศบาลแซด,,https://z.go.th,local,,,,th,")
    assert [s.code for s in found.seeds] == ["a", "z"]
    assert [row.line for row in found.bad] == [3]
    assert problem in found.bad[0].problem


def test_a_quotation_mark_never_closed_spoils_one_row(tmp_path: Path) -> None:
    found = seeds_of(tmp_path, GOOD, 'b,"เทศบาล,,https://b.go.th,local,,,,th,', "c,เทศบาล,,https://c.go.th,local,,,,th,")
    assert [s.code for s in found.seeds] == ["a", "c"]
    assert [row.line for row in found.bad] == [3]


def test_excels_mark_at_the_beginning_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "seeds.csv"
    path.write_text(f"{HEADER}\r\n{GOOD}\r\n", encoding="utf-8-sig", newline="")
    assert read_seeds(path).seeds[0].host == "www.a.go.th"


def test_windows_874_is_named(tmp_path: Path) -> None:
    path = tmp_path / "seeds.csv"
    path.write_bytes(f"{HEADER}\n{GOOD}\n".encode("cp874"))
    with pytest.raises(ConfigurationError, match="line 2: not UTF-8 but windows-874"):
        read_seeds(path)


@pytest.mark.parametrize("content", ["", "\n", HEADER, HEADER + "\n\n"])
def test_a_list_of_nothing_is_an_error(content: str, tmp_path: Path) -> None:
    path = tmp_path / "seeds.csv"
    path.write_text(content)
    with pytest.raises(ConfigurationError, match="holds no sites|is empty"):
        read_seeds(path)


def test_another_header_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="line 1: the header lacks url"):
        seeds_of(tmp_path, GOOD, header=HEADER.replace("url", "website"))


@pytest.mark.parametrize(
    ("notes", "mail", "may_mail"),
    [
        ("", None, True),
        ("name from host", None, False),
        ("name from host", "yes", True),
        ("", "no", False),
        ("", "", True),
        ("x", "", False),
    ],
)
def test_who_may_be_mailed(notes: str, mail: str | None, may_mail: bool, tmp_path: Path) -> None:
    header = HEADER if mail is None else f"{HEADER},mail"
    seed = one(tmp_path, f"{GOOD}{notes}" + ("" if mail is None else f",{mail}"), header)
    assert seed.may_mail is may_mail


def test_addresses_are_split(tmp_path: Path) -> None:
    seed = one(tmp_path, "a,เทศบาล,,https://a.go.th,local,,,x@a.go.th; y@a.go.th;,th,")
    assert seed.emails == ("x@a.go.th", "y@a.go.th")


def test_what_is_written_reads_back(tmp_path: Path) -> None:
    seeds = seeds_of(tmp_path, GOOD, 'b,"เทศบาล, บี",,https://b.go.th,local,,ตรัง,x@b.go.th,th,a note').seeds
    path = tmp_path / "again.csv"
    path.write_text(to_csv(list(seeds)), encoding="utf-8")
    assert read_seeds(path).seeds == seeds


def test_sites_on_other_ports_are_other_sites(tmp_path: Path) -> None:
    found = seeds_of(tmp_path, "a,เอ,,http://127.0.0.1:8001,local,,,,th,", "b,บี,,http://127.0.0.1:8002,local,,,,th,")
    assert len(found.seeds) == 2


# --- import -------------------------------------------------------------------------------------------------------


def brought_in(path: Path, **given: str) -> SeedList:
    return bring_in(read_table(path), given, None, "2026-11-24").seeds


def test_thai_headers_and_encoding_are_understood(tmp_path: Path) -> None:
    path = tmp_path / "อปท.csv"
    path.write_bytes("ลำดับ;ชื่อหน่วยงาน;เว็บไซต์;จังหวัด\n1;เทศบาลตำบลเอ;www.a.go.th;ตรัง\n2;เทศบาลตำบลบี;;ตรัง\n".encode("cp874"))
    found = brought_in(path)
    (seed,) = found.seeds
    assert (seed.name_th, seed.url, seed.province, seed.org_type) == ("เทศบาลตำบลเอ", "https://www.a.go.th/", "ตรัง", "local")
    assert seed.notes == "imported from อปท.csv line 2 on 2026-11-24"
    assert not seed.may_mail, "nobody has confirmed it"
    assert [(row.line, row.problem) for row in found.bad] == [(3, "no web address")]


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (["Agency name", "Website"], ["กรมหนึ่ง", "http://one.go.th"], [None, None], ["กรมสอง", "two.go.th"]):
        book.active.append(row)
    book.save(tmp_path / "list.xlsx")
    found = brought_in(tmp_path / "list.xlsx")
    assert [(s.url, s.org_type) for s in found.seeds] == [("http://one.go.th/", "department"), ("https://two.go.th/", "department")]
    assert "line 4" in found.seeds[1].notes


def test_a_text_of_hosts(tmp_path: Path) -> None:
    path = tmp_path / "hosts.txt"
    path.write_text("# from a register\na.go.th\n\nwww.a.go.th\nno host at all\nb.go.th\n")
    found = brought_in(path)
    assert [s.code for s in found.seeds] == ["a.go.th", "b.go.th"]
    assert [row.line for row in found.bad] == [4, 5]


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("หน่วย,ที่อยู่\nกรมหนึ่ง,one.go.th\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="--map url=HEADER"):
        brought_in(path)
    assert brought_in(path, url="ที่อยู่", name_th="หน่วย").seeds[0].name_th == "กรมหนึ่ง"


def test_what_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(b"PK no workbook")
    with pytest.raises(ConfigurationError, match="is not an XLSX workbook"):
        brought_in(path)


# --- merge --------------------------------------------------------------------------------------------------------


def seeds(folder: Path, *lines: str) -> tuple[Seed, ...]:
    return seeds_of(folder, *lines).seeds


def test_a_host_is_not_doubled(tmp_path: Path) -> None:
    first = seeds(tmp_path, GOOD)
    later = seeds(tmp_path, "x,อีกชื่อ,Name,http://a.go.th,local,,ตรัง,,th,", "a,เทศบาลบี,,https://b.go.th,local,,,,th,")
    merged = merge([first, later])
    assert [(s.code, s.name_th, s.province) for s in merged.seeds] == [("a", "เทศบาลเอ", "ตรัง"), ("b.go.th", "เทศบาลบี", "")]
    assert (merged.joined, merged.renamed) == (("a.go.th",), ("a",))


def test_nobody_unconfirmed_becomes_a_recipient(tmp_path: Path) -> None:
    first = seeds(tmp_path, GOOD)
    later = seeds(tmp_path, "x,อีกชื่อ,,https://a.go.th,local,,,x@a.go.th,th,general knowledge")
    assert merge([first, later]).seeds[0].emails == ()


@pytest.mark.parametrize(
    ("nights", "words"),
    [
        ([("audited", "https://new.go.th/")] * 2, "has moved to new.go.th"),
        ([("audited", "http://www.a.go.th/")] * 2, "is found at http://www.a.go.th/"),
        ([("dns-not-found", "https://www.a.go.th/")] * 3, "looks dead"),
        ([("audited", "https://www.a.go.th/")] * 5, None),
        ([("audited", "https://new.go.th/")], None),
        ([("audited", "https://new.go.th/"), ("audited", "https://www.a.go.th/")], None),
        ([("connection-timeout", "https://www.a.go.th/")] * 5, None),
    ],
)
def test_what_earlier_nights_propose(nights: list[tuple[str, str]], words: str | None, tmp_path: Path) -> None:
    (seed,) = seeds(tmp_path, GOOD)
    past = {"a.go.th": [Past(f"2026-11-{24 - i}", status, url) for i, (status, url) in enumerate(nights)]}
    found = list(propose([seed], past))
    assert [words in p.words for p in found if words] == ([True] if words else [])
    assert len(found) == (1 if words else 0)


def test_a_site_that_moved_is_not_mailed_unseen(tmp_path: Path) -> None:
    (seed,) = seeds(tmp_path, GOOD)
    (proposal,) = propose(
        [seed], {"a.go.th": [Past("2026-11-24", "audited", "https://new.go.th/"), Past("2026-11-23", "audited", "https://new.go.th/")]}
    )
    moved = proposal.applied(seed)
    assert (moved.host, moved.may_mail, moved.notes) == ("new.go.th", False, "was https://www.a.go.th/")


# --- the commands -------------------------------------------------------------------------------------------------


def test_check_exits_1_for_a_bad_row(tmp_path: Path) -> None:
    seeds_of(tmp_path, GOOD, "b,,,https://b.go.th,local,,,,th,")
    run = truat(tmp_path, "seeds", "check", "seeds.csv")
    assert (run.code, run.error_lines) == (1, ["truat: seeds.csv, line 3: name_th is empty"])
    seeds_of(tmp_path, GOOD)
    assert truat(tmp_path, "seeds", "check", "seeds.csv").code == 0


def test_import_and_merge(tmp_path: Path) -> None:
    (tmp_path / "hosts.txt").write_text("a.go.th\nb.go.th\n")
    assert truat(tmp_path, "seeds", "import", "hosts.txt", "--out", "more.csv").code == 0
    seeds_of(tmp_path, GOOD)
    run = truat(tmp_path, "seeds", "merge", "seeds.csv", "more.csv", "--out", "all.csv")
    assert run.code == 0
    assert [s.host for s in read_seeds(tmp_path / "all.csv").seeds] == ["www.a.go.th", "b.go.th"]
    assert not (tmp_path / "truat.db").exists(), "looking for earlier nights makes no store"
