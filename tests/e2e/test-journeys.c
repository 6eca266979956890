#include "pod-journey.h"

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
  pod_journey_wait_gone ("push button", "Back to the subjects");

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
  /* On the page before, the key is that of its chart. */
  pod_journey_wait_gone ("push button", "Back to the subjects");
  pod_journey_key ("<Control>e");
  pod_journey_key ("<Control>n");
  g_usleep (G_USEC_PER_SEC);
  g_assert_false (pod_journey_sees ("push button", "Write Package"));
  g_assert_false (pod_journey_sees ("push button", "Register"));
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
  return g_test_run ();
}
