"""What the lint tests share: the files of the tree, C without its comments, and TAP."""
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(os.environ.get("POD_LINT_ROOT") or pathlib.Path(__file__).resolve().parents[2])

# A comment, a string, or a character of C; whichever starts first hides the others.
TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)


class Tap:
    """One TAP stream: a point a check, its faults as diagnostics."""

    def __init__(self):
        self.count = 0
        self.bad = 0

    def check(self, name, faults):
        faults = list(faults)
        self.count += 1
        self.bad += 1 if faults else 0
        print("%s %d - %s" % ("not ok" if faults else "ok", self.count, name))
        for fault in faults[:40]:
            print("# " + fault)
        if len(faults) > 40:
            print("# … and %d more" % (len(faults) - 40))

    def skip(self, name, reason):
        self.count += 1
        print("ok %d - %s # SKIP %s" % (self.count, name, reason))

    def done(self):
        print("1..%d" % self.count)
        sys.exit(1 if self.bad else 0)


def files(*suffixes, under=""):
    """The source files below ROOT/under, sorted, without what is built or foreign to the tree."""
    found = []
    for folder, names, leaves in os.walk(ROOT / under):
        names[:] = sorted(n for n in names if n not in (".git", "__pycache__") and not n.startswith("_build"))
        found += [pathlib.Path(folder) / leaf for leaf in sorted(leaves)]
    return [path for path in found if not suffixes or path.name.endswith(suffixes)]


def tracked():
    """Every file git keeps or would keep; every file at all where there is no git."""
    command = ["git", "-C", str(ROOT), "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"]
    try:
        listing = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        return files()
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def read(path):
    return path.read_text(encoding="utf-8")


def relative(path):
    return str(path.relative_to(ROOT))


def blank(text):
    """The same number of lines, and nothing on them."""
    return "\n" * text.count("\n")


def without_comments(text):
    return TOKEN.sub(lambda m: blank(m[0]) if m[0].startswith("/") else m[0], text)


def without_literals(text):
    """Comments and what stands in quotes gone, so that braces and words are the code's own."""
    return TOKEN.sub(lambda m: blank(m[0]) if m[0].startswith("/") else m[0][0] * 2, text)


def strings(text):
    """(line, text) of every string literal, with those that C joins joined."""
    text = without_comments(text)
    for match in re.finditer(r'"(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*', text):
        joined = "".join(re.findall(r'"((?:\\.|[^"\\\n])*)"', match[0]))
        yield text.count("\n", 0, match.start()) + 1, joined
