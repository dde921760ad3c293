//! Programs at random: small, well typed, and as the front end would write them.
//!
//! In: a seed. Out: a program with its tables, and the type of each expression. Types are chosen first, and an expression is made
//! for its type; so every program is one that rustc would take, but for moves and borrows, which the program form doesn't know.
//! Which expressions have a slot follows the front end's own rule.

mod basics;
mod calls;
mod chains;
mod choices;
mod collections;
mod constants;
mod floats;
mod loops;
mod matching;
mod options;
mod scalars;
mod steps;
mod texts;
mod types;
mod waits;

use super::evaluate::Source;
use super::world::{self, Task};
use crate::generate::Random;
use asl_dsl::shape::Type;
use asl_dsl::task::{ConstValue, SlotInfo};
use asl_hir::{Expr, Param, Pattern, PatternKind, Program, SlotId, Span, Var, VarId};
pub(super) use types::same;

/// The least value of a type, as an expression of a program.
pub(super) fn simple(source: &mut Source, ty: &Type) -> Expr {
    let mut builder = Builder::new(0);
    std::mem::swap(&mut builder.types, &mut source.types);
    std::mem::swap(&mut builder.known, &mut source.known);
    builder.least = true;
    let simple = builder.simple(ty);
    let simple = builder.told(simple);
    std::mem::swap(&mut builder.types, &mut source.types);
    std::mem::swap(&mut builder.known, &mut source.known);
    simple
}

/// A program at random.
pub fn program(seed: u64) -> Source {
    let mut builder = Builder::new(seed);
    builder.program()
}

/// A variable that may be used.
#[derive(Clone)]
struct Visible {
    var: VarId,
    ty: Type,
    /// It may be assigned: it is `mut`, and no closure, branch or item lies between.
    assignable: bool,
}

/// A loop, or a labelled block.
#[derive(Clone)]
struct Target {
    label: Option<String>,
    /// What `break` takes with it.
    value: Option<Type>,
    /// `continue` may stand in it.
    repeats: bool,
}

/// The state of a program in the making.
struct Builder {
    random: Random,
    vars: Vec<Var>,
    types: Vec<SlotInfo>,
    consts: Vec<ConstValue>,
    known: Vec<Type>,
    scope: Vec<Visible>,
    targets: Vec<Target>,
    tasks: Vec<Task>,
    /// What `return` takes; `None` where there is none.
    returns: Option<Type>,
    /// Calls may be made here.
    effects: bool,
    /// Inside a branch or an item.
    aside: bool,
    /// How many more expressions the program may have.
    left: i32,
    /// How many loops enclose.
    loops: u32,
    labels: u32,
    /// How many states have names of their own.
    names: u32,
    /// The workflow with a machine of its own is called.
    nests: bool,
    /// Values are the least of their type.
    least: bool,
}

impl Builder {
    fn new(seed: u64) -> Self {
        Builder {
            random: Random::of("program", seed),
            vars: Vec::new(),
            types: Vec::new(),
            consts: Vec::new(),
            known: vec![Type::Unknown],
            scope: Vec::new(),
            targets: Vec::new(),
            tasks: world::tasks(),
            returns: None,
            effects: true,
            aside: false,
            left: 0,
            loops: 0,
            labels: 0,
            names: 0,
            nests: false,
            least: false,
        }
    }

    fn program(&mut self) -> Source {
        self.left = 12 + self.random.below(70) as i32;
        let mut params = Vec::new();
        for _ in 0..1 + self.random.below(3) {
            let ty = self.any_type(2);
            let slot = self.slot(&ty);
            let name = self.fresh_name();
            let mutable = self.random.one_in(4);
            let var = self.bind(&name, &ty, mutable);
            params.push(Param { name, pattern: pattern(PatternKind::Bind { var, sub: None }), ty: slot });
        }
        let output = self.output_type();
        let mut source = self.workflow("generated", params, &output);
        if self.nests {
            source.nested = Some(Box::new(self.nested()));
        }
        source
    }

