#include "pod-adverse-event-difference.h"
#include "pod-adverse-event-draft.h"
#include "pod-adverse-event-editor.h"
#include "pod-adverse-event-form.h"
#include "pod-merge-dialog.h"
#include "pod-test-put.h"
#include "pod-test-window.h"
#include "pod-widget-picture.h"

/* Two people at one adverse event: who changed what, what is merged without asking, and what a person chooses. */

/* ---- without a display ---- */

static PodAdverseEvent
make_event (void)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = 1, .subject = 1, .version = 3 };
  event.term = "pyrexia";
  event.verbatim = "fever";
  pod_moment_parse ("2026-11-20", &event.start);
  event.grade = 2;
  event.scale = "CTCAE 5.0";
  event.graded_by = "pi";
  return event;
}

/* A change is written "grade=4 verbatim=shivers". */
static void
apply (PodAdverseEvent *event, const char *changes, GStringChunk *texts)
{
  g_auto (GStrv) list = g_strsplit (changes, " ", -1);

  for (guint i = 0; list[i] != NULL && *list[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (list[i], "=", 2);
      const char *value = g_string_chunk_insert (texts, pair[1]);

      if (g_str_equal (pair[0], "grade"))
        event->grade = atoi (value);
      else if (g_str_equal (pair[0], "by"))
        event->graded_by = value;
      else if (g_str_equal (pair[0], "scale"))
        event->scale = value;
      else if (g_str_equal (pair[0], "verbatim"))
        event->verbatim = *value != '\0' ? value : NULL;
      else if (g_str_equal (pair[0], "end"))
        g_assert_true (pod_moment_parse (value, &event->end));
      else if (g_str_equal (pair[0], "serious"))
        event->seriousness = (guint) atoi (value);
      else if (g_str_equal (pair[0], "learned"))
        g_assert_true (pod_moment_parse (value, &event->learned));
      else
        event->outcome = (PodOutcome) atoi (value);
    }
}

/* "Grade! Own words<": ! clashes, < is theirs, > is mine. */
static char *
describe (const GPtrArray *differences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const PodTwoValues *difference = g_ptr_array_index (differences, i);

      g_string_append_printf (text, "%s%s%c", i > 0 ? ", " : "", difference->name,
                              difference->how == POD_MERGE_CLASH    ? '!'
                              : difference->how == POD_MERGE_THEIRS ? '<'
                                                                    : '>');
    }
  return g_string_free (text, FALSE);
}

static void
test_sides (void)
{
  static const struct
  {
    const char *theirs;
    const char *mine;
    const char *expected;
  } cases[] = {
    { "", "", "" },
    { "verbatim=shivers", "", "Own words<" },
    { "", "verbatim=shivers", "Own words>" },
    { "verbatim=shivers", "verbatim=shivers", "" },
    { "verbatim=shivers", "verbatim=chills", "Own words!" },
    { "verbatim=", "verbatim=chills", "Own words!" },
    { "end=2026-11-22", "outcome=2", "Ended<, Outcome>" },
    /* One day known to the hour is another value. */
    { "end=2026-11-22", "end=2026-11-22T09:00", "Ended!" },
    /* A grade and whoever answers for it are one judgement: two people's halves make none. */
    { "grade=4 by=chen", "", "Grade<" },
    { "grade=4 by=chen", "grade=3 by=li", "Grade!" },
    { "by=chen", "grade=3", "Grade!" },
    { "grade=4", "scale=ASTCT", "Grade!" },
    { "serious=1", "learned=2026-11-21", "Seriousness!" },
    { "serious=2 learned=2026-11-21", "", "Seriousness<" },
  };
  g_autoptr (PodTrial) trial = pod_test_trial (pod_test_dir ());

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GStringChunk *texts = g_string_chunk_new (64);
      PodAdverseEvent base = make_event (), theirs = base, mine = base;
      g_autoptr (GPtrArray) differences = NULL;
      g_autofree char *text = NULL;

      apply (&theirs, cases[i].theirs, texts);
      apply (&mine, cases[i].mine, texts);
      differences = pod_adverse_event_compare (pod_trial_get_study (trial), &base, &theirs, &mine);
      text = describe (differences);
      g_test_message ("theirs “%s”, mine “%s”: %s", cases[i].theirs, cases[i].mine, text);
      g_assert_cmpstr (text, ==, cases[i].expected);
      g_string_chunk_free (texts);
    }
  pod_trial_close (trial);
}

