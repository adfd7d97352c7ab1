//! Reads the IR as `Func::print` writes it. Frames of inlined calls are not read; tests of passes do without.

use crate::heap::{Kind, Ref, Value};
use crate::jit::ExitReason;
use crate::jit::helpers::Helper;
use crate::jit::ir::*;

type Parsed<T> = Result<T, String>;

pub fn parse(text: &str) -> Parsed<Func> {
    let mut p = Parser {
        f: Func::new(Vec::new()),
        next: 0,
    };
    // Instructions without a value get numbers that no other has.
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        if let Some(n) = number(word, "v") {
            p.next = p.next.max(n + 1);
        }
    }
    let lines = text.lines().map(|line| match line.find(';') {
        Some(0) => ("", line),
        _ => (line, line),
    });
    for (line, whole) in lines {
        if !line.trim().is_empty() {
            p.line(line).map_err(|e| format!("{e} in '{whole}'"))?;
        }
    }
    Ok(p.f)
}

fn number(word: &str, prefix: &str) -> Option<u32> {
    word.strip_prefix(prefix)?.parse().ok()
}

fn named<T: Copy + std::fmt::Debug>(all: &[T], name: &str) -> Parsed<T> {
    let same = |x: &&T| format!("{x:?}").eq_ignore_ascii_case(name);
    all.iter().find(same).copied().ok_or(format!("unknown name {name}"))
}

fn value(word: &str) -> Parsed<Val> {
    if word == "_" {
        return Ok(NIL);
    }
    number(word, "v").ok_or(format!("no value: {word}"))
}

fn values(list: &str) -> Parsed<Vec<Val>> {
    list.split(',')
        .map(str::trim)
        .filter(|x| !x.is_empty())
        .map(value)
        .collect()
}

fn boxed(word: &str) -> Parsed<Value> {
    Ok(match word {
        "None" => Value::NONE,
        "True" => Value::TRUE,
        "False" => Value::FALSE,
        "<unbound>" => Value::UNBOUND,
        _ => {
            let object = word.strip_prefix('@').and_then(|x| u32::from_str_radix(x, 16).ok());
            let int = || word.parse().ok().and_then(Value::small_int);
            let float = || word.parse().ok().map(Value::float);
            let v = object.map(|r| Value::object(Ref(r))).or_else(int).or_else(float);
            v.ok_or(format!("no Value: {word}"))?
        }
    })
}

struct Parser {
    f: Func,
    /// Number of the next instruction without a value.
    next: Val,
}

impl Parser {
    fn line(&mut self, line: &str) -> Parsed<()> {
        let text = line.trim();
        if let Some(text) = line.strip_prefix("at exits ") {
            let v = self.inst(text)?;
            self.f.sunk.insert(v);
            return Ok(());
        }
        if line.starts_with('b') {
            return self.block(text);
        }
        if line.starts_with('s') {
            return self.state(text);
        }
        if let Some(sunk) = text.strip_prefix("at exits ") {
            self.inst(sunk)?;
            let v = self.current()?.insts.pop();
            self.f.sunk.extend(v);
            return Ok(());
        }
        let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
        let term = match first {
            "open" => Term::Open,
            "jump" => Term::Jump(self.edge(rest)?),
            "return" => Term::Return(value(rest)?),
            "yield" => {
                let (v, pc) = rest.split_once(' ').ok_or("no place to go on")?;
                Term::Yield(value(v)?, pc.parse().map_err(|_| "no pc")?)
            }
            "enter" => {
                let entry = |text: &str| {
                    let (pc, edge) = text.split_once(": ").ok_or("no pc")?;
                    Ok((pc.parse().map_err(|_| "no pc")?, self.edge(edge)?.to))
                };
                Term::Enter(rest.split(", ").map(entry).collect::<Parsed<_>>()?)
            }
            "exit" => {
                let (state, why) = self.exit(rest)?;
                Term::Exit(state, why)
            }
            "if" => {
                let (cond, edges) = rest.split_once(' ').ok_or("no edges")?;
                let (yes, no) = edges.split_once(" else ").ok_or("no else")?;
                Term::Branch {
                    cond: value(cond)?,
                    yes: self.edge(yes)?,
                    no: self.edge(no)?,
                }
            }
            _ => {
                let v = self.inst(text)?;
                self.current()?.insts.push(v);
                return Ok(());
            }
        };
        self.current()?.term = term;
        Ok(())
    }

