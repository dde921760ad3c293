//! The README says what is so: its code is the code below, its JSON is what comes out of it, its error is what rustc says.

#![expect(clippy::unwrap_used, reason = "a test that reads what is in the repository")]

use std::fs;
use std::path::Path;

// The program of the README.
use asl_dsl::prelude::*;

#[derive(Clone, Serialize, Deserialize, Shape)]
struct Order {
    id: String,
    email: String,
    cents: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum PayError {
    CardDeclined { reason: String },
    Busy,
}

#[task(lambda = "charge-card")]
async fn charge(order: &Order) -> Result<String, PayError>;

#[task(lambda = "send-email")]
async fn send_email(to: &str, text: String);

#[workflow]
async fn checkout(order: Order) -> Result<String, PayError> {
    let receipt = charge(&order).retry(Retry::on_error(PayError::Busy).max(5)).await?;
    if order.cents >= 10_000 {
        send_email(&order.email, format!("Thank you for order {}!", order.id)).await;
    }
    Ok(receipt)
}
// The test of the README.
#[test]
fn a_busy_cashier_is_asked_again() {
    let run = asl_local::Machine::new(checkout::definition().unwrap())
        .answers(charge, [Err(PayError::Busy), Ok("r-1".to_string())])
        .run(&Order { id: "o-1".to_string(), email: "ada@example.com".to_string(), cents: 990 });

    assert_eq!(run.returned(checkout), Ok("r-1".to_string()));
    assert_eq!(run.path(), ["Charge", "If order.cents >= 10000", "Done"]);
    assert_eq!(run.duration(), Duration::from_secs(1));
}

#[test]
fn the_machine_does_what_the_function_does() {
    let order = |cents| Order { id: "o-1".to_string(), email: "ada@example.com".to_string(), cents };
    asl_local::equivalent(checkout, [order(990), order(12_000), order(0)], |mocks| {
        mocks
            .on(charge, |order: Order| match order.cents {
                0 => Err(PayError::CardDeclined { reason: "nothing to pay".to_string() }),
                _ => Ok(format!("r-{}", order.id)),
            })
            .on(send_email, |to: String, _text: String| assert_eq!(to, "ada@example.com"));
    });
}
// What the README says beside.

const SOURCE: &str = include_str!("readme.rs");

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

/// The blocks of the README with this language.
fn blocks(language: &str) -> Vec<String> {
    let readme = read("README.md");
    let fence = format!("\n```{language}\n");
    let blocks = readme.split(&fence).skip(1);
    blocks.map(|rest| rest.split_once("\n```\n").unwrap().0.to_owned()).collect()
}

fn block(language: &str) -> String {
    blocks(language).remove(0)
}

/// Code without its layout: the README puts short types on one line.
fn unformatted(code: &str) -> String {
    code.split_whitespace().collect::<String>().replace(",}", "}")
}

#[test]
fn its_code_is_compiled_and_tested_here() {
    let (_, rest) = SOURCE.split_once("// The program of the README.\n").unwrap();
    let (program, rest) = rest.split_once("// The test of the README.\n").unwrap();
    let (test, _) = rest.split_once("// What the README says beside.\n").unwrap();
    let shown: Vec<String> = blocks("rust").iter().map(|block| unformatted(block)).collect();
    assert_eq!(shown, [unformatted(program), unformatted(test)]);
}

/// The same members in the same order; only the layout is the README's.
#[test]
fn its_json_is_what_comes_out() {
    let shown: serde_json::Value = serde_json::from_str(&block("json")).unwrap();
    let emitted: serde_json::Value = serde_json::from_str(&checkout::definition().unwrap().to_json_string()).unwrap();
    assert_eq!(shown.to_string(), emitted.to_string());
}

#[test]
fn its_error_is_what_rustc_says() {
    let told =
        read("tests/ui/fail/length_of_a_string.stderr").replace("ui/fail/length_of_a_string.rs", "src/orders.rs");
    let shown = format!("{}\n", block("text"));
    assert!(told.starts_with(&shown), "rustc says\n{told}");
}

#[test]
fn its_links_lead_somewhere() {
    let readme = read("README.md");
    let links = readme.split("https://github.com/asl-dsl/asl-dsl/").skip(1);
    let paths: Vec<&str> =
        links.filter_map(|link| link.split([')', ' ']).next()?.split_once("/main/")).map(|(_, path)| path).collect();
    assert!(paths.len() >= 4, "{paths:?}");
    for path in paths {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path).exists(), "{path}");
    }
}
