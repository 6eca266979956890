#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PodInstant:
 * @utc_us: microseconds since 1970-01-01T00:00:00Z
 * @offset_min: the workstation's offset from UTC at that moment, in minutes
 * @boot_us: microseconds since the machine started, sleep included (CLOCK_BOOTTIME), which nobody can set; 0 where it is not known
 *
 * System time: when something was entered.  Never typed by anyone.
 */
typedef struct
{
  gint64 utc_us;
  gint16 offset_min;
  gint64 boot_us;
} PodInstant;

/* RFC 3339 in UTC with milliseconds: "2026-03-14T06:30:00.000Z". */
char *pod_instant_to_string (PodInstant instant);
gboolean pod_instant_parse (const char *text, PodInstant *instant);

/* By how much the clock was set back between two readings of it, in microseconds; 0 where it was not, or by no more than 2 s.
 * Where both know how long the machine had been running, that tells a clock that was set back from a reading that only comes late
 * (it waited while another process wrote), and notices one that was set back by less than has passed since. */
gint64 pod_instant_set_back (PodInstant before, PodInstant now);

/**
 * PodClock:
 *
 * Where the time comes from.  Injected, so that a demo and a test have a time of
 * their own; nothing else in the program asks the machine what time it is.
 */
typedef struct
{
  PodInstant (*now) (gpointer data);
  gpointer data;
} PodClock;

PodInstant pod_clock_now (const PodClock *clock);
/* The machine's own clock. */
const PodClock *pod_clock_system (void);

/* A clock that is set by hand; @instant must outlive it. */
PodClock pod_clock_fixed (PodInstant *instant);

/**
 * PodStamp:
 * @user: the user's name for signing in, never a person's legal name
 * @role: the role they acted in
 * @session: a random id of this signing in
 * @why: (nullable): the reason for a change of something already saved
 * @when: the system time
 * @study: (nullable): which version of the study whoever did it goes by; not part of the trail
 *
 * Who did it, when and why.  One stamp, one transaction.
 */
typedef struct
{
  char *user;
  char *role;
  char *session;
  char *why;
  PodInstant when;
  char *study;
} PodStamp;

PodStamp *pod_stamp_new (const char *user,
                         const char *role,
                         const char *session,
                         const char *why,
                         PodInstant when);
PodStamp *pod_stamp_copy (const PodStamp *stamp);
void pod_stamp_free (PodStamp *stamp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodStamp, pod_stamp_free)

G_END_DECLS
