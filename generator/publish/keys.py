"""Keys: who may speak to a street's screens. Public ones stand in the settings, private ones never leave this user.

An Ed25519 key has an id (`2026a`). Screens believe a release signed by any key they know, and learn the others from it.
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.files import user_folder
from generator.findings import Text

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FIELD = "公钥"
_NAME = re.compile(r"[0-9A-Za-z-]{1,20}")
_ITEM = re.compile(r"""(\s*)-\s+["']?([^:"'\s]+):""")
_HEAD = re.compile(rf"{FIELD}\s*:\s*(#.*)?")


class CannotSign(Exception):  # noqa: N818  # a verdict on the user's keys and folders, not a fault of ours
    """A release cannot be signed as the settings ask; `text` says why, and what to do."""

    def __init__(self, text: Text) -> None:
        """Remember what to tell the user."""
        super().__init__(text.en)
        self.text = text


def key_folder(site: str, *public: Path) -> Path:
    """Return the folder of a street's private keys; CannotSign when it lies inside one of the `public` folders."""
    base = user_folder("config").resolve()
    folder = base / "keys" / re.sub(r"[^\w-]", "_", site)
    if any(folder.is_relative_to(place.resolve()) for place in public):
        raise CannotSign(
            Text(
                f"私钥的文件夹 {folder} 在项目或输出里面，会跟着发出去。请把项目搬到别处",
                f"the folder of private keys, {folder}, lies inside the project or the output. Move the project elsewhere",
            )
        )
    return folder


def is_name(text: str) -> bool:
    """Tell whether a text can be the id of a key."""
    return bool(_NAME.fullmatch(text))


def next_name(year: int, taken: Iterable[str]) -> str:
    """Return the id of the year's next key: 2026a, then 2026b, and so on."""
    known = set(taken)
    return next(name for i in range(26**2) if (name := f"{year}{_letters(i)}") not in known)


def _letters(index: int) -> str:
    last = chr(ord("a") + index % 26)
    return last if index < 26 else _letters(index // 26 - 1) + last  # noqa: PLR2004  # letters


def listed(public_keys: Iterable[str]) -> dict[str, str]:
    """Return the public keys of the settings, id → base64. Raises CannotSign for what is none."""
    found = {}
    for line in public_keys:
        name, _, key = line.partition(":")
        if not is_name(name) or not _is_key(key):
            raise CannotSign(
                Text(
                    f"“{FIELD}”里的“{line}”不是公钥。删掉这一行，用 streetlight keys 来写",
                    f"“{line}” in “{FIELD}” is no public key. Delete the line; streetlight keys writes them",
                )
            )
        found[name] = key
    return found


def _is_key(text: str) -> bool:
    try:
        return len(base64.b64decode(text, validate=True)) == 32  # noqa: PLR2004  # bytes of an Ed25519 key
    except ValueError:
        return False


def make_key(folder: Path, name: str) -> str:
    """Make a key, keep its private half in the folder where only this user reads it, return the public one."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415  # heavy

    key = Ed25519PrivateKey.generate()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder / f"{name}.key", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(base64.b64encode(key.private_bytes_raw()) + b"\n")
    return public_half(key)


def public_half(key: Ed25519PrivateKey) -> str:
    """Return the public half of a key, in base64."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode("ascii")


def private_keys(folder: Path, known: Mapping[str, str]) -> dict[str, Ed25519PrivateKey]:
    """Return the private keys at hand whose public halves are these, by id."""
    found = {}
    for name, public in known.items():
        file = folder / f"{name}.key"
        if file.is_file() and public_half(key := _read(file)) == public:
            found[name] = key
    return found


def _read(file: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415  # heavy

    try:
        return Ed25519PrivateKey.from_private_bytes(base64.b64decode(file.read_bytes()))
    except ValueError:
        raise CannotSign(
            Text(
                f"私钥文件 {file} 坏了。请用另存的那一份换掉它；没有另存的，移走它，再 streetlight keys --new",
                f"the private key {file} is damaged. Put your copy in its place; if there is none, move it away, then "
                "streetlight keys --new",
            )
        ) from None


def retire_key(folder: Path, name: str) -> Path | None:
    """Move a private key out of use; return where it is now, None when it was not here."""
    file = folder / f"{name}.key"
    if not file.is_file():
        return None
    return file.rename(file.with_suffix(".retired"))


def with_key(settings: str, name: str, public: str) -> str | None:
    """Return the settings' text with one more public key and all else as it was; None when only a person can tell how."""
    lines, items = _found(settings)
    if items is None:
        tail = "" if settings.endswith("\n") else "\n"
        changed = (
            f"{settings}{tail}# 屏幕只认这些公钥签过名的更新（streetlight keys）。\n{FIELD}:\n  - {name}:{public}\n"
        )
    elif not items:
        return None
    else:
        last = lines[items[-1]]
        indent = _ITEM.match(last)[1]  # type: ignore[index]  # an item
        ending = "" if last.endswith("\n") else "\n"
        lines.insert(items[-1] + 1, f"{ending}{indent}- {name}:{public}\n")
        changed = "".join(lines)
    return changed if _differ(settings, changed, [*_keys(settings), f"{name}:{public}"]) else None


def without_key(settings: str, name: str) -> str | None:
    """Return the settings' text without a public key; None when only a person can tell how."""
    lines, items = _found(settings)
    gone = [i for i in items or () if _ITEM.match(lines[i])[2] == name]  # type: ignore[index]  # an item
    if len(gone) != 1 or items is None:
        return None
    head = [] if len(items) > 1 else [i for i, line in enumerate(lines) if _HEAD.fullmatch(line.rstrip())]
    changed = "".join(line for i, line in enumerate(lines) if i not in {*gone, *head})
    return changed if _differ(settings, changed, [k for k in _keys(settings) if not k.startswith(f"{name}:")]) else None


def _found(settings: str) -> tuple[list[str], list[int] | None]:
    """Return the text's lines and the indexes of the listed keys; None when there is no list, [] when it is odd."""
    lines = settings.splitlines(keepends=True)
    heads = [i for i, line in enumerate(lines) if line.startswith(FIELD)]
    if not heads:
        return lines, None
    if len(heads) > 1 or not _HEAD.fullmatch(lines[heads[0]].rstrip()):
        return lines, []
    items = []
    for i in range(heads[0] + 1, len(lines)):
        if _ITEM.match(lines[i]):
            items.append(i)
        elif lines[i].strip() and not lines[i].lstrip().startswith("#"):
            break
    return lines, items


def _keys(settings: str) -> list[str]:
    keys: list[str] = _loaded(settings).get(FIELD) or []
    return keys


def _differ(before: str, after: str, keys: list[str]) -> bool:
    """Tell whether two texts say the same but for the list of keys, which is this in the second one."""
    one, two = _loaded(before), _loaded(after)
    return {**one, FIELD: keys} == {**two, FIELD: two.get(FIELD) or []}


def _loaded(settings: str) -> dict[str, Any]:
    import yaml  # noqa: PLC0415  # 10 ms to load, and a build changes no keys

    loaded: dict[str, Any] = yaml.safe_load(settings) or {}
    return loaded
