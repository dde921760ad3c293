//! The only place that prints.

use std::io::{self, Read, Write};

use crate::outcome::Status;

/// What the program reads from and writes to.
pub struct Streams {
    /// Where `-` is read from.
    pub input: Box<dyn Read>,
    /// Where the report goes.
    pub out: Box<dyn Write>,
    /// Where errors and remarks go.
    pub err: Box<dyn Write>,
    /// Whether a person looks at the report.
    pub out_is_terminal: bool,
    /// Whether a person looks at the errors and remarks.
    pub err_is_terminal: bool,
}

impl Streams {
    /// Writes to the report. A reader that has seen enough (`| head`) is no error.
    pub(crate) fn report(&mut self, text: &str) {
        if let Err(error) = self.out.write_all(text.as_bytes())
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.error(&format!("error: cannot write the report: {error}\n"));
        }
    }

    /// Writes an error or a remark. Where even that is impossible there is nobody to tell.
    pub(crate) fn error(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
    }

    pub(crate) fn finish(&mut self, status: Status) -> Status {
        let _ = self.out.flush();
        let _ = self.err.flush();
        status
    }
}
