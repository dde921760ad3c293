//! The native run: calls, retries, time-outs, waits, joins, nested workflows, and what goes wrong.

use asl_dsl::native::Answer;
use asl_dsl::prelude::*;
use asl_dsl::{Failure, NativeError};
use serde_json::json;
use std::convert::Infallible;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Charge {
    card_number: String,
    cents: u64,
}

#[derive(Clone, Debug, PartialEq, WorkflowError)]
enum PayError {
    CardDeclined {
        reason: String,
    },
    Throttled,
    #[error(name = "States.Timeout")]
    TimedOut,
}

#[task(lambda = "charge")]
async fn charge(request: Charge) -> Result<String, PayError>;
#[task(lambda = "add")]
async fn add(left: u64, right: u64) -> u64;
#[task(lambda = "borrow")]
async fn borrow(text: &str, request: &Charge, list: &[u64]) -> usize;
#[task(lambda = "now")]
async fn now() -> String;
#[task(lambda = "log")]
async fn log(line: String);

fn request() -> Charge {
    Charge { card_number: "4111".into(), cents: 990 }
}

fn secs(n: u64) -> Duration {
    Duration::from_secs(n)
}

/// A handler that fails with these errors in turn, then succeeds.
fn failing(
    errors: impl IntoIterator<Item = &'static str>,
) -> impl FnMut(serde_json::Value) -> Result<serde_json::Value, Failure> {
    let mut errors: Vec<&str> = errors.into_iter().collect();
    errors.reverse();
    move |_| errors.pop().map_or(Ok(json!("paid")), |error| Err(Failure::new(error, "{}")))
}

#[test]
fn arguments_arrive_whatever_their_number() {
    let mut run = NativeRun::new();
    run.handle(add, |left: u64, right: u64| left + right)
        .handle(borrow, |text: String, request: Charge, list: Vec<u64>| {
            text.len() + request.card_number.len() + list.len()
        })
        .handle(now, || "noon".to_owned())
        .handle(log, |line: String| assert_eq!(line, "hello"));
    let all = async {
        log("hello".into()).await;
        (add(1, 2).await, borrow("ab", &request(), &[1, 2, 3]).await, now().await)
    };
    assert_eq!(run.run_future(all), Ok((3, 9, "noon".to_owned())));
    let requests: Vec<_> = run.tape().calls.into_iter().map(|call| call.request).collect();
    assert_eq!(
        requests,
        [
            json!("hello"),
            json!({"left": 1, "right": 2}),
            json!({"text": "ab", "request": {"cardNumber": "4111", "cents": 990}, "list": [1, 2, 3]}),
            json!({}),
        ]
    );
}

#[test]
fn retriers_follow_their_policy() {
    let call = || charge(request());
    let fails = |n: usize| vec!["Throttled"; n];
    let s = |list: &[u64]| list.iter().map(|n| secs(*n)).collect::<Vec<_>>();
    // The call, the errors it meets, when attempts start, whether it succeeds in the end.
    let table = [
        (call(), fails(1), s(&[0]), false),
        (call().retry(Retry::on(["Throttled"])), fails(2), s(&[0, 1, 3]), true),
        (call().retry(Retry::on(["Throttled"])), fails(4), s(&[0, 1, 3, 7]), false),
        (call().retry(Retry::on(["Throttled"]).max(0)), fails(1), s(&[0]), false),
        (call().retry(Retry::on(["CardDeclined"])), fails(1), s(&[0]), false),
        (call().retry(Retry::all().every(secs(10)).backoff(1.0)), fails(2), s(&[0, 10, 20]), true),
        (call().retry(Retry::all().every(secs(10)).max_delay(secs(15)).jitter()), fails(3), s(&[0, 10, 25, 40]), true),
        (call().retry(Retry::on_error(PayError::Throttled)), fails(1), s(&[0, 1]), true),
        (call().retry(Retry::on(["States.TaskFailed"])), fails(1), s(&[0, 1]), true),
        (call().retry(Retry::on(["States.TaskFailed"])), vec!["States.Timeout"], s(&[0]), false),
        (
            // Each retrier counts for itself; the first that names the error decides.
            call().retry([Retry::on(["Throttled"]).max(1).every(secs(5)), Retry::all().max(1).every(secs(100))]),
            vec!["Throttled", "CardDeclined"],
            s(&[0, 5, 105]),
            true,
        ),
        (
            call().retry(Retry::on(["Throttled"]).max(1)).retry(Retry::all().max(5)),
            fails(2),
            s(&[0, 1]),
            false, // spent, though the second would match
        ),
        (call().retry(Retry::lambda_defaults()), vec!["Lambda.TooManyRequestsException"], s(&[0, 2]), true),
    ];
    for (i, (call, errors, starts, succeeds)) in table.into_iter().enumerate() {
        let mut run = NativeRun::new();
        run.handle_json(charge, failing(errors));
        let outcome = run.run_future(call);
        assert_eq!(matches!(outcome, Ok(Ok(_))), succeeds, "row {i}: {outcome:?}");
        let tape = run.tape();
        assert_eq!(tape.calls.iter().map(|call| call.at).collect::<Vec<_>>(), starts, "row {i}");
        let attempts: Vec<_> = tape.calls.iter().map(|call| call.attempt).collect();
        assert_eq!(attempts, (1..=u32::try_from(starts.len()).unwrap()).collect::<Vec<_>>(), "row {i}");
    }
}

