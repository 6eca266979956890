/* The whole of a file withdrawn. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-arrival-undo.h"

#include <glib/gi18n-lib.h>

#include "pod-arrival-words.h"
#include "pod-dialogs.h"
#include "pod-words.h"

typedef struct
{
  PodTrial *trial;
  gint64 arrival;
  guint n; /* items that it withdraws or ends */
  PodArrivalUndoing undoing;
  GPtrArray *checks; /* GtkCheckButton: of each that was displaced, whether it comes back */
  PodArrivalUndone done;
  gpointer data;
  GDestroyNotify destroy;
} Undo;

static void
undo_free (Undo *undo)
{
  g_object_unref (undo->trial);
  undo->destroy (undo->data);
  pod_arrival_undoing_clear (&undo->undoing);
  g_ptr_array_unref (undo->checks);
  g_free (undo);
}

/* It goes in parts, each of which is whole: what is undone is undone. */
static void
say_failure (Undo *undo, guint n, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autofree char *all = NULL;

  if (n == 0)
    {
      undo->done (_ ("Nothing was changed"), words, undo->data);
      return;
    }
  all = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "%u of %u is undone, the rest is as it was. Undo the file "
                                      "again "
                                      "to go on with it.",
                                      "%u of %u are undone, the rest is as it was. Undo the file "
                                      "again to go on with it.",
                                      n),
                         n, MAX (n, undo->n));
  undo->done (all, words, undo->data);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Undo *undo = user_data;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  if (pod_trial_undo_arrival_finish (POD_TRIAL (source), result, &n, &error))
    undo->done (NULL, NULL, undo->data);
  else
    say_failure (undo, n, error);
  undo_free (undo);
}

static GArray *
collect_returns (Undo *undo)
{
  GArray *returns = g_array_new (FALSE, FALSE, sizeof (PodArrivalReturn));

  for (guint i = 0; i < undo->checks->len; i++)
    {
      PodArrivalReturn one = pod_undone_result_get_return (
          g_ptr_array_index (undo->undoing.displaced, i),
          gtk_check_button_get_active (g_ptr_array_index (undo->checks, i)));

      g_array_append_val (returns, one);
    }
  return returns;
}

static void
reason_given (const char *reason, gpointer data)
{
  Undo *undo = data;
  g_autoptr (GArray) returns = NULL;

  if (reason == NULL)
    {
      undo_free (undo);
      return;
    }
  returns = collect_returns (undo);
  pod_trial_undo_arrival_async (undo->trial, undo->arrival, returns, reason, NULL, undone_cb, undo);
}

/* ---- what goes, in words ---- */

/* A sentence on its line; nothing of nothing. */
static void
add_line (GString *words, guint n, char *sentence)
{
  if (n > 0)
    g_string_append_printf (words, "%s\n", sentence);
  g_free (sentence);
}

static void
say_what_stands (GString *words, const PodArrivalUndoing *undoing)
{
  add_line (words, undoing->n_taken,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u result that was taken from it is withdrawn and stays "
                                          "readable with the reason.",
                                          "%u results that were taken from it are withdrawn and "
                                          "stay readable with the reason.",
                                          undoing->n_taken),
                             undoing->n_taken));
  add_line (words, undoing->n_judged,
            g_strdup_printf (
                g_dngettext (GETTEXT_PACKAGE,
                             "A physician has judged %u of them; that judgement counts no longer.",
                             "A physician has judged %u of them; those judgements count no longer.",
                             undoing->n_judged),
                undoing->n_judged));
  add_line (words, undoing->n_signed,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u of them is signed; what was signed then has changed.",
                                          "%u of them are signed; what was signed then has "
                                          "changed.",
                                          undoing->n_signed),
                             undoing->n_signed));
  add_line (words, undoing->n_corrected,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u that somebody has corrected since stays as it is.",
                                          "%u that somebody has corrected since stay as they are.",
                                          undoing->n_corrected),
                             undoing->n_corrected));
}

static char *
say_finding (PodTrial *trial, const PodFinding *finding)
{
  const PodStudy *study = pod_trial_get_study (trial);
  const PodObservation *observation = pod_study_find_observation (study, finding->observation);
  g_autofree char *value = pod_finding_to_words (study, finding);
  g_autofree char *when = pod_moment_to_words (finding->when);

  /* Translators: a test, its result, and when that was collected. */
  return g_strdup_printf (C_ ("arrivals", "%1$s %2$s, %3$s"),
                          observation != NULL
                              ? pod_words_get (&observation->label, pod_words_locale ())
                              : finding->observation,
                          value, when);
}

static char *
say_result (PodTrial *trial, const PodUndoneResult *result)
{
  g_autofree char *finding = say_finding (trial, result->finding);

  /* Translators: a subject, and a result of it. */
  return g_strdup_printf (C_ ("arrivals", "%1$s: %2$s"), result->number, finding);
}

