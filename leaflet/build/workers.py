"""Processes that typeset, each within limits; one that dies costs one retry.

The standard library's pool cannot say which edition its worker died of: it gives up
all that were begun. Here each worker has a pipe and one edition at a time.
"""

from __future__ import annotations

import gc
import os
import resource
import signal
import subprocess
import sys
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from leaflet.build.press import SIZE, Outcome, beyond

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from leaflet.build.press import Press
    from leaflet.edition import Edition

TRIES = 2
"""How often an edition is begun, where its worker was killed."""
_FORBIDDEN = (
    *("socket.", "urllib.Request", "ftplib.", "smtplib."),
    *("subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system"),
)
FORKS = sys.platform == "linux"
"""A fork shares a warm engine; macOS's own libraries do not bear it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one worker may take; docs/security.md has the table."""

    memory: int = 2_000_000_000
    """Bytes of address space, above those that it begins with."""
    seconds: float = 120.0
    """Of wall time, for one edition."""
    editions: int = 500
    """Until another worker takes its place, so that no leak adds up."""


def print_all(
    press: Press, editions: Sequence[Edition], count: int, limits: Limits
) -> Iterator[tuple[int, Outcome]]:
    """Give what became of each edition, by its number, as they are finished.

    At most `count` are printed at the same time. Closing the iterator, or an error
    while it waits, ends all workers.
    """
    crew = _Crew(press, limits)
    waiting, begun = deque(range(len(editions))), [0] * len(editions)
    try:
        while waiting or crew.busy:
            while waiting and len(crew.busy) < count:
                number = waiting.popleft()
                begun[number] += 1
                crew.begin(number, editions[number])
            for number, answer in crew.finished():
                if isinstance(answer, Outcome):
                    yield number, answer
                elif answer != -signal.SIGALRM and begun[number] < TRIES:
                    waiting.appendleft(number)
                else:
                    yield number, _lost(editions[number].name, answer, limits)
    finally:
        crew.end()


def _lost(name: str, code: int, limits: Limits) -> Outcome:
    """Give the outcome of an edition whose worker died; its exit code says why."""
    why = f"ended its worker twice (exit code {code})"
    if code == -signal.SIGALRM:
        why = f"takes longer than {limits.seconds:.0f} s"
    elif code < 0:
        why = f"ended its worker twice ({signal.Signals(-code).name})"
    return Outcome(None, (beyond(name, why),))


@dataclass(slots=True, eq=False)
class _Worker:
    """One process, our end of its pipe, and the number of the edition in it."""

    process: Process
    pipe: Connection
    number: int = -1
    begun: int = 0


class _Crew:
    """The workers: those that print, and those that wait for the next edition."""

    def __init__(self, press: Press, limits: Limits) -> None:
        self._press = press
        self._limits = limits
        self._free: list[_Worker] = []
        self.busy: list[_Worker] = []

    def begin(self, number: int, edition: Edition) -> None:
        """Give an edition to a worker: one that is free, or a new one."""
        worker = self._free.pop() if self._free else self._hired()
        worker.number = number
        worker.begun += 1
        self.busy.append(worker)
        with suppress(
            BrokenPipeError, ConnectionResetError
        ):  # it died while it waited: finished() tells
            worker.pipe.send(edition)

    def finished(self) -> Iterator[tuple[int, Outcome | int]]:
        """Wait; give outcomes, or the exit codes of workers that died instead."""
        ready = wait([worker.pipe for worker in self.busy])
        for worker in [one for one in self.busy if one.pipe in ready]:
            self.busy.remove(worker)
            try:
                outcome = worker.pipe.recv()
            except (EOFError, ConnectionResetError):
                worker.pipe.close()
                yield worker.number, worker.process.wait()
            else:
                # One that met trouble is not used again: what state is it in?
                if outcome.printed and worker.begun < self._limits.editions:
                    self._free.append(worker)
                else:
                    _dismiss(worker)
                yield worker.number, outcome

    def end(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in (*self.busy, *self._free):
            _dismiss(worker)

    def _hired(self) -> _Worker:
        others = [worker.pipe for worker in (*self.busy, *self._free)]
        return _Worker(*begin(_serve, (self._press, self._limits), others))


class Fork:
    """A copy of this process that does one thing and ends.

    Not multiprocessing's: a worker of Dask, which is a daemon, may start none of those.
    """

    def __init__(self, run: Callable[[], None]) -> None:
        self._code: int | None = None
        self._pid = os.fork()
        if self._pid == 0:
            code = 1
            try:
                run()
                code = 0
            finally:
                os._exit(code)

    def kill(self) -> None:
        """End it, unless it has ended: its number may be another's now."""
        if self._code is None:
            os.kill(self._pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for its end; give its exit code, or the negative of a signal."""
        if self._code is None:
            _, status = os.waitpid(self._pid, 0)
            self._code = os.waitstatus_to_exitcode(status)
        return self._code


Process: TypeAlias = "Fork | subprocess.Popen[bytes]"


def begin(
    serve: Callable[..., None],
    given: tuple[object, ...],
    others: Sequence[Connection] = (),
) -> tuple[Process, Connection]:
    """Begin a process that serves one end of a pipe; give it, and the other end.

    Args:
        serve: a function of a module, for the pipe and what is `given`.
        given: values that can be sent.
        others: our ends of other processes' pipes, by which those know that we live;
            a fork inherits them, and closes them.
    """
    ours, theirs = Pipe()
    process: Process
    if FORKS:

        def run() -> None:
            for inherited in (ours, *others):
                inherited.close()
            serve(theirs, *given)

        process = Fork(run)
    else:
        number = theirs.fileno()
        script = f"from leaflet.build.workers import spawned; spawned({number})"
        # A command of our own, and numbers: nothing of a project's is in it.
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", script], pass_fds=[number]
        )
        ours.send((serve, given))
    theirs.close()
    return process, ours


def _dismiss(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.wait()


def spawned(number: int) -> None:
    """Serve what comes through an open file of that number (in the process)."""
    pipe: Connection = Connection(number)
    serve, given = pipe.recv()
    serve(pipe, *given)


def _serve(pipe: Connection, press: Press, limits: Limits) -> None:
    """Print what comes through the pipe until it closes (in the worker)."""
    confine(limits)
    # What is warm stays, and an edition's boxes refer to each other until it is done:
    # to look for garbage meanwhile costs a tenth of the time, and finds none.
    gc.disable()
    gc.freeze()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            edition = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, limits.seconds)
            outcome = press.print(edition)
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send(outcome)
            del edition, outcome
            gc.collect()


def confine(limits: Limits) -> None:
    """Put this process within limits, for good: no way leads back."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asked
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends even what loops in C
    _at_most(resource.RLIMIT_CORE, 0)
    _at_most(resource.RLIMIT_FSIZE, SIZE)
    pages = Path("/proc/self/statm")  # only Linux tells, and only there it holds
    if pages.exists():
        begins = int(pages.read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
        _at_most(resource.RLIMIT_AS, begins + limits.memory)
    sys.addaudithook(_refuse)


def _at_most(kind: int, most: int) -> None:
    """Set a limit, unless whoever began this process has set a lower one."""
    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))


def _refuse(event: str, _arguments: object) -> None:
    """Refuse what no typesetting needs: a network, another program."""
    if event.startswith(_FORBIDDEN):
        message = f"a worker may not: {event}"
        raise PermissionError(message)
