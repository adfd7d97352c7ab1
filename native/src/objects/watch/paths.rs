//! Paths: how it is known that an object is still reachable, without looking at everything.

use std::collections::HashMap;

use super::Place;
use crate::generated::layouts::{
    frame, o_bound_method, o_buffer, o_cell, o_dict, o_dict_entry, o_exception, o_frame_object, o_function,
    o_generator, o_instance, o_list, o_seq_iter, o_set, o_traceback, o_tuple, o_type, tag,
};
use crate::heap::{Kind, Marks, Ref, Value};
use crate::objects::Runtime;

/// Objects that the search for paths looks at.
const SEARCHED: usize = 3000;

/// Kinds of objects that the search goes into; classes too, if they are the program's.
const CONTAINERS: &[Kind] = &[
    Kind::Instance,
    Kind::List,
    Kind::Tuple,
    Kind::Dict,
    Kind::Set,
    Kind::Frozenset,
    Kind::Cell,
    Kind::BoundMethod,
    Kind::Function,
    Kind::Generator,
    Kind::ListIter,
    Kind::TupleIter,
    Kind::Exception,
    Kind::Traceback,
    Kind::Frame,
];

/// A place that holds a reference.
#[derive(Clone)]
pub enum Link {
    /// A namespace, which is there as long as anything runs in it.
    Root,
    Register {
        fp: u32,
        register: u32,
    },
    /// Words of the heap that hold what they held, and an index that is below a length.
    Words {
        words: [(u32, u32); 3],
        limit: Option<(u32, u32)>,
    },
}

#[derive(Clone)]
pub struct Step {
    link: Link,
    pub child: Ref,
    /// In which order CPython drops what one object holds: lists and tuples from the end.
    rank: i64,
}

pub struct Watched {
    pub object: Ref,
    pub path: Vec<Step>,
}

impl Watched {
    pub fn ranks(&self) -> Vec<i64> {
        self.path.iter().map(|step| step.rank).collect()
    }
}

impl Runtime {
    /// Indices of the objects whose paths do not hold any more.
    pub(super) fn lost(&self, places: &[Place]) -> Vec<usize> {
        let holds = |step: &Step| match &step.link {
            Link::Root => true,
            Link::Register { fp, register } => places.iter().rev().any(|p| {
                p.fp == *fp
                    && p.held.as_ref().is_none_or(|h| h.has(*register))
                    && self.register(*fp, *register) == Value::object(step.child)
            }),
            Link::Words { words, limit } => {
                words.iter().all(|&(at, word)| self.heap.u32(Ref(0), at) == word)
                    && limit.is_none_or(|(at, index)| self.heap.u32(Ref(0), at) > index)
            }
        };
        let objects = self.gc.watch.objects.iter().enumerate();
        objects
            .filter(|(_, w)| w.path.is_empty() || !w.path.iter().all(holds))
            .map(|(i, _)| i)
            .collect()
    }

    pub(super) fn register(&self, fp: u32, register: u32) -> Value {
        self.heap.value(Ref((fp + frame::REGS + register) * 8), 0)
    }

    /// Looks for new paths; gives the objects that it has found none to.
    pub(super) fn search(&mut self, places: &[Place], lost: Vec<usize>) -> Vec<usize> {
        let mut roots = Vec::new();
        for place in places.iter().rev() {
            let function = self.heap.value(Ref(place.fp * 8), frame::FUNC * 8).obj();
            roots.push(root(self.heap.field(function, o_function::GLOBALS)));
        }
        for place in places.iter().rev() {
            for register in place.registers() {
                let Some(child) = self.register(place.fp, register).as_object() else {
                    continue;
                };
                let link = Link::Register { fp: place.fp, register };
                let rank = place.fp as i64 + register as i64;
                roots.push(Step { link, child, rank });
            }
        }
        self.search_from(roots, lost)
    }

    pub(super) fn search_from(&mut self, roots: Vec<Step>, lost: Vec<usize>) -> Vec<usize> {
        let mut nodes: Vec<(Option<usize>, Step)> = Vec::new();
        let mut seen: HashMap<Ref, usize> = HashMap::new();
        for step in roots {
            push(&mut nodes, &mut seen, None, step);
        }
        let mut at = 0;
        while at < nodes.len() && at < SEARCHED {
            let mut steps = Vec::new();
            self.children(nodes[at].1.child, &mut steps);
            for step in steps {
                push(&mut nodes, &mut seen, Some(at), step);
            }
            at += 1;
        }
        let mut left = Vec::new();
        for i in lost {
            let Some(&found) = seen.get(&self.gc.watch.objects[i].object) else {
                left.push(i);
                continue;
            };
            let (mut path, mut node) = (Vec::new(), Some(found));
            while let Some(n) = node {
                path.push(nodes[n].1.clone());
                node = nodes[n].0;
            }
            path.reverse();
            self.gc.watch.objects[i].path = path;
        }
        left
    }

