#include "pod-instrument.h"
#include "pod-study-reader.h"

#include <math.h>
#include <string.h>

/* Words of the rule language: an observation of such a name could not be asked for. */
static const char *const reserved[] = {
  "and",  "or",   "not",    "implies", "in",     "uln",  "lln",      "known",  "number",
  "if",   "min",  "max",    "abs",     "latest", "ever", "persists", "change", "days_since",
  "over", "from", "within", "before",  "at",     "yes",  "no",       NULL,
};

static const char *const flag_codes[] = { "yes", "no", NULL };

void
pod_read_cohort (PodStudyReader *reader, PodKeyGroup *group)
{
  PodCohort *cohort = g_new0 (PodCohort, 1);
  PodKeyEntry *target;

  cohort->id = group->name;
  cohort->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  cohort->short_label = pod_reader_take_words (reader, group, "short", POD_REQUIRED);
  target = pod_reader_take (reader, group, "target", POD_OPTIONAL);
  if (target && (!pod_parse_int (target->value, &cohort->target) || cohort->target <= 0))
    pod_key_group_problem (group, target, reader->problems,
                           "expected how many of the cohort are to be enrolled, at least 1");
  pod_study_add (reader->study, POD_LIST_COHORTS, cohort->id, cohort);
}

/* Which of several is in force follows from their dates, so each has one. */
void
pod_read_consent_form (PodStudyReader *reader, PodKeyGroup *group)
{
  PodConsentForm *form = g_new0 (PodConsentForm, 1);
  PodKeyEntry *date = pod_reader_take (reader, group, "date", POD_REQUIRED);

  form->id = group->name;
  form->source = pod_reader_take_text (reader, group, "source", POD_OPTIONAL);
  if (date && (!pod_date_parse (date->value, &form->date) || !pod_date_is_complete (form->date)))
    pod_key_group_problem (group, date, reader->problems,
                           "expected the day from which this version is signed, as in 2026-01-15");
  pod_study_add (reader->study, POD_LIST_CONSENT_FORMS, form->id, form);
}

void
pod_read_group (PodStudyReader *reader, PodKeyGroup *group)
{
  PodGroup *panel = g_new0 (PodGroup, 1);

  panel->id = group->name;
  panel->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  panel->burden = pod_reader_take_id (reader, group, "burden", POD_OPTIONAL, POD_LIST_BURDENS,
                                      "burden");
  pod_study_add (reader->study, POD_LIST_GROUPS, panel->id, panel);
}

void
pod_read_burden (PodStudyReader *reader, PodKeyGroup *group)
{
  PodBurden *burden = g_new0 (PodBurden, 1);

  burden->id = group->name;
  burden->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  burden->source = pod_reader_take_text (reader, group, "source", POD_REQUIRED);
  pod_study_add (reader->study, POD_LIST_BURDENS, burden->id, burden);
}

void
pod_read_not_done (PodStudyReader *reader, PodKeyGroup *group)
{
  PodNotDone *reason = g_new0 (PodNotDone, 1);

  reason->id = group->name;
  reason->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  reason->source = pod_reader_take_text (reader, group, "source", POD_REQUIRED);
  pod_study_add (reader->study, POD_LIST_NOT_DONE, reason->id, reason);
}

static void
take_burden (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation)
{
  const PodGroup *panel = pod_study_find_group (reader->study, observation->group);

  observation->burden = pod_reader_take_id (reader, group, "burden", POD_OPTIONAL, POD_LIST_BURDENS,
                                            "burden");
  if (!observation->burden && panel)
    observation->burden = panel->burden;
}

static gboolean
is_plain_name (const char *name)
{
  if (!g_ascii_isalpha (*name))
    return FALSE;
  for (const char *c = name; *c; c++)
    if (!g_ascii_isalnum (*c) && *c != '_')
      return FALSE;
  return TRUE;
}

static void
check_name (PodStudyReader *reader, PodKeyGroup *group)
{
  if (!is_plain_name (group->name))
    pod_key_group_problem (group, NULL, reader->problems,
                           "\"%s\" cannot stand in a rule: expected letters, digits and _, a "
                           "letter first",
                           group->name);
  else if (g_strv_contains (reserved, group->name))
    pod_key_group_problem (group, NULL, reader->problems,
                           "\"%s\" is a word of the rule language: expected another name",
                           group->name);
}

