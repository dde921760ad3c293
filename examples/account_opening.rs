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
    use asl_local::{Machine, Mocks, Run, equivalent};

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

    fn verdict(passed: bool, note: &str) -> Result<Verdict, OpeningError> {
        Ok(Verdict { passed, note: note.to_string() })
    }

    /// Everybody is content; the IBAN tells the overdraft. Each test says what goes otherwise.
    fn content(mocks: &mut Mocks<'_>) {
        mocks
            .on(check_identity, |_name: String, _passport: String| verdict(true, "fine"))
            .on(check_address, |_: Address| verdict(true, "fine"))
            .on(check_credit, |_: String| Ok(Credit { score: 640 }))
            .on(open_account, |account: NewAccount| Ok(Account { iban: format!("GB-{}", account.overdraft_cents) }));
    }

    fn bank() -> Machine<'static> {
        Machine::new(account_opening::definition().unwrap()).with(content)
    }

    fn refused(run: &Run) -> Vec<String> {
        match run.returned(account_opening) {
            Err(OpeningError::Refused { reasons }) => reasons,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_good_applicant_gets_an_account_with_a_small_overdraft() {
        let run = bank().run(&application());
        assert_eq!(run.returned(account_opening), Ok(Account { iban: "GB-20000".to_string() }));
    }

    #[test]
    fn a_high_score_gets_a_large_overdraft() {
        let run = bank().on(check_credit, |_: String| Ok(Credit { score: 700 })).run(&application());
        assert_eq!(run.returned(account_opening), Ok(Account { iban: "GB-100000".to_string() }));
    }

    #[test]
    fn every_failed_check_is_told() {
        let run = bank()
            .on(check_identity, |_: String, _: String| verdict(false, "passport expired"))
            .on(check_address, |_: Address| verdict(false, "unknown street"))
            .run(&application());
        assert_eq!(refused(&run), ["passport expired", "unknown street"]);
        assert_eq!(run.path().last(), Some(&"Fail Refused"));
    }

    #[test]
    fn savings_need_no_credit_score() {
        let poor = |_: String| Ok(Credit { score: 100 });
        assert_eq!(refused(&bank().on(check_credit, poor).run(&application())), ["credit score 100"]);

        let savings = Application { product: Product::Savings, ..application() };
        let run = bank().on(check_credit, poor).run(&savings);
        assert_eq!(run.returned(account_opening), Ok(Account { iban: "GB-0".to_string() }));
    }

    #[test]
    fn an_unavailable_bureau_is_asked_four_times() {
        let run =
            bank().answers(check_credit, [(); 4].map(|()| Err(OpeningError::BureauUnavailable))).run(&application());
        assert_eq!(run.returned(account_opening), Err(OpeningError::BureauUnavailable));
        assert_eq!(run.duration(), Duration::from_secs(60 + 120 + 240));
        run.assert_no_leftovers();
    }

    #[test]
    fn the_machine_does_what_the_function_does() {
        let savings = Application { product: Product::Savings, ..application() };
        equivalent(account_opening, &[application(), savings], content);
        equivalent(account_opening, &[application()], |mocks| {
            content(mocks);
            mocks.on(check_address, |_: Address| Err(OpeningError::Refused { reasons: vec!["no street".to_string()] }));
        });
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(account_opening::definition(), |deployment| deployment);
    }
}
