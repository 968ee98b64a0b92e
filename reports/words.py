"""Interface texts of report and terminal: `words.yaml`, one key a text, Thai and English side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from reports.plain import Lang


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Every text by key and language."""
    loaded: dict[str, dict[str, str]] = yaml.safe_load(files("reports").joinpath("words.yaml").read_text("utf-8"))
    return loaded


@dataclass(frozen=True)
class Words:
    """The texts in one language. A key that does not exist is an error: half a sentence must not reach a reader."""

    lang: Lang

    def __call__(self, key: str, **facts: Any) -> str:
        return texts()[key][self.lang].format(**facts)

    def named(self, group: str, name: str) -> str:
        """The text of `group.name`, or the name itself where nobody wrote one (a reason or a status newer than this report)."""
        text = texts().get(f"{group}.{name}")
        return text[self.lang] if text else name

    def has(self, key: str) -> bool:
        return key in texts()
