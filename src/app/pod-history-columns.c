#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-history-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-reading-words.h"
#include "pod-record-words.h"
#include "pod-text-column.h"
#include "pod-words.h"

/* ---- what a row says ---- */

/* By the clock of the workstation at which it was done, which need not be this one's. */
char *
pod_history_item_say_when (PodHistoryItem *item)
{
  PodInstant instant;

  if (!pod_instant_parse (pod_history_item_get_when (item), &instant))
    return g_strdup (pod_history_item_get_when (item));
  instant.offset_min = pod_history_item_get_offset (item);
  return pod_instant_to_words (instant);
}

static char *
say_offset (int minutes)
{
  int rest = ABS (minutes) % 60;
  const char *sign = minutes < 0 ? "−" : "+";

  return rest == 0 ? g_strdup_printf ("UTC%s%d", sign, ABS (minutes) / 60)
                   : g_strdup_printf ("UTC%s%d:%02d", sign, ABS (minutes) / 60, rest);
}

static PodDate
get_date (GDateTime *time)
{
  return pod_date_new (g_date_time_get_year (time), g_date_time_get_month (time),
                       g_date_time_get_day_of_month (time));
}

char *
pod_history_item_say_exactly_when (PodHistoryItem *item)
{
  g_autofree char *offset = say_offset (pod_history_item_get_offset (item));
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (pod_history_item_get_when (item), NULL);
  g_autofree char *date = utc != NULL ? pod_date_to_words (get_date (utc)) : g_strdup ("?");
  g_autofree char *time = utc != NULL ? g_date_time_format (utc, "%H:%M:%S") : g_strdup ("?");

  /* Translators: a date, a time to the second, then how far the clock of the workstation was from it: "UTC+8". */
  return g_strdup_printf (_ ("%1$s, %2$s UTC (workstation: %3$s)"), date, time, offset);
}

const char *
pod_history_item_say_role (PodHistoryItem *item)
{
  const char *role = pod_history_item_get_role (item);
  PodUserRole known;

  /* What is written before somebody is signed in. */
  if (g_strcmp0 (role, "none") == 0)
    return NULL;
  return role != NULL && pod_user_role_from_string (role, &known) ? pod_user_role_to_words (known)
                                                                  : role;
}

gint64
pod_history_item_find_subject (PodHistoryItem *item, PodTrial *trial)
{
  const char *number = pod_history_item_get_subject (item);

  return number != NULL ? pod_trial_find_subject (trial, number) : 0;
}

/* Of what belongs to no subject: "INC-08: Does eGFR ≥ 45 bind high-risk MN?", "Setting 12". */
static char *
say_own_record (PodHistoryItem *item, PodTrial *trial)
{
  const char *kind = pod_record_kind_to_words (pod_history_item_get_table (item));
  gint64 row = pod_history_item_get_row (item);
  char *words = pod_reading_setting_to_words (trial, pod_history_item_get_setting (item));

  if (words != NULL)
    return words;
  return row != 0 ? g_strdup_printf ("%s %" G_GINT64_FORMAT, kind, row) : g_strdup (kind);
}

static PodCasebook *
load_casebook (PodHistoryItem *item, PodTrial *trial)
{
  gint64 subject = pod_history_item_find_subject (item, trial);

  return subject != 0 ? pod_trial_load_casebook (trial, subject, NULL) : NULL;
}

/* "MN-003 · Adverse event · Neutropenia" */
char *
pod_history_item_say_record (PodHistoryItem *item, PodTrial *trial)
{
  const char *table = pod_history_item_get_table (item);
  g_autoptr (PodCasebook) casebook = table != NULL ? load_casebook (item, trial) : NULL;
  g_autofree char *name = NULL;

  if (table == NULL)
    return NULL;
  if (casebook == NULL)
    return say_own_record (item, trial);
  if (g_str_equal (table, "subject"))
    return g_strdup_printf ("%s · %s", pod_casebook_get_number (casebook),
                            pod_record_kind_to_words (table));
  name = pod_record_name (trial, casebook, table, pod_history_item_get_row (item));
  return g_strdup_printf ("%s · %s · %s", pod_casebook_get_number (casebook),
                          pod_record_kind_to_words (table), name);
}

