//! Judges a folder of JSONata cases: `groups/*/*.json`, each a case or a list of cases.
//!
//! A case has its expression in `expr`, or in a file beside it that `expr-file` names. A `code` that begins with `S` says that the parser refuses it.

use std::error::Error;
use std::path::{Path, PathBuf};

use asl_schema::jsonata;
use serde_json::{Value, json};

/// Prints a line per case.
///
/// # Errors
///
/// When a file cannot be read, or a case is not as it should be.
pub(crate) fn run(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut counts = Counts::default();
    for file in files(&folder.join("groups"))? {
        let name = file.strip_prefix(folder.join("groups"))?.with_extension("");
        let content: Value = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
        let cases = content.as_array().map_or(std::slice::from_ref(&content), Vec::as_slice);
        for (index, case) in cases.iter().enumerate() {
            let name =
                if cases.len() == 1 { name.display().to_string() } else { format!("{}#{index}", name.display()) };
            judge(&name, case, &file, &mut counts)?;
        }
    }
    eprintln!(
        "{} cases, {} wrong; {} of {} codes agree; {} without their file",
        counts.cases, counts.wrong, counts.same_code, counts.syntax_errors, counts.missing
    );
    if counts.wrong > 0 { Err("a case is not as it should be".into()) } else { Ok(()) }
}

#[derive(Default)]
struct Counts {
    cases: usize,
    wrong: usize,
    syntax_errors: usize,
    same_code: usize,
    missing: usize,
}

fn judge(name: &str, case: &Value, file: &Path, counts: &mut Counts) -> Result<(), Box<dyn Error>> {
    let text = match (case["expr"].as_str(), case["expr-file"].as_str()) {
        (Some(text), _) => text.to_owned(),
        (None, Some(beside)) => {
            let beside = file.with_file_name(beside);
            if !beside.exists() {
                counts.missing += 1;
                return Ok(());
            }
            std::fs::read_to_string(beside)?
        }
        (None, None) => return Err(format!("{name} has no expression").into()),
    };
    let code = case["code"].as_str().or(case["error"]["code"].as_str()).filter(|code| code.starts_with('S'));
    let result = jsonata::parse(&text);
    let ok = result.is_err() == code.is_some();
    let error = result.as_ref().err();
    counts.cases += 1;
    counts.wrong += usize::from(!ok);
    counts.syntax_errors += usize::from(code.is_some());
    counts.same_code += usize::from(code.is_some() && error.and_then(|error| error.code) == code);
    println!(
        "{}",
        json!({
            "name": name,
            "parsed": result.is_ok(),
            "expected": if code.is_some() { "syntax error" } else { "parse" },
            "code": error.and_then(|error| error.code),
            "position": error.map(|error| error.span.start),
            "ok": ok,
        })
    );
    Ok(())
}

fn files(groups: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for group in std::fs::read_dir(groups)? {
        for file in std::fs::read_dir(group?.path())? {
            let file = file?.path();
            if file.extension().is_some_and(|extension| extension == "json") {
                files.push(file);
            }
        }
    }
    files.sort();
    Ok(files)
}
