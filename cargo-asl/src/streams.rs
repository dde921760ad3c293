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
        if let Err(error) = self.out.write_all(text.as_bytes()) {
            self.lost(&error);
        }
    }

    /// A part of the report is lost: it is told once, and by the exit status.
    fn lost(&mut self, error: &io::Error) {
        if error.kind() != io::ErrorKind::BrokenPipe {
            self.error(&format!("error: cannot write the report: {error}\n"));
            self.out = Box::new(Lost);
        }
    }

    /// Writes an error or a remark. Where even that is impossible there is nobody to tell.
    pub(crate) fn error(&mut self, text: &str) {
        let _ = self.err.write_all(text.as_bytes());
    }

    pub(crate) fn finish(&mut self, status: Status) -> Status {
        let flushed = self.out.flush();
        let is_lost = flushed.is_err_and(|error| error.kind() != io::ErrorKind::BrokenPipe);
        let _ = self.err.flush();
        if is_lost { Status::BadInput } else { status }
    }
}

/// In place of an output that takes nothing more: the rest of the report goes with what is lost, and every flush says so.
struct Lost;

impl Write for Lost {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(io::ErrorKind::Other.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails in the way of a full disk, or of a reader that left.
    struct Failing(io::ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    fn status(kind: io::ErrorKind, report: &str) -> Status {
        let mut streams = Streams {
            input: Box::new(io::empty()),
            out: Box::new(Failing(kind)),
            err: Box::new(io::sink()),
            out_is_terminal: false,
            err_is_terminal: false,
        };
        streams.report(report);
        streams.report(report);
        streams.finish(Status::Clean)
    }

    #[test]
    fn a_report_that_is_lost_is_no_success() {
        assert_eq!(status(io::ErrorKind::StorageFull, "findings\n"), Status::BadInput);
        assert_eq!(status(io::ErrorKind::StorageFull, ""), Status::BadInput);
        assert_eq!(status(io::ErrorKind::BrokenPipe, "findings\n"), Status::Clean);
    }
}
