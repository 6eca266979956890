#include "pod-search-row.h"

#include <string.h>

typedef struct
{
  const PodStudy *study;
  char *chosen;

  GtkMenuButton *button;
  GtkPopover *popover;
  GtkSearchEntry *search;
  GtkStack *stack;
  GtkListView *view;
  GtkFilterListModel *filtered;
  GtkStringList *choices;
  GtkCustomFilter *filter;
  GtkLabel *none;
  GtkLabel *hint;
} PodSearchRowPrivate;

enum
{
  PROP_0,
  PROP_CHOSEN,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PodSearchRow, pod_search_row, ADW_TYPE_ACTION_ROW)

static PodSearchRowPrivate *
get_private (PodSearchRow *self)
{
  return pod_search_row_get_instance_private (self);
}

/* ---- the list ---- */

static gboolean
contains (const char *haystack, const char *needle)
{
  g_autofree char *folded = haystack != NULL ? g_utf8_casefold (haystack, -1) : g_strdup ("");

  return strstr (folded, needle) != NULL;
}

gboolean
pod_search_row_is_called (const PodWords *label, const char *id, const char *needle)
{
  return contains (label->plain, needle) || contains (label->translated, needle) ||
         contains (id, needle);
}

static gboolean
filter_cb (gpointer item, gpointer user_data)
{
  PodSearchRow *self = user_data;
  GtkEditable *search = GTK_EDITABLE (get_private (self)->search);
  g_autofree char *needle = g_utf8_casefold (gtk_editable_get_text (search), -1);

  return POD_SEARCH_ROW_GET_CLASS (self)->matches (self, gtk_string_object_get_string (item),
                                                   g_strstrip (needle));
}

static GtkWidget *
make_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *note = make_label ();

  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (note, "caption");
  gtk_box_append (GTK_BOX (box), make_label ());
  gtk_box_append (GTK_BOX (box), note);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (PodSearchRow *self, GtkListItem *item)
{
  const char *id = gtk_string_object_get_string (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *note = gtk_widget_get_next_sibling (label);
  g_autofree char *words = POD_SEARCH_ROW_GET_CLASS (self)->get_note (self, id);

  gtk_label_set_text (GTK_LABEL (label), POD_SEARCH_ROW_GET_CLASS (self)->get_label (self, id));
  gtk_label_set_text (GTK_LABEL (note), words);
  gtk_widget_set_visible (note, *words != '\0');
}

static void
activate_cb (PodSearchRow *self, guint position)
{
  PodSearchRowPrivate *private = get_private (self);
  g_autoptr (GtkStringObject)
      item = g_list_model_get_item (G_LIST_MODEL (private->filtered), position);

  if (item == NULL)
    return;
  /* Closed, the list gives the keyboard back to the button; whoever hears of the choice may lead it on. */
  gtk_popover_popdown (private->popover);
  pod_search_row_choose (self, gtk_string_object_get_string (item));
}

/* Return takes the first that is left. */
static void
search_activate_cb (PodSearchRow *self)
{
  activate_cb (self, 0);
}

static void
search_changed_cb (PodSearchRow *self)
{
  PodSearchRowPrivate *private = get_private (self);
  GListModel *found = G_LIST_MODEL (private->filtered);

  gtk_filter_changed (GTK_FILTER (private->filter), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_stack_set_visible_child_name (private->stack,
                                    g_list_model_get_n_items (found) > 0 ? "list" : "none");
}

static void
show_cb (PodSearchRow *self)
{
  gtk_editable_set_text (GTK_EDITABLE (get_private (self)->search), "");
  gtk_widget_grab_focus (GTK_WIDGET (get_private (self)->search));
}

/* ---- the widget ---- */

/* The row itself takes no cursor: its button does. */
static gboolean
pod_search_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (get_private (POD_SEARCH_ROW (widget))->button));
}

