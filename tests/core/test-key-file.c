#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "pod-key-file.h"

static PodKeyFile *
parse (const char *text, GPtrArray *problems)
{
  return pod_key_file_parse (text, -1, "study.ini", problems);
}

static char *
join_problems (GPtrArray *problems)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = pod_problem_to_string (g_ptr_array_index (problems, i));

      g_string_append (all, line);
      g_string_append_c (all, '\n');
    }
  return g_string_free (all, FALSE);
}

static void
test_whole_file (void)
{
  static const char text[] = "\xEF\xBB\xBF# a study\r\n"
                             "[study]\r\n"
                             "name = Trial\r\n"
                             "\r\n"
                             "[criterion INC-03a]\r\n"
                             "rule=anc >= 1.0 10*9/L\r\n"
                             "  # platelets too\r\n"
                             "\tand plt >= 50 10*9/L  \r\n"
                             "look_back=28 d before enrolment\r\n"
                             "look_back.source=site\r\n"
                             "text=Neutrophil count = 1\r\n"
                             "text[zh_CN]=  中性粒细胞\r\n"
                             "\r\n"
                             "[definition mn.persistent_nephrotic]\r\n"
                             "empty=\r\n"
                             "[grade \"Neutrophil count decreased\"]  \r\n"
                             "1=anc < lln(anc)";
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodKeyFile) file = parse (text, problems);
  g_autofree char *all = join_problems (problems);
  PodKeyGroup *group;
  PodKeyEntry *entry;

  g_assert_cmpstr (all, ==, "");
  g_assert_cmpuint (pod_key_file_get_n_groups (file), ==, 4);

  group = pod_key_file_get_group (file, 0);
  g_assert_cmpstr (group->kind, ==, "study");
  g_assert_cmpstr (group->name, ==, "");
  g_assert_cmpstr (group->file, ==, "study.ini");
  g_assert_cmpstr (pod_key_group_get (group, "name"), ==, "Trial");
  g_assert_null (pod_key_group_get (group, "title"));

  group = pod_key_file_get_group (file, 1);
  g_assert_cmpstr (group->name, ==, "INC-03a");
  g_assert_cmpuint (group->line, ==, 5);
  g_assert_cmpstr (pod_key_group_get (group, "rule"), ==, "anc >= 1.0 10*9/L and plt >= 50 10*9/L");
  g_assert_cmpstr (pod_key_group_get (group, "look_back.source"), ==, "site");
  g_assert_cmpstr (pod_key_group_get (group, "text"), ==, "Neutrophil count = 1");
  g_assert_null (pod_key_group_take (group, "text", "de"));
  entry = pod_key_group_take (group, "text", "zh_CN");
  g_assert_cmpstr (entry->value, ==, "中性粒细胞");
  g_assert_cmpuint (entry->line, ==, 12);
  g_assert_cmpuint (entry->column, ==, 15);

  group = pod_key_file_get_group (file, 2);
  g_assert_cmpstr (group->name, ==, "mn.persistent_nephrotic");
  g_assert_cmpstr (pod_key_group_get (group, "empty"), ==, "");

  group = pod_key_file_get_group (file, 3);
  g_assert_cmpstr (group->kind, ==, "grade");
  g_assert_cmpstr (group->name, ==, "Neutrophil count decreased");
  g_assert_cmpstr (pod_key_group_get (group, "1"), ==, "anc < lln(anc)");
}

/* A fault inside a rule is shown in the line where it stands. */
static void
test_locate (void)
{
  static const struct
  {
    const char *what;
    guint line, column;
  } cases[] = {
    { "血", 2, 8 }, { "anc", 2, 10 }, { "and", 3, 3 }, { "plt", 5, 2 }, { "50", 5, 9 },
  };
  g_autoptr (PodKeyFile) file =
      parse ("[k n]\nrule = 血 anc >= 1  \n  and\n# remark\n\tplt >= 50\nnext=\n first\n", NULL);
  PodKeyGroup *group = pod_key_file_get_group (file, 0);
  PodKeyEntry *entry = pod_key_group_take (group, "rule", NULL);
  guint line, column;

  g_assert_cmpstr (entry->value, ==, "血 anc >= 1 and plt >= 50");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *found = strstr (entry->value, cases[i].what);

      pod_key_entry_locate (entry, (gsize) (found - entry->value), &line, &column);
      g_assert_cmpuint (line, ==, cases[i].line);
      g_assert_cmpuint (column, ==, cases[i].column);
    }
  pod_key_entry_locate (entry, G_MAXSIZE, &line, &column);
  g_assert_cmpuint (line, ==, 5);
  g_assert_cmpuint (column, ==, 11);
  entry = pod_key_group_take (group, "next", NULL);
  pod_key_entry_locate (entry, 0, &line, &column);
  g_assert_cmpuint (line, ==, 7);
  g_assert_cmpuint (column, ==, 2);
}

