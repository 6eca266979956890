#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-arrival-row.h"
#include "pod-finding-beside.h"
#include "pod-finding-settle.h"
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

  /* Not all of them are results: some are nobody's, or cannot be read. */
  if (g_strcmp0 (arrival->kind, "table") == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "table of %u row", "table of %u rows", n),
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

  /* Translators: the running number of a file, a laboratory, of what kind its file was, when that came in, and who imported it. */
  return g_strdup_printf (C_ ("arrivals", "No. %1$u: %2$s, %3$s, %4$s, %5$s"), (guint) arrival->id,
                          arrival->laboratory, kind, moment, arrival->user);
}

char *
pod_arrival_print_number (const PodTrialArrival *arrival)
{
  /* Translators: the running number of a file that came in, for a narrow column. */
  return g_strdup_printf (C_ ("arrivals", "No. %u"), (guint) arrival->id);
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

guint
pod_arrival_count (const GPtrArray *arrivals, const char *state, gint64 file)
{
  guint n = 0;

  for (guint i = 0; arrivals != NULL && i < arrivals->len; i++)
    {
      const PodTrialArrival *arrival = g_ptr_array_index (arrivals, i);

      if (file == 0 || arrival->id == file)
        n += pod_arrival_count_state (arrival, state);
    }
  return n;
}

static char *
say_clear (guint n)
{
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u result is clear and waits to be taken: “Take What Is Clear” adds it to "
                   "the record.",
                   "%u results are clear and wait to be taken: “Take What Is Clear” adds them to "
                   "the record.",
                   n),
      n);
}

static char *
say_unmapped (guint n)
{
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u result is not mapped: choose “Not mapped” above, and say what it is.",
                   "%u results are not mapped: choose “Not mapped” above, and say what they are.",
                   n),
      n);
}

char *
pod_arrival_nothing_to_title (guint files, gboolean is_waiting, guint clear, guint unmapped)
{
  if (files == 0)
    return g_strdup (C_ ("arrivals", "Nothing has come in yet"));
  if (is_waiting && unmapped > 0)
    return g_strdup_printf (_ ("%u not mapped"), unmapped);
  return g_strdup (is_waiting && clear == 0 ? C_ ("arrivals", "Nothing waits")
                                            : C_ ("arrivals", "Nothing here"));
}

char *
pod_arrival_nothing_to_words (guint files, guint clear, guint unmapped)
{
  g_autofree char *of_clear = clear > 0 ? say_clear (clear) : NULL;
  g_autofree char *of_unmapped = unmapped > 0 ? say_unmapped (unmapped) : NULL;

  if (files == 0)
    return g_strdup (_ ("What a laboratory’s file brings stands here until somebody has taken "
                        "it."));
  if (of_clear != NULL && of_unmapped != NULL)
    return g_strconcat (of_unmapped, "\n", of_clear, NULL);
  if (of_clear != NULL || of_unmapped != NULL)
    return g_strdup (of_clear != NULL ? of_clear : of_unmapped);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u file came in. What became of its results stands under “All”; from there it "
                   "can be undone.",
                   "%u files came in. What became of their results stands under “All”; from there "
                   "each of them can be undone.",
                   files),
      files);
}

/* ---- what they brought ---- */

const char *
pod_arrival_say_withdrawn (void)
{
  return _ ("Taken, and withdrawn since: it stands no longer.");
}

/* The last, since it may have come back and gone again. */
static PodHistoryItem *
find_change (GListModel *history, const char *field, const char *value)
{
  for (guint i = 0; i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (PodHistoryItem) item = g_list_model_get_item (history, i);

      if (g_strcmp0 (pod_history_item_get_field (item), field) == 0 &&
          g_strcmp0 (pod_history_item_get_new (item), value) == 0)
        return g_steal_pointer (&item);
    }
  return NULL;
}

static char *
say_deed (PodHistoryItem *change)
{
  return pod_user_deed_to_words (pod_history_item_get_when (change),
                                 pod_history_item_get_user (change));
}

static char *
say_withdrawal (GListModel *history)
{
  g_autoptr (PodHistoryItem) voiding = find_change (history, "voided", "1");
  g_autofree char *deed = voiding != NULL ? say_deed (voiding) : NULL;

  if (voiding == NULL)
    return NULL;
  /* Translators: when and by whom a result was withdrawn, and the reason that was given. */
  return g_strdup_printf (_ ("Taken, and withdrawn since (%1$s): “%2$s”. It stands no longer."),
                          deed, pod_history_item_get_why (voiding));
}

