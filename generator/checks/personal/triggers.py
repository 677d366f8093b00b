"""One pattern for many words, each found by its rarest character: most of a text is passed over at one look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from generator.patterns import late

T = TypeVar("T")
# Characters that a street's texts are full of. A word is looked for by one that is not among them.
_COMMON = (
    "年月日的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家"
    "电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比"
    "或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别"
    "区街服务居社委办项目志愿站队户单困身号楼院小幼班户医师生级学出台风高证准持日元精信科保访二三一"
)


class Triggers(NamedTuple, Generic[T]):
    """A pattern and, for each of its empty groups, how far before the match the word begins and what it stands for."""

    pattern: re.Pattern[str]
    meaning: tuple[tuple[int, T], ...]

    def find(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, meaning) for each word, in order."""
        for match in self.pattern.finditer(text):
            back, meaning = self.meaning[(match.lastindex or 1) - 1]
            yield match.start() - back, match.end(), meaning


def triggers(words: Iterable[tuple[str, T]]) -> Triggers[T]:
    """Compile words, each a literal with a pattern in brackets behind it at most, into one pattern."""
    by_key: dict[str, list[tuple[str, int, T]]] = {}
    for word, meaning in words:
        literal, bracket, condition = word.partition("(")
        at = min(range(len(literal)), key=lambda i: (_COMMON.find(literal[i]) >= 0, -_COMMON.find(literal[i]), i))
        before = f"(?<={re.escape(literal[: at + 1])})" if at else ""
        after = re.escape(literal[at + 1 :]) + bracket + condition
        by_key.setdefault(literal[at], []).append((f"{before}{after}()", at, meaning))
    sorted_keys = sorted(by_key, key=lambda key: _COMMON.find(key) % len(_COMMON))  # what is met most is tried first
    branches = (f"{re.escape(key)}(?:{'|'.join(row[0] for row in by_key[key])})" for key in sorted_keys)
    meanings = tuple((row[1], row[2]) for key in sorted_keys for row in by_key[key])
    return Triggers(late("|".join(branches)), meanings)
