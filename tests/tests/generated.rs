//! Generated programs: the machine of each against what the program means by Rust's rules.

use asl_hir::{Expr, ExprKind, Pattern, PatternKind, Stmt, walk_expr, walk_pattern};
use asl_tests::program::differential::{Tally, examine};
use asl_tests::program::generate::program;
use asl_tests::program::report;
use asl_tests::program::shrink::shrink;
use std::collections::BTreeMap;
use std::thread;

/// How many programs, on how many inputs each.
const PROGRAMS: u64 = 2_000;
const INPUTS: u64 = 20;
/// How many failing programs are shown.
const SHOWN: usize = 3;

/// Examines the programs of some seeds.
fn examine_all(seeds: impl Iterator<Item = u64>) -> (Tally, Vec<String>) {
    let (mut total, mut problems) = (Tally::default(), Vec::new());
    for seed in seeds {
        let source = program(seed);
        match examine(&source, INPUTS) {
            Ok(tally) => {
                total.compared += tally.compared;
                total.failed += tally.failed;
                total.unknown += tally.unknown;
                total.refused += tally.refused;
            }
            Err(finding) if problems.len() < SHOWN => {
                let (source, finding) = shrink(&source, &finding, INPUTS);
                problems.push(format!("=== program {seed}\n{}", report(&source, &finding)));
            }
            Err(_) => problems.push(String::new()),
        }
    }
    (total, problems)
}

#[test]
fn machines_do_what_programs_mean() {
    // Two halves, on as many threads.
    let halves: Vec<_> = (0..2).map(|half| thread::spawn(move || examine_all((half..PROGRAMS).step_by(2)))).collect();
    let (mut total, mut problems) = (Tally::default(), Vec::new());
    for half in halves {
        let Ok((tally, found)) = half.join() else { panic!("a thread panicked") };
        total.compared += tally.compared;
        total.failed += tally.failed;
        total.unknown += tally.unknown;
        total.refused += tally.refused;
        problems.extend(found);
    }
    println!("{total:?}");
    assert!(problems.is_empty(), "{} of {PROGRAMS} programs go wrong\n{}", problems.len(), problems.join("\n"));
    assert!(total.compared * 10 > PROGRAMS * INPUTS * 8, "too few runs have an end: {total:?}");
    assert!(total.failed * 50 > total.compared, "too few runs fail: {total:?}");
    assert!(total.refused * 50 < PROGRAMS, "too many programs are refused: {total:?}");
}

/// What there is, by how often it occurs.
#[derive(Default)]
struct Seen(BTreeMap<String, u64>);

