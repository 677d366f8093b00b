"""The rules of the personal data gate. Their ids are permanent; what was found is shown masked."""

from __future__ import annotations

from generator.findings import Text, error, warning


def _hint(zh: str, en: str) -> Text:
    """Return what to do, and the way out where the program is wrong."""
    return Text(
        f"{zh}。程序认错了，就在那一条写“不查”和理由", f"{en}. If this is mistaken, add an ignore (不查) with a reason"
    )


_REMOVE = _hint("删掉它；要联系就写单位的办公电话", "Remove it; give the office phone instead")

ID_NUMBER = error("id-number", Text("有身份证号（{masked}）", "an identity number ({masked})"), _REMOVE)
MASKED_ID = error(
    "masked-id",
    Text("身份证号遮住一半，还剩数字（{masked}）", "a half-masked identity number still shows digits ({masked})"),
    _hint("身份证号一个数字也不留，整条删掉", "Leave no digit of an identity number: remove all of it"),
)
MOBILE_PHONE = error(
    "mobile-phone",
    Text("有手机号（{masked}）", "a mobile phone number ({masked})"),
    _hint(
        "换成带区号的办公电话；单位对外公布的手机号，写进 site_config.yml 的“公开的手机号”",
        "Use the office phone; a mobile the office publishes goes to public_phones in site_config.yml",
    ),
)
MASKED_PHONE = error(
    "masked-phone",
    Text("手机号遮得不对（{masked}），几处凑起来就是整个号", "a mobile is masked in a way of its own ({masked})"),
    _hint("全站只用一种遮法：138****1234", "Mask mobiles in one way only: 138****1234; two ways together tell all"),
)
BANK_CARD = error("bank-card", Text("有银行卡号（{masked}）", "a bank card number ({masked})"), _REMOVE)
DOCUMENT_NUMBER = error(
    "document-number", Text("有个人证件的号码（{masked}）", "the number of a personal document ({masked})"), _REMOVE
)
HOME_ADDRESS = error(
    "home-address",
    Text("名字旁边有家里的门牌（{masked}）", "a home address beside a name ({masked})"),
    _hint("住址最多写到小区，或者不写名字", "Name the estate at most, or leave out the name"),
)
HARDSHIP = error(
    "hardship",
    Text("说出了某个人的难处或病情（{masked}）", "somebody's hardship or illness is told ({masked})"),
    _hint(
        "不写是谁，或者不写难处；帮了多少人可以写总数",
        "Leave out who it is, or the hardship; how many were helped may be said",
    ),
)
MINOR = error(
    "minor",
    Text("认得出是哪个孩子（{masked}）", "a child can be recognised ({masked})"),
    _hint(
        "未成年人不写姓名；有照片或名字，就不写年龄和班级",
        "Don't name a minor; no age or class with a name or a photo",
    ),
)
BIRTH_DATE = error(
    "birth-date",
    Text("名字旁边有出生年月日（{masked}）", "a full birth date beside a name ({masked})"),
    _hint("只写出生年月，或者不写", "Give year and month at most"),
)
PRIVATE_ACCOUNT = warning(
    "private-account",
    Text("像是个人的微信号、QQ号或邮箱（{masked}）", "this looks like somebody's own account ({masked})"),
    _hint("换成单位的公众号、办公邮箱或办公电话", "Give the office's account, mailbox or phone"),
)
LICENCE_PLATE = warning(
    "licence-plate",
    Text("有车牌号（{masked}）", "a licence plate ({masked})"),
    _hint("私家车的车牌删掉；公家的服务车可以留", "Remove a private car's plate; a public service car's may stay"),
)
ALL = (
    ID_NUMBER,
    MASKED_ID,
    MOBILE_PHONE,
    MASKED_PHONE,
    BANK_CARD,
    DOCUMENT_NUMBER,
    HOME_ADDRESS,
    HARDSHIP,
    MINOR,
    BIRTH_DATE,
    PRIVATE_ACCOUNT,
    LICENCE_PLATE,
)
