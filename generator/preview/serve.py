"""The preview's loop: build, serve, watch, build again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch

from generator.findings import Lang, Text
from generator.pipeline import Build
from generator.preview.http import PREFIX, Server
from generator.preview.stage import Stage
from generator.settings import THEME

_WATCHED = ("content", "site_config.yml")
_DEBOUNCE_MS = 60


def serve(
    project: Path, rebuild: Callable[[], Build], port: int, lang: Lang, stop: threading.Event | None = None
) -> None:
    """Serve the project on 127.0.0.1 until interrupted (or `stop` is set), rebuilding at each change.

    Raises OSError when the port is taken.
    """
    project = project.resolve()  # as the watcher names what changed
    stage = Stage(lang)
    with Server(stage, port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stage.take(rebuild())
        address = f"http://127.0.0.1:{server.server_address[1]}"
        say = Text(
            f"网站：{address}/\n连屏幕一起看：{address}{PREFIX}\n停下：Ctrl+C",
            f"{address}/\n{address}{PREFIX}\nStop: Ctrl+C",
        )
        print(say.in_lang(lang), flush=True)
        try:
            for _ in watch(project, THEME, watch_filter=_Ours(project), debounce=_DEBOUNCE_MS, stop_event=stop):
                stage.take(rebuild())
        finally:
            server.shutdown()


class _Ours(DefaultFilter):
    """Lets through what a build is made of: content, settings, theme."""

    def __init__(self, project: Path) -> None:
        """Remember where they are."""
        super().__init__()
        self._roots = [str((project / name).resolve()) for name in _WATCHED] + [str(THEME.resolve())]

    def __call__(self, change: Change, path: str) -> bool:
        """Tell whether a changed path is one of them."""
        del change
        return any(path == root or path.startswith((f"{root}/", f"{root}\\")) for root in self._roots)
