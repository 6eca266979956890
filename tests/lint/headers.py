"""headers.py BUILD: every header of src/ compiles alone, with just what its room may see.

What a source of its room includes before all else has been compiled alone by the build already: only the others are compiled here.
Where a room's library is read before (pch/), the build does not see whether a header includes it: includes.py does."""
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

import lint

BUILD = pathlib.Path(sys.argv[1])


def sources():
    """Each source of src/ that the build compiles in its own room, with that room and the command."""
    for entry in json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8")):
        path = pathlib.Path(os.path.normpath(os.path.join(entry["directory"], entry["file"])))
        if lint.ROOT / "src" not in path.parents:
            continue
        room = path.relative_to(lint.ROOT / "src").parts[0]
        if entry["output"].startswith("src/%s/" % room):
            yield path, room, entry


def room_flags():
    """The include paths and definitions of each room, as the build itself gives them."""
    flags = {}
    for _, room, entry in sources():
        words = shlex.split(entry["command"])
        kept = [w for w in words if w.startswith(("-I", "-D", "-W", "-std", "-pthread"))]
        flags.setdefault(room, (words[0] if words[0] != "ccache" else words[1], kept))
    return flags


def proven_by_build():
    """The headers that a source beside them includes first, after pod-config.h, which holds but names of the build."""
    proven = set()
    for source, _, _ in sources():
        included = re.findall(r'^#include [<"](.*)[>"]', lint.read(source), re.MULTILINE)
        first = next((name for name in included if name != "pod-config.h"), "")
        proven.add(source.parent / first)
    return proven


def compile_alone(header, flags):
    compiler, kept = flags
    command = [compiler, *kept, "-Werror", "-fsyntax-only", "-x", "c", "-"]
    line = '#include "%s"\n' % header
    result = subprocess.run(command, input=line, cwd=BUILD, capture_output=True, text=True, check=False)
    return [] if result.returncode == 0 else result.stderr.splitlines()[:3]


def main():
    tap = lint.Tap()
    flags = room_flags()
    headers = [h for h in lint.files(".h", under="src") if h.parent.name != "pch"]
    # A room without a C file of its own yet is seen as the room of the commands would be: not at all.
    known = [h for h in headers if h.relative_to(lint.ROOT / "src").parts[0] in flags]
    proven = proven_by_build()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        rooms = [flags[h.relative_to(lint.ROOT / "src").parts[0]] for h in known]
        results = list(pool.map(lambda h, f: [] if h in proven else compile_alone(h, f), known, rooms))
    for room in sorted(flags):
        mine = [(h, r) for h, r in zip(known, results) if h.relative_to(lint.ROOT / "src").parts[0] == room]
        tap.check("the %d headers of %s compile alone" % (len(mine), room), sum((r for _, r in mine), []))
    unguarded = [lint.relative(h) for h in headers if "#pragma once" not in lint.read(h)]
    tap.check("every header guards itself", unguarded)
    tap.done()


main()
