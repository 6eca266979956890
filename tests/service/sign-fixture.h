#pragma once

#include "pod-trial-sign.h"
#include "service-fixture.h"

G_BEGIN_DECLS

/* Signing in the small study of the fixture; none of these may fail but sign_try(). */

gint64 sign_put_adverse_event (PodTrial *trial,
                               gint64 subject,
                               const PodAdverseEvent *event,
                               const char *why);
gint64 sign_add_adverse_event (PodTrial *trial, gint64 subject);
PodCasebook *sign_load (PodTrial *trial, gint64 subject);
/* Another verbatim text. */
void sign_edit (PodTrial *trial, gint64 subject, gint64 id, const char *verbatim);
/* What the list shows: what one signs is what one sees there. */
gint64 sign_get_audit (PodTrial *trial, gint64 subject);
PodSigning sign_get_state (PodTrial *trial, gint64 subject, const char *scope, gint64 about);
/* The latest signature of the record. */
gint64 sign_find (PodTrial *trial, gint64 subject, const char *scope, gint64 about);
gboolean
sign_try (PodTrial *trial, gint64 subject, const char *scope, gint64 about, GError **error);
/* Whoever is signed in, with the ordinary meaning. */
void sign_now (PodTrial *trial, gint64 subject, const char *scope, gint64 about);
/* "table column old → new", a line each.  Free with g_free(). */
char *sign_list_differences (PodTrial *trial, gint64 signature);

G_END_DECLS
