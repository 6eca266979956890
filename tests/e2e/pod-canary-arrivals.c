#include "pod-canary-arrivals.h"

#include <string.h>

#include "pod-canary.h"
#include "pod-test.h"
#include "pod-trial-arrival.h"

/* In every text of these, @N is a name, @R a record number, @B a birth date as a person writes it, @D its eight digits. */

/* ---- tables ---- */

/* Title lines, a column that no map names, and cells that have slipped. */
static const char table_title[] = "检验报告 @N 病案号 @R\n出生日期 @B,@N\n"
                                  "病案号,姓名,出生日期,项目名称,结果,单位,采集时间,标本类型,"
                                  "参考范围,提示,备注\n";
static const char table_lines[] =
    "@R,@N,@B,白细胞,5.2,10E9/L,2026-11-20 08:10,全血,3.5-9.5,,@N 复查 @B\n"
    "@R,@N,@B,白细胞,5.3,10E9/L,2026-11-21 08:10,全血,@N,@R,@D\n"
    "@R,@N,@B,白细胞,5.4,10E9/L,2026-10,全血,,,@N\n"
    "@R,@N,@B,白细胞,520,10E9/L,2026-11-22 08:10,全血,,,@N\n"
    "@R,@N,@B,@N,88,umol/L,2026-11-20 08:10,血清,,,\n"
    "@R,@N,@B,@D,@B,@R,2026-11-20 08:11,@N,,,\n"
    "@R,@N,@B,白细胞,@N,10E9/L,2026-11-23 08:10,全血,,,\n"
    "@R,@N,@B,白细胞,5.2,@N,2026-11-24 08:10,全血,,,\n"
    "@R,@N,@B,白细胞,5.7,10*9/L{@R},2026-11-18 08:10,全血,,,\n"
    "@R,@N,@B,白细胞,5.8,10^9 {@D} / L,2026-11-17 08:10,全血,,,\n"
    "@R,@N,@B,白细胞,5.2,10E9/L,@B @N,全血,,,\n"
    "@R,@N,@B,乙肝表面抗原,阴性 @N,,2026-11-20 08:10,血清,,,\n";

/* ---- messages ---- */

/* The comments of the patient, the order and the result, the collector, and the text of a coded answer. */
static const char message[] =
    "MSH|^~\\&|LIS|@N|||20261120090000||ORU^R01|@R|P|2.5||||||UNICODE UTF-8\r"
    "PID|1|@R|@R^^^H^MR||@N||@D||||||@R\rNTE|1||@N @B\r"
    "PV1|1|I|@N\rORC|RE|@R|A@R\r"
    "OBR|1||A@R|BC^@N|||20261120083000|||@N|||@N||||@R\rNTE|1||@N\r"
    "OBX|1|NM|^白细胞||5.6|10*9/L|3.5-9.5||||F||||@N|@N\rNTE|1||@N, @B, @R\r"
    "OBX|2|CWE|^乙肝表面抗原||negative^@N @D^L||@N|@N|||F\rNTE|1||@D\r"
    "OBX|3|NM|^白细胞|2|5.6|10*9/L @N|@D|@R|||P\r"
    "OBX|4|ST|^@N||@R|@B|||||F\rOBX|5|ED|^白细胞|3|@N|@N|||||F\r"
    "OBX|6|NM|^白细胞|4|5.5|10*9/L{@D}^^UCUM|3.5-9.5||||F\r"
    "SPM|1|@R||全血^@N|||||||||||||20261120083000\r";

/* ---- bundles ---- */

