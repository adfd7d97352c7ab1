//! Docstrings and signatures of native functions, descriptors and types: CPython's, from a file that the build makes
//! (scripts/docstrings.py says what it looks like) and that is read when the first one is asked for. Without it there are none.

use super::registry;
use super::types::qualified_name;
use super::{Res, Runtime};
use crate::generated::layouts::o_builtin;
use crate::heap::{Kind, Ref, Value};
use hashbrown::HashMap;
use std::cell::OnceCell;
use std::path::PathBuf;

#[derive(Clone, Default)]
struct Entry {
    signature: Box<str>,
    doc: Box<str>,
}

#[derive(Default)]
pub struct Docs {
    pub file: PathBuf,
    entries: OnceCell<HashMap<Box<str>, Entry>>,
}

impl Docs {
    fn entry(&self, name: &str) -> Option<Entry> {
        let entries = self.entries.get_or_init(|| {
            let text = std::fs::read_to_string(&self.file).unwrap_or_default();
            let parts = text.split_terminator("\x1e\n").filter_map(|part| {
                let (name, rest) = part.split_once('\x1f')?;
                let (signature, doc) = rest.split_once('\x1f')?;
                let (signature, doc) = (signature.into(), doc.into());
                Some((name.into(), Entry { signature, doc }))
            });
            parts.collect()
        });
        entries.get(name).cloned()
    }
}

impl Runtime {
    fn text_or_none(&mut self, text: &str) -> Res<Value> {
        if text.is_empty() {
            return Ok(Value::NONE);
        }
        self.new_str(text)
    }

    /// Of an object with OWNER and NAME: a native function, a descriptor.
    fn owned_entry(&mut self, v: Value) -> Res<Entry> {
        let owner = self.heap.field(v.obj(), o_builtin::OWNER);
        let name = self.str_to_string(Value::object(self.heap.field(v.obj(), o_builtin::NAME)));
        if owner.is_none() {
            return Ok(Entry::default());
        }
        if self.heap.kind(owner) == Kind::Type {
            if self.info(owner).heap_type {
                return Ok(Entry::default());
            }
            let class = qualified_name(self, owner)?;
            return Ok(self
                .core
                .docs
                .entry(&format!("{class}.{name}"))
                .or_else(|| self.core.docs.entry(&format!("*.{name}")))
                .unwrap_or_default());
        }
        let module = self.module_name(owner).unwrap_or_default();
        Ok(self
            .core
            .docs
            .entry(&format!("{module}.{name}"))
            .or_else(|| self.core.docs.entry(&format!("_{module}.{name}")))
            .unwrap_or_default())
    }

    pub(crate) fn owned_doc(&mut self, v: Value) -> Res<Value> {
        let doc = self.owned_entry(v)?.doc;
        self.text_or_none(&doc)
    }

    pub(crate) fn owned_signature(&mut self, v: Value) -> Res<Value> {
        let signature = self.owned_entry(v)?.signature;
        self.text_or_none(&signature)
    }

    /// Of a native module, which is told when it is asked for.
    pub(crate) fn module_doc(&mut self, module: Value) -> Res<Value> {
        let name = self.module_name(module.obj()).unwrap_or_default();
        if self.core.modules.get(name.as_str()) != Some(&module) {
            return Ok(Value::NONE);
        }
        let entry = self
            .core
            .docs
            .entry(&name)
            .or_else(|| self.core.docs.entry(&format!("_{name}")));
        let own = || registry::modules().find(|m| m.name == name).map_or("", |m| m.doc);
        let doc = entry.map_or_else(|| own().into(), |entry| entry.doc);
        self.text_or_none(&doc)
    }

    /// Of a native class, if there is one.
    pub(crate) fn class_doc(&mut self, class: Ref) -> Res<Option<Value>> {
        let name = qualified_name(self, class)?;
        match self.core.docs.entry(&name) {
            Some(Entry { doc, .. }) if !doc.is_empty() => self.new_str(&doc).map(Some),
            _ => Ok(None),
        }
    }

    pub(crate) fn class_signature(&mut self, class: Ref) -> Res<Value> {
        let name = qualified_name(self, class)?;
        let signature = self.core.docs.entry(&name).unwrap_or_default().signature;
        self.text_or_none(&signature)
    }
}
