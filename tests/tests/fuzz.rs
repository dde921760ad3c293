//! The fuzz targets, on their seeds and on mutations of them: so that they compile, hold, and find what is easy to find, without a fuzzer.

#![allow(dead_code, unreachable_pub, reason = "the public functions of raw bytes are for libFuzzer")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a target and a test say what they expect by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

#[path = "../../fuzz/src/lib.rs"]
mod fuzz;

/// How many mutations of each seed are tried.
const MUTATIONS: u64 = 200;

#[test]
fn every_target_holds_on_its_seeds_and_near_them() {
    for (name, target) in fuzz::TARGETS {
        let seeds: Vec<String> = files(&format!("corpus-seeds/{name}")).iter().map(|path| text(path)).collect();
        assert!(seeds.len() >= 3, "{name} has {} seeds", seeds.len());
        for (index, seed) in seeds.iter().enumerate() {
            let other = &seeds[(index + 1) % seeds.len()];
            holds(name, *target, seed);
            (0..MUTATIONS).for_each(|number| holds(name, *target, &mutated(seed, other, number)));
        }
    }
}

fn holds(name: &str, target: fuzz::Target, text: &str) {
    assert!(catch_unwind(|| target(text)).is_ok(), "{name} does not hold on\n{text}\n{text:?}");
}

/// A target that libFuzzer has and this list has not, or the other way round, would go unseen.
#[test]
fn every_target_has_a_binary_and_seeds() {
    let targets: BTreeSet<String> = fuzz::TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let names = |folder: &str| -> BTreeSet<String> {
        files(folder).iter().map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
    };
    assert_eq!(names("src/bin"), targets);
    assert_eq!(names("corpus-seeds"), targets);
    for name in &targets {
        let binary = text(&root().join(format!("src/bin/{name}.rs")));
        assert!(binary.contains(&format!("asl_fuzz::{name}(")), "src/bin/{name}.rs runs another target");
    }
}

/// A judge that accepts everything would go unnoticed: an assertion of a target must fail on what is wrong.
#[test]
fn a_place_outside_the_text_is_noticed() {
    let outside = asl_schema::SyntaxError::new("a message", 3..4);
    assert!(catch_unwind(|| fuzz::place::syntax_error("é", &outside)).is_err());
    let inside_a_letter = asl_schema::SyntaxError::new("a message", 0..1);
    assert!(catch_unwind(|| fuzz::place::syntax_error("é", &inside_a_letter)).is_err());
    let two_lines = asl_schema::SyntaxError::new("two\nlines", 0..2);
    assert!(catch_unwind(|| fuzz::place::syntax_error("é", &two_lines)).is_err());
}

/// The seed with one to four changes; the same for the same number.
fn mutated(seed: &str, other: &str, number: u64) -> String {
    let mut random = Random(number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut letters: Vec<char> = seed.chars().collect();
    let other: Vec<char> = other.chars().collect();
    for _ in 0..=number % 4 {
        let from = random.below(letters.len() + 1);
        let to = (from + random.below(12)).min(letters.len());
        let replacement: Vec<char> = match random.below(5) {
            0 => Vec::new(),
            1 => letters[from..to].repeat(2),
            2 => ODD[random.below(ODD.len())].chars().collect(),
            3 => {
                let start = random.below(other.len() + 1);
                other[start..(start + random.below(40)).min(other.len())].to_vec()
            }
            _ => letters[from..to].iter().rev().copied().collect(),
        };
        letters.splice(from..to, replacement);
    }
    letters.into_iter().collect()
}

const ODD: [&str; 15] = ["\"", "\\", "{", "}", "[", "(", "'", "$", "`", "\0", "\u{202e}", "é", "🦀", "\\ud800", "\\n"];

/// xorshift64.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap()
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz")
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = root().join(folder);
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}
