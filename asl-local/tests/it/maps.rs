//! Map and Parallel: concurrency, variables, order, distributed runs.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use crate::common::{self, lambda, machine, types};
use asl_local::{Answer, BucketFolder, Buckets, ObjectStore, Run, Status, StoreError, TaskError};
use serde_json::{Value, json};

fn each(fields: Value, states: Value) -> Value {
    let start = states.as_object().and_then(|states| states.keys().next()).cloned();
    let map = json!({"Type": "Map", "End": true, "ItemProcessor": {"StartAt": start, "States": states}});
    json!({"Each": common::extended(map, fields)})
}

fn distributed(fields: Value, states: Value) -> Value {
    let mut map = each(fields, states);
    map["Each"]["ItemProcessor"]["ProcessorConfig"] = json!({"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"});
    map
}

fn pass() -> Value {
    json!({"I": {"Type": "Pass", "End": true}})
}

#[test]
fn no_more_iterations_at_once_than_allowed() {
    for (most, seconds) in [(1, 100), (3, 40), (0, 10), (7, 20)] {
        let states = each(json!({"MaxConcurrency": most}), json!({"T": lambda(json!({"End": true}))}));
        let items: Value = (0..10).collect();
        let run = machine(states).on_call("T", |_| Answer::result(&1).after(Duration::from_secs(10))).run(&items);
        assert_eq!(run.duration().as_secs(), seconds, "MaxConcurrency {most}");
    }
    // Without a limit an inline Map runs 40 at once.
    let items: Value = (0..41).collect();
    let run = machine(each(json!({}), json!({"T": lambda(json!({"End": true}))})))
        .on_call("T", |_| Answer::result(&1).after(Duration::from_secs(10)))
        .run(&items);
    assert_eq!(run.duration().as_secs(), 20);
}

#[test]
fn results_keep_the_order_of_the_items_in_every_interleaving() {
    let run = |seed: Option<u64>| {
        let order = Rc::new(RefCell::new(Vec::new()));
        let seen = order.clone();
        let states = each(json!({}), json!({"A": {"Type": "Pass", "Next": "T"}, "T": lambda(json!({"End": true}))}));
        let mut machine = machine(states).on("T", move |n: u64| {
            seen.borrow_mut().push(n);
            Ok::<_, TaskError>(n * 2)
        });
        if let Some(seed) = seed {
            machine = machine.interleaving(seed);
        }
        let output = machine.run(&json!([1, 2, 3, 4])).output().cloned();
        let order = order.borrow().clone();
        (output, order)
    };
    let wanted = Some(json!([2, 4, 6, 8]));
    assert_eq!(run(None), (wanted.clone(), vec![1, 2, 3, 4]));
    let orders: Vec<_> = (0..10).map(|seed| run(Some(seed))).collect();
    assert!(orders.iter().all(|(output, _)| *output == wanted));
    assert!(orders.iter().any(|(_, order)| *order != [1, 2, 3, 4]), "some seed meets another order");
    assert_eq!(run(Some(3)), run(Some(3)));
}

#[test]
fn the_next_iteration_follows_the_one_that_made_room() {
    let run = machine(each(json!({"MaxConcurrency": 1}), pass())).run(&json!([1, 2]));
    let wanted = [0, 0, 2, 3, 4, 5, 6, 6, 8, 9, 10, 11, 11, 13];
    assert_eq!(common::previous(&run), wanted);
}

#[test]
fn variables_come_in_and_do_not_go_out() {
    let states = json!({
        "Set": {"Type": "Pass", "Assign": {"outer": 1}, "Next": "Each"},
        "Each": {"Type": "Map", "ItemProcessor": {"StartAt": "I", "States": {
            "I": {"Type": "Pass", "Assign": {"inner.$": "$outer"}, "Next": "J"},
            "J": {"Type": "Pass", "Parameters": {"v.$": "$inner"}, "End": true}}}, "End": true}});
    let run = machine(states).run(&json!([0]));
    assert_eq!(run.output(), Some(&json!([{"v": 1}])));
}

