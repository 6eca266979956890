/* The machine's clock against the trail: a clock that was set back is noticed, and says so in an entry of its own.  The order of the
 * trail is that of its numbers, whatever the times say. */

#include <string.h>

#include "pod-audit-private.h"
#include "pod-connection-private.h"
#include "pod-statement.h"

static gint64
read_boot (PodStatement *statement)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };
  gint64 boot = 0;

  pod_audit_fields_init (&fields, pod_statement_get_value (statement, 2),
                         pod_statement_get_value (statement, 3),
                         pod_statement_get_value (statement, 4));
  while (pod_audit_fields_next (&fields, &field))
    {
      if (strcmp (field.name, POD_AUDIT_BOOT) == 0)
        boot = pod_packed_to_int (&field.new_value);
      pod_audit_field_clear (&field);
    }
  return boot;
}

#define SELECT_WHEN "SELECT seq, ts, fields, texts, salt FROM audit WHERE seq = "

/* The entry's number, 0 where there is none or its time is none. */
static gboolean
read_when (PodConnection *connection,
           const char *sql,
           PodInstant *when,
           gint64 *sequence,
           GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (connection, sql, error);
  GError *local = NULL;

  *sequence = 0;
  if (statement == NULL)
    return FALSE;
  if (pod_statement_step (statement, &local) &&
      pod_instant_parse (pod_statement_get_text (statement, 1), when))
    {
      *sequence = pod_statement_get_int (statement, 0);
      when->boot_us = read_boot (statement);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
read_last (PodConnection *connection, PodInstant *when, gint64 *sequence, GError **error)
{
  return read_when (connection, SELECT_WHEN "(SELECT max (seq) FROM audit)", when, sequence, error);
}

/* "row" is the entry whose time is the later one. */
static gboolean
note_clock (PodConnection *connection, gint64 sequence, gint64 behind, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("-%" G_GINT64_FORMAT " s",
                                             (behind + G_USEC_PER_SEC / 2) / G_USEC_PER_SEC);
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "INSERT INTO audit_add (action, tbl, row, packet) "
                                     "VALUES ('CLOCK', 'audit', :seq, "
                                     "audit_pack (' detail', NULL, :detail))",
                                     error);

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "seq", sequence);
  pod_statement_bind_text (statement, "detail", detail);
  return pod_statement_run (statement, error);
}

gboolean
pod_audit_check_clock (PodConnection *connection, GError **error)
{
  const PodStamp *stamp = pod_connection_get_stamp (connection);
  PodInstant last;
  gint64 sequence, behind;

  if (!read_last (connection, &last, &sequence, error))
    return FALSE;
  behind = sequence > 0 ? pod_instant_set_back (last, stamp->when) : 0;
  /* The entry bears the new time, which those after it are compared with: one for each setting back. */
  return behind == 0 || note_clock (connection, sequence, behind, error);
}

gboolean
pod_audit_is_clock_sound (PodConnection *connection,
                          PodInstant now,
                          gboolean *sound,
                          GError **error)
{
  PodInstant last, later;
  gint64 sequence;

  *sound = TRUE;
  if (!read_last (connection, &last, &sequence, error))
    return FALSE;
  if (sequence > 0 && pod_instant_set_back (last, now) > 0)
    *sound = FALSE;
  /* What a CLOCK entry found later than itself may be later still. */
  if (!read_when (connection,
                  SELECT_WHEN "(SELECT row FROM audit WHERE tbl = 'audit' AND action = 'CLOCK' "
                              "ORDER BY seq DESC LIMIT 1)",
                  &later, &sequence, error))
    return FALSE;
  later.boot_us = 0;
  if (sequence > 0 && pod_instant_set_back (later, now) > 0)
    *sound = FALSE;
  return TRUE;
}