static PodKind
take_kind (PodStudyReader *reader, PodKeyGroup *group)
{
  /* In the order of PodKind. */
  static const char *const types[] = { "quantity", "choice", "flag", "date", "text", NULL };
  const char *type = pod_reader_take_one_of (reader, group, "type", POD_REQUIRED, types);

  for (guint i = 0; type && types[i]; i++)
    if (!strcmp (type, types[i]))
      return (PodKind) i;
  return POD_KIND_TEXT;
}

static PodWords *
take_choice_words (PodStudyReader *reader, PodKeyGroup *group, const char *const *codes)
{
  guint n = g_strv_length ((char **) codes);
  PodWords *words = pod_study_own (reader->study, g_new0 (PodWords, n + 1));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = g_strconcat ("choice.", codes[i], NULL);

      words[i] = pod_reader_take_words (reader, group, key, POD_OPTIONAL);
    }
  return words;
}

static void
check_choices (PodStudyReader *reader,
               PodKeyGroup *group,
               const PodKeyEntry *entry,
               const char *const *codes)
{
  for (guint i = 0; codes[i]; i++)
    {
      if (!is_plain_name (codes[i]) || g_strv_contains (reserved, codes[i]))
        pod_key_group_problem (group, entry, reader->problems,
                               "\"%s\" cannot be an answer in a rule: expected letters, digits and "
                               "_, a letter first",
                               codes[i]);
      for (guint j = 0; j < i; j++)
        if (codes[i] == codes[j])
          pod_key_group_problem (group, entry, reader->problems, "\"%s\" stands here twice",
                                 codes[i]);
    }
  if (!codes[0] || !codes[1])
    pod_key_group_problem (group, entry, reader->problems,
                           "expected at least two answers, as in negative, positive");
}

void
pod_reader_take_choices (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation)
{
  static const char *const nothing[] = { NULL };
  PodKeyEntry *entry = pod_reader_take (reader, group, "choices", POD_REQUIRED);

  observation->symbol.choices = entry ? pod_reader_take_names (reader, entry) : nothing;
  if (entry)
    check_choices (reader, group, entry, observation->symbol.choices);
  observation->choice_words = take_choice_words (reader, group, observation->symbol.choices);
}

/* "mg/dL * 88.4": the unit may itself hold a *, the factor not. */
static gboolean
parse_conversion (char *text, PodConversion *conversion, const char **fault)
{
  char *times = strrchr (text, '*');

  *fault = "expected a unit, * and a number, as in mg/dL * 88.4";
  if (!times)
    return FALSE;
  *times = '\0';
  if (!pod_parse_double (g_strstrip (times + 1), &conversion->factor))
    return FALSE;
  *fault = "the factor must be more than 0";
  if (conversion->factor <= 0)
    return FALSE;
  *fault = "unknown unit before the *: expected a UCUM code";
  conversion->from = pod_unit_from_ucum (g_strstrip (text));
  return conversion->from != NULL;
}

static void
take_conversions (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "convert", POD_OPTIONAL);
  g_auto (GStrv) pieces = entry ? g_strsplit (entry->value, ";", -1) : NULL;
  guint n = pieces ? g_strv_length (pieces) : 0;

  observation->conversions = pod_study_own (reader->study, g_new0 (PodConversion, n + 1));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *written = g_strdup (g_strstrip (pieces[i]));
      const char *fault;

      if (parse_conversion (pieces[i], &observation->conversions[observation->n_conversions],
                            &fault))
        observation->n_conversions++;
      else
        pod_key_group_problem (group, entry, reader->problems, "\"%s\": %s", written, fault);
    }
}

/* Open where an end is left out: "0..", "..100". */
static gboolean
parse_span (const char *text, double *low, double *high)
{
  g_auto (GStrv) ends = g_strsplit (text, "..", 2);

  if (g_strv_length (ends) != 2)
    return FALSE;
  g_strstrip (ends[0]);
  g_strstrip (ends[1]);
  return (*ends[0] || *ends[1]) && (!*ends[0] || pod_parse_double (ends[0], low)) &&
         (!*ends[1] || pod_parse_double (ends[1], high));
}

/* Both ends: a day's urine is no other when it took 23 hours, and is another after 40. */
static void
take_collection (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "collection", POD_OPTIONAL);
  double low = NAN, high = NAN;

  if (!entry)
    return;
  if (!parse_span (entry->value, &low, &high) || !(low > 0) || !(low <= high))
    pod_key_group_problem (group, entry, reader->problems,
                           "\"%s\" is not how many hours it is collected: expected two numbers, "
                           "the lower first, as in 22..26",
                           entry->value);
  observation->collection_low = low;
  observation->collection_high = high;
}

