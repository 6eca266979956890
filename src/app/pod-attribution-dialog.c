#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-attribution-dialog.h"

#include <glib/gi18n-lib.h>

#include "pod-adverse-event-editor.h"
#include "pod-dialogs.h"
#include "pod-in-view.h"
#include "pod-record-words.h"
#include "pod-words.h"

struct _PodAttributionDialog
{
  AdwWindow parent_instance;

  PodTrial *trial;
  gint64 subject;
  GArray *findings;  /* gint64 */
  GPtrArray *checks; /* GtkCheckButton: one for each, where there are several */
  gint64 asked;      /* the event that is asked about */

  AdwPreferencesGroup *results;
  GtkWidget *answers;
  GtkListBox *events;
  GtkWidget *history_group;
  GtkWidget *condition;
  GtkListBox *history;
};

G_DEFINE_FINAL_TYPE (PodAttributionDialog, pod_attribution_dialog, ADW_TYPE_WINDOW)

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

#define ROW_TABLE "pod-attribution-table"
#define ROW_ID "pod-attribution-id"

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
  /* Unlike those of results above, which say the same in the same card and do nothing. */
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), ROW_TABLE, (gpointer) table);
  g_object_set_data_full (G_OBJECT (row), ROW_ID, g_strdup_printf ("%" G_GINT64_FORMAT, id),
                          g_free);
  gtk_list_box_append (list, row);
}

static gint64
get_id (GtkListBoxRow *row)
{
  return g_ascii_strtoll (g_object_get_data (G_OBJECT (row), ROW_ID), NULL, 10);
}

static void
point_at (GtkListBox *list, gint64 id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    if (get_id (row) == id)
      {
        gtk_widget_grab_focus (GTK_WIDGET (row));
        pod_in_view_bring (GTK_WIDGET (row), NULL);
      }
}

/* Which row of @list has the keyboard; -1 for none. */
static gint64
get_pointed (PodAttributionDialog *self, GtkListBox *list)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) : NULL;

  return row != NULL && gtk_widget_get_parent (row) == GTK_WIDGET (list)
             ? get_id (GTK_LIST_BOX_ROW (row))
             : -1;
}

static void
empty (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static char *
say_result (PodAttributionDialog *self, PodCasebook *casebook, const PodFinding *finding)
{
  g_autofree char *name = pod_record_name (self->trial, casebook, "finding", finding->record.id);
  g_autofree char *value = pod_finding_to_words (pod_trial_get_study (self->trial), finding);

  return g_strdup_printf (_ ("%s: %s"), name, value);
}

GArray *
pod_attribution_dialog_list (PodAttributionDialog *self, gboolean taken)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->findings->len; i++)
    {
      gboolean active = i >= self->checks->len ||
                        gtk_check_button_get_active (g_ptr_array_index (self->checks, i));

      if (!active == !taken)
        g_array_append_val (ids, g_array_index (self->findings, gint64, i));
    }
  return ids;
}

void
pod_attribution_dialog_take_out (PodAttributionDialog *self, const GArray *findings)
{
  for (guint i = 0; i < self->checks->len; i++)
    for (guint k = 0; k < findings->len; k++)
      if (g_array_index (self->findings, gint64, i) == g_array_index (findings, gint64, k))
        gtk_check_button_set_active (g_ptr_array_index (self->checks, i), FALSE);
}

/* Of none there is nothing to say. */
static void
toggled_cb (PodAttributionDialog *self)
{
  g_autoptr (GArray) taken = pod_attribution_dialog_list (self, TRUE);

  gtk_widget_set_sensitive (self->answers, taken->len > 0);
}

static void
add_check (PodAttributionDialog *self, GtkWidget *row)
{
  GtkWidget *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (toggled_cb), self);
  g_ptr_array_add (self->checks, check);
}

static void
add_result (PodAttributionDialog *self,
            PodCasebook *casebook,
            const PodFinding *finding,
            gboolean is_one_of_several)
{
  g_autofree char *words = say_result (self, casebook, finding);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  if (is_one_of_several)
    add_check (self, row);
  adw_preferences_group_add (self->results, row);
}

