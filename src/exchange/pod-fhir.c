#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include "pod-fhir.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-lab-time.h"

/* Observations into lines, and reports that hold a document instead. */

typedef struct
{
  PodLabFile *file;
  const PodLabMap *map;
  PodFhir *fhir;
} Reader;

static const char *
get (const Reader *reader, guint node, const char *path)
{
  return pod_fhir_get (reader->fhir, node, path);
}

static guint
child (const Reader *reader, guint node, const char *path)
{
  return pod_json_at (reader->fhir->json, node, path);
}

static guint
first_of (const Reader *reader, guint node, const char *path)
{
  return pod_json_first (reader->fhir->json, child (reader, node, path));
}

static const PodFhirResource *
find_report (const Reader *reader, const PodFhirResource *observation)
{
  guint report = GPOINTER_TO_UINT (g_hash_table_lookup (reader->fhir->reports,
                                                        GUINT_TO_POINTER (observation->node)));

  return report > 0 ? &g_array_index (reader->fhir->resources, PodFhirResource, report - 1) : NULL;
}

/* ---- what it is called ---- */

static gboolean
is_loinc (const PodLabName *name)
{
  g_autofree char *system = pod_lab_fold_system (name->system);

  return g_str_equal (system, POD_LAB_LOINC);
}

/* A LOINC code first, whatever stands before it. */
static void
read_names (const Reader *reader, guint code, PodLabLine *line)
{
  const char *text = pod_fhir_concept (reader->fhir, code);

  for (guint i = first_of (reader, code, "coding"); i != 0 && line->n_names < POD_LAB_MAX_NAMES - 1;
       i = pod_json_next (reader->fhir->json, i))
    {
      PodLabName name = { get (reader, i, "code"), get (reader, i, "system"),
                          get (reader, i, "display") };

      line->names[line->n_names++] = name;
      if (is_loinc (&name) && !is_loinc (&line->names[0]))
        {
          line->names[line->n_names - 1] = line->names[0];
          line->names[0] = name;
        }
    }
  line->names[line->n_names++] = (PodLabName){ "", "", get (reader, code, "text") };
  line->cells[POD_LAB_ITEM] = text;
}

/* ---- specimen and time ---- */

static const PodFhirResource *
find_specimen (const Reader *reader, const PodFhirResource *observation)
{
  const PodFhirResource *report = find_report (reader, observation);
  guint specimen = child (reader, observation->node, "specimen");

  if (specimen != 0 || !report)
    return pod_fhir_resolve (reader->fhir, observation, specimen);
  specimen = first_of (reader, report->node, "specimen");
  /* A report on several specimens does not say which one this was. */
  return pod_json_next (reader->fhir->json, specimen) == 0
             ? pod_fhir_resolve (reader->fhir, report, specimen)
             : NULL;
}

static void
append_word (GString *words, const char *word)
{
  if (*word == '\0')
    return;
  if (words->len > 0)
    g_string_append_c (words, '|');
  g_string_append (words, word);
}

static const char *
read_specimen (const Reader *reader, const PodFhirResource *specimen)
{
  g_autoptr (GString) words = g_string_new (NULL);
  guint type = child (reader, specimen->node, "type");

  append_word (words, get (reader, type, "text"));
  for (guint i = first_of (reader, type, "coding"); i != 0;
       i = pod_json_next (reader->fhir->json, i))
    {
      append_word (words, get (reader, i, "display"));
      append_word (words, get (reader, i, "code"));
    }
  return g_string_chunk_insert_const (reader->file->strings, words->str);
}

/* "1500 mL", of the quantity that was collected. */
static const char *
read_volume (const Reader *reader, const PodFhirResource *specimen)
{
  guint quantity = child (reader, specimen->node, "collection.quantity");
  g_autofree char *volume = NULL;

  if (quantity == 0)
    return "";
  volume = g_strconcat (get (reader, quantity, "value"), " ",
                        pod_lab_line_first (get (reader, quantity, "unit"),
                                            get (reader, quantity, "code")),
                        NULL);
  return g_string_chunk_insert_const (reader->file->strings, volume);
}

static void
read_period (const Reader *reader, guint period, PodLabLine *line)
{
  if (period == 0)
    return;
  line->cells[POD_LAB_COLLECTED] = get (reader, period, "start");
  line->cells[POD_LAB_COLLECTED_END] = get (reader, period, "end");
}

/* The report's own time is that of its results where it is one time and they have none. */
static void
read_time_of_report (const Reader *reader, const PodFhirResource *report, PodLabLine *line)
{
  if (report && *line->cells[POD_LAB_COLLECTED] == '\0')
    line->cells[POD_LAB_COLLECTED] = get (reader, report->node, "effectiveDateTime");
}

