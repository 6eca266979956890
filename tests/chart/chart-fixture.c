#include "chart-fixture.h"

#include <math.h>

static const char study_text[] =
    "[study]\nid=made-up\ntitle=A made-up study\ntarget=3\ntoxicity_scale=Made up 1\n"
    "exposure_start=lymphodepletion_start\nreference_start=infusion\n"
    "wall_course=uprot\nwall_values=hgb car\nchart_treatments=toci factor\nchart_steroids=steroid\n"
    "wall_concern=open_grade, "
    "serious, overdue, course\n"
    "wall_concern.source=site\nsource=site\n"
    "[cohort one]\nlabel=First cohort\nshort=ONE\nsource=site\n"
    "[cohort two]\nlabel=Second cohort\nshort=TWO\nsource=site\n"
    "[cohort three]\nlabel=Third cohort\nshort=THREE\nsource=site\n"
    "[treatment toci]\nlabel=Blocker\ncategory=concomitant\nunit=mg/kg\n"
    "route=INTRAVENOUS\nsdtm=TOCI\nsource=site\n"
    "[treatment factor]\nlabel=Factor\ncategory=concomitant\nunit=ug\n"
    "route=SUBCUTANEOUS\nsdtm=FACTOR\nsource=site\n"
    "[class steroid]\nlabel=Steroids\nsource=site\n"
    "[treatment pred]\nlabel=Reference steroid\ncategory=concomitant\nunit=mg\n"
    "route=ORAL\nsdtm=PRED\nsource=site\n"
    "[treatment medrol]\nlabel=Stronger steroid\ncategory=concomitant\nunit=mg\n"
    "route=ORAL\nsdtm=MEDROL\nsource=site\n"
    "[anchor consent]\nlabel=Consent\nevent=consent\nsource=site\n"
    "[anchor enrolment]\nlabel=Enrolment\nevent=enrolment\nsource=site\n"
    "[anchor lymphodepletion_start]\nlabel=First dose\nintervention=@lymphodepletion\n"
    "source=site\n"
    "[anchor infusion]\nlabel=Infusion\nintervention=cells\nsource=site\n"
    "[treatment purge]\nlabel=Purging agent\ncategory=lymphodepletion\nunit=mg/m2\n"
    "days=-5..-3\nroute=INTRAVENOUS\nsdtm=PURGE\nsource=site\n"
    "[treatment cells]\nlabel=Cells\ncategory=product\nunit=10*6/kg\ndays=0..0\n"
    "route=INTRAVENOUS\nsdtm=CELLS\nsource=site\n"
    "[group blood]\nlabel=Blood\n"
    "[group other]\nlabel=Other\n"
    "[observation car]\nlabel=CAR copies\ntype=quantity\nunit={copies}/ug\n"
    "sdtm=LB:CAR\nsdtm.test=CAR\ngroup=other\nscale=log\nsource=site\n"
    "[kinetics car]\nlabel=Copies\nkind=exposure\nobservation=car\nanchor=infusion\n"
    "days=0..28\nsource=site\n"
    "[observation uprot]\nlabel=Urine protein\ntype=quantity\nunit=g/d\nsdtm=LB:UPROT\n"
    "sdtm.test=UPROT\ngroup=other\nsource=site\n"
    "[observation hgb]\nlabel=Haemoglobin\ntype=quantity\nunit=g/L\nsdtm=LB:HGB\n"
    "sdtm.test=HGB\ngroup=blood\nsource=site\n"
    "[observation alt]\nlabel=ALT\ntype=quantity\nunit=U/L\nsdtm=LB:ALT\n"
    "sdtm.test=ALT\ngroup=blood\nsource=site\n"
    "[observation temp]\nlabel=Temperature\ntype=quantity\nunit=Cel\nsdtm=VS:TEMP\n"
    "sdtm.test=TEMP\nplausible=33..43\ngroup=other\nsource=site\n";

