//! What can be drawn over the chart of a machine.

use crate::model::Successor;

/// How each state and arrow of a chart looks.
///
/// ```
/// use asl_schema::diagram::{Arrow, Look, Overlay, mermaid_with};
/// use asl_schema::model::{StateMachine, Succeed};
///
/// struct Slow;
///
/// impl Overlay for Slow {
///     fn state(&self, _: &str) -> Look {
///         Look { class: "slow", lines: vec!["40 s".to_owned()] }
///     }
///     fn taken(&self, _: Arrow<'_>) -> u64 {
///         1
///     }
///     fn style(&self, _: &str) -> &'static str {
///         "fill:#fbb"
///     }
/// }
///
/// let machine = StateMachine::new("Done").with_state("Done", Succeed::new());
/// assert_eq!(mermaid_with(&machine, &Slow), "\
/// flowchart TD
///   start1((\" \"))
///   start1 --> s1
///   s1([\"Done<br/>40 s\"])
///   classDef slow fill:#fbb
///   class s1 slow
///   linkStyle 0 stroke-width:3px
/// ");
/// ```
pub trait Overlay {
    /// How the state of that name looks: names are unique in a machine.
    fn state(&self, name: &str) -> Look;

    /// How often the arrow was taken; one that was is drawn thicker, and with the number when it is more than 1.
    fn taken(&self, arrow: Arrow<'_>) -> u64;

    /// The CSS of a class, as `classDef` takes it.
    fn style(&self, class: &str) -> &'static str;
}

/// What a state's node gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// The name of a class, in letters.
    pub class: &'static str,
    /// Lines under what the node says anyway.
    pub lines: Vec<String>,
}

/// An arrow of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrow<'a> {
    /// From the start of a scope to the state of this name.
    Start(&'a str),
    /// From the state of this name by one of its ways.
    Way(&'a str, Successor<'a>),
    /// From the state of this name to the end of its scope.
    End(&'a str),
}
