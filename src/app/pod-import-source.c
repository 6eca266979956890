#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-import-source.h"

#include <glib/gi18n-lib.h>

#include "pod-choice.h"
#include "pod-dialogs.h"
#include "pod-import-decimal.h"
#include "pod-label-keep.h"
#include "pod-mappings-dialog.h"

struct _PodImportSource
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodLabLook *look;
  GPtrArray *maps; /* PodLabMapChoice: what the row of maps offers */
  gboolean filling;
  gboolean ready;
  char *held_map; /* NULL for none */
  gboolean held_decimal;

  AdwPreferencesGroup *group;
  AdwComboRow *laboratory;
  AdwEntryRow *other;
  AdwComboRow *map;
  PodImportDecimal *decimal;
  GtkWidget *misfit;
  GtkLabel *misfit_words;
  GtkWidget *chosen;
  GtkWidget *columns_button;
  GtkWidget *add_button;
  GtkButton *mapped_button;
};

enum
{
  PROP_0,
  PROP_READY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodImportSource, pod_import_source, ADW_TYPE_BIN)

/* ---- what is chosen ---- */

/* The rows: not chosen yet, those that are known, another one. */
char *
pod_import_source_get_laboratory (PodImportSource *self)
{
  guint selected = adw_combo_row_get_selected (self->laboratory);

  if (self->look == NULL || selected == 0)
    return NULL;
  if (selected <= self->look->laboratories->len)
    return g_strdup (g_ptr_array_index (self->look->laboratories, selected - 1));
  return pod_lab_look_spell (self->look, gtk_editable_get_text (GTK_EDITABLE (self->other)));
}

const PodLabMapChoice *
pod_import_source_get_map (PodImportSource *self)
{
  guint selected = adw_combo_row_get_selected (self->map);

  return selected < self->maps->len ? g_ptr_array_index (self->maps, selected) : NULL;
}

gboolean
pod_import_source_get_decimal_comma (PodImportSource *self)
{
  return pod_import_decimal_get (self->decimal);
}

gboolean
pod_import_source_is_remembered (PodImportSource *self)
{
  return self->look != NULL && self->look->laboratory != NULL;
}

/* ---- the maps ---- */

/* The maps of one laboratory, *of_kind of them by the same number of a subject. */
static guint
count_alike (PodImportSource *self, const PodLabMapChoice *choice, guint *of_kind)
{
  guint n = 0;

  *of_kind = 0;
  for (guint i = 0; i < self->look->maps->len; i++)
    {
      const PodLabMapChoice *other = g_ptr_array_index (self->look->maps, i);

      if (*other->name == '\0' || g_strcmp0 (other->laboratory, choice->laboratory) != 0)
        continue;
      n++;
      *of_kind += other->key_kind == choice->key_kind;
    }
  return n;
}

/* Nobody knows a map by its file, unless nothing else tells it from another. */
static char *
say_map (PodImportSource *self, const PodLabMapChoice *choice)
{
  static const char *const kinds[] = {
    [POD_SUBJECT_KEY_SCREENING_NUMBER] = NC_ ("map", "by screening number"),
    [POD_SUBJECT_KEY_ENROLMENT_NUMBER] = NC_ ("map", "by enrolment number"),
    [POD_SUBJECT_KEY_RECORD_NUMBER] = NC_ ("map", "by hospital record number"),
  };
  guint of_kind;

  if (*choice->name == '\0')
    return g_strdup (_ ("The map kept for this laboratory"));
  if (count_alike (self, choice, &of_kind) < 2)
    return g_strdup (choice->laboratory);
  /* Translators: the laboratory that a map is of, and what tells it from another of that laboratory. */
  return g_strdup_printf (C_ ("map", "%1$s (%2$s)"), choice->laboratory,
                          of_kind > 1
                              ? choice->name
                              : g_dpgettext2 (GETTEXT_PACKAGE, "map", kinds[choice->key_kind]));
}

/* ---- where it does not fit ---- */

