#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-sign-summary.h"

#include <glib/gi18n-lib.h>

#include "pod-abnormal.h"
#include "pod-lab-panel.h"
#include "pod-lab-series.h"
#include "pod-record-field.h"
#include "pod-record-words.h"
#include "pod-significance-item.h"
#include "pod-trial-history.h"
#include "pod-words.h"

/* What is longer may be broken anywhere. */
#define MOST_TOGETHER 32
#define BETWEEN " · "
#define DASH "–"
/* Behind a dash Pango breaks what must not be broken, whatever its attributes and joiners say; not behind this sign, which looks the same. */
#define NO_BREAK_DASH "\u2212"

static AdwPreferencesGroup *
add_group (GtkBox *box, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *escaped = title != NULL ? g_markup_escape_text (title, -1) : NULL;

  if (escaped != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
  gtk_box_append (box, group);
  return ADW_PREFERENCES_GROUP (group);
}

/* The name on the left, what it says on the right, both whole.  Returns the line, for what stands before them. */
static GtkBox *
add_line (AdwPreferencesGroup *group, const char *name, const char *value)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *left = gtk_label_new (name);
  GtkWidget *right = gtk_label_new (value != NULL ? value : "–");

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_yalign (GTK_LABEL (left), 0);
  gtk_label_set_wrap (GTK_LABEL (left), TRUE);
  gtk_widget_add_css_class (left, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (right), 1);
  gtk_label_set_justify (GTK_LABEL (right), GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (right), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (right), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_widget_set_halign (right, GTK_ALIGN_END);
  gtk_widget_add_css_class (right, "numeric");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), right);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_group_add (group, row);
  return GTK_BOX (box);
}

/* Of what stands in one line between dots no piece is broken, nor begins a line with its dot: "limits 5–" would be another limit. */
static void
keep_pieces (GtkLabel *label)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  const char *text = gtk_label_get_text (label), *next;

  for (const char *piece = text; piece != NULL; piece = next)
    {
      const char *end = strstr (piece, BETWEEN);
      const char *last = end != NULL ? end + strlen (BETWEEN) : piece + strlen (piece);
      const char *first = g_utf8_strlen (piece, last - piece) <= MOST_TOGETHER ? piece : end;
      PangoAttribute *whole = pango_attr_allow_breaks_new (FALSE);

      next = end != NULL ? last : NULL;
      whole->start_index = (guint) ((first != NULL ? first : last) - text);
      whole->end_index = (guint) (last - text);
      pango_attr_list_insert (attributes, whole);
    }
  gtk_label_set_attributes (label, attributes);
}

static GtkWidget *
add_words (GtkBox *box, const char *words, const char *style)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (box, label);
  return label;
}

static gboolean
is_minus (const char *sign)
{
  return g_str_has_prefix (sign, "-") || g_str_has_prefix (sign, NO_BREAK_DASH);
}

/* Whether it stands between two numbers of which one is below nothing. */
static gboolean
is_beside_minus (const char *text, const char *dash)
{
  const char *number = dash;

  while (number > text && (g_ascii_isdigit (number[-1]) || number[-1] == '.'))
    number--;
  return is_minus (dash + strlen (DASH)) ||
         (number > text && is_minus (g_utf8_find_prev_char (text, number)));
}

/* "5–18" stays in one line; "-2–3" may be broken, since with that sign it would be read as "-2 -3".  Free with g_free(). */
static char *
keep_ranges (const char *words)
{
  GString *kept = g_string_new (NULL);
  const char *rest = words, *dash;

  for (; (dash = strstr (rest, DASH)) != NULL; rest = dash + strlen (DASH))
    {
      g_string_append_len (kept, rest, dash - rest);
      g_string_append (kept, is_beside_minus (words, dash) ? DASH : NO_BREAK_DASH);
    }
  g_string_append (kept, rest);
  return g_string_free (kept, FALSE);
}

