#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-choice.h"
#include "pod-dialogs.h"
#include "pod-lab-headings.h"
#include "pod-lab-time.h"
#include "pod-words.h"

/* On a button; the rest is in the list, and in its tooltip. */
#define HEADING_CHARS 24

/* What a map calls them is their name in the template, too: the first ones are needed, the last ones are below an expander. */
static const char *const columns[] = {
  "subject", "item",  "result",   "collected", "collected.time", "unit",          "range",
  "lower",   "upper", "specimen", "flag",      "status",         "order",         "comparator",
  "code",    "sex",   "birth",    "reported",  "method",         "collected.end", "volume"
};
#define N_NEEDED 4
#define COLLECTED 3
#define FIRST_SELDOM 13

struct _PodImportColumns
{
  AdwWindow parent_instance;

  PodTrial *trial;
  char *laboratory;
  GPtrArray *headings; /* PodLabHeading: all of the file */
  GPtrArray *offered;  /* PodLabHeading: of those, what the rows offer, after "not in this file" */
  char **kept;         /* (nullable): what is kept for tables that are headed as this one */
  GtkWidget *icons[G_N_ELEMENTS (columns)];
  GtkWidget *dates_icon;
  gboolean filling;

  AdwWindowTitle *title;
  AdwComboRow *kind;
  AdwComboRow *dates;
  AdwExpanderRow *seldom;
  GtkWidget *unclear;
  GtkWidget *take_back_button;
  GtkWidget *use_button;
};

enum
{
  APPLIED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodImportColumns, pod_import_columns, ADW_TYPE_WINDOW)

static AdwComboRow *
get_row (PodImportColumns *self, guint i)
{
  return ADW_COMBO_ROW (gtk_widget_get_template_child (GTK_WIDGET (self), POD_TYPE_IMPORT_COLUMNS,
                                                       columns[i]));
}

/* 0 where it is not in the file. */
static guint
get_chosen (PodImportColumns *self, guint i)
{
  return adw_combo_row_get_selected (get_row (self, i));
}

/* ---- what is chosen ---- */

/* The first other row of the same column; G_MAXUINT for none. */
static guint
find_rival (PodImportColumns *self, guint i)
{
  guint chosen = get_chosen (self, i);

  for (guint other = 0; chosen > 0 && other < G_N_ELEMENTS (columns); other++)
    if (other != i && get_chosen (self, other) == chosen)
      return other;
  return G_MAXUINT;
}

static gboolean
is_clear (PodImportColumns *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (find_rival (self, i) != G_MAXUINT || (i < N_NEEDED && get_chosen (self, i) == 0))
      return FALSE;
  return TRUE;
}

static char *
say_examples (PodImportColumns *self, guint chosen)
{
  const PodLabHeading *heading = g_ptr_array_index (self->offered, chosen - 1);

  return heading->examples[0] != NULL ? g_strjoinv (" · ", heading->examples)
                                      : g_strdup (_ ("Empty in the first lines"));
}

static char *
say_row (PodImportColumns *self, guint i)
{
  guint chosen = get_chosen (self, i), rival = find_rival (self, i);

  if (chosen == 0)
    return g_strdup (i < N_NEEDED ? _ ("Every result needs it: choose its column") : "");
  if (rival == G_MAXUINT)
    return say_examples (self, chosen);
  /* Translators: another row of the same dialog, as “Result”. */
  return g_strdup_printf (_ ("“%s” has this column already"),
                          adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_row (self,
                                                                                       rival))));
}

static void
say_in_row (AdwComboRow *row, const char *words, GtkWidget *icon, gboolean warns)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_visible (icon, warns);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

static void
update_row (PodImportColumns *self, guint i)
{
  g_autofree char *words = say_row (self, i);

  say_in_row (get_row (self, i), words, self->icons[i], find_rival (self, i) != G_MAXUINT);
}

/* (nullable): the first of what stands in the column of the dates. */
static char **
get_dates (PodImportColumns *self)
{
  guint chosen = get_chosen (self, COLLECTED);
  const PodLabHeading *heading = chosen > 0 ? g_ptr_array_index (self->offered, chosen - 1) : NULL;

  return heading != NULL && heading->examples[0] != NULL ? heading->examples : NULL;
}

