"""Templates of layouts, compiled: that takes longer than filling them, so installing does it (render/beside.py).

They are compiled as the website's are: `x.y` is an attribute, never an item, and a call is a call.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterable
from functools import cache, partial
from hashlib import blake2b
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import cast

import jinja2
import markupsafe
from jinja2 import Template
from markupsafe import Markup

from generator.render.beside import beside, put_beside
from generator.render.website import compiled

_NAME = "layouts"
_JINJA = compiled.Fast({}, {}, {})
Codes = dict[str, CodeType]
"""The code of a template by its text."""
html = cast("Callable[[str], Markup]", partial(str.__new__, Markup))
"""What `Markup` makes of a text that is HTML, in a fifth of the time."""
escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", markupsafe.escape)
"""What `markupsafe.escape` does to plain text, without making a Markup of it."""


@cache
def template(text: str) -> Template:
    """Return a template, made once."""
    return Template.from_code(_JINJA, _known().get(text) or _JINJA.compile(text), _JINJA.globals)


def install(texts: Iterable[str]) -> None:
    """Put compiled templates beside our modules."""
    put_beside(_NAME, _key(), marshal.dumps({text: _JINJA.compile(text) for text in texts}))


@cache
def _known() -> Codes:
    file = beside(_NAME, _key())
    found: Codes = marshal.loads(file.read_bytes()) if file.is_file() else {}  # noqa: S302  # ours: see there
    return found


def _key() -> str:
    """Return a digest of all that the code of a text hangs on."""
    told = repr((jinja2.__version__, MAGIC_NUMBER, Path(compiled.__file__).read_bytes()))
    return blake2b(told.encode(), digest_size=16).hexdigest()
