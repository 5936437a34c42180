#!/usr/bin/env python3
"""Runs notebooks from first cell to last without a browser, and checks what they show.

    .venv/bin/python scripts/run-notebooks.py                 all of notebooks/
    .venv/bin/python scripts/run-notebooks.py 00-start-here   by name or file
    .venv/bin/python scripts/run-notebooks.py --check         runs nothing: do the outputs fit the sources?
    .venv/bin/python scripts/run-notebooks.py --to FOLDER --changed
                                                             writes there, and runs what changed since it last did

A notebook that runs is written with its outputs; of one that fails the outputs so far are kept beside it, in
NAME.failed.ipynb, and the notebook stays as it is. Fails on: an error in a cell, or outside what a cell waits for; a cell
that calls show, or is tagged "output", and shows nothing; a figure that is missing.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import re
import signal
import sys
import time
from functools import cache
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "notebooks"
KERNEL = "rlel"

# scripts/kernel.cjs keeps the errors that no cell waited for; a cell that is run last, and not kept, prints them.
LATE_ERRORS = """await new Promise((resolve) => setTimeout(resolve, 300));
console.log(JSON.stringify((globalThis as any)[Symbol.for('rlel.kernel')].lateErrors));"""

SHOWS = re.compile(r"\bshow\.(\w+)\(|\bconsole\.log\(|\bloadOrTrain(?:All)?\(|\bloadStudy\(")
FIGURES = re.compile(r"\bshow\.(?:figure|encoding|gallery)\(")
PLOTLY = "application/vnd.plotly.v1+json"
PICTURES = ("image/png", "image/jpeg", "image/svg+xml")
NEEDS_RUNS = "needs-runs"  # tag of a cell that may say which runs its figure lacks, but not in committed outputs
HALF = re.compile("[\ud800-\udfff]")  # of a character that UTF-16 writes as a pair; UTF-8 has no halves
SLOW = 10  # seconds from which on a cell has a line of its own


def code_cells(notebook):
    """The cells with code, which are numbered from 1, as Jupyter numbers those that ran."""
    return [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]


def sources_hash(notebook) -> str:
    """What the outputs are outputs of."""
    sources = json.dumps([cell.source for cell in code_cells(notebook)])
    return hashlib.sha256(sources.encode()).hexdigest()[:16]


def state(notebook) -> str:
    """All that a notebook with outputs depends on."""
    sources = json.dumps([[cell.cell_type, cell.source] for cell in notebook.cells])
    return hashlib.sha256(f"{surroundings()} {sources}".encode()).hexdigest()[:16]


@cache
def surroundings() -> str:
    """The package, the profile, and which runs are done."""
    results = ROOT / (os.environ.get("RLEL_RESULTS") or "results")
    package = [file.read_bytes() for file in sorted((ROOT / "dist").rglob("*.js"))]
    runs = sorted(file.parent.name for file in results.glob("runs/*/result.json"))
    profile = (os.environ.get("RLEL_PROFILE") or "quick")
    return hashlib.sha256(b"\0".join([*package, json.dumps([profile, runs]).encode()])).hexdigest()


def output_problems(notebook, committed: bool) -> list[str]:
    """What is wrong with the outputs of a notebook that ran."""
    problems = []
    for number, cell in enumerate(code_cells(notebook), 1):
        if cell.execution_count is None:
            problems.append(f"cell {number}: was not run")
            continue
        problems += [f"cell {number}: {text}" for text in cell_problems(cell, committed)]
    return problems


def cell_problems(cell, committed: bool) -> list[str]:
    errors = [output for output in cell.outputs if output.output_type == "error"]
    if errors:
        return [f"{output.ename}: {output.evalue}" for output in errors]
    if re.search(r"^(Uncaught|Unhandled)\w+:", text_of(cell, "stderr"), re.MULTILINE):
        return [text_of(cell, "stderr").strip()]
    tags = cell.metadata.get("tags", [])
    may_lack = NEEDS_RUNS in tags and not committed
    expected = 0 if may_lack else len(FIGURES.findall(without_comments(cell.source)))
    figures = sum(is_figure(output) for output in cell.outputs)
    if figures < expected:
        reasons = [output.data.get("text/plain", "") for output in cell.outputs if "data" in output]
        return [f"{figures} figures, its source shows {expected}" + "".join(f"\n    {reason}" for reason in reasons)]
    shows = SHOWS.search(without_comments(cell.source)) or "output" in tags
    return ["shows nothing"] if shows and not any(map(is_filled, cell.outputs)) else []


def without_comments(source: str) -> str:
    return re.sub(r"^\s*//.*$", "", source, flags=re.MULTILINE)


def text_of(cell, stream: str) -> str:
    return "".join(output.text for output in cell.outputs if output.get("name") == stream)


def is_figure(output) -> bool:
    data = output.get("data", {})
    return any(data.get(kind) for kind in PICTURES) or bool(data.get(PLOTLY, {}).get("data"))


def is_filled(output) -> bool:
    if output.output_type == "stream":
        return output.text.strip() != ""
    return any(bool(value) for value in output.get("data", {}).values())


def run(notebook, folder: Path, timeout: int) -> list[str]:
    """Runs all cells, in place. Returns what went wrong."""
    for cell in code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
        cell.metadata.pop("execution", None)
    for number, cell in enumerate(code_cells(notebook), 1):
        if half := HALF.search(cell.source):
            return [f"cell {number}: half a character, U+{ord(half[0]):04X}, which cannot be sent: write it as an escape"]
    cells = notebook.cells
    last = nbformat.v4.new_code_cell(LATE_ERRORS)
    notebook.cells = [*cells, last]
    numbers = {id(cell): number for number, cell in enumerate(code_cells(notebook), 1)}
    clock = Clock(numbers)
    interrupt = Interrupt()
    client = NotebookClient(
        notebook,
        timeout=timeout,
        kernel_name=KERNEL,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        on_cell_execute=clock.start,
        on_cell_executed=clock.stop,
        on_notebook_start=interrupt.listen,
    )
    try:
        client.execute()
        late = json.loads(text_of(last, "stdout") or "[]")
        own = len(numbers) - 1  # what came while the last one ran is of the notebook's own last cell
        problems = [f"cell {min(error['cell'], own)}, or work that it started: {error['text']}" for error in late]
    except CellExecutionError as error:
        problems = [f"cell {clock.number}: {error.ename}: {error.evalue}"]
    except CellTimeoutError:
        problems = [f"cell {clock.number}: not done after {timeout} s (--timeout)"]
    except DeadKernelError:
        problems = [f"cell {clock.number}: the kernel died"]
    except NoSuchKernel:
        problems = ["its kernel is not installed: run `make setup`"]
    except RuntimeError as error:
        problems = [f"its kernel does not start: {error}"]
    except asyncio.CancelledError:  # Ctrl-C while the kernel starts
        raise KeyboardInterrupt from None
    finally:
        notebook.cells = cells
    if interrupt.came:
        raise KeyboardInterrupt
    return problems or output_problems(notebook, committed=False)


class Interrupt:
    """Ctrl-C ends the kernel, which saves a training first."""

    def __init__(self):
        self.came = False

    def listen(self, **_):
        task = asyncio.current_task()

        def stop():
            self.came = True
            task.cancel()  # to nbclient, which cleans up, this is a dead kernel

        for one in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(one, stop)


class Clock:
    """Says which cell runs, and which cells took long."""

    def __init__(self, numbers: dict[int, int]):
        self.numbers = numbers
        self.number = 0
        self.started = 0.0

    def start(self, cell, **_):
        self.number, self.started = self.numbers[id(cell)], time.monotonic()

    def stop(self, **_):
        seconds = time.monotonic() - self.started
        if seconds >= SLOW:
            say(f"  cell {self.number}: {seconds:.0f} s")


def say(line: str) -> None:
    print(line, flush=True)


def write(notebook, file: Path) -> None:
    """Appears whole or not at all."""
    draft = file.with_name(f"{file.name}.tmp-{os.getpid()}")
    text = HALF.sub("\ufffd", nbformat.writes(notebook))
    draft.write_text(text if text.endswith("\n") else f"{text}\n", encoding="utf-8")
    draft.rename(file)


LINK = re.compile(r"(?<=\]\()(?![a-z]+:)([^)#\s]+)")


def move_links(notebook, origin: Path, folder: Path) -> None:
    """Makes links, which start at the notebook's folder, start at another; other notebooks lie beside it there, too."""

    def moved(match: re.Match) -> str:
        link = match[1]
        return link if link.endswith(".ipynb") else os.path.relpath(origin / link, folder)

    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = LINK.sub(moved, cell.source)


