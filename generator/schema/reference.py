"""The reference page of every field, in Chinese, from the one declaration of each."""

from __future__ import annotations

from collections.abc import Iterable

from generator.schema.collection import Collection
from generator.schema.fields import Choice, Line, Number, Ref, RichText
from generator.schema.record import FieldSpec, Record, fields_of


def fields_page(collections: Iterable[Collection], settings: type[Record]) -> str:
    """Return the Markdown page of all fields of all collections and of site_config.yml."""
    parts = [
        "# 字段说明\n",
        "这一页由程序从字段的定义生成，请不要手改：`streetlight schema`。\n",
        "字段名写中文或英文都可以；冒号用英文的“:”，后面空一格。\n",
    ]
    for c in collections:
        parts.append(f"## {c.label} `content/{c.name}/`\n\n{c.lead}\n")
        parts.append(_table(c.model))
        parts += [_nested(s) for s in fields_of(c.model).values() if s.items]
    parts.append(f"## 网站设置 `site_config.yml`\n\n{_table(settings)}")
    parts += [_nested(s) for s in fields_of(settings).values() if s.items]
    return "\n".join(parts)


def _nested(spec: FieldSpec) -> str:
    assert spec.items is not None  # noqa: S101  # the callers pass only such fields
    return f"### {spec.type.label} `{spec.key}` 里面\n\n{_table(spec.items)}"


def _table(model: type[Record]) -> str:
    rows = ["| 字段 | 英文 | 必填 | 说明 | 例子 |", "|---|---|---|---|---|"]
    for spec in fields_of(model).values():
        cells = (
            spec.type.label,
            f"`{spec.key}`",
            "是" if spec.required else "要写" if spec.type.asked else "",
            _about(spec),
            spec.type.example_text,
        )
        rows.append("| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in cells) + " |")
    return "\n".join(rows) + "\n"


def _about(spec: FieldSpec) -> str:
    kind, about = spec.type, spec.type.help
    if isinstance(kind, Choice):
        return f"{about}。可以选：{'、'.join(kind.options.values())}"
    if isinstance(kind, Ref):
        return f"{about}（`{kind.to}`）"
    if isinstance(kind, Line | RichText):
        return f"{about}（最多{kind.limit}个字）"
    if isinstance(kind, Number):
        return f"{about}（从{kind.least}到{kind.limit}）" if kind.least else f"{about}（最大{kind.limit}）"
    return about
