"""The overview: website and screens side by side, what was found, and what waits for approval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.settings import THEME
from generator.site.shown import SETTINGS

if TYPE_CHECKING:
    from generator.preview.notes import Note
    from generator.preview.stage import Stage
    from generator.site import Site

KEPT = "有文件读不了，页面上还是改坏以前的样子。"
_FRAME = (
    '<figure style="--w:{w};--h:{h}"><figcaption>{name} {w}×{h}</figcaption>'
    '<iframe title="{name}" src="/screens/{id}/index.html"></iframe></figure>'
)


def overview(stage: Stage) -> bytes:
    """Return the page. Whatever it holds of content is escaped."""
    site = stage.edition.site if stage.edition else None
    page = (THEME / "preview" / "index.html").read_text(encoding="utf-8")
    for name, filled in (
        ("findings", _findings(stage.problems, stage.notes.all)),
        ("waiting", _waiting(site) if site else ""),
        ("frames", "\n".join(_frames(site)) if site else ""),
    ):
        page = page.replace(f"<!-- {name} -->", filled)
    return page.encode()


def _findings(problems: list[str], notes: tuple[Note, ...]) -> str:
    """Return what there is to mend, each with a link to its page."""
    if not notes:
        return ""
    counts = Counter(note.word for note in notes)
    summed = "，".join(f"{count}处{word}" for word, count in counts.items())
    kept = f"<p>{escape(KEPT)}</p>" if problems else ""
    return f"<summary>{escape(summed)}</summary>{kept}<ul>{''.join(map(_listed, notes))}</ul>"


def _listed(note: Note) -> str:
    where = escape(note.where)
    link = f'<a target="site" href="/{quote(note.path)}">{where}</a>' if note.path else where
    return (
        f'<li class="{note.severity}"><b>{escape(note.word)}</b> {escape(note.text)} <code>[{escape(note.rule)}]</code>'
        f"<br>→ {escape(note.hint)}<br>{link}</li>"
    )


def _waiting(site: Site) -> str:
    """Return how many wait for approval, and which."""
    found = [("网站的设置", "index.html")] if SETTINGS in site.pending else []
    waits = (e for e in site.all() if e.key in site.pending)
    found += ((e.record.title, e.url if e.started(site.date) else "") for e in waits)
    if not found:
        return ""
    link = '<li><a target="site" href="/{path}">{title}</a></li>'
    plain = "<li>{title}</li>"
    listed = ((link if p else plain).format(path=quote(p), title=escape(t)) for t, p in found)
    return f"<summary>待审：{len(found)}条还没有审完，不会发布</summary><ul>{''.join(listed)}</ul>"


def _frames(site: Site) -> Iterator[str]:
    for screen in site.settings.screens:
        w, h = screen.size
        yield _FRAME.format(id=screen.id, name=escape(screen.name), w=w, h=h)
