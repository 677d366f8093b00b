"""Screens made by hand for tests of the player: small slides that say which release they are of, pictures, clips."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

import imageio_ffmpeg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from generator.publish.keys import public_half
from generator.publish.seal import ReleaseSeal
from generator.render.fonts import Fonts
from generator.render.screens.folder import Kit, screen_folder
from generator.render.screens.layout import Layout
from generator.render.screens.parts import FILLER, NORMAL, Part
from generator.render.screens.seal import PLAIN, Seal
from generator.render.screens.show import Show
from generator.render.screens.slide import CODE, Slide, millis
from generator.render.screens.system import Faces
from generator.settings import THEME
from tests.render.slides import site

DATE = dt.date(2026, 3, 2)
"""A Monday."""
NOON = millis(DATE) + 12 * 3_600_000
WIDTH, HEIGHT = 320, 180
EVERGREEN = "gate/evergreen/1"
KEYS = {
    name: Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest()) for name in ("2026a", "2026b")
}


@dataclass(frozen=True)
class Deck:
    """A release: its slides but the evergreen one, their files, and what else is wanted of it."""

    slides: tuple[Slide, ...]
    parts: tuple[Part, ...] = ()
    """Behind the evergreen one; empty: all slides in turn."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    mark: int = 1
    """Stands in the markup of every slide, and in the style as a width: so that a mixture can be told."""
    date: dt.date = DATE
    screen: Mapping[str, object] = field(default_factory=dict)
    seal: Seal = PLAIN

    def write(self, folder: Path) -> Path:
        """Write the folder of the screen; return its page."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in self.made().items():
            (folder / name).write_bytes(data)
        return folder / "index.html"

    def made(self) -> dict[str, bytes]:
        """Return the screen's files by name."""
        raw = {"id": "gate", "name": "门口", "size": f"{WIDTH}x{HEIGHT}", "place": "室内", **self.screen}
        street = site(screens=[raw], date=self.date)
        evergreen = slide("evergreen", colour="#0b1424")
        slides = tuple(_marked(s, self.mark) for s in (evergreen, *self.slides))
        loop = Part("平时", NORMAL, tuple(range(1, len(slides)))) if len(slides) > 1 else Part("平时", NORMAL, (0,))
        parts = (Part("常亮", FILLER, (0,)), *(self.parts or (loop,)))
        show = Show(street.settings.screens[0], slides, parts, self.files)
        plain = Layout(name="plain", label="手做", shows=("site",), ground="night", sizes={}, folder=Path())
        vars(plain)["style"] = f".mark {{ width: {self.mark}px }}"  # as if it had been read
        kit = Kit(THEME, {"plain": plain}, Faces(Fonts(THEME / "fonts")), None, self.seal)
        return {a.path.rpartition("/")[2]: a.data for a in screen_folder(street, show, kit)}


def slide(name: str, *, colour: str = "#204060", body: str = "", dwell: int = 6, **more: Any) -> Slide:  # noqa: ANN401  # any field
    """Return a slide of one colour."""
    html = (
        f'<div class="slide g-night l-plain" style="width:{WIDTH}px;height:{HEIGHT}px;background:{colour}">'
        f'<p class="t t-white" style="left:8px;top:8px;width:300px;height:24px;font-size:20px">{name} 灯亮着</p>'
        f'<i class="m mark" data-mark="MARK" style="left:0;top:40px;height:2px"></i>{body}'
        f'<p class="t s-corner t-dim" style="left:200px;top:150px;width:110px;height:24px">DF·{CODE}·0302</p></div>'
    )
    common: dict[str, Any] = {"layout": "plain", "collection": "", "level": NORMAL, "ground": "night", "chars": {}}
    values: dict[str, Any] = {
        "id": f"gate/{name}/1",
        "html": html,
        "dwell": dwell,
        "start": 0,
        "end": 0,
        **common,
        **more,
    }
    return Slide(**values)


def pictured(name: str, seed: int = 1, **more: Any) -> tuple[Slide, dict[str, bytes]]:  # noqa: ANN401  # any field
    """Return a slide with a photo, and the photo's file."""
    uri = "data:image/jpeg;base64," + base64.b64encode(_jpeg(seed)).decode()
    file = f"pic-{hashlib.sha512(uri.encode()).hexdigest()[:16]}.js"
    body = f'<img class="p" data-pic="{file}" alt="" style="left:60px;top:50px;width:160px;height:90px">'
    return slide(name, body=body, pictures=(file,), **more), {
        file: f'STREETLIGHT.picture("{file}","{uri}");\n'.encode()
    }


