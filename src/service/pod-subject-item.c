#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-subject-item.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

struct _PodSubjectItem
{
  GObject parent_instance;

  PodCasebook *casebook;
  PodSubjectState state;
  int day;
  int worst_grade;
  guint n_serious;
  char *serious_label;
  char *cohort_label;
  char *day_label;
  char *proteinuria;
  char *proteinuria_note;
  char *egfr;
  char *cd19;
  char *worst_label;
  char *next_visit;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NUMBER,
  PROP_SCREENING_NUMBER,
  PROP_ENROLMENT_NUMBER,
  PROP_USUBJID,
  PROP_COHORT,
  PROP_COHORT_LABEL,
  PROP_STATE,
  PROP_STATE_LABEL,
  PROP_DAY,
  PROP_DAY_LABEL,
  PROP_PROTEINURIA,
  PROP_PROTEINURIA_NOTE,
  PROP_EGFR,
  PROP_CD19,
  PROP_WORST_GRADE,
  PROP_WORST_LABEL,
  PROP_SERIOUS,
  PROP_SERIOUS_LABEL,
  PROP_NEXT_VISIT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodSubjectItem, pod_subject_item, G_TYPE_OBJECT)

/* What an en dash says in a cell: nothing to show yet. */
#define NOTHING "–"

static const PodSubject *
get_subject (PodSubjectItem *self)
{
  return pod_casebook_get_subject (self->casebook);
}

static const char *
get_text (PodSubjectItem *self, guint id)
{
  const PodSubject *subject = get_subject (self);

  switch (id)
    {
    case PROP_NUMBER:
      return pod_subject_item_get_number (self);
    case PROP_SCREENING_NUMBER:
      return subject->screening_number;
    case PROP_ENROLMENT_NUMBER:
      return subject->enrolment_number;
    case PROP_USUBJID:
      return subject->usubjid;
    case PROP_COHORT:
      return subject->cohort;
    case PROP_COHORT_LABEL:
      return self->cohort_label;
    case PROP_STATE_LABEL:
      return pod_subject_state_to_words (self->state);
    case PROP_DAY_LABEL:
      return self->day_label;
    case PROP_PROTEINURIA:
      return self->proteinuria;
    case PROP_PROTEINURIA_NOTE:
      return self->proteinuria_note;
    case PROP_EGFR:
      return self->egfr;
    case PROP_CD19:
      return self->cd19;
    case PROP_WORST_LABEL:
      return self->worst_label;
    case PROP_SERIOUS_LABEL:
      return self->serious_label;
    case PROP_NEXT_VISIT:
    default:
      return self->next_visit;
    }
}

static void
pod_subject_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PodSubjectItem *self = POD_SUBJECT_ITEM (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_int64 (value, get_subject (self)->record.id);
      break;
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_DAY:
      g_value_set_int (value, self->day);
      break;
    case PROP_WORST_GRADE:
      g_value_set_int (value, self->worst_grade);
      break;
    case PROP_SERIOUS:
      g_value_set_boolean (value, self->n_serious > 0);
      break;
    default:
      g_value_set_string (value, get_text (self, id));
    }
}

static void
pod_subject_item_finalize (GObject *object)
{
  PodSubjectItem *self = POD_SUBJECT_ITEM (object);

  pod_casebook_unref (self->casebook);
  g_free (self->cohort_label);
  g_free (self->day_label);
  g_free (self->proteinuria);
  g_free (self->proteinuria_note);
  g_free (self->egfr);
  g_free (self->cd19);
  g_free (self->worst_label);
  g_free (self->serious_label);
  g_free (self->next_visit);
  G_OBJECT_CLASS (pod_subject_item_parent_class)->finalize (object);
}

