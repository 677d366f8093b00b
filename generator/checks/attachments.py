"""Attached files: there, of a kind that can be read, and what their name says."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.check import Check, at
from generator.findings import Finding, Text, error
from generator.site import Site

ATTACHMENT_MISSING = error(
    "attachment-missing",
    Text("找不到附件 {file}", "the attached file {file} is not there"),
    Text(
        "附件放在 content/media/ 里，就写 media/文件名.pdf；名字连大小写都要一样",
        "A file in content/media/ is written media/name.pdf; capitals count",
    ),
)
ATTACHMENT_UNUSABLE = error(
    "attachment-unusable",
    Text("附件 {file} 不能用：{reason}", "the attached file {file} cannot be used: {reason}"),
    Text("另存成 PDF、xlsx、docx 或 pptx，20 MB 以内", "Save it as PDF, xlsx, docx or pptx of at most 20 MB"),
)
ATTACHMENT_UNREADABLE = error(
    "attachment-unreadable",
    Text("附件 {file} 打不开", "the attached file {file} cannot be opened"),
    Text(
        "文件坏了、加了密码，或者只是改了后缀名；用 WPS 或 Word 打开，重新另存一份",
        "It is damaged, locked, or merely renamed; open it with WPS or Word and save it anew",
    ),
)
_REASONS = {
    "kind": Text(
        "不是 PDF、xlsx、docx、pptx，里面有什么没法查", "it is no PDF, xlsx, docx or pptx, so nothing can check it"
    ),
    "too-large": Text("超过20 MB", "it has more than 20 MB"),
}


def check(site: Site) -> Iterator[Finding]:
    """Every attached file must exist, be a PDF, xlsx, docx or pptx of at most 20 MB, and be what its name says.

    What stands in it is read in the finished release.
    """
    for entry in site.entries.get("documents", ()):
        for i, attached in enumerate(entry.record.files):
            media = site.media.get(attached.file)
            if media is None or not media.problem:
                continue
            place = ("files", i, "file")
            if reason := _REASONS.get(media.problem):
                yield at(ATTACHMENT_UNUSABLE, entry, *place, file=attached.file, reason=reason)
            else:
                rule = ATTACHMENT_MISSING if media.problem == "missing" else ATTACHMENT_UNREADABLE
                yield at(rule, entry, *place, file=attached.file)


CHECK = Check((ATTACHMENT_MISSING, ATTACHMENT_UNUSABLE, ATTACHMENT_UNREADABLE), check)
