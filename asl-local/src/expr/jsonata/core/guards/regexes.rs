//! Regular expressions over long texts.
//!
//! The engine's automata have no exponential cases, but each search may read on to the end of the text, and a text may have as many matches as
//! characters; and an automaton of many states takes that many steps per character where its states can't be remembered.

use std::time::{Duration, Instant};

use jsonata_core::evaluator::EvaluatorError;
use jsonata_core::functions::string::build_regex;
use regex_syntax::hir::{Hir, HirKind};

use super::super::raise::{TIMEOUT, fails, unsupported};
use super::super::{MAX_LIST, TIME_LIMIT_MILLIS};
use super::too_long;

/// Texts for which no expression takes long.
const SHORT: usize = 16 << 10;

/// The product of states and characters that takes about a second in the worst case.
const MAX_STEPS: usize = 100_000_000;

/// Automata of no more states are fast.
const FEW_STATES: usize = 32;

/// What is made of the matches.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Finds {
    One,
    List,
    /// As `List`, between them.
    Parts,
    Text,
}

/// Fails if the expression is too large, or takes too long to find all its matches, or finds more than a list has place for.
pub(super) fn judge(
    pattern: &str,
    flags: &str,
    text: &str,
    finds: Finds,
    started: Instant,
) -> Result<(), EvaluatorError> {
    // A match without a character would be found for ever, so the reference ends; the engine does in the other functions.
    if finds == Finds::Parts
        && can_be_empty(pattern)
        && build_regex(pattern, flags).is_ok_and(|regex| regex.find_iter(text).any(|found| found.is_empty()))
    {
        return fails("D1004: Regular expression matches zero length string");
    }
    // The engine makes the automaton for every call, which is most of the work where texts are short.
    if text.len() <= SHORT {
        return Ok(());
    }
    let Ok(regex) = build_regex(pattern, flags) else {
        return unsupported(format_args!("the regular expression `/{}/`", beginning(pattern)));
    };
    let states = regex_syntax::parse(pattern).map_or(usize::MAX, |tree| states(&tree));
    if states > FEW_STATES && states.saturating_mul(text.len()) > MAX_STEPS {
        return unsupported(format_args!("a search for `/{}/` in {} bytes", beginning(pattern), text.len()));
    }
    if finds != Finds::One {
        let limit = started + Duration::from_millis(TIME_LIMIT_MILLIS);
        for (count, _) in regex.find_iter(text).enumerate() {
            if matches!(finds, Finds::List | Finds::Parts) && count > MAX_LIST {
                return Err(too_long());
            }
            if Instant::now() > limit {
                return fails(TIMEOUT);
            }
        }
    }
    Ok(())
}

fn can_be_empty(pattern: &str) -> bool {
    regex_syntax::parse(pattern).is_ok_and(|tree| tree.properties().minimum_len() == Some(0))
}

fn beginning(pattern: &str) -> String {
    const SHOWN: usize = 60;
    let mut shown: String = pattern.chars().take(SHOWN).collect();
    if shown.len() < pattern.len() {
        shown.push('…');
    }
    shown
}

/// About how many states the automaton has: one for each place where a character is expected, repetitions written out. The parser bounds the depth.
fn states(tree: &Hir) -> usize {
    match tree.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(_) => 1,
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min).max(1);
            states(&repetition.sub).saturating_mul(usize::try_from(times).unwrap_or(usize::MAX))
        }
        HirKind::Capture(capture) => states(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().map(states).fold(0, usize::saturating_add),
    }
}
