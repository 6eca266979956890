/* Among many results to judge those that have some words: what is hidden is neither chosen nor judged. */

#include "pod-judging-fixture.h"
#include "pod-list-find.h"
#include "pod-sign-dialog.h"
#include "pod-significance-dialog.h"
#include "pod-significance-item.h"
#include "pod-text-column.h"

typedef PodDialogFixture Fixture;

static void
open (Fixture *fixture)
{
  judging_add (fixture, "albumin", 20, "g/L", 35);
  judging_add (fixture, "hgb", 90, "g/L", 115);
  judging_add_on (fixture, 21, "alt", 400, "U/L", 500);
  judging_open (fixture);
  pod_test_present (fixture->dialog);
}

static GtkWidget *
get_find (Fixture *fixture)
{
  return pod_test_child (fixture->dialog, "find");
}

/* As somebody who presses Enter after it. */
static void
look_for (Fixture *fixture, const char *words)
{
  gpointer entry = pod_test_child (get_find (fixture), "entry");

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "activate");
  pod_test_settle ();
}

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (pod_test_child (fixture->dialog, "stack"));
}

static const char *
get_count (Fixture *fixture)
{
  return gtk_label_get_text (pod_test_child (get_find (fixture), "count"));
}

static char *
get_significance (Fixture *fixture, const char *observation)
{
  g_autoptr (PodCasebook)
      casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  g_assert_cmpuint (n, ==, 1);
  return g_strdup (series->significance != NULL ? series->significance : "open");
}

static void
assert_significance (Fixture *fixture, const char *observation, const char *expected)
{
  g_autofree char *significance = get_significance (fixture, observation);

  g_assert_cmpstr (significance, ==, expected);
}

/* Each word has to be there, anywhere in the row, whatever its case; a number is a whole one. */
static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words;
    guint n;
  } rows[] = {
    { "", 3 },        { "HEMO", 1 }, { "album nov 20", 1 }, { "20 nov", 2 },
    { "nov  21", 1 }, { "open", 3 }, { "album 21", 0 },     { "202", 0 },
    { "２１", 1 },    { "2026", 3 }, { "no such", 0 },
  };

  open (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].words);
      look_for (fixture, rows[i].words);
      g_assert_cmpuint (judging_count_rows (fixture), ==, rows[i].n);
      g_assert_cmpstr (get_page (fixture), ==, rows[i].n > 0 ? "list" : "nothing-found");
    }
}

static char *
say_string (gpointer item, gpointer data)
{
  return g_strdup (gtk_string_object_get_string (item));
}

/* Chinese has no spaces between its words: any part of them is found. */
static void
test_chinese (Fixture *fixture, gconstpointer data)
{
  static const PodCellText texts[] = { say_string };
  static const char *const rows[] = { "丙氨酸氨基转移酶 2026年11月20日", "血红蛋白 2026年11月2日",
                                      "S-0031 CD3 2026年12月12日", NULL };
  static const struct
  {
    const char *words;
    guint n;
  } searches[] = { { "转移酶", 1 }, { "血红 2日", 1 }, { "2日", 1 },   { "11月　氨酸", 1 },
                   { "11", 2 },     { "红血", 0 },     { "S-003", 1 }, { "s-0031", 1 },
                   { "31", 1 },     { "003", 0 },      { "cd3", 1 },   { "3", 1 },
                   { "12月", 1 } };
  g_autoptr (PodListFind) find = g_object_ref_sink (g_object_new (POD_TYPE_LIST_FIND, NULL));
  g_autoptr (GtkStringList) list = gtk_string_list_new (rows);
  GListModel *left = pod_list_find_attach (find, G_LIST_MODEL (list), texts, 1, GTK_WIDGET (find));

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      gpointer entry = pod_test_child (GTK_WIDGET (find), "entry");

      g_test_message ("%s", searches[i].words);
      gtk_editable_set_text (GTK_EDITABLE (entry), searches[i].words);
      g_signal_emit_by_name (entry, "search-changed");
      g_assert_cmpuint (g_list_model_get_n_items (left), ==, searches[i].n);
    }
}

/* How many there are of how many; where none is, all are one press away. */
static void
test_count (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  g_assert_cmpstr (get_count (fixture), ==, "");
  look_for (fixture, "21");
  g_assert_cmpstr (get_count (fixture), ==, "1 of 3");
  judging_add_on (fixture, 22, "plt", 90, "10*9/L", 125);
  pod_test_settle ();
  g_assert_cmpstr (get_count (fixture), ==, "1 of 4");
  pod_test_picture (fixture->dialog, "significance-found.png");
  look_for (fixture, "no such");
  g_assert_cmpstr (get_count (fixture), ==, "0 of 4");
  pod_test_picture (fixture->dialog, "significance-not-found.png");
  g_assert_true (pod_test_press (fixture->dialog, "Clear _What Is Looked For"));
  pod_test_settle ();
  g_assert_cmpuint (judging_count_rows (fixture), ==, 4);
  g_assert_cmpstr (get_count (fixture), ==, "");
}

