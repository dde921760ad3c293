//! Opening a bank account: three checks at once, then the decision, then the account.
//!
//! `try_join!` becomes a Parallel state. A check that finds the applicant wanting is a value and read afterwards; a check that can't be
//! made is an error and ends the application. The decision itself costs one Choice.
//!
//! ```text
//! cargo run --example account_opening
//! ```

use asl_dsl::prelude::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Application {
    applicant: Person,
    product: Product,
    deposit_cents: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Person {
    name: String,
    passport_number: String,
    address: Address,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Address {
    street: String,
    city: String,
    country_code: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "lowercase")]
enum Product {
    Current,
    Savings,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Verdict {
    passed: bool,
    note: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Credit {
    score: u32,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct NewAccount {
    holder: String,
    product: Product,
    overdraft_cents: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
struct Account {
    iban: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum OpeningError {
    Refused { reasons: Vec<String> },
    BureauUnavailable,
}

#[task(lambda = "check-identity")]
async fn check_identity(name: &str, passport_number: &str) -> Result<Verdict, OpeningError>;

#[task(lambda = "check-address")]
async fn check_address(address: &Address) -> Result<Verdict, OpeningError>;

#[task(lambda = "check-credit")]
async fn check_credit(passport_number: &str) -> Result<Credit, OpeningError>;

#[task(lambda = "open-account")]
async fn open_account(account: NewAccount) -> Result<Account, OpeningError>;

#[workflow]
async fn account_opening(application: Application) -> Result<Account, OpeningError> {
    let person = application.applicant;
    let (identity, address, credit) = try_join!(
        check_identity(&person.name, &person.passport_number),
        check_address(&person.address),
        check_credit(&person.passport_number)
            .retry(Retry::on_error(OpeningError::BureauUnavailable).every(Duration::from_secs(60)).max(3)),
    )
    .await?;

    if !identity.passed || !address.passed {
        let failed = vec![identity, address].into_iter().filter(|check| !check.passed);
        return Err(OpeningError::Refused { reasons: failed.map(|check| check.note).collect() });
    }
    if application.product == Product::Current && credit.score < 300 {
        return Err(OpeningError::Refused { reasons: vec![format!("credit score {}", credit.score)] });
    }
    let overdraft_cents = match application.product {
        Product::Current if credit.score >= 700 => 100_000,
        Product::Current => 20_000,
        Product::Savings => 0,
    };
    open_account(NewAccount { holder: person.name, product: application.product, overdraft_cents }).await
}

fn main() -> std::process::ExitCode {
    asl_examples::run(account_opening::definition())
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl_tests::agree;

    fn application() -> Application {
        Application {
            applicant: Person {
                name: "Ada".to_string(),
                passport_number: "P-1815".to_string(),
                address: Address {
                    street: "St James's Square".to_string(),
                    city: "London".to_string(),
                    country_code: "GB".to_string(),
                },
            },
            product: Product::Current,
            deposit_cents: 10_000,
        }
    }

    /// A run in which everybody is content; tests replace the handlers they are about.
    fn everything_fine() -> NativeRun {
        let mut run = NativeRun::new();
        let fine = || Verdict { passed: true, note: "fine".to_string() };
        run.handle(check_identity, move |_name: String, _passport: String| Ok(fine()));
        run.handle(check_address, move |_: Address| Ok(fine()));
        run.handle(check_credit, |_: String| Ok(Credit { score: 640 }));
        run.handle(open_account, |account: NewAccount| {
            assert_eq!(account.overdraft_cents, 20_000);
            Ok(Account { iban: "GB33BUKB20201555555555".to_string() })
        });
        run
    }

    fn open(run: &mut NativeRun, application: Application) -> Result<Account, OpeningError> {
        let outcome = run.run(account_opening(application.clone())).unwrap();
        agree(&account_opening::definition(), &application, run, &outcome);
        outcome
    }

    #[test]
    fn a_good_applicant_gets_an_account() {
        let mut run = everything_fine();
        assert_eq!(open(&mut run, application()).unwrap().iban, "GB33BUKB20201555555555");
        assert_eq!(run.tape().calls.len(), 4);
    }

    #[test]
    fn every_failed_check_is_told() {
        let mut run = everything_fine();
        let wanting = |note: &str| Verdict { passed: false, note: note.to_string() };
        run.handle(check_identity, move |_: String, _: String| Ok(wanting("passport expired")));
        run.handle(check_address, move |_: Address| Ok(wanting("unknown street")));
        let reasons = vec!["passport expired".to_string(), "unknown street".to_string()];
        assert_eq!(open(&mut run, application()), Err(OpeningError::Refused { reasons }));
    }

    #[test]
    fn savings_need_no_credit_score() {
        let mut run = everything_fine();
        run.handle(check_credit, |_: String| Ok(Credit { score: 100 }));
        let reasons = vec!["credit score 100".to_string()];
        assert_eq!(open(&mut run, application()), Err(OpeningError::Refused { reasons }));

        run.handle(open_account, |account: NewAccount| {
            assert_eq!(account.overdraft_cents, 0);
            Ok(Account { iban: "GB82WEST12345698765432".to_string() })
        });
        let mut again = everything_fine();
        again.handle(check_credit, |_: String| Ok(Credit { score: 100 }));
        again.handle(open_account, |_: NewAccount| Ok(Account { iban: "GB82WEST12345698765432".to_string() }));
        assert!(open(&mut again, Application { product: Product::Savings, ..application() }).is_ok());
    }

    #[test]
    fn an_unavailable_bureau_is_asked_four_times() {
        let mut run = everything_fine();
        run.handle(check_credit, |_: String| Err(OpeningError::BureauUnavailable));
        assert_eq!(open(&mut run, application()), Err(OpeningError::BureauUnavailable));
        assert_eq!(run.clock(), Duration::from_secs(60 + 120 + 240));
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(account_opening::definition(), |deployment| deployment);
    }
}
