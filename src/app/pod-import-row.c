#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-row.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#include "pod-arrival-words.h"
#include "pod-words.h"

struct _PodImportRow
{
  GObject parent_instance;

  guint line;
  char *line_label;
  char *subject;
  char *item;
  char *observation;
  char *result;
  char *result_printed;
  char *collected;
  char *collected_printed;
  gint64 minute; /* when it was collected, for the order */
  char *reason;
  const char *outcome;
  const char *icon_name;
  gboolean added;
  gboolean unmapped;
};

enum
{
  PROP_0,
  PROP_LINE,
  PROP_LINE_LABEL,
  PROP_SUBJECT,
  PROP_ITEM,
  PROP_OBSERVATION,
  PROP_RESULT,
  PROP_RESULT_PRINTED,
  PROP_COLLECTED,
  PROP_COLLECTED_PRINTED,
  PROP_MINUTE,
  PROP_OUTCOME,
  PROP_ICON_NAME,
  PROP_REASON,
  PROP_ADDED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodImportRow, pod_import_row, G_TYPE_OBJECT)

/* What the service calls an outcome, in words for a person: before the import and after it. */
static const struct
{
  const char *state;
  const char *words;
  const char *words_done;
  const char *icon_name;
} outcomes[] = {
  /* As the list of what came in calls it. */
  { "accepted", NC_ ("import", "clear"), NC_ ("import", "taken"), "list-add-symbolic" },
  /* Of what is on record, and of what the same file says again: nothing has come of it. */
  { "duplicate", NC_ ("import", "duplicate"), NC_ ("import", "duplicate"), "edit-copy-symbolic" },
  { "conflict", NC_ ("import", "waits"), NC_ ("import", "waits"), "dialog-warning-symbolic" },
  { "unmapped", NC_ ("import", "not mapped"), NC_ ("import", "not mapped"),
    "dialog-question-symbolic" },
  { "refused", NC_ ("import", "refused"), NC_ ("import", "refused"),
    "action-unavailable-symbolic" },
};

static void
set_outcome (PodImportRow *self, const char *state, gboolean done)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (g_strcmp0 (state, outcomes[i].state) == 0)
      {
        self->outcome = g_dpgettext2 (GETTEXT_PACKAGE, "import",
                                      done ? outcomes[i].words_done : outcomes[i].words);
        self->icon_name = outcomes[i].icon_name;
      }
  self->added = g_strcmp0 (state, "accepted") == 0;
  self->unmapped = g_strcmp0 (state, "unmapped") == 0;
}

static const char *
get_text (PodImportRow *self, guint id)
{
  switch (id)
    {
    case PROP_LINE_LABEL:
      return self->line_label;
    case PROP_SUBJECT:
      return self->subject;
    case PROP_ITEM:
      return self->item;
    case PROP_OBSERVATION:
      return self->observation;
    case PROP_RESULT:
      return self->result;
    case PROP_RESULT_PRINTED:
      return self->result_printed;
    case PROP_COLLECTED:
      return self->collected;
    case PROP_COLLECTED_PRINTED:
      return self->collected_printed;
    case PROP_OUTCOME:
      return self->outcome;
    case PROP_ICON_NAME:
      return self->icon_name;
    case PROP_REASON:
    default:
      return self->reason;
    }
}

static void
pod_import_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PodImportRow *self = POD_IMPORT_ROW (object);

  if (id == PROP_LINE)
    g_value_set_uint (value, self->line);
  else if (id == PROP_MINUTE)
    g_value_set_int64 (value, self->minute);
  else if (id == PROP_ADDED)
    g_value_set_boolean (value, self->added);
  else
    g_value_set_string (value, get_text (self, id));
}

static void
pod_import_row_finalize (GObject *object)
{
  PodImportRow *self = POD_IMPORT_ROW (object);

  g_free (self->line_label);
  g_free (self->subject);
  g_free (self->item);
  g_free (self->observation);
  g_free (self->result);
  g_free (self->result_printed);
  g_free (self->collected);
  g_free (self->collected_printed);
  g_free (self->reason);
  G_OBJECT_CLASS (pod_import_row_parent_class)->finalize (object);
}