    /// What an object of a common kind holds.
    fn children(&self, r: Ref, out: &mut Vec<Step>) {
        let heap = &self.heap;
        let value = |at: u32, guard: [(u32, u32); 1], limit: Option<(u32, u32)>, rank: i64, out: &mut Vec<Step>| {
            let Some(child) = heap.value(Ref(at), 0).as_object() else {
                return;
            };
            let is_container = match heap.kind(child) {
                Kind::Type => self.info(child).users,
                kind => CONTAINERS.contains(&kind),
            };
            if !is_container {
                return;
            }
            let words = [(at, child.0), (at + 4, tag::REF), guard[0]];
            out.push(Step {
                link: Link::Words { words, limit },
                child,
                rank,
            });
        };
        let word = |at: u32, out: &mut Vec<Step>| {
            let child = Ref(heap.u32(Ref(0), at));
            if !child.is_none() {
                let words = [(at, child.0); 3];
                let link = Link::Words { words, limit: None };
                out.push(Step { link, child, rank: 0 });
            }
        };
        let same = |at: u32| [(at, heap.u32(Ref(0), at))];
        match heap.kind(r) {
            Kind::Instance => {
                let shape = same(r.0 + o_instance::SHAPE);
                for i in 0..heap.inline_places(r) {
                    value(r.0 + o_instance::SLOTS + 8 * i, shape, None, i as i64, out);
                }
                let attrs = heap.field(r, o_instance::ATTRS);
                if attrs.is_none() {
                } else if heap.kind(attrs) == Kind::BufferValues {
                    let same_buffer = same(r.0 + o_instance::ATTRS);
                    for i in 0..heap.u32(attrs, o_buffer::SIZE) / 8 {
                        value(
                            attrs.0 + o_buffer::DATA + 8 * i,
                            same_buffer,
                            None,
                            1000 + i as i64,
                            out,
                        );
                    }
                } else {
                    word(r.0 + o_instance::ATTRS, out);
                }
            }
            Kind::List => {
                let items = heap.field(r, o_list::ITEMS);
                for i in 0..heap.u32(r, o_list::LEN) {
                    let limit = Some((r.0 + o_list::LEN, i));
                    value(
                        items.0 + o_buffer::DATA + 8 * i,
                        same(r.0 + o_list::ITEMS),
                        limit,
                        -(i as i64),
                        out,
                    );
                }
            }
            Kind::Tuple => {
                for i in 0..heap.u32(r, o_tuple::LEN) {
                    value(
                        r.0 + o_tuple::ITEMS + 8 * i,
                        same(r.0 + o_tuple::LEN),
                        None,
                        -(i as i64),
                        out,
                    );
                }
            }
            Kind::Dict => {
                let entries = heap.field(r, o_dict::ENTRIES);
                for i in 0..heap.u32(r, o_dict::NEXT) {
                    let entry = entries.0 + o_buffer::DATA + i * o_dict_entry::SIZE;
                    let limit = Some((r.0 + o_dict::NEXT, i));
                    let guard = same(r.0 + o_dict::ENTRIES);
                    value(entry + o_dict_entry::KEY, guard, limit, i as i64, out);
                    value(entry + o_dict_entry::KEY + 8, guard, limit, i as i64, out);
                }
            }
            Kind::Cell => value(r.0 + o_cell::VALUE, same(r.0), None, 0, out),
            Kind::BoundMethod => value(r.0 + o_bound_method::SELF, same(r.0), None, 0, out),
            Kind::Function => word(r.0 + o_function::CLOSURE, out),
            Kind::Type => word(r.0 + o_type::ATTRS, out),
            Kind::Set | Kind::Frozenset => {
                let table = heap.field(r, o_set::TABLE);
                let slots = if table.is_none() {
                    0
                } else {
                    heap.u32(r, o_set::MASK) + 1
                };
                for i in 0..slots {
                    let at = table.0 + o_buffer::DATA + 16 * i + 8;
                    value(at, same(r.0 + o_set::TABLE), None, i as i64, out);
                }
            }
            Kind::Exception => {
                word(r.0 + o_exception::ATTRS, out);
                word(r.0 + o_exception::ARGS, out);
                for i in 0..3 {
                    value(r.0 + o_exception::CAUSE + 8 * i, same(r.0), None, i as i64, out);
                }
            }
            Kind::Traceback => {
                value(r.0 + o_traceback::NEXT, same(r.0), None, 0, out);
                value(r.0 + o_traceback::NEXT + 8, same(r.0), None, 1, out);
            }
            Kind::Frame => {
                for i in 0..heap.u32(r, o_frame_object::COUNT) {
                    value(r.0 + o_frame_object::VARS + 8 * i, same(r.0), None, i as i64, out);
                }
            }
            Kind::ListIter | Kind::TupleIter => word(r.0 + o_seq_iter::SEQ, out),
            Kind::Generator => {
                // Not its header, which names the generator itself.
                for i in frame::REGS..heap.u32(r, o_generator::NSLOTS) {
                    value(
                        r.0 + o_generator::FRAME + 8 * i,
                        same(r.0 + o_generator::PC),
                        None,
                        i as i64,
                        out,
                    );
                }
            }
            _ => {}
        }
    }

    /// Dead objects that a dead one holds, directly or not.
    pub(super) fn reached(&self, from: Ref, marks: &Marks) -> Vec<Ref> {
        let mut found: Vec<Ref> = Vec::new();
        let mut next = vec![from];
        while let Some(r) = next.pop() {
            let mut steps = Vec::new();
            self.children(r, &mut steps);
            for step in steps {
                if !marks.is_marked(step.child) && !found.contains(&step.child) && found.len() < SEARCHED {
                    found.push(step.child);
                    next.push(step.child);
                }
            }
        }
        found
    }
}

pub fn root(namespace: Ref) -> Step {
    Step {
        link: Link::Root,
        child: namespace,
        rank: 0,
    }
}

fn push(nodes: &mut Vec<(Option<usize>, Step)>, seen: &mut HashMap<Ref, usize>, parent: Option<usize>, step: Step) {
    if let std::collections::hash_map::Entry::Vacant(place) = seen.entry(step.child) {
        place.insert(nodes.len());
        nodes.push((parent, step));
    }
}
