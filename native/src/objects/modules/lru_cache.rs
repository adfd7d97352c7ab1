//! `functools._lru_cache_wrapper`. Values: function, dict of results (in order of use when bounded), class of
//! `cache_info()`, maxsize (None: unbounded), typed, hits, misses.

use crate::generated::layouts::{ctx, o_native};
use crate::heap::{Kind, Ref, Value};
use crate::objects::descriptors::DICT_GETSET;
use crate::objects::spec::{Args, Params, Slots, TypeSpec, method};
use crate::objects::{Res, Runtime};

pub static LRU_CACHE: TypeSpec = TypeSpec {
    name: "_lru_cache_wrapper",
    module: "functools",
    kind: Kind::Native,
    base: "object",
    subclassable: true,
    slots: Slots {
        new: Some(new),
        call: Some(call),
        descr_get: Some(|rt, wrapper, instance, _owner| {
            if instance.is_none() {
                Ok(wrapper)
            } else {
                rt.new_bound_method(wrapper, instance)
            }
        }),
        ..Slots::NONE
    },
    methods: &[
        method("cache_info", Params::NoArgs, info),
        method("cache_clear", Params::NoArgs, clear),
        method("__copy__", Params::NoArgs, |_, a| Ok(a[0])),
        method("__deepcopy__", Params::One, |_, a| Ok(a[0])),
        method("__reduce__", Params::NoArgs, |rt, a| {
            rt.get_attr_str(a[0], "__qualname__")
        }),
    ],
    getset: &[DICT_GETSET],
    doc: "Create a cached callable that wraps another function.",
};

const FUNCTION: usize = 0;
const CACHE: usize = 1;
const INFO: usize = 2;
const MAXSIZE: usize = 3;
const TYPED: usize = 4;
const HITS: usize = 5;
const MISSES: usize = 6;

fn new(rt: &mut Runtime, args: &Args<'_>) -> Res<Value> {
    let names = &["user_function", "maxsize", "typed", "cache_info_type"];
    let given = rt.bind_args("lru_cache", Params::Kw(names, 4, 4), &args.pos[1..], args.kw)?;
    if !rt.is_callable(given[0]) {
        return rt.type_error("the first argument must be callable");
    }
    let maxsize = if given[1].is_none() {
        Value::NONE
    } else if rt.has_index(given[1])? {
        let n = rt.as_size(given[1])?;
        rt.int(n.max(0))?
    } else {
        return rt.type_error("maxsize should be integer or None");
    };
    let typed = Value::bool(rt.truth(given[2])?);
    let cache = rt.new_dict()?;
    rt.new_native(
        Kind::Native,
        args.pos[0].obj(),
        &[given[0], cache, given[3], maxsize, typed, Value::ZERO, Value::ZERO],
    )
}

/// One str or int stands for itself; else a tuple of arguments, keywords and, when `typed`, classes.
fn make_key(rt: &mut Runtime, args: &Args<'_>, typed: bool) -> Res<Value> {
    if let [v] = *args.pos
        && args.kw.is_empty()
        && !typed
        && (v.is_small_int() || rt.is_exact_str(v))
    {
        return Ok(v);
    }
    let mut parts = args.pos.to_vec();
    if !args.kw.is_empty() {
        // A mark that no argument is.
        parts.push(Value::object(rt.class_of_spec(&LRU_CACHE)));
        for &(name, value) in args.kw {
            parts.extend([name, value]);
        }
    }
    if typed {
        parts.extend(
            args.pos
                .iter()
                .chain(args.kw.iter().map(|(_, value)| value))
                .map(|&v| Value::object(rt.class_of(v))),
        );
    }
    rt.new_tuple(&parts)
}

fn count(rt: &mut Runtime, wrapper: Value, which: usize) -> Res<()> {
    let n = rt.native_value(wrapper.obj(), which).as_small_int().unwrap_or(0);
    let n = rt.int(n + 1)?;
    rt.set_native_value(wrapper.obj(), which, n);
    Ok(())
}

fn call(rt: &mut Runtime, wrapper: Value, args: &Args<'_>) -> Res<Value> {
    let r = wrapper.obj();
    let function = rt.native_value(r, FUNCTION);
    let maxsize = rt.native_value(r, MAXSIZE).as_small_int();
    if maxsize == Some(0) {
        count(rt, wrapper, MISSES)?;
        return rt.call_kw(function, args.pos, args.kw);
    }
    let typed = rt.native_value(r, TYPED) == Value::TRUE;
    let key = make_key(rt, args, typed)?;
    let scope = rt.scope();
    rt.root(wrapper);
    rt.root(key);
    let result = cached(rt, wrapper, function, key, maxsize, args);
    rt.unscope(scope);
    result
}

fn cached(
    rt: &mut Runtime,
    wrapper: Value,
    function: Value,
    key: Value,
    maxsize: Option<i64>,
    args: &Args<'_>,
) -> Res<Value> {
    let (known, hash) = rt.look_up_cached(wrapper, key)?;
    if let Some(known) = known {
        return Ok(known);
    }
    let value = rt.call_kw(function, args.pos, args.kw)?;
    rt.root(value);
    let cache = rt.native_value(wrapper.obj(), CACHE).obj();
    keep(rt, cache, maxsize, key, hash, value)?;
    Ok(value)
}

