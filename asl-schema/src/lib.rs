//! Amazon States Language as a Rust library: the model, the reader with positions, the rules, diagnostics and the writer.
//!
//! ```text
//!  text ── read_str ──► StateMachine ── check ──► Checked ──► to_json_string, deployment
//!  Rust code ─────────────────┘            └────► Report (diagnostics)
//! ```
//!
//! The crate knows the language and nothing else: it does no IO, knows no AWS account, no Rust types of users and no macros.
//!
//! ```
//! let report = asl_schema::check_str(r#"{
//!   "StartAt": "Charge",
//!   "States": {
//!     "Charge": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Next": "Shipp" },
//!     "Ship": { "Type": "Succeed" }
//!   }
//! }"#, &asl_schema::Options::standard());
//! assert_eq!(report.diagnostics()[0].to_string(), "\
//! error[ASL201]: `Next` names a state `Shipp` that does not exist
//!  --> 4:87
//!   = in: /States/Charge/Next
//!   = help: did you mean `Ship`?");
//! ```

pub mod check;
pub mod codes;
mod cursor;
pub mod data;
mod diagnostic;
pub mod diagram;
pub mod intrinsic;
mod json;
pub mod jsonata;
pub mod jsonpath;
pub mod length;
pub mod model;
mod path;
mod read;
pub mod resource;
pub mod schema;
pub mod source;
pub mod spec;
mod syntax;
pub mod template;
pub mod text;
mod write;

pub use check::{Checked, MachineType, Options, Report, check, check_document, check_str, check_with, diagnose};
pub use diagnostic::{
    AwsAnswer, Basis, Diagnostic, Edit, Label, Quoted, Rule, Severity, Suggestion, Target, closest, quoted,
};
pub use path::{Path, Segment};
pub use read::{ReadResult, read_document, read_str};
pub use source::{Origins, Position, SourceLocation, Span};
pub use syntax::SyntaxError;