/* What has much to say has a line of its own for it; whoever hears it is told of a dash, and of no minus. */
static void
add_result (AdwPreferencesGroup *group, const char *name, const char *words)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *label;
  g_autofree char *shown = keep_ranges (words);

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  add_words (GTK_BOX (box), name, "dim-label");
  label = add_words (GTK_BOX (box), shown, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  keep_pieces (GTK_LABEL (label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  adw_preferences_group_add (group, row);
}

static void
add_count (AdwPreferencesGroup *group, const char *name, guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  add_line (group, name, text);
}

/* Of what is still open, which whoever signs is to see; of nothing it is a plain line. */
static void
add_open (AdwPreferencesGroup *group, const char *name, guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);
  GtkBox *line = add_line (group, name, text);
  GtkWidget *icon;

  if (n == 0)
    return;
  icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
      /* Translators: before what is not signed, judged or closed, and how many there are. */
      C_ ("signing", "still open"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (line), "warning");
  gtk_widget_remove_css_class (gtk_widget_get_first_child (GTK_WIDGET (line)), "dim-label");
  gtk_box_prepend (line, icon);
}

/* ---- one record, field by field ---- */

static void
add_record (GtkBox *box,
            PodTrial *trial,
            PodCasebook *casebook,
            PodRecordType type,
            gconstpointer record)
{
  const PodRecordShape *shape = pod_record_get_shape (type);
  AdwPreferencesGroup *group = add_group (box, NULL);

  for (guint i = 0; i < shape->n_fields; i++)
    {
      const PodField *field = &shape->fields[i];
      g_autofree char *value = pod_field_to_string (field, record);
      g_autofree char *words = pod_record_value_to_words (trial, casebook, shape->name,
                                                          field->column, value);

      if (words != NULL && *words != '\0')
        add_line (group, pod_history_field_to_words (shape->name, field->column), words);
    }
}

static const PodEvent *
find_event (PodCasebook *casebook, gint64 id)
{
  guint n;
  const PodEvent *events = pod_casebook_get_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (events[i].record.id == id)
      return &events[i];
  return NULL;
}

/* ---- a visit with its results ---- */

static void
add_findings (GtkBox *box, PodTrial *trial, PodCasebook *casebook, gint64 visit)
{
  const PodStudy *study = pod_trial_get_study (trial);
  AdwPreferencesGroup *group = add_group (box, _ ("Results of this visit"));
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (findings[i].visit == visit && !findings[i].record.voided)
      {
        g_autofree char *name = pod_record_name (trial, casebook, "finding", findings[i].record.id);
        g_autofree char *value = pod_finding_to_words (study, &findings[i]);

        add_line (group, name, value);
      }
}

/* ---- a laboratory's report ---- */

static gboolean
is_of_day (const PodFinding *finding, gint64 day)
{
  return pod_finding_counts (finding) && pod_finding_is_reported (finding) &&
         pod_date_is_complete (finding->when.date) &&
         pod_date_first_day (finding->when.date) == day;
}

/* (element-type PodFinding): of that day, as they were judged. */
static GPtrArray *
list_findings (PodTrial *trial, PodCasebook *casebook, gint64 day)
{
  GPtrArray *list = g_ptr_array_new ();
  guint n;
  const PodFinding *findings = pod_casebook_get_findings (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (is_of_day (&findings[i], day))
      g_ptr_array_add (list, (gpointer) &findings[i]);
  pod_results_sort (pod_trial_get_study (trial), list);
  return list;
}

/* (element-type PodSignificanceItem): of that day. */
static GPtrArray *
list_results (PodTrial *trial, PodCasebook *casebook, gint64 day)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) findings = list_findings (trial, casebook, day);

  for (guint i = 0; i < findings->len; i++)
    g_ptr_array_add (items,
                     pod_significance_item_new (trial, casebook, g_ptr_array_index (findings, i)));
  return items;
}

/* (element-type PodSignificanceItem): the abnormal of @all, or the others. */
static GPtrArray *
choose_results (const GPtrArray *all, gboolean abnormal)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (pod_significance_item_is_abnormal (g_ptr_array_index (all, i)) == abnormal)
      g_ptr_array_add (items, g_ptr_array_index (all, i));
  if (abnormal)
    g_ptr_array_sort (items, pod_significance_item_compare);
  return items;
}

static gboolean
is_there (const char *cell)
{
  return *cell != '\0' && !g_str_equal (cell, "–");
}

/* "20 g/L ↓ · not plausible: … · limits 35–55 · grade 3 (+2) new · Not significant" */
static char *
say_result (PodSignificanceItem *item, gboolean abnormal)
{
  g_autofree char *value = pod_significance_item_say_value (item, NULL);
  g_autofree char *limits = pod_significance_item_say_limits (item, NULL);
  g_autofree char *flag = pod_significance_item_say_flag (item, NULL);
  g_autofree char *grade = pod_significance_item_say_grade (item, NULL);
  g_autofree char *state = pod_significance_item_say_state (item, NULL);
  const char *kept = pod_significance_item_get_kept (item);
  GString *text = g_string_new (value);

  if (is_there (flag))
    g_string_append_printf (text, " %s", flag);
  if (kept != NULL)
    g_string_append_printf (text, BETWEEN "%s", kept);
  if (is_there (limits))
    g_string_append_printf (text, C_ ("results of a report", " · limits %s"), limits);
  if (is_there (grade))
    g_string_append_printf (text, C_ ("results of a report", " · grade %s"), grade);
  if (abnormal)
    g_string_append_printf (text, " · %s", state);
  return g_string_free (text, FALSE);
}