#[test]
fn time_outs() {
    let timeout = |n| charge(request()).timeout(secs(n));
    let run_with = |takes: Option<u64>, call| {
        let mut run = NativeRun::new();
        match takes {
            Some(n) => run.handle(charge, |_: Charge| Ok("paid".to_owned())).takes(charge, secs(n)),
            None => run.never(charge),
        };
        (run.run_future(call), run.clock())
    };
    let paid = || Ok(Ok("paid".to_owned()));
    let late = || Ok(Err(PayError::TimedOut));
    assert_eq!(run_with(Some(5), timeout(5)), (paid(), secs(5)));
    assert_eq!(run_with(Some(6), timeout(5)), (late(), secs(5)));
    assert_eq!(run_with(None, timeout(5)), (late(), secs(5)));
    assert_eq!(run_with(None, timeout(60).heartbeat(secs(10))), (late(), secs(10)));
    assert_eq!(run_with(Some(30), timeout(60).heartbeat(secs(10))), (paid(), secs(30)), "alive all the time");
    let retried = timeout(5).retry(Retry::on(["States.Timeout"]).max(1).every(secs(2)));
    assert_eq!(run_with(None, retried), (late(), secs(5 + 2 + 5)));
    assert_eq!(run_with(None, charge(request())), (Err(NativeError::NeverAnswers { task: "charge" }), secs(0)));
}

#[test]
fn sleeping_moves_the_clock() {
    let mut run = NativeRun::new();
    run.start_at("2030-01-01T00:00:00+01:00").unwrap();
    let waits = async {
        sleep(secs(90)).await;
        sleep_until("2029-12-31T23:10:00Z").await;
        sleep_until("1999-01-01T00:00:00Z").await;
    };
    assert_eq!(run.run_future(waits), Ok(()));
    assert_eq!((run.now().as_str(), run.clock()), ("2029-12-31T23:10:00.000Z", secs(600)));
    let failure = Failure::new("States.Runtime", "`tomorrow` is not an RFC 3339 timestamp");
    assert_eq!(run.run_future(sleep_until("tomorrow")), Err(NativeError::Failed(failure)));
    assert!(run.start_at("tomorrow").is_err());
}

#[test]
fn branches_share_time_and_keep_order() {
    let mut run = NativeRun::new();
    run.handle(add, |left: u64, right: u64| left + right).takes(add, secs(10));
    run.handle(log, |_: String| ()).takes(log, secs(25));
    let both = join!(async { (add(1, 2).await, add(3, 4).await) }, log("x".into()), sleep(secs(3)));
    assert_eq!(run.run_future(both.named("Both")), Ok(((3, 7), (), ())));
    assert_eq!(run.clock(), secs(25));
    assert_eq!(run.tape().tasks(), ["add", "log", "add"]);
}

#[test]
fn the_first_failing_branch_ends_a_try_join() {
    let mut run = NativeRun::new();
    run.handle_json(charge, failing(["Throttled"])).takes(charge, secs(5));
    run.handle(log, |_: String| ()).takes(log, secs(60));
    let branches = try_join!(
        async {
            log("never finished".into()).await;
            Ok::<u8, PayError>(1)
        },
        charge(request())
    );
    assert_eq!(run.run_future(branches), Ok(Err(PayError::Throttled)));
    assert_eq!(run.clock(), secs(5));
    assert_eq!(run.tape().calls[0].answer, Answer::None {});

    let fine = try_join!(async { Ok::<_, Infallible>(1) }, async { Ok("a") });
    assert_eq!(run.run_future(fine), Ok(Ok((1, "a"))));
}