/* Of one alone there is nothing to take out. */
static void
add_results (PodAttributionDialog *self, PodCasebook *casebook, const GArray *findings)
{
  g_autofree char *title = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      gint64 id = g_array_index (findings, gint64, i);
      const PodFinding *finding = pod_casebook_find_finding (casebook, id);

      if (finding == NULL)
        continue;
      g_array_append_val (self->findings, id);
      add_result (self, casebook, finding, findings->len > 1);
    }
  title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u significant result",
                                        "%u significant results", self->findings->len),
                           self->findings->len);
  adw_preferences_group_set_title (self->results, title);
  if (findings->len == 1)
    adw_preferences_group_set_description (self->results, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->results), self->findings->len > 0);
}

/* "grade 3 · 24 Oct 2026 – 4 Nov 2026", "not graded · from 24 Oct 2026". */
static char *
say_event (const PodAdverseEvent *event)
{
  g_autofree char *grade = event->grade > 0 ? g_strdup_printf (_ ("grade %d"), event->grade)
                                            : g_strdup (_ ("not graded"));
  g_autofree char *start = pod_moment_to_words (event->start);
  g_autofree char *end = NULL;

  if (!pod_date_is_set (event->end.date))
    /* Translators: an adverse event: "grade 3", and when it began; its end is not on record. */
    return g_strdup_printf (_ ("%1$s · from %2$s, no end recorded"), grade, start);
  end = pod_moment_to_words (event->end);
  /* Translators: an adverse event: "grade 3", and its first and last day. */
  return g_strdup_printf (_ ("%1$s · %2$s – %3$s"), grade, start, end);
}

/* The last to begin first: it is the likeliest. */
static void
add_events (PodAttributionDialog *self, PodCasebook *casebook)
{
  guint n;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (casebook, &n);

  for (guint i = n; i-- > 0;)
    if (!events[i].record.voided)
      {
        g_autofree char *name = pod_record_name (self->trial, casebook, "adverse_event",
                                                 events[i].record.id);
        g_autofree char *words = say_event (&events[i]);

        add_row (self->events, name, words, "adverse_event", events[i].record.id);
      }
  add_row (self->events, _ ("A new adverse event…"), NULL, "new", 0);
}

static gboolean
is_history (const PodEvent *event)
{
  return !event->record.voided && g_strcmp0 (event->category, "history") == 0;
}

static void
add_history (PodAttributionDialog *self, PodCasebook *casebook)
{
  gboolean may_write = pod_trial_may (self->trial, POD_VERB_RECORD);
  guint n, count = 0;
  const PodEvent *events = pod_casebook_get_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (is_history (&events[i]))
      {
        g_autofree char *name = pod_record_name (self->trial, casebook, "event",
                                                 events[i].record.id);
        g_autofree char *date = pod_date_is_set (events[i].date)
                                    ? pod_date_to_words (events[i].date)
                                    : NULL;

        add_row (self->history, name, date, "event", events[i].record.id);
        count++;
      }
  gtk_widget_set_visible (self->condition, may_write);
  gtk_widget_set_visible (GTK_WIDGET (self->history), count > 0);
  gtk_widget_set_visible (self->history_group, may_write || count > 0);
}

static void
fill (PodAttributionDialog *self)
{
  gint64 event = get_pointed (self, self->events);
  gint64 history = get_pointed (self, self->history);
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
  /* The rows are new: the keyboard would be on none of them. */
  point_at (self->events, event);
  point_at (self->history, history);
}

static void
changed_cb (PodAttributionDialog *self, gint64 subject)
{
  if (subject == self->subject || subject == 0)
    fill (self);
}

/* ---- choosing ---- */

static void
answer (PodAttributionDialog *self, gint64 adverse_event, gint64 history)
{
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, adverse_event, history);
  gtk_window_close (GTK_WINDOW (self));
}

