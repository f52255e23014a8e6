import Testing

/// Tests of what a process has only once: curses' globals, the handling of signals, standard error.
@Suite(.serialized) enum OneAtATime {}
