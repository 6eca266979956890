#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-term-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-words.h"

struct _PodTermRow
{
  AdwActionRow parent_instance;

  const PodStudy *study;
  char *term;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkSearchEntry *search;
  GtkListView *view;
  GtkFilterListModel *filtered;
  GtkStringList *terms;
  GtkCustomFilter *filter;
};

enum
{
  PROP_0,
  PROP_TERM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodTermRow, pod_term_row, ADW_TYPE_ACTION_ROW)

/* How no term at all stands in the list. */
#define NO_TERM ""

static gboolean
contains (const char *haystack, const char *needle)
{
  g_autofree char *folded = haystack != NULL ? g_utf8_casefold (haystack, -1) : g_strdup ("");

  return strstr (folded, needle) != NULL;
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  PodTermRow *self = user_data;
  const char *id = gtk_string_object_get_string (item);
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                             -1);
  const PodTerm *term = pod_study_find_term (self->study, id);

  g_strstrip (needle);
  /* What is searched for by name cannot be "none of these". */
  if (term == NULL)
    return *needle == '\0';
  return contains (term->label.plain, needle) || contains (term->label.translated, needle) ||
         contains (term->id, needle);
}

static const char *
get_label (PodTermRow *self, const char *id)
{
  const PodTerm *term = pod_study_find_term (self->study, id);

  if (term != NULL)
    return pod_words_get (&term->label, pod_words_locale ());
  return g_str_equal (id, NO_TERM) ? _ ("None of these: my own words only") : id;
}

static const char *
get_note (PodTermRow *self, const char *id)
{
  const PodTerm *term = pod_study_find_term (self->study, id);

  if (term == NULL)
    return "";
  if (term->interest)
    return _ ("special interest");
  return term->scale != NULL ? term->scale : "";
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *note = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (note, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), note);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (PodTermRow *self, GtkListItem *item)
{
  const char *id = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_text (GTK_LABEL (label), get_label (self, id));
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (label)), get_note (self, id));
}

static void
choose (PodTermRow *self, guint position)
{
  g_autoptr (GtkStringObject)
      item = g_list_model_get_item (G_LIST_MODEL (self->filtered), position);

  if (item == NULL)
    return;
  pod_term_row_set_term (self, gtk_string_object_get_string (item));
  gtk_popover_popdown (self->popover);
}

static void
activate_cb (PodTermRow *self, guint position)
{
  choose (self, position);
}

/* Return takes the first that is left. */
static void
search_activate_cb (PodTermRow *self)
{
  choose (self, 0);
}

static void
search_changed_cb (PodTermRow *self)
{
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static void
show_cb (PodTermRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
pod_term_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TERM)
    g_value_set_string (value, POD_TERM_ROW (object)->term);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_term_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TERM)
    pod_term_row_set_term (POD_TERM_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_term_row_finalize (GObject *object)
{
  g_free (POD_TERM_ROW (object)->term);
  G_OBJECT_CLASS (pod_term_row_parent_class)->finalize (object);
}

static void
pod_term_row_class_init (PodTermRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pod_term_row_get_property;
  object_class->set_property = pod_term_row_set_property;
  object_class->finalize = pod_term_row_finalize;
  properties[PROP_TERM] = g_param_spec_string ("term", NULL, NULL, NULL,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                   G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-term-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PodTermRow, button);
  gtk_widget_class_bind_template_child (widget_class, PodTermRow, popover);
  gtk_widget_class_bind_template_child (widget_class, PodTermRow, search);
  gtk_widget_class_bind_template_child (widget_class, PodTermRow, view);
  gtk_widget_class_bind_template_child (widget_class, PodTermRow, filtered);
  gtk_widget_class_bind_template_child (widget_class, PodTermRow, terms);
  gtk_widget_class_bind_template_child (widget_class, PodTermRow, filter);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
}

static void
update_subtitle (PodTermRow *self)
{
  const char *words = self->term != NULL ? get_label (self, self->term)
                                         : _ ("None: only the words below");

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
}

static void
pod_term_row_init (PodTermRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
append_terms (PodTermRow *self, gboolean interest)
{
  const GPtrArray *terms = pod_study_get_terms (self->study);

  for (guint i = 0; i < terms->len; i++)
    {
      const PodTerm *term = g_ptr_array_index (terms, i);

      if (term->interest == interest)
        gtk_string_list_append (self->terms, term->id);
    }
}

void
pod_term_row_set_study (PodTermRow *self, const PodStudy *study)
{
  g_return_if_fail (POD_IS_TERM_ROW (self));

  self->study = study;
  append_terms (self, TRUE);
  append_terms (self, FALSE);
  gtk_string_list_append (self->terms, NO_TERM);
  gtk_custom_filter_set_filter_func (self->filter, filter_cb, self, NULL);
  update_subtitle (self);
}

void
pod_term_row_set_term (PodTermRow *self, const char *term)
{
  g_autofree char *old = NULL;

  g_return_if_fail (POD_IS_TERM_ROW (self));

  old = g_steal_pointer (&self->term);
  self->term = term != NULL && !g_str_equal (term, NO_TERM) ? g_strdup (term) : NULL;
  update_subtitle (self);
  if (g_strcmp0 (old, self->term) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TERM]);
}

const char *
pod_term_row_get_term (PodTermRow *self)
{
  g_return_val_if_fail (POD_IS_TERM_ROW (self), NULL);

  return self->term;
}
