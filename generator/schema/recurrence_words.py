"""How a recurrence is said in Chinese, in one way each, whatever way it was written."""

from __future__ import annotations

WEEK = "一二三四五六日"
DIGITS = "零一二三四五六七八九"
MONTHS = 12


def said(number: int) -> str:
    """Return a count up to twelve in Chinese: 两, 三, 十二."""
    tens, ones = divmod(number, 10)
    return "两" if number == 2 else ("十" if tens else "") + (DIGITS[ones] if ones else "")  # noqa: PLR2004


def days(numbers: tuple[int, ...]) -> str:
    """Return 1日、15日, or 最后一天."""
    return "、".join("最后一天" if d < 0 else f"{d}日" for d in numbers)


def places(nth: tuple[int, ...]) -> str:
    """Return 第一、三个, 最后一个, or both."""
    counted = "、".join(DIGITS[n] for n in nth if n > 0)
    last = "最后一个" if -1 in nth else ""
    return "和".join(filter(None, (f"第{counted}个" if counted else "", last)))


def weekdays(numbers: tuple[int, ...]) -> str:
    """Return 周六, 周一、三、五, or 周一至周五."""
    first, last = numbers[0], numbers[-1]
    if last - first >= 2 and len(numbers) == last - first + 1:  # noqa: PLR2004  # two days are no span
        return f"周{WEEK[first - 1]}至周{WEEK[last - 1]}"
    return "周" + "、".join(WEEK[w - 1] for w in numbers)


def months(numbers: tuple[int, ...]) -> str:
    """Return 7月, 3月、9月, 6月至9月, or 11月至次年2月 over the new year."""
    first = next((m for m in numbers if (m - 2) % MONTHS + 1 not in numbers), 1)
    last = (first + len(numbers) - 2) % MONTHS + 1
    whole = set(numbers) == {(first + i - 1) % MONTHS + 1 for i in range(len(numbers))}
    if len(numbers) > 2 and whole:  # noqa: PLR2004  # as above
        return f"{first}月至{'次年' if last < first else ''}{last}月"
    return "、".join(f"{m}月" for m in numbers)
