"""The rules of reading: what a file, its text and its YAML can break before any field is looked at."""

from __future__ import annotations

from generator.findings import Rule, Text, error, warning

NO_SETTINGS = error(
    "no-settings",
    Text("找不到 site_config.yml", "there is no site_config.yml"),
    Text(
        "在项目的文件夹里运行，或用 --project 指出它；新建一个：streetlight new 文件夹",
        "Run inside the project's folder or name it with --project; to make one: streetlight new FOLDER",
    ),
    fixed=True,
)
FILE_LINK = error(
    "file-link",
    Text("“{name}”是链接，不是真的文件", "“{name}” is a link, not a real file"),
    Text("把原来的文件复制进来", "Copy the original file into the folder"),
    fixed=True,
)
FILE_TOO_LARGE = error(
    "file-too-large",
    Text("文件有{size}，超过{limit}", "the file has {size}, more than {limit}"),
    Text(
        "一个文件放不下就分成几个；照片放进 content/media/",
        "Split it into several files; pictures go to content/media/",
    ),
    fixed=True,
)
FILE_UNREADABLE = error(
    "file-unreadable",
    Text("文件打不开：{reason}", "the file cannot be opened: {reason}"),
    Text("看看它是否正被别的程序占用，或者没有权限", "See whether another program holds it or permissions are missing"),
    fixed=True,
)
FILE_IGNORED = warning(
    "file-ignored",
    Text("“{name}”没有被读取", "“{name}” was not read"),
    Text(
        "条目写成 .yml 或 .md 文件，放在栏目的文件夹里；照片放进 content/media/",
        "Write entries as .yml or .md files in a collection's folder; pictures go to content/media/",
    ),
)
TEXT_ENDING = error(
    "text-ending",
    Text("“{name}”多了一个 .txt，没有被读取", "“{name}” ends in .txt and was not read"),
    Text(
        "记事本另存为时，“保存类型”选“所有文件”；或者把名字末尾的 .txt 去掉",
        "Remove the .txt at the end of the name",
    ),
    fixed=True,
)
UNKNOWN_COLLECTION = error(
    "unknown-collection",
    Text("没有叫“{name}”的栏目", "there is no collection “{name}”"),
    Text("{guess}栏目有：{known}", "{guess}Collections: {known}"),
    fixed=True,
)
ENCODING = error(
    "encoding",
    Text("文件里有读不出的字节", "the file has bytes that cannot be read as text"),
    Text(
        "用记事本另存为 UTF-8；还不行就找回没有损坏的文件", "Save it as UTF-8; if that fails, restore an undamaged copy"
    ),
    fixed=True,
)
MOJIBAKE = error(
    "mojibake",
    Text("有乱码“{found}”", "garbled characters “{found}”"),
    Text("这里的字在转换编码时丢了，请重新输入", "Text was lost in a conversion here; please type it again"),
    fixed=True,
)
PRIVATE_USE = error(
    "private-use",
    Text("有一个只在你电脑上看得见的字（{code}）", "a private-use character ({code}) that only your computer can show"),
    Text("多半是老字库里的生僻字，用新输入法重新打这个字", "Probably a rare character of an old font; type it anew"),
    fixed=True,
)
HIDDEN_CHARACTER = error(
    "hidden-character",
    Text("有看不见的控制字符（{code}）", "an invisible control character ({code})"),
    Text("删掉这一行重新输入，或用“选择性粘贴—纯文本”", "Type the line anew or paste it as plain text"),
    fixed=True,
)
YAML_SYNTAX = error(
    "yaml-syntax",
    Text("写法读不懂{detail}", "this is not valid YAML{detail}"),
    Text("{advice}", "{advice}"),
    fixed=True,
)
YAML_LIMIT = error(
    "yaml-limit",
    Text("层次太深或重复引用太多", "nested too deeply or too many aliases"),
    Text("条目最多三四层；不要用 & 和 *", "Entries need three or four levels; do without & and *"),
    fixed=True,
)
YAML_TAG = error(
    "yaml-tag",
    Text("不认识的标记“{tag}”", "the tag “{tag}” is not allowed"),
    Text("感叹号开头的值请加引号", "Put quotes around a value that begins with an exclamation mark"),
    fixed=True,
)
DUPLICATE_KEY = error(
    "duplicate-key",
    Text("“{name}”写了两次，上一次在第{first}行", "“{name}” is written twice, first on line {first}"),
    Text(
        "留下对的那一行；要写两条，就分成两个文件，或每条前面加“- ”并写“编号”",
        "Keep the right one; for two entries use two files, or begin each with “- ” and give it an id",
    ),
    fixed=True,
)
UNKNOWN_KEY = error(
    "unknown-key",
    Text("不认识的字段“{name}”", "unknown field “{name}”"),
    Text("{guess}可以写的字段：{known}", "{guess}Fields: {known}"),
    fixed=True,
)
NOT_AN_ENTRY = error(
    "not-an-entry",
    Text("这里应当是一条条“字段: 内容”", "there should be lines of “field: value” here"),
    Text(
        "冒号用英文的“:”，后面空一格，例如 标题: 健康体检",
        "Use an ASCII colon followed by a blank, such as title: Check-ups",
    ),
    fixed=True,
)
FRONT_MATTER = error(
    "front-matter",
    Text("文件开头缺少字段", "the fields at the beginning of the file are missing"),
    Text(
        "第一行写 ---，然后写字段，再写一行 ---，下面是正文",
        "Begin with a line ---, then the fields, then another line ---, then the text",
    ),
    fixed=True,
)
BODY_TWICE = error(
    "body-twice",
    Text("正文写了两处：上面的字段里和“---”下面", "the body is written twice: as a field and below the “---”"),
    Text("留下一处", "Keep one of them"),
    fixed=True,
)
NO_CONTENT = error(
    "no-content",
    Text("content 文件夹里一条内容也没有", "there is no entry in the content folder"),
    Text(
        "看看 content 是不是被改了名、移走了；不想要的内容一条一条删", "See whether content was renamed or moved away"
    ),
    fixed=True,
)
FOLDER_TOO_DEEP = error(
    "folder-too-deep",
    Text("文件夹套得太深", "the folders are nested too deeply"),
    Text("栏目的文件夹里最多再分{limit}层", "Use at most {limit} levels of folders"),
    fixed=True,
)
NO_ID = error(
    "no-id",
    Text("列表里的这一条没有“编号”", "this item of the list has no “id”"),
    Text(
        "补上一行，例如 编号: {example}；同一个栏目里不能重复",
        "Add a line such as id: {example}, unique in its collection",
    ),
    fixed=True,
)
ID_AND_FILE = error(
    "bad-file-name",
    Text("文件名“{name}”不能用作编号", "the file name “{name}” cannot be used as an id"),
    Text(
        "文件名只用汉字、字母、数字和“-”，最长64个字，例如 停水-通知；index、con 这类名字不能用",
        "Use letters, digits, Han characters and “-”, 64 at most, such as water-off; not index, con and the like",
    ),
    fixed=True,
)
DUPLICATE_ID = error(
    "duplicate-id",
    Text("编号“{name}”已经用在 {other}", "the id “{name}” is already used in {other}"),
    Text("换一个编号（大小写不算不同）", "Choose another id (capitals do not count as different)"),
    fixed=True,
)
UNKNOWN_FACT = error(
    "unknown-fact",
    Text(
        "没有编号是“{name}”的成绩，花括号里的数填不出来", "no achievement has the id “{name}” to fill the braces with"
    ),
    Text(
        "{guess}花括号里写“成绩”那一条的编号，左边两个，右边两个",
        "{guess}Write the id of an achievement, with two braces on each side",
    ),
    fixed=True,
)
OPEN_QUOTE = error(
    "open-quote",
    Text("“{name}”右边少{missing}个花括号", "“{name}” lacks {missing} of the braces on its right"),
    Text("花括号左边两个，右边也写两个", "Write two braces on the left and two on the right"),
    fixed=True,
)
REVIEW_UNREADABLE = warning(
    "review-unreadable",
    Text("这一行审核记录读不出来，不算数", "this line of the review's record cannot be read and does not count"),
    Text(
        "记录只能由 streetlight review 来写；别改这一行，请审过的人再签一次",
        "Only streetlight review writes records; leave the line and let the reviewer sign again",
    ),
)

READING_RULES: tuple[Rule, ...] = (
    NO_SETTINGS, FILE_LINK, FILE_TOO_LARGE, FILE_UNREADABLE, FILE_IGNORED, TEXT_ENDING, UNKNOWN_COLLECTION, ENCODING, MOJIBAKE,
    PRIVATE_USE, HIDDEN_CHARACTER, YAML_SYNTAX, YAML_LIMIT, YAML_TAG, DUPLICATE_KEY, UNKNOWN_KEY, NOT_AN_ENTRY,
    FRONT_MATTER, BODY_TWICE, NO_CONTENT, FOLDER_TOO_DEEP, NO_ID, ID_AND_FILE, DUPLICATE_ID,
    UNKNOWN_FACT, OPEN_QUOTE, REVIEW_UNREADABLE,
)  # fmt: skip
