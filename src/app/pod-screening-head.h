#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Gives each page of @stack, a PodScreeningStep, its title and count ("Results 14/17") and its mark: a shape, and no colour alone. */
void pod_screening_head_show (AdwViewStack *stack);

G_END_DECLS
