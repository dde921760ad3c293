//! Generated expressions, well typed by construction, on generated inputs: the engine and Rust must agree.
//!
//! Where Rust panics nothing is compared: a state machine may skip a value that nobody reads, and its panic with it.

use super::build::*;
use super::oracle::{Env, Val, eval, normal, to_json};
use crate::shape::Type;
use crate::task::SlotInfo;
use asl_hir::*;
use std::collections::BTreeMap;

/// A small deterministic generator of numbers (xorshift64*).
struct Rng(u64);

impl Rng {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }
}

const TEXTS: [&str; 9] = ["", "a", "b c", "${x}", "{% 1 %}", "\"\\", "é😀", "12", "A"];

struct Gen {
    rng: Rng,
    bench: Bench,
    /// What is in scope.
    scope: Vec<(VarId, Type)>,
    env: Env,
}

impl Gen {
    fn new(seed: u64) -> Self {
        let rng = Rng(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut this = Gen { rng, bench: Bench::default(), scope: Vec::new(), env: Env::new() };
        for i in 0..5 {
            let ty = this.data_type(2);
            let value = this.data(&ty);
            let mut rng = Rng(seed ^ 0xABCD | 1);
            let json = to_json(&value, &ty, &mut || rng.chance(50));
            let given = this.bench.given(&format!("given{i}"), ty.clone(), json);
            if let ExprKind::Var(var) = given.kind {
                this.scope.push((var, ty));
                this.env.insert(var, value);
            }
        }
        this
    }

    /// A type whose values are data.
    fn data_type(&mut self, depth: usize) -> Type {
        let leaf = [Type::I64, Type::Bool, Type::String];
        if depth == 0 {
            return self.rng.pick(&leaf);
        }
        match self.rng.below(11) {
            0..3 => self.rng.pick(&leaf),
            3 => {
                // `Option<Option<_>>` has no JSON of its own.
                let inner = self.data_type(depth - 1);
                if matches!(inner, Type::Option(_)) { inner } else { Type::option(inner) }
            }
            4..6 => Type::list(self.data_type(depth - 1)),
            6 => Type::Tuple(vec![self.data_type(depth - 1), self.data_type(depth - 1)]),
            7 => Type::Struct(self.rng.pick(&[&POINT, &ORDER, &PAIR, &ID])),
            8 => Type::Struct(&ORDER),
            _ => Type::Enum(self.rng.pick(&[&EXTERNAL, &INTERNAL, &ADJACENT])),
        }
    }

    /// A value of a type.
    fn data(&mut self, ty: &Type) -> Val {
        match ty {
            Type::Bool => Val::Bool(self.rng.chance(50)),
            Type::Int(_) => Val::Int(self.rng.below(9) as i64 - 3),
            Type::String => Val::Str(self.rng.pick(&TEXTS).to_owned()),
            Type::Option(inner) => Val::Maybe(self.rng.chance(50).then(|| Box::new(self.data(inner)))),
            Type::List(inner) => {
                let len = self.rng.pick(&[0, 1, 1, 2, 3]);
                Val::Seq((0..len).map(|_| self.data(inner)).collect())
            }
            Type::Tuple(parts) => Val::Seq(parts.iter().map(|part| self.data(part)).collect()),
            Type::Struct(shape) => {
                let fields = shape.fields.iter().map(|field| (field.rust.to_owned(), self.data(&(field.ty)())));
                Val::Struct(fields.collect())
            }
            Type::Enum(shape) => {
                let variant = &shape.variants[self.rng.below(shape.variants.len())];
                let fields = variant.fields.iter().map(|field| (field.rust.to_owned(), self.data(&(field.ty)())));
                Val::Enum(variant.rust.to_owned(), fields.collect::<BTreeMap<_, _>>())
            }
            Type::Result(ok, err) => Val::Outcome(match self.rng.chance(50) {
                true => Ok(Box::new(self.data(ok))),
                false => Err(Box::new(self.data(err))),
            }),
            other => panic!("no data for {other}"),
        }
    }

    /// A path to a value of the type: a variable, or fields of one.
    fn path(&mut self, ty: &Type) -> Option<Expr> {
        let mut found = Vec::new();
        for (id, known) in &self.scope {
            paths(var(*id), known, ty, 3, &mut found);
        }
        if found.is_empty() { None } else { Some(self.rng.pick(&found)) }
    }

    /// An expression of the type.
    fn expr(&mut self, ty: &Type, depth: usize) -> Expr {
        if (depth == 0 || self.rng.chance(25))
            && let Some(path) = self.path(ty)
        {
            return path;
        }
        if depth == 0 {
            return self.literal(ty, 0);
        }
        match self.rng.below(12) {
            0 => {
                let scope = self.scope.len();
                let cond = self.condition(depth - 1);
                let then = self.expr(ty, depth - 1);
                self.scope.truncate(scope);
                let otherwise = self.expr(ty, depth - 1);
                if_else(cond, then, otherwise)
            }
            1..3 => self.match_on(ty, depth - 1),
            3 => {
                let scope = self.scope.len();
                let inner = self.data_type(1);
                let value = self.expr(&inner, depth - 1);
                let var = self.fresh(&inner);
                let tail = self.expr(ty, depth - 1);
                self.scope.truncate(scope);
                let stmt = Stmt::Let { pattern: bind(var), value: Some(value), otherwise: None, name: None };
                x(ExprKind::Block(Block { stmts: vec![stmt], tail: Some(Box::new(tail)) }))
            }
            4 => {
                let items = self.expr(&Type::list(ty.clone()), depth - 1);
                // Indices are unsigned in Rust; a variable may hold a signed number here, a literal may not.
                let scope = self.scope.len();
                let at = self.expr(&Type::I64, depth - 1);
                let var = self.fresh(&Type::I64);
                self.scope.truncate(scope);
                let stmt = Stmt::Let { pattern: bind(var), value: Some(at), otherwise: None, name: None };
                let read = index(items, super::build::var(var));
                x(ExprKind::Block(Block { stmts: vec![stmt], tail: Some(Box::new(read)) }))
            }
            5 => {
                let other = self.data_type(1);
                let parts = vec![self.expr(&other, depth - 1), self.expr(ty, depth - 1)];
                field(tuple(parts), "1")
            }
            _ => self.operation(ty, depth),
        }
    }

    fn operation(&mut self, ty: &Type, depth: usize) -> Expr {
        use BinaryOp::*;
        match ty {
            Type::Int(_) => {
                let op = self.rng.pick(&[Add, Add, Sub, Mul, Div, Rem]);
                let (a, b) = (self.expr(ty, depth - 1), self.expr(ty, depth - 1));
                let b = if matches!(op, Div | Rem) && matches!(b.kind, ExprKind::Lit(_)) { int(3) } else { b };
                match self.rng.chance(10) {
                    true => x(ExprKind::Unary { op: UnaryOp::Neg, operand: Box::new(a) }),
                    false => bin(op, a, b),
                }
            }
            Type::Bool => match self.rng.below(5) {
                0 => {
                    let op = self.rng.pick(&[And, Or]);
                    bin(op, self.expr(ty, depth - 1), self.expr(ty, depth - 1))
                }
                1 => not(self.expr(ty, depth - 1)),
                2 => {
                    let op = self.rng.pick(&[Lt, Le, Gt, Ge]);
                    let of = self.rng.pick(&[Type::I64, Type::Int(crate::shape::Integer { signed: true, bits: 64 })]);
                    bin(op, self.expr(&of, depth - 1), self.expr(&of, depth - 1))
                }
                3 => {
                    let op = self.rng.pick(&[Eq, Ne]);
                    let comparable = [
                        Type::I64,
                        Type::String,
                        Type::Bool,
                        Type::option(Type::I64),
                        Type::list(Type::list(Type::I64)),
                        Type::Struct(&POINT),
                        Type::Struct(&ORDER),
                        Type::Tuple(vec![Type::String, Type::option(Type::I64)]),
                    ];
                    let of = self.rng.pick(&comparable);
                    bin(op, self.expr(&of, depth - 1), self.expr(&of, depth - 1))
                }
                _ => {
                    let scope = self.scope.len();
                    let cond = self.condition(depth - 1);
                    self.scope.truncate(scope);
                    cond
                }
            },
            Type::String => match self.rng.below(3) {
                0 => bin(Add, self.expr(ty, depth - 1), self.expr(ty, depth - 1)),
                _ => {
                    let parts = (0..self.rng.below(4)).map(|_| match self.rng.below(4) {
                        0 => FormatPart::Text(self.rng.pick(&TEXTS).to_owned()),
                        1 => FormatPart::Value(self.expr(&Type::I64, depth - 1)),
                        2 => FormatPart::Value(self.expr(&Type::Bool, depth - 1)),
                        _ => FormatPart::Value(self.expr(&Type::String, depth - 1)),
                    });
                    format(parts.collect())
                }
            },
            ty => self.literal(ty, depth),
        }
    }

    /// A constructor of the type.
    fn literal(&mut self, ty: &Type, depth: usize) -> Expr {
        let below = depth.saturating_sub(1);
        match ty {
            Type::Bool => boolean(self.rng.chance(50)),
            Type::Int(_) => int(self.rng.below(9) as i64 - 2),
            Type::String => string(self.rng.pick(&TEXTS)),
            Type::Option(inner) => match self.rng.chance(60) {
                true => some(self.expr(inner, below)),
                // The front end asks for a type that doesn't follow from the parts.
                false => self.bench.typed(ExprKind::None, ty.clone()),
            },
            Type::List(inner) => {
                let len = self.rng.pick(&[0, 1, 1, 2, 3]);
                let items = (0..len).map(|_| self.expr(inner, below)).collect::<Vec<_>>();
                if matches!(**inner, Type::Int(_)) && self.rng.chance(20) {
                    let (from, to) = (int(self.rng.below(3) as i64), self.expr(inner, 0));
                    return x(ExprKind::Range {
                        from: Box::new(from),
                        to: Box::new(to),
                        inclusive: self.rng.chance(50),
                    });
                }
                self.bench.typed(ExprKind::List(items), ty.clone())
            }
            Type::Tuple(parts) => tuple(parts.iter().map(|part| self.expr(part, below)).collect()),
            Type::Struct(shape) if shape.fields[0].rust == "0" => {
                let args = shape.fields.iter().map(|field| self.expr(&(field.ty)(), below)).collect();
                self.bench.ctor(shape.name, ty.clone(), args)
            }
            Type::Struct(shape) => {
                let base = if depth > 0 && self.rng.chance(25) { self.path(ty) } else { None };
                let mut fields = Vec::new();
                for field in shape.fields {
                    if base.is_none() || self.rng.chance(50) {
                        fields.push((field.rust, self.expr(&(field.ty)(), below)));
                    }
                }
                if self.rng.chance(50) {
                    fields.reverse();
                }
                self.bench.make(shape.name, ty.clone(), fields, base)
            }
            Type::Enum(shape) => {
                let variant = &shape.variants[self.rng.below(shape.variants.len())];
                let fields: Vec<_> =
                    variant.fields.iter().map(|field| (field.rust, self.expr(&(field.ty)(), below))).collect();
                match variant.rust {
                    "Running" => self.bench.make(variant.rust, ty.clone(), fields, None),
                    _ => {
                        let args = fields.into_iter().map(|(_, value)| value).collect();
                        self.bench.ctor(variant.rust, ty.clone(), args)
                    }
                }
            }
            Type::Result(ok, err) => match self.rng.chance(50) {
                true => {
                    let value = self.expr(ok, below);
                    self.bench.typed(ExprKind::Ok(Box::new(value)), ty.clone())
                }
                false => {
                    let value = self.expr(err, below);
                    self.bench.typed(ExprKind::Err(Box::new(value)), ty.clone())
                }
            },
            other => panic!("no literal of {other}"),
        }
    }

    /// A variable that a pattern binds, in scope from here on.
    fn fresh(&mut self, ty: &Type) -> VarId {
        let name = format!("{}{}", self.rng.pick(&["x", "count", "sum", "it"]), self.bench.vars.len());
        let id = self.bench.bound(&name, Some(ty.clone()));
        self.scope.push((id, ty.clone()));
        id
    }

    /// A condition; what it binds stays in scope.
    fn condition(&mut self, depth: usize) -> Expr {
        match self.rng.below(4) {
            0 => {
                let ty = self.scrutinee();
                let value = self.expr(&ty, depth.min(2));
                let pattern = self.pattern(&ty, 2);
                matches(pattern, value)
            }
            1 if depth > 0 => {
                let left = self.condition(depth - 1);
                let right = self.condition(depth - 1);
                bin(BinaryOp::And, left, right)
            }
            _ => self.expr(&Type::Bool, depth),
        }
    }

    fn scrutinee(&mut self) -> Type {
        match self.rng.below(5) {
            0 => {
                let inner = self.rng.pick(&[Type::I64, Type::String, Type::list(Type::I64), Type::Struct(&POINT)]);
                Type::option(inner)
            }
            1 => Type::Enum(self.rng.pick(&[&EXTERNAL, &INTERNAL, &ADJACENT])),
            2 => Type::Result(Box::new(Type::I64), Box::new(Type::String)),
            _ => self.data_type(2),
        }
    }

    fn match_on(&mut self, ty: &Type, depth: usize) -> Expr {
        let of = self.scrutinee();
        let value = self.expr(&of, depth);
        let scope = self.scope.len();
        let mut arms = Vec::new();
        for _ in 0..1 + self.rng.below(3) {
            let pattern = self.pattern(&of, 2);
            let guard = self.rng.chance(25).then(|| self.expr(&Type::Bool, depth.min(1)));
            let body = self.expr(ty, depth.min(2));
            self.scope.truncate(scope);
            arms.push(Arm { pattern, guard, body });
        }
        let body = self.expr(ty, depth.min(1));
        arms.push(Arm { pattern: wild(), guard: None, body });
        x(ExprKind::Match { scrutinee: Box::new(value), arms })
    }

    fn pattern(&mut self, ty: &Type, depth: usize) -> Pattern {
        if depth == 0 || self.rng.chance(25) {
            return match self.rng.chance(60) {
                true => bind(self.fresh(ty)),
                false => wild(),
            };
        }
        if self.rng.chance(10) {
            let sub = self.pattern(ty, depth - 1);
            return pattern(PatternKind::Bind { var: self.fresh(ty), sub: Some(Box::new(sub)) });
        }
        match ty {
            Type::Bool => value(boolean(self.rng.chance(50))),
            Type::String => value(string(self.rng.pick(&TEXTS))),
            Type::Int(_) => match self.rng.below(3) {
                0 => value(int(self.rng.below(5) as i64 - 1)),
                1 => {
                    let values = (0..3).map(|_| value(int(self.rng.below(5) as i64)));
                    pattern(PatternKind::Or(values.collect()))
                }
                _ => {
                    let low = self.rng.below(4) as i64 - 1;
                    let (from, to) = match self.rng.below(3) {
                        0 => (Some(low), None),
                        1 => (None, Some(low)),
                        _ => (Some(low), Some(low + 2)),
                    };
                    let bound = |n: Option<i64>| n.map(|n| Box::new(int(n)));
                    pattern(PatternKind::Range { from: bound(from), to: bound(to), inclusive: self.rng.chance(50) })
                }
            },
            Type::Option(inner) => match self.rng.chance(65) {
                true => item("Some", vec![("0", self.pattern(inner, depth - 1))]),
                false => item("None", vec![]),
            },
            Type::Result(ok, err) => match self.rng.chance(50) {
                true => item("Ok", vec![("0", self.pattern(ok, depth - 1))]),
                false => item("Err", vec![("0", self.pattern(err, depth - 1))]),
            },
            Type::List(inner) => {
                let items = (0..self.rng.below(3)).map(|_| self.pattern(inner, depth - 1)).collect();
                pattern(PatternKind::List(items))
            }
            Type::Tuple(parts) => {
                pattern(PatternKind::Tuple(parts.iter().map(|part| self.pattern(part, depth - 1)).collect()))
            }
            Type::Struct(shape) => {
                let mut fields = Vec::new();
                for field in shape.fields {
                    if self.rng.chance(50) {
                        fields.push((field.rust, self.pattern(&(field.ty)(), depth - 1)));
                    }
                }
                item(shape.name, fields)
            }
            Type::Enum(shape) => {
                let variant = &shape.variants[self.rng.below(shape.variants.len())];
                let mut fields = Vec::new();
                for field in variant.fields {
                    if self.rng.chance(70) {
                        fields.push((field.rust, self.pattern(&(field.ty)(), depth - 1)));
                    }
                }
                item(variant.rust, fields)
            }
            _ => wild(),
        }
    }
}

/// Every path from `base` to a value of type `want`.
fn paths(base: Expr, ty: &Type, want: &Type, depth: usize, found: &mut Vec<Expr>) {
    if format!("{ty}") == format!("{want}") {
        found.push(base.clone());
    }
    if depth == 0 {
        return;
    }
    match ty {
        Type::Struct(shape) => {
            for shape in shape.fields {
                paths(field(base.clone(), shape.rust), &(shape.ty)(), want, depth - 1, found);
            }
        }
        Type::Tuple(parts) => {
            for (i, part) in parts.iter().enumerate() {
                paths(field(base.clone(), &i.to_string()), part, want, depth - 1, found);
            }
        }
        _ => {}
    }
}

/// Lowers and runs one generated expression. Whether there was something to compare.
fn agree(seed: u64, depth: usize) -> bool {
    let mut this = Gen::new(seed);
    let ty = this.data_type(2);
    let e = this.expr(&ty, depth);
    let types = |slot: SlotId| match &this.bench.types[slot.0 as usize] {
        SlotInfo::Value(ty) | SlotInfo::Call { output: ty, .. } => ty.clone(),
    };
    let Some(expected) = eval(&e, &mut this.env.clone(), &types) else { return false };
    let expected = normal(&to_json(&expected, &ty, &mut || false));
    match this.bench.lower(&e) {
        // Refusals that the generator doesn't avoid.
        Err(message) if message.starts_with("cannot divide by zero") || message.starts_with("cannot compare") => {
            return false;
        }
        Err(message) => panic!("seed {seed} at depth {depth}: refused: {message}\n{e:?}"),
        Ok((x, _)) if x.depth() > 60 => return false,
        Ok(_) => {}
    }
    if this.bench.lower(&e).is_ok_and(|(x, _)| x.depth() <= 30) {
        let found = this.bench.value_without_laziness(&e).map(|found| normal(&found));
        assert_eq!(
            found,
            Ok(expected.clone()),
            "seed {seed} at depth {depth}, eagerly: {}\n{e:?}",
            this.bench.text(&e)
        );
    }
    match this.bench.value(&e) {
        Ok(found) => {
            assert_eq!(normal(&found), expected, "seed {seed} at depth {depth}: {}\n{e:?}", this.bench.text(&e));
        }
        Err(message) => panic!("seed {seed} at depth {depth}: {message}\n{}\nexpected {expected}", this.bench.text(&e)),
    }
    true
}

#[test]
fn generated_expressions_mean_what_rust_means() {
    let mut compared = 0;
    for depth in 1..=4 {
        for seed in 0..400 {
            compared += u32::from(agree(seed, depth));
        }
    }
    assert!(compared > 1_200, "only {compared} were compared");
}
