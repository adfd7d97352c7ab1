//! Serialised code templates (src/bytecode/serialize.ts says how they look) → code objects.

use num_bigint::{BigInt, Sign};

use crate::generated::layouts::{o_buffer, o_code};
use crate::generated::opcodes::{Op, Operand};
use crate::heap::{Kind, Ref, Value};
use crate::objects::str::Chars;
use crate::objects::{Exc, Res, Runtime};

/// Constants nested more deeply than this are no compiler's.
const MAX_NESTING: u32 = 200;

struct Reader<'a> {
    words: &'a [u32],
    at: usize,
    strings: Vec<Value>,
    codes: Vec<Ref>,
}

impl Reader<'_> {
    fn word(&mut self) -> Option<u32> {
        let word = self.words.get(self.at).copied();
        self.at += 1;
        word
    }

    fn range(&mut self, count: usize) -> Option<&[u32]> {
        let range = self.words.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(range)
    }

    fn table(&mut self) -> Option<&[u32]> {
        let count = self.word()? as usize;
        self.range(count)
    }

    fn bytes(&mut self, len: usize) -> Option<&[u8]> {
        let words = self.range(len.div_ceil(4))?;
        // SAFETY: any word is four bytes.
        Some(unsafe { &std::slice::from_raw_parts(words.as_ptr().cast::<u8>(), 4 * words.len())[..len] })
    }

    fn string(&mut self) -> Option<Value> {
        let number = self.word()? as usize;
        self.strings.get(number).copied()
    }
}

/// CPython interns constants that look like identifiers; programs can see it through `is`.
fn is_name_like(text: &[u8]) -> bool {
    text.len() < 4096 && text.iter().all(|&c| c.is_ascii_alphanumeric() || c == b'_')
}

/// What a part of the bytes gives: `None` where they are no template.
type Part<T> = Res<Option<T>>;

macro_rules! some {
    ($e:expr) => {
        match $e {
            Some(x) => x,
            None => return Ok(None),
        }
    };
}