#[test]
fn all_values_are_those_on_entry() {
    let states = json!({"A": {"Type": "Pass", "Assign": {"x": 1, "y": 2}, "Next": "B"},
        "B": {"Type": "Pass", "Assign": {"x": "{% $y %}", "y": "{% $x %}"}, "Output": "{% [$x, $y] %}", "Next": "C"},
        "C": {"Type": "Pass", "Output": "{% [$states.input, $x, $y] %}", "End": true}});
    assert_eq!(common::jsonata(states).run(&json!({})).output(), Some(&json!([1, 2, 2, 1])));
}

#[test]
fn a_failing_iteration_cuts_the_others() {
    let states = each(json!({}), json!({"T": lambda(json!({"End": true}))}));
    let run = machine(states)
        .on_call("T", |call| match call.iteration {
            Some(("Each", 1)) => Answer::fails(("Bad", "item")),
            _ => Answer::never(),
        })
        .run(&json!([0, 1]));
    let wanted = [
        "MapIterationAborted",
        "TaskStateAborted",
        "MapIterationFailed",
        "TaskStateAborted",
        "MapStateFailed",
        "ExecutionFailed",
    ];
    assert_eq!(types(&run)[types(&run).len() - 6..], wanted);
    assert_eq!(run.error(), Some("Bad"));
}

#[test]
fn a_failing_branch_cuts_the_map_run_beside_it() {
    let slow = json!({"StartAt": "Each", "States": distributed(
        json!({}),
        json!({"Slow": {"Type": "Wait", "Seconds": 60, "End": true}}),
    )});
    let bad = json!({"StartAt": "Bad", "States": {"Bad": lambda(json!({"End": true}))}});
    let run = machine(json!({"Both": {"Type": "Parallel", "Branches": [slow, bad], "End": true}}))
        .on_call("Bad", |_| Answer::fails(("Bad", "branch")))
        .run(&json!([0, 1]));
    let wanted = ["MapRunAborted", "MapStateAborted", "TaskStateAborted", "ParallelStateFailed", "ExecutionFailed"];
    assert_eq!(types(&run)[types(&run).len() - 5..], wanted);
    assert_eq!(run.children().iter().map(|child| child.status()).collect::<Vec<_>>(), [Status::Aborted; 2]);
}

#[test]
fn children_are_executions_of_their_own() {
    let run = machine(distributed(json!({"Label": "Lines"}), pass())).run(&json!([1, 2]));
    let wanted = [
        "MapStateEntered",
        "MapStateStarted",
        "MapRunStarted",
        "MapRunSucceeded",
        "MapStateSucceeded",
        "MapStateExited",
    ];
    assert_eq!(types(&run)[1..7], wanted);
    assert_eq!(run.children().len(), 2);
    assert_eq!(run.children()[0].path(), ["I"]);
    assert!(run.children()[0].arn().contains(":execution:Machine/Lines:"));
}

fn failing(tolerance: Value) -> Run {
    machine(distributed(tolerance, json!({"T": lambda(json!({"End": true}))})))
        .on("T", |n: u64| if n < 2 { Err(("Bad", "item")) } else { Ok(n) })
        .run(&json!([0, 1, 2, 3]))
}

#[test]
fn failures_are_borne_up_to_the_limit() {
    for (tolerance, fails) in [
        (json!({}), true),
        (json!({"ToleratedFailureCount": 1}), true),
        (json!({"ToleratedFailureCount": 2}), false),
        (json!({"ToleratedFailurePercentage": 49.5}), true),
        (json!({"ToleratedFailurePercentage": 50}), false),
        (json!({"ToleratedFailureCount": 2, "ToleratedFailurePercentage": 10}), true),
    ] {
        let run = failing(tolerance.clone());
        assert_eq!(run.error().is_some(), fails, "{tolerance}");
        if fails {
            assert_eq!(run.error(), Some("States.ExceedToleratedFailureThreshold"));
            assert!(types(&run).ends_with(&["MapRunFailed", "MapStateFailed", "ExecutionFailed"]));
        }
    }
}

