"""The command line: arguments to one library call, its result to a report.

The only room that prints and exits: data on stdout, talk on stderr. A module for each
group of commands; `options` and `report` are what they share.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

import click

from leaflet import __version__
from leaflet.cli.build import build_command, check_command, schema_command
from leaflet.cli.formats import formats_command
from leaflet.cli.messages import messages_group
from leaflet.cli.report import tell
from leaflet.cli.sign import sign_command
from leaflet.cli.verify import verify_command
from leaflet.problems import ExitCode, LeafletError, internal, system

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="leaflet")
def cli() -> None:
    """Write a leaflet once, translate its catalogs, print it everywhere."""


for command in (
    build_command,
    check_command,
    formats_command,
    messages_group,
    schema_command,
    sign_command,
    verify_command,
):
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line; the process ends here, with a documented exit code.

    A tenth of a short build would be spent on tearing down what the system takes back
    anyway (measured, bench/README.md).
    """
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # a closed pipe was told of by whoever closed it
            stream.flush()
    os._exit(code)


def run(arguments: Sequence[str]) -> ExitCode:
    """Run one command and report; give the exit code."""
    for stream in (sys.stdout, sys.stderr):
        # What a stream has no character for is told in ASCII, not by a crash.
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    try:
        return ExitCode(cli.main(arguments, "leaflet", standalone_mode=False) or 0)
    except LeafletError as error:
        tell(error.problems)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; no file is half made", err=True)
        return ExitCode.INTERRUPTED
    except OSError as error:
        tell([system(error)])
        return ExitCode.SETUP
    except Exception as error:  # users get a sentence, no traceback
        tell([internal(error)])
        return ExitCode.PROBLEMS