/* Its time is another matter. */
static gboolean
is_day (const char *text, guint order, PodDate *day)
{
  *day = pod_lab_parse_day_as (text, (PodLabDates) order);
  return pod_date_is_complete (*day);
}

static gboolean
are_days (char **dates, guint order)
{
  PodDate day;

  for (guint i = 0; dates[i] != NULL; i++)
    if (!is_day (dates[i], order, &day))
      return FALSE;
  return TRUE;
}

/* How many orders all of them can be in; *only: the last of these. */
static guint
count_orders (char **dates, guint *only)
{
  guint n = 0;

  for (guint order = 0; pod_lab_dates_list ()[order] != NULL; order++)
    if (are_days (dates, order))
      {
        *only = order;
        n++;
      }
  return n;
}

static gboolean
is_same_day (const char *text)
{
  PodDate first, last;

  return is_day (text, POD_LAB_DAY_FIRST, &first) && is_day (text, POD_LAB_MONTH_FIRST, &last) &&
         pod_date_compare (first, last) == 0;
}

/* Of those that are no day in that order, or else of all, the first that is not the same in any; where there is none, the first. */
static const char *
find_telling (char **dates, guint order)
{
  gboolean are_all = are_days (dates, order);
  const char *first = NULL;
  PodDate day;

  for (guint i = 0; dates[i] != NULL; i++)
    {
      if (!are_all && is_day (dates[i], order, &day))
        continue;
      if (!is_same_day (dates[i]))
        return dates[i];
      first = first != NULL ? first : dates[i];
    }
  return first;
}

static char *
say_either (const char *text)
{
  PodDate first, last;
  g_autofree char *one = NULL, *other = NULL;

  is_day (text, POD_LAB_DAY_FIRST, &first);
  is_day (text, POD_LAB_MONTH_FIRST, &last);
  one = pod_date_to_words (first);
  other = pod_date_to_words (last);
  /* Translators: a date as a laboratory has written it, and the two days that it may be, as the program shows dates. */
  return g_strdup_printf (_ ("“%1$s” may be %2$s or %3$s: choose the laboratory’s order"), text,
                          one, other);
}

static char *
say_dates (char **dates, guint order)
{
  const char *telling = find_telling (dates, order);
  g_autofree char *words = NULL;
  PodLabTime time;
  PodDate day;
  guint only;

  if (!is_day (telling, order, &day))
    return count_orders (dates, &only) > 1 && !is_same_day (telling)
               ? say_either (telling)
               : g_strdup_printf (_ ("“%s” is not a date in this order"), telling);
  words = pod_date_to_words (day);
  if (!pod_lab_parse_time_stamp_as (telling, (PodLabDates) order, &time))
    /* Translators: a date with its time as a laboratory has written it, and the date as the program shows dates. */
    return g_strdup_printf (_ ("“%1$s” is read as %2$s, and its time is not understood"), telling,
                            words);
  /* Translators: a date as a laboratory has written it, and as the program shows dates. */
  return g_strdup_printf (_ ("“%1$s” is read as %2$s"), telling, words);
}

/* What an order makes of the file's own dates tells at once whether it is the right one. */
static void
update_dates (PodImportColumns *self)
{
  guint order = adw_combo_row_get_selected (self->dates);
  char **dates = get_dates (self);
  g_autofree char *words = dates != NULL ? say_dates (dates, order) : g_strdup ("");

  say_in_row (self->dates, words, self->dates_icon, dates != NULL && !are_days (dates, order));
}

static void
update (PodImportColumns *self)
{
  if (self->filling)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    update_row (self, i);
  update_dates (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "columns.use", is_clear (self));
}

/* ---- what is proposed ---- */

static guint
find_heading (PodImportColumns *self, const char *heading)
{
  g_autofree char *folded = pod_lab_fold (heading);

  for (guint i = 0; i < self->offered->len; i++)
    {
      const PodLabHeading *offered = g_ptr_array_index (self->offered, i);
      g_autofree char *other = pod_lab_fold (offered->heading);

      if (g_str_equal (folded, other))
        return i + 1;
    }
  return 0;
}

