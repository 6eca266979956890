#pragma once

#include "pod-record.h"
#include "pod-vault.h"

G_BEGIN_DECLS

/*
 * The quarantine: what laboratories sent, with their own words, which stay for ever.  What a laboratory wrote may name somebody, so that
 * it is sealed: reading and writing it takes an open vault (LOCKED).  Nothing here is changed but what became of it.
 */

/**
 * PodArrival:
 * A file that came in.
 * @uuid: what its seals are bound to
 * @moment: RFC 3339 UTC; @user: who brought it
 * @laboratory: as the map names it; @kind: "table", "hl7" or "fhir"; @encoding: what its letters were
 * @hash: of its bytes
 * @lines: results in it; @skipped: of people who are not subjects, which are not kept; @duplicates: that were there already
 * @is_complete: FALSE while it is being taken in
 * @left_nothing: undone or set aside before anybody took or rejected anything of it
 * @n_states: how many of its items are in each state
 */
#define POD_ARRIVAL_HASH_BYTES 32

typedef enum
{
  POD_ARRIVAL_CLEAR,    /* nothing speaks against it; nobody has taken it yet */
  POD_ARRIVAL_WAITING,  /* a person decides; the cause says why */
  POD_ARRIVAL_UNMAPPED, /* what it is nobody has said */
  POD_ARRIVAL_REFUSED,  /* it cannot be a result; the cause says why */
  POD_ARRIVAL_ACCEPTED, /* it was taken, or did what it came for */
  POD_ARRIVAL_REJECTED,
  POD_ARRIVAL_UNDONE, /* with the whole arrival */
  POD_ARRIVAL_N_STATES,
} PodArrivalState;

const char *pod_arrival_state_to_string (PodArrivalState state);

typedef struct
{
  gint64 id;
  int version;
  gboolean voided;
  char *uuid;
  char *moment;
  char *user;
  char *laboratory;
  char *kind;
  char *encoding;
  guint8 hash[POD_ARRIVAL_HASH_BYTES];
  int lines;
  int skipped;
  int duplicates;
  gboolean is_complete;
  gboolean left_nothing;
  guint n_states[POD_ARRIVAL_N_STATES];
} PodArrival;

void pod_arrival_free (PodArrival *arrival);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodArrival, pod_arrival_free)

/**
 * PodArrivalItem:
 * @record: id, subject, version, voided
 * @arrival; @position: in the file, from 0: the two tell an item
 * @line, @message: as the reader gave them
 * @cause: (nullable): a word for why it is in that state
 * @resolution: (nullable): "accepted", "corrected", "kept_both", "withdrawn", "rejected", "undone"
 * @result: the id of the finding that it became or withdrew; 0 for none
 * @finding: what it would be; its head is empty
 * @printed: the laboratory's own words for item, value, unit and so on: a text that the service makes and reads
 * @raw: (nullable): the line, segment or resource; only where it was asked for
 */
typedef struct
{
  PodRecord record;
  gint64 arrival;
  int position;
  int line;
  int message;
  PodArrivalState state;
  const char *cause;
  const char *resolution;
  gint64 result;
  PodFinding finding;
  const char *printed;
  const char *raw;
} PodArrivalItem;

/* Items own their texts. */
void pod_arrival_item_free (PodArrivalItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodArrivalItem, pod_arrival_item_free)

/* ---- arrivals ---- */

/* The id of the one with these bytes from that laboratory that was not undone; 0 for none. */
gint64 pod_arrival_table_find (PodConnection *connection,
                               const guint8 *hash,
                               const char *laboratory,
                               GError **error);
/* The same of any other laboratory. */
gint64 pod_arrival_table_find_elsewhere (PodConnection *connection,
                                         const guint8 *hash,
                                         const char *laboratory,
                                         GError **error);
/* Sets id, uuid, version, moment and user of @arrival, which must have none.  @heading: (nullable): is sealed. */
gboolean pod_arrival_table_add (PodConnection *connection,
                                PodVault *vault,
                                PodArrival *arrival,
                                const char *heading,
                                GError **error);
/* Writes its counts, whether it is complete, and whether it was undone; the version counts up.  CONFLICT where another was faster. */
gboolean pod_arrival_table_update (PodConnection *connection, PodArrival *arrival, GError **error);
/* NOT_FOUND where there is none. */
PodArrival *pod_arrival_table_get (PodConnection *connection, gint64 id, GError **error);
/* (element-type PodArrival), newest first. */
GPtrArray *pod_arrival_table_list (PodConnection *connection, GError **error);
/* (element-type utf8): the laboratories that something came from: of arrivals that were not undone, and of findings. */
GPtrArray *pod_arrival_table_list_laboratories (PodConnection *connection, GError **error);
/* What the lines are read with; NULL without an error where nothing was kept.  Wipe with pod_arrival_free_text(). */
char *pod_arrival_table_open_heading (PodConnection *connection,
                                      PodVault *vault,
                                      gint64 id,
                                      GError **error);
void pod_arrival_free_text (char *text);

/* ---- items ---- */

/* A new one, from @item; returns its id, 0 on error. */
gint64 pod_arrival_item_add (PodConnection *connection,
                             PodVault *vault,
                             const PodArrival *arrival,
                             const PodArrivalItem *item,
                             GError **error);
/* What became of it: its state, cause, resolution and result, from the version that was read (CONFLICT); where @with_finding also what it
 * would be, for one that was read anew. */
gboolean pod_arrival_item_settle (PodConnection *connection,
                                  const PodArrivalItem *item,
                                  gboolean with_finding,
                                  GError **error);
/**
 * PodArrivalQuery:
 * @id: one item; @arrival: of one file; @subject, @origin: of one subject, and of that origin; @result: what brought that finding, or took it
 *   out; 0 and NULL for all
 * @laboratory: of what is open of its files that were not undone; @is_aside: or, in place of that, of what was refused, or rejected as a duplicate,
 *   by nobody's decision; @observation: of that only
 * @displacing: only of those people and observations of which @arrival has corrected or withdrawn something that was taken
 * @states: bits of 1 << PodArrivalState; 0 for all
 * @that_left: only of arrivals that left something
 * @after: only those with a greater id; @limit: so many, 0 for all
 * @with_raw: the raw text, too
 */
typedef struct
{
  gint64 id;
  gint64 arrival;
  gint64 subject;
  const char *origin;
  gint64 result;
  const char *laboratory;
  gboolean is_aside;
  const char *observation;
  gboolean displacing;
  guint states;
  gboolean that_left;
  gint64 after;
  guint limit;
  gboolean with_raw;
} PodArrivalQuery;

/* (element-type PodArrivalItem), by id.  @vault: (nullable): without it nothing that is sealed. */
GPtrArray *pod_arrival_item_list (PodConnection *connection,
                                  PodVault *vault,
                                  const PodArrivalQuery *query,
                                  GError **error);
/* The finding that @result, what an item became as a correction, took the place of; 0 for none, also with an error. */
gint64 pod_arrival_item_find_displaced (PodConnection *connection, gint64 result, GError **error);
/* (element-type int): the positions that an arrival has. */
GArray *pod_arrival_item_list_positions (PodConnection *connection, gint64 arrival, GError **error);
/* How many wait for somebody: clear, waiting or unmapped, of arrivals that were not undone. */
gboolean pod_arrival_count_open (PodConnection *connection, gint64 *n, GError **error);

/* ---- another key ---- */

/* For a change of the key.  What @from does not open was altered, and stays as it is, for verification to name. */
gboolean
pod_arrival_table_reseal (PodConnection *connection, PodVault *from, PodVault *to, GError **error);

G_END_DECLS
