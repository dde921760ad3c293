//! The smallest workflow: one Lambda function, retried.
//!
//! ```text
//! cargo run --example invoke_lambda
//! ```

use asl_dsl::prelude::*;

/// Makes the thumbnail of a picture and gives its key.
#[task(lambda = "make-thumbnail")]
async fn make_thumbnail(picture_key: String) -> String;

#[workflow]
async fn invoke_lambda(picture_key: String) -> String {
    make_thumbnail(picture_key).retry(Retry::lambda_defaults()).timeout(Duration::from_secs(30)).await
}

fn main() -> std::process::ExitCode {
    asl_examples::run(invoke_lambda::definition())
}

#[cfg(test)]
mod tests {
    use super::*;
    use asl_local::{Answer, Machine, equivalent};

    #[test]
    fn a_busy_function_is_asked_again() {
        let busy = || Answer::fails(("Lambda.TooManyRequestsException", "Rate exceeded"));
        let run = Machine::new(invoke_lambda::definition().unwrap())
            .answers(make_thumbnail, [busy(), busy(), Answer::result(&"thumbnails/tom.png")])
            .run("cats/tom.png");
        assert_eq!(run.returned(invoke_lambda), "thumbnails/tom.png");
        assert_eq!(run.duration(), Duration::from_secs(2 + 4));
        run.assert_no_leftovers();
    }

    #[test]
    fn a_function_that_hangs_ends_the_execution() {
        let run = Machine::new(invoke_lambda::definition().unwrap()).never(make_thumbnail).run("cats/tom.png");
        assert_eq!(run.error(), Some("States.Timeout"));
        assert_eq!(run.duration(), Duration::from_secs(30));
    }

    #[test]
    fn the_machine_does_what_the_function_does() {
        equivalent(invoke_lambda, [String::new(), "cats/tom.png".to_string()], |mocks| {
            mocks.on(make_thumbnail, |key: String| format!("thumbnails/{key}"));
        });
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(invoke_lambda::definition(), |deployment| deployment);
    }
}
