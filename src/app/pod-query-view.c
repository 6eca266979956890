#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-query-view.h"

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-query-ask.h"

struct _PodQueryView
{
  AdwBin parent_instance;

  PodTrial *trial;
  gint64 subject;
  char *scope;
  gint64 about;
  guint n;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PodQueryView, pod_query_view, ADW_TYPE_BIN)

static GtkWindow *
get_window (PodQueryView *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* ---- what people do ---- */

typedef void (*QueryFunc) (GtkWindow *parent,
                           PodTrial *trial,
                           gint64 subject,
                           const PodQuery *query);

static void
close_query (GtkWindow *parent, PodTrial *trial, gint64 subject, const PodQuery *query)
{
  g_autoptr (GError) error = NULL;

  if (!pod_trial_close_query (trial, subject, query->record.id, NULL, &error))
    {
      g_autofree char *words = pod_trial_error_to_words (error);

      pod_dialogs_show_error (parent, _ ("The query was not closed"), words);
    }
}

typedef struct
{
  GtkWindow *parent;
  PodTrial *trial;
  gint64 subject;
  gint64 query;
} Withdrawing;

static void
withdraw_answered (gboolean yes, gpointer data)
{
  Withdrawing *withdrawing = data;
  g_autoptr (PodCasebook) casebook = NULL;
  const PodQuery *query;

  if (yes && withdrawing->parent != NULL)
    casebook = pod_trial_load_casebook (withdrawing->trial, withdrawing->subject, NULL);
  query = casebook != NULL ? pod_casebook_find_query (casebook, withdrawing->query) : NULL;
  if (query != NULL)
    close_query (withdrawing->parent, withdrawing->trial, withdrawing->subject, query);
  g_clear_weak_pointer (&withdrawing->parent);
  g_object_unref (withdrawing->trial);
  g_free (withdrawing);
}

/* Nobody answers it any more, and it is not opened again: that is asked first. */
static void
withdraw_query (GtkWindow *parent, PodTrial *trial, gint64 subject, const PodQuery *query)
{
  Withdrawing *withdrawing = g_new0 (Withdrawing, 1);

  withdrawing->trial = g_object_ref (trial);
  withdrawing->subject = subject;
  withdrawing->query = query->record.id;
  g_set_weak_pointer (&withdrawing->parent, parent);
  pod_dialogs_ask (parent, _ ("Withdraw the query?"), query->text, _ ("_Withdraw"), FALSE,
                   withdraw_answered, withdrawing);
}

static void
answer_query (GtkWindow *parent, PodTrial *trial, gint64 subject, const PodQuery *query)
{
  pod_query_answer (parent, trial, subject, query);
}

static void
ask_again (GtkWindow *parent, PodTrial *trial, gint64 subject, const PodQuery *query)
{
  pod_query_ask_again (parent, trial, subject, query);
}

static const struct
{
  const char *label;
  PodVerb verb;
  const char *statuses;
  QueryFunc func;
} deeds[] = {
  /* In the order of the buttons; the first that is possible is also what Enter does. */
  { N_ ("Answer…"), POD_VERB_ANSWER, "open", answer_query },
  { N_ ("Close Query"), POD_VERB_ASK, "answered", close_query },
  { N_ ("Ask Again…"), POD_VERB_ASK, "answered", ask_again },
  { N_ ("Withdraw…"), POD_VERB_ASK, "open", withdraw_query },
};

static gboolean
is_possible (PodQueryView *self, gsize deed, const PodQuery *query)
{
  return pod_trial_may (self->trial, deeds[deed].verb) &&
         g_strcmp0 (deeds[deed].statuses, query->status) == 0;
}

/* The list is made anew by what is done, so the button is gone afterwards. */
static void
do_cb (PodQueryView *self, GtkWidget *button)
{
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (button), "query");
  gsize deed = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (button), "deed"));
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  const PodQuery *query = casebook != NULL ? pod_casebook_find_query (casebook, id) : NULL;

  if (query != NULL)
    deeds[deed].func (get_window (self), self->trial, self->subject, query);
}

/* ---- the rows ---- */

static const char *
get_status_icon (const PodQuery *query)
{
  if (g_strcmp0 (query->status, "closed") == 0)
    return "emblem-ok-symbolic";
  return g_strcmp0 (query->status, "answered") == 0 ? "mail-replied-symbolic"
                                                    : "dialog-question-symbolic";
}

static char *
say_status (const PodQuery *query)
{
  if (g_strcmp0 (query->status, "closed") == 0)
    return g_strdup_printf (_ ("Closed; asked by %s"), query->raised);
  if (g_strcmp0 (query->status, "answered") == 0)
    return g_strdup_printf (_ ("Answered by %s, waits for %s"), query->answered, query->raised);
  return g_strdup_printf (_ ("Open; asked by %s"), query->raised);
}