static const char knowledge_text[] =
    "[term crs]\nlabel=Release syndrome\nsoc=Immune\nscale=Made up 1\ninterest=yes\nsource=site\n"
    "[term icans]\nlabel=Nerve syndrome\nsoc=Nerves\nscale=Made up 1\ninterest=yes\nsource=site\n"
    "[equivalent pred]\nof=pred\ndose=5\nreference=5\nunit=mg\nsource=site\n"
    "[equivalent medrol]\nof=pred\ndose=4\nreference=5\nunit=mg\nsource=site\n"
    "[grade made.hgb]\nscale=Made up 1\nterm=Anaemia\ndirection=low\nobservation=hgb\n"
    "unit=g/L\n1=value < lln(value)\n2=value < 100 g/L\n3=value < 80 g/L\nsource=site\n"
    "[grade made.alt]\nscale=Made up 1\nterm=ALT increased\ndirection=high\n"
    "observation=alt\n1=value > uln(value)\n2=value > 3 * uln(value)\nsource=site\n"
    "[grade made.narrow]\nscale=Made up 1\nterm=Narrow\ndirection=high\nobservation=narrow\n"
    "unit=g/L\n1=value > 100 g/L\n2=value > 103 g/L\n3=value > 106 g/L\n4=value > 109 g/L\n"
    "source=site\n"
    "[grade made.urate]\nscale=Made up 1\nterm=Hyperuricaemia\ndirection=high\n"
    "observation=urate\n3=value > uln(value)\nsure.1=value > uln(value)\nsource=site\n"
    "[grade made.scarce]\nscale=Made up 1\nterm=Scarcity\ndirection=low\nobservation=scarce\n"
    "unit=g/L\n3=value < 3 g/L\n4=value < 1 g/L\nsource=site\n"
    "[grade made.inr]\nscale=Made up 1\nterm=INR increased\ndirection=high\nobservation=inr\n"
    "1=value > 1.2\n2=value > 1.5 or (known(baseline) and value > 1.5 * baseline)\n"
    "sure.1=value > 1.2\nsure.2=value > 1.5\nsource=site\n"
    "[grade made.many]\nscale=Made up 1\nterm=Many\ndirection=high\nobservation=many\n"
    "unit=g/L\n1=value >= 0 g/L\n"
    "3=(value >= 10 g/L and value < 20 g/L) or (value >= 30 g/L and value < 40 g/"
    "L) or (value >= 50 g/L and value < 60 g/L) or (value >= 70 g/L and value < 8"
    "0 g/L) or (value >= 90 g/L and value < 100 g/L) or (value >= 110 g/L and val"
    "ue < 120 g/L) or (value >= 130 g/L and value < 140 g/L) or (value >= 150 g/L"
    " and value < 160 g/L) or (value >= 170 g/L and value < 180 g/L) or (value >="
    " 190 g/L and value < 200 g/L)\nsource=site\n"
    "[grade made.crowd]\nscale=Made up 1\nterm=Crowd\ndirection=high\nobservation=crowd\n"
    "unit=g/L\n1=value >= 0 g/L\n2=value <= 160 g/L\n"
    "3=(value >= 6 g/L and value < 19 g/L) or (value >= 31 g/L and value < 44 g/L) or "
    "(value >= 56 g/L and value < 69 g/L) or (value >= 81 g/L and value < 94 g/L) or "
    "(value >= 106 g/L and value < 119 g/L) or (value >= 131 g/L and value < 144 g/L)\n"
    "source=site\n";

/* ---- timelines ---- */

static void
clear_happening (gpointer data)
{
  g_free (((PodHappening *) data)->label);
}

PodTimeline *
fixture_timeline_new (void)
{
  PodTimeline *timeline = g_new0 (PodTimeline, 1);

  timeline->happenings = g_array_new (FALSE, TRUE, sizeof (PodHappening));
  g_array_set_clear_func (timeline->happenings, clear_happening);
  timeline->zero = ZERO;
  timeline->has_infusion = TRUE;
  return timeline;
}