/* A fault, and where it is said to be.  %s are no formats: the text is taken as it stands. */
static const struct
{
  const char *text, *problems;
} faults[] = {
  { "a=1\n", "study.ini:1:1: expected a group, as in [kind name], before anything else\n" },
  { "[]\n", "study.ini:1:2: expected the kind of the group after '['\n" },
  { "[ k]\n", "study.ini:1:2: expected the kind of the group after '['\n" },
  { "[k\n", "study.ini:1:3: expected ']': a name with spaces stands in quotes\n" },
  { "[k n\n", "study.ini:1:5: expected ']': a name with spaces stands in quotes\n" },
  { "[k two words]\n", "study.ini:1:8: expected ']': a name with spaces stands in quotes\n" },
  { "[k!]\n", "study.ini:1:3: expected ' ' or ']' after the kind of the group\n" },
  { "[k \"n]\n", "study.ini:1:4: the quoted name does not end: expected '\"'\n" },
  { "[k \"\"]\n", "study.ini:1:4: the name between the quotes is empty\n" },
  { "[k n] x\n", "study.ini:1:6: expected nothing after ']'\n" },
  { "[k n]\nab\n", "study.ini:2:3 [k n]: expected '=' after the key\n" },
  { "[k n]\n=1\n", "study.ini:2:1 [k n]: expected a key before '='\n" },
  { "[k n]\na b=1\n", "study.ini:2:3 [k n]: a key holds letters, digits, '_', '.' and '-' only\n" },
  { "[k n]\n名=1\n", "study.ini:2:1 [k n]: a key holds letters, digits, '_', '.' and '-' only\n" },
  { "[k n]\na[]=1\n", "study.ini:2:2 [k n]: expected a locale in brackets, as in [zh_CN]\n" },
  { "[k n]\na[zh=1\n", "study.ini:2:2 [k n]: expected a locale in brackets, as in [zh_CN]\n" },
  { "[k n]\na=1\na=2\n", "study.ini:3:1 [k n]: the key \"a\" stands already in line 2\n" },
  { "[k n]\na[de]=1\na[de]=2\na=3\n",
    "study.ini:3:1 [k n]: the key \"a\" stands already in line 2\n" },
  { "[k n]\na=1\n[k \"n\"]\na=1\n", "study.ini:3:1 [k n]: this group stands already in line 1\n" },
  { "[k n]\n  a=1\n",
    "study.ini:2:3 [k n]: this line starts with a space but has no value to go on with\n" },
  { "[k n]\na=1\n\n  2\n  3\n",
    "study.ini:4:3 [k n]: this line starts with a space but has no value to go on with\n" },
  { "[k n]\na=中\xff\n", "study.ini:2:4 [k n]: the byte 0xff is not UTF-8\n" },
  { "[k n]\na=\xc0\x80\n", "study.ini:2:3 [k n]: the byte 0xc0 is not UTF-8\n" },
  /* Every fault in one go, and none that only follows from another. */
  { "[k\nx=1\n  more\ny\n[k n]\nz\n",
    "study.ini:1:3: expected ']': a name with spaces stands in quotes\n"
    "study.ini:4:2: expected '=' after the key\n"
    "study.ini:6:2 [k n]: expected '=' after the key\n" },
  { "[k n]\nbad line\n  more of it\n", "study.ini:2:9 [k n]: expected '=' after the key\n" },
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GPtrArray) problems = pod_problems_new ();
      g_autoptr (PodKeyFile) file = parse (faults[i].text, problems);
      g_autofree char *all = join_problems (problems);

      g_assert_nonnull (file);
      g_assert_cmpstr (all, ==, faults[i].problems);
    }
}

static void
test_faulty_parts_are_left_out (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodKeyFile)
      file = parse ("[k n]\na=1\na=2\noops\nb=3\n[k n]\na=9\n[k m]\nc=4\n", problems);

  g_assert_cmpuint (problems->len, ==, 3);
  g_assert_cmpuint (pod_key_file_get_n_groups (file), ==, 2);
  g_assert_cmpstr (pod_key_group_get (pod_key_file_get_group (file, 0), "a"), ==, "1");
  g_assert_cmpstr (pod_key_group_get (pod_key_file_get_group (file, 0), "b"), ==, "3");
  g_assert_cmpstr (pod_key_group_get (pod_key_file_get_group (file, 1), "c"), ==, "4");
}

static void
test_nul_byte (void)
{
  static const char text[] = "[k n]\na=1\0002\nb=2\n";
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodKeyFile) file = pod_key_file_parse (text, sizeof text - 1, "study.ini", problems);
  g_autofree char *all = join_problems (problems);

  g_assert_cmpstr (all, ==, "study.ini:2:4 [k n]: there is a NUL byte; expected text\n");
  g_assert_cmpstr (pod_key_group_get (pod_key_file_get_group (file, 0), "b"), ==, "2");
}

