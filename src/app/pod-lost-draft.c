#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-lost-draft.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-course-editor.h"
#include "pod-dialogs.h"
#include "pod-instrument-draft.h"
#include "pod-record-words.h"
#include "pod-result-row.h"
#include "pod-treatment-row.h"
#include "pod-trial-history.h"
#include "pod-user-item.h"
#include "pod-words.h"

/* What somebody typed, or chose by a word; a choice of a list is quickly made again.  @column: of the record, for its words. */
static const struct
{
  const char *group;
  const char *key;
  const char *column;
} texts[] = {
  { "form", "term", "term" },         { "form", "verbatim", "verbatim" },
  { "form", "start", "start" },       { "form", "end", "stop" },
  { "form", "grade", "grade" },       { "form", "learned", "learned" },
  { "register", "name", NULL },       { "register", "record_number", NULL },
  { "register", "id_number", NULL },  { "register", "phone", NULL },
  { "register", "birth_date", NULL }, { "register", "consent", NULL },
  { "person", "user", NULL },         { "person", "full_name", NULL },
  { "person", "organisation", NULL }, { "draft", "reason", NULL },
  { "draft", "when", NULL },          { "consent", "explained_by", NULL },
  { "cohort", "reason", NULL },
};

/* A day that is half typed is told as it is. */
static char *
say_typed (const char *key, const char *typed)
{
  static const char *const dates[] = { "start",   "end",  "learned", "birth_date",
                                       "consent", "when", NULL };
  PodMoment moment;

  return g_strv_contains (dates, key) && pod_moment_parse (typed, &moment) &&
                 pod_date_is_set (moment.date)
             ? pod_moment_to_words (moment)
             : g_strdup (typed);
}

static void
append (GString *lines, const char *label, const char *value)
{
  g_string_append_c (lines, '\n');
  /* Translators: a field or a test, and what was typed of it. */
  g_string_append_printf (lines, C_ ("lost draft", "%1$s: %2$s"), label, value);
}

static void
add_line (GString *lines, PodTrial *trial, GKeyFile *file, guint i)
{
  g_autofree char *typed = g_key_file_get_string (file, texts[i].group, texts[i].key, NULL);
  g_autofree char *value = NULL;

  if (typed == NULL || *typed == '\0' || g_strcmp0 (typed, "0") == 0)
    return;
  value = g_str_equal (texts[i].key, "term")
              ? pod_record_value_to_words (trial, NULL, "adverse_event", "term", typed)
              : say_typed (texts[i].key, typed);
  if (texts[i].column == NULL)
    g_string_append_printf (lines, "\n%s", value);
  else
    append (lines, pod_history_field_to_words ("adverse_event", texts[i].column), value);
}

/* "Hemoglobin: 120", of the form in which results are typed. */
static void
add_results (GString *lines, PodTrial *trial, GKeyFile *file)
{
  g_auto (GStrv) groups = g_key_file_get_groups (file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      const PodObservation *observation = NULL;
      g_autofree char *value = g_key_file_get_string (file, groups[i], "value", NULL);

      if (g_str_has_prefix (groups[i], POD_RESULT_ROW_GROUP))
        observation = pod_study_find_observation (pod_trial_get_study (trial),
                                                  groups[i] + strlen (POD_RESULT_ROW_GROUP));
      if (observation != NULL && value != NULL)
        append (lines, pod_words_get (&observation->label, pod_words_locale ()), value);
    }
}

/* "Prednisone", and what was typed of it. */
static void
add_course (GString *lines, PodTrial *trial, GKeyFile *file)
{
  static const char *const keys[] = { "dose", "start", "end", "lot", "note" };
  g_autofree char *treatment = g_key_file_get_string (file, POD_COURSE_DRAFT, "treatment", NULL);

  if (treatment != NULL && *treatment != '\0')
    g_string_append_printf (lines, "\n%s",
                            pod_treatment_to_words (pod_trial_get_study (trial), treatment));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *typed = g_key_file_get_string (file, POD_COURSE_DRAFT, keys[i], NULL);
      g_autofree char *value = typed != NULL ? say_typed (keys[i], typed) : NULL;

      if (value != NULL && *value != '\0')
        g_string_append_printf (lines, "\n%s", value);
    }
}

