//! What the builder writes down: the program form, its tables, and which variables can be seen where.

use super::Ex;
use crate::definition::{self, Definition, NOT_LOWERABLE};
use crate::task::{ConstValue, SlotInfo};
use asl_hir::{
    Block, ConstId, Expr, ExprKind, Param, Pattern, PatternKind, Program, Renumbering, SlotId, Span, Stmt, Var, VarId,
};
use asl_schema::{Diagnostic, Path, Report, SourceLocation};
use std::collections::BTreeSet;
use std::panic::Location;

/// The program so far.
#[derive(Debug, Default)]
pub(crate) struct Recorder {
    vars: Vec<Var>,
    /// Which variables can be seen from the innermost block.
    visible: BTreeSet<u32>,
    types: Vec<SlotInfo>,
    consts: Vec<ConstValue>,
    /// The blocks under construction, innermost last, with the variables that each binds.
    blocks: Vec<OpenBlock>,
    file: String,
    problems: Vec<Diagnostic>,
}

#[derive(Debug, Default)]
struct OpenBlock {
    stmts: Vec<Stmt>,
    binds: Vec<u32>,
}

impl Recorder {
    /// A statement at the end of the innermost block.
    pub(crate) fn push(&mut self, stmt: Stmt) {
        if let Some(block) = self.blocks.last_mut() {
            block.stmts.push(stmt);
        }
    }

    /// Where the caller's code stands.
    pub(crate) fn span(&mut self, at: &Location<'_>) -> Span {
        if self.file.is_empty() {
            at.file().clone_into(&mut self.file);
        }
        Span { line: at.line(), column: at.column() }
    }

    /// Opens a block.
    pub(crate) fn open(&mut self) {
        self.blocks.push(OpenBlock::default());
    }

    /// Closes the innermost block.
    pub(crate) fn close(&mut self, tail: Option<Expr>, span: Span) -> Expr {
        let OpenBlock { stmts, binds } = self.blocks.pop().unwrap_or_default();
        for id in binds {
            self.visible.remove(&id);
        }
        Expr { kind: ExprKind::Block(Block { stmts, tail: tail.map(Box::new) }), span, ty: None }
    }

    /// A new variable in the innermost block.
    pub(crate) fn declare(&mut self, name: &str, mutable: bool, span: Span) -> u32 {
        let id = u32::try_from(self.vars.len()).unwrap_or(u32::MAX);
        self.vars.push(Var { name: name.to_owned(), mutable, ty: None, span });
        if let Some(block) = self.blocks.last_mut() {
            block.binds.push(id);
            self.visible.insert(id);
        }
        id
    }

    /// Says that a variable is assigned again later.
    pub(crate) fn make_mutable(&mut self, id: u32) {
        if let Some(var) = self.vars.get_mut(id as usize) {
            var.mutable = true;
        }
    }

    /// A pattern that binds a variable.
    pub(crate) fn binding(&self, id: u32, span: Span) -> Pattern {
        Pattern { kind: PatternKind::Bind { var: VarId(id), sub: None }, span }
    }

    pub(crate) fn slot(&mut self, info: SlotInfo) -> SlotId {
        self.types.push(info);
        SlotId(u32::try_from(self.types.len() - 1).unwrap_or(u32::MAX))
    }

    pub(crate) fn constant(&mut self, value: ConstValue) -> ConstId {
        self.consts.push(value);
        ConstId(u32::try_from(self.consts.len() - 1).unwrap_or(u32::MAX))
    }

    /// A problem with how the builder is used.
    pub(crate) fn problem(&mut self, at: &Location<'_>, message: String, help: &str) {
        let mut diagnostic = Diagnostic::new(&NOT_LOWERABLE, Path::default(), message).with_help(help);
        diagnostic.source = Some(SourceLocation { file: at.file().to_owned(), line: at.line(), column: at.column() });
        self.problems.push(diagnostic);
    }

    /// Whether a variable can be seen from the innermost block.
    pub(crate) fn check_visible(&mut self, id: u32, at: &Location<'_>) {
        if !self.visible.contains(&id) {
            let name = self.vars.get(id as usize).map_or("?", |var| var.name.as_str()).to_owned();
            self.problem(
                at,
                format!("the variable `{name}` was bound in a block that has ended"),
                "return the value from the block, or bind the variable before it",
            );
        }
    }

    /// Takes an expression over: its ids become ids of the program.
    pub(crate) fn take<T>(&mut self, ex: Ex<T>, at: &Location<'_>) -> Expr {
        let fragment = match ex.fragment {
            Ok(fragment) => fragment,
            Err(error) => {
                self.problem(at, format!("the expression can't be read: {error}"), "use one version of all asl crates");
                return unit(Span::default());
            }
        };
        let first_type = u32::try_from(self.types.len()).unwrap_or(u32::MAX);
        let first_const = u32::try_from(self.consts.len()).unwrap_or(u32::MAX);
        self.types.extend(ex.types);
        self.consts.extend(ex.consts);
        let mut ids: Vec<VarId> = Vec::with_capacity(fragment.vars.len());
        for (i, var) in fragment.vars.into_iter().enumerate() {
            let free = fragment.free.iter().position(|free| free.0 as usize == i);
            ids.push(VarId(match free.and_then(|position| ex.free.get(position)) {
                Some(outer) => {
                    self.check_visible(*outer, at);
                    *outer
                }
                None => {
                    let ty = var.ty.map(|slot| SlotId(slot.0 + first_type));
                    self.vars.push(Var { ty, ..var });
                    u32::try_from(self.vars.len() - 1).unwrap_or(u32::MAX)
                }
            }));
        }
        let mut expr = fragment.expr;
        Renumbering {
            var: &|var| ids.get(var.0 as usize).copied().unwrap_or(var),
            slot: &|slot| SlotId(slot.0 + first_type),
            constant: &|id| ConstId(id.0 + first_const),
        }
        .expr(&mut expr);
        expr
    }

    /// Makes the definition.
    pub(crate) fn finish(mut self, head: Head, input: u32, body: Expr) -> Result<Definition, Report> {
        if !self.problems.is_empty() {
            return Err(Report::new(self.problems));
        }
        let input_type = self.slot(head.input_type);
        let output = self.slot(head.output_type);
        let pattern = self.binding(input, head.span);
        let program = Program {
            name: head.name,
            comment: head.comment,
            machine: None,
            timeout: head.timeout,
            file: self.file,
            span: head.span,
            params: vec![Param { name: head.input, pattern, ty: input_type }],
            output,
            vars: self.vars,
            body,
        };
        definition::define_value(&program, &self.types, &self.consts)
    }
}

/// What a program has besides its steps.
pub(crate) struct Head {
    pub(crate) name: String,
    pub(crate) comment: Option<String>,
    pub(crate) timeout: Option<u64>,
    pub(crate) input: String,
    pub(crate) input_type: SlotInfo,
    pub(crate) output_type: SlotInfo,
    pub(crate) span: Span,
}

/// `()`.
pub(crate) fn unit(span: Span) -> Expr {
    Expr { kind: ExprKind::Tuple(Vec::new()), span, ty: None }
}

/// An expression without a type of its own.
pub(crate) fn expr(kind: ExprKind, span: Span) -> Expr {
    Expr { kind, span, ty: None }
}
