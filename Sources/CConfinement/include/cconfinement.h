// What a process does to itself before it touches hostile bytes. Linux; each function returns 0, or errno.
#ifndef CCONFINEMENT_H
#define CCONFINEMENT_H

#include <spawn.h>

/// No new privileges, no core dump, not to be traced.
int confinement_drop(void);

/// A seccomp filter over all threads: opening a socket, running a program, looking into another process, and changing
/// names or rights in the file system end the process. Cannot be taken back; inherited by every thread started later.
int confinement_filter(void);

/// A second one: from now on no file is opened, to read or to write. The call fails (EACCES) instead of ending the
/// process, because a library may look for a file that it can do without.
int confinement_shut_files(void);

/// What the filter has to end: the process does not come back from them. For the self-test alone.
int confinement_try_socket(void);
int confinement_try_program(void);

/// Gives memory that was freed back to the system.
void confinement_return_memory(void);

/// A pipe whose ends are closed in every program that is run. ends: out, 2 descriptors, read end first.
int confinement_pipe(int *_Nonnull ends);

/// Has a program that is about to be started close every descriptor but its standard ones.
int confinement_close_others(posix_spawn_file_actions_t *_Nonnull actions);

#endif
