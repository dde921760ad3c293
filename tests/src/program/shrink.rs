//! A program that goes wrong, made as small as it goes wrong the same way.
//!
//! Statements are deleted; an expression gives way to a part of it of the same type, or to the least value of its type; arms,
//! guards and options go. What is no program any more goes wrong in another way, and is not kept.

use super::differential::{Finding, Runner, Tally, compare, examine};
use super::evaluate::Source;
use super::generate;
use asl_hir::{Expr, ExprKind};

/// How many smaller programs are tried.
const TRIES: usize = 4_000;

/// The smallest program found that goes wrong like this one, and how.
pub fn shrink(source: &Source, finding: &Finding, inputs: u64) -> (Source, Finding) {
    let mut best = (source.clone(), finding.clone());
    let mut tries = TRIES;
    loop {
        let before = size(&best.0.program.body);
        pass(&mut best, &mut tries);
        if size(&best.0.program.body) == before || tries == 0 {
            break;
        }
    }
    // The input with the shortest text says the most.
    if let (Finding::Differs { .. }, Ok(mut runner)) = (&best.1, Runner::new(&best.0)) {
        for seed in 0..inputs {
            if let Err(found @ Finding::Differs { .. }) = compare(&best.0, &mut runner, seed, &mut Tally::default())
                && length(&found) < length(&best.1)
            {
                best.1 = found;
            }
        }
    }
    best
}

fn length(finding: &Finding) -> usize {
    match finding {
        Finding::Differs { how, .. } => how.len(),
        Finding::Refused(why) | Finding::Unsupported(why) => why.len(),
    }
}

/// Whether a program goes wrong the same way.
fn same_way(source: &Source, finding: &Finding) -> Option<Finding> {
    match finding {
        Finding::Differs { seed, .. } => {
            match compare(source, &mut Runner::new(source).ok()?, *seed, &mut Tally::default()) {
                Err(found @ Finding::Differs { .. }) => Some(found),
                _ => None,
            }
        }
        Finding::Refused(why) | Finding::Unsupported(why) => match examine(source, 2) {
            Err(found @ (Finding::Refused(_) | Finding::Unsupported(_))) => {
                let (Finding::Refused(now) | Finding::Unsupported(now)) = &found else { return None };
                (now.lines().next() == why.lines().next()).then_some(found)
            }
            _ => None,
        },
    }
}

fn pass(best: &mut (Source, Finding), tries: &mut usize) {
    let mut at = 0;
    while at < size(&best.0.program.body) {
        let mut smaller = false;
        let many = node(&mut best.0.program.body.clone(), at).map_or(0, |e| changes(e));
        for change in 0..many {
            let Some(left) = tries.checked_sub(1) else { return };
            *tries = left;
            let mut source = best.0.clone();
            if !apply(&mut source, at, change) || size(&source.program.body) > size(&best.0.program.body) {
                continue;
            }
            if source.program.body == best.0.program.body {
                continue;
            }
            if let Some(found) = same_way(&source, &best.1) {
                *best = (source, found);
                smaller = true;
                break;
            }
        }
        if !smaller {
            at += 1;
        }
    }
}

/// How many ways there are to make an expression smaller.
fn changes(e: &Expr) -> usize {
    1 + size(e).min(40) + own(e)
}

/// Those that take something out of the node itself.
fn own(e: &Expr) -> usize {
    match &e.kind {
        ExprKind::Block(block) => block.stmts.len() + 1,
        ExprKind::Match { arms, .. } => arms.len() * 2,
        ExprKind::Call { options, .. } | ExprKind::Join { options, .. } | ExprKind::MapEach { options, .. } => {
            options.len()
        }
        ExprKind::List(items) => items.len(),
        ExprKind::Format(parts) => parts.len(),
        ExprKind::If { otherwise: Some(_), .. } => 1,
        _ => 0,
    }
}

/// Makes one change at one node; whether there was something to change.
fn apply(source: &mut Source, at: usize, change: usize) -> bool {
    let Some(e) = node(&mut source.program.body, at) else { return false };
    if change < own(e) {
        return take_out(e, change);
    }
    let change = change - own(e);
    let Some(ty) = source.known.get(e.span.line as usize).cloned() else { return false };
    if change == 0 {
        if is_simple(e) {
            return false;
        }
        let simple = generate::simple(source, &ty);
        let Some(e) = node(&mut source.program.body, at) else { return false };
        *e = simple;
        return true;
    }
    // A part of the same type.
    let mut part = e.clone();
    let Some(part) = node(&mut part, change) else { return false };
    if source.known.get(part.span.line as usize).is_none_or(|known| !generate::same(known, &ty)) {
        return false;
    }
    *e = part.clone();
    true
}

fn is_simple(e: &Expr) -> bool {
    matches!(e.kind, ExprKind::Lit(_) | ExprKind::None | ExprKind::Default | ExprKind::Closure(_) | ExprKind::Async(_))
        || matches!(&e.kind, ExprKind::List(items) if items.is_empty())
}

fn take_out(e: &mut Expr, at: usize) -> bool {
    match &mut e.kind {
        ExprKind::Block(block) if at < block.stmts.len() => {
            block.stmts.remove(at);
        }
        ExprKind::Block(block) => match (block.stmts.is_empty(), block.tail.take()) {
            (true, Some(tail)) => *e = *tail,
            _ => return false,
        },
        ExprKind::Match { arms, .. } => {
            let arm = at / 2;
            match at % 2 {
                0 if arms.len() > 1 => {
                    arms.remove(arm);
                }
                _ => match arms.get_mut(arm) {
                    Some(arm) if arm.guard.is_some() => arm.guard = None,
                    _ => return false,
                },
            }
        }
        ExprKind::Call { options, .. } | ExprKind::Join { options, .. } | ExprKind::MapEach { options, .. } => {
            options.remove(at);
        }
        ExprKind::List(items) if items.len() > 1 => {
            items.remove(at);
        }
        ExprKind::Format(parts) if parts.len() > 1 => {
            parts.remove(at);
        }
        ExprKind::If { otherwise, .. } => *otherwise = None,
        _ => return false,
    }
    true
}

/// How many expressions there are.
pub fn size(e: &Expr) -> usize {
    let mut count = 1;
    asl_hir::walk_expr(e, &mut |sub| count += size(sub));
    count
}

/// The expression at a place, counted before its parts.
fn node(e: &mut Expr, at: usize) -> Option<&mut Expr> {
    if at == 0 {
        return Some(e);
    }
    let (mut left, mut parts) = (at - 1, Vec::new());
    asl_hir::walk_expr_mut(e, &mut |part| parts.push(part));
    for sub in parts {
        let size = size(sub);
        if left < size {
            return node(sub, left);
        }
        left -= size;
    }
    None
}