static char *
say_misfit (const PodLabMapChoice *map)
{
  static const struct
  {
    const char *column;
    const char *words;
  } needed[] = {
    { "subject", NC_ ("needed column", "subject’s number") },
    { "item", NC_ ("needed column", "test") },
    { "result", NC_ ("needed column", "result") },
    { "collected", NC_ ("needed column", "when it was collected") },
  };
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *list = NULL;
  guint n;

  for (guint i = 0; map->missing != NULL && i < G_N_ELEMENTS (needed); i++)
    if (g_strv_contains (map->missing, needed[i].column))
      g_ptr_array_add (words,
                       (gpointer) g_dpgettext2 (GETTEXT_PACKAGE, "needed column", needed[i].words));
  n = words->len;
  if (n == 0)
    return g_strdup (map->headings == NULL
                         ? _ ("The columns that this map needs are not in the file.")
                         : _ ("By this map it cannot be told which column of the file is what."));
  g_ptr_array_add (words, NULL);
  list = g_strjoinv (C_ ("list", ", "), (char **) words->pdata);
  return g_strdup_printf (
      /* Translators: what is in the columns that were not found, as "test, result". */
      g_dngettext (GETTEXT_PACKAGE, "A column that this map needs is not in the file: %s.",
                   "The columns that this map needs are not in the file: %s.", n),
      list);
}

/* Also to whoever sees the button alone that is of no use then. */
static void
show_misfit (PodImportSource *self, const PodLabMapChoice *map, gboolean is_misfit)
{
  g_autofree char *words = is_misfit ? say_misfit (map) : g_strdup ("");

  gtk_label_set_text (self->misfit_words, words);
  gtk_widget_set_visible (self->misfit, is_misfit);
}

const char *
pod_import_source_get_hindrance (PodImportSource *self)
{
  return gtk_widget_get_visible (self->misfit) && gtk_widget_get_visible (self->columns_button)
             ? gtk_label_get_text (self->misfit_words)
             : NULL;
}

/* What somebody has said beside the map is part of how a file is read. */
static void
update_mapped (PodImportSource *self)
{
  g_autofree char *laboratory = pod_import_source_get_laboratory (self);
  guint n = laboratory != NULL ? pod_mappings_count (self->trial, laboratory) : 0;
  /* Translators: how many items of a laboratory somebody has said in the program what they are. */
  g_autofree char *label = g_strdup_printf (_ ("Map_ped Items (%u)…"), n);

  gtk_button_set_label (self->mapped_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->mapped_button), n > 0);
}

/* A message says itself how it writes numbers. */
void
pod_import_source_show_decimal (PodImportSource *self)
{
  g_autofree char *laboratory = pod_import_source_get_laboratory (self);
  const PodLabMapChoice *map = pod_import_source_get_map (self);
  gboolean ready = laboratory != NULL && map != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->decimal), ready && self->look->is_table);
  if (ready)
    pod_import_decimal_show (self->decimal,
                             pod_trial_has_decimal_comma (self->trial, laboratory, map), 0);
}

/* What was chosen last is chosen again; of another nothing is said. */
static void
describe (PodImportSource *self, const char *laboratory)
{
  gboolean is_last = laboratory != NULL && g_strcmp0 (self->look->laboratory, laboratory) == 0;

  adw_preferences_group_set_description (
      self->group,
      is_last ? _ ("This laboratory was chosen for the last file of this form that was read.")
              : _ ("Names, units and limits are read as this laboratory’s. What you choose is kept "
                   "for files of the same form."));
}

/* Its columns are those that somebody has said. */
static gboolean
is_chosen (PodImportSource *self, const char *laboratory)
{
  return g_ptr_array_find_with_equal_func (self->look->chosen, laboratory, g_str_equal, NULL);
}

