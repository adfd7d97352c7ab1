//! The module `_libc`: functions of the C library as they are, from which `posix` makes its own. A path or a name comes as
//! bytes, a failure is the OSError of its errno.

use std::ffi::CString;

use super::unix::{buffer, check, done, fd, number, pointers, raise_error, raise_last, strings};
use crate::heap::Value;
use crate::objects::spec::{MethodDef, Params, function};
use crate::objects::{Res, Runtime};

/// The contents of the module.
pub fn init(rt: &mut Runtime, module: Value) -> Res<()> {
    rt.add_functions(module, BUFFERS)?;
    rt.add_functions(module, CALLS)?;
    #[cfg(target_os = "linux")]
    {
        rt.add_functions(module, LINUX)?;
        rt.add_functions(module, ATTRIBUTES)?;
    }
    Ok(())
}

/// What a function of C is given for an argument.
trait Passed {
    type C;
    fn passed(&self) -> Self::C;
}

impl Passed for i32 {
    type C = i32;
    fn passed(&self) -> i32 {
        *self
    }
}

impl Passed for u32 {
    type C = u32;
    fn passed(&self) -> u32 {
        *self
    }
}

#[cfg(target_os = "linux")]
impl Passed for u64 {
    type C = u64;
    fn passed(&self) -> u64 {
        *self
    }
}

impl Passed for i64 {
    type C = i64;
    fn passed(&self) -> i64 {
        *self
    }
}

impl Passed for CString {
    type C = *const libc::c_char;
    fn passed(&self) -> *const libc::c_char {
        self.as_ptr()
    }
}

use self::fd as int;

fn long(rt: &mut Runtime, v: Value) -> Res<i64> {
    rt.as_index(v)
}

/// Numbers of users and groups: −1 leaves one as it is.
fn id(rt: &mut Runtime, v: Value) -> Res<u32> {
    Ok(rt.as_index(v)? as u32)
}

fn device(rt: &mut Runtime, v: Value) -> Res<libc::dev_t> {
    Ok(rt.as_index(v)? as libc::dev_t)
}

fn path(rt: &mut Runtime, v: Value) -> Res<CString> {
    match CString::new(rt.byte_argument(v)?) {
        Ok(path) => Ok(path),
        Err(_) => rt.value_error("embedded null byte"),
    }
}

/// `name(kind of each argument) -> done | number`
macro_rules! calls {
    ($($name:ident($($arg:ident: $kind:ident),*) -> $result:ident;)*) => {
        &[$(function(stringify!($name), Params::Pos(calls!(@count $($arg)*), calls!(@count $($arg)*)), |rt, _args| {
            let mut _rest = _args.iter();
            $(let $arg = match _rest.next() { Some(&v) => $kind(rt, v)?, None => return Ok(Value::NONE) };)*
            // SAFETY: numbers, and strings that end with a null byte and outlive the call.
            calls!(@$result rt, unsafe { libc::$name($(Passed::passed(&$arg)),*) })
        })),*]
    };
    (@count) => { 0 };
    (@count $first:ident $($rest:ident)*) => { 1 + calls!(@count $($rest)*) };
    (@done $rt:ident, $call:expr) => { done($rt, || $call) };
    (@number $rt:ident, $call:expr) => { number($rt, || i64::from($call)) };
}

static CALLS: &[MethodDef] = calls! {
    fchdir(fd: int) -> done;
    chroot(root: path) -> done;
    killpg(group: int, signal: int) -> done;
    getpgid(pid: int) -> number;
    getsid(pid: int) -> number;
    setpgid(pid: int, group: int) -> done;
    setsid() -> number;
    setuid(user: id) -> done;
    setgid(group: id) -> done;
    seteuid(user: id) -> done;
    setegid(group: id) -> done;
    setreuid(real: id, effective: id) -> done;
    setregid(real: id, effective: id) -> done;
    getegid() -> number;
    tcgetpgrp(fd: int) -> number;
    tcsetpgrp(fd: int, group: int) -> done;
    fchown(fd: int, user: id, group: id) -> done;
    lchown(file: path, user: id, group: id) -> done;
    renameat(from_dir: int, from: path, to_dir: int, to: path) -> done;
    linkat(from_dir: int, from: path, to_dir: int, to: path, flags: int) -> done;
    mknod(file: path, mode: id, device: device) -> done;
    mkfifo(file: path, mode: id) -> done;
    dup2(from: int, to: int) -> number;
    pathconf(file: path, name: int) -> number;
    fpathconf(fd: int, name: int) -> number;
    sysconf(name: int) -> number;
    lockf(fd: int, command: int, length: long) -> done;
};

