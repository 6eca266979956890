#pragma once

#include <adwaita.h>

#include "pod-trial-sign.h"

G_BEGIN_DECLS

/**
 * PodNewsDialog:
 *
 * The list of the morning: what others changed since whoever is signed in last looked.  A row is opened, or ticked and signed; each
 * signature takes the password of its own (21 CFR 11.200).
 */
#define POD_TYPE_NEWS_DIALOG (pod_news_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PodNewsDialog, pod_news_dialog, POD, NEWS_DIALOG, AdwWindow)

PodNewsDialog *pod_news_dialog_new (GtkWindow *parent, PodTrial *trial);

G_END_DECLS
