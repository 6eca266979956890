/* The screening log for other programs: names of columns and members are a contract, never translated. */

#include <string.h>

#include "pod-csv.h"
#include "pod-json-text.h"
#include "pod-trial-paper.h"

/* ---- CSV ---- */

#define CSV_HEADER                                                                                 \
  "screening_number,consent,cohort,sex,age_band,outcome,enrolment_number,criteria,decided,"        \
  "days_from_consent,decided_by,screened_before_as,screened_again_as\r\n"

static void
append_cell (GString *csv, const char *text)
{
  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  if (text == NULL || *text == '\0')
    return;
  g_string_append_c (csv, '"');
  if (pod_csv_is_formula (text, strlen (text)))
    g_string_append_c (csv, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *p);
    }
  g_string_append_c (csv, '"');
}

static void
append_date (GString *csv, PodDate date)
{
  g_autofree char *text = pod_date_to_string (date);

  append_cell (csv, text);
}

static void
append_csv (GString *csv, const PodLogEntry *entry)
{
  g_autofree char *days = entry->days >= 0 ? g_strdup_printf ("%d", entry->days) : NULL;

  append_cell (csv, entry->screening_number);
  append_date (csv, entry->consent);
  append_cell (csv, entry->cohort);
  append_cell (csv, entry->sex);
  append_cell (csv, entry->age);
  append_cell (csv, pod_log_outcome_to_string (entry->outcome));
  append_cell (csv, entry->enrolment_number);
  append_cell (csv, entry->criteria);
  append_date (csv, entry->decided);
  append_cell (csv, days);
  append_cell (csv, entry->decided_by);
  append_cell (csv, entry->earlier);
  append_cell (csv, entry->later);
  g_string_append (csv, "\r\n");
}

char *
pod_screening_log_to_csv (const PodScreeningLog *log)
{
  GString *csv = g_string_new (CSV_HEADER);

  for (guint i = 0; i < log->entries->len; i++)
    append_csv (csv, g_ptr_array_index (log->entries, i));
  return g_string_free (csv, FALSE);
}

/* ---- JSON ---- */

static void
append_json_date (GString *json, const char *name, PodDate date)
{
  g_autofree char *text = pod_date_is_set (date) ? pod_date_to_string (date) : NULL;

  pod_json_append_member (json, name, text);
}

static void
append_days (GString *json, int days)
{
  if (days >= 0)
    pod_json_append_member_int (json, "days_from_consent", days);
  else
    pod_json_append_member (json, "days_from_consent", NULL);
}

static void
append_json (GString *json, const PodLogEntry *entry)
{
  g_string_append (json, json->str[json->len - 1] == '[' ? "{" : ",{");
  pod_json_append_member (json, "screening_number", entry->screening_number);
  append_json_date (json, "consent", entry->consent);
  pod_json_append_member (json, "cohort", entry->cohort);
  pod_json_append_member (json, "sex", entry->sex);
  pod_json_append_member (json, "age_band", entry->age);
  pod_json_append_member (json, "outcome", pod_log_outcome_to_string (entry->outcome));
  pod_json_append_member (json, "enrolment_number", entry->enrolment_number);
  pod_json_append_member (json, "criteria", entry->criteria);
  append_json_date (json, "decided", entry->decided);
  append_days (json, entry->days);
  pod_json_append_member (json, "decided_by", entry->decided_by);
  pod_json_append_member (json, "screened_before_as", entry->earlier);
  pod_json_append_member (json, "screened_again_as", entry->later);
  g_string_append_c (json, '}');
}

static void
append_count (GString *json, const PodLogCount *count)
{
  g_string_append (json, json->str[json->len - 1] == '[' ? "{" : ",{");
  pod_json_append_member (json, "cohort", count->cohort != NULL ? count->cohort->id : NULL);
  pod_json_append_member_int (json, "attempts", count->attempts);
  for (guint i = 0; i < POD_N_LOG_OUTCOMES; i++)
    pod_json_append_member_int (json, pod_log_outcome_to_string (i), count->outcomes[i]);
  g_string_append_c (json, '}');
}

char *
pod_screening_log_to_json (const PodScreeningLog *log)
{
  GString *json = g_string_new ("{");

  append_json_date (json, "as_of", log->as_of);
  pod_json_append_member_int (json, "target", log->target);
  pod_json_append_member_int (json, "enrolled", log->all.outcomes[POD_LOG_ENROLLED]);
  pod_json_append_name (json, "attempts");
  g_string_append_c (json, '[');
  for (guint i = 0; i < log->entries->len; i++)
    append_json (json, g_ptr_array_index (log->entries, i));
  g_string_append_c (json, ']');
  pod_json_append_name (json, "cohorts");
  g_string_append_c (json, '[');
  for (guint i = 0; i < log->cohorts->len; i++)
    append_count (json, &g_array_index (log->cohorts, PodLogCount, i));
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}
