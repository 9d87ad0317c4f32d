"""The user's own folder for what is quick to have at hand and can be lost."""

from __future__ import annotations

import os
from pathlib import Path

from leaflet.problems import ExitCode, LeafletError, Location, Problem


def cache_folder() -> Path:
    """Give the folder, made where it was not (XDG Base Directory 0.8).

    It is not in the project: Python runs the compiled templates in it, and a project
    may come from a stranger.

    Raises:
        LeafletError: it cannot be made.
    """
    base = os.environ.get("XDG_CACHE_HOME", "")
    folder = (
        Path(base) if base.startswith("/") else Path.home() / ".cache"
    ) / "leaflet"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(13, os.strerror(13))
    except (OSError, RuntimeError) as error:  # RuntimeError: there is no home
        what = getattr(error, "strerror", None) or error
        message = f"the cache cannot be written: {what}"
        hint = "name another folder: XDG_CACHE_HOME=/tmp/cache leaflet build"
        problem = Problem("cache-unwritable", Location(str(folder)), message, hint)
        raise LeafletError(problem, ExitCode.SETUP) from error
    return folder
