/* Forms that sum up: the published figures, each rule of adding at its limit, and what is not known. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "pod-instrument.h"
#include "pod-test.h"

static PodStudy *knowledge;

/* "fever purpura?": what is ticked, and with a question mark what was not assessed. */
static void
fill (PodInstrumentForm *form, const char *items)
{
  g_auto (GStrv) names = g_strsplit_set (items, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      gboolean unknown = g_str_has_suffix (names[i], "?");
      const PodInstrumentItem *item;

      if (*names[i] == '\0')
        continue;
      if (unknown)
        names[i][strlen (names[i]) - 1] = '\0';
      item = pod_instrument_find_item (form->instrument, names[i]);
      if (item == NULL)
        g_error ("%s: no such item", names[i]);
      pod_instrument_form_set (form, item, unknown ? POD_UNKNOWN : POD_TRUE, item->points);
    }
}

static PodScore *
score (const char *instrument, const char *items, gboolean persistent, gboolean first)
{
  g_autoptr (PodInstrumentForm)
      form = pod_instrument_form_new (pod_study_find_instrument (knowledge, instrument));

  form->persistent = persistent;
  form->first_assessment = first;
  fill (form, items);
  return pod_instrument_score (form);
}

static const PodSystemScore *
find_system (const PodScore *found, const char *name)
{
  for (guint i = 0; i < found->systems->len; i++)
    {
      const PodSystemScore *part = &g_array_index (found->systems, PodSystemScore, i);

      if (g_str_equal (part->system->name, name))
        return part;
    }
  g_error ("%s: no such system", name);
}

/* ---- BVAS ---- */

/* Mukhtyar 2009: 56 items, nine systems; at most 63 points new or worse, 33 persistent. */
static void
test_bvas_whole (void)
{
  const PodInstrument *bvas = pod_study_find_instrument (knowledge, "bvas");
  g_autoptr (GString) all = g_string_new (NULL);
  g_autoptr (GString) lasting = g_string_new (NULL);
  g_autoptr (PodScore) worse = NULL;
  g_autoptr (PodScore) persistent = NULL;

  g_assert_cmpuint (bvas->items->len, ==, 56);
  g_assert_cmpuint (bvas->systems->len, ==, 9);
  for (guint i = 0; i < bvas->items->len; i++)
    {
      const PodInstrumentItem *item = g_ptr_array_index (bvas->items, i);

      g_assert_nonnull (item->label.translated);
      g_string_append_printf (all, "%s ", item->name);
      if (item->has_persistent)
        g_string_append_printf (lasting, "%s ", item->name);
    }
  worse = score ("bvas", all->str, FALSE, TRUE);
  persistent = score ("bvas", lasting->str, TRUE, TRUE);
  g_assert_cmpint (worse->highest, ==, 63);
  g_assert_cmpint (worse->lowest, ==, 63);
  g_assert_true (persistent->is_persistent);
  g_assert_cmpint (persistent->lowest, ==, 33);
}

static const struct
{
  const char *items;
  gboolean persistent;
  gboolean first;
  int lowest;
  int highest;
  int renal_items;
} bvas_rows[] = {
  /* nothing; one; a system at its cap of 12 and one step beyond */
  { "", FALSE, TRUE, 0, 0, 0 },
  { "fever", FALSE, TRUE, 2, 2, 0 },
  { "haematuria creatinine_rise", FALSE, TRUE, 12, 12, 2 },
  { "haematuria creatinine_rise hypertension", FALSE, TRUE, 12, 12, 3 },
  /* the persistent form, and an item that is always new and so makes the whole form new */
  { "haematuria proteinuria fever", TRUE, TRUE, 7, 7, 2 },
  { "haematuria proteinuria fever", FALSE, TRUE, 12, 12, 2 },
  { "haematuria proteinuria fever creatinine_rise", TRUE, TRUE, 14, 14, 3 },
  /* the bands of creatinine: at the first assessment alone, and one of them */
  { "creatinine_125_249", FALSE, TRUE, 4, 4, 1 },
  { "creatinine_125_249", FALSE, FALSE, 0, 0, 0 },
  { "creatinine_250_499 creatinine_500", FALSE, TRUE, 8, 8, 1 },
  { "creatinine_rise", FALSE, FALSE, 6, 6, 1 },
  /* kidneys alone: 12, and never the 15 of criterion 16 */
  { "hypertension proteinuria haematuria creatinine_500 creatinine_rise", FALSE, TRUE, 12, 12, 5 },
  { "haematuria proteinuria creatinine_500 weight_loss myalgia", FALSE, TRUE, 15, 15, 3 },
  /* what was not assessed */
  { "fever purpura?", FALSE, TRUE, 2, 4, 0 },
  { "fever creatinine_125_249?", FALSE, FALSE, 2, 2, 0 },
  { "haematuria proteinuria? hypertension?", FALSE, TRUE, 6, 12, -1 },
  { "haematuria creatinine_rise hypertension?", FALSE, TRUE, 12, 12, -1 },
  { "haematuria creatinine_rise?", TRUE, TRUE, 3, 12, -1 },
};

