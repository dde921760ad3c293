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
    use asl_tests::agree;

    #[test]
    fn a_busy_function_is_asked_again() {
        let mut run = NativeRun::new();
        let mut busy = 2;
        run.handle_json(make_thumbnail, move |_key| {
            if busy > 0 {
                busy -= 1;
                return Err(Failure::new("Lambda.TooManyRequestsException", "Rate exceeded"));
            }
            Ok("thumbnails/tom.png".into())
        });
        let key = "cats/tom.png".to_string();
        let thumbnail = run.run(invoke_lambda(key.clone())).unwrap();
        assert_eq!(thumbnail, "thumbnails/tom.png");
        assert_eq!(run.tape().calls.len(), 3);
        assert_eq!(run.clock(), Duration::from_secs(2 + 4));
        agree(&invoke_lambda::definition(), &key, &run, &thumbnail);
    }

    /// Definition, template and diagram are in `examples/snapshots`: a change of what is deployed shows in the review.
    #[test]
    fn documents() {
        asl_tests::documents(invoke_lambda::definition(), |deployment| deployment);
    }
}
