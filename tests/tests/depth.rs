//! Programs far deeper and longer than anyone writes: each becomes a machine, or an error that says where. None ends the process.
//!
//! They are made as the program form that expansions hold. What the macros do with such source is tested with them, what expressions become
//! with lowering.

#![expect(clippy::expect_used, reason = "a test says what it expects by panicking")]

use asl_dsl::shape::{Integer, Type};
use asl_dsl::task::{Integration, SlotInfo, TaskInfo};
use asl_dsl::{Definition, Report};
use asl_hir::*;
use std::thread;

const NUMBER: Type = Type::Int(Integer { signed: true, bits: 64 });
const DEPTHS: [usize; 4] = [10, 100, 1_000, 5_000];

/// What a program of a depth is.
type Make = fn(usize) -> Expr;

#[test]
fn decisions_nest_as_deep_as_they_are_generated() {
    on_large_stack(|| {
        let kinds: [(&str, Make); 4] = [
            ("if in if", |depth| nest(call(), depth, &|inner| if_positive(inner, var()))),
            ("else if", |depth| nest(call(), depth, &|inner| if_positive(call(), inner))),
            ("block in block", |depth| {
                nest(call(), depth, &|inner| {
                    let statement = Stmt::Expr { expr: call(), name: None };
                    x(ExprKind::Block(Block { stmts: vec![statement], tail: Some(Box::new(inner)) }))
                })
            }),
            ("call in call", |depth| nest(call(), depth, &call_with)),
        ];
        for (kind, make) in kinds {
            for depth in DEPTHS {
                match define(make(depth)) {
                    Ok(definition) => {
                        let text = definition.to_json_string();
                        assert!(deepest(&text) < 127, "{kind} of {depth} nests {}", deepest(&text));
                        assert!(
                            !asl_schema::check_str(&text, &asl_schema::Options::standard()).has_errors(),
                            "{kind} of {depth} is read again"
                        );
                    }
                    // Five thousand calls don't fit into a machine.
                    Err(report) => {
                        let codes: Vec<&str> = report.errors().map(|error| error.code()).collect();
                        assert_eq!((codes.as_slice(), depth), (&["ASL701"][..], 5_000), "{kind} of {depth}: {report}");
                    }
                }
            }
        }
    });
}

#[test]
fn states_inside_states_are_refused_where_the_reader_would_refuse_them() {
    on_large_stack(|| {
        let inside = |inner: Expr| {
            let branches = vec![x(ExprKind::Async(Box::new(inner))), x(ExprKind::Async(Box::new(call())))];
            x(ExprKind::Await(Box::new(x(ExprKind::Join { branches, fallible: false, options: Vec::new() }))))
        };
        assert!(define(nest(call(), 10, &inside)).is_ok());
        for depth in [100, 300] {
            let report = define(nest(call(), depth, &inside)).expect_err("too deep");
            assert!(report.diagnostics().iter().any(|finding| finding.code() == "ASL103"), "{depth}: {report}");
        }
    });
}

#[test]
fn values_that_nest_too_deep_are_refused_with_their_place() {
    on_large_stack(|| {
        let kinds: [(&str, Make); 4] = [
            ("if in if", |depth| nest(var(), depth, &|inner| if_positive(inner, var()))),
            ("negation", |depth| {
                nest(var(), depth, &|inner| x(ExprKind::Unary { op: UnaryOp::Neg, operand: Box::new(inner) }))
            }),
            ("list", |depth| nest(var(), depth, &|inner| x(ExprKind::List(vec![inner])))),
            ("method", |depth| {
                nest(var(), depth, &|inner| {
                    x(ExprKind::Method { receiver: Box::new(inner), name: "abs".to_owned(), args: Vec::new() })
                })
            }),
        ];
        for (kind, make) in kinds {
            for depth in DEPTHS {
                match define(call_with(make(depth))) {
                    Ok(definition) => assert!(deepest(&definition.to_json_string()) < 127, "{kind} of {depth}"),
                    Err(report) => {
                        let finding = &report.diagnostics()[0];
                        assert!(depth > 10, "{kind} of {depth}: {report}");
                        assert!(finding.source.as_ref().is_some_and(|at| at.line > 0), "{kind} of {depth}: {report}");
                        assert!(
                            finding.message.contains("deep") || finding.code() == "ASL103",
                            "{kind} of {depth}: {report}"
                        );
                        assert_eq!(report.diagnostics().len(), 1, "{kind} of {depth}: {report}");
                    }
                }
            }
        }
    });
}

/// Such trees need stack to be built, written and dropped.
fn on_large_stack(test: fn()) {
    let running = thread::Builder::new().stack_size(256 << 20).spawn(test).expect("a thread");
    running.join().expect("no panic");
}

/// `depth` times `around`.
fn nest(inner: Expr, depth: usize, around: &dyn Fn(Expr) -> Expr) -> Expr {
    (0..depth).fold(inner, |inner, _| around(inner))
}

fn x(kind: ExprKind) -> Expr {
    Expr { kind, span: Span { line: 7, column: 1 }, ty: None }
}

/// The parameter.
fn var() -> Expr {
    x(ExprKind::Var(VarId(0)))
}

fn call() -> Expr {
    call_with(var())
}

fn call_with(argument: Expr) -> Expr {
    let kind = ExprKind::Call { name: "quote".to_owned(), args: vec![argument], options: Vec::new() };
    x(ExprKind::Await(Box::new(Expr { ty: Some(SlotId(2)), ..x(kind) })))
}

fn if_positive(then: Expr, otherwise: Expr) -> Expr {
    let zero = x(ExprKind::Lit(Literal::Int("0".to_owned())));
    let cond = x(ExprKind::Binary { op: BinaryOp::Gt, left: Box::new(var()), right: Box::new(zero) });
    x(ExprKind::If { cond: Box::new(cond), then: Box::new(then), otherwise: Some(Box::new(otherwise)) })
}

/// The definition of a workflow with one parameter and this body.
fn define(body: Expr) -> Result<Definition, Report> {
    let span = Span { line: 1, column: 10 };
    let pattern = Pattern { kind: PatternKind::Bind { var: VarId(0), sub: None }, span };
    let program = Program {
        name: "deep".to_owned(),
        comment: None,
        machine: None,
        timeout: None,
        file: "src/deep.rs".to_owned(),
        span,
        params: vec![Param { name: "amount".to_owned(), pattern, ty: SlotId(0) }],
        output: SlotId(1),
        vars: vec![Var { name: "amount".to_owned(), mutable: false, ty: Some(SlotId(0)), span }],
        body,
    };
    let task = TaskInfo { name: "quote", params: &["amount"], integration: Integration::Lambda { function: "quote" } };
    let types = vec![SlotInfo::Value(NUMBER), SlotInfo::Value(Type::Unknown), SlotInfo::Call { task, output: NUMBER }];
    let json = serde_json::to_string(&program).expect("a program can be written");
    asl_dsl::__private::define(&json, types, Vec::new())
}

/// How deep brackets nest, in texts too.
fn deepest(text: &str) -> usize {
    let mut open = 0_usize;
    let mut deepest = 0;
    for character in text.chars() {
        match character {
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' => open -= 1,
            _ => {}
        }
        deepest = deepest.max(open);
    }
    deepest
}
