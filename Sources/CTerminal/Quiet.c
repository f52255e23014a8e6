#include "CTerminal.h"
#include "Shared.h"

#include <errno.h>
#include <termios.h>
#include <unistd.h>

static struct {
  bool is_active;
  int descriptor;
  struct termios modes;
} quiet;

int terminal_quiet_begin(int descriptor) {
  if (quiet.is_active || terminal_screen_output() >= 0) return EBUSY;
  const pid_t group = tcgetpgrp(descriptor);
  if (group >= 0 && group != getpgrp()) return EAGAIN;
  if (tcgetattr(descriptor, &quiet.modes) != 0) return errno;
  quiet.descriptor = descriptor;
  quiet.is_active = true;
  terminal_crash_arm(descriptor, &quiet.modes, "", 0);
  struct termios modes = quiet.modes;
  modes.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
  modes.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IXON);
  modes.c_cc[VMIN] = 1;
  modes.c_cc[VTIME] = 0;
  if (tcsetattr(descriptor, TCSADRAIN, &modes) == 0) return 0;
  const int problem = errno;
  terminal_quiet_end();
  return problem;
}

void terminal_quiet_end(void) {
  if (!quiet.is_active) return;
  tcsetattr(quiet.descriptor, TCSADRAIN, &quiet.modes);
  terminal_crash_disarm();
  quiet.is_active = false;
}
