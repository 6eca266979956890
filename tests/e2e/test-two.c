#include "pod-journey.h"

/* What is typed survives, and two windows on one file see each other. */

#define WORDS "In the investigator"

static void
open_new_event (void)
{
  pod_journey_press ("page tab", "Adverse Events");
  pod_journey_press ("push button", "Add Adverse Event");
  pod_journey_wait ("text", WORDS);
}

/* The power goes, or somebody ends the program by force: at most the last keystrokes are lost. */
static void
test_killed (void)
{
  pod_journey_start ("pi");
  pod_journey_open_subject ("S-001");
  open_new_event ();
  pod_journey_type (WORDS, "invented itching of the left hand");
  pod_journey_type ("Started", "2026-11-0");
  g_usleep (G_USEC_PER_SEC);
  pod_journey_kill ();

  pod_journey_start_again ("pi");
  pod_journey_wait ("status bar", "You were writing this on");
  pod_journey_wait_text (WORDS, "invented itching of the left hand");
  pod_journey_wait_text ("Started", "2026-11-0");
  pod_journey_type ("Started", "2026-11-01");
  pod_journey_press ("push button", "Save Save");
  pod_journey_wait ("label", "invented itching");
  pod_journey_end ();
}

/* Ctrl+L is heard in a dialog, too; whoever comes back finds it as it was. */
static void
test_locked (void)
{
  pod_journey_start ("pi");
  pod_journey_open_subject ("S-001");
  open_new_event ();
  pod_journey_type (WORDS, "invented hiccups");
  pod_journey_key ("<Control>l");
  pod_journey_sign_in ("pi");
  pod_journey_wait ("status bar", "You were writing this on");
  pod_journey_wait_text (WORDS, "invented hiccups");
  pod_journey_press ("push button", "Discard");
  /* A button that is not clicked but activated does its work a quarter of a second later. */
  pod_journey_wait ("status bar", "What you were writing is discarded");
  pod_journey_press ("push button", "Cancel");
  pod_journey_end ();
}

/* The coordinator's window and the investigator's: what one saves the other sees, without doing anything. */
static void
test_two_people (void)
{
  gint64 saved;

  pod_journey_start ("pi");
  pod_journey_open_subject ("S-001");
  pod_journey_press ("page tab", "Adverse Events");
  pod_journey_wait ("label", "Cytokine release syndrome");

  pod_journey_start_other ("coordinator");
  pod_journey_open_subject ("S-001");
  open_new_event ();
  pod_journey_type (WORDS, "invented cough");
  pod_journey_type ("Started", "2026-11-01");
  pod_journey_press ("push button", "Save Save");
  pod_journey_wait ("label", "invented cough");
  saved = g_get_monotonic_time ();
  pod_journey_turn_to (0);
  pod_journey_wait ("label", "invented cough");
  g_test_message ("seen, by walking the whole screen, after %.0f ms",
                  (double) (g_get_monotonic_time () - saved) / 1000);
  pod_journey_turn_to (1);
  pod_journey_end ();
  pod_journey_turn_to (0);
  pod_journey_end ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pod_journey_init (argc, argv);
  g_test_add_func ("/two/e2e/killed", test_killed);
  g_test_add_func ("/two/e2e/locked", test_locked);
  g_test_add_func ("/two/e2e/two-people", test_two_people);
  return g_test_run ();
}
