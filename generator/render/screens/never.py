"""What never stands on a public screen, and why (public display rules). The words are a net, not a proof."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from generator.findings import Text

if TYPE_CHECKING:
    from generator.site import Entry, Site
    from generator.site.texts import FieldPath

_BETWEEN = re.compile(r"[\s·•.\-‐-―_\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
UNSEEN = frozenset({"id", "body", "source"})
"""Fields whose words no slide shows."""
_EVERYWHERE = (
    (
        re.compile(
            r"受处[理分]|受到[^，。；]{0,8}处[理分]|处分\d+|[党政][纪务].{0,2}处分|立案审查|被问责|查处\d+[人名]"
        ),
        Text("处分了多少人，不上屏", "how many were disciplined is not for screens"),
    ),
    (
        re.compile(r"黑名单|失信人员|曝光台|黑旗"),
        Text("黑名单、黑旗不上屏", "black lists and flags are not for screens"),
    ),
    (
        re.compile(r"(?:摄像头|探头|监控)[^，。；]{0,6}(?:位置|点位|分布|地图|装在|设在|位于)"),
        Text("监控装在哪里不公开", "where cameras hang is not public"),
    ),
    (
        re.compile(r"低保|特困|失独|[贫特]困[户家]|困难(?:户|家庭|群众|党员)|重病|癌症|精神病|吸毒|社区矫正|刑满"),
        Text("谁家有难处，不上屏", "nobody's hardship is a slide"),
    ),
    (
        re.compile(r"留守儿童|困境儿童|孤儿"),
        Text("孩子的处境不上屏", "the circumstances of children are not for screens"),
    ),
)
_OUTDOORS = (
    (re.compile(r"处分|违纪"), Text("处分和违纪的事，不放到户外", "discipline is not for outdoor screens")),
    (
        re.compile(r"未成年人|残疾人?"),
        Text("涉及个人处境的话，不放到户外", "personal circumstances are not for outdoors"),
    ),
    (re.compile(r"1[3-9]\d{9}"), Text("手机号不放到户外", "mobile numbers are not for outdoor screens")),
)


def refused(text: str, *, outdoor: bool) -> tuple[str, Text] | None:
    """Return the words that keep a text off a screen and the reason, or None. Outdoors more is refused.

    Blanks, dots, hyphens and invisible characters between the signs of a word do not hide it.
    """
    text = _BETWEEN.sub("", unicodedata.normalize("NFKC", text))
    for pattern, why in _EVERYWHERE + (_OUTDOORS if outdoor else ()):
        if found := pattern.search(text):
            return found.group(), why
    return None


class Refusal(NamedTuple):
    """What keeps an entry off a screen: the field, the words in it, and the reason."""

    path: FieldPath
    word: str
    why: Text


def refusals(site: Site, *, outdoor: bool) -> dict[str, Refusal]:
    """Return what keeps entries off a screen, by the entry's key: the first words found in each."""
    return {e.key: found for e in site.all() if (found := _refusal(e, outdoor=outdoor))}


def _refusal(entry: Entry, *, outdoor: bool) -> Refusal | None:
    for path, text in entry.texts():
        if path[0] not in UNSEEN and (found := refused(text, outdoor=outdoor)):
            return Refusal(path, *found)
    return None


def for_screen(site: Site, barred: Container[str]) -> Site:
    """Return the site without what may not be on a screen, so that no reference of a slide leads to it.

    An organisation with `上屏: 否` has no slide of its own, but others may say that they belong to it.
    """
    kept = {
        name: tuple(e for e in group if (name == "organisations" or e.record.on_screen) and e.key not in barred)
        for name, group in site.entries.items()
    }
    return replace(site, entries=kept)
