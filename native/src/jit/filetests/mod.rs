//! File tests of the passes: `native/tests/filetests/PASS/*.ir` hold a unit's IR, a line `---`, and what PASS makes of it.
//! `TAURARO_BLESS=1 cargo test` writes the second part anew.

mod parse;

use std::path::{Path, PathBuf};

use super::ir::Func;
use super::passes;
use parse::parse;

type Pass = fn(&mut Func);

const PASSES: [(&str, Pass); 8] = [
    ("append", passes::append),
    ("attributes", passes::attributes),
    ("construct", passes::construct),
    ("dead", passes::dead),
    ("gvn", passes::gvn),
    ("induction", passes::induction),
    ("sink", passes::sink),
    ("licm", passes::licm),
];

const RULE: &str = "---\n";

fn files(pass: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("native/tests/filetests")
        .join(pass);
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("every pass has a folder of tests")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    files
}

/// A file's comment lines, input and expected output.
fn parts(text: &str) -> (String, &str, &str) {
    let (input, expected) = text.split_once(RULE).unwrap_or((text, ""));
    let comments = input.lines().take_while(|line| line.starts_with(';'));
    (comments.map(|line| format!("{line}\n")).collect(), input, expected)
}

#[test]
fn passes_do_what_their_files_say() {
    let bless = std::env::var_os("TAURARO_BLESS").is_some();
    for (name, pass) in PASSES {
        let files = files(name);
        assert!(!files.is_empty(), "{name} has no file tests");
        for path in files {
            let text = std::fs::read_to_string(&path).expect("a text file");
            let (comments, input, expected) = parts(&text);
            let mut f = parse(input).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let before = f.print();
            pass(&mut f);
            let after = f.print();
            if bless {
                std::fs::write(&path, format!("{comments}{before}{RULE}{after}")).expect("a writable file");
            } else {
                assert_eq!(after, expected, "{}", path.display());
            }
        }
    }
}

#[test]
fn what_is_printed_can_be_parsed() {
    for (name, _) in PASSES {
        for path in files(name) {
            let text = std::fs::read_to_string(&path).expect("a text file");
            let (comments, input, expected) = parts(&text);
            for part in [&input[comments.len()..], expected] {
                let f = parse(part).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
                assert_eq!(f.print(), part, "{}", path.display());
            }
        }
    }
}
