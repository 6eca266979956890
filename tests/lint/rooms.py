"""Proves the arrows of the house: which room includes which, who uses which library, who says SQL.

With --control the checks run over a copy of src/ with one fault planted in each, and must find every one.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import lint

# The one table: a room may include its own headers and those of the rooms named here.
ARROWS = {
    "core": "",
    "rules": "core",
    "study": "rules core",
    "record": "core",
    "clinic": "rules study record core",
    "store": "record core",
    "chart": "clinic rules study record core",
    "exchange": "clinic chart record study rules core",
    "service": "exchange chart clinic store study record rules core",
    "demo": "service exchange chart clinic store study record rules core",
    "app": "service demo exchange chart clinic study record rules core",
    "cli": "service demo exchange chart clinic study record rules core",
}

# Which rooms may include a library's headers, by the beginning of the header's name.
LIBRARIES = {
    "sqlite3": "store",
    "gtk/": "app",
    "gdk/": "app",
    "gsk/": "app",
    "adwaita": "app",
    "sodium": "core store exchange service",
    "json-glib/": "exchange service cli app",
    "cairo": "chart exchange app",
    "pango/": "chart exchange app",
}

# Made when the program is built.
GENERATED = re.compile(r"pod-config\.h|pod-[a-z-]*resources\.h")

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.MULTILINE)
SQL = re.compile(
    r"\b(SELECT\s+\S|INSERT\s+(OR\s+\w+\s+)?INTO\b|UPDATE\s+\S+\s+SET\b|DELETE\s+FROM\b"
    r"|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|TRIGGER|VIEW)\b|PRAGMA\s+\w|BEGIN\s+(IMMEDIATE|EXCLUSIVE)\b)")


def room_of(path):
    return path.relative_to(lint.ROOT / "src").parts[0]


def sources(room=None):
    return [p for p in lint.files(".c", ".h", under="src") if room in (None, room_of(p))]


def includes(path):
    text = lint.without_comments(lint.read(path))
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, match[1]


def homes():
    """The room of every header of ours, by its file name, and the headers two rooms claim."""
    home, twice = {}, []
    for path in sources():
        if path.suffix == ".h":
            if path.name in home:
                twice.append("%s is in %s and in %s" % (path.name, home[path.name], room_of(path)))
            home[path.name] = room_of(path)
    return home, twice


def wrong_arrows(room, home):
    allowed = set(ARROWS[room].split()) | {room}
    for path in sources(room):
        for line, name in includes(path):
            base = os.path.basename(name)
            where = "%s:%d" % (lint.relative(path), line)
            if base in home and home[base] not in allowed:
                yield "%s: %s may not include %s of %s" % (where, room, base, home[base])
            elif base.startswith("pod-") and base not in home and not GENERATED.fullmatch(base):
                yield "%s: %s is in no room" % (where, base)


def wrong_libraries(room):
    for path in sources(room):
        for line, name in includes(path):
            for start, rooms in LIBRARIES.items():
                if name.startswith(start) and room not in rooms.split():
                    yield "%s:%d: %s may not include %s" % (lint.relative(path), line, room, name)


def spoken_sql():
    for path in sources():
        if room_of(path) == "store":
            continue
        for line, text in lint.strings(lint.read(path)):
            if SQL.search(text):
                yield "%s:%d: SQL outside store: %s" % (lint.relative(path), line, text[:60])


def unknown_rooms():
    for path in sorted((lint.ROOT / "src").iterdir()):
        if path.is_dir() and path.name not in ARROWS:
            yield "src/%s is no room of the table" % path.name


def check_all():
    tap = lint.Tap()
    home, twice = homes()
    tap.check("every folder of src is a room", unknown_rooms())
    tap.check("every header has one room", twice)
    for room in ARROWS:
        tap.check("%s includes only what is below it" % room, wrong_arrows(room, home))
        tap.check("%s uses only its libraries" % room, wrong_libraries(room))
    tap.check("only store says SQL", spoken_sql())
    tap.done()


# Each is a line planted in a file of its own, and what the checks must say then.
FAULTS = [
    ("core", '#include "pod-up.h"', "core may not include pod-up.h"),
    ("clinic", '  #  include "pod-down.h"', "clinic may not include pod-down.h"),
    ("exchange", '#include "pod-down.h"', "exchange may not include pod-down.h"),
    ("app", '#include <pod-down.h>', "app may not include pod-down.h"),
    ("cli", '#include "../store/pod-down.h"', "cli may not include pod-down.h"),
    ("rules", '#include "pod-nowhere.h"', "pod-nowhere.h is in no room"),
    ("service", "#include <sqlite3.h>", "service may not include sqlite3.h"),
    ("chart", "#include <gtk/gtk.h>", "chart may not include gtk/gtk.h"),
    ("service", "#include <adwaita.h>", "service may not include adwaita.h"),
    ("record", "#include <sodium.h>", "record may not include sodium.h"),
    ("store", "#include <json-glib/json-glib.h>", "store may not include json-glib/json-glib.h"),
    ("service", 'const char *a = "SELECT x " /* so */\n "FROM y";', "SQL outside store: SELECT x FROM y"),
    ("app", 'const char *a = "UPDATE t "\n"SET x = 1";', "SQL outside store: UPDATE t SET x = 1"),
    ("demo", 'const char *a = "CREATE TABLE t (x)";', "SQL outside store: CREATE TABLE"),
    ("outhouse", "int outside;", "src/outhouse is no room"),
]
# None of these is a fault, however like one it looks.
INNOCENT = '/* #include <sqlite3.h>\n#include "pod-down.h" */\n// "SELECT x"\nconst char *b = "Select a file";\n'


def run_on(tree):
    environment = dict(os.environ, POD_LINT_ROOT=str(tree))
    script = str(pathlib.Path(__file__).resolve())
    return subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, check=False)


def plant(tree, room, text):
    folder = tree / "src" / room
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pod-planted.c").write_text(text + "\n", encoding="utf-8")


def tree_with(folder, room, text):
    tree = pathlib.Path(folder) / "tree"
    shutil.rmtree(tree, ignore_errors=True)
    for name in ARROWS:
        (tree / "src" / name).mkdir(parents=True)
    (tree / "src/store/pod-down.h").write_text("int down;\n", encoding="utf-8")
    (tree / "src/rules/pod-up.h").write_text("int up;\n", encoding="utf-8")
    plant(tree, room, text)
    return tree


def control():
    tap = lint.Tap()
    with tempfile.TemporaryDirectory() as folder:
        clean = run_on(tree_with(folder, "core", INNOCENT))
        tap.check("a tree without a fault passes", clean.stdout.splitlines() if clean.returncode else [])
        for room, text, expected in FAULTS:
            result = run_on(tree_with(folder, room, text))
            found = result.returncode == 1 and expected in result.stdout
            tap.check("found in %s: %s" % (room, expected), [] if found else ["not found"])
    tap.done()


if __name__ == "__main__":
    if sys.argv[1:] == ["--control"]:
        control()
    check_all()
