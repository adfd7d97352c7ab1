//! Allocation: a cell from the list of free ones, else by the helper.

use cranelift_codegen::ir::condcodes::IntCC;
use cranelift_codegen::ir::{self, InstBuilder, MemFlagsData, types};

use crate::generated::layouts::{o_buffer, o_instance, o_list, o_obj, o_tuple, tag};
use crate::heap::{Cells, Kind, Ref, Value};

use super::super::exits::Plain;
use super::super::helpers::Helper;
use super::super::ir::*;
use super::super::{ExitReason, GiveUp};
use super::Lower;

/// The largest cells of a size that is known only at run time.
pub(super) const SMALL_CELL: u32 = 128;

impl Lower<'_> {
    /// A cell for `bytes` with its first word, the header; gives its heap offset. Nothing else in it is cleared.
    fn cell(
        &mut self,
        bytes: u32,
        header: u64,
        mem: Mem,
        exit: Option<(StateId, ExitReason)>,
    ) -> Result<ir::Value, GiveUp> {
        let cells = *self.req.cells.get(bytes.div_ceil(16) as usize).ok_or(GiveUp::Codegen)?;
        let [slow, join] = std::array::from_fn(|_| self.b.create_block());
        self.b.set_cold_block(slow);
        self.b.append_block_param(join, types::I64);
        let size = self.b.ins().iconst(types::I64, cells.size as i64);
        let free = self.b.ins().iconst(types::I64, cells.free as i64);
        let head = self.take(free, size, cells.budget, slow);
        self.b.ins().jump(join, &[ir::BlockArg::Value(head)]);
        self.b.switch_to_block(slow);
        let size = self.b.ins().iconst(types::I64, bytes as i64);
        let made = self.call_cold(Helper::NewCell, &[size])?;
        let none = self.b.ins().icmp_imm_u(IntCC::Equal, made, 0);
        self.guard(none, false, exit)?;
        let at = self.join(join, made);
        let word = self.b.ins().iconst(types::I64, header as i64);
        let p = self.b.ins().iadd(self.base, at);
        let flags = self.flags(mem);
        self.b.ins().store(flags, word, p, 0);
        Ok(at)
    }

    /// A cell of `units` times 16 bytes, at most `SMALL_CELL`; goes to `none` if there is none to take.
    pub(super) fn small_cell(&mut self, units: ir::Value, none: ir::Block) -> Result<ir::Value, GiveUp> {
        // Of these sizes every multiple of 16 has cells, and the words that name free ones lie side by side.
        let small = &self.req.cells[1..=SMALL_CELL as usize / 16];
        let first = small[0];
        let regular = |(k, c): (usize, &Cells)| c.size as usize == 16 * (k + 1) && c.free == first.free + 4 * k;
        if !small.iter().enumerate().all(regular) {
            return Err(GiveUp::Codegen);
        }
        let bytes = self.b.ins().ishl_imm_u(units, 4);
        let offset = self.b.ins().ishl_imm_u(units, 2);
        let words = self.b.ins().iconst(types::I64, first.free as i64 - 4);
        let free = self.b.ins().iadd(words, offset);
        Ok(self.take(free, bytes, first.budget, none))
    }

    /// Takes the first of the free cells of `bytes` that the word at `free` names; goes to `none` where there is none, or where the
    /// budget does not bear it.
    fn take(&mut self, free: ir::Value, bytes: ir::Value, budget: usize, none: ir::Block) -> ir::Value {
        let flags = MemFlagsData::trusted();
        let (check, take) = (self.b.create_block(), self.b.create_block());
        let budget_at = self.b.ins().iconst(types::I64, budget as i64);
        let budget = self.b.ins().load(types::I64, flags, budget_at, 0);
        let left = self.b.ins().isub(budget, bytes);
        let over = self.b.ins().icmp_imm_s(IntCC::SignedLessThan, left, 0);
        self.b.ins().brif(over, none, &[], check, &[]);
        self.b.switch_to_block(check);
        let head = self.b.ins().uload32(flags, free, 0);
        self.b.ins().brif(head, take, &[], none, &[]);
        self.b.switch_to_block(take);
        let p = self.b.ins().iadd(self.base, head);
        let next = self.b.ins().load(types::I32, flags, p, 8);
        self.b.ins().store(flags, next, free, 0);
        self.b.ins().store(flags, left, budget_at, 0);
        head
    }

    fn store_word(&mut self, at: ir::Value, offset: u32, word: u64, mem: Mem) {
        let p = self.b.ins().iadd(self.base, at);
        let x = self.b.ins().iconst(types::I64, word as i64);
        let flags = self.flags(mem);
        self.b.ins().store(flags, x, p, offset as i32);
    }

    fn store_items(&mut self, at: ir::Value, offset: u32, items: &[ir::Value], mem: Mem) {
        let p = self.b.ins().iadd(self.base, at);
        let flags = self.flags(mem);
        for (k, &x) in items.iter().enumerate() {
            self.b.ins().store(flags, x, p, offset as i32 + 8 * k as i32);
        }
    }

    pub(super) fn object(&mut self, at: ir::Value) -> ir::Value {
        self.b.ins().bor_imm_u(at, (tag::REF as i64) << 32)
    }

    pub(super) fn new_tuple(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let items = self.boxed_args(i)?;
        let n = items.len() as u32;
        let header = object_header(Kind::Tuple, self.req.types.tuple);
        let at = self.cell(o_tuple::ITEMS + 8 * n, header, Mem::Const, i.exit)?;
        self.store_word(at, o_tuple::LEN, n as u64, Mem::Const);
        self.store_items(at, o_tuple::ITEMS, &items, Mem::Const);
        Ok(self.object(at))
    }

    pub(super) fn new_list(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let items = self.boxed_args(i)?;
        let n = items.len() as u32;
        let buffer = if n == 0 {
            self.b.ins().iconst(types::I64, 0)
        } else {
            let header = ((Kind::BufferValues as u64) << 32) | (8 * n as u64);
            let at = self.cell(o_buffer::DATA + 8 * n, header, Mem::None, i.exit)?;
            self.store_items(at, o_buffer::DATA, &items, Mem::Elem);
            at
        };
        let header = object_header(Kind::List, self.req.types.list);
        let at = self.cell(o_list::SIZE, header, Mem::Const, i.exit)?;
        self.store_word(at, o_list::LEN, n as u64, Mem::ListLen);
        let p = self.b.ins().iadd(self.base, at);
        let capacity = self.b.ins().iconst(types::I32, n as i64);
        let flags = self.flags(Mem::ListLen);
        self.b.ins().store(flags, capacity, p, o_list::CAP as i32);
        let flags = self.flags(Mem::ListItems);
        self.b.ins().istore32(flags, buffer, p, o_list::ITEMS as i32);
        Ok(self.object(at))
    }

    pub(super) fn new_instance(&mut self, i: &Inst) -> Result<ir::Value, GiveUp> {
        let (plain, attributes) = self.plain(i.imm, &i.args)?;
        let mut places: Vec<ir::Value> = attributes
            .iter()
            .map(|&a| self.box_value(a))
            .collect::<Result<_, _>>()?;
        let unbound = self.b.ins().iconst(types::I64, Value::UNBOUND.0 as i64);
        places.resize(plain.places as usize, unbound);
        let header = object_header(Kind::Instance, plain.class) | (plain.places as u64) << 48;
        let at = self.cell(o_instance::SLOTS + 8 * plain.places, header, Mem::Shape, i.exit)?;
        const { assert!(o_instance::SHAPE == 8 && o_instance::ATTRS == 12) };
        self.store_word(at, o_instance::SHAPE, plain.shape.0 as u64, Mem::Shape);
        self.store_items(at, o_instance::SLOTS, &places, Mem::Slot);
        Ok(self.object(at))
    }

    /// A `NewInstance` of callee `index`: what it makes, and the attributes.
    pub(super) fn plain<'v>(&self, index: i64, args: &'v [Val]) -> Result<(Plain, &'v [Val]), GiveUp> {
        let callee = self.req.callees.get(index as usize).ok_or(GiveUp::Codegen)?;
        let class = callee.class.ok_or(GiveUp::Codegen)?;
        let (shape, attributes) = match args {
            [shape, attributes @ ..] => (Ref(self.f.inst(*shape).imm as u32), attributes),
            [] => (class.shape, args),
        };
        let plain = Plain {
            class: class.at,
            shape,
            places: class.places,
        };
        if attributes.len() > plain.places as usize {
            return Err(GiveUp::Codegen);
        }
        Ok((plain, attributes))
    }

    fn boxed_args(&mut self, i: &Inst) -> Result<Vec<ir::Value>, GiveUp> {
        i.args.iter().map(|&a| self.box_value(a)).collect()
    }
}

/// Class and META of a new object.
pub(super) fn object_header(kind: Kind, class: Ref) -> u64 {
    const { assert!(o_obj::CLASS == 0 && o_obj::META == 4 && o_buffer::SIZE == 0 && o_buffer::META == 4) };
    ((kind as u64) << 32) | class.0 as u64
}
