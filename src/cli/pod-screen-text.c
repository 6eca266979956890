/* The same for a person: verdict by verdict, with the evidence that decided it. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-screen-report.h"
#include "pod-words.h"

typedef struct
{
  const PodStudy *study;
  GString *text;
} Report;

static const char *
say_eligible (PodTruth eligible)
{
  switch (eligible)
    {
    case POD_TRUE:
      return _ ("eligible by what is recorded; a physician decides");
    case POD_FALSE:
      return _ ("not eligible");
    case POD_UNKNOWN:
    default:
      return _ ("cannot tell yet");
    }
}

static void
append_leaf_cb (const PodEvidence *leaf, gpointer data)
{
  Report *report = data;
  g_autofree char *words = pod_evidence_to_words (report->study, leaf);

  g_string_append_printf (report->text, "      %s\n", words);
}

/* (element-type PodObservation) */
static char *
list_labels (const GPtrArray *observations)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);

      g_string_append_printf (list, "%s%s", i > 0 ? C_ ("list", "; ") : "",
                              pod_words_get (&observation->label, pod_words_locale ()));
    }
  return g_string_free (list, FALSE);
}

static void
append_missing (Report *report, const GPtrArray *missing)
{
  g_autofree char *list = list_labels (missing);

  if (missing->len == 0)
    return;
  g_string_append (report->text, "      ");
  g_string_append_printf (report->text, _ ("Would decide it: %s"), list);
  g_string_append_c (report->text, '\n');
}

static void
append_notes (Report *report, const GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const PodNote *note = ((const PodVerdictNote *) g_ptr_array_index (notes, i))->note;

      g_string_append (report->text, "      ");
      g_string_append_printf (report->text, _ ("Note: %s"),
                              pod_words_get (&note->text, pod_words_locale ()));
      if (note->check.plain)
        g_string_append_printf (report->text, _ (" (%s)"),
                                pod_words_get (&note->check, pod_words_locale ()));
      g_string_append_c (report->text, '\n');
    }
}

static void
append_until (Report *report, const char *indent, PodDate until)
{
  g_autofree char *date = NULL;

  if (!pod_date_is_set (until))
    return;
  date = pod_date_to_words (until);
  g_string_append (report->text, indent);
  g_string_append_printf (report->text, _ ("Valid until %s"), date);
  g_string_append_c (report->text, '\n');
}

static void
append_verdict (Report *report, const PodVerdict *verdict)
{
  g_string_append_printf (report->text, "  %-8s ", verdict->criterion->id);
  /* Translators: a criterion, then its verdict. */
  g_string_append_printf (report->text, C_ ("verdict", "%1$s: %2$s"),
                          pod_words_get (&verdict->criterion->label, pod_words_locale ()),
                          pod_verdict_to_words (verdict));
  g_string_append_c (report->text, '\n');
  if (verdict->evidence != NULL)
    pod_evidence_foreach_leaf (verdict->evidence, TRUE, append_leaf_cb, report);
  append_missing (report, verdict->missing);
  append_notes (report, verdict->notes);
  append_until (report, "      ", verdict->valid_until);
}

/* What expires first, and with it all that ends on the same day. */
static void
append_freshness (Report *report, const PodFreshness *freshness)
{
  const PodFreshItem *first = pod_freshness_get_first (freshness);
  g_autoptr (GPtrArray) observations = g_ptr_array_new ();
  g_autofree char *date = first ? pod_date_to_words (first->until) : NULL;
  g_autofree char *list = NULL;

  for (guint i = 0; first && i < freshness->items->len; i++)
    {
      const PodFreshItem *item = &g_array_index (freshness->items, PodFreshItem, i);

      if (item->passes && pod_date_equal (item->until, first->until) &&
          !g_ptr_array_find (observations, item->symbol, NULL))
        g_ptr_array_add (observations, (gpointer) item->symbol);
    }
  if (!first)
    return;
  list = list_labels (observations);
  g_string_append (report->text, "  ");
  /* Translators: a date, then what counts for the last time on it. */
  g_string_append_printf (report->text, _ ("Expires first, after %1$s: %2$s"), date, list);
  g_string_append_c (report->text, '\n');
}

static void
append_test (Report *report, const PodNextTest *test)
{
  g_autofree char *list = list_labels (test->observations);
  g_autoptr (GString) criteria = g_string_new (NULL);

  for (guint i = 0; i < test->decides->len; i++)
    g_string_append_printf (criteria, "%s%s", i > 0 ? " " : "",
                            ((const PodCriterion *) g_ptr_array_index (test->decides, i))->id);
  g_string_append (report->text, "    ");
  if (test->burden)
    /* Translators: what a test takes ("Blood test"), then what to get. */
    g_string_append_printf (report->text, C_ ("next test", "%1$s: %2$s"),
                            pod_words_get (&test->burden->label, pod_words_locale ()), list);
  else
    g_string_append (report->text, list);
  if (criteria->len > 0)
    /* Translators: goes on after what to get: the criteria that it decides. */
    g_string_append_printf (report->text, C_ ("next test", "; decides %s"), criteria->str);
  g_string_append_c (report->text, '\n');
}

static void
append_tests (Report *report, const GPtrArray *tests)
{
  if (tests->len == 0)
    return;
  g_string_append_printf (report->text, "  %s\n", _ ("To ask or order next, the cheapest first:"));
  for (guint i = 0; i < tests->len; i++)
    append_test (report, g_ptr_array_index (tests, i));
}

static void
append_head (Report *report, const PodSubject *subject, const PodScreening *screening)
{
  const PodCohort *cohort = pod_study_find_cohort (report->study, subject->cohort);
  g_autofree char *date = pod_date_to_words (screening->as_of);

  g_string_append_printf (report->text, "%s", subject->screening_number);
  if (subject->enrolment_number != NULL)
    g_string_append_printf (report->text, _ (" (%s)"), subject->enrolment_number);
  /* Translators: goes on after a subject's number: cohort, date, what the screening came to. */
  g_string_append_printf (report->text, C_ ("screening", ", %1$s, %2$s: %3$s"),
                          cohort != NULL ? pod_words_get (&cohort->label, pod_words_locale ())
                                         : _ ("no cohort yet"),
                          date, say_eligible (screening->eligible));
  g_string_append_c (report->text, '\n');
}

char *
pod_screen_report_text (const PodScreenReport *told)
{
  Report report = { told->study, g_string_new (NULL) };
  const PodScreening *screening = told->screening;

  append_head (&report, told->subject, screening);
  for (guint i = 0; i < screening->verdicts->len; i++)
    append_verdict (&report, g_ptr_array_index (screening->verdicts, i));
  append_until (&report, "  ", screening->valid_until);
  append_freshness (&report, told->freshness);
  append_tests (&report, told->tests);
  return g_string_free (report.text, FALSE);
}
