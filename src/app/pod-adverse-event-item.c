#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-adverse-event-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-signing-bar.h"
#include "pod-words.h"

#define NO_BREAK_SPACE "\u00a0"

struct _PodAdverseEventItem
{
  GObject parent_instance;

  gint64 id;
  gint64 start_key;
  int grade;
  gboolean voided;
  char *term;
  char *start;
  char *end;
  char *serious;
  const char *product;
  const char *lymphodepletion;
  const char *outcome;
  const char *signing;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_TERM,
  PROP_GRADE,
  PROP_GRADE_LABEL,
  PROP_GRADE_CLASSES,
  PROP_START,
  PROP_START_KEY,
  PROP_END,
  PROP_SERIOUS,
  PROP_SERIOUS_LABEL,
  PROP_PRODUCT,
  PROP_LYMPHODEPLETION,
  PROP_OUTCOME,
  PROP_SIGNING,
  PROP_VOIDED,
  PROP_CLASSES,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodAdverseEventItem, pod_adverse_event_item, G_TYPE_OBJECT)

#define MINUTES_A_DAY 1440

const char *
pod_seriousness_to_words (PodSeriousness bit)
{
  switch (bit)
    {
    case POD_SERIOUS_DEATH:
      return C_ ("seriousness", "Death");
    case POD_SERIOUS_LIFE_THREATENING:
      return C_ ("seriousness", "Life-threatening");
    case POD_SERIOUS_HOSPITALISATION:
      return C_ ("seriousness", "Hospitalisation, or a longer one");
    case POD_SERIOUS_DISABILITY:
      return C_ ("seriousness", "Lasting disability or incapacity");
    case POD_SERIOUS_CONGENITAL:
      return C_ ("seriousness", "Congenital anomaly or birth defect");
    case POD_SERIOUS_IMPORTANT:
    default:
      return C_ ("seriousness", "Otherwise medically important");
    }
}

const char *
pod_adverse_event_get_name (const PodStudy *study, const PodAdverseEvent *event)
{
  const PodTerm *term = event->term != NULL ? pod_study_find_term (study, event->term) : NULL;

  if (term != NULL)
    return pod_words_get (&term->label, pod_words_locale ());
  if (event->verbatim != NULL && *event->verbatim != '\0')
    return event->verbatim;
  return event->term != NULL ? event->term : _ ("No term");
}

/* The first word of the product's label is its code; what follows explains it. */
char *
pod_adverse_event_say_product (const PodStudy *study)
{
  const GPtrArray *treatments = pod_study_get_treatments (study);

  for (guint i = 0; i < treatments->len; i++)
    {
      const PodTreatment *treatment = g_ptr_array_index (treatments, i);
      const char *label = pod_words_get (&treatment->label, pod_words_locale ());
      g_autofree char *code = g_strndup (label, strcspn (label, " ("));
      char *wide = strstr (code, "（");

      if (wide != NULL)
        *wide = '\0';
      if (g_strcmp0 (treatment->category, "product") == 0)
        return g_strdup_printf (_ ("Due to %s"), code);
    }
  return g_strdup (_ ("Due to the product"));
}

/* "20 Nov 2026 · day 3": a list is read by days; the hour is in the editor.  Where the cell breaks, it is between the two. */
static char *
say_moment (const PodStudy *study, PodCasebook *casebook, PodMoment moment)
{
  g_autofree char *date = pod_moment_to_words (moment);
  g_autofree char *number = NULL;
  g_autoptr (GString) kept = NULL;
  int day;

  if (!pod_date_is_complete (moment.date) || !pod_subject_day (study, casebook, moment.date, &day))
    return g_steal_pointer (&date);
  number = pod_study_day_to_words (day);
  kept = g_string_new (number);
  g_string_replace (kept, " ", NO_BREAK_SPACE, 0);
  return g_strdup_printf ("%s · %s", date, kept->str);
}

static char *
say_serious (guint seriousness)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint bit = POD_SERIOUS_DEATH; bit <= POD_SERIOUS_IMPORTANT; bit <<= 1)
    if (seriousness & bit)
      g_string_append_printf (words, "%s%s", words->len > 0 ? C_ ("list", ", ") : "",
                              pod_seriousness_to_words (bit));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
say_term (const PodStudy *study, const PodAdverseEvent *event)
{
  const char *name = pod_adverse_event_get_name (study, event);

  /* Translators: an adverse event that was withdrawn: "Cough (voided)". */
  return event->record.voided ? g_strdup_printf (_ ("%s (voided)"), name) : g_strdup (name);
}

static gint64
make_start_key (PodMoment start)
{
  return pod_date_is_set (start.date)
             ? (gint64) pod_date_first_day (start.date) * MINUTES_A_DAY + MAX (start.minute, 0)
             : G_MININT64;
}

static char **
make_grade_classes (int grade)
{
  g_autofree char *level = g_strdup_printf ("grade-%d", grade);

  return grade > 0 ? g_strdupv ((char *[]){ "grade-chip", level, NULL })
                   : g_strdupv ((char *[]){ "dim-label", NULL });
}

