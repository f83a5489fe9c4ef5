// What a process does to itself before it touches hostile bytes. Linux; each function returns 0, or errno.
#ifndef CCONFINEMENT_H
#define CCONFINEMENT_H

#include <spawn.h>

/// No new privileges, no core dump, not to be traced.
int confinement_drop(void);

/// A seccomp filter: opening a socket, running a program, tracing another process, and changing names in the file
/// system end the process. Cannot be taken back; inherited by every thread started later.
int confinement_filter(void);

/// A pipe whose ends are closed in every program that is run. ends: out, 2 descriptors, read end first.
int confinement_pipe(int *_Nonnull ends);

/// Has a program that is about to be started close every descriptor but its standard ones.
int confinement_close_others(posix_spawn_file_actions_t *_Nonnull actions);

#endif
