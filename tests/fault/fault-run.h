#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

/*
 * The harness that fails call 1 of an operation, then call 2, then call 3, until the operation completes without meeting a fault; and after
 * each of them asks a sound connection whether what was said was true.  It counts rather than asserts, so that a negative control
 * (the same harness over an operation that is wrong on purpose) can be seen to fail.
 */

/* A short sample in CI; the whole where POD_FAULT=whole, as ./dev fault has it; any count by POD_FAULT_COUNT. */
gboolean fault_is_whole (void);
guint fault_count (guint sample, guint whole);
/* One line of figures, also for who runs the program alone. */
void fault_say (const char *format, ...) G_GNUC_PRINTF (1, 2);

typedef enum
{
  FAULT_SAID_DONE,
  FAULT_SAID_FAILED,
  FAULT_SAID_UNKNOWN,
  /* Something that cannot be true: a wrong password where the disk failed, an altered row in a good file. */
  FAULT_SAID_WRONG,
  FAULT_SAID_NOTHING,
} FaultSaid;

/**
 * FaultSource:
 * Where the faults come from. @arm: from now on the @at-th call fails, and where @is_lasting all after it; @disarm: no more, and how
 * often it struck; @may_abort: the program may end itself rather than say something wrong, and then has said nothing: each point is a
 * process of its own.
 */
typedef struct
{
  const char *name;
  void (*arm) (guint at, gboolean is_lasting);
  guint (*disarm) (void);
  gboolean may_abort;
} FaultSource;

/**
 * FaultOperation:
 * @makes_file: there is no file before it
 * @changes: the trail has more entries after it
 * @has_journal: it begins with the journal of a program that was killed in the middle
 * @run: on a fresh copy of the site; calls fault_begin() where the faults begin, and fault_end() where they end
 */
typedef struct
{
  const char *name;
  gboolean makes_file;
  gboolean changes;
  gboolean has_journal;
  FaultSaid (*run) (const char *path);
} FaultOperation;

void fault_begin (void);
void fault_end (void);

/**
 * FaultTally:
 * @points: calls that were failed
 * @done, @failed, @unknown: what was said of these
 * @aborted: said nothing, since the program ended itself
 * @settled: said to be done although the fault struck
 * @lost: said to be done, and is not there
 * @phantom: said to have failed, and is there
 * @torn: a part is there
 * @corrupt: the file does not open or does not verify afterwards
 * @wrong: said something that cannot be true
 * @doubtful: unknown, although the disk could be asked again
 */
typedef struct
{
  guint points;
  guint done, failed, unknown, aborted, settled;
  guint lost, phantom, torn, corrupt, wrong, doubtful;
} FaultTally;

guint fault_tally_violations (const FaultTally *tally);
char *fault_tally_to_string (const FaultTally *tally);

/* @stride: 1 for each call, n for every n-th, beginning somewhere among the first n. */
void fault_try (const FaultOperation *operation,
                const FaultSource *source,
                gboolean is_lasting,
                guint stride,
                FaultTally *tally);

/* The operations that people wait for. */
extern const FaultOperation fault_operations[];
extern const guint fault_n_operations;
/* The control: says that it is done whatever COMMIT returned. */
extern const FaultOperation fault_careless;

G_END_DECLS
