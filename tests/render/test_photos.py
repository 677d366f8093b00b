"""Photos, clips and codes on slides: exact sizes, no metadata, cut around the middle, codes that can be read again."""

from __future__ import annotations

import base64
import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
import segno
from PIL import Image

from generator.render.screens.photos import CodeTooDense, Element, Framed, Photos, address_of, kept
from generator.schema.record import Clip, Photo
from generator.site import Media, Site
from generator.store.pictures import look_at_pictures
from tests.render.slides import entry, media, site

GPS, TURN = 0x8825, 0x0112
QUIET, MODULE = 4, 4
"""Public display rules: modules of white around a code, and the least pixels of a module."""
ADDRESS = "https://street.example/projects/home-doctor.html"


def photo(name: str) -> Photo:
    return Photo.model_validate({"file": name, "alt": "示意<一>", "consent": "是"})


def known(*names: str, **more: str) -> Site:
    photos = [{"file": f"media/{name}", "alt": "示意", "consent": "是"} for name in names]
    return site(entry("brands", "家", sign="家", slogan="灯", photos=photos, **more), screens=[])


def jpeg(photos: Photos, element: Element) -> Image.Image:
    """Return the picture that an element's script hands over; it must be whole, and name itself."""
    found = re.fullmatch(
        r'STREETLIGHT\.picture\("([^"]+)","data:image/jpeg;base64,([^"]+)"\);\n', photos.files[element.name].decode()
    )
    assert found
    assert found[1] == element.name
    return Image.open(BytesIO(base64.b64decode(found[2])))


