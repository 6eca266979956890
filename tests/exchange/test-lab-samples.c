#include <math.h>
#include <string.h>

#include "lab-samples.h"
#include "lab-show.h"
#include "pod-lab-file.h"
#include "pod-test.h"

/* Every laboratory file that nobody here wrote: what other programs read in it, or why it is refused. */

static PodStudy *study;

#define MESSAGES                                                                                   \
  "[map messages]\nlaboratory=Elsewhere\nsubject.kind=record_number\nzone=+08:00\n"                \
  "[item wbc]\nnames=白细胞计数\ncodes=LOINC|26464-8\n"                                       \
  "[item hgb]\nnames=血红蛋白\n"                                                               \
  "[item plt]\nnames=血小板计数\ncodes=LOINC|26515-7; LOINC|11125-2\n"                        \
  "[item cholesterol]\nnames=X\ncodes=LOINC|2093-3\n"                                              \
  "[item triglycerides]\nnames=Y\ncodes=LOINC|2571-8\n"                                            \
  "[item glucose]\nnames=Z\ncodes=LOINC|15074-8\n"                                                 \
  "[item sbp]\nnames=S\ncodes=LOINC|8480-6\n[item dbp]\nnames=D\ncodes=LOINC|8462-4\n"             \
  "[item weight]\nnames=W\ncodes=LOINC|29463-7\n[item height]\nnames=H\ncodes=LOINC|8302-2\n"

#define VIEDOC                                                                                     \
  "[map viedoc]\nlaboratory=KIEM lab\nsubject=SubjectId\nsubject.kind=screening_number\n"          \
  "item=TEST_{item}\nresult=ORRES_{item}\ncomparator=RANGE_{item}\nunit=ORRESU_{item}\n"           \
  "range=ORNR_{item}\nlower=ORNR_{item}_Lower\nupper=ORNR_{item}_Upper\ncollected=LBHMDAT\n"       \
  "collected.time=LBHMTIM\n[item hgb]\nnames=Hemoglobin\n[item wbc]\nnames=WBC\n"                  \
  "[item plt]\nnames=Platelet count\n"

/* The same by the names of its first row. */
#define VIEDOC_LABELS                                                                              \
  "[map viedoc]\nlaboratory=KIEM lab\nheading.rows=2\nsubject=Subject Id\n"                        \
  "subject.kind=screening_number\nitem={item}\n"                                                   \
  "result={item} result or finding in original units\nunit={item} Unit\nrange={item} Range\n"      \
  "comparator={item} =/>/<\ncollected=Date of blood sample\ncollected.time=LBHMTIM\n"              \
  "[item hgb]\nnames=HGB\n[item wbc]\nnames=WBC\n[item plt]\nnames=PLAT\n"

#define FOREIGN                                                                                    \
  "[map foreign]\nlaboratory=Elsewhere\nsubject=PID\nsubject.kind=record_number\n"                 \
  "item=NAME\ncode=LOINC\ncode.system=LOINC\nresult=VALUE\nunit=UNITS\nlower=LOW\nupper=HIGH\n"    \
  "collected=DATE\n"

#define SDTM                                                                                       \
  "[map sdtm]\nlaboratory=Pilot\nsubject=USUBJID\nsubject.kind=screening_number\n"                 \
  "item=LBTESTCD\nresult=LBORRES\nunit=LBORRESU\nlower=LBORNRLO\nupper=LBORNRHI\n"                 \
  "collected=LBDTC\nmissing=NA\n[item alt]\nnames=ALT\n[item albumin]\nnames=ALB\n"                \
  "[item creatinine]\nnames=CREAT\n[item hgb]\nnames=HGB\n[item wbc]\nnames=WBC\n"                 \
  "[unit 10*3/uL]\nnames=THOU/uL\n"

