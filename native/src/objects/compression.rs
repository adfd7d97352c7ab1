//! The module `_compression_streams`: zlib's and bzip2's streams by number, for the Python modules zlib and _bz2. zlib is the C library
//! itself, statically linked: what it makes of data at each level is what CPython's programs see.

use std::collections::HashMap;
use std::ffi::CStr;
use std::mem::MaybeUninit;

use bzip2::{Action, Compress, Compression, Decompress};
use libz_sys as z;

use super::spec::{MethodDef, ModuleSpec, Params, function};
use super::{Exc, Res, Runtime};
use crate::heap::Value;

/// Bytes that the output grows by at least.
const ROOM: usize = 16 << 10;

/// A zlib stream. Boxed, as zlib's state points back at it.
struct Zlib {
    raw: Box<MaybeUninit<z::z_stream>>,
    inflates: bool,
    dictionary: Vec<u8>,
}

impl Zlib {
    fn new(inflates: bool) -> Zlib {
        Zlib {
            raw: Box::new(MaybeUninit::zeroed()),
            inflates,
            dictionary: Vec::new(),
        }
    }

    fn ptr(&mut self) -> *mut z::z_stream {
        self.raw.as_mut_ptr()
    }

    fn message(&mut self) -> String {
        // SAFETY: `msg` is null or a string of zlib's; the field is a plain pointer, zero at first.
        unsafe {
            let msg = (*self.ptr()).msg;
            if msg.is_null() {
                String::new()
            } else {
                CStr::from_ptr(msg).to_string_lossy().into_owned()
            }
        }
    }

    /// Runs the stream over `data` until it is used up, the end is reached, an error comes or `most` bytes have come out.
    /// The status, the output and how much of the data was used.
    fn run(&mut self, data: &[u8], flush: i32, most: usize) -> (i32, Vec<u8>, usize) {
        let mut out: Vec<u8> = Vec::new();
        let mut used = 0;
        let mut status;
        loop {
            if out.len() >= most {
                return (z::Z_OK, out, used);
            }
            let room = ROOM.max(out.len()).min(most - out.len());
            out.reserve_exact(room);
            let chunk = (data.len() - used).min(u32::MAX as usize);
            let last = used + chunk == data.len();
            let s = self.ptr();
            // SAFETY: an initialised stream; input and output are ranges of live memory of the lengths given.
            let (read, written) = unsafe {
                (*s).next_in = data.as_ptr().add(used).cast_mut();
                (*s).avail_in = chunk as u32;
                (*s).next_out = out.as_mut_ptr().add(out.len());
                (*s).avail_out = room.min(u32::MAX as usize) as u32;
                let given = (*s).avail_out;
                let how = if last { flush } else { z::Z_NO_FLUSH };
                status = if self.inflates {
                    z::inflate(s, how)
                } else {
                    z::deflate(s, how)
                };
                let written = (given - (*s).avail_out) as usize;
                out.set_len(out.len() + written);
                (chunk - (*s).avail_in as usize, written)
            };
            used += read;
            if self.inflates && status == z::Z_NEED_DICT && !self.dictionary.is_empty() {
                status = self.set_dictionary();
                if status == z::Z_OK {
                    continue;
                }
            }
            let full = written == room;
            match status {
                z::Z_OK if full || used < data.len() => {}
                // Nothing more could be done: there is no input, or all output has come.
                z::Z_BUF_ERROR if read == 0 && written == 0 => return (z::Z_OK, out, used),
                z::Z_BUF_ERROR if full => {}
                _ => return (status, out, used),
            }
        }
    }

    fn set_dictionary(&mut self) -> i32 {
        let (data, len) = (self.dictionary.as_ptr(), self.dictionary.len() as u32);
        let s = self.ptr();
        // SAFETY: an initialised stream and live bytes.
        unsafe {
            if self.inflates {
                z::inflateSetDictionary(s, data, len)
            } else {
                z::deflateSetDictionary(s, data, len)
            }
        }
    }

