"""Video: stills become H.264 that every sender plays. Each second of a picture that stands is encoded once.

A slide is its first second, which has the change from the slide before in it, and one second that is repeated without
encoding it again. No B-frames and a constant quantiser: whatever is joined stands still, and is the same each time.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from generator.publish.export.drawing import Roll, Told
from generator.publish.export.kept import Kept, key
from generator.render.stills import Box, edition
from generator.run import ProgramError, ProgramMissing, run

FFMPEG = "ffmpeg"
FPS, FPS_ROLLING = 25, 30
"""Frames a second; where a line rolls, a whole fraction of the 60 of a screen, so that it moves by whole pixels."""
LARGEST = 2**31 - 1
"""Senders read a file of 2 GB at most."""
_TIMEOUT = 600
_TIMESCALE = 12_800
_YUV = "scale=out_color_matrix=bt709:out_range=tv:flags=accurate_rnd+full_chroma_int,format=yuv420p"
_QUIET = ("-nostdin", "-loglevel", "error", "-y")
_H264 = (
    *("-an", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"),
    *("-c:v", "libx264", "-preset", "veryfast", "-qp", "16", "-bf", "0", "-threads", "1"),
    *("-pix_fmt", "yuv420p", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"),
    *("-color_range", "tv", "-f", "h264"),
)
_COPY = ("-c", "copy", "-map_metadata", "-1", "-fflags", "+bitexact", "-movflags", "+faststart")


@dataclass(frozen=True)
class Segment:
    """A piece of video: PNGs to read, the filter graph that makes frames of them (into `[v]`), and how many.

    `clip` is the last input where there is one: it runs over and over.
    """

    pictures: tuple[bytes, ...]
    graph: str
    fps: int
    frames: int
    clip: bytes = b""

    def encoded(self, ffmpeg: str, kept: Kept) -> bytes:
        """Return it as H.264."""
        name = key(edition(ffmpeg), self.graph, self.fps, self.frames, _H264, self.clip, *self.pictures)
        return kept.read(name) or kept.write(name, self._encode(ffmpeg))

    def _encode(self, ffmpeg: str) -> bytes:
        with tempfile.TemporaryDirectory(prefix="streetlight-") as folder:
            out = Path(folder, "out.h264")
            inputs: list[str] = []
            for number, picture in enumerate(self.pictures):
                file = Path(folder, f"{number}.png")
                file.write_bytes(picture)
                inputs += ["-i", str(file)]
            if self.clip:
                file = Path(folder, "clip.mp4")
                file.write_bytes(self.clip)
                inputs += ["-stream_loop", "-1", "-i", str(file)]
            ask = ["-filter_complex", self.graph, "-map", "[v]", "-frames:v", str(self.frames)]
            rate = ["-r", str(self.fps), "-g", str(self.fps)]
            _run([ffmpeg, *_QUIET, *inputs, *ask, *rate, *_H264, str(out)])
            return out.read_bytes()


def standing(still: bytes, fps: int) -> Segment:
    """Return a second of a picture."""
    return Segment((still,), f"{_looped(0, fps, fps)}[v]", fps, fps)


def held(before: bytes, still: bytes, ms: int, fps: int) -> Segment:
    """Return a second that begins with another picture."""
    first = _frames(ms, fps)
    graph = f"{_looped(0, first, fps)}[a];{_looped(1, fps - first, fps)}[b];[a][b]concat=n=2[v]"
    return Segment((before, still), graph, fps, fps)


def faded(before: bytes, still: bytes, ms: int, fps: int) -> Segment:
    """Return a second in which another picture becomes this one."""
    fade = f"xfade=transition=fade:duration={_frames(ms, fps) / fps}:offset=0"
    graph = f"{_looped(0, fps, fps)}[a];{_looped(1, fps, fps)}[b];[a][b]{fade}[v]"
    return Segment((before, still), graph, fps, fps)


def rolling(still: bytes, rolls: Sequence[Roll], step: int, pause: int, frames: range) -> Segment:
    """Return these frames of a slide whose lines roll by `step` pixels a frame after a pause (in frames)."""
    fps, count = FPS_ROLLING, len(frames)
    graph = f"[0:v]format=gbrp,{_repeated(count, fps)}[s0];"
    for number, roll in enumerate(rolls, 1):
        x, y, width, height = roll.box
        moved = f"clip((n+{frames.start - pause})*{step},0,{roll.far})"
        graph += f"[{number}:v]format=gbrp,{_repeated(count, fps)},crop={width}:{height}:'{moved}':0[w{number}];"
        graph += f"[s{number - 1}][w{number}]overlay={x}:{y}:format=gbrp[s{number}];"
    graph += f"[s{len(rolls)}]{_YUV}[v]"
    return Segment((still, *(r.picture for r in rolls)), graph, fps, count)


def playing(still: bytes, box: Box, clip: bytes, frames: int, fps: int) -> Segment:
    """Return a slide whose video plays in its box."""
    x, y, width, height = box
    graph = f"[0:v]format=gbrp,{_repeated(frames, fps)}[s];"
    graph += f"[1:v]fps={fps},scale={width}:{height}:flags=bicubic+accurate_rnd+full_chroma_int,format=gbrp[c];"
    graph += f"[s][c]overlay={x}:{y}:format=gbrp,{_YUV}[v]"
    return Segment((still,), graph, fps, frames, clip)


def joined(segments: Sequence[Segment], cache: Path, told: Told) -> bytes:
    """Return one MP4 of these segments, none of them encoded twice."""
    ffmpeg, kept = _ffmpeg(), Kept(cache / "video")
    kept.sweep()
    unique = list(dict.fromkeys(segments))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        encoded: dict[Segment, bytes] = {}
        for segment, data in zip(unique, pool.map(lambda s: s.encoded(ffmpeg, kept), unique), strict=True):
            encoded[segment] = data
            told("video", len(encoded), len(unique))
    with tempfile.TemporaryDirectory(prefix="streetlight-") as folder:
        whole, out = Path(folder, "out.h264"), Path(folder, "out.mp4")
        with whole.open("wb") as file:
            file.writelines(encoded[segment] for segment in segments)
        times = ["-bsf:v", f"setts=ts=N/{segments[0].fps}/TB", "-video_track_timescale", str(_TIMESCALE)]
        rate = ["-f", "h264", "-framerate", str(segments[0].fps)]
        _run([ffmpeg, *_QUIET, *rate, "-i", str(whole), *_COPY, *times, str(out)])
        return out.read_bytes()


def even(still: bytes) -> bytes:
    """Return a still of even size: an odd one gets a column or row in the colour of its last corner."""
    with Image.open(BytesIO(still)) as image:
        width, height = image.size
        if width % 2 == height % 2 == 0:
            return still
        wide = Image.new("RGB", (width + width % 2, height + height % 2), image.getpixel((width - 1, height - 1)))
        wide.paste(image)
    out = BytesIO()
    wide.save(out, "PNG")
    return out.getvalue()


def _looped(number: int, frames: int, fps: int) -> str:
    return f"[{number}:v]{_YUV},{_repeated(frames, fps)}"


def _repeated(frames: int, fps: int) -> str:
    return f"loop=loop={frames - 1}:size=1,setpts=N/{fps}/TB,fps={fps}"


def _frames(ms: int, fps: int) -> int:
    return min(fps - 1, max(1, round(ms * fps / 1000)))


def _ffmpeg() -> str:
    """Return the ffmpeg of the extra `export`, whose version is pinned, else the system's."""
    try:
        import imageio_ffmpeg  # noqa: PLC0415 (an extra)

        named = str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):  # not installed; or installed without a program for this machine
        named = FFMPEG
    program = shutil.which(named)
    if program is None:
        raise ProgramMissing(FFMPEG, f"program not found: {named}")
    return program


def _run(args: list[str]) -> None:
    done = run(args, timeout=_TIMEOUT)
    if done.code:
        raise ProgramError(FFMPEG, done.err.decode(errors="replace").strip()[-500:])
