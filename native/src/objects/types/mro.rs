//! The method resolution order (C3).

use crate::heap::{Ref, Value};
use crate::objects::{Res, Runtime};

impl Runtime {
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
