#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-fault-words.h"

#include <glib/gi18n-lib.h>

#include "pod-trial-history.h"

/* In the order in which they are told. */
static const struct
{
  const char *what;
  const char *words;
} kinds[] = {
  { "replay", N_ ("A record is not what the audit trail says it should be") },
  { "commitment", N_ ("A text was changed after it was recorded") },
  { "chain", N_ ("The chain of the audit trail is broken") },
  { "sequence", N_ ("An entry of the audit trail is missing") },
  { "anchor", N_ ("The audit trail does not contain the head that was kept elsewhere") },
  { "schema", N_ ("The tables are not built as this program builds them") },
  { "integrity", N_ ("The file is damaged") },
};

static gsize
get_rank (const PodTrialFault *fault)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (kinds) && !g_str_equal (fault->what, kinds[i].what))
    i++;
  return i;
}

const char *
pod_fault_to_words (const PodTrialFault *fault)
{
  gsize rank = get_rank (fault);

  return rank < G_N_ELEMENTS (kinds) ? _ (kinds[rank].words) : fault->what;
}

/* A fault of the chain names an entry; of the rest some name a field alone, and some nothing. */
static char *
name_record (const PodTrialFault *fault)
{
  const char *kind;

  if (g_strcmp0 (fault->table, "audit") == 0 && fault->row != NULL)
    return g_strdup_printf (_ ("Entry %s of the audit trail"), fault->row);
  if (fault->table == NULL)
    return NULL;
  kind = pod_record_kind_to_words (fault->table);
  /* Translators: "Adverse event, row 3". */
  return fault->row != NULL ? g_strdup_printf (_ ("%s, row %s"), kind, fault->row)
                            : g_strdup (kind);
}

char *
pod_fault_place_to_words (const PodTrialFault *fault)
{
  g_autofree char *record = name_record (fault);
  const char *field = fault->field;

  if (field != NULL && fault->table != NULL)
    field = pod_history_field_to_words (fault->table, field);
  if (record != NULL && field != NULL)
    /* Translators: "Adverse event, row 3: Grade". */
    return g_strdup_printf (_ ("%s: %s"), record, field);
  if (record != NULL)
    return g_steal_pointer (&record);
  return g_strdup (field != NULL ? field : "");
}

static gint64
get_row (const PodTrialFault *fault)
{
  return fault->row != NULL ? g_ascii_strtoll (fault->row, NULL, 10) : 0;
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const PodTrialFault *first = *(PodTrialFault *const *) a, *second = *(PodTrialFault *const *) b;
  gsize rank = get_rank (first), other = get_rank (second);
  int tables = g_strcmp0 (first->table, second->table);
  gint64 row = get_row (first), other_row = get_row (second);

  if (rank != other)
    return rank < other ? -1 : 1;
  if (tables != 0)
    return tables;
  return row < other_row ? -1 : row > other_row;
}

GPtrArray *
pod_faults_sort (const GPtrArray *faults)
{
  GPtrArray *sorted = g_ptr_array_sized_new (faults->len);

  for (guint i = 0; i < faults->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (faults, i));
  g_ptr_array_sort (sorted, compare_faults);
  return sorted;
}

char *
pod_faults_to_text (const GPtrArray *faults)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      const PodTrialFault *fault = g_ptr_array_index (faults, i);
      g_autofree char *place = pod_fault_place_to_words (fault);

      g_string_append_printf (text, "%s (%s)\t%s\t%s.%s.%s\n", pod_fault_to_words (fault),
                              fault->what, place, fault->table != NULL ? fault->table : "–",
                              fault->row != NULL ? fault->row : "–",
                              fault->field != NULL ? fault->field : "–");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
