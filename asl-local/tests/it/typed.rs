//! Answers by the functions of a Rust workflow: which calls are whose, what reaches the machine, and what is told when something is missing.

#![expect(clippy::unwrap_used, reason = "tests say what they expect by panicking")]

use std::cell::RefCell;
use std::rc::Rc;

use asl_dsl::prelude::*;
use asl_local::{Answer, Machine, Run, Status, Tape, TaskError};
use serde_json::json;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum PayError {
    Declined { reason: String },
    Busy,
}

#[task(lambda = "charge-card")]
async fn charge(card: String, cents: u64) -> Result<String, PayError>;

#[task(lambda = "refund-card")]
async fn refund(receipt: &str) -> ();

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "PascalCase")]
struct Publish {
    topic_arn: String,
    message: String,
}

#[task(resource = "arn:aws:states:::sns:publish")]
async fn publish(request: Publish) -> ();

#[task(resource = "arn:aws:states:::sns:publish")]
async fn announce(request: Publish) -> ();

#[workflow]
async fn pay(card: String, cents: u64) -> Result<String, PayError> {
    let receipt = charge(card, cents).retry(Retry::on_error(PayError::Busy)).named("Take the money").await?;
    publish(Publish { topic_arn: placeholder!("TopicArn"), message: receipt.clone() }).await;
    Ok(receipt)
}

#[workflow]
async fn shop(cards: Vec<String>) -> Result<Vec<String>, PayError> {
    map_each(cards, 0, |card| async move { pay(card, 5).await }).await
}

fn machine() -> Machine<'static> {
    Machine::new(pay::definition().unwrap())
}

fn input() -> serde_json::Value {
    json!({ "card": "4111", "cents": 990 })
}

fn message(run: &Run, error: &str) -> String {
    assert_eq!((run.status(), run.error()), (Status::Aborted, Some(error)), "{:?}", run.cause());
    run.cause().unwrap().to_owned()
}

#[test]
fn a_task_is_known_by_what_it_calls() {
    let run = machine()
        .on(charge, |card: String, cents: u64| Ok(format!("{card} {cents}")))
        .on(publish, |_: Publish| ())
        .run(&input());
    assert_eq!(run.returned(pay), Ok("4111 990".to_owned()));
    // A state's name wins.
    let run = machine()
        .on(charge, |_: String, _: u64| Err(PayError::Busy))
        .on("Take the money", |_: serde_json::Value| Ok::<_, (&str, &str)>(json!({ "Payload": "by name" })))
        .on(publish, |_: Publish| ())
        .run(&input());
    assert_eq!(run.output(), Some(&json!("by name")));
}

