"""Every file with words for people is in po/POTFILES.in, and every language of po/LINGUAS says all of them.

With --write, POTFILES.in is written anew and every language gets the words it lacks, untranslated.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import lint

CALLS = re.compile(r"\b(_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dgettext|g_dpgettext2?|dngettext) ?\(")
MARKED = re.compile(r'translatable="(yes|true)"')
HEADER = "# Written by ./dev words; a lint test compares it with the tree.\n"
XGETTEXT = ["xgettext", "--from-code=UTF-8", "--add-comments=Translators", "--add-location=file", "--package-name=podocyte", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
            "--keyword=NC_:1c,2", "--keyword=g_dgettext:2", "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3"]


def has_words(path):
    if path.name.endswith((".desktop.in", ".metainfo.xml.in")):
        return True
    text = lint.read(path)
    if path.suffix in (".c", ".h"):
        return bool(CALLS.search(lint.without_literals(text)))
    return bool(MARKED.search(text))


def expected():
    found = lint.files(".c", ".h", under="src") + lint.files(".ui", ".xml", under="ui")
    found += lint.files(".desktop.in", ".metainfo.xml.in", under="data")
    return sorted(lint.relative(p) for p in found if has_words(p))


def listed():
    lines = lint.read(lint.ROOT / "po/POTFILES.in").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def languages():
    text = re.sub(r"#[^\n]*", "", lint.read(lint.ROOT / "po/LINGUAS"))
    return text.split()


def run(*command):
    environment = dict(os.environ, LC_ALL="C.UTF-8", LANGUAGE="en", GETTEXTDATADIRS=str(lint.ROOT / "data"))
    result = subprocess.run(command, cwd=lint.ROOT, env=environment, capture_output=True, text=True, check=False)
    return result.returncode, result.stderr.strip().splitlines()


def template(folder):
    """All words of the tree as they are now."""
    pot = str(pathlib.Path(folder) / "podocyte.pot")
    code, said = run(*XGETTEXT, "-o", pot, *expected())
    return pot, said if code else []


def untranslated(po, pot):
    """The words of the tree that @po does not say, as they stand in a PO file."""
    merged = subprocess.run(["msgmerge", "--quiet", "--no-fuzzy-matching", "-o", "-", po, pot],
                            cwd=lint.ROOT, capture_output=True, check=True).stdout
    missing = subprocess.run(["msgattrib", "--untranslated", "--no-obsolete", "--no-wrap", "-"],
                             input=merged, cwd=lint.ROOT, capture_output=True, check=True).stdout.decode()
    # What has a line break inside begins on the line after an empty piece; the header does not go on.
    return re.findall(r'^msgid (?:""\n)?("[^\n]+")$', missing, re.MULTILINE)


def incomplete(language, pot):
    po = "po/%s.po" % language
    code, said = run("msgfmt", "--check", "--statistics", "-o", os.devnull, po)
    if code or any(word in line for line in said for word in ("fuzzy", "untranslated")):
        yield from said
    yield from ("not translated: " + words for words in untranslated(po, pot))


def spoken_otherwise():
    """Chinese has no space before a per cent sign, and counts results by one word: in one view two of them read as two things."""
    joined = subprocess.run(["msgcat", "--no-wrap", "-o", "-", "po/zh_CN.po"], cwd=lint.ROOT, capture_output=True,
                            check=True).stdout.decode()
    wrong = re.compile(r"%[0-9$.]*[a-z] %%|(%[0-9$]*u |[一两几多])[个条]结果")
    entries = re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', joined, re.MULTILINE)
    said = ["".join(re.findall(r'"(.*)"', entry)) for entry in entries]
    return ["po/zh_CN.po: " + words for words in said if wrong.search(words)]


def write():
    text = HEADER + "".join(name + "\n" for name in expected())
    (lint.ROOT / "po/POTFILES.in").write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        pot, faults = template(folder)
        if faults:
            sys.exit("\n".join(faults))
        for language in languages():
            code, said = run("msgmerge", "--quiet", "--update", "--backup=none", "--no-fuzzy-matching",
                             "po/%s.po" % language, pot)
            missing = untranslated("po/%s.po" % language, pot)
            print("po/%s.po: %d words not translated" % (language, len(missing)), *said, sep="\n" if said else "")


def check():
    tap = lint.Tap()
    wanted, have = expected(), listed()
    tap.check("every file with words is listed", ["po/POTFILES.in lacks " + n for n in wanted if n not in have])
    tap.check("every listed file has words", ["po/POTFILES.in needs no " + n for n in have if n not in wanted])
    with tempfile.TemporaryDirectory() as folder:
        pot, faults = template(folder)
        tap.check("the words can be collected", faults)
        for language in languages():
            tap.check("%s is complete" % language, incomplete(language, pot) if not faults else ["not compared"])
    tap.check("Chinese counts and measures alike", spoken_otherwise())
    tap.check("Chinese is there", [] if "zh_CN" in languages() else ["po/LINGUAS lacks zh_CN"])
    tap.done()


if sys.argv[1:] == ["--write"]:
    write()
else:
    check()
