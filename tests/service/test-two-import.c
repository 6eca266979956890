/* Two people at one database, each in a process of their own: one takes in laboratory files of more than a thousand lines, in several transactions
 * each, while the other looks and goes on writing.  Nobody waits for what cannot be told apart from a hang, and nothing is lost. */

#include <stdio.h>

#include "pod-connection-private.h"
#include "pod-vault-private.h"
#include "service-fixture.h"

#define FILES 3
#define LINES 1200
#define SUBJECTS 6
#define PAUSE_MS 120
#define WITHIN_US G_USEC_PER_SEC

static const char map_text[] = "[map central]\nlaboratory=Central\nsubject=record\n"
                               "subject.kind=record_number\nitem=item\nresult=result\nunit=unit\n"
                               "collected=collected\n[item hgb]\nnames=Hb\n";

/* ---- the one who imports, which is this program ---- */

static PodTrial *
open_as (const char *path, const char *user)
{
  pod_vault_set_test_cost ();
  fixture_set_today ("2026-03-14");
  return fixture_open (path, user);
}

/* Of each file when its import began, and when it was in. */
static int
be_importer (const char *path, const char *folder)
{
  PodTrial *trial = open_as (path, "anna");
  const char *map = pod_test_path (folder, "map.ini");

  for (guint i = 0; i < FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("lab-%u.csv", i);
      gint64 start = g_get_monotonic_time ();
      g_autoptr (GError) error = NULL;
      g_autoptr (PodImport)
          import = pod_trial_import (trial, pod_test_path (folder, name), map, FALSE, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (import->accepted, ==, LINES);
      printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT "\n", start, g_get_monotonic_time ());
      g_usleep (G_USEC_PER_SEC / 2);
    }
  fixture_end (trial);
  return 0;
}

static void
write_files (const char *folder)
{
  pod_test_write (folder, "map.ini", map_text);
  for (guint i = 0; i < FILES; i++)
    {
      g_autoptr (GString) text = g_string_new ("record,item,result,unit,collected\n");
      g_autofree char *name = g_strdup_printf ("lab-%u.csv", i);

      for (guint k = 0; k < LINES; k++)
        g_string_append_printf (text, "%07u,Hb,%u,g/L,2026-03-%02u %02u:%02u\n", 1 + k % SUBJECTS,
                                90 + k % 40, 4 + i, k / SUBJECTS / 60, k / SUBJECTS % 60);
      pod_test_write (folder, name, text->str);
    }
}

/* ---- the one who looks and writes ---- */

typedef struct
{
  PodTrial *trial;
  gint64 subjects[SUBJECTS];
  gint64 event;
  gint64 seen[FILES]; /* when all of a file stood here; 0 before */
  GArray *asked;      /* gint64: when each edit was asked for … */
  GArray *told;       /* … and when it was said to be saved */
  guint next;         /* the edit that is to come; 0 for none */
  guint n_refused; /* edits that were asked for again, since the other had the file for too long */
  GAsyncResult *over; /* of the other process */
} Side;

static guint
count_imported (Side *side)
{
  guint count = 0;

  for (guint i = 0; i < SUBJECTS; i++)
    {
      g_autoptr (PodCasebook)
          casebook = pod_trial_load_casebook (side->trial, side->subjects[i], NULL);
      guint n;

      g_assert_nonnull (casebook);
      pod_casebook_get_series (casebook, "hgb", &n);
      count += n;
    }
  return count;
}

static void
changed_cb (PodTrial *trial, gint64 subject, Side *side)
{
  guint count = count_imported (side);

  for (guint i = 0; i < FILES; i++)
    if (side->seen[i] == 0 && count >= (i + 1) * LINES)
      side->seen[i] = g_get_monotonic_time ();
}

static gboolean
refresh_cb (gpointer trial)
{
  pod_trial_refresh (trial);
  return G_SOURCE_CONTINUE;
}

static PodAdverseEvent
load_event (Side *side, PodCasebook **casebook)
{
  *casebook = pod_trial_load_casebook (side->trial, side->subjects[0], NULL);
  return *pod_casebook_find_adverse_event (*casebook, side->event);
}

static gboolean edit_cb (gpointer data);

static void
edited_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Side *side = data;
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;

  pod_trial_commit_finish (side->trial, result, NULL, &error);
  /* On a busy machine one chunk may take longer than the program waits: a person saves again then. */
  if (g_error_matches (error, POD_STORE_ERROR, POD_STORE_ERROR_BUSY))
    {
      side->n_refused++;
      g_array_set_size (side->asked, side->told->len);
      edit_cb (side);
      return;
    }
  g_assert_no_error (error);
  g_array_append_val (side->told, now);
  if (side->over == NULL)
    side->next = g_timeout_add (PAUSE_MS, edit_cb, side);
}

/* One after another until the other is done, as a form is saved: without waiting for it. */
static gboolean
edit_cb (gpointer data)
{
  Side *side = data;
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodChange) change = pod_change_new ();
  PodAdverseEvent event = load_event (side, &casebook);
  g_autofree char *words = g_strdup_printf ("fever %u", side->asked->len);
  gint64 now = g_get_monotonic_time ();

  side->next = 0;
  event.verbatim = words;
  pod_change_put_adverse_event (change, &event);
  g_array_append_val (side->asked, now);
  pod_trial_commit_async (side->trial, change, "read again", NULL, edited_cb, side);
  return G_SOURCE_REMOVE;
}

