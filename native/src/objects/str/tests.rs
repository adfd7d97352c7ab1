//! Expectations taken from CPython 3.11.

use super::*;

fn runtime() -> Runtime {
    let mut rt = Runtime::for_tests();
    rt.init_strings().unwrap();
    rt
}

/// Calls a method's function on strs and gives the resulting str.
fn on(rt: &mut Runtime, f: fn(&mut Runtime, &[Value]) -> Res<Value>, s: &str) -> String {
    let v = rt.new_str(s).unwrap();
    let result = f(rt, &[v, Value::UNBOUND, Value::UNBOUND]).unwrap();
    rt.str_to_string(result)
}

#[test]
fn strs_are_as_narrow_as_can_be() {
    let mut rt = runtime();
    for (text, width) in [("abc", 1), ("é", 1), ("aβ", 2), ("a😀", 4), ("", 1)] {
        let v = rt.new_str(text).unwrap();
        assert_eq!(rt.chars(v).width(), width);
        assert_eq!(rt.str_to_string(v), text);
    }
    let v = rt.new_str("ab😀cβd").unwrap();
    for (start, end, width) in [(0, 2, 1), (2, 3, 4), (3, 5, 2), (3, 4, 1)] {
        let part = rt.substring(v, start, end).unwrap();
        assert_eq!(rt.chars(part).width(), width);
    }
}

#[test]
fn single_characters_and_interned_strs_are_shared() {
    let mut rt = runtime();
    let v = rt.new_str("xyx").unwrap();
    assert_eq!(rt.str_index(v, 0), rt.str_index(v, -1));
    let (a, b) = (rt.intern("name").unwrap(), rt.new_str("name").unwrap());
    assert_ne!(a, b);
    assert_eq!(rt.intern_value(b).unwrap(), a);
    assert_eq!(rt.intern("name").unwrap(), a);
    assert_eq!(rt.str_hash(a), rt.str_hash(b));
    let x = rt.new_str("x").unwrap();
    assert_eq!(rt.intern("x").unwrap(), x);
}

#[test]
fn appending_shares_the_buffer_and_leaves_the_old_str_alone() {
    let mut rt = runtime();
    let mut s = rt.new_str(&"a".repeat(300)).unwrap();
    let x = rt.new_str("xy").unwrap();
    let mut buffers = std::collections::HashSet::new();
    for _ in 0..10_000 {
        s = rt.str_concat(s, x).unwrap();
        buffers.insert(rt.heap.field(s.obj(), crate::generated::layouts::o_str::BUF));
    }
    assert_eq!(rt.str_len(s), 20_300);
    assert!(buffers.len() < 12);
    // Two different continuations of one str.
    let (b, c) = (rt.new_str("b").unwrap(), rt.new_str("c").unwrap());
    let sb = rt.str_concat(s, b).unwrap();
    let sc = rt.str_concat(s, c).unwrap();
    assert_eq!(rt.chars(sb).at(20_300), 'b' as u32);
    assert_eq!(rt.chars(sc).at(20_300), 'c' as u32);
    assert_eq!(rt.str_to_string(s), "a".repeat(300) + &"xy".repeat(10_000));
    // A wider character moves everything.
    let wide = rt.new_str("€").unwrap();
    let sw = rt.str_concat(sb, wide).unwrap();
    assert_eq!(rt.chars(sw).width(), 2);
    assert_eq!(rt.str_to_string(sw), "a".repeat(300) + &"xy".repeat(10_000) + "b€");
}

#[test]
fn repr_is_cpythons() {
    let mut rt = runtime();
    for (text, repr) in [
        ("it's", "\"it's\""),
        ("a'b\"c", "'a\\'b\"c'"),
        ("\n\t\r\\\x00\x7f", "'\\n\\t\\r\\\\\\x00\\x7f'"),
        ("é€😀", "'é€😀'"),
        ("\u{a0}\u{200b}\u{e000}", "'\\xa0\\u200b\\ue000'"),
        ("\u{10ffff}", "'\\U0010ffff'"),
    ] {
        let v = rt.new_str(text).unwrap();
        let made = ops::repr(&mut rt, v).unwrap();
        assert_eq!(rt.str_to_string(made), repr);
    }
    let lone = rt.str_from_code_points(&[0xd800]).unwrap();
    let made = ops::repr(&mut rt, lone).unwrap();
    assert_eq!(rt.str_to_string(made), "'\\ud800'");
}

#[test]
fn case_mappings_follow_unicode() {
    let mut rt = runtime();
    assert_eq!(on(&mut rt, case::upper, "straße ŉ ﬁ"), "STRASSE ʼN FI");
    assert_eq!(on(&mut rt, case::lower, "ὈΔΥΣΣΕΎΣ Σ İ"), "ὀδυσσεύς σ i̇");
    assert_eq!(
        on(&mut rt, case::title, "they're bill's ǆ ﬁsh"),
        "They'Re Bill'S ǅ Fish"
    );
    assert_eq!(on(&mut rt, case::capitalize, "ǆ HELLO ΑΣ"), "ǅ hello ας");
    assert_eq!(on(&mut rt, case::casefold, "Straße ς"), "strasse σ");
    assert_eq!(on(&mut rt, case::swapcase, "aB ß Σ"), "Ab SS σ");
}

