#pragma once

#include "pod-hl7.h"

G_BEGIN_DECLS

/* Which of the specimens (SPM) of a message its orders and results are of.  Segments are told by their number in the message. */

#define POD_HL7_NO_SEGMENT G_MAXUINT

/* Those that an order may be of, of which the first stands for all while @other is none: more than two are not told apart.
 * @larger: one that is as much as the first is not
 * @said: of the first, what tells it from another, and how much it is */
typedef struct
{
  guint first;
  guint larger;
  guint other;
  PodHl7Piece said[4];
} PodHl7Specimens;

/* Where the structure of the message has them. */
typedef enum
{
  POD_HL7_SPECIMENS_ANYWHERE,
  POD_HL7_SPECIMENS_FIRST,
  POD_HL7_SPECIMENS_BEHIND,
} PodHl7Structure;

/**
 * PodHl7Placing: of one patient of a message
 * @first: before the orders that are of them
 * @behind: behind the order that is of them
 * @lot: since the last order; several in a row are one lot, until there was an order of them
 * @is_done: there was one
 * @numbers: what specimens are numbered → PodHl7Specimens, one unless the sender mixed them up
 */
typedef struct
{
  const PodHl7File *file;
  const PodHl7Message *message;
  gboolean first;
  gboolean behind;
  PodHl7Specimens lot;
  gboolean is_done;
  GHashTable *numbers;
} PodHl7Placing;

/* @placing: zero-filled before the first time; of the patient at segment @patient of @message, or of a message that names none. */
void pod_hl7_placing_start (PodHl7Placing *placing,
                            const PodHl7File *file,
                            const PodHl7Message *message,
                            guint patient,
                            PodHl7Structure structure);
void pod_hl7_placing_clear (PodHl7Placing *placing);

/* An SPM and an OBR, as they come. */
void pod_hl7_placing_take_specimen (PodHl7Placing *placing, guint index);
PodHl7Specimens pod_hl7_placing_take_order (PodHl7Placing *placing, guint index);
/* Those of the number that a result names as its own (OBX-33); NULL where it names none, or none that is known. */
const PodHl7Specimens *pod_hl7_placing_find_own (const PodHl7Placing *placing, guint result);

G_END_DECLS
