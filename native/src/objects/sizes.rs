//! How large objects are in CPython 3.11 on 64-bit machines, which is what `sys.getsizeof` tells: programs print and compare it.
//! What depends on an object's history, such as the room that a dict has left, is as if it had grown one by one.

use super::spec::{MethodDef, Params, function};
use super::{Exc, Res, Runtime};
use crate::generated::layouts::o_bytes;
use crate::heap::{Kind, Ref, Value};

/// Bytes of an object, of each of its items if their number varies, and whether the garbage collector's header precedes it.
#[derive(Clone, Copy)]
pub struct Size {
    pub basic: i64,
    pub item: i64,
    pub collected: bool,
}

/// Bytes before an object that the collector knows, and before one whose attributes are found through the class.
const HEADER: i64 = 16;
const POINTER: i64 = 8;

/// The size of instances of a class that CPython has in C, by its name.
fn native_size(name: &str) -> Size {
    let (basic, item, collected) = match name.rsplit('.').next().unwrap_or(name) {
        "object" | "NoneType" | "ellipsis" | "NotImplementedType" => (16, 0, false),
        "int" => (24, 4, false),
        "bool" => (32, 4, false),
        "float" => (24, 0, false),
        "complex" | "date" | "timezone" => (32, 0, false),
        "bytes" => (33, 1, false),
        "time" | "timedelta" => (40, 0, false),
        "range" | "range_iterator" | "datetime" => (48, 0, false),
        "bytearray" => (56, 0, false),
        "str" => (80, 0, false),
        "Decimal" => (104, 0, false),
        "code" => (184, 2, false),
        "tuple" => (24, 8, true),
        "cell" | "mappingproxy" | "dict_keys" | "dict_values" | "dict_items" | "SimpleNamespace" => (24, 0, true),
        "super" | "count" | "takewhile" | "dropwhile" | "attrgetter" | "slice" | "list" => (40, 0, true),
        "getset_descriptor" | "cycle" | "product" | "accumulate" | "itemgetter" | "RLock" | "set_iterator" | "zip"
        | "FileIO" | "dict" | "method" => (48, 0, true),
        "method_descriptor"
        | "wrapper_descriptor"
        | "islice"
        | "combinations"
        | "zip_longest"
        | "Struct"
        | "dict_keyiterator"
        | "dict_valueiterator"
        | "dict_itemiterator"
        | "enumerate"
        | "defaultdict"
        | "module"
        | "builtin_function_or_method" => (56, 0, true),
        "ReferenceType" | "partial" | "permutations" | "groupby" | "GenericAlias" | "property" | "array"
        | "BytesIO" => (64, 0, true),
        "BaseException" => (72, 0, true),
        "NameError" | "StopIteration" | "SystemExit" => (80, 0, true),
        "BaseExceptionGroup" | "AttributeError" => (88, 0, true),
        "Match" => (88, 8, true),
        "ImportError" => (96, 0, true),
        "Pattern" => (96, 4, true),
        "OrderedDict" | "OSError" | "UnicodeDecodeError" | "UnicodeEncodeError" | "UnicodeTranslateError" => {
            (112, 0, true)
        }
        "StringIO" => (120, 0, true),
        "function" | "SyntaxError" => (136, 0, true),
        "memoryview" => (144, 8, true),
        "_lru_cache_wrapper" | "BufferedReader" => (152, 0, true),
        "coroutine" | "async_generator" | "generator" => (152, 8, true),
        "TextIOWrapper" => (192, 0, true),
        "set" | "frozenset" => (200, 0, true),
        "deque" => (216, 0, true),
        "type" => (904, 40, true),
        _ => (32, 0, true),
    };
    Size { basic, item, collected }
}

impl Runtime {
    /// What `__basicsize__`, `__itemsize__` and a bit of `__flags__` say of a class.
    pub fn class_size(&self, class: Ref) -> Size {
        let info = self.info(class);
        if let Some(shown) = &info.shown {
            return native_size(shown);
        }
        let base = info.base;
        if base.is_none() || !info.heap_type && !self.is_sized_as_base(class) {
            return native_size(&info.name);
        }
        let below = self.info(base);
        let inherited = self.class_size(base);
        let mut basic = inherited.basic + POINTER * i64::from(info.fixed_slots - below.fixed_slots);
        if inherited.item == 0 && info.weak && !below.weak {
            basic += POINTER;
        }
        if inherited.item != 0 && info.has_dict && !below.has_dict {
            basic += POINTER;
        }
        Size {
            basic,
            item: inherited.item,
            collected: true,
        }
    }

    /// One of the exception classes that are as large as what they derive from.
    fn is_sized_as_base(&self, class: Ref) -> bool {
        let info = self.info(class);
        info.kind == Kind::Exception && native_size(&info.name).basic == 32
    }

