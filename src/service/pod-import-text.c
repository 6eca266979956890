/* The bytes of a laboratory's file, and what is kept of its words, as one text each. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pod-importing.h"

/* No file of text holds it. */
#define BETWEEN "\x1f"

/* GLib's own words hold the path, and a laboratory's file is often named after the patient. */
void
pod_import_set_read_error (GError **error, const GError *local)
{
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (local));
  else
    g_set_error_literal (error, local->domain, local->code,
                         _ ("The file cannot be read: it is not there, or may not be opened."));
}

GBytes *
pod_import_read_bytes (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  GStatBuf status;
  char *text;
  gsize length;

  if (g_stat (path, &status) == 0 &&
      (!S_ISREG (status.st_mode) || status.st_size > POD_EXCHANGE_MAX_BYTES))
    {
      g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("not a file of at most %d MiB"), POD_EXCHANGE_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  if (g_file_get_contents (path, &text, &length, &local))
    return g_bytes_new_take (text, length);
  pod_import_set_read_error (error, local);
  return NULL;
}

char *
pod_import_print (const PodLabItem *item, const char *reason)
{
  return g_strjoin (BETWEEN, item->item, item->value, item->unit, item->range, item->flag,
                    item->specimen, item->collected_text, reason != NULL ? reason : "", item->code,
                    item->system, NULL);
}

/* In the order in which they stand in a message. */
char *
pod_import_join_raw (const PodLabItem *item)
{
  GString *raw = g_string_new (item->raw_patient);

  if (*item->raw_order != '\0')
    g_string_append_printf (raw, "%s%s", raw->len > 0 ? "\n" : "", item->raw_order);
  g_string_append_printf (raw, "%s%s", raw->len > 0 ? "\n" : "", item->raw);
  return g_string_free (raw, FALSE);
}

static const char *
get_status (PodLabStatus status)
{
  if (status == POD_LAB_STATUS_PRELIMINARY)
    return "preliminary";
  return status == POD_LAB_STATUS_CORRECTED ? "corrected" : NULL;
}

/* Of what is not mapped there is no origin: the item's own words stand for it, which tell nothing of the patient. */
void
pod_import_fill_finding (const PodLabItem *item, PodArrivalState state, PodArrivalItem *arrived)
{
  pod_finding_init (&arrived->finding);
  if (state != POD_ARRIVAL_UNMAPPED && state != POD_ARRIVAL_REFUSED)
    {
      arrived->finding = item->finding;
      arrived->finding.status = get_status (item->status);
      return;
    }
  arrived->finding.observation = item->finding.observation;
  arrived->finding.when = item->collected;
  arrived->finding.laboratory = item->finding.laboratory;
}