static void
pod_import_row_class_init (PodImportRowClass *klass)
{
  static const char *const texts[N_PROPS] = {
    [PROP_LINE_LABEL] = "line-label",
    [PROP_SUBJECT] = "subject",
    [PROP_ITEM] = "item",
    [PROP_OBSERVATION] = "observation",
    [PROP_RESULT] = "result",
    [PROP_RESULT_PRINTED] = "result-printed",
    [PROP_COLLECTED] = "collected",
    [PROP_COLLECTED_PRINTED] = "collected-printed",
    [PROP_OUTCOME] = "outcome",
    [PROP_ICON_NAME] = "icon-name",
    [PROP_REASON] = "reason",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pod_import_row_get_property;
  object_class->finalize = pod_import_row_finalize;
  for (int i = 0; i < N_PROPS; i++)
    if (texts[i] != NULL)
      properties[i] = g_param_spec_string (texts[i], NULL, NULL, NULL, flags);
  properties[PROP_LINE] = g_param_spec_uint ("line", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_MINUTE] = g_param_spec_int64 ("minute", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                                flags);
  properties[PROP_ADDED] = g_param_spec_boolean ("added", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pod_import_row_init (PodImportRow *self)
{
  self->outcome = "";
  self->icon_name = "";
}

static char *
copy_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

/* As this program writes it; where it was read as something else, as it is printed, and as what that was read. */
static char *
say_result (const PodImportItem *item)
{
  if (item->read == NULL)
    return copy_text (item->shown != NULL ? item->shown : item->result);
  /* Translators: a result as the laboratory wrote it, and the number that it was read as, or the same in another unit: "1,234 10^9/L", "= 1.234". */
  return g_strdup_printf (C_ ("import", "%1$s\n= %2$s"), item->result, item->read);
}

static char *
say_printed (const char *printed)
{
  return printed != NULL && *printed != '\0' ? g_strdup_printf (_ ("As printed: %s"), printed)
                                             : NULL;
}

/* What could not be read as a date stands as it is printed; a day is not broken in the narrow column. */
static char *
say_collected (const PodImportItem *item)
{
  g_autofree char *words = NULL;

  if (!pod_date_is_set (item->when.date))
    return copy_text (item->collected);
  words = pod_moment_to_words (item->when);
  return pod_arrival_keep_day (words);
}

static gint64
get_minute (PodMoment when)
{
  return pod_date_is_set (when.date)
             ? (gint64) pod_date_first_day (when.date) * 24 * 60 + MAX (when.minute, 0)
             : G_MININT64;
}

/* Once it is taken nothing can be mended here any more. */
static const char *
find_reason (const PodImportItem *item, gboolean done)
{
  return item->reason == NULL && item->is_unlimited && !done
             ? _ ("no limits: whether it is abnormal cannot be told")
             : item->reason;
}

/* Limits that did not come with it are not taken for the laboratory's. */
static char *
say_reason (const PodImportItem *item, gboolean done)
{
  const char *reason = find_reason (item, done);
  g_autofree char *limits = NULL;

  if (item->limits == NULL)
    return copy_text (reason);
  /* Translators: limits of normal, as "41–81", which a result gets here since it came without. */
  limits = g_strdup_printf (_ ("limits %s (from this site’s table)"), item->limits);
  return reason != NULL ? g_strconcat (reason, "\n", limits, NULL) : g_steal_pointer (&limits);
}

PodImportRow *
pod_import_row_new (const PodStudy *study, const PodImportItem *item, gboolean done)
{
  PodImportRow *self = g_object_new (POD_TYPE_IMPORT_ROW, NULL);
  const PodObservation *observation = item->observation != NULL
                                          ? pod_study_find_observation (study, item->observation)
                                          : NULL;

  self->line = item->line;
  self->line_label = g_strdup_printf ("%u", item->line);
  self->subject = copy_text (item->subject);
  self->item = copy_text (item->item);
  self->observation = copy_text (observation != NULL
                                     ? pod_words_get (&observation->label, pod_words_locale ())
                                     : item->observation);
  self->result = say_result (item);
  self->result_printed = say_printed (item->result);
  self->collected = say_collected (item);
  self->collected_printed = say_printed (item->collected);
  self->minute = get_minute (item->when);
  self->reason = say_reason (item, done);
  set_outcome (self, item->state, done);
  return self;
}

const char *
pod_import_row_get_unmapped (PodImportRow *self)
{
  return self->unmapped && *self->item != '\0' ? self->item : NULL;
}

guint
pod_import_row_get_line (PodImportRow *self)
{
  return self->line;
}

/* One row says it of all, from this to @last. */
static void
stand_for (PodImportRow *self, guint n, const PodImportItem *last)
{
  g_free (self->line_label);
  self->line_label = g_strdup_printf ("%u–%u", self->line, last->line);
  g_free (self->item);
  self->item = g_strdup_printf (ngettext ("%u result", "%u results", n), n);
  g_free (self->observation);
  self->observation = g_strdup ("");
}

guint
pod_import_row_find_unmapped (GListModel *rows, guint line)
{
  guint n = g_list_model_get_n_items (rows), found = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; line > 0 && i < n; i++)
    {
      g_autoptr (PodImportRow) row = g_list_model_get_item (rows, i);

      if (pod_import_row_get_unmapped (row) == NULL)
        continue;
      if (found == GTK_INVALID_LIST_POSITION)
        found = i;
      if (pod_import_row_get_line (row) < line)
        continue;
      return i;
    }
  return found;
}

GListModel *
pod_import_row_list (const PodStudy *study, const PodImport *import, gboolean done)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store = g_list_store_new (POD_TYPE_IMPORT_ROW);

  for (guint i = 0, n; i < import->items->len; i += n)
    {
      PodImportRow *row = pod_import_row_new (study, g_ptr_array_index (import->items, i), done);

      n = pod_import_count_alike (import, i);
      if (n > 1)
        stand_for (row, n, g_ptr_array_index (import->items, i + n - 1));
      g_ptr_array_add (rows, row);
    }
  g_list_store_splice (store, 0, 0, rows->pdata, rows->len);
  return G_LIST_MODEL (store);
}
