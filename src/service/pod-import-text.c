/* The bytes of a laboratory's file, and what is kept of its words, as one text each. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "pod-abnormal.h"
#include "pod-finding-beside.h"
#include "pod-importing.h"
#include "pod-words.h"

/* No file of text holds it. */
#define BETWEEN "\x1f"

/* GLib's own words hold the path, and a laboratory's file is often named after the patient. */
void
pod_import_set_read_error (GError **error, const GError *local)
{
  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (local));
  else
    g_set_error_literal (error, local->domain, local->code,
                         _ ("The file cannot be read: it is not there, or may not be opened."));
}

GBytes *
pod_import_read_bytes (const char *path, GError **error)
{
  g_autoptr (GError) local = NULL;
  GStatBuf status;
  char *text;
  gsize length;

  if (g_stat (path, &status) == 0 &&
      (!S_ISREG (status.st_mode) || status.st_size > POD_EXCHANGE_MAX_BYTES))
    {
      g_set_error (error, POD_EXCHANGE_ERROR, POD_EXCHANGE_ERROR_TOO_LARGE,
                   _ ("not a file of at most %d MiB"), POD_EXCHANGE_MAX_BYTES / 1024 / 1024);
      return NULL;
    }
  if (g_file_get_contents (path, &text, &length, &local))
    return g_bytes_new_take (text, length);
  pod_import_set_read_error (error, local);
  return NULL;
}

gboolean
pod_import_hash (GBytes *bytes, guint8 *hash, GCancellable *cancellable, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length, size = POD_ARRIVAL_HASH_BYTES;
  const guchar *data = g_bytes_get_data (bytes, &length);

  for (gsize at = 0; at < length; at += POD_IMPORT_HASH_PIECE)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_checksum_update (checksum, data + at, (gssize) MIN (POD_IMPORT_HASH_PIECE, length - at));
    }
  g_checksum_get_digest (checksum, hash, &size);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

char *
pod_import_print (const PodLabItem *item, const char *reason)
{
  return g_strjoin (BETWEEN, item->item, item->value, item->unit, item->range, item->flag,
                    item->specimen, item->collected_text, reason != NULL ? reason : "", item->code,
                    item->system, item->doubted, NULL);
}

char **
pod_import_split_printed (const char *printed)
{
  return g_strsplit (printed != NULL ? printed : "", BETWEEN, -1);
}

/* In the order in which they stand in a message. */
char *
pod_import_join_raw (const PodLabItem *item)
{
  GString *raw = g_string_new (item->raw_patient);

  if (*item->raw_order != '\0')
    g_string_append_printf (raw, "%s%s", raw->len > 0 ? "\n" : "", item->raw_order);
  g_string_append_printf (raw, "%s%s", raw->len > 0 ? "\n" : "", item->raw);
  return g_string_free (raw, FALSE);
}

static const char *
get_status (PodLabStatus status)
{
  if (status == POD_LAB_STATUS_PRELIMINARY)
    return "preliminary";
  return status == POD_LAB_STATUS_CORRECTED ? "corrected" : NULL;
}

/* Of what is not mapped there is no origin: the item's own words stand for it, which tell nothing of the patient. */
void
pod_import_fill_finding (const PodLabItem *item, PodArrivalState state, PodArrivalItem *arrived)
{
  pod_finding_init (&arrived->finding);
  if (state != POD_ARRIVAL_UNMAPPED && state != POD_ARRIVAL_REFUSED)
    {
      arrived->finding = item->finding;
      arrived->finding.status = get_status (item->status);
      return;
    }
  arrived->finding.observation = item->finding.observation;
  arrived->finding.when = item->collected;
  arrived->finding.laboratory = item->finding.laboratory;
}

/* ---- what is told of a line ---- */