static const struct
{
  const char *name;
  const char *map;
  const LabRow *rows;
  guint n_rows;
  PodLabFormat format;
  const char *encoding;
  const char *refused; /* words of the reason */
} files[] = {
  { "hl7v2/fhirconv_LAB-ORU-1.hl7", MESSAGES, lab_oru_1, G_N_ELEMENTS (lab_oru_1),
    POD_LAB_FORMAT_HL7, "UTF-8", NULL },
  { "hl7v2/fhirconv_LRI_2.0-NG_CBC_Typ_Message.hl7", MESSAGES, lri_cbc, G_N_ELEMENTS (lri_cbc),
    POD_LAB_FORMAT_HL7, "UTF-8", NULL },
  { "hl7v2/lfh_ORU-multiline-short-mixed.hl7", MESSAGES, lfh_multiline,
    G_N_ELEMENTS (lfh_multiline), POD_LAB_FORMAT_HL7, "UTF-8", NULL },
  { "hl7v2/nodehl7_ORU_R01_2.5.1_SampleTestCase1.hl7", MESSAGES, nist_case_1,
    G_N_ELEMENTS (nist_case_1), POD_LAB_FORMAT_HL7, "UTF-8", NULL },
  { "hl7v2/nodehl7_bad-phone-example.hl7", MESSAGES, NULL, 0, POD_LAB_FORMAT_HL7, NULL,
    "type SIU^S12, which holds no laboratory results" },
  { "hl7v2/zh_jianlan_oru.gb18030.hl7", MESSAGES, zh_oru, G_N_ELEMENTS (zh_oru), POD_LAB_FORMAT_HL7,
    "GB18030", NULL },
  { "hl7v2/zh_jianlan_oru.utf8.hl7", MESSAGES, zh_oru, G_N_ELEMENTS (zh_oru), POD_LAB_FORMAT_HL7,
    "UTF-8", NULL },
  { "fhir/fhirconv_ObservationBundle.json", MESSAGES, fhir_bundle, G_N_ELEMENTS (fhir_bundle),
    POD_LAB_FORMAT_FHIR, "UTF-8", NULL },
  { "fhir/synthea_r4_Buster_Hoeger_ad2e3fc5-2b5d-4cb9-8d03-9ea0f4ac8423.json", MESSAGES,
    fhir_synthea, G_N_ELEMENTS (fhir_synthea), POD_LAB_FORMAT_FHIR, "UTF-8", NULL },
  { "csv/viedoc_demo_LBHM.csv", VIEDOC, viedoc, G_N_ELEMENTS (viedoc), POD_LAB_FORMAT_TABLE,
    "UTF-8", NULL },
  { "csv/viedoc_demo_LBHM.csv", VIEDOC_LABELS, viedoc, G_N_ELEMENTS (viedoc), POD_LAB_FORMAT_TABLE,
    "UTF-8", NULL },
  { "csv/viedoc_demo_LBHM.gnumeric.xlsx", VIEDOC, NULL, 0, POD_LAB_FORMAT_TABLE, NULL,
    "an Excel workbook (XLSX)" },
  { "csv/cdisc_pilot_lb.csv.gz", SDTM, NULL, 0, POD_LAB_FORMAT_TABLE, NULL, "compressed" },
  { "csv/cdisc_pilot_dm.csv", SDTM, NULL, 0, POD_LAB_FORMAT_TABLE, NULL,
    "no column for item (lbtestcd), result (lborres), collected (lbdtc)" },
  { "csv/cdisc_pilot_ae.csv", SDTM, NULL, 0, POD_LAB_FORMAT_TABLE, NULL,
    "no column for item (lbtestcd), result (lborres), collected (lbdtc)" },
  { "csv/viedoc_demo_LBHM.csv", MESSAGES, NULL, 0, POD_LAB_FORMAT_TABLE, NULL,
    "for messages only" },
  { "csv/smart_labs_400.tsv", VIEDOC, NULL, 0, POD_LAB_FORMAT_TABLE, NULL, "no column for" },
};

static void
check_row (const PodLabItem *item, const LabRow *row)
{
  g_autofree char *collected = pod_moment_to_string (item->collected);

  g_test_message ("line %u %s %s: %s", item->line, item->code, item->value,
                  item->reason ? item->reason : "usable");
  g_assert_cmpuint (item->line, ==, row->line);
  g_assert_cmpstr (item->subject_key, ==, row->subject);
  g_assert_cmpstr (item->code, ==, row->code);
  g_assert_cmpstr (item->value, ==, row->value);
  g_assert_cmpstr (item->unit, ==, row->unit);
  g_assert_cmpstr (item->range, ==, row->range);
  g_assert_cmpstr (pod_lab_status_to_string (item->status), ==, row->status);
  g_assert_cmpstr (collected, ==, row->collected);
  g_assert_cmpstr (item->finding.observation ? item->finding.observation : "", ==,
                   row->observation);
  g_assert_cmpstr (item->reason ? item->reason : "", ==, row->reason);
  g_assert_true (*item->raw != '\0');
  g_assert_nonnull (strstr (item->raw, item->value));
  /* What is usable has the very number that stands there. */
  if (item->reason == NULL)
    g_assert_cmpfloat (item->finding.quantity.number, ==, g_ascii_strtod (row->value, NULL));
}

