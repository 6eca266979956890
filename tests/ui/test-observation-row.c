/* What a laboratory's item is, chosen among hundreds: by any words of its name, in either language, by LOINC or the study's own name, with the
 * keyboard alone. */

#include "pod-observation-row.h"
#include "pod-test-put.h"
#include "pod-test-window.h"

typedef struct
{
  PodTrial *trial;
  GtkWidget *window;
  GtkWidget *row;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *group = adw_preferences_group_new ();

  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->window = adw_window_new ();
  fixture->row = g_object_new (POD_TYPE_OBSERVATION_ROW, "title", "It is", NULL);
  pod_observation_row_set_study (POD_OBSERVATION_ROW (fixture->row),
                                 pod_trial_get_study (fixture->trial));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), fixture->row);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 600);
  adw_window_set_content (ADW_WINDOW (fixture->window), group);
  pod_test_present (fixture->window);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  /* An open list would keep the keyboard that the next window is to have. */
  gtk_popover_popdown (pod_test_child (fixture->row, "popover"));
  pod_test_settle ();
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pod_test_settle ();
  pod_trial_close (fixture->trial);
  g_assert_finalize_object (fixture->trial);
}

static void
open_list (Fixture *fixture)
{
  gtk_popover_popup (pod_test_child (fixture->row, "popover"));
  pod_test_settle ();
}

static void
look_for (Fixture *fixture, const char *words)
{
  gpointer search = pod_test_child (fixture->row, "search");

  gtk_editable_set_text (GTK_EDITABLE (search), words);
  g_signal_emit_by_name (search, "search-changed");
  pod_test_settle ();
}

static gboolean
finds (Fixture *fixture, const char *id)
{
  GListModel *found = G_LIST_MODEL (pod_test_child (fixture->row, "filtered"));

  for (guint i = 0; i < g_list_model_get_n_items (found); i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (found, i);

      if (g_str_equal (gtk_string_object_get_string (item), id))
        return TRUE;
    }
  return FALSE;
}

static const char *
get_chosen (Fixture *fixture)
{
  return pod_search_row_get_chosen (POD_SEARCH_ROW (fixture->row));
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *words;
    const char *id;
    gboolean is_found;
  } rows[] = {
    { "", "sodium", TRUE },
    { "urine protein", "uprot24", TRUE },
    { "PROTEIN urine", "uprot24", TRUE },
    { "  protein  ", "uprot24", TRUE },
    { "尿蛋白", "uprot24", TRUE },
    { "24小时尿蛋白", "uprot24", TRUE },
    { "２４小时尿蛋白", "uprot24", TRUE },
    { "24 小时 尿蛋白", "uprot24", TRUE },
    { "uprot", "uprot24", TRUE },
    { "2889-4", "uprot24", TRUE },
    { "2951", "sodium", TRUE },
    { "钠", "sodium", TRUE },
    { "urine protein sodium", "sodium", FALSE },
    { "尿蛋白", "sodium", FALSE },
  };

  g_assert_null (get_chosen (fixture));
  g_assert_true (pod_test_shows (fixture->row, "Choose…"));
  open_list (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s: %s", rows[i].words, rows[i].id);
      look_for (fixture, rows[i].words);
      g_assert_cmpint (finds (fixture, rows[i].id), ==, rows[i].is_found);
    }
  look_for (fixture, "urine protein");
  pod_test_picture (fixture->window, "observation-row.png");
  look_for (fixture, "no such test");
  g_assert_true (pod_test_shows (pod_test_child (fixture->row, "popover"),
                                 "Nothing is called so."));
  /* Nobody sends it in a file. */
  look_for (fixture, "");
  g_assert_false (finds (fixture, "other_trial"));
  g_assert_null (get_chosen (fixture));
}

static gboolean
is_open (gpointer popover)
{
  return gtk_widget_get_mapped (popover);
}

/* A button that is pressed by a key shows it for a while, before it does what it is for. */
static void
open_by_key (GtkWidget *popover)
{
  pod_test_press_key ("Return");
  g_assert_true (pod_test_run_until (is_open, popover, 20000));
}

/* Enter takes the first that is left, Down leads to the others, and Escape closes it and takes nothing. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *xdotool = g_find_program_in_path ("xdotool");
  GtkWidget *popover = pod_test_child (fixture->row, "popover");

  if (xdotool == NULL)
    {
      g_test_skip ("xdotool is not there");
      return;
    }
  gtk_widget_grab_focus (fixture->row);
  open_by_key (popover);
  look_for (fixture, "sodium");
  pod_test_press_key ("Escape");
  g_assert_false (gtk_widget_get_mapped (popover));
  g_assert_null (get_chosen (fixture));
  open_by_key (popover);
  look_for (fixture, "2951-2");
  pod_test_press_key ("Return");
  g_assert_false (gtk_widget_get_mapped (popover));
  g_assert_cmpstr (get_chosen (fixture), ==, "sodium");
  g_assert_true (pod_test_shows (fixture->row, "Sodium"));
  open_by_key (popover);
  look_for (fixture, "2889-4");
  pod_test_press_key ("Down");
  pod_test_press_key ("Return");
  g_assert_false (gtk_widget_get_mapped (popover));
  g_assert_cmpstr (get_chosen (fixture), ==, "uprot24");
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add ("/ui/observation-row/words", Fixture, NULL, set_up, test_words, tear_down);
  g_test_add ("/ui/observation-row/keys", Fixture, NULL, set_up, test_keys, tear_down);
  return g_test_run ();
}
