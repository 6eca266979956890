#include "pod-journey.h"

/* What an investigator does so that a record can be relied upon, from the first signature to the copy that is made on closing. */

static void
sign (const char *button)
{
  pod_journey_press ("push button", button);
  pod_journey_wait ("combo box", "My signature means");
  pod_journey_type ("Your password", POD_JOURNEY_PASSWORD);
  pod_journey_press ("push button", "Sign Sign");
}

/* The first event of the list is opened and signed; changed, it is not signed any more, and says in how many fields; the difference is
 * signed. */
static void
test_signed (void)
{
  pod_journey_start ("pi");
  pod_journey_open_subject ("S-001");
  pod_journey_press ("page tab", "Adverse Events");
  pod_journey_press ("push button", "Open Open");
  pod_journey_wait ("text", "In the investigator");
  sign ("Sign… Sign…");
  pod_journey_wait ("label", "Signed by Alba Invented");

  pod_journey_type ("In the investigator", "in other words, invented");
  pod_journey_type ("Reason for the change", "read the chart again");
  pod_journey_press ("push button", "Save Save");
  pod_journey_press ("push button", "Open Open");
  pod_journey_wait ("label", "Not currently signed: differs in 1 field");
  sign ("Show… Show…");
  pod_journey_wait ("label", "Signed by Alba Invented");
  pod_journey_press ("push button", "Cancel");
  pod_journey_end ();
}

/* The trail is whole, and says so; a copy is made when the window closes, since the day's work is in it. */
static void
test_verified_and_copied (void)
{
  const char *path = pod_journey_open ();
  g_autofree char *place = g_path_get_dirname (path);
  g_autofree char *folder = g_build_filename (place, "backups", NULL);
  g_autoptr (GDir) dir = NULL;

  pod_journey_sign_in ("pi");
  pod_journey_open_subject ("S-001");
  pod_journey_key ("<Control>t");
  pod_journey_press ("push button", "Verify Verify");
  pod_journey_wait ("alert", "The audit trail verifies");
  pod_journey_press ("push button", "Close Close");
  pod_journey_end ();
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  g_assert_true (g_str_has_suffix (g_dir_read_name (dir), ".podbackup"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pod_journey_init (argc, argv);
  g_test_add_func ("/trust/e2e/R14-signed", test_signed);
  g_test_add_func ("/trust/e2e/R21-verified-and-copied", test_verified_and_copied);
  return g_test_run ();
}