static void
test_bvas_rows (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bvas_rows); i++)
    {
      g_autoptr (PodScore)
          found = score ("bvas", bvas_rows[i].items, bvas_rows[i].persistent, bvas_rows[i].first);
      const PodSystemScore *renal = find_system (found, "renal");

      g_test_message ("%s: %d to %d", bvas_rows[i].items, found->lowest, found->highest);
      g_assert_cmpint (found->lowest, ==, bvas_rows[i].lowest);
      g_assert_cmpint (found->highest, ==, bvas_rows[i].highest);
      if (bvas_rows[i].renal_items >= 0)
        g_assert_cmpint (renal->n_lowest, ==, bvas_rows[i].renal_items);
      if (bvas_rows[i].renal_items >= 0)
        g_assert_cmpint (renal->n_highest, ==, bvas_rows[i].renal_items);
      /* BVAS asks for nothing by itself: the limit is the trial's. */
      g_assert_cmpint (found->meets, ==, POD_FALSE);
    }
}

static const struct
{
  const char *items;
  gboolean first;
  int lowest;
  int highest;
} count_rows[] = {
  { "", TRUE, 0, 0 },
  { "haematuria hypertension", TRUE, 2, 2 },
  /* a band and a rise are one, by this reading; so are two bands by the form's own */
  { "creatinine_125_249 creatinine_rise", TRUE, 1, 1 },
  { "creatinine_125_249 creatinine_500", TRUE, 1, 1 },
  { "creatinine_125_249 creatinine_rise haematuria", TRUE, 2, 2 },
  { "creatinine_125_249 creatinine_rise?", TRUE, 1, 1 },
  { "creatinine_125_249? creatinine_rise?", TRUE, 0, 1 },
  { "creatinine_125_249 haematuria", FALSE, 1, 1 },
  { "haematuria proteinuria? hypertension?", TRUE, 1, 3 },
  /* of another system */
  { "fever purpura?", TRUE, 0, 0 },
};

/* What a study's reading counts as one. */
static void
test_bvas_counts (void)
{
  static const char *const once[] = { "creatinine_125_249", "creatinine_250_499", "creatinine_500",
                                      "creatinine_rise", NULL };

  for (guint i = 0; i < G_N_ELEMENTS (count_rows); i++)
    {
      g_autoptr (PodInstrumentForm)
          form = pod_instrument_form_new (pod_study_find_instrument (knowledge, "bvas"));
      int lowest, highest;

      form->first_assessment = count_rows[i].first;
      fill (form, count_rows[i].items);
      pod_instrument_count (form, "renal_items", once, &lowest, &highest);
      g_test_message ("%s: %d to %d", count_rows[i].items, lowest, highest);
      g_assert_cmpint (lowest, ==, count_rows[i].lowest);
      g_assert_cmpint (highest, ==, count_rows[i].highest);
    }
}

/* Ticking one more item never lowers what it may come to. */
static void
test_bvas_grows (void)
{
  const PodInstrument *bvas = pod_study_find_instrument (knowledge, "bvas");
  g_autoptr (PodInstrumentForm) form = pod_instrument_form_new (bvas);
  int last = 0;

  for (guint i = 0; i < bvas->items->len; i++)
    {
      g_autoptr (PodScore) found = NULL;

      pod_instrument_form_set (form, g_ptr_array_index (bvas->items, i), POD_TRUE, 0);
      found = pod_instrument_score (form);
      g_assert_cmpint (found->lowest, >=, last);
      last = found->lowest;
    }
  g_assert_cmpint (last, ==, 63);
}

/* ---- ACR/EULAR 2022, ICE ---- */

