"""The rules of the gate, beside those of personal data."""

from __future__ import annotations

from generator.findings import Rule, Text, error, warning

UNKNOWN_FILE = error(
    "unknown-file",
    Text("{file} 这种文件没有人会查，不能发布", "nothing can read {file}: this kind of file is not released"),
    Text(
        "附件只收 PDF、xlsx、docx、pptx；别的请先另存成其中一种",
        "Attach PDF, xlsx, docx or pptx only; save others as one of these",
    ),
    fixed=True,
)
UNREADABLE_FILE = error(
    "unreadable-file",
    Text("{file} 读不完整，里面有什么查不了", "{file} cannot be read whole, so nobody can check it"),
    Text(
        "文件坏了、加了密码，或者不是它名字说的那种；重新导出一份",
        "It is damaged, locked, or not what its name says; export it again",
    ),
    fixed=True,
)
PICTURE_METADATA = error(
    "picture-metadata",
    Text("图片 {file} 里带着拍摄信息（{what}）", "the picture {file} carries metadata ({what})"),
    Text(
        "用画图软件打开，另存一份再放进来；还有就告诉我们",
        "Open and save it anew with a paint program; if it stays, tell us",
    ),
)
VIDEO_METADATA = error(
    "video-metadata",
    Text("视频 {file} 里带着拍摄信息（{what}）", "the video {file} carries metadata ({what})"),
    Text("用剪辑软件重新导出一份，不带位置和作者", "Export it again without place and author"),
)
DOCUMENT_METADATA = error(
    "document-metadata",
    Text("文件 {file} 里带着作者或单位（{what}）", "the document {file} names its author or company ({what})"),
    Text(
        "在 WPS 或 Word 里“检查文档”，删掉属性和个人信息；盖了电子章的，请原单位重新导出",
        "Remove properties and personal information in WPS or Word; a signed one must be exported again",
    ),
)
DOCUMENT_UNREAD = warning(
    "document-unread",
    Text(
        "文件 {file} 有{pages}页只有图、没有字，查不了里面有没有隐私",
        "{pages} pages of {file} hold pictures only; nobody can check them",
    ),
    Text(
        "请一个人从头到尾看一遍；最好换成能选中文字的那一份",
        "Have somebody read it through; better attach one with text in it",
    ),
)
DOCUMENT_HIDES = warning(
    "document-hides",
    Text(
        "文件 {file} 里有打开时看不见的东西：隐藏的工作表、批注、修订或以前的版本",
        "{file} hides sheets, comments, tracked changes or earlier versions",
    ),
    Text(
        "删掉批注，接受修订，把隐藏的工作表删掉或打开，再放进来",
        "Delete comments, accept changes, delete or show hidden sheets",
    ),
)
GATE_RULES: tuple[Rule, ...] = (
    UNKNOWN_FILE, UNREADABLE_FILE, PICTURE_METADATA, VIDEO_METADATA, DOCUMENT_METADATA, DOCUMENT_UNREAD, DOCUMENT_HIDES,
)  # fmt: skip