def filmed(name: str, **more: Any) -> tuple[Slide, dict[str, bytes]]:  # noqa: ANN401  # any field
    """Return a slide with a clip over its poster, and both files."""
    poster, files = pictured(name, 7)
    file = f"clip-{hashlib.sha512(clip()).hexdigest()[:16]}.mp4"
    place = "left:60px;top:50px;width:160px;height:90px"
    body = f'<img class="p" data-pic="{poster.pictures[0]}" alt="" style="{place}">'
    body += f'<video class="p" data-clip="{file}" muted playsinline style="{place}"></video>'
    return slide(name, body=body, pictures=poster.pictures, video=file, **more), {**files, file: clip()}


def rolled(name: str, **more: Any) -> Slide:  # noqa: ANN401  # any field
    """Return a slide whose text moves two pixels a frame."""
    line = (
        '<p class="t roll t-white" style="left:0;top:80px;width:900px;height:40px;font-size:30px">很长很长的一行字</p>'
    )
    return slide(name, body=line, scroll=2, **more)


def _marked(made: Slide, mark: int) -> Slide:
    values: dict[str, Any] = {**made.__dict__, "html": made.html.replace("MARK", str(mark))}
    return Slide(**values)


def _jpeg(seed: int) -> bytes:
    out = BytesIO()
    Image.linear_gradient("L").resize((160, 90)).point([(i * seed) % 256 for i in range(256)]).save(out, "JPEG")
    return out.getvalue()


@cache
def clip() -> bytes:
    """Return two seconds of moving picture."""
    words = "-f lavfi -i testsrc=size=160x90:rate=25:duration=2 -c:v libx264 -pix_fmt yuv420p -an -movflags"
    words += " +frag_keyframe+empty_moov+default_base_moof -f mp4 pipe:1"
    ran = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", *words.split()], capture_output=True, check=True
    )
    return ran.stdout


def seal(out: Path, *signing: str, known: Iterable[str] = ()) -> ReleaseSeal:
    """Return a seal that signs with some keys and makes more of them known."""
    keys = {name: public_half(KEYS[name]) for name in (*signing, *known)}
    return ReleaseSeal(out, keys, {name: KEYS[name] for name in signing})


class Open(Protocol):
    """Opens a page, its clock set to a time in milliseconds; nothing but its own folder can be reached.

    `zone` is the device's; `before` runs first; a `context` keeps what was stored; `ready`: wait until it plays.
    """

    def __call__(  # noqa: PLR0913  # each is a property of the device
        self,
        page: Path | str,
        at: int = NOON,
        /,
        *,
        before: str = "",
        zone: str = "Asia/Shanghai",
        context: BrowserContext | None = None,
        ready: bool = True,
    ) -> Page: ...


@contextmanager
def tabs(browser: Browser) -> Iterator[Open]:
    """Give what opens pages; close them in the end."""
    with ExitStack() as contexts:

        def opened(  # noqa: PLR0913  # as in Open
            page: Path | str,
            at: int = NOON,
            /,
            *,
            before: str = "",
            zone: str = "Asia/Shanghai",
            context: BrowserContext | None = None,
            ready: bool = True,
        ) -> Page:
            address = page if isinstance(page, str) else page.as_uri()
            if context is None:
                context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, timezone_id=zone)
                contexts.callback(context.close)
            home = (address.rpartition("/")[0], "data:")
            context.route(lambda url: not url.startswith(home), lambda route: route.abort())
            tab = context.new_page()
            tab.clock.install(time=at / 1000)
            tab.add_init_script(before)
            tab.goto(address)
            tab.wait_for_function("window.STREETLIGHT" + (" && STREETLIGHT.state().ready" if ready else ""))
            tab.clock.pause_at(at / 1000 + 15)
            return tab

        yield opened


def shown(page: Page) -> str:
    """Return the id of the slide that the player says is on."""
    found: str = page.evaluate("STREETLIGHT.state().shown")
    return found


def visible(page: Page) -> list[str]:
    """Return the ids of the slides in sight."""
    found: list[str] = page.eval_on_selector_all(".node:not(.off)", "n => n.map(x => x.getAttribute('data-slide'))")
    return found


def marks(page: Page) -> list[tuple[int, int]]:
    """Return of each slide in sight the mark in its markup and the mark in its style: equal when nothing is mixed."""
    script = "n => n.map(x => [+x.getAttribute('data-mark'), x.offsetWidth])"
    return [(one, two) for one, two in page.eval_on_selector_all(".node:not(.off) .mark", script)]


def elapse(page: Page, seconds: int) -> None:
    """Let the player's time pass, second by second, with the real time that files need to be read."""
    for _ in range(seconds):
        page.clock.run_for(1_000)
        for _ in range(200):
            page.wait_for_timeout(5)
            if not page.evaluate("!!window.STREETLIGHT && STREETLIGHT.state().loading"):
                break


def notes(page: Page) -> list[str]:
    """Return what the player noted."""
    found: list[str] = page.evaluate("STREETLIGHT.state().notes.map(n => n.what + ' ' + n.slide)")
    return found
