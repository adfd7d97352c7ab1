//! The hash table under mixed insertion, deletion and `popitem`.

use crate::heap::Value;
use crate::objects::Runtime;
use std::collections::HashMap;

#[test]
fn agrees_with_a_model_in_content_and_order() {
    let mut rt = Runtime::for_tests();
    let dict = rt.new_dict().unwrap().obj();
    let mut model: Vec<(i32, i32)> = Vec::new();
    let mut seed = 7u32;
    for step in 0..20000 {
        seed = seed.wrapping_mul(1664525).wrapping_add(1013904223);
        let key = (seed >> 16) as i32 % 200;
        match seed >> 8 & 7 {
            0..=3 => {
                rt.dict_set(dict, Value::int32(key), Value::int32(step)).unwrap();
                match model.iter_mut().find(|entry| entry.0 == key) {
                    Some(entry) => entry.1 = step,
                    None => model.push((key, step)),
                }
            }
            4..=6 => {
                let there = rt.dict_del(dict, Value::int32(key)).unwrap();
                assert_eq!(there, model.iter().any(|entry| entry.0 == key));
                model.retain(|entry| entry.0 != key);
            }
            _ => {
                let last = rt
                    .dict_pop_last(dict)
                    .map(|(key, value)| (key.low() as i32, value.low() as i32));
                assert_eq!(last, model.pop());
            }
        }
        assert_eq!(rt.dict_len(dict), model.len());
    }
    let items: Vec<(i32, i32)> = rt
        .dict_items(dict)
        .into_iter()
        .map(|(key, value, _)| (key.low() as i32, value.low() as i32))
        .collect();
    assert_eq!(items, model);
}

#[test]
fn finds_str_keys_by_content() {
    let mut rt = Runtime::for_tests();
    let dict = rt.new_dict().unwrap().obj();
    let mut model = HashMap::new();
    for i in 0..500 {
        let key = rt.new_str(&format!("key {}", i % 300)).unwrap();
        rt.dict_set(dict, key, Value::int32(i)).unwrap();
        model.insert(i % 300, i);
    }
    for (n, i) in model {
        let key = rt.new_str(&format!("key {n}")).unwrap();
        assert_eq!(rt.dict_get_str(dict, key), Some(Value::int32(i)));
        assert_eq!(rt.dict_get(dict, key).unwrap(), Some(Value::int32(i)));
    }
}

#[test]
fn numbers_that_are_equal_are_one_key() {
    let mut rt = Runtime::for_tests();
    let dict = rt.new_dict().unwrap().obj();
    for key in [Value::ONE, Value::TRUE, Value::float(1.0)] {
        rt.dict_set(dict, key, key).unwrap();
    }
    assert_eq!(rt.dict_len(dict), 1);
    assert_eq!(rt.dict_get(dict, Value::ONE).unwrap(), Some(Value::float(1.0)));
}
