"""Our templates as Python: compiled by Jinja with fewer detours, and kept so that no second run compiles them.

Jinja's compiled code asks for everything at run time: whether an attribute is an item, whether a callable wants the
context, whether a macro was called with names. Our templates need none of it, so that `x.y` becomes Python's own `x.y`
and a call a call. What is not there is still an error, never an empty place.

The compiled form lies beside that of our modules, where installing puts it, and is trusted like it: who can write there
can change the program itself. Without it, a first run keeps it where only this user's Streetlight can have written. It is
taken only for exactly these templates, this compiler, and these editions of Jinja and Python.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any, cast

import jinja2
import markupsafe
from jinja2 import Environment, StrictUndefined, Template, TemplateNotFound
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Call, Expr, FromImport, Getattr, Getitem, Impossible
from jinja2.utils import missing
from markupsafe import Markup, escape

from generator.files import keep, kept, write_whole

Codes = Mapping[str, CodeType]
Macro = Callable[..., Markup]
Import = tuple[str, tuple[tuple[str, str], ...]]
"""A template, and the names of its macros there and here."""

BESIDE = Path(cache_from_source(str(Path(__file__).with_name("all_templates.py"))))
KEY = 32
_MOST = 16
_LEFT_OUT = (missing,) * _MOST
_html = cast("Callable[[type[Markup], str], Markup]", str.__new__)
# What `escape` does to plain text, without making a Markup of it: in a page it is joined at once.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def shown(value: object) -> str:
    """Return what stands in a page for a value: text escaped, HTML as it is."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else escape(value)


def part(macro: Callable[..., str], names: tuple[str, ...]) -> Macro:
    """Return a macro as a plain function; it knows itself what those of its parameters (`names`) are that are left out."""
    most = len(names)

    def called(*given: Any, **named: Any) -> Markup:  # noqa: ANN401 (any values)
        if named:
            given += tuple(named.pop(name, missing) for name in names[len(given) :])
        elif len(given) < most:
            given += _LEFT_OUT[len(given) - most :]
        if named:
            raise TypeError(f"the macro takes no {', '.join(named)}")
        return _html(Markup, macro(*given))

    return called


def drawing(macro: Callable[..., str], names: tuple[str, ...]) -> Macro:
    """Return the macro of a drawing, which hangs on its numbers and words alone: each is drawn once."""
    return lru_cache(maxsize=1024, typed=True)(part(macro, names))


