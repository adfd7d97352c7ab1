//! Dicts: the first probe for an int or a str is inline, all else is the helper's.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, BlockArg, InstBuilder, types};

use crate::generated::layouts::{o_buffer, o_dict, o_dict_entry, o_str, tag};
use crate::heap::Kind;

use super::super::GiveUp;
use super::super::helpers::{DECLINED, Helper, dict};
use super::super::ir::*;
use super::Lower;

impl Lower<'_> {
    /// Address of the object in a boxed value.
    pub(super) fn boxed_object(&mut self, v: ir::Value) -> ir::Value {
        let low = self.b.ins().ireduce(types::I32, v);
        let low = self.b.ins().uextend(types::I64, low);
        self.b.ins().iadd(self.base, low)
    }

    /// Low bits of the key's hash, and whether they are known.
    pub(super) fn key_hash(&mut self, key: Val, boxed: ir::Value) -> Result<Option<(ir::Value, ir::Value)>, GiveUp> {
        let i = self.f.inst(key);
        let key = if i.op == Opc::Box { i.args[0] } else { key };
        Ok(match self.f.ty(key) {
            // Most often it is a small int.
            Ty::Boxed => {
                let small = self.high_is(boxed, tag::INT);
                let n = self.sext32(boxed);
                let own = self.b.ins().icmp_imm_s(IntCC::NotEqual, n, -1);
                Some((n, self.b.ins().band(small, own)))
            }
            Ty::Int => {
                // All but -1 are their own hash.
                let n = self.val(key)?;
                Some((n, self.b.ins().icmp_imm_s(IntCC::NotEqual, n, -1)))
            }
            Ty::Obj(Kind::Str) => {
                let p = self.boxed_object(boxed);
                // Written once, when it is first asked for.
                let flags = self.flags(Mem::Dict);
                let hash = self.b.ins().load(types::I64, flags, p, o_str::HASH as i32);
                Some((hash, self.b.ins().icmp_imm_s(IntCC::NotEqual, hash, 0)))
            }
            _ => None,
        })
    }

    pub(super) fn dict_find(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let d = self.val(i.args[0])?;
        let key = self.box_value(i.args[1])?;
        let (slow, join) = (self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I64);
        if let Some((hash, known)) = self.key_hash(i.args[1], key)? {
            if self.f.ty(i.args[1]) != Ty::Boxed {
                self.b.set_cold_block(slow);
            }
            let flags = self.flags(Mem::Dict);
            let p = self.boxed_object(d);
            let on = self.b.create_block();
            self.b.ins().brif(known, on, &[], slow, &[]);
            self.b.switch_to_block(on);
            let index = self.b.ins().uload32(flags, p, o_dict::INDEX as i32);
            let mask = self.b.ins().uload32(flags, p, o_dict::MASK as i32);
            let some = self.b.create_block();
            self.b.ins().brif(index, some, &[], slow, &[]);
            self.b.switch_to_block(some);
            let place = self.b.ins().band(hash, mask);
            let offset = self.b.ins().ishl_imm_u(place, 2);
            let at = self.b.ins().iadd(self.base, index);
            let at = self.b.ins().iadd(at, offset);
            let number = self.b.ins().sload32(flags, at, o_buffer::DATA as i32);
            let taken = self.b.ins().icmp_imm_s(IntCC::SignedGreaterThan, number, 0);
            let probe = self.b.create_block();
            self.b.ins().brif(taken, probe, &[], slow, &[]);
            self.b.switch_to_block(probe);
            let entries = self.b.ins().uload32(flags, p, o_dict::ENTRIES as i32);
            let bytes = self.b.ins().imul_imm_s(number, o_dict_entry::SIZE as i64);
            let entry = self.b.ins().iadd(entries, bytes);
            let entry = self
                .b
                .ins()
                .iadd_imm_s(entry, o_buffer::DATA as i64 - o_dict_entry::SIZE as i64);
            let at = self.b.ins().iadd(self.base, entry);
            let found = self.b.ins().load(types::I64, flags, at, o_dict_entry::KEY as i32);
            let same = self.b.ins().icmp(IntCC::Equal, found, key);
            self.b.ins().brif(same, join, &[BlockArg::Value(entry)], slow, &[]);
        } else {
            self.b.ins().jump(slow, &[]);
        }
        self.b.switch_to_block(slow);
        let data = self.b.ins().iconst(types::I64, self.data_addr);
        let entry = self.call(Helper::DictFind, &[data, d, key])?;
        let decided = self.b.ins().icmp_imm_s(IntCC::NotEqual, entry, dict::UNDECIDED);
        self.guard(decided, true, i.exit)?;
        Ok(self.join(join, entry))
    }

    pub(super) fn entry_or(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let entry = self.val(i.args[0])?;
        let default = self.box_value(i.args[1])?;
        let (there, join) = (self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I64);
        self.b.ins().brif(entry, there, &[], join, &[BlockArg::Value(default)]);
        self.b.switch_to_block(there);
        let flags = self.flags(Mem::DictValue);
        let at = self.b.ins().iadd(self.base, entry);
        let v = self.b.ins().load(types::I64, flags, at, o_dict_entry::VALUE as i32);
        Ok(self.join(join, v))
    }

    pub(super) fn dict_store(&mut self, i: &Inst) -> Result<(), GiveUp> {
        let entry = self.val(i.args[0])?;
        let d = self.val(i.args[1])?;
        let (key, value) = (self.box_value(i.args[2])?, self.box_value(i.args[3])?);
        let (there, new, join) = (self.b.create_block(), self.b.create_block(), self.b.create_block());
        self.b.ins().brif(entry, there, &[], new, &[]);
        self.b.switch_to_block(there);
        let flags = self.flags(Mem::DictValue);
        let at = self.b.ins().iadd(self.base, entry);
        self.b.ins().store(flags, value, at, o_dict_entry::VALUE as i32);
        self.b.ins().jump(join, &[]);
        self.b.switch_to_block(new);
        let data = self.b.ins().iconst(types::I64, self.data_addr);
        let answer = self.call(Helper::DictSet, &[data, d, key, value])?;
        let declined = self.b.ins().iconst(types::I64, DECLINED as i64);
        let done = self.b.ins().icmp(IntCC::NotEqual, answer, declined);
        self.guard(done, true, i.exit)?;
        self.b.ins().jump(join, &[]);
        self.b.switch_to_block(join);
        Ok(())
    }
}
