//! What the core keeps beside the heap.

use std::collections::HashMap;

use super::runtime::Runtime;
use super::spec::{GetSetDef, MethodDef};
use super::types::{TypeInfo, Wrap};
use crate::heap::{Marker, Ref, Value};

/// What a BUILTIN's FN number stands for.
#[derive(Clone, Copy)]
pub enum Native {
    Method(&'static MethodDef),
    /// A special method made from a slot of the class OWNER.
    Wrapper(Wrap),
    /// `__new__` of the class OWNER.
    New,
}

/// How native code reaches the interpreter.
#[derive(Clone, Copy)]
pub struct Host {
    pub data: *mut std::ffi::c_void,
    pub call_python: fn(*mut std::ffi::c_void, *mut Runtime),
    pub call_host: fn(*mut std::ffi::c_void, *mut Runtime),
}

/// One entry of the cache of `lookup_type`: valid for one class VERSION.
#[derive(Clone, Copy)]
pub struct LookupEntry {
    pub version: u32,
    pub name: Ref,
    pub value: Value,
}

pub const LOOKUP_CACHE: usize = 4096;
const EMPTY_ENTRY: LookupEntry = LookupEntry {
    version: 0,
    name: Ref::NONE,
    value: Value::UNBOUND,
};

pub struct Core {
    /// Containers whose repr is being made, innermost last.
    pub repr_stack: Vec<Value>,
    pub docs: super::docs::Docs,
    /// Native operations nested in one another.
    pub depth: u32,
    /// Indexed by TYPE.INFO; `None`: free place.
    pub infos: Vec<Option<Box<TypeInfo>>>,
    pub free_infos: Vec<u32>,
    pub next_version: u32,
    pub lookup_cache: Vec<LookupEntry>,
    /// Indexed by BUILTIN.FN.
    pub natives: Vec<Native>,
    pub getsets: Vec<&'static GetSetDef>,
    /// Classes by the address of their spec.
    pub spec_classes: HashMap<usize, Ref>,
    /// (shape, name) → shape with one attribute more.
    pub transitions: HashMap<(Ref, Ref), Ref>,
    /// Modules that native code has made, by name.
    pub modules: HashMap<String, Value>,
    pub abc: super::abc::State,
    pub names: Names,
    /// Frame objects of frames in the register stack.
    pub frames: Vec<Ref>,
    /// Number of the code object that was linked last.
    pub last_code: u32,
    pub threads: super::threads::Threads,
    pub streams: super::compression::Streams,
    /// Modules whose code is running.
    pub loading: Vec<Ref>,
    pub host: Option<Host>,
    /// Address that the native stack, which grows downwards, may not pass.
    pub stack_limit: usize,
    /// References that the host holds.
    pub handles: Vec<Value>,
    /// Raised when there is no memory for another exception.
    pub memory_error: Value,
    pub gc_stress: bool,
    /// `gc.disable()`: what programs are told; memory is reclaimed all the same.
    pub gc_disabled: bool,
    /// What `gc.set_debug` was given; nothing is printed.
    pub gc_debug: i32,
    pub gc_thresholds: [i32; 3],
}

impl Default for Core {
    fn default() -> Core {
        Core {
            repr_stack: Vec::new(),
            depth: 0,
            // TYPE.INFO is 0 in no class.
            infos: vec![None],
            free_infos: Vec::new(),
            next_version: 0,
            lookup_cache: vec![EMPTY_ENTRY; LOOKUP_CACHE],
            natives: Vec::new(),
            getsets: Vec::new(),
            spec_classes: HashMap::new(),
            transitions: HashMap::new(),
            modules: HashMap::new(),
            abc: super::abc::State::default(),
            docs: Default::default(),
            names: Names::default(),
            frames: Vec::new(),
            last_code: 0,
            threads: Default::default(),
            streams: Default::default(),
            loading: Vec::new(),
            host: None,
            stack_limit: 0,
            handles: Vec::new(),
            memory_error: Value::NONE,
            gc_stress: false,
            gc_disabled: false,
            gc_debug: 0,
            gc_thresholds: [700, 10, 10],
        }
    }
}

impl Core {
    pub fn mark_roots(&self, m: &mut Marker<'_>) {
        for info in self.infos.iter().flatten().filter(|i| !i.heap_type) {
            m.mark(info.class);
        }
        let values = self.names.values().into_iter().chain(self.modules.values().copied());
        let values = values
            .chain(self.handles.iter().copied())
            .chain(self.repr_stack.iter().copied());
        m.mark_value(self.memory_error);
        self.frames.iter().for_each(|&f| m.mark(f));
        self.threads.mark_roots(m);
        values.for_each(|v| m.mark_value(v));
    }

