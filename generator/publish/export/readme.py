"""README.txt: what lies on the stick and how it is played, in words for the operator."""

from __future__ import annotations

from generator.publish.export.playlist import Playing, windows_text
from generator.publish.export.times import day, duration, on, said_hours

_CODE = "code"
"""The layout that shows nothing but the code."""
_FEW = 4
"""So many pictures are named one by one."""


def readme_text(playing: Playing) -> bytes:
    """Return `README.txt`."""
    programme = playing.programme
    width, height = programme.size
    return windows_text(
        [
            f"{programme.site}　{programme.name}（{programme.screen}）",
            f"屏角编号：{programme.code}　生成：{day(programme.times.built)}",
            "",
            "里面有什么",
            f"  {playing.names()[0]} 到 {playing.names()[-1]}　图片，{width}×{height}，按编号顺序播放",
            f"  loop.mp4　　　同样的内容做成的视频，{duration(playing.seconds)}，没有声音",
            "  playlist.txt　每张停几秒、播到哪一天",
            "  player　　　　网页播放程序，会自己按时间换内容",
            "  sums.txt　　　每个文件的指纹，查有没有拷全",
            "",
            "用发送卡、播放盒（只认图片和视频）",
            f"  1. 在播放软件里新建节目，画面大小设成 {width}×{height}，不缩放。",
            "  2. 加图片：按编号顺序，每张的秒数照 playlist.txt；或者只加 loop.mp4，循环播放。两样只用一样。",
            "  3. 屏幕小、字有颜色的，用图片，不用视频：视频会让彩色的小字发虚。",
            "  4. 会自动播放整个U盘的盒子，先把图片或视频删掉一样。",
            "  5. 图片和视频不会自己换。到了 playlist.txt 里“播到”的日子，要重新导出。",
            *_hours(playing),
            "",
            "用安卓盒子、电脑（有浏览器）",
            "  1. 把 player 文件夹整个拷到机器里，不要只拷其中几个文件。",
            "  2. 用浏览器打开 player 里的 index.html，全屏。没有网络也能播。",
            "  3. 机器的日期和时间要准：到期的内容会自己撤下，没到时间的会自己等。",
            "",
            "核对",
            f"  屏角编号应当是 {programme.code}，和审批单上的一样。不一样就不要播。",
            f"  {_where(playing)}。",
            "  不要改文件名，不要改文件。要改内容，请重新导出。",
        ]
    )


def _hours(playing: Playing) -> list[str]:
    hours = on(playing.programme.times)
    return [f"  6. 这块屏幕只在{said_hours(*hours)}播：请在播放软件里设定时开关。"] if hours else []


def _where(playing: Playing) -> str:
    """Say in which pictures the code stands: small walls and strips have no room for it everywhere."""
    slides = [playing.programme.slides[i] for i in playing.loop]
    numbered = [(name.partition(".")[0], slide) for name, slide in zip(playing.names(), slides, strict=True)]
    own = [number for number, slide in numbered if slide.layout == _CODE]
    corner = [number for number, slide in numbered if "s-corner" in slide.html]
    if own:
        return f"编号单独占一张画面：{'、'.join(own)}"
    if len(corner) == len(slides):
        return "每张画面的角上都有编号"
    if not corner:
        return "这一套画面里没有编号，要看常亮的那一张"
    return (
        f"编号只在这些画面的角上：{'、'.join(corner)}" if len(corner) <= _FEW else "多数画面的角上有编号，放不下的没有"
    )
