"""What no line of the program may call: what sends, and what reaches under the trail.

borders.py BUILD    the sources, and what the built programs ask of their libraries
borders.py --control    each of a list of planted lines is found, and nothing innocent is
"""
import pathlib
import re
import subprocess
import sys

import lint

# Nothing leaves the site but by a folder that somebody carries: no socket, no name looked up, no address opened, no other program started.
SENDS = (
    (r"\b(?:socket|socketpair|connect|bind|listen|sendto|sendmsg|recvfrom)\s*\(", "a socket"),
    (r"\b(?:getaddrinfo|gethostby\w+|getnameinfo|res_n?query)\s*\(", "a name looked up"),
    (r"<(?:sys/socket|netdb|netinet/\w+|arpa/\w+)\.h>", "a header of the network"),
    (r"\bG(?:Socket|Network|Resolver|Tls|Inet|Tcp|Proxy)\w*\b", "GIO's network"),
    (r"\bg_(?:socket|network|resolver|tls|inet|tcp|proxy)_\w+", "GIO's network"),
    (r"\b(?:soup|curl|webkit\w*|nghttp2|SSL)_\w+\s*\(", "a library of the network"),
    (r"<(?:libsoup|curl|webkit|openssl|gnutls)\b", "a library of the network"),
    (r"\bg_file_new_for_(?:uri|commandline_arg)\b", "an address that may be elsewhere"),
    (r"\b(?:gtk_show_uri\w*|gtk_uri_launcher_\w+|g_app_info_launch_\w+)\b", "an address opened"),
    (r"\b(?:g_spawn_\w+|g_subprocess_\w+|GSubprocess\w*)\b", "another program"),
    (r"\b(?:popen|system|exec[lv]p?e?|posix_spawnp?)\s*\(", "another program"),
    (r"\bg_dbus_(?:connection_new_for_address\w*|server_new\w*)", "a bus that is not this machine's"),
)
# Only what an ordinary statement may do is done to a database: nothing that the triggers would not see.
UNDERNEATH = (
    (r"\bsqlite3_blob_\w+", "a cell written without a trigger"),
    (r"\bSQLITE_DBCONFIG_(?:ENABLE_TRIGGER|ENABLE_VIEW|WRITABLE_SCHEMA|RESET_DATABASE)\b", "triggers turned off"),
    (r"\bSQLITE_DBCONFIG_(?:DEFENSIVE|ENABLE_FKEY)\s*,\s*0", "a guard taken away"),
    (r"\bsqlite3_(?:load_extension|enable_load_extension)\b", "code from elsewhere"),
    (r"\bsqlite3_set_authorizer\s*\([^;]*NULL", "the authorizer taken away"),
)
# (file, a piece of the line, what it is)
ALLOWED = ()
# What a program must not ask of a library.
SYMBOLS = re.compile(
    r"\bU (socket|connect|bind|listen|send|sendto|sendmsg|getaddrinfo|gethostbyname\w*|system|popen|exec\w+|"
    r"g_socket_\w+|g_network_\w+|g_resolver_\w+|g_spawn_\w+|g_subprocess_\w+|gtk_show_uri\w*|soup_\w+|curl_\w+|"
    r"sqlite3_blob_\w+|sqlite3_load_extension)(?:@|$)", re.MULTILINE)
LIBRARIES = re.compile(r"NEEDED.*\[(lib(?:soup|curl|nghttp|ssl|gnutls|webkit)[^]]*)\]")
PROGRAMS = (
    ("/lint/R24-podocyte-asks-for-no-network", "src/app/podocyte"),
    ("/lint/R24-podocytectl-asks-for-no-network", "src/cli/podocytectl"),
)


def find(name, text, rules):
    code = lint.without_literals(text)
    for pattern, what in rules:
        for match in re.finditer(pattern, code):
            line = code.count("\n", 0, match.start()) + 1
            whole = code.splitlines()[line - 1]
            if not any(a[0] in name and a[1] in whole for a in ALLOWED):
                yield "%s:%d: %s: %s" % (name, line, what, match[0])


