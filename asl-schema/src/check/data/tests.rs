//! The expressions of JSONata's own test suite, evaluated on the exact shapes of their data: the value that the reference gives must be one of
//! those that the shape admits. Runs where the suite is at hand.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::jsonata::{Evaluation, Place, States};
use super::scene::Scene;
use super::world::World;
use crate::check::MachineType;
use crate::check::context::Context;
use crate::check::options::Known;
use crate::check::parsed::Parsed;
use crate::data::Shape;
use crate::jsonata;
use crate::model::{Pass, StateMachine};

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
}

fn read(file: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap_or_default()
}

/// What the expression can give, and the fields that it reads in vain.
fn evaluated(code: &str, data: &Shape) -> Option<(Shape, Vec<String>)> {
    let text = format!("{{%{code}%}}");
    let expr = jsonata::parse(text.get(2..text.len() - 2)?).ok()?;
    let machine = StateMachine::new("Only").with_state("Only", Pass::new().end());
    let context = Context::new(&machine, MachineType::Standard);
    let (parsed, known) = (Parsed::default(), Known::default());
    let world = World::new(&context, &parsed, &known);
    let mut scene = Scene::new(&world, 0);
    let states = States::new(&Shape::unknown());
    let shape =
        Evaluation::new(&mut scene, &states, &text, &expr).eval(&expr, Place { item: Some(data), guarded: false });
    Some((shape, scene.found.into_iter().map(|found| found.name).collect()))
}

#[test]
fn the_shapes_of_jsonatas_own_expressions_admit_their_values() {
    let repository = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut folders = repository.ancestors().map(|folder| folder.join("shared/conformance/jsonata"));
    let Some(folder) = folders.find(|folder| folder.exists()) else { return };
    let mut all = Vec::new();
    files(&folder.join("groups"), &mut all);
    all.sort();
    let (mut cases, mut informed, mut in_vain, mut wrong) = (0, 0, Vec::new(), Vec::new());
    for file in all {
        let content = read(&file);
        for case in content.as_array().map_or(std::slice::from_ref(&content), Vec::as_slice) {
            let Some(code) = case["expr"].as_str() else { continue };
            let data = match case["dataset"].as_str() {
                Some(name) => read(&folder.join("datasets").join(format!("{name}.json"))),
                None => case["data"].clone(),
            };
            let has_data = case["dataset"].is_string() || case.get("data").is_some();
            let shape = if has_data { Shape::exactly(&data) } else { Shape::absent() };
            let Some((shape, unread)) = evaluated(code, &shape) else { continue };
            let right = match (case.get("result"), case.get("undefinedResult")) {
                (Some(result), _) => shape.admits(result),
                (None, Some(_)) => shape.may_be_absent() || shape.is_unknown() || !unread.is_empty(),
                (None, None) => continue,
            };
            cases += 1;
            informed += usize::from(!shape.is_unknown());
            if !right {
                wrong.push(format!("{} {code}: {shape} but {:?}", file.display(), case.get("result")));
            }
            if case.get("result").is_some() && !unread.is_empty() {
                in_vain.push(format!("{code}: {unread:?} of {:?}", case.get("result")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    // Where the reference finds a value, nothing that was read may be called unknown.
    assert!(in_vain.is_empty(), "{}", in_vain.join("\n"));
    assert!(cases > 400 && informed * 4 > cases * 3, "{informed} of {cases}");
}
