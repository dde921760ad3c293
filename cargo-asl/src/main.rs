//! The program: [`cargo_asl::run`] on the arguments, the standard streams and the exit status.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use cargo_asl::{Streams, run};

fn main() -> ExitCode {
    let (stdout, stderr) = (io::stdout(), io::stderr());
    let mut streams = Streams {
        out_is_terminal: stdout.is_terminal(),
        err_is_terminal: stderr.is_terminal(),
        input: Box::new(io::stdin()),
        out: Box::new(stdout),
        err: Box::new(stderr),
    };
    ExitCode::from(run(std::env::args_os(), &mut streams).code())
}
