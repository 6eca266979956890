#include <math.h>
#include <string.h>

#include "pod-abnormal.h"
#include "pod-clinic-private.h"
#include "pod-course.h"
#include "pod-derivation.h"
#include "pod-words-private.h"

typedef struct
{
  const PodStudy *study;
  const PodSite *site;
  const PodCasebook *casebook;
  PodDate as_of; /* not set where only the rules know it */
  gboolean floating;
} CasebookFacts;

/* Where something stands to a span of days. */
typedef enum
{
  PLACE_BEFORE,
  PLACE_INSIDE,
  PLACE_UNCERTAIN,
  PLACE_AFTER,
} Place;

static Place
find_place (PodDate date, gint32 from, gint32 to)
{
  gint32 first = pod_date_first_day (date), last = pod_date_last_day (date);

  if (pod_date_is_set (date) && last < from)
    return PLACE_BEFORE;
  if (pod_date_is_set (date) && first > to)
    return PLACE_AFTER;
  return first >= from && last <= to ? PLACE_INSIDE : PLACE_UNCERTAIN;
}

/* The equation and its year travel with what was computed by it, and so does the instrument. */
static const char *
find_source (const PodStudy *study, const PodFinding *finding)
{
  const char *method = pod_words_method (study, finding->method);

  if (method != NULL)
    return method;
  return finding->laboratory ? finding->laboratory : finding->source;
}

/* Evidence tells with the value that its specimen was not what it should have been. */
static const char *
say_source (const PodStudy *study, const PodFinding *finding)
{
  const char *source = find_source (study, finding);
  g_autofree char *collection = NULL;
  g_autofree char *words = NULL;
  double hours;

  if (!pod_collection_is_doubtful (pod_finding_get_collection (study, finding, &hours)))
    return source;
  collection = pod_collection_to_words (study, finding);
  words = source ? g_strdup_printf ("%s, %s", source, collection) : g_strdup (collection);
  return g_intern_string (words);
}

static PodAbsence
read_code (const PodSymbol *symbol, const PodFinding *finding, PodFact *fact)
{
  if (!finding->code)
    return POD_ABSENCE_UNUSABLE;
  fact->code = g_intern_string (finding->code);
  if (g_str_equal (fact->code, "unknown"))
    return POD_ABSENCE_ANSWER;
  if (symbol->kind == POD_KIND_FLAG)
    return g_str_equal (fact->code, "yes") || g_str_equal (fact->code, "no") ? POD_ABSENCE_NONE
                                                                             : POD_ABSENCE_UNUSABLE;
  return symbol->choices && g_strv_contains (symbol->choices, fact->code) ? POD_ABSENCE_NONE
                                                                          : POD_ABSENCE_UNUSABLE;
}

PodAbsence
pod_clinic_read_finding (const PodStudy *study,
                         const PodSite *site,
                         const PodCasebook *casebook,
                         const PodSymbol *symbol,
                         const PodFinding *finding,
                         PodFact *fact)
{
  *fact = (PodFact){ .ref = finding->record.id,
                     .comparator = finding->quantity.comparator,
                     .number = NAN,
                     .date = finding->date,
                     .when = finding->when,
                     .lower = NAN,
                     .upper = NAN,
                     .text = finding->text,
                     .source = say_source (study, finding) };
  /* A preliminary result is there, and nobody can say yet what it will be. */
  if (pod_derivation_is_outdated (study, finding) || pod_finding_is_preliminary (finding))
    return POD_ABSENCE_UNUSABLE;
  switch (symbol->kind)
    {
    case POD_KIND_QUANTITY:
      if (!pod_finding_convert (study, site, casebook, finding, &fact->number, &fact->lower,
                                &fact->upper))
        return POD_ABSENCE_UNUSABLE;
      return isnan (fact->number) ? POD_ABSENCE_UNUSABLE : POD_ABSENCE_NONE;
    case POD_KIND_CHOICE:
    case POD_KIND_FLAG:
      return read_code (symbol, finding, fact);
    case POD_KIND_DATE:
      return pod_date_is_set (finding->date) ? POD_ABSENCE_NONE : POD_ABSENCE_UNUSABLE;
    case POD_KIND_TEXT:
    default:
      return POD_ABSENCE_UNUSABLE;
    }
}

static PodAbsence
read_sex (const CasebookFacts *self, PodFact *fact)
{
  const char *sex = pod_casebook_get_subject (self->casebook)->sex;

  *fact = (PodFact){ .number = NAN, .lower = NAN, .upper = NAN, .when = POD_MOMENT_NONE };
  if (!sex)
    return POD_ABSENCE_NEVER;
  fact->code = g_intern_string (sex);
  return POD_ABSENCE_NONE;
}