static const char bundle[] =
    "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"identifier\":{\"value\":\"@R\"},"
    "\"entry\":["
    "{\"fullUrl\":\"urn:uuid:@R\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"@R\","
    "\"identifier\":[{\"value\":\"@R\"}],\"name\":[{\"text\":\"@N\"}],"
    "\"birthDate\":\"@B\"}},"
    "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"@R-1\",\"status\":\"final\","
    "\"identifier\":[{\"value\":\"@R\"}],\"subject\":{\"reference\":\"urn:uuid:@R\","
    "\"display\":\"@N\"},\"effectiveDateTime\":\"2026-11-19T08:00:00+08:00\",\"code\":{\"text\":"
    "\"白细胞\"},\"valueQuantity\":{\"value\":5.9,\"unit\":\"10*9/L{@R}\",\"system\":"
    "\"http://unitsofmeasure.org\",\"code\":\"10*9/L{@D}\"},\"note\":[{\"text\":"
    "\"@N @B @R\"}],\"performer\":[{\"display\":\"@N\"}]}},"
    "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"@R-2\",\"status\":\"final\","
    "\"subject\":{\"reference\":\"urn:uuid:@R\"},\"effectiveDateTime\":\"2026-11-19\","
    "\"code\":{\"text\":\"乙肝表面抗原\"},\"valueCodeableConcept\":{\"coding\":[{\"code\":"
    "\"negative\",\"display\":\"@N\"}],\"text\":\"@N (@B)\"}}},"
    "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"@R-3\",\"status\":\"final\","
    "\"subject\":{\"reference\":\"urn:uuid:@R\"},\"effectiveDateTime\":\"2026-10\","
    "\"code\":{\"text\":\"@N\"},\"valueString\":\"@R @D\"}},"
    "{\"resource\":{\"resourceType\":\"DiagnosticReport\",\"id\":\"@R-4\",\"status\":\"final\","
    "\"subject\":{\"reference\":\"urn:uuid:@R\"},\"code\":{\"text\":\"白细胞\"},"
    "\"effectiveDateTime\":\"2026-11-19\",\"conclusion\":\"@N, @B\"}}]}";

/* ---- what cannot be read at all ---- */

static const char *const broken[] = {
  "{\"resourceType\":\"Bundle\",\"@N\" \"@R\"}",
  "{\"resourceType\":\"@N\",\"id\":\"@R\",\"birthDate\":\"@B\"}",
  "{\"resourceType\":\"Observation\",\"id\":@R,\"text\":\"@N\"}",
  "@N,@R,@B\n@N,@R,@B\n",
  "病案号,@N,结果\n@R,@B,\"@N\n",
  "病案号,病案号,项目名称,结果,单位,采集时间\n@R,@N,@B,@N,@R,@D\n",
  "MSH|^~\\&|@N|@R|||@D||@N^@R|@R|P|2.5\rPID|1||@R||@N||@D\r",
  "MSH|^~\\&|LIS|H|||20261120||ORU^R01|1|P|2.5\rPID|1||@R||@N||@D\r",
  "MSH@N\rPID|1||@R||@N||@D\r",
  "<ClinicalDocument><name>@N</name><id>@R</id></ClinicalDocument>",
};

/* ---- sent ---- */

static char *
fill (const char *text, guint i)
{
  GString *filled = g_string_new (text);
  PodCanary canary;
  g_autofree char *birth = NULL;
  g_autofree char *digits = NULL;

  pod_canary_make (i, &canary);
  birth = pod_date_to_string (canary.birth_date);
  digits = g_strdup_printf ("%04d%02d%02d", canary.birth_date.year, canary.birth_date.month,
                            canary.birth_date.day);
  g_string_replace (filled, "@N", canary.name, 0);
  g_string_replace (filled, "@R", canary.record_number, 0);
  g_string_replace (filled, "@B", birth, 0);
  g_string_replace (filled, "@D", digits, 0);
  return g_string_free (filled, FALSE);
}

static void
say_error (const GError *error, GString *said)
{
  g_autofree char *words = pod_trial_error_to_words (error);

  g_string_append_printf (said, "%s\n%s\n", error->message, words);
}

/* Whatever it says but the laboratory's own words, which whoever may open the raw text sees in the window. */
static void
say_outcome (const PodImport *import, GString *said)
{
  for (guint i = 0; i < import->items->len; i++)
    {
      const PodImportItem *item = g_ptr_array_index (import->items, i);

      g_string_append_printf (said, "%s\t%s\t%s\t%s\n", item->subject ? item->subject : "",
                              item->state, item->cause ? item->cause : "",
                              item->reason ? item->reason : "");
    }
}

