/* What the birth date is needed for is computed here, while the vault is open, and kept as findings.  A derived value
 * carries in its origin which record, in which version, it came from: so a corrected creatinine withdraws the old eGFR, and so does
 * an amendment of the equation. */

#include "pod-derivation.h"
#include "pod-trial-private.h"

#define INPUT "creatinine"
#define RESULT "egfr"

static char *
make_origin (const PodFinding *input)
{
  return g_strdup_printf ("derived|%s|%" G_GINT64_FORMAT "|%d", RESULT, input->record.id,
                          input->record.version);
}

/* Whether what has @origin is still to be derived: it never was, or what was is there by an equation that an amendment has replaced.
 * What a person has withdrawn does not come back by itself. */
static gboolean
is_missing (const PodStudy *study, const PodCasebook *casebook, const char *origin)
{
  gboolean was_derived = FALSE;
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, RESULT, &n);

  for (guint i = 0; i < n; i++)
    {
      if (g_strcmp0 (series[i].origin, origin) != 0)
        continue;
      if (!series[i].record.voided)
        return pod_derivation_is_outdated (study, &series[i]);
      was_derived = TRUE;
    }
  return !was_derived;
}

static gboolean
is_derived_from (const PodFinding *result, const PodFinding *input)
{
  g_autofree char *start = g_strdup_printf ("derived|%s|%" G_GINT64_FORMAT "|", RESULT,
                                            input->record.id);

  return result->origin != NULL && g_str_has_prefix (result->origin, start);
}

static gboolean
says_the_same (const PodFinding *a, const PodFinding *b)
{
  return a->quantity.number == b->quantity.number && pod_moment_compare (a->when, b->when) == 0 &&
         a->visit == b->visit && g_strcmp0 (a->laboratory, b->laboratory) == 0 &&
         g_strcmp0 (a->method, b->method) == 0 && g_strcmp0 (a->status, b->status) == 0;
}

/* What was derived from an earlier version of @input, and would be the same from this one: an input that was only judged, or attributed to
 * something, is no other input.  NULL where there is none. */
static const PodFinding *
find_standing (PodWriting *writing,
               const PodCasebook *casebook,
               const PodFinding *input,
               PodDate birth_date)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, RESULT, &n);
  PodFinding derived;

  if (input->record.voided || !pod_derive_egfr (writing->study, writing->site, input, birth_date,
                                                pod_casebook_get_subject (casebook)->sex, &derived))
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!series[i].record.voided && is_derived_from (&series[i], input) &&
        says_the_same (&series[i], &derived))
      return &series[i];
  return NULL;
}

/* (element-type utf8): what derives from an input that is still there, in that version. */
static GHashTable *
list_current (PodWriting *writing, const PodCasebook *casebook, PodDate birth_date)
{
  GHashTable *origins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;
  const PodFinding *inputs = pod_casebook_get_series (casebook, INPUT, &n);

  for (guint i = 0; i < n; i++)
    if (!inputs[i].record.voided)
      {
        const PodFinding *standing = find_standing (writing, casebook, &inputs[i], birth_date);

        g_hash_table_add (origins, standing != NULL ? g_strdup (standing->origin)
                                                    : make_origin (&inputs[i]));
      }
  return origins;
}

static void
withdraw_stale (PodWriting *writing,
                const PodCasebook *casebook,
                PodDate birth_date,
                PodChange *change)
{
  g_autoptr (GHashTable) current = list_current (writing, casebook, birth_date);
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, RESULT, &n);

  for (guint i = 0; i < n; i++)
    if (!series[i].record.voided && series[i].origin != NULL &&
        g_str_has_prefix (series[i].origin, "derived|") &&
        (!g_hash_table_contains (current, series[i].origin) ||
         pod_derivation_is_outdated (writing->study, &series[i])))
      pod_change_void (change, POD_RECORD_FINDING, series[i].record.id, series[i].record.version);
}

static void
add_missing (PodWriting *writing,
             const PodCasebook *casebook,
             PodDate birth_date,
             PodChange *change)
{
  guint n;
  const PodFinding *inputs = pod_casebook_get_series (casebook, INPUT, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *origin = make_origin (&inputs[i]);
      PodFinding derived;

      if (inputs[i].record.voided || !is_missing (writing->study, casebook, origin) ||
          find_standing (writing, casebook, &inputs[i], birth_date) != NULL)
        continue;
      if (!pod_derive_egfr (writing->study, writing->site, &inputs[i], birth_date,
                            pod_casebook_get_subject (casebook)->sex, &derived))
        continue;
      derived.record.id = pod_change_reserve (change);
      derived.origin = origin;
      pod_change_put_finding (change, &derived);
    }
}

static gboolean
has_inputs (const PodCasebook *casebook)
{
  guint n, m;

  pod_casebook_get_series (casebook, INPUT, &n);
  pod_casebook_get_series (casebook, RESULT, &m);
  return n > 0 || m > 0;
}

gboolean
pod_derive_for_casebook (PodWriting *writing,
                         PodConnection *connection,
                         PodCasebook *casebook,
                         gboolean *written,
                         GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (PodIdentity) identity = NULL;
  PodDate birth_date = POD_DATE_NONE;

  *written = FALSE;
  if (writing->key->vault == NULL || !has_inputs (casebook))
    return TRUE;
  identity = pod_person_open (connection, writing->key->vault,
                              pod_casebook_get_subject (casebook)->person, error);
  if (identity == NULL)
    return FALSE;
  if (identity->birth_date != NULL && !pod_date_parse (identity->birth_date, &birth_date))
    birth_date = POD_DATE_NONE;
  withdraw_stale (writing, casebook, birth_date, change);
  if (pod_date_is_set (birth_date))
    add_missing (writing, casebook, birth_date, change);
  *written = pod_change_get_n_steps (change) > 0;
  return !*written || pod_change_apply (connection, change, NULL, error);
}