class Direct(CodeGenerator):
    """Writes attributes, items and calls as Python has them."""

    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:  # noqa: N802 (Jinja's name)
        """Write `x.y`."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Getitem(self, node: Getitem, frame: Frame) -> None:  # noqa: N802 (as above)
        """Write `x[y]`."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(")[")
        self.visit(node.arg, frame)
        self.write("]")

    def visit_Call(self, node: Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        """Write `f(x, y=z)`."""
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for keyword in node.kwargs:
            self.write(f"{keyword.key}=")
            self.visit(keyword.value, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_FromImport(self, node: FromImport, frame: Frame) -> None:  # noqa: N802 (as above)
        """Write one look-up for all that is imported: on each page the same macros."""
        names = tuple(name if isinstance(name, tuple) else (name, name) for name in node.names)
        self.writeline(f"imported = environment.imports[{(node.template.as_const(), names)!r}]", node)
        for _, alias in names:
            self.writeline(f"{frame.symbols.ref(alias)} = imported[{alias!r}]")
        self.writeline("context.vars.update(imported)")

    def macro_def(self, macro_ref: Any, frame: Frame) -> None:  # noqa: ANN401, ARG002 (Jinja carries no type)
        """Write what a macro is bound to."""
        names = [argument.name for argument in macro_ref.node.args] + ["caller"] * macro_ref.accesses_caller
        kind = "drawing" if str(self.name).startswith("drawings/") else "part"
        self.write(f"environment.{kind}(macro, {tuple(names)!r})")

    def write_commons(self) -> None:
        """Write what each function begins with."""
        super().write_commons()
        self.writeline("shown = environment.shown")

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401, ARG002
        self.write("shown(")


class Fast(Environment):
    """An environment of compiled templates: HTML escaped, nothing missing in silence, each template made once."""

    code_generator_class = Direct
    shown, part, drawing = staticmethod(shown), staticmethod(part), staticmethod(drawing)

    def __init__(self, codes: Codes, filters: Mapping[str, Callable[..., object]], names: Mapping[str, object]) -> None:
        """Take the templates' code, the filters that they use, and the names that they all know."""
        super().__init__(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self._codes, self._ready, self.imports = codes, dict[str, Template](), Imports(self)
        self.filters |= filters
        self.globals |= names

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:  # noqa: A002, ANN401, ARG002
        """Return a template; raises TemplateNotFound."""
        found = self._ready.get(name)
        if found is None:
            if name not in self._codes:
                raise TemplateNotFound(name)
            found = self._ready[name] = Template.from_code(self, self._codes[name], self.globals)
        return found


class Imports(dict[Import, dict[str, Any]]):
    """Macros by the names that they are imported under."""

    def __init__(self, environment: Environment) -> None:
        """Take the environment whose templates are imported."""
        super().__init__()
        self._environment = environment

    def __missing__(self, key: Import) -> dict[str, Any]:
        """Look up what is imported for the first time."""
        module = self._environment.get_template(key[0]).module
        self[key] = {alias: getattr(module, name) for name, alias in key[1]}
        return self[key]


KNOWN: dict[bytes, Codes] = {}
"""What this process has in hand, by what it hangs on."""


def compiled(folder: Path, filters: Iterable[str], cache: Path | None) -> Codes:
    """Return the code of every template of a folder by name; `filters` are those that are not Jinja's own."""
    texts = texts_of(folder)
    key = digest(texts)
    if key not in KNOWN:
        KNOWN[key] = _beside(key) or _kept(key, cache) or _made(texts, filters, key, cache)
    return KNOWN[key]


def install(folder: Path, filters: Iterable[str]) -> None:
    """Put the compiled templates of a folder beside our modules, as installing does with these."""
    texts = texts_of(folder)
    write_whole(BESIDE, digest(texts) + marshal.dumps(compiled_anew(texts, filters)))


def texts_of(folder: Path) -> dict[str, str]:
    """Return the templates of a folder by name."""
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in sorted(folder.rglob("*.html"))}


def digest(texts: Mapping[str, str]) -> bytes:
    """Return what the code of templates hangs on."""
    recipe = (jinja2.__version__, sys.version, Path(__file__).read_text(encoding="utf-8"), texts)
    return blake2b(repr(recipe).encode(), digest_size=KEY).digest()


def compiled_anew(texts: Mapping[str, str], filters: Iterable[str]) -> dict[str, CodeType]:
    """Compile templates. What a filter makes of a constant is left to the page: links depend on where it lies."""
    environment = Fast({}, dict.fromkeys(filters, _later), {})
    return {name: environment.compile(text, name, name) for name, text in texts.items()}


def _later(*_: object) -> str:
    raise Impossible


def _beside(key: bytes) -> Codes | None:
    try:
        raw = BESIDE.read_bytes()
    except OSError:
        return None
    return _loaded(raw[KEY:]) if raw[:KEY] == key else None


def _kept(key: bytes, cache: Path | None) -> Codes | None:
    raw = kept(cache / "templates" / key.hex()) if cache else None
    return _loaded(raw) if raw else None


def _made(texts: Mapping[str, str], filters: Iterable[str], key: bytes, cache: Path | None) -> Codes:
    codes = compiled_anew(texts, filters)
    if cache:
        keep(cache / "templates" / key.hex(), marshal.dumps(codes))
    return codes


def _loaded(raw: bytes) -> Codes:
    codes: Codes = marshal.loads(raw)  # noqa: S302 (code of our own: see above)
    return codes