static void
add_results (GtkBox *box, const GPtrArray *all, gboolean abnormal, const char *title)
{
  g_autoptr (GPtrArray) items = choose_results (all, abnormal);
  AdwPreferencesGroup *group = items->len > 0 ? add_group (box, title) : NULL;

  for (guint i = 0; i < items->len; i++)
    {
      PodSignificanceItem *item = g_ptr_array_index (items, i);
      g_autofree char *name = pod_significance_item_say_name (item, NULL);
      g_autofree char *words = say_result (item, abnormal);

      add_result (group, name, words);
    }
}

/* Whoever signs that nothing else was abnormal knows of what that cannot be told. */
static void
add_unlimited (GtkBox *box, PodTrial *trial, PodCasebook *casebook, gint64 day)
{
  g_autofree char *words = pod_results_say_unlimited (pod_trial_get_study (trial),
                                                      pod_trial_get_site (trial), casebook,
                                                      (gint32) day);
  g_autofree char *escaped = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  if (escaped != NULL)
    adw_preferences_group_set_description (add_group (box, NULL), escaped);
}

/* Whoever signs sees what is missing, and why: what the signature covers, or what belongs to no laboratory's report. */
static void
add_not_done (GtkBox *box,
              PodTrial *trial,
              PodCasebook *casebook,
              const GPtrArray *results,
              gboolean is_reported,
              const char *title)
{
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < results->len; i++)
    {
      const PodFinding *finding = g_ptr_array_index (results, i);
      g_autofree char *name = pod_record_name (trial, casebook, "finding", finding->record.id);
      g_autofree char *words = pod_finding_to_words (pod_trial_get_study (trial), finding);

      if (pod_finding_is_reported (finding) != is_reported)
        continue;
      if (group == NULL)
        group = add_group (box, title);
      add_result (group, name, words);
    }
}

/* What is judged is what is signed: it stands first. */
static void
add_report (GtkBox *box, PodTrial *trial, PodCasebook *casebook, gint64 day)
{
  g_autoptr (GPtrArray) results = list_results (trial, casebook, day);
  g_autoptr (GPtrArray)
      not_done = pod_results_not_done (pod_trial_get_study (trial), casebook, (gint32) day);

  add_unlimited (box, trial, casebook, day);
  add_results (box, results, TRUE, _ ("Abnormal results of this day, as judged"));
  add_not_done (box, trial, casebook, not_done, TRUE, _ ("Not done on this day"));
  add_results (box, results, FALSE, _ ("Other results of this day"));
  add_not_done (box, trial, casebook, not_done, FALSE,
                _ ("Not done, and no laboratory named: not part of what is signed"));
}

static void
add_treatments (GtkBox *box, PodTrial *trial, PodCasebook *casebook, gint64 visit)
{
  AdwPreferencesGroup *group = NULL;
  guint n;
  const PodIntervention *all = pod_casebook_get_interventions (casebook, &n);

  for (guint i = 0; i < n; i++)
    if (all[i].visit == visit && !all[i].record.voided)
      {
        g_autofree char *start = pod_moment_to_words (all[i].start);

        if (group == NULL)
          group = add_group (box, _ ("Treatments of this visit"));
        add_line (group, all[i].treatment, start);
      }
}

/* ---- a casebook ---- */

#define COUNT_STANDING(kind)                                                                       \
  ({                                                                                               \
    guint n_all, n_standing = 0;                                                                   \
    const typeof (*pod_casebook_get_##kind (casebook, &n_all)) *all =                              \
        pod_casebook_get_##kind (casebook, &n_all);                                                \
    for (guint i = 0; i < n_all; i++)                                                              \
      n_standing += !all[i].record.voided;                                                         \
    n_standing;                                                                                    \
  })

static guint
count_unsigned_events (PodCasebook *casebook)
{
  guint n, count = 0;
  const PodAdverseEvent *events = pod_casebook_get_adverse_events (casebook, &n);

  for (guint i = 0; i < n; i++)
    count += !events[i].record.voided &&
             pod_signing_get (casebook, "adverse_event", events[i].record.id) !=
                 POD_SIGNING_CURRENT;
  return count;
}

static gboolean
has_place (PodTrial *trial, const PodCasebook *casebook, const PodFinding *finding)
{
  PodLabPoint point;

  return !finding->record.voided &&
         pod_lab_find_left (pod_trial_get_study (trial), pod_trial_get_site (trial), casebook,
                            finding, &point) == POD_N_LEFT;
}

/* The rest are answers, attestations, what has no course, no day or no unit and what was not done: whoever compares this with a chart counts fewer
 * there. */
static guint
count_charted (PodTrial *trial, PodCasebook *casebook)
{
  g_autoptr (GPtrArray)
      observations = pod_lab_list_observations (pod_trial_get_study (trial), NULL);
  guint count = 0;

  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);
      guint n = 0;
      const PodFinding *series = pod_casebook_get_series (casebook, observation->symbol.name, &n);

      for (guint k = 0; k < n; k++)
        count += has_place (trial, casebook, &series[k]);
    }
  return count;
}

