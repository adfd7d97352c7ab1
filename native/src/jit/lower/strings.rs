//! What strs need inline: characters, comparison for equality.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, BlockArg, InstBuilder, MemFlagsData, types};

use crate::generated::layouts::{o_str, tag};
use crate::heap::Value;
use crate::objects::unicode::latin1_flags;

use super::super::GiveUp;
use super::super::helpers::{DECLINED, Helper};
use super::super::ir::*;
use super::Lower;

impl Lower<'_> {
    pub(super) fn data(&mut self) -> ir::Value {
        self.b.ins().iconst(types::I64, self.data_addr)
    }

    /// Address of the str at heap offset `at`.
    fn str_address(&mut self, at: Val) -> Result<ir::Value, GiveUp> {
        let at = self.val(at)?;
        Ok(self.b.ins().iadd(self.base, at))
    }

    /// The str of the one-byte character at an address.
    pub(super) fn narrow_char(&mut self, at: ir::Value) -> ir::Value {
        let flags = self.flags(Mem::Const);
        let byte = self.b.ins().uload8(types::I64, flags, at, 0);
        let table = self.b.ins().iconst(types::I64, self.req.latin1 as i64);
        let offset = self.b.ins().ishl_imm_u(byte, 3);
        let at = self.b.ins().iadd(table, offset);
        self.b.ins().load(types::I64, flags, at, 0)
    }

    /// Width of its characters, and the address of the first.
    pub(super) fn str_data(&mut self, p: ir::Value) -> (ir::Value, ir::Value) {
        let flags = self.flags(Mem::Const);
        let width = self.b.ins().uload8(types::I64, flags, p, o_str::WIDTH as i32);
        let data = self.b.ins().uload32(flags, p, o_str::DATA as i32);
        (width, self.b.ins().iadd(self.base, data))
    }

    pub(super) fn char_at(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let p = self.str_address(i.args[0])?;
        let index = self.val(i.args[1])?;
        let (width, data) = self.str_data(p);
        let narrow = self.b.ins().icmp_imm_u(IntCC::Equal, width, 1);
        let (fast, slow, join) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I64);
        self.b.set_cold_block(slow);
        self.b.ins().brif(narrow, fast, &[], slow, &[]);
        self.b.switch_to_block(fast);
        let at = self.b.ins().iadd(data, index);
        let c = self.narrow_char(at);
        self.b.ins().jump(join, &[BlockArg::Value(c)]);
        self.b.switch_to_block(slow);
        let at = self.val(i.args[0])?;
        let s = self.b.ins().bor_imm_u(at, (tag::REF as i64) << 32);
        let c = self.call_cold(Helper::StrIndex, &[s, index])?;
        let declined = self.b.ins().iconst(types::I64, DECLINED as i64);
        let done = self.b.ins().icmp(IntCC::NotEqual, c, declined);
        self.guard(done, true, i.exit)?;
        Ok(self.join(join, c))
    }

    /// By the table for the characters below 256.
    pub(super) fn char_is(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let code = self.char_code(i)?;
        let (fast, slow, join) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I8);
        self.b.set_cold_block(slow);
        let narrow = self.b.ins().icmp_imm_u(IntCC::UnsignedLessThan, code, 256);
        self.b.ins().brif(narrow, fast, &[], slow, &[]);
        self.b.switch_to_block(fast);
        let table = self.b.ins().iconst(types::I64, latin1_flags().as_ptr() as i64);
        let offset = self.b.ins().ishl_imm_u(code, 1);
        let at = self.b.ins().iadd(table, offset);
        let flags = self.b.ins().uload16(types::I64, MemFlagsData::trusted(), at, 0);
        let has = self.b.ins().band_imm_u(flags, i.imm);
        let has = self.b.ins().icmp_imm_u(IntCC::NotEqual, has, 0);
        self.b.ins().jump(join, &[BlockArg::Value(has)]);
        self.b.switch_to_block(slow);
        let wanted = self.b.ins().iconst(types::I64, i.imm);
        let answer = self.call_cold(Helper::CharIs, &[code, wanted])?;
        let has = self.b.ins().icmp_imm_u(IntCC::Equal, answer, Value::TRUE.0 as i64);
        Ok(self.join(join, has))
    }

    pub(super) fn char_code(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let p = self.str_address(i.args[0])?;
        let index = self.val(i.args[1])?;
        let flags = self.flags(Mem::Const);
        let (width, data) = self.str_data(p);
        let blocks: [ir::Block; 5] = std::array::from_fn(|_| self.b.create_block());
        let [one, more, two, four, join] = blocks;
        self.b.append_block_param(join, types::I64);
        self.b.set_cold_block(more);
        let narrow = self.b.ins().icmp_imm_u(IntCC::Equal, width, 1);
        self.b.ins().brif(narrow, one, &[], more, &[]);
        self.b.switch_to_block(more);
        let half = self.b.ins().icmp_imm_u(IntCC::Equal, width, 2);
        self.b.ins().brif(half, two, &[], four, &[]);
        for (block, shift) in [(one, 0), (two, 1), (four, 2)] {
            self.b.switch_to_block(block);
            let offset = self.b.ins().ishl_imm_u(index, shift);
            let at = self.b.ins().iadd(data, offset);
            let c = match shift {
                0 => self.b.ins().uload8(types::I64, flags, at, 0),
                1 => self.b.ins().uload16(types::I64, flags, at, 0),
                _ => self.b.ins().uload32(flags, at, 0),
            };
            self.b.ins().jump(join, &[BlockArg::Value(c)]);
        }
        self.b.switch_to_block(join);
        Ok(self.b.block_params(join)[0])
    }

    /// One object: equal. Different lengths: not. Short narrow strs are compared here, others by the helper.
    pub(super) fn str_equal(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let (a, b) = (self.val(i.args[0])?, self.val(i.args[1])?);
        let flags = self.flags(Mem::Const);
        let (other, long, join) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I8);
        let yes = self.b.ins().iconst(types::I8, 1);
        let no = self.b.ins().iconst(types::I8, 0);
        let same = self.b.ins().icmp(IntCC::Equal, a, b);
        self.b.ins().brif(same, join, &[BlockArg::Value(yes)], other, &[]);
        self.b.switch_to_block(other);
        let len = |l: &mut Self, v: ir::Value| {
            let p = l.boxed_object(v);
            l.b.ins().load(types::I32, flags, p, o_str::LEN as i32)
        };
        let (m, n) = (len(self, a), len(self, b));
        let alike = self.b.ins().icmp(IntCC::Equal, m, n);
        self.b.ins().brif(alike, long, &[], join, &[BlockArg::Value(no)]);
        self.b.switch_to_block(long);
        let (p, q) = (self.boxed_object(a), self.boxed_object(b));
        let (n, zero) = (self.b.ins().uextend(types::I64, n), self.b.ins().iconst(types::I64, 0));
        self.short_equal(p, zero, q, n, join);
        let data = self.data();
        let answer = self.call(Helper::StrEqual, &[data, a, b])?;
        let equal = self.b.ins().icmp_imm_u(IntCC::Equal, answer, Value::TRUE.0 as i64);
        Ok(self.join(join, equal))
    }

    pub(super) fn str_is_char(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let p = self.str_address(i.args[0])?;
        let flags = self.flags(Mem::Const);
        let (short, join) = (self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I8);
        let no = self.b.ins().iconst(types::I8, 0);
        let len = self.b.ins().load(types::I32, flags, p, o_str::LEN as i32);
        let one = self.b.ins().icmp_imm_u(IntCC::Equal, len, 1);
        self.b.ins().brif(one, short, &[], join, &[BlockArg::Value(no)]);
        self.b.switch_to_block(short);
        // A wider character has no zero high bytes, but its low one may be equal: the width decides.
        let (width, data) = self.str_data(p);
        let narrow = self.b.ins().icmp_imm_u(IntCC::Equal, width, 1);
        let byte = self.b.ins().uload8(types::I64, flags, data, 0);
        let equal = self.b.ins().icmp_imm_u(IntCC::Equal, byte, i.imm);
        let equal = self.b.ins().band(narrow, equal);
        Ok(self.join(join, equal))
    }
}
