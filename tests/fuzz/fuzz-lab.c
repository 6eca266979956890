#include "fuzz.h"

#include <math.h>
#include <unistd.h>

#include "pod-exchange.h"

/* Any bytes as a laboratory's file, read through a map into findings.  Either there is an error, or every item says
 * whether it can be used; what can be used has a day that is complete and a finite number or an answer. */

static const char map_text[] =
    "[map fuzz]\nlaboratory=Fuzz laboratory\nencoding=auto\nsubject=subject|病历号\n"
    "subject.kind=screening_number\nitem=item|项目\nresult=result|结果\nunit=unit|单位\n"
    "range=range|参考范围\ncollected=collected|采集时间\nmissing=NA|/\n"
    "[item anc]\nnames=ANC|中性粒细胞\nunit=10*9/L\n"
    "[item creatinine]\nnames=CREA|肌酐\nunit=umol/L\n"
    "[answers]\nnegative=阴性|-\npositive=阳性|+\n";

static PodStudy *
load_study (GPtrArray *problems)
{
  const char *data = g_getenv ("PODOCYTE_DATA_DIR");
  g_autofree char *study = g_build_filename (data ? data : "data", "studies", "nct07241468", NULL);
  g_autofree char *knowledge = g_build_filename (data ? data : "data", "knowledge", NULL);

  return pod_study_load (study, knowledge, problems);
}

static PodLabMap *
load_map (const PodStudy *study, GPtrArray *problems)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("fuzz-map-XXXXXX.ini", &path, NULL);
  PodLabMap *map;

  close (file);
  g_assert_true (g_file_set_contents (path, map_text, -1, NULL));
  map = pod_lab_map_load (path, study, problems);
  unlink (path);
  return map;
}

static void
check_item (const PodLabItem *item)
{
  g_assert_cmpuint (item->line, >=, 1);
  if (item->reason)
    return;
  g_assert_true (item->mapped);
  g_assert_nonnull (item->finding.observation);
  g_assert_true (pod_date_is_complete (item->finding.when.date));
  g_assert_true (isfinite (item->finding.quantity.number) || item->finding.code ||
                 item->finding.text || pod_date_is_set (item->finding.date));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static PodStudy *study;
  static PodLabMap *map;
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (PodLabFile) file = NULL;

  if (!study)
    study = load_study (problems);
  g_assert_nonnull (study);
  if (!map)
    map = load_map (study, problems);
  g_assert_nonnull (map);
  file = pod_lab_file_read (bytes, map, study, NULL, &error);
  g_assert_true ((file == NULL) == (error != NULL));
  for (guint i = 0; file && i < file->items->len; i++)
    check_item (&g_array_index (file->items, PodLabItem, i));
  return 0;
}
