//! Every way that a program may take where the service chooses: which of several failures comes first.

use super::evaluate::{Evaluated, Source, World, evaluate};
use super::value::Value;

/// So many ways are tried: programs that fail in many places at once say nothing new.
const WAYS: usize = 24;

/// Evaluates a program in each way until one is accepted; else gives the first. `world` makes the world anew for each.
pub(super) fn explore<W: World>(
    source: &Source,
    arguments: &[Value],
    mut world: impl FnMut() -> W,
    mut accepts: impl FnMut(&Evaluated) -> bool,
) -> Result<Evaluated, Box<Evaluated>> {
    let mut choices: Vec<usize> = Vec::new();
    let mut first = None;
    for _ in 0..WAYS {
        let evaluated = evaluate(source, arguments.to_vec(), &mut world(), &choices);
        if accepts(&evaluated) {
            return Ok(evaluated);
        }
        let next = after(&choices, &evaluated.ways);
        first.get_or_insert_with(|| Box::new(evaluated));
        match next {
            Some(next) => choices = next,
            None => break,
        }
    }
    Err(first.unwrap_or_else(|| Box::new(evaluate(source, arguments.to_vec(), &mut world(), &[]))))
}

/// The choices after these, in the order of an odometer whose last wheel turns first.
fn after(choices: &[usize], ways: &[usize]) -> Option<Vec<usize>> {
    let taken = |at: usize| choices.get(at).copied().unwrap_or(0);
    let turning = ways.iter().enumerate().rposition(|(at, ways)| taken(at) + 1 < *ways)?;
    let mut next: Vec<usize> = (0..turning).map(taken).collect();
    next.push(taken(turning) + 1);
    Some(next)
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn each_way_is_taken_once() {
        let mut seen = vec![vec![0, 0, 0]];
        let mut choices = Vec::new();
        while let Some(next) = after(&choices, &[2, 1, 3]) {
            let whole: Vec<usize> = (0..3).map(|at| next.get(at).copied().unwrap_or(0)).collect();
            assert!(!seen.contains(&whole));
            seen.push(whole);
            choices = next;
        }
        assert_eq!(seen.len(), 6);
    }
}
