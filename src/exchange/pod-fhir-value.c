#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include "pod-config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-fhir.h"

#define UCUM "http://unitsofmeasure.org"

const char *
pod_fhir_concept (const PodFhir *fhir, guint concept)
{
  static const char *const parts[] = { "display", "code" };
  const char *text = pod_fhir_get (fhir, concept, "text");
  guint coding = pod_json_get (fhir->json, concept, "coding");

  for (guint part = 0; part < G_N_ELEMENTS (parts) && *text == '\0'; part++)
    for (guint i = pod_json_first (fhir->json, coding); i != 0 && *text == '\0';
         i = pod_json_next (fhir->json, i))
      text = pod_fhir_get (fhir, i, parts[part]);
  return text;
}

static const char *
keep (const PodFhir *fhir, const char *text)
{
  return g_string_chunk_insert_const (fhir->strings, text);
}

/* ---- units ---- */

/* The code where it is UCUM's, else what is printed. */
static const char *
read_unit (const PodFhir *fhir, guint quantity, gboolean *ucum)
{
  const char *code = pod_fhir_get (fhir, quantity, "code");
  const char *unit = pod_fhir_get (fhir, quantity, "unit");

  *ucum = *code != '\0' && g_str_equal (pod_fhir_get (fhir, quantity, "system"), UCUM);
  if (*ucum)
    return code;
  return *unit != '\0' ? unit : code;
}

/* "6.3 mmol/L", as the parts of ranges and ratios are shown. */
static char *
show_quantity (const PodFhir *fhir, guint quantity)
{
  gboolean ucum;

  return g_strstrip (g_strconcat (pod_fhir_get (fhir, quantity, "comparator"),
                                  pod_fhir_get (fhir, quantity, "value"), " ",
                                  read_unit (fhir, quantity, &ucum), NULL));
}

/* ---- values ---- */

static void
read_quantity (const PodFhir *fhir, guint value, PodLabLine *line)
{
  line->cells[POD_LAB_RESULT] = keep (fhir, pod_fhir_get (fhir, value, "value"));
  line->cells[POD_LAB_COMPARATOR] = pod_fhir_get (fhir, value, "comparator");
  line->cells[POD_LAB_UNIT] = read_unit (fhir, value, &line->ucum);
  line->other_unit = pod_fhir_get (fhir, value, "unit");
  /* "<0.5" is what people read, and what stays. */
  if (*line->cells[POD_LAB_COMPARATOR] != '\0' && *line->cells[POD_LAB_RESULT] != '\0')
    {
      g_autofree char *joined = g_strconcat (line->cells[POD_LAB_COMPARATOR],
                                             line->cells[POD_LAB_RESULT], NULL);

      line->cells[POD_LAB_RESULT] = keep (fhir, joined);
      line->cells[POD_LAB_COMPARATOR] = "";
    }
}

static void
read_concept (const PodFhir *fhir, guint value, PodLabLine *line)
{
  guint coding = pod_json_first (fhir->json, pod_json_get (fhir->json, value, "coding"));

  line->cells[POD_LAB_RESULT] = pod_fhir_concept (fhir, value);
  line->answer = pod_fhir_get (fhir, coding, "code");
}

/* One side of it alone is no number, least of all one below zero. */
static void
read_pair (const PodFhir *fhir,
           guint value,
           const char *first,
           const char *between,
           const char *second,
           PodLabLine *line)
{
  g_autofree char *a = show_quantity (fhir, pod_json_get (fhir->json, value, first));
  g_autofree char *b = show_quantity (fhir, pod_json_get (fhir->json, value, second));
  g_autofree char *joined = g_strconcat (*a != '\0' ? a : "?", between, *b != '\0' ? b : "?", NULL);

  line->cells[POD_LAB_RESULT] = keep (fhir, joined);
}

static void
read_boolean (const PodFhir *fhir, guint value, PodLabLine *line)
{
  line->cells[POD_LAB_RESULT] = pod_json_text (fhir->json, value, fhir->strings);
  line->answer = g_str_equal (line->cells[POD_LAB_RESULT], "true") ? "yes" : "no";
}

/* The one value[x]; *@kind is what x is. */
static guint
find_value (const PodFhir *fhir, guint node, const char **kind)
{
  static const char *const kinds[] = { "Quantity", "CodeableConcept", "String",      "Boolean",
                                       "Integer",  "Range",           "Ratio",       "DateTime",
                                       "Time",     "Period",          "SampledData", "Attachment" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *name = g_strconcat ("value", kinds[i], NULL);
      guint value = pod_json_get (fhir->json, node, name);

      *kind = kinds[i];
      if (value != 0)
        return value;
    }
  *kind = "";
  return 0;
}

/* Two are against the rules, and one of them would be lost. */
static guint
count_values (const PodFhir *fhir, guint node)
{
  guint n = 0;

  for (guint i = pod_json_first (fhir->json, node); i != 0; i = pod_json_next (fhir->json, i))
    {
      const PodJsonNode *member = &g_array_index (fhir->json->nodes, PodJsonNode, i);

      n += member->name_length > 5 && strncmp (fhir->json->text + member->name, "value", 5) == 0 &&
           g_ascii_isupper (fhir->json->text[member->name + 5]);
    }
  return n;
}