static void
check_refused (GError *error, const char *words)
{
  g_assert_true (error && error->domain == POD_EXCHANGE_ERROR);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
}

/* ---- what was kept of a result is all that it needs ---- */

static char *
join_raw (const PodLabItem *item)
{
  return g_strjoin ("\n", item->raw_patient, item->raw_order, item->raw, NULL);
}

static gboolean
is_alike (const PodLabItem *a, const PodLabItem *b)
{
  return g_str_equal (a->item, b->item) && g_str_equal (a->value, b->value) &&
         g_str_equal (a->unit, b->unit) && g_str_equal (a->specimen, b->specimen) &&
         g_str_equal (a->collected_text, b->collected_text) &&
         g_str_equal (a->subject_key, b->subject_key) && g_str_equal (a->sex, b->sex) &&
         a->status == b->status && a->is_test == b->is_test && a->mapped == b->mapped &&
         g_strcmp0 (a->finding.origin, b->finding.origin) == 0 &&
         g_strcmp0 (a->reason, b->reason) == 0;
}

static void
check_again (const PodLabFile *file, const PodLabMap *map)
{
  for (guint i = 0; i < file->items->len; i++)
    {
      const PodLabItem *item = &g_array_index (file->items, PodLabItem, i);
      g_autofree char *raw = g_strstrip (join_raw (item));
      g_autoptr (PodLabFile)
          again = pod_lab_file_read_again (file->format, file->heading, raw, file->encoding, map);
      guint n = 0;

      g_assert_nonnull (again);
      for (guint j = 0; j < again->items->len; j++)
        n += is_alike (item, &g_array_index (again->items, PodLabItem, j));
      if (n == 0)
        g_error ("result %u reads otherwise: %s", i, raw);
    }
}

static void
test_file (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *relative = g_strconcat ("samples/", files[i].name, NULL);
  const char *path = pod_test_shared (relative);
  g_autoptr (PodLabMap) map = path ? lab_load_map (study, files[i].map) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodLabFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;
  const char *text;

  if (!path)
    return;
  text = pod_test_read (path, &length);
  bytes = g_bytes_new (text, length);
  file = pod_lab_file_read (bytes, map, NULL, &error);
  if (files[i].refused)
    {
      g_assert_null (file);
      check_refused (error, files[i].refused);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (file->format, ==, files[i].format);
  g_assert_cmpstr (file->encoding, ==, files[i].encoding);
  for (guint row = 0; row < MIN (files[i].n_rows, file->items->len); row++)
    check_row (&g_array_index (file->items, PodLabItem, row), &files[i].rows[row]);
  g_assert_cmpuint (file->items->len, ==, files[i].n_rows);
  check_again (file, map);
}

/* ---- tables too long to write down: a digest of every line as Python's csv reads it ---- */

typedef struct
{
  const char *name;
  const char *map;
  gboolean compressed;
  guint n_items;
  const char *digest;
} Long;

static const Long longs[] = {
  { "csv/smart_labs_400.tsv", FOREIGN, FALSE, 399,
    "c095b84c24aa63db71bcd9d34b1f95c3e41d3e27d867b13b68e861e70554109a" },
  { "csv/cdisc_pilot_lb.csv.gz", SDTM, TRUE, 59580,
    "2d092bbe427d67aabd365a039fc166b96ef132bf1029aca291b20a3043bcda2a" },
};

static GBytes *
read_bytes (const char *path, gboolean compressed)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) input = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  g_autoptr (GConverter)
      gunzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  g_autoptr (GInputStream) plain = compressed ? g_converter_input_stream_new (input, gunzip)
                                              : g_object_ref (input);

  g_assert_cmpint (g_output_stream_splice (output, plain, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL,
                                           NULL),
                   >, 0);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

