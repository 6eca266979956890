#include "pod-sdtm.h"

#include <math.h>
#include <string.h>

#include "pod-instrument.h"
#include "pod-lab-value.h"

/* The row of one finding, by the suffixes of its columns: "ORRES" is LBORRES in LB. */
typedef struct
{
  PodSdtm *sdtm;
  PodSdtmKind kind;
  const PodSdtmPerson *person;
  const PodCasebook *casebook;
  const PodObservation *observation;
  const PodFinding *finding;
  char **row;
  const char *scale; /* NULL where it has no grade */
} Row;

static void
set (Row *row, const char *suffix, const char *value)
{
  g_autofree char *name = g_strconcat (row->observation->domain, suffix, NULL);

  pod_sdtm_set (row->sdtm, row->kind, row->row, name, value);
}

static void
set_number (Row *row, const char *suffix, double value)
{
  g_autofree char *name = g_strconcat (row->observation->domain, suffix, NULL);

  pod_sdtm_set_number (row->sdtm, row->kind, row->row, name, value);
}

static void
set_moment (Row *row, const char *date_suffix, const char *day_suffix, PodMoment moment)
{
  g_autofree char *date = g_strconcat (row->observation->domain, date_suffix, NULL);
  g_autofree char *day = g_strconcat (row->observation->domain, day_suffix, NULL);

  pod_sdtm_set_moment (row->sdtm, row->kind, row->row, row->person, date, day, moment);
}

static void
set_limit_text (Row *row, const char *suffix, double value)
{
  g_autofree char *text = isnan (value) ? NULL : pod_decimal_to_string (value);

  set (row, suffix, text);
}

/* As the laboratory printed it ("<0.50"), where that is nothing but the number itself. */
static char *
make_original (const PodFinding *finding)
{
  g_autofree char *printed = finding->text ? pod_lab_strip_flag (finding->text) : NULL;
  PodQuantity quantity = { 0 };

  if (printed && g_str_is_ascii (printed) && pod_quantity_parse_number (printed, &quantity) &&
      quantity.comparator == finding->quantity.comparator &&
      quantity.number == finding->quantity.number && strlen (printed) <= 20)
    return g_steal_pointer (&printed);
  return pod_sdtm_format_number (finding->quantity.comparator, finding->quantity.number);
}

static const char *
compare_with_limits (PodComparator comparator, double number, double lower, double upper)
{
  PodTruth low = POD_FALSE, high = POD_FALSE;

  if (isnan (lower) && isnan (upper))
    return NULL;
  if (!isnan (lower))
    low = pod_quantity_compare (comparator, number, POD_RELATION_LT, lower);
  if (!isnan (upper))
    high = pod_quantity_compare (comparator, number, POD_RELATION_GT, upper);
  if (low == POD_TRUE)
    return "LOW";
  if (high == POD_TRUE)
    return "HIGH";
  return low == POD_UNKNOWN || high == POD_UNKNOWN ? NULL : "NORMAL";
}

static void
set_grade (Row *row)
{
  PodFindingGrade grade = pod_finding_grade (row->sdtm->study, row->sdtm->package->site,
                                             row->casebook, row->finding);
  g_autofree char *level = g_strdup_printf ("%d", grade.level);

  if (!grade.grade || grade.level < 0)
    return;
  set (row, "TOX", grade.grade->term.plain);
  set (row, "TOXGR", level);
  row->scale = grade.grade->scale;
}

static void
set_standard (Row *row)
{
  const PodFinding *finding = row->finding;
  PodComparator comparator = finding->quantity.comparator;
  g_autofree char *unit = pod_sdtm_unit (row->observation->symbol.unit);
  g_autofree char *text = NULL;
  double number, lower, upper;

  if (!pod_finding_convert (row->sdtm->study, row->sdtm->package->site, row->casebook, finding,
                            &number, &lower, &upper))
    return;
  text = pod_sdtm_format_number (comparator, number);
  set (row, "STRESC", text);
  /* A censored result is not a number. */
  if (comparator == POD_EXACTLY)
    set_number (row, "STRESN", number);
  set (row, "STRESU", unit);
  set_number (row, "STNRLO", lower);
  set_number (row, "STNRHI", upper);
  set (row, "NRIND", compare_with_limits (comparator, number, lower, upper));
}

static void
set_quantity (Row *row)
{
  g_autofree char *original = make_original (row->finding);
  g_autofree char *unit = pod_sdtm_unit (row->finding->quantity.unit);

  set (row, "ORRES", original);
  set (row, "ORRESU", unit);
  set_limit_text (row, "ORNRLO", row->finding->lower);
  set_limit_text (row, "ORNRHI", row->finding->upper);
  set_standard (row);
  if (row->kind == POD_SDTM_LB)
    set_grade (row);
}

