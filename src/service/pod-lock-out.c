/* When an account is locked out: 21 CFR 11.300 (d) asks for safeguards against guessing; how many attempts and how long is the site's
 * choice, here as hospitals' systems commonly have it.  Nothing is stored: the audit trail tells. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-trial-private.h"

#define FAILURES_IN_A_ROW 5
#define FIRST_MINUTES 15
/* Doubled each time, but not beyond a day. */
#define MOST_DOUBLINGS 6

static gint64
get_duration_us (guint failures)
{
  guint doublings = MIN (failures / FAILURES_IN_A_ROW - 1, MOST_DOUBLINGS);

  return ((gint64) FIRST_MINUTES << doublings) * 60 * G_USEC_PER_SEC;
}

/* After each fifth failure, until it was waited out: then there are five more attempts. */
gboolean
pod_lock_out_is_on (const PodUserPast *past, PodInstant now, PodInstant *until)
{
  PodInstant last;

  if (past->failures == 0 || past->failures % FAILURES_IN_A_ROW != 0 ||
      past->last_failure == NULL || !pod_instant_parse (past->last_failure, &last))
    return FALSE;
  last.utc_us += get_duration_us (past->failures);
  last.offset_min = now.offset_min;
  if (until != NULL)
    *until = last;
  return now.utc_us < last.utc_us;
}

gboolean
pod_lock_out_is_next (const PodUserPast *past)
{
  return (past->failures + 1) % FAILURES_IN_A_ROW == 0;
}

void
pod_lock_out_set_error (PodInstant until, GError **error)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (until.utc_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = g_date_time_add_minutes (utc, until.offset_min);
  g_autofree char *time = g_date_time_format (local, "%H:%M");

  /* Translators: %s is a time of day, "14:45". */
  g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_LOCKED_OUT,
               _ ("Too many attempts failed. This account is locked until %s; the principal "
                  "investigator or an administrator can unlock it."),
               time);
}
