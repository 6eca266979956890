#include "pod-journey.h"

/* A laboratory's file is imported in the window by somebody without a mouse: it is seen before it is taken, found again on the chart, and is
 * nothing new the second time. */

/* One result that is clear, in another unit than the study's, and one that a person has to look at, since its day is not known. */
#define LINES                                                                                      \
  "Screening number,Item,Result,Unit,Range,Collected,Specimen\n"                                   \
  "S-001,Scr,0.9,mg/dL,0.5-1.0,2026-11-20 08:10,Serum\n"                                           \
  "S-001,Scr,82,umol/L,41-81,2026-10,Serum\n"

/* A path that is typed needs no list: its first slash asks for where to type it. */
static void
choose_file (const char *path)
{
  pod_journey_key ("<Control>i");
  pod_journey_wait (NULL, "Laboratory File");
  for (const char *c = path; *c != '\0'; c++)
    pod_journey_key ((const char[]){ *c, '\0' });
  pod_journey_key ("Return");
  pod_journey_wait_gone (NULL, "Laboratory File");
  pod_journey_wait ("label", "Who sent this file?");
}

/* The row of laboratories has the keyboard: none is chosen yet, and below that stands the first. */
static void
choose_laboratory (void)
{
  pod_journey_key ("Return");
  pod_journey_wait ("label", "Another Laboratory");
  pod_journey_key ("Down");
  pod_journey_key ("Return");
  pod_journey_wait_gone ("label", "Not chosen yet");
}

/* What each line would become: whose it is, what test that is taken for, and its value and unit. */
static void
look_at_lines (void)
{
  pod_journey_wait ("label", "Nothing is recorded yet.");
  pod_journey_wait ("label", "S-001");
  pod_journey_wait ("label", "Scr");
  pod_journey_wait ("label", "Creatinine");
  pod_journey_wait ("label", "0.9 mg/dL (0.5-1.0)\n= 79.6 µmol/L");
  pod_journey_wait ("label", "82 µmol/L (41-81)");
  pod_journey_wait ("label", "clear");
  pod_journey_wait ("label", "waits");
}

/* The button that takes what is clear has the keyboard, and is then the one that leads to what waits. */
static void
take (void)
{
  pod_journey_wait_focus ("push button", "Import 1 Result");
  pod_journey_key ("Return");
  pod_journey_wait ("label", "1 result was added to the record.");
  pod_journey_wait ("label", "taken");
  pod_journey_wait ("label", "waits");
}

static void
settle_waiting (void)
{
  pod_journey_press ("push button", "See What Waits");
  pod_journey_wait ("label", "The day of collection is not known");
  pod_journey_press ("push button", "Accept");
  pod_journey_type ("Reason", "so the ward says");
  pod_journey_press ("push button", "Accept");
  pod_journey_wait ("label", "Nothing waits");
  pod_journey_key ("Escape");
  pod_journey_wait_gone ("label", "Results That Came In");
}

/* The last of the first panel, in the study's unit: the next panel's first is beside it. */
static void
find_point (void)
{
  pod_journey_open_subject ("S-001");
  g_free (pod_journey_key_to ("Tab", "Labs"));
  pod_journey_key ("space");
  pod_journey_wait ("image", "Results");
  g_free (pod_journey_key_to ("Tab", "Creatinine "));
  g_free (pod_journey_key_to ("Down", "eGFR"));
  g_free (pod_journey_key_to ("Left", "Creatinine 79"));
}

/* Whose file it is was remembered, so that one key reads it. */
static void
import_again (const char *path)
{
  choose_file (path);
  pod_journey_wait_focus ("push button", "Read the File");
  pod_journey_key ("Return");
  pod_journey_wait ("label", "There is nothing new in this file. Nothing was changed.");
  pod_journey_wait ("label", "duplicate");
  g_assert_false (pod_journey_sees ("push button", "Import 1 Result"));
  pod_journey_press ("push button", "Cancel");
  pod_journey_wait_gone ("frame", "Import a Laboratory File");
}

static void
test_import (void)
{
  const char *path = pod_test_write (pod_test_dir (), "lab.csv", LINES);

  pod_journey_start ("coordinator");
  choose_file (path);
  choose_laboratory ();
  pod_journey_press ("push button", "Read the File");
  look_at_lines ();
  take ();
  settle_waiting ();
  find_point ();
  import_again (path);
  /* GTK's own file chooser leaks. */
  pod_journey_leave ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  pod_journey_init (argc, argv);
  g_test_add_func ("/e2e/import", test_import);
  return g_test_run ();
}