impl Runtime {
    /// The code object of the outermost code. There is no collection meanwhile: what is made needs no root.
    pub fn link_code(&mut self, bytes: &[u8], filename: Value, flags: u32) -> Res<Value> {
        let words: Vec<u32> = bytes
            .chunks_exact(4)
            .map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]))
            .collect();
        let mut reader = Reader {
            words: &words,
            at: 0,
            strings: Vec::new(),
            codes: Vec::new(),
        };
        let filename = self.intern_value(filename)?;
        match self.link_all(&mut reader, filename.obj(), flags)? {
            Some(code) => Ok(Value::object(code)),
            None => self.raise(Exc::SystemError, "damaged bytecode"),
        }
    }

    fn link_all(&mut self, r: &mut Reader<'_>, filename: Ref, flags: u32) -> Part<Ref> {
        let (strings, codes) = (some!(r.word()), some!(r.word()));
        for _ in 0..strings {
            let s = some!(self.link_string(r)?);
            r.strings.push(s);
        }
        for _ in 0..codes {
            let code = some!(self.link_one(r, filename, flags)?);
            r.codes.push(code);
        }
        Ok(r.codes.last().copied())
    }

    fn link_string(&mut self, r: &mut Reader<'_>) -> Part<Value> {
        let (len, width) = (some!(r.word()) as usize, some!(r.word()) as usize);
        if !matches!(width, 1 | 2 | 4) || len > r.words.len() * 4 {
            return Ok(None);
        }
        let bytes = some!(r.bytes(len * width));
        match width {
            1 => {
                let named = is_name_like(bytes);
                let s = self.new_str_narrow(Chars::One(bytes))?;
                if named {
                    self.intern_value(s).map(Some)
                } else {
                    Ok(Some(s))
                }
            }
            2 => {
                let wide: Vec<u16> = bytes
                    .chunks_exact(2)
                    .map(|c| u16::from_le_bytes([c[0], c[1]]))
                    .collect();
                self.new_str_narrow(Chars::Two(&wide)).map(Some)
            }
            _ => {
                let wide = bytes
                    .chunks_exact(4)
                    .map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]]));
                let wide: Vec<u32> = wide.collect();
                self.new_str_narrow(Chars::Four(&wide)).map(Some)
            }
        }
    }

    fn link_one(&mut self, r: &mut Reader<'_>, filename: Ref, more_flags: u32) -> Part<Ref> {
        let (name, qualname) = (some!(r.string()), some!(r.string()));
        let doc = match some!(r.word()) {
            0 => Value::NONE,
            n => *some!(r.strings.get(n as usize - 1)),
        };
        let mut plain = [0; 6];
        for word in &mut plain {
            *word = some!(r.word());
        }
        let [firstline, flags, argcount, posonly, kwonly, nregs] = plain;
        let mut lists = [const { Vec::new() }; 4];
        for list in &mut lists {
            for _ in 0..some!(r.word()) {
                // Names compare by reference, whatever they consist of.
                let name = some!(r.string());
                list.push(self.intern_value(name)?);
            }
        }
        let [varnames, cellvars, freevars, names] = lists;
        let mut consts = Vec::new();
        for _ in 0..some!(r.word()) {
            consts.push(some!(self.link_const(r, 0)?));
        }
        let mut codes = Vec::new();
        for _ in 0..some!(r.word()) {
            let number = some!(r.word()) as usize;
            codes.push(*some!(r.codes.get(number)));
        }
        let mut words = some!(r.table()).to_vec();
        some!(relocate(&mut words, &names, &consts, &codes));
        let buffer = self.link_table(&words)?;
        let exceptions = self.link_table(some!(r.table()))?;
        let positions = self.link_table(some!(r.table()))?;
        consts.extend(codes.iter().map(|&code| Value::object(code)));
        let consts = self.new_tuple(&consts)?.obj();
        let (name, qualname) = (self.intern_value(name)?, self.intern_value(qualname)?);

        let code = self.alloc(Kind::Code, self.types.code, o_code::SIZE as usize)?;
        self.core.last_code += 1;
        let id = self.core.last_code;
        let entry = (buffer.0 + o_buffer::DATA) / 4;
        for (offset, word) in [
            (o_code::ENTRY, entry),
            (o_code::NREGS, nregs),
            (o_code::ARGCOUNT, argcount),
            (o_code::POSONLY, posonly),
            (o_code::KWONLY, kwonly),
            (o_code::FLAGS, flags | more_flags),
            (o_code::FIRSTLINE, firstline),
            (o_code::NLOCALS, varnames.len() as u32),
            (o_code::ID, id),
            (o_code::NWORDS, words.len() as u32),
            (o_code::WORDS, buffer.0),
            (o_code::CONSTS, consts.0),
            (o_code::NAME, name.obj().0),
            (o_code::QUALNAME, qualname.obj().0),
            (o_code::FILENAME, filename.0),
            (o_code::EXCTABLE, exceptions.0),
            (o_code::POSITIONS, positions.0),
        ] {
            self.heap.set_u32(code, offset, word);
        }
        for (offset, texts) in [
            (o_code::VARNAMES, varnames),
            (o_code::CELLVARS, cellvars),
            (o_code::FREEVARS, freevars),
            (o_code::NAMES, names),
        ] {
            let tuple = self.new_tuple(&texts)?;
            self.heap.set_field(code, offset, tuple.obj());
        }
        self.heap.set_value(code, o_code::DOC, doc);
        Ok(Some(code))
    }

    /// A buffer of words; none for no words.
    fn link_table(&mut self, words: &[u32]) -> Res<Ref> {
        if words.is_empty() {
            return Ok(Ref::NONE);
        }
        let buffer = self.alloc_buffer(Kind::Buffer, 4 * words.len())?;
        let to = self.heap.bytes_mut(buffer.0 + o_buffer::DATA, 4 * words.len());
        for (to, word) in to.chunks_exact_mut(4).zip(words) {
            to.copy_from_slice(&word.to_le_bytes());
        }
        Ok(buffer)
    }

    fn link_const(&mut self, r: &mut Reader<'_>, depth: u32) -> Part<Value> {
        Ok(Some(match some!(r.word()) {
            0 => Value::NONE,
            1 => Value::ELLIPSIS,
            2 => Value::FALSE,
            3 => Value::TRUE,
            4 => Value::int32(some!(r.word()) as i32),
            tag @ (5 | 6) => {
                let (low, high) = (some!(r.word()), some!(r.word()));
                let x = f64::from_bits(u64::from(high) << 32 | u64::from(low));
                if tag == 5 {
                    Value::float(x)
                } else {
                    self.new_complex((0.0, x))?
                }
            }
            7 => some!(r.string()),
            8 => {
                let len = some!(r.word()) as usize;
                let bytes = some!(r.bytes(len)).to_vec();
                self.new_bytes(&bytes)?
            }
            9 => {
                let sign = if some!(r.word()) != 0 { Sign::Minus } else { Sign::Plus };
                let digits = some!(r.table());
                let n = BigInt::from_slice(sign, digits);
                self.int_from_big(n)?
            }
            tag @ (10 | 11) if depth < MAX_NESTING => {
                let mut items = Vec::new();
                for _ in 0..some!(r.word()) {
                    items.push(some!(self.link_const(r, depth + 1)?));
                }
                if tag == 10 {
                    self.new_tuple(&items)?
                } else {
                    self.frozenset_as_compiled(&items)?
                }
            }
            _ => return Ok(None),
        }))
    }

    /// CPython's compiler makes a frozenset of the constants and another one of that, which shows in the order.
    pub fn frozenset_as_compiled(&mut self, items: &[Value]) -> Res<Value> {
        let first = self.new_frozenset(items)?;
        let list = self.list_from(first)?;
        let items = self.items_of_list(list);
        self.new_frozenset(&items)
    }
}

/// Puts references in place of the numbers of names, constants and codes.
fn relocate(words: &mut [u32], names: &[Value], consts: &[Value], codes: &[Ref]) -> Option<()> {
    let mut at = 0;
    while at < words.len() {
        let op = Op::from_word(words[at])?;
        if at + op.len() > words.len() {
            return None;
        }
        for (i, kind) in op.operands().iter().enumerate() {
            let here = at + 1 + i;
            let number = words[here] as usize;
            match kind {
                Operand::Name => words[here] = names.get(number)?.low(),
                Operand::Code => words[here] = codes.get(number)?.0,
                Operand::Tuple => words[here] = consts.get(number)?.low(),
                Operand::Lo => {
                    let value = consts.get(number)?;
                    words[here] = value.low();
                    words[here + 1] = value.high();
                }
                _ => {}
            }
        }
        at += op.len();
    }
    Some(())
}
