#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-words.h"

#include <glib/gi18n-lib.h>

#include "pod-user-item.h"

/* So many results that are taken out are named. */
#define MOST_SAID 6

/* ---- files ---- */

char *
pod_arrival_to_words (const PodTrialArrival *arrival)
{
  g_autofree char *moment = pod_user_time_to_words (arrival->moment);

  /* Translators: a laboratory, when its file came in, and who imported it. */
  return g_strdup_printf (C_ ("arrivals", "%1$s, %2$s, %3$s"), arrival->laboratory, moment,
                          arrival->user);
}

char *
pod_arrival_to_short_words (const PodTrialArrival *arrival)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (arrival->moment, NULL);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  /* Translators: when a file came in, for a narrow column, in letters of date(1). */
  return local != NULL ? g_date_time_format (local, C_ ("arrivals", "%-d %b, %H:%M"))
                       : g_strdup (arrival->moment);
}

guint
pod_arrival_count_state (const PodTrialArrival *arrival, const char *state)
{
  if (g_strcmp0 (state, "waiting") == 0)
    return arrival->n_waiting;
  if (g_strcmp0 (state, "unmapped") == 0)
    return arrival->n_unmapped;
  if (g_strcmp0 (state, "clear") == 0)
    return arrival->n_clear;
  if (g_strcmp0 (state, "refused") == 0)
    return arrival->n_refused;
  if (g_strcmp0 (state, "accepted") == 0)
    return arrival->n_accepted;
  if (g_strcmp0 (state, "rejected") == 0)
    return arrival->n_rejected;
  return arrival->n_waiting + arrival->n_unmapped + arrival->n_clear + arrival->n_refused +
         arrival->n_accepted + arrival->n_rejected;
}

/* ---- what they brought ---- */

const char *
pod_arrival_say_withdrawn (void)
{
  return _ ("Taken, and withdrawn since: it stands no longer.");
}

gboolean
pod_arrival_item_speaks_against_itself (const PodTrialArrivalItem *item)
{
  static const char *const causes[] = { "withdrawal", "implausible", "wrong_patient",
                                        "test_message", NULL };

  for (guint i = 0; causes[i] != NULL; i++)
    if (pod_arrival_cause_has (item->cause, causes[i]))
      return TRUE;
  return FALSE;
}

char *
pod_arrival_taken_out_to_words (const GPtrArray *taken_out)
{
  GString *body =
      g_string_new (_ ("What the laboratory wrote stays with it; what is taken out stays "
                       "readable with this reason."));

  if (taken_out->len > 0)
    g_string_append_printf (body, "\n\n%s", _ ("Taken out:"));
  for (guint i = 0; i < MIN (taken_out->len, MOST_SAID); i++)
    g_string_append_printf (body, "\n%s", (const char *) g_ptr_array_index (taken_out, i));
  if (taken_out->len > MOST_SAID)
    {
      guint n = taken_out->len - MOST_SAID;

      g_string_append_c (body, '\n');
      g_string_append_printf (body,
                              g_dngettext (GETTEXT_PACKAGE, "and %u more result",
                                           "and %u more results", n),
                              n);
    }
  return g_string_free (body, FALSE);
}
