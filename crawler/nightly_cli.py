"""`truat nightly`, `runs`, `run …`, `recheck` and `seeds …`. Part of the command line, so a composition root as `crawler.cli` is."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from crawler.config import DEFAULT_DATABASE, CrawlOptions, Deployment, load_deployment
from crawler.errors import ConfigurationError
from crawler.fleet.local import Limits
from crawler.fleet.recheck import recheck_run
from crawler.fleet.run import Night, Wish, digest, summary_json, summary_words
from crawler.fleet.view import duration, view_for
from crawler.inventory.bring_in import bring_in
from crawler.inventory.merge import merge
from crawler.inventory.proposals import Past, propose
from crawler.inventory.tables import read_table
from crawler.nightly import require_ready
from crawler.office import Office, load_office
from crawler.seeds import ORG_TYPES, BadRow, Seed, SeedList, default_seeds, read_seeds, to_csv
from crawler.store.database import Database
from crawler.store.past import nights_by_site
from crawler.store.rows import RunRow

EXIT_WELL, EXIT_BAD_ROWS, EXIT_OUR_FAULT = 0, 1, 3
ENGINES = ("local", "procrastinate")
RESUMED_WITHIN = timedelta(hours=20)  # a night begun before midnight goes on after it
Guard = Callable[[], AbstractContextManager[None]]
Command = Callable[..., None]

SeedsFile = Annotated[Path | None, typer.Option("--seeds", metavar="FILE", help="Seeds CSV.", show_default="seeds/agencies.csv")]
RunDate = Annotated[str | None, typer.Option("--run-date", metavar="D", help="The night, as 2026-11-24.", show_default="today")]
Engine = Annotated[str, typer.Option("--engine", metavar="local|procrastinate", help="Who does the work.")]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, max=256, help="Worker processes.", show_default="one a core")]
SitesEach = Annotated[int, typer.Option("--sites-per-process", min=1, max=200, help="Sites looked at at once by each.")]
AnyTime = Annotated[bool, typer.Option("--any-time", help="Also outside the night window of truat.yaml.")]
Packs = Annotated[list[str] | None, typer.Option("--pack", metavar="NAMES", help="Rule packs, commas allowed.", show_default="gws2,dg2560")]
MaxPages = Annotated[int, typer.Option("--max-pages", min=1, help="Pages to read of each site.")]
MaxRequests = Annotated[int | None, typer.Option("--max-requests", min=1, help="Our own requests to each site.", show_default="45")]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", min=1, help="For the look at one site.")]
Timeout = Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds for one request, connect to last byte.")]
Delay = Annotated[float, typer.Option("--delay", min=0, help="Seconds between requests to a site, adaptive; 0 for none.")]
Render = Annotated[str, typer.Option("--render", metavar="auto|always|never", help="Which pages Chromium renders.")]
Proxy = Annotated[str | None, typer.Option("--proxy", metavar="URL", help="Scrapy and Chromium both use it.")]
Resolve = Annotated[list[str] | None, typer.Option("--resolve", metavar="HOST:PORT:ADDRESS", help="As curl's.")]
ConnectTo = Annotated[list[str] | None, typer.Option("--connect-to", metavar="HOST:PORT:HOST2:PORT2", help="As curl's.")]
AllowPrivate = Annotated[list[str] | None, typer.Option("--allow-private", metavar="CIDR", help="Addresses that are otherwise refused.")]
MinConfidence = Annotated[
    str, typer.Option("--min-confidence", metavar="low|medium|high", help="Leave out rules read with less confidence.")
]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result on standard output, and nothing else there.")]
RunId = Annotated[str, typer.Argument(metavar="ID", help="A run, as truat runs lists it.")]


def register(app: typer.Typer, guard: Guard) -> None:
    """Add the commands. `guard` turns errors into one line and an exit code, as for every other command."""
    _add(app, guard, nightly=nightly, runs=list_runs, recheck=recheck)
    run_app = typer.Typer(help="Look after one run.", no_args_is_help=True)
    _add(run_app, guard, show=show, resume=resume, cancel=cancel, release=release)
    app.add_typer(run_app, name="run")
    seeds_app = typer.Typer(help="Look after the list of sites.", no_args_is_help=True)
    _add(seeds_app, guard, check=check_seeds, merge=merge_seeds)
    seeds_app.command("import")(_guarded(import_seeds, guard))  # not a word that Python lets one name an argument by
    app.add_typer(seeds_app, name="seeds")


def _add(app: typer.Typer, guard: Guard, **commands: Command) -> None:
    for name, command in commands.items():
        app.command(name)(_guarded(command, guard))


def _guarded(command: Callable[..., None], guard: Guard) -> Callable[..., None]:
    @wraps(command)
    def guarded(*args: object, **options: object) -> None:
        with guard():
            command(*args, **options)

    return guarded


# --- nightly ------------------------------------------------------------------------------------------------------


def nightly(
    seeds: SeedsFile = None,
    run_date: RunDate = None,
    engine: Engine = "local",
    jobs: Jobs = None,
    sites_per_process: SitesEach = 16,
    any_time: AnyTime = False,
    pack: Packs = None,
    max_pages: MaxPages = 15,
    max_requests: MaxRequests = None,
    max_seconds: MaxSeconds = 120,
    timeout: Timeout = 15,
    delay: Delay = 0.25,
    render: Render = "auto",
    proxy: Proxy = None,
    resolve: Resolve = None,
    connect_to: ConnectTo = None,
    allow_private: AllowPrivate = None,
    min_confidence: MinConfidence = "low",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Audit every site of the seeds. Started again, it goes on where it stopped.

    Exit codes: 0 the run is finished, 2 wrong use, 3 it is frozen or broke, 130 interrupted.
    """
    _one_of(engine, ENGINES, "--engine")
    if engine == "procrastinate":
        raise ConfigurationError("--engine procrastinate is not built yet; leave it out")
    deployment, office = load_deployment(), load_office(load_deployment().office_file)
    options = CrawlOptions(
        max_pages,
        max_requests or office.max_requests or 45,
        _finite(max_seconds, "--max-seconds"),
        _finite(timeout, "--timeout"),
        _finite(delay, "--delay"),
        _one_of(render, ("auto", "always", "never"), "--render"),  # type: ignore[arg-type]
        proxy,
        tuple(resolve or ()),
        tuple(connect_to or ()),
        tuple(allow_private or ()),
        run_axe=False,
    )
    _one_of(min_confidence, ("low", "medium", "high"), "--min-confidence")
    packs = tuple(n for value in pack or () for n in value.split(",") if n)
    require_ready(options, deployment, packs)
    night = Night(Database(deployment.database_url), deployment, office)
    run = _current(night, _date(run_date))
    if run is None:
        path = seeds or default_seeds()
        listed = _usable(path, read_seeds(path))
        wish = Wish(_date(run_date) or date.today().isoformat(), listed, path.name, options, packs, min_confidence, engine)
        run = night.begin(wish)
    elif seeds is not None and not quiet and digest(read_seeds(seeds)) != run.seeds_digest:
        _say(f"run {run.id} goes on with the seeds it was begun with; {seeds} is another list")
    _work(
        night, run, proxy, Limits(jobs or os.cpu_count() or 1, sites_per_process, _window(office, any_time)), quiet=quiet, as_json=as_json
    )


