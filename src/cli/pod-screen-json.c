/* What "screen --json" says: a contract with other programs, so its names are never translated and never change. */

#include <math.h>

#include "pod-json-text.h"
#include "pod-screen-report.h"
#include "pod-words.h"

typedef struct
{
  const PodStudy *study;
  GString *json;
} Report;

static const char *
name_absence (PodAbsence absence)
{
  static const char *const names[] = {
    [POD_ABSENCE_NONE] = NULL,
    [POD_ABSENCE_NEVER] = "never",
    [POD_ABSENCE_OUTSIDE] = "outside",
    [POD_ABSENCE_UNUSABLE] = "unusable",
    [POD_ABSENCE_UNDATED] = "undated",
    [POD_ABSENCE_NO_LIMIT] = "no_limit",
    [POD_ABSENCE_NO_ANCHOR] = "no_anchor",
    [POD_ABSENCE_CENSORED] = "censored",
    [POD_ABSENCE_TOO_FEW] = "too_few",
    [POD_ABSENCE_ANSWER] = "answer",
    [POD_ABSENCE_NOT_DONE] = "not_done",
    [POD_ABSENCE_INCOMPLETE] = "incomplete",
  };

  return (guint) absence < G_N_ELEMENTS (names) ? names[absence] : NULL;
}

static gboolean
has_fact (const PodEvidence *leaf)
{
  return leaf->symbol != NULL && leaf->absence != POD_ABSENCE_NEVER &&
         leaf->absence != POD_ABSENCE_NOT_DONE && leaf->absence != POD_ABSENCE_TOO_FEW;
}

/* A number, an answer, a day, or null. */
static void
append_value (GString *json, const PodEvidence *leaf)
{
  g_autofree char *date = NULL;

  if (isfinite (leaf->value))
    pod_cli_json_number (json, "value", leaf->value);
  else if (has_fact (leaf) && leaf->fact.code != NULL)
    pod_json_append_member (json, "value", leaf->fact.code);
  else if (has_fact (leaf) && leaf->symbol->kind == POD_KIND_QUANTITY)
    pod_cli_json_number (json, "value", leaf->fact.number);
  else if (has_fact (leaf) && pod_date_is_set (leaf->fact.date))
    pod_cli_json_date (json, "value", leaf->fact.date);
  else
    pod_json_append_member (json, "value", NULL);
}

static const char *
find_unit (const PodEvidence *leaf)
{
  const PodUnit *unit = leaf->unit;

  if (unit == NULL && leaf->symbol != NULL)
    unit = leaf->symbol->unit;
  return unit != NULL ? pod_unit_get_ucum (unit) : NULL;
}

static const char *
find_comparator (const PodEvidence *leaf)
{
  if (isfinite (leaf->value) && leaf->comparator != POD_EXACTLY)
    return pod_comparator_to_string (leaf->comparator);
  if (!has_fact (leaf) || leaf->fact.comparator == POD_EXACTLY)
    return NULL;
  return pod_comparator_to_string (leaf->fact.comparator);
}

static void
append_leaf_cb (const PodEvidence *leaf, gpointer data)
{
  Report *report = data;
  GString *json = report->json;
  gboolean compares = leaf->kind == POD_EVIDENCE_COMPARE;
  g_autofree char *words = pod_evidence_to_words (report->study, leaf);

  pod_cli_json_separate (json);
  g_string_append_c (json, '{');
  pod_json_append_member (json, "observation", leaf->symbol != NULL ? leaf->symbol->name : NULL);
  pod_json_append_member (json, "label", leaf->text);
  pod_cli_json_truth (json, "truth", leaf->truth);
  append_value (json, leaf);
  pod_json_append_member (json, "unit", find_unit (leaf));
  pod_json_append_member (json, "comparator", find_comparator (leaf));
  pod_cli_json_number (json, "limit", leaf->limit);
  pod_json_append_member (json, "relation",
                          compares ? pod_relation_to_string (leaf->relation) : NULL);
  pod_cli_json_number (json, "margin", leaf->margin);
  pod_cli_json_date (json, "date", has_fact (leaf) ? leaf->fact.when.date : POD_DATE_NONE);
  pod_json_append_member (json, "source", has_fact (leaf) ? leaf->fact.source : NULL);
  pod_json_append_member (json, "words", words);
  pod_json_append_member (json, "absence", name_absence (leaf->absence));
  g_string_append_c (json, '}');
}

static void
append_missing (GString *json, const GPtrArray *missing)
{
  pod_json_append_name (json, "missing");
  g_string_append_c (json, '[');
  for (guint i = 0; i < missing->len; i++)
    {
      const PodSymbol *symbol = g_ptr_array_index (missing, i);

      pod_cli_json_separate (json);
      pod_json_append_string (json, symbol->name);
    }
  g_string_append_c (json, ']');
}

