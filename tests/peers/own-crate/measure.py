#!/usr/bin/env python3
"""Compiles a user's program on the output of each tool, changes something, and compiles again; prints CPU seconds, for `run`.

Usage: measure.py DOCUMENT WORK APICRATE OPENAPI_GENERATOR_JAR [--report]
"""
import json
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
REPORT = HERE.parents[1] / "reports" / "own-crate.md"
MARKS = re.compile(r"(<!-- begin figures -->\n).*?(<!-- end figures -->\n)", re.S)
TURNS = int(os.environ.get("TURNS", "3"))
STEPS = ("check of all", "dev build of all", "program edited", "generated again, unchanged", "generated again, a description changed")
# Only what the program uses: its module of operations, and what sends.
NARROW = 'default-features = false, features = ["rustls", "http2", "issues"]'
RUSTLS = 'default-features = false, features = ["rustls"]'


class Tool:
    """A tool with its program: `WORK/NAME/program` depends on `WORK/NAME/client`, which the tool writes."""

    def __init__(self, name, label, program, command, features, work):
        self.name, self.label, self.command = name, label, command
        self.home = work / name
        self.client, self.program = self.home / "client", self.home / "program"
        self.environment = dict(os.environ, CARGO_TARGET_DIR=str(self.home / "target"))
        for written in (self.client, self.program):
            shutil.rmtree(written, ignore_errors=True)
        (self.program / "src").mkdir(parents=True)
        self.main = self.program / "src" / "main.rs"
        self.main.write_text((HERE / "programs" / program).read_text())
        features = f", {features}" if features else ""
        self.manifest = (
            '[package]\nname = "first"\nversion = "0.1.0"\nedition = "2024"\n\n[workspace]\n\n[dependencies]\n'
            f'github-client = {{ package = "PACKAGE", path = "../client"{features} }}\n'
            f'tokio = {{ version = "1", default-features = false, features = ["macros", "rt"] }}\n'
        )

    def generate(self, document):
        subprocess.run(self.command(document, self.client), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        package = re.search(r'^name = "(.*)"', (self.client / "Cargo.toml").read_text(), re.M)[1]
        manifest, path = self.manifest.replace("PACKAGE", package), self.program / "Cargo.toml"
        if not path.exists():
            path.write_text(manifest)

    def cargo(self, *arguments):
        """The CPU seconds of a run of cargo, with all its processes."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = ["cargo", *arguments, "--quiet"]
        done = subprocess.run(command, cwd=self.program, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{self.name}: {' '.join(command)} fails:\n{done.stderr}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(f"{self.name}: {' '.join(command)}: {seconds:.1f} s", file=sys.stderr)
        return seconds

    def prepare(self):
        """Compiles the dependencies, with nothing that uses them, so that the first step is about the crate and the program."""
        sources, kept = self.client / "src", self.client / "src.kept"
        program, own = self.main.read_text(), "fn main() {}\n"
        sources.rename(kept)
        sources.mkdir()
        (sources / "lib.rs").touch()
        self.main.write_text(own)
        self.cargo("check")
        self.cargo("build")
        shutil.rmtree(sources)
        kept.rename(sources)
        self.main.write_text(program)

    def forget(self):
        """Lets Cargo compile the crate and the program anew, with nothing kept of the last time."""
        package = re.search(r'package = "(.*?)"', (self.program / "Cargo.toml").read_text())[1]
        self.cargo("clean", "--package", package, "--package", "first")

    def edit(self, turn):
        text = re.sub(r'(const COMMENT: &str = "Is this still a problem).*"', rf'\1, {turn}?"', self.main.read_text())
        assert text != self.main.read_text(), "the program was edited"
        self.main.write_text(text)


def changed(document, into, turn):
    """The document with another description of an operation that the program calls."""
    value = json.loads(document.read_text())
    value["paths"]["/repos/{owner}/{repo}/issues"]["get"]["description"] = f"The issues of a repository, {turn}"
    into.write_text(json.dumps(value))
    return into


def measured(tools, document, work):
    """The CPU seconds of each step, by tool and turn. The tools take turns."""
    found = {tool.name: {step: [] for step in STEPS} for tool in tools}
    plain = work / "github.json"
    for turn in range(TURNS):
        # The document under one name, as a user has it. Its text is what `changed` writes, so that only the description differs.
        changed(document, plain, "plain")
        for tool in tools[turn % len(tools):] + tools[: turn % len(tools)]:
            note = found[tool.name]
            tool.generate(plain)
            if turn == 0:
                tool.prepare()
            tool.forget()
            note["check of all"].append(tool.cargo("check"))
            note["dev build of all"].append(tool.cargo("build"))
            tool.edit(turn)
            note["program edited"].append(tool.cargo("build"))
            tool.generate(plain)
            note["generated again, unchanged"].append(tool.cargo("build"))
            tool.generate(changed(document, plain, turn))
            sources = (path.read_text() for path in (tool.client / "src").rglob("*.rs"))
            assert any(f"The issues of a repository, {turn}" in text for text in sources), "the description is in the crate"
            note["generated again, a description changed"].append(tool.cargo("build"))
            changed(document, plain, "plain")
    return found


def table(tools, found):
    peer = found[tools[-1].name]
    head = " | ".join(tool.label for tool in tools)
    ratios = " | ".join(f"{tool.label} / peer" for tool in tools[:-1])
    lines = [f"| CPU s | {head} | {ratios} |", "|---|" + "---:|" * (2 * len(tools) - 1)]
    for step in STEPS:
        medians = [statistics.median(found[tool.name][step]) for tool in tools]
        against = [statistics.median(a / b for a, b in zip(found[tool.name][step], peer[step])) for tool in tools[:-1]]
        cells = [f"{value:.1f}" for value in medians] + [f"{value:.2f}" for value in against]
        lines.append(f"| {step} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main(document, work, ours, jar, *options):
    document, work = pathlib.Path(document), pathlib.Path(work) / "own-crate"
    work.mkdir(exist_ok=True)

    def this(document, out):
        return [ours, "codegen", "--spec", document, "--out", out, "--name", "github-client"]

    def theirs(document, out):
        # With its option that writes no file that has not changed.
        return ["java", "-jar", jar, "generate", "-g", "rust", "-i", document, "-o", out, "--skip-validate-spec", "--minimal-update"]
    tools = [
        Tool("this", "this", "this.rs", this, "", work),
        Tool("this-narrow", "this, `issues` alone", "this.rs", this, NARROW, work),
        # Its default is the TLS of the system; with rustls it has what ours has.
        Tool("peer", "openapi-generator 7.26.0", "openapi_generator.rs", theirs, RUSTLS, work),
    ]
    figures = table(tools, measured(tools, document, work))
    print(figures, end="")
    if options == ("--report",):
        REPORT.write_text(MARKS.sub(lambda marks: marks[1] + figures + marks[2], REPORT.read_text()))


main(*sys.argv[1:])