/// What takes more than numbers and strings.
static BUFFERS: &[MethodDef] = &[
    function("pread", Params::Pos(3, 3), |rt, a| {
        let (fd, offset) = (fd(rt, a[0])?, rt.as_index(a[2])?);
        let mut room = buffer(rt, a[1])?;
        // SAFETY: writes no more than the buffer's length.
        let n = check(rt, || unsafe {
            libc::pread(fd, room.as_mut_ptr().cast(), room.len(), offset as libc::off_t) as i64
        })?;
        rt.new_bytes(&room[..n as usize])
    }),
    function("pwrite", Params::Pos(3, 3), |rt, a| {
        let (fd, offset) = (fd(rt, a[0])?, rt.as_index(a[2])?);
        let bytes = rt.byte_argument(a[1])?;
        // SAFETY: reads the slice only.
        number(rt, || unsafe {
            libc::pwrite(fd, bytes.as_ptr().cast(), bytes.len(), offset as libc::off_t) as i64
        })
    }),
    // (directory, path, nanoseconds of access and modification or None for now, follow)
    function("utimensat", Params::Pos(5, 5), |rt, a| {
        let (dir, file) = (fd(rt, a[0])?, path(rt, a[1])?);
        let times = times(rt, a[2], a[3])?;
        let flags = if rt.truth(a[4])? { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
        // SAFETY: a string that ends with a null byte, and two times.
        done(rt, || unsafe {
            libc::utimensat(dir, file.as_ptr(), times.as_ptr(), flags)
        })
    }),
    function("futimens", Params::Pos(3, 3), |rt, a| {
        let (fd, times) = (fd(rt, a[0])?, times(rt, a[1], a[2])?);
        // SAFETY: two times.
        done(rt, || unsafe { libc::futimens(fd, times.as_ptr()) })
    }),
    function("execve", Params::Pos(3, 3), |rt, a| {
        let (program, arguments, environment) = (path(rt, a[0])?, strings(rt, a[1])?, strings(rt, a[2])?);
        let (argv, envp) = (pointers(&arguments), pointers(&environment));
        // SAFETY: both arrays end with null.
        done(rt, || unsafe {
            libc::signal(libc::SIGPIPE, libc::SIG_DFL);
            libc::execve(program.as_ptr(), argv.as_ptr(), envp.as_ptr())
        })
    }),
    function("abort", Params::NoArgs, |_, _| {
        // SAFETY: takes nothing.
        unsafe {
            libc::signal(libc::SIGABRT, libc::SIG_DFL);
            libc::abort()
        }
    }),
    function("winsize", Params::Pos(1, 1), |rt, a| {
        let fd = fd(rt, a[0])?;
        let mut size = libc::winsize {
            ws_row: 0,
            ws_col: 0,
            ws_xpixel: 0,
            ws_ypixel: 0,
        };
        // SAFETY: a structure that lives on the stack.
        check(rt, || {
            i64::from(unsafe { libc::ioctl(fd, libc::TIOCGWINSZ, &mut size) })
        })?;
        let pair = [
            Value::int32(i32::from(size.ws_col)),
            Value::int32(i32::from(size.ws_row)),
        ];
        rt.new_tuple(&pair)
    }),
    function("getgroups", Params::NoArgs, |rt, _| {
        let mut groups = [0; 1024];
        // SAFETY: as many as there is room for.
        let n = check(rt, || i64::from(unsafe { libc::getgroups(1024, groups.as_mut_ptr()) }))?;
        let groups: Vec<Value> = groups[..n as usize].iter().map(|&g| Value::int32(g as i32)).collect();
        rt.new_list(&groups)
    }),
    // The system's own names of files, which need not be UTF-8.
    function("listdir", Params::Pos(1, 1), |rt, a| {
        let fd = fd(rt, a[0])?;
        // SAFETY: the copy of the descriptor belongs to the stream, which closes it.
        let stream = unsafe {
            let copy = libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0);
            let stream = if copy < 0 {
                std::ptr::null_mut()
            } else {
                libc::fdopendir(copy)
            };
            if stream.is_null() {
                if copy >= 0 {
                    let error = std::io::Error::last_os_error();
                    libc::close(copy);
                    return raise_error(rt, &error);
                }
                return raise_last(rt);
            }
            libc::rewinddir(stream);
            stream
        };
        let mut names = Vec::new();
        // SAFETY: an entry is read before the next one is asked for.
        unsafe {
            loop {
                let entry = libc::readdir(stream);
                if entry.is_null() {
                    break;
                }
                let name = std::ffi::CStr::from_ptr((*entry).d_name.as_ptr()).to_bytes();
                if name != b"." && name != b".." {
                    names.push(name.to_vec());
                }
            }
            libc::closedir(stream);
        }
        let list = rt.new_list(&[])?;
        for name in names {
            let name = rt.new_bytes(&name)?;
            rt.list_append(list, name)?;
        }
        Ok(list)
    }),
];

