//! The module `_syscalls`: what `posix`, `_socket` and `select` need of the operating system and Node does not offer
//! synchronously. Paths and socket addresses come as bytes; a failure is the OSError of its errno.

use super::spec::ModuleSpec;

#[cfg(unix)]
mod calls;

pub static MODULES: &[&ModuleSpec] = &[&MODULE, &LIBC];

static MODULE: ModuleSpec = ModuleSpec {
    name: "_syscalls",
    #[cfg(unix)]
    functions: unix::FUNCTIONS,
    #[cfg(not(unix))]
    functions: &[],
    init: None,
    doc: "System calls on descriptors.",
};

static LIBC: ModuleSpec = ModuleSpec {
    name: "_libc",
    functions: &[],
    #[cfg(unix)]
    init: Some(calls::init),
    #[cfg(not(unix))]
    init: None,
    doc: "Functions of the C library.",
};

#[cfg(unix)]
mod unix {
    use std::ffi::CString;
    use std::io::{Error, ErrorKind};

    use crate::heap::Value;
    use crate::objects::spec::{MethodDef, Params, function};
    use crate::objects::{Exc, Res, Runtime};

    pub static FUNCTIONS: &[MethodDef] = &[
        function("open", Params::Pos(3, 3), open),
        function("close", Params::Pos(1, 1), |rt, a| {
            let fd = fd(rt, a[0])?;
            // SAFETY: takes no pointer.
            done(rt, || unsafe { libc::close(fd) })
        }),
        function("read", Params::Pos(2, 2), read),
        function("write", Params::Pos(2, 2), write),
        function("lseek", Params::Pos(3, 3), lseek),
        function("pipe", Params::NoArgs, |rt, _| {
            let mut fds = [0; 2];
            // SAFETY: `fds` has room for two.
            check(rt, || i64::from(unsafe { libc::pipe(fds.as_mut_ptr()) }))?;
            pair(rt, fds)
        }),
        function("dup", Params::Pos(1, 1), |rt, a| {
            let fd = fd(rt, a[0])?;
            // SAFETY: takes no pointer.
            number(rt, || i64::from(unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) }))
        }),
        function("isatty", Params::Pos(1, 1), |rt, a| {
            let fd = fd(rt, a[0])?;
            // SAFETY: takes no pointer.
            Ok(Value::bool(unsafe { libc::isatty(fd) } == 1))
        }),
        function("kill", Params::Pos(2, 2), |rt, a| {
            let (pid, signal) = (fd(rt, a[0])?, fd(rt, a[1])?);
            // SAFETY: takes no pointer.
            done(rt, || unsafe { libc::kill(pid, signal) })
        }),
        function("spawn", Params::Pos(5, 5), spawn),
        function("waitpid", Params::Pos(2, 2), |rt, a| {
            let (pid, options) = (fd(rt, a[0])?, fd(rt, a[1])?);
            let mut status = 0;
            // SAFETY: `status` is an int.
            let pid = check(rt, || i64::from(unsafe { libc::waitpid(pid, &mut status, options) }))?;
            let pair = [rt.int(pid)?, Value::int32(status)];
            rt.new_tuple(&pair)
        }),
        function("blocking", Params::Pos(2, 2), blocking),
        function("setitimer", Params::Pos(3, 3), |rt, a| {
            let which = fd(rt, a[0])?;
            let (value, interval) = (rt.as_f64(a[1])?, rt.as_f64(a[2])?);
            let time = |seconds: f64| libc::timeval {
                tv_sec: seconds as libc::time_t,
                tv_usec: (seconds.fract() * 1e6).round() as libc::suseconds_t,
            };
            let new = libc::itimerval {
                it_interval: time(interval),
                it_value: time(value),
            };
            let mut old = new;
            // SAFETY: two structures that live on the stack.
            #[allow(clippy::useless_conversion)]
            check(rt, || {
                i64::from(unsafe { libc::setitimer(which.try_into().unwrap_or_default(), &new, &mut old) })
            })?;
            timer(rt, &old)
        }),
        function("getitimer", Params::Pos(1, 1), |rt, a| {
            let which = fd(rt, a[0])?;
            // SAFETY: all zero is a valid itimerval.
            let mut old: libc::itimerval = unsafe { std::mem::zeroed() };
            // SAFETY: a structure that lives on the stack.
            #[allow(clippy::useless_conversion)]
            check(rt, || {
                i64::from(unsafe { libc::getitimer(which.try_into().unwrap_or_default(), &mut old) })
            })?;
            timer(rt, &old)
        }),
        function("strsignal", Params::Pos(1, 1), |rt, a| {
            let number = fd(rt, a[0])?;
            // SAFETY: gives a string that is read at once.
            let text = unsafe {
                let text = libc::strsignal(number);
                if text.is_null() {
                    return Ok(Value::NONE);
                }
                std::ffi::CStr::from_ptr(text).to_string_lossy().into_owned()
            };
            if text.starts_with("Unknown signal") {
                Ok(Value::NONE)
            } else {
                rt.new_str(&text)
            }
        }),
        function("fcntl", Params::Pos(3, 3), |rt, a| {
            let (fd, command, argument) = (fd(rt, a[0])?, fd(rt, a[1])?, fd(rt, a[2])?);
            // They take a pointer.
            if matches!(command, libc::F_GETLK | libc::F_SETLK | libc::F_SETLKW) {
                return rt.value_error("locks are not to be had by fcntl()");
            }
            // SAFETY: takes no pointer.
            number(rt, || i64::from(unsafe { libc::fcntl(fd, command, argument) }))
        }),
        function("flock", Params::Pos(2, 2), |rt, a| {
            let (fd, operation) = (fd(rt, a[0])?, fd(rt, a[1])?);
            // SAFETY: takes no pointer.
            done(rt, || unsafe { libc::flock(fd, operation) })
        }),
        function("poll", Params::Pos(2, 2), poll),
        function("socket", Params::Pos(3, 3), |rt, a| {
            let (family, kind, protocol) = (fd(rt, a[0])?, fd(rt, a[1])?, fd(rt, a[2])?);
            // SAFETY: takes no pointer.
            number(rt, || i64::from(unsafe { libc::socket(family, kind, protocol) }))
        }),
        function("socketpair", Params::Pos(3, 3), |rt, a| {
            let (family, kind, protocol) = (fd(rt, a[0])?, fd(rt, a[1])?, fd(rt, a[2])?);
            let mut fds = [0; 2];
            // SAFETY: `fds` has room for two.
            check(rt, || {
                i64::from(unsafe { libc::socketpair(family, kind, protocol, fds.as_mut_ptr()) })
            })?;
            pair(rt, fds)
        }),
        function("bind", Params::Pos(2, 2), |rt, a| with_address(rt, a, libc::bind)),
        function("connect", Params::Pos(2, 2), |rt, a| with_address(rt, a, libc::connect)),
        function("listen", Params::Pos(2, 2), |rt, a| {
            let (fd, backlog) = (fd(rt, a[0])?, fd(rt, a[1])?);
            // SAFETY: takes no pointer.
            done(rt, || unsafe { libc::listen(fd, backlog) })
        }),
        function("accept", Params::Pos(1, 1), |rt, a| {
            let fd = fd(rt, a[0])?;
            let (new, address) = address(rt, |to, len| i64::from(unsafe { libc::accept(fd, to, len) }))?;
            let new = rt.int(new)?;
            rt.new_tuple(&[new, address])
        }),
        function("getsockname", Params::Pos(1, 1), |rt, a| {
            let fd = fd(rt, a[0])?;
            Ok(address(rt, |to, len| i64::from(unsafe { libc::getsockname(fd, to, len) }))?.1)
        }),
        function("getpeername", Params::Pos(1, 1), |rt, a| {
            let fd = fd(rt, a[0])?;
            Ok(address(rt, |to, len| i64::from(unsafe { libc::getpeername(fd, to, len) }))?.1)
        }),
        function("sendto", Params::Pos(4, 4), send),
        function("recvfrom", Params::Pos(3, 3), receive),
        function("shutdown", Params::Pos(2, 2), |rt, a| {
            let (fd, how) = (fd(rt, a[0])?, fd(rt, a[1])?);
            // SAFETY: takes no pointer.
            done(rt, || unsafe { libc::shutdown(fd, how) })
        }),
        function("strerror", Params::Pos(1, 1), |rt, a| {
            let errno = fd(rt, a[0])?;
            let text = message(&Error::from_raw_os_error(errno));
            rt.new_str(&text)
        }),
        function("setsockopt", Params::Pos(4, 4), set_option),
        function("getsockopt", Params::Pos(4, 4), get_option),
    ];

    /// An argument that is a C int.
    pub(super) fn fd(rt: &mut Runtime, v: Value) -> Res<i32> {
        match i32::try_from(rt.as_index(v)?) {
            Ok(n) => Ok(n),
            Err(_) => rt.raise(Exc::OverflowError, "Python int too large to convert to C int"),
        }
    }

    pub(super) fn message(error: &Error) -> String {
        let text = error.to_string();
        text.split(" (os error").next().unwrap_or_default().to_string()
    }

    pub(super) fn raise_last<T>(rt: &mut Runtime) -> Res<T> {
        raise_error(rt, &Error::last_os_error())
    }

    pub(super) fn raise_error<T>(rt: &mut Runtime, error: &Error) -> Res<T> {
        let errno = error.raw_os_error().unwrap_or(0);
        let args = [rt.int(i64::from(errno))?, rt.new_str(&message(error))?];
        let class = Value::object(rt.exc_class(Exc::OSError));
        let exc = rt.call(class, &args)?;
        rt.raise_value(exc)
    }

    /// Calls until it was not interrupted; negative results raise.
    pub(super) fn check(rt: &mut Runtime, mut f: impl FnMut() -> i64) -> Res<i64> {
        loop {
            let result = f();
            if result >= 0 {
                return Ok(result);
            }
            if Error::last_os_error().kind() != ErrorKind::Interrupted {
                return raise_last(rt);
            }
        }
    }

    pub(super) fn number(rt: &mut Runtime, f: impl FnMut() -> i64) -> Res<Value> {
        let n = check(rt, f)?;
        rt.int(n)
    }

    pub(super) fn done(rt: &mut Runtime, mut f: impl FnMut() -> i32) -> Res<Value> {
        check(rt, || i64::from(f()))?;
        Ok(Value::NONE)
    }

    fn pair(rt: &mut Runtime, fds: [i32; 2]) -> Res<Value> {
        for fd in fds {
            // SAFETY: takes no pointer.
            unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) };
        }
        let fds = [rt.int(i64::from(fds[0]))?, rt.int(i64::from(fds[1]))?];
        rt.new_tuple(&fds)
    }

    fn open(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
        let Ok(path) = CString::new(rt.byte_argument(a[0])?) else {
            return rt.value_error("embedded null byte");
        };
        let (flags, mode) = (fd(rt, a[1])?, fd(rt, a[2])?);
        // SAFETY: `path` ends with a null byte.
        number(rt, || {
            i64::from(unsafe { libc::open(path.as_ptr(), flags | libc::O_CLOEXEC, mode) })
        })
    }

    pub(super) fn buffer(rt: &mut Runtime, size: Value) -> Res<Vec<u8>> {
        let size = rt.as_index(size)?;
        if size < 0 {
            return rt.value_error("negative buffersize in recv");
        }
        Ok(vec![0; (size as usize).min(1 << 30)])
    }

    fn read(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
        let fd = fd(rt, a[0])?;
        let mut buffer = buffer(rt, a[1])?;
        // SAFETY: writes no more than the buffer's length.
        let n = check(rt, || unsafe {
            libc::read(fd, buffer.as_mut_ptr().cast(), buffer.len()) as i64
        })?;
        rt.new_bytes(&buffer[..n as usize])
    }

    fn write(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
        let fd = fd(rt, a[0])?;
        let bytes = rt.byte_argument(a[1])?;
        // SAFETY: reads the slice only.
        number(rt, || unsafe {
            libc::write(fd, bytes.as_ptr().cast(), bytes.len()) as i64
        })
    }

    fn lseek(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
        let (fd, offset, whence) = (fd(rt, a[0])?, rt.as_index(a[1])?, fd(rt, a[2])?);
        // SAFETY: takes no pointer.
        number(rt, || unsafe { libc::lseek(fd, offset as libc::off_t, whence) } as i64)
    }

    /// A list of bytes as null-terminated strings.
    pub(super) fn strings(rt: &mut Runtime, list: Value) -> Res<Vec<CString>> {
        let mut out = Vec::new();
        for item in rt.collect(list)? {
            match CString::new(rt.byte_argument(item)?) {
                Ok(text) => out.push(text),
                Err(_) => return rt.value_error("embedded null byte"),
            }
        }
        Ok(out)
    }

    pub(super) fn pointers(texts: &[CString]) -> Vec<*const libc::c_char> {
        texts.iter().map(|t| t.as_ptr()).chain([std::ptr::null()]).collect()
    }

    /// (arguments, programs to try, environment or None, directories [0 or 1], descriptors [stdin, stdout, stderr,
    /// pipe for an error, new session]): starts a process; −1 leaves a descriptor as it is. An errno of the child goes
    /// through the pipe, as `subprocess` expects it.
    fn spawn(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
        let (arguments, programs) = (strings(rt, a[0])?, strings(rt, a[1])?);
        let environment = if a[2].is_none() { None } else { Some(strings(rt, a[2])?) };
        let folder = strings(rt, a[3])?;
        let mut fds = [0; 5];
        for (to, v) in fds.iter_mut().zip(rt.collect(a[4])?) {
            *to = fd(rt, v)?;
        }
        let argv = pointers(&arguments);
        let envp = environment.as_deref().map(pointers);
        // SAFETY: the child calls only what is safe after fork in a process with threads, on memory prepared before.
        let pid = unsafe { libc::fork() };
        if pid != 0 {
            return number(rt, || i64::from(pid));
        }
        // SAFETY: as above; every pointer is to a null-terminated string or array that the parent made.
        unsafe {
            let stage = become_program(&argv, &programs, envp.as_deref(), &folder, &fds);
            if fds[3] < 0 {
                libc::_exit(127);
            }
            let errno = Error::last_os_error().raw_os_error().unwrap_or(0);
            let mut report = *b"OSError:0000";
            for (i, digit) in report[8..].iter_mut().enumerate() {
                *digit = b"0123456789abcdef"[(errno as usize >> (12 - 4 * i)) & 15];
            }
            libc::write(fds[3], report.as_ptr().cast(), report.len());
            libc::write(fds[3], stage.as_ptr().cast(), stage.len());
            libc::_exit(255)
        }
    }

    /// Returns only when it failed, with what `subprocess` is told besides the errno.
    ///
    /// # Safety
    /// For the child of a fork: the arrays end with null.
    unsafe fn become_program(
        argv: &[*const libc::c_char],
        programs: &[CString],
        envp: Option<&[*const libc::c_char]>,
        folder: &[CString],
        fds: &[i32; 5],
    ) -> &'static [u8] {
        // SAFETY: system calls on prepared memory only.
        unsafe {
            // Ends of pipes that lie in the way of the three standard descriptors move out of it first.
            let mut standard = [fds[0], fds[1], fds[2]];
            for (i, fd) in standard.iter_mut().enumerate() {
                if (0..3).contains(fd) && *fd != i as i32 {
                    *fd = libc::fcntl(*fd, libc::F_DUPFD_CLOEXEC, 3);
                }
            }
            for (i, &fd) in standard.iter().enumerate() {
                let to = i as i32;
                let failed = match fd {
                    -1 => false,
                    _ if fd == to => libc::fcntl(fd, libc::F_SETFD, 0) < 0,
                    _ => libc::dup2(fd, to) < 0,
                };
                if failed {
                    return b":";
                }
            }
            if let Some(folder) = folder.first()
                && libc::chdir(folder.as_ptr()) < 0
            {
                return b":noexec:chdir";
            }
            if fds[4] != 0 {
                libc::setsid();
            }
            // Node ignores this one, and what is ignored stays so in the new program.
            libc::signal(libc::SIGPIPE, libc::SIG_DFL);
            for program in programs {
                match envp {
                    Some(envp) => libc::execve(program.as_ptr(), argv.as_ptr(), envp.as_ptr()),
                    None => libc::execv(program.as_ptr(), argv.as_ptr()),
                };
                let errno = Error::last_os_error().raw_os_error();
                if errno != Some(libc::ENOENT) && errno != Some(libc::ENOTDIR) {
                    break;
                }
            }
        }
        b":"
    }

    /// (descriptor, None | bool): asks or sets whether its operations wait.
    /// (seconds until it goes off, interval)
    fn timer(rt: &mut Runtime, timer: &libc::itimerval) -> Res<Value> {
        let seconds = |t: &libc::timeval| Value::float(t.tv_sec as f64 + t.tv_usec as f64 / 1e6);
        rt.new_tuple(&[seconds(&timer.it_value), seconds(&timer.it_interval)])
    }

    fn blocking(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
        let fd = fd(rt, a[0])?;
        // SAFETY: takes no pointer.
        let flags = check(rt, || i64::from(unsafe { libc::fcntl(fd, libc::F_GETFL) }))? as i32;
        if a[1].is_none() {
            return Ok(Value::bool(flags & libc::O_NONBLOCK == 0));
        }
        let flags = if rt.truth(a[1])? {
            flags & !libc::O_NONBLOCK
        } else {
            flags | libc::O_NONBLOCK
        };
        // SAFETY: takes no pointer.
        done(rt, || unsafe { libc::fcntl(fd, libc::F_SETFL, flags) })
    }

    /// (list of descriptor, events, descriptor, …; milliseconds or −1): the same list with what happened.
    fn poll(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
        let items = rt.collect(a[0])?;
        let mut fds = Vec::with_capacity(items.len() / 2);
        for item in items.chunks_exact(2) {
            fds.push(libc::pollfd {
                fd: fd(rt, item[0])?,
                events: fd(rt, item[1])? as i16,
                revents: 0,
            });
        }
        let timeout = fd(rt, a[1])?;
        // SAFETY: the pointer and the length are of one vector.
        check(rt, || {
            i64::from(unsafe { libc::poll(fds.as_mut_ptr(), fds.len() as libc::nfds_t, timeout) })
        })?;
        let mut out = Vec::with_capacity(items.len());
        for f in fds {
            out.push(Value::int32(f.fd));
            out.push(Value::int32(i32::from(f.revents)));
        }
        rt.new_list(&out)
    }

    type AddressCall = unsafe extern "C" fn(i32, *const libc::sockaddr, libc::socklen_t) -> i32;

    fn with_address(rt: &mut Runtime, a: &[Value], call: AddressCall) -> Res<Value> {
        let fd = fd(rt, a[0])?;
        let bytes = rt.byte_argument(a[1])?;
        // SAFETY: the system reads no more than the slice.
        done(rt, || unsafe {
            call(fd, bytes.as_ptr().cast(), bytes.len() as libc::socklen_t)
        })
    }

    /// Calls with room for an address; its result and the address as bytes.
    fn address(
        rt: &mut Runtime,
        mut f: impl FnMut(*mut libc::sockaddr, *mut libc::socklen_t) -> i64,
    ) -> Res<(i64, Value)> {
        let mut room = [0u8; 128];
        let mut len = 0;
        let n = check(rt, || {
            len = room.len() as libc::socklen_t;
            f(room.as_mut_ptr().cast(), &mut len)
        })?;
        let bytes = rt.new_bytes(&room[..(len as usize).min(128)])?;
        Ok((n, bytes))
    }

    fn send(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
        let (fd, flags) = (fd(rt, a[0])?, fd(rt, a[2])?);
        let (bytes, to) = (rt.byte_argument(a[1])?, rt.byte_argument(a[3])?);
        let to_pointer = if to.is_empty() { std::ptr::null() } else { to.as_ptr() };
        #[cfg(target_os = "linux")]
        let flags = flags | libc::MSG_NOSIGNAL;
        // SAFETY: the system reads no more than the two slices.
        number(rt, || unsafe {
            libc::sendto(
                fd,
                bytes.as_ptr().cast(),
                bytes.len(),
                flags,
                to_pointer.cast(),
                to.len() as libc::socklen_t,
            ) as i64
        })
    }

    fn receive(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
        let (fd, flags) = (fd(rt, a[0])?, fd(rt, a[2])?);
        let mut buffer = buffer(rt, a[1])?;
        // SAFETY: writes no more than the buffer's length.
        let (n, from) = address(rt, |to, len| unsafe {
            libc::recvfrom(fd, buffer.as_mut_ptr().cast(), buffer.len(), flags, to, len) as i64
        })?;
        let data = rt.new_bytes(&buffer[..n as usize])?;
        rt.new_tuple(&[data, from])
    }

    fn set_option(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
        let (fd, level, option) = (fd(rt, a[0])?, fd(rt, a[1])?, fd(rt, a[2])?);
        let bytes = rt.byte_argument(a[3])?;
        // SAFETY: the system reads no more than the slice.
        done(rt, || unsafe {
            libc::setsockopt(fd, level, option, bytes.as_ptr().cast(), bytes.len() as libc::socklen_t)
        })
    }

    fn get_option(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
        let (fd, level, option) = (fd(rt, a[0])?, fd(rt, a[1])?, fd(rt, a[2])?);
        let mut buffer = buffer(rt, a[3])?;
        let mut len = buffer.len() as libc::socklen_t;
        // SAFETY: writes no more than the buffer's length.
        check(rt, || {
            i64::from(unsafe { libc::getsockopt(fd, level, option, buffer.as_mut_ptr().cast(), &mut len) })
        })?;
        rt.new_bytes(&buffer[..len as usize])
    }
}
