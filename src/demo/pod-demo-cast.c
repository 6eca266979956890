/* Who takes part: invented people, spread so that the last day finds somebody at every stage. */

#include "pod-demo-private.h"

#include <math.h>

/* Where somebody stands on the last day: those at the end of the list of infusions, the most telling first. */
typedef struct
{
  PodDemoStage stage;
  int infused_ago; /* for those who were */
  int crs_grade;
  double crs_onset;
} Slot;

static const Slot slots[] = {
  { POD_DEMO_ELIGIBLE, 0, 0, 0 },  { POD_DEMO_TREATED, 14, 2, 8 },  { POD_DEMO_DEPLETED, -4, 0, 0 },
  { POD_DEMO_MISSING, 0, 0, 0 },   { POD_DEMO_UNFIT, 0, 0, 0 },     { POD_DEMO_TREATED, 6, 3, 3 },
  { POD_DEMO_ENROLLED, 0, 0, 0 },  { POD_DEMO_DEPLETED, -3, 0, 0 }, { POD_DEMO_TREATED, 2, 1, 1 },
  { POD_DEMO_CONSENTED, 0, 0, 0 }, { POD_DEMO_ELIGIBLE, 0, 0, 0 },  { POD_DEMO_TREATED, 14, 1, 7 },
};

/* The longest follow-up that a trial of this age can have, and the shortest of those who are spread. */
#define LONGEST 352
#define SHORTEST 26

PodDate
pod_demo_today (void)
{
  return pod_date_new (2026, 11, 20);
}

PodDate
pod_demo_start (void)
{
  return pod_date_new (2025, 11, 15);
}

double
pod_demo_between (GRand *random, double low, double high)
{
  return g_rand_double_range (random, low, high);
}

gboolean
pod_demo_chance (GRand *random, double probability)
{
  return g_rand_double (random) < probability;
}

/* A sum of four: near enough to a bell, and never beyond three and a half. */
double
pod_demo_scatter (GRand *random)
{
  double sum = 0;

  for (int i = 0; i < 4; i++)
    sum += g_rand_double (random) - 0.5;
  return sum * sqrt (3);
}

static GRand *
make_random (guint32 seed, guint identity, guint attempt)
{
  const guint32 array[] = { seed, identity + 1, attempt + 1 };

  return g_rand_new_with_seed_array (array, G_N_ELEMENTS (array));
}

/* "Demonstration", a heavenly stem, a number: nobody is called so. */
static char *
make_name (guint identity)
{
  static const char *const stems[] = { "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸" };
  static const char *const digits[] = {
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"
  };
  guint series = identity / 10;

  if (series < G_N_ELEMENTS (digits))
    return g_strconcat ("演示", stems[identity % 10], digits[series], NULL);
  return g_strdup_printf ("演示%s%u", stems[identity % 10], series + 1);
}

static void
draw_identity (PodDemoPerson *person, guint32 seed)
{
  static const char *const cohorts[] = { "mn", "igan", "aav" };
  g_autoptr (GRand) random = make_random (seed, person->identity, 99);
  int year;

  person->cohort = cohorts[person->identity % G_N_ELEMENTS (cohorts)];
  person->sex = pod_demo_chance (random, 0.42) ? "female" : "male";
  person->age = g_rand_int_range (random, person->identity % 3 == 2 ? 38 : 23, 66);
  year = pod_demo_start ().year - person->age;
  person->birth_date = pod_date_new (year, g_rand_int_range (random, 1, 13),
                                     g_rand_int_range (random, 1, 29));
  person->name = make_name (person->identity);
  person->record_number = g_strdup_printf ("D9%06u", 137 + 7919 * (person->identity + 1) % 900000);
  person->refractory = pod_demo_chance (random, 0.5);
  person->mpo = pod_demo_chance (random, 0.7);
}

/* Mostly mild. */
static int
draw_grade (GRand *random)
{
  static const int grades[] = { 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 3 };

  return grades[g_rand_int_range (random, 0, G_N_ELEMENTS (grades))];
}

static void
draw_course (PodDemoPerson *person, const Slot *slot)
{
  GRand *random = person->random;

  person->response = pod_demo_chance (random, 0.67) ? pod_demo_between (random, 0.72, 0.99)
                                                    : pod_demo_between (random, -0.1, 0.3);
  person->response_days = pod_demo_between (random, 28, 75);
  person->depth = pod_demo_between (random, 0.62, 0.995);
  person->b_cells_return = pod_demo_between (random, 75, 330);
  person->car_peak = pod_demo_between (random, 3.9, 5.7);
  person->car_peak_day = pod_demo_between (random, 7.5, 13.5);
  person->acute = pod_demo_chance (random, 0.14) ? pod_demo_between (random, 0.7, 1.6) : 0;
  person->acute_day = pod_demo_between (random, 6, 12);
  person->infection_day = pod_demo_chance (random, 0.36) ? pod_demo_between (random, 12, 110)
                                                         : 9999;
  person->crs_grade = draw_grade (random);
  person->crs_onset = floor (pod_demo_between (random, 1, 7)) + 0.6;
  person->crs_end = person->crs_onset + pod_demo_between (random, 2.5, 5) + 0.8 * person->crs_grade;
  if (slot == NULL)
    return;
  person->crs_grade = slot->crs_grade;
  person->crs_onset = slot->crs_onset + 0.6;
  person->crs_end = MAX (slot->infused_ago + 3, slot->crs_onset + 4) + 0.4;
}

