//! A unit's IR as text, for dumps; `filetests/parse.rs` reads it.

use std::fmt::Write;

use super::{Edge, Func, Home, Mem, NIL, Opc, Term, Ty, Val};
use crate::heap::{Kind, Value};
use crate::jit::helpers::Helper;

impl Func {
    pub fn print(&self) -> String {
        let mut s = String::new();
        for (i, b) in self.blocks.iter().enumerate() {
            if b.insts.is_empty() && matches!(b.term, Term::Open) {
                continue;
            }
            let params: Vec<String> = b
                .params
                .iter()
                .map(|&p| format!("{}: {}", v(p), self.ty_name(p)))
                .collect();
            let mut mark = b.loop_header.map_or(String::new(), |pc| format!(" ; loop at {pc}"));
            if let Some(s) = b.before_loop {
                let _ = write!(mark, ", before it s{s}");
            }
            let _ = writeln!(s, "b{i}({}):{mark}", params.join(", "));
            for &x in &b.insts {
                let _ = writeln!(s, "    {}", self.print_inst(x));
            }
            let edge = |e: &Edge| {
                format!(
                    "b{}({})",
                    e.to,
                    e.args.iter().map(|&a| v(a)).collect::<Vec<_>>().join(", ")
                )
            };
            let _ = match &b.term {
                Term::Open => writeln!(s, "    open"),
                Term::Jump(e) => writeln!(s, "    jump {}", edge(e)),
                Term::Branch { cond, yes, no } => writeln!(s, "    if {} {} else {}", v(*cond), edge(yes), edge(no)),
                Term::Exit(st, why) => writeln!(s, "    exit s{st} {why:?}"),
                Term::Return(x) => writeln!(s, "    return {}", v(*x)),
                Term::Yield(x, pc) => writeln!(s, "    yield {} {pc}", v(*x)),
                Term::Enter(entries) => {
                    let entries: Vec<String> = entries.iter().map(|(pc, b)| format!("{pc}: b{b}()")).collect();
                    writeln!(s, "    enter {}", entries.join(", "))
                }
            };
        }
        for (i, frame) in self.frames.iter().enumerate().skip(1) {
            let _ = writeln!(s, "; frame {i}: {frame:?}");
        }
        let mut sunk: Vec<Val> = self.sunk.iter().copied().collect();
        sunk.sort_unstable();
        for x in sunk {
            let _ = writeln!(s, "at exits {}", self.print_inst(x));
        }
        for (i, st) in self.states.iter().enumerate() {
            let items: Vec<String> = st
                .items
                .iter()
                .map(|&(h, x)| format!("{}={}", self.home(h), v(x)))
                .collect();
            let virt: Vec<String> = st
                .virtuals
                .iter()
                .map(|(r, k, f)| format!("r{r}={k:?}({})", f.map(v).join(", ")))
                .collect();
            let inlined = if st.frame == 0 {
                String::new()
            } else {
                format!(" of frame {}", st.frame)
            };
            let _ = writeln!(s, "s{i}: pc {}{inlined} {}", st.pc, [items, virt].concat().join(" "));
        }
        s
    }

    fn home(&self, slot: u32) -> String {
        match self.homes[slot as usize] {
            Home::Register(r) => format!("r{r}"),
            Home::Global(at) => format!("[{at:#x}]"),
            Home::Field { reg, offset } => format!("r{reg}+{offset}"),
        }
    }

    fn ty_name(&self, x: Val) -> String {
        let i = self.inst(x);
        match i.ty {
            Ty::Int if i.lo > i64::MIN || i.hi < i64::MAX => {
                let side = |n: i64| {
                    if n == i64::MIN || n == i64::MAX {
                        String::new()
                    } else {
                        n.to_string()
                    }
                };
                format!("int {}..{}", side(i.lo), side(i.hi))
            }
            Ty::Int => "int".into(),
            Ty::Float => "float".into(),
            Ty::Bool => "bool".into(),
            Ty::Obj(k) => format!("{k:?}").to_lowercase(),
            Ty::Boxed => "any".into(),
            Ty::Virtual(k) => format!("virtual {k:?}").to_lowercase(),
            Ty::None => "-".into(),
        }
    }

    fn print_inst(&self, x: Val) -> String {
        let i = self.inst(x);
        let mut s = if i.ty == Ty::None {
            String::new()
        } else {
            format!("{}: {} = ", v(x), self.ty_name(x))
        };
        let _ = write!(s, "{:?}", i.op);
        if i.mem != Mem::None {
            let _ = write!(s, ".{:?}", i.mem);
        }
        for &a in &i.args {
            let _ = write!(s, " {}", v(a));
        }
        match i.op {
            Opc::ConstFloat => {
                let _ = write!(s, " {:?}", f64::from_bits(i.imm as u64));
            }
            Opc::ConstVal | Opc::GuardBits => {
                let _ = write!(s, " {:?}", Value(i.imm as u64));
            }
            Opc::Call => {
                let _ = write!(s, " {:?}", Helper::ALL[i.imm as usize]);
            }
            Opc::LoadSlot | Opc::StoreSlot => {
                let _ = write!(s, " {}", self.home(i.imm as u32));
            }
            Opc::GuardKind => {
                let _ = write!(s, " {:?}", Kind::ALL[i.imm as usize]);
            }
            Opc::ConstInt
            | Opc::ConstBool
            | Opc::ICmp
            | Opc::FCmp
            | Opc::Guard
            | Opc::KernelOp
            | Opc::StrIsChar
            | Opc::CallUnit
            | Opc::CallOwn
            | Opc::ResumeGenerator => {
                let _ = write!(s, " {}", i.imm);
            }
            _ if i.imm != 0 => {
                let _ = write!(s, " +{}", i.imm);
            }
            _ => {}
        }
        if let Some((st, why)) = i.exit {
            let _ = write!(s, " ? s{st} {why:?}");
        }
        s
    }
}

fn v(x: Val) -> String {
    if x == NIL { "_".into() } else { format!("v{x}") }
}
