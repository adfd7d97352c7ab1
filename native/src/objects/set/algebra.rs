//! Union, intersection, difference: which operand is walked decides the order of the result, so each goes as in CPython.

use crate::heap::{Kind, Ref, Value};
use crate::objects::{Res, Runtime};

impl Runtime {
    /// Calls `f` for each key (and hash, where it is known) of a set, dict or iterable, with the key rooted.
    fn each_key(&mut self, source: Value, mut f: impl FnMut(&mut Runtime, Value, i64) -> Res<()>) -> Res<()> {
        let scope = self.scope();
        self.root(source);
        let result = self.each_key_rooted(source, &mut f);
        self.unscope(scope);
        result
    }

    fn each_key_rooted(&mut self, source: Value, f: &mut impl FnMut(&mut Runtime, Value, i64) -> Res<()>) -> Res<()> {
        let r = source.as_object().unwrap_or_default();
        if self.is_any_set(source) {
            let mut i = 0;
            while let Some(n) = self.set_next_place(r, i) {
                let (key, hash) = self.set_entry(r, n);
                self.rooted(&[key], |rt| f(rt, key, hash))?;
                i = n + 1;
            }
        } else if self.is_exact(source, self.types.dict) {
            let mut i = 0;
            while let Some(n) = self.dict_entry_from(r, i) {
                let (key, _, hash) = self.dict_entry(r, n);
                self.rooted(&[key], |rt| f(rt, key, hash))?;
                i = n + 1;
            }
        } else {
            let it = self.iter(source)?;
            self.root(it);
            while let Some(key) = self.next(it)? {
                self.rooted(&[key], |rt| {
                    let hash = rt.key_hash(key)?;
                    f(rt, key, hash)
                })?;
            }
        }
        Ok(())
    }

    /// An empty set of the base type of `like`.
    fn empty_like(&mut self, like: Value) -> Res<Value> {
        match self.kind_of(like) {
            Some(Kind::Frozenset) => self.new_set_of(Kind::Frozenset, self.types.frozenset),
            _ => self.new_set(),
        }
    }

    /// A copy of the base type.
    pub fn set_copy(&mut self, set: Value) -> Res<Value> {
        let new = self.empty_like(set)?;
        self.set_merge(new.obj(), set.obj())?;
        Ok(new)
    }

    pub fn set_update(&mut self, set: Value, iterable: Value) -> Res<()> {
        let s = set.obj();
        let scope = self.scope();
        self.root(set);
        let result = if self.is_any_set(iterable) {
            self.set_merge(s, iterable.obj())
        } else {
            let room = if self.is_exact(iterable, self.types.dict) {
                let count = self.dict_len(iterable.obj()) as u32;
                self.set_make_room(s, count)
            } else {
                Ok(())
            };
            room.and_then(|()| self.each_key(iterable, |rt, key, hash| rt.set_add_hash(s, key, hash)))
        };
        self.unscope(scope);
        result
    }

    pub fn set_union(&mut self, a: Value, b: Value) -> Res<Value> {
        let new = self.set_copy(a)?;
        if a != b {
            self.set_update(new, b)?;
        }
        Ok(new)
    }

    pub fn set_intersection(&mut self, a: Value, b: Value) -> Res<Value> {
        if a == b {
            return self.set_copy(a);
        }
        let new = self.empty_like(a)?;
        let (mut walked, mut asked) = (b, a.obj());
        if self.is_any_set(b) && self.set_len(b.obj()) > self.set_len(a.obj()) {
            (walked, asked) = (a, b.obj());
        }
        self.rooted(&[new, a, b], |rt| {
            rt.each_key(walked, |rt, key, hash| {
                if rt.set_has_hash(asked, key, hash)? {
                    rt.set_add_hash(new.obj(), key, hash)?;
                }
                Ok(())
            })
        })?;
        Ok(new)
    }

    pub fn set_intersection_update(&mut self, a: Value, b: Value) -> Res<()> {
        let new = self.set_intersection(a, b)?;
        self.set_take(a.obj(), new.obj());
        Ok(())
    }

