"""Persons in a text: names and what neighbours call each other, recognised by surname and surroundings.

No dictionary: a bare name counts only where a clause could begin with it, with given characters that names have.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.patterns import late

_COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|司空|夏侯|端木|轩辕|宇文|长孙|呼延|澹台|万俟|东郭|南宫|独孤|拓跋|申屠|鲜于|闻人|钟离|完颜"
_PLAIN = (
    "王李张刘陈杨赵周吴徐孙朱胡郭林何罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶苏魏吕丁沈姚卢姜崔钟谭陆汪范廖贾夏韦付邹熊"
    "孟秦邱薛闫侯雷黎史陶贺顾毛郝龚邵钱覃武戴莫孔汤尹葛章乔伍庞樊兰殷翟倪俞鲁岳齐梅庄柯焦骆祝霍凌柴詹涂傅褚卞裴聂冉柏栾鞠"
    "卫窦阎邢滕佟辛甄阮桂娄耿尚童游裘缪臧芦瞿荆宫席桑饶蒲屈隋屠冀郁单金高程任方马石江段龙万严向白温安常成华牛洪左文甘康关"
    "仝亓綦郜郗苟訾昝晁逯邸邝邰鄢巫靳冼仇湛阙逄卓蔺虞栗隗郏郦郇郄"
    "景路车项易苗祁古艾解宁申丛佘盛戚连季于仲党商习敖巩花柳黄鲍喻蓝晏符岑房查楚曲"
)
_WORDY = "金高程任方马石江段龙万严向白温安常成华牛文甘康关景路车项易古解宁申盛连季于党商习花房查单"
"""Those of the surnames that also begin many a common word: one given character is not enough with them."""
_HAN = "[\u3400-\u4dbf\u4e00-\u9fff〇]"
_SURNAME = f"(?:{_COMPOUND}|[{_PLAIN}])"
_ONE = (
    "伟芳娜敏静丽强磊军勇艳杰娟涛超霞刚燕玲萍莉飞鹏宇浩辉斌波峰健亮莹琳雪慧倩颖婷丹晶瑞凯楠岩琴琪蕾佳欣怡悦洁薇蓉鑫旭阳帅博毅辰轩睿涵宏彬俊豪坤鸣泽"
    "兰凤秀珍云菊淑芬芝森爽娇媛妍姣茜甜红英梅洋平明"
)
_MANY = (
    _ONE
    + "华桂清林春龙国文志海宝贵福德仁义礼智信忠孝廉良善美荣昌富安顺利祥庆喜乐山江湖松柏树根生水泉源金银铁锋胜成功立业家邦民雄才贤达"
    "远长永久新晨曦光月天世东西南北正建爱子梓然惠素玉翠巧香莲花桃秋冬夏小大三保全连学广兴来有运财振启继承先绍景思念怀道守言诚朝元开彦士培克占双青嘉若"
    "语诗可依雨心雅馨雯芸瑶婉桐熙皓翰逸铭奕沐沛凡帆康齐玮琦瑜珂瑾璐璇晓改叶星恒威雷洪毛老"
    "自扬娣梦鹤仙亚莎曼菁芮颜卉菲蒙柔娴婵娥婧娅姗姿妙嫣君坚城基壮声夫奇官宣宽宾寒寿尧屹峻崇嵩川巍庭延弘弟彤彪征恩恬意战扶捷政敦方昂昆昊昕昭显晋晗曜朋朗权材杭"
    "枚枝枫柱柳标栋棋棠椿楚榕槐欢歆步武毓汉汝沁沂泓洲济浦润淳深淼渊湘溪滔滨滢潇潮澄澜灵灿炎炜炳烁烈焕煜照熠牧玥珊珏珞琛琢琨琼瑄瑗瑛璋环男益真石砚硕碧祎祖禄禧"
    "秉科稳穆穗章竞端竹笑笙筠策紫纯纲绚绢绣绪维绮缘群羽耀聪胤能臻航舒舟艺芊芙芦芯苑苒苗茂茉茗茵荃荔菀萌萱葆蓝蔓蔚虎虹蝶衡裕誉谊谋谦贞赞赫越跃路迅迎迪通采里鉴"
    "钊钦钧钰铎铠铮锐锡锦键镇闯阔陶隆雁霁霄霆霏霓霜靖韵韶音颂飒骁骄骅骏魁鸥鸿鹃麒麟黎黛昱晟睦妤婕姝卫"
)
_LOOSE = "三学全连有来大小水东西南北正立业家生长保起新年天成功力安信文和"
"""Of those, what two make a word rather than a name."""
_ANYBODY = "张三|李四|王五|赵六|孙七|周八|吴九|郑十"  # what forms write for anybody
_KIN = (
    "阿姨|大爷|大妈|大娘|大叔|大伯|大婶|大姐|大哥|大嫂|奶奶|爷爷|叔叔?|伯伯|伯父|伯母|婶婶?|婆婆|姥姥|姥爷|老汉|老太太?|老伯|老先生"
    "|先生|女士|小姐|同志|师傅|同学|小朋友|某某?"
)
_POST = (
    "书记|主任|科长|处长|局长|站长|所长|院长|校长|园长|队长|组长|班长|社长|会长|理事长|部长|镇长|乡长|村长|区长|市长|街长|网格长|楼长|经理|总监|董事长|医生"
    "|大夫|医师|护士|护师|药师|教授|律师|法官|警官|民警|辅警|老师|讲师|教练|社工|专干|专员|干事|网格员|志愿者|委员|代表|记者|工程师|厂长|店长|馆长|教师|主席|消防员|辅导员|指导员"
)
_WORKER = f"{_POST}|工作人员|负责人|联系人|主讲人?|通讯员|理发师|演员"
_LABEL = "姓\\s?名|户\\s?主|申请人|当事人|患\\s?者|受助人|救助对象|帮扶对象|服务对象|心愿人|监护人|家长|本人|名叫|名字叫|叫做?"
_BEFORE = "为给帮替对由叫是和与同民居邻子儿夫妻亲童生人户者员属家友象妇年众名位的老师工手班兵商村镇乡组队孩娘妈伙岁级"
_AFTER = "是今患因家住的在和与有身被于为一说生每也得办申享领年月罹确曾已就不常从去来到现同女男等送做吃看病全夫妇母罪属患偏瘫失智抑曾将被把这那她他透残低独特贫孤卧吸戒涉服缓假重精癌白尿艾因单离半腰腿脚中"
_NOT_NAMES = late(
    "康复|申请|温馨|文明|金秋|边缘|孙子|孙女|安全|高原|成立|江河|江海|黄河|白云|金星|华丽|平安|安心|安康|成功|金银|文学|高大|常有|任有|方言|方可"
    "|花生|路长|车道|万家|万元|安家|安生|白天|金山|常来|应有|华夏|周日|高兴|党建|党员|党心|商业|商家|连心|连年|童心|童年|林业|林海|许可|史学|齐心|钱财"
    "|梅花|兰花|桂花|毛利|何来|何有|叶子|郑东|郑西|雷雨|纪元|成长|文明|单元|古老|严明|易明|成才|文武|马明|习惯|向阳|夏天|宁静|安静"
    "|田径|毛线|陈述|谢意|谢谢|许多|周边|陈旧|何处|何人|何时|何种|安置|时间|程序|水平|高峰|高标|金融|任务|方案|石材|万众|段落|段路|周围|史料|连续|易地|宁可|盛大|解决|成员|成果|成绩|华侨"
    "|小康|小时|小方|小白|小米|小花|小石|小江|小项|小成|小温|小单|小路|小车|小曲|小关|小连|小党|小商|小习|老常|老方|老安|老古|老白|老成"
)


# A full name that needs no end: what follows may be any verb.
_SURE = f"(?:(?:[{_PLAIN}](?<![{_WORDY}])|[{_WORDY}](?![{_LOOSE}]))(?![{_LOOSE}]{{2}})(?:[{_MANY}][{_MANY}](?<![照扶征战开启守言念建来])|一[鸣凡诺帆铭彤涵]))"
_SMALL = f"小[{_ONE}雨宇](?<![洋平])(?!超市|英雄|红[花旗帽]|杰作|飞机|军[人队]|芳香|明星|亮点|健将)"
_FOREIGN = "[阿艾巴买提古丽尔特布格日勒图乌雅其木斯哈孜拜江别克努热依扎西卓玛顿珠央金次仁旺堆罗桑达瓦索朗尼德吉曲多洛嘎那仓决拉姆汗娜迪娅托合]"
_DOTTED = f"{_FOREIGN}{{2,6}}[·•・‧]{_FOREIGN}{{2,6}}"
# Where only a name or another word can stand.
_FULL = late(
    f"(?:(?:{_COMPOUND}|[{_PLAIN}](?<![{_WORDY}])){_HAN}{{1,2}}?|[{_WORDY}][{_MANY}]{{2}})(?<![队班组会站点室所院校们])"
    f"(?=$|[^\u3400-\u4dbf\u4e00-\u9fff]|[{_AFTER}])"
    f"|{_SURE}|[{_PLAIN}](?<![{_WORDY}])[{_ONE}]|{_SMALL}|{_DOTTED}|{_FOREIGN}{{3,6}}"
)
# A whole field: a name, or what neighbours say.
_NAME = late(
    f"(?:{_COMPOUND}){_HAN}{{1,2}}|[{_PLAIN}](?:{_HAN}[{_MANY}某]|[{_ONE}某三四五六七八九十])"
    f"|{_SURNAME}[{_MANY}]{{0,2}}(?:{_KIN})|[小老阿][{_PLAIN}]"
)


class Person(NamedTuple):
    """Where a text names somebody. `post`: by what they do for others (王书记), so that hardship beside is not theirs."""

    start: int
    end: int
    post: bool


def persons_in(text: str, names: frozenset[str] = frozenset()) -> list[Person]:
    """Return who is named in a text, in order; `names` are known to be persons' names wherever they stand."""
    found = ((m, next(name for name, value in m.groupdict().items() if value)) for m in _pattern(names).finditer(text))
    return [
        Person(*m.span(kind), kind in {"role", "post"})
        for m, kind in found
        if kind in {"role", "post", "kin", "known"} or not _NOT_NAMES.match(m[kind])
    ]


