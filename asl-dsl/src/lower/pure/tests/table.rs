//! The rows on which Rust and JSONata disagree, each by name: what is emitted gives what Rust gives, or is refused.

use super::build::*;
use crate::shape::{Integer, Type};
use asl_hir::BinaryOp::*;
use asl_hir::*;
use serde_json::{Value, json};

fn float_type() -> Type {
    Type::Float
}

fn narrow(signed: bool, bits: u8) -> Type {
    Type::Int(Integer { signed, bits })
}

#[track_caller]
fn is(bench: &Bench, e: &Expr, expected: Value) {
    assert_eq!(bench.value(e), Ok(expected), "{}", bench.text(e));
}

#[track_caller]
fn fails(bench: &Bench, e: &Expr, with: &str) {
    let error = bench.value(e).expect_err(&bench.text(e));
    assert!(error.contains(with), "{error}");
}

#[track_caller]
fn refused(bench: &Bench, e: &Expr, with: &str) {
    let error = bench.lower(e).expect_err("lowered");
    assert!(error.contains(with), "{error}");
}

#[test]
fn lists_of_lists_keep_their_rows() {
    for rows in [json!([]), json!([[]]), json!([[1]]), json!([[1, 2]]), json!([[1], []]), json!([[], [2], [3, 4]])] {
        let mut b = Bench::default();
        let given = b.given("rows", Type::list(Type::list(Type::I64)), rows.clone());
        let row = b.given("row", Type::list(Type::I64), json!([7]));
        let x = tuple(vec![given.clone(), row.clone(), int(1)]);
        is(&b, &x, json!([rows, [7], 1]));
        // Inside an expression, where there is no JSON array to carry the rows.
        let nested = b.given("deep", Type::Bool, json!(true));
        let x = if_else(nested, list(vec![row.clone(), list(vec![int(1)]), row]), list(vec![]));
        is(&b, &x, json!([[7], [1], [7]]));
    }
}

#[test]
fn optional_lists_in_lists_are_told_apart_when_it_runs() {
    for (value, expected) in
        [(json!(null), json!([null, 1])), (json!([]), json!([[], 1])), (json!([5]), json!([[5], 1]))]
    {
        let mut b = Bench::default();
        let ty = Type::option(Type::list(Type::I64));
        let given = b.given("maybe", ty.clone(), value);
        let yes = b.given("yes", Type::Bool, json!(true));
        let x = if_else(yes, tuple(vec![given.clone(), int(1)]), tuple(vec![given, int(2)]));
        is(&b, &x, expected);
    }
}

#[test]
fn undefined_elements_are_null() {
    let mut b = Bench::default();
    let order = b.given("order", Type::Struct(&ORDER), json!({"orderId": 1}));
    is(&b, &list(vec![field(order.clone(), "note"), some(string("a"))]), json!([null, "a"]));
    is(&b, &field(order.clone(), "note"), json!(null));
    // A tuple that is taken apart at once leaves no trace.
    let first = field(tuple(vec![field(order, "note"), int(1)]), "1");
    assert_eq!(b.text(&first), "1");
}

#[test]
fn none_is_null_or_missing() {
    let mut b = Bench::default();
    let note = b.bound("text", None);
    for (given, expected) in [(json!({}), "none"), (json!({"and": null}), "none"), (json!({"and": "hi"}), "hi")] {
        let order = b.given(&format!("order{}", b.vars.len()), Type::Struct(&ORDER), given);
        let e = matching(
            field(order.clone(), "note"),
            vec![(item("Some", vec![("0", bind(note))]), var(note)), (wild(), string("none"))],
        );
        is(&b, &e, json!(expected));
        let absent = expected == "none";
        is(&b, &matches(item("None", vec![]), field(order.clone(), "note")), json!(absent));
        is(&b, &bin(Eq, field(order.clone(), "note"), none()), json!(absent));
        is(&b, &bin(Ne, field(order.clone(), "note"), none()), json!(!absent));
        is(&b, &bin(Eq, field(order, "note"), some(string("hi"))), json!(!absent));
    }
}

#[test]
fn fields_with_a_serde_default_read_as_it() {
    let mut b = Bench::default();
    let order = b.given("order", Type::Struct(&ORDER), json!({}));
    is(&b, &bin(Add, field(order, "retries"), int(1)), json!(4));
    let order = b.given("order2", Type::Struct(&ORDER), json!({"retries": 9}));
    is(&b, &field(order, "retries"), json!(9));
}

