"""What an author probably did when a file is no YAML: guessed from the lines around the place."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.findings import Text


class Cause(NamedTuple):
    """A way to go wrong: the sign of it in a line, what to say, what to do."""

    sign: re.Pattern[str]
    detail: Text
    advice: Text

    @property
    def words(self) -> dict[str, object]:
        """What the finding's sentence and hint are filled with."""
        return {"detail": self.detail, "advice": self.advice}


GENERAL = Text(
    "每行写成“字段: 内容”，用英文冒号加一个空格；缩进用空格，上下对齐",
    "Write “field: value” with an ASCII colon and a blank; indent with blanks and align",
)
BRACES = Cause(
    re.compile(r"""^(?:[^"'|>]*[:\-\[,]\s+|\s*)\{\{"""),
    Text("：花括号打头的内容没有放在引号里", ": a value that begins with braces is not in quotes"),
    Text("整个内容的两头加上英文的双引号", "Put double quotes around the whole value"),
)
_CAUSES = (
    BRACES,
    Cause(
        re.compile(r"\t"),
        Text("：用了制表符（Tab 键）", ": a tab was used"),
        Text("缩进改用空格", "Indent with blanks"),
    ),
    Cause(
        re.compile(r"^[^:\"']*：(?!.*: )"),
        Text("：冒号可能是中文的“：”", ": a full-width colon, probably"),
        Text("改成英文的“:”，后面空一格", "Use an ASCII colon and a blank"),
    ),
    Cause(
        re.compile(r"^\s*(?:- )?[^\s:#\"'/]+:[^\s/:]"),
        Text("：冒号后面少一个空格", ": a blank is missing after the colon"),
        Text("写成“字段: 内容”，冒号后面空一格", "Write “field: value” with a blank after the colon"),
    ),
    Cause(
        re.compile(r"^\s*-[^\s-]"),
        Text("：“-”后面少一个空格", ": a blank is missing after the “-”"),
        Text("写成“- 内容”，横线后面空一格", "Write “- item” with a blank after the hyphen"),
    ),
    Cause(
        re.compile(r""":\s+("[^"]*"|'[^']*')\s*[^\s#,}\]]"""),
        Text("：引号后面还有字", ": text follows a closing quote"),
        Text("内容里的引号改用中文的“”", "Use “ ” for quotes inside a value"),
    ),
    Cause(
        re.compile(r"""^(?:[^"]*"[^"]*(?:"[^"]*"[^"]*)*|[^']*'[^']*(?:'[^']*'[^']*)*)$"""),
        Text("：引号没有成对", ": an unpaired quote"),
        Text("补上另一半，或者改用中文的“”", "Close it, or use “ ”"),
    ),
    Cause(
        re.compile(r": .*: "),
        Text("：一行里有两个冒号", ": two colons in a line"),
        Text("内容里的冒号改成中文的“：”", "Put quotes around the value"),
    ),
    Cause(
        re.compile(r"^[^\s:#-][^:]*$"),
        Text("：这一行不是“字段: 内容”", ": this line is no “field: value”"),
        Text(
            "正文分几段时，先写“正文: |”，下面每行缩进两格",
            "For text of several lines write “body: |” and indent each line below by two blanks",
        ),
    ),
)


def find_cause(lines: list[tuple[int, str]]) -> tuple[int, Cause] | None:
    """Return the number of the line that went wrong and why, or None; the surest signs are looked for first."""
    hits = ((number, cause) for cause in _CAUSES for number, line in lines if cause.sign.search(line))
    return next(hits, None)