static char *
digest (const PodLabFile *file)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < file->items->len; i++)
    {
      const PodLabItem *item = &g_array_index (file->items, PodLabItem, i);
      const char *name = *item->code != '\0' ? item->code : item->item;
      g_autofree char *line = g_strdup_printf ("%u\t%s\t%s\t%s\t%s\t%s\n", item->line,
                                               item->subject_key, name, item->value, item->unit,
                                               item->collected_text);

      g_checksum_update (sum, (const guchar *) line, -1);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static PodLabFile *
read_long (const Long *sample)
{
  g_autofree char *relative = g_strconcat ("samples/", sample->name, NULL);
  const char *path = pod_test_shared (relative);
  g_autoptr (PodLabMap) map = path ? lab_load_map (study, sample->map) : NULL;
  g_autoptr (GBytes) bytes = path ? read_bytes (path, sample->compressed) : NULL;
  g_autoptr (GError) error = NULL;
  PodLabFile *file;

  if (!path)
    return NULL;
  file = pod_lab_file_read (bytes, map, NULL, &error);
  g_assert_no_error (error);
  return file;
}

static void
test_digests (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (longs); i++)
    {
      g_autoptr (PodLabFile) file = read_long (&longs[i]);
      g_autofree char *sum = file ? digest (file) : NULL;

      if (!file)
        return;
      g_assert_cmpuint (file->items->len, ==, longs[i].n_items);
      g_assert_cmpstr (sum, ==, longs[i].digest);
    }
}

/* How many rows of each test have a number, as Python's csv counts them. */
static void
test_pilot (void)
{
  static const struct
  {
    const char *item;
    guint usable;
  } counts[] = {
    { "ALT", 1814 }, { "ALB", 1814 }, { "CREAT", 1828 }, { "HGB", 1809 }, { "WBC", 1809 }
  };
  g_autoptr (PodLabFile) file = read_long (&longs[1]);

  for (guint c = 0; file && c < G_N_ELEMENTS (counts); c++)
    {
      guint usable = 0;

      for (guint i = 0; i < file->items->len; i++)
        {
          const PodLabItem *item = &g_array_index (file->items, PodLabItem, i);

          usable += g_str_equal (item->item, counts[c].item) && item->reason == NULL;
        }
      g_assert_cmpuint (usable, ==, counts[c].usable);
    }
}

/* ---- the same, row by row, as a reader finds it that knows nothing of the program's ---- */

/* Of the sample's heading; @compared: rows whose number and limits are compared, too; @skipped: whose are not, since no item is known. */
typedef struct
{
  const char *subject, *item, *code, *value, *unit, *lower, *upper, *collected;
  char separator;
  guint compared, skipped;
} Naive;

static const Naive naives[] = {
  { "PID", "NAME", "LOINC", "VALUE", "UNITS", "LOW", "HIGH", "DATE", '\t', 43, 334 },
  { "USUBJID", "LBTESTCD", NULL, "LBORRES", "LBORRESU", "LBORNRLO", "LBORNRHI", "LBDTC", ',', 9074,
    50506 },
};

/* Why number and limits of a row are not compared: without an observation no program can say what they are. */
static const char *const skipped[] = { "the map does not know this item" };

/* No sample has a line's end within quotes. */
static GPtrArray *
split_cells (const char *line, char separator)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *at = line; *at != '\0'; at++)
    if (*at == '"' && quoted && at[1] == '"')
      g_string_append_c (cell, *at++);
    else if (*at == '"')
      quoted = !quoted;
    else if (*at == separator && !quoted)
      {
        g_ptr_array_add (cells, g_strdup (cell->str));
        g_string_truncate (cell, 0);
      }
    else if (*at != '\r')
      g_string_append_c (cell, *at);
  g_ptr_array_add (cells, g_strdup (cell->str));
  return cells;
}

/* "" for a column that the sample has not. */
static const char *
find_cell (const GPtrArray *heading, const GPtrArray *cells, const char *name)
{
  for (guint i = 0; name != NULL && i < heading->len && i < cells->len; i++)
    if (g_str_equal (heading->pdata[i], name))
      return cells->pdata[i];
  return "";
}