def found(rules):
    for path in lint.files(".c", ".h", under="src"):
        yield from find(lint.relative(path), lint.read(path), rules)


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def asked(program):
    for match in SYMBOLS.finditer(run("nm", "-D", "--undefined-only", str(program))):
        yield "%s asks for %s" % (program.name, match[1])
    for match in LIBRARIES.finditer(run("readelf", "-d", str(program))):
        yield "%s links %s" % (program.name, match[1])


def check_programs(tap, build):
    for point, name in PROGRAMS:
        program = pathlib.Path(build) / name
        if program.exists():
            tap.check(point, asked(program))
        else:
            tap.skip(point, "not built")


PLANTED = (
    ("int f = socket (AF_INET, SOCK_STREAM, 0);", SENDS),
    ("  connect (f, &a, sizeof a);", SENDS),
    ("#include <sys/socket.h>", SENDS),
    ("#include <netinet/in.h>", SENDS),
    ("GSocketClient *c;", SENDS),
    ("c = g_socket_client_new ();", SENDS),
    ("g_network_monitor_get_default ();", SENDS),
    ("SoupSession *s = soup_session_new ();", SENDS),
    ("CURL *c = curl_easy_init ();", SENDS),
    ("g_file_new_for_uri (\"https://example.org\");", SENDS),
    ("gtk_show_uri (NULL, \"https://example.org\", 0);", SENDS),
    ("g_spawn_command_line_sync (\"curl\", 0, 0, 0, 0);", SENDS),
    ("GSubprocess *p = g_subprocess_new (0, NULL, \"mail\", NULL);", SENDS),
    ("popen (\"sendmail\", \"w\");", SENDS),
    ("system (\"curl\");", SENDS),
    ("sqlite3_blob_open (db, \"main\", \"audit\", \"user\", 1, 1, &b);", UNDERNEATH),
    ("sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);", UNDERNEATH),
    ("sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);", UNDERNEATH),
    ("sqlite3_set_authorizer (db, NULL, NULL);", UNDERNEATH),
)
INNOCENT = """/* socket (AF_INET), curl_easy_init (), sqlite3_blob_open () */
g_signal_connect (self, "clicked", G_CALLBACK (clicked_cb), NULL);
g_signal_connect_object (self, "x", f, g, 0);  // connect (x)
pod_clock_system (); sqlite3_bind_int64 (s, 1, 2); bindtextdomain (a, b);
sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL); sqlite3_set_authorizer (db, authorize_cb, self);
"""


def control():
    tap = lint.Tap()
    for line, rules in PLANTED:
        tap.check("found: %s" % line.strip(), [] if list(find("planted", line, rules)) else ["not found"])
    tap.check("nothing else is", list(find("innocent", INNOCENT, SENDS + UNDERNEATH)))
    symbols = "                 U connect@GLIBC_2.2.5\n                 U g_socket_client_new\n"
    tap.check("symbols are found", [] if len(SYMBOLS.findall(symbols)) == 2 else ["not found"])
    innocent = "                 U bindtextdomain@GLIBC_2.2.5\n                 U g_signal_connect_data\n"
    tap.check("others are not", SYMBOLS.findall(innocent))
    needed = " 0x01 (NEEDED)             Shared library: [libcurl.so.4]\n"
    tap.check("libraries are found", [] if LIBRARIES.search(needed) else ["not found"])
    tap.done()


def check():
    tap = lint.Tap()
    tap.check("/lint/R24-no-line-sends", found(SENDS))
    tap.check("/lint/R05-no-line-reaches-under-the-trail", found(UNDERNEATH))
    check_programs(tap, sys.argv[1] if len(sys.argv) > 1 else "_build-test")
    tap.done()


if "--control" in sys.argv:
    control()
else:
    check()
