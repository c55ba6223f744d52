#!/usr/bin/env python3
"""Holds the instructions that reading, writing and generating take against the limits in `limits.json`.

Usage: counts.py CODEC GENERATOR [--renew]
  CODEC      the program that reads and writes, of `build`
  GENERATOR  the program `apicrate`
  --renew    writes the limits as they are now

Reading and writing are held as ratios to serde's derive in the same program: the compiler, the allocator and the memory
functions of a machine weigh on both sides alike. Generating has nothing beside it that does the same; its instructions are
held themselves, in millions: those of the build without optimisation, which `cargo xtask codegen` runs. With another compiler
than the one that the limits were set with, the figures are printed and not held.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import callgrind

HERE = pathlib.Path(__file__).parent
LIMITS = HERE / "limits.json"
LISTS = ("contacts", "repositories", "charges")
WAYS = ("read text", "read body", "write")
GENERATE = "millions to generate github.yaml"
# By how much of a limit a figure may be above it: processors differ in what memory functions use.
TOLERANCE = 0.10


def compiler():
    return subprocess.run(["rustc", "--version"], check=True, capture_output=True, text=True).stdout.strip()


def measured(codec, generator):
    found = {}
    for job in (f"{name}, {way}" for name in LISTS for way in WAYS):
        derive, ours = (callgrind.of_a_turn(codec, f"{job}, {who}") for who in ("derive", "ours"))
        found[job] = ours / derive
    with tempfile.TemporaryDirectory() as folder:
        command = [generator, "codegen", "--spec", str(HERE / "github.yaml"), "--out", f"{folder}/github", "--name", "github"]
        found[GENERATE] = callgrind.instructions(*command) / 1e6
    return found


def main(codec, generator, *options):
    found = measured(codec, generator)
    if options == ("--renew",):
        limits = {name: round(figure, 3) for name, figure in found.items()}
        LIMITS.write_text(json.dumps({"compiler": compiler(), "limits": limits}, indent=2) + "\n")
        return 0
    limits = json.loads(LIMITS.read_text())
    broken = 0
    for name, limit in limits["limits"].items():
        most = limit * (1 + TOLERANCE)
        verdict = "" if found[name] <= most else f", which is above the limit: {most:.3f}"
        broken += verdict != ""
        print(f"{name}: {found[name]:.3f} now, {limit:.3f} when the limit was set{verdict}")
    if compiler() != limits["compiler"]:
        print(f"The limits were set with {limits['compiler']}; with {compiler()} nothing is held against them.")
        return 0
    if broken:
        print("If what costs more is wanted, `tests/peers/counts WORK --renew` sets the limits anew.")
    return 1 if broken else 0


sys.exit(main(*sys.argv[1:]))
