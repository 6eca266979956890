#include "lab-show.h"

#include <math.h>
#include <string.h>

#include "pod-problem.h"
#include "pod-test.h"

PodStudy *
lab_load_study (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autofree char *directory = g_build_filename (g_getenv ("PODOCYTE_DATA_DIR"), "studies",
                                                 "nct07241468", NULL);
  g_autofree char *knowledge = g_build_filename (g_getenv ("PODOCYTE_DATA_DIR"), "knowledge", NULL);
  PodStudy *study = pod_study_load (directory, knowledge, problems);

  g_assert_nonnull (study);
  return study;
}

PodLabMap *
lab_load_map (const PodStudy *study, const char *text)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodLabMap *map = pod_lab_map_load (pod_test_write (pod_test_dir (), "map.ini", text), study,
                                     problems);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *problem = pod_problem_to_string (problems->pdata[i]);

      g_test_message ("%s", problem);
    }
  g_assert_nonnull (map);
  return map;
}

static const char *
or_dash (const char *text)
{
  return text && *text != '\0' ? text : "-";
}

static char *
show_limit (double limit)
{
  return isnan (limit) ? g_strdup ("") : pod_decimal_to_string (limit);
}

static char *
show_result (const PodLabItem *item)
{
  g_autofree char *number = NULL;

  if (item->finding.code)
    return g_strdup (item->finding.code);
  if (isnan (item->finding.quantity.number))
    return g_strdup (or_dash (item->value));
  number = pod_decimal_to_string (item->finding.quantity.number);
  return g_strconcat (pod_comparator_to_string (item->finding.quantity.comparator), number, NULL);
}

/* What the finding has of a collection: its end, where it began earlier, and how much it is. */
static void
append_collection (GString *all, const PodFinding *finding)
{
  g_autofree char *began = pod_moment_to_string (finding->began);
  g_autofree char *when = pod_moment_to_string (finding->when);
  g_autofree char *volume = show_limit (finding->volume);

  if (pod_date_is_set (finding->began.date))
    g_string_append_printf (all, ", from %s to %s", began, when);
  if (*volume != '\0')
    g_string_append_printf (all, ", %s mL", volume);
}

static void
append_item (GString *all, const PodLabItem *item)
{
  const PodFinding *finding = &item->finding;
  g_autofree char *result = show_result (item);
  g_autofree char *lower = show_limit (finding->lower);
  g_autofree char *upper = show_limit (finding->upper);
  g_autofree char *when = pod_moment_to_string (item->collected);

  g_string_append_printf (all, "%u %s %s %s %s %s..%s %s %s", item->line,
                          or_dash (item->subject_key), or_dash (finding->observation), result,
                          finding->quantity.unit ? pod_unit_get_ucum (finding->quantity.unit) : "-",
                          lower, upper, pod_lab_status_to_string (item->status), or_dash (when));
  append_collection (all, finding);
  if (item->reason)
    g_string_append_printf (all, ": %s", item->reason);
  if (item->flag_disagrees)
    g_string_append (all, " (flag)");
  g_string_append_c (all, '\n');
}

char *
lab_show (const PodStudy *study, const PodLabMap *map, const char *text, gssize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, &error);
  GString *all = g_string_new (NULL);

  g_assert_true ((file == NULL) == (error != NULL));
  if (error)
    g_string_append_printf (all, "! %s", error->message);
  for (guint i = 0; file && i < file->items->len; i++)
    append_item (all, &g_array_index (file->items, PodLabItem, i));
  return g_string_free (all, FALSE);
}

void
lab_check_cases (const PodStudy *study, const PodLabMap *map, const LabCase *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *shown = lab_show (study, map, cases[i].text, -1);

      g_test_message ("%u: %s", i, cases[i].text);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

void
lab_check_cancel (const PodLabMap *map, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (pod_lab_file_read (bytes, map, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}
