"""The SQLite file itself: made for its owner's eyes only, copied, and watched."""

import contextlib
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path


def prepare(path: Path) -> None:
    """Makes the folder (mode 700, only when it is not there) and the file (mode 600). Raises OSError."""
    path.parent.parent.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    # Before SQLite opens it: the log files beside it get the same mode.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    with contextlib.suppress(OSError):
        path.chmod(0o600)


def copy(path: Path, target: Path) -> None:
    """A whole copy, what is still in the write-ahead log included. Appears at once or not at all."""
    half = target.with_name(target.name + ".part")
    os.close(os.open(half, os.O_CREAT | os.O_RDWR | os.O_TRUNC, 0o600))
    try:
        with (
            contextlib.closing(sqlite3.connect(path)) as source,
            contextlib.closing(sqlite3.connect(half)) as destination,
        ):
            source.backup(destination)
            destination.execute("pragma journal_mode = delete")
        with half.open("rb+") as written:
            os.fsync(written.fileno())
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


@dataclass(frozen=True)
class FileIdentity:
    """Which file was opened. Under Unix an open file can be removed; SQLite then writes on into nowhere."""

    path: Path
    device: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> "FileIdentity":
        """The identity of the file that is at the path now. Raises OSError."""
        found = path.stat()
        return cls(path.resolve(), found.st_dev, found.st_ino)

    def is_still_there(self) -> bool:
        """Whether the path still leads to the same file."""
        try:
            found = self.path.stat()
        except OSError:
            return False
        return (found.st_dev, found.st_ino) == (self.device, self.inode)