/// Nanoseconds, or None for now, as the system takes them.
fn times(rt: &mut Runtime, access: Value, modification: Value) -> Res<[libc::timespec; 2]> {
    let mut out = [libc::timespec {
        tv_sec: 0,
        tv_nsec: libc::UTIME_NOW,
    }; 2];
    if !access.is_none() {
        for (to, v) in out.iter_mut().zip([access, modification]) {
            let ns = rt.as_index(v)?;
            to.tv_sec = ns.div_euclid(1_000_000_000) as libc::time_t;
            to.tv_nsec = ns.rem_euclid(1_000_000_000) as libc::c_long;
        }
    }
    Ok(out)
}

#[cfg(target_os = "linux")]
static ATTRIBUTES: &[MethodDef] = &[
    // (path, name, follow)
    function("getxattr", Params::Pos(3, 3), |rt, a| {
        let (file, name) = (path(rt, a[0])?, path(rt, a[1])?);
        let get = if rt.truth(a[2])? {
            libc::getxattr
        } else {
            libc::lgetxattr
        };
        let mut room = vec![0u8; 65536];
        // SAFETY: writes no more than the buffer's length.
        let n = check(rt, || unsafe {
            get(file.as_ptr(), name.as_ptr(), room.as_mut_ptr().cast(), room.len()) as i64
        })?;
        rt.new_bytes(&room[..n as usize])
    }),
    function("listxattr", Params::Pos(2, 2), |rt, a| {
        let file = path(rt, a[0])?;
        let list = if rt.truth(a[1])? {
            libc::listxattr
        } else {
            libc::llistxattr
        };
        let mut room = vec![0u8; 65536];
        // SAFETY: writes no more than the buffer's length.
        let n = check(rt, || unsafe {
            list(file.as_ptr(), room.as_mut_ptr().cast(), room.len()) as i64
        })?;
        rt.new_bytes(&room[..n as usize])
    }),
    // (path, name, value, flags, follow)
    function("setxattr", Params::Pos(5, 5), |rt, a| {
        let (file, name, flags) = (path(rt, a[0])?, path(rt, a[1])?, fd(rt, a[3])?);
        let set = if rt.truth(a[4])? {
            libc::setxattr
        } else {
            libc::lsetxattr
        };
        let value = rt.byte_argument(a[2])?;
        // SAFETY: reads the slice only.
        done(rt, || unsafe {
            set(file.as_ptr(), name.as_ptr(), value.as_ptr().cast(), value.len(), flags)
        })
    }),
    function("removexattr", Params::Pos(3, 3), |rt, a| {
        let (file, name) = (path(rt, a[0])?, path(rt, a[1])?);
        let remove = if rt.truth(a[2])? {
            libc::removexattr
        } else {
            libc::lremovexattr
        };
        // SAFETY: strings that end with a null byte.
        done(rt, || unsafe { remove(file.as_ptr(), name.as_ptr()) })
    }),
];

#[cfg(target_os = "linux")]
static LINUX: &[MethodDef] = calls! {
    memfd_create(name: path, flags: id) -> number;
    eventfd(initial: id, flags: int) -> number;
    setresuid(real: id, effective: id, saved: id) -> done;
    setresgid(real: id, effective: id, saved: id) -> done;
};