static void
read_time_of_specimen (const Reader *reader, const PodFhirResource *specimen, PodLabLine *line)
{
  line->cells[POD_LAB_COLLECTED] = get (reader, specimen->node, "collection.collectedDateTime");
  line->cells[POD_LAB_COLLECTED_END] = "";
  if (*line->cells[POD_LAB_COLLECTED] == '\0')
    read_period (reader, child (reader, specimen->node, "collection.collectedPeriod"), line);
}

static void
read_time (const Reader *reader, guint node, const PodFhirResource *specimen, PodLabLine *line)
{
  const char *instant = pod_lab_line_first (get (reader, node, "effectiveDateTime"),
                                            get (reader, node, "effectiveInstant"));

  line->cells[POD_LAB_COLLECTED] = instant;
  if (*instant == '\0')
    read_period (reader, child (reader, node, "effectivePeriod"), line);
  if (specimen)
    line->cells[POD_LAB_VOLUME] = read_volume (reader, specimen);
  if (*line->cells[POD_LAB_COLLECTED] == '\0' && specimen)
    read_time_of_specimen (reader, specimen, line);
}

static gboolean
is_late (const Reader *reader, const PodFhirResource *specimen, const PodLabLine *line)
{
  return pod_lab_time_is_after_receipt (line->cells[POD_LAB_COLLECTED],
                                        get (reader, specimen->node, "receivedTime"),
                                        POD_LAB_NO_OFFSET, reader->map->zone);
}

/* Some put the time of the measurement where that of the sample belongs, which shows in that the sample was received before. */
static void
pass_over_late (const Reader *reader, const PodFhirResource *specimen, PodLabLine *line)
{
  const char *collected = line->cells[POD_LAB_COLLECTED];

  if (!specimen || !is_late (reader, specimen, line))
    return;
  read_time_of_specimen (reader, specimen, line);
  line->is_late = *line->cells[POD_LAB_COLLECTED] == '\0' || is_late (reader, specimen, line);
  line->cells[POD_LAB_COLLECTED] = pod_lab_line_first (line->cells[POD_LAB_COLLECTED], collected);
}

/* ---- an observation ---- */

static const char *
read_note (const Reader *reader, guint node)
{
  g_autoptr (GString) note = g_string_new (NULL);

  for (guint i = first_of (reader, node, "note"); i != 0; i = pod_json_next (reader->fhir->json, i))
    {
      if (note->len > 0)
        g_string_append_c (note, '\n');
      g_string_append (note, get (reader, i, "text"));
    }
  return g_string_chunk_insert_const (reader->file->strings, note->str);
}

/* A contained one is written as it is: what contains it may hold many. */
static const char *
keep_raw (const Reader *reader, const PodFhirResource *observation)
{
  guint node = observation->container == 0 ? observation->written : observation->node;

  return pod_json_raw (reader->fhir->json, node, reader->file->strings);
}

static const char *
keep_order (const Reader *reader,
            const PodFhirResource *observation,
            const PodFhirResource *specimen,
            const PodFhirResource *report)
{
  const char *first = pod_fhir_keep (reader->fhir, specimen, observation);
  const char *second = pod_fhir_keep (reader->fhir, report, observation);
  g_autofree char *both = NULL;

  if (*first == '\0' || *second == '\0' || first == second)
    return pod_lab_line_first (first, second);
  both = g_strconcat (first, "\n", second, NULL);
  return g_string_chunk_insert_const (reader->file->strings, both);
}

/* What is read again by itself is still of a test, whoever had marked it. */
static void
keep_mark (const Reader *reader, const PodFhirResource *observation, PodLabLine *line)
{
  g_autofree char *both = NULL;

  if (!line->is_test || pod_fhir_is_marked (reader->fhir, observation->node))
    return;
  both = *line->raw_order == '\0' ? g_strdup (POD_FHIR_TEST_MARK)
                                  : g_strconcat (line->raw_order, "\n", POD_FHIR_TEST_MARK, NULL);
  line->raw_order = g_string_chunk_insert_const (reader->file->strings, both);
}

/* A modifier may turn a resource into its opposite; what it says is not known here. */
static const char *
refuse_modifier (const Reader *reader, guint node)
{
  if (first_of (reader, node, "modifierExtension") != 0 ||
      child (reader, node, "implicitRules") != 0)
    return _ ("it carries a modifier that this program does not know");
  return NULL;
}

