"""No two words of one window answer to the same letter: in a template's own widgets, and in each of its menus by itself.

The same word twice is one word, as on two pages of a stack.  With --control a template with one fault in each is read, and both must be
found.
"""
import re
import sys
import xml.etree.ElementTree

import lint

LETTER = re.compile(r"(?<!_)_(\w)")

CONTROL = """<interface><object><property name="label">_Save</property></object>
<object><property name="label">_Show</property></object>
<menu><item><attribute name="label">Lock _After</attribute></item>
<section><item><attribute name="label">_About</attribute></item></section>
<submenu><attribute name="label">St_yle</attribute><item><attribute name="label">_Alike</attribute></item></submenu>
</menu></interface>"""


def collect(element, words):
    """Words of one menu: its sections are of it, its submenus are not."""
    for child in element:
        if child.tag == "submenu":
            words += [a.text for a in child.findall("attribute") if a.get("name") == "label"]
        elif child.tag == "attribute" and child.get("name") == "label" and element.tag == "item":
            words.append(child.text)
        else:
            collect(child, words)


def find_clashes(words):
    letters = {}
    for word in words:
        found = LETTER.search(word or "")
        if found:
            letters.setdefault(found.group(1).lower(), set()).add(word)
    return [" and ".join(sorted(same)) for _, same in sorted(letters.items()) if len(same) > 1]


def find_faults(root):
    widgets = [p.text for p in root.iter("property") if p.get("name") == "label"]
    faults = find_clashes(widgets)
    for menu in [*root.iter("menu"), *root.iter("submenu")]:
        words = []
        collect(menu, words)
        faults += find_clashes(words)
    return faults


tap = lint.Tap()
if "--control" in sys.argv[1:]:
    found = find_faults(xml.etree.ElementTree.fromstring(CONTROL))
    tap.check("one clash of buttons and one of a menu are found",
              [] if found == ["_Save and _Show", "Lock _After and _About"] else [repr(found)])
else:
    for path in lint.files(".ui", under="ui"):
        tap.check(path.name, find_faults(xml.etree.ElementTree.parse(path).getroot()))
tap.done()