def _current(night: Night, wanted: str | None) -> RunRow | None:
    """The run that this start goes on with: the one of the date, or without a date one that is under way since last evening."""
    if wanted is not None:
        return night.runs.find(wanted)
    newest = next(iter(night.runs.all(1)), None)
    if newest is None or newest.id == date.today().isoformat():
        return newest
    age = datetime.now(UTC) - datetime.fromisoformat(newest.created_at)
    return newest if newest.state in ("running", "frozen") and timedelta(0) <= age < RESUMED_WITHIN else None


def _work(night: Night, run: RunRow, proxy: str | None, limits: Limits, *, quiet: bool, as_json: bool) -> NoReturn:
    if run.state == "cancelled":
        raise ConfigurationError(f"run {run.id} was cancelled; another night is another --run-date")
    if run.state == "running":
        if not limits.may_begin():
            raise ConfigurationError("it is outside the night window of truat.yaml; start it then, or add --any-time")
        run = night.work(run, proxy, limits, view_for(run.id, quiet=quiet))
    _show(night, run, quiet=quiet, as_json=as_json)
    if run.state == "frozen":
        _say(f"truat: run {run.id} is frozen: {run.cause}; truat run release {run.id} lets it go on")
    elif run.state == "running":
        _say(f"truat: the night window ended before run {run.id} was finished; truat run resume {run.id} goes on")
    elif run.state == "cancelled":
        _say(f"truat: run {run.id} was cancelled")
    raise typer.Exit(EXIT_WELL if run.state == "finished" else EXIT_OUR_FAULT)


