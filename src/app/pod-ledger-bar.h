#pragma once

#include <adwaita.h>

#include "pod-trial-sign.h"

G_BEGIN_DECLS

/**
 * PodLedgerBar:
 *
 * How the whole ledger of readings stands, in a line: never signed, signed by whom and when, or that readings were settled since; with
 * the principal investigator's signing.  It covers what is settled.
 *
 * Action: "ledger.sign".
 */
#define POD_TYPE_LEDGER_BAR (pod_ledger_bar_get_type ())
G_DECLARE_FINAL_TYPE (PodLedgerBar, pod_ledger_bar, POD, LEDGER_BAR, AdwBin)

/* Once. */
void pod_ledger_bar_set_trial (PodLedgerBar *self, PodTrial *trial);
/* Looks again; @n_settled: what a signature would cover. */
void pod_ledger_bar_update (PodLedgerBar *self, guint n_settled);

G_END_DECLS
