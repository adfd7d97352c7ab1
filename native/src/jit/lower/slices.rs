//! Parts of strs, and strs that grow: short narrow ones without a call.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, BlockArg, InstBuilder, MemFlagsData, types};

use crate::generated::layouts::{o_buffer, o_str, str_growth};
use crate::heap::{Kind, Value};

use super::super::GiveUp;
use super::super::helpers::{DECLINED, Helper};
use super::super::ir::*;
use super::Lower;
use super::alloc::{SMALL_CELL, object_header};

/// Sizes in which bytes are compared and copied.
const WORDS: [(i64, ir::Type); 4] = [(8, types::I64), (4, types::I32), (2, types::I16), (1, types::I8)];

impl Lower<'_> {
    pub(super) fn new_slice(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let (s, start, count) = (self.val(i.args[0])?, self.val(i.args[1])?, self.val(i.args[2])?);
        let [several, few, one, filled, slow, join] = std::array::from_fn(|_| self.b.create_block());
        self.b.set_cold_block(slow);
        self.b.append_block_param(join, types::I64);
        let flags = self.flags(Mem::Const);
        let p = self.boxed_object(s);
        let len = self.b.ins().uload32(flags, p, o_str::LEN as i32);
        let (width, data) = self.str_data(p);
        let from = self.b.ins().iadd(data, start);
        // All of a str is the str itself.
        let narrow = self.b.ins().icmp_imm_u(IntCC::Equal, width, 1);
        let proper = self.b.ins().icmp(IntCC::NotEqual, count, len);
        let plain = self.b.ins().band(narrow, proper);
        let most = (SMALL_CELL - o_str::INLINE) as i64;
        let fits = self.between(count, 2, most);
        let made = self.b.ins().band(plain, fits);
        self.b.ins().brif(made, several, &[], few, &[]);

        self.b.switch_to_block(few);
        let single = self.b.ins().icmp_imm_u(IntCC::Equal, count, 1);
        let single = self.b.ins().band(single, plain);
        self.b.ins().brif(single, one, &[], slow, &[]);
        self.b.switch_to_block(one);
        let c = self.narrow_char(from);
        self.b.ins().jump(join, &[BlockArg::Value(c)]);

        self.b.switch_to_block(several);
        let size = self.b.ins().iadd_imm_s(count, o_str::INLINE as i64 + 15);
        let units = self.b.ins().ushr_imm_u(size, 4);
        let at = self.small_cell(units, slow)?;
        let q = self.b.ins().iadd(self.base, at);
        const {
            assert!(o_str::LEN == 8 && o_str::ATTRS == 12 && o_str::HASH == 16);
            assert!(o_str::WIDTH == 24 && o_str::DATA == 28 && o_str::BUF == 32 && o_str::INLINE == 36);
        }
        let header = object_header(Kind::Str, self.req.types.str) as i64;
        let header = self.b.ins().iconst(types::I64, header);
        let zero = self.b.ins().iconst(types::I64, 0);
        // Width one, and where the characters lie.
        let place = self.b.ins().iadd_imm_s(at, o_str::INLINE as i64);
        let place = self.b.ins().ishl_imm_u(place, 32);
        let place = self.b.ins().bor_imm_u(place, 1);
        // The last word reaches into the characters, which come next.
        for (k, word) in [header, count, zero, place, zero].into_iter().enumerate() {
            self.b.ins().store(flags, word, q, 8 * k as i32);
        }
        let to = self.b.ins().iadd_imm_s(q, o_str::INLINE as i64);
        self.copy(to, from, count, filled);
        self.b.switch_to_block(filled);
        let new = self.object(at);
        self.b.ins().jump(join, &[BlockArg::Value(new)]);

        self.b.switch_to_block(slow);
        let new = self.call_cold(Helper::StrPart, &[s, start, count])?;
        self.answered(new, i)?;
        Ok(self.join(join, new))
    }

    /// Whether a slice that need not be made equals a str.
    pub(super) fn slice_equal(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let (s, start) = (self.val(i.args[0])?, self.val(i.args[1])?);
        let (count, other) = (self.val(i.args[2])?, self.val(i.args[3])?);
        let (alike, join) = (self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I8);
        let (p, q) = (self.boxed_object(s), self.boxed_object(other));
        let flags = self.flags(Mem::Const);
        let len = self.b.ins().uload32(flags, q, o_str::LEN as i32);
        let same = self.b.ins().icmp(IntCC::Equal, len, count);
        let no = self.b.ins().iconst(types::I8, 0);
        self.b.ins().brif(same, alike, &[], join, &[BlockArg::Value(no)]);
        self.b.switch_to_block(alike);
        self.short_equal(p, start, q, count, join);
        let data = self.data();
        let answer = self.call(Helper::StrPartEqual, &[data, s, start, count, other])?;
        let equal = self.b.ins().icmp_imm_u(IntCC::Equal, answer, Value::TRUE.0 as i64);
        Ok(self.join(join, equal))
    }

    /// Compares `n` characters of the str at address `p`, from the index `start` on, with those of the str at `q`: goes to `join` with
    /// the result if both are narrow and `n` is 1 to 16, else on.
    pub(super) fn short_equal(&mut self, p: ir::Value, start: ir::Value, q: ir::Value, n: ir::Value, join: ir::Block) {
        let (short, long) = (self.b.create_block(), self.b.create_block());
        let (p_width, p) = self.str_data(p);
        let (q_width, q) = self.str_data(q);
        let p = self.b.ins().iadd(p, start);
        let widths = self.b.ins().bor(p_width, q_width);
        let narrow = self.b.ins().icmp_imm_u(IntCC::Equal, widths, 1);
        let few = self.between(n, 1, 16);
        let both = self.b.ins().band(narrow, few);
        self.b.ins().brif(both, short, &[], long, &[]);
        self.b.switch_to_block(short);
        let flags = self.flags(Mem::Const);
        for (bytes, ty) in WORDS {
            let less = self.at_least(n, bytes);
            // The first word and the last, which overlap.
            let end = self.b.ins().iadd_imm_s(n, -bytes);
            let (p_end, q_end) = (self.b.ins().iadd(p, end), self.b.ins().iadd(q, end));
            let [a, b, c, d] = [p, q, p_end, q_end].map(|at| self.b.ins().load(ty, flags, at, 0));
            let (first, last) = (self.b.ins().bxor(a, b), self.b.ins().bxor(c, d));
            let difference = self.b.ins().bor(first, last);
            let equal = self.b.ins().icmp_imm_u(IntCC::Equal, difference, 0);
            self.b.ins().jump(join, &[BlockArg::Value(equal)]);
            self.b.switch_to_block(less.unwrap_or(long));
        }
    }

    /// A narrow str of at most `SMALL_CELL` characters appended in place to the loop's own one, if its buffer has room.
    pub(super) fn str_append(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let (a, b, own) = (self.val(i.args[0])?, self.val(i.args[1])?, self.val(i.args[2])?);
        let [fast, room, write, written, slow, join] = std::array::from_fn(|_| self.b.create_block());
        self.b.append_block_param(join, types::I64);
        // Whatever changes here nothing else in the loop looks at.
        let flags = MemFlagsData::trusted();
        let (p, q) = (self.boxed_object(a), self.boxed_object(b));
        let (width, data) = self.str_data(p);
        let (more_width, from) = self.str_data(q);
        let buffer = self.b.ins().uload32(flags, p, o_str::BUF as i32);
        let more = self.b.ins().uload32(flags, q, o_str::LEN as i32);
        let widths = self.b.ins().bor(width, more_width);
        let narrow = self.b.ins().icmp_imm_u(IntCC::Equal, widths, 1);
        let few = self.between(more, 1, SMALL_CELL as i64);
        let buffered = self.b.ins().icmp_imm_u(IntCC::NotEqual, buffer, 0);
        let owned = self.b.ins().icmp_imm_u(IntCC::NotEqual, own, 0);
        let (x, y) = (self.b.ins().band(narrow, few), self.b.ins().band(buffered, owned));
        let plain = self.b.ins().band(x, y);
        self.b.ins().brif(plain, fast, &[], slow, &[]);

        self.b.switch_to_block(fast);
        let len = self.b.ins().uload32(flags, p, o_str::LEN as i32);
        let to = self.b.ins().iadd(data, len);
        let head = self.b.ins().iadd(self.base, buffer);
        let units = self.b.ins().iadd_imm_s(head, str_growth::UNITS as i64);
        let used = self.b.ins().uload32(flags, head, o_buffer::DATA as i32);
        let before = self.b.ins().isub(to, units);
        let last = self.b.ins().icmp(IntCC::Equal, used, before);
        self.b.ins().brif(last, room, &[], slow, &[]);
        self.b.switch_to_block(room);
        let size = self.b.ins().uload32(flags, head, o_buffer::SIZE as i32);
        let used = self.b.ins().iadd(used, more);
        let needed = self
            .b
            .ins()
            .iadd_imm_s(used, (str_growth::UNITS - o_buffer::DATA) as i64);
        let fits = self.b.ins().icmp(IntCC::UnsignedLessThanOrEqual, needed, size);
        self.b.ins().brif(fits, write, &[], slow, &[]);
        self.b.switch_to_block(write);
        self.b.ins().istore32(flags, used, head, o_buffer::DATA as i32);
        let len = self.b.ins().iadd(len, more);
        self.b.ins().istore32(flags, len, p, o_str::LEN as i32);
        let zero = self.b.ins().iconst(types::I64, 0);
        self.b.ins().store(flags, zero, p, o_str::HASH as i32);
        self.copy(to, from, more, written);
        self.b.switch_to_block(written);
        self.b.ins().jump(join, &[BlockArg::Value(a)]);

        self.b.switch_to_block(slow);
        let unit = self.data();
        let longer = self.call(Helper::StrAppend, &[unit, a, b, own])?;
        self.answered(longer, i)?;
        Ok(self.join(join, longer))
    }

    /// Leaves if a helper has declined.
    pub(super) fn answered(&mut self, answer: ir::Value, i: &Inst) -> Result<(), GiveUp> {
        let declined = self.b.ins().iconst(types::I64, DECLINED as i64);
        let done = self.b.ins().icmp(IntCC::NotEqual, answer, declined);
        self.guard(done, true, i.exit)
    }

    fn between(&mut self, n: ir::Value, least: i64, most: i64) -> ir::Value {
        let above = self.b.ins().iadd_imm_s(n, -least);
        self.b
            .ins()
            .icmp_imm_u(IntCC::UnsignedLessThanOrEqual, above, most - least)
    }

    /// Goes on if `n`, which is not 0, is at least `bytes`; the block for the other case, if there is any.
    fn at_least(&mut self, n: ir::Value, bytes: i64) -> Option<ir::Block> {
        if bytes == 1 {
            return None;
        }
        let (yes, no) = (self.b.create_block(), self.b.create_block());
        let enough = self.b.ins().icmp_imm_u(IntCC::UnsignedGreaterThanOrEqual, n, bytes);
        self.b.ins().brif(enough, yes, &[], no, &[]);
        self.b.switch_to_block(yes);
        Some(no)
    }

    /// Copies `n` bytes, at least one, and goes to `done`.
    fn copy(&mut self, to: ir::Value, from: ir::Value, n: ir::Value, done: ir::Block) {
        let flags = MemFlagsData::trusted();
        for (bytes, ty) in WORDS {
            let less = self.at_least(n, bytes);
            let word = |l: &mut Self, at: ir::Value| {
                let (source, target) = (l.b.ins().iadd(from, at), l.b.ins().iadd(to, at));
                let x = l.b.ins().load(ty, flags, source, 0);
                l.b.ins().store(flags, x, target, 0);
            };
            // The last word ends where the bytes do; of those before it there is more than one only of the largest size.
            let end = self.b.ins().iadd_imm_s(n, -bytes);
            let zero = self.b.ins().iconst(types::I64, 0);
            if bytes == 8 {
                let (head, body, last) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
                self.b.append_block_param(head, types::I64);
                self.b.ins().jump(head, &[BlockArg::Value(zero)]);
                self.b.switch_to_block(head);
                let at = self.b.block_params(head)[0];
                let more = self.b.ins().icmp(IntCC::UnsignedLessThan, at, end);
                self.b.ins().brif(more, body, &[], last, &[]);
                self.b.switch_to_block(body);
                word(self, at);
                let next = self.b.ins().iadd_imm_s(at, bytes);
                self.b.ins().jump(head, &[BlockArg::Value(next)]);
                self.b.switch_to_block(last);
            } else if bytes > 1 {
                word(self, zero);
            }
            word(self, end);
            self.b.ins().jump(done, &[]);
            if let Some(less) = less {
                self.b.switch_to_block(less);
            }
        }
    }
}
