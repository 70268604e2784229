/* Fails or kills this process at the nth operation on a file below one folder.

   Preloaded before the C library (LD_PRELOAD), so that it sees what SQLite, Python and Qt do alike. It counts and
   records nothing until fault_arm() is called. Only the process that armed it is affected: LD_PRELOAD is removed
   from the environment, and a child that it forks and that starts another program runs without this file.

   Python's buffered files, QSaveFile and SQLite all end in the functions below. What the C library does inside
   itself (fopen) does not pass here; nothing in the product writes that way. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

/* What happens at the nth operation; the same order as disk_faults/shim.py's Kind. */
enum kind { NOTHING, IO_ERROR, DISK_FULL, READ_ONLY, KILL, TORN, SHORT };

/* What an operation needs of the disk: decides which kinds of fault can hit it. */
enum need { READS = 0, CHANGES = 1, TAKES_ROOM = 2 };

static char root[PATH_MAX];
static size_t root_length;
static long at, count;
static enum kind kind;
static int record = -1;
static pid_t armed_by;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

__attribute__((constructor)) static void leave_children_alone(void) { unsetenv("LD_PRELOAD"); }

/* `folder` is absolute and without links. A record is one line an operation: number, name, path, new path. */
void fault_arm(const char *folder, long number, int what, int descriptor) {
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
    at = number;
    kind = (enum kind)what;
    record = descriptor;
    count = 0;
    armed_by = getpid();
}

/* Returns the number of counted operations. */
long fault_disarm(void) {
    armed_by = 0;
    return count;
}

static int below(const char *path) {
    return strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

/* Absolute, without following links: only the folder before it is known to be free of them. */
static const char *whole(int folder, const char *path, char *buffer) {
    if (!path || path[0] == '/') return path;
    char link[64];
    if (folder == AT_FDCWD) snprintf(link, sizeof link, "/proc/self/cwd");
    else snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, buffer, PATH_MAX - 2);
    if (length < 0) return NULL;
    snprintf(buffer + length, PATH_MAX - (size_t)length, "/%s", path);
    return buffer;
}

static const char *of_descriptor(int descriptor, char *buffer) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, buffer, PATH_MAX - 1);
    if (length < 0) return NULL;
    buffer[length] = 0;
    return buffer;
}

static void die(void) {
    syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    for (;;) pause();
}

static int can_meet(enum need need) {
    switch (kind) {
    case DISK_FULL: return need == TAKES_ROOM;
    case READ_ONLY: return need != READS;
    case SHORT: return need == TAKES_ROOM;
    default: return 1;
    }
}

/* Counts one operation. Gives 0 where it is to be carried out, an error number where it fails, and -1 where half of
   it is: the caller then writes half, and calls die() where the kind is TORN. */
