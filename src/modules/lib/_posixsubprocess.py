"""Starting programs for `subprocess`."""

import _syscalls


def fork_exec(args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite,
              errpipe_read, errpipe_write, restore_signals, start_new_session, process_group, gid, groups, uid, umask,
              preexec_fn, allow_vfork, /):
    import os
    import posix
    import sys
    if preexec_fn is not None:
        raise RuntimeError('preexec_fn is not supported')
    sys.stdout.flush()
    if env is None:
        # In a worker Node keeps an environment of its own, which the system does not know.
        env = [os.fsencode(f'{name}={value}') for name, value in posix._environ()]
    # Node marks the standard descriptors as its own: what is inherited is named.
    streams = [fd if given < 0 else given for fd, given in enumerate((p2cread, c2pwrite, errwrite))]
    return _syscalls.spawn([os.fsencode(a) for a in args], list(executable_list), env, [] if cwd is None else [os.fsencode(cwd)],
                           [*streams, errpipe_write, int(start_new_session)])
