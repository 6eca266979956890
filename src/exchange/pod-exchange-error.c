#include "pod-exchange-error.h"

/* clang-format off */
G_DEFINE_QUARK (pod-exchange-error-quark, pod_exchange_error)
/* clang-format on */
