/* The chapter "Write a study" cannot lie: its whole example is loaded as a folder, every group and rule that it shows beside that study, and every
 * fault that it describes is made and comes out in those words. */
#include "pod-case.h"
#include "pod-study.h"
#include "pod-test.h"

#include <string.h>

#define FAULT_MARK "→ "

/* One ```kind name block. */
typedef struct
{
  char *kind;
  char *name;
  GString *text;
} Block;

static void
free_block (Block *block)
{
  g_free (block->kind);
  g_free (block->name);
  g_string_free (block->text, TRUE);
  g_free (block);
}

static GStrv
read_lines (void)
{
  return g_strsplit (pod_test_read (pod_test_data ("manual/write-a-study.md"), NULL), "\n", -1);
}

static Block *
open_block (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line + strlen ("```"), " ", 2);
  Block *block = g_new0 (Block, 1);

  block->kind = g_strdup (words[0]);
  block->name = words[0] != NULL ? g_strdup (words[1]) : NULL;
  block->text = g_string_new (NULL);
  return block;
}

static GPtrArray *
list_blocks (void)
{
  g_auto (GStrv) lines = read_lines ();
  GPtrArray *blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) free_block);
  Block *open = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean is_fence = g_str_has_prefix (lines[i], "```");

      if (is_fence && open == NULL)
        g_ptr_array_add (blocks, open = open_block (lines[i]));
      else if (is_fence)
        open = NULL;
      else if (open != NULL)
        g_string_append_printf (open->text, "%s\n", lines[i]);
    }
  g_assert_null (open);
  return blocks;
}

/* The text of all blocks of @kind. */
static char *
join_blocks (const GPtrArray *blocks, const char *kind)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = blocks->pdata[i];

      if (g_strcmp0 (block->kind, kind) == 0)
        g_string_append_printf (text, "%s\n", block->text->str);
    }
  return g_string_free (text, FALSE);
}

/* A folder with the files of the whole example. */
static const char *
write_example (const GPtrArray *blocks)
{
  const char *dir = pod_test_dir ();

  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = blocks->pdata[i];

      if (g_strcmp0 (block->kind, "study") == 0)
        pod_test_write (dir, block->name, block->text->str);
    }
  return dir;
}

static char *
list_problems (const char *dir)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  PodStudy *study = pod_study_load (dir, pod_test_data ("knowledge"), problems);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *problem = pod_problem_to_string (problems->pdata[i]);

      g_string_append_printf (text, "%s\n", problem);
    }
  g_clear_pointer (&study, pod_study_unref);
  return g_string_free (text, FALSE);
}

static void
test_example (void)
{
  g_autoptr (GPtrArray) blocks = list_blocks ();
  g_autofree char *problems = list_problems (write_example (blocks));

  g_assert_cmpstr (problems, ==, "");
}

/* The table of cases is tried as a person would. */
static void
test_cases (void)
{
  g_autoptr (GPtrArray) blocks = list_blocks ();
  g_autofree char *table = join_blocks (blocks, "cases");
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodStudy)
      study = pod_study_load (write_example (blocks), pod_test_data ("knowledge"), problems);
  g_autoptr (GPtrArray) cases = pod_cases_try (study, "cases", table, problems);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *problem = pod_problem_to_string (problems->pdata[i]);

      g_test_message ("%s", problem);
    }
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (cases->len, >, 10);
  for (guint i = 0; i < cases->len; i++)
    {
      const PodCase *one = g_ptr_array_index (cases, i);
      g_autofree char *until = pod_date_to_string (one->until);

      g_test_message ("%u: %s | %s: %s until %s", one->line, one->id, one->on_record, one->answer,
                      until);
      g_assert_true (pod_case_holds (one));
    }
}

static void
test_groups (void)
{
  g_autoptr (GPtrArray) blocks = list_blocks ();
  g_autofree char *groups = join_blocks (blocks, "group");
  const char *dir = write_example (blocks);
  g_autofree char *problems = NULL;

  pod_test_write (dir, "90-groups.ini", groups);
  problems = list_problems (dir);
  g_assert_cmpstr (problems, ==, "");
}

/* "| the registry says | `rule` and more |" */
static char *
find_saying (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, " | ", 2);
  g_auto (GStrv) quotes = cells[0] != NULL && cells[1] != NULL ? g_strsplit (cells[1], "`", 3)
                                                               : NULL;

  return quotes != NULL && quotes[0] != NULL && *quotes[0] == '\0' ? g_strdup (quotes[1]) : NULL;
}

static char *
define_sayings (guint *n)
{
  g_auto (GStrv) lines = read_lines ();
  GString *text = g_string_new (NULL);
  gboolean inside = FALSE;

  *n = 0;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *rule = NULL;

      if (g_str_has_prefix (lines[i], "## "))
        inside = g_str_has_prefix (lines[i], "## How do I say");
      rule = inside && g_str_has_prefix (lines[i], "| ") ? find_saying (lines[i]) : NULL;
      if (rule != NULL)
        g_string_append_printf (text, "[definition saying.%u]\nrule=%s\n\n", ++*n, rule);
    }
  return g_string_free (text, FALSE);
}

