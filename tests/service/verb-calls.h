#pragma once

#include "service-fixture.h"

G_BEGIN_DECLS

/* Every function by which somebody does something to an open trial, called once with arguments that harm nothing where the caller may: for
 * records that are not there, to paths that cannot be.  None of them may look at its arguments before it has asked who calls. */

typedef void (*VerbCallFunc) (PodTrial *trial, gint64 subject, GError **error);

/* Whoever is signed in. */
#define VERB_CALL_ANYBODY POD_N_VERBS

/**
 * VerbCall:
 * @name: of the function
 * @what: (nullable): which of several things that it does
 * @verb: that the table of roles is asked for; VERB_CALL_ANYBODY
 */
typedef struct
{
  const char *name;
  const char *what;
  VerbCallFunc call;
  PodVerb verb;
} VerbCall;

/* In two files, so each can be read. */
extern const VerbCall verb_calls_data[];
extern const guint verb_calls_n_data;
extern const VerbCall verb_calls_trust[];
extern const guint verb_calls_n_trust;

/* A path where nothing can be written. */
#define VERB_CALL_NOWHERE "/nowhere/at/all"
/* A record that nobody made. */
#define VERB_CALL_NOBODY 99999

G_END_DECLS
