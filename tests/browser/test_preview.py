"""The preview in a real Chromium: fresh where a page changed, untouched where it did not, findings at their words."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, expect

from tests.preview.running import Preview

PageFor = Callable[..., Any]
NOTICE = "content/notices/doctor.yml"
PAGE = "/notices/doctor.html"
STAYS = "() => { window.stays = true; }"
STAYED = "() => window.stays === true"
LOADED = "() => window.stays !== true && document.readyState === 'complete'"
EVIL = "<img src=x onerror=document.title=1>"


def test_a_save_loads_the_page_that_changed_and_no_other(preview: Preview, browser: Browser) -> None:
    body = "".join(f"\n  第{n}段。\n" for n in range(80))
    preview.change(NOTICE, "正文: |\n", f"正文: |\n{body}")
    context = browser.new_context(viewport={"width": 390, "height": 700})
    page, other = context.new_page(), context.new_page()
    page.goto(f"{preview.address}{PAGE}")
    expect(page.locator("body")).to_contain_text("第79段")
    other.goto(f"{preview.address}/organisations/street.html")
    for tab in (page, other):
        tab.evaluate(STAYS)
    page.evaluate("() => window.scrollTo(0, 900)")
    preview.change(NOTICE, "第79段", "最后一段")
    expect(page.locator("body")).to_contain_text("最后一段", timeout=10_000)
    page.wait_for_function(LOADED)
    assert abs(page.evaluate("() => window.scrollY") - 900) < 5
    assert other.evaluate(STAYED)
    preview.change("content/organisations/street.yml", "标题: ", "标题: 新")
    expect(other.locator("h1")).to_contain_text("新", timeout=10_000)
    context.close()


def test_a_slide_follows(preview: Preview, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 384, "height": 192})
    page.goto(f"{preview.address}/screens/gate/index.html")
    page.evaluate(STAYS)
    preview.change("site_config.yml", "名称: 灯下街道", "名称: 灯上街道")
    page.wait_for_function(LOADED)
    assert "灯上街道" in page.title()
    page.close()


def test_a_page_that_comes_and_goes(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{preview.address}/notices/new.html")
    expect(page.locator("h1")).to_contain_text("没有找到")
    preview.write("content/notices/new.yml", "{标题: 新的通知, 发布日期: 2026-11-20, 正文: 话。}")
    expect(page.locator("h1")).to_have_text("新的通知", timeout=10_000)
    (preview.project / "content/notices/new.yml").unlink()
    expect(page.locator("h1")).to_contain_text("没有找到", timeout=10_000)
    page.close()


def test_a_broken_file_leaves_the_page_and_says_so(preview: Preview, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{preview.address}{PAGE}")
    page.evaluate(STAYS)
    text = (preview.project / NOTICE).read_text(encoding="utf-8")
    preview.write(NOTICE, text.replace("发布日期: 2018-06-21", "发布日期: 六月"))
    bar, note = page.locator(".sl-bar"), page.locator(".sl-note")
    expect(bar).to_contain_text(f"{NOTICE}:3", timeout=10_000)
    expect(note).to_contain_text("2018-06-20")  # what to do
    assert page.evaluate(STAYED)
    expect(page.locator("h1")).to_have_text("家庭医生每周到社区")
    bar.locator("a").click()
    expect(page.locator("#findings")).to_contain_text(f"{NOTICE}:3")
    page.go_back()
    preview.write(NOTICE, text)
    expect(bar).to_have_count(0, timeout=10_000)
    expect(note).to_have_count(0)
    page.close()


def test_a_finding_stands_at_its_words_and_comes_without_loading(preview: Preview, browser: Browser) -> None:
    preview.change(NOTICE, "  - 周一到周五都行", "  - 周一到周五都行\n\n  服务下周一开始开始，不用挂号。")
    page = browser.new_page()
    page.goto(f"{preview.address}{PAGE}")
    notes = page.locator(".sl-note")
    expect(notes.first).to_be_visible(timeout=10_000)
    assert page.locator(".sl-marked").count()
    beside = page.evaluate("() => document.querySelector('.sl-note').previousElementSibling.textContent")
    assert "开始开始" in beside
    assert "正文" in notes.first.inner_text()
    page.evaluate(STAYS)
    before, rule = notes.count(), preview.known(PAGE.lstrip("/"))["notes"][0]["rule"]
    preview.change("site_config.yml", "来源: 灯下街道", f"来源: 灯下街道\n轻重:\n  - {{规则: {rule}, 轻重: 错误}}")
    expect(page.locator(".sl-error").first).to_be_visible(timeout=10_000)
    assert page.evaluate(STAYED)
    assert notes.count() == before
    page.close()


def test_many_frames_leave_room_for_other_tabs(preview: Preview, browser: Browser) -> None:
    """A browser gives a server six connections: no frame and no tab may hold one for itself."""
    screens = "".join(
        f"  - {{编号: s{n}, 名称: 屏{n}, 像素: 384x192, 位置: 路口, 点间距: 100, 观看距离: 20}}\n" for n in range(9)
    )
    preview.change("site_config.yml", "屏幕:\n", f"屏幕:\n{screens}")
    context = browser.new_context(viewport={"width": 1600, "height": 900})
    overview = context.new_page()
    overview.goto(f"{preview.address}/__streetlight/")
    for number in range(9):
        frame = overview.frame_locator(f'iframe[title="屏{number}"]')
        expect(frame.locator("#live")).to_be_attached(timeout=20_000)
    tabs = [context.new_page() for _ in range(4)]
    for tab in tabs:
        tab.goto(f"{preview.address}{PAGE}", timeout=10_000)
        tab.evaluate(STAYS)
    preview.change(NOTICE, "到社区服务站说一声", "到服务站说一声")
    for tab in tabs:
        expect(tab.locator("article")).to_contain_text("到服务站说一声", timeout=10_000)
    site = overview.frame_locator('iframe[name="site"]')
    expect(site.locator("h1").first).to_be_visible()
    context.close()


def test_names_of_an_attacker_do_nothing(preview: Preview, page_for: PageFor) -> None:
    """Names of fields, words that are quoted, titles: in findings they are text."""
    field, title = json.dumps(EVIL), json.dumps(f"{EVIL}开始开始")
    preview.write("content/notices/evil.yml", f"标题: 坏\n发布日期: 2026-11-20\n{field}: 1\n")
    preview.write("content/notices/evil2.yml", f"标题: {title}\n发布日期: 2026-11-20\n正文: 开始开始{EVIL}\n")
    places = (("__streetlight/", "#findings"), ("index.html", ".sl-bar"), ("notices/evil2.html", ".sl-note >> nth=0"))
    for path, place in places:
        visit = page_for(f"{preview.address}/{path}")
        expect(visit.page.locator(place)).to_contain_text(
            "开始开始" if path.startswith("notices") else EVIL, timeout=10_000
        )
        assert visit.page.evaluate("() => document.querySelectorAll('img[src=x]').length") == 0
        assert visit.page.title() != "1"
        assert visit.foreign == []