static void
say_taken (GString *words, PodTrial *trial, const PodArrivalUndoing *undoing)
{
  guint n = undoing->n_taken - undoing->taken->len;

  for (guint i = 0; i < undoing->taken->len; i++)
    {
      g_autofree char *result = say_result (trial, g_ptr_array_index (undoing->taken, i));

      g_string_append_printf (words, "%s\n", result);
    }
  add_line (words, n,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more result",
                                          "and %u more results", n),
                             n));
}

static char *
say_what (PodTrial *trial, const PodTrialArrival *arrival, const PodArrivalUndoing *undoing)
{
  guint open = arrival->n_clear + arrival->n_waiting + arrival->n_unmapped;
  g_autofree char *which = pod_arrival_to_words (arrival);
  g_autoptr (GString) words = g_string_new (which);

  g_string_append_c (words, '\n');
  say_what_stands (words, undoing);
  say_taken (words, trial, undoing);
  add_line (words, open,
            g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "%u that nobody has settled waits no longer.",
                                          "%u that nobody has settled wait no longer.", open),
                             open));
  g_string_append (words, _ ("The file can be imported again."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* ---- what comes back ---- */

/* What speaks against it: then it comes back only if somebody says so. */
static char *
say_doubt (PodTrial *trial, const PodUndoneResult *result)
{
  GString *words = g_string_new (NULL);
  g_autofree char *finding = result->other != NULL ? say_finding (trial, result->other) : NULL;

  if (result->is_undone)
    g_string_append_printf (words, "\n%s", _ ("The file that brought it was undone, too."));
  if (result->is_withdrawn)
    g_string_append_printf (words, "\n%s", _ ("Another file takes it back."));
  if (finding != NULL)
    {
      g_string_append_c (words, '\n');
      /* Translators: a result. */
      g_string_append_printf (words,
                              result->is_replaced ? _ ("It stays out: in its place stands %s.")
                                                  : _ ("Beside it stands %s."),
                              finding);
    }
  return g_string_free (words, FALSE);
}

static GtkWidget *
make_check (PodTrial *trial, const PodUndoneResult *result)
{
  g_autofree char *words = say_result (trial, result);
  g_autofree char *doubt = say_doubt (trial, result);
  g_autofree char *all = g_strconcat (words, doubt, NULL);
  GtkWidget *check = gtk_check_button_new (), *label = gtk_label_new (all);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !pod_undone_result_is_doubtful (result));
  gtk_widget_set_sensitive (check, !result->is_replaced);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  return check;
}

static void
add_caption (GtkWidget *box, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
}

/* Of many the list scrolls, and the reason stays in sight. */
static GtkWidget *
make_returns (Undo *undo)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *list, *scrolled;

  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  scrolled = gtk_scrolled_window_new ();
  add_caption (box, _ ("What it had displaced comes back"), "heading");
  for (guint i = 0; i < undo->undoing.displaced->len; i++)
    {
      GtkWidget *check = make_check (undo->trial, undo->undoing.displaced->pdata[i]);

      g_ptr_array_add (undo->checks, g_object_ref_sink (check));
      gtk_box_append (GTK_BOX (list), check);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 180);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_box_append (GTK_BOX (box), scrolled);
  add_caption (box,
               _ ("It is recorded anew with your reason, and a physician judges it again. Without "
                  "the tick it stays out."),
               "dim-label");
  return box;
}

static void
ask (GtkWindow *parent, Undo *undo, const char *body)
{
  if (undo->undoing.displaced->len == 0)
    pod_dialogs_ask_reason (parent, _ ("Undo the Whole File?"), body, _ ("_Undo"), reason_given,
                            undo);
  else
    pod_dialogs_ask_reason_about (parent, _ ("Undo the Whole File?"), body, make_returns (undo),
                                  _ ("_Undo"), reason_given, undo);
}

void
pod_arrival_undo_ask (GtkWindow *parent,
                      PodTrial *trial,
                      const PodTrialArrival *arrival,
                      PodArrivalUndone done,
                      gpointer data,
                      GDestroyNotify destroy)
{
  g_autofree char *body = NULL;
  g_autoptr (GError) error = NULL;
  Undo *undo = g_new0 (Undo, 1);

  *undo = (Undo){ .trial = g_object_ref (trial),
                  .arrival = arrival->id,
                  .checks = g_ptr_array_new_with_free_func (g_object_unref),
                  .done = done,
                  .data = data,
                  .destroy = destroy };
  if (!pod_trial_count_undoing (trial, arrival->id, &undo->undoing, &error))
    {
      g_autofree char *words = pod_trial_error_to_words (error);

      done (_ ("Nothing was changed"), words, data);
      undo_free (undo);
      return;
    }
  body = say_what (trial, arrival, &undo->undoing);
  undo->n = undo->undoing.n_taken + arrival->n_clear + arrival->n_waiting + arrival->n_unmapped;
  ask (parent, undo, body);
}
