"""What decides how truat runs: options of one look, and what a deployment sets once through its environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from dotenv import dotenv_values

RenderMode = Literal["auto", "always", "never"]
# robots.txt groups are matched by this token (RFC 9309 §2.2.1).
ROBOTS_TOKEN = "truat"  # noqa: S105 - a name, no secret
MAX_BODY_BYTES = 10_000_000  # a page or PDF larger than this tells a reader nothing more, after decompression
MAX_REDIRECTS = 8
DEFAULT_DATABASE = "sqlite:///truat.db"
MAX_SUBREQUESTS = 200  # contract.md: what browser pages load below themselves, a site


def tool_version() -> str:
    try:
        return version("truat")
    except PackageNotFoundError:  # run from a checkout that was not installed
        return "0.0.0"


@dataclass(frozen=True)
class CrawlOptions:
    """Limits of one look at one site; contract.md, Commands, has the defaults and their meaning. Seconds and counts."""

    max_pages: int = 15
    max_requests: int = 45
    max_seconds: float = 120
    timeout_s: float = 15
    delay_s: float = 0.25
    render: RenderMode = "auto"
    proxy: str | None = None
    resolve: tuple[str, ...] = ()
    connect_to: tuple[str, ...] = ()
    allow_private: tuple[str, ...] = ()
    run_axe: bool = True  # axe-core on the home page: about a second of CPU; a night over every agency leaves it out


@dataclass(frozen=True)
class Deployment:
    """Settings of this installation. Secrets stay in here and are never logged."""

    contact_url: str | None = None
    chromium: str | None = None
    database_url: str = field(default=DEFAULT_DATABASE, repr=False)  # may hold a password
    captures: str = "captures"
    office_file: str | None = None

    @property
    def user_agent(self) -> str:
        """Names the tool and where its operator can be reached; never another's."""
        contact = f"+{self.contact_url}" if self.contact_url else "website standard audit; contact not configured"
        return f"truat/{tool_version()} ({contact})"


def load_deployment(environ: Mapping[str, str] | None = None) -> Deployment:
    """Read the environment over a .env file in the working folder."""
    values = {**dotenv_values(".env"), **(os.environ if environ is None else environ)}
    return Deployment(
        contact_url=values.get("TRUAT_CONTACT_URL") or None,
        chromium=values.get("TRUAT_CHROMIUM") or None,
        database_url=values.get("TRUAT_DATABASE_URL") or DEFAULT_DATABASE,
        captures=values.get("TRUAT_CAPTURES") or "captures",
        office_file=values.get("TRUAT_CONFIG") or None,
    )