#[test]
fn codecs_round_trip_and_report_errors() {
    let mut rt = runtime();
    let text = "aé€😀";
    let v = rt.new_str(text).unwrap();
    for name in [
        "utf-8",
        "UTF_16",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "unicode_escape",
        "raw-unicode-escape",
    ] {
        let codec = codecs::Codec::find(name).unwrap();
        let bytes = rt.encode_with(codec, v, "strict").unwrap();
        let (back, n) = rt.decode_with(codec, &bytes, "strict", true).unwrap();
        assert_eq!((rt.str_to_string(back).as_str(), n), (text, bytes.len()), "{name}");
    }
    let mut decoded = |bytes: &[u8], name: &str, errors: &str| {
        let (v, _) = rt
            .decode_with(codecs::Codec::find(name).unwrap(), bytes, errors, true)
            .ok()?;
        Some(rt.str_code_points(v))
    };
    assert_eq!(decoded(b"a\xffb", "utf-8", "strict"), None);
    assert_eq!(
        decoded(b"a\xe2\x82b\xff", "utf-8", "replace"),
        Some(vec![97, 0xfffd, 98, 0xfffd])
    );
    assert_eq!(decoded(b"a\xff", "utf-8", "surrogateescape"), Some(vec![97, 0xdcff]));
    assert_eq!(decoded(b"\xed\xa0\x80", "utf-8", "surrogatepass"), Some(vec![0xd800]));
    assert_eq!(decoded(b"\x80\x81", "cp1252", "ignore"), Some(vec![0x20ac]));
    assert_eq!(
        decoded(b"\\x41\\u20ac\\N{BULLET}\\101\\q", "unicode_escape", "strict"),
        Some(vec![0x41, 0x20ac, 0x2022, 0x41, 92, 113])
    );
    let mut encoded = |errors: &str| {
        let v = rt.new_str("a€\u{10000}").unwrap();
        rt.encode_with(codecs::Codec::Ascii, v, errors)
            .map(|b| String::from_utf8(b).unwrap())
            .ok()
    };
    assert_eq!(encoded("strict"), None);
    assert_eq!(encoded("ignore").as_deref(), Some("a"));
    assert_eq!(encoded("replace").as_deref(), Some("a??"));
    assert_eq!(encoded("backslashreplace").as_deref(), Some("a\\u20ac\\U00010000"));
    assert_eq!(encoded("xmlcharrefreplace").as_deref(), Some("a&#8364;&#65536;"));
    assert_eq!(
        encoded("namereplace").as_deref(),
        Some("a\\N{EURO SIGN}\\N{LINEAR B SYLLABLE B008 A}")
    );
}

#[test]
fn joining_and_replacing_pick_the_width() {
    let mut rt = runtime();
    let pieces = ["ab", "€", ""].map(|s| rt.new_str(s).unwrap());
    let v = rt.join_strs(Chars::One(b"-"), &pieces).unwrap();
    assert_eq!(rt.str_to_string(v), "ab-€-");
    let (s, old, new) = (
        rt.new_str("a€a").unwrap(),
        rt.new_str("€").unwrap(),
        rt.new_str("b").unwrap(),
    );
    let v = pieces::replace(&mut rt, &[s, old, new, Value::UNBOUND]).unwrap();
    assert_eq!((rt.str_to_string(v).as_str(), rt.chars(v).width()), ("aba", 1));
    let empty = rt.new_str("").unwrap();
    let v = pieces::replace(&mut rt, &[s, empty, new, Value::int32(2)]).unwrap();
    assert_eq!(rt.str_to_string(v), "bab€a");
}

#[test]
fn splitting_on_whitespace_keeps_the_rest() {
    let text = b"  a  b  c ";
    let space = |i: usize| text[i] == 32;
    assert_eq!(
        pieces::words(10, usize::MAX, space).collect::<Vec<_>>(),
        [(2, 3), (5, 6), (8, 9)]
    );
    assert_eq!(pieces::words(10, 1, space).collect::<Vec<_>>(), [(2, 3), (5, 10)]);
    assert_eq!(pieces::words_from_right(10, 1, space), [(0, 6), (8, 9)]);
    let lines = b"a\r\nb\n\rc";
    let crlf = |i: usize| lines[i] == 13 && lines[i + 1] == 10;
    let parts = pieces::line_parts(7, false, |i| matches!(lines[i], 10 | 13), crlf);
    assert_eq!(parts, [(0, 1), (3, 4), (5, 5), (6, 7)]);
}
