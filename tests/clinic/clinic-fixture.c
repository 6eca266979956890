#include "clinic-fixture.h"

#include <stdlib.h>
#include <string.h>

#define TODAY ((PodDate){ 2026, 11, 20 })

PodDate
fixture_today (void)
{
  return TODAY;
}

PodDate
fixture_day (int days)
{
  return pod_date_add_days (TODAY, days);
}

PodSite *
fixture_site (void)
{
  return pod_site_new (NULL, 0, NULL);
}

static PodStudy *
load (const char *directory)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodStudy *study = pod_study_load (directory, pod_test_data ("knowledge"), problems);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *problem = pod_problem_to_string (problems->pdata[i]);

      g_test_message ("%s", problem);
    }
  g_assert_nonnull (study);
  return study;
}

PodStudy *
fixture_study (void)
{
  return load (pod_test_data ("studies/nct07241468"));
}

PodStudy *
fixture_small_study (const char *text)
{
  const char *dir = pod_test_dir ();

  pod_test_write (dir, "study.ini", text);
  return load (dir);
}

/* ---- records from text ---- */

typedef struct
{
  PodCasebookBuilder *builder;
  gint64 last_id;
  gboolean voided;
} Scribe;

static PodDate
read_date (const char *text)
{
  PodDate date = POD_DATE_NONE;
  char *end;
  long days = strtol (text, &end, 10);

  /* A bare year is a date too. */
  if (*end == '\0' && days < 1900)
    return fixture_day ((int) days);
  if (!g_str_equal (text, "none"))
    g_assert_true (pod_date_parse (text, &date));
  return date;
}

/* Takes the word that begins with @mark out of @words. */
static char *
take_marked (GStrv words, const char *mark)
{
  for (guint i = 0; words[i]; i++)
    if (g_str_has_prefix (words[i], mark))
      {
        char *found = g_strdup (words[i] + strlen (mark));

        g_free (words[i]);
        for (; words[i]; i++)
          words[i] = words[i + 1];
        return found;
      }
  return NULL;
}

static PodRecord
make_head (Scribe *scribe)
{
  return (PodRecord){
    .id = ++scribe->last_id, .subject = 1, .version = 1, .voided = scribe->voided
  };
}

static void
read_limits (GStrv words, PodFinding *finding)
{
  for (guint i = 0; words[i] && words[i + 1]; i++)
    if (g_str_equal (words[i], "uln"))
      finding->upper = g_ascii_strtod (words[i + 1], NULL);
    else if (g_str_equal (words[i], "lln"))
      finding->lower = g_ascii_strtod (words[i + 1], NULL);
}

/* [<] 2.5 10*9/L, or an answer. */
static void
read_value (GStrv words, PodFinding *finding)
{
  guint number = pod_comparator_from_string (words[1], &finding->quantity.comparator) ? 2 : 1;
  char *end;
  double value = g_ascii_strtod (words[number], &end);

  if (*end != '\0')
    {
      finding->code = words[1];
      return;
    }
  finding->quantity.number = value;
  if (!words[number + 1])
    return;
  finding->quantity.unit = pod_unit_from_ucum (words[number + 1]);
  read_limits (words + number + 2, finding);
}

/* "-2", "2026-11", "2026-11-18T09:00" */
static PodMoment
read_moment (const char *text)
{
  PodMoment moment;

  return strchr (text, 'T') && pod_moment_parse (text, &moment) ? moment
                                                                : pod_moment_on (read_date (text));
}

static void
write_finding (Scribe *scribe, GStrv words, PodMoment when)
{
  g_autofree char *value = take_marked (words, "=");
  g_autofree char *status = take_marked (words, "status:");
  g_autofree char *reason = take_marked (words, "because:");
  g_autofree char *significance = take_marked (words, "judged:");
  g_autofree char *laboratory = take_marked (words, "by:");
  g_autofree char *collection = take_marked (words, "collection:");
  g_autofree char *began = take_marked (words, "began:");
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record = make_head (scribe);
  finding.observation = words[0];
  finding.source = "typed";
  finding.when = when;
  finding.status = status;
  finding.reason = reason;
  finding.significance = significance;
  finding.judged_by = significance ? "paul" : NULL;
  finding.laboratory = laboratory;
  finding.completeness = collection;
  if (began)
    finding.began = read_moment (began);
  if (value)
    finding.date = read_date (value);
  else if (words[1])
    read_value (words, &finding);
  pod_casebook_builder_add_finding (scribe->builder, &finding);
}