/* What was chosen and is hidden then is chosen no longer; all are all that are there to be seen. */
static void
test_hidden (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  judging_choose_all (fixture);
  look_for (fixture, "alt");
  g_assert_cmpuint (judging_count_rows (fixture), ==, 1);
  g_assert_true (pod_test_shows (fixture->dialog, "1 result chosen"));
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  assert_significance (fixture, "alt", "not_significant");
  assert_significance (fixture, "hgb", "open");
  assert_significance (fixture, "albumin", "open");
  /* Nothing is left of those: a key finds nothing to judge. */
  g_assert_cmpstr (get_page (fixture), ==, "nothing-found");
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  assert_significance (fixture, "hgb", "open");
  assert_significance (fixture, "albumin", "open");
}

/* Where what was chosen is hidden, the first that is left is, and has the keyboard: what is outlined is what a key judges. */
static void
test_next (Fixture *fixture, gconstpointer data)
{
  GtkSelectionModel *selection;
  PodSignificanceItem *focused;

  open (fixture);
  selection = judging_get_selection (fixture);
  look_for (fixture, "alt");
  look_for (fixture, "hemo");
  g_assert_true (gtk_selection_model_is_selected (selection, 0));
  focused = pod_text_column_get_focused (pod_test_child (fixture->dialog, "view"));
  g_assert_nonnull (focused);
  g_assert_cmpstr (pod_significance_item_get_finding (focused)->observation, ==, "hgb");
}

/* What is taken back is seen: the words go where they would hide it. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  open (fixture);
  look_for (fixture, "alt");
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  pod_dialog_fixture_act (fixture, "significance.undo");
  assert_significance (fixture, "alt", "open");
  g_assert_cmpstr (get_count (fixture), ==, "1 of 3");
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  look_for (fixture, "hemo");
  pod_dialog_fixture_act (fixture, "significance.undo");
  assert_significance (fixture, "alt", "open");
  g_assert_cmpstr (get_count (fixture), ==, "");
  g_assert_cmpuint (judging_count_rows (fixture), ==, 3);
}

/* A report is signed with its rows in sight, whatever was looked for before. */
static void
test_sign (Fixture *fixture, gconstpointer data)
{
  GtkWindow *sheet;

  open (fixture);
  judging_choose_all (fixture);
  pod_dialog_fixture_act (fixture, "significance.not-significant");
  look_for (fixture, "no such");
  g_signal_emit_by_name (pod_test_child (fixture->dialog, "next_report"), "clicked");
  pod_test_settle ();
  g_assert_cmpstr (get_count (fixture), ==, "");
  g_assert_cmpuint (judging_count_rows (fixture), ==, 1);
  look_for (fixture, "no such");
  pod_dialog_fixture_act (fixture, "significance.sign");
  sheet = pod_test_toplevel (POD_TYPE_SIGN_DIALOG);
  g_assert_nonnull (sheet);
  g_assert_cmpstr (get_count (fixture), ==, "");
  g_assert_cmpuint (judging_count_rows (fixture), ==, 1);
  gtk_window_close (sheet);
  pod_test_settle ();
}

static gboolean
has_keyboard (Fixture *fixture, GtkWidget *widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->dialog));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Letters that judge are letters there, and what takes back does not. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");
  static const char *const keys[] = { "n", "s", "ctrl+a", "Delete" };

  open (fixture);
  if (xdotool == NULL)
    {
      g_test_skip ("xdotool is not there");
      return;
    }
  look_for (fixture, "alt");
  pod_test_press_key ("n");
  pod_test_settle ();
  assert_significance (fixture, "alt", "not_significant");
  pod_test_press_key ("ctrl+f");
  pod_test_settle ();
  g_assert_true (has_keyboard (fixture, get_find (fixture)));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    pod_test_press_key (keys[i]);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (keys); i++)
    pod_test_press_key ("ctrl+z");
  pod_test_settle ();
  assert_significance (fixture, "alt", "not_significant");
  assert_significance (fixture, "hgb", "open");
  pod_test_press_key ("Escape");
  pod_test_settle ();
  g_assert_cmpstr (get_count (fixture), ==, "");
  g_assert_cmpuint (judging_count_rows (fixture), ==, 2);
  g_assert_true (has_keyboard (fixture, pod_test_child (fixture->dialog, "view")));
}

int
main (int argc, char **argv)
{
  pod_test_window_init (&argc, &argv);
  pod_dialog_fixture_add ("/ui/significance-find/words", test_words);
  pod_dialog_fixture_add ("/ui/significance-find/chinese", test_chinese);
  pod_dialog_fixture_add ("/ui/significance-find/count", test_count);
  pod_dialog_fixture_add ("/ui/significance-find/hidden", test_hidden);
  pod_dialog_fixture_add ("/ui/significance-find/next", test_next);
  pod_dialog_fixture_add ("/ui/significance-find/undo", test_undo);
  pod_dialog_fixture_add ("/ui/significance-find/sign", test_sign);
  pod_dialog_fixture_add ("/ui/significance-find/keys", test_keys);
  return g_test_run ();
}
