//! The matcher: executes the code of `re._compiler` by backtracking, on an explicit stack.
//!
//! Differences to CPython's engine in structure, not in language: repeat counters are immutable nodes that a choice point
//! remembers, group marks are undone from a trail, and only assertions and atomic groups nest (as deep as in the pattern).

use super::charset::{at_boundary, category, in_charset, is_linebreak, lower};
use super::codes::{at, op};
use crate::objects::str::Unit;

pub const MAXREPEAT: u32 = u32::MAX;
/// A mark that was never set, and the repeat node of a pattern outside any repeat.
pub const NONE: u32 = u32::MAX;

/// One turn of a general repeat.
#[derive(Clone, Copy)]
struct Turn {
    /// Where the repeat's operands are.
    pc: u32,
    count: u32,
    /// Where the turn began; NONE as long as the minimum is not reached.
    began: u32,
    /// Turn of the enclosing repeat.
    outer: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// Go on at `pc`.
    Goto,
    /// Alternatives from `pc` on.
    Branch,
    /// One item less, down to position `limit`, then `pc`.
    Greedy,
    /// One item more by the MIN_REPEAT_ONE at `pc`, of which there were `limit`.
    Lazy,
}

/// What to do when the way taken fails.
#[derive(Clone, Copy)]
struct ChoicePoint {
    choice: Choice,
    pc: u32,
    pos: u32,
    limit: u32,
    turn: u32,
    turns: u32,
    trail: u32,
    lastindex: u32,
}

pub struct Engine<'a, T: Unit> {
    code: &'a [u32],
    text: &'a [T],
    end: usize,
    /// Start and end of each group.
    pub marks: Vec<u32>,
    /// Number of the group that was closed last, 0 for none.
    pub lastindex: u32,
    trail: Vec<(u32, u32)>,
    turns: Vec<Turn>,
    choices: Vec<ChoicePoint>,
    /// Only a match up to the end counts.
    pub match_all: bool,
    /// An empty match at this position does not count.
    pub refused: Option<usize>,
}