#[test]
fn items_are_batched_by_number_and_by_bytes() {
    let batcher = |fields: Value| distributed(json!({"ItemBatcher": fields}), pass());
    let run = machine(batcher(json!({"MaxItemsPerBatch": 2, "BatchInput": {"k": 1}}))).run(&json!([1, 2, 3]));
    let wanted = json!([{"BatchInput": {"k": 1}, "Items": [1, 2]}, {"BatchInput": {"k": 1}, "Items": [3]}]);
    assert_eq!(run.output(), Some(&wanted));
    let run = machine(batcher(json!({"MaxInputBytesPerBatch": 60}))).run(&json!(["x".repeat(20), "y".repeat(20), "z"]));
    let sizes: Vec<_> = run
        .output()
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|batch| batch["Items"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes.iter().sum::<usize>(), 3);
    assert!(sizes.len() > 1);
    assert!(run.children().iter().all(|child| child.output().unwrap().to_string().len() <= 60));
}

/// A store that the test can look into after the run.
#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Buckets>>);

impl ObjectStore for Shared {
    fn get(&mut self, bucket: &str, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.0.borrow_mut().get(bucket, key)
    }
    fn list(&mut self, bucket: &str, prefix: &str) -> Result<Vec<String>, StoreError> {
        self.0.borrow_mut().list(bucket, prefix)
    }
    fn put(&mut self, bucket: &str, key: &str, content: Vec<u8>) -> Result<(), StoreError> {
        self.0.borrow_mut().put(bucket, key, content)
    }
}

#[test]
fn items_are_read_and_results_written() {
    let mut store = Shared::default();
    store.put("in", "rows.csv", b"id,name\n1,a\n2,b\n".to_vec()).unwrap();
    let states = distributed(
        json!({
            "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "in", "Key": "rows.csv"},
                "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"}},
            "ItemSelector": {"id.$": "$$.Map.Item.Value.id", "from.$": "$$.Map.Item.Source"},
            "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "runs"}}}),
        pass(),
    );
    let run = machine(states).store(store.clone()).run(&json!({}));
    let details = &run.output().unwrap()["ResultWriterDetails"];
    assert_eq!(details["Bucket"], json!("out"));
    let manifest: Value =
        serde_json::from_slice(&store.get("out", details["Key"].as_str().unwrap()).unwrap().unwrap()).unwrap();
    let file = manifest["ResultFiles"]["SUCCEEDED"][0]["Key"].as_str().unwrap();
    let results: Value = serde_json::from_slice(&store.get("out", file).unwrap().unwrap()).unwrap();
    let output: Value = serde_json::from_str(results[1]["Output"].as_str().unwrap()).unwrap();
    assert_eq!(output, json!({"id": "2", "from": "S3://in/rows.csv"}));
}

#[test]
fn parallels_nest_as_deep_as_a_definition_can() {
    let mut states = pass();
    for level in 0..30 {
        let name = format!("P{level}");
        let start = states.as_object().unwrap().keys().next().unwrap().clone();
        states = json!({ name: {"Type": "Parallel", "End": true, "Branches": [{"StartAt": start, "States": states}]} });
    }
    let run = machine(states).run(&json!(1));
    assert_eq!(run.path().len(), 31);
    assert_eq!(run.output().unwrap().to_string(), format!("{}1{}", "[".repeat(30), "]".repeat(30)));
}