static void
take_abnormal (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation)
{
  const char *const *codes = observation->symbol.kind == POD_KIND_FLAG
                                 ? flag_codes
                                 : observation->symbol.choices;
  PodKeyEntry *entry = pod_reader_take (reader, group, "abnormal", POD_OPTIONAL);

  if (!entry)
    return;
  observation->abnormal = pod_reader_take_names (reader, entry);
  for (guint i = 0; observation->abnormal[i]; i++)
    if (!g_strv_contains (codes, observation->abnormal[i]))
      pod_key_group_problem (group, entry, reader->problems,
                             "\"%s\" is no answer: expected some of choices=, or of yes and no",
                             observation->abnormal[i]);
}

/* plausible= and possible=: open where nothing is said. */
static void
take_span (PodStudyReader *reader, PodKeyGroup *group, const char *key, double *low, double *high)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, key, POD_OPTIONAL);

  *low = *high = NAN;
  if (!entry)
    return;
  if (!parse_span (entry->value, low, high))
    pod_key_group_problem (group, entry, reader->problems,
                           "\"%s\" is not a range of numbers: expected two numbers, as in 0..100",
                           entry->value);
  else if (*low >= *high)
    pod_key_group_problem (group, entry, reader->problems,
                           "the range is reversed: expected the lower number first");
}

static void
take_quantity (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation)
{
  static const char *const scales[] = { "linear", "log", NULL };
  const PodUnit *unit = pod_reader_take_unit (reader, group, "unit", POD_REQUIRED);

  /* A quantity at fault has a unit all the same, so that rules can be read on. */
  observation->symbol.unit = unit ? unit : pod_unit_one ();
  take_conversions (reader, group, observation);
  take_span (reader, group, "plausible", &observation->plausible_low, &observation->plausible_high);
  take_span (reader, group, "possible", &observation->possible_low, &observation->possible_high);
  observation->log_scale =
      !g_strcmp0 (pod_reader_take_one_of (reader, group, "scale", POD_OPTIONAL, scales), "log");
}

/* Digits, a hyphen and the check digit of Luhn's rule, which finds most slips of the pen. */
static gboolean
is_loinc (const char *text)
{
  gsize length = strspn (text, "0123456789");
  guint sum = 0;

  if (length < 1 || length > 7 || text[length] != '-' || !g_ascii_isdigit (text[length + 1]) ||
      text[length + 2])
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      guint digit = (guint) (text[length - 1 - i] - '0') * (i % 2 ? 1 : 2);

      sum += digit / 10 + digit % 10;
    }
  return (10 - sum % 10) % 10 == (guint) (text[length + 1] - '0');
}

static void
take_loinc (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "loinc", POD_OPTIONAL);

  if (entry && !is_loinc (entry->value))
    pod_key_group_problem (group, entry, reader->problems,
                           "\"%s\" is not a LOINC code: expected digits, a hyphen and the right "
                           "check digit, as in 751-8",
                           entry->value);
  observation->loinc = entry ? entry->value : NULL;
}

/* Two capitals, a colon and a test code of at most eight letters and digits. */
static gboolean
is_sdtm (const char *text)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  gsize rest;

  if (strspn (text, letters) != 2 || text[2] != ':' || !g_ascii_isupper (text[3]))
    return FALSE;
  rest = strspn (text + 3, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  return rest <= 8 && !text[3 + rest];
}

gboolean
pod_reader_take_sdtm (PodStudyReader *reader,
                      PodKeyGroup *group,
                      const char *key,
                      const char **domain,
                      const char **testcd)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, key, POD_OPTIONAL);

  if (entry && is_sdtm (entry->value))
    {
      *domain = pod_study_own (reader->study, g_strndup (entry->value, 2));
      *testcd = entry->value + 3;
    }
  else if (entry)
    pod_key_group_problem (group, entry, reader->problems,
                           "\"%s\" is not an SDTM test: expected a domain and a test code of at "
                           "most 8 letters, as in LB:NEUT",
                           entry->value);
  return entry != NULL;
}

