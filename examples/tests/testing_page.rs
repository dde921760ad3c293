//! The programs of `docs/testing.md`, and that the page shows just these.

use asl_dsl::prelude::*;
use asl_local::{Answer, Machine, Mocks, Tape, equivalent};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Order {
    id: String,
    cents: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum OrderError {
    Declined {
        reason: String,
    },
    Busy,
    #[error(name = "States.Timeout")]
    NoAnswer,
}

#[task(lambda = "charge-card")]
async fn charge(order: &Order) -> Result<String, OrderError>;

#[task(lambda = "ask-clerk", callback)]
async fn ask_clerk(question: String) -> Result<bool, OrderError>;

#[workflow]
async fn checkout(order: Order) -> Result<String, OrderError> {
    if order.cents > 100_000 {
        let question = format!("{} cents?", order.cents);
        let agreed =
            ask_clerk(question).timeout(Duration::from_secs(86_400)).heartbeat(Duration::from_secs(3_600)).await?;
        if !agreed {
            return Err(OrderError::Declined { reason: "the clerk".to_string() });
        }
    }
    charge(&order).retry(Retry::on_error(OrderError::Busy).every(Duration::from_secs(10)).max(3)).await
}

fn order(cents: u64) -> Order {
    Order { id: "o-1".to_string(), cents }
}

#[test]
fn a_declined_card_ends_the_order() {
    let run = Machine::new(checkout::definition().unwrap())
        .on(charge, |order: Order| Err(OrderError::Declined { reason: format!("{} is too much", order.cents) }))
        .run(&order(990));

    assert_eq!(run.returned(checkout), Err(OrderError::Declined { reason: "990 is too much".to_string() }));
    assert_eq!(run.error(), Some("Declined"));
    assert_eq!(run.path(), ["If order.cents > 100000", "Charge"]);
}

#[test]
fn a_busy_cashier_is_asked_again() {
    let run = Machine::new(checkout::definition().unwrap())
        .answers(charge, [Err(OrderError::Busy), Err(OrderError::Busy), Ok("r-1".to_string())])
        .run(&order(990));
    assert_eq!(run.returned(checkout), Ok("r-1".to_string()));
    assert_eq!(run.duration(), Duration::from_secs(10 + 20));
    run.assert_no_leftovers();

    let throttled = Answer::fails(("Lambda.TooManyRequestsException", "rate exceeded"));
    let run = Machine::new(checkout::definition().unwrap()).answers(charge, [throttled]).run(&order(990));
    assert_eq!(run.error(), Some("Lambda.TooManyRequestsException"));
}

fn agreeable(mocks: &mut Mocks<'_>) {
    mocks.on(charge, |order: Order| Ok(format!("r-{}", order.cents))).on(ask_clerk, |_: String| Ok(true));
}

#[test]
fn a_clerk_may_refuse() {
    let run = Machine::new(checkout::definition().unwrap())
        .with(agreeable)
        .on(ask_clerk, |question: String| Ok(question != "200000 cents?"))
        .run(&order(200_000));
    assert_eq!(run.returned(checkout), Err(OrderError::Declined { reason: "the clerk".to_string() }));
}

#[test]
fn a_clerk_has_a_day_and_shows_life_every_hour() {
    let hour = Duration::from_secs(3_600);
    let asking = || Machine::new(checkout::definition().unwrap()).with(agreeable).takes(ask_clerk, 20 * hour);

    let run = asking().heartbeats(ask_clerk, hour / 2).run(&order(200_000));
    assert_eq!((run.returned(checkout), run.duration()), (Ok("r-200000".to_string()), 20 * hour));

    let silent = asking().run(&order(200_000));
    assert_eq!((silent.returned(checkout), silent.duration()), (Err(OrderError::NoAnswer), hour));

    let gone = asking().never(ask_clerk).heartbeats(ask_clerk, hour).run(&order(200_000));
    assert_eq!((gone.returned(checkout), gone.duration()), (Err(OrderError::NoAnswer), 24 * hour));
}

#[task(activity = "arn:aws:states:us-east-1:123456789012:activity:pack")]
async fn pack(order: &Order) -> Result<String, OrderError>;

#[workflow]
async fn fulfil(order: Order) -> Result<String, OrderError> {
    let question = format!("{} cents?", order.cents);
    if !ask_clerk(question).await? {
        return Err(OrderError::Declined { reason: "the clerk".to_string() });
    }
    pack(&order).timeout(Duration::from_secs(3_600)).heartbeat(Duration::from_secs(60)).await
}

#[test]
fn a_clerk_agrees_and_a_worker_packs() {
    let mut machine = Machine::new(fulfil::definition().unwrap());
    let mut execution = machine.start(&order(990)).unwrap();

    execution.advance(Duration::from_secs(600));
    let token = execution.token(ask_clerk).unwrap();
    execution.succeed(&token, &true).unwrap();

    let task = execution.take(pack, "ann").unwrap();
    assert_eq!(task.input["cents"], 990);
    execution.advance(Duration::from_secs(50));
    execution.heartbeat(&task.token).unwrap();
    execution.advance(Duration::from_secs(50));
    execution.succeed(&task.token, &"parcel-1").unwrap();

    let run = execution.finish();
    assert_eq!(run.returned(fulfil), Ok("parcel-1".to_string()));
    assert_eq!(run.duration(), Duration::from_secs(600 + 100));
}

#[test]
fn the_machine_does_what_the_function_does() {
    equivalent(checkout, [order(0), order(990), order(200_000)], |mocks| {
        let mut busy = true;
        mocks.with(agreeable).on(charge, move |order: Order| match order.cents {
            0 => Err(OrderError::Declined { reason: "nothing to pay".to_string() }),
            _ if std::mem::take(&mut busy) => Err(OrderError::Busy),
            cents => Ok(format!("r-{cents}")),
        });
    });
}

#[test]
fn a_recorded_run_can_be_replayed() {
    let definition = checkout::definition().unwrap();
    let (_, tape) = Machine::new(definition.clone()).with(agreeable).record(&order(200_000));
    let saved = serde_json::to_string(&tape).unwrap();

    let tape: Tape = serde_json::from_str(&saved).unwrap();
    let run = Machine::new(definition.clone()).tape(tape.clone()).run(&order(200_000));
    assert_eq!(run.returned(checkout), Ok("r-200000".to_string()));
    run.assert_no_leftovers();

    let other = Machine::new(definition).tape(tape).run(&order(300_000));
    assert_eq!(other.error(), Some("Local.UnexpectedCall"));
}

#[test]
fn what_happened_is_told_event_by_event() {
    let run = Machine::new(checkout::definition().unwrap()).with(agreeable).run(&order(990));
    let types: Vec<&str> = run.history().iter().map(|event| event.event_type()).collect();
    assert_eq!(types[..2], ["ExecutionStarted", "ChoiceStateEntered"]);
    assert_eq!(types[types.len() - 2..], ["TaskStateExited", "ExecutionSucceeded"]);
    assert!(types.contains(&"TaskSucceeded"));
}

/// Code without its layout.
fn unformatted(code: &str) -> String {
    code.split_whitespace().collect::<String>().replace(",}", "}").replace(",)", ")").replace(",]", "]")
}

#[test]
fn the_page_shows_these_programs() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/testing.md")).unwrap();
    let mut source = unformatted(include_str!("testing_page.rs"));
    let blocks: Vec<&str> =
        page.split("\n```rust\n").skip(1).map(|rest| rest.split_once("\n```\n").unwrap().0).collect();
    assert!(blocks.len() >= 8, "{} programs", blocks.len());
    for block in blocks {
        let block = unformatted(block);
        let at = source.find(&block);
        assert!(at.is_some(), "the page shows what isn't tested, or in another order:\n{block}");
        source.drain(..at.unwrap() + block.len());
    }
}
