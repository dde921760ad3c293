//! "Did you mean …?", once and bounded, for names of every sort.

/// Longer names are not compared: nobody mistypes them into something near, and the work grows with the square.
const LONGEST: usize = 100;
/// A shorter word begins too many names: `End` is no beginning of `EndpointName`.
const SHORTEST_BEGINNING: usize = 4;

/// The candidate that `word` is most likely meant to be: the closest within a third of its length (at least one edit, but not all of its
/// letters), the first in order when two are as close; else the shortest that begins with `word`. Case counts as nothing when the letters are the same.
/// Never `word` itself.
///
/// ```
/// assert_eq!(asl_schema::closest("Shipp", ["Charge", "Ship"]), Some("Ship"));
/// assert_eq!(asl_schema::closest("Timeout", ["TimeoutSecondsPath", "TimeoutSeconds"]), Some("TimeoutSeconds"));
/// assert_eq!(asl_schema::closest("Refund", ["Charge", "Ship"]), None);
/// assert_eq!(asl_schema::closest("B", ["A", "C"]), None);
/// ```
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters: Vec<char> = word.chars().take(LONGEST + 1).collect();
    if letters.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &'a str)> = None;
    let mut longer: Option<&'a str> = None;
    for candidate in candidates {
        if candidate == word {
            continue;
        }
        if letters.len() >= SHORTEST_BEGINNING
            && candidate.starts_with(word)
            && longer.is_none_or(|other| candidate.len() < other.len())
        {
            longer = Some(candidate);
        }
        let limit = best.map_or((letters.len() / 3).max(usize::from(letters.len() > 1)), |(distance, _)| {
            distance.saturating_sub(1)
        });
        let distance = if candidate.eq_ignore_ascii_case(word) { Some(0) } else { within(&letters, candidate, limit) };
        if let Some(distance) = distance
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate).or(longer)
}

/// The number of insertions, deletions, replacements and swaps of neighbours between the two, unless it is more than `limit`.
fn within(word: &[char], other: &str, limit: usize) -> Option<usize> {
    let other: Vec<char> = other.chars().take(word.len() + limit + 1).collect();
    if word.len().abs_diff(other.len()) > limit {
        return None;
    }
    let mut before = vec![0; other.len() + 1];
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, &a) in word.iter().enumerate() {
        let mut line = Vec::with_capacity(other.len() + 1);
        line.push(row + 1);
        for (column, &b) in other.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut cost =
                (at(&last, column) + usize::from(a != b)).min(at(&last, column + 1) + 1).min(at(&line, column) + 1);
            let swapped = row > 0 && column > 0 && word.get(row - 1) == Some(&b) && other.get(column - 1) == Some(&a);
            if swapped {
                cost = cost.min(at(&before, column - 1) + 1);
            }
            line.push(cost);
        }
        if line.iter().all(|cost| *cost > limit) {
            return None;
        }
        before = std::mem::replace(&mut last, line);
    }
    last.last().copied().filter(|distance| *distance <= limit)
}
