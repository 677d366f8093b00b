"""What never stands on a public screen, and why (public display rules). The words are a net, not a proof."""

from __future__ import annotations

import marshal
import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import replace
from functools import cache, cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from generator.files import keep, kept
from generator.findings import Text
from generator.patterns import late
from generator.program import seal

if TYPE_CHECKING:
    from pathlib import Path

    from generator.site import Entry, Site
    from generator.site.texts import FieldPath

_BETWEEN = late(r"[\s·•.\-‐-―_\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
UNSEEN = frozenset({"id", "body", "source"})
"""Fields whose words no slide shows."""


class _Net(NamedTuple):
    """What is refused. Whatever the pattern finds has one of `pairs` in it; only the number of a telephone has none."""

    pairs: str
    pattern: re.Pattern[str]
    why: Text


_EVERYWHERE = (
    _Net(
        "受处 受到 处分 立案 问责 查处",
        late(r"受处[理分]|受到[^，。；]{0,8}处[理分]|处分\d+|[党政][纪务].{0,2}处分|立案审查|被问责|查处\d+[人名]"),
        Text("处分了多少人，不上屏", "how many were disciplined is not for screens"),
    ),
    _Net(
        "黑名 失信 曝光 黑旗",
        late(r"黑名单|失信人员|曝光台|黑旗"),
        Text("黑名单、黑旗不上屏", "black lists and flags are not for screens"),
    ),
    _Net(
        "摄像 探头 监控",
        late(r"(?:摄像头|探头|监控)[^，。；]{0,6}(?:位置|点位|分布|地图|装在|设在|位于)"),
        Text("监控装在哪里不公开", "where cameras hang is not public"),
    ),
    _Net(
        "低保 特困 失独 贫困 困户 困家 困难 重病 癌症 神病 吸毒 矫正 刑满",
        late(r"低保|特困|失独|[贫特]困[户家]|困难(?:户|家庭|群众|党员)|重病|癌症|精神病|吸毒|社区矫正|刑满"),
        Text("谁家有难处，不上屏", "nobody's hardship is a slide"),
    ),
    _Net(
        "留守 困境 孤儿",
        late(r"留守儿童|困境儿童|孤儿"),
        Text("孩子的处境不上屏", "the circumstances of children are not for screens"),
    ),
)
_OUTDOORS = (
    _Net("处分 违纪", late(r"处分|违纪"), Text("处分和违纪的事，不放到户外", "discipline is not for outdoor screens")),
    _Net(
        "未成 残疾",
        late(r"未成年人|残疾人?"),
        Text("涉及个人处境的话，不放到户外", "personal circumstances are not for outdoors"),
    ),
    _Net("", late(r"1[3-9]\d{9}"), Text("手机号不放到户外", "mobile numbers are not for outdoor screens")),
)


def refused(text: str, *, outdoor: bool) -> tuple[str, Text] | None:
    """Return the words that keep a text off a screen and the reason, or None. Outdoors more is refused.

    Blanks, dots, hyphens and invisible characters between the signs of a word do not hide it.
    """
    text = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    for _, pattern, why in _EVERYWHERE + (_OUTDOORS if outdoor else ()):
        if found := pattern.search(text):
            return found.group(), why
    return None


def doubtful(text: str) -> bool:
    """Tell whether anything might be refused in a text. Of texts that are joined, whether anything might in one of them."""
    if _ODD.search(text) or _pairs().search(text) or _NUMBER.search(text):
        return True
    return _WIDE in text and bool(_WIDE_NUMBER.search(text))


_ODD = late("[^\n -~£§°±·×÷—―‐–‘’“”•…\u3001-\u301b一-\u9fff！-～]")
"""What is neither itself under NFKC nor a wide form of ASCII, as far as is known."""
_GAP = r"[\s·•.．…\-－‐-―_＿]*"
"""What hides between the signs of a word, of what is not odd."""
_REST = rf"{_GAP}[3-9３-９](?:{_GAP}[0-9０-９]){{9}}"
_WIDE = "１"
_NUMBER, _WIDE_NUMBER = late(f"1{_REST}"), late(f"{_WIDE}{_REST}")
"""Apart, for one first sign is looked for four times as fast as two."""


@cache
def _pairs() -> re.Pattern[str]:
    """Return what finds any first sign of a pair before any second one: what is too much costs little."""
    pairs = [pair for net in _EVERYWHERE + _OUTDOORS for pair in net.pairs.split()]
    first, second = ("".join(dict.fromkeys(pair[i] for pair in pairs)) for i in (0, 1))
    return re.compile(f"[{first}]{_GAP}[{second}]")


class Refusal(NamedTuple):
    """What keeps an entry off a screen: the field, the words in it, and the reason."""

    path: FieldPath
    word: str
    why: Text


Doubts = dict[str, tuple[bytes, list[str]]]
"""Of each content file by path: the digest of its bytes, and the ids of its entries that have to be read closely."""


class Sieve:
    """What of a site may stand on its screens: each entry is looked at once, however many screens there are."""

    def __init__(self, site: Site, cache: Path | None = None) -> None:
        """Look at nothing yet; `cache` is a folder where it is kept which entries are beyond doubt."""
        self._site, self._cache = site, cache
        street = blake2b(site.settings.name.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self._file = cache / "slides" / f"{street}.doubts" if cache else None
        self._shown: dict[frozenset[str], Site] = {}

    def is_of(self, site: Site, cache: Path | None) -> bool:
        """Tell whether it was made of this very site."""
        return self._site is site and self._cache == cache

    def refusals(self, *, outdoor: bool) -> dict[str, Refusal]:
        """Return what keeps entries off a screen, by the entry's key: the first words found in each."""
        return {e.key: found for e in self._doubtful if (found := _refusal(e, outdoor=outdoor))}

    def shown(self, refused: Mapping[str, Refusal]) -> Site:
        """Return the site without what may not be on a screen, so that no reference of a slide leads to it."""
        barred = frozenset(refused)
        if barred not in self._shown:
            self._shown[barred] = for_screen(self._site, barred)
        return self._shown[barred]

    @cached_property
    def _doubtful(self) -> list[Entry]:
        """The entries in which anything might be refused. Those of a file that is as it was are not searched again."""
        sources = self._site.sources if self._file else {}
        before = _read(self._file) if self._file else {}
        now: Doubts = {path: (digest, []) for path, digest in sources.items()}
        known = {path: set(doubts[1]) for path, doubts in before.items() if sources.get(path) == doubts[0]}
        clear = {path for path, ids in known.items() if not ids}
        found: list[Entry] = []
        for entry in self._site.all():
            path = entry.origin.path
            if path in clear:
                continue
            if entry.id in known[path] if path in known else doubtful("\n".join(entry.strings()[0])):
                found.append(entry)
                if path in now:
                    now[path][1].append(entry.id)
        if self._file and now != before:
            keep(self._file, seal() + marshal.dumps(now))
        return found


_LAST: list[Sieve] = []
"""The sieve used last: the screens of one site are drawn one after the other, each by a call of its own."""


def sieve_of(site: Site, cache: Path | None) -> Sieve:
    """Return the sieve of a site, the same one as long as no other site is asked about."""
    if not (_LAST and _LAST[0].is_of(site, cache)):
        _LAST[:] = [Sieve(site, cache)]
    return _LAST[0]


def _read(file: Path) -> Doubts:
    data = kept(file) or b""
    ours = data.startswith(seal())
    found: Doubts = marshal.loads(data[len(seal()) :]) if ours else {}  # noqa: S302  # `kept`: this user's own
    return found


def _refusal(entry: Entry, *, outdoor: bool) -> Refusal | None:
    for path, text in entry.texts():
        if path[0] not in UNSEEN and (found := refused(text, outdoor=outdoor)):
            return Refusal(path, *found)
    return None


def may_show(entry: Entry, barred: Container[str]) -> bool:
    """Tell whether a slide's words may come from an entry, its own or by reference; `barred` holds keys.

    An organisation with `上屏: 否` has no slide of its own, but others may say that they belong to it.
    """
    return (entry.record.on_screen or entry.collection.name == "organisations") and entry.key not in barred


def for_screen(site: Site, barred: Container[str]) -> Site:
    """Return the site without what may not be on a screen, so that no reference of a slide leads to it."""
    return replace(site, entries={n: tuple([e for e in g if may_show(e, barred)]) for n, g in site.entries.items()})
