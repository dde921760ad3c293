//! The text of a `format!`: literal pieces and placeholders.

/// A piece of a format string.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Piece {
    /// Text, `{{` and `}}` resolved.
    Text(String),
    /// `{}`: the next argument.
    Next,
    /// `{0}`.
    Position(usize),
    /// `{name}`.
    Name(String),
}

/// What a state machine can't format.
#[derive(Debug, PartialEq)]
pub(crate) struct Problem {
    pub(crate) message: String,
    pub(crate) help: &'static str,
}

/// Splits a format string. What rustc reports about it anyway (an unclosed brace, a bad name) yields what was read so far.
pub(crate) fn parse(text: &str) -> Result<Vec<Piece>, Problem> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '{' if rest.peek() == Some(&'{') => {
                rest.next();
                literal.push('{');
            }
            '}' => {
                rest.next_if_eq(&'}');
                literal.push('}');
            }
            '{' => {
                let placeholder: String = rest.by_ref().take_while(|c| *c != '}').collect();
                if !literal.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut literal)));
                }
                pieces.push(read_placeholder(&placeholder)?);
            }
            c => literal.push(c),
        }
    }
    if !literal.is_empty() {
        pieces.push(Piece::Text(literal));
    }
    Ok(pieces)
}

fn read_placeholder(placeholder: &str) -> Result<Piece, Problem> {
    let (argument, spec) = match placeholder.split_once(':') {
        Some((argument, spec)) => (argument.trim(), spec.trim()),
        None => (placeholder.trim(), ""),
    };
    if !spec.is_empty() {
        let help = if spec.ends_with('?') {
            "use `{}`, or format the parts you need"
        } else {
            "use `{}`; pad or round the value in a `#[task]`"
        };
        return Err(Problem {
            message: format!(
                "the format `{{{placeholder}}}` has no JSONata equivalent: a state machine writes values plainly"
            ),
            help,
        });
    }
    Ok(match argument.parse() {
        _ if argument.is_empty() => Piece::Next,
        Ok(position) => Piece::Position(position),
        Err(_) => Piece::Name(argument.trim_start_matches("r#").to_string()),
    })
}
