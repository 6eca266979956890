"""No file over 800 lines, no function over 60; --list prints the longest."""
import re
import sys

import lint

FILE_LINES = 800
FUNCTION_LINES = 60

# clang-format puts a function's name, and its opening and closing brace, at the start of a line.
NAME = re.compile(r"^([A-Za-z_]\w*) ?\(")


def functions(path):
    """(name, line, lines) from the line with the name to the closing brace."""
    name, start = None, 0
    inside = False
    for number, line in enumerate(lint.without_literals(lint.read(path)).splitlines(), 1):
        match = NAME.match(line)
        if match and not inside:
            name, start = match[1], number
        elif line.startswith("{") and name:
            inside = True
        elif line.startswith("}"):
            if inside:
                yield name, start, number - start + 1
            name, inside = None, False
        elif not inside and (line.rstrip().endswith(";") or not line.startswith(" ")):
            # A declaration, a macro at file scope, or the next thing: no body follows.
            name = None


def main():
    paths = [p for p in lint.files(".c", ".h") if p.relative_to(lint.ROOT).parts[0] in ("src", "tests")]
    found = [(length, name, path, line) for path in paths for name, line, length in functions(path)]
    if sys.argv[1:] == ["--list"]:
        for length, name, path, line in sorted(found, reverse=True, key=lambda f: f[0])[:20]:
            print("%4d  %s  %s:%d" % (length, name, lint.relative(path), line))
        print("%d functions, %d over 40 lines" % (len(found), sum(f[0] > 40 for f in found)))
        return
    tap = lint.Tap()
    written = [p for p in lint.files(".c", ".h", ".py", ".sh", ".ui", ".css", "dev") if p.is_file()]
    lengths = [(p, lint.read(p).count("\n")) for p in written]
    tap.check("no file over %d lines" % FILE_LINES,
              ["%s: %d lines" % (lint.relative(p), n) for p, n in lengths if n > FILE_LINES])
    tap.check("no function over %d lines" % FUNCTION_LINES,
              ["%s:%d: %s is %d lines" % (lint.relative(p), line, name, n)
               for n, name, p, line in found if n > FUNCTION_LINES])
    # Were the functions no longer recognised, the check above would pass for nothing.
    tap.check("the functions are recognised", [] if found else ["none found"])
    tap.done()


main()