/* Everything before the infusion follows from its day, backwards. */
static void
plan_back (PodDemoPerson *person, gint32 infusion)
{
  GRand *random = person->random;

  person->infusion = infusion;
  person->depletion = infusion - 5;
  person->enrolment = person->depletion - g_rand_int_range (random, 1, 4);
  person->screening = person->enrolment - g_rand_int_range (random, 3, 6);
  person->consent = MAX (person->screening - g_rand_int_range (random, 2, 6),
                         pod_date_first_day (pod_demo_start ()));
}

static void
plan_screening (PodDemoPerson *person, gint32 screening)
{
  person->screening = screening;
  person->consent = screening - 3;
  person->enrolment = screening + 4;
  person->depletion = screening + 6;
  person->infusion = screening + 11;
}

static PodDemoPerson *
add_person (GPtrArray *cast, guint identity, guint32 seed, guint attempt)
{
  PodDemoPerson *person = g_new0 (PodDemoPerson, 1);

  person->identity = identity;
  person->random = make_random (seed, identity, attempt);
  draw_identity (person, seed);
  g_ptr_array_add (cast, person);
  return person;
}

static void
finish_person (PodDemoPerson *person, const Slot *slot)
{
  draw_course (person, slot);
  pod_demo_draw_bases (person);
  pod_demo_draw_events (person);
}

static void
add_slot (GPtrArray *cast, guint identity, guint32 seed, guint number)
{
  const Slot *slot = &slots[number];
  gint32 today = pod_date_first_day (pod_demo_today ());
  PodDemoPerson *person = add_person (cast, identity, seed, 0);

  person->stage = slot->stage;
  if (slot->stage == POD_DEMO_TREATED || slot->stage == POD_DEMO_DEPLETED)
    plan_back (person, today - slot->infused_ago);
  else if (slot->stage == POD_DEMO_ENROLLED)
    plan_back (person, today + 6);
  else
    plan_screening (person, today - (int) (number % 3) - 1);
  if (slot->stage == POD_DEMO_CONSENTED)
    person->consent = today - 1;
  if (slot->stage == POD_DEMO_UNFIT)
    person->flaw = POD_DEMO_FLAW_KIDNEY;
  finish_person (person, slot);
}

static void
add_treated (GPtrArray *cast, guint identity, guint32 seed, guint of)
{
  gint32 today = pod_date_first_day (pod_demo_today ());
  PodDemoPerson *person = add_person (cast, identity, seed, 0);
  int step = of > 1 ? (LONGEST - SHORTEST) / (int) (of - 1) : 0;

  person->stage = POD_DEMO_TREATED;
  person->withdraws = identity == 7;
  plan_back (person, today - LONGEST + (int) identity * step);
  finish_person (person, NULL);
}

/* A failure of an earlier day; @attempt 1 is the first attempt of somebody who is screened again later. */
static void
add_failure (GPtrArray *cast, guint identity, guint32 seed, PodDemoFlaw flaw, gint32 consent)
{
  gboolean again = flaw == POD_DEMO_FLAW_INFECTION;
  PodDemoPerson *person = add_person (cast, identity, seed, again);

  person->stage = POD_DEMO_FAILED;
  person->flaw = flaw;
  plan_screening (person, consent + 3);
  finish_person (person, NULL);
}

static void
person_free (PodDemoPerson *person)
{
  g_rand_free (person->random);
  g_free (person->name);
  g_free (person->record_number);
  g_free (person);
}

/* One in seven is not fit for the trial; whoever had an infection comes back. */
static void
add_failures (GPtrArray *cast, guint subjects, guint32 seed)
{
  static const PodDemoFlaw flaws[] = { POD_DEMO_FLAW_HEPATITIS, POD_DEMO_FLAW_KIDNEY,
                                       POD_DEMO_FLAW_HEART, POD_DEMO_FLAW_NEUTROPHILS };
  gint32 start = pod_date_first_day (pod_demo_start ());
  guint n = MIN ((subjects + 6) / 8, G_N_ELEMENTS (flaws));
  const PodDemoPerson *returning = subjects >= 3 ? g_ptr_array_index (cast, subjects / 3) : NULL;

  if (returning != NULL)
    add_failure (cast, returning->identity, seed, POD_DEMO_FLAW_INFECTION,
                 MAX (returning->consent - 45, start));
  for (guint i = 0; i < n && subjects >= 3; i++)
    add_failure (cast, subjects + i, seed, flaws[i], start + 40 + 75 * (gint32) i);
}

GPtrArray *
pod_demo_cast_new (guint subjects, guint32 seed)
{
  GPtrArray *cast = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);
  guint late = MIN (subjects / 3, G_N_ELEMENTS (slots));
  guint treated = subjects - late;

  for (guint i = 0; i < treated; i++)
    add_treated (cast, i, seed, treated);
  for (guint i = 0; i < late; i++)
    add_slot (cast, treated + i, seed, i);
  add_failures (cast, subjects, seed);
  return cast;
}
