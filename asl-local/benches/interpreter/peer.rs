//! `aws-local-stepfunctions`, the npm package that people run their machines with, on the same loop.

use std::path::PathBuf;
use std::process::Command;

/// Where the package is: `ASL_PEER`, or what `.ci/peer` installs.
fn folder() -> PathBuf {
    match std::env::var_os("ASL_PEER") {
        Some(folder) => folder.into(),
        None => {
            let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
            target.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target")).join("peer")
        }
    }
}

/// Prints both speeds and their ratio, or what is missing for it.
#[expect(clippy::print_stdout, reason = "the numbers are what a benchmark is for")]
pub(crate) fn compare(definition: &str, transitions: u32, ours: f64) {
    let folder = folder();
    if !folder.join("node_modules/aws-local-stepfunctions").is_dir() {
        return println!("aws-local-stepfunctions is not installed, so it was not measured: run `.ci/peer` first");
    }
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/interpreter/peer.mjs");
    let output = match Command::new("node").arg(script).arg(&folder).arg(definition).output() {
        Ok(output) if output.status.success() => output,
        Ok(output) => return println!("node failed: {}", String::from_utf8_lossy(&output.stderr)),
        Err(error) => return println!("node is not there, so aws-local-stepfunctions was not measured: {error}"),
    };
    let Ok(seconds) = String::from_utf8_lossy(&output.stdout).trim().parse::<f64>() else {
        return println!("node said {:?}, not how long it took", String::from_utf8_lossy(&output.stdout));
    };
    let theirs = f64::from(transitions) / seconds;
    println!("aws-local-stepfunctions: {theirs:.0} transitions/s; asl-local does {:.0} times as many", ours / theirs);
}