/* "Neutropenia · Adverse event": a list has little room, and what tells its rows apart comes first.  A mere number says nothing before it is
 * said of what. */
static char *
say_record_briefly (PodHistoryItem *item, PodTrial *trial, PodCasebook *casebook)
{
  const char *table = pod_history_item_get_table (item);
  const char *kind = pod_record_kind_to_words (table);
  g_autofree char *name = NULL;

  if (g_str_equal (table, "subject"))
    return g_strdup (kind);
  name = pod_record_name (trial, casebook, table, pod_history_item_get_row (item));
  return name[strspn (name, "0123456789")] == '\0' ? g_strdup_printf ("%s %s", kind, name)
                                                   : g_strdup_printf ("%s · %s", name, kind);
}

const char *
pod_history_item_say_action (PodHistoryItem *item)
{
  const char *action = pod_history_item_get_action (item);

  return pod_history_item_get_table (item) != NULL
             ? pod_history_action_to_words (action)
             : pod_history_note_to_words (action, pod_history_item_get_new (item));
}

static const char *
get_value (PodHistoryItem *item, gboolean old)
{
  return old ? pod_history_item_get_old (item) : pod_history_item_get_new (item);
}

char *
pod_history_item_say_value (PodHistoryItem *item, PodTrial *trial, gboolean old)
{
  const char *value = get_value (item, old);
  const char *field = pod_history_item_get_field (item);
  g_autoptr (PodCasebook) casebook = load_casebook (item, trial);
  g_autofree char *reading = NULL;

  if (pod_history_item_get_table (item) == NULL)
    return old ? NULL : pod_history_detail_to_words (pod_history_item_get_action (item), value);
  if (g_strcmp0 (field, "value") == 0)
    reading = pod_reading_value_to_words (trial, pod_history_item_get_setting (item), value);
  if (reading != NULL)
    return g_steal_pointer (&reading);
  return pod_record_value_to_words (trial, casebook, pod_history_item_get_table (item), field,
                                    value);
}

/* In how many digits a list has it: those that a result is read in elsewhere; 0 for all. */
static int
find_digits (PodHistoryItem *item, PodTrial *trial)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodFinding *finding = NULL;

  if (g_strcmp0 (pod_history_item_get_table (item), "finding") != 0 ||
      g_strcmp0 (pod_history_item_get_field (item), "number") != 0)
    return 0;
  casebook = load_casebook (item, trial);
  if (casebook != NULL)
    finding = pod_casebook_find_finding (casebook, pod_history_item_get_row (item));
  return finding != NULL ? pod_finding_get_digits (finding) : 0;
}

/* The detail below the list has the rest of it. */
static char *
say_value_briefly (PodHistoryItem *item, PodTrial *trial, gboolean old)
{
  const char *value = get_value (item, old);
  int digits = value != NULL ? find_digits (item, trial) : 0;
  char *end;
  double number = digits > 0 ? g_ascii_strtod (value, &end) : 0;

  return digits > 0 && end != value && *end == '\0' ? pod_decimal_to_label (number, digits)
                                                    : pod_history_item_say_value (item, trial, old);
}

/* ---- the cells ---- */

static char *
get_when (gpointer item, gpointer data)
{
  return pod_history_item_say_when (item);
}

static char *
get_exactly_when (gpointer item, gpointer data)
{
  return pod_history_item_say_exactly_when (item);
}

static char *
get_who (gpointer item, gpointer data)
{
  return g_strdup (pod_history_item_get_user (item));
}

static char *
get_role (gpointer item, gpointer data)
{
  return g_strdup (pod_history_item_say_role (item));
}

static char *
get_what (gpointer item, gpointer data)
{
  return g_strdup (pod_history_item_say_action (item));
}

