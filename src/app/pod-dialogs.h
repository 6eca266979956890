#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Asking, choosing a file, telling of an error: the only calls that later versions of GTK and libadwaita deprecate, each
 * behind one function.  Texts are plain: nothing here parses markup.
 */

void pod_dialogs_show_about (GtkWindow *parent);

/* @callback gets the chosen path, or NULL; the file is taken out of the desktop's list of recent files again. */
typedef void (*PodPathFunc) (const char *path, gpointer data);
void pod_dialogs_choose_file (GtkWindow *parent,
                              GtkFileChooserAction action,
                              const char *title,
                              const char *accept,
                              const char *suggested_name,
                              PodPathFunc callback,
                              gpointer data);
/* Takes away the choosers that are open over @owner or its dialogs; each answers that nothing was chosen. */
void pod_dialogs_cancel_choosers (GtkWindow *owner);

/* A sentence that says what happened and one that says what to do. */
void pod_dialogs_show_error (GtkWindow *parent, const char *heading, const char *body);

/* Something that went well, and that must not pass by like a toast: nothing has to be mended.  Returns the dialog, whose "response" says
 * that it was seen. */
GtkWindow *pod_dialogs_show_notice (GtkWindow *parent, const char *heading, const char *body);

typedef void (*PodAnswerFunc) (gboolean yes, gpointer data);
/* @verb: the word on the button that goes on. */
void pod_dialogs_ask (GtkWindow *parent,
                      const char *heading,
                      const char *body,
                      const char *verb,
                      gboolean destructive,
                      PodAnswerFunc callback,
                      gpointer data);

/* The same about something that is shown, and that Enter goes on with; returns the question, transfer none. */
GtkWidget *pod_dialogs_ask_about (GtkWindow *parent,
                                  const char *heading,
                                  const char *body,
                                  GtkWidget *what,
                                  const char *verb,
                                  PodAnswerFunc callback,
                                  gpointer data);

/* Whether Enter goes on with such a question; else it cancels. */
void pod_dialogs_set_likely (GtkWidget *question, gboolean likely);

/* What becomes of a form that is left with something typed into it. */
typedef enum
{
  POD_LEAVING_STAY,
  POD_LEAVING_KEEP, /* as a draft */
  POD_LEAVING_DISCARD,
} PodLeaving;

typedef void (*PodLeavingFunc) (PodLeaving answer, gpointer data);
/* @may_keep: a draft can be kept. */
void pod_dialogs_ask_leaving (GtkWindow *parent,
                              const char *heading,
                              const char *body,
                              gboolean may_keep,
                              PodLeavingFunc callback,
                              gpointer data);

typedef void (*PodReasonFunc) (const char *reason, gpointer data);
/* Asks why.  @callback gets the reason, never an empty one, or NULL where somebody thought better of it. */
void pod_dialogs_ask_reason (GtkWindow *parent,
                             const char *heading,
                             const char *body,
                             const char *verb,
                             PodReasonFunc callback,
                             gpointer data);
/* The same about something that is shown above the reason. */
void pod_dialogs_ask_reason_about (GtkWindow *parent,
                                   const char *heading,
                                   const char *body,
                                   GtkWidget *what,
                                   const char *verb,
                                   PodReasonFunc callback,
                                   gpointer data);

/* While what @fields hold is tried, they take nothing.  The cursor leaves them first, since GTK warns of one that blinks in a field which
 * went insensitive under it; afterwards it is where it was. */
void pod_dialogs_set_busy (GtkWidget *fields, gboolean busy);

G_END_DECLS