/* No record: what the site holds an ambiguity of the protocol to mean. */
static PodAbsence
read_reading (const CasebookFacts *self, const PodSymbol *symbol, PodFact *fact)
{
  const PodReading *reading = pod_study_find_reading (self->study, symbol->name);

  *fact = (PodFact){ .number = NAN, .lower = NAN, .upper = NAN, .when = POD_MOMENT_NONE };
  if (reading == NULL)
    return POD_ABSENCE_NEVER;
  fact->code = pod_reading_get_in_force (reading, self->site);
  return POD_ABSENCE_NONE;
}

/* The candidates for the latest value of a span. */
typedef struct
{
  const PodFinding *inside;
  const PodFinding *before;
} Candidates;

/* Two of one day, of which one has its time: before or after the other? */
static gboolean
is_of_unknown_order (const PodFinding *finding, const PodFinding *inside)
{
  return pod_date_is_complete (finding->when.date) &&
         (finding->when.minute < 0) != (inside->when.minute < 0);
}

/* Whether @finding may be later than the latest that is surely inside: then nobody can say which of the two is the
 * latest.  Of two without a time the one that was recorded last counts. */
static gboolean
may_be_later (const PodFinding *finding, const PodFinding *inside, gint32 to)
{
  gint32 last = MIN (pod_date_last_day (finding->when.date), to);

  if (!inside || last > pod_date_last_day (inside->when.date))
    return TRUE;
  return last == pod_date_last_day (inside->when.date) && is_of_unknown_order (finding, inside);
}

static Candidates
find_candidates (const PodFinding *series, guint n, gint32 from, gint32 to)
{
  Candidates found = { NULL };

  for (guint i = n; i-- > 0;)
    {
      const PodFinding *finding = &series[i];
      Place place = find_place (finding->when.date, from, to);

      if (!pod_finding_counts (finding))
        continue;
      if (place == PLACE_INSIDE && !found.inside)
        found.inside = finding;
      else if (place == PLACE_BEFORE && !found.before)
        found.before = finding;
    }
  return found;
}

static gboolean
is_same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

/* Where both say the same it does not matter which of them is the latest. */
static gboolean
say_the_same (const CasebookFacts *self,
              const PodSymbol *symbol,
              const PodFinding *a,
              const PodFinding *b)
{
  PodFact one, other;

  return pod_clinic_read_finding (self->study, self->site, self->casebook, symbol, a, &one) ==
             POD_ABSENCE_NONE &&
         pod_clinic_read_finding (self->study, self->site, self->casebook, symbol, b, &other) ==
             POD_ABSENCE_NONE &&
         one.code == other.code && one.comparator == other.comparator &&
         is_same_number (one.number, other.number) && is_same_number (one.lower, other.lower) &&
         is_same_number (one.upper, other.upper) && pod_date_equal (one.date, other.date);
}

static const PodFinding *
find_uncertain (const CasebookFacts *self,
                const PodSymbol *symbol,
                const PodFinding *series,
                guint n,
                const PodFinding *inside,
                gint32 from,
                gint32 to)
{
  for (guint i = n; i-- > 0;)
    {
      const PodFinding *finding = &series[i];
      Place place = find_place (finding->when.date, from, to);

      if (!pod_finding_counts (finding) || finding == inside)
        continue;
      if ((place == PLACE_UNCERTAIN || place == PLACE_INSIDE) &&
          may_be_later (finding, inside, to) &&
          !(inside && say_the_same (self, symbol, finding, inside)))
        return finding;
    }
  return NULL;
}

/* The latest that says, of a day surely inside the span, that somebody asked and the test was not done. */
static const PodFinding *
find_not_done (const PodFinding *series, guint n, gint32 from, gint32 to)
{
  for (guint i = n; i-- > 0;)
    if (!series[i].record.voided && pod_finding_is_not_done (&series[i]) &&
        find_place (series[i].when.date, from, to) == PLACE_INSIDE)
      return &series[i];
  return NULL;
}

static PodAbsence
answer_not_done (const PodFinding *finding, PodFact *fact)
{
  *fact = (PodFact){ .ref = finding->record.id,
                     .number = NAN,
                     .lower = NAN,
                     .upper = NAN,
                     .when = finding->when,
                     .text = finding->reason };
  return POD_ABSENCE_NOT_DONE;
}

