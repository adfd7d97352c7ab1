//! Code as `re._compiler` of CPython 3.11 makes it.

use super::engine::Engine;

fn spans(code: &[u32], text: &[u8], groups: usize) -> Vec<(usize, usize)> {
    let mut engine = Engine::new(code, text, text.len(), groups);
    let (mut at, mut found) = (0, Vec::new());
    while let Some((start, end)) = engine.search(at) {
        found.push((start, end));
        engine.refused = Some(end).filter(|_| start == end);
        at = end;
    }
    found
}

#[test]
fn a_long_repeat_of_a_group_needs_no_native_stack() {
    // (a|b)*$
    let code = [
        14,
        4,
        0,
        0,
        u32::MAX,
        23,
        13,
        0,
        u32::MAX,
        17,
        0,
        13,
        5,
        22,
        97,
        98,
        0,
        17,
        1,
        18,
        6,
        5,
        1,
    ];
    let text = b"ab".repeat(100_000);
    assert_eq!(Engine::new(&code, &text, text.len(), 1).match_at(0), Some(200_000));
}

#[test]
fn an_empty_match_is_not_found_twice() {
    // a*
    let code = [14, 4, 0, 0, u32::MAX, 24, 6, 0, u32::MAX, 16, 97, 1, 1];
    assert_eq!(spans(&code, b"baac", 0), [(0, 0), (1, 3), (3, 3), (4, 4)]);
}
