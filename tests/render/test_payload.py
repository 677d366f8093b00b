"""The payload: the corner of every slide says the code of its deck."""

from __future__ import annotations

from typing import Any

import pytest

from generator.render.screens.payload import coded, corner_code
from generator.render.screens.show import Show
from generator.render.screens.slide import CODE
from tests.browser.decks import slide
from tests.render.slides import site


@pytest.mark.parametrize("letters", ["DF", "D·F", "·"])
def test_the_corner_says_the_four_digits_whatever_the_letters_are(letters: str) -> None:
    made = slide("a", body=f"{letters}·{CODE}·0712")
    assert f"{letters}·1234·0712" in coded(made, f"{letters}·1234·0712")


def test_the_code_changes_with_the_rule_by_which_a_slide_says_its_dates() -> None:
    (screen,) = (
        street := site(screens=[{"id": "gate", "name": "门口", "size": "1920x1080", "place": "室内"}])
    ).settings.screens
    kinds: list[dict[str, Any]] = [
        {},
        {"rule": {"unit": "day", "from": 1}},
        {"rule": {"unit": "day", "from": 1, "off": [9]}},
        {"days": (1,)},
    ]
    codes = {corner_code(street, Show(screen, (slide("a", **kind),))) for kind in kinds}
    assert len(codes) == len(kinds)
