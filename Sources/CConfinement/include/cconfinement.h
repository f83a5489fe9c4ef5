// What a process does to itself before it touches hostile bytes. Linux; each function returns 0, or errno.
#ifndef CCONFINEMENT_H
#define CCONFINEMENT_H

/// No new privileges, no core dump, not to be traced.
int confinement_drop(void);

/// A seccomp filter: opening a socket, running a program, tracing or signalling another process, and changing the file
/// system end the process. Cannot be taken back; inherited by every thread.
int confinement_filter(void);

/// A pipe whose ends are closed in every program that is run. ends: out, 2 descriptors, read end first.
int confinement_pipe(int *_Nonnull ends);

#endif
