//! Code objects → the bytes that `link` makes them of; and equality of code, which means equal bytes.

use std::collections::HashMap;

use crate::generated::layouts::{code_flag, o_code};
use crate::generated::opcodes::{Op, Operand};
use crate::heap::{Kind, Ref, Value};
use crate::objects::spec::CmpOp;
use crate::objects::str::Chars;
use crate::objects::{Res, Runtime};
use num_bigint::Sign;

/// Words of an instruction before its inline cache.
const PLAIN: usize = 4;

#[derive(Default)]
struct Writer {
    strings: HashMap<(u8, Vec<u8>), u32>,
    texts: Vec<u32>,
    codes: Vec<u32>,
    count: u32,
}

fn put_bytes(to: &mut Vec<u32>, bytes: &[u8]) {
    to.extend(bytes.chunks(4).map(|chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        u32::from_le_bytes(word)
    }));
}

fn put_table(to: &mut Vec<u32>, words: &[u32]) {
    to.push(words.len() as u32);
    to.extend_from_slice(words);
}

fn words_of(x: f64) -> [u32; 2] {
    [x.to_bits() as u32, (x.to_bits() >> 32) as u32]
}

impl Writer {
    fn string(&mut self, chars: Chars<'_>) -> u32 {
        let (width, raw) = (chars.width(), chars.raw());
        let next = self.strings.len() as u32;
        *self.strings.entry((width, raw.to_vec())).or_insert_with(|| {
            self.texts.extend([chars.len() as u32, u32::from(width)]);
            put_bytes(&mut self.texts, raw);
            next
        })
    }

    fn finish(self) -> Vec<u8> {
        let head = [self.strings.len() as u32, self.count];
        [&head[..], &self.texts, &self.codes]
            .concat()
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .collect()
    }
}

/// The number of a value in a list, to which it is added unless it is there.
fn number_in(list: &mut Vec<Value>, value: Value) -> u32 {
    let at = list.iter().position(|&v| v == value).unwrap_or_else(|| {
        list.push(value);
        list.len() - 1
    });
    at as u32
}

impl Runtime {
    /// A code object as bytes, without its file's name; `None` when `code.replace` gave it constants that are no compiler's.
    pub fn code_bytes(&self, code: Ref) -> Option<Vec<u8>> {
        let mut writer = Writer::default();
        self.write_code(&mut writer, code)?;
        Some(writer.finish())
    }

    fn write_code(&self, w: &mut Writer, code: Ref) -> Option<u32> {
        let field = |offset| Value::object(self.heap.field(code, offset));
        let mut consts = self.items_of_tuple(field(o_code::CONSTS)).to_vec();
        let inner = consts
            .iter()
            .rposition(|&v| self.kind_of(v) != Some(Kind::Code))
            .map_or(0, |i| i + 1);
        let mut codes = consts.split_off(inner);
        let mut names = self.items_of_tuple(field(o_code::NAMES)).to_vec();
        let words = self.symbolic_words(code, &mut names, &mut consts, &mut codes)?;

        let mut numbers = Vec::new();
        for code in codes {
            numbers.push(self.write_code(w, code.as_object()?)?);
        }
        let mut head = vec![
            w.string(self.chars(field(o_code::NAME))),
            w.string(self.chars(field(o_code::QUALNAME))),
            match self.heap.value(code, o_code::DOC) {
                Value::NONE => 0,
                doc => w.string(self.as_chars(doc)?) + 1,
            },
            self.heap.u32(code, o_code::FIRSTLINE),
            self.heap.u32(code, o_code::FLAGS) & !(code_flag::HIDDEN | code_flag::LIBRARY | code_flag::COMPILED),
        ];
        head.extend(
            [o_code::ARGCOUNT, o_code::POSONLY, o_code::KWONLY, o_code::NREGS].map(|at| self.heap.u32(code, at)),
        );
        for list in [o_code::VARNAMES, o_code::CELLVARS, o_code::FREEVARS]
            .map(|at| self.items_of_tuple(field(at)))
            .into_iter()
            .chain([&names[..]])
        {
            head.push(list.len() as u32);
            for &name in list {
                head.push(w.string(self.as_chars(name)?));
            }
        }
        w.codes.extend(head);
        w.codes.push(consts.len() as u32);
        for value in consts {
            self.write_const(w, value)?;
        }
        put_table(&mut w.codes, &numbers);
        put_table(&mut w.codes, &words);
        for at in [o_code::EXCTABLE, o_code::POSITIONS] {
            put_table(
                &mut w.codes,
                &super::rows::<1>(&self.heap, code, at).flatten().collect::<Vec<_>>(),
            );
        }
        w.count += 1;
        Some(w.count - 1)
    }