static void
read_common (const Reader *reader, const PodFhirResource *observation, PodLabLine *line)
{
  const PodFhirResource *report = find_report (reader, observation);
  const PodFhirResource *specimen = find_specimen (reader, observation);
  guint node = observation->node;

  line->line = observation->entry;
  line->raw = keep_raw (reader, observation);
  line->raw_order = keep_order (reader, observation, specimen, report);
  line->is_test = observation->is_test || (report && report->is_test);
  pod_fhir_read_patient (reader->fhir, observation, reader->map, line);
  keep_mark (reader, observation, line);
  line->cells[POD_LAB_SPECIMEN] = specimen ? read_specimen (reader, specimen)
                                           : get (reader, node, "specimen.display");
  read_time (reader, node, specimen, line);
  read_time_of_report (reader, report, line);
  pass_over_late (reader, specimen, line);
  line->cells[POD_LAB_REPORTED] = pod_lab_line_first (get (reader, node, "issued"),
                                                      report ? get (reader, report->node, "issued")
                                                             : "");
  line->cells[POD_LAB_ORDER] =
      pod_lab_line_first (get (reader, first_of (reader, node, "identifier"), "value"),
                          observation->id);
  line->cells[POD_LAB_METHOD] = pod_fhir_concept (reader->fhir, child (reader, node, "method"));
  line->note = read_note (reader, node);
  line->status = pod_lab_status_from_fhir (get (reader, node, "status"));
  line->needs_status = TRUE;
  if (line->status == POD_LAB_STATUS_NONE)
    line->status = reader->map->status;
  if (refuse_modifier (reader, node))
    line->refusal = refuse_modifier (reader, node);
}

/* @node: the observation's own, or that of a component, which has a code and a value and shares the rest. */
static void
read_part (const Reader *reader, const PodLabLine *common, guint node)
{
  PodLabLine line = *common;

  read_names (reader, child (reader, node, "code"), &line);
  pod_fhir_read_value (reader->fhir, node, &line);
  if (common->refusal)
    line.refusal = common->refusal;
  pod_lab_line_read (&line, reader->map, reader->file);
}

/* A panel without a value of its own is its members and components. */
static void
read_observation (const Reader *reader, const PodFhirResource *observation)
{
  guint component = first_of (reader, observation->node, "component");
  guint member = first_of (reader, observation->node, "hasMember");
  PodLabLine common;

  if (component == 0 && member != 0 && !pod_fhir_has_value (reader->fhir, observation->node))
    {
      reader->file->n_other++;
      return;
    }
  pod_lab_line_init (&common);
  read_common (reader, observation, &common);
  if (component == 0 || pod_fhir_has_value (reader->fhir, observation->node))
    read_part (reader, &common, observation->node);
  for (; component != 0; component = pod_json_next (reader->fhir->json, component))
    read_part (reader, &common, component);
}

/* What nobody has mapped is told by what somebody has to do with it. */
static void
read_document (const Reader *reader, const PodFhirResource *report, const char *refusal)
{
  PodLabItem *item;
  PodLabLine line;

  pod_lab_line_init (&line);
  read_common (reader, report, &line);
  read_names (reader, child (reader, report->node, "code"), &line);
  line.cells[POD_LAB_RESULT] = get (reader, report->node, "conclusion");
  line.refusal = refusal;
  pod_lab_line_read (&line, reader->map, reader->file);
  item = &g_array_index (reader->file->items, PodLabItem, reader->file->items->len - 1);
  if (!item->mapped)
    item->reason = refusal;
}

/* Without a result in it, what people are shown of a report is the report. */
static gboolean
is_narrative (const Reader *reader, const PodFhirResource *report)
{
  return first_of (reader, report->node, "result") == 0 &&
         *get (reader, report->node, "text.div") != '\0' &&
         !g_str_equal (get (reader, report->node, "text.status"), "empty");
}

/* A report that is a document, or a conclusion in words, beside its results or without any: somebody has to read it. */
static void
read_report (const Reader *reader, const PodFhirResource *report)
{
  if (first_of (reader, report->node, "presentedForm") != 0)
    read_document (reader, report,
                   _ ("an attached document or picture; it has to be read by a person"));
  else if (*get (reader, report->node, "conclusion") != '\0')
    read_document (reader, report, _ ("a conclusion in words; it has to be read by a person"));
  else if (is_narrative (reader, report))
    read_document (reader, report, _ ("a report in words; it has to be read by a person"));
  else
    reader->file->n_other++;
}

static gboolean
read_resources (const Reader *reader, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < reader->fhir->resources->len; i++)
    {
      const PodFhirResource *resource = &g_array_index (reader->fhir->resources, PodFhirResource,
                                                        i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (g_str_equal (resource->type, "Observation"))
        read_observation (reader, resource);
      else if (g_str_equal (resource->type, "DiagnosticReport"))
        read_report (reader, resource);
      else
        reader->file->n_other++;
    }
  return TRUE;
}

gboolean
pod_lab_read_fhir (PodLabFile *file,
                   const char *text,
                   const PodLabMap *map,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *lines = pod_fhir_join_lines (text);
  g_autoptr (PodFhir) fhir = pod_fhir_load (lines ? lines : text, file->strings, error);
  Reader reader = { file, map, fhir };

  if (!fhir || !read_resources (&reader, cancellable, error))
    return FALSE;
  if (file->items->len > 0)
    return TRUE;
  g_set_error_literal (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_FORMAT,
                       _ ("There is no result in this FHIR resource."));
  return FALSE;
}
