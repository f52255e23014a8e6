// Tells the thread sanitizer what `Synchronization.Mutex` orders.
//
// The quick way of locking and unlocking is compiled into our own code and seen there. The slow way,
// which a contended mutex goes, waits for the kernel inside libswiftSynchronization, which is not
// instrumented: the sanitizer then takes every section for unprotected. These functions stand in
// front of the library's own and add what its instrumented form would say.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

void __tsan_acquire(void *address);
void __tsan_release(void *address);

typedef __attribute__((swiftcall)) void Lock(uint32_t thread, __attribute__((swift_context)) void *);
typedef __attribute__((swiftcall)) void Unlock(__attribute__((swift_context)) void *);

Lock lock_slowly __asm__(LOCK);
Unlock unlock_slowly __asm__(UNLOCK);

__attribute__((swiftcall)) void lock_slowly(
    uint32_t thread, __attribute__((swift_context)) void *mutex) {
  ((Lock *)dlsym(RTLD_NEXT, LOCK))(thread, mutex);
  __tsan_acquire(mutex);
}

__attribute__((swiftcall)) void unlock_slowly(__attribute__((swift_context)) void *mutex) {
  __tsan_release(mutex);
  ((Unlock *)dlsym(RTLD_NEXT, UNLOCK))(mutex);
}
