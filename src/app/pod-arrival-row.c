#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-arrival-words.h"
#include "pod-finding-settle.h"
#include "pod-words.h"

struct _PodArrivalRow
{
  GObject parent_instance;

  PodTrial *trial;
  PodTrialArrivalItem *item;
  char *file;
  char *place;
};

G_DEFINE_FINAL_TYPE (PodArrivalRow, pod_arrival_row, G_TYPE_OBJECT)

static void
pod_arrival_row_finalize (GObject *object)
{
  PodArrivalRow *self = POD_ARRIVAL_ROW (object);

  g_object_unref (self->trial);
  pod_trial_arrival_item_free (self->item);
  g_free (self->file);
  g_free (self->place);
  G_OBJECT_CLASS (pod_arrival_row_parent_class)->finalize (object);
}

static void
pod_arrival_row_class_init (PodArrivalRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_arrival_row_finalize;
}

static void
pod_arrival_row_init (PodArrivalRow *self)
{
}

char *
pod_arrival_row_say_place (const PodTrialArrivalItem *item, const PodTrialArrival *arrival)
{
  g_autofree char *file = pod_arrival_to_words (arrival);

  /* Translators: a file that came in, and the line of a result in it. */
  return g_strdup_printf (C_ ("arrivals", "%1$s, line %2$u"), file, item->line);
}

PodArrivalRow *
pod_arrival_row_new (PodTrial *trial, PodTrialArrivalItem *item, const PodTrialArrival *arrival)
{
  PodArrivalRow *self = g_object_new (POD_TYPE_ARRIVAL_ROW, NULL);

  self->trial = g_object_ref (trial);
  self->item = item;
  if (arrival != NULL)
    {
      self->file = pod_arrival_print_number (arrival);
      self->place = pod_arrival_row_say_place (item, arrival);
    }
  return self;
}

const PodTrialArrivalItem *
pod_arrival_row_get_item (PodArrivalRow *self)
{
  return self->item;
}

const char *
pod_arrival_state_to_words (const char *state)
{
  static const struct
  {
    const char *state;
    const char *words;
  } all[] = {
    { "clear", NC_ ("arrival", "Clear") },         { "waiting", NC_ ("arrival", "Waits") },
    { "unmapped", NC_ ("arrival", "Not mapped") }, { "refused", NC_ ("arrival", "Refused") },
    { "accepted", NC_ ("arrival", "Taken") },      { "rejected", NC_ ("arrival", "Rejected") },
    { "undone", NC_ ("arrival", "Undone") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i].state, state) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "arrival", all[i].words);
  return state;
}

/* What nobody has rejected, since it was there already, is listed with what somebody has. */
static const char *
name_group (const char *state)
{
  if (state == NULL)
    return C_ ("arrivals", "All");
  return g_str_equal (state, "rejected") ? C_ ("arrivals", "Rejected or on record")
                                         : pod_arrival_state_to_words (state);
}

char *
pod_arrival_count_to_words (const char *state, guint n)
{
  /* Translators: a state of what came in, and how many are in it. */
  return g_strdup_printf (C_ ("arrivals", "%1$s (%2$u)"), name_group (state), n);
}

/* ---- the cells ---- */

static const PodTrialArrivalItem *
get (gpointer item)
{
  return POD_ARRIVAL_ROW (item)->item;
}

char *
pod_arrival_row_say_subject (gpointer item, gpointer data)
{
  return g_strdup (get (item)->number);
}

/* (nullable) */
static const char *
find_label (gpointer row)
{
  const PodStudy *study = pod_trial_get_study (POD_ARRIVAL_ROW (row)->trial);
  const char *name = get (row)->finding.observation;
  const PodObservation *observation = name != NULL ? pod_study_find_observation (study, name)
                                                   : NULL;

  return observation != NULL ? pod_words_get (&observation->label, pod_words_locale ()) : NULL;
}

/* What it is taken for; of what nobody knows, what the laboratory calls it. */
char *
pod_arrival_row_say_test (gpointer item, gpointer data)
{
  const char *label = find_label (item);

  return g_strdup (label != NULL ? label : get (item)->item);
}

