use super::expand;

fn expanded(source: &str) -> String {
    expand(source.parse().expect("tokens")).to_string()
}

#[test]
fn names_bound_nowhere_are_the_builders() {
    let text = expanded("order.items.iter().map(|item| item.price * rate).sum::<u64>() + order.fee");
    assert!(text.contains("let __var0 = :: asl_dsl :: __private :: builder_variable (order)"), "{text}");
    assert!(text.contains("let __var1 = :: asl_dsl :: __private :: builder_variable (rate)"), "{text}");
    assert!(!text.contains("__var2") && !text.contains("builder_variable (item)"), "{text}");
    assert!(text.contains(":: std :: vec ! [__var0 . __id () , __var1 . __id ()]"), "{text}");
}

#[test]
fn what_is_no_value_is_refused() {
    let refused = [
        ("charge(order)", "`charge` is a function, and `expr!` only computes a value"),
        ("order.call().await", "`expr!` computes a value in one expression"),
        ("{ total += 1; total }", "`expr!` computes a value in one expression"),
        ("{ total = 1; total }", "`expr!` computes a value in one expression"),
        ("order.note?", "`expr!` computes a value in one expression"),
        ("loop { }", "`expr!` computes a value in one expression"),
        ("return 3", "`expr!` computes a value in one expression"),
        ("order.a & 3", "the bit operator `&` has no JSONata equivalent"),
    ];
    for (source, expected) in refused {
        let text = expanded(source);
        assert!(text.contains(expected), "{source}: {text}");
        assert_eq!(text.matches("compile_error").count(), 1, "{source}: {text}");
        assert!(text.ends_with(":: asl_dsl :: __private :: never () }"), "{source}: {text}");
    }
    assert!(expanded("1 +").contains("compile_error"));
    assert!(expanded("").contains("compile_error"));
}