    fn copy(&mut self) -> Option<Zlib> {
        let mut other = Zlib::new(self.inflates);
        other.dictionary = self.dictionary.clone();
        // SAFETY: an initialised stream and room for another.
        let status = unsafe {
            if self.inflates {
                z::inflateCopy(other.ptr(), self.ptr())
            } else {
                z::deflateCopy(other.ptr(), self.ptr())
            }
        };
        (status == z::Z_OK).then_some(other)
    }
}

impl Drop for Zlib {
    fn drop(&mut self) {
        let s = self.ptr();
        // SAFETY: initialised or zero, which zlib refuses.
        unsafe {
            if self.inflates {
                z::inflateEnd(s)
            } else {
                z::deflateEnd(s)
            }
        };
    }
}

enum Stream {
    Zlib(Zlib),
    BzCompress(Compress),
    BzDecompress(Decompress),
}

#[derive(Default)]
pub struct Streams {
    all: HashMap<i64, Stream>,
    last: i64,
}

impl Streams {
    fn add(&mut self, stream: Stream) -> i64 {
        self.last += 1;
        self.all.insert(self.last, stream);
        self.last
    }
}

pub static MODULES: &[&ModuleSpec] = &[&MODULE];

static MODULE: ModuleSpec = ModuleSpec {
    name: "_compression_streams",
    functions: FUNCTIONS,
    init: None,
    doc: "Streams of zlib and bzip2.",
};

const FUNCTIONS: &[MethodDef] = &[
    function("crc32", Params::Pos(2, 2), |rt, a| checksum(rt, a, z::crc32)),
    function("adler32", Params::Pos(2, 2), |rt, a| checksum(rt, a, z::adler32)),
    function("deflate", Params::Pos(6, 6), new_deflate),
    function("inflate", Params::Pos(2, 2), new_inflate),
    function("bz_compress", Params::Pos(1, 1), |rt, a| {
        let level = rt.as_index(a[0])? as u32;
        let stream = Stream::BzCompress(Compress::new(Compression::new(level), 0));
        let number = rt.core.streams.add(stream);
        rt.int(number)
    }),
    function("bz_decompress", Params::NoArgs, |rt, _| {
        let number = rt.core.streams.add(Stream::BzDecompress(Decompress::new(false)));
        rt.int(number)
    }),
    function("run", Params::Pos(4, 4), run),
    function("copy", Params::Pos(1, 1), |rt, a| {
        let number = rt.as_index(a[0])?;
        let copied = match rt.core.streams.all.get_mut(&number) {
            Some(Stream::Zlib(s)) => s.copy(),
            _ => None,
        };
        match copied {
            Some(stream) => {
                let number = rt.core.streams.add(Stream::Zlib(stream));
                rt.int(number)
            }
            None => rt.value_error("Inconsistent stream state"),
        }
    }),
    function("close", Params::Pos(1, 1), |rt, a| {
        let number = rt.as_index(a[0])?;
        rt.core.streams.all.remove(&number);
        Ok(Value::NONE)
    }),
];

type Checksum = unsafe extern "C" fn(z::uLong, *const u8, u32) -> z::uLong;

pub fn crc32(data: &[u8]) -> u32 {
    let mut value = 0;
    for part in data.chunks(1 << 30) {
        // SAFETY: reads the bytes of the slice.
        value = unsafe { z::crc32(value, part.as_ptr(), part.len() as u32) };
    }
    value as u32
}

fn checksum(rt: &mut Runtime, a: &[Value], f: Checksum) -> Res<Value> {
    let start = rt.as_index(a[1])?;
    let data = rt.byte_argument(a[0])?;
    let mut value = (start as u32).into();
    for part in data.chunks(1 << 30) {
        // SAFETY: reads the bytes of the slice.
        value = unsafe { f(value, part.as_ptr(), part.len() as u32) };
    }
    #[allow(clippy::unnecessary_cast)]
    rt.int(value as i64)
}

fn opened(rt: &mut Runtime, mut stream: Zlib, status: i32, raw: bool) -> Res<Value> {
    if status != z::Z_OK {
        // The stream's state was not made.
        return rt.value_error("Invalid initialization option");
    }
    if (raw || !stream.inflates) && !stream.dictionary.is_empty() && stream.set_dictionary() != z::Z_OK {
        return rt.value_error("Invalid dictionary");
    }
    let number = rt.core.streams.add(Stream::Zlib(stream));
    rt.int(number)
}