/* "MN", and which version of the consent form: what the reason and the day of the same draft are about. */
static void
add_screening (GString *lines, PodTrial *trial, GKeyFile *file)
{
  g_autofree char *cohort = g_key_file_get_string (file, "cohort", "cohort", NULL);
  g_autofree char *form = g_key_file_get_string (file, "consent", "form", NULL);
  const PodCohort *one = cohort != NULL
                             ? pod_study_find_cohort (pod_trial_get_study (trial), cohort)
                             : NULL;

  if (cohort != NULL)
    g_string_append_printf (lines, "\n%s",
                            one != NULL ? pod_words_get (&one->label, pod_words_locale ())
                                        : cohort);
  if (form != NULL)
    append (lines, _ ("Version of the form"), form);
}

/* "Fever: yes"; what the study does not know any more by the name that it had. */
static void
add_answer (GString *lines, const PodInstrument *instrument, GKeyFile *file, const char *key)
{
  const PodInstrumentItem *item = instrument != NULL ? pod_instrument_find_item (instrument, key)
                                                     : NULL;
  int number = g_key_file_get_integer (file, POD_INSTRUMENT_DRAFT_ITEMS, key, NULL);
  const char *label = item != NULL ? pod_words_get (&item->label, pod_words_locale ()) : key;
  g_autofree char *counted = item == NULL || item->has_each ? g_strdup_printf ("%d", number) : NULL;

  append (lines, label,
          counted != NULL ? counted : (number != 0 ? C_ ("item", "yes") : C_ ("item", "no")));
}

static void
add_answers (GString *lines, PodTrial *trial, const char *form, GKeyFile *file)
{
  const PodInstrument *instrument;
  g_auto (GStrv) keys = NULL;

  if (!g_str_has_prefix (form, POD_INSTRUMENT_DRAFT))
    return;
  instrument = pod_study_find_instrument (pod_trial_get_study (trial),
                                          form + strlen (POD_INSTRUMENT_DRAFT));
  keys = g_key_file_get_keys (file, POD_INSTRUMENT_DRAFT_ITEMS, NULL, NULL);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    add_answer (lines, instrument, file, keys[i]);
}

static char *
say_draft (PodTrial *trial, const PodDraft *draft, const char *why)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *when = pod_user_time_to_words (draft->saved);

  g_string_append_printf (lines, _ ("You were writing this on %s."), when);
  g_string_append_printf (lines, " %s\n", why);
  /* What is no form's is one text. */
  if (!g_key_file_load_from_data (file, draft->content, (gsize) -1, G_KEY_FILE_NONE, NULL))
    g_string_append_printf (lines, "\n%s", draft->content);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_line (lines, trial, file, i);
  add_screening (lines, trial, file);
  add_answers (lines, trial, draft->form, file);
  add_results (lines, trial, file);
  add_course (lines, trial, file);
  return g_string_free (g_steal_pointer (&lines), FALSE);
}

typedef struct
{
  PodTrial *trial;
  char *form;
  gint64 subject;
  gint64 record;
  PodLostDraftFunc done;
  gpointer data;
} Lost;

static void
answered (gboolean discard, gpointer data)
{
  Lost *lost = data;

  if (discard && pod_trial_is_signed_in (lost->trial))
    pod_trial_save_draft (lost->trial, lost->form, lost->subject, lost->record, NULL, NULL);
  lost->done (lost->data);
  g_object_unref (lost->trial);
  g_free (lost->form);
  g_free (lost);
}

void
pod_lost_draft_show (GtkWindow *parent,
                     PodTrial *trial,
                     const PodDraft *draft,
                     const char *why,
                     PodLostDraftFunc done,
                     gpointer data)
{
  g_autofree char *body = say_draft (trial, draft, why);
  Lost *lost = g_new0 (Lost, 1);

  *lost = (Lost){
    g_object_ref (trial), g_strdup (draft->form), draft->subject, draft->record, done, data
  };
  pod_dialogs_ask (parent, _ ("A Draft That Cannot Go On"), body, _ ("_Discard the Draft"), TRUE,
                   answered, lost);
}
