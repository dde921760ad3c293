//! The tables in `docs/examples-cost.md` and `examples/README.md`: made from the snapshots of the examples, so that they can't drift.
//!
//! `INSTA_UPDATE=always` rewrites the first; the second is written by hand and compared.

#![expect(clippy::unwrap_used, reason = "a test that reads what is in the repository")]

use std::fs;
use std::path::{Path, PathBuf};

use asl_dsl::diagram::{Summary, summary};
use asl_schema::model::State;

const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

/// A machine in a file, without findings; a snapshot has a header of its own.
fn machine(path: &Path) -> asl_schema::Checked {
    let text = fs::read_to_string(path).unwrap();
    let checked = asl_schema::check_str(&text[text.find('{').unwrap()..], &asl_schema::Options::standard())
        .into_checked()
        .unwrap();
    assert_eq!(checked.warnings(), [], "{}", path.display());
    checked
}

fn passes(machine: &asl_schema::Checked) -> usize {
    machine.machine().visit().iter().filter(|visited| matches!(visited.state, State::Pass(_))).count()
}

/// The examples by name, each with its snapshot.
fn examples() -> Vec<(String, PathBuf)> {
    let names = fs::read_dir(FOLDER).unwrap().filter_map(|entry| {
        let name = entry.unwrap().file_name().into_string().unwrap();
        name.strip_suffix(".rs").map(str::to_owned)
    });
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), Path::new(FOLDER).join(format!("snapshots/{name}.asl.snap")))).collect()
}

fn row(name: &str, summary: &Summary, passes: usize) -> String {
    let shortest = summary.shortest.map_or("none".to_owned(), |shortest| shortest.to_string());
    format!("| {name} | {} | {} | {passes} | {shortest} | {} |\n", summary.states, summary.top_level, summary.longest)
}

#[test]
fn the_cost_of_each_example() {
    let mut table = String::from(
        "| machine | states | at the top level | Pass | transitions, shortest | transitions, longest |\n|---|--:|--:|--:|--:|--:|\n",
    );
    for (name, path) in examples() {
        let compiled = machine(&path);
        assert_eq!(passes(&compiled), 0, "{name}");
        let link = format!("[`{name}`](../examples/{name}.rs)");
        table += &row(&link, &summary(compiled.machine()), 0);
        let by_hand = Path::new(FOLDER).join(format!("hand_written/{name}.asl.json"));
        if by_hand.exists() {
            let by_hand = machine(&by_hand);
            let link = format!("— [by hand](../examples/hand_written/{name}.asl.json)");
            table += &row(&link, &summary(by_hand.machine()), passes(&by_hand));
        }
    }
    let path = Path::new(FOLDER).join("../docs/examples-cost.md");
    let page = fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once("<!-- table -->\n").unwrap();
    let (_, tail) = rest.split_once("<!-- end of table -->").unwrap();
    let expected = format!("{head}<!-- table -->\n{table}<!-- end of table -->{tail}");
    if std::env::var("INSTA_UPDATE").is_ok_and(|mode| mode == "always") {
        fs::write(&path, &expected).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
}

#[test]
fn the_readme_lists_each_example_with_its_states() {
    let readme = fs::read_to_string(Path::new(FOLDER).join("README.md")).unwrap();
    let rows: Vec<&str> = readme.lines().filter(|line| line.starts_with("| [`")).collect();
    for (name, path) in examples() {
        let row = rows
            .iter()
            .find(|row| row.starts_with(&format!("| [`{name}`]({name}.rs) |")))
            .unwrap_or_else(|| panic!("no row of `{name}`"));
        let states = summary(machine(&path).machine()).states;
        assert!(row.ends_with(&format!(" | {states} |")), "{row}\nhas {states} states");
    }
    assert_eq!(rows.len(), examples().len());
}

#[test]
fn the_order_keeps_to_ten_states() {
    let compiled = machine(&Path::new(FOLDER).join("snapshots/order_fulfilment.asl.snap"));
    assert!(summary(compiled.machine()).top_level <= 10);
}
