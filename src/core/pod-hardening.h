#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What both programs do before anything else, so that nothing of a patient stays where nobody looks for it:
 *
 * - files that they make are for their user alone (umask 077);
 * - no core file, since a core holds the names and the key: no size is allowed for one (RLIMIT_CORE), and the process cannot be dumped
 *   (PR_SET_DUMPABLE), for the limit alone does not stop a handler that the kernel pipes the core to.  Nor can another process of the
 *   same user read its memory then;
 * - the log says where something is wrong, never with what text: see pod_hardening_hush().
 *
 * A process that cannot be dumped cannot use the desktop's portals, which read /proc: files are chosen with GTK's own dialog, which
 * is what GTK uses as long as nothing asks for portals.
 *
 * There is no variable to turn it off, for that would be a hole.  Who must debug builds with -Ddumpable=true.
 */
void pod_harden_process (void);

/* What of a message may be written: a broken assertion names only what stands in the sources.  Anything else may quote what somebody typed
 * (GTK quotes the whole text of a label that it cannot parse) and becomes a constant sentence.
 * @message: (nullable).  Returns @message or that sentence. */
const char *pod_hardening_hush (const char *message);

G_END_DECLS
