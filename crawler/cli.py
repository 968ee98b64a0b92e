"""The command line. One of the two modules that know every package."""

from __future__ import annotations

import json
import logging
import math
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from checks.errors import ChecksError
from checks.rule import ORG_TYPES
from crawler import nightly_cli, pipeline, workbench
from crawler.artifacts import Site
from crawler.capture import write_aside
from crawler.config import CrawlOptions, RenderMode, load_deployment, tool_version
from crawler.errors import ConfigurationError, CrawlerError, OurFault
from crawler.pipeline import Audit, Captured, RuleBook, load_rule_book
from crawler.progress import ProgressLine
from crawler.session import parse_site, rules_folder
from reports.terminal import summary
from reports.view import view_of

EXIT_NO_GAPS, EXIT_GAPS, EXIT_USAGE, EXIT_OUR_FAULT, EXIT_NOT_AUDITED, EXIT_INTERRUPTED = 0, 1, 2, 3, 4, 130
FORMATS = ("html", "json")
LATER_FORMATS = ("csv", "xlsx", "junit", "sarif", "earl", "pdf")

app = typer.Typer(
    name="truat",
    help="Audit Thai government websites against the Government Website Standard.\n\nStart with: truat audit https://www.example.go.th",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
# --- options that several commands share --------------------------------------------------------------------------

Url = Annotated[str, typer.Argument(metavar="URL", help="The site's address; https when no scheme is given.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder for the results.", show_default="truat-out/<host>/<time>")]
Packs = Annotated[
    list[str] | None,
    typer.Option("--pack", metavar="NAMES", help="Rule packs, commas allowed; “all” for every one.", show_default="gws2,dg2560"),
]
Lang = Annotated[str, typer.Option("--lang", metavar="th|en", help="Language of report and terminal.")]
MaxPages = Annotated[int, typer.Option("--max-pages", min=1, help="Pages to read.")]
MaxRequests = Annotated[int, typer.Option("--max-requests", min=1, help="Our own requests to the site, probes and second looks included.")]
MaxSeconds = Annotated[float, typer.Option("--max-seconds", min=1, help="For the whole look.")]
Timeout = Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds for one request, connect to last byte.")]
Delay = Annotated[float, typer.Option("--delay", min=0, help="Seconds between requests to the site, adaptive; 0 for none.")]
Render = Annotated[str, typer.Option("--render", metavar="auto|always|never", help="Which pages Chromium renders.")]
Proxy = Annotated[str | None, typer.Option("--proxy", metavar="URL", help="Scrapy and Chromium both use it.")]
Resolve = Annotated[list[str] | None, typer.Option("--resolve", metavar="HOST:PORT:ADDRESS", help="As curl's.")]
ConnectTo = Annotated[list[str] | None, typer.Option("--connect-to", metavar="HOST:PORT:HOST2:PORT2", help="As curl's.")]
AllowPrivate = Annotated[
    list[str] | None, typer.Option("--allow-private", metavar="CIDR", help="Addresses that are otherwise refused, such as 10.0.0.0/8.")
]
OrgType = Annotated[str | None, typer.Option("--org-type", metavar="TYPE", help=f"One of {', '.join(ORG_TYPES[:-1])}.")]
MinConfidence = Annotated[
    str, typer.Option("--min-confidence", metavar="low|medium|high", help="Leave out rules whose source was read with less confidence.")
]
Baseline = Annotated[
    Path | None, typer.Option("--baseline", metavar="AUDIT_JSON", help="Exit 1 only when something got worse since that audit.")
]
Formats = Annotated[list[str] | None, typer.Option("--format", metavar="NAMES", help="Files to write.", show_default="html,json")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Print nothing but errors.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result on standard output, and nothing else there.")]


# Typer brings its own click; the base of what it says about a command line is reached through the one error that it exports.
CommandLineError: Any = next(kind for kind in typer.BadParameter.__mro__ if kind.__name__ == "ClickException")
AUDIT_KEYS = frozenset({"site", "status", "status_reason", "started_at", "packs", "score", "footprint", "pages", "skipped", "findings"})


class UsageError(Exception):
    """Wrong use; its text is the one line to print."""


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turn what can go wrong into one line on standard error and the contract's exit code."""
    try:
        yield
    except (ConfigurationError, ChecksError, UsageError) as error:
        _stop(error, EXIT_USAGE)
    except (CrawlerError, OSError) as error:
        _stop(error, EXIT_OUR_FAULT)
    except KeyboardInterrupt:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second one would find nothing left to stop
        _stop("interrupted; nothing was left half-written", EXIT_INTERRUPTED)
    except typer.Exit:
        raise
    except Exception as error:
        # Exit code 1 means gaps: our own bug must never look like one.
        _stop(f"a fault in truat itself, please report it: {_where(error)}", EXIT_OUR_FAULT)


def _stop(error: object, code: int) -> NoReturn:
    print(f"truat: {_one_line(error)}", file=sys.stderr)
    raise typer.Exit(code)


def _one_line(text: object) -> str:
    return " ".join(str(text).split())


def _where(error: BaseException) -> str:
    """What broke, and in which line."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({frames[-1].filename}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"


class OneLine(logging.Formatter):
    """What modules log: one line each, a trace shortened to where it ended."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        return f"truat: {_one_line(record.getMessage() + (f': {_where(error)}' if error else ''))}"


def _one_of(value: str, allowed: tuple[str, ...], option: str) -> str:
    if value not in allowed:
        raise UsageError(f"{option}: “{value}” is not one of {', '.join(allowed)}")
    return value


def _formats(values: list[str] | None) -> tuple[str, ...]:
    names = tuple(n for value in values or ["html,json"] for n in value.split(",") if n)
    for name in names:
        if name in LATER_FORMATS:
            raise UsageError(f"--format {name} is not built yet; there are {', '.join(FORMATS)}")
        _one_of(name, FORMATS, "--format")
    return names


@contextmanager
def _results_folder(out: Path | None, site: Site) -> Iterator[Path]:
    """The folder for results, made and shown to be writable; what was made goes again when nothing came into it. Raises UsageError."""
    folder = out or Path("truat-out") / site.host / datetime.now().strftime("%Y%m%d-%H%M%S")
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        _prove_writable(folder)
        yield folder
    finally:
        with suppress(OSError):
            for place in made:
                place.rmdir()  # only ever an empty one


def _prove_writable(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".truat-probe"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise UsageError(f"--out {folder}: cannot write there ({error.strerror}); name a folder that you may write to") from error


# --- audit and its stages -----------------------------------------------------------------------------------------


@app.command()
def audit(
    url: Url,
    out: Out = None,
    pack: Packs = None,
    lang: Lang = "th",
    max_pages: MaxPages = 15,
    max_requests: MaxRequests = 45,
    max_seconds: MaxSeconds = 120,
    timeout: Timeout = 15,
    delay: Delay = 0.25,
    render: Render = "auto",
    proxy: Proxy = None,
    resolve: Resolve = None,
    connect_to: ConnectTo = None,
    allow_private: AllowPrivate = None,
    org_type: OrgType = None,
    min_confidence: MinConfidence = "low",
    baseline: Baseline = None,
    format_: Formats = None,
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Capture, check and report one site.

    Exit codes: 0 no gaps, 1 gaps found, 2 wrong use, 3 our fault, 4 the site could not be audited, 130 interrupted.
    """
    with one_line_errors():
        formats = _formats(format_)
        _one_of(lang, ("th", "en"), "--lang")
        _one_of(min_confidence, ("low", "medium", "high"), "--min-confidence")
        options = _crawl_options(max_pages, max_requests, max_seconds, timeout, delay, render, proxy, resolve, connect_to, allow_private)
        site = _site(url, org_type)
        before = _read_audit(baseline) if baseline else None
        pipeline.refuse_private(site, options)
        book = load_rule_book(rules_folder(), pack or ())
        line = ProgressLine(is_on=not quiet and sys.stderr.isatty())
        with _results_folder(out, site) as folder:
            with line:
                captured = pipeline.look(site, options, load_deployment(), book, rules_folder(), line.update)
                line.update("checking", 0, 0)
                result = pipeline.judge(captured.capture, book, reader=captured.reader, min_confidence=min_confidence)
                data = _write(result, book, captured, folder, formats, lang)
            _show(data, book, folder, lang, quiet=quiet, as_json=as_json, has_report="html" in formats)
        _exit(data, before)


@app.command()
def capture(
    url: Url,
    out: Out = None,
    pack: Packs = None,
    max_pages: MaxPages = 15,
    max_requests: MaxRequests = 45,
    max_seconds: MaxSeconds = 120,
    timeout: Timeout = 15,
    delay: Delay = 0.25,
    render: Render = "auto",
    proxy: Proxy = None,
    resolve: Resolve = None,
    connect_to: ConnectTo = None,
    allow_private: AllowPrivate = None,
    org_type: OrgType = None,
    quiet: Quiet = False,
) -> None:
    """Record one site without judging it; `truat check DIR` judges it later, without a network."""
    with one_line_errors():
        options = _crawl_options(max_pages, max_requests, max_seconds, timeout, delay, render, proxy, resolve, connect_to, allow_private)
        site = _site(url, org_type)
        pipeline.refuse_private(site, options)
        book = load_rule_book(rules_folder(), pack or ())
        line = ProgressLine(is_on=not quiet and sys.stderr.isatty())
        with _results_folder(out, site) as folder, line:
            captured = pipeline.look(site, options, load_deployment(), book, rules_folder(), line.update)
            pipeline.store(captured, folder)
        if captured.capture.our_fault:
            raise OurFault(captured.capture.our_fault)
        if not quiet:
            print(folder)


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="What truat capture or truat audit wrote.")],
    pack: Packs = None,
    min_confidence: MinConfidence = "low",
    baseline: Baseline = None,
    lang: Lang = "th",
    quiet: Quiet = False,
    as_json: AsJson = False,
) -> None:
    """Judge a stored capture with the rules as they are now. Needs no network."""
    with one_line_errors():
        _one_of(lang, ("th", "en"), "--lang")
        _one_of(min_confidence, ("low", "medium", "high"), "--min-confidence")
        before = _read_audit(baseline) if baseline else None
        book = load_rule_book(rules_folder(), pack or ())
        place = folder / pipeline.CAPTURE_FOLDER if (folder / pipeline.CAPTURE_FOLDER).is_dir() else folder
        result = pipeline.read_and_judge(place, book, min_confidence=min_confidence)
        data = pipeline.to_json(result, book)
        target = place.parent if place.name == pipeline.CAPTURE_FOLDER else place
        pipeline.write_audit(data, target)
        _show(data, book, target, lang, quiet=quiet, as_json=as_json, has_report=False)
        _exit(data, before)


@app.command()
def report(
    audit_json: Annotated[Path, typer.Argument(metavar="AUDIT_JSON", help="The audit.json of an audit.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Where to write.", show_default="report.html beside it")] = None,
    lang: Lang = "th",
    format_: Formats = None,
    quiet: Quiet = False,
) -> None:
    """Write the report of an audit again."""
    with one_line_errors():
        _formats(format_)
        _one_of(lang, ("th", "en"), "--lang")
        data = _read_audit(audit_json)
        book = load_rule_book(rules_folder(), [p["id"] for p in data["packs"]])
        target = out or audit_json.parent / "report.html"
        html = pipeline.html_report(data, book, lang, pipeline.stored_picture(audit_json.parent))
        try:
            write_aside(target, html.encode())
        except OSError as error:
            raise UsageError(f"{target}: cannot write there ({error.strerror}); name another file with --out") from error
        if not quiet:
            print(target)


def _crawl_options(
    max_pages: int, max_requests: int, max_seconds: float, timeout: float, delay: float, render: str, proxy: str | None,
    resolve: list[str] | None, connect_to: list[str] | None, allow_private: list[str] | None,
) -> CrawlOptions:  # fmt: skip
    for name, seconds in (("--max-seconds", max_seconds), ("--timeout", timeout), ("--delay", delay)):
        if not math.isfinite(seconds):
            raise UsageError(f"{name}: “{seconds}” is not a number of seconds")
    mode: RenderMode = _one_of(render, ("auto", "always", "never"), "--render")  # type: ignore[assignment]
    return CrawlOptions(
        max_pages,
        max_requests,
        max_seconds,
        timeout,
        delay,
        mode,
        proxy,
        tuple(resolve or ()),
        tuple(connect_to or ()),
        tuple(allow_private or ()),
    )


def _site(url: str, org_type: str | None) -> Site:
    if org_type is not None:
        _one_of(org_type, ORG_TYPES, "--org-type")
    site = parse_site(url)
    return Site(site.url, site.host, org_type=org_type)


def _read_audit(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; give the audit.json of an earlier audit") from error
    except ValueError as error:
        raise UsageError(f"{path} is not an audit.json: {error}") from error
    if not isinstance(data, dict) or data.get("schema") != pipeline.SCHEMA or not data.keys() >= AUDIT_KEYS:
        raise UsageError(f"{path} is not an audit.json of this version ({pipeline.SCHEMA})")
    return data


def _write(result: Audit, book: RuleBook, captured: Captured, folder: Path, formats: tuple[str, ...], lang: str) -> dict[str, Any]:
    data = pipeline.to_json(result, book)
    pipeline.store(captured, folder)
    pipeline.write_audit(data, folder)
    report = folder / "report.html"
    if "html" in formats:
        write_aside(report, pipeline.html_report(data, book, lang, pipeline.picture_of(captured)).encode())
    else:
        report.unlink(missing_ok=True)  # an earlier audit's would belie this one
    return data


def _show(data: dict[str, Any], book: RuleBook, folder: Path, lang: str, *, quiet: bool, as_json: bool, has_report: bool) -> None:
    if as_json:
        print(json.dumps(data, ensure_ascii=False))
    elif not quiet:
        view = view_of(data, pipeline.rule_words(book), pipeline.pack_words(book), lang=lang)  # type: ignore[arg-type]
        Console().print(summary(view, report_path=str(folder / "report.html") if has_report else None))


def _exit(data: dict[str, Any], before: dict[str, Any] | None) -> NoReturn:
    if data["status"] == "our-fault":
        _stop(data["status_reason"]["detail"], EXIT_OUR_FAULT)
    if data["status"] not in ("audited", "partly-audited"):
        raise typer.Exit(EXIT_NOT_AUDITED)
    failed = {f["rule"] for f in data["findings"] if f["outcome"] == "failed" and not f["waiver"]}
    if before is not None:
        failed -= {f["rule"] for f in before["findings"] if f["outcome"] == "failed"}
    raise typer.Exit(EXIT_GAPS if failed else EXIT_NO_GAPS)


# --- what is not built yet ----------------------------------------------------------------------------------------


def _later(name: str) -> None:
    @app.command(name, hidden=True, context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
    def command() -> None:
        with one_line_errors():
            raise UsageError(f"truat {name} is not built yet")


for _name in ("worker", "mail", "dashboard", "verify", "serve", "doctor"):
    _later(_name)


app.add_typer(workbench.commands(one_line_errors), name="rules")
nightly_cli.register(app, one_line_errors)


@app.callback(invoke_without_command=True)
def _main(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        print(f"truat {tool_version()}")
        raise typer.Exit


def main() -> None:
    """Entry point of the `truat` command."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends as Ctrl-C does: cleaned up, exit code 130
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    try:
        code = typer.main.get_command(app).main(prog_name="truat", standalone_mode=False)
    except CommandLineError as error:
        code = _usage(error)
    sys.exit(code if isinstance(code, int) else 0)


def _usage(error: Any) -> int:
    """What Typer says about a command line, in one line; a bare command shows its help, for that is what was asked."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
    else:
        command = error.ctx.command_path if getattr(error, "ctx", None) else "truat"
        print(f"truat: {_one_line(error.format_message()).rstrip('.')}; see {command} --help", file=sys.stderr)
    return EXIT_USAGE


if __name__ == "__main__":
    main()