static PodRecordType
find_type (PodLane lane)
{
  static const PodRecordType types[] = { POD_RECORD_VISIT, POD_RECORD_INTERVENTION,
                                         POD_RECORD_ADVERSE_EVENT, POD_RECORD_INTERVENTION,
                                         POD_RECORD_EVENT };

  return types[lane];
}

PodHappening *
fixture_add (PodTimeline *timeline, PodLane lane, int from, int to, const char *label)
{
  PodHappening happening = { .lane = lane,
                             .from = ZERO + from,
                             .to = ZERO + to,
                             .type = find_type (lane),
                             .id = timeline->happenings->len + 1,
                             .label = g_strdup (label) };

  g_array_append_val (timeline->happenings, happening);
  return &g_array_index (timeline->happenings, PodHappening, timeline->happenings->len - 1);
}

PodHappening *
fixture_add_visit (PodTimeline *timeline,
                   const char *label,
                   int before,
                   int after,
                   int day,
                   PodVisitState state)
{
  PodHappening *happening = fixture_add (timeline, POD_LANE_VISIT, day, day, label);

  happening->window_from = ZERO + before;
  happening->window_to = ZERO + after;
  happening->visit_state = state;
  return happening;
}

PodHappening *
fixture_add_event (PodTimeline *timeline, int from, int to, int grade, const char *label)
{
  PodHappening *happening = fixture_add (timeline, POD_LANE_ADVERSE_EVENT, from, to, label);

  happening->grade = grade;
  return happening;
}

PodTimeline *
fixture_course (void)
{
  PodTimeline *timeline = fixture_timeline_new ();

  fixture_add_visit (timeline, "Screening", -20, -7, -20, POD_VISIT_DONE);
  fixture_add_visit (timeline, "D14", 13, 15, 17, POD_VISIT_OUT_OF_WINDOW);
  fixture_add_visit (timeline, "D28", 25, 31, 28, POD_VISIT_MISSED);
  fixture_add_visit (timeline, "M3", 77, 91, 84, POD_VISIT_OVERDUE)->id = 0;
  fixture_add (timeline, POD_LANE_TREATMENT, -5, -3, "Purging agent");
  fixture_add (timeline, POD_LANE_TREATMENT, 0, 0, "Cells");
  fixture_add_event (timeline, -4, 40, 4, "Neutropenia");
  fixture_add_event (timeline, 3, 5, 2, "Cytokine release syndrome")->serious = TRUE;
  fixture_add_event (timeline, 31, 60, 1, "Fatigue")->partial = TRUE;
  fixture_add_event (timeline, 95, 100, 0, "Headache")->ongoing = TRUE;
  fixture_add (timeline, POD_LANE_MEDICATION, -900, 100, "Valsartan")->ongoing = TRUE;
  fixture_add (timeline, POD_LANE_MEDICATION, 4, 4, "Tocilizumab");
  fixture_add (timeline, POD_LANE_MILESTONE, -20, -20, "Consent");
  return timeline;
}

/* ---- a study and casebooks ---- */

static PodStudy *
load_study (const char *text)
{
  const char *dir = pod_test_dir ();
  const char *knowledge = pod_test_dir ();
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodStudy *study;

  pod_test_write (dir, "00-study.ini", text);
  pod_test_write (knowledge, "grades.ini", knowledge_text);
  study = pod_study_load (dir, knowledge, problems);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *problem = pod_problem_to_string (g_ptr_array_index (problems, i));
      g_test_message ("%s", problem);
    }
  g_assert_nonnull (study);
  g_test_queue_destroy ((GDestroyNotify) pod_study_unref, study);
  return study;
}

PodStudy *
fixture_study (void)
{
  return load_study (study_text);
}

PodStudy *
fixture_study_with (const char *more)
{
  g_autofree char *text = g_strconcat (study_text, more, NULL);

  return load_study (text);
}

