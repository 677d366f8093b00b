"""The payload: the corner of every slide says the code of its deck."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.render.screens.payload import coded
from generator.render.screens.slide import CODE
from tests.render.slides import deck, entry


@pytest.mark.parametrize("letters", ["DF", "D·F", "·"])
def test_the_corner_says_the_four_digits_whatever_the_letters_are(letters: str) -> None:
    made = replace(deck(entry("notices", "a"))[0], html=f"{letters}·{CODE}·0712")
    assert coded(made, f"{letters}·1234·0712") == f"{letters}·1234·0712"