static void
update (PodImportSource *self)
{
  g_autofree char *laboratory = pod_import_source_get_laboratory (self);
  const PodLabMapChoice *map = pod_import_source_get_map (self);
  gboolean ready = laboratory != NULL && map != NULL;
  gboolean fits = ready && pod_lab_look_fits (self->look, map, laboratory);

  gtk_widget_set_sensitive (GTK_WIDGET (self->map), ready);
  gtk_widget_set_sensitive (self->add_button, laboratory != NULL);
  show_misfit (self, map, ready && !fits);
  gtk_widget_set_visible (self->chosen, fits && is_chosen (self, laboratory));
  gtk_widget_set_visible (self->columns_button, ready && map->headings != NULL);
  if (ready && !fits)
    gtk_widget_add_css_class (self->columns_button, "suggested-action");
  else
    gtk_widget_remove_css_class (self->columns_button, "suggested-action");
  update_mapped (self);
  describe (self, laboratory);
  pod_import_source_show_decimal (self);
  self->ready = ready && pod_import_source_get_hindrance (self) == NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
show_maps (PodImportSource *self)
{
  g_autofree char *laboratory = pod_import_source_get_laboratory (self);
  const PodLabMapChoice *chosen = pod_lab_look_choose (self->look, laboratory);
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  g_ptr_array_set_size (self->maps, 0);
  for (guint i = 0; i < self->look->maps->len; i++)
    {
      PodLabMapChoice *choice = g_ptr_array_index (self->look->maps, i);

      /* Before it is said whose file it is, none is proposed. */
      if (laboratory == NULL || !pod_lab_map_choice_is_for (choice, laboratory))
        continue;
      if (choice == chosen)
        selected = self->maps->len;
      g_ptr_array_add (self->maps, choice);
      gtk_string_list_take (words, say_map (self, choice));
    }
  self->filling = TRUE;
  adw_combo_row_set_model (self->map, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->map, selected);
  self->filling = FALSE;
  update (self);
}

/* ---- the laboratory ---- */

static void
laboratory_cb (PodImportSource *self)
{
  gboolean is_other;

  if (self->look == NULL || self->filling)
    return;
  is_other = adw_combo_row_get_selected (self->laboratory) == self->look->laboratories->len + 1;
  gtk_widget_set_visible (GTK_WIDGET (self->other), is_other);
  if (is_other)
    gtk_widget_grab_focus (GTK_WIDGET (self->other));
  show_maps (self);
}

static void
map_cb (PodImportSource *self)
{
  if (self->look != NULL && !self->filling)
    update (self);
}

static guint
find_laboratory (PodImportSource *self, const char *name)
{
  guint i;

  return name != NULL &&
                 g_ptr_array_find_with_equal_func (self->look->laboratories, name, g_str_equal, &i)
             ? i + 1
             : 0;
}

/* @name: (nullable): none of those that are known is written, not chosen. */
static void
show_laboratories (PodImportSource *self, const char *name)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = find_laboratory (self, name);

  gtk_string_list_append (words, C_ ("laboratory", "Not chosen yet"));
  for (guint i = 0; i < self->look->laboratories->len; i++)
    gtk_string_list_append (words, g_ptr_array_index (self->look->laboratories, i));
  gtk_string_list_append (words, C_ ("laboratory", "Another Laboratory…"));
  if (selected == 0 && (name != NULL || self->look->laboratories->len == 0))
    selected = self->look->laboratories->len + 1;
  self->filling = TRUE;
  adw_combo_row_set_model (self->laboratory, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->laboratory, selected);
  gtk_editable_set_text (GTK_EDITABLE (self->other),
                         name != NULL && selected == self->look->laboratories->len + 1 ? name : "");
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->other), selected == self->look->laboratories->len + 1);
  show_maps (self);
}

void
pod_import_source_hold (PodImportSource *self)
{
  const PodLabMapChoice *map = pod_import_source_get_map (self);

  g_free (self->held_map);
  self->held_map = map != NULL ? g_strdup (map->name) : NULL;
  self->held_decimal = pod_import_source_get_decimal_comma (self);
}

static void
say_again (PodImportSource *self)
{
  g_autofree char *name = g_steal_pointer (&self->held_map);

  for (guint i = 0; name != NULL && i < self->maps->len; i++)
    if (g_str_equal (((const PodLabMapChoice *) g_ptr_array_index (self->maps, i))->name, name))
      {
        adw_combo_row_set_selected (self->map, i);
        pod_import_decimal_show (self->decimal, self->held_decimal, 0);
        return;
      }
}