PodStudy *
fixture_study_following (const char *course, const char *more)
{
  g_autofree char *followed = g_strconcat ("wall_course=", course, NULL);
  g_autoptr (GString) text = g_string_new (study_text);

  g_assert_cmpuint (g_string_replace (text, "wall_course=uprot", followed, 1), ==, 1);
  g_string_append (text, more);
  return load_study (text->str);
}

PodStudy *
fixture_study_bare (void)
{
  g_auto (GStrv) lines = g_strsplit (study_text, "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i]; i++)
    if (!g_str_has_prefix (lines[i], "wall_") && !g_str_has_prefix (lines[i], "chart_"))
      g_string_append_printf (text, "%s\n", lines[i]);
  return load_study (text->str);
}

PodSite *
fixture_site (void)
{
  PodSite *site = pod_site_new (NULL, 0, NULL);

  g_test_queue_destroy ((GDestroyNotify) pod_site_unref, site);
  return site;
}

static void
add_dose (FixtureCasebook *casebook, const char *treatment, int from, int to)
{
  PodIntervention dose;

  pod_intervention_init (&dose);
  dose.record.id = casebook->next_id++;
  dose.treatment = treatment;
  dose.start = pod_moment_on (pod_date_from_day (ZERO + from));
  dose.end = pod_moment_on (pod_date_from_day (ZERO + to));
  pod_casebook_builder_add_intervention (casebook->builder, &dose);
}

FixtureCasebook
fixture_casebook_begin (gint64 subject)
{
  return fixture_casebook_begin_named (subject, 0);
}

FixtureCasebook
fixture_casebook_begin_named (gint64 subject, guint number)
{
  static const char *const cohorts[] = { "one", "two", "three" };
  static const char *const names[] = { "ONE", "TWO", "THREE" };
  g_autofree char *usubjid = g_strdup_printf ("MADE-UP-%03u", number + 1);
  g_autofree char *screening = g_strdup_printf ("S-%03u", number + 1);
  g_autofree char *enrolment = g_strdup_printf ("%s-%03u", names[number % 3], number / 3 + 1);
  PodSubject who = { .record = { subject, subject, 1, FALSE },
                     .usubjid = usubjid,
                     .screening_number = screening,
                     .enrolment_number = enrolment,
                     .cohort = cohorts[number % 3] };
  FixtureCasebook casebook = { pod_casebook_builder_new (&who, 1), 1 };

  add_dose (&casebook, "purge", -5, -3);
  add_dose (&casebook, "cells", 0, 0);
  return casebook;
}

void
fixture_add_event_of (FixtureCasebook *casebook, const char *term, int from, int to, int grade)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record.id = casebook->next_id++;
  event.term = term;
  event.verbatim = term;
  event.grade = grade;
  event.outcome = POD_OUTCOME_RECOVERED;
  event.start = pod_moment_on (pod_date_from_day (ZERO + from));
  event.end = pod_moment_on (pod_date_from_day (ZERO + to));
  pod_casebook_builder_add_adverse_event (casebook->builder, &event);
}

gint64
fixture_add_drug (FixtureCasebook *casebook,
                  const char *treatment,
                  double dose,
                  const char *unit,
                  int from,
                  int to)
{
  PodIntervention drug;

  pod_intervention_init (&drug);
  drug.record.id = casebook->next_id++;
  drug.treatment = treatment;
  drug.dose = dose;
  drug.unit = unit != NULL ? pod_unit_from_ucum (unit) : NULL;
  drug.start = pod_moment_on (pod_date_from_day (ZERO + from));
  drug.end = pod_moment_on (pod_date_from_day (ZERO + to));
  pod_casebook_builder_add_intervention (casebook->builder, &drug);
  return drug.record.id;
}

