#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * pod_leak_scan:
 * @identities: (nullable) (element-type utf8): every identity of the vault, as typed
 *
 * Looks for each identity as it is, escaped as JSON does, in UTF-16 of either order, in GB18030, and without the spaces and hyphens
 * inside it; ASCII letters in either case.  A complete date (a birth date) is looked for in the spellings people write.  What is shorter
 * than two characters is ignored; numbers of less than five digits and words of less than five Latin letters count only where
 * they stand alone, and no number inside a longer one.  Beside the identities, the shapes of a Chinese identity number and of a mobile phone number are looked for.
 *
 * Returns: (transfer full) (element-type utf8): what was found: its kind and the byte offset, never the identity itself.
 */
GPtrArray *pod_leak_scan (GBytes *bytes, const GPtrArray *identities);

G_END_DECLS