static const struct
{
  const char *instrument;
  const char *items;
  int lowest;
  int highest;
  PodTruth meets;
} set_rows[] = {
  /* GPA from 5 */
  { "gpa", "canca_pr3", 5, 5, POD_TRUE },
  { "gpa", "nasal_involvement hearing_loss", 4, 4, POD_FALSE },
  { "gpa", "nasal_involvement lung_nodules", 5, 5, POD_TRUE },
  { "gpa", "nasal_involvement lung_nodules panca_mpo", 4, 4, POD_FALSE },
  { "gpa", "canca_pr3 eosinophils_ge_1?", 1, 5, POD_UNKNOWN },
  { "gpa", "hearing_loss cartilage?", 1, 3, POD_FALSE },
  { "gpa", "canca_pr3 cartilage?", 5, 7, POD_TRUE },
  /* MPA from 5 */
  { "mpa", "panca_mpo canca_pr3", 5, 5, POD_TRUE },
  { "mpa", "panca_mpo nasal_involvement", 3, 3, POD_FALSE },
  { "mpa", "panca_mpo pauci_immune_gn eosinophils_ge_1", 5, 5, POD_TRUE },
  /* EGPA from 6 */
  { "egpa", "eosinophils_ge_1 mononeuritis_multiplex", 6, 6, POD_TRUE },
  { "egpa", "eosinophils_ge_1 mononeuritis_multiplex haematuria", 5, 5, POD_FALSE },
  { "egpa", "eosinophils_ge_1 mononeuritis_multiplex haematuria?", 5, 6, POD_UNKNOWN },
  /* ICE */
  { "ice", "orientation naming command writing attention", 10, 10, POD_FALSE },
  { "ice", "", 0, 0, POD_FALSE },
  { "ice", "orientation naming?", 4, 7, POD_FALSE },
};

static void
test_sets (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (set_rows); i++)
    {
      g_autoptr (PodScore) found = score (set_rows[i].instrument, set_rows[i].items, FALSE, TRUE);

      g_test_message ("%s %s", set_rows[i].instrument, set_rows[i].items);
      g_assert_cmpint (found->lowest, ==, set_rows[i].lowest);
      g_assert_cmpint (found->highest, ==, set_rows[i].highest);
      g_assert_cmpint (found->meets, ==, set_rows[i].meets);
    }
}

/* ---- figures that others wrote down ---- */

static JsonParser *
read_reference (const char *name)
{
  const char *path = pod_test_shared (name);
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (path == NULL)
    {
      g_test_skip ("the shared files are not there");
      return NULL;
    }
  g_assert_true (json_parser_load_from_file (parser, path, NULL));
  return g_steal_pointer (&parser);
}

static char *
join_names (JsonArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (names); i++)
    g_string_append_printf (text, "%s ", json_array_get_string_element (names, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_bvas_case (JsonArray *cases, guint index, JsonNode *node, gpointer data)
{
  JsonObject *line = json_node_get_object (node);
  g_autofree char *items = join_names (json_object_get_array_member (line, "items"));
  g_autoptr (PodScore)
      found = score ("bvas", items, json_object_get_boolean_member (line, "persistent"),
                     json_object_get_boolean_member (line, "first_assessment"));
  JsonObject *systems = json_object_get_object_member (line, "by_system");

  g_assert_cmpint (found->lowest, ==, json_object_get_int_member (line, "total"));
  for (guint i = 0; i < found->systems->len; i++)
    {
      const PodSystemScore *part = &g_array_index (found->systems, PodSystemScore, i);

      g_assert_cmpint (part->lowest, ==,
                       json_object_get_int_member_with_default (systems, part->system->name, 0));
    }
}

static void
test_bvas_reference (void)
{
  g_autoptr (JsonParser) parser = read_reference ("reference/bvas.json");
  JsonObject *root;

  if (parser == NULL)
    return;
  root = json_node_get_object (json_parser_get_root (parser));
  json_array_foreach_element (json_object_get_array_member (root, "vectors"), check_bvas_case,
                              NULL);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  int status;

  g_test_init (&argc, &argv, NULL);
  knowledge = pod_knowledge_load (pod_test_data ("knowledge"), problems);
  g_assert_nonnull (knowledge);
  g_test_add_func ("/instrument/bvas/whole", test_bvas_whole);
  g_test_add_func ("/instrument/bvas/rows", test_bvas_rows);
  g_test_add_func ("/instrument/bvas/counts", test_bvas_counts);
  g_test_add_func ("/instrument/bvas/grows", test_bvas_grows);
  g_test_add_func ("/instrument/bvas/reference", test_bvas_reference);
  g_test_add_func ("/instrument/sets", test_sets);
  status = g_test_run ();
  pod_study_unref (knowledge);
  return status;
}
