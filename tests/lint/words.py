"""No path of one machine, no promise of later work, no stray whitespace in any file of the tree; no word in Chinese that investigators do not use."""
import re

import lint

# Written in pieces, so that this file passes its own check.
PATHS = re.compile(r"(?<![\w.$}-])/(work|root|home/\w+|Users/\w+|mnt|tmp/b-\w+)/\w")
LATER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK|WI" r"P)\b|\bst" r"ub(s|bed)?\b|\bnot (yet )?imple" r"mented\b")
# What is written, and what is to be written.
CHINESE = {"病例报告册": "病例报告表", "未按现状签名": "签名后有改动"}
BINARY = (".png", ".jpg", ".db", ".pdf", ".gz", ".mo", ".podocyte", ".bin")
FOREIGN = {"LICENSE"}


def lines():
    for path in lint.tracked():
        name = lint.relative(path)
        if name in FOREIGN or name.endswith(BINARY) or name.startswith("tests/fuzz/corpus/"):
            continue
        try:
            text = lint.read(path)
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            yield "%s:%d" % (name, number), line


def main():
    tap = lint.Tap()
    everything = list(lines())
    tap.check("no path of one machine", ["%s: %s" % (w, t.strip()[:80]) for w, t in everything if PATHS.search(t)])
    tap.check("no promise of later work", ["%s: %s" % (w, t.strip()[:80]) for w, t in everything if LATER.search(t)])
    code = (".c:", ".h:", ".py:", ".sh:", ".ui:", ".css:", "meson.build:")
    tap.check("no tab and no blank at a line's end",
              [w for w, t in everything if any(c in w for c in code) and ("\t" in t or t != t.rstrip())])
    tap.check("Chinese as investigators write it",
              ["%s: %s is %s" % (w, no, yes) for w, t in everything if w.startswith("po/") for no, yes in CHINESE.items() if no in t])
    tap.check("the files are read", [] if len(everything) > 100 else ["only %d lines" % len(everything)])
    tap.done()


main()
