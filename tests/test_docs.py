"""What the docs say is what there is: commands, options, exit codes, problems."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec
import pytest

from leaflet.build.choice import NONE
from leaflet.checks.translations import CATALOG_CHECKS, CHECKS
from leaflet.checks.translations.page import page as page_of_checks
from leaflet.cli import cli
from leaflet.pofile.advice import ADVICE
from leaflet.problems import ExitCode
from leaflet.shapes import AdaptedFrom, Cover, FrontMatter, Order, Person
from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = [*sorted(DOCS.glob("*.md")), *ROOT.glob("*.md")]
ID = re.compile(r"[a-z]+(-[a-z0-9]+)*")
MAKERS = {
    "Problem",
    "Fault",
    "problem",
    "_problem",
    "_wrong",
    "tell",
    "add",
    "_add",
    "refused",
}
"""The functions that make a problem; its id is the first word among the arguments."""
LINK = re.compile(r"\]\((?!https?:|mailto:|tel:|#)([^)\s#]+)")


def text(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


# --- the command line


def commands(
    group: click.Group = cli, name: str = "leaflet"
) -> Iterator[tuple[str, click.Command]]:
    for part, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {part}")
        else:
            yield f"{name} {part}", command


@pytest.mark.parametrize(("name", "command"), list(commands()))
def test_each_command_and_option_is_explained(
    name: str, command: click.Command
) -> None:
    section = re.search(
        rf"### `{name}(?: [^`]+)?`\n(.*?)(?=\n#|\Z)", text("cli.md"), re.DOTALL
    )
    assert section, f"docs/cli.md has no heading ### `{name}`"
    options = {
        option
        for param in command.params
        if isinstance(param, click.Option)
        for option in param.opts
        if option.startswith("--")
    }
    assert set(re.findall(r"--[a-z][a-z-]+", section[1])) == options


def written_commands() -> Iterator[tuple[str, str]]:
    """Give each command in the pages' shell blocks, with its page."""
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text("utf-8"), re.DOTALL):
            for line in block.splitlines():
                if command := line.partition("#")[0].strip():
                    yield page.name, command


@pytest.mark.parametrize(("page", "command"), list(written_commands()))
def test_commands_in_the_docs_are_understood(
    page: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Targets and variables of make; arguments as the commands of leaflet take them."""
    program, *arguments = shlex.split(command)
    if program == "make":
        makefile = (ROOT / "Makefile").read_text("utf-8")
        for argument in arguments:
            name, is_variable, _ = argument.partition("=")
            known = rf"\(call \w+,{name}\b" if is_variable else f"^{name}:"
            assert re.search(known, makefile, re.MULTILINE), f"{page}: {argument}"
        return
    monkeypatch.chdir(ROOT)
    assert (program, *arguments[:2]) == (".venv/bin/python", "-m", "leaflet"), page
    found: click.Command = cli
    words = arguments[2:]
    while isinstance(found, click.Group):
        found = found.commands[words.pop(0)]
    assert found.make_context(command, words)


def test_each_exit_code_is_explained() -> None:
    rows = re.findall(r"^\| (\d+) \|", text("cli.md"), re.MULTILINE)
    assert [int(row) for row in rows] == [code.value for code in ExitCode]


def test_each_target_of_make_is_explained() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^## make (\w+)", makefile, re.MULTILINE))
    assert set(re.findall(r"^\| `make (\w+)`", text("cli.md"), re.MULTILINE)) == targets


# --- problems


def calls(tree: ast.AST) -> Iterator[tuple[str, list[ast.expr]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            yield name, node.args


def problem_ids() -> set[str]:
    """Give the ids that the code, the set-up and the Makefile can tell."""
    found = {*ADVICE, *(f"{option}-unknown" for option in NONE)}
    found |= {check.id for check in CHECKS} | {check.id for check in CATALOG_CHECKS}
    for path in (ROOT / "leaflet").rglob("*.py"):
        for name, arguments in calls(ast.parse(path.read_text("utf-8"))):
            words = [
                argument.value
                for argument in arguments[:2]
                if isinstance(argument, ast.Constant)
                and isinstance(argument.value, str)
                and ID.fullmatch(argument.value)
            ]
            if name in MAKERS and len(arguments) > 1:
                found.update(words[:1])
    for path in (ROOT / "Makefile", ROOT / "setup/system.py"):
        found.update(re.findall(r"error\[([a-z-]+)\]", path.read_text("utf-8")))
    return found


def test_each_problem_is_explained_and_no_other() -> None:
    explained = re.findall(r"^- `([a-z0-9-]+)`: \S", text("problems.md"), re.MULTILINE)
    assert sorted(set(explained)) == sorted(explained)
    assert set(explained) == problem_ids()


def test_the_page_of_checks_is_made_from_them() -> None:
    """Make it anew: leaflet messages check --explain > docs/checks.md."""
    assert text("checks.md") == page_of_checks()


def test_problems_are_found_in_every_room_that_tells_them() -> None:
    """Else a new way of making a problem would go unnoticed above."""
    silent = set()
    for path in (ROOT / "leaflet").rglob("*.py"):
        source = path.read_text("utf-8")
        names = {name for name, _ in calls(ast.parse(source))}
        if "error[" in source or ("Problem" in names and not names & MAKERS):
            silent.add(path.name)
    assert silent == set()


# --- front matter, links


@pytest.mark.parametrize("shape", [FrontMatter, Person, AdaptedFrom, Cover, Order])
def test_each_key_of_the_front_matter_is_explained(
    shape: type[msgspec.Struct],
) -> None:
    example = text("writing.md").split("```")[1]
    for field in msgspec.structs.fields(shape):
        assert re.search(rf"\b{field.name}:", example), field.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    prose = re.sub(r"```.*?```|`[^`]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for link in LINK.findall(prose):
        assert (page.parent / link).exists(), link
