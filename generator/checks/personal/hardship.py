"""Hardship and illness told of somebody who is named."""

from __future__ import annotations

import re

from generator.checks.personal.homes import ADDRESS, AGED, COURTYARD
from generator.checks.personal.names import named_next
from generator.checks.personal.passage import Passage
from generator.patterns import late
from generator.site.circumstances import STRONG, WEAK

STATE = late(f"{STRONG}|(?P<weak>{WEAK})")
_WHO = "(?:老?人员?|户主?|家庭|儿童|孩子|群众|学生|党员|职工|者|居民|患者|对象|妇女|母亲|晚期|朋友|青年|少年|姑娘|小伙子?|患儿|男孩|女孩|妈妈|爸爸|[金证期病症])?"
# A service, an office or a subject of work, not somebody's state.
_SERVICE = late(
    f"{_WHO}(?:的)?(?:窗口|办理|申请|申报|政策|业务|服务|救助|康复|中心|协会|联合会|工作|补贴|补助|津贴|咨询|审核|审批|复核|托养|之家|家园|专干|专员|专职|专委|联络员|理事|主席|委员|志愿|关爱|帮扶"
    "|标准|筛查|义诊|讲座|防治|预防|防控|宣传|知识|专场|专区|通道|设施|无障碍|坡道|厕所|就业|培训|事业|运动|艺术|日(?!子)|法|条例|制度|公益|基金|保险|医疗|管理|档案|动态|名额"
    "|监测|门诊|科(?!技)|病房|俱乐部|教育|学校|县|村(?!民)|地区|山区|线|率|面|史|车位|电梯|驿站|食堂|用餐|按摩|用品|证件|体检|签约|巡诊|随访|数据|信息|人数|比例)"
)
_AGAINST = late("(?:防|抗|反|预防|防治|筛查|扫|禁|脱|消除|助|拒绝|远离|严重|防止|避免|减少)$")
_COUNT = "[0-9０-９一二三四五六七八九十百千万余多几两数]+"
_GROUP_BEFORE = late(
    f"(?:(?<!第){_COUNT}[多余]?(?<![^0-9]1)(?<!^1)(?<!一)[名户位人个对家]|部分|所有|各类|广大|全体|每[户名位个]|许多|不少|一批|那些|这些|哪些|其他)[^，。；：:、]{{0,6}}$"
)
_GROUP_AFTER = late(f"^(?!一人){_WHO}(?:们|等群体|群体|[共有达]?{_COUNT}[多余]?[名户位人个对家])")
_LISTED_AFTER = late(
    f"{_WHO}(?:名单|代表)?(?:[共有等]?{_COUNT}[多余]?[名户位人个对家])?[：:（(、\\s—-]{{0,4}}(?:1[.、．])?"
)
_LISTED_BEFORE = late(f"[、及]?等?[人户]?(?:{_COUNT}[多余]?[名户位人个对家])?(?:都?[是为])?")
_HELP = late(
    "帮|助|给|替|看望|慰问|走访|照[顾料看]|关[爱怀心注]|探[望访]|送|陪|服务|结对|联系|上门|义诊|接待|宣传|讲|教|组织|募捐|捐|扶|牵|办理|受理|审核|负责|管|抚养|护理|救|[坐出看接诊义巡会][治诊]|面向|针对|推[着扶]|[去来]看(?!病)|搀|资助|接送|关照"
    "|对接|向|带领|支持|入户|排查|寻找|收养|代[购办]"
)
_SAYS = late("(?:说|告诉|表示|介绍|称|坦言|认为)(?!.*(?:自己|我|本人|家里|老伴|儿子|女儿|丈夫|妻子))")
_PLACE = late("(?:辖区|社区|全区|街道|小区|院里|村里)[^，。；：:、]{0,6}$")
_NOUN = late(_WHO)
_SERVED = late("为[^，。]{0,6}$")  # 为残疾人捐轮椅, not 为低保户，
# 与困难户结对, 到低保户家里: who helps, unless a relative's state or one's own is told.
_WITH = late(
    f"(?:[与和同跟到向给替进访]|(?<![身作成定评列认确视判沦变转])为)(?:{_COUNT}[名户位个]|辖区|社区|附近|一些|这些)?$"
)
_DEAR = late('的(?:[“‘"]|好|贴心|知心|守护|领路|引路)')
_ACT = late(f"{_WHO}(?=[\u4e00-\u9fff])(?![且和及的，])")
_FOR = late("[为给帮替助对]$|看望|慰问|照顾|走访|探望|送给|关爱")
_APPLIED = late("(?:家|一家|家里)?(?:申请|办理|办|领取|申领|发放|落实|争取|代办|送去|送)(?:了|到)?")
_RECEIVERS = late("(?:对象|人员|家庭|名单|户)?[：:]\\s?")
_CLAUSE = 10
_ILL = late("患|确诊|得了|罹|查出|身体")


