/* The demonstration trial: who does what on which day, in the order in which it was entered. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-demo-private.h"
#include "pod-trial-check.h"
#include "pod-trial-users.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* Shanghai. */
#define OFFSET 480
#define NOON (12 * 60)

typedef enum
{
  REGISTER,
  VISIT,
  PLAN,
  ENROL,
  FAIL,
  WITHDRAW,
} EntryKind;

/* @minute: when it is entered, since 1970 in the site's own time; @order settles what is of one minute. */
typedef struct
{
  gint64 minute;
  guint order;
  EntryKind kind;
  PodDemoPerson *person;
  const PodPlannedVisit *plan;
  gint32 day;
} Entry;

typedef struct
{
  PodTrial *trial;
  PodInstant now;
  GPtrArray *cast;
  GArray *diary; /* Entry */
} Stage;

static gint32
last_day (void)
{
  return pod_date_first_day (pod_demo_today ());
}

/* What happens on a day is entered in its afternoon. */
static void
add_entry (Stage *stage,
           PodDemoPerson *person,
           EntryKind kind,
           const PodPlannedVisit *plan,
           gint32 day)
{
  /* The plan costs no chance: everything else about somebody stays as it is. */
  int after = kind == PLAN ? 300 : g_rand_int_range (person->random, 60, 290);
  gint64 minute = (gint64) day * 24 * 60 + NOON + after;
  Entry entry = { minute, stage->diary->len, kind, person, plan, day };

  /* What is of one day keeps its order. */
  if (kind == ENROL || kind == FAIL)
    entry.minute += 60;
  if (day <= last_day ())
    g_array_append_val (stage->diary, entry);
}

/* On time, or a little early or late inside the window. */
static gint32
draw_day (PodDemoPerson *person, const PodPlannedVisit *plan, gint32 anchor)
{
  int before = plan->before > 3 ? plan->before / 2 : MIN (plan->before, 1);
  int after = plan->after > 3 ? plan->after / 2 : MIN (plan->after, 1);
  gint32 target = anchor + plan->day;
  gint32 day = target + g_rand_int_range (person->random, -before, after + 1);

  /* The last visit of all is made as soon as its window is open. */
  if (day > last_day () && plan->before > 7 && target - plan->before < last_day ())
    day = last_day () - 1;
  return day;
}

static void
plan_visit (Stage *stage, PodDemoPerson *person, const PodPlannedVisit *plan, gint32 until)
{
  gint32 day;

  if (strcmp (plan->anchor, "consent") == 0)
    day = person->screening;
  else if (strcmp (plan->anchor, "lymphodepletion_start") == 0)
    day = person->depletion + plan->day;
  else
    day = draw_day (person, plan, person->infusion);
  if (day <= until)
    add_entry (stage, person, VISIT, plan, day);
}

/* How far the schedule goes for somebody: to the end, or to the failure of the screening. */
static gint32
find_end (const PodDemoPerson *person)
{
  switch (person->stage)
    {
    case POD_DEMO_TREATED:
    case POD_DEMO_DEPLETED:
      return person->withdraws ? person->infusion + 130 : last_day ();
    case POD_DEMO_CONSENTED:
      return person->consent - 1;
    default:
      return person->screening;
    }
}

/* Day 0 is planned on the day of the screening, for whom it may yet come: what was said of the others is of no interest any more. */
static gboolean
is_planned (const PodDemoPerson *person)
{
  switch (person->stage)
    {
    case POD_DEMO_DEPLETED:
    case POD_DEMO_ENROLLED:
    case POD_DEMO_ELIGIBLE:
    case POD_DEMO_MISSING:
      return person->infusion >= last_day ();
    default:
      return FALSE;
    }
}

static void
plan_person (Stage *stage, PodDemoPerson *person)
{
  const GPtrArray *plans = pod_study_get_visits (pod_trial_get_study (stage->trial));
  gint32 end = find_end (person);

  add_entry (stage, person, REGISTER, NULL, person->consent);
  for (guint i = 0; i < plans->len; i++)
    plan_visit (stage, person, g_ptr_array_index (plans, i), end);
  if (is_planned (person))
    add_entry (stage, person, PLAN, NULL, person->screening);
  if (person->stage <= POD_DEMO_ENROLLED)
    add_entry (stage, person, ENROL, NULL, person->enrolment);
  if (person->stage == POD_DEMO_FAILED)
    add_entry (stage, person, FAIL, NULL, person->screening + 2);
  if (person->stage == POD_DEMO_TREATED && person->withdraws)
    add_entry (stage, person, WITHDRAW, NULL, end + 6);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;

  if (first->minute != second->minute)
    return first->minute < second->minute ? -1 : 1;
  return first->order < second->order ? -1 : first->order > second->order;
}

/* ---- making each entry ---- */

static gboolean
register_person (PodTrial *trial, PodDemoPerson *person, GError **error)
{
  const PodRegistration registration = {
    .name = person->name,
    .record_number = person->record_number,
    .birth_date = person->birth_date,
    .sex = person->sex,
    .cohort = person->cohort,
    .consent = pod_date_from_day (person->consent),
  };

  person->subject = pod_trial_register (trial, &registration, error);
  return person->subject != 0;
}

