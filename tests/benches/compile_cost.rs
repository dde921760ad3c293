//! `cargo bench -p asl-tests --bench compile_cost`: what `#[workflow]` adds to `cargo check`.
//!
//! Two crates are generated with the same function of 50 and of 200 statements: one plain, one a workflow. Each is checked again and again
//! after its file was touched, with rustc's incremental cache and without. The best times are printed, and what the workflow adds.

#![expect(clippy::print_stdout, reason = "the numbers are what a benchmark is for")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};
use std::{fs, io};

const ROUNDS: usize = 7;

fn main() -> ExitCode {
    match measure() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("nothing could be measured: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure() -> io::Result<()> {
    println!("{:>11} {:>12} {:>10} {:>10} {:>10}", "statements", "incremental", "plain", "workflow", "adds");
    for statements in [50, 200] {
        let plain = Crate::write("plain", &source(statements, false))?;
        let workflow = Crate::write("workflow", &source(statements, true))?;
        for incremental in [true, false] {
            // Alternating, so that both meet the same noise.
            let mut best = [Duration::MAX; 2];
            for round in 0..=ROUNDS {
                for (best, each) in best.iter_mut().zip([&plain, &workflow]) {
                    let time = each.check(incremental)?;
                    if round > 0 {
                        *best = time.min(*best);
                    }
                }
            }
            let [plain, workflow] = best;
            let adds = workflow.as_secs_f64() - plain.as_secs_f64();
            println!("{statements:>11} {incremental:>12} {plain:>10.2?} {workflow:>10.2?} {adds:>+9.2}s");
        }
    }
    Ok(())
}

struct Crate {
    folder: PathBuf,
    source: String,
}

impl Crate {
    fn write(name: &str, source: &str) -> io::Result<Crate> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile-cost").join(name);
        let asl = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder.join("src"))?;
        let manifest = format!(
            "[package]\nname = \"cost-{name}\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             asl-dsl = {{ path = {:?} }}\n",
            asl.join("asl-dsl")
        );
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::copy(asl.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        Ok(Crate { folder, source: source.to_owned() })
    }

    fn check(&self, incremental: bool) -> io::Result<Duration> {
        fs::write(self.folder.join("src/lib.rs"), &self.source)?;
        let start = Instant::now();
        let done = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--offline", "--target-dir"])
            .arg(self.folder.with_file_name("target"))
            .env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" })
            .current_dir(&self.folder)
            .output()?;
        match done.status.success() {
            true => Ok(start.elapsed()),
            false => Err(io::Error::other(String::from_utf8_lossy(&done.stderr).into_owned())),
        }
    }
}

/// A function of so many statements: a fifth each calls, decides and calls, formats, maps a list, computes.
fn source(statements: usize, workflow: bool) -> String {
    let mut text = "#![allow(unused)]\nuse asl_dsl::prelude::*;\n\n".to_owned();
    text += match workflow {
        true => {
            "#[task(lambda = \"quote\")]\nasync fn quote(amount: u64) -> u64;\n\n#[workflow]\npub async fn generated(name: String, items: Vec<u64>) -> u64 {\n"
        }
        false => {
            "async fn quote(amount: u64) -> u64 {\n    amount\n}\n\npub async fn generated(name: String, items: Vec<u64>) -> u64 {\n"
        }
    };
    text += "    let mut total = 1_u64;\n";
    for i in 0..statements {
        let statement = match i % 5 {
            0 => format!("let step_{i} = quote(total + {i}).await;"),
            1 => format!("if total > {i} {{\n        total = quote(total).await;\n    }}"),
            2 => format!("let text_{i} = format!(\"{{name}}-{{}}-{i}\", total);"),
            3 => format!("let mapped_{i}: Vec<u64> = items.iter().map(|item| item * 2 + {i}).collect();"),
            _ => format!("total = total * 2 + {i} - step_{};", i - 4),
        };
        // Writing to a `String` can't fail.
        let _ = writeln!(text, "    {statement}");
    }
    text + "    total\n}\n"
}
