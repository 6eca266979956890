#pragma once

#include <adwaita.h>

#include "pod-date.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * PodAsk:
 * What is asked before something is done that has consequences.  Texts are plain.
 * @heading, @body: what will happen
 * @verb: on the button, with its mnemonic
 * @destructive: the button is red
 * @password_title: (nullable): asks for a password, under this title
 * @new_password: it is one that is given now, not tried: what is wrong with the answer is wrong with it
 * @reason: asks why
 * @reason_title: (nullable): asks for another text than a reason in its place, under this title
 * @choice_title, @choices, @choice: (nullable): asks for one of these words; @choice is the one before
 * @dates: asks from when and until when; @today is what stands there first
 * @slow: what is done takes a while, and is done on another thread
 * @draft, @subject, @record: (nullable): the form as which the one text is kept while it is typed
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *verb;
  gboolean destructive;
  const char *password_title;
  gboolean new_password;
  gboolean reason;
  const char *reason_title;
  const char *choice_title;
  const char *const *choices;
  guint choice;
  gboolean dates;
  PodDate today;
  gboolean slow;
  const char *draft;
  gint64 subject;
  gint64 record;
} PodAsk;

/* What was typed: never an empty password or reason. @stop may be no date. */
typedef struct
{
  char *password;
  char *reason;
  guint choice;
  PodDate start;
  PodDate stop;
} PodAnswer;

/* Does it, where it is slow on another thread and upon the trial's second self (pod-trial-apart.h).  FALSE with @error: the dialog says
 * so and stays, with the reason as it was typed. */
typedef gboolean (*PodAskFunc) (PodTrial *trial,
                                const PodAnswer *answer,
                                gpointer data,
                                GError **error);
/* It is done; on the main thread, whether or not the dialog is still there. */
typedef void (*PodAskedFunc) (gpointer data);

/**
 * PodAskDialog:
 * A question with a password, a reason, a choice or two dates, each with its problem under its own field.
 */
#define POD_TYPE_ASK_DIALOG (pod_ask_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodAskDialog, pod_ask_dialog, POD, ASK_DIALOG, AdwWindow)

/* @done: (nullable). @free_data: (nullable): called when the dialog is gone and nothing is done any more, answered or not. */
PodAskDialog *pod_ask_dialog_new (GtkWindow *parent,
                                  PodTrial *trial,
                                  const PodAsk *ask,
                                  PodAskFunc callback,
                                  PodAskedFunc done,
                                  gpointer data,
                                  GDestroyNotify free_data);

G_END_DECLS
