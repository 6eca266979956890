#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-result-group.h"

#include <glib/gi18n-lib.h>

#include "pod-date-text.h"
#include "pod-result-laboratory.h"
#include "pod-words.h"

struct _PodResultGroup
{
  GtkBox parent_instance;

  PodTrial *trial;
  PodCasebook *casebook; /* (nullable) */
  const PodGroup *group;
  GPtrArray *rows;
  GPtrArray *names;        /* utf8: the observations of the rows */
  gboolean is_open;        /* some row of it can be typed into */
  gboolean has_laboratory; /* some row of it is of a laboratory */
  char *own_laboratory;    /* (nullable): as it is preset, before somebody typed */
  gboolean filling;

  GtkLabel *title;
  GtkEditable *date;
  GtkEditable *laboratory;
  GtkListBox *list;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodResultGroup, pod_result_group, GTK_TYPE_BOX)

static const char *
get_name (PodResultGroup *self)
{
  return self->group != NULL ? pod_words_get (&self->group->label, pod_words_locale ())
                             : _ ("Other");
}

static gboolean
read_date (PodResultGroup *self, PodMoment *when)
{
  *when = POD_MOMENT_NONE;
  return pod_date_text_parse (gtk_editable_get_text (self->date), when) &&
         pod_date_is_set (when->date) &&
         pod_date_first_day (when->date) <= pod_date_last_day (pod_trial_get_today (self->trial));
}

static void
tell_rows (PodResultGroup *self)
{
  g_autofree char *laboratory = g_strstrip (g_strdup (gtk_editable_get_text (self->laboratory)));
  PodMoment when;

  if (!read_date (self, &when))
    when = POD_MOMENT_NONE;
  for (guint i = 0; i < self->rows->len; i++)
    pod_result_row_set_group (g_ptr_array_index (self->rows, i), when,
                              *laboratory != '\0' ? laboratory : NULL);
}

static void
mark_date (PodResultGroup *self)
{
  PodMoment when;
  gboolean wrong = !read_date (self, &when);
  GtkWidget *date = GTK_WIDGET (self->date);

  if (wrong)
    gtk_widget_add_css_class (date, "error");
  else
    gtk_widget_remove_css_class (date, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (date), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* What somebody typed is theirs, whatever the day. */
static gboolean
is_laboratory_typed (PodResultGroup *self)
{
  return g_strcmp0 (gtk_editable_get_text (self->laboratory),
                    self->own_laboratory != NULL ? self->own_laboratory : "") != 0;
}

static void
follow_laboratory (PodResultGroup *self)
{
  PodMoment when;

  if (!self->has_laboratory || self->casebook == NULL || is_laboratory_typed (self))
    return;
  if (!read_date (self, &when))
    when = POD_MOMENT_NONE;
  g_free (self->own_laboratory);
  self->own_laboratory = pod_result_laboratory_guess (self->trial, self->casebook, self->names,
                                                      when.date);
  self->filling = TRUE;
  gtk_editable_set_text (self->laboratory,
                         self->own_laboratory != NULL ? self->own_laboratory : "");
  self->filling = FALSE;
}

static void
changed_cb (PodResultGroup *self)
{
  if (self->filling)
    return;
  tell_rows (self);
  mark_date (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
date_changed_cb (PodResultGroup *self)
{
  if (!self->filling)
    follow_laboratory (self);
  changed_cb (self);
}

static void
focus_first (PodResultGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      PodResultRow *row = g_ptr_array_index (self->rows, i);

      if (gtk_widget_get_visible (GTK_WIDGET (row)) && pod_result_row_is_open (row) &&
          !pod_result_row_is_settled (row) && gtk_widget_grab_focus (GTK_WIDGET (row)))
        return;
    }
}

static void
pod_result_group_dispose (GObject *object)
{
  g_clear_object (&POD_RESULT_GROUP (object)->trial);
  g_clear_pointer (&POD_RESULT_GROUP (object)->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_result_group_parent_class)->dispose (object);
}

static void
pod_result_group_finalize (GObject *object)
{
  g_ptr_array_unref (POD_RESULT_GROUP (object)->rows);
  g_ptr_array_unref (POD_RESULT_GROUP (object)->names);
  g_free (POD_RESULT_GROUP (object)->own_laboratory);
  G_OBJECT_CLASS (pod_result_group_parent_class)->finalize (object);
}

static void
pod_result_group_class_init (PodResultGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_result_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_result_group_finalize;
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_RESULT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-result-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PodResultGroup, title);
  gtk_widget_class_bind_template_child (widget_class, PodResultGroup, date);
  gtk_widget_class_bind_template_child (widget_class, PodResultGroup, laboratory);
  gtk_widget_class_bind_template_child (widget_class, PodResultGroup, list);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, date_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, focus_first);
}

static void
pod_result_group_init (PodResultGroup *self)
{
  self->rows = g_ptr_array_new ();
  self->names = g_ptr_array_new ();
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}

static void
name_parts (PodResultGroup *self)
{
  g_autofree char *date = g_strdup_printf (_ ("Date of all in %s"), get_name (self));
  g_autofree char *laboratory = g_strdup_printf (_ ("Laboratory of all in %s"), get_name (self));

  gtk_label_set_text (self->title, get_name (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  get_name (self), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->date), GTK_ACCESSIBLE_PROPERTY_LABEL, date,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->laboratory), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  laboratory, -1);
}

