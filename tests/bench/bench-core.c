#include "bench.h"

#include "pod-date.h"
#include "pod-key-file.h"
#include "pod-unit.h"

/* What everything else stands on, a thousand times a call. */

static void
read_dates (gpointer data)
{
  for (int i = 0; i < 1000; i++)
    {
      PodDate date;

      g_assert_true (pod_date_parse ("2026-03-14", &date));
      g_assert_true (pod_date_is_complete (pod_date_add_days (date, i)));
    }
}

static void
read_units (gpointer data)
{
  static const char *const printed[] = { "10^9/L", "μmol/L", "g/24h", "mL/min/1.73m2", "IU/L" };

  for (guint i = 0; i < 1000; i++)
    g_assert_nonnull (pod_unit_from_print (printed[i % G_N_ELEMENTS (printed)]));
}

static void
read_key_file (gpointer data)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodKeyFile) file = pod_key_file_parse (data, -1, "bench", problems);

  g_assert_cmpuint (pod_key_file_get_n_groups (file), ==, 1000);
  g_assert_cmpuint (problems->len, ==, 0);
}

static char *
write_key_file (void)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (text,
                            "[criterion INC-%d]\nkind=inclusion\ntext=Neutrophil count\n"
                            "text[zh_CN]=中性粒细胞计数\nrule=anc >= 1.0 10*9/L and hgb >= 60 "
                            "g/L\n\n",
                            i);
  return g_string_free (text, FALSE);
}

int
main (void)
{
  g_autofree char *text = write_key_file ();

  bench_run ("1000 dates read and counted on", read_dates, NULL, 20);
  bench_run ("1000 units as laboratories print them", read_units, NULL, 50);
  bench_run ("a key file of 1000 groups", read_key_file, text, 100);
  return bench_end ();
}
