"""Each requirement of tests/requirements.ini has a test that bears its number, and tests/REQUIREMENTS.md says which.

requirements.py            checks, in TAP
requirements.py --write    makes tests/REQUIREMENTS.md
requirements.py --report   what the last run of BUILD says of each: requirements.py --report BUILD FILE
requirements.py --control  the checks find what is wrong
"""
import configparser
import json
import pathlib
import re
import sys

import lint

LIST = "tests/requirements.ini"
TABLE = "tests/REQUIREMENTS.md"
NAME = re.compile(r'"(/[^"\s]*/(R\d\d)-[^"\s]*)"')
POINT = re.compile(r"^ok\b(?:\s+\d+)?\s*(?:- )?(\S+)(.*)$")
TAP_CASES = {"R26": ["the table is as the tests are"]}


def read_list():
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    parser.read_string(lint.read(lint.ROOT / LIST))
    return {number: parser[number] for number in parser.sections()}


def find_tests(sources):
    """Number → sorted (name, file)."""
    found = {}
    for file, text in sources:
        for name, number in NAME.findall(text):
            found.setdefault(number, set()).add((name, file))
    return {number: sorted(tests) for number, tests in found.items()}


def read_sources():
    for path in lint.tracked():
        name = lint.relative(path)
        if name.startswith("tests/") and name.endswith(".c"):
            yield name, lint.read(path)
        # A check of the sources bears its number in the name of its point; this file has only those of its own control.
        elif name.startswith("tests/lint/") and name.endswith(".py") and path.name != "requirements.py":
            yield name, lint.read(path)
    yield "tests/lint/requirements.py", '"/lint/R26-the-table-is-as-the-tests-are"'


def make_table(wanted, tests):
    lines = ["# Requirements and their tests", "",
             "Made by `tests/lint/requirements.py --write`; a lint test fails where this table and the tests differ.",
             "`./dev test` leaves a report of the results in its build folder: `requirements-report.md`.", "",
             "| | requirement | source | tests |", "| --- | --- | --- | --- |"]
    for number, entry in wanted.items():
        cells = "<br>".join("`%s` in %s" % test for test in tests.get(number, []))
        lines.append("| %s | %s | %s | %s |" % (number, entry["text"], entry["source"], cells))
    return "\n".join(lines) + "\n"


def find_faults(wanted, tests, table):
    missing = ["%s has no test" % number for number in wanted if number not in tests]
    strange = ["%s: no such requirement (%s)" % (number, tests[number][0][1]) for number in tests if number not in wanted]
    stale = [] if table == make_table(wanted, tests) else [TABLE + " is stale: tests/lint/requirements.py --write"]
    return missing, strange, stale


def read_results(build):
    """The cases that passed in the last run."""
    passed = set()
    path = pathlib.Path(build) / "meson-logs" / "testlog.json"
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        for said in (json.loads(line).get("stdout") or "").splitlines():
            point = POINT.match(said)
            if point and "skip" not in point[2].lower():
                passed.add(point[1])
            if said.startswith("ok ") and said.endswith(TAP_CASES["R26"][0]):
                passed.add("/lint/R26-the-table-is-as-the-tests-are")
    return passed


def report(build, file):
    wanted, tests, passed = read_list(), find_tests(read_sources()), read_results(build)
    lines = ["# Requirements: results of this run", "", "| | test | result |", "| --- | --- | --- |"]
    failed = 0
    for number in wanted:
        rows = [(name, name in passed) for name, _ in tests.get(number, [])] or [("(no test)", False)]
        lines += ["| %s | `%s` | %s |" % (number, name, "passed" if good else "NOT PASSED") for name, good in rows]
        failed += not any(good for _, good in rows)
    lines += ["", "%d of %d requirements have a passed test." % (len(wanted) - failed, len(wanted))]
    pathlib.Path(file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(lines[-1], file=sys.stderr)
    return 1 if failed else 0


def control():
    tap = lint.Tap()
    wanted = {"R01": {"text": "a", "source": "b"}, "R02": {"text": "c", "source": "d"}}
    tests = find_tests([("tests/x.c", 'g_test_add_func ("/x/R01-good", f); g_test_add_func ("/x/R03-more", f);')])
    missing, strange, stale = find_faults(wanted, tests, make_table(wanted, tests) + "x")
    tap.check("a requirement without a test is found", [] if missing == ["R02 has no test"] else missing)
    tap.check("a number that is no requirement's is found", [] if len(strange) == 1 else strange)
    tap.check("a stale table is found", [] if stale else ["not found"])
    tap.done()


def check():
    tap = lint.Tap()
    wanted, tests = read_list(), find_tests(read_sources())
    path = lint.ROOT / TABLE
    missing, strange, stale = find_faults(wanted, tests, lint.read(path) if path.exists() else "")
    tap.check("every requirement has a test", missing)
    tap.check("every number is a requirement's", strange)
    tap.check(TAP_CASES["R26"][0], stale)
    tap.done()


if "--write" in sys.argv:
    (lint.ROOT / TABLE).write_text(make_table(read_list(), find_tests(read_sources())), encoding="utf-8")
elif "--report" in sys.argv:
    sys.exit(report(sys.argv[-2], sys.argv[-1]))
elif "--control" in sys.argv:
    control()
else:
    check()
