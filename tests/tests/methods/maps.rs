//! Maps.

use crate::support::cases;
use std::collections::{BTreeMap, HashMap};

fn map(entries: &[(&str, i64)]) -> BTreeMap<String, i64> {
    entries.iter().map(|(key, value)| ((*key).to_string(), *value)).collect()
}

fn maps() -> Vec<(BTreeMap<String, i64>,)> {
    vec![(map(&[]),), (map(&[("a", 1)]),), (map(&[("b", 2), ("a", 1), ("é b", 3)]),)]
}

fn of_lists() -> Vec<(BTreeMap<String, Vec<i64>>,)> {
    let one: BTreeMap<_, _> = [("a".to_string(), vec![1])].into();
    let two: BTreeMap<_, _> = [("a".to_string(), vec![]), ("b".to_string(), vec![1, 2])].into();
    vec![(BTreeMap::new(),), (one,), (two,)]
}

cases! {
    get(m: BTreeMap<String, i64>) -> Option<i64> { m.get("a").copied() } on maps();
    get_list(m: BTreeMap<String, Vec<i64>>) -> Option<Vec<i64>> { m.get("a").cloned() } on of_lists();
    get_computed(m: BTreeMap<String, i64>, k: String) -> Option<i64> { m.get(&k).copied() } on [(map(&[("x.y", 1)]), "x.y"), (map(&[("x", 1)]), "y"), (map(&[]), "")];
    contains_key(m: BTreeMap<String, i64>) -> bool { m.contains_key("b") } on maps();
    len(m: BTreeMap<String, i64>) -> usize { m.len() } on maps();
    len_of_hash_map(m: HashMap<String, i64>) -> usize { m.len() } on [(HashMap::new(),), (HashMap::from([("a".to_string(), 1)]),)];
    is_empty(m: BTreeMap<String, i64>) -> bool { m.is_empty() } on maps();
    keys(m: BTreeMap<String, i64>) -> Vec<String> { m.keys().cloned().collect() } on maps();
    into_keys(m: BTreeMap<String, i64>) -> Vec<String> { m.into_keys().collect() } on maps();
    values(m: BTreeMap<String, i64>) -> Vec<i64> { m.values().copied().collect() } on maps();
    values_sum(m: BTreeMap<String, i64>) -> i64 { m.values().sum::<i64>() } on maps();
    into_values_of_lists(m: BTreeMap<String, Vec<i64>>) -> Vec<Vec<i64>> { m.into_values().collect() } on of_lists();
    iter_map(m: BTreeMap<String, i64>) -> Vec<String> { m.iter().map(|(k, v)| format!("{k}={v}")).collect() } on maps();
    iter_pairs(m: BTreeMap<String, i64>) -> Vec<(String, i64)> { m.into_iter().collect() } on maps();
    iter_filter(m: BTreeMap<String, i64>) -> BTreeMap<String, i64> { m.into_iter().filter(|(_, v)| *v > 1).collect::<BTreeMap<String, i64>>() } on maps();
    iter_any(m: BTreeMap<String, i64>) -> bool { m.iter().any(|(k, v)| k == "a" && *v == 1) } on maps();
    for_loop(m: BTreeMap<String, i64>) -> String { let mut all = "".to_string(); for (k, v) in m { all = format!("{all}{k}{v}"); } all } on maps();
}
