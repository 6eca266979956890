/* The manual of the rule language cannot lie: every example in it is loaded as part of the study that is shipped. */
#include "pod-study.h"
#include "pod-test.h"

#include <string.h>

/* A copy of the study with one file more, which holds @rules as definitions. */
static GPtrArray *
load_with (GPtrArray *rules)
{
  g_autoptr (GDir) study_dir = g_dir_open (pod_test_data ("studies/nct07241468"), 0, NULL);
  const char *name;
  const char *dir = pod_test_dir ();
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GString) more = g_string_new (NULL);
  PodStudy *study;

  g_assert_nonnull (study_dir);
  while ((name = g_dir_read_name (study_dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (pod_test_data ("studies/nct07241468"), name, NULL);

      if (g_str_has_suffix (name, ".ini"))
        pod_test_write (dir, name, pod_test_read (path, NULL));
    }
  for (guint i = 0; i < rules->len; i++)
    g_string_append_printf (more, "[definition manual.%u]\nlabel=Example\nrule=%s\nsource=site\n\n",
                            i, (const char *) rules->pdata[i]);
  pod_test_write (dir, "99-manual.ini", more->str);
  study = pod_study_load (dir, pod_test_data ("knowledge"), problems);
  g_clear_pointer (&study, pod_study_unref);
  return g_steal_pointer (&problems);
}

/* The lines of every block that begins with ``` and @kind. */
static GPtrArray *
find_examples (const char *kind)
{
  g_auto (GStrv)
      lines = g_strsplit (pod_test_read (pod_test_data ("manual/rules.md"), NULL), "\n", -1);
  g_autofree char *opening = g_strconcat ("```", kind, NULL);
  GPtrArray *examples = g_ptr_array_new_with_free_func (g_free);
  gboolean inside = FALSE;

  for (guint i = 0; lines[i]; i++)
    if (g_str_has_prefix (lines[i], "```"))
      inside = strcmp (lines[i], opening) == 0;
    else if (inside)
      g_ptr_array_add (examples, g_strdup (lines[i]));
  g_assert_cmpuint (examples->len, >, 3);
  return examples;
}

static void
test_rules (void)
{
  g_autoptr (GPtrArray) examples = find_examples ("rule");
  g_autoptr (GPtrArray) problems = load_with (examples);

  g_assert_cmpuint (examples->len, >, 30);
  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *text = pod_problem_to_string (problems->pdata[i]);

      g_test_message ("%s", text);
    }
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
test_refused (void)
{
  g_autoptr (GPtrArray) examples = find_examples ("refused");
  g_autoptr (GPtrArray) problems = load_with (examples);

  g_assert_cmpuint (problems->len, ==, examples->len);
}

static void
test_look_backs (void)
{
  g_autoptr (GPtrArray) examples = find_examples ("look-back");

  for (guint i = 0; i < examples->len; i++)
    {
      const char *fault = NULL;
      PodWindow window;

      if (!pod_window_parse (examples->pdata[i], &window, &fault))
        g_error ("%s: %s", (const char *) examples->pdata[i], fault);
    }
}

/* No function of the language may be left out: each is written with a bracket in an example. */
static void
test_complete (void)
{
  static const char *const functions[] = {
    "uln",        "lln",      "known",       "number",
    "if",         "min",      "max",         "abs",
    "latest",     "ever",     "persists",    "change",
    "days_since", "exposure", "stable_dose", "days_since_given",
    "ever_given", "at_least"
  };
  g_autoptr (GPtrArray) examples = find_examples ("rule");

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      g_autofree char *call = g_strconcat (functions[i], "(", NULL);
      gboolean found = FALSE;

      for (guint j = 0; j < examples->len; j++)
        found = found || strstr (examples->pdata[j], call) != NULL;
      if (!found)
        g_error ("the manual has no example of %s)", call);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manual/rules", test_rules);
  g_test_add_func ("/manual/refused", test_refused);
  g_test_add_func ("/manual/look-backs", test_look_backs);
  g_test_add_func ("/manual/complete", test_complete);
  return g_test_run ();
}