void
pod_reader_take_sdtm_test (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation)
{
  gboolean is_named = pod_reader_take_sdtm (reader, group, "sdtm", &observation->domain,
                                            &observation->testcd);
  PodKeyEntry *test = is_named ? pod_reader_take (reader, group, "sdtm.test", POD_REQUIRED) : NULL;

  if (test && g_utf8_strlen (test->value, -1) > 40)
    pod_key_group_problem (group, test, reader->problems,
                           "the test name is too long: expected at most 40 letters");
  observation->test = test ? test->value : NULL;
}

static gboolean
has_count (const PodInstrument *instrument, const char *count)
{
  for (guint i = 0; i < instrument->systems->len; i++)
    if (!g_strcmp0 (((PodInstrumentSystem *) instrument->systems->pdata[i])->count, count))
      return TRUE;
  return FALSE;
}

static void
take_once (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "score.once", POD_OPTIONAL);

  if (!entry)
    return;
  observation->score_once = pod_reader_take_names (reader, entry);
  for (guint i = 0; observation->score && observation->score_once[i]; i++)
    if (!pod_instrument_find_item (observation->score, observation->score_once[i]))
      pod_key_group_problem (group, entry, reader->problems, "\"%s\" is no item of %s",
                             observation->score_once[i], observation->score->id);
}

/* "bvas": the sum; "bvas.renal_items": what the instrument counts. */
static void
take_score (PodStudyReader *reader, PodKeyGroup *group, PodObservation *observation)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "score", POD_OPTIONAL);
  g_auto (GStrv) words = entry ? g_strsplit (entry->value, ".", 2) : NULL;

  if (!entry)
    return;
  observation->score = pod_study_find (reader->study, POD_LIST_INSTRUMENTS, words[0]);
  if (!observation->score)
    pod_key_group_problem (group, entry, reader->problems,
                           "\"%s\" is no instrument: expected one, as in bvas, or one of its "
                           "counts, as in bvas.renal_items",
                           entry->value);
  else if (words[1] && !has_count (observation->score, words[1]))
    pod_key_group_problem (group, entry, reader->problems, "\"%s\" has no count= of this name",
                           words[0]);
  else if (words[1])
    observation->score_count = strchr (entry->value, '.') + 1;
  take_once (reader, group, observation);
}

/* Yes or no is a judgement unless the file says otherwise; a number or a choice only where it says so. */
static gboolean
take_attested (PodStudyReader *reader, PodKeyGroup *group, PodKind kind)
{
  if (pod_key_group_get (group, "attested") == NULL)
    return kind == POD_KIND_FLAG;
  return pod_reader_take_flag (reader, group, "attested");
}

void
pod_read_observation (PodStudyReader *reader, PodKeyGroup *group)
{
  PodObservation *observation = g_new0 (PodObservation, 1);

  check_name (reader, group);
  observation->symbol.name = g_intern_string (group->name);
  observation->symbol.kind = take_kind (reader, group);
  observation->symbol.lasting = pod_reader_take_flag (reader, group, "lasting");
  observation->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  observation->short_label = pod_reader_take_words (reader, group, "short", POD_OPTIONAL);
  if (!observation->short_label.plain)
    observation->short_label = observation->label;
  observation->derived = pod_reader_take_flag (reader, group, "derived");
  observation->attested = take_attested (reader, group, observation->symbol.kind);
  observation->group = pod_reader_take_id (reader, group, "group", POD_OPTIONAL, POD_LIST_GROUPS,
                                           "group");
  observation->source = pod_key_group_get (group, "source");
  observation->plausible_low = NAN;
  observation->plausible_high = NAN;
  observation->possible_low = NAN;
  observation->possible_high = NAN;
  observation->collection_low = NAN;
  observation->collection_high = NAN;
  if (observation->symbol.kind == POD_KIND_QUANTITY)
    {
      take_quantity (reader, group, observation);
      take_collection (reader, group, observation);
      take_score (reader, group, observation);
    }
  else if (observation->symbol.kind == POD_KIND_CHOICE)
    pod_reader_take_choices (reader, group, observation);
  else if (observation->symbol.kind == POD_KIND_FLAG)
    observation->choice_words = take_choice_words (reader, group, flag_codes);
  if (observation->symbol.kind == POD_KIND_CHOICE || observation->symbol.kind == POD_KIND_FLAG)
    take_abnormal (reader, group, observation);
  take_burden (reader, group, observation);
  take_loinc (reader, group, observation);
  pod_reader_take_sdtm_test (reader, group, observation);
  pod_study_add (reader->study, POD_LIST_OBSERVATIONS, observation->symbol.name, observation);
}
