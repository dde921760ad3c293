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
    use super::{DEFINITION, TEMPLATE};
    use asl_local::{Machine, Mocks};
    use restock_workflows::{Item, count_stock, place_order, restock};

    fn warehouse(mocks: &mut Mocks<'_>) {
        mocks.on(count_stock, |_: String| 2).on(place_order, |missing: Item| format!("PO-{}", missing.wanted));
    }

    /// Not what the library defines now, but the text that the program carries.
    #[test]
    fn the_carried_definition_runs() {
        assert!(DEFINITION.contains("${CountStockFn}"), "what a deployment fills is left to it");
        let report = asl_schema::check_str(DEFINITION, &asl_schema::Options::standard());
        let mut machine = Machine::new(report.into_checked().unwrap()).with(warehouse);
        let run = machine.run(&Item { sku: "M8 washer".to_owned(), wanted: 5 });
        assert_eq!(run.returned(restock), Some("PO-3".to_owned()));
    }

    #[test]
    fn the_template_holds_a_state_machine() {
        assert!(TEMPLATE.contains(r#""Type": "AWS::StepFunctions::StateMachine""#));
        assert!(TEMPLATE.contains("Orders what is missing on the shelf"));
    }
}
