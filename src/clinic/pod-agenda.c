#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "pod-abnormal.h"
#include "pod-agenda.h"
#include "pod-check.h"
#include "pod-clinic-private.h"
#include "pod-freshness.h"
#include "pod-words.h"

#define WEEK 7

typedef struct
{
  const PodStudy *study;
  const PodSite *site;
  PodDate as_of;
  int notice;
  GPtrArray *items;
  const PodCasebook *casebook;
  GHashTable *said; /* of this subject: names of observations */
} Agenda;

static void
item_free (gpointer data)
{
  PodAgendaItem *item = data;

  g_free (item->number);
  g_free (item->words);
  g_free (item);
}

static PodAgendaWhen
find_when (const Agenda *agenda, PodDate day)
{
  gint32 days = pod_date_first_day (day) - pod_date_first_day (agenda->as_of);

  return days < 0                 ? POD_AGENDA_LATE
         : days == 0              ? POD_AGENDA_TODAY
         : days <= agenda->notice ? POD_AGENDA_WEEK
                                  : POD_AGENDA_LATER;
}

/* Takes @words. */
static PodAgendaItem *
add (Agenda *agenda, PodAgendaKind kind, PodAgendaWhen when, PodDate day, char *words)
{
  const PodSubject *subject = pod_casebook_get_subject (agenda->casebook);
  PodAgendaItem *item = g_new0 (PodAgendaItem, 1);

  item->when = when;
  item->kind = kind;
  item->day = day;
  item->subject = subject->record.id;
  item->number = g_strdup (pod_subject_get_number (subject));
  item->words = words;
  item->type = POD_RECORD_SUBJECT;
  g_ptr_array_add (agenda->items, item);
  return item;
}

static const char *
get_label (const PodSymbol *symbol)
{
  return pod_words_get (&((const PodObservation *) symbol)->label, pod_words_locale ());
}

/* ---- values that expire ---- */

/* What is done once, and for which criteria or conditions. */
typedef struct
{
  const PodSymbol *symbol;
  PodDate when;
  PodDate until;
  gint64 ref;
  GPtrArray *reasons;
} Repeat;

static void
repeat_free (gpointer data)
{
  Repeat *repeat = data;

  g_ptr_array_unref (repeat->reasons);
  g_free (repeat);
}

/* Several may rest on one value: the first of them to lose it says by when. */
static Repeat *
note_repeat (GPtrArray *repeats, const PodSymbol *symbol, PodDate when, PodDate until)
{
  Repeat *repeat = NULL;

  for (guint i = 0; repeat == NULL && i < repeats->len; i++)
    if (((Repeat *) repeats->pdata[i])->symbol == symbol)
      repeat = repeats->pdata[i];
  if (repeat == NULL)
    {
      repeat = g_new0 (Repeat, 1);
      *repeat = (Repeat){ symbol, when, until, 0, g_ptr_array_new () };
      g_ptr_array_add (repeats, repeat);
    }
  if (pod_date_compare (until, repeat->until) < 0)
    repeat->until = until;
  return repeat;
}

static void
add_reason (Repeat *repeat, const char *reason)
{
  if (!g_ptr_array_find_with_equal_func (repeat->reasons, reason, g_str_equal, NULL))
    g_ptr_array_add (repeat->reasons, (gpointer) reason);
}

/* "Serum hCG (INC-05)" */
static char *
name_repeat (const Repeat *repeat)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < repeat->reasons->len; i++)
    g_ptr_array_add (reasons, repeat->reasons->pdata[i]);
  g_ptr_array_add (reasons, NULL);
  list = g_strjoinv (C_ ("list", ", "), (char **) reasons->pdata);
  /* Translators: a result, then the criteria that need it. */
  return g_strdup_printf (C_ ("agenda", "%1$s (%2$s)"), get_label (repeat->symbol), list);
}

static const char *
get_reason (const PodFreshItem *item)
{
  return item->criterion != NULL ? item->criterion->id
                                 : pod_words_get (&item->condition->label, pod_words_locale ());
}

static GPtrArray *
list_repeats (const Agenda *agenda, const GPtrArray *items)
{
  GPtrArray *repeats = g_ptr_array_new_with_free_func (repeat_free);

  for (guint i = 0; i < items->len; i++)
    {
      const PodFreshItem *item = items->pdata[i];
      Repeat *repeat;

      if (g_hash_table_contains (agenda->said, item->symbol->name))
        continue;
      repeat = note_repeat (repeats, item->symbol, item->when, item->until);
      repeat->ref = MAX (repeat->ref, item->ref);
      add_reason (repeat, get_reason (item));
    }
  return repeats;
}

