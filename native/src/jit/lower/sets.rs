//! Sets: the first place where an int or a str may be is looked at inline, all else is the helper's.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, BlockArg, InstBuilder, types};

use crate::generated::layouts::{o_buffer, o_set};
use crate::heap::Value;

use super::super::GiveUp;
use super::super::helpers::{DECLINED, Helper};
use super::super::ir::*;
use super::Lower;

/// A place holds hash and key.
const ENTRY_SHIFT: i64 = 4;
const HASH: i32 = o_buffer::DATA as i32;
const KEY: i32 = HASH + 8;

impl Lower<'_> {
    /// The address of the key's first place and the key there; goes to `slow` if the hash is not known.
    fn first_place(&mut self, set: ir::Value, hash: (ir::Value, ir::Value), slow: ir::Block) -> (ir::Value, ir::Value) {
        let on = self.b.create_block();
        self.b.ins().brif(hash.1, on, &[], slow, &[]);
        self.b.switch_to_block(on);
        let flags = self.flags(Mem::Dict);
        let p = self.boxed_object(set);
        let mask = self.b.ins().uload32(flags, p, o_set::MASK as i32);
        let table = self.b.ins().uload32(flags, p, o_set::TABLE as i32);
        let place = self.b.ins().band(hash.0, mask);
        let offset = self.b.ins().ishl_imm_u(place, ENTRY_SHIFT);
        let at = self.b.ins().iadd(self.base, table);
        let at = self.b.ins().iadd(at, offset);
        let key = self.b.ins().load(types::I64, flags, at, KEY);
        (at, key)
    }

    /// The helper's answer, unless it declines.
    fn set_answer(&mut self, helper: Helper, i: &Inst, args: [ir::Value; 2]) -> Result<ir::Value, GiveUp> {
        let data = self.b.ins().iconst(types::I64, self.data_addr);
        let answer = self.call(helper, &[data, args[0], args[1]])?;
        let declined = self.b.ins().iconst(types::I64, DECLINED as i64);
        let done = self.b.ins().icmp(IntCC::NotEqual, answer, declined);
        self.guard(done, true, i.exit)?;
        Ok(answer)
    }

    pub(super) fn set_add(&mut self, i: &Inst) -> Result<(), GiveUp> {
        let (set, key) = (self.val(i.args[0])?, self.box_value(i.args[1])?);
        let (slow, join) = (self.b.create_block(), self.b.create_block());
        match self.key_hash(i.args[1], key)? {
            Some(hash) => {
                let (_, found) = self.first_place(set, hash, slow);
                let same = self.b.ins().icmp(IntCC::Equal, found, key);
                self.b.ins().brif(same, join, &[], slow, &[]);
            }
            None => {
                self.b.ins().jump(slow, &[]);
            }
        }
        self.b.switch_to_block(slow);
        self.set_answer(Helper::SetAdd, i, [set, key])?;
        self.b.ins().jump(join, &[]);
        self.b.switch_to_block(join);
        Ok(())
    }

    /// `key in set`
    pub(super) fn set_contains(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let (set, key) = (self.val(i.args[0])?, self.box_value(i.args[1])?);
        let (slow, join) = (self.b.create_block(), self.b.create_block());
        self.b.append_block_param(join, types::I8);
        match self.key_hash(i.args[1], key)? {
            Some(hash) => {
                let (at, found) = self.first_place(set, hash, slow);
                let (other, empty) = (self.b.create_block(), self.b.create_block());
                let yes = self.b.ins().iconst(types::I8, 1);
                let same = self.b.ins().icmp(IntCC::Equal, found, key);
                self.b.ins().brif(same, join, &[BlockArg::Value(yes)], other, &[]);
                self.b.switch_to_block(other);
                let unbound = self.b.ins().iconst(types::I64, Value::UNBOUND.0 as i64);
                let none = self.b.ins().icmp(IntCC::Equal, found, unbound);
                self.b.ins().brif(none, empty, &[], slow, &[]);
                self.b.switch_to_block(empty);
                // A place whose key was deleted has another hash; probing goes on there.
                let flags = self.flags(Mem::Dict);
                let hash = self.b.ins().load(types::I64, flags, at, HASH);
                let no = self.b.ins().iconst(types::I8, 0);
                self.b.ins().brif(hash, slow, &[], join, &[BlockArg::Value(no)]);
            }
            None => {
                self.b.ins().jump(slow, &[]);
            }
        }
        self.b.switch_to_block(slow);
        let answer = self.set_answer(Helper::Contains, i, [set, key])?;
        let answer = self.b.ins().ireduce(types::I8, answer);
        Ok(self.join(join, answer))
    }
}
