/* Read once for the whole room: two thirds of compiling one of its sources went into reading GTK's headers. A source says for itself
 * what it includes nevertheless; tests/lint/includes.py sees to that. */
#include <adwaita.h>
