//! A program that carries its workflow with it: to create the state machine through an SDK, or to hand the template to a deployment.
//!
//! ```sh
//! cargo run -p restock-app            # the definition
//! cargo run -p restock-app template   # the CloudFormation template
//! ```

use std::io::{self, Write};

/// The definition, as `CreateStateMachine` takes it once its placeholders are filled in.
const DEFINITION: &str = include_str!(concat!(env!("OUT_DIR"), "/restock.asl.json"));
/// The CloudFormation template.
const TEMPLATE: &str = include_str!(concat!(env!("OUT_DIR"), "/restock.template.json"));

fn main() -> io::Result<()> {
    let wanted = match std::env::args().nth(1).as_deref() {
        Some("template") => TEMPLATE,
        _ => DEFINITION,
    };
    io::stdout().write_all(wanted.as_bytes())
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_build_script_emitted_the_workflow() {
        assert!(super::DEFINITION.contains("${CountStockFn}"));
        assert!(super::TEMPLATE.contains("AWS::StepFunctions::StateMachine"));
    }
}