static void
add_expiry (Agenda *agenda, const Repeat *repeat)
{
  g_autofree char *what = name_repeat (repeat);
  g_autofree char *when = pod_date_to_words (repeat->when);
  g_autofree char *until = pod_date_to_words (repeat->until);
  PodAgendaItem *added;

  added = add (
      agenda, POD_AGENDA_EXPIRES, find_when (agenda, repeat->until), repeat->until,
      /* Translators: a result with the criteria that need it, its last day, and the day that it is of. */
      g_strdup_printf (_ ("%1$s: repeat by %2$s, the last day on which that of %3$s counts"), what,
                       until, when));
  if (repeat->ref > 0)
    {
      added->type = POD_RECORD_FINDING;
      added->id = repeat->ref;
    }
}

static void
add_repeat (Agenda *agenda, const Repeat *repeat, PodDate day_0)
{
  g_autofree char *day = pod_date_to_words (day_0);
  g_autofree char *what = name_repeat (repeat);

  add (
      agenda, POD_AGENDA_REPEAT, find_when (agenda, repeat->until), repeat->until,
      /* Translators: a result with the criteria that need it, and the planned day of the treatment. */
      g_strdup_printf (_ ("%1$s: repeat, it does not last until %2$s, the planned day 0"), what,
                       day));
}

/* NULL for @day_0 where it is not planned. */
static void
add_all (Agenda *agenda, const GPtrArray *items, const PodDate *day_0)
{
  g_autoptr (GPtrArray) repeats = list_repeats (agenda, items);

  for (guint i = 0; i < repeats->len; i++)
    {
      const Repeat *repeat = repeats->pdata[i];

      if (day_0 != NULL)
        add_repeat (agenda, repeat, *day_0);
      else
        add_expiry (agenda, repeat);
      g_hash_table_add (agenda->said, (gpointer) repeat->symbol->name);
    }
}

/* Day 0 as it is planned; no date where it is not, or was. */
static PodDate
find_planned_day (const Agenda *agenda)
{
  const GPtrArray *anchors = pod_study_get_anchors (agenda->study);

  for (guint i = 0; i < anchors->len; i++)
    {
      const PodAnchor *anchor = anchors->pdata[i];

      if (anchor->planned && anchor->event_days == 0)
        return pod_casebook_get_anchor (agenda->study, agenda->casebook, anchor->id);
    }
  return POD_DATE_NONE;
}

static void
add_freshness (Agenda *agenda)
{
  g_autoptr (PodFreshness)
      freshness = pod_freshness_new (agenda->study, agenda->site, agenda->casebook, agenda->as_of);
  g_autoptr (GPtrArray) soon = pod_freshness_list_within (freshness, agenda->notice);
  const PodFreshItem *first = pod_freshness_get_first (freshness);
  PodDate day_0 = find_planned_day (agenda);

  if (pod_date_is_complete (day_0) && pod_date_compare (day_0, agenda->as_of) > 0)
    {
      g_autoptr (GPtrArray) repeats = pod_freshness_list_repeats (freshness, day_0);

      add_all (agenda, repeats, &day_0);
    }
  if (first != NULL && soon->len == 0)
    g_ptr_array_add (soon, (gpointer) first);
  add_all (agenda, soon, NULL);
}

/* ---- days that were planned ---- */

/* What stands behind it waits for it. */
static void
add_missed_step (Agenda *agenda)
{
  PodDate planned = POD_DATE_NONE;
  const PodAnchor *step = pod_check_find_missed_step (agenda->study, agenda->casebook,
                                                      agenda->as_of, &planned);
  g_autofree char *day = step != NULL ? pod_date_to_words (planned) : NULL;

  if (step == NULL)
    return;
  add (agenda, POD_AGENDA_VISIT, POD_AGENDA_LATE, planned,
       /* Translators: a step of the treatment: "Infusion, day 0". */
       g_strdup_printf (_ ("%1$s: planned for %2$s, which is over, and not on record"),
                        pod_words_get (&step->label, pod_words_locale ()), day));
}

/* ---- values that have expired ---- */

typedef struct
{
  GPtrArray *repeats;
  const char *criterion;
} Expired;

/* The value that is too old: the leaf's own, or one of several that it reads. */
static void
add_expired (Expired *expired, const PodEvidence *value)
{
  if (value->absence == POD_ABSENCE_OUTSIDE && value->symbol != NULL)
    add_reason (note_repeat (expired->repeats, value->symbol, value->fact.when.date,
                             value->counted_until),
                expired->criterion);
}

static void
add_expired_cb (const PodEvidence *leaf, gpointer data)
{
  gboolean has_children = FALSE;

  for (guint i = 0; i < leaf->children->len; i++)
    {
      const PodEvidence *child = leaf->children->pdata[i];

      has_children |= child->symbol != NULL;
      add_expired (data, child);
    }
  if (!has_children)
    add_expired (data, leaf);
}

