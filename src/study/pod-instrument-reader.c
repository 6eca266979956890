#include "pod-instrument.h"
#include "pod-study-reader.h"

#include <math.h>
#include <string.h>

static gpointer
make_list (PodStudyReader *reader)
{
  GPtrArray *list = g_ptr_array_new ();

  g_ptr_array_add (reader->study->arrays, list);
  return list;
}

/* A whole number that need not be there. */
static gboolean
take_optional_int (PodStudyReader *reader, PodKeyGroup *group, const char *key, int *number)
{
  return pod_key_group_get (group, key) != NULL && pod_reader_take_int (reader, group, key, number);
}

/* ---- what answers are kept as ---- */

/* "BVAS: Fever": in a list of results it stands among others. */
static const char *
join (PodStudyReader *reader,
      const PodInstrument *instrument,
      const PodWords *words,
      const char *to)
{
  const char *name = pod_words_get (&instrument->short_label, to);

  return pod_study_own (reader->study, g_strconcat (name, to != NULL ? "：" : ": ",
                                                    pod_words_get (words, to), NULL));
}

static PodObservation *
add_answer (PodStudyReader *reader,
            const PodInstrument *instrument,
            const char *id,
            const PodWords *words,
            PodKind kind)
{
  static const PodWords nothing[3];
  PodObservation *answer = g_new0 (PodObservation, 1);

  answer->symbol.name = g_intern_string (id);
  answer->symbol.kind = kind;
  answer->symbol.unit = kind == POD_KIND_QUANTITY ? pod_unit_one () : NULL;
  answer->label.plain = join (reader, instrument, words, NULL);
  if (words->translated != NULL || instrument->short_label.translated != NULL)
    answer->label.translated = join (reader, instrument, words, "zh_CN");
  answer->choice_words = kind == POD_KIND_FLAG ? (PodWords *) nothing : NULL;
  answer->plausible_low = NAN;
  answer->plausible_high = NAN;
  answer->possible_low = NAN;
  answer->possible_high = NAN;
  answer->source = instrument->source;
  pod_study_add (reader->study, POD_LIST_ANSWERS, answer->symbol.name, answer);
  return answer;
}

static const char *const mark_names[] = { "persistent", "first_assessment" };
static const PodWords mark_words[] = {
  { "Nothing is new or worse", "无新发或加重" },
  { "First assessment", "首次评估" },
};

static void
add_mark (PodStudyReader *reader, PodInstrument *instrument, PodInstrumentMark mark)
{
  PodObservation *answer;
  const char *id;

  if (instrument->marks[mark] != NULL)
    return;
  id = pod_study_own (reader->study, g_strconcat (instrument->id, ".", mark_names[mark], NULL));
  answer = add_answer (reader, instrument, id, &mark_words[mark], POD_KIND_FLAG);
  answer->domain = instrument->mark_codes[mark].domain;
  answer->testcd = instrument->mark_codes[mark].testcd;
  answer->test = mark_words[mark].plain;
  instrument->marks[mark] = answer;
}

/* ---- the groups ---- */

static void
take_mark_codes (PodStudyReader *reader, PodKeyGroup *group, PodInstrument *instrument)
{
  static const char *const keys[] = { "sdtm.persistent", "sdtm.first_assessment" };

  for (guint i = 0; i < POD_N_INSTRUMENT_MARKS; i++)
    pod_reader_take_sdtm (reader, group, keys[i], &instrument->mark_codes[i].domain,
                          &instrument->mark_codes[i].testcd);
}

void
pod_read_instrument (PodStudyReader *reader, PodKeyGroup *group)
{
  static const char *const forms[] = { "persistent", NULL };
  PodInstrument *instrument = g_new0 (PodInstrument, 1);

  instrument->id = group->name;
  instrument->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  instrument->short_label = pod_reader_take_words (reader, group, "short", POD_OPTIONAL);
  if (instrument->short_label.plain == NULL)
    instrument->short_label = instrument->label;
  instrument->version = pod_reader_take_text (reader, group, "version", POD_OPTIONAL);
  instrument->has_persistent = pod_reader_take_one_of (reader, group, "forms", POD_OPTIONAL,
                                                       forms) != NULL;
  instrument->has_meets = take_optional_int (reader, group, "meets", &instrument->meets);
  instrument->source = pod_key_group_get (group, "source");
  take_mark_codes (reader, group, instrument);
  instrument->items = make_list (reader);
  instrument->systems = make_list (reader);
  if (instrument->has_persistent)
    add_mark (reader, instrument, POD_MARK_PERSISTENT);
  pod_study_add (reader->study, POD_LIST_INSTRUMENTS, instrument->id, instrument);
}

