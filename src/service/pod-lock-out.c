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
get_duration_us (guint lock_outs)
{
  guint doublings = MIN (lock_outs - 1, MOST_DOUBLINGS);

  return ((gint64) FIRST_MINUTES << doublings) * 60 * G_USEC_PER_SEC;
}

/* From each fifth failure on, until it was waited out: then there are five more attempts.  It counts from the fifth, whatever came after
 * it: two programs may have tried at once, and a further failure must not end it. */
gboolean
pod_lock_out_is_on (const PodUserPast *past, PodInstant now, PodInstant *until)
{
  guint n = past->failures != NULL ? past->failures->len : 0;
  PodInstant end;

  if (n < FAILURES_IN_A_ROW ||
      !pod_instant_parse (g_ptr_array_index (past->failures, n % FAILURES_IN_A_ROW), &end))
    return FALSE;
  end.utc_us += get_duration_us (n / FAILURES_IN_A_ROW);
  end.offset_min = now.offset_min;
  if (until != NULL)
    *until = end;
  return now.utc_us < end.utc_us;
}

gboolean
pod_lock_out_is_next (const PodUserPast *past)
{
  return (past->failures->len + 1) % FAILURES_IN_A_ROW == 0;
}

static void
set_error (PodInstant until, GError **error)
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

gboolean
pod_lock_out_check (const PodUserPast *past, PodInstant now, GError **error)
{
  PodInstant until;

  if (!pod_lock_out_is_on (past, now, &until))
    return TRUE;
  set_error (until, error);
  return FALSE;
}
