"""The report of findings in a browser: valid, accessible, whole on a telephone, and silent towards the network."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest

from tests.browser.conftest import Axe, FilesCheck, PageFor
from tests.conftest import Streetlight

ENTRY = "标题: 停水\n发布日期: 昨天\n摘要: <b>停水</b>\n电话: 居委会\n"


@pytest.fixture
def report(minimal: Path, streetlight: Streetlight) -> Path:
    (minimal / "content/notices/水.yml").write_text(ENTRY, encoding="utf-8")
    streetlight("check", "--project", minimal, "--date", "2026-11-21", "--report", minimal / "r.html")
    return minimal / "r.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_it_can_be_worked_through(
    scheme: Literal["light", "dark"], width: int, report: Path, page_for: PageFor, axe: Axe
) -> None:
    visit = page_for(report.as_uri(), width=width, scheme=scheme)
    visit.page.locator("summary").first.click()
    visit.page.locator("input").first.check()
    assert visit.page.evaluate("document.documentElement.scrollWidth") == width
    assert axe(visit.page) == []
    assert visit.complaints == []


def test_it_is_valid(report: Path, html_validate: FilesCheck) -> None:
    assert html_validate([report]) == []


def test_a_later_card_opens_the_explanation_without_a_script(
    minimal: Path, streetlight: Streetlight, page_for: PageFor
) -> None:
    for name in ("一", "二"):
        (minimal / f"content/notices/{name}.yml").write_text(ENTRY, encoding="utf-8")
    streetlight("check", "--project", minimal, "--date", "2026-11-21", "--report", minimal / "r.html")
    visit = page_for((minimal / "r.html").as_uri(), width=1280, scheme="light")
    link = visit.page.locator(".again a").first
    told = visit.page.locator(str(link.get_attribute("href")))
    assert not told.is_visible()
    link.click()
    assert told.is_visible()