static void
test_sayings (void)
{
  g_autoptr (GPtrArray) blocks = list_blocks ();
  g_autofree char *groups = join_blocks (blocks, "group");
  guint n;
  g_autofree char *sayings = define_sayings (&n);
  const char *dir = write_example (blocks);
  g_autofree char *problems = NULL;

  g_assert_cmpuint (n, >, 20);
  pod_test_write (dir, "90-groups.ini", groups);
  pod_test_write (dir, "91-sayings.ini", sayings);
  problems = list_problems (dir);
  g_assert_cmpstr (problems, ==, "");
}

/* What the manual says of a faulty group is what the program says. */
static void
check_fault (const GPtrArray *blocks, const Block *block)
{
  g_auto (GStrv) lines = g_strsplit (block->text->str, "\n", -1);
  g_autoptr (GString) group = g_string_new (NULL), expected = g_string_new (NULL);
  const char *dir = write_example (blocks);
  g_autofree char *problems = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], FAULT_MARK))
      g_string_append_printf (expected, "%s\n", lines[i] + strlen (FAULT_MARK));
    else
      g_string_append_printf (group, "%s\n", lines[i]);
  pod_test_write (dir, "new.ini", group->str);
  problems = list_problems (dir);
  g_assert_cmpstr (problems, ==, expected->str);
}

static void
test_faults (void)
{
  g_autoptr (GPtrArray) blocks = list_blocks ();
  guint n = 0;

  for (guint i = 0; i < blocks->len; i++)
    {
      const Block *block = blocks->pdata[i];

      if (g_strcmp0 (block->kind, "fault") != 0)
        continue;
      check_fault (blocks, block);
      n++;
    }
  g_assert_cmpuint (n, >, 8);
}

/* Each kind of group with each of its keys stands in an example or in a table. */
static void
test_complete (void)
{
  static const struct
  {
    const char *kind, *keys;
  } kinds[] = {
    { "study", "id title target registry recipient arm arm_code country site site_name sponsor "
               "beyond_target screening_prefix reference_start exposure_start toxicity_scale "
               "egfr_equation expires_soon consent_given consent_explained consent_copy "
               "wall_course wall_values wall_concern chart_treatments chart_steroids" },
    { "cohort", "label short target" },
    { "consent_form", "date" },
    { "anchor", "label event intervention event_days planned" },
    { "burden", "label source" },
    { "not_done", "label source" },
    { "equivalent", "dose of reference source unit" },
    { "group", "label burden" },
    { "observation", "label type unit convert plausible possible scale score score.once choices "
                     "lasting abnormal collection group burden derived loinc sdtm sdtm.test" },
    { "reading", "criteria question choices in_force" },
    { "class", "label source complete" },
    { "treatment", "label source category days class unit route sdtm" },
    { "equation", "label result year rule" },
    { "definition", "label rule" },
    { "criterion", "kind cohorts text rule label look_back look_back.source judgement reading "
                   "reading.source" },
    { "note", "criterion text rule given before look_back check source" },
    { "check", "label before source" },
    { "condition", "of label rule cohorts text look_back check source" },
    { "visit", "label source anchor day number window epoch observations" },
    { "kinetics", "label source kind observation anchor days limit" },
    { "instrument", "label short version forms meets" },
    { "system", "instrument label cap cap_persistent count" },
    { "item", "instrument label points each one_of system persistent first_assessment check" },
    { "grade", "scale term direction observation unit" },
    { "term", "label soc code scale interest" },
  };
  const char *manual = pod_test_read (pod_test_data ("manual/write-a-study.md"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *heading = g_strconcat ("[", kinds[i].kind, NULL);
      g_auto (GStrv) keys = g_strsplit (kinds[i].keys, " ", -1);

      if (strstr (manual, heading) == NULL)
        g_error ("the manual has no group of the kind %s", kinds[i].kind);
      for (guint j = 0; keys[j] != NULL; j++)
        {
          g_autofree char *quoted = g_strconcat ("`", keys[j], NULL);
          g_autofree char *written = g_strconcat ("\n", keys[j], "=", NULL);

          if (strstr (manual, quoted) == NULL && strstr (manual, written) == NULL)
            g_error ("the manual says nothing of %s of %s", keys[j], kinds[i].kind);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/write-a-study/example", test_example);
  g_test_add_func ("/write-a-study/groups", test_groups);
  g_test_add_func ("/write-a-study/cases", test_cases);
  g_test_add_func ("/write-a-study/sayings", test_sayings);
  g_test_add_func ("/write-a-study/faults", test_faults);
  g_test_add_func ("/write-a-study/complete", test_complete);
  return g_test_run ();
}
