"""count.py BUILD [ARGUMENT…]: counts the cases of the last `meson test`, prints what failed and, last, the sum.

A case is a point of a TAP test, or a whole test that speaks no TAP. A program that crashed, ran out of time,
promised more points than it gave, or never ran at all counts as failed.
"""
import json
import pathlib
import re
import subprocess
import sys

POINT = re.compile(r"^(not )?ok\b(?:\s+\d+)?\s*(?:- )?(.*)$")
PLAN = re.compile(r"^1\.\.(\d+)")
DIRECTIVE = re.compile(r"#\s*(skip|to" r"do)\b", re.IGNORECASE)
GOOD = {"OK", "EXPECTEDFAIL", "SKIP"}


def count_points(text):
    """What the points of one TAP test came to; of those that failed, the name and what was said of it."""
    passed, skipped, failed, planned = 0, 0, [], None
    said = False
    for line in text.splitlines():
        if said and line.startswith("# "):
            failed[-1] += "\n       " + line[2:]
            continue
        plan = PLAN.match(line)
        point = POINT.match(line)
        said = bool(point and point[1] and not DIRECTIVE.search(point[2]))
        if plan:
            planned = int(plan[1])
        elif point and DIRECTIVE.search(point[2]):
            skipped += 1
        elif point and point[1]:
            failed.append(point[2])
        elif point:
            passed += 1
    seen = passed + skipped + len(failed)
    failed += ["(a case that never ran)"] * max(0, (planned or 0) - seen)
    return passed, skipped, failed


def count_test(entry, is_tap):
    good = entry["result"] in GOOD
    if not is_tap:
        skipped = entry["result"] == "SKIP"
        return int(good and not skipped), int(skipped), [] if good else [entry["result"]]
    passed, skipped, failed = count_points(entry.get("stdout") or "")
    if not good and not failed:
        failed = ["(the program: %s)" % entry["result"]]
    if good and passed + skipped == 0:
        skipped = 1
    return passed, skipped, failed


def read_log(build):
    path = build / "meson-logs" / "testlog.json"
    if not path.exists():
        return {}
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8", errors="replace").splitlines() if line]
    return {entry["name"].split(" / ")[-1]: entry for entry in lines}


def main():
    build = pathlib.Path(sys.argv[1])
    listing = subprocess.run(["meson", "introspect", "--tests", str(build)], capture_output=True, text=True, check=True)
    tests = {test["name"]: test for test in json.loads(listing.stdout)}
    log = read_log(build)
    # Where only some were asked for, those that did not run were not meant to.
    wanted = log if len(sys.argv) > 2 else tests
    passed, skipped, failed = 0, 0, []
    for name in wanted:
        entry = log.get(name, {"result": "never ran"})
        one = count_test(entry, tests[name]["protocol"] == "tap")
        passed += one[0]
        skipped += one[1]
        failed += ["%s: %s" % (name, what) for what in one[2]]
    for what in failed:
        print("FAILED", what)
    total = "%d passed, %d failed" % (passed, len(failed))
    print(total + (", %d skipped" % skipped if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