#[test]
fn an_error_is_what_the_lambda_service_reports() {
    let run =
        machine().on(charge, |_: String, _: u64| Err(PayError::Declined { reason: "limit".to_owned() })).run(&input());
    assert_eq!((run.status(), run.error()), (Status::Failed, Some("Declined")));
    let cause: serde_json::Value = serde_json::from_str(run.cause().unwrap()).unwrap();
    assert_eq!(cause, json!({ "errorMessage": r#"{"reason":"limit"}"#, "errorType": "Declined" }));
    assert_eq!(run.returned(pay), Err(PayError::Declined { reason: "limit".to_owned() }));
}

/// The name of a state and the function of its task are two ways to say the same.
#[test]
fn an_answer_by_name_may_fail_with_an_error_of_the_workflow() {
    let declined = || PayError::Declined { reason: "limit".to_owned() };
    let by_task = machine().on(charge, |_: String, _: u64| Err(declined())).run(&input());
    let by_name = machine().on("Take the money", |_: serde_json::Value| Err::<(), _>(declined())).run(&input());
    assert_eq!((by_name.error(), by_name.cause()), (by_task.error(), by_task.cause()));
    assert_eq!(by_name.returned(pay), Err(declined()));

    let parent = || Machine::new(shop::definition().unwrap());
    let by_task = parent().on(pay, |_: String, _: u64| Err(PayError::Busy)).run(&json!(["a"]));
    let by_name = parent()
        .on("arn:aws:states:::states:startExecution.sync:2", |_: serde_json::Value| Err::<(), _>(PayError::Busy))
        .run(&json!(["a"]));
    assert_eq!((by_name.error(), by_name.cause()), (by_task.error(), by_task.cause()));

    // In the service's own words, which no type of the workflow has.
    let throttled = TaskError::new("Lambda.TooManyRequestsException", "rate exceeded");
    let run = machine().on("Take the money", |_: serde_json::Value| Err::<(), _>(throttled.clone())).run(&input());
    assert_eq!((run.error(), run.cause()), (throttled.error.as_deref(), throttled.cause.as_deref()));
}

#[test]
fn the_whole_call_is_there_for_those_who_want_it() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let keep = seen.clone();
    let run = machine()
        .on_call(charge, |call| {
            assert_eq!((call.state, &call.input["FunctionName"]), ("Take the money", &json!("charge-card")));
            Answer::result(&json!({ "Payload": "r", "StatusCode": 200 }))
        })
        .on_json(publish, move |request| {
            keep.borrow_mut().push(request);
            Answer::result(&json!({ "MessageId": "m" }))
        })
        .run(&input());
    assert_eq!(run.output(), Some(&json!("r")));
    assert_eq!(*seen.borrow(), [json!({ "TopicArn": "${TopicArn}", "Message": "r" })]);
}

#[test]
fn sequences_are_used_up_or_left() {
    let receipt = || Ok("r".to_owned());
    let run = machine()
        .answers(charge, [Err(PayError::Busy), receipt(), receipt()])
        .on(publish, |_: Publish| ())
        .run(&input());
    assert_eq!(run.duration(), Duration::from_secs(1));
    assert_eq!(run.leftovers(), ["charge: 1"]);

    let run = machine().answers(charge, [Err(PayError::Busy)]).run(&input());
    let told = message(&run, "Local.UnexpectedCall");
    assert!(told.contains(r#"`arn:aws:states:::lambda:invoke` by the state `Take the money` with the input `{"FunctionName":"charge-card","#), "{told}");
    assert!(told.ends_with("answers were prepared for `charge` (1, all used)"), "{told}");
}

#[test]
fn a_task_can_be_one_that_is_not_to_be_called() {
    let shared = || machine().on(charge, |_: String, _: u64| Ok("r".to_owned())).on(publish, |_: Publish| ());
    assert_eq!(shared().strict_results().run(&input()).output(), Some(&json!("r")));
    let told = message(&shared().uncalled(publish).run(&input()), "Local.UnexpectedCall");
    assert!(told.ends_with("answers were prepared for `charge`, `publish` (not to be called)"), "{told}");
}

#[test]
#[should_panic(expected = "answers were prepared and never asked for: charge: 1")]
fn leftovers_can_be_asserted() {
    let answers = [Ok("r".to_owned()), Ok("s".to_owned())];
    machine().answers(charge, answers).on(publish, |_: Publish| ()).run(&input()).assert_no_leftovers();
}

#[test]
fn a_name_that_is_nearly_right_is_noticed() {
    let run = machine().on("Take teh money", |_: serde_json::Value| Ok::<_, (&str, &str)>(json!(1))).run(&input());
    let wanted = "an answer is prepared for `Take teh money`, but no state has that name and no Task that `Resource`; did you mean `Take the money`?";
    assert_eq!(message(&run, "Local.Misprepared"), wanted);
}

/// A handler of the test's own can only say what it has answers for.
#[test]
fn a_handlers_name_that_is_nearly_right_is_noticed() {
    struct Misspelt;
    impl asl_local::Handler for Misspelt {
        fn answer(&mut self, _: &asl_local::Call<'_>) -> Option<Answer> {
            None
        }

        fn prepared(&self) -> Vec<String> {
            vec!["`Take teh money`".to_owned()]
        }
    }
    let run = machine().handler(Misspelt).run(&input());
    let told = message(&run, "Local.UnexpectedCall");
    assert!(told.ends_with("did you mean `Take the money` where it says `Take teh money`?"), "{told}");
}

/// Also where something else answers the call that was meant.
#[test]
fn a_name_that_nothing_has_is_noticed_beside_other_answers() {
    let nothing = |_: serde_json::Value| Ok::<_, (&str, &str)>(json!(1));
    let run = machine().on(charge, |_: String, _: u64| Ok("r".to_owned())).on("Nothing alike", nothing).run(&input());
    let wanted = "an answer is prepared for `Nothing alike`, but no state has that name and no Task that `Resource`";
    assert_eq!(message(&run, "Local.Misprepared"), wanted);
}

#[test]
fn answers_that_cannot_be_meant_so_are_refused() {
    let run = machine().on(refund, |_: String| ()).run(&input());
    assert_eq!(
        message(&run, "Local.Misprepared"),
        "an answer is prepared for `refund`, but no state of the machine calls `arn:aws:states:::lambda:invoke` with FunctionName \
         `refund-card`; it calls `charge-card`"
    );
    let run = machine().on(publish, |_: Publish| ()).on(announce, |_: Publish| ()).run(&input());
    assert_eq!(
        message(&run, "Local.Misprepared"),
        "calls of `publish` and of `announce` can't be told apart: both are `arn:aws:states:::sns:publish`; prepare the answers by the \
         names of the states"
    );
    let run = machine().takes(charge, Duration::from_secs(1)).run(&input());
    assert!(message(&run, "Local.Misprepared").contains("it is said when `charge` answers, but not what"));
}

#[task(lambda = "ask-owner", callback)]
async fn ask(card: String) -> Result<bool, PayError>;

#[task(activity = "arn:aws:states:us-east-1:123456789012:activity:count")]
async fn count(cents: u64) -> Result<u64, PayError>;

#[workflow]
async fn by_hand(card: String, cents: u64) -> Result<u64, PayError> {
    if !ask(card).await? {
        return Err(PayError::Busy);
    }
    count(cents).await
}

/// Who completes a task by hand has its token by the task's function, and fails it with its error.
#[test]
fn callbacks_and_activities_are_known_by_their_functions() {
    let mut machine = Machine::new(by_hand::definition().unwrap());
    let mut execution = machine.start(&input()).unwrap();
    assert_eq!(execution.take(count, "ann"), None);
    let token = execution.token(ask).unwrap();
    assert_eq!(execution.token("Ask"), Some(token.clone()));
    assert_eq!(execution.token("Count"), None);
    execution.succeed(&token, &true).unwrap();
    assert_eq!((execution.token(ask), execution.token(count)), (None, None));
    let task = execution.take(count, "ann").unwrap();
    assert_eq!(execution.token(count), Some(task.token.clone()));
    execution.fail(&task.token, PayError::Declined { reason: "forged".to_owned() }).unwrap();
    let run = execution.finish();
    assert_eq!(run.returned(by_hand), Err(PayError::Declined { reason: "forged".to_owned() }));
    assert_eq!(run.cause(), Some(r#"{"reason":"forged"}"#), "as a worker says it, without the document of a function");
}

#[test]
fn a_nested_workflow_is_answered_or_runs_as_itself() {
    let shop = || Machine::new(shop::definition().unwrap());
    let run = shop().on(pay, |card: String, cents: u64| Ok(format!("{card}/{cents}"))).run(&json!(["a", "b"]));
    assert_eq!(run.output(), Some(&json!(["a/5", "b/5"])));

    let run = shop().on(pay, |_: String, _: u64| Err(PayError::Busy)).run(&json!(["a"]));
    assert_eq!(run.error(), Some("Busy"), "found in what the child was described as");

    let mut itself = shop()
        .workflow(pay)
        .on(charge, |card: String, _: u64| if card == "bad" { Err(PayError::Busy) } else { Ok(card) })
        .on(publish, |_: Publish| ());
    let run = itself.run(&json!(["a", "b"]));
    assert_eq!((run.output(), run.children().len()), (Some(&json!(["a", "b"])), 2));
    let run = itself.run(&json!(["bad"]));
    assert_eq!((run.error(), run.duration()), (Some("Busy"), Duration::from_secs(1 + 2 + 4)));
}

#[test]
fn a_tape_is_played_in_its_order_and_to_its_questions() {
    let mut native = NativeRun::new();
    let mut busy = true;
    native.handle(charge, move |_card: String, _cents: u64| match std::mem::take(&mut busy) {
        true => Err(PayError::Busy),
        false => Ok("r-1".to_owned()),
    });
    native.handle(publish, |_: Publish| ());
    assert_eq!(native.run(pay("4111".to_owned(), 990)), Ok(Ok("r-1".to_owned())));

    let (run, tape) = machine().tape(native.tape()).record(&input());
    assert_eq!(run.returned(pay), Ok("r-1".to_owned()));
    assert_eq!(run.duration(), native.clock());
    run.assert_no_leftovers();

    let saved: Tape = serde_json::from_str(&serde_json::to_string(&tape).unwrap()).unwrap();
    assert_eq!(saved, tape);
    assert_eq!(machine().tape(saved.clone()).run(&input()).output(), run.output());

    // Another question than the tape has an answer for.
    let run = machine().tape(saved.clone()).run(&json!({ "card": "4111", "cents": 991 }));
    let told = message(&run, "Local.UnexpectedCall");
    assert!(
        told.contains(r#""cents":991"#) && told.contains(r#"call 1 of the tape, which is `Take the money`"#),
        "{told}"
    );

    // The machine asks less than the tape answers.
    let mut longer = saved;
    longer.calls.push(longer.calls[0].clone());
    let run = machine().tape(longer).run(&input());
    assert!(run.leftovers()[0].starts_with("tape: 1 from call 4 on"), "{:?}", run.leftovers());
}
