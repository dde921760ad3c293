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
//! }"#).unwrap_err();
//! assert_eq!(report.diagnostics()[0].to_string(), "\
//! error[ASL201]: `Next` names a state `Shipp` that does not exist
//!  --> 4:87
//!   = in: /States/Charge/Next
//!   = help: did you mean `Ship`?");
//! ```

pub mod check;
mod diagnostic;
pub mod model;
mod path;
mod read;
pub mod schema;
mod source;
pub mod spec;
mod syntax;
pub mod text;
mod write;

pub use check::{Checked, Report, check, check_str, diagnose};
pub use diagnostic::{Basis, Diagnostic, Label, Quoted, Rule, Severity, Suggestion, closest, quoted};
pub use path::{Path, Segment};
pub use read::{ReadResult, read_str};
pub use source::{Origins, Position, SourceLocation, Span};
pub use syntax::SyntaxError;