/* Theirs by itself, mine where it was chosen; always over their version, and never half a judgement. */
static void
test_choices (void)
{
  g_autoptr (PodTrial) trial = pod_test_trial (pod_test_dir ());
  GStringChunk *texts = g_string_chunk_new (64);
  PodAdverseEvent base = make_event (), theirs = base, mine = base, merged;
  g_autoptr (GPtrArray) differences = NULL;

  theirs.record.version = 4;
  apply (&theirs, "grade=4 by=chen end=2026-11-22", texts);
  apply (&mine, "grade=3 by=li verbatim=chills", texts);
  differences = pod_adverse_event_compare (pod_trial_get_study (trial), &base, &theirs, &mine);
  g_assert_cmpuint (pod_two_values_count_clashes (differences), ==, 1);

  pod_adverse_event_merge (&theirs, &mine, differences, &merged);
  g_assert_cmpint (merged.record.version, ==, 4);
  g_assert_cmpint (merged.grade, ==, 4);
  g_assert_cmpstr (merged.graded_by, ==, "chen");
  g_assert_cmpstr (merged.verbatim, ==, "chills");
  g_assert_true (pod_date_equal (merged.end.date, pod_date_new (2026, 11, 22)));

  for (guint i = 0; i < differences->len; i++)
    ((PodTwoValues *) g_ptr_array_index (differences, i))->take_mine = TRUE;
  pod_adverse_event_merge (&theirs, &mine, differences, &merged);
  g_assert_cmpint (merged.grade, ==, 3);
  g_assert_cmpstr (merged.graded_by, ==, "li");
  g_assert_cmpstr (merged.verbatim, ==, "chills");
  /* Only a clash is a choice: what they alone changed is not taken back. */
  g_assert_true (pod_date_equal (merged.end.date, pod_date_new (2026, 11, 22)));
  g_string_chunk_free (texts);
  pod_trial_close (trial);
}

/* What a draft remembers of what it started from comes back field by field. */
static void
test_base (void)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GStringChunk *texts = g_string_chunk_new (64);
  const PodRecordShape *shape = pod_record_get_shape (POD_RECORD_ADVERSE_EVENT);
  PodAdverseEvent base = make_event (), read = { .record = { .id = 1, .subject = 1 } };
  g_autofree char *reason = NULL;

  apply (&base, "end=2026-11-22T09:00 serious=3 learned=2026-11 outcome=2", texts);
  base.verbatim = "with = signs; and\nlines \\n";
  pod_adverse_event_draft_write_base (file, &base, "why not");
  g_assert_true (pod_adverse_event_draft_read_base (file, &read, texts, &reason));
  g_assert_cmpstr (reason, ==, "why not");
  g_assert_cmpint (read.record.version, ==, 3);
  for (guint i = 0; i < shape->n_fields; i++)
    g_assert_true (pod_field_equal (&shape->fields[i], &base, &read));
  g_string_chunk_free (texts);
}

/* ---- with one ---- */

typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
  gint64 event;
  PodAdverseEventEditor *editor;
} Fixture;

static PodAdverseEvent
load_event (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, &error);

  g_assert_no_error (error);
  /* Lends the strings until the test ends. */
  g_test_queue_destroy ((GDestroyNotify) pod_casebook_unref, casebook);
  return *pod_casebook_find_adverse_event (casebook, fixture->event);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  PodAdverseEvent event = make_event ();
  g_autoptr (PodCasebook) casebook = NULL;

  fixture->trial = pod_test_trial (pod_test_dir ());
  fixture->subject = pod_test_register (fixture->trial, "Invented Anna", "R-0001", "mn");
  fixture->window = pod_test_window_open (fixture->trial);
  event.record = (PodRecord){ .id = -1, .subject = fixture->subject };
  fixture->event = pod_test_put_event (fixture->trial, &event, NULL);
  casebook = pod_trial_load_casebook (fixture->trial, fixture->subject, NULL);
  fixture->editor = pod_adverse_event_editor_new (GTK_WINDOW (fixture->window), fixture->trial,
                                                  casebook, fixture->event);
  g_object_add_weak_pointer (G_OBJECT (fixture->editor), (gpointer *) &fixture->editor);
  gtk_window_present (GTK_WINDOW (fixture->editor));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->editor));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  pod_test_window_close (fixture->window);
}

static gpointer
field (Fixture *fixture, const char *id)
{
  return pod_test_child (pod_test_child (fixture->editor, "form"), id);
}

static gboolean
is_closed (gpointer data)
{
  return ((Fixture *) data)->editor == NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return pod_test_toplevel (POD_TYPE_MERGE_DIALOG) != NULL;
}

