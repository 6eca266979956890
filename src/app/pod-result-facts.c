#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-result-facts.h"

#include <glib/gi18n-lib.h>

#include "pod-label-keep.h"
#include "pod-record-words.h"
#include "pod-significance-item.h"
#include "pod-words.h"

/* Pairs of a heading and what stands under it, side by side. */
#define COLUMNS 4

typedef struct
{
  GtkWidget *grid;
  guint n;
} Facts;

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  pod_label_keep (GTK_LABEL (label));
  gtk_widget_add_css_class (label, class);
  return label;
}

/* What is not known has no heading either. */
static void
add_fact (Facts *facts, const char *heading, const char *words)
{
  GtkWidget *value;
  int column = (int) (facts->n % COLUMNS);
  int row = (int) (facts->n / COLUMNS) * 2;

  if (words == NULL || *words == '\0')
    return;
  value = make_label (words, "body");
  gtk_label_set_selectable (GTK_LABEL (value), TRUE);
  gtk_widget_set_can_focus (value, FALSE);
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (GTK_GRID (facts->grid), make_label (heading, "caption-heading"), column, row, 1,
                   1);
  gtk_grid_attach (GTK_GRID (facts->grid), value, column, row + 1, 1, 1);
  facts->n++;
}

typedef char *(*SayFunc) (gpointer item, gpointer data);

static void
add_said (Facts *facts,
          const char *heading,
          PodSignificanceItem *item,
          SayFunc say,
          SayFunc explain)
{
  g_autofree char *words = say (item, NULL);
  g_autofree char *more = explain != NULL ? explain (item, NULL) : NULL;
  g_autofree char *both = more != NULL && *more != '\0' ? g_strdup_printf ("%s\n%s", words, more)
                                                        : g_strdup (words);

  add_fact (facts, heading, both);
}

static void
add_column (Facts *facts,
            const char *heading,
            PodTrial *trial,
            PodCasebook *casebook,
            const char *column,
            const char *value)
{
  g_autofree char *words = pod_record_value_to_words (trial, casebook, "finding", column, value);

  add_fact (facts, heading, words);
}

static void
add_all (Facts *facts, PodTrial *trial, PodCasebook *casebook, const PodFinding *finding)
{
  g_autoptr (PodSignificanceItem) item = pod_significance_item_new (trial, casebook, finding);
  g_autofree char *collected = pod_moment_to_words (finding->when);

  add_said (facts, _ ("Result"), item, pod_significance_item_say_value,
            pod_significance_item_explain_value);
  add_fact (facts, C_ ("result", "Collected"), collected);
  add_said (facts, C_ ("result", "Limits"), item, pod_significance_item_say_limits,
            pod_significance_item_explain_limits);
  add_said (facts, C_ ("result", "Grade"), item, pod_significance_item_say_grade, NULL);
  add_said (facts, C_ ("result", "Previous"), item, pod_significance_item_say_previous, NULL);
  if (pod_finding_is_judged (finding))
    add_said (facts, C_ ("result", "Judgement"), item, pod_significance_item_say_state, NULL);
  add_column (facts, C_ ("result", "Status"), trial, casebook, "status", finding->status);
  add_column (facts, C_ ("result", "Reason"), trial, casebook, "reason", finding->reason);
  add_fact (facts, C_ ("result", "Laboratory"), finding->laboratory);
  add_column (facts, C_ ("result", "Source"), trial, casebook, "source", finding->source);
}

GtkWidget *
pod_result_facts_new (PodTrial *trial, PodCasebook *casebook, gint64 finding)
{
  const PodFinding *found = casebook != NULL ? pod_casebook_find_finding (casebook, finding) : NULL;
  Facts facts = { NULL, 0 };

  if (found == NULL)
    return NULL;
  facts.grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (facts.grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (facts.grid), 3);
  gtk_widget_set_margin_top (facts.grid, 12);
  gtk_widget_set_margin_bottom (facts.grid, 12);
  gtk_widget_set_margin_start (facts.grid, 18);
  gtk_widget_set_margin_end (facts.grid, 18);
  add_all (&facts, trial, casebook, found);
  return facts.grid;
}
