/* A slow disk: loaded before the C library, it waits before each write and each flush to it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_a_while(void) {
  const char *given = getenv("DISK_MICROSECONDS");
  usleep(given ? atoi(given) : 0);
}

int fsync(int file) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
  wait_a_while();
  return real(file);
}

int fdatasync(int file) {
  int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
  wait_a_while();
  return real(file);
}

ssize_t pwrite64(int file, const void *from, size_t size, off64_t at) {
  ssize_t (*real)(int, const void *, size_t, off64_t) = dlsym(RTLD_NEXT, "pwrite64");
  wait_a_while();
  return real(file, from, size, at);
}
