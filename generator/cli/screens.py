"""`streetlight screens`: how far each screen can be read, what it plays, and when it will need somebody."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli import exits
from generator.cli.options import DateText, FormatName, LangName, Project, build_date, existing
from generator.cli.show import Format, progress, show_findings
from generator.clock import CHINA
from generator.findings import Lang, Severity, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.render.screens.forecast import Change
    from generator.render.screens.report import Report

_COLUMN = 26
"""The width of a screen's column where nothing says how wide the page is."""


def screens_command(
    project: Project = Path(), date: DateText = "", how: FormatName = Format.TEXT, lang: LangName = "zh"
) -> None:
    """Say what each screen of a project shows."""
    from generator.pipeline import check  # noqa: PLC0415  # as in app.py
    from generator.render.fonts import Fonts  # noqa: PLC0415
    from generator.render.screens.report import reports  # noqa: PLC0415
    from generator.settings import THEME  # noqa: PLC0415

    with progress(lang, quiet=False) as step:
        checked = check(existing(project), build_date(date), step)
        step("screens")
        ready = None if checked.failed else checked.site
        found, findings = reports(ready, Fonts(THEME / "fonts")) if ready else ([], checked.findings)
    errors = [f for f in findings if f.rule.severity is Severity.ERROR]
    show_findings(errors, how, lang)
    exits.stop_on_errors(errors)
    if how is Format.JSON:
        for report in found:
            print(json.dumps(_row(report), ensure_ascii=False))
    elif how is Format.TEXT:
        _print_table(found, lang)


def _row(report: Report) -> dict[str, object]:
    screen, change = report.screen, report.forecast.change
    return {
        "screen": screen.id,
        "name": screen.name,
        "size": list(screen.size),
        "place": screen.place.key,
        "pixels": report.px,
        "millimetres": report.millimetres,
        "metres": report.metres(),
        "metres_elders": report.metres(elders=True),
        "metres_limit": report.metres(limit=True),
        "distance": screen.distance,
        "characters": report.room[0],
        "lines": report.room[1],
        "slides": report.slides,
        "loop_seconds": report.seconds,
        "changes": _day(change.at).isoformat() if change else None,
        "starts": list(change.starts) if change else [],
        "ends": list(change.ends) if change else [],
        "dry": _day(report.forecast.dry).isoformat() if report.forecast.dry else None,
        "full_days": report.forecast.full,
        "days": report.forecast.days,
    }


def _print_table(found: Sequence[Report], lang: Lang) -> None:
    from rich.console import Console  # noqa: PLC0415  # as above
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text as Plain  # noqa: PLC0415  # content may not steer the terminal with markup

    if not found:
        print(
            Text("没有屏幕：在 site_config.yml 里写“屏幕”", "no screens: write “screens” in site_config.yml").in_lang(
                lang
            )
        )
        return
    table = Table(show_header=False, show_lines=True)
    columns = [_column(report) for report in found]
    for label in columns[0]:
        table.add_row(label.in_lang(lang), *(Plain(column[label].in_lang(lang)) for column in columns))
    Console(width=None if sys.stdout.isatty() else _COLUMN * (len(found) + 1)).print(table)


def _column(report: Report) -> dict[Text, Text]:
    """Return what is said of a screen, by its label."""
    screen, seen = report.screen, report.forecast
    minutes = f"{report.seconds // 60}:{report.seconds % 60:02d}"
    size, line = "x".join(map(str, screen.size)), report.room
    return {
        Text("屏幕", "screen"): Text(f"{screen.name} {screen.id}", f"{screen.name} {screen.id}"),
        Text("像素", "pixels"): Text(size, size),
        Text("位置", "place"): Text(screen.place.label, screen.place.key),
        Text("最小的字", "smallest text"): Text(
            f"{report.px}像素，高{report.millimetres}毫米", f"{report.px} px, {report.millimetres} mm high"
        ),
        Text("看得清", "read with ease"): _distance(report),
        Text("这么大的字", "room at that size"): Text(
            f"一行{line[0]}个，一屏{line[1]}行", f"{line[0]} characters a line, {line[1]} lines"
        ),
        Text("播放", "plays"): Text(f"{report.slides}张，一轮{minutes}", f"{report.slides} slides, {minutes} a round"),
        Text("下一次变化", "changes next"): _change(seen.change),
        Text("只剩常亮", "runs dry"): Text(
            f"{_day(seen.dry)}起" if seen.dry else f"{seen.days}天内不会",
            f"from {_day(seen.dry)}" if seen.dry else f"not within {seen.days} days",
        ),
        Text("有内容播", "has news"): Text(f"{seen.days}天里的{seen.full}天", f"{seen.full} of {seen.days} days"),
    }


def _distance(report: Report) -> Text:
    near, far = report.metres(elders=report.screen.elders), report.metres(limit=True)
    who = Text("老人", "elders ") if report.screen.elders else Text("", "")
    asked = report.screen.distance
    return Text(
        f"{who.zh}{near}米，最远{far}米（人在{asked}米）",
        f"{who.en}{near} m, at most {far} m (viewers at {asked} m)",
    )


def _change(change: Change | None) -> Text:
    if change is None:
        return Text("没有", "never")
    starts = [Text(f"“{name}”开始", f"“{name}” begins") for name in change.starts]
    said = [*starts, *(Text(f"“{name}”结束", f"“{name}” ends") for name in change.ends)]
    day = _day(change.at)
    return Text(f"{day} {'，'.join(t.zh for t in said)}", f"{day} {', '.join(t.en for t in said)}")


def _day(ms: int) -> dt.date:
    return dt.datetime.fromtimestamp(ms / 1000, CHINA).date()
