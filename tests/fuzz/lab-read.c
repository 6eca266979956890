#include "lab-read.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "pod-exchange.h"
#include "pod-lab-headings.h"

static PodStudy *
load_study (void)
{
  const char *data = g_getenv ("PODOCYTE_DATA_DIR");
  g_autofree char *path = g_build_filename (data ? data : "data", "studies", "nct07241468", NULL);
  g_autofree char *knowledge = g_build_filename (data ? data : "data", "knowledge", NULL);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodStudy *study = pod_study_load (path, knowledge, problems);

  g_assert_nonnull (study);
  return study;
}

static PodLabMap *
load_map (const PodStudy *study, const char *text)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("fuzz-map-XXXXXX.ini", &path, NULL);
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodLabMap *map;

  close (file);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  map = pod_lab_map_load (path, study, problems);
  unlink (path);
  g_assert_nonnull (map);
  return map;
}

/* Every text is one, and UTF-8. */
static void
check_texts (const PodLabItem *item)
{
  const char *const texts[] = { item->subject_key, item->sex,           item->item, item->code,
                                item->system,      item->value,         item->unit, item->range,
                                item->flag,        item->order,         item->note, item->sub_id,
                                item->specimen,    item->method,        item->raw,  item->raw_order,
                                item->raw_patient, item->collected_text };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_nonnull (texts[i]);
      g_assert_true (g_utf8_validate (texts[i], -1, NULL));
    }
}

static void
check_item (const PodLabItem *item)
{
  g_assert_cmpuint (item->line, >=, 1);
  check_texts (item);
  if (item->reason)
    return;
  g_assert_true (item->mapped);
  g_assert_nonnull (item->finding.observation);
  g_assert_nonnull (item->finding.origin);
  g_assert_true (*item->subject_key != '\0');
  g_assert_true (pod_date_is_complete (item->finding.when.date));
  g_assert_true (isfinite (item->finding.quantity.number) || item->finding.code ||
                 item->finding.text || pod_date_is_set (item->finding.date));
}

void
fuzz_lab_read (const uint8_t *data, size_t size, const char *map_text)
{
  static PodStudy *study;
  static GHashTable *maps;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (PodLabFile) file = NULL;
  g_autoptr (GPtrArray) headings = NULL;

  if (!study)
    study = load_study ();
  if (!maps)
    maps = g_hash_table_new (NULL, NULL);
  if (!g_hash_table_contains (maps, map_text))
    g_hash_table_insert (maps, (gpointer) map_text, load_map (study, map_text));
  headings = pod_lab_file_list_headings (bytes, g_hash_table_lookup (maps, map_text));
  g_assert_true (headings == NULL || headings->len >= 4);
  file = pod_lab_file_read (bytes, g_hash_table_lookup (maps, map_text), NULL, &error);
  g_assert_true ((file == NULL) == (error != NULL));
  for (guint i = 0; file && i < file->items->len; i++)
    check_item (&g_array_index (file->items, PodLabItem, i));
}