static gboolean
withdraw (PodTrial *trial, PodDemoPerson *person, gint32 day, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  const PodEvent event = {
    .record = { .id = pod_change_reserve (change), .subject = person->subject },
    .category = "disposition",
    .code = "withdrawal",
    .date = pod_date_from_day (day),
  };

  pod_change_put_event (change, &event);
  return pod_trial_commit (trial, change, NULL, NULL, error);
}

static gboolean
make_entry (PodTrial *trial, const Entry *entry, GError **error)
{
  PodDate date = pod_date_from_day (entry->day);

  switch (entry->kind)
    {
    case REGISTER:
      return register_person (trial, entry->person, error);
    case VISIT:
      return pod_demo_record_visit (trial, entry->person, entry->plan, entry->day, error);
    case PLAN:
      return pod_trial_plan_infusion (trial, entry->person->subject,
                                      pod_date_from_day (entry->person->infusion), NULL, error);
    case ENROL:
      return pod_trial_enrol (trial, entry->person->subject, date, error);
    case FAIL:
      return pod_trial_fail_screening (trial, entry->person->subject, date, error);
    case WITHDRAW:
    default:
      return withdraw (trial, entry->person, entry->day, error);
    }
}

static void
set_clock (Stage *stage, gint64 minute)
{
  stage->now = (PodInstant){ (minute - OFFSET) * 60 * G_USEC_PER_SEC, OFFSET };
}

static gboolean
play (Stage *stage, const PodDemo *demo, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < stage->diary->len; i++)
    {
      const Entry *entry = &g_array_index (stage->diary, Entry, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      set_clock (stage, entry->minute);
      if (!make_entry (stage->trial, entry, error))
        return FALSE;
      if (demo->progress != NULL)
        demo->progress ((i + 1.0) / stage->diary->len, demo->progress_data);
    }
  return TRUE;
}

/* Names that nobody bears. */
static gboolean
add_users (PodTrial *trial, const PodDemo *demo, GError **error)
{
  static const struct
  {
    const char *name;
    const char *full_name;
    PodUserRole role;
  } users[] = {
    { "coordinator", "Bruno Invented", POD_USER_COORDINATOR },
    { "monitor", "Clara Invented", POD_USER_MONITOR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    if (g_strcmp0 (users[i].name, demo->user) != 0 &&
        !pod_trial_add_person (trial,
                               &(PodNewUser){ .user = users[i].name,
                                              .full_name = users[i].full_name,
                                              .password = demo->password,
                                              .role = users[i].role,
                                              .own_password = TRUE },
                               error))
      return FALSE;
  return TRUE;
}

static gboolean
perform (Stage *stage, const PodDemo *demo, GCancellable *cancellable, GError **error)
{
  gboolean done;

  if (!add_users (stage->trial, demo, error) || !pod_demo_add_ranges (stage->trial, error))
    return FALSE;
  stage->cast = pod_demo_cast_new (demo->subjects, demo->seed);
  stage->diary = g_array_new (FALSE, FALSE, sizeof (Entry));
  for (guint i = 0; i < stage->cast->len; i++)
    plan_person (stage, g_ptr_array_index (stage->cast, i));
  g_array_sort (stage->diary, compare_entries);
  done = play (stage, demo, cancellable, error);
  g_array_unref (stage->diary);
  g_ptr_array_unref (stage->cast);
  return done;
}

/* The database and the journal that SQLite leaves beside it. */
static void
remove_database (const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  g_unlink (path);
  g_unlink (journal);
}

/* Of another study nothing is invented, rather than something that looks like it. */
static gboolean
check_study (const PodDemo *demo, GError **error)
{
  if (g_strcmp0 (demo->study, POD_DEMO_STUDY) == 0)
    return TRUE;
  g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
               _ ("There are invented subjects of %s only. Make an empty database of “%s”, and "
                  "register invented patients in it."),
               POD_DEMO_STUDY, demo->study);
  return FALSE;
}

gboolean
pod_demo_create (const PodDemo *demo, GCancellable *cancellable, GError **error)
{
  Stage stage = { NULL };
  const PodClock clock = pod_clock_fixed (&stage.now);
  const PodTrialCreation creation = {
    .path = demo->path,
    .study = demo->study,
    .user = demo->user,
    .full_name = "Alba Invented",
    .password = demo->password,
    .demo = TRUE,
    .clock = &clock,
  };
  gboolean done;

  if (!check_study (demo, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  set_clock (&stage, (gint64) pod_date_first_day (pod_demo_start ()) * 24 * 60 + 8 * 60);
  stage.trial = pod_trial_create (&creation, NULL, error);
  if (stage.trial == NULL)
    return FALSE;
  done = perform (&stage, demo, cancellable, error);
  pod_trial_close (stage.trial);
  g_object_unref (stage.trial);
  if (!done)
    remove_database (demo->path);
  return done;
}