void
fixture_add_toxicity (FixtureCasebook *casebook)
{
  fixture_add_event_of (casebook, "crs", 2, 3, 1);
  fixture_add_event_of (casebook, "crs", 4, 9, 3);
  fixture_add_event_of (casebook, "icans", 6, 8, 2);
  fixture_add_drug (casebook, "toci", 8, "mg/kg", 4, 4);
  fixture_add_drug (casebook, "toci", 8, "mg/kg", 5, 5);
  fixture_add_drug (casebook, "pred", 10, "mg", -20, 30);
  fixture_add_drug (casebook, "medrol", 40, "mg", 6, 9);
}

static gint64
put (FixtureCasebook *casebook,
     const char *observation,
     int day,
     const char *value,
     const char *unit,
     double lower,
     double upper,
     const char *source)
{
  PodFinding finding;

  pod_finding_init (&finding);
  finding.record.id = casebook->next_id++;
  finding.observation = g_intern_string (observation);
  finding.when = pod_moment_on (pod_date_from_day (ZERO + day));
  g_assert_true (pod_quantity_parse_number (value, &finding.quantity));
  finding.quantity.unit = unit != NULL ? pod_unit_from_ucum (unit) : NULL;
  finding.lower = lower;
  finding.upper = upper;
  finding.source = source;
  pod_casebook_builder_add_finding (casebook->builder, &finding);
  return finding.record.id;
}

gint64
fixture_put (FixtureCasebook *casebook,
             const char *observation,
             int day,
             const char *value,
             const char *unit,
             double lower,
             double upper)
{
  return put (casebook, observation, day, value, unit, lower, upper, "typed");
}

gint64
fixture_put_derived (FixtureCasebook *casebook, const char *observation, int day, const char *value)
{
  return put (casebook, observation, day, value, "g/d", NAN, NAN, "derived");
}

PodCasebook *
fixture_casebook_end (FixtureCasebook *casebook)
{
  PodCasebook *end = pod_casebook_builder_end (g_steal_pointer (&casebook->builder));

  g_test_queue_destroy ((GDestroyNotify) pod_casebook_unref, end);
  return end;
}

/* ---- looking at scenes ---- */

static const PodMark *
get_mark (const PodScene *scene, guint index)
{
  return &g_array_index (scene->marks, PodMark, index);
}

guint
fixture_count (const PodScene *scene, PodMarkKind kind, PodRecordType type, gint64 id)
{
  guint count = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);
      count += mark->kind == kind && mark->type == type && mark->id == id;
    }
  return count;
}

const PodMark *
fixture_find (const PodScene *scene, PodMarkKind kind, PodRecordType type, gint64 id)
{
  g_assert_cmpuint (fixture_count (scene, kind, type, id), ==, 1);
  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);
      if (mark->kind == kind && mark->type == type && mark->id == id)
        return mark;
    }
  return NULL;
}

guint
fixture_count_rows (const PodScene *scene, PodRecordType type)
{
  guint n = 0;

  for (guint i = 0; i < scene->row_types->len; i++)
    n += g_array_index (scene->row_types, PodRecordType, i) == type;
  return n;
}

const PodMark *
fixture_find_text (const PodScene *scene, const char *text)
{
  for (guint i = 0; i < scene->marks->len; i++)
    if (g_strcmp0 (get_mark (scene, i)->text, text) == 0)
      return get_mark (scene, i);
  return NULL;
}

char *
fixture_print_legend (const PodScene *scene)
{
  g_autoptr (PodScene) legend = pod_scene_new_legend (scene);

  g_assert_nonnull (legend);
  return g_strdelimit (g_strdup (legend->description), "\n", ' ');
}

const PodMark *
fixture_find_what (const PodScene *scene, const char *what)
{
  for (guint i = 0; i < scene->marks->len; i++)
    if (g_strcmp0 (get_mark (scene, i)->what, what) == 0)
      return get_mark (scene, i);
  return NULL;
}

typedef struct
{
  double left;
  double top;
  double right;
  double bottom;
} Box;

