#include "pod-lab-strip-rows.h"

#include <math.h>

#include "pod-lab-steroid.h"
#include "pod-words.h"

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#define DIGITS 3

/* @lanes: where in the strip each intervention lies: its id (gint64), and a PodStripLane. */
typedef struct
{
  PodScene *scene;
  const PodLabTable *columns;
  const PodStudy *study;
  const PodCasebook *casebook;
  const PodTimeline *timeline;
  GHashTable *lanes;
} Table;

static GHashTable *
list_lanes (const PodLabStrip *strip)
{
  GHashTable *lanes = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < strip->items->len; i++)
    {
      PodStripItem *item = &g_array_index (strip->items, PodStripItem, i);

      if (item->type == POD_RECORD_INTERVENTION)
        g_hash_table_insert (lanes, &item->id, GUINT_TO_POINTER (item->lane));
    }
  return lanes;
}

/* (nullable): of what the strip does not show. */
static const char *
find_kind (const Table *table, const PodHappening *happening)
{
  gpointer lane = NULL;

  if (happening->lane == POD_LANE_ADVERSE_EVENT)
    return _ ("Adverse event");
  if (happening->lane == POD_LANE_TREATMENT)
    return _ ("Treatment");
  if (happening->lane != POD_LANE_MEDICATION ||
      !g_hash_table_lookup_extended (table->lanes, &happening->id, NULL, &lane))
    return NULL;
  return GPOINTER_TO_UINT (lane) == POD_STRIP_STEROID ? C_ ("row", "Glucocorticoid")
                                                      : C_ ("row", "Drug");
}

/* What has an equivalent is told in it, as the strip is drawn, and in the remarks as it was given. */
static void
print_dose (const Table *table, const PodIntervention *record, PodLabGiven *given)
{
  double mg = pod_lab_steroid_convert (table->study, record);

  if (isnan (record->dose))
    return;
  given->value = pod_decimal_to_label (isnan (mg) ? record->dose : mg, DIGITS);
  given->unit = g_strdup (!isnan (mg)            ? C_ ("unit", "mg of prednisone a day")
                          : record->unit != NULL ? pod_unit_get_label (record->unit)
                                                 : "");
}

static char *
print_own_dose (const PodIntervention *record)
{
  g_autofree char *number = pod_decimal_to_label (record->dose, DIGITS);
  g_autofree char *dose =
      g_strjoin (" ", number, record->unit != NULL ? pod_unit_get_label (record->unit) : NULL,
                 NULL);

  /* Translators: a dose: "10 mg". */
  return g_strdup_printf (C_ ("dose", "%s a day"), dose);
}

/* (nullable): of a moment. */
static char *
print_end (const Table *table, const PodHappening *happening)
{
  g_autofree char *last = NULL;

  if (happening->ongoing)
    return g_strdup (_ ("ongoing"));
  if (!pod_date_is_set (happening->end))
    return g_strdup (_ ("no date of its end"));
  if (happening->from == happening->to && !happening->partial)
    return NULL;
  last = pod_date_is_complete (happening->end)
             ? pod_day_words (happening->to, table->timeline->zero)
             : pod_date_to_words (happening->end);
  /* Translators: until which day. */
  return g_strdup_printf (_ ("to %s"), last);
}

static void
add_happening (const Table *table, const PodHappening *happening, const char *kind)
{
  const PodIntervention *record = happening->type == POD_RECORD_INTERVENTION
                                      ? pod_casebook_find_intervention (table->casebook,
                                                                        happening->id)
                                      : NULL;
  g_autofree char *end = print_end (table, happening);
  g_autofree char *own = NULL;
  /* Translators: of which kind something is in a table of results, and what: "Adverse event: Pneumonia". */
  g_autofree char *label = g_strdup_printf (C_ ("row", "%1$s: %2$s"), kind, happening->label);
  g_autofree char *day = pod_date_is_complete (happening->start)
                             ? pod_day_label (happening->from, table->timeline->zero)
                             : NULL;
  g_autofree char *date = pod_date_to_string (happening->start);
  g_autofree char *grade = happening->grade > 0 ? g_strdup_printf ("%d", happening->grade) : NULL;
  g_autofree char *remarks = NULL;
  PodLabGiven given = { .label = label, .day = day, .date = date, .grade = grade };

  if (record != NULL)
    print_dose (table, record, &given);
  if (record != NULL && !isnan (pod_lab_steroid_convert (table->study, record)))
    own = print_own_dose (record);
  remarks = own != NULL ? g_strjoin (C_ ("list", "; "), own, end, NULL) : g_strdup (end);
  given.remarks = remarks;
  pod_lab_rows_add_given (table->columns, table->scene, happening->type, happening->id, &given);
  g_free (given.value);
  g_free (given.unit);
}

void
pod_lab_strip_rows_add (const PodLabTable *columns,
                        PodScene *scene,
                        const PodLabStrip *strip,
                        const PodStudy *study,
                        const PodCasebook *casebook,
                        const PodTimeline *timeline,
                        gint32 first,
                        gint32 last)
{
  g_autoptr (GHashTable) lanes = list_lanes (strip);
  const Table table = { scene, columns, study, casebook, timeline, lanes };

  for (guint i = 0; i < timeline->happenings->len; i++)
    {
      const PodHappening *happening = &g_array_index (timeline->happenings, PodHappening, i);
      const char *kind = happening->from <= last && happening->to >= first
                             ? find_kind (&table, happening)
                             : NULL;

      if (kind != NULL)
        add_happening (&table, happening, kind);
    }
}
