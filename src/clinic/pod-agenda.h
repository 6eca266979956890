#pragma once

#include "pod-course.h"

G_BEGIN_DECLS

typedef enum
{
  POD_AGENDA_LATE,
  POD_AGENDA_TODAY,
  POD_AGENDA_WEEK,  /* within the study's expires_soon= days, a week where it does not say */
  POD_AGENDA_LATER, /* only the first of these is kept */
} PodAgendaWhen;

typedef enum
{
  POD_AGENDA_EXPIRED,  /* a value too old to decide a criterion */
  POD_AGENDA_EXPIRES,  /* a value that a criterion rests on, and its last day */
  POD_AGENDA_REPEAT,   /* it will not last until the planned day of the treatment */
  POD_AGENDA_DECISION, /* nothing is missing, nothing is decided */
  POD_AGENDA_VISIT,
  POD_AGENDA_QUERY,
  POD_AGENDA_RESULTS, /* abnormal results that no physician has judged, or that are not attributed; reports that nobody has signed
                         since; of one subject all of a kind are one thing to do */
} PodAgendaKind;

/**
 * PodAgendaItem: one thing to do
 * @day: by when; no date where it only waits
 * @number: whose: the enrolment number, else the screening number; never a name
 * @words: what, in the reader's language
 * @type, @id: the record, or the subject with id 0
 */
typedef struct
{
  PodAgendaWhen when;
  PodAgendaKind kind;
  PodDate day;
  gint64 subject;
  char *number;
  char *words;
  PodRecordType type;
  gint64 id;
} PodAgendaItem;

/* (element-type PodAgendaItem): what is due for those of @casebooks (element-type PodCasebook) who are in the trial, the latest first, then
 * by the day; at its end, where there is one, the first thing that comes later.  Pure. */
GPtrArray *pod_agenda_new (const PodStudy *study,
                           const PodSite *site,
                           const GPtrArray *casebooks,
                           PodDate as_of);

G_END_DECLS