    /// Whether the attributes of instances are found through the class: two words before the object are for that.
    fn manages_dict(&self, class: Ref) -> bool {
        let info = self.info(class);
        if info.shown.is_some() || !info.heap_type || !info.has_dict {
            return false;
        }
        let base = info.base;
        self.manages_dict(base) || !self.info(base).has_dict && self.class_size(base).item == 0
    }

    /// What `object.__sizeof__` says.
    pub fn plain_size(&mut self, v: Value) -> Res<i64> {
        let class = self.class_of(v);
        let size = self.class_size(class);
        let items = match self.kind_of(v) {
            Some(Kind::Tuple) => self.items_of_tuple(v).len() as i64,
            Some(Kind::Bytearray) => {
                let len = self.len(v)? as i64;
                return Ok(size.basic + if len > 0 { len + 1 } else { 0 });
            }
            Some(Kind::Native) if self.info(class).spec.is_some_and(|s| s.name == "deque") => {
                // Blocks of 64 places, filled from the left.
                let blocks = (1 + self.len(v)?).div_ceil(64) as i64;
                return Ok(size.basic + 528 * blocks);
            }
            Some(Kind::Native) if self.info(class).spec.is_some_and(|s| s.name.ends_with("array")) => {
                let item = self.get_attr_str(v, "itemsize")?;
                return Ok(size.basic + self.as_index(item)? * self.len(v)? as i64);
            }
            Some(Kind::Bytes) => i64::from(self.heap.u32(v.obj(), o_bytes::LEN)),
            Some(Kind::Memoryview) => 3,
            Some(Kind::Generator) => 1,
            Some(Kind::Code) => 4,
            _ => 0,
        };
        Ok(size.basic + size.item * items)
    }

    /// A list's room: exactly its length, or what appending one by one to an empty one leaves.
    pub fn list_size(&self, class: Ref, len: usize, room: usize) -> i64 {
        let places = if room == len {
            len
        } else {
            let mut places = 4;
            while places < len {
                let next = places + 1;
                places = (next + (next >> 3) + 6) & !3;
            }
            places
        };
        self.class_size(class).basic + POINTER * places as i64
    }

    pub fn dict_size(&self, dict: Value) -> i64 {
        let (d, basic) = (dict.obj(), self.class_size(self.class_of(dict)).basic);
        let len = self.dict_len(d);
        if len == 0 {
            return basic;
        }
        let mut log = 3;
        while (1usize << log) * 2 / 3 < len {
            log += 1;
        }
        let mut position = 0;
        let mut entry = 16;
        while let Some((key, _)) = self.dict_next(d, &mut position) {
            if self.kind_of(key) != Some(Kind::Str) {
                entry = 24;
                break;
            }
        }
        let index = if log < 8 {
            1
        } else if log < 16 {
            2
        } else {
            4
        };
        basic + 32 + (index << log) + entry * ((1i64 << log) * 2 / 3)
    }

    pub fn set_size(&self, set: Value) -> i64 {
        let len = self.set_len(set.obj());
        let mut slots = 8;
        loop {
            let full = ((slots - 1) * 3usize).div_ceil(5);
            if len < full {
                break;
            }
            slots = (full * if full > 50000 { 2 } else { 4 } + 1).next_power_of_two();
        }
        let table = if slots == 8 { 0 } else { 16 * slots as i64 };
        self.class_size(self.class_of(set)).basic + table
    }

    /// A class's own size: one made by a program has a table of its instances' attributes.
    pub fn class_object_size(&self, class: Ref) -> i64 {
        match self.info(class) {
            info if !info.heap_type || info.shown.is_some() => 408,
            _ if self.manages_dict(class) => 904 + 768,
            _ => 904,
        }
    }
}

fn getsizeof(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let (v, default) = (args[0], args[1]);
    match with_header(rt, v) {
        Err(_) if !default.is_unbound() && rt.matches(Exc::TypeError) => {
            rt.clear_exc();
            Ok(default)
        }
        result => result,
    }
}

fn with_header(rt: &mut Runtime, v: Value) -> Res<Value> {
    let Some(method) = rt.lookup_special(v, "__sizeof__")? else {
        let name = rt.type_name(v);
        return rt.type_error(format!("Type {name} doesn't define __sizeof__"));
    };
    let size = rt.call(method, &[])?;
    if !rt.is_int(size) {
        return rt.type_error("an integer is required");
    }
    let size = rt.as_index(size)?;
    if size < 0 {
        return rt.value_error("__sizeof__() should return >= 0");
    }
    let class = rt.class_of(v);
    let before =
        if rt.class_size(class).collected { HEADER } else { 0 } + if rt.manages_dict(class) { HEADER } else { 0 };
    rt.int(size + before)
}

pub const GETSIZEOF: MethodDef = function("getsizeof", Params::Kw(&["object", "default"], 1, 2), getsizeof);
