"""Keys and seals: private halves stay with the user, releases get numbers that only grow and signatures that hold."""

from __future__ import annotations

import base64
import json
import stat
from pathlib import Path
from typing import Any

import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from generator.publish.keys import listed, next_name, with_key, without_key
from generator.publish.seal import ReleaseSeal
from generator.render.screens.seal import first_of
from tests.conftest import Ran, Streetlight

DAY = "2026-03-02"
FIRST = 2252 * 10_000 + 1
"""The first number of that day: days since 2020-01-01."""


class Street:
    """A small street with a screen, and the user who publishes it."""

    def __init__(self, folder: Path, run: Streetlight, config: Path) -> None:
        self.folder, self.run, self.config = folder, run, config
        self.settings = folder / "site_config.yml"

    def keys(self, *words: str) -> Ran:
        return self.run("keys", "--project", self.folder, *words)

    def build(self, *words: str) -> Ran:
        return self.run("build", "--project", self.folder, "--date", DAY, "--quiet", *words)

    def latest(self) -> tuple[str, dict[str, Any], dict[str, str]]:
        """Return the manifest of the gate's release as text and as data, and its signatures."""
        text = (self.folder / "public/screens/gate/latest.js").read_text(encoding="ascii")
        manifest, signatures = json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]")
        return manifest, json.loads(manifest), json.loads(signatures)


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the user's own folder of settings."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


@pytest.fixture
def street(minimal: Path, streetlight: Streetlight, config: Path) -> Street:
    return Street(minimal, streetlight, config)


def test_a_street_without_keys_is_released_unsigned_with_numbers_that_only_grow(street: Street) -> None:
    assert street.build().code == 0
    _, manifest, signatures = street.latest()
    assert (manifest["version"], signatures) == (FIRST, {})
    assert street.build().code == 0
    assert street.latest()[1]["version"] == FIRST
    street.settings.write_text(street.settings.read_text(encoding="utf-8").replace("名称: 路口", "名称: 大门"), "utf-8")
    street.build()
    assert street.latest()[1]["version"] == FIRST + 1
    street.run("build", "--project", street.folder, "--date", "2026-03-01", "--quiet")
    assert street.latest()[1]["version"] == FIRST + 2


def test_a_new_key_signs_and_its_private_half_is_nowhere_but_with_the_user(street: Street, config: Path) -> None:
    before = street.settings.read_text(encoding="utf-8")
    assert street.keys("--new", "--name", "2026a").code == 0
    assert street.settings.read_text(encoding="utf-8").startswith(before)
    (file,) = config.rglob("*.key")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert street.build().code == 0
    text, _, signatures = street.latest()
    (public,) = yaml.safe_load(street.settings.read_text(encoding="utf-8"))["公钥"]
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public.partition(":")[2]))
    key.verify(base64.b64decode(signatures["2026a"]), text.encode())
    secret = base64.b64decode(file.read_bytes())
    forms = (secret, secret.hex().encode(), base64.b64encode(secret).rstrip(b"="))
    for other in (f for f in street.folder.rglob("*") if f.is_file()):
        assert not any(form in other.read_bytes() for form in forms), other


def test_keys_are_rotated_by_signing_with_both_and_retiring_one(street: Street, config: Path) -> None:
    street.keys("--new", "--name", "one")
    street.keys("--new", "--name", "two")
    told = street.keys().out
    assert told.count("私钥在这台电脑上") == 2
    street.build()
    assert set(street.latest()[2]) == {"one", "two"}
    assert street.keys("--retire", "one").code == 0
    street.build()
    assert set(street.latest()[2]) == {"two"}
    assert [f.name for f in config.rglob("one*")] == ["one.retired"]
    assert street.keys("--retire", "two").code == 0
    assert "公钥" not in yaml.safe_load(street.settings.read_text(encoding="utf-8"))
    assert street.keys("--retire", "two").code == 2
    assert "还没有钥匙" in street.keys().out


def test_no_key_is_retired_before_screens_know_another(street: Street, config: Path) -> None:
    street.keys("--new", "--name", "one")
    street.build()
    street.keys("--new", "--name", "two")
    before = street.settings.read_bytes()
    ran = street.keys("--retire", "one")
    assert ran.code == 2
    assert "gate 还不认识 two" in ran.err
    assert street.settings.read_bytes() == before
    assert len([*config.rglob("*.key")]) == 2
    street.build()
    assert street.keys("--retire", "one").code == 0


def test_a_damaged_private_key_is_named_and_not_shown(street: Street, config: Path) -> None:
    street.keys("--new", "--name", "one")
    file = next(config.rglob("one.key"))
    secret = file.read_text(encoding="ascii")[:20]
    file.write_text(secret, encoding="ascii")
    for ran in (street.build(), street.keys()):
        assert ran.code == 2
        assert "one.key 坏了" in ran.err
        assert secret not in ran.out + ran.err