static Box
find_box (const PodMark *mark)
{
  const PodMetrics *metrics = pod_metrics_fixed ();
  double width;
  double left = mark->x;

  if (mark->kind == POD_MARK_SYMBOL)
    return (Box){ mark->x - mark->w / 2, mark->y - mark->w / 2, mark->x + mark->w / 2,
                  mark->y + mark->w / 2 };
  if (mark->kind != POD_MARK_TEXT)
    return (Box){ mark->x, mark->y, mark->x + mark->w, mark->y + mark->h };
  width = metrics->text_width (metrics->data, mark->text, mark->size, mark->bold);
  if (mark->w > 0)
    width = MIN (width, mark->w);
  if (mark->align != POD_ALIGN_START)
    left -= mark->align == POD_ALIGN_END ? width : width / 2;
  return (Box){ left, mark->y - mark->size / 2, left + width, mark->y + mark->size / 2 };
}

void
fixture_check_bounds (const PodScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    {
      Box box = find_box (get_mark (scene, i));

      if (get_mark (scene, i)->kind == POD_MARK_POLYLINE)
        continue;
      g_assert_cmpfloat (MIN (box.left, box.right), >=, -0.01);
      g_assert_cmpfloat (MIN (box.top, box.bottom), >=, -0.01);
      g_assert_cmpfloat (MAX (box.left, box.right), <=, scene->width + 0.01);
      g_assert_cmpfloat (MAX (box.top, box.bottom), <=, scene->height + 0.01);
    }
  for (guint i = 0; i < scene->points->len; i++)
    {
      PodPoint point = g_array_index (scene->points, PodPoint, i);
      g_assert_true (point.x >= 0 && point.x <= scene->width);
      g_assert_true (point.y >= 0 && point.y <= scene->height);
    }
}

void
fixture_check_picking (const PodScene *scene)
{
  guint seen = 0;

  for (guint i = 0; i < scene->marks->len; i++)
    {
      const PodMark *mark = get_mark (scene, i);
      Box box = find_box (mark);
      const PodMark *picked;

      if (mark->id == 0 || mark->role == POD_ROLE_RANGE)
        continue;
      picked = pod_scene_pick (scene, (box.left + box.right) / 2, (box.top + box.bottom) / 2, 4);
      g_assert_nonnull (picked);
      g_assert_cmpint (picked->id, ==, mark->id);
      g_assert_cmpint (picked->type, ==, mark->type);
      seen++;
    }
  g_assert_cmpuint (seen, >, 0);
}

void
fixture_check_labels (const PodScene *scene)
{
  for (guint i = 0; i < scene->marks->len; i++)
    for (guint k = i + 1; k < scene->marks->len; k++)
      {
        const PodMark *a = get_mark (scene, i);
        const PodMark *b = get_mark (scene, k);
        Box one = find_box (a);
        Box other = find_box (b);

        if (a->kind != POD_MARK_TEXT || b->kind != POD_MARK_TEXT)
          continue;
        if (one.left + 0.01 < other.right && other.left + 0.01 < one.right &&
            one.top + 0.01 < other.bottom && other.top + 0.01 < one.bottom)
          g_error ("\"%s\" lies over \"%s\"", b->text, a->text);
      }
}

/* Line by line, so that what fails is the mark that differs and not the whole scene. */
static void
compare_lines (const char *found, const char *expected)
{
  g_auto (GStrv) one = g_strsplit (found, "\n", -1);
  g_auto (GStrv) other = g_strsplit (expected, "\n", -1);

  for (guint i = 0; one[i] != NULL && other[i] != NULL; i++)
    g_assert_cmpstr (one[i], ==, other[i]);
  g_assert_cmpuint (g_strv_length (one), ==, g_strv_length (other));
}

void
fixture_check_golden (const PodScene *scene, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "chart", name, NULL);
  g_autofree char *dump = pod_scene_dump (scene);

  if (g_strcmp0 (g_getenv ("POD_TEST_GOLDEN"), "write") == 0)
    g_assert_true (g_file_set_contents (path, dump, -1, NULL));
  compare_lines (dump, pod_test_read (path, NULL));
}
