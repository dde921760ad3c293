//! What generated programs hold, and what is emitted for them, by how often it occurs.

use asl_dsl::shape::Type;
use asl_dsl::task::{ConstValue, Integration, SlotInfo};
use asl_hir::{CallOption, Expr, ExprKind, Pattern, PatternKind, Stmt, walk_expr, walk_pattern};
use asl_tests::program::differential::lowered;
use asl_tests::program::evaluate::Source;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Counts by name.
#[derive(Default)]
pub(crate) struct Seen(pub(crate) BTreeMap<String, u64>);

impl Seen {
    /// How often something occurs.
    pub(crate) fn of(&self, what: &str) -> u64 {
        self.0.get(what).copied().unwrap_or(0)
    }

    /// Of some names those that occur less than so often.
    pub(crate) fn rare<'n>(&self, names: impl IntoIterator<Item = &'n str>, least: u64) -> Vec<String> {
        let rare = names.into_iter().filter(|name| self.of(name) < least);
        rare.map(|name| format!("{name} ({})", self.of(name))).collect()
    }

    fn count(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    /// Counts a program, the workflow it calls, and their machines.
    pub(crate) fn source(&mut self, source: &Source) {
        self.expr(source, &source.program.body);
        for slot in &source.types {
            if let SlotInfo::Call { task, .. } = slot {
                self.count(match task.integration {
                    Integration::Lambda { .. } => "calls Lambda",
                    Integration::LambdaCallback { .. } => "calls LambdaCallback",
                    Integration::Resource { .. } => "calls Resource",
                    Integration::Activity { .. } => "calls Activity",
                    Integration::Http { .. } => "calls Http",
                    Integration::Workflow { .. } => "calls Workflow",
                });
            }
        }
        if let Ok(machine) = lowered(source) {
            self.states(&machine.machine().to_value());
        }
        if let Some(nested) = &source.nested {
            self.count("nested workflow");
            self.source(nested);
        }
    }

    /// Counts states by type and field, and the functions that expressions call.
    fn states(&mut self, json: &Json) {
        match json {
            Json::Object(members) => {
                if let Some(Json::String(kind)) = members.get("Type")
                    && members.keys().all(|key| key.starts_with(|c: char| c.is_ascii_uppercase()))
                {
                    members.keys().for_each(|key| self.count(format!("{kind}.{key}")));
                }
                members.values().for_each(|value| self.states(value));
            }
            Json::Array(items) => items.iter().for_each(|item| self.states(item)),
            Json::String(text) if text.starts_with("{%") => {
                for call in text.split('$').skip(1) {
                    let name: String = call.chars().take_while(char::is_ascii_alphanumeric).collect();
                    if call[name.len()..].starts_with('(') {
                        self.count(format!("${name}()"));
                    }
                }
            }
            _ => {}
        }
    }

    fn expr(&mut self, source: &Source, e: &Expr) {
        let name = format!("{:?}", e.kind);
        let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
        self.count(name);
        match &e.kind {
            ExprKind::Method { receiver, name, .. } => {
                self.count(format!(".{name}()"));
                let ty = source.known.get(receiver.span.line as usize).map_or("?", kind_of);
                self.count(format!("{ty}.{name}()"));
            }
            ExprKind::Binary { op, .. } => self.count(format!("{op:?}")),
            ExprKind::Assign { op, place, .. } => {
                self.count(format!("Assign {op:?}"));
                self.count(format!("Assign to {}", format!("{:?}", place.kind).split(['(', ' ']).next().unwrap_or("")));
            }
            ExprKind::Const(id) => {
                if let Some(ConstValue::Text(_)) = source.consts.get(id.0 as usize) {
                    self.count("placeholder");
                }
            }
            ExprKind::Join { fallible, branches, options } => {
                if *fallible {
                    self.count("TryJoin");
                }
                for branch in branches {
                    let kind = format!("{:?}", branch.kind);
                    self.count(format!("branch {}", kind.split(['(', ' ']).next().unwrap_or("")));
                }
                self.options(options);
            }
            ExprKind::MapEach { options, pattern, .. } => {
                self.pattern(pattern);
                self.options(options);
            }
            ExprKind::Call { options, .. } => self.options(options),
            ExprKind::Loop { label: Some(_), .. } => self.count("Loop with a label"),
            ExprKind::While { label: Some(_), .. } => self.count("While with a label"),
            ExprKind::For { label, pattern, .. } => {
                if label.is_some() {
                    self.count("For with a label");
                }
                self.pattern(pattern);
            }
            ExprKind::Break { value: Some(_), .. } => self.count("Break with a value"),
            ExprKind::Struct { name, base, .. } => {
                self.count(format!("made {name}"));
                if base.is_some() {
                    self.count("Struct with a base");
                }
            }
            ExprKind::Ctor { name, .. } => self.count(format!("made {name}")),
            ExprKind::Closure(closure) => closure.params.iter().for_each(|param| self.pattern(param)),
            ExprKind::Let { pattern, .. } => self.pattern(pattern),
            ExprKind::Match { arms, .. } => {
                for arm in arms {
                    self.pattern(&arm.pattern);
                    if arm.guard.is_some() {
                        self.count("Guard");
                    }
                }
            }
            ExprKind::Block(block) => block.stmts.iter().for_each(|stmt| self.stmt(stmt)),
            _ => {}
        }
        if let ExprKind::While { cond, .. } | ExprKind::If { cond, .. } = &e.kind {
            self.chain(cond, matches!(e.kind, ExprKind::While { .. }));
        }
        walk_expr(e, &mut |sub| self.expr(source, sub));
    }

    /// How many `let`s a condition has.
    fn chain(&mut self, cond: &Expr, repeats: bool) {
        fn lets(cond: &Expr) -> usize {
            match &cond.kind {
                ExprKind::Let { .. } => 1,
                ExprKind::Binary { op: asl_hir::BinaryOp::And, left, right } => lets(left) + lets(right),
                _ => 0,
            }
        }
        match (lets(cond), repeats) {
            (0, _) => {}
            (_, true) => self.count("while let"),
            (1, false) => self.count("if let"),
            (_, false) => self.count("let chain"),
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        let (Stmt::Let { name, .. } | Stmt::Expr { name, .. }) = stmt;
        if name.is_some() {
            self.count("statement with a name");
        }
        if let Stmt::Let { pattern, value, otherwise, .. } = stmt {
            self.pattern(pattern);
            match (value, otherwise) {
                (None, _) => self.count("let without value"),
                (_, Some(_)) => self.count("let-else"),
                _ => self.count("let"),
            }
        }
    }

    fn options(&mut self, options: &[CallOption]) {
        for option in options {
            self.count(match option {
                CallOption::Retry(_) => "option retry",
                CallOption::Timeout(_) => "option timeout",
                CallOption::Heartbeat(_) => "option heartbeat",
                CallOption::Named(_) => "option named",
                CallOption::Credentials(_) => "option credentials",
            });
        }
    }

    fn pattern(&mut self, pattern: &Pattern) {
        self.count(match &pattern.kind {
            PatternKind::Wild => "pattern _",
            PatternKind::Bind { sub: None, .. } => "pattern x",
            PatternKind::Bind { sub: Some(_), .. } => "pattern x @ …",
            PatternKind::Value(value) if matches!(value.kind, ExprKind::Const(_)) => "pattern constant",
            PatternKind::Value(_) => "pattern literal",
            PatternKind::Range { .. } => "pattern range",
            PatternKind::Or(_) => "pattern |",
            PatternKind::Tuple(_) => "pattern tuple",
            PatternKind::List(_) => "pattern list",
            PatternKind::Item { .. } => "pattern item",
        });
        if let PatternKind::Item { name, .. } = &pattern.kind {
            self.count(format!("matched {name}"));
        }
        walk_pattern(pattern, &mut |sub| self.pattern(sub));
    }
}

/// What lowering tells receivers apart by.
fn kind_of(ty: &Type) -> &'static str {
    match ty {
        Type::Option(_) => "option",
        Type::Result(..) => "result",
        Type::List(_) => "list",
        Type::Map(_) => "map",
        Type::String | Type::Char => "string",
        Type::Int(_) | Type::Float => "number",
        Type::Bool => "bool",
        Type::Duration => "duration",
        _ => "?",
    }
}
