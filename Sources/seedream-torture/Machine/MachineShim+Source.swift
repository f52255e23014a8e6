extension MachineShim {
  /// Stands between the program and the C library: counts what needs room on the disk below one
  /// folder, refuses it on demand, and tells another time of day.
  static let source = #"""
    #define _GNU_SOURCE
    #include <dlfcn.h>
    #include <errno.h>
    #include <fcntl.h>
    #include <stdarg.h>
    #include <stdatomic.h>
    #include <stdint.h>
    #include <stdio.h>
    #include <stdlib.h>
    #include <string.h>
    #include <sys/mman.h>
    #include <sys/stat.h>
    #include <sys/syscall.h>
    #include <sys/time.h>
    #include <sys/uio.h>
    #include <time.h>
    #include <unistd.h>

    /* One page that the trial reads and writes meanwhile. */
    struct board {
      _Atomic int64_t count, from, to, code, refused, offset, broken;
    };
    static struct board *board;
    static char home[512];

    __attribute__((constructor)) static void begin(void) {
      const char *path = getenv("TORTURE_BOARD"), *folder = getenv("TORTURE_HOME");
      if (!path || !folder || strlen(folder) >= sizeof home) return;
      int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
      if (file < 0) return;
      void *page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
      close(file);
      if (page == MAP_FAILED) return;
      strcpy(home, folder);
      board = page;
    }

    static int is_below(const char *path) {
      return path && !strncmp(path, home, strlen(home));
    }

    static int is_ours(int file) {
      char link[64], path[1024];
      if (!board || !home[0]) return 0;
      snprintf(link, sizeof link, "/proc/self/fd/%d", file);
      int saved = errno;
      ssize_t length = readlink(link, path, sizeof path - 1);
      errno = saved;
      if (length < 0) return 0;
      path[length] = 0;
      return is_below(path);
    }

    /* 1 where this operation is one of those that fail; errno is set then. */
    static int refuses(void) {
      int64_t number = atomic_fetch_add(&board->count, 1) + 1, from = board->from;
      if (from == 0 || number < from || number > board->to) return 0;
      atomic_fetch_add(&board->refused, 1);
      errno = (int)board->code;
      return 1;
    }

    /* What lies within a file has its blocks already, unless the whole disk is broken. */
    static int grows(int file, int64_t offset, size_t length) {
      struct stat facts;
      if (board->broken) return 1;
      if (fstat(file, &facts)) return 0;
      if (offset < 0) {
        int flags = fcntl(file, F_GETFL);
        offset = flags & O_APPEND ? facts.st_size : lseek(file, 0, SEEK_CUR);
      }
      return offset + (int64_t)length > facts.st_size;
    }

    #define REAL(type, name, ...) \
      static type (*real)(__VA_ARGS__); \
      if (!real) real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

    static int refuses_writing(int file, int64_t offset, size_t length) {
      return is_ours(file) && grows(file, offset, length) && refuses();
    }

    ssize_t write(int file, const void *bytes, size_t length) {
      REAL(ssize_t, "write", int, const void *, size_t);
      return refuses_writing(file, -1, length) ? -1 : real(file, bytes, length);
    }
    ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
      REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
      return refuses_writing(file, offset, length) ? -1 : real(file, bytes, length, offset);
    }
    ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
      REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
      return refuses_writing(file, offset, length) ? -1 : real(file, bytes, length, offset);
    }
    ssize_t writev(int file, const struct iovec *parts, int count) {
      REAL(ssize_t, "writev", int, const struct iovec *, int);
      return refuses_writing(file, -1, 1) ? -1 : real(file, parts, count);
    }
    int fsync(int file) {
      REAL(int, "fsync", int);
      return is_ours(file) && board->broken && refuses() ? -1 : real(file);
    }
    int fdatasync(int file) {
      REAL(int, "fdatasync", int);
      return is_ours(file) && board->broken && refuses() ? -1 : real(file);
    }
    int mkdir(const char *path, mode_t mode) {
      REAL(int, "mkdir", const char *, mode_t);
      return board && is_below(path) && refuses() ? -1 : real(path, mode);
    }
    int mkdirat(int folder, const char *path, mode_t mode) {
      REAL(int, "mkdirat", int, const char *, mode_t);
      return is_ours(folder) && refuses() ? -1 : real(folder, path, mode);
    }
    int rename(const char *from, const char *to) {
      REAL(int, "rename", const char *, const char *);
      return board && is_below(to) && refuses() ? -1 : real(from, to);
    }
    int link(const char *from, const char *to) {
      REAL(int, "link", const char *, const char *);
      return board && is_below(to) && refuses() ? -1 : real(from, to);
    }
    static int refuses_making(const char *path, int flags) {
      struct stat facts;
      if (!board || !is_below(path) || !(flags & O_CREAT)) return 0;
      return (stat(path, &facts) != 0 || board->broken) && refuses();
    }
    #define OPEN(name) \
      int name(const char *path, int flags, ...) { \
        REAL(int, #name, const char *, int, ...); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return refuses_making(path, flags) ? -1 : real(path, flags, mode); \
      }
    OPEN(open)
    OPEN(open64)

    static void shift(int clock, struct timespec *time) {
      if (!board || clock != CLOCK_REALTIME || !time) return;
      int64_t offset = board->offset;
      time->tv_sec += offset / 1000;
      time->tv_nsec += offset % 1000 * 1000000;
      if (time->tv_nsec < 0) time->tv_nsec += 1000000000, time->tv_sec--;
      if (time->tv_nsec >= 1000000000) time->tv_nsec -= 1000000000, time->tv_sec++;
    }
    int clock_gettime(clockid_t clock, struct timespec *time) {
      REAL(int, "clock_gettime", clockid_t, struct timespec *);
      int result = real(clock, time);
      if (result == 0) shift(clock, time);
      return result;
    }
    time_t time(time_t *place) {
      struct timespec now;
      clock_gettime(CLOCK_REALTIME, &now);
      if (place) *place = now.tv_sec;
      return now.tv_sec;
    }
    int gettimeofday(struct timeval *restrict place, void *restrict zone) {
      struct timespec now;
      clock_gettime(CLOCK_REALTIME, &now);
      place->tv_sec = now.tv_sec, place->tv_usec = now.tv_nsec / 1000;
      return 0;
    }
    """#
}
