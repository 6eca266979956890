#pragma once

#include "pod-exchange-error.h"

G_BEGIN_DECLS

/*
 * JSON as text.  json-glib's generator changes numbers (0.1) and writes some that are no JSON (1e21); its parser forgives
 * too much for foreign files.  So what we write is written here, and what is read is looked through here first.
 */

/* With its quotes; @text is UTF-8; NULL becomes null. */
void pod_json_append_string (GString *json, const char *text);
/* "name":"value", a comma before it unless @json ends with an opening bracket. */
void pod_json_append_member (GString *json, const char *name, const char *value);
void pod_json_append_member_int (GString *json, const char *name, gint64 value);
void pod_json_append_name (GString *json, const char *name);

/* RFC 8259 to the letter, at most @depth levels, no name twice in an object, no U+0000, nothing after the value.
 * Errors: FORMAT, with line and column. */
gboolean pod_json_scan (const char *text, gsize length, guint depth, GError **error);

G_END_DECLS