/* The answer's code, not what was printed: "NOT DETECTED". */
static void
set_choice (Row *row)
{
  g_autofree char *word = g_ascii_strup (row->finding->code, -1);

  g_strdelimit (word, "_", ' ');
  set (row, "ORRES", word);
  set (row, "STRESC", word);
}

/* "egfr.2021 creatinine=1234 age=54" names the equation first; its inputs stay here. */
static void
set_method (Row *row)
{
  g_auto (GStrv) words = g_strsplit (row->finding->method ? row->finding->method : "", " ", 2);
  const GPtrArray *equations = pod_study_get_equations (row->sdtm->study);

  set (row, "DRVFL", "Y");
  for (guint i = 0; words[0] && i < equations->len; i++)
    {
      const PodEquation *equation = equations->pdata[i];

      if (g_str_equal (equation->id, words[0]))
        set (row, "METHOD", equation->label.plain);
    }
}

/* A specimen that is collected over hours begins at --DTC and ends at --ENDTC. */
static void
set_times (Row *row)
{
  const PodFinding *finding = row->finding;

  if (row->kind != POD_SDTM_LB || !pod_date_is_set (finding->began.date))
    {
      set_moment (row, "DTC", "DY", finding->when);
      return;
    }
  set_moment (row, "DTC", "DY", finding->began);
  set_moment (row, "ENDTC", "ENDY", finding->when);
}

static void
set_context (Row *row)
{
  const PodSdtmVisit *visit = g_hash_table_lookup (row->person->visits, &row->finding->visit);

  if (visit)
    {
      pod_sdtm_set (row->sdtm, row->kind, row->row, "VISITNUM", visit->number);
      pod_sdtm_set (row->sdtm, row->kind, row->row, "VISIT", visit->name);
    }
  set_times (row);
}

static void
set_test (Row *row)
{
  const PodObservation *observation = row->observation;
  const PodGroup *group = observation->group
                              ? pod_study_find_group (row->sdtm->study, observation->group)
                              : NULL;

  set (row, "TESTCD", observation->testcd);
  set (row, "TEST", observation->test);
  set (row, "CAT", group ? group->label.plain : NULL);
  set (row, "LOINC", observation->loinc);
}

/* ---- questionnaires ---- */

/* The instrument whose sum or whose answer it is; NULL for a question that stands alone. */
static const PodInstrument *
find_instrument (const Row *row, const PodInstrumentItem **item)
{
  g_auto (GStrv) names = g_strsplit (row->observation->symbol.name, ".", 2);
  const PodInstrument *instrument = row->observation->score;

  *item = NULL;
  if (!instrument && names[0] && names[1])
    instrument = pod_study_find_instrument (row->sdtm->study, names[0]);
  if (instrument && !row->observation->score)
    *item = pod_instrument_find_item (instrument, names[1]);
  return instrument;
}

/* "BVAS 3": the edition travels with every answer and every sum. */
static void
set_question (Row *row)
{
  const PodInstrumentItem *item;
  const PodInstrument *instrument = find_instrument (row, &item);
  g_autofree char *category = NULL;

  if (!instrument)
    return;
  category = g_strjoin (" ", instrument->short_label.plain, instrument->version, NULL);
  set (row, "CAT", category);
  if (item && item->system)
    set (row, "SCAT", item->system->label.plain);
  if (g_strcmp0 (row->finding->source, "derived") == 0)
    set (row, "DRVFL", "Y");
}

/* As CDISC's No Yes Response has it: "Y", "N", "U". */
static void
set_yes_no (Row *row)
{
  char letter[2] = { g_ascii_toupper (*row->finding->code), '\0' };

  set (row, "STRESC", letter);
}

static gboolean
has_result (const PodFinding *finding)
{
  return g_strcmp0 (finding->status, "preliminary") != 0 &&
         (!isnan (finding->quantity.number) || finding->code != NULL);
}

/* The last observation before exposure: the last result surely before the day of the first study treatment.  0 for none. */
static gint64
find_baseline (const PodSdtm *sdtm, const PodCasebook *casebook, const char *observation)
{
  PodDate start = pod_casebook_get_exposure_start (sdtm->study, casebook);
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  for (guint i = n; pod_date_is_set (start) && i-- > 0;)
    if (!series[i].record.voided && has_result (&series[i]) &&
        pod_date_is_set (series[i].when.date) &&
        pod_date_last_day (series[i].when.date) < pod_date_first_day (start))
      return series[i].record.id;
  return 0;
}

static gboolean
get_kind (const PodObservation *observation, PodSdtmKind *kind)
{
  static const PodSdtmKind kinds[] = { POD_SDTM_LB, POD_SDTM_VS, POD_SDTM_QS };

  if (!observation || !observation->domain || !observation->testcd)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (observation->domain, pod_sdtm_get_shape (kinds[i])->name))
      {
        *kind = kinds[i];
        return TRUE;
      }
  return FALSE;
}