/* Below why a result waited stands why somebody did not take it. */
static char *
say_end (const PodTrialArrivalItem *item, GListModel *history)
{
  g_autoptr (PodHistoryItem) end = find_change (history, "state", item->state);
  g_autofree char *deed = end != NULL ? say_deed (end) : NULL;
  g_autofree char *waited = item->reason != NULL ? pod_words_begin_line (item->reason) : NULL;
  g_autofree char *words = NULL;

  if (end == NULL || pod_history_item_get_why (end) == NULL)
    return NULL;
  /* Translators: that a result was rejected or undone, when and by whom, and the reason that was given. */
  words = g_strdup_printf (C_ ("arrivals", "%1$s (%2$s): “%3$s”."),
                           pod_arrival_state_to_words (item->state), deed,
                           pod_history_item_get_why (end));
  if (waited == NULL || !g_str_equal (item->state, "rejected"))
    return g_steal_pointer (&words);
  return g_strconcat (waited, "\n", words, NULL);
}

char *
pod_arrival_history_to_words (const PodTrialArrivalItem *item, GListModel *history)
{
  return item->is_withdrawn ? say_withdrawal (history) : say_end (item, history);
}

gboolean
pod_arrival_has_ended (const PodTrialArrivalItem *item)
{
  /* What was there already nobody has rejected. */
  return g_str_equal (item->state, "undone") || (g_str_equal (item->state, "rejected") &&
                                                 !pod_arrival_cause_has (item->cause, "duplicate"));
}

static const char *
find_reason (const PodTrialArrivalItem *item)
{
  if (item->is_withdrawn)
    return pod_arrival_say_withdrawn ();
  if (g_str_equal (item->state, "accepted") || g_str_equal (item->state, "undone"))
    return pod_arrival_state_to_words (item->state);
  return item->reason != NULL ? item->reason : C_ ("arrivals", "Nothing is amiss.");
}

/* A sentence of its own above the values; in the list and in files it is part of one. */
char *
pod_arrival_reason_to_words (const PodTrialArrivalItem *item)
{
  return pod_words_begin_line (find_reason (item));
}

gboolean
pod_arrival_item_needs_reason (const PodTrialArrivalItem *item)
{
  static const char *const causes[] = { "withdrawal",    "implausible",
                                        "wrong_patient", "near_number",
                                        "test_message",  "unit",
                                        "partial_date",  NULL };

  for (guint i = 0; causes[i] != NULL; i++)
    if (pod_arrival_cause_has (item->cause, causes[i]))
      return TRUE;
  return FALSE;
}

/* In the unit of @other; NULL where nothing leads there. */
static char *
convert_to_words (PodTrial *trial, const PodFinding *finding, const PodFinding *other)
{
  const PodStudy *study = pod_trial_get_study (trial);
  PodFinding came = *finding;

  if (!pod_finding_convert_beside (study, &came, other, &came.quantity))
    return NULL;
  came.source = "derived";
  return pod_finding_to_words (study, &came);
}

static char *
say_unit (PodTrial *trial, const PodTrialArrivalItem *item, char **heading)
{
  g_autofree char *converted = item->last != NULL
                                   ? convert_to_words (trial, &item->finding, item->last)
                                   : NULL;
  g_autofree char *finding = pod_arrival_finding_to_words (trial, &item->finding);

  if (converted == NULL)
    /* Translators: a subject, and a result of it. */
    return g_strdup_printf (C_ ("arrivals", "%1$s: %2$s"), item->number, finding);
  if (*heading == NULL)
    /* Translators: a result, in the unit that is usual. */
    *heading = g_strdup_printf (_ ("Accept as %s?"), converted);
  /* Translators: a subject, a result of it, and that in the unit that is usual. */
  return g_strdup_printf (C_ ("arrivals", "%1$s: %2$s = %3$s"), item->number, finding, converted);
}

static char *
say_partial_date (PodTrial *trial, const PodTrialArrivalItem *item, char **heading)
{
  g_autofree char *finding = pod_arrival_finding_to_words (trial, &item->finding);

  if (*heading == NULL)
    *heading = g_strdup (_ ("Accept Without the Day?"));
  /* Translators: a subject, and a result of it that has a month or a year only. */
  return g_strdup_printf (C_ ("arrivals", "%1$s: %2$s; the day is not known"), item->number,
                          finding);
}