def is_current(notebook, target: Path) -> bool:
    """Whether `target` holds what a run of the notebook would give now."""
    if not target.exists():
        return False
    made = nbformat.read(target, as_version=4).metadata.get("rlel", {})
    return made.get("state") == state(notebook)


def execute(file: Path, target: Path, timeout: int) -> bool:
    """Runs a notebook and writes it to `target`. Returns whether nothing went wrong."""
    started = time.monotonic()
    notebook = nbformat.read(file, as_version=4)
    say(f"{file.stem}: {len(code_cells(notebook))} cells")
    made_of = {"sources": sources_hash(notebook), "state": state(notebook)}
    problems = run(notebook, file.parent, timeout)
    if target.parent != file.parent:
        move_links(notebook, file.parent, target.parent)
    seconds = time.monotonic() - started
    failed = target.with_name(f"{file.stem}.failed.ipynb")
    if problems:
        write(notebook, failed)
        report(file, problems)
        say(f"{file.stem}: FAILED after {seconds:.1f} s; its outputs so far: {failed}")
        return False
    notebook.metadata["rlel"] = made_of
    write(notebook, target)
    failed.unlink(missing_ok=True)
    still = pictureless(notebook)
    note = f"; {still} figures without a picture, as there is no Chromium" if still else ""
    say(f"{file.stem}: {seconds:.1f} s, {target.stat().st_size / 1024:.0f} KB{note}")
    return True


