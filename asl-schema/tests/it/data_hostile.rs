//! Machines that would take a careless fixed point long: the time grows with the size, not faster.

use std::fmt::Write;
use std::time::{Duration, Instant};

use asl_schema::data::Shape;
use asl_schema::{Options, check_str};
use serde_json::json;

fn time(text: &str) -> Duration {
    let options = Options::standard().with_input(Shape::exactly(&json!({ "a": { "b": 1 } })));
    let start = Instant::now();
    let report = check_str(text, &options);
    assert!(report.machine().is_some());
    start.elapsed()
}

/// A machine of `many` states from `S0` on, each written by `state` with the number of the next.
fn chain(many: usize, state: impl Fn(usize, usize) -> String) -> String {
    let mut states = String::new();
    for index in 0..many {
        let _ = write!(states, r#""S{index}":{},"#, state(index, index + 1));
    }
    format!(r#"{{"StartAt":"S0","States":{{{states}"S{many}":{{"Type":"Succeed"}}}}}}"#)
}

#[test]
fn hostile_machines_take_time_in_proportion() {
    let wrapping = |many| {
        chain(many, |_, next| format!(r#"{{"Type":"Pass","Parameters":{{"in.$":"$","x.$":"$.a"}},"Next":"S{next}"}}"#))
    };
    let growing = |many| {
        chain(many, |index, next| {
            format!(r#"{{"Type":"Pass","Result":{{"x":{index}}},"ResultPath":"$.f{index}","Next":"S{next}"}}"#)
        })
    };
    let assigning = |many| {
        chain(many, |index, next| {
            format!(
                r#"{{"Type":"Pass","Assign":{{"v{index}.$":"$","w.$":"$.f"}},"Parameters":{{"n{index}.$":"$w"}},"Next":"S{next}"}}"#
            )
        })
    };
    let looping = |many: usize| {
        chain(many, |index, next| {
            format!(
                r#"{{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:111111111111:function:f","ResultPath":"$.f{index}","Catch":[{{"ErrorEquals":["States.ALL"],"ResultPath":"$.e{index}","Next":"S0"}}],"Next":"S{next}"}}"#
            )
        })
    };
    let expressions = |many| {
        chain(many, |_, next| {
            format!(
                r#"{{"Type":"Pass","QueryLanguage":"JSONata","Output":"{{% $map($states.input.l, function($x) {{ $map($x.l, function($y) {{ {{ 'a': $x, 'b': $y, 'c': [$y, $y.c] }} }}) }}) %}}","Next":"S{next}"}}"#
            )
        })
    };
    for (name, make) in [
        ("wrapping", &wrapping as &dyn Fn(usize) -> String),
        ("growing", &growing),
        ("assigning", &assigning),
        ("looping", &looping),
        ("expressions", &expressions),
    ] {
        let (small, large) = (make(200), make(1600));
        let (few, many) = (time(&small).min(time(&small)), time(&large).min(time(&large)));
        assert!(many < few * 24 + Duration::from_millis(200), "{name}: {few:?}, then {many:?} for eight times as much");
    }
}

#[test]
fn scopes_in_loops_in_scopes_are_looked_at_a_few_times() {
    let mut inner = r#"{"Type":"Pass","Result":{"x":1},"ResultPath":"$.x0","End":true}"#.to_owned();
    for depth in 0..30 {
        inner = format!(
            r#"{{"Type":"Parallel","ResultPath":"$.r{depth}","Branches":[{{"StartAt":"A{depth}","States":{{"A{depth}":{{"Type":"Choice","Choices":[{{"Variable":"$.go","IsPresent":true,"Next":"B{depth}"}}],"Default":"C{depth}"}},"B{depth}":{inner},"C{depth}":{{"Type":"Pass","Parameters":{{"go":1,"in.$":"$"}},"Next":"A{depth}"}}}}}}],"End":true}}"#
        );
    }
    let text = format!(r#"{{"StartAt":"Top","States":{{"Top":{inner}}}}}"#);
    assert!(time(&text) < Duration::from_secs(5));
}

#[test]
fn a_reader_of_variables_that_change_one_by_one_is_given_up() {
    let many = 300;
    let reads = (1..many).fold(String::new(), |mut reads, index| {
        let _ = write!(reads, r#","r{index}.$":"$v{index}""#);
        reads
    });
    let text = chain(many, |index, next| match index {
        0 => format!(r#"{{"Type":"Pass","Parameters":{{"x":1{reads}}},"Next":"S{next}"}}"#),
        _ => format!(
            r#"{{"Type":"Choice","Choices":[{{"Variable":"$.x","NumericEquals":{index},"Assign":{{"v{index}":{{"a":1}}}},"Next":"S0"}}],"Default":"S{next}"}}"#
        ),
    });
    assert!(time(&text) < Duration::from_secs(5));
}
