#include "pod-sdtm.h"

#include <string.h>

static void
free_visit (gpointer data)
{
  PodSdtmVisit *visit = data;

  g_free (visit->number);
  g_free (visit->name);
  g_free (visit);
}

static void
free_person (gpointer data)
{
  PodSdtmPerson *person = data;

  g_ptr_array_unref (person->attempts);
  g_hash_table_unref (person->visits);
  g_free (person);
}

static const PodSubject *
get_subject (const PodPackageSubject *attempt)
{
  return pod_casebook_get_subject (attempt->casebook);
}

static int
compare_attempts_cb (gconstpointer a, gconstpointer b)
{
  gint64 x = get_subject (*(PodPackageSubject *const *) a)->record.id;
  gint64 y = get_subject (*(PodPackageSubject *const *) b)->record.id;

  return (x > y) - (x < y);
}

static int
compare_persons_cb (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(PodSdtmPerson *const *) a)->usubjid, (*(PodSdtmPerson *const *) b)->usubjid);
}

/* ---- visits ---- */

typedef struct
{
  PodSdtmPerson *person;
  GHashTable *taken; /* VISITNUM → how many visits have it for their whole number */
  int last;          /* VISITNUM of the last planned visit that took place */
} Numbering;

/* An unscheduled visit counts after the planned one before it: 13.01; so does a planned one that took place again, as after a
 * re-screening. */
static PodSdtmVisit *
number_visit (Numbering *numbering, const PodPlannedVisit *plan)
{
  int whole = plan ? plan->number : numbering->last;
  int count = GPOINTER_TO_INT (g_hash_table_lookup (numbering->taken, GINT_TO_POINTER (whole)));
  PodSdtmVisit *visit = g_new0 (PodSdtmVisit, 1);

  /* The whole number is kept for the planned visit itself. */
  if (!plan && count == 0)
    count = 1;
  g_hash_table_insert (numbering->taken, GINT_TO_POINTER (whole), GINT_TO_POINTER (count + 1));
  if (count == 0)
    visit->number = g_strdup_printf ("%d", whole);
  else
    visit->number = g_strdup_printf ("%d.%02d", whole, count);
  if (plan && count == 0)
    visit->name = g_strdup (plan->label.plain);
  else if (plan)
    visit->name = g_strdup_printf ("%s (%d)", plan->label.plain, count + 1);
  else
    visit->name = g_strdup_printf ("Unscheduled %s", visit->number);
  return visit;
}

static void
number_visits (const PodStudy *study, Numbering *numbering, const PodCasebook *casebook)
{
  guint n;
  const PodVisit *visits = pod_casebook_get_visits (casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      const PodPlannedVisit *plan = visits[i].planned
                                        ? pod_study_find_visit (study, visits[i].planned)
                                        : NULL;

      if (visits[i].record.voided)
        continue;
      g_hash_table_insert (numbering->person->visits,
                           g_memdup2 (&visits[i].record.id, sizeof (gint64)),
                           number_visit (numbering, plan));
      if (plan && pod_date_is_set (visits[i].date))
        numbering->last = plan->number;
    }
}

/* ---- persons ---- */

static PodSdtmPerson *
find_person (GPtrArray *persons, const char *usubjid)
{
  for (guint i = 0; i < persons->len; i++)
    if (g_str_equal (((PodSdtmPerson *) persons->pdata[i])->usubjid, usubjid))
      return persons->pdata[i];
  return NULL;
}

static void
add_attempt (GPtrArray *persons, const PodPackageSubject *attempt)
{
  const char *usubjid = get_subject (attempt)->usubjid;
  PodSdtmPerson *person = find_person (persons, usubjid);

  if (!person)
    {
      person = g_new0 (PodSdtmPerson, 1);
      person->usubjid = usubjid;
      person->attempts = g_ptr_array_new ();
      person->visits = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_visit);
      g_ptr_array_add (persons, person);
    }
  g_ptr_array_add (person->attempts, (gpointer) attempt);
}

static void
finish_person (const PodPackage *package, PodProfile profile, PodSdtmPerson *person)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  Numbering numbering = { person, taken, 0 };
  const char *anchor = pod_study_get (package->study, "reference_start");
  const PodPackageSubject *first;

  g_ptr_array_sort (person->attempts, compare_attempts_cb);
  first = person->attempts->pdata[0];
  person->latest = person->attempts->pdata[person->attempts->len - 1];
  person->shift = (PodShift){ profile, first->offset };
  for (guint i = 0; i < person->attempts->len; i++)
    {
      const PodPackageSubject *attempt = person->attempts->pdata[i];
      PodDate start = anchor ? pod_casebook_get_anchor (package->study, attempt->casebook, anchor)
                             : POD_DATE_NONE;

      if (pod_date_is_set (start))
        person->reference = start;
      number_visits (package->study, &numbering, attempt->casebook);
    }
}

GPtrArray *
pod_sdtm_list_persons (const PodPackage *package, PodProfile profile)
{
  GPtrArray *persons = g_ptr_array_new_with_free_func (free_person);

  for (guint i = 0; i < package->subjects->len; i++)
    {
      const PodPackageSubject *attempt = package->subjects->pdata[i];

      if (!get_subject (attempt)->record.voided)
        add_attempt (persons, attempt);
    }
  for (guint i = 0; i < persons->len; i++)
    finish_person (package, profile, persons->pdata[i]);
  g_ptr_array_sort (persons, compare_persons_cb);
  return persons;
}
