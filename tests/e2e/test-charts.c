#include <glib/gstdio.h>
#include <string.h>

#include "pod-journey.h"
#include "pod-subject-item.h"
#include "pod-trial.h"

/* A chart without a mouse: walked through, looked at more closely, taken as a table, and printed to a PDF. */

#define SUBJECT "S-001"
/* The study's first two panels, and the observation in the first. */
#define FIRST "Creatinine "
#define SECOND "eGFR"
#define OBSERVATION "creatinine"

/* ---- the record, from another desk ---- */

/* Of whom the chart is, and how many results its first panel has. */
typedef struct
{
  char *number;
  char *name;
  guint n;
} Expected;

static void
expected_clear (Expected *expected)
{
  g_free (expected->number);
  g_free (expected->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Expected, expected_clear)

static PodTrial *
open_elsewhere (void)
{
  g_autoptr (GError) error = NULL;
  PodTrial *trial = pod_trial_open (pod_journey_get_path (), NULL, NULL, &error);

  g_assert_no_error (error);
  pod_trial_sign_in (trial, "pi", POD_JOURNEY_PASSWORD, &error);
  g_assert_no_error (error);
  return trial;
}

static PodSubjectItem *
find_subject (PodTrial *trial)
{
  GListModel *subjects = pod_trial_get_subjects (trial);

  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);
      const PodCasebook *casebook = pod_subject_item_get_casebook (item);

      if (g_str_equal (pod_casebook_get_subject (casebook)->screening_number, SUBJECT))
        return g_steal_pointer (&item);
    }
  g_error ("there is no %s", SUBJECT);
}

static guint
count_results (const PodCasebook *casebook)
{
  guint n, found = 0;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    found += g_str_equal (findings[i].observation, OBSERVATION) && !findings[i].record.voided;
  return found;
}

static Expected
read_record (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrial) trial = open_elsewhere ();
  g_autoptr (PodSubjectItem) item = find_subject (trial);
  Expected expected = { g_strdup (pod_subject_item_get_number (item)),
                        pod_trial_reveal_name (trial, pod_subject_item_get_id (item), &error),
                        count_results (pod_subject_item_get_casebook (item)) };

  g_assert_no_error (error);
  g_assert_cmpuint (expected.n, >, 2);
  pod_trial_close (trial);
  return expected;
}

/* ---- the chart ---- */

static void
open_labs (void)
{
  g_autofree char *tab = NULL;

  pod_journey_open_subject (SUBJECT);
  tab = pod_journey_key_to ("Tab", "Labs");
  pod_journey_key ("space");
  pod_journey_wait ("image", "Results");
}

static void
expect_step (const char *key, const char *expected)
{
  g_autofree char *told = pod_journey_key_on (key);

  g_assert_cmpstr (told, ==, expected);
}

/* Every result of the first panel is told, among what else there is of its days, until the next panel begins; and the same on the way
 * back. */
static void
walk_results (const char *first, guint n)
{
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func (g_free);
  const char *last = first;
  guint results = 0;

  g_ptr_array_add (told, g_strdup (first));
  while (!g_str_has_prefix (last, SECOND))
    {
      results += g_str_has_prefix (last, FIRST);
      g_ptr_array_add (told, pod_journey_key_on ("Right"));
      last = g_ptr_array_index (told, told->len - 1);
    }
  g_assert_cmpuint (results, ==, n);
  for (guint i = told->len - 1; i > 0; i--)
    expect_step ("Left", g_ptr_array_index (told, i - 1));
}

/* Down and up between panels, and to both ends. */
static void
walk_panels (const char *first)
{
  g_autofree char *below = pod_journey_key_on ("Down");
  g_autofree char *last = NULL;

  g_assert_true (g_str_has_prefix (below, SECOND));
  expect_step ("Up", first);
  last = pod_journey_key_on ("End");
  g_assert_cmpstr (last, !=, below);
  expect_step ("Home", first);
}