/// Values of what waits for the result of a cached function, the key's hash behind them.
const WAITING_WRAPPER: usize = 0;
const WAITING_KEY: usize = 1;
const WAITING_HASH: u32 = o_native::SLOTS + 16;

/// Calls without a nested interpreter loop: recursion through a cache may go as deep as without.
impl Runtime {
    /// Is it a cache in front of a Python function?
    pub fn caches_python(&self, v: Value) -> bool {
        self.kind_of(v) == Some(Kind::Native)
            && self.heap.class(v.obj()) == self.class_of_spec(&LRU_CACHE)
            && self.native_value(v.obj(), MAXSIZE) != Value::ZERO
            && self.kind_of(self.native_value(v.obj(), FUNCTION)) == Some(Kind::Function)
    }

    /// The cache in CALLEE is called: the known result, or None, and then the function in CALLEE is to be called for what
    /// CACHING names.
    pub fn call_through_cache(&mut self, args: &Args<'_>) -> Res<Option<Value>> {
        let wrapper = self.heap.ctx_value(ctx::CALLEE);
        let call = [ctx::ARGP, ctx::ARGC, ctx::KWNAMES].map(|word| (word, self.heap.ctx(word)));
        let typed = self.native_value(wrapper.obj(), TYPED) == Value::TRUE;
        let key = make_key(self, args, typed)?;
        let names = Value::object(Ref(self.heap.ctx(ctx::KWNAMES)));
        let scope = self.scope();
        self.roots.extend([wrapper, key]);
        if !names.obj().is_none() {
            self.root(names);
        }
        let found = self.look_up_cached(wrapper, key);
        self.unscope(scope);
        let (known, hash) = found?;
        if known.is_some() {
            return Ok(known);
        }
        let class = self.class_of_spec(&LRU_CACHE);
        let waiting = self.alloc_native(Kind::Native, class, 2, 8)?;
        self.set_native_value(waiting, WAITING_WRAPPER, wrapper);
        self.set_native_value(waiting, WAITING_KEY, key);
        self.heap.set_i64(waiting, WAITING_HASH, hash);
        // Hashing and comparing may have run Python code.
        call.into_iter().for_each(|(word, n)| self.heap.set_ctx(word, n));
        self.heap
            .set_ctx_value(ctx::CALLEE, self.native_value(wrapper.obj(), FUNCTION));
        self.heap.set_ctx(ctx::CACHING, waiting.0);
        Ok(None)
    }

    fn look_up_cached(&mut self, wrapper: Value, key: Value) -> Res<(Option<Value>, i64)> {
        let cache = self.native_value(wrapper.obj(), CACHE).obj();
        let hash = self.key_hash(key)?;
        let Some(n) = self.dict_find(cache, key, hash)? else {
            count(self, wrapper, MISSES)?;
            return Ok((None, hash));
        };
        let (known, value, _) = self.dict_entry(cache, n);
        if self.native_value(wrapper.obj(), MAXSIZE).as_small_int().is_some() {
            // Used last: to the end.
            self.dict_remove_entry(cache, n);
            self.dict_append(cache, known, hash, value)?;
        }
        count(self, wrapper, HITS)?;
        Ok((Some(value), hash))
    }

    /// The function has returned `value`.
    pub fn keep_cached(&mut self, waiting: Ref, value: Value) -> Res<Value> {
        let wrapper = self.native_value(waiting, WAITING_WRAPPER).obj();
        let key = self.native_value(waiting, WAITING_KEY);
        let hash = self.heap.i64(waiting, WAITING_HASH);
        let cache = self.native_value(wrapper, CACHE).obj();
        let scope = self.scope();
        self.root(value);
        let kept = keep(
            self,
            cache,
            self.native_value(wrapper, MAXSIZE).as_small_int(),
            key,
            hash,
            value,
        );
        self.unscope(scope);
        kept.map(|()| value)
    }
}

fn keep(rt: &mut Runtime, cache: Ref, maxsize: Option<i64>, key: Value, hash: i64, value: Value) -> Res<()> {
    if let Some(maxsize) = maxsize
        && rt.dict_len(cache) as i64 >= maxsize
        && rt.dict_find(cache, key, hash)?.is_none()
        && let Some(oldest) = rt.dict_entry_from(cache, 0)
    {
        rt.dict_remove_entry(cache, oldest);
    }
    rt.dict_set_hash(cache, key, hash, value)
}

fn info(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let [class, maxsize, hits, misses, cache] =
        [INFO, MAXSIZE, HITS, MISSES, CACHE].map(|i| rt.native_value(args[0].obj(), i));
    let size = rt.int(rt.dict_len(cache.obj()) as i64)?;
    rt.call(class, &[hits, misses, maxsize, size])
}

fn clear(rt: &mut Runtime, args: &[Value]) -> Res<Value> {
    let r = args[0].obj();
    rt.set_native_value(r, HITS, Value::ZERO);
    rt.set_native_value(r, MISSES, Value::ZERO);
    let cache = rt.native_value(r, CACHE);
    rt.dict_clear(cache.obj());
    Ok(Value::NONE)
}
