#define _GNU_SOURCE
#include "cconfinement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <malloc.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/socket.h>
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

#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define ANSWER(call, answer) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1), BPF_STMT(BPF_RET | BPF_K, (answer))
#define DENY(call) ANSWER(call, SECCOMP_RET_KILL_PROCESS)
#define REFUSE(call) ANSWER(call, SECCOMP_RET_ERRNO | EACCES)
// Another architecture's numbers mean other calls: they are refused as a whole.
#define NATIVE_ALONE                                                                                        \
    LOAD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE_ARCHITECTURE, 1, 0),                             \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS), LOAD(nr)
#define ALLOW_THE_REST BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

// Over every thread there is: a library may have started one before.
static int install(struct sock_filter *program, unsigned short length) {
    struct sock_fprog filter = {.len = length, .filter = program};
    long result = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter);
    // A positive number is the thread that could not be brought under it.
    return result == 0 ? 0 : result > 0 ? EBUSY : errno;
}

int confinement_filter(void) {
    struct sock_filter program[] = {
        NATIVE_ALONE,
        DENY(socket), DENY(socketpair), DENY(connect), DENY(bind), DENY(listen), DENY(sendto), DENY(sendmsg),
        DENY(execve), DENY(execveat), DENY(ptrace), DENY(process_vm_readv), DENY(process_vm_writev),
        DENY(pidfd_open), DENY(pidfd_getfd), DENY(pidfd_send_signal),
        DENY(unlinkat), DENY(renameat2), DENY(renameat), DENY(mkdirat), DENY(mknodat), DENY(linkat), DENY(symlinkat),
        DENY(fchmod), DENY(fchmodat), DENY(fchown), DENY(fchownat), DENY(truncate), DENY(setxattr), DENY(chroot),
        DENY(mount), DENY(umount2), DENY(unshare), DENY(setns), DENY(pivot_root), DENY(bpf), DENY(perf_event_open),
        DENY(userfaultfd), DENY(io_uring_setup), DENY(keyctl), DENY(add_key), DENY(request_key),
        DENY(init_module), DENY(finit_module), DENY(kexec_load), DENY(reboot), DENY(swapon),
#if defined(__x86_64__)
        DENY(fork), DENY(vfork), DENY(unlink), DENY(rename), DENY(mkdir), DENY(rmdir), DENY(link), DENY(symlink),
        DENY(creat), DENY(chmod), DENY(chown), DENY(mknod),
#endif
        ALLOW_THE_REST,
    };
    return install(program, sizeof program / sizeof program[0]);
}

int confinement_shut_files(void) {
    struct sock_filter program[] = {
        NATIVE_ALONE,
        REFUSE(openat), REFUSE(openat2), REFUSE(open_by_handle_at), REFUSE(memfd_create),
#if defined(__x86_64__)
        REFUSE(open),
#endif
        ALLOW_THE_REST,
    };
    return install(program, sizeof program / sizeof program[0]);
}

int confinement_try_socket(void) {
    return socket(AF_INET, SOCK_STREAM, 0) < 0 ? errno : 0;
}

int confinement_try_program(void) {
    char *const words[] = {"/bin/true", 0};
    execve(words[0], words, 0);
    return errno;
}

void confinement_return_memory(void) { malloc_trim(0); }

int confinement_pipe(int *ends) {
    return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno;
}

int confinement_close_others(posix_spawn_file_actions_t *actions) {
    return posix_spawn_file_actions_addclosefrom_np(actions, STDERR_FILENO + 1);
}
