#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include <glib/gi18n-lib.h>

#include "pod-fhir.h"

/* Whose a result is. */

static gboolean
is_meant (char **wanted, const char *word)
{
  g_autofree char *folded = pod_lab_fold (word);

  return *folded != '\0' && pod_lab_is_one_of (wanted, folded);
}

static gboolean
has_type (const PodFhir *fhir, guint identifier, char **wanted)
{
  guint type = pod_json_get (fhir->json, identifier, "type");

  for (guint i = pod_json_first (fhir->json, pod_json_get (fhir->json, type, "coding")); i != 0;
       i = pod_json_next (fhir->json, i))
    if (is_meant (wanted, pod_fhir_get (fhir, i, "code")))
      return TRUE;
  return is_meant (wanted, pod_fhir_get (fhir, type, "text")) ||
         is_meant (wanted, pod_fhir_get (fhir, identifier, "system"));
}

static void
consider (const PodFhir *fhir, guint identifier, char **wanted, const char **key, guint *n)
{
  const char *value = pod_fhir_get (fhir, identifier, "value");

  /* An old one is no longer the patient's. */
  if (*value == '\0' || g_str_equal (pod_fhir_get (fhir, identifier, "use"), "old") ||
      (wanted && !has_type (fhir, identifier, wanted)) || (*n > 0 && g_str_equal (value, *key)))
    return;
  *key = value;
  (*n)++;
}

static guint
count_identifiers (const PodFhir *fhir, guint patient, char **wanted, const char **key)
{
  guint n = 0;

  for (guint i = pod_json_first (fhir->json, pod_json_get (fhir->json, patient, "identifier"));
       i != 0; i = pod_json_next (fhir->json, i))
    consider (fhir, i, wanted, key, &n);
  return n;
}

static void
read_key (const PodFhir *fhir, guint patient, const PodLabMap *map, PodLabLine *line)
{
  static char *record[] = { (char *) "mr", (char *) "mrn", NULL };
  const char *key = "";
  guint n = count_identifiers (fhir, patient, map->identifiers, &key);

  if (n > 1 && !map->identifiers && count_identifiers (fhir, patient, record, &key) == 1)
    n = 1;
  if (n == 1)
    line->cells[POD_LAB_SUBJECT] = key;
  else if (n > 1)
    line->refusal = _ ("the patient has several numbers, and the map does not say which is meant");
  else
    line->refusal = _ ("the patient has no number that the map means");
}

/* Without the patient's own resource, an identifier in the reference will do. */
static void
read_reference (const PodFhir *fhir, guint subject, const PodLabMap *map, PodLabLine *line)
{
  const char *key = "";
  guint n = 0;

  consider (fhir, pod_json_get (fhir->json, subject, "identifier"), map->identifiers, &key, &n);
  if (n == 1)
    line->cells[POD_LAB_SUBJECT] = key;
  else
    line->refusal = _ ("the patient of this result is not in the file");
}

static guint
find_subject (const PodFhir *fhir, const PodFhirResource *observation, const PodFhirResource **from)
{
  guint subject = pod_json_get (fhir->json, observation->node, "subject");
  guint report = GPOINTER_TO_UINT (g_hash_table_lookup (fhir->reports,
                                                        GUINT_TO_POINTER (observation->node)));

  *from = observation;
  if (subject != 0 || report == 0)
    return subject;
  *from = &g_array_index (fhir->resources, PodFhirResource, report - 1);
  return pod_json_get (fhir->json, (*from)->node, "subject");
}

void
pod_fhir_read_patient (PodFhir *fhir,
                       const PodFhirResource *observation,
                       const PodLabMap *map,
                       PodLabLine *line)
{
  const PodFhirResource *from;
  guint subject = find_subject (fhir, observation, &from);
  const PodFhirResource *patient = pod_fhir_resolve (fhir, from, subject);

  if (subject == 0)
    line->refusal = _ ("the result does not say whose it is");
  else if (!patient)
    read_reference (fhir, subject, map, line);
  else if (!g_str_equal (patient->type, "Patient"))
    line->refusal = _ ("the result is not of a patient");
  else
    {
      read_key (fhir, patient->node, map, line);
      line->is_test |= patient->is_test;
      line->raw_patient = pod_fhir_keep (fhir, patient, observation);
      /* What is of one patient stands and falls together. */
      line->message = (guint) (patient - &g_array_index (fhir->resources, PodFhirResource, 0)) + 1;
      line->cells[POD_LAB_SEX] = pod_fhir_get (fhir, patient->node, "gender");
      line->cells[POD_LAB_BIRTH] = pod_fhir_get (fhir, patient->node, "birthDate");
    }
}