static PodAbsence
answer_latest (gpointer data, const PodSymbol *symbol, gint32 from, gint32 to, PodFact *fact)
{
  const CasebookFacts *self = data;
  PodAbsence absence = POD_ABSENCE_NONE;
  const PodFinding *series, *uncertain, *chosen, *not_done;
  Candidates found;
  guint n;

  if (g_strcmp0 (symbol->name, "sex") == 0)
    return read_sex (self, fact);
  if (g_str_has_prefix (symbol->name, POD_READING_PREFIX))
    return read_reading (self, symbol, fact);
  memset (fact, 0, sizeof *fact);
  series = pod_casebook_get_series (self->casebook, symbol->name, &n);
  found = find_candidates (series, n, from, to);
  uncertain = find_uncertain (self, symbol, series, n, found.inside, from, to);
  chosen = uncertain ? uncertain : found.inside;
  not_done = chosen ? NULL : find_not_done (series, n, from, to);
  if (not_done)
    return answer_not_done (not_done, fact);
  chosen = chosen ? chosen : found.before;
  if (!chosen)
    return POD_ABSENCE_NEVER;
  absence = pod_clinic_read_finding (self->study, self->site, self->casebook, symbol, chosen, fact);
  if (chosen == uncertain)
    return POD_ABSENCE_UNDATED;
  return chosen == found.inside ? absence : POD_ABSENCE_OUTSIDE;
}

/* What cannot be used says nothing, but it is there: a rule over time must not be sure without it. */
static void
blank (PodFact *fact)
{
  fact->number = NAN;
  fact->code = NULL;
  fact->date = POD_DATE_NONE;
}

static void
answer_series (gpointer data, const PodSymbol *symbol, gint32 from, gint32 to, GArray *facts)
{
  const CasebookFacts *self = data;
  const PodFinding *series;
  guint n;

  series = pod_casebook_get_series (self->casebook, symbol->name, &n);
  for (guint i = 0; i < n; i++)
    {
      Place place = find_place (series[i].when.date, from, to);
      PodFact fact;

      if (!pod_finding_counts (&series[i]) || place == PLACE_BEFORE || place == PLACE_AFTER)
        continue;
      if (pod_clinic_read_finding (self->study, self->site, self->casebook, symbol, &series[i],
                                   &fact) != POD_ABSENCE_NONE)
        blank (&fact);
      g_array_append_val (facts, fact);
    }
}

static PodCourse
read_course (const PodStudy *study, const PodIntervention *intervention)
{
  PodCourse course = { .ref = intervention->record.id,
                       .treatment = g_intern_string (intervention->treatment),
                       .dose = intervention->dose,
                       .unit = intervention->unit,
                       .start = intervention->start.date };

  course.ongoing = !pod_clinic_get_end (study, intervention, &course.end);
  return course;
}

static void
answer_courses (gpointer data, const PodMedication *medication, GArray *courses)
{
  const CasebookFacts *self = data;
  guint n;
  const PodIntervention *interventions = pod_casebook_get_interventions (self->casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      PodCourse course;

      if (interventions[i].record.voided ||
          !g_strv_contains (medication->treatments, interventions[i].treatment))
        continue;
      course = read_course (self->study, &interventions[i]);
      g_array_append_val (courses, course);
    }
}

static PodDate
answer_anchor (gpointer data, const char *name)
{
  const CasebookFacts *self = data;

  if (self->floating && pod_study_find_anchor (self->study, name)->planned)
    return POD_DATE_NONE;
  return pod_clinic_get_anchor_until (self->study, self->casebook, name, self->as_of);
}

const char *
pod_reading_get_in_force (const PodReading *reading, const PodSite *site)
{
  const char *settled = pod_site_get_setting (site, reading->observation.symbol.name);
  const char *choice = reading->asked ? pod_reading_find_choice (reading, settled) : NULL;

  return choice != NULL ? choice : reading->in_force;
}

void
pod_casebook_facts_init (PodFacts *facts,
                         const PodStudy *study,
                         const PodSite *site,
                         const PodCasebook *casebook)
{
  CasebookFacts *self = g_new (CasebookFacts, 1);

  *self = (CasebookFacts){ study, site, casebook, POD_DATE_NONE, FALSE };
  *facts = (PodFacts){ answer_latest, answer_series, answer_anchor, self, answer_courses };
}

void
pod_clinic_facts_set_day (PodFacts *facts, PodDate as_of)
{
  CasebookFacts *self = facts->self;

  self->as_of = as_of;
}

void
pod_clinic_facts_set_floating (PodFacts *facts)
{
  CasebookFacts *self = facts->self;

  self->floating = TRUE;
}

const PodStudy *
pod_clinic_facts_get_study (const PodFacts *facts)
{
  const CasebookFacts *self = facts->self;

  return self->study;
}

void
pod_casebook_facts_clear (PodFacts *facts)
{
  g_clear_pointer (&facts->self, g_free);
}
