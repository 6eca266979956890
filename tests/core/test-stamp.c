#include <glib.h>

#include "pod-stamp.h"

static void
test_instants (void)
{
  static const struct
  {
    const char *text;
    gint64 utc_us;
    gint16 offset;
    const char *shown;
  } cases[] = {
    { "1970-01-01T00:00:00.000Z", 0, 0, "1970-01-01T00:00:00.000Z" },
    { "1970-01-01T00:00:00Z", 0, 0, "1970-01-01T00:00:00.000Z" },
    { "2026-03-14T06:30:00.000Z", 1773469800000000, 0, "2026-03-14T06:30:00.000Z" },
    { "2026-03-14T14:30:00+08:00", 1773469800000000, 480, "2026-03-14T06:30:00.000Z" },
    { "2026-03-14T03:00:00-03:30", 1773469800000000, -210, "2026-03-14T06:30:00.000Z" },
    { "2026-03-14T06:30:00.1Z", 1773469800100000, 0, "2026-03-14T06:30:00.100Z" },
    { "2026-03-14T06:30:00.123456789Z", 1773469800123456, 0, "2026-03-14T06:30:00.123Z" },
    { "1969-12-31T23:59:59.999Z", -1000, 0, "1969-12-31T23:59:59.999Z" },
    { "2024-02-29T23:59:59Z", 1709251199000000, 0, "2024-02-29T23:59:59.000Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PodInstant instant;
      g_autofree char *shown = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_true (pod_instant_parse (cases[i].text, &instant));
      g_assert_cmpint (instant.utc_us, ==, cases[i].utc_us);
      g_assert_cmpint (instant.offset_min, ==, cases[i].offset);
      shown = pod_instant_to_string (instant);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_instants_refused (void)
{
  static const char *const bad[] = {
    "",
    "2026-03-14",
    "2026-03-14T06:30Z",
    "2026-03-14T06:30:00",
    "2026-03-14 06:30:00Z",
    "2026-03-14T06:30:00.Z",
    "2026-03-14T24:00:00Z",
    "2026-03-14T06:60:00Z",
    "2026-03-14T06:30:60Z",
    "2026-02-29T06:30:00Z",
    "2026-03-14T06:30:00ZZ",
    "2026-03-14T06:30:00+0800",
    "2026-03-14T06:30:00+24:00",
    "2026-03-14T06:30:00 08:00",
  };
  PodInstant instant = { 42, 42 };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      g_assert_false (pod_instant_parse (bad[i], &instant));
    }
  g_assert_false (pod_instant_parse (NULL, &instant));
  g_assert_cmpint (instant.utc_us, ==, 42);
}

static void
test_clock (void)
{
  PodInstant set = { 1773469800000000, 480 };
  PodClock clock = pod_clock_fixed (&set);
  gint64 before = g_get_real_time ();
  PodInstant now = pod_clock_now (pod_clock_system ());

  g_assert_cmpint (now.utc_us, >=, before);
  g_assert_cmpint (now.utc_us, <=, g_get_real_time ());
  g_assert_cmpint (ABS (now.offset_min), <=, 14 * 60);

  g_assert_cmpint (pod_clock_now (&clock).utc_us, ==, set.utc_us);
  g_assert_cmpint (pod_clock_now (&clock).offset_min, ==, 480);
  set.utc_us++;
  g_assert_cmpint (pod_clock_now (&clock).utc_us, ==, set.utc_us);
}

static void
test_stamp (void)
{
  PodInstant when = { 1773469800000000, 480 };
  g_autoptr (PodStamp) stamp = pod_stamp_new ("nurse1", "coordinator", "a1b2", NULL, when);
  g_autoptr (PodStamp) with_reason = pod_stamp_new ("pi", "pi", "c3", "typing error", when);
  g_autoptr (PodStamp) copy = pod_stamp_copy (with_reason);

  g_assert_null (stamp->why);
  g_assert_cmpstr (stamp->role, ==, "coordinator");
  g_clear_pointer (&with_reason, pod_stamp_free);
  g_assert_cmpstr (copy->user, ==, "pi");
  g_assert_cmpstr (copy->session, ==, "c3");
  g_assert_cmpstr (copy->why, ==, "typing error");
  g_assert_cmpint (copy->when.offset_min, ==, 480);
  g_assert_null (pod_stamp_copy (NULL));
  pod_stamp_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/stamp/instants", test_instants);
  g_test_add_func ("/core/stamp/instants-refused", test_instants_refused);
  g_test_add_func ("/core/stamp/clock", test_clock);
  g_test_add_func ("/core/stamp/stamp", test_stamp);
  return g_test_run ();
}