/* The instrument that the group belongs to, whose id begins the group's own; NULL with a problem. */
static PodInstrument *
take_instrument (PodStudyReader *reader, PodKeyGroup *group, const char **name)
{
  const char *id = pod_reader_take_id (reader, group, "instrument", POD_REQUIRED,
                                       POD_LIST_INSTRUMENTS, "instrument");
  gsize length = id != NULL ? strlen (id) : 0;

  if (id == NULL)
    return NULL;
  if (strncmp (group->name, id, length) == 0 && group->name[length] == '.' &&
      group->name[length + 1] != '\0')
    {
      *name = group->name + length + 1;
      return pod_study_find (reader->study, POD_LIST_INSTRUMENTS, id);
    }
  pod_key_group_problem (group, NULL, reader->problems,
                         "\"%s\" does not name its instrument: expected [%s %s.…]", group->name,
                         group->kind, id);
  return NULL;
}

void
pod_read_system (PodStudyReader *reader, PodKeyGroup *group)
{
  PodInstrumentSystem *system = g_new0 (PodInstrumentSystem, 1);
  PodInstrument *instrument = take_instrument (reader, group, &system->name);

  system->id = group->name;
  system->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  pod_reader_take_int (reader, group, "cap", &system->cap);
  system->cap_persistent = system->cap;
  if (instrument != NULL && instrument->has_persistent)
    pod_reader_take_int (reader, group, "cap_persistent", &system->cap_persistent);
  system->count = pod_reader_take_text (reader, group, "count", POD_OPTIONAL);
  if (instrument != NULL)
    g_ptr_array_add (instrument->systems, system);
  pod_study_add (reader->study, POD_LIST_SYSTEMS, system->id, system);
}

/* A system of the same instrument. */
static const PodInstrumentSystem *
take_system (PodStudyReader *reader, PodKeyGroup *group, const PodInstrument *instrument)
{
  const char *id = pod_reader_take_id (reader, group, "system", POD_OPTIONAL, POD_LIST_SYSTEMS,
                                       "system");
  const PodInstrumentSystem *system = pod_study_find (reader->study, POD_LIST_SYSTEMS, id);

  if (system == NULL || instrument == NULL || g_ptr_array_find (instrument->systems, system, NULL))
    return system;
  pod_key_group_problem (group, pod_key_group_take (group, "system", NULL), reader->problems,
                         "\"%s\" is of another instrument", id);
  return NULL;
}

static void
add_item (PodStudyReader *reader,
          PodKeyGroup *group,
          PodInstrument *instrument,
          PodInstrumentItem *item)
{
  PodObservation *answer;

  for (guint i = 0; i < POD_N_INSTRUMENT_MARKS; i++)
    if (strcmp (item->name, mark_names[i]) == 0)
      pod_key_group_problem (group, NULL, reader->problems,
                             "\"%s\" is what is said of the form as a whole: expected another name",
                             item->name);
  answer = add_answer (reader, instrument, item->id, &item->label,
                       item->has_each ? POD_KIND_QUANTITY : POD_KIND_FLAG);
  pod_reader_take_sdtm_test (reader, group, answer);
  item->observation = answer;
  if (item->first_assessment)
    add_mark (reader, instrument, POD_MARK_FIRST_ASSESSMENT);
  g_ptr_array_add (instrument->items, item);
}

void
pod_read_item (PodStudyReader *reader, PodKeyGroup *group)
{
  PodInstrumentItem *item = g_new0 (PodInstrumentItem, 1);
  PodInstrument *instrument = take_instrument (reader, group, &item->name);

  item->id = group->name;
  item->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  item->system = take_system (reader, group, instrument);
  pod_reader_take_int (reader, group, "points", &item->points);
  item->has_persistent = instrument != NULL && instrument->has_persistent &&
                         take_optional_int (reader, group, "persistent", &item->persistent);
  item->first_assessment = pod_reader_take_flag (reader, group, "first_assessment");
  item->one_of = pod_reader_take_text (reader, group, "one_of", POD_OPTIONAL);
  item->has_each = pod_reader_take_flag (reader, group, "each");
  item->check = pod_reader_take_words (reader, group, "check", POD_OPTIONAL);
  if (instrument != NULL)
    add_item (reader, group, instrument, item);
  pod_study_add (reader->study, POD_LIST_ITEMS, item->id, item);
}