    /// The workflow that a program calls.
    fn nested(&mut self) -> Source {
        let mut builder = Builder::new(self.random.below(u64::MAX));
        builder.left = 8 + self.random.below(30) as i32;
        builder.tasks.retain(|task| task.name != world::NESTED);
        let wanted = self.tasks.iter().find(|task| task.name == world::NESTED).cloned();
        let Some(Task { slot: SlotInfo::Call { task, output }, params, .. }) = wanted else { return builder.program() };
        let mut bound = Vec::new();
        for (name, ty) in task.params.iter().zip(&params) {
            let slot = builder.slot(ty);
            let var = builder.bind(name, ty, false);
            let pattern = pattern(PatternKind::Bind { var, sub: None });
            bound.push(Param { name: (*name).to_owned(), pattern, ty: slot });
        }
        builder.workflow(world::NESTED, bound, &output)
    }

    fn workflow(&mut self, name: &str, params: Vec<Param>, output: &Type) -> Source {
        let slot = self.slot(output);
        self.returns = Some(output.clone());
        let body = self.body(output);
        Source {
            program: Program {
                name: name.to_owned(),
                comment: None,
                machine: None,
                timeout: None,
                file: "generated.rs".to_owned(),
                span: Span::default(),
                params,
                output: slot,
                vars: std::mem::take(&mut self.vars),
                body,
            },
            types: std::mem::take(&mut self.types),
            consts: std::mem::take(&mut self.consts),
            known: std::mem::take(&mut self.known),
            nested: None,
        }
    }

    fn output_type(&mut self) -> Type {
        let value = self.any_type(2);
        match self.random.below(6) {
            0..3 => {
                let error = self.random.pick(&world::errors()).clone();
                Type::Result(Box::new(value), Box::new(error))
            }
            3 => self.optional(value),
            _ => value,
        }
    }

    fn slot(&mut self, ty: &Type) -> SlotId {
        self.types.push(SlotInfo::Value(ty.clone()));
        SlotId(self.types.len() as u32 - 1)
    }

    /// Declares a variable and makes its name mean it.
    fn bind(&mut self, name: &str, ty: &Type, mutable: bool) -> VarId {
        let var = VarId(self.vars.len() as u32);
        self.vars.push(Var { name: name.to_owned(), mutable, ty: None, span: Span::default() });
        let shadowed = |known: &Visible| self.vars.get(known.var.0 as usize).is_some_and(|var| var.name == name);
        let hidden: Vec<VarId> = self.scope.iter().filter(|known| shadowed(known)).map(|known| known.var).collect();
        self.scope.retain(|known| !hidden.contains(&known.var));
        self.scope.push(Visible { var, ty: ty.clone(), assignable: mutable });
        var
    }

    /// A name that no variable in sight has.
    fn fresh_name(&mut self) -> String {
        for _ in 0..20 {
            let name = self.name();
            let taken = |known: &Visible| self.vars.get(known.var.0 as usize).is_some_and(|var| var.name == name);
            if !self.scope.iter().any(taken) {
                return name;
            }
        }
        format!("v{}", self.vars.len())
    }

    /// A name: few, so that they shadow one another, and some that mean something in JSONata.
    fn name(&mut self) -> String {
        const NAMES: &[&str] = &[
            "a", "b", "n", "x", "xs", "total", "count", "sum", "map", "input", "result", "states", "order", "value",
            "left", "string", "keys", "item", "err", "now",
        ];
        (*self.random.pick(NAMES)).to_owned()
    }

    /// Runs in an inner scope of names.
    fn scoped<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        let scope = self.scope.clone();
        let made = make(self);
        self.scope = scope;
        made
    }

    /// Runs where outer variables are copies: a closure, a branch, an item.
    fn behind<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        let targets = std::mem::take(&mut self.targets);
        let made = self.scoped(|builder| {
            builder.scope.iter_mut().for_each(|known| known.assignable = false);
            make(builder)
        });
        self.targets = targets;
        made
    }

    /// Variables of a type.
    fn of_type(&self, ty: &Type) -> Vec<Visible> {
        self.scope.iter().filter(|known| same(&known.ty, ty)).cloned().collect()
    }
}

fn pattern(kind: PatternKind) -> Pattern {
    Pattern { kind, span: Span::default() }
}

fn boxed(e: Expr) -> Box<Expr> {
    Box::new(e)
}