#[test]
fn map_each_respects_concurrency_order_and_the_first_error() {
    let table = [(0, secs(10)), (1, secs(50)), (2, secs(30)), (5, secs(10)), (9, secs(10))];
    for (concurrency, expected) in table {
        let mut run = NativeRun::new();
        run.handle(add, |left: u64, right: u64| left + right).takes(add, secs(10));
        let sums = map_each(vec![1, 2, 3, 4, 5], concurrency, |n| async move { Ok::<_, PayError>(add(n, 10).await) });
        assert_eq!(run.run_future(sums), Ok(Ok(vec![11, 12, 13, 14, 15])));
        assert_eq!(run.clock(), expected, "concurrency {concurrency}");
    }
    let mut run = NativeRun::new();
    run.handle(charge, |request: Charge| match request.cents {
        2 => Err(PayError::CardDeclined { reason: "no".into() }),
        cents => Ok(cents.to_string()),
    });
    let charges = map_each(vec![1, 2, 3], 1, |cents| charge(Charge { cents, ..request() }));
    assert_eq!(run.run_future(charges), Ok(Err(PayError::CardDeclined { reason: "no".into() })));
    assert_eq!(run.tape().calls.len(), 2, "the third item never starts");
    let none = map_each(Vec::<u8>::new(), 3, |_| async { Ok::<u8, Infallible>(1) });
    assert_eq!(run.run_future(none), Ok(Ok(vec![])));
}

#[test]
fn branches_with_a_retry_policy_succeed_or_say_that_they_cannot_be_repeated() {
    let mut run = NativeRun::new();
    run.handle_json(charge, failing(["Throttled", "Throttled", "Lambda.Unknown"]));
    let cannot = Err(NativeError::CannotRepeat);
    let map = map_each(vec![1], 0, |_| charge(request())).retry(Retry::all());
    assert_eq!(run.run_future(map), cannot.clone().map(|()| Ok(vec![])));
    assert_eq!(
        run.run_future(try_join!(charge(request())).retry(Retry::all())),
        cannot.clone().map(|()| Ok((String::new(),)))
    );
    let join = join!(charge(request()), now()).retry(Retry::all());
    assert_eq!(run.run_future(join), cannot.map(|()| (Ok(String::new()), String::new())));
    assert_eq!(run.run_future(join!(charge(request())).retry(Retry::all())), Ok((Ok("paid".to_owned()),)));
}

#[workflow]
async fn pay(request: Charge) -> Result<String, PayError> {
    let receipt = charge(request).retry(Retry::on(["Throttled"]).max(1)).await?;
    Ok(receipt)
}

#[workflow]
async fn twice(request: Charge) -> Result<String, PayError> {
    let first = pay(request.clone()).await?;
    sleep(Duration::from_secs(60)).await;
    let second = pay(request).retry(Retry::on(["States.TaskFailed"]).max(1)).await?;
    Ok(format!("{first}, {second}"))
}

#[test]
fn nested_workflows_run_their_body_or_a_handler() {
    let mut run = NativeRun::new();
    run.handle(charge, |request: Charge| Ok(format!("paid {}", request.cents)));
    assert_eq!(run.run(twice(request())), Ok(Ok("paid 990, paid 990".to_owned())));
    assert_eq!(run.tape().tasks(), ["pay", "charge", "pay", "charge"]);
    assert_eq!(run.tape().of("pay").count(), 2);

    let mut run = NativeRun::new();
    run.handle(pay, |request: Charge| match request.cents {
        990 => Ok("handled".to_owned()),
        _ => Err(PayError::Throttled),
    });
    assert_eq!(run.run(twice(request())), Ok(Ok("handled, handled".to_owned())));
    assert_eq!(run.run(twice(Charge { cents: 1, ..request() })), Ok(Err(PayError::Throttled)));
}

