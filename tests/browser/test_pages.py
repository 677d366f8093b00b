"""The website's pages in a real Chromium: accessible, quiet on the console, no sideways scroll, nothing from elsewhere."""

from __future__ import annotations

import datetime as dt
import gzip
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Literal, Protocol
from urllib.parse import unquote

import html5lib
import pytest
from PIL import Image

from generator.cli.starter import write_starter
from generator.collections import COLLECTIONS
from generator.render.fonts import Fonts
from generator.render.website import render_website
from generator.settings import THEME
from generator.store import read_project

pytestmark = pytest.mark.wide

STREETS = {"content": (".", "2018-07-10"), "example": ("examples/jingchenglu", "2018-12-01")}
OTHERS = ["index.html", "map.html", "404.html"]
FILM = Path(__file__).resolve().parents[1] / "sites_invalid/video-alt/content/media/good.mp4"
Scheme = Literal["light", "dark"]


class Opened(Protocol):
    page: Any
    complaints: list[str]


PageFor = Callable[..., Opened]
FilesCheck = Callable[[Iterable[Path]], list[str]]
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

EDGES = {
    "site_config.yml": """
名称: 灯下街道
所在地: 某市某区
网址: https://street.example/lamp/
来源: 灯下街道
主办: 灯下街道办事处
电话: 0371-12345678转801
地址: 灯下路1号
网站标识码: "4101050001"
ICP备案号: 豫ICP备12345678号
公安备案号: 豫公网安备 41010502000001号
首页:
  大字: [门开着]
  画的是: 灯下河边
""",
    "content/notices/all.yml": """
- {编号: 停水, 标题: 今晚停水, 发布日期: 2020-05-30, 有效期至: 2020-06-02, 紧急: 是, 摘要: 先接两桶水。, 电话: 0371-12345678}
- {编号: 旧闻, 标题: 已经过去的事, 发布日期: 2020-01-01, 有效期至: 2020-01-31, 正文: 过去了。}
- {编号: 明天, 标题: 还没开始的事, 发布日期: 2020-06-01, 生效日期: 2020-07-01, 有效期至: 2020-08-01}
""",
    "content/brands/旧牌.yml": """
{标题: 摘下的招牌, 发布日期: 2020-01-01, 有效期至: 2020-02-01, 招牌: 旧招牌, 口号: 曾经天天亮着}
""",
    "content/achievements/all.yml": """
- {编号: 大数, 标题: 省里省外一起送来的建设资金总额, 发布日期: 2020-05-01, 数值: 超过123456.78万, 单位: 平方公里, 截至: 2020-05, 方面: 城市, 范围: 从2015年算起一共这些年加在一起}
- {编号: 约数, 标题: 路过, 发布日期: 2020-05-01, 数值: 约2000, 单位: 人次, 截至: 2020-05, 方面: 服务}
- {编号: 近数, 标题: 走近, 发布日期: 2020-05-01, 数值: 近4000, 单位: 人次, 截至: 2020-05, 方面: 服务}
- {编号: 多数, 标题: 看过, 发布日期: 2020-05-01, 数值: 300多, 单位: 人次, 截至: 2020-05, 方面: 服务}
- {编号: 总数, 标题: 灯, 发布日期: 2020-05-01, 数值: 100, 单位: 盏, 截至: 2020-05, 方面: 城市, 目标: 120}
- {编号: 路灯, 标题: 路灯, 发布日期: 2020-05-01, 数值: 60, 单位: 盏, 截至: 2020-05, 方面: 城市, 其中: 总数, 不完全列举: 是}
- {编号: 院灯, 标题: 院灯, 发布日期: 2020-05-01, 数值: 30, 单位: 盏, 截至: 2020-05, 方面: 城市, 其中: 总数}
""",
    "content/events/all.yml": """
- {编号: a-drill, 标题: 消防演练，一个标题比较长的活动看看怎样换行, 发布日期: 2020-05-01, 日期: 2020-07-01, 时间: 9:00-11:00, 地点: 灯下路与河边路交叉口的小广场, 做什么: 学用灭火器, 电话: 0371-12345678, 视频: {文件: media/灯.mp4, 图说: 一盏灯, 同意公开: 是}}
- {编号: 宴, 标题: 百家宴, 发布日期: 2020-05-01, 日期: 2020-12-21}
- {编号: 办过, 标题: 办过的百家宴, 发布日期: 2020-05-01, 日期: 2020-05-02}
""",
    "content/rankings/all.yml": """
- 编号: a-stars
  标题: 示例：五星
  发布日期: 2020-05-01
  截至: 2020-05
  评哪几颗星: [支部过硬星, 产业兴旺星, 生态宜居星, 平安法治星, 文明幸福星]
  名次:
    - {名称: 一个名字有十二个字的社区, 得分: 5000余, 升降: 12, 亮的星: [支部过硬星, 平安法治星]}
    - {名称: 乙, 得分: 98, 升降: -1}
""",
    "content/cases/all.yml": """
- 编号: a-yard
  标题: 院子
  发布日期: 2020-05-01
  从前: 下雨积水，墙皮也掉了，走不成路呀
  现在: 排水通畅
  从前的照片: {文件: media/院子.png, 图说: 一块红色, 同意公开: 是}
  现在的照片: {文件: media/院子.png, 图说: 一块红色, 图注: 同一个地方, 拍摄: 街道, 同意公开: 是}
- {编号: 暗处, 标题: 暗处, 发布日期: 2020-05-01, 从前: 暗, 现在: 亮}
""",
    "content/ledgers/all.yml": """
- 编号: a-flags
  标题: 创星任务
  发布日期: 2020-05-01
  截至: 2020-05
  总数: 4
  条目:
    - {名称: 一件名字特别长的任务要在表格里换行才放得下看看会不会把页面撑破, 方面: 支部过硬, 责任单位: 街道党建办公室和社区和物业公司一起办的联合办公室, 时限: 2020-12-31, 状态: 在办, 旗: 黑旗, 结果: 一句很长的结果要说明办成了什么样子还剩下什么没有办完等等等等}
    - {名称: 修车棚, 方面: 服务, 状态: 已完成, 旗: 红旗}
    - {名称: 量血压, 方面: 服务, 状态: 未开始}
    - {名称: 看板, 方面: 支部过硬, 状态: 未开始}
- {编号: 空的, 标题: 只有总数, 发布日期: 2020-05-01, 截至: 2020, 总数: 5400余, 单位: 处}
""",
    "content/rosters/all.yml": "{编号: a-long, 标题: 二百个岗位, 发布日期: 2020-05-01, 类别: 网格楼院, 人员: ["
    + ", ".join(
        f"{{岗位: 第{n}号楼院长, 姓名: 老许, 单位: 文北社区第{n}网格, 管什么: 楼道卫生、邻里矛盾、停车和充电, 电话: 0371-12345678}}"
        for n in range(200)
    )
    + "]}",
    "content/methods/all.yml": """
- {编号: a-levels, 标题: 一个名字特别长长到手机上要换好几行才放得下的工作方法体系, 发布日期: 2020-05-01, 样式: 层级, 条数: 6, 条目: [市委, 区委, 街道党工委, 社区党委, 楼院党小组]}
- {编号: b-change, 标题: 三个转变, 发布日期: 2020-05-01, 样式: 转变, 条目: [{名称: 服务, 从: 等着群众来, 到: 上门去找}]}
- {编号: c-core, 标题: 一加三, 发布日期: 2020-05-01, 样式: 一个核心, 核心: 红色阵地, 条数: 3, 条目: [档案, 服务, 认证]}
""",
    "content/venues/all.yml": """
- {编号: a-floors, 标题: 一座名字很长的党群服务中心, 发布日期: 2020-05-01, 类别: 服务中心, 电话: 0371-12345678, 里面有: [{楼层: 一楼, 名称: 大厅, 电话: 0371-12345678}, {楼层: 地下一层, 名称: 一个名字有二十四个字的房间看看在手机上怎么换行}, {楼层: 九楼, 名称: 活动中心, 时间: "9:00-17:00"}]}
- {编号: 食堂, 标题: 助老食堂, 发布日期: 2020-05-01, 类别: 养老照料, 层级: 街道级, 收费: 午餐10元, 菜单: [烩面, 蒸菜], 达到标准: [门牌统一]}
- {编号: 驿站, 标题: 托老驿站, 发布日期: 2020-05-01, 类别: 养老照料, 层级: 楼院级, 处数: 30多}
""",
    "content/works/all.yml": """
- {编号: a-homes, 标题: 一个名字很长很长的老旧片区游园改造提升工程项目, 发布日期: 2020-05-01, 类别: 安置房, 面积: 8.8万平方米, 套数: 5900, 投资: 1.3亿元, 进度: 98.8, 截至: 2020-05, 完工: 2020-12, 阶段: [拆迁, 开工, {名称: 封顶, 状态: 正在办}, {名称: 外墙, 状态: 没有开始}, {名称: 配套, 状态: 没有开始}, {名称: 回迁, 状态: 没有开始, 时间: 2020-12}], 证件: [{名称: 规划许可证}, {名称: 施工许可证, 状态: 正在办}]}
""",
    "content/boards/all.yml": "[{编号: a-full, 标题: 一块写得很满的便民服务卡, 发布日期: 2020-05-01, 类别: 便民服务牌, 内容: ["
    + ", ".join(f"{{名称: 第{n}家便民店, 内容: 米面油送上楼, 地点: 小区北门, 电话: 0371-12345678}}" for n in range(24))
    + "]}, {编号: 公约, 标题: 公约, 发布日期: 2020-05-01, 类别: 居民公约牌, 内容: [不乱停车, 不高空抛物]}]",
    "content/stories/all.yml": """
- {编号: a-face, 标题: 香香姐和她的一家名字很长的服务社, 发布日期: 2020-05-01, 类别: 榜样, 谁: 香香姐, 身份: 服务社负责人, 一句话: 谁家有事，我都想去看看, 星级: 4, 同意公开: 是, 照片: [{文件: media/院子.png, 图说: 一块红色, 图注: 门前, 同意公开: 是}]}
""",
    "content/pages/写法.md": """---
标题: 什么都有的一页
发布日期: 2020-05-01
照片:
  - {文件: media/院子.png, 图说: 一块红色, 图注: 院子, 拍摄: 街道, 同意公开: 是}
---

# 大标题

### 跳了一级

有[外面](https://out.example/)，有[里面](../notices/停水.html)，有脚注[^1]，有`代码`。

!!! warning "当心"
    地滑。

??? note "展开"
    里面。

- [x] 办了
- [ ] 没办

| 项目 | 数 |
|:---|---:|
| 很长很长很长很长很长很长的一个项目名字 | 12345678901234567890 |

=== "甲"
    甲的话

=== "乙"
    乙的话

> 引一句。

1. 一
    1. 二

词
:   解释

<script>alert(1)</script><img src="x" onerror="alert(2)">

[^1]: 注。
""",
}


