"""The count that CI believes, .ci/count.py, on tests that pass, fail, crash, hang and fall silent."""
import importlib.util

import lint

spec = importlib.util.spec_from_file_location("count", lint.ROOT / ".ci/count.py")
count = importlib.util.module_from_spec(spec)
spec.loader.exec_module(count)

# What happened, meson's result, whether it speaks TAP, what it wrote, and: passed, skipped, failed.
CASES = [
    ("all pass", "OK", True, "1..2\nok 1 /a\nok 2 /b\n", (2, 0, 0)),
    ("the plan comes last", "OK", True, "ok 1 - a\nok 2 - b\n1..2\n", (2, 0, 0)),
    ("one fails", "FAIL", True, "1..2\nok 1 /a\nnot ok 2 /b\n# why\n", (1, 0, 1)),
    ("one is skipped", "OK", True, "1..2\nok 1 /a\nok 2 /b # SKIP samples is not there\n", (1, 1, 0)),
    ("all are skipped", "SKIP", True, "1..1\nok 1 /a # SKIP no display\n", (0, 1, 0)),
    ("it crashes at the second of three", "ERROR", True, "1..3\nok 1 /a\n", (1, 0, 2)),
    ("it crashes when all is said, as for a leak", "ERROR", True, "1..1\nok 1 /a\n", (1, 0, 1)),
    ("it hangs", "TIMEOUT", True, "1..2\nok 1 /a\n", (1, 0, 1)),
    ("it says nothing and dies", "ERROR", True, "", (0, 0, 1)),
    ("it never ran", "never ran", True, "", (0, 0, 1)),
    ("a comment with ok in it is no point", "OK", True, "1..1\n# ok then\nok 1 /a\nokay\n", (1, 0, 0)),
    ("a script passes", "OK", False, "", (1, 0, 0)),
    ("a script fails", "FAIL", False, "not ok\n", (0, 0, 1)),
    ("a script is skipped", "SKIP", False, "", (0, 1, 0)),
]


def main():
    tap = lint.Tap()
    for what, result, is_tap, stdout, expected in CASES:
        passed, skipped, failed = count.count_test({"result": result, "stdout": stdout}, is_tap)
        got = (passed, skipped, len(failed))
        tap.check(what, [] if got == expected else ["counted %s, not %s" % (got, expected)])
    tap.done()


main()