static void
test_taking (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodKeyFile) file = parse ("[k n]\na=1\nb=2\nc[zh_CN]=3\n[k]\n", problems);
  PodKeyGroup *group = pod_key_file_get_group (file, 0);
  g_autofree char *all = NULL;

  g_assert_nonnull (pod_key_group_require (group, "a", problems));
  g_assert_null (pod_key_group_require (group, "d", problems));
  g_assert_null (pod_key_group_require (pod_key_file_get_group (file, 1), "d", problems));
  pod_key_group_finish (group, problems);
  pod_key_group_problem (group, NULL, problems, "%d%% wrong", 100);
  all = join_problems (problems);
  g_assert_cmpstr (all, ==,
                   "study.ini:1 [k n] d: this key is missing\n"
                   "study.ini:5 [k] d: this key is missing\n"
                   "study.ini:3:3 [k n] b: unknown key\n"
                   "study.ini:4:10 [k n] c[zh_CN]: unknown key\n"
                   "study.ini:1 [k n]: 100% wrong\n");
}

/* Nobody waits for a file of noise, and nobody reads a million complaints. */
static void
test_noise (void)
{
  GString *text = g_string_new ("[k n]\n");
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodKeyFile) noise = NULL;
  g_autoptr (PodKeyFile) long_value = NULL;

  for (int i = 0; i < 500000; i++)
    g_string_append (text, "x\n");
  noise = parse (text->str, problems);
  g_assert_cmpuint (problems->len, ==, 1001);

  g_string_assign (text, "[k n]\na=0\n");
  for (int i = 0; i < 500000; i++)
    g_string_append (text, " 1\n");
  long_value = parse (text->str, NULL);
  g_assert_cmpuint (strlen (pod_key_group_get (pod_key_file_get_group (long_value, 0), "a")), ==,
                    1000001);
  g_string_free (text, TRUE);
}

static PodKeyFile *
load (const char *content, gsize length, GPtrArray *problems)
{
  g_autofree char *folder = g_dir_make_tmp ("podocyte-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "limits.ini", NULL);
  PodKeyFile *file;

  g_assert_true (g_file_set_contents (path, content, (gssize) length, NULL));
  file = pod_key_file_load (path, problems);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return file;
}

static void
test_load (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodKeyFile) good = load ("[k n]\na=1\n", 10, problems);
  g_autoptr (PodKeyFile) empty = load ("", 0, problems);
  g_autofree char *huge = g_strnfill (4 * 1024 * 1024 + 1, '#');
  g_autoptr (PodKeyFile) limit = load (huge, 4 * 1024 * 1024, problems);
  g_autofree char *all = NULL;

  g_assert_cmpstr (pod_key_file_get_group (good, 0)->file, ==, "limits.ini");
  g_assert_nonnull (empty);
  g_assert_nonnull (limit);
  g_assert_cmpuint (problems->len, ==, 0);

  g_assert_null (load (huge, 4 * 1024 * 1024 + 1, problems));
  g_assert_null (load ("[k]\na=\xff\n", 8, problems));
  g_assert_null (load ("\0", 1, problems));
  g_assert_null (pod_key_file_load ("/nonexistent/limits.ini", problems));
  g_assert_null (pod_key_file_load ("/", problems));
  all = join_problems (problems);
  g_assert_true (g_str_has_prefix (all, "limits.ini: the file is larger than 4 MiB\n"
                                        "limits.ini:2:3 [k]: the byte 0xff is not UTF-8\n"
                                        "limits.ini:1:1: there is a NUL byte; expected text\n"
                                        "limits.ini: the file cannot be opened: "));
  g_assert_cmpuint (problems->len, ==, 5);
}

static void
test_problem_to_string (void)
{
  static const struct
  {
    PodProblem problem;
    const char *text;
  } cases[] = {
    { { "study.ini", 12, 7, "criterion INC-01", "rule", "expected a unit" },
      "study.ini:12:7 [criterion INC-01] rule: expected a unit" },
    { { "study.ini", 12, 0, "criterion INC-01", NULL, "no rule" },
      "study.ini:12 [criterion INC-01]: no rule" },
    { { "study.ini", 0, 0, NULL, NULL, "cannot be read" }, "study.ini: cannot be read" },
    { { NULL, 0, 0, "AE 3", "onset", "is missing" }, "[AE 3] onset: is missing" },
    { { NULL, 0, 0, NULL, "onset", "is missing" }, "onset: is missing" },
    { { NULL, 0, 0, NULL, NULL, "is missing" }, "is missing" },
    { { NULL, 3, 4, NULL, NULL, "is missing" }, "3:4: is missing" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = pod_problem_to_string (&cases[i].problem);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  pod_problem_free (NULL);
  pod_problems_add (NULL, NULL, 0, 0, NULL, NULL, "nobody listens");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/key-file/whole-file", test_whole_file);
  g_test_add_func ("/core/key-file/locate", test_locate);
  g_test_add_func ("/core/key-file/faults", test_faults);
  g_test_add_func ("/core/key-file/faulty-parts", test_faulty_parts_are_left_out);
  g_test_add_func ("/core/key-file/nul-byte", test_nul_byte);
  g_test_add_func ("/core/key-file/taking", test_taking);
  g_test_add_func ("/core/key-file/noise", test_noise);
  g_test_add_func ("/core/key-file/load", test_load);
  g_test_add_func ("/core/problem/to-string", test_problem_to_string);
  return g_test_run ();
}
