"""cli.py PODOCYTECTL: the verbs a site waits for, on a full demonstration trial of 36 subjects.

Prints wall-clock time and the largest memory of each; fails only far beyond what a person can wait.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

PROGRAM = sys.argv[1]
SUBJECTS = "36"


def verbs(folder):
    """(what, arguments, budget in seconds), in an order in which each finds what it needs."""
    return [
        ("init --demo " + SUBJECTS, ["init", "--study", "nct07241468", "--demo", SUBJECTS, "--seed", "1"], 60),
        ("screen --all --json", ["screen", "--all", "--json"], 10),
        ("verify", ["verify"], 20),
        ("export", ["export", str(folder / "package")], 20),
        ("check-package", ["check-package", str(folder / "package")], 20),
        ("render wall", ["render", "wall", str(folder / "wall.png")], 20),
        ("render shifts", ["render", "shifts", str(folder / "shifts.png")], 20),
    ]


def run(arguments, credentials):
    start = time.monotonic()
    process = subprocess.Popen([PROGRAM, *arguments, *credentials], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - start, usage.ru_maxrss / 1024, process.returncode


def main():
    bad = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "password").write_text("demo-foot-process\n", encoding="utf-8")
        (folder / "password").chmod(0o600)
        credentials = ["--db", str(folder / "site.podocyte"), "--user", "pi", "--password-file", str(folder / "password")]
        for what, arguments, budget in verbs(folder):
            # The receiver of a package has no database.
            seconds, megabytes, code = run(arguments, [] if what == "check-package" else credentials)
            fault = "  EXIT %d" % code if code else "  OVER BUDGET" if seconds > budget else ""
            bad += bool(fault)
            print("%-30s %8.2f s %7.0f MiB  (budget %d s)%s" % (what, seconds, megabytes, budget, fault), flush=True)
        size = (folder / "site.podocyte").stat().st_size / 2**20 if (folder / "site.podocyte").exists() else 0
        print("%-30s %8.1f MiB" % ("the database", size))
    return 1 if bad else 0


sys.exit(main())
