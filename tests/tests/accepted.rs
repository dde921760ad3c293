//! Programs that must be accepted. Each `#[workflow]` generates a test that makes its definition and checks it, so each
//! file here is also a test that the machine is valid.

#![allow(dead_code, reason = "the programs are compiled and defined, not called")]
#![expect(unused_variables, unused_assignments, clippy::needless_late_init, reason = "the programs show constructs")]

#[path = "../ui/pass/bindings.rs"]
mod bindings;
#[path = "../ui/pass/borrowed_and_moved_as_rust_allows.rs"]
mod borrowed_and_moved_as_rust_allows;
#[path = "../ui/pass/call_options.rs"]
mod call_options;
#[path = "../ui/pass/conditions.rs"]
mod conditions;
#[path = "../ui/pass/destructured_parameter.rs"]
mod destructured_parameter;
#[path = "../ui/pass/errors.rs"]
mod errors;
#[path = "../ui/pass/included_definition.rs"]
mod included_definition;
#[path = "../ui/pass/inferred_through_the_return_type.rs"]
mod inferred_through_the_return_type;
#[path = "../ui/pass/inside_macro_rules.rs"]
mod inside_macro_rules;
#[path = "../ui/pass/iterators.rs"]
mod iterators;
#[path = "../ui/pass/labelled_block.rs"]
mod labelled_block;
#[path = "../ui/pass/loops.rs"]
mod loops;
#[path = "../ui/pass/matches.rs"]
mod matches;
#[path = "../ui/pass/no_parameters.rs"]
mod no_parameters;
#[path = "../ui/pass/no_task.rs"]
mod no_task;
#[path = "../ui/pass/parallel.rs"]
mod parallel;
#[path = "../ui/pass/renamed_and_nested_paths.rs"]
mod renamed_and_nested_paths;
#[path = "../ui/pass/several_parameters.rs"]
mod several_parameters;
#[path = "../ui/pass/values.rs"]
mod values;
#[path = "../ui/pass/waiting.rs"]
mod waiting;
#[path = "../ui/pass/workflow_called_by_another.rs"]
mod workflow_called_by_another;
