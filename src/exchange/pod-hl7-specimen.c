#include "pod-hl7-specimen.h"

#include <string.h>

/* Its kind, whose it is and when it was collected tell it from another: the tubes of one draw have that in common.  And how much it is. */
static const guint fields[] = { 4, 11, 17, 12 };
#define N_TELLING 3

#define NONE                                                                                       \
  (PodHl7Specimens)                                                                                \
  {                                                                                                \
    .first = POD_HL7_NO_SEGMENT, .larger = POD_HL7_NO_SEGMENT, .other = POD_HL7_NO_SEGMENT         \
  }

static gboolean
is (const PodHl7Placing *placing, guint index, const char *name)
{
  return pod_hl7_is (placing->message, pod_hl7_segment (placing->file, placing->message, index),
                     name);
}

static gboolean
is_end (const PodHl7Placing *placing, guint index)
{
  return index >= placing->message->n_segments || is (placing, index, "PID");
}

static PodHl7Piece
get_field (const PodHl7Placing *placing, guint index, guint field)
{
  return pod_hl7_field (placing->message, pod_hl7_segment (placing->file, placing->message, index),
                        field);
}

static gboolean
is_same (PodHl7Piece a, PodHl7Piece b)
{
  return a.length == b.length && (a.length == 0 || memcmp (a.text, b.text, a.length) == 0);
}

static void
compare (const PodHl7Placing *placing, PodHl7Specimens *specimens, guint index)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (!is_same (specimens->said[i], get_field (placing, index, fields[i])))
      *(i < N_TELLING ? &specimens->other : &specimens->larger) = index;
}

/* What the first says is kept: to be found in it again and again takes its time where it is long. */
static void
add_specimen (const PodHl7Placing *placing, PodHl7Specimens *specimens, guint index)
{
  if (specimens->first != POD_HL7_NO_SEGMENT)
    {
      if (specimens->other == POD_HL7_NO_SEGMENT)
        compare (placing, specimens, index);
      return;
    }
  specimens->first = index;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    specimens->said[i] = get_field (placing, index, fields[i]);
}

/* ---- what they are numbered ---- */

/* SPM-2 and OBX-33: the number of who ordered it, and that of the laboratory. */
static char *
get_number (const PodHl7Placing *placing, guint index, guint field, guint component)
{
  const PodHl7Delimiters *d = &placing->message->delimiters;
  PodHl7Piece piece = pod_hl7_part (get_field (placing, index, field), d->component, component);

  piece = pod_hl7_part (piece, d->subcomponent, 1);
  return g_strndup (piece.text, piece.length);
}

static void
add_numbers (const PodHl7Placing *placing, guint index)
{
  for (guint component = 1; component <= 2; component++)
    {
      g_autofree char *number = get_number (placing, index, 2, component);
      PodHl7Specimens *known = g_hash_table_lookup (placing->numbers, number);

      if (*number == '\0')
        continue;
      if (!known)
        {
          known = g_memdup2 (&NONE, sizeof *known);
          g_hash_table_insert (placing->numbers, g_steal_pointer (&number), known);
        }
      add_specimen (placing, known, index);
    }
}

/* The laboratory's number comes first. */
const PodHl7Specimens *
pod_hl7_placing_find_own (const PodHl7Placing *placing, guint result)
{
  PodHl7Piece field = get_field (placing, result, 33);

  if (field.length == 0 || pod_hl7_count (field, placing->message->delimiters.repetition) > 1)
    return NULL;
  for (guint component = 2; component >= 1; component--)
    {
      g_autofree char *number = get_number (placing, result, 33, component);
      const PodHl7Specimens *known = g_hash_table_lookup (placing->numbers, number);

      if (known)
        return known;
    }
  return NULL;
}

/* ---- where they stand ---- */

/* By the standard specimens stand behind the results of their order.  Where one stands before the patient's first order, all do, and those
 * between two orders are of the orders behind them.  Where there is one behind the last order, too, either may be meant. */
static void
find_places (PodHl7Placing *placing, guint patient)
{
  guint order = POD_HL7_NO_SEGMENT, specimen = 0;

  for (guint i = patient + 1; !is_end (placing, i); i++)
    if (is (placing, i, "OBR"))
      {
        placing->first |= order == POD_HL7_NO_SEGMENT && specimen > 0;
        order = i;
      }
    else if (is (placing, i, "SPM"))
      {
        specimen = i;
        add_numbers (placing, i);
      }
  placing->first |= order == POD_HL7_NO_SEGMENT;
  placing->behind = !placing->first || specimen > order;
}

void
pod_hl7_placing_start (PodHl7Placing *placing,
                       const PodHl7File *file,
                       const PodHl7Message *message,
                       guint patient,
                       PodHl7Structure structure)
{
  pod_hl7_placing_clear (placing);
  *placing = (PodHl7Placing){ .file = file, .message = message, .lot = NONE };
  placing->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  find_places (placing, patient);
  if (structure == POD_HL7_SPECIMENS_ANYWHERE)
    return;
  placing->first = structure == POD_HL7_SPECIMENS_FIRST;
  placing->behind = !placing->first;
}

void
pod_hl7_placing_clear (PodHl7Placing *placing)
{
  g_clear_pointer (&placing->numbers, g_hash_table_unref);
}

void
pod_hl7_placing_take_specimen (PodHl7Placing *placing, guint index)
{
  if (placing->is_done)
    placing->lot = NONE;
  placing->is_done = FALSE;
  add_specimen (placing, &placing->lot, index);
}

PodHl7Specimens
pod_hl7_placing_take_order (PodHl7Placing *placing, guint index)
{
  PodHl7Specimens found = placing->first ? placing->lot : NONE;

  placing->is_done = TRUE;
  for (guint i = index + 1; placing->behind && !is_end (placing, i) && !is (placing, i, "OBR"); i++)
    if (is (placing, i, "SPM"))
      add_specimen (placing, &found, i);
  return found;
}