static void
append_notes (GString *json, const GPtrArray *notes)
{
  pod_json_append_name (json, "notes");
  g_string_append_c (json, '[');
  for (guint i = 0; i < notes->len; i++)
    {
      const PodVerdictNote *found = g_ptr_array_index (notes, i);

      pod_cli_json_separate (json);
      g_string_append_c (json, '{');
      pod_json_append_member (json, "id", found->note->id);
      pod_json_append_member (json, "text",
                              pod_words_get (&found->note->text, pod_words_locale ()));
      pod_json_append_member (json, "check",
                              found->note->check.plain
                                  ? pod_words_get (&found->note->check, pod_words_locale ())
                                  : NULL);
      pod_json_append_member (json, "source", found->note->source);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
append_freshness (GString *json, const PodFreshness *freshness)
{
  pod_json_append_name (json, "freshness");
  g_string_append_c (json, '[');
  for (guint i = 0; i < freshness->items->len; i++)
    {
      const PodFreshItem *item = &g_array_index (freshness->items, PodFreshItem, i);

      if (!pod_date_is_set (item->until))
        continue;
      pod_cli_json_separate (json);
      g_string_append_c (json, '{');
      pod_json_append_member (json, "observation", item->symbol->name);
      pod_json_append_member (json, "criterion", item->criterion ? item->criterion->id : NULL);
      pod_json_append_member (json, "condition", item->condition ? item->condition->id : NULL);
      pod_cli_json_truth (json, "passes", pod_truth_from_boolean (item->passes));
      pod_cli_json_date (json, "date", item->when);
      pod_cli_json_date (json, "until", item->until);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
append_ids (GString *json, const char *name, const GPtrArray *criteria)
{
  pod_json_append_name (json, name);
  g_string_append_c (json, '[');
  for (guint i = 0; i < criteria->len; i++)
    {
      pod_cli_json_separate (json);
      pod_json_append_string (json, ((const PodCriterion *) g_ptr_array_index (criteria, i))->id);
    }
  g_string_append_c (json, ']');
}

static void
append_test (GString *json, const PodNextTest *test)
{
  pod_cli_json_separate (json);
  g_string_append_c (json, '{');
  pod_json_append_member (json, "burden", test->burden ? test->burden->id : NULL);
  pod_json_append_member (json, "panel", test->panel ? test->panel->id : NULL);
  /* An observation begins with its symbol. */
  pod_json_append_name (json, "observations");
  g_string_append_c (json, '[');
  for (guint i = 0; i < test->observations->len; i++)
    {
      const PodSymbol *symbol = g_ptr_array_index (test->observations, i);

      pod_cli_json_separate (json);
      pod_json_append_string (json, symbol->name);
    }
  g_string_append_c (json, ']');
  append_ids (json, "decides", test->decides);
  append_ids (json, "may_decide", test->may_decide);
  g_string_append_c (json, '}');
}

static void
append_tests (GString *json, const GPtrArray *tests)
{
  pod_json_append_name (json, "next_tests");
  g_string_append_c (json, '[');
  for (guint i = 0; i < tests->len; i++)
    append_test (json, g_ptr_array_index (tests, i));
  g_string_append_c (json, ']');
}

static void
append_verdict (Report *report, const PodVerdict *verdict)
{
  GString *json = report->json;

  pod_cli_json_separate (json);
  g_string_append_c (json, '{');
  pod_json_append_member (json, "id", verdict->criterion->id);
  pod_json_append_member (json, "kind",
                          verdict->criterion->kind == POD_INCLUSION ? "inclusion" : "exclusion");
  pod_cli_json_truth (json, "holds", verdict->holds);
  pod_cli_json_truth (json, "passes", verdict->passes);
  pod_json_append_member (json, "text",
                          pod_words_get (&verdict->criterion->text, pod_words_locale ()));
  pod_json_append_name (json, "evidence");
  g_string_append_c (json, '[');
  if (verdict->evidence != NULL)
    pod_evidence_foreach_leaf (verdict->evidence, FALSE, append_leaf_cb, report);
  g_string_append_c (json, ']');
  append_missing (json, verdict->missing);
  pod_cli_json_date (json, "valid_until", verdict->valid_until);
  append_notes (json, verdict->notes);
  g_string_append_c (json, '}');
}

char *
pod_screen_report_json (const PodScreenReport *told)
{
  GString *json = g_string_new ("{");
  Report report = { told->study, json };
  const PodScreening *screening = told->screening;

  pod_json_append_member (json, "subject", told->subject->screening_number);
  pod_cli_json_date (json, "as_of", screening->as_of);
  pod_json_append_member (json, "cohort", told->subject->cohort);
  pod_cli_json_truth (json, "eligible", screening->eligible);
  pod_json_append_name (json, "criteria");
  g_string_append_c (json, '[');
  for (guint i = 0; i < screening->verdicts->len; i++)
    append_verdict (&report, g_ptr_array_index (screening->verdicts, i));
  g_string_append_c (json, ']');
  append_freshness (json, told->freshness);
  append_tests (json, told->tests);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}
