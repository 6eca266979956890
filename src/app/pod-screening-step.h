#pragma once

#include <adwaita.h>

#include "pod-results-form.h"
#include "pod-trial-window.h"

G_BEGIN_DECLS

/**
 * PodScreeningCase: what the steps of one screening look at; all of it is the wizard's
 * @subject: 0 until the patient is registered; @casebook, @screening: (nullable): NULL until then
 * @earlier: (nullable): the attempt that failed and is followed by this one, while that is not registered
 * @form: where results and answers are typed: one for all steps, since what is typed into it has one draft; the step that is shown has it
 * @shown: (nullable): the step where one is.  Its page may be mapped earlier or later
 */
typedef struct
{
  PodTrialWindow *window;
  PodTrial *trial;
  gint64 subject;
  PodCasebook *casebook;
  PodCasebook *earlier;
  PodScreening *screening;
  PodResultsForm *form;
  gpointer shown;
} PodScreeningCase;

typedef enum
{
  POD_STEP_OPEN,
  POD_STEP_DONE,
  POD_STEP_PROBLEM,
  POD_STEP_NOTHING, /* there is nothing to do in it: passed over */
} PodStepMark;

/**
 * PodScreeningStep: one step of the wizard
 * @set: shows the case as it is now; what somebody is typing stays
 * @get_mark: *count (nullable) is "14/17" where the step counts
 * @is_touched: something is typed that is not saved
 * @save: FALSE where it cannot be; with no @error the step shows why itself.  Nothing typed is well saved
 * @write, @read: what is typed, into a draft and out of it; @read tells whether there was any
 * @discard: forgets what is typed where the step keeps a draft of its own
 * @show: one is in this step now: where it needs the form of the case it takes it
 * @focus: puts the cursor where one goes on
 *
 * Signals of every step: "changed": its mark may be another; "wants" (const char *): somebody wants to go to the entry of that
 * observation.
 */
#define POD_TYPE_SCREENING_STEP (pod_screening_step_get_type ())
G_DECLARE_INTERFACE (PodScreeningStep, pod_screening_step, POD, SCREENING_STEP, GtkWidget)

struct _PodScreeningStepInterface
{
  GTypeInterface parent_interface;

  void (*set) (PodScreeningStep *self, const PodScreeningCase *screening_case);
  PodStepMark (*get_mark) (PodScreeningStep *self, char **count);
  gboolean (*is_touched) (PodScreeningStep *self);
  gboolean (*save) (PodScreeningStep *self, GError **error);
  void (*write) (PodScreeningStep *self, GKeyFile *draft);
  gboolean (*read) (PodScreeningStep *self, GKeyFile *draft);
  void (*discard) (PodScreeningStep *self);
  void (*show) (PodScreeningStep *self);
  void (*focus) (PodScreeningStep *self);
};

void pod_screening_step_set (PodScreeningStep *self, const PodScreeningCase *screening_case);
PodStepMark pod_screening_step_get_mark (PodScreeningStep *self, char **count);
gboolean pod_screening_step_is_touched (PodScreeningStep *self);
gboolean pod_screening_step_save (PodScreeningStep *self, GError **error);
void pod_screening_step_write (PodScreeningStep *self, GKeyFile *draft);
gboolean pod_screening_step_read (PodScreeningStep *self, GKeyFile *draft);
void pod_screening_step_discard (PodScreeningStep *self);
void pod_screening_step_show (PodScreeningStep *self);
void pod_screening_step_focus (PodScreeningStep *self);
/* For the steps. */
void pod_screening_step_tell_changed (PodScreeningStep *self);
void pod_screening_step_tell_wanted (PodScreeningStep *self, const char *observation);

/* Takes the form of the case into @place, and shows @observations (element-type PodObservation) in it; where they are the same as it has,
 * nothing is made anew under somebody's hands.  What is typed stays in sight, and nothing is taken while it is being saved. */
void pod_screening_step_take_form (const PodScreeningCase *screening_case,
                                   AdwBin *place,
                                   GPtrArray *observations);
gboolean pod_screening_step_has_form (const PodScreeningCase *screening_case, AdwBin *place);

/* The message of the problem at @key, or NULL. */
const char *pod_screening_step_find_problem (const GPtrArray *problems, const char *key);
/* What is typed, stripped; NULL for nothing.  Free with g_free(). */
char *pod_screening_step_take_text (GtkEditable *entry);
/* The text of a draft's key, or "". */
void pod_screening_step_read_text (GKeyFile *draft,
                                   const char *group,
                                   const char *key,
                                   GtkEditable *entry);

G_END_DECLS