static int fault(const char *name, const char *path, const char *target, enum need need) {
    if (armed_by == 0 || armed_by != getpid() || !path || !(below(path) || (target && below(target)))) return 0;
    pthread_mutex_lock(&turn);
    int outcome = 0, is_counted = can_meet(need);
    long number = is_counted ? ++count : 0;
    if (record >= 0) {
        char line[2 * PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%ld\t%s\t%s\t%s\n", number, name, path, target ? target : "");
        syscall(SYS_write, record, line, (size_t)length);
    }
    if (is_counted && number == at) {
        if (kind == KILL) die();
        outcome = kind == IO_ERROR ? EIO : kind == TORN || kind == SHORT ? -1 : 0;
    }
    /* A full disk stays full, and a read-only one read-only. */
    if (is_counted && number >= at && at > 0) {
        if (kind == DISK_FULL) outcome = ENOSPC;
        if (kind == READ_ONLY) outcome = EROFS;
    }
    pthread_mutex_unlock(&turn);
    return outcome;
}

#define REFUSE(found) do { if ((found) > 0) { errno = (found); return -1; } } while (0)
#define DIE_AFTER(found, call) do { if ((found) < 0) { call; if (kind == TORN) die(); } } while (0)

ssize_t write(int descriptor, const void *bytes, size_t length) {
    REAL(write);
    char buffer[PATH_MAX];
    int found = armed_by ? fault("write", of_descriptor(descriptor, buffer), NULL, TAKES_ROOM) : 0;
    REFUSE(found);
    if (found < 0) {
        ssize_t done = real(descriptor, bytes, length > 1 ? length / 2 : length);
        if (kind == TORN) die();
        return done;
    }
    return real(descriptor, bytes, length);
}

static ssize_t half_pwrite(ssize_t (*real)(int, const void *, size_t, off64_t), int descriptor, const void *bytes,
                           size_t length, off64_t offset) {
    char buffer[PATH_MAX];
    int found = armed_by ? fault("pwrite", of_descriptor(descriptor, buffer), NULL, TAKES_ROOM) : 0;
    REFUSE(found);
    if (found < 0) {
        ssize_t done = real(descriptor, bytes, length > 1 ? length / 2 : length, offset);
        if (kind == TORN) die();
        return done;
    }
    return real(descriptor, bytes, length, offset);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    REAL(pwrite);
    return half_pwrite((ssize_t (*)(int, const void *, size_t, off64_t))real, descriptor, bytes, length, offset);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) {
    REAL(pwrite64);
    return half_pwrite(real, descriptor, bytes, length, offset);
}

ssize_t writev(int descriptor, const struct iovec *parts, int number) {
    REAL(writev);
    char buffer[PATH_MAX];
    int found = armed_by ? fault("writev", of_descriptor(descriptor, buffer), NULL, TAKES_ROOM) : 0;
    REFUSE(found);
    DIE_AFTER(found, );
    return real(descriptor, parts, number);
}

ssize_t sendfile(int target, int source, off_t *offset, size_t length) {
    REAL(sendfile);
    char buffer[PATH_MAX];
    int found = armed_by ? fault("sendfile", of_descriptor(target, buffer), NULL, TAKES_ROOM) : 0;
    REFUSE(found);
    if (found < 0) {
        ssize_t done = real(target, source, offset, 100);
        if (kind == TORN) die();
        return done;
    }
    return real(target, source, offset, length);
}

ssize_t sendfile64(int target, int source, off64_t *offset, size_t length) {
    return sendfile(target, source, (off_t *)offset, length);
}

ssize_t copy_file_range(int source, off64_t *from, int target, off64_t *to, size_t length, unsigned flags) {
    REAL(copy_file_range);
    char buffer[PATH_MAX];
    int found = armed_by ? fault("copy_file_range", of_descriptor(target, buffer), NULL, TAKES_ROOM) : 0;
    REFUSE(found);
    if (found < 0) {
        ssize_t done = real(source, from, target, to, 100, flags);
        if (kind == TORN) die();
        return done;
    }
    return real(source, from, target, to, length, flags);
}

#define ON_DESCRIPTOR(result, name, parameters, arguments, need) \
    result name parameters { \
        REAL(name); \
        char buffer[PATH_MAX]; \
        int found = armed_by ? fault(#name, of_descriptor(descriptor, buffer), NULL, need) : 0; \
        REFUSE(found); \
        DIE_AFTER(found, (void)real arguments); \
        return real arguments; \
    }

ON_DESCRIPTOR(int, fsync, (int descriptor), (descriptor), CHANGES)
ON_DESCRIPTOR(int, fdatasync, (int descriptor), (descriptor), CHANGES)
ON_DESCRIPTOR(int, ftruncate, (int descriptor, off_t length), (descriptor, length), CHANGES)
ON_DESCRIPTOR(int, ftruncate64, (int descriptor, off64_t length), (descriptor, length), CHANGES)
ON_DESCRIPTOR(int, fchmod, (int descriptor, mode_t mode), (descriptor, mode), CHANGES)

#define ON_PATH(name, parameters, arguments, folder, path, need) \
    int name parameters { \
        REAL(name); \
        char buffer[PATH_MAX]; \
        int found = armed_by ? fault(#name, whole(folder, path, buffer), NULL, need) : 0; \
        REFUSE(found); \
        DIE_AFTER(found, (void)real arguments); \
        return real arguments; \
    }

ON_PATH(unlink, (const char *path), (path), AT_FDCWD, path, CHANGES)
ON_PATH(unlinkat, (int folder, const char *path, int flags), (folder, path, flags), folder, path, CHANGES)
ON_PATH(rmdir, (const char *path), (path), AT_FDCWD, path, CHANGES)
ON_PATH(mkdir, (const char *path, mode_t mode), (path, mode), AT_FDCWD, path, TAKES_ROOM)
ON_PATH(mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode), folder, path, TAKES_ROOM)
ON_PATH(truncate, (const char *path, off_t length), (path, length), AT_FDCWD, path, CHANGES)
ON_PATH(truncate64, (const char *path, off64_t length), (path, length), AT_FDCWD, path, CHANGES)
ON_PATH(chmod, (const char *path, mode_t mode), (path, mode), AT_FDCWD, path, CHANGES)
ON_PATH(remove, (const char *path), (path), AT_FDCWD, path, CHANGES)

static int moved(const char *name, int from_folder, const char *from, int to_folder, const char *to) {
    char here[PATH_MAX], there[PATH_MAX];
    return armed_by ? fault(name, whole(from_folder, from, here), whole(to_folder, to, there), CHANGES) : 0;
}

int rename(const char *from, const char *to) {
    REAL(rename);
    int found = moved("rename", AT_FDCWD, from, AT_FDCWD, to);
    REFUSE(found);
    DIE_AFTER(found, (void)real(from, to));
    return real(from, to);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(renameat);
    int found = moved("renameat", from_folder, from, to_folder, to);
    REFUSE(found);
    DIE_AFTER(found, (void)real(from_folder, from, to_folder, to));
    return real(from_folder, from, to_folder, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags) {
    REAL(renameat2);
    int found = moved("renameat2", from_folder, from, to_folder, to);
    REFUSE(found);
    DIE_AFTER(found, (void)real(from_folder, from, to_folder, to, flags));
    return real(from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to) {
    REAL(link);
    int found = moved("link", AT_FDCWD, from, AT_FDCWD, to);
    REFUSE(found);
    DIE_AFTER(found, (void)real(from, to));
    return real(from, to);
}

/* A new file needs space in its folder; a file opened for reading needs nothing of the disk. */
static enum need needed(int folder, const char *path, int flags) {
    if ((flags & O_TMPFILE) == O_TMPFILE) return TAKES_ROOM;
    if (flags & O_CREAT) return faccessat(folder, path, F_OK, 0) == 0 ? CHANGES : TAKES_ROOM;
    return (flags & O_ACCMODE) == O_RDONLY ? READS : CHANGES;
}

static int opening(int folder, const char *path, int flags) {
    char buffer[PATH_MAX];
    if (!armed_by) return 0;
    const char *found = whole(folder, path, buffer);
    return found ? fault((flags & O_ACCMODE) == O_RDONLY ? "open" : "open-writing", found, NULL,
                         needed(folder, path, flags)) : 0;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        mode = (mode_t)va_arg(more, int); \
        va_end(more); \
    }

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        MODE(flags) \
        int found = opening(AT_FDCWD, path, flags); \
        REFUSE(found); \
        DIE_AFTER(found, (void)real(path, flags, mode)); \
        return real(path, flags, mode); \
    }

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name); \
        MODE(flags) \
        int found = opening(folder, path, flags); \
        REFUSE(found); \
        DIE_AFTER(found, (void)real(folder, path, flags, mode)); \
        return real(folder, path, flags, mode); \
    }

OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)
