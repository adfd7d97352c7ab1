//! The instruction set of compiled patterns: `re._constants` of CPython 3.11.

pub const MAGIC: i32 = 20220615;

macro_rules! codes {
    ($($name:ident),* $(,)?) => { codes!(@ 0u32; $($name),*); };
    (@ $n:expr; $name:ident $(, $rest:ident)*) => {
        pub const $name: u32 = $n;
        codes!(@ $n + 1; $($rest),*);
    };
    (@ $n:expr;) => {};
}

#[rustfmt::skip]
#[allow(dead_code)]
pub mod op {
    codes!(
        FAILURE, SUCCESS, ANY, ANY_ALL, ASSERT, ASSERT_NOT, AT, BRANCH, CATEGORY, CHARSET, BIGCHARSET, GROUPREF,
        GROUPREF_EXISTS, IN, INFO, JUMP, LITERAL, MARK, MAX_UNTIL, MIN_UNTIL, NOT_LITERAL, NEGATE, RANGE, REPEAT,
        REPEAT_ONE, SUBPATTERN, MIN_REPEAT_ONE, ATOMIC_GROUP, POSSESSIVE_REPEAT, POSSESSIVE_REPEAT_ONE,
        GROUPREF_IGNORE, IN_IGNORE, LITERAL_IGNORE, NOT_LITERAL_IGNORE, GROUPREF_LOC_IGNORE, IN_LOC_IGNORE,
        LITERAL_LOC_IGNORE, NOT_LITERAL_LOC_IGNORE, GROUPREF_UNI_IGNORE, IN_UNI_IGNORE, LITERAL_UNI_IGNORE,
        NOT_LITERAL_UNI_IGNORE, RANGE_UNI_IGNORE,
    );
}

#[rustfmt::skip]
#[allow(dead_code)]
pub mod at {
    codes!(
        BEGINNING, BEGINNING_LINE, BEGINNING_STRING, BOUNDARY, NON_BOUNDARY, END, END_LINE, END_STRING, LOC_BOUNDARY,
        LOC_NON_BOUNDARY, UNI_BOUNDARY, UNI_NON_BOUNDARY,
    );
}

#[rustfmt::skip]
pub mod category {
    codes!(
        DIGIT, NOT_DIGIT, SPACE, NOT_SPACE, WORD, NOT_WORD, LINEBREAK, NOT_LINEBREAK, LOC_WORD, LOC_NOT_WORD,
        UNI_DIGIT, UNI_NOT_DIGIT, UNI_SPACE, UNI_NOT_SPACE, UNI_WORD, UNI_NOT_WORD, UNI_LINEBREAK, UNI_NOT_LINEBREAK,
    );
}
