#pragma once

#include <glib.h>

#include "pod-date.h"

G_BEGIN_DECLS

/*
 * Twenty identities that nobody has, and a search for them in whatever was written: every text as UTF-8, GB 18030, UTF-16 of both ends,
 * hexadecimal, base64 at each of its three offsets, percent-escaped and as JSON escapes it; the birth date in the spellings that
 * programs use.  Letters of either case are the same.
 */

#define POD_CANARY_N 20

typedef struct
{
  char name[64];
  char record_number[32];
  char id_number[32];
  char phone[32];
  PodDate birth_date;
} PodCanary;

void pod_canary_make (guint i, PodCanary *canary);

/* The program that searches. */
typedef struct _PodCanarySearch PodCanarySearch;
PodCanarySearch *pod_canary_search_new (void);
void pod_canary_search_free (PodCanarySearch *search);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodCanarySearch, pod_canary_search_free)

/* How often any of them stands in @bytes; each time is told as a message, with @where, what it is and how it is written. */
guint pod_canary_search_bytes (PodCanarySearch *search,
                               const char *where,
                               const char *bytes,
                               gsize length);

G_END_DECLS
