//! Calls that change their receiver.

use crate::support::{cases, words};
use std::collections::BTreeMap;

fn lists() -> Vec<(Vec<i64>,)> {
    vec![(vec![],), (vec![5],), (vec![3, -1, 2, 2],)]
}

fn nested() -> Vec<(Vec<Vec<i64>>,)> {
    vec![(vec![],), (vec![vec![]],), (vec![vec![1, 2]],), (vec![vec![2], vec![], vec![1]],)]
}

fn texts() -> Vec<(Vec<String>,)> {
    vec![(words(&[]),), (words(&["b"]),), (words(&["b", "a", "é", "Z"]),)]
}

fn maps() -> Vec<(BTreeMap<String, i64>,)> {
    let one: BTreeMap<String, i64> = [("a".to_string(), 1)].into();
    let two: BTreeMap<String, i64> = [("a".to_string(), 1), ("b".to_string(), 2)].into();
    vec![(BTreeMap::new(),), (one,), (two,)]
}

cases! {
    push(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs; ys.push(9); ys } on lists();
    push_nested(xs: Vec<Vec<i64>>) -> Vec<Vec<i64>> { let mut ys = xs; ys.push(vec![]); ys.push(vec![7]); ys } on nested();
    push_option(x: Option<Vec<i64>>) -> Vec<Option<Vec<i64>>> { let mut ys = Vec::new(); ys.push(x.clone()); ys.push(x); ys } on [(None,), (Some(vec![1]),)];
    extend(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs.clone(); ys.extend(xs); ys } on lists();
    pop(xs: Vec<i64>) -> (Vec<i64>, Option<i64>) { let mut ys = xs; let last = ys.pop(); (ys, last) } on lists();
    pop_nested(xs: Vec<Vec<i64>>) -> (Vec<Vec<i64>>, Option<Vec<i64>>) { let mut ys = xs; let last = ys.pop(); (ys, last) } on nested();
    insert(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs; ys.insert(0, 8); ys.insert(1, 9); ys } on lists();
    remove(xs: Vec<i64>) -> (Vec<i64>, i64) { let mut ys = xs; let gone = ys.remove(0); (ys, gone) } on lists().into_iter().skip(1);
    truncate(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs; ys.truncate(2); ys } on lists();
    clear(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs; ys.clear(); ys } on lists();
    retain(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs; ys.retain(|x| *x > 2); ys } on lists();
    retain_nested(xs: Vec<Vec<i64>>) -> Vec<Vec<i64>> { let mut ys = xs; ys.retain(|x| !x.is_empty()); ys } on nested();
    reverse(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs; ys.reverse(); ys } on lists();
    sort(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs; ys.sort(); ys } on lists();
    sort_unstable(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs; ys.sort_unstable(); ys } on lists();
    sort_unstable_by_key(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs; ys.sort_unstable_by_key(|x| -x); ys } on lists();
    extend_from_slice(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs.clone(); ys.extend_from_slice(&xs); ys } on lists();
    sort_text(xs: Vec<String>) -> Vec<String> { let mut ys = xs; ys.sort(); ys } on texts();
    sort_by_key(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs; ys.sort_by_key(|x| -x); ys } on lists();
    sort_by_key_nested(xs: Vec<Vec<i64>>) -> Vec<Vec<i64>> { let mut ys = xs; ys.sort_by_key(|x| x.len()); ys } on nested();
    sort_by_pair(xs: Vec<i64>) -> Vec<i64> { let mut ys = xs; ys.sort_by_key(|x| (x % 2, *x)); ys } on lists();
    push_str(s: String) -> String { let mut t = s; t.push_str("é!"); t.push('c'); t } on [("",), ("a",)];
    map_insert(m: BTreeMap<String, i64>) -> (BTreeMap<String, i64>, Option<i64>) { let mut n = m; let old = n.insert("a".to_string(), 7); (n, old) } on maps();
    map_remove(m: BTreeMap<String, i64>) -> (BTreeMap<String, i64>, Option<i64>) { let mut n = m; let old = n.remove("a"); (n, old) } on maps();
    map_extend(m: BTreeMap<String, i64>) -> BTreeMap<String, i64> { let mut n = m.clone(); n.extend(m); n } on maps();
    map_clear(m: BTreeMap<String, i64>) -> usize { let mut n = m; n.clear(); n.len() } on maps();
    option_take(x: Option<i64>) -> (Option<i64>, Option<i64>) { let mut y = x; let old = y.take(); (y, old) } on [(None,), (Some(1),)];
    option_replace(x: Option<i64>) -> (Option<i64>, Option<i64>) { let mut y = x; let old = y.replace(4); (y, old) } on [(None,), (Some(1),)];
}
