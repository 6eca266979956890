#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-treatment-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-medication.h"
#include "pod-words.h"

struct _PodTreatmentRow
{
  AdwActionRow parent_instance;

  const PodStudy *study;
  char *treatment;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkFilterListModel *filtered;
  GtkStringList *treatments;
  GtkCustomFilter *filter;
};

enum
{
  PROP_0,
  PROP_TREATMENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodTreatmentRow, pod_treatment_row, ADW_TYPE_ACTION_ROW)

/* ---- words ---- */

const char *
pod_treatment_to_words (const PodStudy *study, const char *treatment)
{
  const PodTreatment *known = pod_study_find_treatment (study, treatment);

  return known != NULL ? pod_words_get (&known->label, pod_words_locale ()) : treatment;
}

char *
pod_treatment_classes_to_words (const PodStudy *study, const char *treatment)
{
  const PodTreatment *known = pod_study_find_treatment (study, treatment);
  GString *words = g_string_new (NULL);

  for (guint i = 0; known != NULL && known->classes[i] != NULL; i++)
    {
      const PodMedicationClass *class = pod_study_find_class (study, known->classes[i]);

      if (class == NULL)
        continue;
      if (words->len > 0)
        /* Translators: stands between the classes of a medication. */
        g_string_append (words, C_ ("classes", ", "));
      g_string_append (words, pod_words_get (&class->label, pod_words_locale ()));
    }
  return g_string_free (words, FALSE);
}

/* ---- the list ---- */

static gboolean
contains (const char *haystack, const char *needle)
{
  g_autofree char *folded = haystack != NULL ? g_utf8_casefold (haystack, -1) : g_strdup ("");

  return strstr (folded, needle) != NULL;
}

static gboolean
is_called (const PodWords *label, const char *id, const char *needle)
{
  return contains (label->plain, needle) || contains (label->translated, needle) ||
         contains (id, needle);
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  PodTreatmentRow *self = user_data;
  const char *id = gtk_string_object_get_string (item);
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                             -1);
  const PodTreatment *treatment = pod_study_find_treatment (self->study, id);

  g_strstrip (needle);
  if (is_called (&treatment->label, id, needle))
    return TRUE;
  for (guint i = 0; treatment->classes[i] != NULL; i++)
    {
      const PodMedicationClass *class = pod_study_find_class (self->study, treatment->classes[i]);

      if (class != NULL && is_called (&class->label, class->id, needle))
        return TRUE;
    }
  return FALSE;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *note = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (note, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), note);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (PodTreatmentRow *self, GtkListItem *item)
{
  const char *id = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *note = gtk_widget_get_next_sibling (label);
  g_autofree char *classes = pod_treatment_classes_to_words (self->study, id);

  gtk_label_set_text (GTK_LABEL (label), pod_treatment_to_words (self->study, id));
  gtk_label_set_text (GTK_LABEL (note), classes);
  gtk_widget_set_visible (note, *classes != '\0');
}

static void
choose (PodTreatmentRow *self, guint position)
{
  g_autoptr (GtkStringObject)
      item = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  if (item == NULL)
    return;
  pod_treatment_row_set_treatment (self, gtk_string_object_get_string (item));
  gtk_popover_popdown (self->popover);
}

static void
activate_cb (PodTreatmentRow *self, guint position)
{
  choose (self, position);
}

/* Return takes the first that is left. */
static void
search_activate_cb (PodTreatmentRow *self)
{
  choose (self, 0);
}

static void
search_changed_cb (PodTreatmentRow *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0
                                        ? "list"
                                        : "none");
}

static void
show_cb (PodTreatmentRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* ---- the widget ---- */

/* The row itself takes no cursor: its button does. */
static gboolean
pod_treatment_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (POD_TREATMENT_ROW (widget)->button));
}

static void
pod_treatment_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TREATMENT)
    g_value_set_string (value, POD_TREATMENT_ROW (object)->treatment);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_treatment_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TREATMENT)
    pod_treatment_row_set_treatment (POD_TREATMENT_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_treatment_row_finalize (GObject *object)
{
  g_free (POD_TREATMENT_ROW (object)->treatment);
  G_OBJECT_CLASS (pod_treatment_row_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodTreatmentRow, button);
  gtk_widget_class_bind_template_child (widget_class, PodTreatmentRow, popover);
  gtk_widget_class_bind_template_child (widget_class, PodTreatmentRow, search);
  gtk_widget_class_bind_template_child (widget_class, PodTreatmentRow, stack);
  gtk_widget_class_bind_template_child (widget_class, PodTreatmentRow, filtered);
  gtk_widget_class_bind_template_child (widget_class, PodTreatmentRow, treatments);
  gtk_widget_class_bind_template_child (widget_class, PodTreatmentRow, filter);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
}

static void
pod_treatment_row_class_init (PodTreatmentRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pod_treatment_row_get_property;
  object_class->set_property = pod_treatment_row_set_property;
  object_class->finalize = pod_treatment_row_finalize;
  widget_class->grab_focus = pod_treatment_row_grab_focus;
  properties[PROP_TREATMENT] = g_param_spec_string ("treatment", NULL, NULL, NULL,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                        G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-treatment-row.ui");
  bind_children (widget_class);
}

static void
update_words (PodTreatmentRow *self)
{
  gboolean chosen = self->treatment != NULL;
  g_autofree char *classes = chosen ? pod_treatment_classes_to_words (self->study, self->treatment)
                                    : g_strdup (_ ("Not chosen yet"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 chosen ? pod_treatment_to_words (self->study, self->treatment)
                                        : _ ("Treatment"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), classes);
}

static void
pod_treatment_row_init (PodTreatmentRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pod_treatment_row_set_study (PodTreatmentRow *self, const PodStudy *study, gboolean doses)
{
  const GPtrArray *all = pod_study_get_treatments (study);

  g_return_if_fail (POD_IS_TREATMENT_ROW (self));

  gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  self->study = study;
  gtk_string_list_splice (self->treatments, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->treatments)), NULL);
  for (guint i = 0; i < all->len; i++)
    {
      const PodTreatment *treatment = g_ptr_array_index (all, i);

      if (pod_treatment_is_dose (treatment) == doses)
        gtk_string_list_append (self->treatments, treatment->id);
    }
  gtk_custom_filter_set_filter_func (self->filter, filter_cb, self, NULL);
  update_words (self);
}

void
pod_treatment_row_set_treatment (PodTreatmentRow *self, const char *treatment)
{
  g_autofree char *old = NULL;

  g_return_if_fail (POD_IS_TREATMENT_ROW (self));

  old = g_steal_pointer (&self->treatment);
  self->treatment = g_strdup (treatment);
  update_words (self);
  if (g_strcmp0 (old, self->treatment) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TREATMENT]);
}

const char *
pod_treatment_row_get_treatment (PodTreatmentRow *self)
{
  g_return_val_if_fail (POD_IS_TREATMENT_ROW (self), NULL);

  return self->treatment;
}
