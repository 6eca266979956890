/* What is archived must be read when this program is long gone: with nothing but a reader of JSON.  The package for the recipient is one
 * such archive (what is told and what it means stand in the datasets themselves), the history as JSON another. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "pod-trial-history.h"
#include "service-fixture.h"

static JsonNode *
parse (const char *path)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text = pod_test_read (path, &length);
  JsonNode *node = json_from_string (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

/* Each column says what it is called and of what kind it is, and each row has a value for each. */
static void
check_dataset (const char *path)
{
  g_autoptr (JsonNode) node = parse (path);
  JsonObject *dataset = json_node_get_object (node);
  JsonArray *columns = json_object_get_array_member (dataset, "columns");
  JsonArray *rows = json_object_get_array_member (dataset, "rows");
  guint n = json_array_get_length (columns);

  g_assert_cmpstr (json_object_get_string_member (dataset, "datasetJSONVersion"), ==, "1.1.0");
  g_assert_cmpuint (json_object_get_int_member (dataset, "records"), ==,
                    json_array_get_length (rows));
  for (guint i = 0; i < n; i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);

      g_assert_cmpstr (json_object_get_string_member (column, "name"), !=, "");
      g_assert_cmpstr (json_object_get_string_member (column, "label"), !=, "");
      g_assert_cmpstr (json_object_get_string_member (column, "dataType"), !=, "");
    }
  for (guint i = 0; i < json_array_get_length (rows); i++)
    g_assert_cmpuint (json_array_get_length (json_array_get_array_element (rows, i)), ==, n);
}

static PodTrial *
make_trial (void)
{
  PodTrial *trial = fixture_trial ();
  gint64 subject = fixture_register (trial, "0000001");

  fixture_add_result (trial, subject, "hgb", 101);
  return trial;
}

static gboolean
is_dataset (const char *name)
{
  return g_str_has_suffix (name, ".json") && strcmp (name, "manifest.json") != 0 &&
         g_ascii_islower (name[0]) && strlen (name) <= strlen ("suppdm.json");
}

static void
test_package (void)
{
  PodTrial *trial = make_trial ();
  const char *directory = pod_test_path (pod_test_dir (), "package");
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint datasets = 0;

  pod_trial_export (trial, directory, POD_PROFILE_CODED, FALSE, &error);
  g_assert_no_error (error);
  dir = g_dir_open (directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      const char *path = pod_test_path (directory, name);

      if (is_dataset (name))
        check_dataset (path), datasets++;
      else if (g_str_has_suffix (name, ".json"))
        json_node_unref (parse (path));
      else
        g_assert_true (g_utf8_validate (pod_test_read (path, NULL), -1, NULL));
    }
  /* Demographics, results and visits at the least. */
  g_assert_cmpuint (datasets, >=, 2);
  fixture_end (trial);
}

/* The history: who, when, what, from what to what, and the head that the last entry makes. */
static void
test_history (void)
{
  static const char *const members[] = { "sequence", "when",  "user", "role", "action", "table",
                                         "row",      "field", "old",  "new",  "why" };
  PodTrial *trial = make_trial ();
  const char *path = pod_test_path (pod_test_dir (), "history.json");
  const char *head = fixture_audit_head (pod_trial_get_path (trial));
  PodHistoryFilter filter = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *entries;

  pod_trial_save_history (trial, &filter, POD_HISTORY_JSON, path, &error);
  g_assert_no_error (error);
  node = parse (path);
  entries = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (entries), >, 20);
  for (guint i = 0; i + 1 < json_array_get_length (entries); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (members); j++)
      g_assert_true (json_object_has_member (json_array_get_object_element (entries, i),
                                             members[j]));
  g_assert_cmpstr (json_object_get_string_member (
                       json_array_get_object_element (entries, json_array_get_length (entries) - 1),
                       "head"),
                   ==, head);
  fixture_end (trial);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/archive/R23-package-reads-as-plain-JSON", test_package);
  g_test_add_func ("/archive/R23-history-reads-as-plain-JSON", test_history);
  return g_test_run ();
}