    fn current(&mut self) -> Parsed<&mut Block> {
        self.f.blocks.last_mut().ok_or("no block yet".to_string())
    }

    /// `b1(v2: int, v3: any): ; loop at 12`
    fn block(&mut self, text: &str) -> Parsed<()> {
        let (head, rest) = text.split_once('(').ok_or("no parameters")?;
        let (params, mark) = rest.split_once("):").ok_or("no end of parameters")?;
        let n = number(head, "b").ok_or("no block number")? as usize;
        while self.f.blocks.len() <= n {
            self.f.block();
        }
        for param in params.split(", ").filter(|x| !x.is_empty()) {
            let (v, ty) = param.split_once(": ").ok_or("no type")?;
            let v = value(v)?;
            self.define(v, Opc::Param, ty)?;
            self.f.blocks[n].params.push(v);
        }
        let mark = mark.strip_prefix(" ; loop at ").unwrap_or_default();
        let (header, before) = mark.split_once(", before it ").unwrap_or((mark, ""));
        self.f.blocks[n].loop_header = header.parse().ok();
        self.f.blocks[n].before_loop = number(before, "s");
        Ok(())
    }

    fn define(&mut self, v: Val, op: Opc, ty: &str) -> Parsed<()> {
        let (mut lo, mut hi) = (i64::MIN, i64::MAX);
        let ty = match ty {
            "float" => Ty::Float,
            "bool" => Ty::Bool,
            "any" => Ty::Boxed,
            "-" => Ty::None,
            _ if ty == "int" || ty.starts_with("int ") => {
                if let Some((l, h)) = ty.strip_prefix("int ").and_then(|r| r.split_once("..")) {
                    lo = if l.is_empty() {
                        lo
                    } else {
                        l.parse().map_err(|_| "no range")?
                    };
                    hi = if h.is_empty() {
                        hi
                    } else {
                        h.parse().map_err(|_| "no range")?
                    };
                }
                Ty::Int
            }
            _ => match ty.strip_prefix("virtual ") {
                Some(kind) => Ty::Virtual(named(&Kind::ALL, kind)?),
                None => Ty::Obj(named(&Kind::ALL, ty)?),
            },
        };
        let empty = Inst {
            op: Opc::Param,
            ty: Ty::None,
            args: Vec::new(),
            imm: 0,
            mem: Mem::None,
            exit: None,
            lo: i64::MIN,
            hi: i64::MAX,
        };
        while self.f.insts.len() <= v as usize {
            self.f.insts.push(empty.clone());
        }
        self.f.insts[v as usize] = Inst {
            op,
            ty,
            lo,
            hi,
            ..empty
        };
        Ok(())
    }

    /// `v3: int 0.. = IAdd v1 v2 ? s0 Overflow`, or without value and type.
    fn inst(&mut self, text: &str) -> Parsed<Val> {
        let (left, right) = match text.split_once(" = ") {
            Some((left, right)) => (Some(left), right),
            None => (None, text),
        };
        let (body, exit) = match right.split_once(" ? ") {
            Some((body, exit)) => (body, Some(self.exit(exit)?)),
            None => (right, None),
        };
        let mut words = body.split(' ');
        let name = words.next().unwrap_or("");
        let (op, mem) = name.split_once('.').unwrap_or((name, "None"));
        let op = named(Opc::ALL, op)?;
        let v = match left {
            Some(left) => {
                let (v, ty) = left.split_once(": ").ok_or("no type")?;
                let v = value(v)?;
                self.define(v, op, ty)?;
                v
            }
            None => {
                self.next += 1;
                self.define(self.next - 1, op, "-")?;
                self.next - 1
            }
        };
        let (mut args, mut imm) = (Vec::new(), 0);
        for word in words {
            match value(word) {
                Ok(a) => args.push(a),
                Err(_) => imm = self.immediate(op, word)?,
            }
        }
        let inst = &mut self.f.insts[v as usize];
        (inst.args, inst.imm, inst.exit) = (args, imm, exit);
        inst.mem = named(Mem::ALL, mem)?;
        Ok(v)
    }