def hardship_in(passage: Passage) -> str | None:
    """Return whose hardship a passage tells, masked, or None. The passage's word is a match of `STATE`."""
    after, before = passage.text[passage.end :], passage.text[: passage.start]
    if _AGAINST.search(before):
        return None
    if service := _SERVICE.match(after):
        return _beneficiary(passage, after[service.end() :])
    weak = STATE.fullmatch(passage.word)
    if weak and weak["weak"] and not COURTYARD.search(passage.text) and not AGED.search(passage.text):
        return None
    masked = "".join("某" if any(p.start <= i < p.end for p in passage.persons) else ch for i, ch in enumerate(before))
    group = _GROUP_BEFORE.search(masked) is not None or _GROUP_AFTER.match(after) is not None
    if told := _told_of(passage, after, before, group=group):
        return told
    nobody = group or _PLACE.search(before) or _HELP.search(before)
    return passage.excerpt() if not nobody and (passage.beside == "name" or ADDRESS.search(passage.text)) else None


def _told_of(passage: Passage, after: str, before: str, *, group: bool) -> str | None:
    """Return whose state the word is, of those who are named."""
    noun = _NOUN.match(after)
    if noun and not group and (name := named_next(after[noun.end() :])):
        return f"{name[0].ljust(len(name), '*')} {passage.word}"
    person, between = next(passage.after(), (None, ""))
    if person and not person.post and _owned_after(between, group=group):
        return passage.excerpt(person)
    for person, between in passage.before():
        served = _SERVED.search(between) and _ACT.match(after)
        helps = served or (_WITH.search(between) and _ACT.match(after)) or _SAYS.match(between)
        if not helps and _owned_before(between, before[: person.start], post=person.post, group=group):
            return passage.excerpt(person)
    return None


def _beneficiary(passage: Passage, after: str) -> str | None:
    """Return whom a service is for: 为张三申请低保补助, 大病救助对象：张三."""
    for person, between in passage.before():
        if not person.post and _APPLIED.fullmatch(between) and _FOR.search(passage.text[: person.start]):
            return passage.excerpt(person)
    shift = len(passage.text) - len(after)
    for person, _ in passage.after():
        if not person.post and _RECEIVERS.fullmatch(passage.text[shift : person.start]):
            return passage.excerpt(person)
    return None


def _owned_after(between: str, *, group: bool) -> bool:
    """Tell whether a name after the word is whose state it is: 失独老人刘阿姨."""
    if _LISTED_AFTER.fullmatch(between):
        return True
    apart = re.search("[，,。；]", between) or _DEAR.search(between) or _HELP.search(between)
    return not group and len(between) <= _CLAUSE and apart is None


def _owned_before(between: str, ahead: str, *, post: bool, group: bool) -> bool:
    """Tell whether a name before the word is whose state it is; not who helps (老许看望失独老人)."""
    if group:
        return _LISTED_BEFORE.fullmatch(between) is not None
    if post:
        return _ILL.search(between) is not None and not _HELP.search(between)
    clause = re.split("[，,。；]", between)[-1]
    return _FOR.search(ahead[-3:]) is not None or not _HELP.search(clause)
