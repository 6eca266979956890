#include "pod-journey.h"

#include <glib/gstdio.h>

/* What three people do in a morning. */

/* Finds a subject by the number on the form in hand, looks at the whole course, and could send a package. */
static void
test_coordinator (void)
{
  pod_journey_start ("coordinator");
  pod_journey_open_subject ("S-001");
  pod_journey_wait ("label", "MN · Treated");
  pod_journey_press ("page tab", "Labs");
  pod_journey_wait ("image", "Results");
  pod_journey_press ("page tab", "Adverse Events");
  pod_journey_wait ("label", "Cytokine release syndrome");
  pod_journey_press ("page tab", "Eligibility");
  pod_journey_wait (NULL, "Met");
  pod_journey_press ("push button", "Back to the subjects");

  pod_journey_key ("<Control>e");
  pod_journey_wait ("push button", "Write Package");
  pod_journey_press ("push button", "Cancel");
  pod_journey_end ();
}

/* Records an adverse event and sees it in the log. */
static void
test_investigator (void)
{
  pod_journey_start ("pi");
  pod_journey_open_subject ("S-001");
  pod_journey_press ("page tab", "Adverse Events");
  pod_journey_press ("push button", "Add Adverse Event");
  pod_journey_type ("In the investigator", "invented itching of the left hand");
  pod_journey_type ("Started", "2026-11-01");
  /* Twice, as a button with a mnemonic says its name: "Save as a picture" is another one. */
  pod_journey_press ("push button", "Save Save");
  pod_journey_wait ("label", "invented itching");
  pod_journey_end ();
}

/* Reads everything but names; nothing leaves through a monitor's hands. */
static void
test_monitor (void)
{
  pod_journey_start ("monitor");
  pod_journey_open_subject ("S-001");
  pod_journey_press ("push button", "Back to the subjects");
  pod_journey_key ("<Control>e");
  pod_journey_key ("<Control>n");
  g_usleep (G_USEC_PER_SEC);
  g_assert_false (pod_journey_sees ("push button", "Write Package"));
  g_assert_false (pod_journey_sees ("push button", "Register"));
  pod_journey_end ();
}

/* ---- a chart without a mouse ---- */

/* The first two of the study's panels, as a record in them begins. */
#define FIRST_PANEL "Creatinine"
#define SECOND_PANEL "eGFR"

/* Tab goes on until the keyboard is on a record of the chart, which then has a name. */
static gboolean
has_come (gpointer name)
{
  return pod_journey_sees ("list item", name);
}

static void
tab_to (const char *name)
{
  for (guint i = 0; i < 40; i++)
    {
      pod_journey_key ("Tab");
      if (pod_test_run_until (has_come, (gpointer) name, 400))
        return;
    }
  g_error ("no Tab leads to %s", name);
}

static gboolean
is_written (gpointer path)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &bytes, &length, NULL) && length > 1000 &&
         g_str_has_prefix (bytes, "%PDF-");
}

/* Where GTK's "Print to File" puts a file, as long as nobody says otherwise; home is the test's own. */
static void
set_documents (const char *dir)
{
  g_autofree char *path = g_build_filename (g_get_user_config_dir (), "user-dirs.dirs", NULL);
  g_autofree char *text = g_strdup_printf ("XDG_DOCUMENTS_DIR=\"%s\"\n", dir);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_config_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* Reads the results by keys alone, looks closer, takes the same as a table, and prints to a PDF. */
static void
test_reads_a_chart (void)
{
  const char *dir = pod_test_dir ();
  const char *printed = pod_test_path (dir, "output.pdf");

  set_documents (dir);
  pod_journey_start ("pi");
  pod_journey_open_subject ("S-001");
  pod_journey_press ("page tab", "Labs");
  pod_journey_wait ("image", "Results");
  tab_to (FIRST_PANEL);
  pod_journey_key ("Down");
  pod_journey_wait ("list item", SECOND_PANEL);
  pod_journey_key ("Up");
  pod_journey_wait ("list item", FIRST_PANEL);
  pod_journey_key ("plus");
  pod_journey_wait (NULL, "D ");
  pod_journey_key ("BackSpace");
  pod_journey_wait (NULL, "All days");
  pod_journey_key ("t");
  pod_journey_wait ("table column header", "Observation");
  pod_journey_key ("t");
  pod_journey_key ("<Control>p");
  pod_journey_wait (NULL, "Print to File");
  pod_journey_press ("push button", "Print Print");
  g_assert_true (pod_test_run_until (is_written, (gpointer) printed, 30000));
  pod_journey_end ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pod_journey_init (argc, argv);
  g_test_add_func ("/e2e/coordinator", test_coordinator);
  g_test_add_func ("/e2e/investigator", test_investigator);
  g_test_add_func ("/e2e/monitor", test_monitor);
  g_test_add_func ("/e2e/reads-a-chart", test_reads_a_chart);
  return g_test_run ();
}