#[test]
fn conditions_are_booleans_never_truthy_values() {
    let mut b = Bench::default();
    let n = b.given("n", U64, json!(0));
    refused(&b, &if_else(n.clone(), int(1), int(2)), "cannot use as a condition a value of type `u64`");
    is(&b, &if_else(bin(Eq, n, int(0)), int(1), int(2)), json!(1));
}

#[test]
fn an_index_out_of_bounds_fails() {
    let mut b = Bench::default();
    let xs = b.given("xs", Type::list(Type::I64), json!([5, 6]));
    let i = b.given("i", U64, json!(1));
    is(&b, &index(xs.clone(), i.clone()), json!(6));
    is(&b, &index(xs.clone(), bin(Sub, i.clone(), int(1))), json!(5));
    fails(&b, &index(xs.clone(), bin(Sub, i.clone(), int(2))), "index out of bounds");
    fails(&b, &index(xs.clone(), bin(Add, i, int(1))), "index out of bounds");
    fails(&b, &index(xs, int(2)), "index out of bounds");
    // Rows of a list of lists, one of them a list of one.
    let rows = b.given("rows", Type::list(Type::list(Type::I64)), json!([[1], [2, 3]]));
    is(&b, &index(rows.clone(), int(0)), json!([1]));
    is(&b, &index(index(rows, int(1)), int(1)), json!(3));
}

#[test]
fn integer_division_cuts_towards_zero() {
    for (a, by) in [(7, 2), (-7, 2), (7, -2), (-7, -2), (6, 3), (-6, 3), (0, 5), (1, 3), (-1, 3)] {
        let mut b = Bench::default();
        let x = b.given("x", Type::I64, json!(a));
        let y = b.given("y", Type::I64, json!(by));
        is(&b, &bin(Div, x.clone(), y.clone()), json!(a / by));
        is(&b, &bin(Rem, x.clone(), y), json!(a % by));
        is(&b, &bin(Div, x.clone(), int(by)), json!(a / by));
        is(&b, &bin(Div, int(a), int(by)), json!(a / by));
        if a >= 0 && by > 0 {
            let u = b.given("u", U64, json!(a));
            is(&b, &bin(Div, u, int(by)), json!(a / by));
        }
    }
}

#[test]
fn division_by_zero_fails() {
    let mut b = Bench::default();
    let x = b.given("x", Type::I64, json!(7));
    let zero = b.given("zero", Type::I64, json!(0));
    fails(&b, &bin(Div, x.clone(), zero.clone()), "divide by zero");
    fails(&b, &bin(Rem, x.clone(), zero.clone()), "divide by zero");
    refused(&b, &bin(Div, x.clone(), int(0)), "cannot divide by zero");
    // What was tested already is not tested again.
    let tested = if_else(bin(Ne, zero.clone(), int(0)), bin(Rem, x.clone(), zero.clone()), int(0));
    assert_eq!(b.text(&tested), "$zero != 0 ? $x % $zero : 0");
    // Where Rust doesn't divide, neither does the machine.
    let guarded = bin(And, bin(Ne, zero.clone(), int(0)), bin(Gt, bin(Div, x, zero), int(1)));
    is(&b, &guarded, json!(false));
}

#[test]
fn integers_are_exact_to_2_53_and_literals_pass_through() {
    let mut b = Bench::default();
    let x = b.given("x", U64, json!(1));
    is(&b, &bin(Add, x.clone(), int(9_007_199_254_740_990)), json!(9_007_199_254_740_991_i64));
    let (big, _) = b.lower(&int(i64::MAX)).unwrap();
    assert_eq!(big.to_payload(&|_| ""), json!(i64::MAX));
    // Documented: an unsigned difference below zero is the number it is.
    is(&b, &bin(Sub, x, int(3)), json!(-2));
}

#[test]
fn floats_are_added_from_left_to_right_and_not_formatted() {
    let mut b = Bench::default();
    let x = b.given("x", float_type(), json!(0.1));
    let terms = (0..40).map(|i| if i % 2 == 0 { x.clone() } else { float("0.7") });
    let sum = terms.reduce(|a, t| bin(Add, a, t)).unwrap();
    let native = (0..40).map(|i| if i % 2 == 0 { 0.1 } else { 0.7 }).reduce(|a: f64, t| a + t).unwrap();
    is(&b, &sum, json!(native));
    let two = bin(Sub, bin(Add, float("0.1"), x.clone()), bin(Add, float("0.2"), float("0.3")));
    is(&b, &two, json!((0.1 + 0.1) - (0.2 + 0.3)));
    is(&b, &bin(Div, x.clone(), float("4.")), json!(0.025));
    refused(&b, &format(vec![FormatPart::Value(x)]), "cannot format a float");
}

