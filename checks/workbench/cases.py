"""The form of `<rule id>.cases.yaml`: small sites that show a rule at work, and the verdict on each. rules/README.md explains every key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from checks.errors import RuleError
from checks.outcome import Outcome
from checks.rule import ORG_TYPES
from crawler.artifacts import Fault, FetchKind
from crawler.topics import describe

SUFFIX = ".cases.yaml"
SITE = "https://www.example.go.th/"
AT = "2026-11-24T02:00:00+00:00"
EACH = "{each}"
OtherScheme = Literal["redirected", "served", "refused", "not-seen"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Shown(_Strict):
    """How Chromium showed a page. `dom`: what it held then, None for what was answered."""

    dom: str | None = None
    ended: Literal["settled", "timed-out", "failed", "crashed"] = "settled"
    delegated: bool = False
    scripts_failed: tuple[str, ...] = ()
    styles_failed: tuple[str, ...] = ()
    width_360: int | None = None


class PageOf(_Strict):
    """One answer. `html`: a fragment that gets a whole page around it, or a whole document; None says nothing of interest."""

    html: str | None = None
    title: str | None = None
    pdf: str | None = None
    body: str | None = None
    status: int = 200
    fault: Fault | None = None
    headers: dict[str, str | tuple[str, ...]] = {}
    content_type: str | None = None
    encoding: str = "utf-8"
    arrives: str | None = None
    attempts: int = Field(default=2, ge=1)
    kind: FetchKind | None = None
    rendered: bool | Shown | None = None

    @field_validator("encoding")
    @classmethod
    def _known(cls, name: str) -> str:
        try:
            "ก".encode(codec(name))
        except (LookupError, UnicodeEncodeError):
            raise ValueError(f"“{name}” is no encoding that has Thai letters; utf-8, windows-874 and tis-620 are") from None
        return name


class TlsOf(_Strict):
    """What of a sound certificate and handshake is otherwise."""

    fault: Fault | None = None
    protocol: str | None = None
    issuer: str | None = None
    names: tuple[str, ...] | None = None
    not_before: str | None = None
    not_after: str | None = None
    verify_error: str | None = None


class Facts(_Strict):
    """What is known around the pages; `tls: null` was not looked at. `at`: when the site was looked at."""

    at: str = AT
    org_type: str | None = None
    name_th: str | None = None
    name_en: str | None = None
    tls: TlsOf | None = TlsOf()
    dns: tuple[str, ...] = ("203.0.113.7",)
    robots: str | None = None
    other_scheme: OtherScheme | None = None
    behind_proxy: bool = False

    @field_validator("org_type")
    @classmethod
    def _known(cls, name: str | None) -> str | None:
        if name is not None and name not in ORG_TYPES:
            raise ValueError(f"“{name}” is not one of {', '.join(ORG_TYPES)}")
        return name


class Expect(_Strict):
    """`excerpt`: words that the evidence must hold."""

    outcome: Outcome
    reason: str
    excerpt: str | None = None


class Case(_Strict):
    """`enough`: whether the whole site was read, so that a thing may be called not found."""

    name: str
    site: str = SITE
    pages: dict[str, PageOf]
    enough: bool = True
    rendered: bool = False
    facts: Facts = Facts()
    expect: Expect

    @field_validator("pages", mode="before")
    @classmethod
    def _short_forms(cls, pages: object) -> object:
        """A text alone is the home page; a text at a path is that page's HTML."""
        pages = {"/": pages} if isinstance(pages, str) else pages
        return {p: {"html": v} if isinstance(v, str) else v or {} for p, v in pages.items()} if isinstance(pages, dict) else pages

    @model_validator(mode="after")
    def _has_a_home(self) -> Case:
        if not self.pages:
            raise ValueError("pages: a case needs a home page")
        return self


class Never(_Strict):
    """Says that a rule never comes to an outcome, and why."""

    never: Outcome
    because: str


@dataclass(frozen=True)
class CaseFile:
    path: Path
    cases: tuple[Case, ...] = ()
    nevers: tuple[Never, ...] = ()

    @property
    def outcomes(self) -> frozenset[Outcome]:
        return frozenset(c.expect.outcome for c in self.cases)


def codec(encoding: str) -> str:
    """Python's name of an encoding as pages call it."""
    return "cp874" if encoding.lower() == "windows-874" else encoding


def cases_path(rule_path: Path) -> Path:
    return rule_path.with_name(f"{rule_path.stem}{SUFFIX}")


def load_cases(path: Path) -> CaseFile:
    """Read a case file; one that is not there has no cases. Raises RuleError that names file, case and key."""
    try:
        items = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # the safe loader, and stricter
    except FileNotFoundError:
        return CaseFile(path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(items, list) or not all(isinstance(i, dict) for i in items):
        raise RuleError(f"{path}: the file must be a list of cases")
    cases: list[Case] = []
    nevers: list[Never] = []
    for number, item in enumerate(items, 1):
        try:
            if "never" in item:
                nevers.append(Never.model_validate(item))
            else:
                cases.extend(Case.model_validate(raw) for raw in _each(item))
        except (ValidationError, ValueError) as error:
            words = describe(error) if isinstance(error, ValidationError) else error
            raise RuleError(f"{path}: case {number} (“{item.get('name', '')}”): {words}") from error
    _refuse_same_names(path, cases)
    return CaseFile(path, tuple(cases), tuple(nevers))


def _refuse_same_names(path: Path, cases: list[Case]) -> None:
    seen: set[str] = set()
    for case in cases:
        if case.name in seen:
            raise RuleError(f"{path}: name: two cases are called “{case.name}”")
        seen.add(case.name)


def _each(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A case with `each` is as many cases as it lists wordings."""
    wordings = item.get("each")
    if wordings is None:
        yield item
        return
    rest = {key: value for key, value in item.items() if key != "each"}
    if not isinstance(wordings, list) or not wordings or not all(isinstance(w, str) for w in wordings):
        raise ValueError("each: a list of wordings")
    if EACH not in str(rest.get("pages")) + str(rest.get("site")):
        raise ValueError(f"each: nothing on the pages says {EACH}")
    for wording in wordings:
        yield {**_filled(rest, wording), "name": f"{item.get('name', '')} [{wording}]"}


def _filled(value: Any, wording: str) -> Any:
    if isinstance(value, str):
        return value.replace(EACH, wording)
    if isinstance(value, dict):
        return {_filled(k, wording): _filled(v, wording) for k, v in value.items()}
    return [_filled(v, wording) for v in value] if isinstance(value, list) else value


class _Loader(yaml.SafeLoader):
    """The safe loader, refusing a key that is given twice: one page of a case would silently replace another."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(k, deep=True) for k, _ in node.value if k.tag != "tag:yaml.org,2002:merge"]
        twice = next((k for i, k in enumerate(keys) if k in keys[:i]), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"“{twice}” is given twice", node.start_mark)
        return super().construct_mapping(node, deep)
