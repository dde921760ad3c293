//! What each mistake is told: once, in our words, with what to write instead.

use super::translate;

/// A body, and the start of its one message.
const MISTAKES: &[(&str, &str)] = &[
    ("unsafe { order }", "an `unsafe` block can't run in a state machine"),
    ("order.a & order.b", "the bit operator `&` has no JSONata equivalent"),
    ("order.a << 2", "the bit operator `<<` has no JSONata equivalent"),
    ("order.a ^= 2;", "the bit operator `^=` has no JSONata equivalent"),
    ("let r = &mut order;", "`&mut` lends a variable"),
    ("let ref mut r = order;", "`ref mut` lends a variable"),
    ("let &mut r = order;", "`&mut` in a pattern lends a variable"),
    ("fn helper() {}", "an item inside a workflow can't be seen by its definition"),
    ("if flag { const N: u32 = 3; }", "an item inside a workflow can't be seen by its definition"),
    ("if flag { use std::fmt; }", "an item inside a workflow can't be seen by its definition"),
    ("println!(\"{}\", order);", "the macro `println!` has no meaning in a state machine"),
    ("json!({})", "the macro `json!` has no meaning in a state machine"),
    ("assert!(flag);", "the macro `assert!` has no meaning in a state machine"),
    ("mine!(order)", "the macro `mine!` has no meaning in a state machine"),
    ("vec![0; 3]", "`vec![value; count]` has no JSONata equivalent"),
    ("[0; 3]", "`[value; count]` has no JSONata equivalent"),
    ("let f = async { 1 };", "a state machine can't keep an `async` block for later"),
    ("async { 1 }.await", "an `async` block that is awaited at once"),
    ("let f = |x| x;", "a closure is translated only as the argument of a method"),
    ("items.iter().map(async |x| x)", "an `async` closure has states"),
    ("items.iter().map(|x| async { x })", "an `async` block has states"),
    ("items.iter().map(|x| { return 3; })", "`return` inside a closure has no JSONata equivalent"),
    ("items.iter().map(|x| x?)", "`?` inside a closure has no JSONata equivalent"),
    ("items.iter().map(|x| { order = 3; 1 })", "`order` belongs to the workflow, and a closure has only a copy"),
    (
        "join!(async { order.n += 1; }, charge(1)).await",
        "`order` belongs to the workflow, and a branch of `join!` has only a copy",
    ),
    (
        "map_each(items, 1, |i| async move { order.total = i; Ok(i) }).await",
        "`order` belongs to the workflow, and the body of `map_each` has only a copy",
    ),
    (
        "map_each(items, 1, |i| async move { items.push(i); Ok(i) }).await",
        "`items` belongs to the workflow, and the body of `map_each` has only a copy",
    ),
    ("map_each(items, 1).await", "`map_each` takes the items, how many run at once, and what to do with each"),
    ("let (a, b) = join!(charge(1), charge(2));", "this is never awaited"),
    ("try_join!(charge(1), charge(2))?;", "this is never awaited"),
    ("map_each(items, 1, |i| charge(i));", "this is never awaited"),
    ("let now = std::time::SystemTime::now();", "`SystemTime::now` is an ordinary function"),
    ("charge(Order::empty()).await", "`Order::empty` is an ordinary function"),
    ("items.iter().map(|i| charge(i))", "`charge` is called in a closure"),
    ("map_each(items, 1, |i| order.n).await", "the body of `map_each` becomes the states of a Map"),
    ("map_each(items, 1, |i| work).await", "the body of `map_each` becomes the states of a Map"),
    ("map_each(items, 1, |i| sleep(i)).await", "the body of `map_each` becomes the states of a Map"),
    ("map_each(items, 1, work).await", "the body of `map_each` becomes the states of a Map"),
    ("map_each(items, order.n, |i| async move { Ok(i) }).await", "`order` is known only when an execution runs"),
    ("charge(order).timeout(order.limit).await", "`order` is known only when an execution runs"),
    ("charge(order).await.retry(POLICY)", "`.retry(…)` configures a call, and here the call is over"),
    ("sleep(DELAY).retry(POLICY).await", "`.retry(…)` configures calls of tasks and workflows"),
    ("charge(order);", "`charge` is called but not awaited"),
    ("let p = charge(order);", "`charge` is called but not awaited"),
    ("order.await", "only calls of tasks and workflows, `sleep`, `join!` and `map_each` can be awaited"),
    ("join!(charge(order).await, charge(1)).await", "this branch is awaited before `join!` can run it"),
    ("join!().await", "a Parallel without branches does nothing"),
    ("process_order(order).await", "`process_order` calls itself"),
    ("let f = 3; f(order)", "`f` is a variable, and a state machine can't keep a function in one"),
    ("(order.f)(1)", "only functions with a name can be called in a workflow"),
    ("sleep(Duration::from_millis(5)).await", "`Duration::from_millis` may be a fraction of a second"),
    ("order.xs[1..]", "a slice can't be taken by a range in a state machine"),
    ("for i in 0.. { }", "a range without both bounds has no end"),
    ("charge(order).await += 1", "a state machine can only assign to a variable"),
    ("order.id.replacen(\"a\", \"b\", 1)", "`.replacen()` has no Amazon States Language translation"),
    ("format!(\"{:>5}\", order.n)", "the format `{:>5}` has no JSONata equivalent"),
    ("format!(\"{order:?}\")", "the format `{order:?}` has no JSONata equivalent"),
    ("b\"bytes\"", "bytes have no JSON form"),
    ("1e400", "`1e400` is not a finite number"),
    ("#[cfg(test)] let a = 1;", "`#[cfg]` can't stand inside a workflow"),
    ("#[name] let a = 1;", "`#[name]` takes the name of a state"),
    ("#[name(\"\")] let a = 1;", "the name of a state has 1 to 80 characters, and this one has 0"),
    ("#[name(\"x\")] charge(order).await", "`#[name]` on the value of a block names nothing"),
    ("match order.xs { [first, ..] => 1, _ => 2 }", "`..` in a list pattern has no JSONata equivalent"),
    ("let (.., last) = order.parts;", "`..` before other fields hides which fields those are"),
    ("let mac!() = order;", "this pattern can't become the condition of a Choice"),
    ("const { 3 }", "a `const` block inside a workflow"),
    ("let x = &raw const order;", "a state machine has values, not addresses"),
];