/* Of those that the answer is about, the last day on which the event had ended certainly; no date for none. */
static PodDate
find_day_after (PodAttributionDialog *self, PodCasebook *casebook, const PodAdverseEvent *event)
{
  g_autoptr (GArray) findings = pod_attribution_dialog_list (self, TRUE);
  PodDate day = POD_DATE_NONE;

  for (guint i = 0; i < findings->len; i++)
    {
      const PodFinding *finding = pod_casebook_find_finding (casebook,
                                                             g_array_index (findings, gint64, i));

      if (finding != NULL && pod_date_is_before (event->end.date, finding->when.date) == POD_TRUE &&
          (!pod_date_is_set (day) || pod_date_compare (day, finding->when.date) < 0))
        day = finding->when.date;
    }
  return day;
}

/* NULL where it had not ended before them. */
static char *
say_ended (PodAttributionDialog *self, gint64 id)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  const PodAdverseEvent *event = casebook != NULL ? pod_casebook_find_adverse_event (casebook, id)
                                                  : NULL;
  PodDate day = event != NULL ? find_day_after (self, casebook, event) : POD_DATE_NONE;
  g_autofree char *ended = NULL, *after = NULL;

  if (!pod_date_is_set (day))
    return NULL;
  ended = pod_date_to_words (event->end.date);
  after = pod_date_to_words (day);
  /* Translators: the last day of an adverse event; the day of a result. */
  return g_strdup_printf (_ ("This event ended on %1$s, before the result of %2$s."), ended, after);
}

static void
ended_answered (gboolean yes, gpointer data)
{
  g_autoptr (PodAttributionDialog) self = data;

  if (yes && self->trial != NULL)
    answer (self, self->asked, 0);
}

/* One that had ended is mostly the wrong one of the list. */
static void
choose_event (PodAttributionDialog *self, gint64 id)
{
  g_autofree char *words = say_ended (self, id);

  self->asked = id;
  if (words == NULL)
    answer (self, id, 0);
  else
    pod_dialogs_ask (GTK_WINDOW (self), _ ("Attribute It All the Same?"), words, _ ("_Attribute"),
                     FALSE, ended_answered, g_object_ref (self));
}

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

/* What the event begins with: every result that it is to explain, the day of the first, and the term where all have one and the same. */
static void
suggest (PodAttributionDialog *self,
         PodCasebook *casebook,
         const GArray *findings,
         PodAdverseEvent *event,
         GString *verbatim)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const PodFinding *finding = pod_casebook_find_finding (casebook,
                                                             g_array_index (findings, gint64, i));
      g_autofree char *words = NULL;
      const char *term;

      if (finding == NULL)
        continue;
      words = say_result (self, casebook, finding);
      term = find_term (self->trial, casebook, finding);
      event->term = verbatim->len == 0 || g_strcmp0 (term, event->term) == 0 ? term : NULL;
      if (verbatim->len == 0 || pod_date_compare (finding->when.date, event->start.date) < 0)
        event->start = finding->when;
      g_string_append_printf (verbatim, "%s%s", verbatim->len > 0 ? "; " : "", words);
    }
  event->verbatim = verbatim->str;
}

static void
open_editor (PodAttributionDialog *self)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  g_autoptr (GArray) findings = pod_attribution_dialog_list (self, TRUE);
  g_autoptr (GString) verbatim = g_string_new (NULL);
  PodAdverseEventEditor *editor;
  PodAdverseEvent event;

  if (casebook == NULL || findings->len == 0)
    return;
  pod_adverse_event_init (&event);
  event.record.subject = self->subject;
  suggest (self, casebook, findings, &event, verbatim);
  editor = pod_adverse_event_editor_new (GTK_WINDOW (self), self->trial, casebook, 0);
  pod_adverse_event_editor_suggest (editor, &event);
  /* It was opened for these results: to choose it once more would be to choose it twice. */
  g_signal_connect_object (editor, "added", G_CALLBACK (choose_event), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

static void
activated_cb (PodAttributionDialog *self, GtkListBoxRow *row)
{
  const char *table = g_object_get_data (G_OBJECT (row), ROW_TABLE);
  gint64 id = get_id (row);

  if (g_str_equal (table, "new"))
    {
      open_editor (self);
      return;
    }
  if (!gtk_widget_get_sensitive (self->answers))
    return;
  if (g_str_equal (table, "event"))
    answer (self, 0, id);
  else
    choose_event (self, id);
}

/* ---- what was there before ---- */

/* The entry that says so already; 0 where there is none. */
static gint64
find_condition (PodCasebook *casebook, const char *text)
{
  g_autofree char *wanted = g_utf8_casefold (text, -1);
  guint n;
  const PodEvent *events = pod_casebook_get_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *known = is_history (&events[i]) && events[i].detail != NULL
                                   ? g_utf8_casefold (events[i].detail, -1)
                                   : NULL;

      if (g_strcmp0 (known, wanted) == 0)
        return events[i].record.id;
    }
  return 0;
}