#[test]
fn equality_is_deep_and_null_equals_missing() {
    let mut b = Bench::default();
    let full = json!({"orderId": 1, "and": null, "list of `rows`": [[1]], "${pair}": [[2], "s"], "retries": 3});
    let sparse = json!({"orderId": 1, "list of `rows`": [[1]], "${pair}": [[2], "s"], "extra": null});
    let other = json!({"orderId": 1, "list of `rows`": [[1]], "${pair}": [[2], "s"], "extra": []});
    let x = b.given("x", Type::Struct(&ORDER), full);
    let y = b.given("y", Type::Struct(&ORDER), sparse);
    let z = b.given("z", Type::Struct(&ORDER), other);
    is(&b, &bin(Eq, x.clone(), y.clone()), json!(true));
    is(&b, &bin(Ne, x.clone(), y), json!(false));
    is(&b, &bin(Eq, x.clone(), z), json!(false));
    refused(&b, &bin(Eq, list(vec![x.clone()]), list(vec![x])), "cannot compare `Vec<Order>` as a whole");
    let p = b.given("p", Type::Struct(&POINT), json!({"y": 2, "x": 1}));
    let made = b.make("Point", Type::Struct(&POINT), vec![("x", int(1)), ("y", int(2))], None);
    is(&b, &bin(Eq, p, made), json!(true));
    let opaque = b.given("d", Type::Opaque("DateTime"), json!("x"));
    refused(&b, &bin(Eq, opaque.clone(), opaque), "cannot compare values of type `DateTime`");
}

#[test]
fn only_numbers_and_strings_are_ordered() {
    let mut b = Bench::default();
    let (t, p) = (b.given("t", Type::Bool, json!(true)), b.given("p", Type::Struct(&POINT), json!({})));
    refused(&b, &bin(Lt, t.clone(), t), "cannot order values of type `bool`");
    refused(&b, &bin(Ge, p.clone(), p), "cannot order values of type `Point`");
    refused(&b, &bin(Lt, tuple(vec![int(1)]), tuple(vec![int(2)])), "cannot order values of type `(");
    let s = b.given("s", Type::String, json!("b"));
    is(&b, &bin(Gt, s.clone(), string("a")), json!(true));
    is(&b, &bin(Le, s, string("b")), json!(true));
}

