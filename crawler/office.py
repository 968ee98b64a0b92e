"""truat.yaml: what an office decides once. Every key is here; an unknown one is refused with the file and the key."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from crawler import yaml
from crawler.errors import ConfigurationError

DEFAULT_FILE = "truat.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class NightWindow(_Strict):
    """Local times between which sites may be begun; over midnight where `from` is the later one."""

    begin: time = Field(alias="from")
    end: time = Field(alias="to")

    def includes(self, moment: time) -> bool:
        if self.begin <= self.end:
            return self.begin <= moment < self.end
        return moment >= self.begin or moment < self.end

    def __str__(self) -> str:
        return f"{self.begin:%H:%M}–{self.end:%H:%M}"


class Skip(_Strict):
    """A site that is left out, and why; until the day named, or until somebody takes the entry away."""

    host: str
    reason: str = Field(min_length=3)
    until: date | None = None

    def holds(self, on: date) -> bool:
        return self.until is None or on <= self.until


class Retention(_Strict):
    """`days`: how long captures are kept. `unchanged`: false takes away the capture of a night between two with the same verdicts."""

    days: int = Field(default=90, ge=1)
    unchanged: bool = True


class Office(_Strict):
    """`sender`, `dispute_contact`: of mailed reports. `night_window`: None means any time. `skip`: sites left out. `canaries`: addresses
    known to work, looked at to tell our own network's faults. `max_requests`: a site and night, for all runs. `metrics_port`: of workers,
    None for none. `waivers`: folder of waiver files. `bounce_mailbox`: where undeliverable mail comes back."""

    sender: str | None = None
    dispute_contact: str | None = None
    night_window: NightWindow | None = None
    skip: tuple[Skip, ...] = ()
    canaries: tuple[str, ...] = ()
    max_requests: int | None = Field(default=None, ge=1)
    retention: Retention = Retention()
    metrics_port: int | None = Field(default=None, ge=1, le=65535)
    waivers: str = "waivers"
    bounce_mailbox: str | None = None

    def skipped(self, host: str, on: date) -> str | None:
        """Why a host is left out on a day, None when it is not."""
        bare = host.removeprefix("www.")
        return next((s.reason for s in self.skip if s.host.lower().removeprefix("www.") == bare and s.holds(on)), None)

    def may_begin(self, now: datetime | None = None) -> bool:
        return self.night_window is None or self.night_window.includes((now or datetime.now()).time())


def load_office(named: str | None) -> Office:
    """The file that TRUAT_CONFIG names, else truat.yaml if it is there, else the defaults. Raises ConfigurationError."""
    path = Path(named or DEFAULT_FILE)
    if not named and not path.exists():
        return Office()
    try:
        data = yaml.load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read ({error.strerror}); TRUAT_CONFIG names it") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} is not YAML: {' '.join(str(error).split())}") from error
    try:
        return Office.model_validate(data or {})
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        known = f"; keys are {', '.join(Office.model_fields)}" if first["type"] == "extra_forbidden" and len(first["loc"]) == 1 else ""
        raise ConfigurationError(f"{path}: {key or 'the file'}: {first['msg']}{known}") from error
