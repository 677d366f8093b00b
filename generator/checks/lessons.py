"""What each rule teaches: why it is there, where it comes from, a bad and a good example. One file a rule, beside the checks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from generator.findings import Lesson

FOLDER = Path(__file__).parent / "examples"
_KINDS = {
    "photo": "一张照片",
    "film": "一段短片",
    "film-with-sound": "一段有声音的短片",
    "film-hevc": "一段 H.265 编码的短片",
    "film-without-place": "一段短片",
    "film-with-place": "一段记着地点的短片",
    "photo-with-place": "一张记着地点的照片",
    "pdf": "一份 PDF",
    "scan": "一份扫描的 PDF",
    "docx": "一份 Word",
    "docx-with-author": "一份写着作者的 Word",
    "xlsx": "一份表格",
    "xlsx-hidden": "一份有隐藏工作表的表格",
    "signed": "各道都签过名的审核记录",
    "locked": "一个打不开的文件",
}


@cache
def lessons() -> Mapping[str, Lesson]:
    """Return the lesson of every rule that has one, by its id."""
    return {file.stem: _lesson(read_example(file.stem)) for file in sorted(FOLDER.glob("*.yml"))}


def read_example(rule: str) -> dict[str, Any]:
    """Return an example as it is written: `name`, `why`, `source`, `at`, and `bad` and `good` as files by path.

    A file is its text, its bytes, nothing (it is not there), or a mapping that says what to put there: `kind`, `link`
    or `size`.
    """
    example: dict[str, Any] = yaml.load((FOLDER / f"{rule}.yml").read_bytes(), Loader=yaml.CSafeLoader)
    return example


def _lesson(example: Mapping[str, Any]) -> Lesson:
    bad, good = ({path: _shown(file) for path, file in example[side].items()} for side in ("bad", "good"))
    return Lesson(example["name"], example["why"], example["source"], bad, good, tuple(example.get("at", ())))


def _shown(file: object) -> str:
    """Return the text of a file with its invisible characters named, or what it is, in brackets."""
    if isinstance(file, str):
        return "".join(ch if ch.isprintable() or ch == "\n" else f"〔U+{ord(ch):04X}〕" for ch in file)
    if isinstance(file, bytes):
        return file.decode("utf-8", errors="replace")
    if isinstance(file, Mapping):
        link, size, kind = file.get("link"), file.get("size"), file.get("kind", "")
        words = f"指向 {link} 的链接" if link else f"{size // 1000} KB" if size else _KINDS.get(kind, kind)
        return f"（{words}）\n"
    return "（没有这个文件）\n"
