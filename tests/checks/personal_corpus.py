"""The strings that the personal data gate must catch, and their look-alikes that it must let pass."""

from __future__ import annotations

import re
from pathlib import Path

FOLDER = Path(__file__).parent
SURROUNDINGS = (
    "{}",
    "6月20日，社区开了居民会，大家商量修路灯的事。{}。会后一起打扫了院子。",
    "- 时间：每周一次\n- 内容：{}\n- 地点：文北社区",
    "{}获得表扬",
    "{}参加了活动",
    "序号\t内容\t备注\n1\t{}\t无\n2\t修路灯\t已完成",
)
"""Where such strings stand: alone, in prose, in a list, in a table, before ordinary words."""


def lines(name: str) -> list[str]:
    """Return the lines of a corpus, escapes resolved, comments left out."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    return [_plain(line) for line in text.splitlines() if not line.startswith("# ")]


def must() -> list[tuple[str, str]]:
    """Return (rule, text) of what must be caught."""
    return [(line.partition("\t")[0], line.partition("\t")[2]) for line in lines("personal_must.txt")]


def may() -> list[str]:
    """Return what must pass."""
    return lines("personal_may.txt")


def _plain(line: str) -> str:
    line = line.replace("\\n", "\n").replace("\\t", "\t")
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), line)
