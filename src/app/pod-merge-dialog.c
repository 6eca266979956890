#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-merge-dialog.h"

#include <glib/gi18n-lib.h>

struct _PodMergeDialog
{
  AdwWindow parent_instance;

  GPtrArray *buttons; /* two of each clash: theirs and mine */
  GPtrArray *differences;
  PodMergeFunc callback; /* NULL once it was called */
  gpointer data;

  GtkLabel *explanation;
  GtkBox *clashes;
  GtkWidget *merged_group;
  GtkLabel *merged;
};

G_DEFINE_FINAL_TYPE (PodMergeDialog, pod_merge_dialog, ADW_TYPE_WINDOW)

/* An answer may close the window that asked, so the tie is cut first. */
static void
answer (PodMergeDialog *self, gboolean save)
{
  PodMergeFunc callback = g_steal_pointer (&self->callback);

  if (callback != NULL)
    callback (save, self->data);
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodMergeDialog *self = g_object_ref (POD_MERGE_DIALOG (widget));

  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
  gtk_widget_set_visible (widget, FALSE);
  answer (self, TRUE);
  gtk_window_destroy (GTK_WINDOW (self));
  g_object_unref (self);
}

static void
chosen_cb (GtkCheckButton *button, GParamSpec *pspec, PodTwoValues *difference)
{
  difference->take_mine = gtk_check_button_get_active (button);
}

/* ---- one clash ---- */

/* Values are what people typed: no markup. */
static GtkWidget *
make_row (const char *title, const char *value, GtkWidget *button)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), value);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (button == NULL)
    return row;
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}

static GtkWidget *
make_button (PodTwoValues *difference, const char *side, const char *value)
{
  GtkWidget *button = gtk_check_button_new ();
  /* Translators: of a choice between two people's values: the field, whose value it is, and the value. */
  g_autofree char *label = g_strdup_printf (_ ("%1$s, %2$s: %3$s"), difference->name, side, value);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  return button;
}

/* Of each clash one of the two, which stand side by side in the list. */
static void
update_save (PodMergeDialog *self)
{
  gboolean all = TRUE;

  for (guint i = 0; i + 1 < self->buttons->len; i += 2)
    all = all && (gtk_check_button_get_active (g_ptr_array_index (self->buttons, i)) ||
                  gtk_check_button_get_active (g_ptr_array_index (self->buttons, i + 1)));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "merge.save", all);
}

static void
add_clash (PodMergeDialog *self, PodTwoValues *difference)
{
  GtkWidget *group = adw_preferences_group_new ();
  /* A group's title is markup. */
  g_autofree char *title = g_markup_escape_text (difference->name, -1);
  GtkWidget *theirs = make_button (difference, _ ("theirs"), difference->theirs);
  GtkWidget *mine = make_button (difference, _ ("yours"), difference->mine);
  GtkWidget *rows[] = { make_row (_ ("It was"), difference->was, NULL),
                        make_row (_ ("They saved"), difference->theirs, theirs),
                        make_row (_ ("You wrote"), difference->mine, mine) };

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), rows[i]);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (mine), GTK_CHECK_BUTTON (theirs));
  g_signal_connect (mine, "notify::active", G_CALLBACK (chosen_cb), difference);
  /* Neither is chosen for whoever decides: a habitual Ctrl+S would drop what one of the two wrote. */
  for (guint i = 1; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *button = i == 1 ? theirs : mine;

      g_ptr_array_add (self->buttons, button);
      g_signal_connect_object (button, "notify::active", G_CALLBACK (update_save), self,
                               G_CONNECT_SWAPPED);
    }
  gtk_widget_set_name (mine, "mine");
  gtk_widget_set_name (theirs, "theirs");
  gtk_box_append (self->clashes, group);
}

static void
show_differences (PodMergeDialog *self)
{
  g_autofree char *merged = pod_two_values_say_merged (self->differences);

  for (guint i = 0; i < self->differences->len; i++)
    {
      PodTwoValues *difference = g_ptr_array_index (self->differences, i);

      if (difference->how == POD_MERGE_CLASH)
        add_clash (self, difference);
    }
  gtk_widget_set_visible (self->merged_group, merged != NULL);
  gtk_label_set_text (self->merged, merged != NULL ? merged : "");
}

static void
pod_merge_dialog_dispose (GObject *object)
{
  answer (POD_MERGE_DIALOG (object), FALSE);
  G_OBJECT_CLASS (pod_merge_dialog_parent_class)->dispose (object);
}

static void
pod_merge_dialog_finalize (GObject *object)
{
  g_ptr_array_unref (POD_MERGE_DIALOG (object)->differences);
  g_ptr_array_unref (POD_MERGE_DIALOG (object)->buttons);
  G_OBJECT_CLASS (pod_merge_dialog_parent_class)->finalize (object);
}

static void
pod_merge_dialog_class_init (PodMergeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_merge_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_merge_dialog_finalize;
  gtk_widget_class_install_action (widget_class, "merge.save", NULL, save_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodMergeDialog, explanation);
  gtk_widget_class_bind_template_child (widget_class, PodMergeDialog, clashes);
  gtk_widget_class_bind_template_child (widget_class, PodMergeDialog, merged_group);
  gtk_widget_class_bind_template_child (widget_class, PodMergeDialog, merged);
}

static void
pod_merge_dialog_init (PodMergeDialog *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodMergeDialog *
pod_merge_dialog_new (GtkWindow *parent,
                      const char *who,
                      GPtrArray *differences,
                      PodMergeFunc callback,
                      gpointer data)
{
  PodMergeDialog *self = g_object_new (POD_TYPE_MERGE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *text = NULL;

  self->differences = g_ptr_array_ref (differences);
  self->callback = callback;
  self->data = data;
  if (who != NULL)
    text = g_strdup_printf (_ ("While you had it open, %s saved it. Where you both changed the "
                               "same thing, choose what is saved."),
                            who);
  gtk_label_set_text (self->explanation,
                      text != NULL ? text
                                   : _ ("Somebody else saved it while you had it open. Where you "
                                        "both changed the same thing, choose what is saved."));
  show_differences (self);
  update_save (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