char *
pod_arrival_row_explain_test (gpointer item, gpointer data)
{
  const char *label = find_label (item);

  if (label == NULL)
    return g_strdup_printf (_ ("In the file: %s"), get (item)->item);
  /* Translators: a test as the study calls it, and as the laboratory's file does. */
  return g_strdup_printf (_ ("%1$s; in the file: %2$s"), label, get (item)->item);
}

char *
pod_arrival_print (const PodTrialArrivalItem *item)
{
  /* A unit alone is no result: what takes one back says no value. */
  if (*item->value == '\0')
    return g_strdup ("–");
  return g_strstrip (g_strdup_printf ("%s %s", item->value, item->unit));
}

char *
pod_arrival_show (const PodTrialArrivalItem *item)
{
  g_autofree char *value = pod_printed_value_to_words (item->value);

  if (*value == '\0')
    return pod_arrival_print (item);
  return g_strstrip (g_strdup_printf ("%s %s", value, pod_printed_unit_to_words (item->unit)));
}

char *
pod_arrival_show_collected (const PodTrialArrivalItem *item)
{
  return pod_date_is_set (item->finding.when.date) ? pod_moment_to_words (item->finding.when)
                                                   : g_strdup (item->collected);
}

char *
pod_arrival_row_explain_result (gpointer item, gpointer data)
{
  g_autofree char *printed = pod_arrival_print (get (item));

  /* Translators: a result as it stands in the laboratory's file. */
  return g_strdup_printf (_ ("As printed: %s"), printed);
}

gboolean
pod_arrival_has_value (const PodFinding *finding)
{
  return finding->observation != NULL &&
         (!isnan (finding->quantity.number) || finding->code != NULL || finding->text != NULL ||
          pod_date_is_set (finding->date));
}

char *
pod_arrival_row_say_result (gpointer item, gpointer data)
{
  const PodStudy *study = pod_trial_get_study (POD_ARRIVAL_ROW (item)->trial);

  return pod_arrival_has_value (&get (item)->finding)
             ? pod_finding_to_words (study, &get (item)->finding)
             : pod_arrival_show (get (item));
}

char *
pod_arrival_limits_beside (const PodTrialArrivalItem *item, const PodFinding *stands)
{
  g_autofree char *limits = pod_finding_limits_to_words (&item->finding);
  g_autofree char *lost = NULL;

  /* Of two limits one may have been read, which alone would be another range. */
  if (pod_arrival_cause_has (item->cause, "limits"))
    return *item->range != '\0'
               /* Translators: limits as a laboratory printed them. */
               ? g_strdup_printf (_ ("%s (cannot be read)"), item->range)
               : g_strdup (C_ ("limits", "cannot be read"));
  if (limits == NULL && *item->range != '\0')
    return g_strdup (item->range);
  lost = limits == NULL && stands != NULL ? pod_finding_limits_to_words (stands) : NULL;
  return lost != NULL ? g_strdup (C_ ("limits", "none given")) : g_steal_pointer (&limits);
}

char *
pod_arrival_row_say_collected (gpointer item, gpointer data)
{
  return pod_arrival_show_collected (get (item));
}

static const char *
find_state (const PodTrialArrivalItem *item)
{
  if (item->is_withdrawn)
    return C_ ("arrival", "Withdrawn");
  if (g_str_equal (item->state, "rejected") && g_strcmp0 (item->cause, "duplicate") == 0)
    return C_ ("arrival", "On record already");
  return pod_arrival_state_to_words (item->state);
}

char *
pod_arrival_row_say_state (gpointer item, gpointer data)
{
  return g_strdup (find_state (get (item)));
}

char *
pod_arrival_row_say_reason (gpointer item, gpointer data)
{
  return g_strdup (get (item)->is_withdrawn ? pod_arrival_say_withdrawn () : get (item)->reason);
}

char *
pod_arrival_row_say_file (gpointer item, gpointer data)
{
  return g_strdup (POD_ARRIVAL_ROW (item)->file);
}

char *
pod_arrival_row_explain_file (gpointer item, gpointer data)
{
  return g_strdup (POD_ARRIVAL_ROW (item)->place);
}
