#include "pod-signature-list.h"

#include <string.h>

#include "pod-csv.h"
#include "pod-sdtm.h"

static void
append_cell (GString *csv, const char *text)
{
  if (csv->len > 0 && csv->str[csv->len - 1] != '\n')
    g_string_append_c (csv, ',');
  g_string_append_c (csv, '"');
  if (text != NULL && pod_csv_is_formula (text, strlen (text)))
    g_string_append_c (csv, '\'');
  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, (guchar) *p < 0x20 ? ' ' : *p);
    }
  g_string_append_c (csv, '"');
}

static const PodAdverseEvent *
get_adverse_events (const PodPackageSubject *attempt, guint *n)
{
  return pod_casebook_get_adverse_events (attempt->casebook, n);
}

/* AESEQ, as pod_sdtm_add_adverse_events() counts; 0 for one that is not in the dataset. */
static int
find_sequence (const PodSdtmPerson *person, gint64 id)
{
  int sequence = 0;

  for (guint i = 0; i < person->attempts->len; i++)
    {
      guint n;
      const PodAdverseEvent *events = get_adverse_events (person->attempts->pdata[i], &n);

      for (guint j = 0; j < n; j++)
        {
          sequence += !events[j].record.voided;
          if (events[j].record.id == id)
            return events[j].record.voided ? 0 : sequence;
        }
    }
  return 0;
}

/* Only a disposition's code is certain to be a word of the list that pod-record.h gives. */
static const char *
find_disposition (const PodCasebook *casebook, gint64 id)
{
  guint n;
  const PodEvent *events = pod_casebook_get_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (events[i].record.id == id && g_strcmp0 (events[i].category, "disposition") == 0)
      return events[i].code;
  return NULL;
}

static char *
name_record (const PodSdtmPerson *person,
             const PodCasebook *casebook,
             const PodSignature *signature)
{
  const PodSdtmVisit *visit;
  int sequence;

  if (g_strcmp0 (signature->scope, "adverse_event") == 0)
    {
      sequence = find_sequence (person, signature->about);
      return sequence > 0 ? g_strdup_printf ("%d", sequence) : NULL;
    }
  if (g_strcmp0 (signature->scope, "visit") == 0)
    {
      visit = g_hash_table_lookup (person->visits, &signature->about);
      return visit ? g_strdup (visit->number) : NULL;
    }
  if (g_strcmp0 (signature->scope, "event") == 0)
    return g_strdup (find_disposition (casebook, signature->about));
  return NULL;
}

static void
append_signature (GString *csv,
                  const PodSdtmPerson *person,
                  const PodCasebook *casebook,
                  const PodSignature *signature)
{
  gboolean coded = person->shift.profile == POD_PROFILE_CODED;
  g_autofree char *record = name_record (person, casebook, signature);
  g_autofree char *when = coded ? pod_instant_to_string (signature->when) : NULL;

  append_cell (csv, person->usubjid);
  append_cell (csv, signature->scope);
  append_cell (csv, record);
  append_cell (csv, signature->meaning);
  append_cell (csv, signature->printed_name);
  append_cell (csv, signature->role);
  append_cell (csv, when);
  append_cell (csv, coded ? signature->head : NULL);
  append_cell (csv, signature->changed ? "changed" : "current");
  g_string_append_c (csv, '\n');
}

static void
append_person (GString *csv, const PodSdtmPerson *person)
{
  for (guint i = 0; i < person->attempts->len; i++)
    {
      const PodPackageSubject *attempt = person->attempts->pdata[i];
      guint n;
      const PodSignature *signatures = pod_casebook_get_signatures (attempt->casebook, &n);

      for (guint j = 0; j < n; j++)
        append_signature (csv, person, attempt->casebook, &signatures[j]);
    }
}

GString *
pod_signature_list_to_csv (const PodPackage *package)
{
  static const char *const names[] = { "USUBJID", "SCOPE",     "RECORD", "MEANING", "SIGNED_BY",
                                       "ROLE",    "SIGNED_AT", "HEAD",   "STATUS" };
  g_autoptr (GPtrArray) persons = NULL;
  GString *csv;

  if (pod_signature_list_count (package, NULL) == 0)
    return NULL;
  persons = pod_sdtm_list_persons (package, package->profile);
  csv = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    append_cell (csv, names[i]);
  g_string_append_c (csv, '\n');
  for (guint i = 0; i < persons->len; i++)
    append_person (csv, persons->pdata[i]);
  return csv;
}

guint
pod_signature_list_count (const PodPackage *package, guint *current)
{
  guint all = 0, unchanged = 0;

  for (guint i = 0; i < package->subjects->len; i++)
    {
      const PodPackageSubject *attempt = package->subjects->pdata[i];
      guint n;
      const PodSignature *signatures = pod_casebook_get_signatures (attempt->casebook, &n);

      /* Whoever is withdrawn from the record altogether is not in the datasets either. */
      if (pod_casebook_get_subject (attempt->casebook)->record.voided)
        continue;
      all += n;
      for (guint j = 0; j < n; j++)
        unchanged += !signatures[j].changed;
    }
  if (current != NULL)
    *current = unchanged;
  return all;
}
