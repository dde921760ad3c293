//! Approving an expense: ask the manager, then the director, and give up politely.
//!
//! The questions go out through Lambda functions that send a message with two links; the execution sleeps until somebody clicks one
//! (`SendTaskSuccess` with the task's token) or until the time is up, which is an ordinary error to match on.
//!
//! ```text
//! cargo run --example expense_approval
//! ```

use asl_dsl::prelude::*;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Expense {
    employee: String,
    manager: String,
    director: String,
    purpose: String,
    amount_cents: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(rename_all = "camelCase")]
struct Question {
    approver: String,
    text: String,
    urgent: bool,
}

/// What the links in the message send back: `{"answer": "approve", "limitCents": 5000}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Shape)]
#[serde(tag = "answer", rename_all = "camelCase", rename_all_fields = "camelCase")]
enum Answer {
    Approve {
        limit_cents: u64,
    },
    Reject {
        reason: String,
    },
    /// "Not mine to decide."
    Escalate,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, WorkflowError)]
enum ApprovalError {
    Rejected {
        by: String,
        reason: String,
    },
    #[error(name = "States.Timeout")]
    NoAnswer,
}

#[task(lambda = "ask-approver", callback)]
async fn ask_approver(question: Question) -> Result<Answer, ApprovalError>;

#[task(lambda = "pay-out")]
async fn pay_out(employee: &str, amount_cents: u64) -> String;

#[task(lambda = "send-message")]
async fn send_message(to: &str, text: String);

#[workflow]
async fn expense_approval(expense: Expense) -> Result<String, ApprovalError> {
    if expense.amount_cents <= 5_000 {
        return Ok(pay_out(&expense.employee, expense.amount_cents).await);
    }

    let text = format!("{} spent {} cents: {}", expense.employee, expense.amount_cents, expense.purpose);
    let answer = match ask_approver(Question { approver: expense.manager.clone(), text: text.clone(), urgent: false })
        .timeout(Duration::from_secs(3 * 24 * 3600))
        .named("Ask the manager")
        .await
    {
        Ok(answer) => answer,
        Err(ApprovalError::NoAnswer) => Answer::Escalate,
        Err(error) => return Err(error),
    };

    match answer {
        Answer::Approve { limit_cents } if expense.amount_cents <= limit_cents => {
            return Ok(pay_out(&expense.employee, expense.amount_cents).await);
        }
        Answer::Reject { reason } => {
            send_message(&expense.employee, format!("{} declined: {}", expense.manager, reason)).await;
            return Err(ApprovalError::Rejected { by: expense.manager, reason });
        }
        _ => {}
    }

    match ask_approver(Question { approver: expense.director.clone(), text, urgent: true })
        .timeout(Duration::from_secs(2 * 24 * 3600))
        .named("Ask the director")
        .await?
    {
        Answer::Approve { limit_cents } => {
            let amount = expense.amount_cents.min(limit_cents);
            Ok(pay_out(&expense.employee, amount).await)
        }
        Answer::Reject { reason } => Err(ApprovalError::Rejected { by: expense.director, reason }),
        Answer::Escalate => {
            Err(ApprovalError::Rejected { by: expense.director, reason: "nobody is above".to_string() })
        }
    }
}

fn main() -> std::process::ExitCode {
    asl_examples::run(expense_approval::definition())
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl_local::{Machine, Mocks, equivalent};

    const DAY: Duration = Duration::from_secs(24 * 3600);

    fn expense(amount_cents: u64) -> Expense {
        Expense {
            employee: "Eve".to_string(),
            manager: "Mia".to_string(),
            director: "Dan".to_string(),
            purpose: "conference".to_string(),
            amount_cents,
        }
    }

    /// Money is paid out, messages arrive; who approves, each test says.
    fn accounting(mocks: &mut Mocks<'_>) {
        mocks
            .on(pay_out, |employee: String, amount: u64| format!("{amount} to {employee}"))
            .on(send_message, |to: String, text: String| assert_eq!((&*to, &*text), ("Eve", "Mia declined: too far")));
    }

    fn office() -> Machine<'static> {
        Machine::new(expense_approval::definition().unwrap()).with(accounting)
    }

    fn up_to(limit_cents: u64) -> Result<Answer, ApprovalError> {
        Ok(Answer::Approve { limit_cents })
    }

    #[test]
    fn nobody_is_asked_about_lunch() {
        let run = office().run(&expense(1_800));
        assert_eq!(run.returned(expense_approval).unwrap(), "1800 to Eve");
        assert_eq!(run.path(), ["If expense.amount_cents <= 5000", "Pay out if expense.amount_cents <= 5000"]);
    }

    #[test]
    fn the_manager_approves_a_day_later() {
        let run = office()
            .on(ask_approver, |question: Question| {
                assert_eq!(question.text, "Eve spent 90000 cents: conference");
                up_to(100_000)
            })
            .takes(ask_approver, DAY)
            .run(&expense(90_000));
        assert_eq!(run.returned(expense_approval).unwrap(), "90000 to Eve");
        assert_eq!(run.duration(), DAY);
    }

    #[test]
    fn beyond_the_managers_limit_the_director_decides() {
        let run = office().answers(ask_approver, [up_to(100_000), up_to(120_000)]).run(&expense(150_000));
        assert_eq!(run.returned(expense_approval).unwrap(), "120000 to Eve");
        run.assert_no_leftovers();
    }

    #[test]
    fn a_silent_manager_is_passed_over_after_three_days() {
        let run = office().never("Ask the manager").answers(ask_approver, [up_to(1_000_000)]).run(&expense(90_000));
        assert_eq!(run.returned(expense_approval).unwrap(), "90000 to Eve");
        assert_eq!(run.duration(), 3 * DAY);
    }

    #[test]
    fn when_both_are_silent_the_request_times_out() {
        let run = office().never(ask_approver).run(&expense(90_000));
        assert_eq!(run.returned(expense_approval), Err(ApprovalError::NoAnswer));
        assert_eq!(run.duration(), 5 * DAY);
    }

    #[test]
    fn a_rejection_is_told_to_the_employee() {
        let too_far = Answer::Reject { reason: "too far".to_string() };
        let run = office().answers(ask_approver, [Ok(too_far)]).run(&expense(90_000));
        let rejected = ApprovalError::Rejected { by: "Mia".to_string(), reason: "too far".to_string() };
        assert_eq!(run.returned(expense_approval), Err(rejected));
        assert!(run.path().contains(&"Send message"));
    }

    #[test]
    fn the_machine_does_what_the_function_does() {
        let expenses = [1_800, 90_000, 150_000].map(expense);
        equivalent(expense_approval, &expenses, |mocks| {
            accounting(mocks);
            mocks.answers(ask_approver, [up_to(100_000), Ok(Answer::Escalate)]).takes(ask_approver, DAY);
        });
        equivalent(expense_approval, &expenses, |mocks| {
            accounting(mocks);
            mocks.never(ask_approver);
        });
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(expense_approval::definition(), |deployment| deployment);
    }
}