#[test]
fn each_mistake_is_told_once() {
    for (source, expected) in MISTAKES {
        let errors = translate(source).errors;
        assert_eq!(errors.len(), 1, "{source}: {errors:#?}");
        assert!(errors[0].starts_with(expected), "{source}:\n{}", errors[0]);
    }
}

#[test]
fn messages_follow_the_style() {
    for (source, _) in MISTAKES {
        for error in translate(source).errors {
            let (message, help) = error.split_once("\nhelp: ").unwrap_or_else(|| panic!("{source}: no help: {error}"));
            for part in [message, help] {
                assert!(!part.starts_with(char::is_uppercase) || part.starts_with("`"), "{source}: {part}");
                assert!(!part.ends_with('.') && !part.contains('\n') && !part.is_empty(), "{source}: {part}");
            }
        }
    }
}

#[test]
fn all_mistakes_are_told_at_once() {
    let statements = MISTAKES.iter().filter(|(source, _)| !source.contains("mac!()"));
    let all: Vec<String> = statements.clone().map(|(source, _)| format!("{{ {source} }};")).collect();
    let errors = translate(&all.join("\n")).errors;
    for (source, expected) in statements {
        assert!(errors.iter().any(|error| error.starts_with(expected)), "{source} is missing: {expected}");
    }
    assert_eq!(errors.len(), all.len(), "{errors:#?}");
}

#[test]
fn deep_nesting_is_an_error_and_long_chains_are_not() {
    // rustc expands macros on a stack of 8 MiB.
    let checks = std::thread::Builder::new().stack_size(8 << 20).spawn(|| {
        let nested = format!("{}order{}", "Some(".repeat(240), ")".repeat(240));
        let errors = translate(&nested).errors;
        assert_eq!(errors.len(), 1, "{errors:?}");
        assert!(errors[0].starts_with("this expression is nested more than"), "{}", errors[0]);
        for (operand, operator) in [("order.n", " + "), ("flag", " && ")] {
            let body = translate(&vec![operand; 1_000].join(operator));
            assert_eq!(body.errors, Vec::<String>::new());
            assert!(serde_json::to_string(&body.hir).is_ok());
            let errors = translate(&vec![operand; 1_002].join(operator)).errors;
            assert_eq!(errors.len(), 1, "{errors:?}");
            assert!(errors[0].starts_with("this expression has more than 1000 operators"), "{}", errors[0]);
        }
    });
    checks.expect("a thread").join().expect("no panic");
}