static void
get_label (PodAdverseEventItem *self, guint id, GValue *value)
{
  switch (id)
    {
    case PROP_GRADE_LABEL:
      g_value_take_string (value,
                           self->grade > 0 ? g_strdup_printf ("G%d", self->grade) : g_strdup ("–"));
      break;
    case PROP_GRADE_CLASSES:
      g_value_take_boxed (value, make_grade_classes (self->grade));
      break;
    case PROP_SERIOUS_LABEL:
      g_value_set_string (value, *self->serious != '\0' ? C_ ("adverse event", "Serious") : "");
      break;
    case PROP_CLASSES:
      g_value_take_boxed (value,
                          g_strdupv ((char *[]){ self->voided ? "dim-label" : "numeric", NULL }));
      break;
    case PROP_PRODUCT:
      g_value_set_string (value, self->product);
      break;
    case PROP_SIGNING:
      g_value_set_string (value, self->signing);
      break;
    case PROP_LYMPHODEPLETION:
      g_value_set_string (value, self->lymphodepletion);
      break;
    default:
      g_value_set_string (value, self->outcome);
      break;
    }
}

static void
pod_adverse_event_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PodAdverseEventItem *self = POD_ADVERSE_EVENT_ITEM (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_START_KEY:
      g_value_set_int64 (value, self->start_key);
      break;
    case PROP_GRADE:
      g_value_set_int (value, self->grade);
      break;
    case PROP_VOIDED:
      g_value_set_boolean (value, self->voided);
      break;
    case PROP_TERM:
      g_value_set_string (value, self->term);
      break;
    case PROP_START:
      g_value_set_string (value, self->start);
      break;
    case PROP_END:
      g_value_set_string (value, self->end);
      break;
    case PROP_SERIOUS:
      g_value_set_string (value, self->serious);
      break;
    default:
      get_label (self, id, value);
      break;
    }
}

static void
pod_adverse_event_item_finalize (GObject *object)
{
  PodAdverseEventItem *self = POD_ADVERSE_EVENT_ITEM (object);

  g_free (self->term);
  g_free (self->start);
  g_free (self->end);
  g_free (self->serious);
  G_OBJECT_CLASS (pod_adverse_event_item_parent_class)->finalize (object);
}

static void
pod_adverse_event_item_class_init (PodAdverseEventItemClass *klass)
{
  static const struct
  {
    guint id;
    const char *name;
  } texts[] = {
    { PROP_TERM, "term" },
    { PROP_GRADE_LABEL, "grade-label" },
    { PROP_START, "start" },
    { PROP_END, "end" },
    { PROP_SERIOUS, "serious" },
    { PROP_SERIOUS_LABEL, "serious-label" },
    { PROP_PRODUCT, "product" },
    { PROP_OUTCOME, "outcome" },
    { PROP_LYMPHODEPLETION, "lymphodepletion" },
    { PROP_SIGNING, "signing" },
  };
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pod_adverse_event_item_get_property;
  object_class->finalize = pod_adverse_event_item_finalize;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    properties[texts[i].id] = g_param_spec_string (texts[i].name, NULL, NULL, NULL, flags);
  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_START_KEY] = g_param_spec_int64 ("start-key", NULL, NULL, G_MININT64, G_MAXINT64,
                                                   0, flags);
  properties[PROP_GRADE] = g_param_spec_int ("grade", NULL, NULL, 0, 5, 0, flags);
  properties[PROP_VOIDED] = g_param_spec_boolean ("voided", NULL, NULL, FALSE, flags);
  properties[PROP_GRADE_CLASSES] = g_param_spec_boxed ("grade-classes", NULL, NULL, G_TYPE_STRV,
                                                       flags);
  properties[PROP_CLASSES] = g_param_spec_boxed ("classes", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pod_adverse_event_item_init (PodAdverseEventItem *self)
{
}

PodAdverseEventItem *
pod_adverse_event_item_new (const PodStudy *study,
                            PodCasebook *casebook,
                            const PodAdverseEvent *event)
{
  PodAdverseEventItem *self = g_object_new (POD_TYPE_ADVERSE_EVENT_ITEM, NULL);

  self->id = event->record.id;
  self->voided = event->record.voided;
  self->grade = CLAMP (event->grade, 0, 5);
  self->start_key = make_start_key (event->start);
  self->term = say_term (study, event);
  self->start = say_moment (study, casebook, (PodMoment){ event->start.date, -1 });
  self->end = pod_date_is_set (event->end.date) ? pod_date_to_words (event->end.date)
                                                : g_strdup (C_ ("adverse event", "ongoing"));
  self->serious = say_serious (event->seriousness);
  self->product = pod_causality_to_words (event->to_product);
  self->lymphodepletion = pod_causality_to_words (event->to_lymphodepletion);
  self->outcome = pod_outcome_to_words (event->outcome);
  self->signing = pod_signing_to_words (pod_signing_get (casebook, "adverse_event",
                                                         event->record.id));
  return self;
}

gint64
pod_adverse_event_item_get_id (PodAdverseEventItem *self)
{
  g_return_val_if_fail (POD_IS_ADVERSE_EVENT_ITEM (self), 0);

  return self->id;
}

gboolean
pod_adverse_event_item_is_voided (PodAdverseEventItem *self)
{
  g_return_val_if_fail (POD_IS_ADVERSE_EVENT_ITEM (self), FALSE);

  return self->voided;
}
