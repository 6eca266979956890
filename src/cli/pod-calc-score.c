/* The score of an instrument: {"id","items",…} in, sums out.  What the items are worth is in the knowledge. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-calc.h"
#include "pod-instrument.h"
#include "pod-json-text.h"

/* ---- the form ---- */

typedef struct
{
  const PodStudy *knowledge;
  PodInstrumentForm *form;
  const char **fault;
} Scoring;

static gboolean
set_fault (const char **fault, const char *words)
{
  *fault = words;
  return FALSE;
}

/* Who asks several instruments about the same findings names the same items to each: what another one has says nothing here. */
static gboolean
is_anothers (const PodStudy *knowledge, const char *name)
{
  const GPtrArray *instruments = pod_study_get_instruments (knowledge);

  for (guint i = 0; i < instruments->len; i++)
    if (pod_instrument_find_item (g_ptr_array_index (instruments, i), name) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
set_answer (const Scoring *self, const char *name, PodTruth answer, const gint64 *achieved)
{
  const PodInstrumentItem *item = pod_instrument_find_item (self->form->instrument, name);
  gint64 points = achieved != NULL ? *achieved : item != NULL ? item->points : 0;

  if (item == NULL)
    return is_anothers (self->knowledge, name) ||
           set_fault (self->fault, _ ("an item is of no instrument that is known"));
  if (points != 0 && points != item->points &&
      (!item->has_each || points < 0 || points > item->points))
    return set_fault (self->fault, _ ("an item has points that it cannot have"));
  pod_instrument_form_set (self->form, item, points == 0 ? POD_FALSE : answer, (int) points);
  return TRUE;
}

/* ["fever", …]: each that is named has this answer; one that is worth several points has all of them. */
static gboolean
read_names (const Scoring *self, JsonArray *names, PodTruth answer)
{
  for (guint i = 0; i < json_array_get_length (names); i++)
    {
      JsonNode *node = json_array_get_element (names, i);

      if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
        return set_fault (self->fault, _ ("items must be named by strings"));
      if (!set_answer (self, json_node_get_string (node), answer, NULL))
        return FALSE;
    }
  return TRUE;
}

/* {"orientation": 3, "writing": 1, "naming": null}: the points of each; null for one that was not assessed. */
static gboolean
read_points (const Scoring *self, JsonObject *points)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, points);
  while (json_object_iter_next (&iter, &name, &node))
    {
      gboolean is_null = JSON_NODE_HOLDS_NULL (node);
      gint64 achieved = 0;

      if (!is_null &&
          (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64))
        return set_fault (self->fault, _ ("the points of an item must be a whole number or null"));
      if (!is_null)
        achieved = json_node_get_int (node);
      if (!set_answer (self, name, is_null ? POD_UNKNOWN : POD_TRUE, is_null ? NULL : &achieved))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_items (const Scoring *self, JsonObject *line)
{
  JsonNode *items = json_object_get_member (line, "items");
  JsonNode *unknown = json_object_get_member (line, "unknown");

  if (items == NULL || !(JSON_NODE_HOLDS_ARRAY (items) || JSON_NODE_HOLDS_OBJECT (items)))
    return set_fault (self->fault, _ ("“items” must be an array of names, or an object of points"));
  if (unknown != NULL && !JSON_NODE_HOLDS_ARRAY (unknown))
    return set_fault (self->fault, _ ("“unknown” must be an array of names"));
  if (JSON_NODE_HOLDS_ARRAY (items) ? !read_names (self, json_node_get_array (items), POD_TRUE)
                                    : !read_points (self, json_node_get_object (items)))
    return FALSE;
  return unknown == NULL || read_names (self, json_node_get_array (unknown), POD_UNKNOWN);
}

/* Stays as it is where the member is missing or null. */
static gboolean
read_flag (JsonObject *line, const char *member, gboolean *flag)
{
  JsonNode *node = json_object_get_member (line, member);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return FALSE;
  *flag = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_form (const Scoring *self, JsonObject *line)
{
  if (!read_flag (line, "persistent", &self->form->persistent) ||
      !read_flag (line, "first_assessment", &self->form->first_assessment))
    return set_fault (self->fault, _ ("“persistent” and “first_assessment” must be true or false"));
  return read_items (self, line);
}

/* ---- the answer ---- */

/* null where items that were not assessed leave it open. */
static void
append_number (GString *answer, const char *member, int lowest, int highest)
{
  if (lowest == highest)
    pod_json_append_member_int (answer, member, lowest);
  else
    pod_json_append_member (answer, member, NULL);
}

static void
append_systems (GString *answer, const PodScore *score)
{
  g_autoptr (GString) systems = g_string_new ("{");

  for (guint i = 0; i < score->systems->len; i++)
    {
      const PodSystemScore *part = &g_array_index (score->systems, PodSystemScore, i);

      if (part->n_highest > 0)
        append_number (systems, part->system->name, part->lowest, part->highest);
    }
  g_string_append_printf (answer, "%s\"by_system\":%s}", answer->len > 1 ? "," : "", systems->str);
}

static void
append_counts (GString *answer, const PodScore *score)
{
  for (guint i = 0; i < score->systems->len; i++)
    {
      const PodSystemScore *part = &g_array_index (score->systems, PodSystemScore, i);

      if (part->system->count != NULL)
        append_number (answer, part->system->count, part->n_lowest, part->n_highest);
    }
}

static void
append_literal (GString *answer, const char *member, const char *literal)
{
  g_string_append_printf (answer, "%s\"%s\":%s", answer->len > 1 ? "," : "", member, literal);
}

static void
append_score (GString *answer, const PodInstrument *instrument, const PodScore *score)
{
  if (instrument->systems->len > 0)
    append_systems (answer, score);
  append_number (answer, "total", score->lowest, score->highest);
  append_counts (answer, score);
  if (score->lowest != score->highest)
    {
      pod_json_append_member_int (answer, "lowest", score->lowest);
      pod_json_append_member_int (answer, "highest", score->highest);
    }
  if (instrument->has_persistent)
    append_literal (answer, "persistent", score->is_persistent ? "true" : "false");
  if (instrument->has_meets)
    append_literal (answer, "meets",
                    score->meets == POD_UNKNOWN ? "null"
                    : score->meets == POD_TRUE  ? "true"
                                                : "false");
}

gboolean
pod_calc_score (const PodStudy *knowledge,
                const char *instrument,
                JsonObject *line,
                GString *answer,
                const char **fault)
{
  const PodInstrument *asked = pod_study_find_instrument (knowledge, instrument);
  g_autoptr (PodInstrumentForm) form = pod_instrument_form_new (asked);
  g_autoptr (PodScore) score = NULL;

  if (!read_form (&(Scoring){ knowledge, form, fault }, line))
    return FALSE;
  score = pod_instrument_score (form);
  append_score (answer, asked, score);
  return TRUE;
}