/* What it is about, how it stands, and the answer: one line each. */
static char *
say_rest (PodQueryView *self, PodCasebook *casebook, const PodQuery *query)
{
  g_autofree char *about = pod_query_say_about (self->trial, casebook, query);
  g_autofree char *status = say_status (query);
  g_autoptr (GString) text = g_string_new (NULL);

  if (query->answer != NULL)
    g_string_append_printf (text, _ ("Answer: %s\n"), query->answer);
  g_string_append_printf (text, "%s\n%s", status, about);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "Answer: why grade 2?" for who hears the buttons one after another. */
static void
name_button (GtkWidget *button, const char *label, const PodQuery *query)
{
  /* Translators: what a button does, and the query with which it does it. */
  g_autofree char *name = g_strdup_printf (C_ ("button", "%s: %s"), label, query->text);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
add_buttons (PodQueryView *self, AdwActionRow *row, const PodQuery *query)
{
  gboolean is_first = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      GtkWidget *button;

      if (!is_possible (self, i, query))
        continue;
      /* Without a mnemonic, as the next row has the same. */
      button = gtk_button_new_with_label (_ (deeds[i].label));
      name_button (button, _ (deeds[i].label), query);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data (G_OBJECT (button), "deed", GSIZE_TO_POINTER (i));
      g_object_set_data_full (G_OBJECT (button), "query",
                              g_memdup2 (&query->record.id, sizeof (gint64)), g_free);
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (do_cb), self);
      adw_action_row_add_suffix (row, button);
      if (is_first)
        adw_action_row_set_activatable_widget (row, button);
      is_first = FALSE;
    }
}

/* What people typed: no markup. */
static void
add_row (PodQueryView *self, PodCasebook *casebook, const PodQuery *query)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name",
                                  get_status_icon (query), NULL);
  g_autofree char *rest = say_rest (self, casebook, query);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), query->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rest);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  g_object_set_data_full (G_OBJECT (row), "query", g_memdup2 (&query->record.id, sizeof (gint64)),
                          g_free);
  add_buttons (self, ADW_ACTION_ROW (row), query);
  gtk_list_box_append (self->list, row);
  self->n++;
}

static gboolean
is_shown (PodQueryView *self, const PodQuery *query, gboolean closed)
{
  gboolean is_closed = g_strcmp0 (query->status, "closed") == 0;

  if (query->record.voided || is_closed != closed)
    return FALSE;
  return self->scope == NULL ||
         (!is_closed && g_strcmp0 (self->scope, query->scope) == 0 && self->about == query->about);
}

static void
clear (PodQueryView *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->n = 0;
}

static void
fill (PodQueryView *self)
{
  g_autoptr (PodCasebook) casebook = NULL;
  const PodQuery *queries;
  guint n;

  clear (self);
  if (self->trial != NULL && self->subject != 0)
    casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  if (casebook != NULL)
    {
      queries = pod_casebook_get_queries (casebook, &n);
      for (int closed = FALSE; closed <= TRUE; closed++)
        for (guint i = 0; i < n; i++)
          if (is_shown (self, &queries[i], closed))
            add_row (self, casebook, &queries[i]);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->n > 0);
}

/* ---- the focus ---- */

/* 0 where it is elsewhere. */
static gint64
find_focused (PodQueryView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *row = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list))
                       ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW)
                       : NULL;
  const gint64 *id = row != NULL ? g_object_get_data (G_OBJECT (row), "query") : NULL;

  return id != NULL ? *id : 0;
}

/* The row of the same query, else the first. */
static void
focus_query (PodQueryView *self, gint64 query)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (*(gint64 *) g_object_get_data (G_OBJECT (row), "query") == query)
      {
        gtk_widget_grab_focus (GTK_WIDGET (row));
        return;
      }
  pod_query_view_focus (self);
}

static void
changed_cb (PodQueryView *self, gint64 subject)
{
  gint64 focused = find_focused (self);

  if (subject != self->subject && subject != 0)
    return;
  fill (self);
  if (focused != 0)
    focus_query (self, focused);
}

static void
set_trial (PodQueryView *self, PodTrial *trial)
{
  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_set_object (&self->trial, trial);
  if (trial != NULL)
    g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
}

static void
pod_query_view_dispose (GObject *object)
{
  PodQueryView *self = POD_QUERY_VIEW (object);

  set_trial (self, NULL);
  g_clear_pointer (&self->scope, g_free);
  G_OBJECT_CLASS (pod_query_view_parent_class)->dispose (object);
}

static void
pod_query_view_class_init (PodQueryViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_query_view_dispose;
}

static void
pod_query_view_init (PodQueryView *self)
{
  GtkWidget *list = gtk_list_box_new ();

  self->list = GTK_LIST_BOX (list);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Queries"), -1);
  adw_bin_set_child (ADW_BIN (self), list);
}

void
pod_query_view_set_scope (PodQueryView *self,
                          PodTrial *trial,
                          gint64 subject,
                          const char *scope,
                          gint64 about)
{
  set_trial (self, trial);
  g_free (self->scope);
  self->scope = g_strdup (scope);
  self->subject = subject;
  self->about = about;
  fill (self);
}

guint
pod_query_view_count (PodQueryView *self)
{
  return self->n;
}

void
pod_query_view_focus (PodQueryView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
