//! Docstrings and signatures of native functions, descriptors and types: CPython's, from a text that is read when the first one is asked for.

use super::types::qualified_name;
use super::{Res, Runtime};
use crate::generated::layouts::o_builtin;
use crate::heap::{Kind, Ref, Value};
use hashbrown::HashMap;
use std::sync::OnceLock;

#[derive(Clone, Copy, Default)]
struct Entry {
    signature: &'static str,
    doc: &'static str,
}

/// Made by scripts/docstrings.py, which says what it looks like.
static TEXT: &str = include_str!("docstrings.txt");

fn entry(name: &str) -> Option<Entry> {
    static ENTRIES: OnceLock<HashMap<&str, Entry>> = OnceLock::new();
    let entries = ENTRIES.get_or_init(|| {
        let parts = TEXT.split_terminator("\x1e\n").filter_map(|part| {
            let (name, rest) = part.split_once('\x1f')?;
            let (signature, doc) = rest.split_once('\x1f')?;
            Some((name, Entry { signature, doc }))
        });
        parts.collect()
    });
    entries.get(name).copied()
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
            return Ok(entry(&format!("{class}.{name}"))
                .or_else(|| entry(&format!("*.{name}")))
                .unwrap_or_default());
        }
        let module = self.module_name(owner).unwrap_or_default();
        Ok(entry(&format!("{module}.{name}"))
            .or_else(|| entry(&format!("_{module}.{name}")))
            .unwrap_or_default())
    }

    pub(crate) fn owned_doc(&mut self, v: Value) -> Res<Value> {
        let doc = self.owned_entry(v)?.doc;
        self.text_or_none(doc)
    }

    pub(crate) fn owned_signature(&mut self, v: Value) -> Res<Value> {
        let signature = self.owned_entry(v)?.signature;
        self.text_or_none(signature)
    }

    /// Of a native class, if there is one.
    pub(crate) fn class_doc(&mut self, class: Ref) -> Res<Option<Value>> {
        let name = qualified_name(self, class)?;
        match entry(&name) {
            Some(Entry { doc, .. }) if !doc.is_empty() => self.new_str(doc).map(Some),
            _ => Ok(None),
        }
    }

    pub(crate) fn class_signature(&mut self, class: Ref) -> Res<Value> {
        let name = qualified_name(self, class)?;
        let signature = entry(&name).map_or("", |e| e.signature);
        self.text_or_none(signature)
    }
}
