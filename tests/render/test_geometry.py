"""Geometry and legibility: every screen gets whole pixels, sizes that may be set, and text that can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.screens.geometry import Grid, class_of, face_at, fitted
from generator.render.screens.layout import read_layouts, read_sizes
from generator.render.screens.legibility import allowed, ink, least, metres, raised
from generator.settings import THEME, Screen

SIZES = read_sizes(THEME)
LAYOUTS = read_layouts(THEME, SIZES)


def screen(size: str, **more: object) -> Screen:
    raw = {"id": "s", "name": "s", "size": size, "place": "室内", "pitch": "25", "distance": "8", **more}
    return Screen.model_validate(raw)


@pytest.mark.parametrize(
    ("size", "name"),
    [
        ("1920x1080", "landscape"),
        ("1024x768", "landscape"),
        ("3840x2160", "landscape"),
        ("1080x1920", "portrait"),
        ("384x192", "small"),
        ("320x160", "small"),
        ("512x256", "small"),
        ("1920x360", "banner"),
        ("256x64", "strip"),
        ("512x64", "strip"),
        ("128x32", "line"),
        ("64x32", None),
        ("320x900", None),
    ],
)
def test_a_screen_belongs_to_the_class_of_its_shape(size: str, name: str | None) -> None:
    found = class_of(SIZES, screen(size).size)
    assert (found.name if found else None) == name


def test_the_distances_are_those_of_the_law() -> None:
    """Numbers of screens.md: P10 at 16 px reads to 23 m by its em, its ink of 15 px to 21 m; P4 at 16 px to 9 m."""
    assert round(metres(16, 100)) == 23
    assert round(metres(ink("pixel-16", 16), 100)) == 21
    assert round(metres(16, 40)) == 9
    assert round(metres(ink("pixel-12", 24), 100, elders=True)) == 22
    assert round(metres(ink("sans-700", 36), 25)) == 12
    assert metres(21, 100, limit=True) == 100


@given(px=st.integers(12, 400), pitch=st.integers(5, 400), distance=st.integers(1, 60))
def test_what_is_as_high_as_the_least_can_be_read_there(px: int, pitch: int, distance: int) -> None:
    far = screen("1920x1080", pitch=str(pitch), distance=str(distance))
    assert (px >= least(far)) == (metres(px, pitch) >= distance - 1e-9)


@given(px=st.floats(0, 2000))
def test_sizes_that_may_be_set(px: float) -> None:
    for size in (allowed(px), raised(px)):
        assert size in (0, 12, 16, 24) or size >= 36
    assert allowed(px) <= px <= raised(px)


@pytest.mark.parametrize(
    ("face", "px", "found"),
    [
        ("sans-900", 36, "sans-900"),
        ("sans-900", 24, "pixel-12"),
        ("pixel-12", 12, "pixel-12"),
        ("figures-700", 16, "pixel-16"),
        ("pixel-12", 48, "sans-700"),
    ],
)
def test_small_text_is_bitmap_and_large_text_is_not(face: str, px: int, found: str) -> None:
    assert face_at(face, px) == found


@pytest.mark.parametrize(
    "size", ["1280x720", "1024x768", "320x160", "512x256", "200x100", "512x64", "160x32", "2560x480"]
)
@pytest.mark.parametrize("name", LAYOUTS)
def test_every_arrangement_stays_on_its_screen(size: str, name: str) -> None:
    target = screen(size, distance="1")
    drawn = class_of(SIZES, target.size)
    assert drawn
    width, height = target.size
    for way in LAYOUTS[name].sizes.get(drawn.name, ()):
        made = fitted(way, Grid.of(drawn, target))
        boxes = {
            **{key: slot.box for key, slot in made.slots.items()},
            **{key: mark.box for key, mark in made.marks.items()},
            **{key: picture.box for key, picture in made.pictures.items()},
        }
        # a slot of no height is a condition: where it has words, the arrangement does not fit
        conditions = {key for key, slot in way.slots.items() if slot.box[3] == 0}
        for part, (x, y, w, h) in boxes.items():
            assert 0 <= x < x + w <= width, way
            assert 0 <= y < y + h <= height or (part in conditions and h == 0), way


def test_text_grows_with_the_distance_and_for_elders() -> None:
    slot = LAYOUTS["notice"].sizes["landscape"][0].slots["line"]

    def smallest(**more: object) -> int:
        target = screen("1920x1080", **more)
        (way, *_) = LAYOUTS["notice"].sizes["landscape"]
        return min(px for (px,) in fitted(way, Grid.of(SIZES["landscape"], target)).slots["line"].sizes)

    assert smallest() == min(px for (px,) in slot.sizes)
    far = smallest(distance="40")
    assert metres(ink("sans-700", far), 25) >= 40
    assert smallest(distance="40", elders="是") > far
