"""Medicine is data: no C file that answers a medical question has a figure of its own.

A figure is a number with a decimal point; in the rooms that judge, an integer over 1 beside < <= > >= as well.
What is not medicine is listed below, with what it is.  A fault is planted, and found, first.
"""
import re

import lint

ROOMS = ("rules", "study", "record", "clinic", "exchange", "service", "cli")
JUDGES = ("record", "clinic")

DECIMAL = re.compile(r"(?<![\w.])(\d+\.\d*|\d+[eE]-?\d+)")
COMPARED = re.compile(r"(?<![-<>])([<>]=?)\s*-?(\d+)\b(?!\.\d)")
PLAIN = {"0.0", "1.0", "0.5", "100.0"}

# Line by line: (file, a piece of the line, what it is).
ALLOWED = (
    ("rules/pod-evaluator.c", "365.0", "days beyond any calendar"),
    ("rules/pod-consistency.c", "1e-9", "what rounding may do to a limit"),
)


def figures(name, text, judges):
    for number, line in enumerate(lint.without_literals(text).splitlines(), 1):
        if line.lstrip().startswith("#include") or any(a[0] in name and a[1] in line for a in ALLOWED):
            continue
        decimals = [m[1] for m in DECIMAL.finditer(line) if m[1] not in PLAIN]
        compared = [m[1] + " " + m[2] for m in COMPARED.finditer(line) if int(m[2]) > 1]
        for figure in decimals + (compared if judges else []):
            yield "%s:%d: %s" % (name, number, figure)


def found(room):
    for path in lint.files(".c", ".h", under="src/" + room):
        yield from figures(lint.relative(path), lint.read(path), room in JUDGES)


def main():
    tap = lint.Tap()
    planted = list(figures("planted", "if (anc < 1.5)\nif (grade >= 3)\n/* 2.5 */ f (\"0.3\", 1.0, a->b2);\n", True))
    tap.check("a planted figure is found, and no other", [] if len(planted) == 2 else planted or ["none"])
    for room in ROOMS:
        tap.check("%s holds no figure of medicine" % room, found(room))
    tap.done()


main()