/* "Serum hCG (INC-05): repeat, the result of 12 Nov 2026 counted until 20 Nov 2026": a verb before "Infection" would make one of it. */
static char *
say_expired (const Repeat *repeat)
{
  g_autofree char *what = name_repeat (repeat);
  g_autofree char *when = pod_date_to_words (repeat->when);
  g_autofree char *until = NULL;

  if (!pod_date_is_complete (repeat->until))
    /* Translators: a result with the criteria that need it, and the day that it is of. */
    return g_strdup_printf (_ ("%1$s: repeat, that of %2$s is too old"), what, when);
  until = pod_date_to_words (repeat->until);
  return g_strdup_printf (_ ("%1$s: repeat, the result of %2$s counted until %3$s"), what, when,
                          until);
}

static void
add_all_expired (Agenda *agenda, const PodScreening *screening)
{
  g_autoptr (GPtrArray) repeats = g_ptr_array_new_with_free_func (repeat_free);
  Expired expired = { repeats, NULL };

  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = screening->verdicts->pdata[i];

      expired.criterion = verdict->criterion->id;
      if (verdict->passes == POD_UNKNOWN && verdict->evidence != NULL)
        pod_evidence_foreach_leaf (verdict->evidence, TRUE, add_expired_cb, &expired);
    }
  for (guint i = 0; i < repeats->len; i++)
    {
      const Repeat *repeat = repeats->pdata[i];

      g_hash_table_add (agenda->said, (gpointer) repeat->symbol->name);
      add (agenda, POD_AGENDA_EXPIRED, POD_AGENDA_LATE, repeat->until, say_expired (repeat));
    }
}

/* ---- screening ---- */

static void
add_decision (Agenda *agenda, const PodScreening *screening)
{
  gboolean eligible = screening->eligible == POD_TRUE;
  PodDate until = eligible ? screening->valid_until : POD_DATE_NONE;
  PodAgendaWhen when = pod_date_is_set (until) ? find_when (agenda, until) : POD_AGENDA_TODAY;

  add (agenda, POD_AGENDA_DECISION, MIN (when, POD_AGENDA_WEEK), until,
       g_strdup (eligible ? _ ("Eligible on paper: the decision waits")
                          : _ ("Not eligible: the decision waits")));
}

static void
add_screening (Agenda *agenda)
{
  g_autoptr (PodScreening)
      screening = pod_screening_new (agenda->study, agenda->site, agenda->casebook, agenda->as_of);

  if (screening->eligible != POD_UNKNOWN)
    add_decision (agenda, screening);
  else
    add_all_expired (agenda, screening);
}

/* ---- visits and queries ---- */

static char *
say_visit (const PodScheduledVisit *visit)
{
  const char *label = pod_words_get (&visit->plan->label, pod_words_locale ());
  g_autofree char *from = pod_date_to_words (visit->earliest);
  g_autofree char *to = pod_date_to_words (visit->latest);

  if (visit->state == POD_VISIT_OVERDUE)
    /* Translators: a planned visit, and the last day of its window. */
    return g_strdup_printf (_ ("%1$s: not recorded, its window closed on %2$s"), label, to);
  /* Translators: a planned visit, and the first and last day of its window. */
  return g_strdup_printf (_ ("%1$s, window %2$s to %3$s"), label, from, to);
}

/* What is open is due by its target, and after that by its last day. */
static PodDate
find_due (const Agenda *agenda, const PodScheduledVisit *visit)
{
  if (visit->state == POD_VISIT_OVERDUE)
    return visit->latest;
  if (pod_date_compare (visit->target, agenda->as_of) >= 0)
    return visit->target;
  return visit->latest;
}

static void
add_visits (Agenda *agenda)
{
  g_autoptr (GArray) schedule = pod_schedule_new (agenda->study, agenda->casebook, agenda->as_of);
  gboolean later = FALSE;

  for (guint i = 0; i < schedule->len; i++)
    {
      const PodScheduledVisit *visit = &g_array_index (schedule, PodScheduledVisit, i);
      PodDate due = find_due (agenda, visit);
      PodAgendaWhen when;

      if (visit->visit != NULL || !pod_date_is_set (visit->target))
        continue;
      when = find_when (agenda, due);
      if (when == POD_AGENDA_LATER && later)
        continue;
      later = later || when == POD_AGENDA_LATER;
      add (agenda, POD_AGENDA_VISIT, when, due, say_visit (visit))->type = POD_RECORD_VISIT;
    }
}

