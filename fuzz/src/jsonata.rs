//! Expressions: the tree, its references, how deep it nests.

use asl_schema::jsonata::{Expr, MAX_HEIGHT, Span, nesting, parse, visit_references};

use super::place;

pub(crate) fn run(text: &str) {
    let expr = match parse(text) {
        Ok(expr) => expr,
        // The sentence is the reference's own, and holds the token as it is written; what is shown of it is for `check`.
        Err(error) => return place::in_text(text, error.span),
    };
    inside(text, &expr, 1);
    // A predicate costs a level of evaluation for itself and one for what it filters.
    let levels = nesting(&expr);
    assert!((1..=2 * usize::from(MAX_HEIGHT)).contains(&levels), "{levels} levels");
    visit_references(&expr, |reference| {
        use asl_schema::jsonata::Reference::{Call, Context, FunctionValue, LaterOperator, Root, Variable};
        match reference {
            Context { span, .. } | Root { span } | LaterOperator { span, .. } => within(&expr, span),
            FunctionValue { name, span } => {
                within(&expr, span);
                assert_eq!(span.of(text).trim_start_matches('$'), name);
            }
            Call(call) => within(&expr, call.span),
            Variable(read) => {
                within(&expr, read.span);
                within(&expr, read.full_span());
                read.fields().for_each(|field| within(&expr, field.span));
            }
        }
    });
}

/// Every expression stands in the text, and its parts in it; the tree is no higher than it may be.
fn inside(text: &str, expr: &Expr<'_>, height: u16) {
    assert!(height <= MAX_HEIGHT, "higher than {MAX_HEIGHT}");
    place::in_text(text, expr.span.range());
    expr.for_each_child(|child| {
        within(expr, child.span);
        inside(text, child, height + 1);
    });
}

fn within(expr: &Expr<'_>, part: Span) {
    let whole = expr.span;
    assert!(whole.start <= part.start && part.start <= part.end && part.end <= whole.end, "{part:?} is not in {whole:?}");
}
