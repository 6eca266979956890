#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-observation-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-words.h"

struct _PodObservationRow
{
  PodSearchRow parent_instance;
};

G_DEFINE_FINAL_TYPE (PodObservationRow, pod_observation_row, POD_TYPE_SEARCH_ROW)

static const PodObservation *
find (PodSearchRow *row, const char *id)
{
  return pod_study_find_observation (pod_search_row_get_study (row), id);
}

/* Whether of half or of full width, in capitals or not, with spaces or without: "24小时尿蛋白" is in "24 小时尿蛋白定量". */
static char *
fold (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  char *folded = g_utf8_casefold (plain != NULL ? plain : text, -1);
  char *to = folded;

  for (const char *from = folded; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return folded;
}

static const char *
get_text (const char *text)
{
  return text != NULL ? text : "";
}

static char *
list_names (const PodObservation *observation)
{
  g_autofree char *names = g_strjoin ("\n", observation->symbol.name, get_text (observation->loinc),
                                      get_text (observation->testcd),
                                      get_text (observation->label.plain),
                                      get_text (observation->label.translated),
                                      get_text (observation->short_label.plain),
                                      get_text (observation->short_label.translated), NULL);

  return fold (names);
}

/* Whoever looks for "sodium serum" means "Serum sodium". */
static gboolean
pod_observation_row_matches (PodSearchRow *row, const char *id, const char *needle)
{
  g_autofree char *names = list_names (find (row, id));
  g_auto (GStrv) words = g_strsplit (needle, " ", -1);
  gboolean matches = TRUE;

  for (char **word = words; matches && *word != NULL; word++)
    {
      g_autofree char *folded = fold (*word);

      matches = strstr (names, folded) != NULL;
    }
  return matches;
}

static const char *
pod_observation_row_get_label (PodSearchRow *row, const char *id)
{
  const PodObservation *observation = find (row, id);

  return observation != NULL ? pod_words_get (&observation->label, pod_words_locale ()) : id;
}

static char *
pod_observation_row_get_note (PodSearchRow *row, const char *id)
{
  const char *loinc = find (row, id)->loinc;

  return loinc != NULL ? g_strdup_printf ("LOINC %s", loinc) : g_strdup ("");
}

static void
pod_observation_row_show_chosen (PodSearchRow *row, const char *id)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), id != NULL
                                                         ? pod_observation_row_get_label (row, id)
                                                         : C_ ("observation", "Choose…"));
}

static void
pod_observation_row_class_init (PodObservationRowClass *klass)
{
  PodSearchRowClass *row_class = POD_SEARCH_ROW_CLASS (klass);

  row_class->matches = pod_observation_row_matches;
  row_class->get_label = pod_observation_row_get_label;
  row_class->get_note = pod_observation_row_get_note;
  row_class->show_chosen = pod_observation_row_show_chosen;
}

static void
pod_observation_row_init (PodObservationRow *self)
{
  const PodSearchRowWords words = { .button = _ ("Choose what it is"),
                                    .search = _ ("Find by name or LOINC"),
                                    .list = _ ("Observations"),
                                    .none = _ ("Nothing is called so.") };

  pod_search_row_set_words (POD_SEARCH_ROW (self), &words);
}

/* What is derived, asked or attested nobody sends in a file; what is measured somebody may, and so name it in his own words. */
static gboolean
is_sent (const PodObservation *observation)
{
  static const char *const measured[] = { "LB", "VS", "EG", "CV", "RE", NULL };

  return !observation->derived && !observation->attested && observation->domain != NULL &&
         g_strv_contains (measured, observation->domain);
}

void
pod_observation_row_set_study (PodObservationRow *self, const PodStudy *study)
{
  const GPtrArray *all = pod_study_get_observations (study);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  g_return_if_fail (POD_IS_OBSERVATION_ROW (self));

  for (guint i = 0; i < all->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (all, i);

      if (is_sent (observation))
        g_strv_builder_add (builder, observation->symbol.name);
    }
  ids = g_strv_builder_end (builder);
  pod_search_row_set_study (POD_SEARCH_ROW (self), study, ids);
}