    /// Forgets what the collector found dead: classes' infos, and caches that may name the dead.
    pub fn forget_dead(&mut self, alive: &impl Fn(Ref) -> bool) {
        for (i, place) in self.infos.iter_mut().enumerate() {
            match place {
                Some(info) if !alive(info.class) => {
                    *place = None;
                    self.free_infos.push(i as u32);
                }
                Some(info) => info.subclasses.retain(|&c| alive(c)),
                None => {}
            }
        }
        self.transitions
            .retain(|(shape, name), next| alive(*shape) && alive(*name) && alive(*next));
        self.abc.forget_dead(alive);
        self.lookup_cache.fill(EMPTY_ENTRY);
    }
}

macro_rules! names {
    ($($name:ident)*) => {
        /// Interned names that the core uses.
        #[derive(Clone, Copy)]
        pub struct Names { $(pub $name: Value),* }

        impl Default for Names {
            fn default() -> Names {
                Names { $($name: Value::UNBOUND),* }
            }
        }

        impl Names {
            pub const TEXTS: &'static [&'static str] = &[$(stringify!($name)),*];

            pub fn from_values(values: &[Value]) -> Names {
                let mut values = values.iter().copied();
                Names { $($name: values.next().unwrap_or(Value::UNBOUND)),* }
            }

            pub fn values(&self) -> Vec<Value> {
                vec![$(self.$name),*]
            }
        }
    };
}

names! {
    __new__ __init__ __del__ __dict__ __class__ __name__ __qualname__ __module__ __doc__ __bases__ __mro__ __slots__
    __weakref__ __getattr__ __getattribute__ __setattr__ __delattr__ __get__ __set__ __delete__ __set_name__
    __init_subclass__ __class_getitem__ __prepare__ __mro_entries__ __orig_bases__ __classcell__ __classdict__
    __instancecheck__ __subclasscheck__ __abstractmethods__ __isabstractmethod__ __annotations__ __defaults__
    __kwdefaults__ __code__ __globals__ __closure__ __builtins__ __wrapped__ __func__ __self__ __call__ __repr__
    __str__ __hash__ __eq__ __ne__ __lt__ __le__ __gt__ __ge__ __bool__ __len__ __length_hint__ __getitem__
    __setitem__ __delitem__ __contains__ __iter__ __next__ __reversed__ __missing__ __index__ __int__ __float__
    __complex__ __abs__ __neg__ __pos__ __invert__ __round__ __trunc__ __floor__ __ceil__ __format__ __bytes__
    __dir__ __sizeof__ __reduce__ __reduce_ex__ __copy__ __deepcopy__ __enter__ __exit__ __aenter__ __aexit__
    __await__ __aiter__ __anext__ __match_args__ __notes__ __cause__ __context__ __traceback__ __suppress_context__
    __file__ __path__ __package__ __loader__ __spec__ __all__ __main__ __build_class__ __import__ __objclass__
    __text_signature__ __signature__ __subclasshook__ __type_params__ __hash_seed__ __subclasses__ __base__
    mro throw send close keys items args builtins metaclass
}
