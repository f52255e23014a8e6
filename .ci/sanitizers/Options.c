// What the sanitizers' runtimes do in every program of an instrumented build, whatever environment
// a test starts it with: each report goes to a file of its own below REPORTS, and the program ends
// with a code that no test expects. Deadly signals are left to the programs: tests send them.

#define COMMON                                                                                    \
  "exitcode=99:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_sigill=0:handle_abort=0:"

const char *__asan_default_options(void);
const char *__asan_default_options(void) {
  return COMMON "log_path=" REPORTS "/asan:detect_leaks=1:detect_stack_use_after_return=1";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void) { return "print_suppressions=0"; }

const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void) {
  return
      // An object with weak references keeps the address of its side table shifted, where the
      // sanitizer cannot know it.
      "leak:formWeakReference\n"
      // libcurl is opened on first use, after the program registered what it does at its end, so
      // that libcrypto's own state may be gone before the sanitizer looks.
      "leak:libcrypto.so\n"
      // What it has read of fonts stays for the whole run.
      "leak:libfontconfig.so\n"
      // Foundation reads an empty file into a page that it does not give back.
      "leak:readBytesFromFile\n"
      // XCTest runs, without a test, before the suite does, and leaves its own objects.
      "leak:libXCTest.so\n";
}

// Libraries that are not instrumented (libcurl, libmicrohttpd, ncurses, SQLite) are not judged by
// what they read and write; what they lock still counts.
const char *__tsan_default_options(void);
const char *__tsan_default_options(void) {
  return COMMON "log_path=" REPORTS "/tsan:ignore_noninstrumented_modules=1";
}