/* Why it was not done leaves only as a word of the study: whatever was written out stays at the site. */
static void
set_not_done (Row *row)
{
  const PodNotDone *reason = pod_study_find_not_done_reason (row->sdtm->study,
                                                             row->finding->reason);

  set (row, "STAT", "NOT DONE");
  set (row, "REASND", reason ? reason->label.plain : NULL);
}

/* Significance is of the laboratory's results alone: SDTM has it in LB. */
static void
set_judgement (Row *row)
{
  if (row->kind == POD_SDTM_LB && row->finding->significance)
    set (row, "CLSIG", g_str_equal (row->finding->significance, "significant") ? "Y" : "N");
}

static void
add_qualifiers (Row *row)
{
  const PodFinding *finding = row->finding;
  int sequence = row->sdtm->sequence[POD_SDTM_LB];
  g_autofree char *volume = isnan (finding->volume) ? NULL
                                                    : pod_decimal_to_label (finding->volume, 15);
  const char *complete = g_strcmp0 (finding->completeness, "complete") == 0     ? "Y"
                         : g_strcmp0 (finding->completeness, "incomplete") == 0 ? "N"
                                                                                : NULL;

  if (row->kind != POD_SDTM_LB)
    return;
  /* A grade says nothing without the edition it is of. */
  if (row->scale)
    pod_sdtm_add_qualifier (row->sdtm, POD_SDTM_SUPPLB, row->person, sequence, "LBTOXSCL",
                            "Toxicity Scale", row->scale);
  if (volume)
    pod_sdtm_add_qualifier (row->sdtm, POD_SDTM_SUPPLB, row->person, sequence, "LBCOLVOL",
                            "Volume Collected in mL", volume);
  if (complete)
    pod_sdtm_add_qualifier (row->sdtm, POD_SDTM_SUPPLB, row->person, sequence, "LBCOLCMP",
                            "Collection Complete", complete);
}

static void
set_result (Row *row)
{
  if (pod_finding_is_not_done (row->finding))
    set_not_done (row);
  else if (row->observation->symbol.kind == POD_KIND_QUANTITY)
    set_quantity (row);
  else
    set_choice (row);
}

static void
add_finding (Row *row, gint64 baseline)
{
  row->row = pod_sdtm_add_row (row->sdtm, row->kind, row->person);
  row->scale = NULL;
  set_test (row);
  set_result (row);
  set_judgement (row);
  if (row->observation->derived)
    set_method (row);
  if (row->kind == POD_SDTM_QS)
    set_question (row);
  if (row->kind == POD_SDTM_QS && row->observation->symbol.kind == POD_KIND_FLAG)
    set_yes_no (row);
  if (baseline != 0 && row->finding->record.id == baseline)
    set (row, "LOBXFL", "Y");
  set_context (row);
  add_qualifiers (row);
}

/* A quantity with a number, a choice or a flag with an answer, or that it was not done: nothing that is free text.  What is preliminary
 * is not the result yet. */
static gboolean
leaves (const PodObservation *observation, const PodFinding *finding)
{
  if (finding->record.voided || g_strcmp0 (finding->status, "preliminary") == 0)
    return FALSE;
  if (pod_finding_is_not_done (finding))
    return TRUE;
  if (observation->symbol.kind == POD_KIND_QUANTITY)
    return !isnan (finding->quantity.number);
  return finding->code && (observation->symbol.kind == POD_KIND_FLAG ||
                           (observation->symbol.choices &&
                            g_strv_contains (observation->symbol.choices, finding->code)));
}

static void
add_casebook (PodSdtm *sdtm, const PodSdtmPerson *person, const PodCasebook *casebook)
{
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);
  const char *last = NULL;
  gint64 baseline = 0;
  Row row = { .sdtm = sdtm, .person = person, .casebook = casebook };

  for (guint i = 0; i < n; i++)
    {
      row.finding = &findings[i];
      row.observation = pod_study_find_observation (sdtm->study, findings[i].observation);
      if (!get_kind (row.observation, &row.kind) || !leaves (row.observation, row.finding))
        continue;
      if (findings[i].observation != last)
        baseline = find_baseline (sdtm, casebook, findings[i].observation);
      last = findings[i].observation;
      add_finding (&row, baseline);
    }
}

void
pod_sdtm_add_findings (PodSdtm *sdtm, const PodSdtmPerson *person)
{
  for (guint i = 0; i < person->attempts->len; i++)
    add_casebook (sdtm, person, ((const PodPackageSubject *) person->attempts->pdata[i])->casebook);
}
