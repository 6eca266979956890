#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-outcome-page.h"

#include <glib/gi18n-lib.h>

struct _PodOutcomePage
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group; /* the last that was begun; NULL before */

  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *text;
  GtkBox *facts;
};

G_DEFINE_FINAL_TYPE (PodOutcomePage, pod_outcome_page, ADW_TYPE_BIN)

static void
pod_outcome_page_class_init (PodOutcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-outcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PodOutcomePage, icon);
  gtk_widget_class_bind_template_child (widget_class, PodOutcomePage, title);
  gtk_widget_class_bind_template_child (widget_class, PodOutcomePage, text);
  gtk_widget_class_bind_template_child (widget_class, PodOutcomePage, facts);
}

static void
pod_outcome_page_init (PodOutcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
clear (PodOutcomePage *self)
{
  GtkWidget *child;

  self->group = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->facts))) != NULL)
    gtk_box_remove (self->facts, child);
}

void
pod_outcome_page_tell (PodOutcomePage *self, gboolean good, const char *title, const char *text)
{
  GtkWidget *icon = GTK_WIDGET (self->icon);

  clear (self);
  gtk_image_set_from_icon_name (self->icon,
                                good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (icon, good ? "error" : "success");
  gtk_widget_add_css_class (icon, good ? "success" : "error");
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text, text);
}

void
pod_outcome_page_begin (PodOutcomePage *self, const char *heading)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->group = ADW_PREFERENCES_GROUP (group);
  if (heading != NULL)
    adw_preferences_group_set_title (self->group, heading);
  gtk_box_append (self->facts, group);
}

static void
add_row (PodOutcomePage *self, GtkWidget *row, const char *title)
{
  if (self->group == NULL)
    pod_outcome_page_begin (self, NULL);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (self->group, row);
}

static GtkWidget *
make_value (const char *value)
{
  GtkWidget *label = gtk_label_new (value);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

void
pod_outcome_page_add (PodOutcomePage *self, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = make_value (value);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  add_row (self, row, title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

/* ---- what is longer than a line ---- */

static void
copy_cb (GtkWidget *button, gpointer user_data)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (button),
                          gtk_label_get_text (GTK_LABEL (user_data)));
}

static GtkWidget *
make_copy_button (const char *title, GtkWidget *value)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  /* Translators: %s is what is copied, "Head of the trail". */
  g_autofree char *label = g_strdup_printf (_ ("Copy: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (copy_cb), value, 0);
  return button;
}

/* What is read aloud or copied by hand has no hyphens but its own. */
static void
wrap_anywhere (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
}

static GtkWidget *
make_two_lines (const char *title, GtkWidget *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *heading = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  wrap_anywhere (GTK_LABEL (value));
  gtk_widget_add_css_class (value, "caption");
  gtk_widget_add_css_class (value, "dim-label");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), value);
  return box;
}

/* As the rows beside it have them. */
static void
set_margins (GtkWidget *box)
{
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
}

void
pod_outcome_page_add_long (PodOutcomePage *self, const char *title, const char *value)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = make_value (value);

  gtk_widget_add_css_class (label, "monospace");
  set_margins (box);
  gtk_box_append (GTK_BOX (box), make_two_lines (title, label));
  gtk_box_append (GTK_BOX (box), make_copy_button (title, label));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  add_row (self, row, title);
}

void
pod_outcome_page_add_fault (PodOutcomePage *self, const char *title, const char *where)
{
  GtkWidget *row = adw_action_row_new ();

  add_row (self, row, title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), where);
}

/* A format of 64 bits is not the same everywhere. */
static void
add_number (PodOutcomePage *self, const char *title, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  pod_outcome_page_add (self, title, text);
}

void
pod_outcome_page_add_restored (PodOutcomePage *self, const PodRestored *restored)
{
  add_number (self, _ ("Subjects"), restored->subjects);
  add_number (self, _ ("Signatures"), restored->signatures);
  add_number (self, _ ("Entries of the audit trail"), restored->entries);
  pod_outcome_page_add_long (self, _ ("Head of the audit trail"), restored->head);
}
