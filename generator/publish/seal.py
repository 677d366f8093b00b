"""The publisher's seal: a release of a screen gets the number after the one it replaces, and our signatures."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.findings import Text
from generator.publish.keys import CannotSign, key_folder, listed, private_keys
from generator.render.screens.seal import first_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from generator.site import Site


@dataclass(frozen=True)
class ReleaseSeal:
    """Numbers releases after those in the output folder; signs with every private key at hand that is listed."""

    out: Path
    keys: Mapping[str, str]
    private: Mapping[str, Ed25519PrivateKey]
    minute: int = 0
    """The minute of the day, where the number shall tell it."""

    def version(self, screen_id: str, digest: str, built_day: int) -> int:
        """Return the former number when nothing changed, else one above it and not below the day's first."""
        former = _former(self.out / "screens" / screen_id / "latest.js")
        number = int(former.get("version", 0))
        return (
            number if number and former.get("digest") == digest else max(number + 1, first_of(built_day) + self.minute)
        )

    def sign(self, text: str) -> dict[str, str]:
        """Return the signatures of a text: key id → base64. Same text, same signatures."""
        data = text.encode()
        return {name: base64.b64encode(key.sign(data)).decode("ascii") for name, key in sorted(self.private.items())}


def release_seal(site: Site, project: Path, out: Path, today: dt.date, minute: int = 0) -> ReleaseSeal:
    """Return the seal of a site's releases into a folder. Raises CannotSign.

    Only releases of today (or tomorrow) are signed: a screen remembers the number of the newest one it has seen, and
    would refuse all others until a day far ahead has come.
    """
    keys = listed(site.settings.public_keys)
    if not keys:
        return ReleaseSeal(out, {}, {})
    if site.date > today + dt.timedelta(days=1):
        raise CannotSign(
            Text(
                f"{site.date} 还没到：屏幕收了它，到那天以前别的都不收了。只想看看，就先去掉“公钥”，或者不写 --date",
                f"{site.date} is still to come: a screen that took it would refuse all others until then. Leave --date out",
            )
        )
    folder = key_folder(site.settings.name, project, out)
    private = private_keys(folder, keys)
    if not private:
        known = "、".join(keys)
        raise CannotSign(
            Text(
                f"“公钥”里有 {known}，可 {folder} 里没有它们的私钥，签不了名，屏幕不会收。"
                "请在有私钥的电脑上生成，或把私钥文件放进去，或做一把新的：streetlight keys --new",
                f"the settings list the public keys {known}, but {folder} has none of their private halves: screens "
                "would refuse it. Build where the private key is, copy it there, or make one: streetlight keys --new",
            )
        )
    return ReleaseSeal(out, keys, private, minute)


def unsigned_seal(site: Site, out: Path, minute: int) -> ReleaseSeal:
    """Return a seal for when nothing can be signed and something must be published: numbered, and naming what keys it can.

    Screens that know keys take such a release from a stick only.
    """
    try:
        return ReleaseSeal(out, listed(site.settings.public_keys), {}, minute)
    except CannotSign:
        return ReleaseSeal(out, {}, {}, minute)


def _former(latest: Path) -> dict[str, str]:
    """Return the manifest of the release in the output folder, empty when there is none that can be read."""
    try:
        manifest = json.loads(_words(latest)[0])
        return dict(manifest) if int(manifest["version"]) > 0 else {}
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return {}


def strangers(out: Path, keys: Collection[str]) -> list[str]:
    """Return the screens to which these keys would be unknown: their release in the output folder names only others."""
    found = {file.parent.name: _known(file) for file in sorted(out.glob("screens/*/a.js"))}
    return [screen for screen, known in found.items() if known and known.isdisjoint(keys)]


def _known(slot: Path) -> set[str]:
    """Return the ids of the keys that a release names, none when it cannot be read."""
    try:
        return set(json.loads(_words(slot)[2])["keys"])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return set()


def _words(file: Path) -> list[str]:
    """Return the texts that a file of a screen hands over."""
    text = file.read_text(encoding="ascii")
    return list(json.loads(f"[{text[text.index('(') + 1 : text.rindex(')')]}]"))
