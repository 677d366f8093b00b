"""The streets of the repository, each built once, and what their pages and slides say."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from generator.findings import Finding
from generator.pipeline import build

REPOSITORY = Path(__file__).resolve().parents[2]
ROWS = Path(__file__).with_name("seed_systems.yml")
DATE = dt.date(2026, 11, 21)
STREETS = ("content", *sorted(f"examples/{p.name}" for p in (REPOSITORY / "examples").iterdir()))
_TAG = re.compile(r"<(script|style|title)\b.*?</\1>|<[^>]*>|\s+", re.DOTALL)


@dataclass(frozen=True)
class Street:
    """A street as it goes out: findings, and by path or slide id what is to be read there, without blanks."""

    findings: list[Finding]
    pages: Mapping[str, str]
    slides: Mapping[str, str]


@cache
def street(name: str) -> Street:
    """Build `content` (the repository's own) or `examples/<name>`, all of it, whoever has approved what."""
    with TemporaryDirectory() as folder:
        built = build(unreviewed(REPOSITORY / ("." if name == "content" else name), Path(folder)), DATE, lambda _: None)
    files = {a.path: a.data.decode() for a in built.artifacts if a.path.endswith((".html", "/a.js"))}
    pages = {path: plain(text) for path, text in files.items() if path.endswith(".html")}
    slides = (slide for path, text in files.items() if path.endswith("/a.js") for slide in _slides(text))
    return Street(built.findings, pages, {slide["id"]: plain(slide["html"]) for slide in slides})


def unreviewed(project: Path, folder: Path) -> Path:
    """Copy a street's content and settings into a folder, so that nothing of it waits for approval; return the folder."""
    shutil.copytree(project / "content", folder / "content", ignore=shutil.ignore_patterns("reviews"))
    settings = (project / "site_config.yml").read_text(encoding="utf-8")
    (folder / "site_config.yml").write_text(f"{settings}\n审核: 不审\n", encoding="utf-8")
    return folder


def plain(text: str) -> str:
    """Return what a reader sees of HTML, without blanks, so that no line break parts a word."""
    return _TAG.sub("", html.unescape(_TAG.sub("", text)))


def rows() -> list[dict[str, Any]]:
    """Return the rows of seed_systems.yml."""
    listed: list[dict[str, Any]] = yaml.safe_load(ROWS.read_text(encoding="utf-8"))
    return listed


def street_of(entry: str) -> str:
    """Return the street that an entry belongs to."""
    return entry.rsplit("/", 2)[0]


def key_of(entry: str) -> str:
    """Return `collection/id` of an entry."""
    return "/".join(entry.rsplit("/", 2)[1:])


def page_of(entry: str) -> str:
    """Return the page of an entry, from the root of its street's website."""
    return f"{key_of(entry)}.html"


def missing(words: Iterable[str], text: str) -> list[str]:
    """Return the words that a text does not hold."""
    return [word for word in words if _TAG.sub("", word) not in text]


def _slides(release: str) -> list[dict[str, Any]]:
    payload = json.loads(f"[{release[release.index('(') + 1 : release.rindex(')')]}]")[2]
    found: list[dict[str, Any]] = json.loads(payload)["slides"]
    return found