/* @cause: the word, or what is left of it */
static char *
say_reason (PodTrial *trial, const PodTrialArrivalItem *item, const char *cause)
{
  g_autofree char *finding = pod_arrival_finding_to_words (trial, &item->finding);
  const char *left = g_strcmp0 (cause, item->cause) != 0 ? pod_arrival_cause_to_words (cause)
                                                         : NULL;

  /* Translators: a subject, a result of it, and why that waits. */
  return g_strdup_printf (C_ ("arrivals", "%1$s: %2$s – %3$s"), item->number, finding,
                          left != NULL ? left : find_reason (item));
}

char *
pod_arrival_doubt_to_words (PodTrial *trial,
                            const PodTrialArrivalItem *item,
                            const char *const *settled,
                            char **heading)
{
  g_autofree char *cause = pod_arrival_cause_leave_out (item->cause, settled);

  if (!g_str_equal (item->state, "waiting") || g_strcmp0 (item->cause, "withdrawal") == 0 ||
      (item->cause != NULL && cause == NULL))
    return NULL;
  /* Where something else speaks against it, too, that is told with it. */
  if (g_strcmp0 (cause, "unit") == 0)
    return say_unit (trial, item, heading);
  return g_strcmp0 (cause, "partial_date") == 0 ? say_partial_date (trial, item, heading)
                                                : say_reason (trial, item, cause);
}

static void
append_lines (GString *body, const GPtrArray *lines)
{
  for (guint i = 0; i < MIN (lines->len, MOST_SAID); i++)
    g_string_append_printf (body, "%s%s", i > 0 ? "\n" : "",
                            (const char *) g_ptr_array_index (lines, i));
  if (lines->len > MOST_SAID)
    {
      guint n = lines->len - MOST_SAID;

      g_string_append_c (body, '\n');
      g_string_append_printf (body,
                              g_dngettext (GETTEXT_PACKAGE, "and %u more result",
                                           "and %u more results", n),
                              n);
    }
}

/* @title: (nullable) */
static void
append_part (GString *body, const char *title, const GPtrArray *lines)
{
  if (lines->len == 0)
    return;
  if (title != NULL)
    g_string_append_printf (body, "%s\n", title);
  append_lines (body, lines);
  g_string_append (body, "\n\n");
}

