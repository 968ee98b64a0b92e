"""Rules and packs as their files say, strictly. rules/README.md explains every key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from checks.base import CheckOptions
from checks.errors import RuleError
from checks.foreign import foreign_packs
from checks.registry import CHECKS
from crawler import yaml
from crawler.topics import Text, describe

Level = Literal["mandatory", "recommended", "unstated"]
Confidence = Literal["low", "medium", "high"]
ORG_TYPES = (
    "ministry", "department", "province", "local", "public-organization", "state-enterprise", "university", "school", "hospital",
    "independent", "military", "court", "other", "unknown",
)  # fmt: skip
WEIGHTS: dict[str, float] = {"mandatory": 3, "recommended": 2, "unstated": 1}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Strict):
    document: str
    clause: str
    url: str | None = None
    read_on: date


class AppliesTo(_Strict):
    """Organisation types a rule is for; `all`, or some of ORG_TYPES (`unknown`: the seeds do not say)."""

    org_types: tuple[str, ...]

    @model_validator(mode="after")
    def _known(self) -> AppliesTo:
        for name in self.org_types:
            if name != "all" and name not in ORG_TYPES:
                raise ValueError(f"“{name}” is not an organisation type; allowed: all, {', '.join(ORG_TYPES)}")
        return self

    def includes(self, org_type: str | None) -> bool:
        return "all" in self.org_types or (org_type or "unknown") in self.org_types


class Rule(_Strict):
    """One rule file. `options` are validated against the check's own Options."""

    id: str
    version: int = Field(ge=1)
    pack: str
    component: str
    title: Text
    failure_title: Text
    why: Text
    fix: Text
    level: Level
    confidence: Confidence
    weight: float = Field(gt=0)
    weight_reason: Text | None = None
    source: Source
    applies_to: AppliesTo
    related: tuple[str, ...] = ()
    check: str
    options: dict[str, Any] = {}

    @model_validator(mode="after")
    def _consistent(self) -> Rule:
        if self.check not in CHECKS:
            raise ValueError(f"check: there is no check “{self.check}”; there are {', '.join(sorted(CHECKS))}")
        if self.weight != WEIGHTS[self.level] and self.weight_reason is None:
            raise ValueError(f"weight: level {self.level} weighs {WEIGHTS[self.level]:g}; another weight needs weight_reason")
        self.parsed_options()
        return self

    def parsed_options(self) -> CheckOptions:
        return CHECKS[self.check].Options.model_validate(self.options)

    @property
    def base(self) -> str | None:
        """The rule whose quality this one is, None for a base rule."""
        return self.id.split("--")[0] if "--" in self.id else None

    @property
    def is_manual(self) -> bool:
        return self.check == "manual"


class Component(_Strict):
    id: str
    title: Text


class Pack(_Strict):
    """One pack.yaml: a catalogue, its version, and its components in order."""

    id: str
    title: Text
    version: str
    default: bool = False
    status: Text
    components: tuple[Component, ...]


def read_yaml(path: Path) -> dict[str, Any]:
    """Load a mapping with the safe loader. Raises RuleError."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(data, dict):
        raise RuleError(f"{path}: the file must be a mapping of keys")
    return data


def load_rule(path: Path) -> Rule:
    """Read one rule file. Raises RuleError that names file, key and what is allowed."""
    try:
        rule = Rule.model_validate(read_yaml(path))
    except ValidationError as error:
        raise RuleError(f"{path}: {describe(error)}") from error
    if rule.id != path.stem:
        raise RuleError(f"{path}: id: “{rule.id}” must be the file's name, “{path.stem}”")
    return rule


def pack_folders(root: Path) -> dict[str, Path]:
    """Packs by name: those below a rules folder, and those of other installed packages (`checks.foreign`). Raises RuleError."""
    own = {p.parent.name: p.parent for p in sorted(root.glob("*/pack.yaml"))}
    return {**foreign_packs(), **own}


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a pack; its topics and its cases lie beside them."""
    return [
        p
        for p in sorted(folder.rglob("*.yaml"))
        if p.name != "pack.yaml" and not p.name.endswith(".cases.yaml") and (folder / "topics") not in p.parents
    ]


def topic_folders(root: Path) -> tuple[Path, ...]:
    """Where topics lie: in the rules folder, and in packs that bring their own."""
    own = root / "topics"
    return (own, *(f / "topics" for f in pack_folders(root).values() if (f / "topics").is_dir()))


def load_pack(folder: Path) -> tuple[Pack, tuple[Rule, ...]]:
    """A pack and its rules in the order of components, then ids. Raises RuleError."""
    try:
        pack = Pack.model_validate(read_yaml(folder / "pack.yaml"))
    except ValidationError as error:
        raise RuleError(f"{folder / 'pack.yaml'}: {describe(error)}") from error
    order = [c.id for c in pack.components]
    rules: dict[str, Rule] = {}
    for path in rule_files(folder):
        rule = load_rule(path)
        if rule.pack != pack.id:
            raise RuleError(f"{path}: pack: “{rule.pack}” lies in the folder of pack “{pack.id}”")
        if rule.component not in order:
            raise RuleError(f"{path}: component: “{rule.component}” is not one of {', '.join(order)}")
        if rule.id in rules:
            raise RuleError(f"{path}: id: “{rule.id}” is used twice")
        rules[rule.id] = rule
    _check_bases(folder, rules)
    return pack, tuple(sorted(rules.values(), key=lambda r: (order.index(r.component), r.id)))


def _check_bases(folder: Path, rules: dict[str, Rule]) -> None:
    for rule in rules.values():
        if rule.base is not None and rule.base not in rules:
            raise RuleError(f"{folder}: {rule.id} is a quality of “{rule.base}”, which is no rule of this pack")


def topics_of(rules: Iterable[Rule]) -> frozenset[str]:
    """Topic ids that these rules ask about; the crawler goes looking for them."""
    found: set[str] = set()
    for rule in rules:
        found.update(getattr(CHECKS[rule.check], "TOPICS", ()))
        if rule.check == "open-data-subject":  # bare subject words: sought on open data pages, not across the site
            continue
        for key in ("topic", "policy", "near"):
            if isinstance(value := rule.options.get(key), str):
                found.add(value)
        for key in ("topics", "policies"):
            found.update(v for v in rule.options.get(key, ()) if isinstance(v, str))
    return frozenset(found)