static gboolean
is_number (double number, const char *cell)
{
  return *cell == '\0' ? isnan (number) : number == g_ascii_strtod (cell, NULL);
}

/* Whatever stands before it, as "<". */
static gboolean
is_value (double number, const char *cell)
{
  return is_number (number, cell + strspn (cell, "<>= "));
}

/* What is another in the program than in the row; NULL for nothing. */
static const char *
find_difference (const PodLabItem *item,
                 const Naive *naive,
                 const GPtrArray *heading,
                 const GPtrArray *cells)
{
  const char *date = find_cell (heading, cells, naive->collected);
  g_autofree char *collected = pod_moment_to_string (item->collected);
  const char *const pairs[][3] = {
    { "subject", item->subject_key, find_cell (heading, cells, naive->subject) },
    { "item", item->item, find_cell (heading, cells, naive->item) },
    { "code", item->code, find_cell (heading, cells, naive->code) },
    { "value", item->value, find_cell (heading, cells, naive->value) },
    { "unit", item->unit, find_cell (heading, cells, naive->unit) },
    { "date as printed", item->collected_text, date },
    { "date", collected, date },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (!g_str_equal (pairs[i][1], pairs[i][2]))
      return pairs[i][0];
  if (item->reason != NULL)
    return NULL;
  if (!is_value (item->finding.quantity.number, find_cell (heading, cells, naive->value)))
    return "number";
  if (!is_number (item->finding.lower, find_cell (heading, cells, naive->lower)))
    return "lower limit";
  return is_number (item->finding.upper, find_cell (heading, cells, naive->upper)) ? NULL
                                                                                   : "upper limit";
}

static gboolean
is_skipped (const PodLabItem *item)
{
  return item->reason != NULL && g_strv_contains (skipped, item->reason);
}

/* Goes on behind it. */
static char *
take_line (char **text)
{
  char *line = *text;
  char *end = strchr (line, '\n');

  *text = end != NULL ? end + 1 : line + strlen (line);
  if (end != NULL)
    *end = '\0';
  return line;
}

static void
compare_rows (const PodLabFile *file, const Naive *naive, char *text)
{
  char *line = take_line (&text);
  g_autoptr (GPtrArray) heading = split_cells (line, naive->separator);
  guint n = 0, compared = 0, n_skipped = 0;

  while (*text != '\0')
    {
      g_autoptr (GPtrArray) cells = split_cells (take_line (&text), naive->separator);
      const PodLabItem *item;
      const char *difference;

      if (n == file->items->len)
        g_error ("the file has more rows than the %u that were read", n);
      item = &g_array_index (file->items, PodLabItem, n++);
      difference = find_difference (item, naive, heading, cells);
      if (difference != NULL || item->line != n + 1)
        g_error ("line %u: another %s", n + 1, difference != NULL ? difference : "line");
      compared += item->reason == NULL;
      n_skipped += is_skipped (item);
      if (item->reason != NULL && !is_skipped (item))
        g_test_message ("line %u: %s", n + 1, item->reason);
    }
  g_test_message ("%u rows, %u with number and limits, %u of no known item", n, compared,
                  n_skipped);
  g_assert_cmpuint (n, ==, file->items->len);
  g_assert_cmpuint (compared, ==, naive->compared);
  g_assert_cmpuint (n_skipped, ==, naive->skipped);
}

static void
test_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (longs); i++)
    {
      g_autoptr (PodLabFile) file = read_long (&longs[i]);
      g_autofree char *relative = g_strconcat ("samples/", longs[i].name, NULL);
      g_autoptr (GBytes) bytes = NULL;
      g_autofree char *text = NULL;

      if (!file)
        return;
      bytes = read_bytes (pod_test_shared (relative), longs[i].compressed);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      compare_rows (file, &naives[i], text);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  study = lab_load_study ();
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/samples/%u-%s", i, files[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_file);
    }
  g_test_add_func ("/exchange/samples/digests", test_digests);
  g_test_add_func ("/exchange/samples/pilot", test_pilot);
  g_test_add_func ("/exchange/samples/rows", test_rows);
  result = g_test_run ();
  pod_study_unref (study);
  return result;
}