#[test]
fn limits_that_are_no_numbers_end_the_execution() {
    let run = |fields: Value, input: Value| {
        let mut fields = fields;
        fields["ItemsPath"] = json!("$.items");
        let run = machine(distributed(fields, pass())).run(&input);
        (run.error().map(str::to_owned), run.cause().map(str::to_owned).unwrap_or_default())
    };
    for (field, value, ending) in [
        (
            "ToleratedFailureCountPath",
            json!({}),
            "The ToleratedFailureCountPath field refers to value \"{}\" which is not a valid integer: $.n",
        ),
        ("ToleratedFailureCountPath", json!(-1), "ToleratedFailureCount cannot be negative."),
        ("ToleratedFailurePercentagePath", json!(100.5), "ToleratedFailurePercentage must be between 0 and 100."),
        (
            "MaxConcurrencyPath",
            json!("many"),
            "The MaxConcurrencyPath field refers to value \"many\" which is not a valid integer: $.n",
        ),
    ] {
        let (error, cause) = run(json!({field: "$.n"}), json!({"items": [1], "n": value}));
        assert_eq!(error.as_deref(), Some("States.Runtime"));
        assert!(cause.ends_with(ending), "{cause}");
    }
}

#[test]
fn a_task_that_waits_for_its_next_attempt_is_cut_too() {
    let retry = json!([{"ErrorEquals": ["Busy"], "IntervalSeconds": 60}]);
    let states = json!({"P": {"Type": "Parallel", "End": true, "Branches": [
        {"StartAt": "R", "States": {"R": lambda(json!({"Retry": retry, "End": true}))}},
        {"StartAt": "F", "States": {"F": lambda(json!({"End": true}))}}]}});
    let run = machine(states)
        .answers("R", [Answer::fails(("Busy", ""))])
        .answers("F", [Answer::fails(("Bad", "")).after(Duration::from_secs(1))])
        .run(&json!({}));
    let wanted =
        ["LambdaFunctionFailed", "TaskStateAborted", "TaskStateAborted", "ParallelStateFailed", "ExecutionFailed"];
    assert!(types(&run).ends_with(&wanted), "{:?}", types(&run));
    assert_eq!(run.duration().as_secs(), 1);
}

#[test]
fn the_entries_of_an_object_are_items_with_keys() {
    let states = |fields: Value| distributed(common::extended(json!({"ItemsPath": "$.orders"}), fields), pass());
    let input = json!({"orders": {"a": {"n": 1}, "b": 2}});
    let entries = json!([{"Key": "a", "Value": {"n": 1}}, {"Key": "b", "Value": 2}]);
    assert_eq!(machine(states(json!({}))).run(&input).output(), Some(&entries));
    let selector = json!({"k.$": "$$.Map.Item.Key", "v.$": "$$.Map.Item.Value", "i.$": "$$.Map.Item.Index"});
    let selected = json!([{"k": "a", "v": {"n": 1}, "i": 0}, {"k": "b", "v": 2, "i": 1}]);
    assert_eq!(machine(states(json!({"ItemSelector": selector}))).run(&input).output(), Some(&selected));
}

#[test]
fn a_store_that_fails_ends_the_run() {
    let folder = std::env::temp_dir().join(format!("asl-local-run-{}", std::process::id()));
    std::fs::create_dir_all(folder.join("in")).unwrap();
    std::fs::write(folder.join("in/rows.json"), "[1, 2]").unwrap();
    let states = |key: &str| {
        distributed(
            json!({
                "ItemReader": {"Resource": "arn:aws:states:::s3:getObject", "Parameters": {"Bucket": "in", "Key": key},
                    "ReaderConfig": {"InputType": "JSON"}},
                "ResultWriter": {"Resource": "arn:aws:states:::s3:putObject", "Parameters": {"Bucket": "out", "Prefix": "runs"}}}),
            pass(),
        )
    };
    let run = |key: &str| machine(states(key)).store(BucketFolder::open(&folder).unwrap()).run(&json!({}));
    let refused = run("rows.json");
    assert_eq!(refused.error(), Some("Local.Store"), "{:?}", refused.cause());
    assert!(refused.cause().unwrap().ends_with("make the folder first"));
    assert_eq!(run("../in/rows.json").error(), Some("Local.Store"));
    std::fs::create_dir_all(folder.join("out")).unwrap();
    let written = run("rows.json");
    let key = written.output().unwrap()["ResultWriterDetails"]["Key"].as_str().unwrap();
    assert!(folder.join("out").join(key).is_file());
    std::fs::remove_dir_all(folder).unwrap();
}
