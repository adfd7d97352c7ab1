//! Iteration order and hashes as CPython 3.11 has them.

use crate::heap::Value;
use crate::objects::Runtime;

fn set_of(rt: &mut Runtime, items: impl Iterator<Item = i32>) -> Value {
    let set = rt.new_set().unwrap();
    for n in items {
        rt.set_add(set, Value::int32(n)).unwrap();
    }
    set
}

fn order(rt: &Runtime, set: Value) -> Vec<i64> {
    rt.set_entries(set.obj())
        .into_iter()
        .filter_map(|(key, _)| key.as_small_int())
        .collect()
}

#[test]
fn order_is_that_of_cpython() {
    let mut rt = Runtime::for_tests();
    let set = set_of(&mut rt, [5, 100, 33, 1].into_iter());
    assert_eq!(order(&rt, set), [33, 100, 5, 1]);
    // list({i*37%512 for i in range(12)})
    let set = set_of(&mut rt, (0..12).map(|i| i * 37 % 512));
    assert_eq!(
        order(&rt, set),
        [0, 259, 37, 296, 74, 333, 111, 370, 148, 407, 185, 222]
    );
}

#[test]
fn deleted_places_are_used_again_as_in_cpython() {
    let mut rt = Runtime::for_tests();
    let set = set_of(&mut rt, (20..28).chain([1, 33, 65, 97]));
    for n in [1, 65] {
        rt.set_discard(set.obj(), Value::int32(n)).unwrap();
    }
    for n in [129, 161, 193] {
        rt.set_add(set, Value::int32(n)).unwrap();
    }
    assert_eq!(order(&rt, set), [161, 33, 129, 97, 193, 20, 21, 22, 23, 24, 25, 26, 27]);
}

#[test]
fn frozenset_hashes_are_those_of_cpython() {
    let mut rt = Runtime::for_tests();
    let items: Vec<Value> = (1..4).map(Value::int32).collect();
    let set = rt.new_frozenset(&items).unwrap();
    assert_eq!(rt.frozenset_hash(set.obj()), -272375401224217160);
    let empty = rt.new_frozenset(&[]).unwrap();
    assert_eq!(rt.frozenset_hash(empty.obj()), 133146708735736);
    let tuple = rt.new_tuple(&items).unwrap();
    assert_eq!(rt.hash(tuple).unwrap(), 529344067295497451);
}

#[test]
fn deleted_places_are_found_past_and_shrunk_away() {
    let mut rt = Runtime::for_tests();
    let set = set_of(&mut rt, 0..100);
    for n in 0..90 {
        assert!(rt.set_discard(set.obj(), Value::int32(n)).unwrap());
    }
    for n in 0..100 {
        assert_eq!(rt.set_has(set.obj(), Value::int32(n)).unwrap(), n >= 90);
    }
    rt.set_shrink(set.obj()).unwrap();
    let left = order(&rt, set);
    assert_eq!((left.len(), left.iter().sum::<i64>()), (10, 945));
}