gboolean
pod_fhir_has_value (const PodFhir *fhir, guint node)
{
  return count_values (fhir, node) > 0 || pod_json_get (fhir->json, node, "dataAbsentReason");
}

static void
read_result (const PodFhir *fhir, guint node, PodLabLine *line)
{
  const char *kind;
  guint value = find_value (fhir, node, &kind), n = count_values (fhir, node);

  if (n > 1)
    line->refusal = _ ("several results in one field");
  else if (g_str_equal (kind, "Quantity"))
    read_quantity (fhir, value, line);
  else if (g_str_equal (kind, "CodeableConcept"))
    read_concept (fhir, value, line);
  else if (g_str_equal (kind, "Boolean"))
    read_boolean (fhir, value, line);
  else if (g_str_equal (kind, "Range"))
    read_pair (fhir, value, "low", "-", "high", line);
  else if (g_str_equal (kind, "Ratio"))
    read_pair (fhir, value, "numerator", ":", "denominator", line);
  else if (n == 0)
    return;
  else if (*kind != '\0' && strstr ("String Integer DateTime Time", kind))
    line->cells[POD_LAB_RESULT] = pod_json_text (fhir->json, value, fhir->strings);
  else
    line->refusal = _ ("a kind of value that is not read");
}

/* ---- limits and flags ---- */

/* One of the concept's words, folded, is among @words. */
static gboolean
is_one_of (const PodFhir *fhir, guint concept, const char *const *words)
{
  g_autofree char *text = pod_lab_fold (pod_fhir_get (fhir, concept, "text"));

  if (g_strv_contains (words, text))
    return TRUE;
  for (guint i = pod_json_first (fhir->json, pod_json_get (fhir->json, concept, "coding")); i != 0;
       i = pod_json_next (fhir->json, i))
    {
      g_autofree char *code = pod_lab_fold (pod_fhir_get (fhir, i, "code"));
      g_autofree char *display = pod_lab_fold (pod_fhir_get (fhir, i, "display"));

      if (g_strv_contains (words, code) || g_strv_contains (words, display))
        return TRUE;
    }
  return FALSE;
}

/* What kind of range it is; before R4 it was its meaning. */
static guint
find_type (const PodFhir *fhir, guint range)
{
  guint type = pod_json_get (fhir->json, range, "type");

  return type != 0 ? type
                   : pod_json_first (fhir->json, pod_json_get (fhir->json, range, "meaning"));
}

/* A range of another kind (treatment, critical) is not the laboratory's normal one, nor is one whose kind is in words of its own. */
static gboolean
is_normal (const PodFhir *fhir, guint range)
{
  static const char *const words[] = { "normal",   "normalrange", "referencerange", "正常",
                                       "正常范围", "参考范围",    "参考区间",       NULL };
  guint type = find_type (fhir, range);

  return type == 0 || is_one_of (fhir, type, words);
}

typedef enum
{
  THE_PATIENTS,
  ANOTHERS,
  UNKNOWN,
} Whose;

/* A word for the patient's sex, for the other, or one that says neither, as all do where the patient's is not known. */
static Whose
find_people (const PodFhir *fhir, guint people, const char *sex)
{
  static const char *const male[] = { "male", "m", "男", "男性", "248153007", NULL };
  static const char *const female[] = { "female", "f", "女", "女性", "248152002", NULL };
  gboolean is_male = is_one_of (fhir, people, male), is_female = is_one_of (fhir, people, female);

  if (is_male == is_female || (!g_str_equal (sex, "male") && !g_str_equal (sex, "female")))
    return UNKNOWN;
  return g_str_equal (sex, is_male ? "male" : "female") ? THE_PATIENTS : ANOTHERS;
}

/* Which people a range is for is in any words, and an age is not compared: only what is known to be for this patient's sex, or for all,
 * is the patient's. */
static Whose
find_whose (const PodFhir *fhir, guint range, const char *sex)
{
  guint people = pod_json_get (fhir->json, range, "appliesTo");
  Whose whose = pod_json_first (fhir->json, people) != 0 ? ANOTHERS : THE_PATIENTS;

  for (guint i = pod_json_first (fhir->json, people); i != 0; i = pod_json_next (fhir->json, i))
    switch (find_people (fhir, i, sex))
      {
      case THE_PATIENTS:
        whose = THE_PATIENTS;
        break;
      case UNKNOWN:
        return UNKNOWN;
      case ANOTHERS:
      default:
        break;
      }
  return whose == THE_PATIENTS && pod_json_get (fhir->json, range, "age") != 0 ? UNKNOWN : whose;
}

/* Limits in another unit than the result's, its code or what is printed, are left to the eye. */
static const char *
read_limit (const PodFhir *fhir, guint range, const char *which, const PodLabLine *line)
{
  guint limit = pod_json_get (fhir->json, range, which);
  gboolean ucum;
  const char *unit = read_unit (fhir, limit, &ucum);

  if (*unit != '\0' && !g_str_equal (unit, line->cells[POD_LAB_UNIT]) &&
      !g_str_equal (unit, line->other_unit))
    return "";
  return pod_fhir_get (fhir, limit, "value");
}

