#include "pod-config.h"

#include "pod-regraded-item.h"

#include "pod-words.h"

struct _PodRegradedItem
{
  GObject parent_instance;

  PodStudy *study;
  PodCasebook *casebook;
  const PodFinding *finding; /* in it */
  char *before;
  char *after;
};

G_DEFINE_FINAL_TYPE (PodRegradedItem, pod_regraded_item, G_TYPE_OBJECT)

static void
pod_regraded_item_finalize (GObject *object)
{
  PodRegradedItem *self = POD_REGRADED_ITEM (object);

  pod_study_unref (self->study);
  pod_casebook_unref (self->casebook);
  g_free (self->before);
  g_free (self->after);
  G_OBJECT_CLASS (pod_regraded_item_parent_class)->finalize (object);
}

static void
pod_regraded_item_class_init (PodRegradedItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_regraded_item_finalize;
}

static void
pod_regraded_item_init (PodRegradedItem *self)
{
}

PodRegradedItem *
pod_regraded_item_new (const PodStudy *study, const PodRegraded *regraded)
{
  PodRegradedItem *self = g_object_new (POD_TYPE_REGRADED_ITEM, NULL);

  self->study = pod_study_ref ((PodStudy *) study);
  self->casebook = pod_casebook_ref (regraded->casebook);
  self->finding = regraded->finding;
  self->before = g_strdup (regraded->before);
  self->after = g_strdup (regraded->after);
  return self;
}

char *
pod_regraded_item_say_subject (gpointer item, gpointer data)
{
  return g_strdup (pod_casebook_get_number (POD_REGRADED_ITEM (item)->casebook));
}

char *
pod_regraded_item_say_day (gpointer item, gpointer data)
{
  PodRegradedItem *self = item;
  PodMoment when = self->finding->when;
  int day;

  return pod_date_is_complete (when.date) &&
                 pod_subject_day (self->study, self->casebook, when.date, &day)
             ? pod_moment_on_day_to_words (when, day)
             : pod_moment_to_words (when);
}

char *
pod_regraded_item_say_test (gpointer item, gpointer data)
{
  PodRegradedItem *self = item;
  const PodObservation *observation = pod_study_find_observation (self->study,
                                                                  self->finding->observation);

  return g_strdup (observation != NULL ? pod_words_get (&observation->label, pod_words_locale ())
                                       : self->finding->observation);
}

char *
pod_regraded_item_say_value (gpointer item, gpointer data)
{
  return pod_finding_quantity_to_words (POD_REGRADED_ITEM (item)->finding);
}

char *
pod_regraded_item_say_before (gpointer item, gpointer data)
{
  return g_strdup (POD_REGRADED_ITEM (item)->before);
}

char *
pod_regraded_item_say_after (gpointer item, gpointer data)
{
  return g_strdup (POD_REGRADED_ITEM (item)->after);
}
