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
 * @reason: asks why
 * @reason_title: (nullable): asks for another text than a reason in its place, under this title
 * @choice_title, @choices, @choice: (nullable): asks for one of these words; @choice is the one before
 * @dates: asks from when and until when; @today is what stands there first
 */
typedef struct
{
  const char *heading;
  const char *body;
  const char *verb;
  gboolean destructive;
  const char *password_title;
  gboolean reason;
  const char *reason_title;
  const char *choice_title;
  const char *const *choices;
  guint choice;
  gboolean dates;
  PodDate today;
} PodAsk;

/* What was typed: never an empty password or reason. @stop may be no date. */
typedef struct
{
  const char *password;
  const char *reason;
  guint choice;
  PodDate start;
  PodDate stop;
} PodAnswer;

/* Does it.  FALSE with @error: the dialog says so and stays, with the reason as it was typed. */
typedef gboolean (*PodAskFunc) (const PodAnswer *answer, gpointer data, GError **error);

/**
 * PodAskDialog:
 * A question with a password, a reason, a choice or two dates, each with its problem under its own field.
 */
#define POD_TYPE_ASK_DIALOG (pod_ask_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodAskDialog, pod_ask_dialog, POD, ASK_DIALOG, AdwWindow)

/* @free_data: (nullable): called when the dialog is gone, answered or not. */
PodAskDialog *pod_ask_dialog_new (GtkWindow *parent,
                                  const PodAsk *ask,
                                  PodAskFunc callback,
                                  gpointer data,
                                  GDestroyNotify free_data);

G_END_DECLS
