#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-range-item.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-words.h"

/* No laboratory prints more. */
#define DIGITS 6
/* A band that is open above: see PodRange. */
#define OPEN_AGE 200

struct _PodRangeItem
{
  GObject parent_instance;

  PodTrial *trial;
  PodSite *site;
  const PodRange *range;
  char *recorded;
};

G_DEFINE_FINAL_TYPE (PodRangeItem, pod_range_item, G_TYPE_OBJECT)

static void
pod_range_item_finalize (GObject *object)
{
  PodRangeItem *self = POD_RANGE_ITEM (object);

  g_object_unref (self->trial);
  pod_site_unref (self->site);
  g_free (self->recorded);
  G_OBJECT_CLASS (pod_range_item_parent_class)->finalize (object);
}

static void
pod_range_item_class_init (PodRangeItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_range_item_finalize;
}

static void
pod_range_item_init (PodRangeItem *self)
{
}

PodRangeItem *
pod_range_item_new (PodTrial *trial, const PodRange *range, const char *recorded)
{
  PodRangeItem *self = g_object_new (POD_TYPE_RANGE_ITEM, NULL);

  self->trial = g_object_ref (trial);
  self->site = pod_site_ref ((PodSite *) pod_trial_get_site (trial));
  self->range = range;
  self->recorded = g_strdup (recorded);
  return self;
}

const PodRange *
pod_range_item_get_range (PodRangeItem *self)
{
  return self->range;
}

/* ---- the cells ---- */

char *
pod_range_item_say_observation (gpointer item, gpointer data)
{
  PodRangeItem *self = item;
  const PodObservation *observation = pod_study_find_observation (pod_trial_get_study (self->trial),
                                                                  self->range->observation);

  return g_strdup (observation != NULL ? pod_words_get (&observation->label, pod_words_locale ())
                                       : self->range->observation);
}

char *
pod_range_item_say_laboratory (gpointer item, gpointer data)
{
  const PodRange *range = POD_RANGE_ITEM (item)->range;

  return g_strdup (range->laboratory != NULL ? range->laboratory : _ ("Every laboratory"));
}

static const char *
say_sex (const PodRange *range)
{
  if (range->sex == NULL)
    return C_ ("range", "Both sexes");
  return g_str_equal (range->sex, "male") ? C_ ("range", "Men") : C_ ("range", "Women");
}

char *
pod_range_item_say_whose (gpointer item, gpointer data)
{
  const PodRange *range = POD_RANGE_ITEM (item)->range;

  if (range->age_from <= 0 && range->age_to >= OPEN_AGE)
    return g_strdup (say_sex (range));
  if (range->age_to >= OPEN_AGE)
    /* Translators: "Women, from 60". */
    return g_strdup_printf (C_ ("range", "%1$s, from %2$d"), say_sex (range), range->age_from);
  /* Translators: "Women, 18–59". */
  return g_strdup_printf (C_ ("range", "%1$s, %2$d–%3$d"), say_sex (range), range->age_from,
                          range->age_to);
}

char *
pod_range_item_say_limits (gpointer item, gpointer data)
{
  const PodRange *range = POD_RANGE_ITEM (item)->range;
  const char *unit = range->unit != NULL ? pod_unit_to_words (range->unit) : "";
  g_autofree char *limits = pod_limits_to_label (range->lower, range->upper, DIGITS);

  return g_strdup_printf ("%s %s", limits != NULL ? limits : "", unit);
}

static char *
say_date (PodDate date)
{
  return pod_date_is_set (date) ? pod_date_to_words (date) : g_strdup ("–");
}

char *
pod_range_item_say_from (gpointer item, gpointer data)
{
  return say_date (POD_RANGE_ITEM (item)->range->from);
}

char *
pod_range_item_say_to (gpointer item, gpointer data)
{
  const PodRange *range = POD_RANGE_ITEM (item)->range;

  /* It would read as an end before the beginning. */
  if (pod_date_is_set (range->from) && pod_date_is_set (range->to) &&
      pod_date_compare (range->to, range->from) < 0)
    return g_strdup (C_ ("range", "Corrected"));
  return say_date (range->to);
}

char *
pod_range_item_say_recorded (gpointer item, gpointer data)
{
  return g_strdup (POD_RANGE_ITEM (item)->recorded);
}
