#pragma once

#include "pod-trial-arrival.h"

G_BEGIN_DECLS

/**
 * PodArrivalPerson:
 * Whose result the laboratory says that it is, beside whose it would become.
 * @is_read: FALSE where its own text cannot be read for it again, by whatever map is kept for the laboratory: then nothing of the file is here
 * @number, @sex, @birth: as the file has them; @sex: "male", "female" or "", @birth: of any precision
 * @subject_number: "MN-001 (S-001)", or the screening number alone; @subject_sex: (nullable).  The birth date stays in the vault: see pod_trial_reveal_birth()
 * @is_same_sex, @is_same_birth: unknown where one of the two is not told, or leaves open what the other says
 */
typedef struct
{
  gboolean is_read;
  char *number;
  char *sex;
  PodDate birth;
  char *subject_number;
  char *subject_sex;
  PodTruth is_same_sex;
  PodTruth is_same_birth;
} PodArrivalPerson;

void pod_arrival_person_free (PodArrivalPerson *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodArrivalPerson, pod_arrival_person_free)

/* Of what came in (IMPORT), under that laboratory; NOT_FOUND where there is no such item. */
void pod_trial_compare_person_async (PodTrial *self,
                                     const char *laboratory,
                                     gint64 item,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
PodArrivalPerson *
pod_trial_compare_person_finish (PodTrial *self, GAsyncResult *result, GError **error);

G_END_DECLS
