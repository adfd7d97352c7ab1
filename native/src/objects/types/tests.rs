use crate::heap::Value;
use crate::objects::spec::BinOp;
use crate::objects::{Exc, Runtime};

#[test]
fn start_up_makes_the_builtins() {
    let mut rt = Runtime::for_tests();
    let pending = rt.heap.ctx_value(crate::generated::layouts::ctx::EXC);
    if pending.is_object() {
        panic!("{}", rt.repr_string(pending).unwrap_or_default());
    }
    assert_eq!(
        rt.repr_string(Value::object(rt.types.list)).as_deref(),
        Ok("<class 'list'>")
    );
    let sum = rt.binary(BinOp::Add, Value::int32(2), Value::int32(3));
    assert_eq!(sum, Ok(Value::int32(5)));
    let s = rt.new_str("a").unwrap();
    assert!(rt.binary(BinOp::Add, Value::int32(2), s).is_err());
    assert!(rt.matches(Exc::TypeError));
    let exc = rt.take_exc();
    assert_eq!(
        rt.repr_string(exc).as_deref(),
        Ok("TypeError(\"unsupported operand type(s) for +: 'int' and 'str'\")")
    );
    let list = rt.new_list(&[Value::int32(1), s]).unwrap();
    let n = rt.call_method(list, "__len__", &[]);
    assert_eq!(n, Ok(Value::int32(2)));
    let it = rt.iter(list).unwrap();
    assert_eq!(rt.next(it), Ok(Some(Value::int32(1))));
}

#[test]
fn classes_are_made_and_instances_share_shapes() {
    let mut rt = Runtime::for_tests();
    let name = rt.intern("C").unwrap();
    let space = rt.new_dict().unwrap().obj();
    let c = rt.new_class(rt.types.type_, name, &[], space, &[]).unwrap();
    let (x, y) = (rt.intern("x").unwrap(), rt.intern("y").unwrap());
    let a = rt.call(Value::object(c), &[]).unwrap();
    let b = rt.call(Value::object(c), &[]).unwrap();
    for v in [a, b] {
        rt.set_attr(v, x, Value::int32(1)).unwrap();
        rt.set_attr(v, y, Value::int32(2)).unwrap();
    }
    assert_eq!(rt.shape_of(a), rt.shape_of(b));
    assert_eq!(rt.get_attr(b, y), Ok(Value::int32(2)));
    for i in 0..100 {
        let name = rt.intern(&format!("n{i}")).unwrap();
        rt.set_attr(a, name, Value::int32(i)).unwrap();
    }
    let name = rt.intern("n77").unwrap();
    assert_eq!(rt.get_attr(a, name), Ok(Value::int32(77)));
    assert!(rt.get_attr(b, name).is_err());
    let exc = rt.take_exc();
    assert_eq!(
        rt.repr_string(exc).as_deref(),
        Ok("AttributeError(\"'C' object has no attribute 'n77'\")")
    );
}

#[test]
fn a_collection_frees_cycles_and_clears_weak_references() {
    let mut rt = Runtime::for_tests();
    let name = rt.intern("C").unwrap();
    let space = rt.new_dict().unwrap().obj();
    let c = rt.new_class(rt.types.type_, name, &[], space, &[]).unwrap();
    rt.root(Value::object(c));
    let me = rt.intern("me").unwrap();
    let cyclic = rt.call(Value::object(c), &[]).unwrap();
    rt.set_attr(cyclic, me, cyclic).unwrap();
    let kept = rt.call(Value::object(c), &[]).unwrap();
    rt.set_attr(kept, me, Value::int32(7)).unwrap();
    rt.root(kept);
    let dead = rt.new_weakref(rt.types.weakref, cyclic, Value::NONE).unwrap();
    let live = rt.new_weakref(rt.types.weakref, kept, Value::NONE).unwrap();
    rt.root(dead);
    rt.root(live);
    rt.collect_garbage();
    assert_eq!(rt.native_value(dead.obj(), 0), Value::NONE);
    assert_eq!(rt.native_value(live.obj(), 0), kept);
    assert_eq!(rt.get_attr(kept, me), Ok(Value::int32(7)));
    // Dead classes give their infos back; the built-in ones stay.
    let scratch = rt.new_class(rt.types.type_, name, &[], space, &[]).unwrap();
    assert!(rt.info(rt.types.object).subclasses.contains(&scratch));
    rt.collect_garbage();
    assert!(!rt.info(rt.types.object).subclasses.contains(&scratch));
    assert_eq!(
        rt.repr_string(Value::object(rt.types.dict)).as_deref(),
        Ok("<class 'dict'>")
    );
}

#[test]
fn replacing_a_method_renews_the_versions_of_subclasses() {
    let mut rt = Runtime::for_tests();
    let (a, b) = (rt.intern("A").unwrap(), rt.intern("B").unwrap());
    let space = rt.new_dict().unwrap().obj();
    let base = rt.new_class(rt.types.type_, a, &[], space, &[]).unwrap();
    let derived = rt
        .new_class(rt.types.type_, b, &[Value::object(base)], space, &[])
        .unwrap();
    let before = rt.type_version(derived);
    let x = rt.intern("x").unwrap();
    rt.set_attr(Value::object(base), x, Value::int32(1)).unwrap();
    let added = rt.type_version(derived);
    assert_ne!(before, added);
    // Plain data in place of plain data: what caches know of the class stays true.
    rt.set_attr(Value::object(base), x, Value::int32(2)).unwrap();
    assert_eq!(rt.type_version(derived), added);
    assert_eq!(rt.get_attr(Value::object(derived), x), Ok(Value::int32(2)));
}
