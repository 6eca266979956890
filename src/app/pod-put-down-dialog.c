#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-put-down-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-adverse-event-editor.h"
#include "pod-record-words.h"
#include "pod-words.h"

struct _PodPutDownDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  gint64 subject;
  gint64 finding;

  GtkListBox *events;
  GtkWidget *history_group;
  GtkListBox *history;
};

G_DEFINE_FINAL_TYPE (PodPutDownDialog, pod_put_down_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define ROW_TABLE "pod-put-down-table"
#define ROW_ID "pod-put-down-id"

/* ---- the rows ---- */

static void
add_row (GtkListBox *list, const char *title, const char *subtitle, const char *table, gint64 id)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), ROW_TABLE, (gpointer) table);
  g_object_set_data_full (G_OBJECT (row), ROW_ID, g_strdup_printf ("%" G_GINT64_FORMAT, id),
                          g_free);
  gtk_list_box_append (list, row);
}

static void
empty (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* The last to begin first: it is the likeliest. */
static void
add_events (PodPutDownDialog *self, PodCasebook *casebook)
{
  guint n;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (casebook, &n);

  for (guint i = n; i-- > 0;)
    if (!events[i].record.voided)
      {
        g_autofree char *name = pod_record_name (self->trial, casebook, "adverse_event",
                                                 events[i].record.id);
        g_autofree char *start = pod_moment_to_words (events[i].start);

        add_row (self->events, name, start, "adverse_event", events[i].record.id);
      }
  add_row (self->events, _ ("A new adverse event…"), NULL, "new", 0);
}

static void
add_history (PodPutDownDialog *self, PodCasebook *casebook)
{
  guint n, count = 0;
  const PodEvent *events = pod_casebook_get_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (!events[i].record.voided && g_strcmp0 (events[i].category, "history") == 0)
      {
        g_autofree char *date = pod_date_to_words (events[i].date);

        add_row (self->history, events[i].code, date, "event", events[i].record.id);
        count++;
      }
  gtk_widget_set_visible (self->history_group, count > 0);
}

static void
fill (PodPutDownDialog *self)
{
  g_autoptr (PodCasebook) casebook = NULL;

  if (!pod_trial_is_signed_in (self->trial))
    return;
  casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  if (casebook == NULL)
    return;
  empty (self->events);
  empty (self->history);
  add_events (self, casebook);
  add_history (self, casebook);
}

static void
changed_cb (PodPutDownDialog *self, gint64 subject)
{
  if (subject == self->subject || subject == 0)
    fill (self);
}

/* ---- choosing ---- */

/* The study's term of the grade's name, where there is one. */
static const char *
find_term (PodTrial *trial, PodCasebook *casebook, const PodFinding *finding)
{
  const PodStudy *study = pod_trial_get_study (trial);
  PodFindingGrade grade = pod_finding_grade (study, pod_trial_get_site (trial), casebook, finding);
  const GPtrArray *terms = pod_study_get_terms (study);

  for (guint i = 0; grade.grade != NULL && i < terms->len; i++)
    {
      const PodTerm *term = g_ptr_array_index (terms, i);

      if (g_strcmp0 (term->label.plain, grade.grade->term.plain) == 0)
        return term->id;
    }
  return NULL;
}

static void
open_editor (PodPutDownDialog *self)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  const PodFinding *finding = casebook != NULL ? pod_casebook_find_finding (casebook, self->finding)
                                               : NULL;
  PodAdverseEventEditor *editor;
  g_autofree char *name = NULL, *value = NULL, *verbatim = NULL;
  PodAdverseEvent event;

  if (finding == NULL)
    return;
  name = pod_record_name (self->trial, casebook, "finding", finding->record.id);
  value = pod_finding_to_words (pod_trial_get_study (self->trial), finding);
  verbatim = g_strdup_printf ("%s: %s", name, value);
  pod_adverse_event_init (&event);
  event.record.subject = self->subject;
  event.term = find_term (self->trial, casebook, finding);
  event.verbatim = verbatim;
  event.start = finding->when;
  editor = pod_adverse_event_editor_new (GTK_WINDOW (self), self->trial, casebook, 0);
  pod_adverse_event_editor_suggest (editor, &event);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
activated_cb (PodPutDownDialog *self, GtkListBoxRow *row)
{
  const char *table = g_object_get_data (G_OBJECT (row), ROW_TABLE);
  gint64 id = g_ascii_strtoll (g_object_get_data (G_OBJECT (row), ROW_ID), NULL, 10);

  if (g_str_equal (table, "new"))
    {
      open_editor (self);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, g_str_equal (table, "event") ? 0 : id,
                 g_str_equal (table, "event") ? id : 0);
  gtk_window_close (GTK_WINDOW (self));
}

/* ---- the class ---- */

static void
pod_put_down_dialog_dispose (GObject *object)
{
  PodPutDownDialog *self = POD_PUT_DOWN_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  G_OBJECT_CLASS (pod_put_down_dialog_parent_class)->dispose (object);
}

static void
pod_put_down_dialog_class_init (PodPutDownDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_put_down_dialog_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", POD_TYPE_PUT_DOWN_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                         G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-put-down-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodPutDownDialog, events);
  gtk_widget_class_bind_template_child (widget_class, PodPutDownDialog, history_group);
  gtk_widget_class_bind_template_child (widget_class, PodPutDownDialog, history);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_put_down_dialog_init (PodPutDownDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodPutDownDialog *
pod_put_down_dialog_new (GtkWindow *parent, PodTrial *trial, gint64 subject, gint64 finding)
{
  PodPutDownDialog *self = g_object_new (POD_TYPE_PUT_DOWN_DIALOG, "transient-for", parent, NULL);

  self->trial = g_object_ref (trial);
  self->subject = subject;
  self->finding = finding;
  fill (self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  return self;
}
