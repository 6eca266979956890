#include "pod-stamp.h"

#include <time.h>

static gint64
read_boot_clock (void)
{
  struct timespec since;

  if (clock_gettime (CLOCK_BOOTTIME, &since) != 0)
    return 0;
  return (gint64) since.tv_sec * G_USEC_PER_SEC + since.tv_nsec / 1000;
}

static PodInstant
read_machine_clock (gpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  PodInstant instant = { .utc_us = g_get_real_time (), .boot_us = read_boot_clock () };

  if (now != NULL)
    instant.offset_min = (gint16) (g_date_time_get_utc_offset (now) / G_TIME_SPAN_MINUTE);
  return instant;
}

static PodInstant
read_fixed_clock (gpointer data)
{
  return *(const PodInstant *) data;
}

PodInstant
pod_clock_now (const PodClock *clock)
{
  return clock->now (clock->data);
}

const PodClock *
pod_clock_system (void)
{
  static const PodClock machine = { .now = read_machine_clock, .data = NULL };

  return &machine;
}

PodClock
pod_clock_fixed (PodInstant *instant)
{
  return (PodClock){ .now = read_fixed_clock, .data = instant };
}
