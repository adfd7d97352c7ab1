//! From the words of a code object to places in the source.

use crate::generated::layouts::{o_buffer, o_code};
use crate::heap::{Ref, Value};
use crate::objects::{Res, Runtime};

impl Runtime {
    /// Line of the instruction at word `at` of a code object.
    pub fn code_line(&self, code: Ref, at: u32) -> u32 {
        let positions = self.heap.field(code, o_code::POSITIONS);
        if positions.is_none() {
            return self.heap.u32(code, o_code::FIRSTLINE);
        }
        let rows = self.heap.u32(positions, o_buffer::SIZE) / 20;
        let row = |i: u32, column: u32| self.heap.u32(positions, o_buffer::DATA + 20 * i + 4 * column);
        let (mut low, mut high) = (0, rows);
        while low < high {
            let middle = (low + high) / 2;
            if row(middle, 0) <= at {
                low = middle + 1
            } else {
                high = middle
            }
        }
        // What belongs to no line counts as what stands before it.
        let line = (0..low).rev().map(|i| row(i, 1)).find(|&line| line as i32 > 0);
        line.unwrap_or_else(|| self.heap.u32(code, o_code::FIRSTLINE))
    }
}

/// Rows of a code object's positions: first word, line, end line, column, end column; the words after the last one's end.
pub fn position_rows(rt: &Runtime, code: Ref) -> Vec<[i32; 5]> {
    let positions = rt.heap.field(code, o_code::POSITIONS);
    if positions.is_none() {
        return vec![[0, rt.heap.u32(code, o_code::FIRSTLINE) as i32, -1, -1, -1]];
    }
    super::rows(&rt.heap, code, o_code::POSITIONS)
        .map(|row| row.map(|word: u32| word as i32))
        .collect()
}

/// `co_positions()`: one row for each word, which takes two of the bytes that `f_lasti` and `tb_lasti` count.
pub fn code_positions(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let code = a[0].obj();
    let (rows, words) = (position_rows(rt, code), rt.heap.u32(code, o_code::NWORDS) as usize);
    let mut out = Vec::with_capacity(words);
    for (i, row) in rows.iter().enumerate() {
        let end = rows.get(i + 1).map_or(words, |next| next[0] as usize);
        let fields = [1, 2, 3, 4].map(|k| if row[k] < 0 { Value::NONE } else { Value::int32(row[k]) });
        let tuple = rt.new_tuple(&fields)?;
        while out.len() < end {
            out.push(tuple);
        }
    }
    let list = rt.new_list(&out)?;
    rt.iter(list)
}

/// `co_lines()`: start, end, line, in the bytes that `f_lasti` counts.
pub fn code_lines(rt: &mut Runtime, a: &[Value]) -> Res<Value> {
    let code = a[0].obj();
    let (rows, words) = (position_rows(rt, code), rt.heap.u32(code, o_code::NWORDS) as i32);
    let mut out: Vec<[i32; 3]> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let end = 2 * rows.get(i + 1).map_or(words, |next| next[0]);
        match out.last_mut() {
            Some(last) if last[2] == row[1] => last[1] = end,
            _ => out.push([2 * row[0], end, row[1]]),
        }
    }
    let mut tuples = Vec::with_capacity(out.len());
    for row in out {
        let line = if row[2] < 0 { Value::NONE } else { Value::int32(row[2]) };
        tuples.push(rt.new_tuple(&[Value::int32(row[0]), Value::int32(row[1]), line])?);
    }
    let list = rt.new_list(&tuples)?;
    rt.iter(list)
}