void
pod_import_source_fill (PodImportSource *self, PodTrial *trial, PodLabLook *look)
{
  g_autofree char *typed = pod_import_source_get_laboratory (self);

  if (g_set_object (&self->trial, trial))
    g_signal_connect_object (trial, "changed", G_CALLBACK (update_mapped), self, G_CONNECT_SWAPPED);
  g_ptr_array_set_size (self->maps, 0);
  g_clear_pointer (&self->look, pod_lab_look_free);
  self->look = look;
  show_laboratories (self, typed != NULL ? typed : look->laboratory);
  say_again (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->laboratory));
}

/* ---- a map of its own ---- */

static void
map_chosen (const char *path, gpointer data)
{
  g_autoptr (PodImportSource) self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *laboratory = pod_import_source_get_laboratory (self);
  g_autoptr (GError) error = NULL;

  if (path == NULL || root == NULL || laboratory == NULL)
    return;
  if (pod_trial_keep_lab_map (self->trial, laboratory, path, &error))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "import.look", NULL);
      return;
    }
  pod_dialogs_show_error (GTK_WINDOW (root), _ ("The map was not kept"), error->message);
}

static void
add_cb (PodImportSource *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  pod_dialogs_choose_file (GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Laboratory Map"),
                           _ ("_Open"), NULL, map_chosen, g_object_ref (self));
}

static void
mapped_cb (PodImportSource *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *laboratory = pod_import_source_get_laboratory (self);

  if (root != NULL && laboratory != NULL)
    gtk_window_present (GTK_WINDOW (pod_mappings_dialog_new (GTK_WINDOW (root), self->trial,
                                                             laboratory)));
}

/* ---- the widget ---- */

static void
pod_import_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, POD_IMPORT_SOURCE (object)->ready);
}

static void
pod_import_source_finalize (GObject *object)
{
  PodImportSource *self = POD_IMPORT_SOURCE (object);

  g_clear_object (&self->trial);
  g_clear_pointer (&self->look, pod_lab_look_free);
  g_clear_pointer (&self->maps, g_ptr_array_unref);
  g_free (self->held_map);
  G_OBJECT_CLASS (pod_import_source_parent_class)->finalize (object);
}

static void
pod_import_source_class_init (PodImportSourceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (POD_TYPE_IMPORT_DECIMAL);
  G_OBJECT_CLASS (klass)->get_property = pod_import_source_get_property;
  G_OBJECT_CLASS (klass)->finalize = pod_import_source_finalize;
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-import-source.ui");
  gtk_widget_class_bind_template_child (widget_class, PodImportSource, group);
  gtk_widget_class_bind_template_child (widget_class, PodImportSource, laboratory);
  gtk_widget_class_bind_template_child (widget_class, PodImportSource, other);
  gtk_widget_class_bind_template_child (widget_class, PodImportSource, map);
  gtk_widget_class_bind_template_child (widget_class, PodImportSource, decimal);
  gtk_widget_class_bind_template_child (widget_class, PodImportSource, misfit);
  gtk_widget_class_bind_template_child (widget_class, PodImportSource, misfit_words);
  gtk_widget_class_bind_template_child (widget_class, PodImportSource, chosen);
  gtk_widget_class_bind_template_child (widget_class, PodImportSource, columns_button);
  gtk_widget_class_bind_template_child (widget_class, PodImportSource, add_button);
  gtk_widget_class_bind_template_child (widget_class, PodImportSource, mapped_button);
  gtk_widget_class_bind_template_callback (widget_class, laboratory_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
}

static void
pod_import_source_init (PodImportSource *self)
{
  self->maps = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  pod_label_keep (self->misfit_words);
  pod_label_keep (GTK_LABEL (self->chosen));
  pod_choice_show_whole (GTK_WIDGET (self->laboratory), 0);
  pod_choice_show_whole (GTK_WIDGET (self->map), 0);
}
