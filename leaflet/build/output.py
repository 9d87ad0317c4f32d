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
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.parent.resolve().is_relative_to(root.resolve()):
                raise PermissionError(errno.EPERM, "a link leads out of the project")
            made.append((path.with_name(f".{path.name}.{os.getpid()}"), path))
            _write_synced(*made[-1], data)
        for temporary, path in made:
            temporary.replace(path)
        for folder in {path.parent for _, path in made}:
            _sync_folder(folder)
    except OSError as error:
        message = f"cannot be written: {error.strerror or error}"
        hint = "see who may write there, and what room the disk has"
        problem = Problem("file-unwritable", Location(name), message, hint)
        raise LeafletError(problem, ExitCode.SETUP) from error
    finally:
        for temporary, _ in made:
            temporary.unlink(missing_ok=True)


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