def pixel(picture: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    red, green, blue = picture.convert("RGB").getpixel((x, y))  # type: ignore[misc]  # RGB has three
    return red, green, blue


@pytest.mark.parametrize("name", ["wide", "upright", "square"])
@pytest.mark.parametrize("size", [(1920, 800), (480, 740), (37, 61)])
def test_a_photo_has_exactly_the_pixels_of_its_box(name: str, size: tuple[int, int]) -> None:
    photos = Photos(known(f"{name}.jpg"), None)
    element = photos.element(Framed((8, 16, *size), photo(f"media/{name}.jpg")))
    assert jpeg(photos, element).size == size
    assert f"left:8px;top:16px;width:{size[0]}px;height:{size[1]}px" in element.html
    assert 'alt="示意&lt;一&gt;"' in element.html


def test_a_photo_is_cut_around_its_middle_and_never_stretched() -> None:
    photos = Photos(known("wide.jpg"), None)
    picture = jpeg(photos, photos.element(Framed((0, 0, 300, 600), photo("media/wide.jpg"))))
    assert pixel(picture, 150, 320)[2] < 120  # the lamp in the middle is still there, and as wide as it was
    assert pixel(picture, 8, 320)[2] < 120
    assert sum(pixel(picture, 2, 100)) < 600  # the white lines at both sides are cut off
    assert sum(pixel(picture, 150, 1)) > 600  # those above and below are not


class Source(NamedTuple):
    folder: Path
    site: Site


@pytest.fixture
def telephone(tmp_path: Path) -> Source:
    """Return a site with a photo as a telephone writes it: on its side, with EXIF, a place, a comment."""
    picture = Image.new("RGB", (80, 40), "#00F")
    picture.paste("#F00", (0, 0, 40, 40))
    exif = Image.Exif()
    exif[TURN] = 6
    exif[GPS] = {1: "N", 2: (34.0, 45.0, 0.0)}
    (tmp_path / "media").mkdir()
    picture.save(tmp_path / "media" / "phone.jpg", exif=exif, comment=b"secret", quality=95)
    entries = [entry("brands", "家", sign="家", slogan="灯", photos=[{"file": "media/phone.jpg"}])]
    found = look_at_pictures(tmp_path, entries)
    empty = site(screens=[])
    return Source(tmp_path, Site(empty.settings, empty.date, empty.collections, {}, found))


def test_a_photo_is_turned_upright_and_tells_nothing_of_where_it_was_taken(telephone: Source) -> None:
    photos = Photos(telephone.site, None)
    picture = jpeg(photos, photos.element(Framed((0, 0, 40, 80), photo("media/phone.jpg"))))
    assert picture.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not picture.getexif()
    assert pixel(picture, 20, 10)[0] > 200
    assert pixel(picture, 20, 70)[2] > 200


def test_what_is_see_through_stands_on_white(tmp_path: Path) -> None:
    file = tmp_path / "sign.png"
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(file)
    empty = site(screens=[])
    found = {"media/sign.png": Media(file, 40, 40, "0" * 64)}
    photos = Photos(Site(empty.settings, empty.date, empty.collections, {}, found), None)
    assert pixel(jpeg(photos, photos.element(Framed((0, 0, 20, 20), photo("media/sign.png")))), 10, 10) == (255,) * 3


def test_a_picture_that_was_cut_once_comes_from_the_cache(telephone: Source, tmp_path: Path) -> None:
    framed = Framed((0, 0, 40, 80), photo("media/phone.jpg"))
    first = Photos(telephone.site, tmp_path / "cache")
    element = first.element(framed)
    (telephone.folder / "media" / "phone.jpg").unlink()
    second = Photos(telephone.site, tmp_path / "cache")
    assert second.element(framed) == element
    assert second.files == first.files


@pytest.mark.parametrize("problem", ["missing", "unreadable"])
def test_a_photo_that_cannot_be_used_leaves_its_box_empty(problem: str) -> None:
    empty = site(screens=[])
    found = {"media/a.jpg": Media(media() / "media/wide.jpg", problem=problem)}
    photos = Photos(Site(empty.settings, empty.date, empty.collections, {}, found), None)
    for what in (photo("media/a.jpg"), photo("media/unknown.jpg"), None, ""):
        assert photos.element(Framed((0, 0, 40, 80), what)).html == ""
    assert photos.files == {}


def clip_and_poster() -> tuple[Photos, Element]:
    clip = {"file": "media/clip.mp4", "alt": "示意", "consent": "是"}
    photos = Photos(known("upright.jpg", video=clip), None)  # type: ignore[arg-type]  # a group of fields
    framed = Framed((100, 0, 1000, 600), Clip.model_validate(clip), photo("media/upright.jpg"))
    return photos, photos.element(framed)


def test_a_clip_keeps_its_shape_in_the_middle_of_its_box_over_its_poster() -> None:
    photos, element = clip_and_poster()
    assert element.html.count("left:200px;top:0px;width:800px;height:600px") == 2  # 64 by 48 pixels
    assert jpeg(photos, element).size == (800, 600)
    assert element.html.index("data-pic") < element.html.index("data-clip")
    assert element.seconds == 2


def test_a_clip_goes_out_without_its_private_boxes(tmp_path: Path) -> None:
    photos, element = clip_and_poster()
    plain = (media() / "media/clip.mp4").read_bytes()
    noted = tmp_path / "noted.mp4"
    shutil.copyfile(media() / "media/clip.mp4", noted)
    noted.write_bytes(plain + (16).to_bytes(4, "big") + b"uuid" + b"whowhere")
    found = {"media/clip.mp4": Media(noted, 64, 48, "0" * 64, duration=2.0)}
    empty = photos.site
    other = Photos(Site(empty.settings, empty.date, empty.collections, {}, found), None)
    what = Clip.model_validate({"file": "media/clip.mp4", "alt": "示意", "consent": "是"})
    again = other.element(Framed((0, 0, 1000, 600), what))
    assert b"whowhere" not in other.files[again.video]
    assert re.fullmatch(r"clip-[0-9a-f]{16}\.mp4", element.video)


def code(element: Element) -> tuple[Image.Image, tuple[int, int, int, int]]:
    """Return a code's picture, and its box."""
    found = re.fullmatch(
        r'<img class="p qr" src="data:image/png;base64,([^"]+)" alt="" '
        r'style="position:absolute;left:(\d+)px;top:(\d+)px;width:(\d+)px;height:(\d+)px">',
        element.html,
    )
    assert found
    x, y, w, h = map(int, found.groups()[1:])
    return Image.open(BytesIO(base64.b64decode(found[1]))), (x, y, w, h)


def read(picture: Image.Image) -> tuple[int, list[list[int]]]:
    """Return how many pixels a module has, and the modules without the white around them, 1 = dark."""
    grey = picture.convert("L")
    left, top, right, bottom = grey.point(lambda value: 255 - value).getbbox() or (0, 0, 0, 0)
    assert left == top == picture.width - right == picture.height - bottom
    side = left // QUIET
    assert left == side * QUIET
    modules = range((right - left) // side)
    middle = [left + side * i + side // 2 for i in modules]
    return side, [[int(grey.getpixel((x, y)) == 0) for x in middle] for y in middle]


@pytest.mark.parametrize("box", [(1080, 180, 720, 720), (200, 4, 184, 184)])
def test_a_code_is_whole_square_and_large_enough(box: tuple[int, int, int, int]) -> None:
    element = Photos(site(screens=[]), None).element(Framed(box, ADDRESS))
    picture, (x, y, w, h) = code(element)
    assert picture.size == (w, h)
    assert (x - box[0], y - box[1]) == ((box[2] - w) // 2, (box[3] - h) // 2)
    side, modules = read(picture)
    assert side >= MODULE
    expected = segno.make(ADDRESS, error="m", boost_error=False, micro=False)
    assert modules == [list(row) for row in expected.matrix]


def test_a_code_that_no_telephone_could_read_is_refused() -> None:
    with pytest.raises(CodeTooDense):
        Photos(site(screens=[]), None).element(Framed((0, 0, 131, 131), ADDRESS))


def test_the_address_in_a_code_is_as_browsers_write_it() -> None:
    words = address_of("https://street.example/", "projects/家庭医生.html")
    assert words["qr"] == "https://street.example/projects/%E5%AE%B6%E5%BA%AD%E5%8C%BB%E7%94%9F.html"
    assert words["url_host"] == "street.example"
    assert words["url_parts"] == "street .example"
    assert address_of("", "projects/a.html") == {}
    assert address_of("https://localhost/", "a.html")["url_parts"] == "localhost"


@pytest.mark.parametrize(("size", "share"), [((100, 100), 1), ((200, 100), 0.5), ((50, 100), 0.5), ((100, 80), 0.8)])
def test_what_a_cut_leaves_of_a_picture(size: tuple[int, int], share: float) -> None:
    assert kept(size, Media(Path("a"), 300, 300)) == share
    assert kept(size, Media(Path("a"), problem="missing")) == 1