/* The file is named after the patient, too. */
static gint64
receive (PodTrial *trial, const char *input, const char *text, guint i, GString *said)
{
  const char *map = pod_test_data ("studies/nct07241468/maps/record-number.ini");
  g_autofree char *name = fill ("@N @R @B @D", i);
  g_autoptr (GError) error = NULL;
  g_autoptr (PodImport) import = NULL;
  gint64 arrival = 0;

  import = pod_trial_receive (trial, pod_test_write (input, name, text), map, NULL, &arrival,
                              &error);
  if (import != NULL)
    say_outcome (import, said);
  else
    say_error (error, said);
  return import != NULL ? arrival : -1;
}

/* ---- settled ---- */

static void
resolve (PodTrial *trial, const PodTrialArrivalItem *item, PodResolution resolution, GString *said)
{
  const PodArrivalKey key = pod_trial_arrival_item_get_key (item);
  g_autoptr (GError) error = NULL;

  if (!pod_trial_resolve (trial, &key, 1, resolution, "looked at on paper", &error))
    say_error (error, said);
}

/* By the wrong map the column of names is that of the tests, and somebody says what they are: what is kept of that is in the clear. */
static void
map_identity (PodTrial *trial, const PodTrialArrivalItem *item, GString *said)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_trial_map_item (trial, "Changhai central laboratory", item->item, "wbc",
                                      &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  say_error (error, said);
}

/* What waits is taken, one after the other, or rejected; the raw text is looked at. */
static void
settle (PodTrial *trial, gint64 arrival, GString *said)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  guint n, n_unmapped = 0;

  if (!pod_trial_take_arrival (trial, arrival, &n, &error))
    say_error (error, said);
  g_clear_error (&error);
  items = pod_trial_list_arrival_items (trial, arrival, NULL, 0, 0, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    {
      const PodTrialArrivalItem *item = g_ptr_array_index (items, i);
      char *raw = pod_trial_open_arrival_raw (trial, item->id, &error);

      g_assert_no_error (error);
      g_assert_nonnull (strstr (raw, "CANARY77"));
      pod_trial_free_raw (raw);
      g_string_append_printf (said, "%s\t%s\n", item->state, item->reason ? item->reason : "");
      if (g_str_equal (item->state, "waiting"))
        resolve (trial, item, i % 3 == 0 ? POD_RESOLVE_REJECT : POD_RESOLVE_KEEP_BOTH, said);
      if (g_str_equal (item->state, "unmapped"))
        {
          map_identity (trial, item, said);
          n_unmapped++;
        }
    }
  g_assert_cmpuint (n_unmapped, >, 0);
}

static void
send_texts (PodTrial *trial, const char *input, guint i, GString *said)
{
  g_autofree char *title = fill (table_title, i);
  g_autofree char *lines = fill (table_lines, i);
  g_autofree char *table = g_strconcat (title, lines, NULL);
  g_autofree char *hl7 = fill (message, i);
  g_autofree char *fhir = fill (bundle, i);
  const char *const texts[] = { table, hl7, fhir };

  for (gsize k = 0; k < G_N_ELEMENTS (texts); k++)
    {
      gint64 arrival = receive (trial, input, texts[k], i, said);

      /* The last is nobody's here. */
      if (i == POD_CANARY_N - 1)
        g_assert_cmpint (arrival, ==, 0);
      else
        settle (trial, arrival, said);
    }
}

static void
send_broken (PodTrial *trial, const char *input, guint i, GString *said)
{
  g_autofree char *name = fill ("@N gone", i);
  g_autoptr (GError) error = NULL;

  for (gsize k = 0; k < G_N_ELEMENTS (broken); k++)
    {
      g_autofree char *text = fill (broken[k], i);

      receive (trial, input, text, i, said);
    }
  g_assert_null (pod_trial_receive (trial, pod_test_path (input, name), NULL, NULL, NULL, &error));
  say_error (error, said);
}

void
pod_canary_receive (PodTrial *trial, const char *input, GString *said)
{
  g_autoptr (GPtrArray) arrivals = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (guint i = 0; i < POD_CANARY_N; i++)
    {
      send_texts (trial, input, i, said);
      send_broken (trial, input, i, said);
    }
  arrivals = pod_trial_list_arrivals (trial, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (arrivals->len, ==, 3 * (POD_CANARY_N - 1));
  for (guint i = 0; i < arrivals->len; i++)
    n += ((const PodTrialArrival *) arrivals->pdata[i])->n_accepted;
  g_assert_cmpuint (n, >=, POD_CANARY_N);
}
