//! What AWS takes as the name of a state machine or an execution
//! (<https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html>).

use asl_schema::quoted;

/// The most characters of a name.
const LONGEST: usize = 80;
/// The brackets, wildcards and special characters that the API names.
const REFUSED: &str = "<>{}[]?*\"#%\\^|~`$&,;:/";

/// Why AWS takes no machine and no execution of this name, if it takes none.
///
/// ```
/// use asl_local::name_problem;
/// assert_eq!(name_problem("order-7"), None);
/// assert_eq!(name_problem("order 7").as_deref(), Some("a name has no white space"));
/// assert_eq!(name_problem("order:7").as_deref(), Some("a name has no `:`"));
/// assert_eq!(name_problem("").as_deref(), Some("a name has 1 to 80 characters, and this has 0"));
/// ```
pub fn name_problem(name: &str) -> Option<String> {
    let length = name.chars().count();
    if !(1..=LONGEST).contains(&length) {
        return Some(format!("a name has 1 to {LONGEST} characters, and this has {length}"));
    }
    let refused = name.chars().find(|letter| is_refused(*letter))?;
    Some(match refused {
        white if white.is_whitespace() => "a name has no white space".to_owned(),
        '`' => "a name has no backtick".to_owned(),
        mark if REFUSED.contains(mark) => format!("a name has no {}", quoted(&mark.to_string())),
        other => format!("a name has no control character such as U+{:04X}", u32::from(other)),
    })
}

fn is_refused(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_control()
        || REFUSED.contains(letter)
        || matches!(letter, '\u{FFFE}' | '\u{FFFF}' | '\u{10FFFF}')
}
