//! Containers and iteration.

use crate::heap::Value;
use crate::objects::{Exc, Res, Runtime};

impl Runtime {
    pub fn len(&mut self, _v: Value) -> Res<usize> {
        self.raise(Exc::NotImplementedError, "len is not supported yet")
    }

    /// `__length_hint__`, or `default`.
    pub fn length_hint(&mut self, _v: Value, default: usize) -> Res<usize> {
        Ok(default)
    }

    pub fn contains(&mut self, _container: Value, _v: Value) -> Res<bool> {
        self.raise(Exc::NotImplementedError, "in is not supported yet")
    }

    pub fn get_item(&mut self, _v: Value, _key: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "subscription is not supported yet")
    }

    pub fn set_item(&mut self, _v: Value, _key: Value, _value: Value) -> Res<()> {
        self.raise(Exc::NotImplementedError, "subscription is not supported yet")
    }

    pub fn del_item(&mut self, _v: Value, _key: Value) -> Res<()> {
        self.raise(Exc::NotImplementedError, "subscription is not supported yet")
    }

    pub fn iter(&mut self, _v: Value) -> Res<Value> {
        self.raise(Exc::NotImplementedError, "iteration is not supported yet")
    }

    /// `None`: exhausted.
    pub fn next(&mut self, _it: Value) -> Res<Option<Value>> {
        self.raise(Exc::NotImplementedError, "iteration is not supported yet")
    }

    /// All items of an iterable. They are not rooted: the caller does so if it calls back.
    pub fn collect(&mut self, _iterable: Value) -> Res<Vec<Value>> {
        self.raise(Exc::NotImplementedError, "iteration is not supported yet")
    }

    /// Is it a sequence in the sense of C's PySequence_Check: has `__getitem__`, is no dict?
    pub fn is_sequence(&mut self, _v: Value) -> bool {
        false
    }
}
