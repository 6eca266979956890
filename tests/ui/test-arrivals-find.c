/* Among what came in those that have some words: what is taken at once is what is shown of it. */

#include <math.h>

#include "pod-arrival-row.h"
#include "pod-arrivals-fixture.h"
#include "pod-list-find.h"
#include "pod-search-row.h"
#include "pod-test-put.h"

typedef PodDialogFixture Fixture;

#define CLEAR 2

/* Two files: five results that are clear, and one that nobody knows. */
static void
open (Fixture *fixture)
{
  arrivals_receive (fixture,
                    ARRIVALS_COLUMNS "S-001,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n"
                                     "S-001,Creatinine,89,umol/L,2026-11-21 08:10,Serum\n"
                                     "S-001,Neutrophil count,2,10^9/L,2026-11-20 08:10,Blood\n"
                                     "S-001,Nobody knows,2,g/L,2026-11-20 08:10,Blood\n");
  arrivals_receive (fixture,
                    ARRIVALS_COLUMNS "S-001,Creatinine,90,umol/L,2026-11-22 08:10,Serum\n"
                                     "S-001,Neutrophil count,3,10^9/L,2026-11-22 08:10,Blood\n");
  arrivals_open_list (fixture);
  arrivals_show (fixture, CLEAR);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "88"));
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pod_test_child (fixture->dialog, "selection")));
}

/* As somebody who presses Enter after it. */
static void
look_for (Fixture *fixture, const char *words)
{
  gpointer entry = pod_test_child (pod_test_child (fixture->dialog, "find"), "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "activate");
  pod_test_settle ();
}

static gboolean
has_most (gpointer fixture)
{
  return count_rows (fixture) == 5000;
}

static gboolean
has_one (gpointer fixture)
{
  return count_rows (fixture) == 1;
}

static const char *
get_count (Fixture *fixture)
{
  return gtk_label_get_text (pod_test_child (pod_test_child (fixture->dialog, "find"), "count"));
}

static gpointer
ask (Fixture *fixture)
{
  gtk_widget_activate_action (fixture->dialog, "arrivals.take", NULL);
  g_assert_true (pod_test_wait_toplevel (ADW_TYPE_MESSAGE_DIALOG, TRUE));
  return pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint n;
  } rows[] = {
    { "", 5 },        { "creat", 3 },        { "no. 2", 2 }, { "creatinine no. 2", 1 },
    { "s-001 2", 2 }, { "1 neutrophil", 2 }, { "002", 0 },   { "s-001", 5 },
    { "S-00", 5 },    { "no such", 0 },
  };

  open (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].words);
      look_for (fixture, rows[i].words);
      g_assert_cmpuint (count_rows (fixture), ==, rows[i].n);
    }
  g_assert_cmpstr (get_count (fixture), ==, "0 of 5");
  pod_test_picture (fixture->dialog, "arrivals-not-found.png");
  g_assert_false (gtk_widget_get_visible (pod_test_child (fixture->dialog, "panel")));
  g_assert_true (pod_test_press (fixture->dialog, "Clear _What Is Looked For"));
  pod_test_settle ();
  g_assert_cmpuint (count_rows (fixture), ==, 5);
  g_assert_true (arrivals_is_on_list (fixture));
}

/* What is found is taken, and nothing else that is clear; the question says so. */
static void
test_take (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  open (fixture);
  look_for (fixture, "creatinine");
  pod_test_picture (fixture->dialog, "arrivals-found.png");
  question = ask (fixture);
  g_assert_true (pod_test_wait_shows (question, "Take the 3 Clear Results Shown?"));
  g_assert_true (pod_test_shows (question, "pi: 2 clear"));
  g_assert_true (pod_test_shows (question, "pi: 1 clear"));
  g_assert_true (pod_test_shows (question, "Of subject S-001"));
  pod_test_picture (question, "arrivals-take-found.png");
  pod_test_answer ("_Take");
  arrivals_wait_empty (fixture);
  g_assert_cmpuint (arrivals_count (fixture), ==, 3);
  g_assert_cmpstr (get_count (fixture), ==, "0 of 2");
  /* Nothing that is shown can be taken. */
  gtk_widget_activate_action (fixture->dialog, "arrivals.take", NULL);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
  look_for (fixture, "");
  g_assert_cmpuint (count_rows (fixture), ==, 2);
}

