#pragma once

#include "pod-date.h"
#include "pod-leak-scan.h"

G_BEGIN_DECLS

/* Inside the room only. */

/**
 * PodLeakText:
 * One way of reading the bytes, in lower case.
 * @offsets: (nullable): where each byte was; NULL for the same place
 * @stripped: spaces and hyphens were taken out
 */
typedef struct
{
  char *bytes;
  gsize length;
  guint32 *offsets;
  gboolean stripped;
} PodLeakText;

/* (element-type PodLeakText): as it is; with JSON's escapes and full-width forms undone; that without spaces and hyphens. */
GArray *pod_leak_texts_new (GBytes *bytes);

/* Bytes of a space, a hyphen or a middle dot at @p, in any of their forms; 0 where there is none. */
gsize pod_leak_read_gap (const char *p, gsize left);

typedef enum
{
  POD_LEAK_ALL,
  POD_LEAK_FILE, /* a file as a whole: not dates, which are checked cell by cell, nor numbers of a few digits */
  POD_LEAK_DATES_ONLY, /* the texts in it */
} PodLeakScope;

typedef void (*PodLeakFound) (const char *kind, gsize offset, gpointer data);

typedef struct _PodLeakScanner PodLeakScanner;

PodLeakScanner *pod_leak_scanner_new (const GPtrArray *identities, PodLeakScope scope);
void pod_leak_scanner_free (PodLeakScanner *scanner);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLeakScanner, pod_leak_scanner_free)

void pod_leak_scanner_search (const PodLeakScanner *scanner,
                              const PodLeakText *text,
                              PodLeakFound found,
                              gpointer data);

/* Shapes that identify whoever they belong to: 18-digit identity numbers, mobile phone numbers. */
void pod_leak_search_shapes (const PodLeakText *text, PodLeakFound found, gpointer data);

/* Both, over every way of reading; each kind at each place once. (element-type utf8) */
GPtrArray *pod_leak_scanner_run (const PodLeakScanner *scanner, GBytes *bytes);

G_END_DECLS
