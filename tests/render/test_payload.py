"""The payload: the corner of every slide says the code of its deck."""

from __future__ import annotations

import pytest

from generator.render.screens.payload import coded
from generator.render.screens.slide import CODE
from tests.browser.decks import slide


@pytest.mark.parametrize("letters", ["DF", "D·F", "·"])
def test_the_corner_says_the_four_digits_whatever_the_letters_are(letters: str) -> None:
    made = slide("a", body=f"{letters}·{CODE}·0712")
    assert f"{letters}·1234·0712" in coded(made, f"{letters}·1234·0712")