/* Of one file alone. */
static void
test_file (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  open (fixture);
  look_for (fixture, "no. 2");
  question = ask (fixture);
  g_assert_true (pod_test_wait_shows (question, "Take the 2 Clear Results Shown?"));
  g_assert_true (pod_test_shows (question, "No. 2"));
  g_assert_false (pod_test_shows (question, "No. 1"));
  pod_test_answer ("_Take");
  arrivals_wait_empty (fixture);
  g_assert_cmpuint (arrivals_count (fixture), ==, 1);
}

/* Where nothing is looked for it is all that is clear, whatever state is shown: and whose that is is said where it is seen. */
static void
test_all (Fixture *fixture, gconstpointer data)
{
  gpointer question;

  open (fixture);
  question = ask (fixture);
  g_assert_true (pod_test_wait_shows (question, "Take 5 Clear Results?"));
  g_assert_true (pod_test_shows (question, "Of subject S-001"));
  pod_test_answer ("_Cancel");
  arrivals_show (fixture, 1);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Nobody knows"));
  question = ask (fixture);
  g_assert_true (pod_test_wait_shows (question, "Take 5 Clear Results?"));
  g_assert_false (pod_test_shows (question, "Of subject S-001"));
  pod_test_answer ("_Cancel");
  /* Looked for in what is not mapped, nothing clear is shown. */
  look_for (fixture, "nobody");
  gtk_widget_activate_action (fixture->dialog, "arrivals.take", NULL);
  pod_test_settle ();
  g_assert_null (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG));
}

/* What was chosen and is hidden then is not rejected with what is found. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  gtk_selection_model_select_all (pod_test_child (fixture->dialog, "selection"));
  look_for (fixture, "neutrophil no. 2");
  gtk_widget_activate_action (fixture->dialog, "arrivals.reject", NULL);
  pod_test_settle ();
  arrivals_answer ("Not ours", "_Reject");
  arrivals_wait_empty (fixture);
  look_for (fixture, "");
  g_assert_cmpuint (count_rows (fixture), ==, 4);
}

static gboolean
shows_raw (gpointer fixture)
{
  gpointer pane = pod_test_child (((Fixture *) fixture)->dialog, "raw");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (pod_test_child (pane, "text"));
  g_autofree char *raw = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  raw = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return strstr (raw, "Urea Y") != NULL && strstr (raw, "Crea X") == NULL;
}

/* Of two that are chosen the first is hidden: the panel shows the other one, which the buttons act on, and what was said of the first is not said of
 * it. */
static void
test_panel (Fixture *fixture, gconstpointer data)
{
  PodSearchRow *observation;

  arrivals_receive (fixture, ARRIVALS_COLUMNS "S-001,Crea X,88,umol/L,2026-11-20 08:10,Serum\n");
  arrivals_receive (fixture, ARRIVALS_COLUMNS "S-001,Urea Y,7,mmol/L,2026-11-20 08:10,Serum\n");
  arrivals_open_list (fixture);
  arrivals_show (fixture, 1);
  g_assert_true (pod_test_wait_shows (fixture->dialog, "Crea X"));
  gtk_selection_model_select_all (pod_test_child (fixture->dialog, "selection"));
  observation = pod_test_child (fixture->dialog, "observation");
  pod_search_row_choose (observation, "creatinine");
  look_for (fixture, "urea");
  g_assert_cmpuint (count_rows (fixture), ==, 1);
  gtk_toggle_button_set_active (pod_test_child (pod_test_child (fixture->dialog, "raw"),
                                                "reveal_button"),
                                TRUE);
  g_assert_true (pod_test_run_until (shows_raw, fixture, 20000));
  g_assert_nonnull (strstr (gtk_label_get_text (pod_test_child (fixture->dialog, "file")),
                            "No. 2"));
  g_assert_null (pod_search_row_get_chosen (observation));
  g_assert_true (gtk_widget_get_visible (pod_test_child (fixture->dialog, "panel")));
}

