//! Lists and iterators.

use crate::support::{cases, words};
use std::collections::BTreeMap;

fn lists() -> Vec<(Vec<i64>,)> {
    vec![(vec![],), (vec![0],), (vec![5],), (vec![1, 2],), (vec![3, -1, 2, 2, 0, -7],)]
}

fn nested() -> Vec<(Vec<Vec<i64>>,)> {
    vec![
        (vec![],),
        (vec![vec![]],),
        (vec![vec![1]],),
        (vec![vec![1, 2]],),
        (vec![vec![], vec![]],),
        (vec![vec![1], vec![], vec![2, 3]],),
    ]
}

fn holes() -> Vec<(Vec<Option<i64>>,)> {
    vec![(vec![],), (vec![None],), (vec![Some(1)],), (vec![None, Some(2), None, Some(0)],)]
}

fn texts() -> Vec<(Vec<String>,)> {
    vec![(words(&[]),), (words(&[""]),), (words(&["b"]),), (words(&["b", "a", "é", "a", "Z"]),)]
}

/// Texts with one that is no number behind the first `2`: what looks for that never parses it.
fn then_no_number() -> Vec<(Vec<String>,)> {
    let lists: [&[&str]; 5] = [&["1", "2", "x"], &["2", "x"], &["2"], &["1"], &[]];
    lists.map(|list| (list.iter().map(|text| (*text).to_owned()).collect(),)).to_vec()
}

fn positions() -> Vec<(Vec<i64>, usize)> {
    let mut all = Vec::new();
    for list in [vec![], vec![5], vec![1, 2, 3]] {
        for n in 0..5 {
            all.push((list.clone(), n));
        }
    }
    all
}

