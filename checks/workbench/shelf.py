"""The rules of a rules folder with the files that they, their topics and their cases lie in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from checks.errors import RuleError
from checks.rule import Rule, load_rule, pack_folders, rule_files
from checks.workbench.cases import CaseFile, cases_path, load_cases


@dataclass(frozen=True)
class Shelved:
    """A rule and its file."""

    rule: Rule
    path: Path

    def cases(self) -> CaseFile:
        """Raises RuleError."""
        return load_cases(cases_path(self.path))


def shelf(root: Path, packs: Iterable[str] = ()) -> dict[str, Shelved]:
    """Rules by id, of the packs named or of all. Raises RuleError."""
    return {path.stem: Shelved(load_rule(path), path) for folder in chosen(root, packs) for path in rule_files(folder)}


def chosen(root: Path, packs: Iterable[str]) -> list[Path]:
    """Folders of the packs named (commas allowed), all of them without names. Raises RuleError."""
    folders = pack_folders(root)
    names = [n for name in packs for n in name.split(",") if n and n != "all"]
    for name in names:
        if name not in folders:
            raise RuleError(f"there is no pack “{name}”; there are {', '.join(folders)}, and all")
    return [folders[name] for name in dict.fromkeys(names)] or list(folders.values())