/* Since when nobody asks here.  Returns its id, 0 on error. */
static gint64
write_condition (PodAttributionDialog *self, const char *text, GError **error)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  PodEvent event = { .record = { .id = pod_change_reserve (change), .subject = self->subject },
                     .category = "history",
                     .code = "condition",
                     .date = POD_DATE_NONE,
                     .detail = text };

  pod_change_put_event (change, &event);
  return pod_trial_commit (self->trial, change, NULL, ids, error) && ids->len == 1
             ? g_array_index (ids, gint64, 0)
             : 0;
}

static void
condition_cb (PodAttributionDialog *self)
{
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (self->trial, self->subject, NULL);
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->condition))));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 id;

  if (casebook == NULL || *text == '\0' || !gtk_widget_get_sensitive (self->answers))
    return;
  id = find_condition (casebook, text);
  if (id == 0)
    id = write_condition (self, text, &error);
  if (id == 0)
    {
      words = error != NULL ? pod_trial_error_to_words (error) : NULL;
      pod_dialogs_show_error (GTK_WINDOW (self), _ ("The medical history was not saved"), words);
      return;
    }
  answer (self, 0, id);
}

/* ---- the class ---- */

static void
pod_attribution_dialog_dispose (GObject *object)
{
  PodAttributionDialog *self = POD_ATTRIBUTION_DIALOG (object);

  if (self->trial != NULL)
    g_signal_handlers_disconnect_by_data (self->trial, self);
  g_clear_object (&self->trial);
  g_clear_pointer (&self->findings, g_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  G_OBJECT_CLASS (pod_attribution_dialog_parent_class)->dispose (object);
}

static void
pod_attribution_dialog_class_init (PodAttributionDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_attribution_dialog_dispose;
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", POD_TYPE_ATTRIBUTION_DIALOG, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64,
                                         G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-attribution-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PodAttributionDialog, results);
  gtk_widget_class_bind_template_child (widget_class, PodAttributionDialog, answers);
  gtk_widget_class_bind_template_child (widget_class, PodAttributionDialog, events);
  gtk_widget_class_bind_template_child (widget_class, PodAttributionDialog, history_group);
  gtk_widget_class_bind_template_child (widget_class, PodAttributionDialog, history);
  gtk_widget_class_bind_template_child (widget_class, PodAttributionDialog, condition);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, condition_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pod_attribution_dialog_init (PodAttributionDialog *self)
{
  self->findings = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

PodAttributionDialog *
pod_attribution_dialog_new (GtkWindow *parent,
                            PodTrial *trial,
                            gint64 subject,
                            const GArray *findings)
{
  PodAttributionDialog *self = g_object_new (POD_TYPE_ATTRIBUTION_DIALOG, "transient-for", parent,
                                             NULL);
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, subject, NULL);

  self->trial = g_object_ref (trial);
  self->subject = subject;
  if (casebook != NULL)
    add_results (self, casebook, findings);
  fill (self);
  g_signal_connect_swapped (trial, "changed", G_CALLBACK (changed_cb), self);
  return self;
}

void
pod_attribution_dialog_point_at (PodAttributionDialog *self, gint64 adverse_event, gint64 history)
{
  gtk_window_set_focus_visible (GTK_WINDOW (self), TRUE);
  point_at (adverse_event != 0 ? self->events : self->history,
            adverse_event != 0 ? adverse_event : history);
}
