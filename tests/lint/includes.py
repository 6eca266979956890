"""Where a library is read before every source (pch/), each source and header says nevertheless what it uses of it.

Otherwise it would compile in that room alone, and only as long as the library is read before.  With --control the same is asked of sources
with one fault each, which all must be found.
"""
import re
import sys

import lint

# What is used, and what may bring it, directly or through the headers of the house.
ADW = {"adwaita.h"}
GTK = ADW | {"gtk/gtk.h"}
GIO = GTK | {"gio/gio.h"}
GLIB = GIO | {"glib.h", "glib-object.h", "glib/gstdio.h"}
NEEDS = [
    (re.compile(r"\b(adw_\w|Adw[A-Z]|ADW_[A-Z])"), ADW),
    (re.compile(r"\b(gtk_\w|gdk_\w|gsk_\w|Gtk[A-Z]|Gdk[A-Z]|Gsk[A-Z]|GTK_[A-Z]|GDK_[A-Z])"), GTK),
    (re.compile(r"\bG(ListModel|ListStore|Cancellable|AsyncResult|AsyncReadyCallback|Task|Settings|File|Action|ActionMap|Menu|"
                r"Application|Subprocess|DBusConnection|InputStream)\b"), GIO),
    (re.compile(r"\b(g_\w|gboolean|gpointer|gint64|guint|G_BEGIN_DECLS)\b"), GLIB),
]
ROOMS = ["src/app", "tests/ui"]


def included(text, headers, seen):
    """What a text includes, and what that includes."""
    for name in re.findall(r'^#include [<"](.*)[>"]', text, re.MULTILINE):
        if name not in seen:
            seen.add(name)
            if name in headers:
                included(lint.read(headers[name]), headers, seen)
    return seen


def lacks(text, headers):
    """The headers one of which the text needs and has not, for the first such need; "" for none."""
    has = included(text, headers, set())
    plain = lint.without_literals(lint.without_comments(text))
    return next((" or ".join(sorted(some)) for what, some in NEEDS if what.search(plain) and not has & some), "")


def control():
    tap = lint.Tap()
    headers = {path.name: path for path in lint.files(".h", under="src")}
    for name, text, is_lacking in [
            ("GTK without its header", "void f (GtkWidget *widget);\n", True),
            ("libadwaita behind GTK's header", "#include <gtk/gtk.h>\nvoid f (AdwBin *bin);\n", True),
            ("a list model behind GLib's header", "#include <glib.h>\nGListModel *f (void);\n", True),
            ("through a header of the house", '#include "pod-trial-window.h"\nvoid f (GtkWidget *widget);\n', False)]:
        tap.check(name, [] if bool(lacks(text, headers)) == is_lacking else [text])
    tap.done()


def main():
    tap = lint.Tap()
    headers = {path.name: path for room in ["src", "tests"] for path in lint.files(".h", under=room) if path.parent.name != "pch"}
    for room in ROOMS:
        sources = [path for path in lint.files(".c", ".h", under=room) if path.parent.name != "pch"]
        faults = [(lint.relative(path), lacks(lint.read(path), headers)) for path in sources]
        tap.check("the %d sources of %s include what was read before" % (len(sources), room),
                  ["%s lacks %s" % fault for fault in faults if fault[1]])
    tap.done()


control() if "--control" in sys.argv[1:] else main()
