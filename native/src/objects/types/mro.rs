//! The method resolution order (C3).

use crate::generated::layouts::o_type;
use crate::heap::{Ref, Value};
use crate::objects::{Res, Runtime};

impl Runtime {
    /// What `type.mro` makes of the class's bases.
    pub(super) fn default_mro(&mut self, class: Ref) -> Res<Vec<Ref>> {
        let bases = self.info(class).bases.clone();
        let mut mro = vec![class];
        mro.extend(self.linearize(&bases)?);
        Ok(mro)
    }

    /// The MRO of a class: what its metaclass's `mro` says, if that is not type's.
    pub(super) fn find_mro(&mut self, class: Ref) -> Res<Vec<Ref>> {
        let name = self.intern("mro")?;
        let meta = self.heap.class(class);
        let own = self.lookup_type(meta, name);
        let Some(method) = own.filter(|&f| Some(f) != self.lookup_type(self.types.type_, name)) else {
            return self.default_mro(class);
        };
        if self.info(class).mro.is_empty() {
            // Until it has said so, what it inherits is what its layout comes from.
            let base = self.info(class).base;
            let mut mro = vec![class];
            mro.extend(self.info(base).mro.clone());
            self.set_mro(class, mro)?;
        }
        let method = self.bind_descriptor(method, Value::object(class), meta)?;
        let result = self.call(method, &[])?;
        let mut mro = Vec::new();
        for c in self.collect(result)? {
            if !self.is_type(c) {
                let got = self.type_name(c);
                return self.type_error(format!("mro() returned a non-class ('{got}')"));
            }
            let (solid, wanted) = (self.solid_base(class), self.solid_base(c.obj()));
            if !self.is_subclass(solid, wanted) {
                let got = self.class_name(c.obj());
                return self.type_error(format!("mro() returned base with unsuitable layout ('{got}')"));
            }
            mro.push(c.obj());
        }
        if mro.is_empty() {
            return self.type_error("type MRO must not be empty");
        }
        Ok(mro)
    }

    /// Renews the MRO of a class whose bases changed and of its subclasses; `old` gets what they had.
    pub(super) fn renew_mro(&mut self, class: Ref, old: &mut Vec<(Ref, Vec<Ref>)>) -> Res<()> {
        let before = self.heap.field(class, o_type::MRO);
        let mro = self.find_mro(class)?;
        if self.heap.field(class, o_type::MRO) != before {
            // Meanwhile it got other bases and what they give.
            return Ok(());
        }
        old.push((class, self.info(class).mro.clone()));
        self.set_mro(class, mro)?;
        for sub in self.info(class).subclasses.clone() {
            self.renew_mro(sub, old)?;
        }
        Ok(())
    }

    /// The MRO of a class with these bases, without the class itself.
    pub(super) fn linearize(&mut self, bases: &[Ref]) -> Res<Vec<Ref>> {
        if let [base] = bases {
            return Ok(self.info(*base).mro.clone());
        }
        if let Some(i) = (1..bases.len()).find(|&i| bases[..i].contains(&bases[i])) {
            let name = self.class_name(bases[i]);
            return self.type_error(format!("duplicate base class {name}"));
        }
        let mut lists: Vec<Vec<Ref>> = bases.iter().map(|&b| self.info(b).mro.clone()).collect();
        lists.push(bases.to_vec());
        let mut result = Vec::new();
        loop {
            lists.retain(|l| !l.is_empty());
            if lists.is_empty() {
                return Ok(result);
            }
            let head = lists
                .iter()
                .map(|l| l[0])
                .find(|h| lists.iter().all(|l| !l[1..].contains(h)));
            let Some(head) = head else {
                let mut names: Vec<String> = Vec::new();
                for l in &lists {
                    let name = self.class_name(l[0]);
                    if !names.contains(&name) {
                        names.push(name);
                    }
                }
                let names = names.join(", ");
                return self.type_error(format!(
                    "Cannot create a consistent method resolution\norder (MRO) for bases {names}"
                ));
            };
            result.push(head);
            for l in &mut lists {
                if l[0] == head {
                    l.remove(0);
                }
            }
        }
    }

    pub(crate) fn class_values(classes: &[Ref]) -> Vec<Value> {
        classes.iter().map(|&c| Value::object(c)).collect()
    }
}
