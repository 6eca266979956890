#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-term-row.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

struct _PodTermRow
{
  PodSearchRow parent_instance;
};

G_DEFINE_FINAL_TYPE (PodTermRow, pod_term_row, POD_TYPE_SEARCH_ROW)

/* How no term at all stands in the list. */
#define NO_TERM ""

static const PodTerm *
find (PodSearchRow *row, const char *id)
{
  return pod_study_find_term (pod_search_row_get_study (row), id);
}

static gboolean
pod_term_row_matches (PodSearchRow *row, const char *id, const char *needle)
{
  const PodTerm *term = find (row, id);

  /* What is searched for by name cannot be "none of these". */
  return term != NULL ? pod_search_row_is_called (&term->label, term->id, needle) : *needle == '\0';
}

static const char *
pod_term_row_get_label (PodSearchRow *row, const char *id)
{
  const PodTerm *term = find (row, id);

  if (term != NULL)
    return pod_words_get (&term->label, pod_words_locale ());
  return g_str_equal (id, NO_TERM) ? _ ("None of these: my own words only") : id;
}

static char *
pod_term_row_get_note (PodSearchRow *row, const char *id)
{
  const PodTerm *term = find (row, id);

  if (term != NULL && term->interest)
    return g_strdup (_ ("special interest"));
  return g_strdup (term != NULL && term->scale != NULL ? term->scale : "");
}

static void
pod_term_row_show_chosen (PodSearchRow *row, const char *id)
{
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), id != NULL ? pod_term_row_get_label (row, id)
                                                                : _ ("None: only the words below"));
}

static void
pod_term_row_class_init (PodTermRowClass *klass)
{
  PodSearchRowClass *row_class = POD_SEARCH_ROW_CLASS (klass);

  row_class->matches = pod_term_row_matches;
  row_class->get_label = pod_term_row_get_label;
  row_class->get_note = pod_term_row_get_note;
  row_class->show_chosen = pod_term_row_show_chosen;
}

static void
pod_term_row_init (PodTermRow *self)
{
  const PodSearchRowWords words = { .button = _ ("Choose a term"),
                                    .search = _ ("Find a term"),
                                    .list = _ ("Terms"),
                                    .none = _ ("No term is called so.") };

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Term"));
  pod_search_row_set_words (POD_SEARCH_ROW (self), &words);
}

static void
add_terms (const GPtrArray *terms, gboolean interest, GStrvBuilder *ids)
{
  for (guint i = 0; i < terms->len; i++)
    {
      const PodTerm *term = g_ptr_array_index (terms, i);

      if (term->interest == interest)
        g_strv_builder_add (ids, term->id);
    }
}

void
pod_term_row_set_study (PodTermRow *self, const PodStudy *study)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  g_return_if_fail (POD_IS_TERM_ROW (self));

  add_terms (pod_study_get_terms (study), TRUE, builder);
  add_terms (pod_study_get_terms (study), FALSE, builder);
  g_strv_builder_add (builder, NO_TERM);
  ids = g_strv_builder_end (builder);
  pod_search_row_set_study (POD_SEARCH_ROW (self), study, ids);
}