/* Whoever looks closer, and back, or takes the table, and the chart again, stays where they were. */
static void
look_closer (const char *first)
{
  pod_journey_wait ("push button", "All days");
  pod_journey_key ("KP_Add");
  pod_journey_wait_gone ("push button", "All days");
  pod_journey_key ("BackSpace");
  pod_journey_wait ("push button", "All days");
  pod_journey_wait_focus ("list item", first);
}

static void
take_table (const char *first)
{
  pod_journey_key ("t");
  pod_journey_wait_focus ("table row", "");
  pod_journey_wait ("label", "Observation");
  expect_step ("t", first);
}

/* ---- paper ---- */

/* Where GTK's "Print to File" puts a file, as long as nobody says otherwise; home is the test's own. */
static void
set_documents (const char *dir)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "user-dirs.dirs", NULL);
  g_autofree char *text = g_strdup_printf ("XDG_DOCUMENTS_DIR=\"%s\"\n", dir);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* With its end: there is no more to come. */
static gboolean
is_written (gpointer path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &bytes, &length, NULL) && g_str_has_prefix (bytes, "%PDF-") &&
         length > 100 && g_strrstr_len (bytes + length - 32, 32, "%%EOF") != NULL;
}

static char *
run (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess)
      process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  char *out = NULL;

  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  return out;
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *found = strstr (text, what); found != NULL; found = strstr (found + 1, what))
    n++;
  return n;
}

/* Sheets of A4, each of which says whose it is by the number, and that there is no such person. */
static void
check_paper (const char *path, const Expected *expected)
{
  g_autofree char *info = run ((const char *[]){ "pdfinfo", "-f", "1", "-l", "99", path, NULL });
  g_autofree char *text = run ((const char *[]){ "pdftotext", "-layout", path, "-", NULL });
  guint pages = count (info, " pts");

  g_assert_cmpuint (pages, >, 0);
  g_assert_cmpuint (count (info, "(A4)"), ==, pages);
  g_assert_cmpuint (count (text, expected->number), >=, pages);
  g_assert_cmpuint (count (text, "Demonstration: every subject here is invented"), >=, pages);
  g_assert_nonnull (strstr (text, "Creatinine"));
  g_assert_null (strstr (text, expected->name));
  g_assert_null (strstr (info, expected->name));
}

/* What the toolkit of the floor calls a row of the list of printers. */
#define PRINTER "GtkListItemWidget"

static void
print_chart (const char *dir, const Expected *expected)
{
  const char *path = pod_test_path (dir, "output.pdf");

  pod_journey_key ("<Control>p");
  pod_journey_wait ("label", "Print to File");
  g_free (pod_journey_key_to ("Tab", PRINTER));
  pod_journey_key ("space");
  g_free (pod_journey_key_to ("Tab", "Print Print"));
  pod_journey_key ("space");
  g_assert_true (pod_test_run_until (is_written, (gpointer) path, 30000));
  check_paper (path, expected);
  pod_journey_wait_gone ("dialog", "Print");
}

static void
test_reads_a_chart (void)
{
  const char *dir = pod_test_dir ();
  g_autofree char *first = NULL;
  g_auto (Expected) expected = { NULL };

  set_documents (dir);
  pod_journey_start ("pi");
  expected = read_record ();
  open_labs ();
  first = pod_journey_key_to ("Tab", FIRST);
  walk_results (first, expected.n);
  walk_panels (first);
  look_closer (first);
  take_table (first);
  print_chart (dir, &expected);
  /* The keys go on where they were; without a window manager no window is told to have the keyboard again. */
  pod_journey_key ("Right");
  pod_journey_wait_gone ("list item", first);
  pod_journey_end ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pod_journey_init (argc, argv);
  g_test_add_func ("/e2e/reads-a-chart", test_reads_a_chart);
  return g_test_run ();
}