/* More than a person looks through: what came in last is found all the same, and is taken. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (ARRIVALS_COLUMNS);

  for (guint i = 0; i < 5001; i++)
    g_string_append_printf (text, "S-001,%s,%u-%02u-%02u,%s\n",
                            i % 2400 == 100 ? "Neutrophil count,3,10^9/L" : "Creatinine,88,umol/L",
                            2008 + i / 336, 1 + i / 28 % 12, 1 + i % 28,
                            i % 2400 == 100 ? "Blood" : "Serum");
  arrivals_receive (fixture, text->str);
  arrivals_receive (fixture,
                    ARRIVALS_COLUMNS "S-001,Creatinine,88,umol/L,2026-11-20 08:10,Serum\n");
  arrivals_open_list (fixture);
  arrivals_show (fixture, CLEAR);
  g_assert_true (pod_test_run_until (has_most, fixture, 60000));
  look_for (fixture, "no. 2");
  g_assert_true (pod_test_run_until (has_one, fixture, 60000));
  g_assert_cmpstr (get_count (fixture), ==, "1 of 5002");
  g_assert_true (pod_test_wait_shows (ask (fixture), "Take the 1 Clear Result Shown?"));
  pod_test_answer ("_Cancel");
  /* Few among many, in chunks far from each other. */
  look_for (fixture, "neutrophil");
  g_assert_cmpuint (count_rows (fixture), ==, 3);
  g_assert_true (pod_test_wait_shows (ask (fixture), "Take the 3 Clear Results Shown?"));
  pod_test_answer ("_Take");
  arrivals_wait_empty (fixture);
  g_assert_cmpstr (get_count (fixture), ==, "0 of 4999");
}

/* What was on record when it came nobody has rejected. */
static void
test_known (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *state, *cause, *says;
  } rows[] = {
    { "rejected", "duplicate", "On record already" },
    { "rejected", "unit", "Rejected" },
    { "undone", "duplicate", "Undone" },
  };
  g_autofree char *group = pod_arrival_count_to_words ("rejected", 3);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodTrialArrivalItem *item = g_new0 (PodTrialArrivalItem, 1);
      g_autoptr (PodArrivalRow) row = pod_arrival_row_new (fixture->trial, item, NULL);
      g_autofree char *says = NULL;

      item->state = rows[i].state;
      item->cause = g_strdup (rows[i].cause);
      says = pod_arrival_row_say_state (row, NULL);
      g_assert_cmpstr (says, ==, rows[i].says);
    }
  g_assert_cmpstr (group, ==, "Rejected or on record (3)");
}

/* Limits that cannot be read are never told as if they were, also where one of the two was. */
static void
test_lost_limits (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *cause, *range, *says;
    double lower;
  } rows[] = {
    { "limits", "115,5-150", "115,5-150 (cannot be read)", NAN },
    { "limits", "115,5-150", "115,5-150 (cannot be read)", 115 },
    { "limits", "", "cannot be read", 115 },
    { "limits", "", "cannot be read", NAN },
    { NULL, "", NULL, NAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      PodTrialArrivalItem item = { .cause = (char *) rows[i].cause,
                                   .range = (char *) rows[i].range };
      g_autofree char *says = NULL;

      pod_finding_init (&item.finding);
      item.finding.lower = rows[i].lower;
      says = pod_arrival_limits_beside (&item, NULL);
      g_assert_cmpstr (says, ==, rows[i].says);
    }
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  pod_dialog_fixture_add ("/ui/arrivals-find/words", test_words);
  pod_dialog_fixture_add ("/ui/arrivals-find/take", test_take);
  pod_dialog_fixture_add ("/ui/arrivals-find/file", test_file);
  pod_dialog_fixture_add ("/ui/arrivals-find/all", test_all);
  pod_dialog_fixture_add ("/ui/arrivals-find/hidden", test_hidden);
  pod_dialog_fixture_add ("/ui/arrivals-find/panel", test_panel);
  pod_dialog_fixture_add ("/ui/arrivals-find/many", test_many);
  pod_dialog_fixture_add ("/ui/arrivals-find/known", test_known);
  pod_dialog_fixture_add ("/ui/arrivals-find/lost-limits", test_lost_limits);
  return g_test_run ();
}