    fn immediate(&mut self, op: Opc, word: &str) -> Parsed<i64> {
        Ok(match op {
            Opc::ConstFloat => word.parse::<f64>().map_err(|_| "no float")?.to_bits() as i64,
            Opc::ConstVal | Opc::GuardBits => boxed(word)?.0 as i64,
            Opc::Call => named(Helper::ALL, word)? as i64,
            Opc::LoadSlot | Opc::StoreSlot => self.slot(word)? as i64,
            Opc::GuardKind => {
                let kind: Kind = named(&Kind::ALL, word)?;
                Kind::ALL.iter().position(|&k| k == kind).unwrap_or(0) as i64
            }
            _ => word.parse().map_err(|_| format!("no number: {word}"))?,
        })
    }

    /// `s2 Overflow`
    fn exit(&self, text: &str) -> Parsed<(StateId, ExitReason)> {
        let (state, why) = text.split_once(' ').ok_or("no reason")?;
        Ok((number(state, "s").ok_or("no state")?, named(&ExitReason::ALL, why)?))
    }

    /// `b1(v2, v3)`
    fn edge(&self, text: &str) -> Parsed<Edge> {
        let (block, args) = text
            .strip_suffix(')')
            .and_then(|x| x.split_once('('))
            .ok_or("no edge")?;
        Ok(Edge {
            to: number(block, "b").ok_or("no block")? as usize,
            args: values(args)?,
        })
    }

    /// `r3`, `[0x1234]` or `r3+8`; homes get slots as they turn up.
    fn slot(&mut self, text: &str) -> Parsed<u32> {
        let home = if let Some(at) = text.strip_prefix("[0x") {
            let at = at.strip_suffix(']').and_then(|x| u32::from_str_radix(x, 16).ok());
            Home::Global(at.ok_or("no address")?)
        } else if let Some((reg, offset)) = text.split_once('+') {
            Home::Field {
                reg: number(reg, "r").ok_or("no register")?,
                offset: offset.parse().map_err(|_| "no offset")?,
            }
        } else {
            Home::Register(number(text, "r").ok_or("no home")?)
        };
        let known = self.f.homes.iter().position(|h| *h == home);
        Ok(known.unwrap_or_else(|| {
            self.f.homes.push(home);
            self.f.homes.len() - 1
        }) as u32)
    }

    /// `s1: pc 12 r0=v1 r2=RangeIter(v3, v4, v5)`
    fn state(&mut self, text: &str) -> Parsed<()> {
        let (head, rest) = text.split_once(": pc ").ok_or("no pc")?;
        let n = number(head, "s").ok_or("no state")? as usize;
        let (pc, mut rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let mut state = State {
            pc: pc.parse().map_err(|_| "no pc")?,
            ..State::default()
        };
        while !rest.is_empty() {
            let (home, more) = rest.split_once('=').ok_or("no value")?;
            let end = match (more.find('('), more.find(' ')) {
                (Some(open), space) if space.is_none_or(|s| open < s) => more.find(')').ok_or("no )")? + 1,
                (_, space) => space.unwrap_or(more.len()),
            };
            let (item, next) = more.split_at(end);
            match item.strip_suffix(')').and_then(|x| x.split_once('(')) {
                Some((kind, fields)) => {
                    let fields = values(fields)?.try_into().map_err(|_| "no three fields")?;
                    let register = number(home, "r").ok_or("no register")?;
                    state.virtuals.push((register, named(&Kind::ALL, kind)?, fields));
                }
                None => {
                    let slot = self.slot(home)?;
                    state.items.push((slot, value(item)?));
                }
            }
            rest = next.trim_start();
        }
        while self.f.states.len() <= n {
            self.f.states.push(State::default());
        }
        self.f.states[n] = state;
        Ok(())
    }
}