    /// The instructions as a compiler writes them: numbers in place of references, no feedback, empty caches.
    fn symbolic_words(
        &self,
        code: Ref,
        names: &mut Vec<Value>,
        consts: &mut Vec<Value>,
        codes: &mut Vec<Value>,
    ) -> Option<Vec<u32>> {
        let mut words = super::words(&self.heap, code);
        let mut at = 0;
        while at < words.len() {
            let op = Op::from_word(words[at])?;
            let operands = op.operands();
            words[at] = op as u32;
            for (i, kind) in operands.iter().enumerate() {
                let here = at + 1 + i;
                let object = Value::object(Ref(words[here]));
                match kind {
                    Operand::Name => words[here] = number_in(names, object),
                    Operand::Code => words[here] = number_in(codes, object),
                    Operand::Tuple => words[here] = number_in(consts, object),
                    Operand::Lo => {
                        words[here] = number_in(consts, Value::from_words(words[here], words[here + 1]));
                        words[here + 1] = 0;
                    }
                    _ => {}
                }
            }
            let cache = at + PLAIN.max(1 + operands.len())..at + op.len();
            words[cache].fill(0);
            at += op.len();
        }
        Some(words)
    }

    fn write_const(&self, w: &mut Writer, value: Value) -> Option<()> {
        match value {
            Value::NONE => w.codes.push(0),
            Value::ELLIPSIS => w.codes.push(1),
            Value::FALSE => w.codes.push(2),
            Value::TRUE => w.codes.push(3),
            _ => {
                if let Some(n) = value.as_small_int().and_then(|n| i32::try_from(n).ok()) {
                    w.codes.extend([4, n as u32]);
                } else if let Some(x) = value.as_float() {
                    w.codes.push(5);
                    w.codes.extend(words_of(x));
                } else if self.is_int(value) {
                    let (sign, digits) = self.to_big(value).to_u32_digits();
                    w.codes.extend([9, u32::from(sign == Sign::Minus)]);
                    put_table(&mut w.codes, &digits);
                } else {
                    self.write_object(w, value)?;
                }
            }
        }
        Some(())
    }

    fn write_object(&self, w: &mut Writer, value: Value) -> Option<()> {
        match self.kind_of(value)? {
            Kind::Str => {
                let number = w.string(self.chars(value));
                w.codes.extend([7, number]);
            }
            Kind::Bytes => {
                let bytes = self.bytes_of(value);
                w.codes.extend([8, bytes.len() as u32]);
                put_bytes(&mut w.codes, bytes);
            }
            kind @ (Kind::Tuple | Kind::Frozenset) => {
                let items = if kind == Kind::Tuple {
                    self.items_of_tuple(value).to_vec()
                } else {
                    self.set_entries(value.obj())
                        .into_iter()
                        .map(|(item, _)| item)
                        .collect()
                };
                w.codes
                    .extend([if kind == Kind::Tuple { 10 } else { 11 }, items.len() as u32]);
                for item in items {
                    self.write_const(w, item)?;
                }
            }
            _ => {
                let (re, im) = self.complex_value(value)?;
                // The compiler has imaginary ones only.
                if re.to_bits() != 0 {
                    return None;
                }
                w.codes.push(6);
                w.codes.extend(words_of(im));
            }
        }
        Some(())
    }
}

/// As in CPython, where the code comes from does not count.
pub fn compare(rt: &mut Runtime, a: Value, b: Value, op: CmpOp) -> Res<Value> {
    if !matches!(op, CmpOp::Eq | CmpOp::Ne) || rt.kind_of(b) != Some(Kind::Code) {
        return Ok(Value::NOT_IMPLEMENTED);
    }
    let same = a == b
        || rt
            .code_bytes(a.obj())
            .is_some_and(|bytes| rt.code_bytes(b.obj()) == Some(bytes));
    Ok(Value::bool(same == (op == CmpOp::Eq)))
}

pub fn hash(rt: &mut Runtime, code: Value) -> Res<i64> {
    let parts = [o_code::NAME, o_code::NAMES, o_code::VARNAMES].map(|at| Value::object(rt.heap.field(code.obj(), at)));
    let line = i64::from(rt.heap.u32(code.obj(), o_code::FIRSTLINE));
    let h = parts
        .into_iter()
        .try_fold(line, |h, part| Ok(h.wrapping_mul(31) ^ rt.hash(part)?))?;
    Ok(if h == -1 { -2 } else { h })
}