def edges(folder: Path) -> Path:
    """Write a street with everything that real content lacks."""
    for name, text in EDGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "content" / "media").mkdir()
    Image.new("RGB", (900, 600), "#a8231c").save(folder / "content" / "media" / "院子.png")
    shutil.copy(FILM, folder / "content" / "media" / "灯.mp4")
    return folder


def render(project: Path, date: str, out: Path, cache: Path) -> Path:
    """Render a project into a folder."""
    reading = read_project(project, dt.date.fromisoformat(date))
    assert reading.site is not None
    for artifact in render_website(reading.site, Fonts(THEME / "fonts"), cache):
        (out / artifact.path).parent.mkdir(parents=True, exist_ok=True)
        (out / artifact.path).write_bytes(artifact.data)
    return out


@pytest.fixture(scope="session")
def websites(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return four rendered streets: the shipped one, the example, one with every edge, one of every sample."""
    base = tmp_path_factory.mktemp("websites")
    sites = {
        name: render(repository / folder, date, base / name, base / "cache") for name, (folder, date) in STREETS.items()
    }
    sites["edges"] = render(edges(base / "project"), "2020-06-01", base / "edges", base / "cache")
    write_starter(base / "starter")
    sites["samples"] = render(base / "starter", "2018-07-10", base / "samples", base / "cache")
    return sites


def some_pages(site: Path) -> list[str]:
    """Return home and the like, and one list and one entry of each collection the street has."""
    found = [page for page in OTHERS if (site / page).exists()]
    for folder in [*COLLECTIONS, "photos", "past"]:
        if (site / folder / "index.html").exists():
            found.append(f"{folder}/index.html")
        entries = (p for p in sorted((site / folder).glob("*.html")) if not p.name.startswith("index."))
        found += [p.relative_to(site).as_posix() for p in list(entries)[:1]]
    return list(dict.fromkeys(found))


def judged(opened: Opened, axe: Callable[[Any], list[dict[str, Any]]]) -> list[str]:
    """Return what is wrong with an open page."""
    wrong = [f"{v['id']}: {n['html'][:120]} {n['failureSummary'][:200]}" for v in axe(opened.page) for n in v["nodes"]]
    if (over := opened.page.evaluate(WIDER)) > 0:
        wrong.append(f"{over} px too wide")
    return wrong + opened.complaints


@pytest.mark.parametrize(
    ("street", "width", "scheme"),
    [
        ("content", 390, "light"),
        ("example", 1280, "dark"),
        *((street, *screen) for street in ("edges", "samples") for screen in ((390, "light"), (1280, "dark"))),
    ],
)
def test_pages_are_in_order(  # noqa: PLR0913, PLR0917 (fixtures)
    websites: dict[str, Path],
    serve: Callable[[Path], str],
    page_for: PageFor,
    axe: Callable[[Any], list[dict[str, Any]]],
    street: str,
    width: int,
    scheme: Scheme,
) -> None:
    address = serve(websites[street])
    wrong = {}
    for page in some_pages(websites[street]):
        opened = page_for(f"{address}/{page}", width=width, scheme=scheme)
        if found := judged(opened, axe):
            wrong[page] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("street", "width", "scheme"),
    [
        ("content", 390, "dark"),
        ("edges", 390, "light"),
        ("samples", 1280, "light"),
    ],
)
def test_large_type_is_in_order(  # noqa: PLR0913, PLR0917 (fixtures)
    websites: dict[str, Path],
    serve: Callable[[Path], str],
    page_for: PageFor,
    axe: Callable[[Any], list[dict[str, Any]]],
    street: str,
    width: int,
    scheme: Scheme,
) -> None:
    address = serve(websites[street])
    wrong = {}
    for page in some_pages(websites[street]):
        opened = page_for(f"{address}/{page}", width=width, scheme=scheme)
        opened.page.evaluate("document.documentElement.setAttribute('data-st-elder', 'on')")
        assert opened.page.evaluate("getComputedStyle(document.querySelector('.md-typeset')).fontSize") == "22.5px"
        if found := judged(opened, axe):
            wrong[page] = found
    assert wrong == {}


@pytest.mark.parametrize("street", ["content", "example", "edges", "samples"])
def test_twice_the_text_at_360_pixels(websites: dict[str, Path], page_for: PageFor, street: str) -> None:
    site = websites[street]
    opened = page_for((site / "index.html").as_uri(), width=360)
    wide = {}
    for page in some_pages(site):
        opened.page.goto((site / page).as_uri())
        opened.page.add_style_tag(content="html{font-size:250%!important}")
        if (over := opened.page.evaluate(WIDER)) > 0:
            wide[page] = over
    assert wide == {}
    assert opened.page.evaluate("getComputedStyle(document.querySelector('.md-typeset')).fontSize") == "36px"


@pytest.mark.parametrize("street", ["content", "example", "edges", "samples"])
def test_html_is_valid(websites: dict[str, Path], html_validate: FilesCheck, street: str) -> None:
    assert html_validate(sorted(websites[street].rglob("*.html"))) == []


def test_without_script_the_page_reads(websites: dict[str, Path], page_for: PageFor) -> None:
    opened = page_for((websites["content"] / "index.html").as_uri(), width=390, script=False)
    assert opened.page.locator("main h1").count() == 1
    assert opened.page.locator("[data-st-switch]:visible").count() == 0
    assert opened.complaints == []


def test_navigation_and_pictures_from_a_stick(websites: dict[str, Path], page_for: PageFor) -> None:
    site = websites["edges"]
    opened = page_for((site / "index.html").as_uri(), width=1280)
    opened.page.get_by_role("link", name="说明").click()
    opened.page.get_by_role("link", name="什么都有的一页").click()
    picture = opened.page.locator(".st-photo img")
    picture.scroll_into_view_if_needed()
    opened.page.wait_for_function("document.querySelector('.st-photo img').naturalWidth > 0")
    assert picture.evaluate("e => e.naturalWidth") == 900
    opened.page.get_by_role("link", name="里面").click()
    assert opened.page.locator("h1").inner_text() == "今晚停水"
    opened.page.get_by_role("navigation", name="栏目", exact=True).get_by_role("link", name="成绩").click()
    assert opened.page.locator("h1").inner_text() == "办成的事，有数"
    assert opened.complaints == []


def test_works_in_a_sub_folder(websites: dict[str, Path], serve: Callable[[Path], str], page_for: PageFor) -> None:
    address = serve(websites["content"].parent)
    opened = page_for(f"{address}/content/organisations/wenbei.html")
    opened.page.get_by_role("link", name="健康家").first.click()
    assert opened.page.locator("h1").inner_text() == "健康家"
    assert opened.complaints == []


@pytest.mark.parametrize("street", ["content", "example", "edges", "samples"])
def test_every_link_leads_to_a_file(websites: dict[str, Path], street: str) -> None:
    lost = set()
    for file in websites[street].rglob("*.html"):
        tree = html5lib.parse(file.read_bytes(), treebuilder="etree", namespaceHTMLElements=False)
        ids = {e.get("id") for e in tree.iter()}
        for link in [e.get("href") or e.get("src") for e in tree.iter() if e.get("href") or e.get("src")]:
            path, _, anchor = unquote(str(link)).partition("#")
            if not path and anchor not in ids:
                lost.add(f"{file.name}#{anchor}")
            if path and ":" not in path and not (file.parent / path).is_file():
                lost.add(path)
    assert lost == set()


@pytest.mark.parametrize("sheet", ["A4", "A3"])
def test_a_board_prints_as_one_sheet_without_navigation(
    websites: dict[str, Path], page_for: PageFor, sheet: str
) -> None:
    page = page_for((websites["edges"] / "boards/a-full.html").as_uri()).page
    assert page.get_by_role("button", name="打印这块牌子").is_visible()
    for board in ("a-full", "公约"):
        page.goto((websites["edges"] / f"boards/{board}.html").as_uri())
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=sheet))) == 1
    page.emulate_media(media="print")
    assert page.locator("nav:visible, h1:visible, header:visible, footer:visible, button:visible").count() == 0
    assert page.locator(".st-plate").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") >= 25


def test_a_ledger_is_filtered_without_script(websites: dict[str, Path], page_for: PageFor) -> None:
    page = page_for((websites["edges"] / "ledgers/a-flags.html").as_uri(), width=390, script=False).page
    shown = page.locator("tbody tr[data-state]:visible")
    assert shown.count() == 4
    page.get_by_role("link", name="未开始").click()
    assert [row.get_attribute("data-state") for row in shown.all()] == ["todo", "todo"]
    page.get_by_role("link", name="已完成").click()
    assert shown.count() == page.locator("tbody:visible").count() == 1
    page.get_by_role("link", name="全部 4条").click()
    assert shown.count() == 4


def test_first_visit_is_light(websites: dict[str, Path], serve: Callable[[Path], str], page_for: PageFor) -> None:
    """HTML, styles, script and fonts of a first visit, packed as a host packs them: at most 100 KB."""
    site = websites["content"]
    address = serve(site)
    for page in ("index.html", "projects/index.html", "brands/health-home.html"):
        opened = page_for("about:blank", width=390)
        asked: list[str] = []
        opened.page.on("request", lambda request, asked=asked: asked.append(request.url))
        opened.page.goto(f"{address}/{page}")
        opened.page.wait_for_function("document.fonts.status === 'loaded'")
        files = {site / url.removeprefix(f"{address}/") for url in asked}
        packed = sum(
            len(f.read_bytes()) if f.suffix == ".woff2" else len(gzip.compress(f.read_bytes(), mtime=0)) for f in files
        )
        assert packed <= 100 * 1024, {f.name: f.stat().st_size for f in files}