impl Seen {
    fn count(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    fn expr(&mut self, e: &Expr) {
        let name = format!("{:?}", e.kind);
        let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
        self.count(name);
        match &e.kind {
            ExprKind::Method { name, .. } => self.count(format!(".{name}()")),
            ExprKind::Binary { op, .. } => self.count(format!("{op:?}")),
            ExprKind::Assign { op, place, .. } => {
                self.count(format!("Assign {op:?}"));
                self.count(format!("Assign to {}", format!("{:?}", place.kind).split(['(', ' ']).next().unwrap_or("")));
            }
            ExprKind::Join { fallible: true, .. } => self.count("TryJoin"),
            ExprKind::Loop { label: Some(_), .. } => self.count("Loop with a label"),
            ExprKind::Break { value: Some(_), .. } => self.count("Break with a value"),
            ExprKind::Struct { base: Some(_), .. } => self.count("Struct with a base"),
            ExprKind::Call { options, .. } if !options.is_empty() => self.count("Call with options"),
            ExprKind::Closure(closure) => closure.params.iter().for_each(|param| self.pattern(param)),
            ExprKind::Let { pattern, .. } | ExprKind::For { pattern, .. } | ExprKind::MapEach { pattern, .. } => {
                self.pattern(pattern);
            }
            ExprKind::Match { arms, .. } => {
                for arm in arms {
                    self.pattern(&arm.pattern);
                    if arm.guard.is_some() {
                        self.count("Guard");
                    }
                }
            }
            ExprKind::Block(block) => {
                for stmt in &block.stmts {
                    if let Stmt::Let { pattern, value, otherwise, .. } = stmt {
                        self.pattern(pattern);
                        match (value, otherwise) {
                            (None, _) => self.count("let without value"),
                            (_, Some(_)) => self.count("let-else"),
                            _ => self.count("let"),
                        }
                    }
                }
            }
            _ => {}
        }
        walk_expr(e, &mut |sub| self.expr(sub));
    }

    fn pattern(&mut self, pattern: &Pattern) {
        let kind = match &pattern.kind {
            PatternKind::Wild => "pattern _",
            PatternKind::Bind { sub: None, .. } => "pattern x",
            PatternKind::Bind { sub: Some(_), .. } => "pattern x @ …",
            PatternKind::Value(_) => "pattern literal",
            PatternKind::Range { .. } => "pattern range",
            PatternKind::Or(_) => "pattern |",
            PatternKind::Tuple(_) => "pattern tuple",
            PatternKind::List(_) => "pattern list",
            PatternKind::Item { .. } => "pattern item",
        };
        self.count(kind);
        walk_pattern(pattern, &mut |sub| self.pattern(sub));
    }
}

/// Methods of the language that no generated program calls, and why.
const METHODS_ELSEWHERE: &[(&str, &str)] = &[
    ("as_secs", "gives a `u64`, and programs count in `usize`; `tests/methods` has it"),
    ("sort_unstable_by_key", "Rust says nothing of the order of equal keys; `tests/methods` has it"),
];

#[test]
fn every_construct_occurs() {
    let mut seen = Seen::default();
    for seed in 0..PROGRAMS {
        seen.expr(&program(seed).program.body);
    }
    for (what, count) in &seen.0 {
        println!("{count:8} {what}");
    }
    let constructs = "Lit Var Const Field Method Closure Call Sleep Duration Join TryJoin MapEach Async Await Try Ok Err Some None Binary \
                      Unary Assign Block If Let Match While Loop For Break Continue Return Struct Ctor List Tuple Index \
                      Cast Format Range Default Guard let let-else";
    let missing: Vec<_> =
        constructs.split_whitespace().filter(|what| seen.0.get(*what).copied().unwrap_or(0) < 20).collect();
    assert!(missing.is_empty(), "rare or missing: {missing:?}");
    let patterns = ["_", "x", "x @ …", "literal", "range", "|", "tuple", "list", "item"];
    let missing: Vec<_> =
        patterns.iter().filter(|what| seen.0.get(&format!("pattern {what}")).copied().unwrap_or(0) < 20).collect();
    assert!(missing.is_empty(), "rare or missing patterns: {missing:?}");
    let more =
        ["let without value", "Loop with a label", "Break with a value", "Struct with a base", "Call with options"];
    let missing: Vec<_> = more.iter().filter(|what| seen.0.get(**what).copied().unwrap_or(0) < 20).collect();
    assert!(missing.is_empty(), "rare or missing: {missing:?}");
    let methods = include_str!("../../asl-macros/src/methods.rs");
    let names = methods.split("const CHECKED").nth(1).and_then(|rest| rest.split("const REFUSED").next()).unwrap_or("");
    let mut missing = Vec::new();
    for line in names.lines() {
        let Some(name) = line.split('"').nth(1).filter(|_| line.starts_with("    ")) else { continue };
        let count = seen.0.get(&format!(".{name}()")).copied().unwrap_or(0);
        if count < 3 && METHODS_ELSEWHERE.iter().all(|(elsewhere, _)| *elsewhere != name) {
            missing.push(format!("{name} ({count})"));
        }
    }
    assert!(missing.is_empty(), "rare or missing methods: {missing:?}");
}