def test_same_input_and_same_keys_give_the_same_bytes(street: Street) -> None:
    street.keys("--new", "--name", "one")
    street.build()
    before = {f: f.read_bytes() for f in (street.folder / "public").rglob("*") if f.is_file()}
    street.build()
    assert {f: f.read_bytes() for f in (street.folder / "public").rglob("*") if f.is_file()} == before


def test_without_the_private_half_a_build_says_what_to_do_and_touches_nothing(street: Street, config: Path) -> None:
    street.keys("--new", "--name", "one")
    street.build()
    before = street.latest()
    next(config.rglob("one.key")).unlink()
    ran = street.build()
    assert ran.code == 2
    assert "one" in ran.err
    assert "streetlight keys --new" in ran.err
    assert "private" in street.build("--lang", "en").err
    assert street.latest() == before
    assert "私钥不在这里" in street.keys().out


def test_a_private_key_that_belongs_to_another_public_one_does_not_sign(street: Street) -> None:
    street.keys("--new", "--name", "one")
    text = street.settings.read_text(encoding="utf-8")
    (line,) = yaml.safe_load(text)["公钥"]
    street.settings.write_text(text.replace(line, f"one:{base64.b64encode(bytes(32)).decode()}"), encoding="utf-8")
    assert street.build().code == 2


def test_private_keys_are_not_kept_inside_the_project_or_the_output(
    street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    for inside in (street.folder / "config", street.folder / "public"):
        monkeypatch.setenv("XDG_CONFIG_HOME", str(inside))
        ran = street.keys("--new")
        assert ran.code == 2
        assert "私钥的文件夹" in ran.err
        assert not inside.exists()


def test_a_name_is_used_once(street: Street) -> None:
    street.keys("--new", "--name", "one")
    assert street.keys("--new", "--name", "one").code == 2
    assert street.keys("--new", "--name", "../one").code == 2
    assert street.keys("--new").code == 0
    assert next_name(2026, {"2026a"}) == "2026b"


KEY = base64.b64encode(bytes(range(32))).decode()


@pytest.mark.parametrize(
    "settings",
    [
        "名称: 街道\n",
        "名称: 街道",
        "# 开头\n公钥:\n  # 旧的\n  - a:AAA=\n\n代号: DF # 尾巴\n",
        "公钥: # 说明\n- a:AAA=\n代号: DF\n",
        '代号: DF\n公钥:\n    - "a:AAA="   # 第一把',
    ],
)
def test_a_key_is_written_and_taken_out_with_all_else_as_it_was(settings: str) -> None:
    added = with_key(settings, "b", KEY)
    assert added is not None
    assert yaml.safe_load(added)["公钥"][-1] == f"b:{KEY}"
    assert set(settings.splitlines()) <= set(added.splitlines())
    taken = without_key(added, "b")
    assert taken is not None
    assert yaml.safe_load(taken) == yaml.safe_load(settings)


@pytest.mark.parametrize("settings", ["公钥: [a:AAA=]\n", "公钥:\n", "公钥: a:AAA=\n代号: DF\n"])
def test_a_list_written_in_another_way_is_left_to_a_person(settings: str) -> None:
    assert with_key(settings, "b", KEY) is None
    assert without_key(settings, "a") is None


@pytest.mark.parametrize("line", ["b:AAA=", "c", f"d d:{KEY}", "e:!!!"])
def test_what_is_no_public_key_stops_a_build_rather_than_leave_it_unsigned(street: Street, line: str) -> None:
    assert listed([f"a:{KEY}"]) == {"a": KEY}
    with street.settings.open("a", encoding="utf-8") as file:
        file.write(f"公钥:\n  - {line}\n")
    for ran in (street.build(), street.keys(), street.keys("--new")):
        assert ran.code == 2
        assert f"“{line}”不是公钥" in ran.err


def test_of_two_computers_that_publish_on_a_day_the_later_one_counts(tmp_path: Path) -> None:
    day = 2253
    early, late = (ReleaseSeal(tmp_path / name, {}, {}, minute) for name, minute in (("a", 540), ("b", 1020)))
    assert first_of(day) < early.version("gate", "x", day) < late.version("gate", "y", day) < first_of(day + 1)


def test_a_day_far_ahead_is_not_signed(street: Street) -> None:
    assert street.keys("--new").code == 0
    refused = street.run("build", "--project", street.folder, "--date", "2099-01-01", "--quiet")
    assert refused.code == 2
    assert "2099-01-01 还没到" in refused.err
    assert not (street.folder / "public").exists()