static void
count_state (PodImport *import, const char *state)
{
  import->read++;
  if (g_str_equal (state, "accepted"))
    import->accepted++;
  else if (g_str_equal (state, "duplicate"))
    import->duplicate++;
  else if (g_str_equal (state, "conflict"))
    import->conflict++;
  else if (g_str_equal (state, "unmapped"))
    import->unmapped++;
  else
    import->refused++;
}

/* "102 g/L (110–150)", as the file has it but for value and unit. */
static char *
print_result (const PodLabItem *item, const char *value, const char *unit)
{
  GString *text = g_string_new (value);

  if (*unit != '\0')
    g_string_append_printf (text, " %s", unit);
  if (*item->range != '\0')
    g_string_append_printf (text, " (%s)", item->range);
  return g_string_free (text, FALSE);
}

/* What nobody has read yet may be a unit all the same. */
static const char *
say_unit (const PodLabItem *item)
{
  const PodUnit *unit = item->readable ? item->finding.quantity.unit : NULL;

  return unit != NULL && *item->unit != '\0' ? pod_unit_to_words (unit)
                                             : pod_printed_unit_to_words (item->unit);
}

/* NULL where the laboratory writes the result as this program does. */
static char *
print_shown (const PodLabItem *item)
{
  g_autofree char *value = pod_printed_value_to_words (item->value);
  const char *unit = say_unit (item);

  return g_str_equal (unit, item->unit) && g_str_equal (value, item->value)
             ? NULL
             : print_result (item, value, unit);
}

#define OF_A_NUMBER "0123456789+-.,"

/* Whether the program's own way of writing numbers reads the same in it, of whatever width it is and whatever mark stands behind it. */
static gboolean
says_the_same (const char *value, double number)
{
  g_autofree char *plain = g_utf8_normalize (value, -1, G_NORMALIZE_ALL_COMPOSE);
  const char *begin = plain != NULL ? plain + strcspn (plain, OF_A_NUMBER) : "";
  char *end;
  double said = g_ascii_strtod (begin, &end);

  return end > begin && end[strcspn (end, OF_A_NUMBER)] == '\0' && said == number;
}

/* Beside "1,234" it has to be seen which of two numbers that was taken for. */
static char *
print_read (const PodLabItem *item)
{
  const PodQuantity *quantity = &item->finding.quantity;

  if (!item->readable || item->finding.observation == NULL || isnan (quantity->number) ||
      says_the_same (item->value, quantity->number))
    return NULL;
  return pod_finding_quantity_to_words (&item->finding);
}

static char *
print_quantity (const PodStudy *study, const PodLabItem *item, PodQuantity quantity)
{
  PodFinding converted = item->finding;

  converted.quantity = quantity;
  /* What was computed has no more digits than what it was computed from. */
  converted.source = "derived";
  return pod_finding_to_words (study, &converted);
}

/* In the usual unit, where it came in another. */
static char *
print_usual (const PodStudy *study, const PodLabItem *item, const PodCasebook *casebook)
{
  const PodFinding *usual = pod_judge_find_usual (casebook, &item->finding);
  PodQuantity quantity;

  return usual != NULL && pod_finding_convert_beside (study, &item->finding, usual, &quantity)
             ? print_quantity (study, item, quantity)
             : NULL;
}

/* In the unit in which the study shows it, where it came in another. */
static char *
print_in_study (const PodStudy *study, const PodLabItem *item)
{
  PodQuantity quantity;

  return item->readable && pod_finding_convert_to_study (study, &item->finding, &quantity)
             ? print_quantity (study, item, quantity)
             : NULL;
}

/* What was read of it, and the same in other units: nobody converts in their head. */
static char *
print_meant (const PodStudy *study,
             const PodLabItem *item,
             const PodCasebook *casebook,
             const char *cause)
{
  g_autofree char *read = print_read (item);
  g_autofree char *usual = pod_arrival_cause_has (cause, "unit")
                               ? print_usual (study, item, casebook)
                               : NULL;
  g_autofree char *shown = print_in_study (study, item);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  if (read != NULL)
    g_ptr_array_add (all, read);
  if (usual != NULL)
    g_ptr_array_add (all, usual);
  if (shown != NULL && g_strcmp0 (shown, usual) != 0)
    g_ptr_array_add (all, shown);
  if (all->len == 0)
    return NULL;
  g_ptr_array_add (all, NULL);
  return g_strjoinv (" = ", (char **) all->pdata);
}

