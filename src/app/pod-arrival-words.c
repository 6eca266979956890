#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-trial-history.h"
#include "pod-user-item.h"
#include "pod-words.h"

/* So many results that are taken out are named. */
#define MOST_SAID 6
/* What is longer has words behind its unit, and may be broken anywhere. */
#define MOST_TOGETHER 24
#define NO_BREAK_SPACE "\u00a0"
#define WORD_JOINER "\u2060"

/* ---- files ---- */

static char *
say_kind (const PodTrialArrival *arrival)
{
  guint n = arrival->lines;

  if (g_strcmp0 (arrival->kind, "table") == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "table of %u result",
                                         "table of %u results", n),
                            n);
  /* Translators: how messages are written, HL7 or FHIR, and how many results are in them. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s of %2$u result",
                                       "%1$s of %2$u results", n),
                          g_strcmp0 (arrival->kind, "hl7") == 0 ? "HL7" : "FHIR", n);
}

char *
pod_arrival_to_words (const PodTrialArrival *arrival)
{
  g_autofree char *moment = pod_user_time_to_words (arrival->moment);
  g_autofree char *kind = say_kind (arrival);

  /* Translators: a laboratory, of what kind its file was, when that came in, and who imported it. */
  return g_strdup_printf (C_ ("arrivals", "%1$s, %2$s, %3$s, %4$s"), arrival->laboratory, kind,
                          moment, arrival->user);
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

/* The last that took it out, since it may have come back and gone again. */
static PodHistoryItem *
find_voiding (PodTrial *trial, gint64 finding)
{
  const PodHistoryFilter filter = { .table = "finding", .row = finding };
  g_autoptr (GListModel) history = pod_trial_list_history (trial, &filter, NULL);

  for (guint i = 0; history != NULL && i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (PodHistoryItem) item = g_list_model_get_item (history, i);

      if (g_strcmp0 (pod_history_item_get_field (item), "voided") == 0 &&
          g_strcmp0 (pod_history_item_get_new (item), "1") == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

char *
pod_arrival_say_withdrawal (PodTrial *trial, const PodTrialArrivalItem *item)
{
  g_autoptr (PodHistoryItem) voiding = find_voiding (trial, item->result);
  g_autofree char *deed = NULL;

  if (voiding == NULL)
    return g_strdup (pod_arrival_say_withdrawn ());
  deed = pod_user_deed_to_words (pod_history_item_get_when (voiding),
                                 pod_history_item_get_user (voiding));
  /* Translators: when and by whom a result was withdrawn, and the reason that was given. */
  return g_strdup_printf (_ ("Taken, and withdrawn since (%1$s): “%2$s”. It stands no longer."),
                          deed, pod_history_item_get_why (voiding));
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

/* In a narrow dialog a number stays with its unit, and the unit in one piece. */
static char *
say_value (const PodStudy *study, const PodFinding *finding)
{
  g_autofree char *value = pod_finding_to_words (study, finding);
  g_autoptr (GString) whole = g_string_new (value);

  if (isnan (finding->quantity.number) || g_utf8_strlen (value, -1) > MOST_TOGETHER)
    return g_steal_pointer (&value);
  g_string_replace (whole, " ", NO_BREAK_SPACE, 0);
  g_string_replace (whole, "/", "/" WORD_JOINER, 0);
  return g_string_free (g_steal_pointer (&whole), FALSE);
}

char *
pod_arrival_finding_to_words (PodTrial *trial, const PodFinding *finding)
{
  const PodStudy *study = pod_trial_get_study (trial);
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);
  g_autofree char *value = say_value (study, finding);
  g_autofree char *when = pod_moment_to_words (finding->when);

  /* Translators: a test, its result, and when that was collected. */
  return g_strdup_printf (C_ ("arrivals", "%1$s %2$s, %3$s"),
                          observation != NULL
                              ? pod_words_get (&observation->label, pod_words_locale ())
                              : finding->observation,
                          value, when);
}

char *
pod_arrival_result_to_words (PodTrial *trial, const PodUndoneResult *result)
{
  g_autofree char *finding = pod_arrival_finding_to_words (trial, result->finding);

  /* Translators: a subject, and a result of it. */
  return g_strdup_printf (C_ ("arrivals", "%1$s: %2$s"), result->number, finding);
}
