#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-adverse-event-difference.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-adverse-event-item.h"
#include "pod-words.h"

/* ---- in words; NULL for no value ---- */

static char *
say_term (const PodStudy *study, const PodAdverseEvent *event)
{
  PodAdverseEvent coded = *event;

  coded.verbatim = NULL;
  return event->term != NULL ? g_strdup (pod_adverse_event_get_name (study, &coded)) : NULL;
}

static char *
say_verbatim (const PodStudy *study, const PodAdverseEvent *event)
{
  return g_strdup (event->verbatim);
}

static char *
say_moment (PodMoment moment)
{
  return pod_date_is_set (moment.date) ? pod_moment_to_words (moment) : NULL;
}

static char *
say_start (const PodStudy *study, const PodAdverseEvent *event)
{
  return say_moment (event->start);
}

static char *
say_end (const PodStudy *study, const PodAdverseEvent *event)
{
  return say_moment (event->end);
}

/* "3 · CTCAE 5.0 · chen" */
static char *
say_grade (const PodStudy *study, const PodAdverseEvent *event)
{
  GString *text;

  if (event->grade == 0)
    return NULL;
  text = g_string_new (NULL);
  g_string_append_printf (text, "%d", event->grade);
  if (event->scale != NULL)
    g_string_append_printf (text, " · %s", event->scale);
  if (event->graded_by != NULL)
    g_string_append_printf (text, " · %s", event->graded_by);
  return g_string_free (text, FALSE);
}

static char *
say_seriousness (const PodStudy *study, const PodAdverseEvent *event)
{
  GString *text;

  if (event->seriousness == 0)
    return g_strdup (_ ("not serious"));
  text = g_string_new (NULL);
  for (guint bit = POD_SERIOUS_DEATH; bit <= POD_SERIOUS_IMPORTANT; bit <<= 1)
    if (event->seriousness & bit)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              pod_seriousness_to_words (bit));
  if (pod_date_is_set (event->learned.date))
    {
      g_autofree char *learned = pod_moment_to_words (event->learned);

      g_string_append_printf (text, " · %s", learned);
    }
  return g_string_free (text, FALSE);
}

static char *
say_product (const PodStudy *study, const PodAdverseEvent *event)
{
  return g_strdup (pod_causality_to_words (event->to_product));
}

static char *
say_lymphodepletion (const PodStudy *study, const PodAdverseEvent *event)
{
  return g_strdup (pod_causality_to_words (event->to_lymphodepletion));
}

static char *
say_outcome (const PodStudy *study, const PodAdverseEvent *event)
{
  return g_strdup (pod_outcome_to_words (event->outcome));
}

static char *
say_action (const PodStudy *study, const PodAdverseEvent *event)
{
  return g_strdup (event->action);
}

/* ---- what is decided together ---- */

#define MOST_COLUMNS 3

typedef struct
{
  const char *name;
  const char *columns[MOST_COLUMNS];
  char *(*say) (const PodStudy *study, const PodAdverseEvent *event);
} Group;

static const Group groups[] = {
  { N_ ("Term"), { "term" }, say_term },
  { N_ ("Own words"), { "verbatim" }, say_verbatim },
  { N_ ("Started"), { "start" }, say_start },
  { N_ ("Ended"), { "stop" }, say_end },
  { N_ ("Grade"), { "grade", "scale", "graded_by" }, say_grade },
  { N_ ("Seriousness"), { "seriousness", "learned" }, say_seriousness },
  { N_ ("Related to the product"), { "to_product" }, say_product },
  { N_ ("Related to lymphodepletion"), { "to_lymphodepletion" }, say_lymphodepletion },
  { N_ ("Outcome"), { "outcome" }, say_outcome },
  { N_ ("Action taken"), { "action" }, say_action },
};

/* Of one field, and of two that belong together: where each changed one of them, they clash. */
static PodMerge
join (PodMerge a, PodMerge b)
{
  if (a == POD_MERGE_SAME || a == b)
    return b;
  return b == POD_MERGE_SAME ? a : POD_MERGE_CLASH;
}

static PodMerge
find_how (const Group *group, const PodMerge *how)
{
  const PodRecordShape *shape = pod_record_get_shape (POD_RECORD_ADVERSE_EVENT);
  PodMerge result = POD_MERGE_SAME;

  for (guint i = 0; i < MOST_COLUMNS && group->columns[i] != NULL; i++)
    result = join (result, how[pod_record_shape_find (shape, group->columns[i]) - shape->fields]);
  return result;
}

static char *
say (const Group *group, const PodStudy *study, const PodAdverseEvent *event)
{
  char *text = group->say (study, event);

  return text != NULL ? text : g_strdup ("–");
}

GPtrArray *
pod_adverse_event_compare (const PodStudy *study,
                           const PodAdverseEvent *base,
                           const PodAdverseEvent *theirs,
                           const PodAdverseEvent *mine)
{
  const PodRecordShape *shape = pod_record_get_shape (POD_RECORD_ADVERSE_EVENT);
  GPtrArray *differences = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_two_values_free);
  g_autofree PodMerge *how = g_new0 (PodMerge, shape->n_fields);
  PodAdverseEvent merged;

  pod_record_merge (POD_RECORD_ADVERSE_EVENT, base, theirs, mine, &merged, how);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      PodMerge settled = find_how (&groups[i], how);
      PodTwoValues *difference;

      if (settled == POD_MERGE_SAME)
        continue;
      difference = g_new0 (PodTwoValues, 1);
      difference->name = _ (groups[i].name);
      difference->how = settled;
      difference->was = say (&groups[i], study, base);
      difference->theirs = say (&groups[i], study, theirs);
      difference->mine = say (&groups[i], study, mine);
      g_ptr_array_add (differences, difference);
    }
  return differences;
}

static void
copy_group (const Group *group, const PodAdverseEvent *from, PodAdverseEvent *to)
{
  const PodRecordShape *shape = pod_record_get_shape (POD_RECORD_ADVERSE_EVENT);

  for (guint i = 0; i < MOST_COLUMNS && group->columns[i] != NULL; i++)
    pod_field_copy (pod_record_shape_find (shape, group->columns[i]), from, to);
}

static gboolean
takes_mine (const Group *group, const GPtrArray *differences)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const PodTwoValues *difference = g_ptr_array_index (differences, i);

      if (strcmp (difference->name, _ (group->name)) == 0)
        return difference->how == POD_MERGE_MINE ||
               (difference->how == POD_MERGE_CLASH && difference->take_mine);
    }
  return FALSE;
}

void
pod_adverse_event_merge (const PodAdverseEvent *theirs,
                         const PodAdverseEvent *mine,
                         const GPtrArray *differences,
                         PodAdverseEvent *merged)
{
  *merged = *theirs;
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (takes_mine (&groups[i], differences))
      copy_group (&groups[i], mine, merged);
}
