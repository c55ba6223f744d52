#!/usr/bin/env python3
"""Prints a table of the allocations and the instructions of one call, for `run`. `--report` puts it into tests/reports/calls.md.

Usage: figures.py PROGRAM [--report]
"""
import contextlib
import pathlib
import re
import statistics
import subprocess
import sys

sys.path.append(str(pathlib.Path(__file__).parents[1] / "codec"))
import callgrind  # noqa: E402

REPORT = pathlib.Path(__file__).parents[2] / "reports" / "calls.md"
MARKS = re.compile(r"(<!-- begin figures -->\n).*?(<!-- end figures -->\n)", re.S)
SIDES = {
    "emitted": "emitted client, over `hyper`",
    "reqwest": "`reqwest` with `serde_json`, the same limits",
    "hyper": "`hyper-util` with `serde_json`, no limits",
    "emitted-memory": "emitted client, answered in memory",
    "hand-memory": "by hand with `http` and `serde_json`, answered in memory",
}
CALLS = 1000
RUNS = 3


@contextlib.contextmanager
def server(program):
    """A server in a process of its own, so that nothing of it is counted; gives its origin."""
    process = subprocess.Popen([program, "serve"], stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def allocations(program, side, operation, origin):
    command = [program, side, operation, str(CALLS), origin]
    return tuple(map(float, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()))


def instructions(program, side, operation, origin):
    """Those of one call: of two runs, the longer one less the shorter one. When data arrives decides a few of them: the median."""
    if not callgrind.is_there():
        return None
    # A run makes twice as many calls as it counts.
    def turn():
        count = lambda number: callgrind.instructions(program, side, operation, str(number), origin)  # noqa: E731
        return (count(CALLS // 2 + 50) - count(50)) / CALLS
    return statistics.median(turn() for _ in range(RUNS))


def table(program):
    lines = ["| call | by | allocations | bytes | instructions |", "|---|---|---:|---:|---:|"]
    with server(program) as origin:
        for operation in ("put", "get"):
            for side, name in SIDES.items():
                number, size = allocations(program, side, operation, origin)
                counted = instructions(program, side, operation, origin)
                counted = "" if counted is None else f"{counted:,.0f}"
                lines.append(f"| `{operation.upper()}` | {name} | {number:.1f} | {size:,.0f} | {counted} |")
    return "\n".join(lines) + "\n"


def main(program, *options):
    figures = table(program)
    print(figures, end="")
    if options == ("--report",):
        REPORT.write_text(MARKS.sub(lambda marks: marks[1] + figures + marks[2], REPORT.read_text()))


main(*sys.argv[1:])