/* @is_own: where all rows are of one subject, whose number is not repeated. */
static char *
say_record_in_list (PodHistoryItem *item, PodTrial *trial, gboolean is_own)
{
  g_autoptr (PodCasebook) casebook = load_casebook (item, trial);
  g_autofree char *words = NULL;

  if (casebook == NULL || pod_history_item_get_table (item) == NULL)
    return pod_history_item_say_record (item, trial);
  words = say_record_briefly (item, trial, casebook);
  return is_own ? g_steal_pointer (&words)
                : g_strdup_printf ("%s · %s", pod_casebook_get_number (casebook), words);
}

static char *
get_record (gpointer item, gpointer trial)
{
  return say_record_in_list (item, trial, FALSE);
}

static char *
get_own_record (gpointer item, gpointer trial)
{
  return say_record_in_list (item, trial, TRUE);
}

static char *
get_field (gpointer item, gpointer data)
{
  const char *field = pod_history_item_get_field (item);

  return field != NULL
             ? g_strdup (pod_history_field_to_words (pod_history_item_get_table (item), field))
             : NULL;
}

static char *
get_change (gpointer item, gpointer data)
{
  g_autofree char *old = say_value_briefly (item, data, TRUE);
  g_autofree char *new = say_value_briefly (item, data, FALSE);
  g_autofree char *change = NULL;

  if (old == NULL && new == NULL)
    return NULL;
  change = old == NULL ? g_steal_pointer (&new)
                       : g_strdup_printf ("%s → %s", old, new != NULL ? new : "–");
  /* One line of a table, whatever was typed. */
  return g_strdelimit (g_steal_pointer (&change), "\n\r\t", ' ');
}

static char *
get_why (gpointer item, gpointer data)
{
  return g_strdup (pod_history_item_get_why (item));
}

/* With the number of its subject, or without where all rows have the same; NULL where they are of one record, which the head names. */
static const PodTitledColumn *
choose_record (PodHistoryScope scope)
{
  static const PodTitledColumn record = { NC_ ("history", "Record"),
                                          { get_record, NULL, 24, TRUE, FALSE, 2 } };
  static const PodTitledColumn own = { NC_ ("history", "Record"),
                                       { get_own_record, NULL, 24, TRUE, FALSE, 2 } };

  return scope == POD_HISTORY_OF_RECORD ? NULL : scope == POD_HISTORY_OF_SUBJECT ? &own : &record;
}

/* A reason is a sentence: it goes on below wherever there is no room beside it. */
static const PodTitledColumn *
choose_why (PodHistoryScope scope)
{
  static const PodTitledColumn narrow = { NC_ ("history", "Reason"),
                                          { get_why, NULL, 7, TRUE, FALSE, 2 } };
  static const PodTitledColumn wide = { NC_ ("history", "Reason"),
                                        { get_why, NULL, 24, TRUE, FALSE, 3 } };

  return scope == POD_HISTORY_OF_RECORD ? &wide : &narrow;
}

void
pod_history_columns_add (GtkColumnView *view, PodTrial *trial, PodHistoryScope scope)
{
  static const PodTitledColumn before[] = {
    { NC_ ("history", "When"), { get_when, get_exactly_when, 18, FALSE } },
    { NC_ ("history", "Who"), { get_who, NULL, 7, FALSE } },
    { NC_ ("history", "Role"), { get_role, NULL, 12, FALSE, FALSE, 2 } },
    { NC_ ("history", "Action"), { get_what, NULL, 9, FALSE } },
  };
  static const PodTitledColumn after[] = {
    { NC_ ("history", "Field"), { get_field, NULL, 12, FALSE } },
    { NC_ ("history", "Old → new"), { get_change, NULL, 17, TRUE, FALSE, 2 } },
  };
  const PodTitledColumn *record = choose_record (scope);

  pod_text_columns_append (view, "history", before, G_N_ELEMENTS (before), trial);
  if (record != NULL)
    pod_text_columns_append (view, "history", record, 1, trial);
  pod_text_columns_append (view, "history", after, G_N_ELEMENTS (after), trial);
  pod_text_columns_append (view, "history", choose_why (scope), 1, trial);
}