static void
append_people (const PodFhir *fhir, guint range, GString *all)
{
  for (guint i = pod_json_first (fhir->json, pod_json_get (fhir->json, range, "appliesTo")); i != 0;
       i = pod_json_next (fhir->json, i))
    g_string_append_printf (all, " (%s)", pod_fhir_concept (fhir, i));
}

/* "age" is what FHIR calls it. */
static void
append_age (const PodFhir *fhir, guint range, GString *all)
{
  guint age = pod_json_get (fhir->json, range, "age");
  g_autofree char *low = show_quantity (fhir, pod_json_get (fhir->json, age, "low"));
  g_autofree char *high = show_quantity (fhir, pod_json_get (fhir->json, age, "high"));

  if (age == 0)
    return;
  if (*low != '\0' && *high != '\0')
    g_string_append_printf (all, " (age %s – %s)", low, high);
  else if (*low != '\0' || *high != '\0')
    g_string_append_printf (all, " (age %s %s)", *low != '\0' ? "≥" : "≤",
                            *low != '\0' ? low : high);
  else
    g_string_append (all, " (age ?)");
}

static void
append_range (const PodFhir *fhir, guint range, GString *all)
{
  g_autofree char *low = show_quantity (fhir, pod_json_get (fhir->json, range, "low"));
  g_autofree char *high = show_quantity (fhir, pod_json_get (fhir->json, range, "high"));
  const char *text = pod_fhir_get (fhir, range, "text");
  const char *type = pod_fhir_concept (fhir, find_type (fhir, range));

  if (all->len > 0)
    g_string_append (all, "; ");
  if (*text != '\0')
    g_string_append (all, text);
  else
    g_string_append_printf (all, "%s – %s", low, high);
  /* What is not the normal range is not read as one either. */
  if (!is_normal (fhir, range))
    g_string_append_printf (all, " (%s)", *type != '\0' ? type : "?");
  append_age (fhir, range, all);
  append_people (fhir, range, all);
}

/* What is in words is read only where there are no numbers: those may be in another unit. */
static void
read_range (const PodFhir *fhir, guint range, PodLabLine *line)
{
  if (pod_json_get (fhir->json, range, "low") == 0 && pod_json_get (fhir->json, range, "high") == 0)
    line->limits = pod_fhir_get (fhir, range, "text");
  line->cells[POD_LAB_LOWER] = read_limit (fhir, range, "low", line);
  line->cells[POD_LAB_UPPER] = read_limit (fhir, range, "high", line);
}

/* Several normal ranges are for several kinds of people: which is this one's is not guessed, and of one that may be this patient's and
 * one that is, neither is taken.  All are shown, and nothing is read from what is shown of them together. */
static void
read_ranges (const PodFhir *fhir, guint node, PodLabLine *line)
{
  g_autoptr (GString) all = g_string_new (NULL);
  guint range = 0, n = 0;

  for (guint i = pod_json_first (fhir->json, pod_json_get (fhir->json, node, "referenceRange"));
       i != 0; i = pod_json_next (fhir->json, i))
    {
      Whose whose = find_whose (fhir, i, line->cells[POD_LAB_SEX]);

      append_range (fhir, i, all);
      if (!is_normal (fhir, i) || whose == ANOTHERS)
        continue;
      range = whose == THE_PATIENTS ? i : 0;
      n++;
    }
  line->limits = "";
  if (n == 1 && range != 0)
    read_range (fhir, range, line);
  line->cells[POD_LAB_RANGE] = keep (fhir, all->str);
}

/* One of HL7's letters comes before what another system calls it. */
static const char *
find_flag (const PodFhir *fhir, guint interpretation)
{
  guint coding = pod_json_get (fhir->json, interpretation, "coding");
  const char *flag = "";

  for (guint i = pod_json_first (fhir->json, coding); i != 0; i = pod_json_next (fhir->json, i))
    {
      const char *code = pod_fhir_get (fhir, i, "code");
      const char *system = pod_fhir_get (fhir, i, "system");

      if (*code != '\0' && (g_str_has_suffix (system, "ObservationInterpretation") ||
                            g_str_has_suffix (system, "0078")))
        return code;
      if (*flag == '\0')
        flag = code;
    }
  return *flag != '\0' ? flag : pod_fhir_get (fhir, interpretation, "text");
}

/* In R4 there may be several; before there was one, and no list around it. */
static const char *
read_flag (const PodFhir *fhir, guint node)
{
  guint interpretation = pod_json_get (fhir->json, node, "interpretation");
  const char *flag = find_flag (fhir, interpretation);

  return *flag != '\0' ? flag : find_flag (fhir, pod_json_first (fhir->json, interpretation));
}

void
pod_fhir_read_value (const PodFhir *fhir, guint node, PodLabLine *line)
{
  read_result (fhir, node, line);
  read_ranges (fhir, node, line);
  line->cells[POD_LAB_FLAG] = read_flag (fhir, node);
}