static guint
find_known (PodImportColumns *self, const char *column)
{
  for (guint i = 0; i < self->offered->len; i++)
    if (g_strcmp0 (((const PodLabHeading *) g_ptr_array_index (self->offered, i))->column,
                   column) == 0)
      return i + 1;
  return 0;
}

/* NULL where nothing is said of it. */
static const char *
find_kept (char **kept, const char *column)
{
  gsize length = strlen (column);

  for (guint i = 0; kept != NULL && kept[i] != NULL; i++)
    if (g_str_has_prefix (kept[i], column) && kept[i][length] == '\t')
      return kept[i] + length + 1;
  return NULL;
}

static void
propose (PodImportColumns *self)
{
  gboolean has_seldom = FALSE;

  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      const char *heading = find_kept (self->kept, columns[i]);
      guint chosen = self->kept == NULL ? find_known (self, columns[i])
                     : heading != NULL  ? find_heading (self, heading)
                                        : 0;

      adw_combo_row_set_selected (get_row (self, i), chosen);
      has_seldom |= i >= FIRST_SELDOM && chosen > 0;
    }
  self->filling = FALSE;
  adw_expander_row_set_expanded (self->seldom, has_seldom);
}

/* @otherwise, where nothing is kept. */
static guint
find_kept_word (PodImportColumns *self, const char *key, const char *const *words, guint otherwise)
{
  const char *said = find_kept (self->kept, key);

  for (guint i = 0; said != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], said))
      return i;
  return otherwise;
}

/* Another order than the one that is chosen only where that one cannot be, and no third can: nothing is guessed. */
static void
propose_dates (PodImportColumns *self)
{
  char **dates = self->filling ? NULL : get_dates (self);
  guint only;

  if (dates != NULL && !are_days (dates, adw_combo_row_get_selected (self->dates)) &&
      count_orders (dates, &only) == 1)
    adw_combo_row_set_selected (self->dates, only);
}

static void
fill_rows (PodImportColumns *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  gtk_string_list_append (words, _ ("Not in this file"));
  for (guint i = 0; i < self->offered->len; i++)
    gtk_string_list_append (words, ((const PodLabHeading *) g_ptr_array_index (self->offered, i))
                                       ->heading);
  self->filling = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    adw_combo_row_set_model (get_row (self, i), G_LIST_MODEL (words));
  self->filling = FALSE;
}

static void
offer (PodImportColumns *self)
{
  for (guint i = 0; i < self->headings->len; i++)
    {
      PodLabHeading *heading = g_ptr_array_index (self->headings, i);

      if (heading->is_clear)
        g_ptr_array_add (self->offered, heading);
    }
  fill_rows (self);
}

/* Of a form of which nobody has said in which order its dates are, the map may say it. */
static void
fill (PodImportColumns *self, const PodLabMapChoice *map)
{
  g_auto (GStrv) all = pod_trial_list_lab_columns (self->trial, self->laboratory);

  self->kept = pod_lab_columns_find ((const char *const *) all, self->headings);
  offer (self);
  propose (self);
  adw_combo_row_set_selected (self->kind,
                              find_kept_word (self, POD_LAB_FORM_KIND, pod_subject_key_kind_list (),
                                              map->key_kind));
  adw_combo_row_set_selected (self->dates, find_kept_word (self, POD_LAB_FORM_DATES,
                                                           pod_lab_dates_list (), map->dates));
  propose_dates (self);
  gtk_widget_set_visible (self->unclear, self->offered->len < self->headings->len);
  gtk_widget_set_visible (self->take_back_button, self->kept != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "columns.take-back", self->kept != NULL);
  update (self);
}

/* ---- kept ---- */

