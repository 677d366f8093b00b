"""The rules a single value can break. `Refused` is raised with one; the store turns it into a finding."""

from __future__ import annotations

from generator.findings import Rule, Text, error

WRONG_SHAPE = error(
    "wrong-shape",
    Text("“{label}”应当是{wanted}，这里写成了{got}", "“{key}” should be {wanted}, but is {got}"),
    Text("照着样子写：{example}", "Write it like this: {example}"),
    fixed=True,
)
MISSING_FIELD = error(
    "missing-field",
    Text("缺少必填的“{label}”", "the required field “{key}” is missing"),
    Text("补上一行，例如 {label}: {example}", "Add a line such as {key}: {example}"),
    fixed=True,
)
TOO_LONG = error(
    "too-long",
    Text("“{label}”有{length}个字，最多{limit}个字", "“{key}” has {length} characters, the limit is {limit}"),
    Text("删短一些，细节写进正文", "Shorten it and move the details to the body"),
    fixed=True,
)
ONE_LINE = error(
    "one-line",
    Text("“{label}”只能写一行", "“{key}” must be a single line"),
    Text("去掉换行，长的内容写进正文", "Remove the line break; longer text belongs in the body"),
    fixed=True,
)
TOO_MANY = error(
    "too-many",
    Text("“{label}”有{count}条，最多{limit}条", "“{key}” has {count} items, the limit is {limit}"),
    Text("分成几条内容来写", "Spread them over several entries"),
    fixed=True,
)
BAD_DATE = error(
    "bad-date",
    Text("“{label}”的“{value}”不是一个日期", "“{value}” in “{key}” is not a date"),
    Text("年份写全，像 {example} 这样；没有就不写这一行", "Write it like {example}, or leave it out"),
    fixed=True,
)
BAD_TIME = error(
    "bad-time",
    Text("“{label}”的“{value}”不是几点几分", "“{value}” in “{key}” is not a time of day"),
    Text(
        "写成 9:00，或者从几点到几点 {example}；上午下午用24小时写",
        "Write 9:00, or a span such as {example}, by the 24-hour clock",
    ),
    fixed=True,
)
BAD_RECURRENCE = error(
    "bad-recurrence",
    Text("“{label}”的“{value}”看不懂", "“{value}” in “{key}” is no recurrence this program knows"),
    Text(
        "写成这里的一种：每天、每个工作日、每周六、每周一、三、五、每两周周三、每月15日、每月最后一天、每月第二个周六、"
        "每月最后一个周五、每季度第一个月的15日、每半年第一个月的1日、每年7月1日、每年6月至9月每周六；"
        "日子不定的写每周、每月、每季度、每半年、每年、每年3月、按需；几点写在“时间”里",
        "Write one of: 每天 (daily), 每个工作日 (working days), 每周六 (Saturdays), 每周一、三、五, 每两周周三 (every other "
        "Wednesday), 每月15日, 每月最后一天 (last day), 每月第二个周六 (second Saturday), 每月最后一个周五, 每季度第一个月的15日, "
        "每半年第一个月的1日, 每年7月1日, 每年6月至9月每周六 (a season); without a fixed day 每周, 每月, 每季度, 每半年, 每年, 每年3月 "
        "or 按需 (on demand); the hour has its own field",
    ),
    fixed=True,
)
BAD_FIGURE = error(
    "bad-figure",
    Text("“{label}”的“{value}”{why}", "“{value}” in “{key}” {why}"),
    Text(
        "写成数字，可以带一个“余、多、近、约”，例如 5000余、近4000、300多万；单位写在“单位”里",
        "Write digits with at most one qualifier, such as 5000余, 近4000, 300多万; the unit has its own field",
    ),
    fixed=True,
)
BAD_NUMBER = error(
    "bad-number",
    Text(
        "“{label}”的“{value}”不是{least}到{limit}之间的整数",
        "“{value}” in “{key}” is not a whole number from {least} to {limit}",
    ),
    Text("只写数字，例如 {example}", "Write digits only, such as {example}"),
    fixed=True,
)
BAD_CHOICE = error(
    "bad-choice",
    Text("“{label}”不能是“{value}”", "“{key}” cannot be “{value}”"),
    Text("从这些里选一个：{choices}", "Choose one of: {choices}"),
    fixed=True,
)
BAD_PHONE = error(
    "bad-phone",
    Text("“{label}”的“{value}”不像电话号码", "“{value}” in “{key}” does not look like a phone number"),
    Text("写办公电话，带区号，例如 0371-12345678", "Write the office phone with its area code, such as 0371-12345678"),
    fixed=True,
)
BAD_ID = error(
    "bad-id",
    Text("“{label}”的“{value}”不能用作编号", "“{value}” in “{key}” cannot be used as an id"),
    Text(
        "编号只用{allowed}和“-”，最长64个字，例如 {example}",
        "Use {allowed} and “-”, 64 at most, such as {example}",
    ),
    fixed=True,
)
BAD_PATH = error(
    "bad-path",
    Text("“{label}”的“{value}”不在 content 文件夹里", "“{value}” in “{key}” is not inside the content folder"),
    Text(
        "把文件放进 content/media/，写成 media/文件名.jpg，不用“..”和盘符",
        "Put the file into content/media/ and write media/name.jpg, without “..” or a drive",
    ),
    fixed=True,
)

VALUE_RULES: tuple[Rule, ...] = (
    WRONG_SHAPE, MISSING_FIELD, TOO_LONG, ONE_LINE, TOO_MANY, BAD_DATE, BAD_TIME, BAD_RECURRENCE,
    BAD_FIGURE, BAD_NUMBER, BAD_CHOICE, BAD_PHONE, BAD_ID, BAD_PATH,
)  # fmt: skip


class Refused(ValueError):  # noqa: N818  # it is a verdict on what was written, not a fault of ours
    """A value that does not fit its field: by which rule, and the words of the message."""

    def __init__(self, rule: Rule, words: dict[str, object]) -> None:
        """Remember rule and words."""
        super().__init__(rule.id)
        self.rule = rule
        self.words = words
