#include "CSimulatorHTTP.h"
