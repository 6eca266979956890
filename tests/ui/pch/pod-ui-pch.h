/* Read once for all tests of windows, as in src/app/pch. */
#include <adwaita.h>
