#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-list-find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _PodListFind
{
  GtkBox parent_instance;

  GListModel *all;
  GtkFilterListModel *left;
  GtkCustomFilter *filter;
  GStrv words; /* folded */
  const PodCellText *texts;
  gsize n_texts;
  GtkWidget *list;

  GtkSearchEntry *entry;
  GtkLabel *count;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodListFind, pod_list_find, GTK_TYPE_BOX)

/* Under which an item keeps what it says. */
#define TEXT_KEY "pod-list-find-text"

/* ---- what fits ---- */

/* An input method's wide digits and spaces are those of the rows. */
static char *
fold (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (plain != NULL ? plain : "", -1);
}

static char *
join_texts (PodListFind *self, gpointer item)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (gsize i = 0; i < self->n_texts; i++)
    {
      g_autofree char *text = self->texts[i](item, NULL);

      g_string_append_printf (all, "%s\n", text != NULL ? text : "");
    }
  return fold (all->str);
}

/* Thousands of rows are put into words once, not with each letter that is typed. */
static const char *
get_text (PodListFind *self, gpointer item)
{
  const char *text = g_object_get_data (item, TEXT_KEY);

  if (text == NULL)
    g_object_set_data_full (item, TEXT_KEY, join_texts (self, item), g_free);
  return text != NULL ? text : g_object_get_data (item, TEXT_KEY);
}

/* Zeros before a number do not make it another one. */
static gboolean
begins_number (const char *text, const char *at)
{
  while (at > text && at[-1] == '0')
    at--;
  return at == text || !g_ascii_isdigit (at[-1]);
}

/* A word that is a number is a whole one: "3" is in "No. 3" and in "S-003", and neither in "13" nor in "2023".  One that ends with a number may go on,
 * as it does while it is typed: "S-00" is in "S-003".  Zeros that are typed have to be there. */
static gboolean
contains (const char *text, const char *word)
{
  gsize length = strlen (word);
  gboolean is_number = strspn (word, "0123456789") == length;

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    if ((!g_ascii_isdigit (word[0]) || begins_number (text, at)) &&
        (!is_number || !g_ascii_isdigit (at[length])))
      return TRUE;
  return FALSE;
}

gboolean
pod_list_find_shows (PodListFind *self, gpointer item)
{
  const char *text;

  if (!pod_list_find_is_active (self))
    return TRUE;
  text = get_text (self, item);
  for (guint i = 0; self->words[i] != NULL; i++)
    if (!contains (text, self->words[i]))
      return FALSE;
  return TRUE;
}

gboolean
pod_list_find_is_active (PodListFind *self)
{
  return self->words != NULL && self->words[0] != NULL;
}

static gboolean
filter_cb (gpointer item, gpointer self)
{
  return pod_list_find_shows (self, item);
}

/* ---- what is typed ---- */

static void
show_count (PodListFind *self)
{
  /* Translators: how many rows of a list are left by what is looked for, and how many there are; the apostrophes group thousands. */
  g_autofree char *words = g_strdup_printf (C_ ("rows found", "%1$'u of %2$'u"),
                                            g_list_model_get_n_items (G_LIST_MODEL (self->left)),
                                            g_list_model_get_n_items (self->all));

  gtk_label_set_text (self->count, pod_list_find_is_active (self) ? words : "");
}

static GStrv
split (const char *typed)
{
  g_autofree char *folded = fold (typed);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

static void
search_cb (PodListFind *self)
{
  g_auto (GStrv) before = g_steal_pointer (&self->words);

  self->words = split (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  if (self->all == NULL || (before != NULL && g_strv_equal ((const char *const *) before,
                                                            (const char *const *) self->words)))
    return;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  show_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Before the pause after the last letter, too: what is typed holds. */
static void
activate_cb (PodListFind *self)
{
  search_cb (self);
  gtk_widget_grab_focus (self->list);
}

void
pod_list_find_clear (PodListFind *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  search_cb (self);
}

void
pod_list_find_leave (PodListFind *self)
{
  pod_list_find_clear (self);
  gtk_widget_grab_focus (self->list);
}

static void
focus_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (POD_LIST_FIND (widget)->entry));
}

/* ---- the class ---- */

static void
pod_list_find_dispose (GObject *object)
{
  PodListFind *self = POD_LIST_FIND (object);

  if (self->all != NULL)
    g_signal_handlers_disconnect_by_data (self->all, self);
  if (self->left != NULL)
    gtk_filter_list_model_set_filter (self->left, NULL);
  g_clear_object (&self->all);
  g_clear_object (&self->left);
  g_clear_object (&self->filter);
  G_OBJECT_CLASS (pod_list_find_parent_class)->dispose (object);
}

static void
pod_list_find_finalize (GObject *object)
{
  g_strfreev (POD_LIST_FIND (object)->words);
  G_OBJECT_CLASS (pod_list_find_parent_class)->finalize (object);
}

static void
pod_list_find_class_init (PodListFindClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_list_find_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_list_find_finalize;
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_LIST_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-list-find.ui");
  gtk_widget_class_bind_template_child (widget_class, PodListFind, entry);
  gtk_widget_class_bind_template_child (widget_class, PodListFind, count);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, pod_list_find_leave);
  gtk_widget_class_install_action (widget_class, "find.focus", NULL, focus_cb);
}

static void
pod_list_find_init (PodListFind *self)
{
  self->filter = gtk_custom_filter_new (filter_cb, self, NULL);
  self->left = gtk_filter_list_model_new (NULL, g_object_ref (GTK_FILTER (self->filter)));
  gtk_widget_init_template (GTK_WIDGET (self));
}

GListModel *
pod_list_find_attach (PodListFind *self,
                      GListModel *all,
                      const PodCellText *texts,
                      gsize n_texts,
                      GtkWidget *list)
{
  self->all = g_object_ref (all);
  self->texts = texts;
  self->n_texts = n_texts;
  self->list = list;
  gtk_filter_list_model_set_model (self->left, all);
  g_signal_connect_swapped (all, "items-changed", G_CALLBACK (show_count), self);
  return G_LIST_MODEL (self->left);
}
