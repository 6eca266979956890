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

static void
append_missing (Report *report, const GPtrArray *missing)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (missing->len == 0)
    return;
  for (guint i = 0; i < missing->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (missing, i);

      g_string_append_printf (list, "%s%s", i > 0 ? C_ ("list", "; ") : "",
                              pod_words_get (&observation->label, pod_words_locale ()));
    }
  g_string_append (report->text, "      ");
  g_string_append_printf (report->text, _ ("Would decide it: %s"), list->str);
  g_string_append_c (report->text, '\n');
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
  append_until (report, "      ", verdict->valid_until);
}

char *
pod_screen_report_text (const PodStudy *study,
                        const PodSubject *subject,
                        const PodScreening *screening)
{
  Report report = { study, g_string_new (NULL) };
  const PodCohort *cohort = subject->cohort != NULL ? pod_study_find_cohort (study, subject->cohort)
                                                    : NULL;
  g_autofree char *date = pod_date_to_words (screening->as_of);

  g_string_append_printf (report.text, "%s", subject->screening_number);
  if (subject->enrolment_number != NULL)
    g_string_append_printf (report.text, _ (" (%s)"), subject->enrolment_number);
  /* Translators: goes on after a subject's number: cohort, date, what the screening came to. */
  g_string_append_printf (report.text, C_ ("screening", ", %1$s, %2$s: %3$s"),
                          cohort != NULL ? pod_words_get (&cohort->label, pod_words_locale ())
                                         : _ ("no cohort yet"),
                          date, say_eligible (screening->eligible));
  g_string_append_c (report.text, '\n');
  for (guint i = 0; i < screening->verdicts->len; i++)
    append_verdict (&report, g_ptr_array_index (screening->verdicts, i));
  append_until (&report, "  ", screening->valid_until);
  return g_string_free (report.text, FALSE);
}
