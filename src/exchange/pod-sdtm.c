#include "pod-sdtm.h"

#include <math.h>
#include <string.h>

/* What a double keeps of any decimal; the rest is noise of a conversion. */
#define DIGITS 15

static PodDataset *
make_dataset (PodSdtmKind kind, PodProfile profile)
{
  const PodSdtmShape *shape = pod_sdtm_get_shape (kind);
  PodDataset *dataset = pod_dataset_new (shape->name, shape->label);

  for (guint i = 0; i < shape->n_columns; i++)
    if (profile != POD_PROFILE_STUDY_DAY || !pod_column_is_date (&shape->columns[i]))
      pod_dataset_add_column (dataset, &shape->columns[i]);
  return dataset;
}

char **
pod_sdtm_add_row (PodSdtm *sdtm, PodSdtmKind kind, const PodSdtmPerson *person)
{
  PodDataset *dataset = sdtm->datasets[kind];
  char **row = pod_dataset_add_row (dataset);
  g_autofree char *sequence = g_strdup_printf ("%sSEQ", dataset->name);
  gboolean is_supplement = strlen (dataset->name) > 2;

  pod_dataset_set (dataset, row, "STUDYID", pod_study_get (sdtm->study, "registry"));
  if (is_supplement)
    pod_dataset_set (dataset, row, "RDOMAIN", dataset->name + strlen ("SUPP"));
  else
    pod_dataset_set (dataset, row, "DOMAIN", dataset->name);
  pod_dataset_set (dataset, row, "USUBJID", person->usubjid);
  sdtm->sequence[kind]++;
  if (!is_supplement)
    pod_sdtm_set_int (sdtm, kind, row, sequence, sdtm->sequence[kind]);
  return row;
}

void
pod_sdtm_set (PodSdtm *sdtm, PodSdtmKind kind, char **row, const char *name, const char *value)
{
  pod_dataset_set (sdtm->datasets[kind], row, name, value);
}

void
pod_sdtm_set_int (PodSdtm *sdtm, PodSdtmKind kind, char **row, const char *name, int value)
{
  g_autofree char *text = g_strdup_printf ("%d", value);

  pod_sdtm_set (sdtm, kind, row, name, text);
}

void
pod_sdtm_set_number (PodSdtm *sdtm, PodSdtmKind kind, char **row, const char *name, double value)
{
  g_autofree char *text = isnan (value) ? NULL : pod_decimal_to_label (value, DIGITS);

  pod_sdtm_set (sdtm, kind, row, name, text);
}

void
pod_sdtm_set_moment (PodSdtm *sdtm,
                     PodSdtmKind kind,
                     char **row,
                     const PodSdtmPerson *person,
                     const char *date_name,
                     const char *day_name,
                     PodMoment moment)
{
  g_autofree char *text = pod_moment_to_string (pod_shift_moment (person->shift, moment));

  if (date_name)
    pod_sdtm_set (sdtm, kind, row, date_name, text);
  if (day_name && pod_date_is_complete (moment.date) && pod_date_is_complete (person->reference))
    pod_sdtm_set_int (sdtm, kind, row, day_name,
                      pod_sdtm_day (pod_date_first_day (moment.date),
                                    pod_date_first_day (person->reference)));
}

void
pod_sdtm_add_qualifier (PodSdtm *sdtm,
                        PodSdtmKind kind,
                        const PodSdtmPerson *person,
                        int sequence,
                        const char *name,
                        const char *label,
                        const char *value)
{
  char **row = pod_sdtm_add_row (sdtm, kind, person);
  const char *parent = sdtm->datasets[kind]->name + strlen ("SUPP");
  g_autofree char *variable = g_strdup_printf ("%sSEQ", parent);

  if (sequence > 0)
    {
      pod_sdtm_set (sdtm, kind, row, "IDVAR", variable);
      pod_sdtm_set_int (sdtm, kind, row, "IDVARVAL", sequence);
    }
  pod_sdtm_set (sdtm, kind, row, "QNAM", name);
  pod_sdtm_set (sdtm, kind, row, "QLABEL", label);
  pod_sdtm_set (sdtm, kind, row, "QVAL", value);
  pod_sdtm_set (sdtm, kind, row, "QORIG", "CRF");
}

char *
pod_sdtm_format_number (PodComparator comparator, double number)
{
  g_autofree char *digits = pod_decimal_to_label (number, DIGITS);

  return g_strconcat (pod_comparator_to_string (comparator), digits, NULL);
}

/* ---- units ---- */

typedef struct
{
  const char *from;
  const char *to;
} Spelling;

static const Spelling whole_units[] = {
  { "1", "" },        { "s", "sec" },     { "a", "YEARS" },   { "Cel", "C" },
  { "/min", "/min" }, { "g/d", "g/day" }, { "L/d", "L/day" }, { "{INR}", "" },
};

static const Spelling unit_parts[] = {
  { "10*", "10^" }, { "{1.73_m2}", "1.73 m2" }, { "[", "" }, { "]", "" }, { "{", "" }, { "}", "" },
};

char *
pod_sdtm_unit (const PodUnit *unit)
{
  const char *ucum = unit ? pod_unit_get_ucum (unit) : "1";
  GString *text;

  for (guint i = 0; i < G_N_ELEMENTS (whole_units); i++)
    if (g_str_equal (ucum, whole_units[i].from))
      return g_strdup (whole_units[i].to);
  text = g_string_new (ucum);
  for (guint i = 0; i < G_N_ELEMENTS (unit_parts); i++)
    g_string_replace (text, unit_parts[i].from, unit_parts[i].to, 0);
  return g_string_free (text, FALSE);
}

/* ---- all of it ---- */

static void
add_person (PodSdtm *sdtm, const PodSdtmPerson *person)
{
  memset (sdtm->sequence, 0, sizeof sdtm->sequence);
  pod_sdtm_add_demographics (sdtm, person);
  pod_sdtm_add_criteria (sdtm, person);
  pod_sdtm_add_adverse_events (sdtm, person);
  pod_sdtm_add_findings (sdtm, person);
  pod_sdtm_add_parameters (sdtm, person);
  pod_sdtm_add_exposures (sdtm, person);
  pod_sdtm_add_visits (sdtm, person);
}

static GPtrArray *
take_datasets (PodSdtm *sdtm)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_dataset_free);

  for (guint i = 0; i < POD_SDTM_N_DATASETS; i++)
    if (sdtm->datasets[i]->rows->len > 0)
      {
        pod_dataset_sort (sdtm->datasets[i]);
        g_ptr_array_add (list, sdtm->datasets[i]);
      }
    else
      pod_dataset_free (sdtm->datasets[i]);
  return list;
}

GPtrArray *
pod_sdtm_build (const PodPackage *package,
                PodProfile profile,
                GCancellable *cancellable,
                GError **error)
{
  PodSdtm sdtm = { .package = package, .study = package->study };
  g_autoptr (GPtrArray) persons = pod_sdtm_list_persons (package, profile);
  g_autoptr (GPtrArray) datasets = NULL;

  for (guint i = 0; i < POD_SDTM_N_DATASETS; i++)
    sdtm.datasets[i] = make_dataset (i, profile);
  for (guint i = 0; i < persons->len && !g_cancellable_is_cancelled (cancellable); i++)
    add_person (&sdtm, persons->pdata[i]);
  datasets = take_datasets (&sdtm);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&datasets);
}
