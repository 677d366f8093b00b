"""A percentage's page says of what it is one, with the figures behind it."""

import datetime as dt
from pathlib import Path

from generator.render.website.facts import share
from generator.store import read_project

FIGURE = "标题: {title}\n发布日期: 2018-06-20\n截至: 2018-06\n方面: 民生\n数值: {value}\n单位: '{unit}'\n"


def test_a_share_is_said_with_its_whole_and_its_part(minimal: Path) -> None:
    folder = minimal / "content/achievements"
    for name, title, value, unit, more in (
        ("found", "查出的事", "805", "起", ""),
        ("solved", "办结的事", "790", "起", "其中: found\n"),
        ("rate", "办结率", "98.1", "%", "占: found\n数的是: solved\n"),
    ):
        text = FIGURE.format(title=title, value=value, unit=unit) + more
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    site = read_project(minimal, dt.date(2026, 11, 21)).site
    assert site is not None
    rate, solved = (site.find("achievements", name) for name in ("rate", "solved"))
    assert rate is not None
    assert solved is not None
    said = [(fact.label, fact.values[0].text, fact.values[0].path) for fact in share(rate, site)]
    assert said == [
        ("占", "查出的事（805起）的98.1%", "achievements/found.html"),
        ("数的是", "办结的事（790起）", "achievements/solved.html"),
    ]
    assert share(solved, site) == ()
