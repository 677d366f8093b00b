"""The whole of Markdown, by one reused Python-Markdown; then nh3 with a strict allow-list. Use `markdown.to_html`."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

import nh3
from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify_unicode
from markdown.treeprocessors import Treeprocessor
from pymdownx.details import DetailsExtension
from pymdownx.tabbed import TabbedExtension
from pymdownx.tasklist import TasklistExtension

from generator.render.markdown_bounds import too_dense
from generator.render.markdown_links import kept_link

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

TAGS = {
    "p", "br", "hr", *HEADINGS[1:], "strong", "em", "b", "i", "del", "s", "ins", "mark", "sup", "sub", "code", "pre",
    "kbd", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "a", "div", "span", "details", "summary", "input", "label",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "details": {"open"},
    "div": {"data-tabs"},
    "input": {"name", "checked"},
    "label": {"for"},
}
CLASSES = {
    "div": {
        "admonition", "note", "tip", "info", "warning", "danger", "success", "question", "quote", "example", "abstract",
        "tabbed-set", "tabbed-alternate", "tabbed-labels", "tabbed-content", "tabbed-block", "footnote",
    },
    "details": {"note", "tip", "info", "warning", "danger", "success", "question", "quote", "example", "abstract"},
    "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
    "ul": {"task-list"},
    "li": {"task-list-item"},
    "th": {"st-right", "st-center"},
    "td": {"st-right", "st-center"},
}  # fmt: skip
_TASK = re.compile(r'<input type="checkbox" disabled( checked)?\s*/?>')
# Attributes are read as nh3 writes them, quoted: a sign `>` may stand inside.
_NO_RADIO = re.compile(r'<input(?!(?: [\w-]+="[^"]*")* type="radio")(?: [\w-]+="[^"]*")*>')
_OUTWARD = re.compile(r'<a ((?:[\w-]+="[^"]*" )*href="https?:)', re.IGNORECASE)
NEWLINE, BREAK = "\n", "<br>\n"
# What the store refuses in files (generator.store.text), and what `&#x202e;` would bring in all the same.
_DOUBTFUL = re.compile(
    "[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]"
)
_ALIGN = re.compile(r"text-align: (right|center)")


class _Order(Treeprocessor):
    """Headings begin at h2 and skip no level; table cells say their alignment by class and their row or column."""

    def run(self, root: Element) -> None:
        """Rewrite the tree in place."""
        found = [e for e in root.iter() if e.tag in HEADINGS]
        top = min((HEADINGS.index(e.tag) for e in found), default=0)
        last = 0
        for heading in found:
            last = min(HEADINGS.index(heading.tag) - top + 1, last + 1, 5)
            heading.tag = HEADINGS[last]
        for cell in root.iter():
            if cell.tag in ("th", "td"):
                _mark_cell(cell)


def _mark_cell(cell: Element) -> None:
    align = _ALIGN.search(cell.attrib.pop("style", ""))
    if align:
        cell.set("class", f"st-{align[1]}")
    if cell.tag == "th":
        cell.set("scope", "col")


class _Ordered(Extension):
    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.treeprocessors.register(_Order(md), "streetlight-order", 1)  # after toc has given ids


@cache
def converter() -> Markdown:
    """Return the one converter. It costs 5 ms to make; after an exception it is dirty and must be dropped.

    Its extensions are given as objects: to look up their names among all installed packages takes 40 ms.
    """
    extensions = (
        TableExtension(),
        AdmonitionExtension(),
        FootnoteExtension(BACKLINK_TITLE="回到正文"),
        DefListExtension(),
        AttrListExtension(),
        TocExtension(slugify=slugify_unicode),
        SaneListExtension(),
        DetailsExtension(),
        TabbedExtension(alternate_style=True),
        TasklistExtension(),
        _Ordered(),
    )
    return Markdown(extensions=extensions, output_format="html")


def convert(text: str) -> str:
    """Return sanitised HTML. A text that is too much for Python-Markdown comes out as plain text, whole."""
    if too_dense(text):
        return clean(_plain(text))
    try:
        html = converter().reset().convert(text)
    except Exception:  # noqa: BLE001 (whatever a text sets off, it shall be shown and leave nothing to the next)
        converter.cache_clear()
        html = _plain(text)
    return clean(_TASK.sub(lambda m: "☑" if m[1] else "☐", html))


def _plain(text: str) -> str:
    """Return paragraphs and lines as they were written."""
    parts = (escape(part.strip("\n"), quote=False) for part in re.split(r"\n[ \t]*\n", text))
    return "\n".join(f"<p>{part.replace(NEWLINE, BREAK)}</p>" for part in parts if part.strip())


def clean(html: str) -> str:
    """Return only what the allow-list names; links get rel, pictures and forms go, ids get a prefix of ours; no doubtful character."""
    cleaned = _cleaner().clean(html)
    return _OUTWARD.sub(r'<a rel="noopener" \1', _NO_RADIO.sub("", _DOUBTFUL.sub("", cleaned))).strip()


@cache
def _cleaner() -> nh3.Cleaner:
    """Return the one sanitiser: to take these lists over each time would be four fifths of its work."""
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        tag_attribute_values={"input": {"type": {"radio"}}},
        attribute_filter=_kept,
        clean_content_tags={"script", "style", "iframe", "object", "svg", "math", "template", "noscript", "textarea"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )


def _kept(_tag: str, name: str, value: str) -> str | None:
    """Give ids, and what points at them, a prefix that no id of our templates has; refuse links in disguise."""
    value = _DOUBTFUL.sub("", value)  # before the link is judged: what goes later would mend `java\u202escript:`
    if name in ("id", "for", "name"):
        return f"md-{value}"
    if name == "href":
        return f"#md-{value[1:]}" if value.startswith("#") else kept_link(value)
    return value