static void
add_queries (Agenda *agenda)
{
  guint n;
  const PodQuery *queries = pod_casebook_get_queries (agenda->casebook, &n);

  for (guint i = 0; i < n; i++)
    {
      gboolean answered = g_strcmp0 (queries[i].status, "answered") == 0;
      PodAgendaItem *item;

      if (queries[i].record.voided || g_strcmp0 (queries[i].status, "closed") == 0)
        continue;
      item = add (agenda, POD_AGENDA_QUERY, POD_AGENDA_TODAY, POD_DATE_NONE,
                  g_strdup (answered ? _ ("Query: answered, to be closed or asked again")
                                     : _ ("Query: waits for an answer")));
      item->type = POD_RECORD_QUERY;
      item->id = queries[i].record.id;
    }
}

/* All that is judged and attributed of it, and nobody has signed it since. */
static gboolean
waits_for_signature (const Agenda *agenda, const PodReport *report)
{
  const PodSignature *signature = pod_casebook_find_signature (agenda->casebook, "report",
                                                               report->day);

  return report->day != POD_DAY_MIN && report->n_abnormal > 0 && report->n_open == 0 &&
         report->n_loose == 0 && (signature == NULL || signature->changed);
}

/* Takes @words. */
static void
add_waiting_results (Agenda *agenda, guint n, char *words)
{
  if (n > 0)
    add (agenda, POD_AGENDA_RESULTS, POD_AGENDA_TODAY, POD_DATE_NONE, words)->type =
        POD_RECORD_FINDING;
  else
    g_free (words);
}

/* What stands between a result and the signature of its report, one thing after the other. */
static void
add_results (Agenda *agenda)
{
  g_autoptr (GArray) reports = pod_reports_new (agenda->study, agenda->site, agenda->casebook);
  PodWaitingResults waiting = pod_reports_count (reports);
  guint n_unsigned = 0;

  for (guint i = 0; i < reports->len; i++)
    n_unsigned += waits_for_signature (agenda, &g_array_index (reports, PodReport, i));
  add_waiting_results (agenda, waiting.n_open, pod_results_say_open (waiting.n_open));
  add_waiting_results (agenda, waiting.n_loose, pod_results_say_loose (waiting.n_loose));
  add_waiting_results (
      agenda, n_unsigned,
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                    "%u laboratory report is judged, and waits for its signature",
                                    "%u laboratory reports are judged, and wait for their "
                                    "signatures",
                                    n_unsigned),
                       n_unsigned));
}

/* ---- all of it ---- */

/* Nobody waits for who has left. */
static void
add_subject (Agenda *agenda, const PodCasebook *casebook)
{
  PodSubjectState state = pod_subject_state (agenda->study, casebook, agenda->as_of);

  agenda->casebook = casebook;
  g_hash_table_remove_all (agenda->said);
  if (state == POD_STATE_SCREENING)
    add_screening (agenda);
  if (state == POD_STATE_SCREENING || state == POD_STATE_ENROLLED ||
      state == POD_STATE_LYMPHODEPLETION)
    add_freshness (agenda);
  add_missed_step (agenda);
  if (state != POD_STATE_SCREEN_FAILURE)
    add_visits (agenda);
  if (state != POD_STATE_SCREEN_FAILURE)
    add_results (agenda);
  add_queries (agenda);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  const PodAgendaItem *one = *(const PodAgendaItem *const *) a;
  const PodAgendaItem *other = *(const PodAgendaItem *const *) b;
  int order = (int) one->when - (int) other->when;

  if (order == 0)
    order = pod_date_compare (one->day, other->day);
  if (order == 0)
    order = g_strcmp0 (one->number, other->number);
  return order != 0 ? order : g_strcmp0 (one->words, other->words);
}

/* Of what comes later the first says what is next. */
static void
keep_next (GPtrArray *items)
{
  guint kept = 0;

  while (kept < items->len && ((PodAgendaItem *) items->pdata[kept])->when != POD_AGENDA_LATER)
    kept++;
  if (kept + 1 < items->len)
    g_ptr_array_set_size (items, (int) kept + 1);
}

GPtrArray *
pod_agenda_new (const PodStudy *study,
                const PodSite *site,
                const GPtrArray *casebooks,
                PodDate as_of)
{
  int notice = pod_freshness_get_notice (study);
  g_autoptr (GHashTable) said = g_hash_table_new (g_str_hash, g_str_equal);
  Agenda agenda = {
    study, site, as_of, notice > 0 ? notice : WEEK, g_ptr_array_new_with_free_func (item_free),
    NULL,  said
  };

  for (guint i = 0; i < casebooks->len; i++)
    add_subject (&agenda, casebooks->pdata[i]);
  g_ptr_array_sort (agenda.items, compare_cb);
  keep_next (agenda.items);
  return agenda.items;
}
