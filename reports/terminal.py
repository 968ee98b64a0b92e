"""The end of `truat audit` on a terminal: how the site stands, a line a component, what to mend, where the report is."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from reports.score_view import Bar, PackScore
from reports.view import ReportView
from reports.words import Words

GAPS_SHOWN = 15
BAR_CELLS = 20


def summary(view: ReportView, *, report_path: str | None) -> RenderableType:
    """What to print for one audit. Every text is a plain `Text`: nothing that a site says is read as markup."""
    words = Words(view.lang)
    parts: list[RenderableType] = [Text(f"{view.name} · {view.address.text}", style="bold"), _standing(view, words)]
    if view.score:
        parts += [_components(pack, words) for pack in view.score.packs]
    if view.status_text:
        parts += [Text("".join(span.text for span in line)) for block in view.status_text for line in block.lines]
    if view.gaps:
        parts.append(_gaps(view, words))
    elif view.score:
        parts.append(Text(words("worst.none"), style="green"))
    if report_path:
        parts.append(Text(words("terminal.report", path=report_path)))
    return Group(*parts)


def _standing(view: ReportView, words: Words) -> Text:
    if view.score is None:
        return Text(f"{words('terminal.status', label=view.status_label)}. {view.status_meaning}", style="yellow")
    line = Text(words("terminal.score", score=view.score.score, coverage=view.score.coverage), style="bold")
    counts = " · ".join(f"{tally.label} {tally.count}" for tally in view.tallies)
    return line.append(f"\n{view.status_label} · {counts}", style="not bold")


def _components(pack: PackScore, words: Words) -> Table:
    table = Table(title=Text(f"{pack.title} · {pack.score}"), title_justify="left", box=None, padding=(0, 1), title_style="bold")
    table.add_column(words("components.component"), overflow="fold", ratio=1)
    table.add_column("", min_width=BAR_CELLS, no_wrap=True)
    for key in ("score", "passed", "failed", "unknown"):
        table.add_column(words(f"components.{key}"), justify="right", no_wrap=True)
    for line in pack.components:
        table.add_row(Text(line.title), _bar(line.bar), Text(line.score), *(Text(str(n)) for n in line.tallies))
    return table


def _bar(bar: Bar | None) -> Text:
    """Full, half-tone and light cells: readable without colour too."""
    if bar is None:
        return Text("")
    sure = round(bar.sure / 100 * BAR_CELLS)
    end = max(round((bar.sure + bar.open) / 100 * BAR_CELLS), sure)
    return Text("█" * sure, style="green").append("▒" * (end - sure), style="yellow").append("·" * (BAR_CELLS - end), style="dim")


def _gaps(view: ReportView, words: Words) -> Table:
    gaps = [gap for group in view.gaps for gap in group.items]
    table = Table(title=words("terminal.gaps"), title_justify="left", box=None, padding=(0, 1), title_style="bold")
    table.add_column(words("terminal.weight"), justify="right", no_wrap=True)
    table.add_column(words("terminal.gap"), overflow="fold", ratio=1)
    table.add_column(words("terminal.gain"), justify="right", no_wrap=True)
    for gap in gaps[:GAPS_SHOWN]:
        text = Text(gap.title).append(f"\n{gap.message}", style="dim")
        table.add_row(Text(f"{gap.weight:g}"), text, Text(f"+{gap.gain * 100:.1f}" if gap.gain else "–"))
    if len(gaps) > GAPS_SHOWN:
        table.add_row("", Text(words("terminal.more", n=len(gaps) - GAPS_SHOWN), style="dim"), "")
    return table
