#pragma once

#include "pod-signature-table.h"
#include "store-fixture.h"

G_BEGIN_DECLS

/*
 * A site with records of each kind for signing: subject 1 with a visit, its findings, a consent and two adverse events; subject 2; and
 * paul, the PI, whose vault is open.
 */

typedef struct
{
  const char *path;
  PodConnection *connection;
  PodVault *vault;
  /* The rows of subject 1. */
  gint64 subject, visit, finding, event, adverse_event;
} Site;

/* A job that writes, in that name and role. */
void site_begin (PodConnection *connection, const char *user, const char *role, const char *why);
gint64 site_put_adverse_event (PodConnection *connection, PodAdverseEvent *event);
PodAdverseEvent site_make_adverse_event (gint64 subject);
void site_set_up (Site *site);
void site_tear_down (Site *site);
/* By paul, of what was looked at up to @audit; 0 on error. */
gint64 site_sign_at (Site *site, const char *scope, gint64 about, gint64 audit, GError **error);
gint64 site_get_last (Site *site);
/* Of what is there now. */
gint64 site_sign (Site *site, const char *scope, gint64 about);
/* By SQLite alone: the first column of the first row. */
const char *site_ask (Site *site, const char *sql);
gboolean site_is_changed (Site *site, gint64 signature);
PodSealCheck site_check (Site *site, gint64 signature);
/* "table row column old → new", a line each.  Free with g_free(). */
char *site_compare (Site *site, gint64 signature);
/* A new version of the first adverse event, by a coordinator. */
void site_edit (Site *site, int version, int grade, const char *verbatim);

G_END_DECLS
