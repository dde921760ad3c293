//! What a string is before anything is parsed.

/// Whether AWS takes this string for a JSONata expression: it starts with `{%` and ends with `%}`. Text around the pair makes it a plain string.
///
/// ```
/// assert!(asl_schema::text::is_expression("{% $states.input %}"));
/// assert!(!asl_schema::text::is_expression("total: {% $n %}"));
/// ```
pub fn is_expression(text: &str) -> bool {
    text.len() >= 4 && text.starts_with("{%") && text.ends_with("%}")
}