impl<'a, T: Unit> Engine<'a, T> {
    /// For `text[..end]`, with `groups` groups.
    pub fn new(code: &'a [u32], text: &'a [T], end: usize, groups: usize) -> Engine<'a, T> {
        Engine {
            code,
            text,
            end,
            marks: vec![NONE; 2 * groups],
            lastindex: 0,
            trail: Vec::new(),
            turns: Vec::new(),
            choices: Vec::new(),
            match_all: false,
            refused: None,
        }
    }

    fn at(&self, pc: usize) -> u32 {
        self.code[pc]
    }

    fn char(&self, pos: usize) -> u32 {
        self.text[pos].cp()
    }

    fn reset(&mut self) {
        self.marks.fill(NONE);
        self.lastindex = 0;
        self.trail.clear();
        self.turns.clear();
        self.choices.clear();
    }

    /// The end of a match that starts at `start`.
    pub fn match_at(&mut self, start: usize) -> Option<usize> {
        self.reset();
        self.run(0, start, true)
    }

    /// Start and end of the first match from `start` on.
    pub fn search(&mut self, start: usize) -> Option<(usize, usize)> {
        if self.at(0) != op::INFO {
            return self.search_from(start, |_, pos| Some(pos));
        }
        let (flags, prefix_len) = (self.at(2), self.at(5) as usize);
        if flags & 1 != 0 && prefix_len > 0 {
            let prefix: Option<Vec<T>> = self.code[7..7 + prefix_len]
                .iter()
                .map(|c| Some(T::from_cp(*c)).filter(|t| t.cp() == *c))
                .collect();
            // A prefix that this width cannot hold does not occur.
            let prefix = prefix?;
            let bytes = raw(&prefix).to_vec();
            let finder = memchr::memmem::Finder::new(&bytes);
            return self.search_from(start, |e, pos| {
                let text = raw(&e.text[..e.end]);
                let mut from = pos * T::WIDTH;
                loop {
                    let hit = from + finder.find(text.get(from..)?)?;
                    if hit.is_multiple_of(T::WIDTH) {
                        return Some(hit / T::WIDTH);
                    }
                    from = hit + 1;
                }
            });
        }
        if flags & 4 != 0 {
            return self.search_from(start, |e, pos| (pos..e.end).find(|p| in_charset(e.code, 5, e.char(*p))));
        }
        self.search_from(start, |_, pos| Some(pos))
    }

    /// Tries the places that `next` gives, the first at or after a position.
    fn search_from(&mut self, start: usize, next: impl Fn(&Self, usize) -> Option<usize>) -> Option<(usize, usize)> {
        let mut pos = start;
        while pos <= self.end {
            pos = next(self, pos)?;
            if pos > self.end {
                return None;
            }
            if let Some(end) = self.match_at(pos) {
                return Some((pos, end));
            }
            pos += 1;
        }
        None
    }

    fn push(&mut self, choice: Choice, pc: usize, pos: usize, limit: usize, turn: u32) {
        self.choices.push(ChoicePoint {
            choice,
            pc: pc as u32,
            pos: pos as u32,
            limit: limit as u32,
            turn,
            turns: self.turns.len() as u32,
            trail: self.trail.len() as u32,
            lastindex: self.lastindex,
        });
    }

    fn undo(&mut self, trail: usize, lastindex: u32) {
        while self.trail.len() > trail {
            if let Some((mark, old)) = self.trail.pop() {
                self.marks[mark as usize] = old;
            }
        }
        self.lastindex = lastindex;
    }

    /// The next way to try: where to go on (pc, position, turn).
    fn backtrack(&mut self, base: usize) -> Option<(usize, usize, u32)> {
        while self.choices.len() > base {
            let top = self.choices.len() - 1;
            let c = self.choices[top];
            self.undo(c.trail as usize, c.lastindex);
            self.turns.truncate(c.turns as usize);
            let (pc, pos) = (c.pc as usize, c.pos as usize);
            match c.choice {
                Choice::Goto => {
                    self.choices.pop();
                    return Some((pc, pos, c.turn));
                }
                Choice::Branch => {
                    let skip = self.at(pc) as usize;
                    if skip == 0 {
                        self.choices.pop();
                        continue;
                    }
                    self.choices[top].pc = (pc + skip) as u32;
                    if self.can_start(pc + 1, pos) {
                        return Some((pc + 1, pos, c.turn));
                    }
                }
                Choice::Greedy => {
                    match self.give_back(pc, pos, c.limit as usize) {
                        Some(next) if next > c.limit as usize => self.choices[top].pos = next as u32,
                        Some(next) => {
                            self.choices.pop();
                            return Some((pc, next, c.turn));
                        }
                        None => {
                            self.choices.pop();
                            continue;
                        }
                    }
                    return Some((pc, self.choices[top].pos as usize, c.turn));
                }
                Choice::Lazy => {
                    let (item, max) = (pc + 4, self.at(pc + 3));
                    let tail = pc + 1 + self.at(pc + 1) as usize;
                    if (max != MAXREPEAT && c.limit >= max) || pos >= self.end || !self.unit(item, self.char(pos)) {
                        self.choices.pop();
                        continue;
                    }
                    self.choices[top].pos += 1;
                    self.choices[top].limit += 1;
                    return Some((tail, pos + 1, c.turn));
                }
            }
        }
        None
    }

    /// The last position below `pos`, not below `limit`, at which the code at `tail` may match.
    fn give_back(&self, tail: usize, pos: usize, limit: usize) -> Option<usize> {
        if pos <= limit {
            return None;
        }
        if self.at(tail) == op::LITERAL {
            let c = self.at(tail + 1);
            return (limit..pos).rev().find(|p| *p < self.end && self.char(*p) == c);
        }
        Some(pos - 1)
    }

    /// False only if the code at `pc` surely fails on its first character.
    fn can_start(&self, pc: usize, pos: usize) -> bool {
        match self.at(pc) {
            op::LITERAL => pos < self.end && self.char(pos) == self.at(pc + 1),
            op::IN => pos < self.end && in_charset(self.code, pc + 2, self.char(pos)),
            _ => true,
        }
    }

    /// Does the single-character item at `pc` match `c`?
    fn unit(&self, pc: usize, c: u32) -> bool {
        let code = self.code;
        match self.at(pc) {
            op::ANY => !is_linebreak(c),
            op::ANY_ALL => true,
            op::LITERAL => c == code[pc + 1],
            op::NOT_LITERAL => c != code[pc + 1],
            op::IN => in_charset(code, pc + 2, c),
            o @ (op::LITERAL_IGNORE | op::LITERAL_LOC_IGNORE | op::LITERAL_UNI_IGNORE) => lower(o, c) == code[pc + 1],
            o @ (op::NOT_LITERAL_IGNORE | op::NOT_LITERAL_LOC_IGNORE | op::NOT_LITERAL_UNI_IGNORE) => {
                lower(o, c) != code[pc + 1]
            }
            o @ (op::IN_IGNORE | op::IN_LOC_IGNORE | op::IN_UNI_IGNORE) => in_charset(code, pc + 2, lower(o, c)),
            op::CATEGORY => category(code[pc + 1], c),
            _ => false,
        }
    }

    /// How often the item at `pc` matches from `pos` on, at most `max` times.
    fn count(&self, pc: usize, pos: usize, max: u32) -> usize {
        let end = if max == MAXREPEAT {
            self.end
        } else {
            self.end.min(pos.saturating_add(max as usize))
        };
        let text = &self.text[pos.min(end)..end];
        let operand = self.code.get(pc + 1).copied().unwrap_or(0);
        let stop = match self.at(pc) {
            op::ANY_ALL => None,
            op::ANY => text.iter().position(|c| is_linebreak(c.cp())),
            op::LITERAL => text.iter().position(|c| c.cp() != operand),
            op::NOT_LITERAL => text.iter().position(|c| c.cp() == operand),
            op::IN => text.iter().position(|c| !in_charset(self.code, pc + 2, c.cp())),
            _ => text.iter().position(|c| !self.unit(pc, c.cp())),
        };
        stop.unwrap_or(text.len())
    }

    fn group(&self, group: u32) -> Option<(usize, usize)> {
        let (start, end) = (self.marks[2 * group as usize], self.marks[2 * group as usize + 1]);
        (start != NONE && end != NONE && end >= start).then_some((start as usize, end as usize))
    }

    fn set_mark(&mut self, mark: u32, pos: usize) {
        if mark & 1 == 1 {
            self.lastindex = mark / 2 + 1;
        }
        let old = std::mem::replace(&mut self.marks[mark as usize], pos as u32);
        self.trail.push((mark, old));
    }

    /// A match of the code at `pc` that is not taken apart again; its end.
    fn atomic(&mut self, pc: usize, pos: usize) -> Option<usize> {
        let (trail, lastindex, turns, base) = (self.trail.len(), self.lastindex, self.turns.len(), self.choices.len());
        let end = self.run(pc, pos, false);
        self.choices.truncate(base);
        self.turns.truncate(turns);
        if end.is_none() {
            self.undo(trail, lastindex);
        }
        end
    }

    fn at_place(&self, which: u32, pos: usize) -> bool {
        let end = self.end;
        match which {
            at::BEGINNING | at::BEGINNING_STRING => pos == 0,
            at::BEGINNING_LINE => pos == 0 || is_linebreak(self.char(pos - 1)),
            at::END => pos == end || (pos + 1 == end && is_linebreak(self.char(pos))),
            at::END_LINE => pos == end || is_linebreak(self.char(pos)),
            at::END_STRING => pos == end,
            _ => {
                let before = pos.checked_sub(1).map(|p| self.char(p));
                let after = if pos < end { Some(self.char(pos)) } else { None };
                end > 0 && at_boundary(which, before, after)
            }
        }
    }

    /// Runs the code at `pc`; the end of the match. `whole`: it is the pattern, not a part of it.
    fn run(&mut self, pc: usize, pos: usize, whole: bool) -> Option<usize> {
        let base = self.choices.len();
        let (mut pc, mut pos, mut turn) = (pc, pos, NONE);
        loop {
            // Each arm goes on with `continue` when it matched; what falls out of the match has failed.
            match self.at(pc) {
                op::SUCCESS => {
                    let counts = !whole || ((!self.match_all || pos == self.end) && self.refused != Some(pos));
                    if counts {
                        return Some(pos);
                    }
                }
                op::LITERAL => {
                    if pos < self.end && self.char(pos) == self.at(pc + 1) {
                        pos += 1;
                        pc += 2;
                        continue;
                    }
                }
                op::ANY | op::ANY_ALL => {
                    if pos < self.end && self.unit(pc, self.char(pos)) {
                        pos += 1;
                        pc += 1;
                        continue;
                    }
                }
                op::NOT_LITERAL
                | op::LITERAL_IGNORE
                | op::LITERAL_LOC_IGNORE
                | op::LITERAL_UNI_IGNORE
                | op::NOT_LITERAL_IGNORE
                | op::NOT_LITERAL_LOC_IGNORE
                | op::NOT_LITERAL_UNI_IGNORE
                | op::CATEGORY => {
                    if pos < self.end && self.unit(pc, self.char(pos)) {
                        pos += 1;
                        pc += 2;
                        continue;
                    }
                }
                op::IN | op::IN_IGNORE | op::IN_LOC_IGNORE | op::IN_UNI_IGNORE => {
                    if pos < self.end && self.unit(pc, self.char(pos)) {
                        pos += 1;
                        pc += 1 + self.at(pc + 1) as usize;
                        continue;
                    }
                }
                op::MARK => {
                    self.set_mark(self.at(pc + 1), pos);
                    pc += 2;
                    continue;
                }
                op::AT => {
                    if self.at_place(self.at(pc + 1), pos) {
                        pc += 2;
                        continue;
                    }
                }
                op::INFO | op::JUMP => {
                    pc += 1 + self.at(pc + 1) as usize;
                    continue;
                }
                op::BRANCH => self.push(Choice::Branch, pc + 1, pos, 0, turn),
                op::REPEAT_ONE => {
                    let (min, max) = (self.at(pc + 2) as usize, self.at(pc + 3));
                    let tail = pc + 1 + self.at(pc + 1) as usize;
                    let n = self.count(pc + 4, pos, max);
                    if n >= min {
                        let (lowest, highest) = (pos + min, pos + n);
                        if highest > lowest {
                            self.push(Choice::Greedy, tail, highest, lowest, turn);
                        }
                        pos = highest;
                        pc = tail;
                        continue;
                    }
                }
                op::MIN_REPEAT_ONE => {
                    let min = self.at(pc + 2);
                    if self.count(pc + 4, pos, min) == min as usize {
                        pos += min as usize;
                        self.push(Choice::Lazy, pc, pos, min as usize, turn);
                        pc += 1 + self.at(pc + 1) as usize;
                        continue;
                    }
                }
                op::POSSESSIVE_REPEAT_ONE => {
                    let n = self.count(pc + 4, pos, self.at(pc + 3));
                    if n >= self.at(pc + 2) as usize {
                        pos += n;
                        pc += 1 + self.at(pc + 1) as usize;
                        continue;
                    }
                }
                op::REPEAT => {
                    self.turns.push(Turn {
                        pc: pc as u32,
                        count: NONE,
                        began: NONE,
                        outer: turn,
                    });
                    turn = self.turns.len() as u32 - 1;
                    pc += 1 + self.at(pc + 1) as usize;
                    continue;
                }
                until @ (op::MAX_UNTIL | op::MIN_UNTIL) => {
                    let now = self.turns[turn as usize];
                    let head = now.pc as usize;
                    let (min, max) = (self.at(head + 2), self.at(head + 3));
                    let count = now.count.wrapping_add(1);
                    if count < min {
                        self.turns.push(Turn { count, ..now });
                        turn = self.turns.len() as u32 - 1;
                        pc = head + 4;
                        continue;
                    }
                    // A turn that would not move again ends the repeat.
                    let more = (max == MAXREPEAT || count < max) && now.began != pos as u32;
                    if until == op::MIN_UNTIL {
                        if more {
                            self.turns.push(Turn {
                                count,
                                began: pos as u32,
                                ..now
                            });
                            let next = self.turns.len() as u32 - 1;
                            self.push(Choice::Goto, head + 4, pos, 0, next);
                        }
                        turn = now.outer;
                        pc += 1;
                        continue;
                    }
                    if more {
                        self.push(Choice::Goto, pc + 1, pos, 0, now.outer);
                        self.turns.push(Turn {
                            count,
                            began: pos as u32,
                            ..now
                        });
                        turn = self.turns.len() as u32 - 1;
                        pc = head + 4;
                    } else {
                        turn = now.outer;
                        pc += 1;
                    }
                    continue;
                }
                op::POSSESSIVE_REPEAT => {
                    let (min, max) = (self.at(pc + 2), self.at(pc + 3));
                    let mut count = 0;
                    let mut began = None;
                    while (max == MAXREPEAT || count < max) && (count < min || began != Some(pos)) {
                        let start = pos;
                        match self.atomic(pc + 4, pos) {
                            Some(end) => pos = end,
                            None => break,
                        }
                        began = Some(start).filter(|_| count >= min);
                        count += 1;
                    }
                    if count >= min {
                        // The skip ends before the SUCCESS of the item.
                        pc += 2 + self.at(pc + 1) as usize;
                        continue;
                    }
                }
                op::ATOMIC_GROUP => {
                    if let Some(end) = self.atomic(pc + 2, pos) {
                        pos = end;
                        pc += 1 + self.at(pc + 1) as usize;
                        continue;
                    }
                }
                op::ASSERT => {
                    let back = self.at(pc + 2) as usize;
                    if pos >= back && self.atomic(pc + 3, pos - back).is_some() {
                        pc += 1 + self.at(pc + 1) as usize;
                        continue;
                    }
                }
                op::ASSERT_NOT => {
                    let back = self.at(pc + 2) as usize;
                    let (trail, lastindex) = (self.trail.len(), self.lastindex);
                    if pos < back || self.atomic(pc + 3, pos - back).is_none() {
                        pc += 1 + self.at(pc + 1) as usize;
                        continue;
                    }
                    self.undo(trail, lastindex);
                }
                o @ (op::GROUPREF | op::GROUPREF_IGNORE | op::GROUPREF_LOC_IGNORE | op::GROUPREF_UNI_IGNORE) => {
                    if let Some((start, end)) = self.group(self.at(pc + 1)) {
                        let len = end - start;
                        let same = |i: usize| {
                            let (a, b) = (self.char(start + i), self.char(pos + i));
                            a == b || (o != op::GROUPREF && lower(o, a) == lower(o, b))
                        };
                        if pos + len <= self.end && (0..len).all(same) {
                            pos += len;
                            pc += 2;
                            continue;
                        }
                    }
                }
                op::GROUPREF_EXISTS => {
                    pc = match self.group(self.at(pc + 1)) {
                        Some(_) => pc + 3,
                        None => pc + 1 + self.at(pc + 2) as usize,
                    };
                    continue;
                }
                _ => {}
            }
            (pc, pos, turn) = self.backtrack(base)?;
        }
    }
}

fn raw<T: Unit>(s: &[T]) -> &[u8] {
    // SAFETY: units are plain integers.
    unsafe { std::slice::from_raw_parts(s.as_ptr().cast(), size_of_val(s)) }
}
