"""Write docs/coverage.md: which room, page and slides carry each of the 95 things. `python -m tests.coverage.table`."""

from __future__ import annotations

from typing import Any

from tests.coverage.streets import REPOSITORY, page_of, rows, street_of

HEAD = """# 95件事，各在哪里

街道要公开的95件事，一行一件：写在哪个栏目，哪个街道的例子，网页在哪里，屏幕上是哪一页。

这一页由程序从 `tests/coverage/seed_systems.yml` 生成，请不要手改：`python -m tests.coverage.table`。
每一行都有测试：网页和屏幕上看得到它的要点（`tests/coverage/test_seed_systems.py`）。

| # | 是什么 | 栏目 | 例子 | 网页 | 屏幕上 |
|---|---|---|---|---|---|
"""


def page() -> str:
    """Return the page."""
    return HEAD + "".join(_line(row) for row in rows())


def _line(row: dict[str, Any]) -> str:
    entry, street = row["entries"][0], street_of(row["entries"][0])
    collection = entry.split("/")[-2]
    folder = f"{'' if street == 'content' else f'{street}/'}content/{collection}"
    slides = "、".join(f"`{slide}`" for slide in row.get("slides", ())) or f"不上屏：{row['never_on_screen']}"
    cells = (
        str(row["row"]),
        row["name"],
        f"[{collection}](../generator/collections/{collection}.py)",
        f"[{entry.split('/')[-1]}](../{folder})",
        f"`{page_of(entry)}`",
        slides,
    )
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    (REPOSITORY / "docs/coverage.md").write_text(page(), encoding="utf-8")
