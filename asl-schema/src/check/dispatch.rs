//! The rules of the registry by what they look at, so that each is asked only about that.

use std::sync::LazyLock;

use super::code::{ContextRead, ExpressionNode, Facts, IntrinsicNode, PathNode, VariableRead};
use super::context::Context;
use super::registry::{Check, ObjectCheck, REGISTRY, ScopeCheck};
use super::strings::{Template, Text};
use super::task::TaskNode;
use crate::diagnostic::Diagnostic;
use crate::spec::Place;

/// Every rule that does not look at objects.
pub(super) static RULES: LazyLock<Rules> = LazyLock::new(Rules::collect);

/// The rules that do not look at objects.
#[derive(Default)]
pub(super) struct Rules {
    pub(super) task: Vec<fn(&TaskNode<'_, '_>, &mut Vec<Diagnostic>)>,
    pub(super) text: Vec<fn(&Text<'_, '_>, &mut Vec<Diagnostic>)>,
    pub(super) template: Vec<fn(&Template<'_, '_>, &mut Vec<Diagnostic>)>,
    pub(super) path: Vec<fn(&PathNode<'_, '_>, &mut Vec<Diagnostic>)>,
    pub(super) intrinsic: Vec<fn(&IntrinsicNode<'_, '_>, &mut Vec<Diagnostic>)>,
    pub(super) expression: Vec<fn(&ExpressionNode<'_, '_>, &mut Vec<Diagnostic>)>,
    pub(super) variable: Vec<fn(&VariableRead<'_, '_>, &mut Vec<Diagnostic>)>,
    pub(super) context_read: Vec<fn(&ContextRead<'_, '_>, &mut Vec<Diagnostic>)>,
    pub(super) scope: Vec<ScopeCheck>,
    pub(super) machine: Vec<fn(&Context<'_>, &mut Vec<Diagnostic>)>,
    pub(super) facts: Vec<fn(&Context<'_>, &Facts<'_>, &mut Vec<Diagnostic>)>,
}

impl Rules {
    fn collect() -> Rules {
        let mut rules = Rules::default();
        for entry in REGISTRY {
            match entry.check {
                Check::Reading | Check::Parsing | Check::Allowing => {}
                // See [`checks_of`].
                Check::Object(_) | Check::At(..) | Check::Extra(_) => {}
                Check::Task(check) => rules.task.push(check),
                Check::Text(check) => rules.text.push(check),
                Check::Template(check) => rules.template.push(check),
                Check::Path(check) => rules.path.push(check),
                Check::Intrinsic(check) => rules.intrinsic.push(check),
                Check::Expression(check) => rules.expression.push(check),
                Check::Variable(check) => rules.variable.push(check),
                Check::ContextRead(check) => rules.context_read.push(check),
                Check::Scope(check) => rules.scope.push(check),
                Check::Machine(check) => rules.machine.push(check),
                Check::Facts(check) => rules.facts.push(check),
            }
        }
        rules
    }
}

/// The rules about the objects of one kind, in the order of the registry.
#[derive(Default)]
struct Checks {
    all: Vec<ObjectCheck>,
    /// For objects without extra fields.
    without_extra: Vec<ObjectCheck>,
}

/// By [`Place::index`].
static CHECKS: LazyLock<Vec<Checks>> = LazyLock::new(|| {
    let checks = |place: Place| {
        let mut checks = Checks::default();
        for entry in REGISTRY {
            match entry.check {
                Check::Object(check) => {
                    checks.all.push(check);
                    checks.without_extra.push(check);
                }
                Check::At(places, check) if places.contains(&place) => {
                    checks.all.push(check);
                    checks.without_extra.push(check);
                }
                Check::Extra(check) => checks.all.push(check),
                _ => {}
            }
        }
        checks
    };
    Place::all().map(checks).collect()
});

/// The rules that look at an object.
pub(super) fn checks_of(place: Place, without_extra: bool) -> &'static [ObjectCheck] {
    match CHECKS.get(place.index()) {
        Some(checks) if without_extra => &checks.without_extra,
        Some(checks) => &checks.all,
        None => &[],
    }
}