static char **
collect (PodImportColumns *self)
{
  const char *kind = pod_subject_key_kind_list ()[adw_combo_row_get_selected (self->kind)];
  const char *dates = pod_lab_dates_list ()[adw_combo_row_get_selected (self->dates)];
  GPtrArray *lines = g_ptr_array_new ();

  g_ptr_array_add (lines, g_strconcat (POD_LAB_FORM_KIND "\t", kind, NULL));
  g_ptr_array_add (lines, g_strconcat (POD_LAB_FORM_DATES "\t", dates, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      guint chosen = get_chosen (self, i);
      const PodLabHeading *heading = chosen > 0 ? g_ptr_array_index (self->offered, chosen - 1)
                                                : NULL;

      if (heading != NULL)
        g_ptr_array_add (lines, g_strconcat (columns[i], "\t", heading->heading, NULL));
    }
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}

/* In place of what is kept for tables headed so; what is kept for others of the laboratory stays.  @form: (nullable): NULL takes it back. */
static void
keep (PodImportColumns *self, char **form)
{
  g_auto (GStrv) kept = pod_trial_list_lab_columns (self->trial, self->laboratory);
  g_auto (GStrv)
      all = pod_lab_columns_replace ((const char *const *) kept, (const char *const *) self->kept,
                                     (const char *const *) form);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (pod_trial_keep_lab_columns (self->trial, self->laboratory, (const char *const *) all, &error))
    {
      g_signal_emit (self, signals[APPLIED], 0, form != NULL);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  words = pod_trial_error_to_words (error);
  pod_dialogs_show_error (GTK_WINDOW (self), _ ("Nothing was changed"), words);
}

static void
use_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodImportColumns *self = POD_IMPORT_COLUMNS (widget);
  g_auto (GStrv) lines = collect (self);

  keep (self, lines);
}

static void
take_back_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  keep (POD_IMPORT_COLUMNS (widget), NULL);
}

/* ---- the window ---- */

static void
pod_import_columns_finalize (GObject *object)
{
  PodImportColumns *self = POD_IMPORT_COLUMNS (object);

  g_clear_object (&self->trial);
  g_free (self->laboratory);
  g_strfreev (self->kept);
  g_ptr_array_unref (self->offered);
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  G_OBJECT_CLASS (pod_import_columns_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    gtk_widget_class_bind_template_child_full (widget_class, columns[i], FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, PodImportColumns, title);
  gtk_widget_class_bind_template_child (widget_class, PodImportColumns, kind);
  gtk_widget_class_bind_template_child (widget_class, PodImportColumns, dates);
  gtk_widget_class_bind_template_child (widget_class, PodImportColumns, seldom);
  gtk_widget_class_bind_template_child (widget_class, PodImportColumns, unclear);
  gtk_widget_class_bind_template_child (widget_class, PodImportColumns, take_back_button);
  gtk_widget_class_bind_template_child (widget_class, PodImportColumns, use_button);
}

static void
pod_import_columns_class_init (PodImportColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_import_columns_finalize;
  signals[APPLIED] = g_signal_new ("applied", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_FIRST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-import-columns.ui");
  bind_children (widget_class);
  gtk_widget_class_install_action (widget_class, "columns.use", NULL, use_cb);
  gtk_widget_class_install_action (widget_class, "columns.take-back", NULL, take_back_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "columns.use", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "columns.use", NULL);
}

/* Headings and examples are the file's: no markup. */
static GtkWidget *
prepare_row (AdwComboRow *row)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_set_visible (icon, FALSE);
  gtk_widget_add_css_class (icon, "warning");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon);
  return icon;
}

static void
pod_import_columns_init (PodImportColumns *self)
{
  self->offered = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (get_row (self, COLLECTED), "notify::selected",
                            G_CALLBACK (propose_dates), self);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      self->icons[i] = prepare_row (get_row (self, i));
      pod_choice_show_whole (GTK_WIDGET (get_row (self, i)), HEADING_CHARS);
      g_signal_connect_swapped (get_row (self, i), "notify::selected", G_CALLBACK (update), self);
    }
  self->dates_icon = prepare_row (self->dates);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self->dates), 0);
  g_signal_connect_swapped (self->dates, "notify::selected", G_CALLBACK (update), self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->use_button);
}

PodImportColumns *
pod_import_columns_new (GtkWindow *parent,
                        PodTrial *trial,
                        const char *laboratory,
                        const PodLabMapChoice *map)
{
  PodImportColumns *self = g_object_new (POD_TYPE_IMPORT_COLUMNS, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  self->laboratory = g_strdup (laboratory);
  self->headings = g_ptr_array_ref (map->headings);
  adw_window_title_set_subtitle (self->title, laboratory);
  fill (self, map);
  gtk_widget_grab_focus (GTK_WIDGET (get_row (self, 0)));
  return self;
}
