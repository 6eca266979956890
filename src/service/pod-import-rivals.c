/* Lines of one file that contradict each other.  Which of them is right the file does not say, and the order of its lines says nothing of it. */

#include "pod-config.h"

#include "pod-importing.h"

/**
 * Looking:
 * @rivals: as it is returned
 * @origins, @days: of the lines of one subject; of what says the same of one origin again, the first alone
 */
typedef struct
{
  const PodStudy *study;
  const PodLabItem *items;
  GPtrArray *rivals;
  GHashTable *origins;
  GHashTable *days;
} Looking;

/* Whose they are is not known here: of one run of lines with the same key. */
#define NOBODY 0

const PodLabItem *
pod_import_get_item (const PodFinding *finding)
{
  return (const PodLabItem *) ((const char *) finding - G_STRUCT_OFFSET (PodLabItem, finding));
}

/* A preliminary result, a correction, a withdrawal and a test message each wait for what they are, and say nothing against a result that is none. */
static gboolean
is_final (const PodLabItem *item)
{
  return item->readable && item->reason == NULL && item->finding.origin != NULL && !item->is_test &&
         (item->status == POD_LAB_STATUS_NONE || item->status == POD_LAB_STATUS_FINAL);
}

static gpointer *
get_rival (const Looking *looking, const PodLabItem *item)
{
  return &g_ptr_array_index (looking->rivals, item - looking->items);
}

/* Of one test, specimen and time there is one result. */
static void
hold_against (Looking *looking, const PodLabItem *first, const PodLabItem *item)
{
  gpointer *rival_of_first = get_rival (looking, first);

  *get_rival (looking, item) = (gpointer) first;
  if (*rival_of_first == NULL)
    *rival_of_first = (gpointer) item;
}

/* The first of that origin. */
static const PodLabItem *
find_first (const Looking *looking, const PodLabItem *item)
{
  const PodFinding *first = pod_origin_table_find (looking->origins, NOBODY, &item->finding);

  return first != NULL ? pod_import_get_item (first) : NULL;
}

static void
look_at (Looking *looking, const PodLabItem *item)
{
  const PodLabItem *first = find_first (looking, item);

  if (first != NULL && pod_import_says_the_same (looking->study, &first->finding, &item->finding))
    return;
  if (first != NULL)
    hold_against (looking, first, item);
  else
    pod_origin_table_add (looking->origins, NOBODY, &item->finding);
  pod_day_table_add (looking->days, NOBODY, &item->finding);
}

/* What contradicts the first contradicts what repeats it. */
static void
look_at_day (Looking *looking, const PodLabItem *item)
{
  const PodLabItem *first = find_first (looking, item);
  gpointer *rival = get_rival (looking, item);
  const PodFinding *found;

  if (*rival == NULL && first != item)
    *rival = *get_rival (looking, first);
  if (*rival != NULL)
    return;
  found = pod_day_table_find (looking->days, looking->study, NOBODY, &item->finding);
  if (found != NULL)
    *rival = (gpointer) pod_import_get_item (found);
}

/* One person's, in whatever spelling. */
static gboolean
is_same_key (const char *a, const char *b)
{
  char *one, *other;
  gboolean same;

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  one = pod_vault_simplify_number (a);
  other = pod_vault_simplify_number (b);
  same = g_str_equal (one, other);
  pod_vault_free_text (one);
  pod_vault_free_text (other);
  return same;
}

/* Those of @order from @begin that have the key of the first; returns the next. */
static guint
look_at_run (Looking *looking, const GArray *order, guint begin)
{
  const char *key = looking->items[g_array_index (order, guint, begin)].subject_key;
  guint end;

  for (end = begin; end < order->len; end++)
    {
      const PodLabItem *item = &looking->items[g_array_index (order, guint, end)];

      if (!is_same_key (item->subject_key, key))
        break;
      if (is_final (item))
        look_at (looking, item);
    }
  for (guint i = begin; i < end; i++)
    if (is_final (&looking->items[g_array_index (order, guint, i)]))
      look_at_day (looking, &looking->items[g_array_index (order, guint, i)]);
  g_hash_table_remove_all (looking->origins);
  g_hash_table_remove_all (looking->days);
  return end;
}

GPtrArray *
pod_import_list_rivals (const PodStudy *study, const PodLabFile *file, const GArray *order)
{
  g_autoptr (GHashTable) origins = pod_origin_table_new ();
  g_autoptr (GHashTable) days = pod_day_table_new ();
  GPtrArray *rivals = g_ptr_array_sized_new (order->len);
  Looking looking = { study, (const PodLabItem *) file->items->data, rivals, origins, days };

  g_ptr_array_set_size (rivals, (int) order->len);
  for (guint i = 0; i < order->len;)
    i = look_at_run (&looking, order, i);
  return rivals;
}

/* ---- what is known later than the other ---- */

/* Whether two lines of a file contradict each other, of which one was clear until the other was known. */
static const char *
find_contradiction (const PodStudy *study, const PodFinding *clear, const PodFinding *finding)
{
  if (g_strcmp0 (clear->origin, finding->origin) == 0 &&
      g_strcmp0 (clear->observation, finding->observation) == 0)
    return pod_import_says_the_same (study, clear, finding) ? NULL : "another_result";
  return pod_day_is_rival (study, clear, finding) ? "same_day" : NULL;
}

/* The order of the lines, or of what was said of them, says nothing of which of the two is right: the other waits as well. */
gboolean
pod_import_hold_rivals (PodConnection *connection,
                        const PodStudy *study,
                        const PodArrivalItem *item,
                        const PodFinding *finding,
                        GError **error)
{
  const PodArrivalQuery query = { .arrival = item->arrival,
                                  .subject = item->record.subject,
                                  .states = 1u << POD_ARRIVAL_CLEAR };
  g_autoptr (GPtrArray) clear = pod_arrival_item_list (connection, NULL, &query, error);

  for (guint i = 0; clear != NULL && i < clear->len; i++)
    {
      PodArrivalItem *other = g_ptr_array_index (clear, i);
      const char *cause = find_contradiction (study, &other->finding, finding);

      if (cause == NULL)
        continue;
      other->state = POD_ARRIVAL_WAITING;
      g_free ((char *) other->cause);
      other->cause = g_strdup (cause);
      if (!pod_arrival_item_settle (connection, other, FALSE, error))
        return FALSE;
    }
  return clear != NULL;
}