static void
write_dose (Scribe *scribe, char **words, const char *span)
{
  g_auto (GStrv) days = g_strsplit (span, "..", 2);
  PodIntervention intervention;

  pod_intervention_init (&intervention);
  intervention.record = make_head (scribe);
  intervention.treatment = words[1];
  if (words[2] != NULL && words[3] != NULL)
    {
      intervention.dose = g_ascii_strtod (words[2], NULL);
      intervention.unit = pod_unit_from_ucum (words[3]);
    }
  intervention.start = read_moment (days[0]);
  if (days[1])
    intervention.end = pod_moment_on (read_date (days[1]));
  pod_casebook_builder_add_intervention (scribe->builder, &intervention);
}

static void
write_visit (Scribe *scribe, const char *planned, const char *status, const char *day)
{
  PodVisit visit = { .record = make_head (scribe),
                     .planned = g_str_equal (planned, "extra") ? NULL : planned,
                     .status = status,
                     .date = read_date (day) };

  pod_casebook_builder_add_visit (scribe->builder, &visit);
}

static void
write_event (Scribe *scribe, const char *code, const char *day)
{
  PodEvent event = {
    .record = make_head (scribe), .category = "disposition", .code = code, .date = read_date (day)
  };

  pod_casebook_builder_add_event (scribe->builder, &event);
}

static void
write_record (Scribe *scribe, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autofree char *event_day = take_marked (words, "@@");
  g_autofree char *day = take_marked (words, "@");

  if (event_day)
    write_event (scribe, words[0], event_day);
  else if (g_str_equal (words[0], "visit"))
    write_visit (scribe, words[1], "done", day ? day : "0");
  else if (g_str_equal (words[0], "missed"))
    write_visit (scribe, words[1], "missed", day ? day : "none");
  else if (g_str_equal (words[0], "dose"))
    write_dose (scribe, words, day ? day : "0");
  else
    write_finding (scribe, words, read_moment (day ? day : "0"));
}

static gboolean
is_changed (const char *record, GStrv changes)
{
  gsize length = strcspn (record, " ");

  for (guint i = 0; changes && changes[i]; i++)
    if (strncmp (g_strstrip (changes[i]), record, length) == 0 && changes[i][length] == ' ')
      return TRUE;
  return FALSE;
}

static const char *
skip_mark (const char *record)
{
  if (g_str_has_prefix (record, "voided ") || g_str_has_prefix (record, "also "))
    return strchr (record, ' ') + 1;
  return record;
}

static void
write_all (Scribe *scribe, GStrv records, GStrv changes)
{
  for (guint i = 0; records && records[i]; i++)
    {
      const char *record = g_strstrip (records[i]);

      if (*record == '\0' || is_changed (record, changes))
        continue;
      scribe->voided = g_str_has_prefix (record, "voided ");
      write_record (scribe, skip_mark (record));
    }
}

PodCasebook *
fixture_casebook (const char *cohort, const char *sex, const char *records, const char *changes)
{
  const PodSubject subject = { .record = { .id = 1, .subject = 1, .version = 1 },
                               .usubjid = "NCT07241468-01-001",
                               .screening_number = "S-001",
                               .cohort = cohort,
                               .sex = sex };
  g_auto (GStrv) all = g_strsplit_set (records, ";\n", -1);
  g_auto (GStrv) changed = g_strsplit_set (changes ? changes : "", ";\n", -1);
  Scribe scribe = { pod_casebook_builder_new (&subject, 1) };

  write_all (&scribe, all, changed);
  write_all (&scribe, changed, NULL);
  return pod_casebook_builder_end (scribe.builder);
}

const PodVerdict *
fixture_find_verdict (const PodScreening *screening, const char *criterion)
{
  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = screening->verdicts->pdata[i];

      if (g_str_equal (verdict->criterion->id, criterion))
        return verdict;
    }
  return NULL;
}