#[test]
fn a_failing_child_is_retried_as_a_failed_task_and_keeps_its_error() {
    let mut run = NativeRun::new();
    // First child: one retry inside. Second child: fails twice inside, so it is started again.
    run.handle_json(charge, failing(["Throttled"]));
    assert_eq!(run.run(twice(request())), Ok(Ok("paid, paid".to_owned())));
    assert_eq!(run.tape().tasks(), ["pay", "charge", "charge", "pay", "charge"]);

    let mut run = NativeRun::new();
    let mut calls = 0;
    run.handle(charge, move |_: Charge| {
        calls += 1;
        if calls == 1 { Ok("first".to_owned()) } else { Err(PayError::CardDeclined { reason: "empty".into() }) }
    });
    assert_eq!(run.run(twice(request())), Ok(Err(PayError::CardDeclined { reason: "empty".into() })));
    assert_eq!(run.tape().of("pay").count(), 3);
    let Answer::Error(failure) = &run.tape().of("pay").last().unwrap().answer.clone() else { panic!() };
    assert_eq!(failure.error, "States.TaskFailed");

    // An error that the child's type doesn't express fails the child, not the run's machinery.
    let mut run = NativeRun::new();
    run.handle_json(charge, |_| Err(Failure::new("Lambda.Unknown", "boom")));
    let error = run.run(twice(request())).unwrap_err();
    assert!(error.to_string().contains("Lambda.Unknown"), "{error}");
}

#[test]
fn executions_report_output_or_failure_as_json() {
    let mut run = NativeRun::new();
    run.handle_json(charge, failing([]));
    assert_eq!(run.execute(pay(request())), Ok(json!("paid")));
    let mut run = NativeRun::new();
    run.handle(charge, |_: Charge| Err(PayError::CardDeclined { reason: "r".into() }));
    let failure = Failure::new("CardDeclined", r#"{"reason":"r"}"#);
    assert_eq!(run.execute(pay(request())), Err(NativeError::Failed(failure)));
}

#[derive(Serialize, Deserialize, Shape)]
struct Question {
    token: TaskToken,
    text: String,
}

#[task(resource = "arn:aws:states:::sns:publish.waitForTaskToken")]
async fn ask(question: Question) -> String;

#[test]
fn each_call_has_its_own_task_token() {
    let mut run = NativeRun::new();
    run.handle(ask, |question: Question| question.token.as_str().unwrap_or("none").to_owned());
    let asked = async {
        let first = ask(Question { token: TaskToken, text: "a".into() }).await;
        (first, ask(Question { token: TaskToken, text: "b".into() }).await)
    };
    let (first, second) = run.run_future(asked).unwrap();
    assert_ne!(first, second);
}

#[test]
fn what_cannot_run_says_so() {
    let mut run = NativeRun::new();
    assert_eq!(
        run.run(pay(request())).unwrap_err().to_string(),
        "task `charge` was called with {\"cardNumber\":\"4111\",\"cents\":990}, but the run has no handler for it; \
         add `run.handle(charge, …)`"
    );
    assert_eq!(run.run_future(std::future::pending::<()>()), Err(NativeError::Stuck));

    run.handle_json(charge, |_| Ok(json!({"not": "a string"})));
    let error = run.run(pay(request())).unwrap_err().to_string();
    assert!(error.starts_with("`charge`: its result doesn't fit the declared type: "), "{error}");

    run.limit_steps(10).handle(add, |left: u64, right: u64| left + right);
    let endless = async {
        loop {
            add(1, 1).await;
        }
    };
    let outcome: Result<(), NativeError> = run.run_future(endless);
    assert_eq!(outcome, Err(NativeError::TooLong { steps: 10 }));
    let endless = async {
        loop {
            sleep(secs(0)).await;
        }
    };
    let outcome: Result<(), NativeError> = NativeRun::new().run_future(endless);
    assert_eq!(outcome, Err(NativeError::TooLong { steps: 25_000 }));
}

#[test]
fn a_handler_may_run_workflows_itself() {
    let mut run = NativeRun::new();
    run.handle(now, || {
        let mut inner = NativeRun::new();
        inner.handle(add, |left: u64, right: u64| left + right);
        inner
            .run_future(async {
                sleep(secs(1_000)).await;
                add(1, 1).await
            })
            .unwrap()
            .to_string()
    });
    assert_eq!(run.run_future(now()), Ok("2".to_owned()));
    assert_eq!((run.clock(), run.tape().calls.len()), (secs(0), 1));
}

#[test]
fn the_tape_is_json() {
    let mut run = NativeRun::new();
    run.handle_json(charge, failing(["Throttled"]));
    let call = charge(request()).retry(Retry::all().every(secs(3)));
    run.run_future(call).unwrap().unwrap();
    let request = json!({"cardNumber": "4111", "cents": 990});
    assert_eq!(
        serde_json::to_value(run.tape()).unwrap(),
        json!([
            {"task": "charge", "request": request, "attempt": 1, "at": 0, "error": {"Error": "Throttled", "Cause": "{}"}},
            {"task": "charge", "request": request, "attempt": 2, "at": 3, "result": "paid"},
        ])
    );
}
