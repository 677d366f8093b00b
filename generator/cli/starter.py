"""A street of one's own: the sample of every collection, settings, and an editor that completes and checks."""

from __future__ import annotations

import json
from pathlib import Path

from generator.cli.derived import derived_files
from generator.cli.exits import WrongUsage
from generator.collections import COLLECTIONS
from generator.findings import Text
from generator.schema.samples import sample_file
from generator.store import SETTINGS_FILE

_SETTINGS = """\
# 网站设置。没有的就不写：不写的不会出现在网站上。
名称: 示例街道
所在地: 某市某区
代号: SL
来源: 示例街道
# 试用时不审。正式上线前删掉下面这一行：不写就是初审、复审、终审，审完才发布（streetlight review）。
审核: 不审
首页:
  大字:
    - 门开着，
    - 灯亮着。
  引言: 街道办成了什么，有事该找谁，都写在这里。
  画的是: 街道一角
  结语: 灯亮着，门开着。
屏幕:
  - 编号: lobby
    名称: 一楼大厅
    像素: 1920x1080
    位置: 大厅
    点间距: 25
    观看距离: 8
  - 编号: crossing
    名称: 路口
    像素: 384x192
    位置: 路口
    点间距: 100
    观看距离: 20
"""
_STREET = """\
标题: 示例街道
短标题: 示例街道
发布日期: 2018-06-20
类型: 街道
正文: 把这里改成自己的街道。
"""
_README = """\
# 我的街道

- `site_config.yml`：名称、首页、屏幕
- `content/`：内容，一个栏目一个文件夹，一个文件一条
- `releases.log`、`releases.head`：发布记录，发布时自己写，不要改；和内容一起备份
- `schema/`：字段说明 `fields.md`、查错的规则 `rules.md`、每个栏目的样子 `samples/`

写的时候记住三件事：

1. 冒号用英文的“:”，后面空一格；缩进用空格。
2. 数字照原样写，“余、多、近、约”不能丢，还要写“截至”。
3. 照片放进 `content/media/`，写上“图说”和“同意公开”。

| 要做什么 | 命令 |
|---|---|
| 边改边看 | `streetlight serve` |
| 查错 | `streetlight check` |
| 看哪些在等审核，签字 | `streetlight review` |
| 生成，结果在 `public/` | `streetlight build` |
| 核对是不是批准发布的那一份 | `streetlight verify` |
| 出了错，马上撤下来 | `streetlight withdraw` |
"""


def starter_files() -> dict[str, str]:
    """Return the text of every file of a new street by its path."""
    schemas = {f"schema/{path}": text for path, text in derived_files().items()}
    samples = {f"content/{c.name}/{c.sample_id}.yml": sample_file(c) for c in COLLECTIONS.values()}
    mapping = {f"./schema/{name}.schema.json": f"content/{name}/*.yml" for name in COLLECTIONS}
    editor = {"yaml.schemas": {**mapping, "./schema/site_config.schema.json": SETTINGS_FILE}}
    return {
        SETTINGS_FILE: _SETTINGS,
        "README.md": _README,
        ".gitignore": "public/\n.public*\n.releases.log.lock\n",
        ".vscode/settings.json": json.dumps(editor, indent=2) + "\n",
        "content/organisations/street.yml": _STREET,
        **samples,
        **schemas,
    }


def write_starter(folder: Path) -> None:
    """Write a new street; wrong usage when the folder already holds something."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUsage(
            Text(f"{folder} 里已经有东西了，换一个名字", f"{folder} is not empty; choose another name"),
        )
    for path, text in starter_files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
