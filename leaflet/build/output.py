"""Writing files so that nothing is ever half written."""

from __future__ import annotations

import errno
import os
import shutil
from typing import TYPE_CHECKING

from leaflet.problems import ExitCode, LeafletError, Location, Problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_IN_THE_WAY = (errno.ELOOP, errno.ENOTDIR, errno.EISDIR)
"""What is no fault of the disk: a link, a file or a folder has that name."""


def write(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files, named from `root`, all or none, and each of them whole.

    All stand under temporary names, synced, before the first one is renamed.

    Raises:
        LeafletError: the disk is full, a folder stands in the way, or the like.
    """
    made: list[tuple[Path, Path]] = []
    name = ""
    try:
        for name, data in files.items():
            path = root / name
            _make_folder(root, path.parent)
            made.append((path.with_name(f".{path.name}.{os.getpid()}"), path))
            _write_synced(*made[-1], data)
        for temporary, path in made:
            temporary.replace(path)
        for folder in {path.parent for _, path in made}:
            _sync_folder(folder)
    except OSError as error:
        raise _unwritable(name, error) from error
    finally:
        for temporary, _ in made:
            temporary.unlink(missing_ok=True)


def append(root: Path, name: str, data: bytes) -> None:
    """Add bytes to the end of a file, on the disk itself.

    Raises:
        LeafletError: the disk is full, or the like; some of them may be there.
    """
    number = opened(root, name, os.O_WRONLY | os.O_APPEND)
    try:
        with os.fdopen(number, "ab") as file:
            file.write(data)
            file.flush()
            os.fsync(number)
    except OSError as error:
        raise _unwritable(name, error) from error


def opened(root: Path, name: str, flags: int) -> int:
    """Open a file of the project, made where there was none; no link is followed.

    Raises:
        LeafletError: it cannot be made there.
    """
    try:
        _make_folder(root, (root / name).parent)
        return os.open(root / name, flags | os.O_CREAT | os.O_NOFOLLOW, 0o666)
    except OSError as error:
        raise _unwritable(name, error) from error


def _make_folder(root: Path, folder: Path) -> None:
    """Make a folder in the project, and none elsewhere.

    Raises:
        OSError: a link leads out, or a file has that name.
    """
    try:
        inside = folder.resolve().is_relative_to(root.resolve())
    except RuntimeError:  # links in a circle
        inside = False
    if not inside:
        raise OSError(errno.ELOOP, "a link leads out of the project")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        message = "a file stands where its folder should be"
        raise NotADirectoryError(errno.ENOTDIR, message) from error


def _unwritable(name: str, error: OSError) -> LeafletError:
    """Tell of a file that the machine does not let us write."""
    what = error.strerror or error
    hint = "see who may write there, and what room the disk has"
    if error.errno in _IN_THE_WAY:
        what = "a link has that name" if what == os.strerror(errno.ELOOP) else what
        hint = "take it out of the way: the project keeps what it builds in its folder"
    message = f"cannot be written: {what}"
    problem = Problem("file-unwritable", Location(name), message, hint)
    return LeafletError(problem, ExitCode.SETUP)


def remove_leftovers(folder: Path) -> None:
    """Remove what a killed process left below a folder that nobody writes to now."""
    for path in folder.rglob(".*.[0-9]*"):
        if path.suffix[1:].isdigit() and path.is_file():
            path.unlink(missing_ok=True)


def _write_synced(temporary: Path, path: Path, data: bytes) -> None:
    """Write the bytes to the disk itself, with the mode that the file had."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder has that name")
    temporary.unlink(missing_ok=True)  # a link of that name would lead elsewhere
    with temporary.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        shutil.copymode(path, temporary)


def _sync_folder(folder: Path) -> None:
    """Write the names in a folder to the disk itself, so that a rename lasts."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
