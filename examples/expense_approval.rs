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
    use asl_tests::agree;

    const DAY: Duration = Duration::from_secs(24 * 3600);

    fn office() -> NativeRun {
        let mut run = NativeRun::new();
        run.handle(pay_out, |employee: String, amount: u64| format!("{amount} to {employee}"));
        run.handle(send_message, |_to: String, _text: String| ());
        run
    }

    fn approve(run: &mut NativeRun, amount_cents: u64) -> Result<String, ApprovalError> {
        let expense = Expense {
            employee: "Eve".to_string(),
            manager: "Mia".to_string(),
            director: "Dan".to_string(),
            purpose: "conference".to_string(),
            amount_cents,
        };
        let outcome = run.run(expense_approval(expense.clone())).unwrap();
        agree(&expense_approval::definition(), &expense, run, &outcome);
        outcome
    }

    #[test]
    fn nobody_is_asked_about_lunch() {
        assert_eq!(approve(&mut office(), 1_800).unwrap(), "1800 to Eve");
    }

    #[test]
    fn the_manager_approves() {
        let mut run = office();
        run.handle(ask_approver, |question: Question| {
            assert_eq!(question.text, "Eve spent 90000 cents: conference");
            Ok(Answer::Approve { limit_cents: 100_000 })
        });
        assert_eq!(approve(&mut run, 90_000).unwrap(), "90000 to Eve");
    }

    #[test]
    fn beyond_the_managers_limit_the_director_decides() {
        let mut run = office();
        run.handle(ask_approver, |question: Question| match question.approver.as_str() {
            "Mia" => Ok(Answer::Approve { limit_cents: 100_000 }),
            _ => Ok(Answer::Approve { limit_cents: 120_000 }),
        });
        assert_eq!(approve(&mut run, 150_000).unwrap(), "120000 to Eve");
    }

    #[test]
    fn a_silent_manager_is_passed_over_after_three_days() {
        let mut run = office();
        run.handle(ask_approver, |_: Question| Err(ApprovalError::NoAnswer));
        run.handle(ask_approver, |question: Question| match question.urgent {
            true => Ok(Answer::Approve { limit_cents: 1_000_000 }),
            false => Err(ApprovalError::NoAnswer),
        });
        assert_eq!(approve(&mut run, 90_000).unwrap(), "90000 to Eve");
    }

    #[test]
    fn when_both_are_silent_the_request_times_out() {
        let mut run = office();
        run.never(ask_approver);
        assert_eq!(approve(&mut run, 90_000), Err(ApprovalError::NoAnswer));
        assert_eq!(run.clock(), 5 * DAY);
    }

    #[test]
    fn a_rejection_is_told_to_the_employee() {
        let mut run = office();
        run.handle(ask_approver, |_: Question| Ok(Answer::Reject { reason: "too far".to_string() }));
        let rejected = ApprovalError::Rejected { by: "Mia".to_string(), reason: "too far".to_string() };
        assert_eq!(approve(&mut run, 90_000), Err(rejected));
        let call = &run.tape().calls[1];
        assert_eq!((call.task, &call.request["text"]), ("send_message", &"Mia declined: too far".into()));
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(expense_approval::definition(), |deployment| deployment);
    }
}