def _show(night: Night, run: RunRow, *, quiet: bool, as_json: bool) -> None:
    data = summary_json(run, night)
    if as_json:
        print(json.dumps(data, ensure_ascii=False))
    elif not quiet:
        print(summary_words(data))


def _window(office: Office, any_time: bool) -> Callable[[], bool]:
    return (lambda: True) if any_time else office.may_begin


def _date(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ConfigurationError(f"--run-date: “{text}” is not a date; write it as 2026-11-24") from None


def _finite(value: float, name: str) -> float:
    if not math.isfinite(value):
        raise ConfigurationError(f"{name}: “{value}” is not a number of seconds")
    return value


def _one_of(value: str, allowed: tuple[str, ...], option: str) -> str:
    if value not in allowed:
        raise ConfigurationError(f"{option}: “{value}” is not one of {', '.join(allowed)}")
    return value


def _say(line: str) -> None:
    print(line, file=sys.stderr)


def _usable(path: Path, listed: SeedList) -> SeedList:
    for row in listed.bad:
        _say(f"truat: {path}, line {row.line}: {row.problem}")
    if not listed.seeds:
        raise ConfigurationError(f"{path}: no row can be used")
    return listed


# --- runs ---------------------------------------------------------------------------------------------------------


def _night() -> tuple[Night, Office]:
    deployment: Deployment = load_deployment()
    office = load_office(deployment.office_file)
    return Night(Database(deployment.database_url), deployment, office), office


def list_runs(as_json: AsJson = False) -> None:
    """List the runs, newest first."""
    night, _ = _night()
    rows = night.runs.all()
    if as_json:
        print(json.dumps([summary_json(run, night) for run in rows], ensure_ascii=False))
        return
    if not rows:
        print("no run yet; truat nightly begins one")
        return
    table = Table("run", "state", "sites", "done", "time", box=None)
    for run in rows:
        totals = night.runs.totals(run.id)
        table.add_row(run.id, run.state, str(totals.sites), str(totals.done), duration(run.seconds))
    Console().print(table)


def show(run_id: RunId, as_json: AsJson = False) -> None:
    """How a run stands."""
    night, _ = _night()
    _show(night, night.runs.get(run_id), quiet=False, as_json=as_json)


def resume(
    run_id: RunId,
    jobs: Jobs = None,
    sites_per_process: SitesEach = 16,
    any_time: AnyTime = False,
    proxy: Proxy = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Go on with a run that was stopped; sites that are done stay done."""
    night, office = _night()
    run = night.runs.get(run_id)
    require_ready(night.plan(run, proxy).options, load_deployment(), tuple(run.options["packs"]))
    _work(
        night, run, proxy, Limits(jobs or os.cpu_count() or 1, sites_per_process, _window(office, any_time)), quiet=quiet, as_json=as_json
    )


def cancel(run_id: RunId) -> None:
    """End a run for good; what is working on it stops within seconds."""
    night, _ = _night()
    night.cancel(run_id)
    print(f"run {run_id} is cancelled")


def release(run_id: RunId) -> None:
    """Let a frozen run go on: the cause is mended, or was none."""
    night, _ = _night()
    count = night.release(run_id)
    print(
        f"run {run_id} is released, and {count} sites that could not be reached will be looked at again; truat run resume {run_id} goes on"
    )


def recheck(
    run_id: Annotated[str | None, typer.Option("--run", metavar="ID", help="Which run.", show_default="the newest")] = None,
    jobs: Jobs = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Judge a night's captures again with the rules as they are now. Needs no network; says what changed."""
    night, _ = _night()
    newest = next(iter(night.runs.all(1)), None)
    if run_id is None and newest is None:
        raise ConfigurationError("there is no run yet; truat nightly begins one")
    run = night.runs.get(run_id or (newest.id if newest else ""))
    result = recheck_run(night, night.plan(run, "http://none.invalid" if run.options["needs_proxy"] else None), jobs or os.cpu_count() or 1)
    if as_json:
        print(json.dumps({"run": run.id, **result.to_json()}, ensure_ascii=False))
    elif not quiet:
        print(result.words(run.id))


# --- seeds --------------------------------------------------------------------------------------------------------


def check_seeds(
    path: Annotated[Path | None, typer.Argument(metavar="FILE", help="Seeds CSV.", show_default="seeds/agencies.csv")] = None,
    quiet: Quiet = False,
) -> None:
    """Read the seeds strictly and name every bad row. Exits 1 when there is one."""
    path = path or default_seeds()
    listed = read_seeds(path)
    _report_bad(path, listed.bad)
    if not quiet:
        kinds = sorted({s.org_type for s in listed.seeds})
        mailed = sum(s.may_mail and bool(s.emails) for s in listed.seeds)
        print(f"{path}: {len(listed.seeds)} sites of {len(kinds)} kinds, {mailed} may be mailed, {len(listed.bad)} bad rows")
    raise typer.Exit(EXIT_BAD_ROWS if listed.bad else EXIT_WELL)


def import_seeds(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with any header, XLSX, or a text with one host a line.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write.", show_default="standard output")] = None,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=HEADER", help="Which header holds one of our columns.")
    ] = None,
    org_type: Annotated[str | None, typer.Option("--org-type", metavar="TYPE", help=f"For every row: {', '.join(ORG_TYPES)}.")] = None,
) -> None:
    """Make seeds of a list that exists. Each row keeps where it comes from; what could not be read is named (exit code 1)."""
    if org_type is not None:
        _one_of(org_type, ORG_TYPES, "--org-type")
    pairs = [text.partition("=") for text in mapping or ()]
    if wrong := next((m for m in pairs if not m[1]), None):
        raise ConfigurationError(f"--map {wrong[0]}: write COLUMN=HEADER, as url=Website")
    found = bring_in(read_table(path), {column: header for column, _, header in pairs}, org_type, date.today().isoformat())
    _report_bad(path, found.seeds.bad)
    for header, column in found.mapped.items():
        _say(f"truat: “{header}” is taken as {column}")
    if found.ignored:
        _say(f"truat: not used: {', '.join(found.ignored)}")
    _write_seeds(list(found.seeds.seeds), out)
    _say(f"truat: {len(found.seeds.seeds)} sites, {len(found.seeds.bad)} rows could not be read")
    raise typer.Exit(EXIT_BAD_ROWS if found.seeds.bad else EXIT_WELL)