/// `deflate(level, method, wbits, memLevel, strategy, zdict)`
fn new_deflate(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let mut n = [0i32; 5];
    for (to, &v) in n.iter_mut().zip(a) {
        *to = rt.as_index(v)? as i32;
    }
    let mut stream = Zlib::new(false);
    stream.dictionary = rt.byte_argument(a[5])?.to_vec();
    let size = size_of::<z::z_stream>() as i32;
    // SAFETY: a zeroed stream, and the version that was compiled against.
    let status = unsafe { z::deflateInit2_(stream.ptr(), n[0], n[1], n[2], n[3], n[4], z::zlibVersion(), size) };
    opened(rt, stream, status, false)
}

/// `inflate(wbits, zdict)`
fn new_inflate(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let wbits = rt.as_index(a[0])? as i32;
    let mut stream = Zlib::new(true);
    stream.dictionary = rt.byte_argument(a[1])?.to_vec();
    let size = size_of::<z::z_stream>() as i32;
    // SAFETY: as above.
    let status = unsafe { z::inflateInit2_(stream.ptr(), wbits, z::zlibVersion(), size) };
    opened(rt, stream, status, wbits < 0)
}

/// `run(stream, data, how, most)`: (status, output, bytes of the data that were used, message). `most` < 0: no limit.
fn run(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let (number, how, most) = (rt.as_index(a[0])?, rt.as_index(a[2])? as i32, rt.as_index(a[3])?);
    let data = rt.byte_argument(a[1])?.to_vec();
    let most = if most < 0 { usize::MAX } else { most as usize };
    let Some(stream) = rt.core.streams.all.get_mut(&number) else {
        return rt.raise(Exc::ValueError, "Inconsistent stream state");
    };
    let mut message = String::new();
    let (status, out, used) = match stream {
        Stream::Zlib(s) => {
            let result = s.run(&data, how, most);
            message = s.message();
            result
        }
        Stream::BzCompress(s) => bz_compress(s, &data, how),
        Stream::BzDecompress(s) => bz_decompress(s, &data, most),
    };
    let out = rt.new_bytes(&out)?;
    let message = rt.new_str(&message)?;
    let (status, used) = (rt.int(i64::from(status))?, rt.int(used as i64)?);
    rt.new_tuple(&[status, out, used, message])
}

/// Compresses all of the data; `how` 1: and ends the stream.
fn bz_compress(s: &mut Compress, data: &[u8], how: i32) -> (i32, Vec<u8>, usize) {
    let mut out = Vec::new();
    let start = s.total_in();
    loop {
        out.reserve(ROOM);
        let used = (s.total_in() - start) as usize;
        let finish = how == 1;
        if !finish && used == data.len() {
            return (0, out, used);
        }
        let action = if finish { Action::Finish } else { Action::Run };
        match s.compress_vec(&data[used..], &mut out, action) {
            Ok(bzip2::Status::StreamEnd) => return (1, out, data.len()),
            Ok(_) => {}
            Err(_) => return (-1, out, used),
        }
    }
}

fn bz_decompress(s: &mut Decompress, data: &[u8], most: usize) -> (i32, Vec<u8>, usize) {
    let mut out = Vec::new();
    let start = s.total_in();
    loop {
        let used = (s.total_in() - start) as usize;
        let room = ROOM.max(out.len()).min(most - out.len());
        if room == 0 {
            return (0, out, used);
        }
        // No more than asked for: the vector's own growth is not exact.
        let mut part = Vec::with_capacity(room);
        let status = s.decompress_vec(&data[used..], &mut part);
        let progress = !part.is_empty() || (s.total_in() - start) as usize > used;
        out.extend_from_slice(&part);
        let used = (s.total_in() - start) as usize;
        match status {
            Ok(bzip2::Status::StreamEnd) => return (1, out, used),
            Ok(_) if progress => {}
            Ok(_) => return (0, out, used),
            Err(_) => return (-1, out, used),
        }
    }
}