char *
pod_arrival_question_to_words (const GPtrArray *doubts,
                               const GPtrArray *withdrawals,
                               const char *title,
                               const GPtrArray *about,
                               const char *what_stays)
{
  GString *body = g_string_new (NULL);

  append_part (body, _ ("Doubted, and taken all the same:"), doubts);
  append_part (body, _ ("Doubted, and taken out all the same:"), withdrawals);
  append_part (body, title, about);
  g_string_append (body, what_stays);
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

/* Pango breaks between any two signs of Chinese. */
static gboolean
is_broken_between (gunichar sign, gunichar next)
{
  return g_unichar_isalnum (sign) && g_unichar_isalnum (next) && (sign >= 0x80 || next >= 0x80);
}

char *
pod_arrival_keep_day (const char *moment)
{
  const char *last = strchr (moment, ':') != NULL ? strrchr (moment, ' ') : NULL;
  GString *whole = g_string_new (NULL);

  for (const char *at = moment; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar sign = g_utf8_get_char (at);

      if (sign == ' ' && at != last)
        g_string_append (whole, NO_BREAK_SPACE);
      else
        g_string_append_unichar (whole, sign);
      if (is_broken_between (sign, g_utf8_get_char (g_utf8_next_char (at))))
        g_string_append (whole, WORD_JOINER);
    }
  return g_string_free (whole, FALSE);
}

static const char *
name_test (PodTrial *trial, const PodFinding *finding)
{
  const PodObservation *observation = pod_study_find_observation (pod_trial_get_study (trial),
                                                                  finding->observation);

  return observation != NULL ? pod_words_get (&observation->label, pod_words_locale ())
                             : finding->observation;
}

char *
pod_arrival_finding_to_words (PodTrial *trial, const PodFinding *finding)
{
  g_autofree char *value = NULL;
  g_autofree char *when = pod_moment_to_words (finding->when);

  if (!pod_arrival_has_value (finding))
    /* Translators: a test, and when that was collected. */
    return g_strdup_printf (C_ ("arrivals", "%1$s, %2$s"), name_test (trial, finding), when);
  value = say_value (pod_trial_get_study (trial), finding);
  /* Translators: a test, its result, and when that was collected. */
  return g_strdup_printf (C_ ("arrivals", "%1$s %2$s, %3$s"), name_test (trial, finding), value,
                          when);
}

char *
pod_arrival_exchange_to_words (PodTrial *trial,
                               const PodTrialArrivalItem *item,
                               const PodFinding *stands)
{
  g_autofree char *goes = pod_arrival_finding_to_words (trial, stands);
  g_autofree char *comes = NULL;

  if (!pod_arrival_has_value (&item->finding) || pod_arrival_cause_has (item->cause, "withdrawal"))
    /* Translators: a subject, and a result of it. */
    return g_strdup_printf (C_ ("arrivals", "%1$s: %2$s"), item->number, goes);
  comes = say_value (pod_trial_get_study (trial), &item->finding);
  /* Translators: a subject, a result of it that is taken out, and what comes in its place. */
  return g_strdup_printf (C_ ("arrivals", "%1$s: %2$s → %3$s"), item->number, goes, comes);
}

char *
pod_arrival_replacing_to_words (PodTrial *trial,
                                const PodTrialArrivalItem *item,
                                const PodFinding *stands)
{
  const PodStudy *study = pod_trial_get_study (trial);
  g_autofree char *goes = say_value (study, stands);
  g_autofree char *when = pod_moment_to_words (stands->when);
  g_autofree char *comes = say_value (study, &item->finding);

  /* Translators: a result on record, when that was collected, and what comes in its place. */
  return g_strdup_printf (_ ("Replace %1$s (%2$s) by %3$s?"), goes, when, comes);
}

/* Takes both (nullable). */
static void
append_difference (GString *words, const char *name, char *stands, char *came)
{
  if (g_strcmp0 (stands, came) != 0)
    {
      g_string_append_c (words, '\n');
      /* Translators: what differs between two results, as it is on record and as it came in. */
      g_string_append_printf (words, C_ ("arrivals", "%1$s: %2$s → %3$s"), name,
                              stands != NULL ? stands : "–", came != NULL ? came : "–");
    }
  g_free (stands);
  g_free (came);
}

char *
pod_arrival_differences_to_words (PodTrial *trial,
                                  const PodTrialArrivalItem *item,
                                  const PodFinding *stands)
{
  const PodFinding *came = &item->finding;
  GString *words = g_string_new (NULL);

  /* Translators: a subject, and a test. */
  g_string_append_printf (words, C_ ("arrivals", "%1$s: %2$s"), item->number,
                          name_test (trial, stands));
  append_difference (words, C_ ("arrivals", "Collected"), pod_moment_to_words (stands->when),
                     pod_moment_to_words (came->when));
  append_difference (words, C_ ("arrivals", "Laboratory"), g_strdup (stands->laboratory),
                     g_strdup (came->laboratory));
  append_difference (words, C_ ("arrivals", "Limits"), pod_finding_limits_to_words (stands),
                     pod_arrival_limits_beside (item, stands));
  return g_string_free (words, FALSE);
}

/* As it was printed where it cannot be read. */
char *
pod_arrival_item_to_words (PodTrial *trial, const PodTrialArrivalItem *item)
{
  g_autofree char *shown = pod_arrival_show (item);
  g_autofree char *collected = pod_arrival_show_collected (item);
  g_autofree char *finding = pod_arrival_has_value (&item->finding)
                                 ? pod_arrival_finding_to_words (trial, &item->finding)
                                 : g_strdup_printf (C_ ("arrivals", "%1$s %2$s, %3$s"), item->item,
                                                    shown, collected);

  /* Translators: a subject, and a result of it. */
  return g_strdup_printf (C_ ("arrivals", "%1$s: %2$s"), item->number, finding);
}

char *
pod_arrival_result_to_words (PodTrial *trial, const PodUndoneResult *result)
{
  g_autofree char *finding = pod_arrival_finding_to_words (trial, result->finding);

  /* Translators: a subject, and a result of it. */
  return g_strdup_printf (C_ ("arrivals", "%1$s: %2$s"), result->number, finding);
}
