//! The lines of the live view, as cargo writes its own: a word on the right of twelve columns, in color where the terminal has them.

use std::io::Write;
use std::time::Duration;

use asl_local::display_time;

use crate::render::on_one_line;

/// The longest text of a line, in characters.
const LONGEST: usize = 120;

/// What the word of a line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Begin,
    Good,
    Warn,
    Bad,
    Quiet,
}

pub(super) struct Lines<'l> {
    out: &'l mut dyn Write,
    color: bool,
}

impl<'l> Lines<'l> {
    pub(super) fn new(out: &'l mut dyn Write, color: bool) -> Lines<'l> {
        Lines { out, color }
    }

    /// A line without a time.
    pub(super) fn header(&mut self, verb: &str, tone: Tone, text: &str) {
        let verb = self.verb(verb, tone);
        self.write(&format!("{verb} {}\n", on_one_line(text)));
    }

    pub(super) fn line(&mut self, verb: &str, tone: Tone, time: Duration, depth: usize, text: &str) {
        let verb = self.verb(verb, tone);
        let time = format!("{:>10}", display_time(time));
        let mut text = on_one_line(text);
        if let Some((at, _)) = text.char_indices().nth(LONGEST) {
            text.truncate(at);
            text.push('…');
        }
        let indent = "  ".repeat(depth);
        let (dim, plain) = if self.color { ("\x1b[2m", "\x1b[0m") } else { ("", "") };
        self.write(&format!("{verb} {dim}{time}{plain}  {indent}{text}\n"));
    }

    fn verb(&self, verb: &str, tone: Tone) -> String {
        let verb = format!("{verb:>12}");
        if !self.color {
            return verb;
        }
        let code = match tone {
            Tone::Begin => "1;36",
            Tone::Good => "1;32",
            Tone::Warn => "1;33",
            Tone::Bad => "1;31",
            Tone::Quiet => "2",
        };
        format!("\x1b[{code}m{verb}\x1b[0m")
    }

    /// Where nothing can be written there is nobody to tell.
    fn write(&mut self, line: &str) {
        let _ = self.out.write_all(line.as_bytes());
        let _ = self.out.flush();
    }
}