def is_name(text: str) -> bool:
    """Tell whether a whole field's text is a Chinese person's name or an alias: 王建国, 王某, 赵阿姨, 老许."""
    return _NAME.fullmatch(text) is not None and not _NOT_NAMES.match(text)


def named_next(text: str) -> str:
    """Return the full name that a text begins with, where only a name or another word can stand: 失独老人赵银萍."""
    found = None if _NOT_NAMES.match(text) else _FULL.match(text)
    return found[0] if found else ""


@lru_cache(maxsize=8)
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n)))) or "(?!)"
    full = f"(?:{_SURNAME}(?:[{_MANY}]{{2}}|(?<![{_WORDY}])[{_ONE}])|(?:{_COMPOUND})(?<!东方){_HAN}{{1,2}}?)"
    clause = f"(?:(?<!{_HAN})|(?<=[{_BEFORE}]))"
    end = f"(?=$|[^\u3400-\u4dbf\u4e00-\u9fff]|[{_AFTER}])"
    return re.compile(
        "|".join(
            (
                f"(?:{_WORKER})[：:\\s]?(?P<role>{_SURNAME}(?:{_HAN}[{_MANY}某]|[{_ONE}某三四五六七八九])|(?:{known}))",
                f"(?P<post>{_SURNAME}{_HAN}{{0,2}}?(?:{_POST}))",
                f"(?P<kin>{_SURNAME}(?:[{_MANY}]{{0,2}}|(?<![{_WORDY}]){_HAN}{{2}})(?:{_KIN}))",
                f"(?P<starred>{_SURNAME}[×*＊○Ｘ]{{1,2}})(?![*×＊\\d])",
                f"(?P<known>{known}|{_ANYBODY})",
                f"(?:{_LABEL})[：:\\s]{{0,3}}(?P<named>{_SURNAME}{_HAN}{{1,2}})(?!{_HAN})",
                f"{clause}(?P<told>{_SURNAME}{_HAN}{{1,2}})(?=[\\s，,、（(]{{1,3}}(?:[男女][\\s，,、）)]|今?年?\\d{{1,3}}岁))",
                f"(?<![从大最幼])(?P<nick>[小老阿][{_PLAIN}](?=$|[^\u3400-\u4dbf\u4e00-\u9fff]|[{_AFTER}]))",
                f"{clause}(?P<bare>{_SURE}|{full}{end})",
                f"(?<=[生童儿孩友岁的者户人：:])(?P<small>{_SMALL}|[小老][{_PLAIN}](?!们))",
                f"(?:(?<=[生童儿孩友岁])|(?<=[少青]年))(?P<short>[{_PLAIN}](?<![{_WORDY}])[{_ONE}])",
                f"(?:居民|村民|老人|同志|学生|同学|儿童|群众|党员|职工|户|患者)(?P<foreign>{_FOREIGN}{{3,6}})",
                f"(?:姓\\s?名|户\\s?主|名叫)[：:\\s]{{1,3}}(?P<labelled>{_HAN}{{2,4}}(?<![户人者员]))(?!{_HAN})",
                f"(?P<dotted>{_DOTTED})",
                f"(?P<whole>[{_PLAIN}](?<![{_WORDY}])[{_MANY}]{{2}})(?!{_HAN})",
            )
        )
    )