static void
pod_search_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHOSEN)
    g_value_set_string (value, pod_search_row_get_chosen (POD_SEARCH_ROW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_search_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CHOSEN)
    pod_search_row_choose (POD_SEARCH_ROW (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pod_search_row_finalize (GObject *object)
{
  g_free (get_private (POD_SEARCH_ROW (object))->chosen);
  G_OBJECT_CLASS (pod_search_row_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child_private (widget_class, PodSearchRow, button);
  gtk_widget_class_bind_template_child_private (widget_class, PodSearchRow, popover);
  gtk_widget_class_bind_template_child_private (widget_class, PodSearchRow, search);
  gtk_widget_class_bind_template_child_private (widget_class, PodSearchRow, stack);
  gtk_widget_class_bind_template_child_private (widget_class, PodSearchRow, view);
  gtk_widget_class_bind_template_child_private (widget_class, PodSearchRow, filtered);
  gtk_widget_class_bind_template_child_private (widget_class, PodSearchRow, choices);
  gtk_widget_class_bind_template_child_private (widget_class, PodSearchRow, filter);
  gtk_widget_class_bind_template_child_private (widget_class, PodSearchRow, none);
  gtk_widget_class_bind_template_child_private (widget_class, PodSearchRow, hint);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
  gtk_widget_class_bind_template_callback (widget_class, gtk_widget_grab_focus);
}

static void
pod_search_row_class_init (PodSearchRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = pod_search_row_get_property;
  object_class->set_property = pod_search_row_set_property;
  object_class->finalize = pod_search_row_finalize;
  widget_class->grab_focus = pod_search_row_grab_focus;
  properties[PROP_CHOSEN] = g_param_spec_string ("chosen", NULL, NULL, NULL,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                     G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-search-row.ui");
  bind_children (widget_class);
}

static void
pod_search_row_init (PodSearchRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* ---- what there is ---- */

void
pod_search_row_set_words (PodSearchRow *self, const PodSearchRowWords *words)
{
  PodSearchRowPrivate *private = get_private (self);

  gtk_widget_set_tooltip_text (GTK_WIDGET (private->button), words->button);
  g_object_set (private->search, "placeholder-text", words->search, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (private->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words->search, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (private->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words->list, -1);
  gtk_label_set_text (private->none, words->none);
  gtk_label_set_text (private->hint, words->hint != NULL ? words->hint : "");
  gtk_widget_set_visible (GTK_WIDGET (private->hint), words->hint != NULL);
}

void
pod_search_row_set_study (PodSearchRow *self, const PodStudy *study, GStrv ids)
{
  PodSearchRowPrivate *private = get_private (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (private->choices));

  gtk_custom_filter_set_filter_func (private->filter, NULL, NULL, NULL);
  private->study = study;
  gtk_string_list_splice (private->choices, 0, n, (const char *const *) ids);
  gtk_custom_filter_set_filter_func (private->filter, filter_cb, self, NULL);
  POD_SEARCH_ROW_GET_CLASS (self)->show_chosen (self, private->chosen);
}

const PodStudy *
pod_search_row_get_study (PodSearchRow *self)
{
  return get_private (self)->study;
}

void
pod_search_row_choose (PodSearchRow *self, const char *id)
{
  PodSearchRowPrivate *private;
  g_autofree char *old = NULL;

  g_return_if_fail (POD_IS_SEARCH_ROW (self));

  private = get_private (self);
  old = g_steal_pointer (&private->chosen);
  private->chosen = id != NULL && *id != '\0' ? g_strdup (id) : NULL;
  POD_SEARCH_ROW_GET_CLASS (self)->show_chosen (self, private->chosen);
  if (g_strcmp0 (old, private->chosen) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHOSEN]);
}

const char *
pod_search_row_get_chosen (PodSearchRow *self)
{
  g_return_val_if_fail (POD_IS_SEARCH_ROW (self), NULL);

  return get_private (self)->chosen;
}