cases! {
    len(xs: Vec<i64>) -> usize { xs.len() } on lists();
    len_nested(xs: Vec<Vec<i64>>) -> usize { xs.len() } on nested();
    len_holes(xs: Vec<Option<i64>>) -> usize { xs.len() } on holes();
    is_empty(xs: Vec<Vec<i64>>) -> bool { xs.is_empty() } on nested();
    first(xs: Vec<i64>) -> Option<i64> { xs.first().copied() } on lists();
    first_nested(xs: Vec<Vec<i64>>) -> Option<Vec<i64>> { xs.first().cloned() } on nested();
    last(xs: Vec<i64>) -> Option<i64> { xs.last().copied() } on lists();
    last_nested(xs: Vec<Vec<i64>>) -> Option<Vec<i64>> { xs.last().cloned() } on nested();
    get(xs: Vec<i64>, n: usize) -> Option<i64> { xs.get(n).copied() } on positions();
    get_nested(xs: Vec<Vec<i64>>) -> Option<Vec<i64>> { xs.get(0).cloned() } on nested();
    nth(xs: Vec<i64>, n: usize) -> Option<i64> { xs.iter().nth(n).copied() } on positions();
    contains(xs: Vec<i64>) -> bool { xs.contains(&2) } on lists();
    contains_text(xs: Vec<String>) -> bool { xs.contains(&"é".to_string()) } on texts();
    contains_list(xs: Vec<Vec<i64>>) -> bool { xs.contains(&vec![1]) } on nested();
    map(xs: Vec<i64>) -> Vec<i64> { xs.iter().map(|x| x * 2).collect() } on lists();
    map_to_list(xs: Vec<i64>) -> Vec<Vec<i64>> { xs.iter().map(|x| vec![*x, 0]).collect() } on lists();
    map_to_empty(xs: Vec<i64>) -> Vec<Vec<i64>> { xs.iter().map(|x| (0..*x).collect::<Vec<i64>>()).collect() } on lists();
    map_nested(xs: Vec<Vec<i64>>) -> Vec<Vec<i64>> { xs.iter().map(|row| row.iter().map(|x| x + 1).collect::<Vec<i64>>()).collect() } on nested();
    map_to_option(xs: Vec<i64>) -> Vec<Option<i64>> { xs.iter().map(|x| if *x > 1 { Some(*x) } else { None }).collect() } on lists();
    map_to_option_list(xs: Vec<i64>) -> Vec<Option<Vec<i64>>> { xs.iter().map(|x| if *x > 1 { Some(vec![*x]) } else { None }).collect() } on lists();
    map_to_pair(xs: Vec<i64>) -> Vec<(i64, String)> { xs.iter().map(|x| (*x, format!("#{x}"))).collect() } on lists();
    filter(xs: Vec<i64>) -> Vec<i64> { xs.into_iter().filter(|x| *x > 1).collect() } on lists();
    filter_nested(xs: Vec<Vec<i64>>) -> Vec<Vec<i64>> { xs.into_iter().filter(|row| row.len() != 1).collect() } on nested();
    filter_holes(xs: Vec<Option<i64>>) -> Vec<Option<i64>> { xs.into_iter().filter(|x| x.is_none()).collect() } on holes();
    filter_map(xs: Vec<i64>) -> Vec<i64> { xs.iter().filter_map(|x| if *x > 0 { Some(x * 10) } else { None }).collect() } on lists();
    filter_map_to_list(xs: Vec<i64>) -> Vec<Vec<i64>> { xs.iter().filter_map(|x| if *x > 0 { Some(vec![*x]) } else { None }).collect() } on lists();
    flat_map(xs: Vec<i64>) -> Vec<i64> { xs.iter().flat_map(|x| vec![*x, -x]).collect() } on lists();
    flat_map_nested(xs: Vec<i64>) -> Vec<Vec<i64>> { xs.iter().flat_map(|x| vec![vec![*x], vec![]]).collect() } on lists();
    flatten(xs: Vec<Vec<i64>>) -> Vec<i64> { xs.into_iter().flatten().collect() } on nested();
    flatten_holes(xs: Vec<Option<i64>>) -> Vec<i64> { xs.into_iter().flatten().collect() } on holes();
    concat(xs: Vec<Vec<i64>>) -> Vec<i64> { xs.concat() } on nested();
    enumerate(xs: Vec<i64>) -> Vec<(usize, i64)> { xs.into_iter().enumerate().collect() } on lists();
    enumerate_map(xs: Vec<i64>) -> Vec<i64> { xs.iter().enumerate().map(|(i, x)| x * i as i64).collect() } on lists();
    enumerate_filter(xs: Vec<i64>) -> Vec<(usize, i64)> { xs.into_iter().enumerate().filter(|(i, _)| i % 2 == 0).collect() } on lists();
    enumerate_nested(xs: Vec<Vec<i64>>) -> Vec<(usize, Vec<i64>)> { xs.into_iter().enumerate().collect() } on nested();
    enumerate_fold(xs: Vec<i64>) -> i64 { xs.iter().enumerate().fold(0, |sum, (i, x)| sum + x * i as i64) } on lists();
    zip(xs: Vec<i64>, ys: Vec<String>) -> Vec<(i64, String)> { xs.into_iter().zip(ys).collect() } on [(vec![], words(&[])), (vec![1], words(&["a"])), (vec![1, 2], words(&["a"])), (vec![1], words(&["a", "b"]))];
    zip_map(xs: Vec<i64>, ys: Vec<i64>) -> Vec<i64> { xs.iter().zip(ys.iter()).map(|(x, y)| x * y).collect() } on [(vec![], vec![]), (vec![2], vec![3]), (vec![2, 3], vec![4, 5])];
    zip_nested(xs: Vec<Vec<i64>>) -> Vec<(Vec<i64>, Vec<i64>)> { xs.clone().into_iter().zip(xs).collect() } on nested();
    chain(xs: Vec<i64>) -> Vec<i64> { xs.iter().chain(xs.iter()).copied().collect() } on lists();
    chain_nested(xs: Vec<Vec<i64>>) -> Vec<Vec<i64>> { xs.clone().into_iter().chain(xs).collect() } on nested();
    rev(xs: Vec<i64>) -> Vec<i64> { xs.into_iter().rev().collect() } on lists();
    rev_nested(xs: Vec<Vec<i64>>) -> Vec<Vec<i64>> { xs.into_iter().rev().collect() } on nested();
    skip(xs: Vec<i64>, n: usize) -> Vec<i64> { xs.into_iter().skip(n).collect() } on positions();
    take(xs: Vec<i64>, n: usize) -> Vec<i64> { xs.into_iter().take(n).collect() } on positions();
    skip_take_nested(xs: Vec<Vec<i64>>) -> Vec<Vec<i64>> { xs.into_iter().skip(1).take(1).collect() } on nested();
    step_by(xs: Vec<i64>, n: usize) -> Vec<i64> { xs.into_iter().step_by(n + 1).collect() } on positions();
    take_while(xs: Vec<i64>) -> Vec<i64> { xs.into_iter().take_while(|x| *x != 2).collect() } on lists();
    skip_while(xs: Vec<i64>) -> Vec<i64> { xs.into_iter().skip_while(|x| *x != 2).collect() } on lists();
    take_while_nested(xs: Vec<Vec<i64>>) -> Vec<Vec<i64>> { xs.into_iter().take_while(|row| !row.is_empty()).collect() } on nested();
    any_stops(xs: Vec<String>) -> bool { xs.iter().any(|x| x.parse::<i64>().unwrap() == 2) } on then_no_number();
    all_stops(xs: Vec<String>) -> bool { xs.iter().all(|x| x.parse::<i64>().unwrap() < 2) } on then_no_number();
    find_stops(xs: Vec<String>) -> Option<String> { xs.into_iter().find(|x| x.parse::<i64>().unwrap() == 2) } on then_no_number();
    find_map_stops(xs: Vec<String>) -> Option<i64> { xs.iter().find_map(|x| if x.parse::<i64>().unwrap() == 2 { Some(7) } else { None }) } on then_no_number();
    find_map_list_stops(xs: Vec<String>) -> Option<Vec<i64>> { xs.iter().find_map(|x| if x.parse::<i64>().unwrap() == 2 { Some(vec![7]) } else { None }) } on then_no_number();
    position_stops(xs: Vec<String>) -> Option<usize> { xs.iter().position(|x| x.parse::<i64>().unwrap() == 2) } on then_no_number();
    any(xs: Vec<i64>) -> bool { xs.iter().any(|x| *x == 2) } on lists();
    any_nested(xs: Vec<Vec<i64>>) -> bool { xs.iter().any(|row| row.is_empty()) } on nested();
    all(xs: Vec<i64>) -> bool { xs.iter().all(|x| *x > 0) } on lists();
    find(xs: Vec<i64>) -> Option<i64> { xs.into_iter().find(|x| *x < 0) } on lists();
    find_nested(xs: Vec<Vec<i64>>) -> Option<Vec<i64>> { xs.into_iter().find(|row| row.len() < 2) } on nested();
    find_map(xs: Vec<i64>) -> Option<i64> { xs.iter().find_map(|x| if *x > 1 { Some(x * 100) } else { None }) } on lists();
    position(xs: Vec<i64>) -> Option<usize> { xs.iter().position(|x| *x == 2) } on lists();
    count(xs: Vec<i64>) -> usize { xs.iter().filter(|x| **x > 0).count() } on lists();
    count_nested(xs: Vec<Vec<i64>>) -> usize { xs.iter().filter(|row| row.is_empty()).count() } on nested();
    sum(xs: Vec<i64>) -> i64 { xs.iter().sum::<i64>() } on lists();
    sum_mapped(xs: Vec<i64>) -> i64 { xs.iter().map(|x| x * x).sum::<i64>() } on lists();
    product(xs: Vec<i64>) -> i64 { xs.iter().product::<i64>() } on lists();
    min(xs: Vec<i64>) -> Option<i64> { xs.into_iter().min() } on lists();
    max(xs: Vec<i64>) -> Option<i64> { xs.into_iter().max() } on lists();
    max_text(xs: Vec<String>) -> Option<String> { xs.into_iter().max() } on texts();
    min_text(xs: Vec<String>) -> Option<String> { xs.into_iter().min() } on texts();
    min_by_key(xs: Vec<i64>) -> Option<i64> { xs.into_iter().min_by_key(|x| x * x) } on lists();
    max_by_key(xs: Vec<i64>) -> Option<i64> { xs.into_iter().max_by_key(|x| x % 2) } on lists();
    max_by_key_pair(xs: Vec<i64>) -> Option<i64> { xs.into_iter().max_by_key(|x| (x % 2, -x)) } on lists();
    max_by_key_nested(xs: Vec<Vec<i64>>) -> Option<Vec<i64>> { xs.into_iter().max_by_key(|row| row.len()) } on nested();
    fold(xs: Vec<i64>) -> i64 { xs.iter().fold(100, |left, x| left - x) } on lists();
    fold_to_list(xs: Vec<i64>) -> Vec<i64> { xs.iter().fold(vec![], |all, x| vec![*x].into_iter().chain(all).collect()) } on lists();
    fold_to_text(xs: Vec<String>) -> String { xs.iter().fold("".to_string(), |all, x| format!("{all}{x};")) } on texts();
    reduce(xs: Vec<i64>) -> Option<i64> { xs.into_iter().reduce(|a, b| a - b) } on lists();
    partition(xs: Vec<i64>) -> (Vec<i64>, Vec<i64>) { xs.into_iter().partition(|x| *x > 1) } on lists();
    collect_text(xs: Vec<String>) -> String { xs.into_iter().collect::<String>() } on texts();
    collect_map(xs: Vec<String>) -> BTreeMap<String, usize> { xs.iter().map(|x| (x.clone(), x.chars().count())).collect::<BTreeMap<String, usize>>() } on texts();
    collect_map_of_lists(xs: Vec<String>) -> BTreeMap<String, Vec<String>> { xs.iter().map(|x| (x.clone(), vec![x.clone()])).collect::<BTreeMap<String, Vec<String>>>() } on texts();
    collect_map_enumerated(xs: Vec<String>) -> BTreeMap<String, usize> { xs.into_iter().enumerate().map(|(i, x)| (x, i)).collect::<BTreeMap<String, usize>>() } on texts();
    collect_option(xs: Vec<Option<i64>>) -> Option<Vec<i64>> { xs.into_iter().collect::<Option<Vec<i64>>>() } on holes();
    join(xs: Vec<String>) -> String { xs.join(", ") } on texts();
    concat_text(xs: Vec<String>) -> String { xs.concat() } on texts();
    as_slice(xs: Vec<i64>) -> usize { xs.as_slice().len() } on lists();
    chunks(xs: Vec<i64>, n: usize) -> Vec<Vec<i64>> { xs.chunks(n + 1).map(|c| c.to_vec()).collect() } on positions();
    chunks_nested(xs: Vec<Vec<i64>>) -> Vec<usize> { xs.chunks(2).map(|c| c.len()).collect() } on nested();
    to_vec(xs: Vec<i64>) -> Vec<i64> { xs.to_vec() } on lists();
    range_map(n: i64) -> Vec<i64> { (0..n).map(|i| i * i).collect() } on [(0,), (1,), (4,)];
    range_rev(n: i64) -> Vec<i64> { (1..=n).rev().collect() } on [(0,), (1,), (4,)];
    struct_elements(xs: Vec<i64>) -> i64 { xs.iter().map(|x| (*x, *x + 1)).filter(|(a, _)| *a > 0).map(|(_, b)| b).sum::<i64>() } on lists();
}