/* They end it and call it otherwise; I call it otherwise, too, and say how it went. */
static PodMergeDialog *
clash (Fixture *fixture)
{
  PodAdverseEvent theirs = load_event (fixture);

  theirs.verbatim = "<b>theirs</b> & more";
  theirs.end = pod_moment_on (pod_date_new (2026, 11, 22));
  pod_test_put_event (fixture->trial, &theirs, "another person's reason");
  gtk_editable_set_text (field (fixture, "verbatim"), "mine <0.2 g/g");
  adw_combo_row_set_selected (field (fixture, "outcome"), POD_OUTCOME_RECOVERED);
  gtk_editable_set_text (pod_test_child (fixture->editor, "reason"), "read again");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.save", NULL);
  if (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL)
    pod_test_answer ("_Save");
  g_assert_true (pod_test_run_until (has_dialog, NULL, 20000));
  pod_test_settle ();
  return pod_test_toplevel (POD_TYPE_MERGE_DIALOG);
}

static GtkWidget *
find_named (GtkWidget *root, const char *name)
{
  GtkWidget *child = gtk_widget_get_first_child (root);

  if (g_str_equal (gtk_widget_get_name (root), name))
    return root;
  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, name);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_theirs (Fixture *fixture, gconstpointer data)
{
  PodMergeDialog *dialog = clash (fixture);
  PodAdverseEvent after;

  g_assert_true (pod_test_shows (dialog, "fever"));
  g_assert_true (pod_test_shows (dialog, "<b>theirs</b> & more"));
  g_assert_true (pod_test_shows (dialog, "mine <0.2 g/g"));
  pod_test_picture (dialog, "merge.png");
  /* Nobody's value is dropped by haste. */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "merge.save", NULL);
  pod_test_settle ();
  g_assert_nonnull (pod_test_toplevel (POD_TYPE_MERGE_DIALOG));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_named (GTK_WIDGET (dialog), "theirs")), TRUE);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "merge.save", NULL);
  g_assert_true (pod_test_run_until (is_closed, fixture, 20000));
  after = load_event (fixture);
  g_assert_cmpstr (after.verbatim, ==, "<b>theirs</b> & more");
  g_assert_cmpint (after.outcome, ==, POD_OUTCOME_RECOVERED);
  g_assert_true (pod_date_equal (after.end.date, pod_date_new (2026, 11, 22)));
  g_assert_cmpint (after.record.version, ==, 3);
}

static void
test_mine (Fixture *fixture, gconstpointer data)
{
  PodMergeDialog *dialog = clash (fixture);
  PodAdverseEvent after;

  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_named (GTK_WIDGET (dialog), "mine")), TRUE);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "merge.save", NULL);
  g_assert_true (pod_test_run_until (is_closed, fixture, 20000));
  after = load_event (fixture);
  g_assert_cmpstr (after.verbatim, ==, "mine <0.2 g/g");
  g_assert_true (pod_date_equal (after.end.date, pod_date_new (2026, 11, 22)));
}

/* Going back loses nothing and saves nothing; saving asks again. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  PodMergeDialog *dialog = clash (fixture);

  gtk_window_close (GTK_WINDOW (dialog));
  pod_test_settle ();
  g_assert_nonnull (fixture->editor);
  g_assert_cmpstr (gtk_editable_get_text (field (fixture, "verbatim")), ==, "mine <0.2 g/g");
  g_assert_cmpstr (load_event (fixture).verbatim, ==, "<b>theirs</b> & more");
  gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.save", NULL);
  if (pod_test_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL)
    pod_test_answer ("_Save");
  g_assert_true (pod_test_run_until (has_dialog, NULL, 20000));
  dialog = pod_test_toplevel (POD_TYPE_MERGE_DIALOG);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_named (GTK_WIDGET (dialog), "theirs")), TRUE);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "merge.save", NULL);
  g_assert_true (pod_test_run_until (is_closed, fixture, 20000));
}

int
main (int argc, char *argv[])
{
  pod_test_window_init (&argc, &argv);
  g_test_add_func ("/two/merge/sides", test_sides);
  g_test_add_func ("/two/merge/choices", test_choices);
  g_test_add_func ("/two/merge/base", test_base);
  g_test_add ("/two/merge/theirs", Fixture, NULL, set_up, test_theirs, tear_down);
  g_test_add ("/two/merge/mine", Fixture, NULL, set_up, test_mine, tear_down);
  g_test_add ("/two/merge/back", Fixture, NULL, set_up, test_back, tear_down);
  return g_test_run ();
}