GtkWidget *
pod_result_group_new (PodTrial *trial, const PodGroup *group)
{
  PodResultGroup *self = g_object_new (POD_TYPE_RESULT_GROUP, NULL);
  g_autofree char *today = pod_date_text_format (pod_moment_on (pod_trial_get_today (trial)));

  self->trial = g_object_ref (trial);
  self->group = group;
  name_parts (self);
  self->filling = TRUE;
  gtk_editable_set_text (self->date, today);
  self->filling = FALSE;
  return GTK_WIDGET (self);
}

void
pod_result_group_add (PodResultGroup *self, PodResultRow *row)
{
  const PodObservation *observation;

  g_return_if_fail (POD_IS_RESULT_GROUP (self));

  observation = pod_result_row_get_observation (row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->names, (gpointer) observation->symbol.name);
  gtk_list_box_append (self->list, GTK_WIDGET (row));
  if (pod_observation_is_laboratory (observation) && pod_result_row_is_open (row))
    self->has_laboratory = TRUE;
  self->is_open |= pod_result_row_is_open (row);
  gtk_widget_set_visible (GTK_WIDGET (self->date), self->is_open);
  gtk_widget_set_visible (GTK_WIDGET (self->laboratory), self->has_laboratory);
}

/* ---- what is on record ---- */

void
pod_result_group_set_record (PodResultGroup *self, PodCasebook *casebook, GHashTable *standings)
{
  g_return_if_fail (POD_IS_RESULT_GROUP (self));

  pod_casebook_ref (casebook);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  self->casebook = casebook;
  follow_laboratory (self);
  for (guint i = 0; i < self->rows->len; i++)
    {
      PodResultRow *row = g_ptr_array_index (self->rows, i);
      const char *name = pod_result_row_get_observation (row)->symbol.name;

      pod_result_row_set_record (row, casebook, g_hash_table_lookup (standings, name));
    }
  tell_rows (self);
}

void
pod_result_group_set_day (PodResultGroup *self, const char *day)
{
  g_return_if_fail (POD_IS_RESULT_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    pod_result_row_set_in_grid (g_ptr_array_index (self->rows, i), day != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->date), day == NULL && self->is_open);
  if (day == NULL)
    return;
  self->filling = TRUE;
  gtk_editable_set_text (self->date, day);
  self->filling = FALSE;
  follow_laboratory (self);
  tell_rows (self);
  mark_date (self);
}

guint
pod_result_group_filter (PodResultGroup *self, const char *needle, gboolean missing_only)
{
  guint n = 0;

  g_return_val_if_fail (POD_IS_RESULT_GROUP (self), 0);

  for (guint i = 0; i < self->rows->len; i++)
    {
      PodResultRow *row = g_ptr_array_index (self->rows, i);
      gboolean shown = pod_result_row_is_touched (row) ||
                       (pod_result_row_matches (row, needle) &&
                        (!missing_only || pod_result_row_is_missing (row)));

      gtk_widget_set_visible (GTK_WIDGET (row), shown);
      n += shown;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  return n;
}

/* ---- as a draft ---- */

static char *
name_group (PodResultGroup *self)
{
  return g_strconcat ("group ", self->group != NULL ? self->group->id : "", NULL);
}

static gboolean
is_touched (PodResultGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (pod_result_row_is_touched (g_ptr_array_index (self->rows, i)))
      return TRUE;
  return FALSE;
}

/* The date also where nobody changed it: a draft of yesterday is of yesterday. */
void
pod_result_group_write (PodResultGroup *self, GKeyFile *file)
{
  g_autofree char *group = NULL;

  g_return_if_fail (POD_IS_RESULT_GROUP (self));

  if (!is_touched (self))
    return;
  group = name_group (self);
  g_key_file_set_string (file, group, "date", gtk_editable_get_text (self->date));
  g_key_file_set_string (file, group, "laboratory", gtk_editable_get_text (self->laboratory));
}

void
pod_result_group_read (PodResultGroup *self, GKeyFile *file)
{
  g_autofree char *group = NULL;
  g_autofree char *date = NULL;
  g_autofree char *laboratory = NULL;

  g_return_if_fail (POD_IS_RESULT_GROUP (self));

  group = name_group (self);
  date = g_key_file_get_string (file, group, "date", NULL);
  laboratory = g_key_file_get_string (file, group, "laboratory", NULL);
  if (date != NULL)
    gtk_editable_set_text (self->date, date);
  if (laboratory != NULL)
    gtk_editable_set_text (self->laboratory, laboratory);
}
