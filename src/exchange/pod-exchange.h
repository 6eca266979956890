#pragma once

/* The whole room: laboratory files in, packages out. */
#include "pod-exchange-error.h"
#include "pod-lab-file.h"
#include "pod-lab-map.h"
#include "pod-leak-scan.h"
#include "pod-package.h"
/* What callers put what they read into. */
#include "pod-change.h"
#include "pod-problem.h"