char *
pod_import_say_line (const char *reason, guint line)
{
  if (line == 0)
    return g_strdup (reason);
  if (reason == NULL)
    return g_strdup_printf (_ ("the same as line %u of this file"), line);
  /* Translators: why a line of a file waits, and the line of the same file that speaks against it. */
  return g_strdup_printf (_ ("%1$s (see line %2$u)"), reason, line);
}

char *
pod_import_say_subject (const PodSubject *subject)
{
  if (subject->enrolment_number == NULL)
    return g_strdup (subject->screening_number);
  /* Translators: a subject's enrolment number, and the screening number. */
  return g_strdup_printf (C_ ("subject", "%1$s (%2$s)"), subject->enrolment_number,
                          subject->screening_number);
}

/* What came in before is not told as if it were judged now. */
static char *
say_reason (const PodJudgement *judgement)
{
  g_autofree char *reason = pod_import_say_line (judgement->reason, judgement->line);

  if (!judgement->lies_there || reason == NULL)
    return g_steal_pointer (&reason);
  /* Translators: of a line of a file; behind the colon, why the same waits since it came in before. */
  return g_strdup_printf (_ ("it lies in “Results That Came In” already, and waits for a "
                             "decision: %s"),
                          reason);
}

void
pod_import_tell (PodImport *import,
                 const PodStudy *study,
                 guint index,
                 const PodLabItem *item,
                 const PodCasebook *casebook,
                 const PodJudgement *judgement)
{
  PodImportItem *outcome = g_new0 (PodImportItem, 1);

  outcome->line = item->line;
  outcome->state = judgement->state;
  outcome->cause = judgement->cause;
  if (casebook != NULL)
    {
      import->decimals += item->decimal != POD_LAB_DECIMAL_CLEAR && !item->readable;
      outcome->subject = g_strdup (pod_casebook_get_subject (casebook)->screening_number);
      outcome->result = print_result (item, item->value, item->unit);
      outcome->shown = print_shown (item);
      outcome->read = print_meant (study, item, casebook, judgement->cause);
      outcome->collected = g_strdup (item->collected_text);
      outcome->when = item->collected;
    }
  outcome->item = g_strdup (item->item);
  outcome->observation = item->finding.observation;
  outcome->reason = say_reason (judgement);
  g_ptr_array_index (import->items, index) = outcome;
  count_state (import, judgement->state);
}

static gboolean
is_nobodys (const PodImportItem *item)
{
  return item->subject == NULL && g_str_equal (item->state, "refused") && item->reason != NULL;
}

guint
pod_import_count_alike (const PodImport *import, guint first)
{
  const PodImportItem *item = g_ptr_array_index (import->items, first);
  guint n = 1;

  for (guint i = first + 1; is_nobodys (item) && i < import->items->len; i++, n++)
    {
      const PodImportItem *next = g_ptr_array_index (import->items, i);

      if (!is_nobodys (next) || !g_str_equal (next->reason, item->reason))
        break;
    }
  return n;
}

/* ---- what has no limits ---- */

char *
pod_import_say_unlimited (const PodImport *import, const PodStudy *study)
{
  g_autoptr (GPtrArray) tests = g_ptr_array_new ();

  for (guint i = 0; i < import->items->len; i++)
    {
      const PodImportItem *item = g_ptr_array_index (import->items, i);

      if (item->is_unlimited)
        pod_observations_add (tests, pod_study_find_observation (study, item->observation));
    }
  return pod_observations_say_unlimited (tests, import->unlimited);
}
