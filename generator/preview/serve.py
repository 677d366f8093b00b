"""The preview's loop: read, show, watch, read again."""

from __future__ import annotations

import datetime as dt
import gc
import sys
import threading
from pathlib import Path

from generator.files import cache_folder
from generator.findings import Lang, Text
from generator.forked import alone
from generator.preview.content import Content
from generator.preview.edition import Press
from generator.preview.http import PREFIX, Server
from generator.preview.inspector import Inspector, Tell
from generator.preview.stage import Stage
from generator.preview.watcher import Changes, of_theme, watching

_GRACE = 0.08
"""Seconds that half a save has to become a whole one before anybody is told: some editors empty a file, then fill it."""
_POLL = 0.05
"""Seconds in which the server notices that it shall end."""
_TURN = 0.001
"""Seconds after which threads take turns: who asks for a page shall not wait for an inspection."""


def serve(  # noqa: PLR0913, PLR0917  # what, when, where, to whom
    project: Path, date: dt.date, port: int, lang: Lang, tell: Tell, stop: threading.Event | None = None
) -> None:
    """Serve the project on 127.0.0.1 until interrupted (or `stop` is set), fresh after each change.

    `tell` is told what was found. Raises OSError when the port is taken.
    """
    project = project.resolve()  # as the watcher names what changed
    sys.setswitchinterval(_TURN)
    cache = cache_folder()
    stage, content = Stage(Press(cache), lang), Content(project, date, cache)
    with alone(), Server(stage, port) as server, watching(project) as changes, Inspector(stage, tell):
        threading.Thread(target=server.serve_forever, args=(_POLL,), daemon=True).start()
        try:
            stage.take(content.read())
            gc.freeze()  # what was read stays: the inspector, who looks for dead cycles, need not go through it
            _greet(server.server_address[1], lang)
            _follow(changes, content, stage, stop or threading.Event())
        finally:
            server.shutdown()


def _follow(changes: Changes, content: Content, stage: Stage, stop: threading.Event) -> None:
    """Show each change, until told to stop. What may be half a save is looked at once more."""
    looks = 0
    for paths in changes.until(stop):
        stage.coming = True
        looks += of_theme(paths)
        state = content.read()
        if state.doubtful:
            looks += of_theme(changes.next(_GRACE))
            state = content.read()
        stage.take(state, looks)


def _greet(port: int, lang: Lang) -> None:
    address = f"http://127.0.0.1:{port}"
    say = Text(
        f"网站：{address}/\n连屏幕一起看：{address}{PREFIX}\n停下：Ctrl+C",
        f"{address}/\n{address}{PREFIX}\nStop: Ctrl+C",
    )
    print(say.in_lang(lang), flush=True)
