"""Instructions that a program executes, by `valgrind --tool=callgrind`. They do not depend on the load of a machine."""
import re
import shutil
import subprocess


def is_there():
    return shutil.which("valgrind") is not None


def instructions(*command):
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command],
        check=True, capture_output=True, text=True,
    )
    return int(re.search(r"Collected : (\d+)", done.stderr)[1])


def of_a_turn(program, job):
    """The instructions of one turn of a job: those of eleven turns, less those of one, by ten."""
    return (instructions(program, job, "11") - instructions(program, job, "1")) // 10