static guint
count_unjudged (PodTrial *trial, PodCasebook *casebook)
{
  g_autoptr (GArray)
      reports = pod_reports_new (pod_trial_get_study (trial), pod_trial_get_site (trial), casebook);

  return pod_reports_count (reports).n_open;
}

static void
add_casebook (GtkBox *box, PodTrial *trial, PodCasebook *casebook)
{
  AdwPreferencesGroup *group = add_group (box, NULL);

  add_line (group, _ ("Subject"), pod_casebook_get_number (casebook));
  add_count (group, _ ("Visits"), COUNT_STANDING (visits));
  add_count (group, _ ("Results and answers"), COUNT_STANDING (findings));
  add_count (group, _ ("… of them numbers that charts draw"), count_charted (trial, casebook));
  add_count (group, _ ("Treatments"), COUNT_STANDING (interventions));
  add_count (group, _ ("Adverse events"), COUNT_STANDING (adverse_events));
  add_open (group, _ ("… of them not signed, or changed since"), count_unsigned_events (casebook));
  add_open (group, _ ("Results not judged"), count_unjudged (trial, casebook));
  add_open (group, _ ("Queries not closed"), pod_casebook_count_open_queries (casebook));
}

void
pod_sign_summary_fill (GtkBox *box,
                       PodTrial *trial,
                       PodCasebook *casebook,
                       const char *scope,
                       gint64 about)
{
  gconstpointer record;

  if (g_str_equal (scope, "casebook"))
    add_casebook (box, trial, casebook);
  else if (g_str_equal (scope, "adverse_event"))
    {
      record = pod_casebook_find_adverse_event (casebook, about);
      if (record != NULL)
        add_record (box, trial, casebook, POD_RECORD_ADVERSE_EVENT, record);
    }
  else if (g_str_equal (scope, "event"))
    {
      record = find_event (casebook, about);
      if (record != NULL)
        add_record (box, trial, casebook, POD_RECORD_EVENT, record);
    }
  else if (g_str_equal (scope, "report"))
    add_report (box, trial, casebook, about);
  else if (g_str_equal (scope, "visit"))
    {
      record = pod_casebook_find_visit (casebook, about);
      if (record != NULL)
        add_record (box, trial, casebook, POD_RECORD_VISIT, record);
      add_findings (box, trial, casebook, about);
      add_treatments (box, trial, casebook, about);
    }
}

/* ---- what differs ---- */

static char *
say_change (PodTrial *trial, PodCasebook *casebook, const PodDifference *difference)
{
  g_autofree char *old = pod_record_value_to_words (trial, casebook, difference->table,
                                                    difference->column, difference->old_value);
  g_autofree char *new = pod_record_value_to_words (trial, casebook, difference->table,
                                                    difference->column, difference->new_value);

  if (difference->column == NULL)
    return g_strdup (difference->new_value != NULL || difference->old_value == NULL
                         ? _ ("new since")
                         : _ ("gone since"));
  return g_strdup_printf ("%s → %s", old != NULL ? old : "–", new != NULL ? new : "–");
}

guint
pod_sign_summary_fill_differences (GtkBox *box,
                                   PodTrial *trial,
                                   PodCasebook *casebook,
                                   gint64 signature,
                                   GError **error)
{
  g_autoptr (GPtrArray) differences = pod_trial_list_differences (trial, signature, error);
  AdwPreferencesGroup *group;

  if (differences == NULL || differences->len == 0)
    return 0;
  group = add_group (box, _ ("Differs from what was signed"));
  for (guint i = 0; i < differences->len; i++)
    {
      const PodDifference *difference = g_ptr_array_index (differences, i);
      g_autofree char *record = pod_record_name (trial, casebook, difference->table,
                                                 difference->row);
      g_autofree char *name =
          difference->column != NULL
              ? g_strdup_printf ("%s · %s",
                                 pod_history_field_to_words (difference->table, difference->column),
                                 record)
              : g_strdup_printf ("%s · %s", pod_record_kind_to_words (difference->table), record);
      g_autofree char *change = say_change (trial, casebook, difference);

      add_line (group, name, change);
    }
  return differences->len;
}
