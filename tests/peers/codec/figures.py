#!/usr/bin/env python3
"""Prints a table of the times and the instructions of the program `codec`, for `run`. `--report` puts it into
tests/reports/codec.md, and draws tests/reports/codec.svg from it.

Usage: figures.py PROGRAM [--report]
"""
import pathlib
import re
import statistics
import subprocess
import sys

import callgrind

REPORT = pathlib.Path(__file__).parents[2] / "reports" / "codec.md"
MARKS = re.compile(r"(<!-- begin figures -->\n).*?(<!-- end figures -->\n)", re.S)
RUNS = 9
# Colours that are read on white and on black.
OURS, TARGET, TEXT = "#2f81f7", "#8b949e", "#6e7781"


def rows(program):
    """For each list and way: the medians of both in microseconds, and the instructions of both if valgrind is there."""
    for name, runs in times(program).items():
        counts = [callgrind.of_a_turn(program, f"{name}, {who}") for who in ("derive", "ours")] if callgrind.is_there() else []
        yield name, [statistics.median(way) for way in zip(*runs)], counts


def times(program):
    """For each list and way: the medians of each run of the program. Other work on the machine spoils some runs."""
    found = {}
    for _ in range(RUNS):
        printed = subprocess.run([program], check=True, capture_output=True, text=True).stdout
        for line in printed.splitlines()[2:]:
            name, derive, ours, _ = (cell.strip() for cell in line.strip("|").split("|"))
            found.setdefault(name, []).append((float(derive), float(ours)))
    return found


def table(figures):
    lines = ["| what | derive, µs | ours, µs | speed | derive, instructions | ours | ratio |", "|---|---:|---:|---:|---:|---:|---:|"]
    for name, (derive, ours), counts in figures:
        counted = f"{counts[0]:,} | {counts[1]:,} | {counts[0] / counts[1]:.2f}" if counts else "| |"
        lines.append(f"| {name} | {derive:.0f} | {ours:.0f} | {derive / ours:.2f} | {counted} |")
    return "\n".join(lines) + "\n"


def chart(figures):
    """A bar for each row: the speed, of which that of derive is one."""
    left, unit, high = 170, 170, 26
    ratios = [(name, derive / ours) for name, (derive, ours), _ in figures]
    width, height = left + int(unit * max(ratio for _, ratio in ratios)) + 60, high * len(ratios) + 46
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
           f'font-family="system-ui, sans-serif" font-size="13" role="img">',
           "<title>Speed of reading and writing JSON, beside serde's derive</title>"]
    for index, (name, ratio) in enumerate(ratios):
        top = index * high + 6
        out.append(f'<text x="{left - 8}" y="{top + 14}" text-anchor="end" fill="{TEXT}">{name}</text>')
        out.append(f'<rect x="{left}" y="{top}" width="{unit * ratio:.0f}" height="{high - 6}" rx="2" fill="{OURS}"/>')
        out.append(f'<text x="{left + unit * ratio + 6:.0f}" y="{top + 14}" fill="{TEXT}">{ratio:.2f}</text>')
    foot = len(ratios) * high + 6
    out.append(f'<line x1="{left + unit}" y1="0" x2="{left + unit}" y2="{foot}" stroke="{TARGET}" stroke-dasharray="4 3"/>')
    out.append(f'<text x="{left + unit}" y="{foot + 16}" text-anchor="middle" fill="{TEXT}">serde derive = 1</text>')
    out.append(f'<text x="{left}" y="{foot + 34}" fill="{TEXT}">longer is faster; tests/peers/codec/run makes it</text>')
    return "\n".join(out + ["</svg>"]) + "\n"


def main(program, *options):
    figures = list(rows(program))
    print(table(figures), end="")
    if options == ("--report",):
        REPORT.write_text(MARKS.sub(lambda marks: marks[1] + table(figures) + marks[2], REPORT.read_text()))
        REPORT.with_suffix(".svg").write_text(chart(figures))


main(*sys.argv[1:])
