"""What the drawings show. They listen to the words beside them, so that no street is drawn as another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.settings import Settings
    from generator.site import Entry, Site

WATER, FIELD, GARDEN, RAIL = "渠河湖江溪海塘港湾水", "麦稻田禾", "园林树花公", ("列车", "铁路", "地铁", "火车", "车站")
PLACES = {
    "clinic": ("医", "健康", "体检", "康复", "卫生"),
    "school": ("孩子", "学校", "放学", "学习", "教育", "儿童", "课堂", "书"),
    "market": ("菜", "集市", "商", "店", "创业", "美食", "百家宴"),
    "courtyard": ("院", "楼", "物业", "邻", "街坊", "居民", "公益", "社区"),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """The home page's scene: its caption and what stands in it."""

    name: str
    water: bool
    wheat: bool
    garden: bool
    rail: bool


def home_scene(settings: Settings) -> Scene:
    """Return the scene that the headline and the scene's name ask for."""
    name = settings.home.scene or settings.name
    words = "".join(settings.home.headline) + name
    return Scene(
        name,
        water=any(c in name for c in WATER),
        wheat=any(c in words for c in FIELD),
        garden=any(c in name for c in GARDEN),
        rail=any(w in words for w in RAIL),
    )


def place_of(entry: Entry, site: Site) -> tuple[str, str]:
    """Return which place to draw for an entry and its caption; the name of a place is the organisation's, else the street's."""
    record = entry.record
    words = " ".join(text for path, text in entry.texts() if path[0] in ("title", "summary", "slogan", "services"))
    kind = next((place for place, signs in PLACES.items() if any(s in words for s in signs)), "courtyard")
    owner = entry if entry.collection.name == "organisations" else site.find("organisations", record.organisation)
    where = owner.record.title if owner else site.settings.name
    return kind, f"示意图：{where}{CAPTIONS[kind]}"


CAPTIONS = {"clinic": "门前", "school": "的放学路", "market": "街边", "courtyard": "的院子"}
