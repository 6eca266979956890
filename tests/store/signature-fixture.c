#include "signature-fixture.h"

void
site_begin (PodConnection *connection, const char *user, const char *role, const char *why)
{
  PodInstant when = { G_GINT64_CONSTANT (1773469800000000), 480 };
  g_autoptr (PodStamp) stamp = pod_stamp_new (user, role, "s-2", why, when);
  g_autoptr (GError) error = NULL;

  pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error);
  g_assert_no_error (error);
  pod_connection_set_stamp (connection, stamp, &error);
  g_assert_no_error (error);
}

gint64
site_put_adverse_event (PodConnection *connection, PodAdverseEvent *event)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  pod_change_put_adverse_event (change, event);
  pod_change_apply (connection, change, ids, &error);
  g_assert_no_error (error);
  return g_array_index (ids, gint64, 0);
}

PodAdverseEvent
site_make_adverse_event (gint64 subject)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = subject };
  event.term = "neutropenia";
  event.verbatim = "low counts";
  event.grade = 2;
  event.scale = "CTCAE 5.0";
  return event;
}

void
site_set_up (Site *site)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GError) error = NULL;
  PodAdverseEvent event;

  *site = (Site){ .path = fixture_path () };
  site->connection = fixture_create (site->path);
  site_begin (site->connection, "paul", "pi", NULL);
  site->vault = pod_vault_create (site->connection, "paul", NULL, "pi", "an invented phrase",
                                  &error);
  g_assert_no_error (error);
  site->subject = fixture_add_subject (site->connection, "S-001", ids);
  site->visit = g_array_index (ids, gint64, 1);
  site->finding = g_array_index (ids, gint64, 2);
  fixture_add_subject (site->connection, "S-002", NULL);
  event = site_make_adverse_event (site->subject);
  site->adverse_event = site_put_adverse_event (site->connection, &event);
  site_put_adverse_event (site->connection, &event);
  pod_change_put_event (change, &(PodEvent){ .record = { .id = -1, .subject = site->subject },
                                             .category = "disposition",
                                             .code = "consent",
                                             .date = pod_date_new (2026, 3, 1) });
  g_array_set_size (ids, 0);
  pod_change_apply (site->connection, change, ids, &error);
  g_assert_no_error (error);
  site->event = g_array_index (ids, gint64, 0);
  fixture_commit (site->connection);
}

void
site_tear_down (Site *site)
{
  g_clear_pointer (&site->connection, pod_connection_free);
  g_clear_pointer (&site->vault, pod_vault_free);
}

gint64
site_sign_at (Site *site, const char *scope, gint64 about, gint64 audit, GError **error)
{
  PodToSign what = { g_str_equal (scope, "access_review") ? 0 : site->subject, scope, about,
                     "approval", audit };
  gint64 id;

  site_begin (site->connection, "paul", "pi", NULL);
  id = pod_signature_table_add (site->connection, site->vault, &what, error);
  if (id != 0)
    fixture_commit (site->connection);
  else
    pod_connection_rollback (site->connection);
  return id;
}

gint64
site_get_last (Site *site)
{
  gint64 last;

  fixture_read (site->connection);
  last = pod_audit_last (site->connection, NULL);
  fixture_commit (site->connection);
  return last;
}

gint64
site_sign (Site *site, const char *scope, gint64 about)
{
  g_autoptr (GError) error = NULL;
  gint64 id = site_sign_at (site, scope, about, site_get_last (site), &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

const char *
site_ask (Site *site, const char *sql)
{
  sqlite3 *db = raw_open (site->path);
  const char *text = raw_text (db, sql);

  sqlite3_close (db);
  return text;
}

gboolean
site_is_changed (Site *site, gint64 signature)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT changed FROM signature WHERE id = %" G_GINT64_FORMAT, signature);

  return g_str_equal (site_ask (site, sql), "1");
}

PodSealCheck
site_check (Site *site, gint64 signature)
{
  g_autoptr (GError) error = NULL;
  PodSealCheck result = POD_SEAL_FALSE;

  fixture_read (site->connection);
  pod_signature_table_check (site->connection, signature, &result, &error);
  g_assert_no_error (error);
  fixture_commit (site->connection);
  return result;
}

/* "table row column old → new", a line each. */
char *
site_compare (Site *site, gint64 signature)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL;

  fixture_read (site->connection);
  changes = pod_signature_table_compare (site->connection, signature, &error);
  g_assert_no_error (error);
  fixture_commit (site->connection);
  for (guint i = 0; i < changes->len; i++)
    {
      const PodCellChange *change = g_ptr_array_index (changes, i);

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %s %s → %s\n", change->table,
                              change->row, change->column ? change->column : "-",
                              change->old_value ? change->old_value : "-",
                              change->new_value ? change->new_value : "-");
    }
  return g_string_free (text, FALSE);
}

/* A new version of the first adverse event. */
void
site_edit (Site *site, int version, int grade, const char *verbatim)
{
  PodAdverseEvent event = site_make_adverse_event (site->subject);

  site_begin (site->connection, "anna", "coordinator", "correction");
  event.record.id = site->adverse_event;
  event.record.version = version;
  event.grade = grade;
  event.verbatim = verbatim;
  site_put_adverse_event (site->connection, &event);
  fixture_commit (site->connection);
}
