#define _GNU_SOURCE
#include "cconfinement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define NATIVE_ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the seccomp filter knows x86_64 and aarch64"
#endif

int confinement_drop(void) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return errno;
    return 0;
}

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define LOAD_CALL LOAD(nr)
#define KILL BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)
#define DENY(call) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), KILL

// Opening a file is allowed for reading only. The low half of an argument lies first: both architectures are little
// endian.
#define WRITES (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)
#define DENY_WRITING(call, flags) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 4), LOAD(args[flags]), \
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, WRITES, 0, 1), KILL, LOAD_CALL

// A process that aborts signals itself; every other aim is another's.
#define DENY_OTHERS(call, process) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 4), LOAD(args[0]), \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, process, 1, 0), KILL, LOAD_CALL

int confinement_filter(void) {
    const uint32_t self = (uint32_t)getpid();
    struct sock_filter program[] = {
        // Another architecture's numbers mean other calls: they are refused as a whole.
        LOAD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0), KILL, LOAD_CALL,
        DENY(socket), DENY(socketpair), DENY(connect), DENY(bind), DENY(listen), DENY(accept), DENY(accept4),
        DENY(sendto), DENY(sendmsg), DENY(sendmmsg),
        // A ring makes calls that no filter sees.
        DENY(io_uring_setup), DENY(io_uring_enter), DENY(io_uring_register),
        DENY(execve), DENY(execveat), DENY(ptrace), DENY(process_vm_readv), DENY(process_vm_writev),
        DENY(kill), DENY(tkill), DENY(rt_sigqueueinfo), DENY(pidfd_send_signal), DENY_OTHERS(tgkill, self),
        DENY_WRITING(openat, 2), DENY(openat2), DENY(truncate), DENY(unlinkat), DENY(renameat2), DENY(mkdirat),
        DENY(mknodat), DENY(linkat), DENY(symlinkat), DENY(fchmodat), DENY(fchownat), DENY(mount),
#if defined(__x86_64__)
        DENY_WRITING(open, 1), DENY(creat), DENY(unlink), DENY(rename), DENY(renameat), DENY(mkdir), DENY(rmdir),
        DENY(mknod), DENY(link), DENY(symlink), DENY(chmod), DENY(chown), DENY(lchown), DENY(fork), DENY(vfork),
#endif
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {.len = sizeof program / sizeof program[0], .filter = program};
    // Threads that are there already take the filter upon themselves too: a library may have started some.
    const long status = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter);
    if (status == 0) return 0;
    return status > 0 ? EAGAIN : errno;
}

int confinement_pipe(int *ends) {
    return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno;
}

int confinement_close_others(posix_spawn_file_actions_t *actions) {
    return posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
}
