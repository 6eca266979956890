#include "pod-exchange-error.h"

G_DEFINE_QUARK (pod - exchange - error - quark, pod_exchange_error)
