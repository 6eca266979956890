#pragma once

#include "pod-node.h"
#include "pod-rule-report.h"

G_BEGIN_DECLS

/* The tree of @text, or NULL with one problem reported: what follows a fault of syntax is guesswork. */
PodNode *pod_parser_parse (const char *text, PodRuleReport *report);

G_END_DECLS
