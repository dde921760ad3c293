//! The engine's trees, for those who rewrite them.

use std::collections::BTreeSet;

use jsonata_core::ast::{AstNode, BinaryOp, Stage};

/// Hands over every node below this one, next level only. The parser bounds the height of the tree.
pub(super) fn for_each_child(node: &mut AstNode, visit: &mut dyn FnMut(&mut AstNode)) {
    match node {
        AstNode::String(_)
        | AstNode::Name(_)
        | AstNode::Number(_)
        | AstNode::Boolean(_)
        | AstNode::Null
        | AstNode::Undefined
        | AstNode::Placeholder
        | AstNode::Regex { .. }
        | AstNode::Variable(_)
        | AstNode::ParentVariable(_)
        | AstNode::Wildcard
        | AstNode::Descendant
        | AstNode::Parent(_) => {}
        AstNode::Path { steps } => {
            for step in steps {
                visit(&mut step.node);
                for stage in &mut step.stages {
                    if let Stage::Filter(predicate) = stage {
                        visit(predicate);
                    }
                }
            }
        }
        AstNode::Binary { lhs, rhs, .. } => {
            visit(lhs);
            visit(rhs);
        }
        AstNode::Unary { operand, .. } => visit(operand),
        AstNode::Function { args, .. } => args.iter_mut().for_each(visit),
        AstNode::Call { procedure, args } => {
            visit(procedure);
            args.iter_mut().for_each(visit);
        }
        AstNode::Lambda { body, .. } => visit(body),
        AstNode::Array(items) | AstNode::Block(items) | AstNode::ArrayGroup(items) => items.iter_mut().for_each(visit),
        AstNode::Object(pairs) => each_pair(pairs, visit),
        AstNode::ObjectTransform { input, pattern } => {
            visit(input);
            each_pair(pattern, visit);
        }
        AstNode::Conditional { condition, then_branch, else_branch } => {
            visit(condition);
            visit(then_branch);
            if let Some(branch) = else_branch {
                visit(branch);
            }
        }
        AstNode::FunctionApplication(inner) => visit(inner),
        AstNode::Sort { input, terms } => {
            visit(input);
            terms.iter_mut().for_each(|(term, _)| visit(term));
        }
        AstNode::Transform { location, update, delete } => {
            visit(location);
            visit(update);
            if let Some(delete) = delete {
                visit(delete);
            }
        }
    }
}

fn each_pair(pairs: &mut [(AstNode, AstNode)], visit: &mut dyn FnMut(&mut AstNode)) {
    for (key, value) in pairs {
        visit(key);
        visit(value);
    }
}

/// Whether a node or one below it is so.
pub(super) fn any(node: &mut AstNode, is: &dyn Fn(&AstNode) -> bool) -> bool {
    let mut found = is(node);
    for_each_child(node, &mut |child| found = found || any(child, is));
    found
}

/// The names that the expression gives values of its own, which hide functions.
pub(super) fn bound_names(node: &mut AstNode, names: &mut BTreeSet<String>) {
    match node {
        AstNode::Lambda { params, .. } => names.extend(params.iter().cloned()),
        AstNode::Binary { op: BinaryOp::ColonEqual, lhs, .. } => {
            if let AstNode::Variable(name) = &**lhs {
                names.insert(name.clone());
            }
        }
        _ => {}
    }
    for_each_child(node, &mut |child| bound_names(child, names));
}

/// A call of a function that is there for us.
pub(super) fn call(name: &str, args: Vec<AstNode>) -> AstNode {
    AstNode::Function { name: name.to_owned(), args, is_builtin: true }
}

/// Puts a call of a function around a node.
pub(super) fn wrap(name: &str, node: &mut AstNode) {
    let inner = std::mem::replace(node, AstNode::Null);
    *node = call(name, vec![inner]);
}

/// `x ~> $f(a)` as `$f(x, a)`, which it means, where `$f` is one of these.
pub(super) fn straighten(node: &mut AstNode, is_of_these: &dyn Fn(&str) -> bool) {
    let AstNode::Binary { op: BinaryOp::ChainPipe, lhs, rhs } = node else { return };
    let (name, rest) = match &mut **rhs {
        AstNode::Function { name, args, is_builtin: true }
            if is_of_these(name) && !args.contains(&AstNode::Placeholder) =>
        {
            (name.clone(), std::mem::take(args))
        }
        _ => return,
    };
    let first = std::mem::replace(&mut **lhs, AstNode::Null);
    *node = call(&name, std::iter::once(first).chain(rest).collect());
}
