"""Documents (文件): rules, plans and certificates, with number, date and who issued them."""

from typing import Annotated

from generator.schema.collection import Collection
from generator.schema.fields import Amount, Choice, Items, Line, MediaPath, When
from generator.schema.record import EntryRecord, Record
from generator.schema.values import Figure, Option, PartialDate

KINDS = {"rule": "制度", "plan": "计划", "certificate": "认证", "minutes": "纪要", "register": "目录", "news": "报道"}


class DocumentLine(Record):
    """A document of a register."""

    name: Annotated[str, Line(label="名称", help="文件的名字", example="积分管理办法", limit=60)]
    number: Annotated[str, Line(label="文号", help="有才写", example="东街办〔2018〕1号", limit=40)] = ""
    when: Annotated[PartialDate | None, When(label="日期", help="什么时候发的", example="2018-03")] = None


class Attachment(Record):
    """A file that residents may take away."""

    file: Annotated[
        str,
        MediaPath(
            label="文件", help="PDF、xlsx、docx、pptx，放在 content/media/ 里，20 MB以内", example="media/办法.pdf"
        ),
    ]
    name: Annotated[str, Line(label="名称", help="网页上怎么叫它", example="积分管理办法（全文）", limit=60)]


class Document(EntryRecord):
    """A document or certificate, or a register of several; `count` declares how many."""

    kind: Annotated[Option, Choice(label="类别", help="是什么文件", example="制度", options=KINDS)]
    number: Annotated[str, Line(label="文号", help="文号或证书号，有才写", example="东街办〔2018〕1号", limit=40)] = ""
    issued_by: Annotated[str, Line(label="发文单位", help="谁发的", example="东风路街道", limit=40)] = ""
    issued: Annotated[PartialDate | None, When(label="发文时间", help="年、年月都行", example="2018-03")] = None
    valid_for: Annotated[str, Line(label="适用范围", help="管哪些单位、哪些事", example="所有党支部", limit=60)] = ""
    count: Annotated[Figure | None, Amount(label="份数", help="一共几份", example="8")] = None
    rows: Annotated[
        tuple[DocumentLine, ...], Items(label="目录", help="一份一行", example="- 名称: 积分管理办法", bare="name")
    ] = ()
    files: Annotated[
        tuple[Attachment, ...],
        Items(
            label="附件",
            help="可以下载的文件；没有写在这里的，不会公开",
            example="- 文件: media/办法.pdf（下面对齐再写“名称”）",
        ),
    ] = ()


documents = Collection(
    name="documents",
    label="文件",
    heading="照着办的文件",
    lead="哪一年、谁发的、管什么，都写明白。",
    model=Document,
    kind="政策文件",
    order=lambda r: (-(r.issued or r.date).first.toordinal(), r.title),
    sample_id="point-rules",
    sample={
        "title": "示例：积分管理办法",
        "short": "积分办法",
        "date": "2018-06-20",
        "kind": "制度",
        "issued_by": "示例街道",
        "issued": "2018-03",
        "valid_for": "街道各党支部",
        "rows": [{"name": "积分怎么记", "when": "2018-03"}, {"name": "积分怎么用", "when": "2018-03"}],
        "summary": "积分怎么记，怎么用。",
        "line": "积分怎么记，怎么用",
        "body": "这里写文件管什么，从哪天起照着办。",
    },
)
