#include <string.h>

#include "pod-arrival-returns.h"
#include "pod-test-window.h"

/* What comes back with an undone file: two thousand results make no more widgets than are seen, and are ticked by keyboard, one and all. */

#define MANY 2000

typedef struct
{
  PodTrialWindow *window;
  PodFinding finding;
  PodUndoneResult *results;
  GPtrArray *displaced;
  GtkWidget *toplevel;
  PodArrivalReturns *returns;
} Fixture;

/* The third is doubtful, the fourth cannot be. */
static void
start (Fixture *it, guint n)
{
  it->window = pod_test_window_open (pod_test_trial (pod_test_dir ()));
  it->results = g_new0 (PodUndoneResult, n);
  it->displaced = g_ptr_array_new ();
  pod_finding_init (&it->finding);
  it->finding.observation = "creatinine";
  it->finding.quantity = (PodQuantity){ POD_EXACTLY, 88, pod_unit_from_ucum ("umol/L") };
  for (guint i = 0; i < n; i++)
    {
      it->results[i] = (PodUndoneResult){ .item = i + 1,
                                          .number = (char *) "S-001",
                                          .finding = &it->finding,
                                          .is_withdrawn = i == 2,
                                          .impossible = (char *) (i == 3 ? "It cannot be."
                                                                         : NULL) };
      g_ptr_array_add (it->displaced, &it->results[i]);
    }
  it->toplevel = gtk_window_new ();
  it->returns = pod_arrival_returns_new (pod_trial_window_get_trial (it->window), it->displaced);
  gtk_window_set_child (GTK_WINDOW (it->toplevel), GTK_WIDGET (it->returns));
  gtk_window_present (GTK_WINDOW (it->toplevel));
  pod_test_settle ();
}

static void
end (Fixture *it)
{
  gtk_window_destroy (GTK_WINDOW (it->toplevel));
  pod_test_settle ();
  g_ptr_array_unref (it->displaced);
  g_free (it->results);
  pod_test_window_close (it->window);
}

static guint
count_widgets (GtkWidget *widget)
{
  guint n = 1;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_widgets (child);
  return n;
}

static guint
count_returning (Fixture *it)
{
  g_autoptr (GArray) chosen = pod_arrival_returns_collect (it->returns);
  guint n = 0;

  g_assert_cmpuint (chosen->len, ==, it->displaced->len);
  for (guint i = 0; i < chosen->len; i++)
    {
      const PodArrivalReturn *one = &g_array_index (chosen, PodArrivalReturn, i);

      g_assert_cmpint (one->item, ==, i + 1);
      n += one->returns;
    }
  return n;
}

static gboolean
returns (Fixture *it, guint index)
{
  g_autoptr (GArray) chosen = pod_arrival_returns_collect (it->returns);

  return g_array_index (chosen, PodArrivalReturn, index).returns;
}

static void
press_space (Fixture *it)
{
  GtkWidget *view = pod_test_child (it->returns, "view");
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_space, 0, 0, &taken);
    }
  g_assert_true (taken);
}

static void
test_many (void)
{
  Fixture it;
  GtkCheckButton *every;

  start (&it, MANY);
  every = pod_test_child (it.returns, "every");
  g_assert_cmpuint (count_widgets (GTK_WIDGET (it.returns)), <, 1500);
  g_assert_cmpuint (count_returning (&it), ==, MANY - 2);
  g_assert_true (gtk_check_button_get_active (every));
  pod_test_picture (it.toplevel, "arrival-returns-many.png");
  gtk_check_button_set_active (every, FALSE);
  g_assert_cmpuint (count_returning (&it), ==, 0);
  gtk_check_button_set_active (every, TRUE);
  g_assert_cmpuint (count_returning (&it), ==, MANY - 2);
  end (&it);
}

/* What something speaks against stands above, and is ticked by itself; what cannot be stays without. */
static void
test_one_by_one (void)
{
  Fixture it;
  GtkCheckButton *every;

  start (&it, 6);
  every = pod_test_child (it.returns, "every");
  pod_test_picture (it.toplevel, "arrival-returns.png");
  g_assert_false (returns (&it, 2));
  press_space (&it);
  g_assert_true (returns (&it, 2));
  g_assert_true (gtk_check_button_get_active (every));
  g_signal_emit_by_name (pod_test_child (it.returns, "view"), "activate", 1);
  g_assert_false (returns (&it, 3));
  g_signal_emit_by_name (pod_test_child (it.returns, "view"), "activate", 2);
  g_assert_false (returns (&it, 0));
  g_assert_true (gtk_check_button_get_inconsistent (every));
  g_assert_cmpuint (count_returning (&it), ==, 4);
  end (&it);
}

/* Whether a line ends between @from and @to. */
static gboolean
is_broken (PangoLayout *layout, int from, int to)
{
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      int end = pango_layout_get_line_readonly (layout, i)->start_index;

      if (end > from && end < to)
        return TRUE;
    }
  return FALSE;
}

/* However narrow it is, a number is not torn from its unit, nor that apart. */
static void
test_narrow (void)
{
  Fixture it;
  GtkWidget *label;
  const char *text, *value;
  g_autoptr (PangoLayout) layout = NULL;

  start (&it, 1);
  label = GTK_WIDGET (pod_test_find_label (it.returns, "S-001", FALSE));
  text = gtk_label_get_text (GTK_LABEL (label));
  value = strstr (text, "88");
  g_assert_nonnull (value);
  layout = gtk_widget_create_pango_layout (label, text);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  for (int width = 60; width < 400; width++)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      g_assert_false (is_broken (layout, (int) (value - text),
                                 (int) (strchr (value, 'L') - text) + 1));
    }
  end (&it);
}

/* A dialog gives it no more than it insists on. */
static void
test_room (void)
{
  static const struct
  {
    guint n;
    int least;
  } cases[] = { { 1, 100 }, { 5, 200 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture it;
      int least = 0;

      start (&it, cases[i].n);
      gtk_widget_measure (pod_test_child (it.returns, "scrolled"), GTK_ORIENTATION_VERTICAL, 380,
                          &least, NULL, NULL, NULL);
      g_assert_cmpint (least, >=, cases[i].least);
      end (&it);
    }
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/ui/arrival-returns/many", test_many);
  g_test_add_func ("/ui/arrival-returns/one-by-one", test_one_by_one);
  g_test_add_func ("/ui/arrival-returns/narrow", test_narrow);
  g_test_add_func ("/ui/arrival-returns/room", test_room);
  return g_test_run ();
}
