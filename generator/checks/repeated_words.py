"""Words typed twice: 田间田间, 送清凉、送清凉活动."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.check import TextCheck, at_hit
from generator.checks.corpus import HAN, NUMERALS, Corpus, Hit
from generator.findings import Finding, Text, warning
from generator.patterns import late
from generator.site import Site

REPEATED_WORD = warning(
    "repeated-word",
    Text("“{word}”连着写了两遍：{text}", "“{word}” is written twice in a row: {text}"),
    Text("多打了就删掉一遍；有一个打错了就改正", "Remove one, or correct the one that should be another word"),
)

_LENGTHS = (2, 3, 4)
_TWICE = late(rf"([{HAN}]{{2,4}}?)\1")
# 甲、甲 and 甲、甲活动, but not 甲、甲乙: 党员、党员家属 are two.
_ITEM = r"({dots})(?<=\{n}、\{n})(?=活动(?![室中站点日])|行动|[^{han}]|$)"
_LISTED = late(f"、(?:{'|'.join(_ITEM.format(dots='.' * (n + 1), n=n, han=HAN) for n in range(1, 6))})")
_OF = late("的的(?![确士哥])(?<![目有标]的的)")

_COUNTS = f"{NUMERALS}两几半多"  # 一个一个, 三个三个
_BETWEEN = "对把连拉并靠贴打帮"  # 面对面对接
_LOOSE = "和与及不了的么"  # 和平和平安, 来了来了, 是不是不来
_DOUBLED_WORDS = """
研究 讨论 商量 商议 合计 考虑 琢磨 思考 推敲 了解 打听 咨询 询问 请教 介绍 认识 见识 参观 参考 交流 沟通 联系
关心 照顾 照看 帮助 帮忙 支持 指导 指点 辅导 开导 疏导 疏通 劝说 鼓励 表扬 批评 教育 安慰 慰问 理解 体谅 担待
打扫 整理 收拾 清理 清洗 清扫 布置 打扮 装饰 装修 维修 维护 修理 修改 改进 改善 改造 调整 调理 调节 保养 规范
活动 锻炼 运动 休息 放松 轻松 娱乐 消遣 走动 溜达 转悠 散步 按摩 暖和 凉快 舒服 痛快 热闹 高兴 清静 亲热 亲近
学习 练习 复习 预习 排练 准备 检查 调查 核对 核实 确认 登记 安排 协调 协商 分析 总结 回忆 回顾 反思 比较 对比
测试 试验 尝试 体验 体会 感受 欣赏 观察 品尝 享受 展示 表演 宣传 动员 组织 培训 提高 提升 丰富 充实 盘点 梳理
走访 摸底 评比 评议 庆祝 团圆 团聚 念叨 唠叨 折腾 忙活 凑合 将就 应付 通融 意思 磨练 磨炼 锤炼 巩固 解释 说明
多少 如何 这样 那样 加油 欢迎 恭喜 再见 你好 滴答 叮当 叮咚 哗啦 呼噜 咕咚 吱呀 扑通 嘀嗒
"""
_USUAL = frozenset(_DOUBLED_WORDS.split())


def check(corpus: Corpus, _site: Site) -> Iterator[Finding]:
    """No word of two to four characters stands twice in a row, and no item of a list twice.

    What Chinese doubles by itself is left alone: 家家户户, 一个一个, 研究研究.
    """
    for length, offset in _doubled(corpus.text):
        match = _TWICE.match(corpus.text, offset)
        if match and len(match[1]) == length and not _usual(match[1]):
            yield _finding(corpus.hit(match), match[1])
    for hit in corpus.find(_LISTED):
        yield _finding(hit, next(filter(None, hit.match.groups())))
    for hit in corpus.find(_OF):
        yield _finding(hit, "的")


def _doubled(text: str) -> Iterator[tuple[int, int]]:
    """Yield (length, place) wherever as many characters are followed by the same ones.

    The text is laid over itself, shifted: equal characters cancel out to zero. Of all ways tried, the fastest by far.
    """
    width = 2
    if len(data := text.encode("utf-16-le", "surrogatepass")) != width * len(text):
        width, data = 4, text.encode("utf-32-le", "surrogatepass")
    whole = int.from_bytes(data, "little")
    for length in _LENGTHS:
        laid = (whole ^ (whole >> (8 * width * length))).to_bytes(len(data), "little")
        for zeros in re.finditer(b"\0" * (width * length) + b"\0*", laid):
            first = -(-zeros.start() // width)
            if zeros.end() // width - first >= length:
                yield length, first


def _usual(word: str) -> bool:
    if len(set(word)) == 1 or word in _USUAL or word[0] in _COUNTS:
        return True
    return len(word) == _LENGTHS[0] and (word[1] in _BETWEEN or not {*word}.isdisjoint(_LOOSE))


def _finding(hit: Hit, word: str) -> Finding:
    around = hit.text[max(hit.start - len(word) - 2, 0) : hit.end + 4]
    return at_hit(REPEATED_WORD, hit, word=word, text=around.replace("\n", " ").strip())


CHECK = TextCheck((REPEATED_WORD,), check)
