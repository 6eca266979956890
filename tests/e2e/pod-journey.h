#pragma once

#include <atspi/atspi.h>

#include "pod-test.h"

G_BEGIN_DECLS

/*
 * The real program, driven from outside through the accessibility bus, as a screen reader sees it; one, or two at once.  What is waited
 * for and does not come within the time fails the test, with all that is on the screen as its message.
 *
 * A name is the beginning of what the thing is called, a role what AT-SPI calls it ("push button", "label"; NULL for any).  The
 * toolkit of the floor does not tell what is on a hidden page of a stack, so what is waited for had better come with the data.
 */

/* @argv: of main(): the paths of podocyte and podocytectl follow the test's own.  Makes a demonstration site of three. */
void pod_journey_init (int argc, char **argv);
/* The same without a site. */
void pod_journey_init_bare (int argc, char **argv);

#define POD_JOURNEY_PASSWORD "demo-foot-process"

/* Starts the program on a copy of the site and signs in; the demonstration's users share one password. */
void pod_journey_start (const char *user);
/* Starts it without signing in; returns the path of the copy. */
const char *pod_journey_open (void);
/* Starts it on that very file; what it says goes to @log (nullable), which is made anew by each start. */
void pod_journey_start_on (const char *path, const char *user, const char *log);
/* The file that it is on. */
const char *pod_journey_get_path (void);
/* Of the present one. */
int pod_journey_get_pid (void);
/* A second one on the same copy, which is the present one from now on; the keyboard belongs to whichever window lies on top. */
void pod_journey_start_other (const char *user);
/* 0 for the first, 1 for the other. */
void pod_journey_turn_to (guint which);
/* kill -9. */
void pod_journey_kill (void);
/* The same file as before, after a kill. */
void pod_journey_start_again (const char *user);
/* On the sign-in page. */
void pod_journey_sign_in (const char *user);
/* Quits it with Ctrl+Q; it must end well, which under a sanitizer means without a leak. */
void pod_journey_end (void);
/* The same, whatever a sanitizer has to say of it. */
void pod_journey_leave (void);

void pod_journey_wait (const char *role, const char *name);
/* Without waiting. */
gboolean pod_journey_sees (const char *role, const char *name);
/* Waits for it and presses it. */
void pod_journey_press (const char *role, const char *name);
/* Waits for an entry by its label and replaces what is in it. */
void pod_journey_type (const char *label, const char *text);
/* Waits until that entry holds @text. */
void pod_journey_wait_text (const char *label, const char *text);
/* Waits until it is checked, until nothing of that name is to be seen any more. */
void pod_journey_wait_checked (const char *role, const char *name);
void pod_journey_wait_gone (const char *role, const char *name);
/* Presses keys in the window under the pointer: "Return", "<Control>k", "<Alt>7". */
void pod_journey_key (const char *accelerator);
/* Presses the key until that entry, which was empty, has it: until the window is there and the keyboard is in the entry, which the toolkit of
 * the floor does not tell of a row. */
void pod_journey_key_until (const char *key, const char *label);
/* Presses the key, and waits until something else has the keyboard, or it is called something else; returns what it is called. */
char *pod_journey_key_on (const char *key);
/* The same again and again, until it is called so. */
char *pod_journey_key_to (const char *key, const char *name);
/* Waits until it has the keyboard. */
void pod_journey_wait_focus (const char *role, const char *name);
/* Finds a subject by its number, as somebody with the number on a form in hand does. */
void pod_journey_open_subject (const char *number);

G_END_DECLS