def pictureless(notebook) -> int:
    outputs = [output.get("data", {}) for cell in code_cells(notebook) for output in cell.outputs]
    return sum(PLOTLY in data and not any(kind in data for kind in PICTURES) for data in outputs)


def check(file: Path) -> bool:
    """Whether the outputs in a notebook are those of its cells, and complete."""
    notebook = nbformat.read(file, as_version=4)
    recorded = notebook.metadata.get("rlel", {}).get("sources")
    if recorded != sources_hash(notebook):
        problems = ["its outputs are of other cells than it has now: run it again (make notebooks)"]
    else:
        problems = output_problems(notebook, committed=True)
    report(file, problems)
    return not problems


def report(file: Path, problems: list[str]) -> None:
    for problem in problems:
        print(f"{file.stem}, {problem}", file=sys.stderr, flush=True)


def find(names: list[str]) -> list[Path]:
    """The notebooks' files; all of notebooks/ where none is named."""
    if not names:
        return sorted(file for file in FOLDER.glob("*.ipynb") if not file.name.endswith(".failed.ipynb"))
    files = [Path(name) if name.endswith(".ipynb") else FOLDER / f"{name}.ipynb" for name in names]
    missing = [str(file) for file in files if not file.exists()]
    if missing:
        there = ", ".join(file.stem for file in find([]))
        sys.exit(f"{', '.join(missing)}: not there. Expected a notebook's file, or one of {there}.")
    resolved = [file.resolve() for file in files]
    twice = sorted({file.stem for file in resolved if resolved.count(file) > 1})
    if twice:
        sys.exit(f"{', '.join(twice)}: named twice. Name each notebook once.")
    return resolved


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="notebooks, by name or file; none: all of notebooks/")
    parser.add_argument("--check", action="store_true", help="run nothing, check the outputs that are there")
    parser.add_argument("--to", type=Path, help="folder to write to in place of the notebook's own")
    parser.add_argument("--changed", action="store_true", help="leave out what would give what is there already")
    parser.add_argument("--timeout", type=int, default=1800, help="seconds a cell may take (1800)")
    arguments = parser.parse_args()
    files = find(arguments.names)
    started = time.monotonic()
    if arguments.check:
        good = [check(file) for file in files]
    else:
        if arguments.to:
            arguments.to.mkdir(parents=True, exist_ok=True)
        targets = [((arguments.to or file.parent) / file.name).resolve() for file in files]
        pairs = list(zip(files, targets))
        if arguments.changed:
            pairs = [(file, target) for file, target in pairs if not is_current(nbformat.read(file, as_version=4), target)]
        good = [execute(file, target, arguments.timeout) for file, target in pairs]
    verb = "checked" if arguments.check else "ran"
    if good:
        say(f"{sum(good)} of {len(good)} notebooks {verb} without a problem, {time.monotonic() - started:.0f} s")
    if len(good) < len(files):
        say(f"{len(files) - len(good)} notebooks are left as they are: nothing that they show has changed")
    return 0 if all(good) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        print("interrupted: notebooks that were done are written, and trainings are saved", file=sys.stderr)
        sys.exit(130)