#[test]
fn struct_update_is_a_merge() {
    let mut b = Bench::default();
    let p = b.given("p", Type::Struct(&POINT), json!({"x": 1, "y": 2}));
    let moved = b.make("Point", Type::Struct(&POINT), vec![("y", int(9))], Some(p));
    is(&b, &moved, json!({"x": 1, "y": 9}));
    let whole = b.make("Point", Type::Struct(&POINT), vec![("x", int(1)), ("y", int(2))], None);
    let folded = b.make("Point", Type::Struct(&POINT), vec![("x", int(7))], Some(whole));
    assert_eq!(b.text(&folded), r#"{"x": 7, "y": 2}"#);
}

#[test]
fn enums_in_every_tagging() {
    let table = [
        (&EXTERNAL, json!("IDLE"), json!({"RUNNING": {"n": 2, "why": null}}), json!({"held by": {"x": 1, "y": 2}})),
        (
            &INTERNAL,
            json!({"type": "IDLE"}),
            json!({"type": "RUNNING", "n": 2, "why": null}),
            json!({"type": "held by", "x": 1, "y": 2}),
        ),
        (
            &ADJACENT,
            json!({"t": "IDLE"}),
            json!({"t": "RUNNING", "c": {"n": 2, "why": null}}),
            json!({"t": "held by", "c": {"x": 1, "y": 2}}),
        ),
        (&UNTAGGED, json!(null), json!({"n": 2, "why": null}), json!({"x": 1, "y": 2})),
    ];
    for (shape, idle, running, held) in table {
        let mut b = Bench::default();
        let ty = Type::Enum(shape);
        let n = b.given("n", Type::I64, json!(2));
        let made_idle = b.ctor("Idle", ty.clone(), vec![]);
        let made_running = b.make("Running", ty.clone(), vec![("why", none()), ("count", n)], None);
        let p = b.given("p", Type::Struct(&POINT), json!({"x": 1, "y": 2}));
        let made_held = b.ctor("Held", ty.clone(), vec![p]);
        is(&b, &made_idle, idle.clone());
        is(&b, &made_running, running.clone());
        is(&b, &made_held, held.clone());
        let (count, point) = (b.bound("count", None), b.bound("point", None));
        let arms = |scrutinee: Expr| {
            matching(
                scrutinee,
                vec![
                    (item("Idle", vec![]), int(-1)),
                    (
                        item("Running", vec![("count", bind(count)), ("why", item("None", vec![]))]),
                        bin(Mul, var(count), int(10)),
                    ),
                    (item("Running", vec![]), int(-2)),
                    (item("Held", vec![("0", bind(point))]), field(var(point), "y")),
                ],
            )
        };
        for (i, (data, made, expected)) in
            [(idle, made_idle, -1), (running, made_running, 20), (held, made_held, 2)].into_iter().enumerate()
        {
            let given = b.given(&format!("job{i}"), ty.clone(), data);
            if std::ptr::eq(shape, &UNTAGGED) {
                refused(&b, &arms(given), "cannot match variants of the untagged enum `LooseJob`");
            } else {
                is(&b, &arms(given), json!(expected));
                is(&b, &arms(made), json!(expected));
            }
        }
    }
}

#[test]
fn external_variants_with_missing_options_match() {
    let mut b = Bench::default();
    let why = b.bound("why", None);
    let job = b.given("job", Type::Enum(&EXTERNAL), json!({"RUNNING": {"n": 1}}));
    let e = matching(
        job,
        vec![
            (item("Running", vec![("why", item("Some", vec![("0", bind(why))]))]), var(why)),
            (wild(), string("nothing")),
        ],
    );
    is(&b, &e, json!("nothing"));
}

#[test]
fn casts_keep_the_number_or_are_refused() {
    let mut b = Bench::default();
    let cast = |b: &mut Bench, e: Expr, to: Type| b.typed(ExprKind::Cast(Box::new(e)), to);
    for (x, to_i64, to_u64) in [(2.7, 2, 2), (-2.7, -2, 0), (0.0, 0, 0), (-0.5, 0, 0)] {
        let mut b = Bench::default();
        let f = b.given("f", float_type(), json!(x));
        let signed = cast(&mut b, f.clone(), Type::I64);
        let unsigned = cast(&mut b, f, U64);
        is(&b, &signed, json!(to_i64));
        is(&b, &unsigned, json!(to_u64));
    }
    let n = b.given("n", narrow(false, 32), json!(7));
    let wide = cast(&mut b, n.clone(), U64);
    assert_eq!(b.text(&wide), "$n");
    let as_float = cast(&mut b, n.clone(), float_type());
    is(&b, &bin(Div, as_float, float("2.0")), json!(3.5));
    let cut = cast(&mut b, n, narrow(false, 8));
    refused(&b, &cut, "cannot cast `u32` to `u8`");
    let signed = b.given("i", narrow(true, 32), json!(-1));
    let wraps = cast(&mut b, signed, U64);
    refused(&b, &wraps, "cannot cast `i32` to `u64`");
    let literal = cast(&mut b, int(200), narrow(false, 8));
    is(&b, &literal, json!(200));
    let flag = b.given("flag", Type::Bool, json!(true));
    let one = cast(&mut b, flag, U64);
    is(&b, &one, json!(1));
}

#[test]
fn formatting_writes_what_display_writes() {
    let mut b = Bench::default();
    let n = b.given("n", Type::I64, json!(-5));
    let t = b.given("t", Type::Bool, json!(true));
    let s = b.given("s", Type::String, json!("x\"y"));
    let text = |text: &str| FormatPart::Text(text.to_owned());
    let parts = vec![FormatPart::Value(n.clone()), FormatPart::Value(t), text(" "), FormatPart::Value(s.clone())];
    is(&b, &format(parts), json!("-5true x\"y"));
    // A single number is text all the same.
    is(&b, &format(vec![FormatPart::Value(n)]), json!("-5"));
    assert_eq!(b.text(&format(vec![FormatPart::Value(s)])), "$s");
    is(&b, &format(vec![]), json!(""));
    is(&b, &format(vec![FormatPart::Value(int(3)), text("!")]), json!("3!"));
    let p = b.given("p", Type::Struct(&POINT), json!({}));
    refused(&b, &format(vec![FormatPart::Value(p)]), "cannot format `Point`");
}

#[test]
fn plus_on_text_is_concatenation() {
    let mut b = Bench::default();
    let s = b.given("s", Type::String, json!("a"));
    is(&b, &bin(Add, bin(Add, s.clone(), string("b")), s.clone()), json!("aba"));
    refused(&b, &bin(Sub, s.clone(), s), "cannot use `-` on `String`");
}

#[test]
fn lazy_operators_look_right_only_if_they_must() {
    let mut b = Bench::default();
    let order = b.given("order", Type::Struct(&ORDER), json!({}));
    let xs = b.given("xs", Type::list(Type::I64), json!([]));
    let rows = b.given("rows", U64, json!(0));
    let first = bin(Gt, index(xs, int(0)), int(3));
    is(&b, &bin(And, bin(Gt, rows.clone(), int(0)), first.clone()), json!(false));
    is(&b, &bin(Or, bin(Eq, rows.clone(), int(0)), first), json!(true));
    let text = b.bound("text", None);
    let chain =
        bin(And, matches(item("Some", vec![("0", bind(text))]), field(order, "note")), bin(Gt, var(text), string("a")));
    is(&b, &chain, json!(false));
    // Plain comparisons stay plain.
    let plain = bin(And, bin(Gt, rows.clone(), int(0)), bin(Lt, rows, int(9)));
    assert_eq!(b.text(&plain), "$rows > 0 and $rows < 9");
}

#[test]
fn long_lazy_chains_stay_flat() {
    let mut b = Bench::default();
    let xs = b.given("xs", Type::list(Type::I64), json!([5, 6]));
    for n in [2, 3, 4, 50, 600] {
        // Each operand but the one that decides would fail.
        let at = |i: i64| index(xs.clone(), int(i));
        let and = |decides: i64| {
            let operands = (0..n).map(|i| bin(Gt, at(i), int(if i == decides { 9 } else { 0 })));
            operands.reduce(|a, t| bin(And, a, t)).unwrap()
        };
        is(&b, &and(0), json!(false));
        is(&b, &and(1), json!(false));
        let or = (0..n).map(|i| bin(Eq, at(i), int(6))).reduce(|a, t| bin(Or, a, t)).unwrap();
        is(&b, &or, json!(true));
        if n > 2 {
            fails(&b, &and(2), "index out of bounds");
        }
    }
}

#[test]
fn ranges_are_lists_and_empty_when_reversed() {
    let mut b = Bench::default();
    let n = b.given("n", U64, json!(3));
    let zero = b.given("z", U64, json!(0));
    let range =
        |from: Expr, to: Expr, inclusive| x(ExprKind::Range { from: Box::new(from), to: Box::new(to), inclusive });
    is(&b, &range(int(0), n.clone(), false), json!([0, 1, 2]));
    is(&b, &range(int(1), n.clone(), true), json!([1, 2, 3]));
    is(&b, &range(n.clone(), n.clone(), true), json!([3]));
    is(&b, &range(n, zero.clone(), true), json!([]));
    is(&b, &range(zero.clone(), zero, false), json!([]));
}

#[test]
fn durations_are_seconds() {
    let mut b = Bench::default();
    let n = b.given("n", U64, json!(5));
    let minutes = x(ExprKind::Duration { amount: Box::new(n.clone()), scale: 60 });
    is(&b, &minutes, json!(300));
    is(&b, &bin(Mul, minutes.clone(), int(2)), json!(600));
    is(&b, &bin(Gt, minutes, x(ExprKind::Duration { amount: Box::new(n), scale: 1 })), json!(true));
}

#[test]
fn defaults_of_std_types() {
    let mut b = Bench::default();
    let ty = Type::Tuple(vec![U64, Type::String, Type::option(Type::Bool), Type::list(U64), Type::Bool]);
    let default = b.typed(ExprKind::Default, ty);
    is(&b, &default, json!([0, "", null, [], false]));
    let own = b.typed(ExprKind::Default, Type::Struct(&POINT));
    refused(&b, &own, "cannot use the default of `Point`");
}

#[test]
fn newtypes_and_positions_are_read_through() {
    let mut b = Bench::default();
    let order = b.given("order", Type::Struct(&ORDER), json!({"orderId": 41, "${pair}": [[8, 9], "s"]}));
    is(&b, &bin(Add, field(field(order.clone(), "id"), "0"), int(1)), json!(42));
    is(&b, &index(field(field(order.clone(), "pair"), "0"), int(1)), json!(9));
    is(&b, &field(field(order, "pair"), "1"), json!("s"));
    let (xs, name) = (b.bound("xs", None), b.bound("name", None));
    let pair = b.given("pair", Type::Struct(&PAIR), json!([[3], "t"]));
    let e =
        matching(pair, vec![(item("Pair", vec![("0", bind(xs)), ("1", bind(name))]), tuple(vec![var(xs), var(name)]))]);
    is(&b, &e, json!([[3], "t"]));
}

#[test]
fn errors_are_objects_with_name_and_cause() {
    let mut b = Bench::default();
    let ty = Type::Error(&PAY_ERROR);
    let reason = b.given("reason", Type::String, json!("no \"funds\""));
    let literal = b.make("Declined", ty.clone(), vec![("reason", string("x")), ("code", none())], None);
    is(&b, &literal, json!({"Error": "CardDeclined", "Cause": r#"{"reason":"x","code":null}"#}));
    assert!(!b.text(&literal).contains("$string"), "a literal payload is text already");
    let made = b.make("Declined", ty.clone(), vec![("reason", reason), ("code", some(int(4)))], None);
    is(&b, &made, json!({"Error": "CardDeclined", "Cause": r#"{"reason":"no \"funds\"","code":4}"#}));
    let inner = b.ctor("Empty", Type::Error(&STOCK_ERROR), vec![]);
    let stock = b.ctor("Stock", ty.clone(), vec![inner]);
    is(&b, &stock, json!({"Error": "Stock.Empty", "Cause": "{}"}));
    let other = b.make("Other", ty.clone(), vec![("cause", string("c")), ("error", string("E"))], None);
    is(&b, &other, json!({"Error": "E", "Cause": "c"}));

    let (reason, error, cause) = (b.bound("r", None), b.bound("e", None), b.bound("c", None));
    let tell = |scrutinee: Expr| {
        let declined = item("Declined", vec![("reason", bind(reason)), ("code", wild())]);
        let closed = item("Stock", vec![("0", item("Closed", vec![]))]);
        let other = item("Other", vec![("error", bind(error)), ("cause", bind(cause))]);
        matching(
            scrutinee,
            vec![
                (declined, var(reason)),
                (closed, string("closed")),
                (item("Stock", vec![("0", wild())]), string("stock")),
                (other, bin(Add, var(error), var(cause))),
            ],
        )
    };
    let lambda = json!({"errorType": "CardDeclined", "errorMessage": r#"{"reason":"late","code":1}"#, "trace": []});
    let table = [
        (json!({"Error": "CardDeclined", "Cause": r#"{"reason":"why"}"#}), "why"),
        (json!({"Error": "CardDeclined", "Cause": lambda.to_string()}), "late"),
        (json!({"Error": "Closed", "Cause": "{}"}), "closed"),
        (json!({"Error": "Stock.Empty", "Cause": ""}), "stock"),
        (json!({"Error": "States.Timeout", "Cause": "!"}), "States.Timeout!"),
    ];
    for (i, (caught, expected)) in table.into_iter().enumerate() {
        let caught = b.given(&format!("caught{i}"), ty.clone(), caught);
        is(&b, &tell(caught), json!(expected));
    }
    for (made, expected) in [(literal, "x"), (made, "no \"funds\""), (stock, "stock"), (other, "Ec")] {
        is(&b, &tell(made.clone()), json!(expected));
        assert!(!b.text(&tell(made)).contains("$parse"), "a payload made here is not parsed");
    }
    let e = b.given("err", ty, json!({}));
    refused(&b, &bin(Eq, e.clone(), e), "cannot compare errors of type `PayError`");
}

#[test]
fn results_are_decided_where_they_are_made() {
    let mut b = Bench::default();
    let (n, e) = (b.bound("n", None), b.bound("e", None));
    let flag = b.given("flag", Type::Bool, json!(false));
    let arms = |scrutinee: Expr| {
        let ok = item("Ok", vec![("0", bind(n))]);
        let err = item("Err", vec![("0", bind(e))]);
        matching(scrutinee, vec![(ok, bin(Add, var(n), int(1))), (err, var(e))])
    };
    let ok = || x(ExprKind::Ok(Box::new(int(4))));
    let err = || x(ExprKind::Err(Box::new(int(9))));
    assert_eq!(b.text(&arms(ok())), "5");
    assert_eq!(b.text(&arms(err())), "9");
    is(&b, &arms(if_else(flag, ok(), err())), json!(9));
}

#[test]
fn patterns_of_every_kind() {
    let mut b = Bench::default();
    let (a, c, whole) = (b.bound("a", None), b.bound("c", None), b.bound("whole", None));
    let range = |from: Option<i64>, to: Option<i64>, inclusive| {
        let bound = |n: Option<i64>| n.map(|n| Box::new(int(n)));
        pattern(PatternKind::Range { from: bound(from), to: bound(to), inclusive })
    };
    let classify = |n: Expr| {
        matching(
            n,
            vec![
                (range(None, Some(0), false), string("negative")),
                (pattern(PatternKind::Or(vec![value(int(0)), value(int(7))])), string("lucky")),
                (range(Some(1), Some(9), true), string("digit")),
                (range(Some(10), None, false), string("many")),
                (wild(), string("never")),
            ],
        )
    };
    for (n, expected) in [(-3, "negative"), (0, "lucky"), (7, "lucky"), (9, "digit"), (10, "many")] {
        let given = b.given(&format!("n{}", b.vars.len()), Type::I64, json!(n));
        is(&b, &classify(given), json!(expected));
        assert_eq!(b.text(&classify(int(n))), format!("{expected:?}"), "a literal is decided at once");
    }
    let pair = b.given("pair", Type::Tuple(vec![Type::I64, Type::list(Type::I64)]), json!([3, [4]]));
    let both = pattern(PatternKind::Tuple(vec![
        bind(a),
        pattern(PatternKind::Bind { var: whole, sub: Some(Box::new(pattern(PatternKind::List(vec![bind(c)])))) }),
    ]));
    let e = matching(
        pair,
        vec![(both, tuple(vec![var(a), var(c), var(whole)])), (wild(), tuple(vec![int(0), int(0), list(vec![])]))],
    );
    is(&b, &e, json!([3, 4, [4]]));
    let either =
        b.given("either", Type::Tuple(vec![Type::option(Type::I64), Type::option(Type::I64)]), json!([null, 6]));
    let some = |var| item("Some", vec![("0", bind(var))]);
    let alternatives = pattern(PatternKind::Or(vec![
        pattern(PatternKind::Tuple(vec![some(a), wild()])),
        pattern(PatternKind::Tuple(vec![wild(), some(a)])),
    ]));
    is(&b, &matching(either, vec![(alternatives, var(a)), (wild(), int(0))]), json!(6));
}

#[test]
fn some_of_nothing_is_refused() {
    let mut b = Bench::default();
    let inner = b.given("inner", Type::option(Type::I64), json!(null));
    refused(&b, &some(inner), "cannot tell `Some` from `None`");
}

#[test]
fn hostile_strings_are_data() {
    let long = "ab".repeat(5_000);
    let hostile = [
        "{% 1 %}",
        "$.x",
        "States.Format('{}', 1)",
        "${Secret}",
        "$${x}",
        "%{if}",
        "%{{",
        "{%%}",
        "\"quotes\" 'and' `ticks`",
        "back\\slash \\u0041",
        "😀 é ß",
        "line\nfeed\r\ttab",
        "\u{2028}\u{2029}",
        "nul \0 bell \u{7}",
        "",
        " ",
        "/* not a comment */",
        "{{ x }}",
        "$states.input",
        long.as_str(),
    ];
    for text in hostile {
        let mut b = Bench::default();
        let yes = b.given("yes", Type::Bool, json!(true));
        let (x, _) = b.lower(&string(text)).unwrap();
        let document = x.to_payload(&|_| "").to_string();
        assert!(!document.contains("${") && !document.contains("%{"), "{document:.80}");
        is(&b, &string(text), json!(text));
        is(&b, &if_else(yes.clone(), string(text), string("")), json!(text));
        is(&b, &bin(Add, if_else(yes, string(text), string("")), string(text)), json!(format!("{text}{text}")));
        // As a key: of a map that is a constant, and in a payload.
        let constant = b.constant(Type::Map(Box::new(Type::I64)), json!({text: 1}));
        is(&b, &constant, json!({text: 1}));
        is(&b, &index(constant, string(text)), json!(1));
        let map = b.given("map", Type::Map(Box::new(Type::I64)), json!({text: 2}));
        is(&b, &index(map, string(text)), json!(2));
    }
}

#[test]
fn long_chains_stay_shallow() {
    for n in [2_usize, 13, 101, 1_000, 5_000] {
        // Bench::value asserts the depth. Native stack use is part of the test: the tree of a chain is as deep as it is long.
        let run = move || {
            let mut b = Bench::default();
            let one = b.given("one", U64, json!(1));
            let yes = b.given("yes", Type::Bool, json!(true));
            let chain = |op, e: &Expr| std::iter::repeat_n(e.clone(), n).reduce(|a, t| bin(op, a, t)).unwrap();
            is(&b, &chain(Add, &one), json!(n));
            is(&b, &chain(Sub, &one), json!(2 - n as i64));
            is(&b, &chain(Mul, &one), json!(1));
            is(&b, &chain(And, &yes), json!(true));
            is(&b, &chain(Or, &yes), json!(true));
            let mixed = (1..n).fold(one.clone(), |a, i| bin(if i % 2 == 0 { Add } else { Sub }, a, one.clone()));
            is(&b, &mixed, json!(if n % 2 == 0 { 0 } else { 1 }));
            let parts = (0..n).map(|_| FormatPart::Value(one.clone())).collect();
            is(&b, &format(parts), json!("1".repeat(n)));
            let ifs = (0..n).fold(int(-1), |otherwise, i| {
                let i = (n - 1 - i) as i64;
                if_else(bin(Eq, one.clone(), int(i)), int(i * 2), otherwise)
            });
            is(&b, &ifs, json!(2));
            let never = (0..n)
                .fold(int(-1), |otherwise, i| if_else(bin(Eq, one.clone(), int(i as i64 + 2)), int(0), otherwise));
            is(&b, &never, json!(-1));
        };
        std::thread::Builder::new().stack_size(64 << 20).spawn(run).unwrap().join().unwrap();
    }
}

#[test]
fn deep_expressions_are_cut_into_bindings() {
    // Bench::value asserts the depth.
    for n in [10_i64, 20, 40, 80] {
        let mut b = Bench::default();
        let start = b.given("start", Type::I64, json!(1_000_003));
        let xs = b.given("xs", Type::list(Type::I64), json!([2, 3]));
        let (mut deep, mut native) = (start.clone(), 1_000_003_i64);
        for i in 0..n {
            deep = bin(Div, bin(Sub, bin(Mul, deep, int(3)), index(xs.clone(), int(i % 2))), int(2));
            native = (native * 3 - [2, 3][(i % 2) as usize]) / 2 % 1_000_007;
            deep = bin(Rem, deep, int(1_000_007));
        }
        is(&b, &deep, json!(native));
        // What must not be evaluated is not: the division stands behind its test at every level.
        let zero = b.given("zero", Type::I64, json!(0));
        let mut guarded = start.clone();
        for _ in 0..n.min(10) {
            guarded = if_else(
                bin(Ne, zero.clone(), int(0)),
                bin(Add, bin(Div, start.clone(), zero.clone()), int(1)),
                bin(Mul, bin(Sub, guarded, int(1)), int(1)),
            );
        }
        is(&b, &guarded, json!(1_000_003 - n.min(10)));
    }
}

#[test]
fn a_long_run_of_lets_stays_a_list() {
    let run = || {
        let mut b = Bench::default();
        let mut last = b.given("start", Type::I64, json!(1_000));
        let mut native = 1_000_i64;
        let mut stmts = Vec::new();
        for i in 0..1_500 {
            let var = b.bound(&format!("x{i}"), Some(Type::I64));
            let value = bin(Add, bin(Div, last, int(2)), int(i));
            native = native / 2 + i;
            stmts.push(Stmt::Let { pattern: bind(var), value: Some(value), otherwise: None, name: None });
            last = super::build::var(var);
        }
        let block = x(ExprKind::Block(Block { stmts, tail: Some(Box::new(last)) }));
        is(&b, &block, json!(native));
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn what_nests_too_deep_for_the_service_is_an_error() {
    let mut b = Bench::default();
    let zero = b.given("zero", Type::I64, json!(0));
    let mut e = int(1);
    for _ in 0..40 {
        e = if_else(bin(Ne, zero.clone(), int(0)), int(2), bin(Mul, bin(Sub, e, int(1)), zero.clone()));
    }
    let deep = b.machine(e).unwrap_err();
    assert_eq!(deep.len(), 1, "{deep:?}");
    assert!(deep[0].starts_with("decisions nest too deep here"), "{deep:?}");
    assert_eq!(b.machine(int(1)), Ok(()));
}

#[test]
fn deep_nesting_is_an_error_not_an_overflow() {
    let b = Bench::default();
    let deep = (0..3_000).fold(boolean(true), |e, _| not(e));
    refused(&b, &deep, "expressions nest more than");
    std::mem::forget(deep);
}
