#pragma once

#include <gio/gio.h>

#include "pod-text-decode.h"

G_BEGIN_DECLS

/*
 * HL7 version 2 in its encoding with bars: messages, segments, fields.  What laboratories send is looser than the standard: segments
 * end with CR, LF or both, a text goes on over several lines, several messages stand in a file, in frames (MLLP) or in batches.
 */

/* @component, @repetition, @escape, @subcomponent: '\0' where the message declares none */
typedef struct
{
  char field;
  char component;
  char repetition;
  char escape;
  char subcomponent;
} PodHl7Delimiters;

/* @text: the segment as it stands; @line: of the file, from 1 */
typedef struct
{
  const char *text;
  gsize length;
  guint line;
} PodHl7Segment;

/* @first: its MSH among all segments; @n_segments: with it */
typedef struct
{
  PodHl7Delimiters delimiters;
  guint first;
  guint n_segments;
} PodHl7Message;

typedef struct
{
  GArray *segments; /* PodHl7Segment */
  GArray *messages; /* PodHl7Message */
} PodHl7File;

/* Whether it begins as a message, a batch or a file of batches does. */
gboolean pod_hl7_is_message (const char *text);
/* What MSH-18 of the first message says of the bytes: AUTO where it says nothing that is known here ("UNICODE").
 * Errors: ENCODING for a character set that is known and not read. */
PodEncoding pod_hl7_find_encoding (const char *data, gsize length, GError **error);

/* @text is cut into segments where it stands, and must outlive the file.  Errors: FORMAT, with the line; G_IO_ERROR_CANCELLED. */
PodHl7File *pod_hl7_parse (char *text, GCancellable *cancellable, GError **error);
void pod_hl7_free (PodHl7File *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodHl7File, pod_hl7_free)

/* Segment @index of @message, from 0, its header. */
const PodHl7Segment *
pod_hl7_segment (const PodHl7File *file, const PodHl7Message *message, guint index);
gboolean pod_hl7_is (const PodHl7Message *message, const PodHl7Segment *segment, const char *name);

/* Field @field (MSH-1 is the bar), repetition and component from 1; as it stands, escapes and all.  FALSE where there is none. */
typedef struct
{
  const char *text;
  gsize length;
} PodHl7Piece;
PodHl7Piece pod_hl7_field (const PodHl7Message *message, const PodHl7Segment *segment, guint field);
guint pod_hl7_count (PodHl7Piece piece, char delimiter);
/* What stands before the next @delimiter, and @rest goes on behind it; FALSE where there is no more.  Of many, each is to be found from the
 * one before: from the first on, as pod_hl7_part() does, the time grows with the square of their number. */
gboolean pod_hl7_next (PodHl7Piece *rest, char delimiter, PodHl7Piece *piece);
/* More repetitions of one field than this are not read. */
#define POD_HL7_MAX_REPETITIONS 1000
/* The @n-th between @delimiter, from 1; empty where there are fewer, the whole where @delimiter is '\0' and @n 1. */
PodHl7Piece pod_hl7_part (PodHl7Piece piece, char delimiter, guint n);

/* Escapes undone, spaces around it gone, "" for the two quotes that mean "deleted".  @encoding: what bytes in \Xdd..\ are in.
 * The string is @strings'. */
const char *pod_hl7_text (const PodHl7Message *message,
                          PodHl7Piece piece,
                          const char *encoding,
                          GStringChunk *strings);
/* The first subcomponent of a component of the first repetition of a field. */
const char *pod_hl7_get (const PodHl7Message *message,
                         const PodHl7Segment *segment,
                         guint field,
                         guint component,
                         const char *encoding,
                         GStringChunk *strings);

G_END_DECLS