static void
set_up (Side *side)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  PodAdverseEvent event;

  side->trial = fixture_trial ();
  side->asked = g_array_new (FALSE, FALSE, sizeof (gint64));
  side->told = g_array_new (FALSE, FALSE, sizeof (gint64));
  fixture_add_user (side->trial, "anna", POD_USER_COORDINATOR);
  for (guint i = 0; i < SUBJECTS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%07u", i + 1);

      side->subjects[i] = fixture_register (side->trial, number);
    }
  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = side->subjects[0] };
  event.verbatim = "fever";
  event.start = pod_moment_on (pod_date_new (2026, 3, 10));
  pod_change_put_adverse_event (change, &event);
  pod_trial_commit (side->trial, change, NULL, ids, &error);
  g_assert_no_error (error);
  side->event = g_array_index (ids, gint64, 0);
}

/* ---- what is expected ---- */

static gboolean
is_over (gpointer data)
{
  const Side *side = data;

  return side->over != NULL && side->seen[FILES - 1] != 0 && side->asked->len == side->told->len;
}

/* Each file within a second of its commit. */
static void
expect_seen (const Side *side, char **lines)
{
  for (guint i = 0; i < FILES; i++)
    {
      g_auto (GStrv) times = g_strsplit (lines[i], " ", 2);
      gint64 start = g_ascii_strtoll (times[0], NULL, 10);
      gint64 end = g_ascii_strtoll (times[1], NULL, 10);

      g_test_message ("%d lines imported in %.0f ms, seen %.0f ms later", LINES,
                      (double) (end - start) / 1000, (double) (side->seen[i] - end) / 1000);
      g_assert_cmpint (side->seen[i] - end, <, WITHIN_US);
      g_assert_cmpint (side->seen[i], >, start);
    }
}

static gboolean
is_during (gint64 when, char **lines)
{
  for (guint i = 0; i < FILES; i++)
    {
      g_auto (GStrv) times = g_strsplit (lines[i], " ", 2);

      if (when > g_ascii_strtoll (times[0], NULL, 10) &&
          when < g_ascii_strtoll (times[1], NULL, 10))
        return TRUE;
    }
  return FALSE;
}

/* Every edit was saved, and said to be, most of them at once; some were asked for in the middle of an import, or this would say nothing. */
static void
expect_told (const Side *side, char **lines)
{
  gint64 longest = 0;
  guint during = 0;

  for (guint i = 0; i < side->told->len; i++)
    {
      gint64 asked = g_array_index (side->asked, gint64, i);

      longest = MAX (longest, g_array_index (side->told, gint64, i) - asked);
      during += is_during (asked, lines);
    }
  g_test_message ("%u edits, %u of them during an import; the longest took %.0f ms; %u times asked "
                  "again",
                  side->told->len, during, (double) longest / 1000, side->n_refused);
  g_assert_cmpuint (during, >, 0);
  g_assert_cmpuint (side->n_refused, <, side->told->len);
}

static void
expect_saved (Side *side)
{
  g_autofree char *last = g_strdup_printf ("fever %u", side->asked->len - 1);
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PodTrialVerification) verification = pod_trial_verify (side->trial, NULL, &error);
  PodAdverseEvent event;

  g_assert_no_error (error);
  g_assert_true (verification->ok);
  fixture_become (side->trial, FIXTURE_PI);
  event = load_event (side, &casebook);
  g_assert_cmpstr (event.verbatim, ==, last);
  g_assert_cmpint (event.record.version, ==, 1 + (int) side->asked->len);
  g_assert_cmpuint (count_imported (side), ==, FILES * LINES);
}

static void
test_import (void)
{
  Side side = { 0 };
  const char *folder = pod_test_dir ();
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;
  guint timer;

  set_up (&side);
  write_files (folder);
  g_signal_connect (side.trial, "changed", G_CALLBACK (changed_cb), &side);
  timer = g_timeout_add (POD_TRIAL_REFRESH_MS, refresh_cb, side.trial);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe",
                              "--importer", pod_trial_get_path (side.trial), folder, NULL);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, pod_test_take_result_cb, &side.over);
  edit_cb (&side);
  g_assert_true (pod_test_run_until (is_over, &side, 90000));
  g_subprocess_communicate_utf8_finish (process, side.over, &output, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (process));
  lines = g_strsplit (output, "\n", -1);
  g_source_remove (timer);
  g_clear_handle_id (&side.next, g_source_remove);

  expect_seen (&side, lines);
  expect_told (&side, lines);
  expect_saved (&side);
  g_clear_object (&side.over);
  g_array_unref (side.asked);
  g_array_unref (side.told);
  fixture_end (side.trial);
}

int
main (int argc, char **argv)
{
  if (argc >= 4 && g_str_equal (argv[1], "--importer"))
    return be_importer (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/two/import", test_import);
  return g_test_run ();
}