    pub fn set_difference(&mut self, a: Value, b: Value) -> Res<Value> {
        let is_dict = self.is_exact(b, self.types.dict);
        let size = if self.is_any_set(b) {
            Some(self.set_len(b.obj()))
        } else if is_dict {
            Some(self.dict_len(b.obj()))
        } else {
            None
        };
        if size.is_none_or(|size| self.set_len(a.obj()) >> 2 > size) {
            let new = self.set_copy(a)?;
            self.set_difference_update(new, b)?;
            return Ok(new);
        }
        let new = self.empty_like(a)?;
        self.rooted(&[new, b], |rt| {
            rt.each_key(a, |rt, key, hash| {
                let other = b.obj();
                let common = if is_dict {
                    rt.dict_find(other, key, hash)?.is_some()
                } else {
                    rt.set_has_hash(other, key, hash)?
                };
                if common {
                    Ok(())
                } else {
                    rt.set_add_hash(new.obj(), key, hash)
                }
            })
        })?;
        Ok(new)
    }

    pub fn set_difference_update(&mut self, a: Value, b: Value) -> Res<()> {
        if a == b {
            return self.set_clear(a.obj());
        }
        let mut other = b;
        if self.is_any_set(b) && self.set_len(b.obj()) >> 3 > self.set_len(a.obj()) {
            other = self.set_intersection(a, b)?;
        }
        let s: Ref = a.obj();
        self.rooted(&[a], |rt| {
            rt.each_key(other, |rt, key, hash| rt.set_discard_hash(s, key, hash).map(|_| ()))
        })?;
        self.set_shrink(s)
    }

    pub fn set_symmetric_difference(&mut self, a: Value, b: Value) -> Res<Value> {
        let new = self.empty_like(a)?;
        self.rooted(&[a], |rt| {
            rt.set_update(new, b)?;
            rt.set_symmetric_difference_update(new, a)
        })?;
        Ok(new)
    }

    pub fn set_symmetric_difference_update(&mut self, a: Value, b: Value) -> Res<()> {
        if a == b {
            return self.set_clear(a.obj());
        }
        let scope = self.scope();
        self.root(a);
        let result = (|| {
            let mut other = b;
            if !self.is_any_set(b) && !self.is_exact(b, self.types.dict) {
                other = self.set_from(b)?;
            }
            let s = a.obj();
            self.each_key(other, |rt, key, hash| {
                if rt.set_discard_hash(s, key, hash)? {
                    Ok(())
                } else {
                    rt.set_add_hash(s, key, hash)
                }
            })
        })();
        self.unscope(scope);
        result
    }

    pub fn set_is_subset(&mut self, a: Value, b: Value) -> Res<bool> {
        if self.set_len(a.obj()) > self.set_len(b.obj()) {
            return Ok(false);
        }
        let mut i = 0;
        while let Some(n) = self.set_next_place(a.obj(), i) {
            let (key, hash) = self.set_entry(a.obj(), n);
            if !self.set_has_hash(b.obj(), key, hash)? {
                return Ok(false);
            }
            i = n + 1;
        }
        Ok(true)
    }

    pub fn set_is_disjoint(&mut self, a: Value, b: Value) -> Res<bool> {
        if a == b {
            return Ok(self.set_len(a.obj()) == 0);
        }
        let (mut walked, mut asked) = (b, a);
        if self.is_any_set(b) && self.set_len(b.obj()) > self.set_len(a.obj()) {
            (walked, asked) = (a, b);
        }
        let scope = self.scope();
        self.root(asked);
        let result = (|| {
            let it = self.iter(walked)?;
            self.root(it);
            while let Some(key) = self.next(it)? {
                if self.rooted(&[key], |rt| rt.set_has(asked.obj(), key))? {
                    return Ok(false);
                }
            }
            Ok(true)
        })();
        self.unscope(scope);
        result
    }
}