def merge_seeds(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Seeds files; the one named first wins.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write.", show_default="standard output")] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Also write what earlier nights propose, with a note.")] = False,
) -> None:
    """Join lists without doubling a host, and say what earlier nights propose: moved hosts, dead ones, http or https."""
    lists = []
    for path in paths:
        listed = read_seeds(path)
        _report_bad(path, listed.bad)
        lists.append(listed.seeds)
    merged = merge(lists)
    seeds: list[Seed] = list(merged.seeds)
    for proposal in propose(merged.seeds, _past()):
        _say(f"truat: {proposal.words}")
        if apply:
            index = next(i for i, s in enumerate(seeds) if s.code == proposal.code)
            seeds[index] = proposal.applied(seeds[index])
    _write_seeds(seeds, out)
    _say(f"truat: {len(seeds)} sites, {len(merged.joined)} were in more than one list, {len(merged.renamed)} codes had to change")


def _past() -> dict[str, list[Past]]:
    """Earlier nights by site, where there is a store; looking makes none."""
    url = load_deployment().database_url
    if url == DEFAULT_DATABASE and not Path("truat.db").exists():
        return {}
    return {key: [Past(row.run_id, row.status, row.final_url) for row in rows] for key, rows in nights_by_site(Database(url)).items()}


def _report_bad(path: Path, bad: tuple[BadRow, ...]) -> None:
    for row in bad:
        _say(f"truat: {path}, line {row.line}: {row.problem}")


def _write_seeds(seeds: list[Seed], out: Path | None) -> None:
    text = to_csv(seeds)
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise ConfigurationError(f"--out {out}: cannot write there ({error.strerror})") from error
