"""Which reader reads which kind of file. What is not listed here cannot be released."""

from __future__ import annotations

from generator.checks.gate.documents import office_reader, read_pdf_file
from generator.checks.gate.markup import read_json, read_markup, read_plain, read_script, read_style
from generator.checks.gate.pictures import read_bytes, read_codes, read_font, read_picture, read_video
from generator.checks.gate.said import Reader

READERS: dict[str, Reader] = {
    **dict.fromkeys(("html", "xml", "svg"), read_markup),
    "css": read_style,
    **dict.fromkeys(("txt", "ics"), read_plain),
    "js": read_script,
    "json": read_json,
    **dict.fromkeys(("jpg", "png", "webp", "avif"), read_picture),
    "bmp": read_codes,
    "mp4": read_video,
    **dict.fromkeys(("woff", "woff2"), read_font),
    **{kind: office_reader(kind) for kind in ("docx", "xlsx", "pptx")},
    "pdf": read_pdf_file,
}
"""By the ending of the file's name."""
WITHIN: dict[str, Reader] = {**READERS, "code": read_codes, "bin": read_bytes}
"""And by what a file within a file is read as: `code` a picture that is pixels alone, `bin` whatever holds no more than words."""