static void
install_text (guint id, const char *name)
{
  properties[id] = g_param_spec_string (name, NULL, NULL, NULL,
                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
install_int (guint id, const char *name)
{
  properties[id] = g_param_spec_int (name, NULL, NULL, G_MININT, G_MAXINT, 0,
                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
pod_subject_item_class_init (PodSubjectItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pod_subject_item_get_property;
  object_class->finalize = pod_subject_item_finalize;
  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0,
                                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SERIOUS] = g_param_spec_boolean ("serious", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  install_int (PROP_STATE, "state");
  install_int (PROP_DAY, "day");
  install_int (PROP_WORST_GRADE, "worst-grade");
  install_text (PROP_NUMBER, "number");
  install_text (PROP_SCREENING_NUMBER, "screening-number");
  install_text (PROP_ENROLMENT_NUMBER, "enrolment-number");
  install_text (PROP_USUBJID, "usubjid");
  install_text (PROP_COHORT, "cohort");
  install_text (PROP_COHORT_LABEL, "cohort-label");
  install_text (PROP_STATE_LABEL, "state-label");
  install_text (PROP_DAY_LABEL, "day-label");
  install_text (PROP_PROTEINURIA, "proteinuria");
  install_text (PROP_PROTEINURIA_NOTE, "proteinuria-note");
  install_text (PROP_EGFR, "egfr");
  install_text (PROP_CD19, "cd19");
  install_text (PROP_WORST_LABEL, "worst-label");
  install_text (PROP_SERIOUS_LABEL, "serious-label");
  install_text (PROP_NEXT_VISIT, "next-visit");
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pod_subject_item_init (PodSubjectItem *self)
{
}

/* The latest unvoided result in words.  @note: (out) (nullable): what is said of it where there is room. */
static char *
describe_latest (const PodStudy *study,
                 const PodCasebook *casebook,
                 const char *observation,
                 char **note)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, observation, &n);

  *note = NULL;
  while (n-- > 0)
    if (pod_finding_counts (&series[n]))
      return pod_finding_to_cell (study, &series[n], note);
  return g_strdup (NOTHING);
}

/* An eGFR always has the one unit that the list's heading stands for. */
static char *
describe_egfr (const PodCasebook *casebook)
{
  guint n;
  const PodFinding *series = pod_casebook_get_series (casebook, "egfr", &n);

  while (n-- > 0)
    if (!series[n].record.voided)
      return pod_decimal_to_label (series[n].quantity.number, 3);
  return g_strdup (NOTHING);
}

static const char *
get_term (const PodStudy *study, const PodAdverseEvent *event)
{
  const PodTerm *term = event->term != NULL ? pod_study_find_term (study, event->term) : NULL;

  return term != NULL              ? pod_words_get (&term->label, pod_words_locale ())
         : event->verbatim != NULL ? event->verbatim
                                   : "";
}

/* "G3 Neutropenia · SAE"; a grade of 0 is one that nobody has given yet. */
static char *
describe_worst (const PodStudy *study, const PodAdverseEvent *worst)
{
  if (worst == NULL)
    return g_strdup (NOTHING);
  if (worst->grade == 0)
    return g_strdup_printf (_ ("%s, not graded"), get_term (study, worst));
  return g_strdup_printf ("G%d %s", worst->grade, get_term (study, worst));
}

static void
find_worst (PodSubjectItem *self, const PodStudy *study)
{
  guint n;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (self->casebook, &n);
  const PodAdverseEvent *worst = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (events[i].record.voided)
        continue;
      self->n_serious += events[i].seriousness != 0;
      if (worst == NULL || events[i].grade > worst->grade)
        worst = &events[i];
    }
  self->worst_grade = worst != NULL ? worst->grade : 0;
  self->worst_label = describe_worst (study, worst);
  self->serious_label = self->n_serious > 0 ? g_strdup_printf ("%u", self->n_serious)
                                            : g_strdup (NOTHING);
}

static gboolean
is_to_come (const PodScheduledVisit *visit)
{
  return visit->visit == NULL && pod_date_is_set (visit->target) &&
         (visit->state == POD_VISIT_PLANNED || visit->state == POD_VISIT_DUE ||
          visit->state == POD_VISIT_OVERDUE);
}

/* Nobody waits for a subject who left. */
static gboolean
is_followed (PodSubjectState state)
{
  return state == POD_STATE_SCREENING || state == POD_STATE_ENROLLED ||
         state == POD_STATE_LYMPHODEPLETION || state == POD_STATE_TREATED;
}

static char *
describe_next_visit (PodSubjectItem *self, const PodStudy *study, PodDate today)
{
  g_autoptr (GArray)
      schedule = is_followed (self->state) ? pod_schedule_new (study, self->casebook, today) : NULL;

  for (guint i = 0; schedule != NULL && i < schedule->len; i++)
    {
      const PodScheduledVisit *visit = &g_array_index (schedule, PodScheduledVisit, i);
      g_autofree char *date = NULL;

      if (!is_to_come (visit))
        continue;
      date = pod_date_to_words (visit->target);
      /* Translators: a date, and on the next line of a narrow column a visit. */
      return g_strdup_printf (visit->state == POD_VISIT_OVERDUE ? _ ("%1$s\n%2$s, overdue")
                                                                : "%1$s\n%2$s",
                              date, pod_words_get (&visit->plan->label, pod_words_locale ()));
    }
  return g_strdup (NOTHING);
}

PodSubjectItem *
pod_subject_item_new (const PodStudy *study,
                      const PodSite *site,
                      PodCasebook *casebook,
                      PodDate today)
{
  PodSubjectItem *self = g_object_new (POD_TYPE_SUBJECT_ITEM, NULL);
  const PodCohort *cohort;
  g_autofree char *note = NULL;

  self->casebook = pod_casebook_ref (casebook);
  self->state = pod_subject_state (study, casebook, today);
  cohort = get_subject (self)->cohort != NULL
               ? pod_study_find_cohort (study, get_subject (self)->cohort)
               : NULL;
  self->cohort_label = g_strdup (cohort != NULL
                                     ? pod_words_get (&cohort->short_label, pod_words_locale ())
                                     : NOTHING);
  self->day = G_MININT;
  self->day_label = pod_subject_day (study, casebook, today, &self->day)
                        ? g_strdup_printf (self->day < 0 ? _ ("D −%d") : _ ("D %d"),
                                           ABS (self->day))
                        : g_strdup (NOTHING);
  self->proteinuria = describe_latest (study, casebook, "uprot24", &self->proteinuria_note);
  self->egfr = describe_egfr (casebook);
  self->cd19 = describe_latest (study, casebook, "cd19", &note);
  find_worst (self, study);
  self->next_visit = describe_next_visit (self, study, today);
  return self;
}

gint64
pod_subject_item_get_id (PodSubjectItem *self)
{
  return get_subject (self)->record.id;
}

const char *
pod_subject_item_get_number (PodSubjectItem *self)
{
  const PodSubject *subject = get_subject (self);

  return pod_subject_get_number (subject);
}

const char *
pod_subject_item_get_cohort (PodSubjectItem *self)
{
  return get_subject (self)->cohort;
}

PodCasebook *
pod_subject_item_get_casebook (PodSubjectItem *self)
{
  return self->casebook;
}
