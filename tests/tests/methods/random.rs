//! Random chains of list operations: which ones, and on what, is drawn; the machine runs the same chain as the native function.

use crate::support::{compare, input};
use asl_dsl::native::NativeRun;
use asl_local::Machine;
use proptest::prelude::*;
use std::cell::RefCell;

/// Applies operations in order to a list of lists, where JSONata's sequences go wrong most easily.
#[asl_dsl::workflow]
async fn chain(start: Vec<Vec<i64>>, ops: Vec<u8>) -> Vec<Vec<i64>> {
    let mut rows = start;
    for op in ops {
        rows = match op {
            0 => rows.into_iter().rev().collect::<Vec<Vec<i64>>>(),
            1 => rows.into_iter().skip(1).collect::<Vec<Vec<i64>>>(),
            2 => rows.into_iter().take(2).collect::<Vec<Vec<i64>>>(),
            3 => rows.into_iter().filter(|row| !row.is_empty()).collect::<Vec<Vec<i64>>>(),
            4 => {
                rows.iter().map(|row| row.iter().rev().map(|x| x + 1).collect::<Vec<i64>>()).collect::<Vec<Vec<i64>>>()
            }
            5 => rows.iter().map(|row| vec![row.iter().sum::<i64>()]).collect::<Vec<Vec<i64>>>(),
            6 => {
                rows.into_iter().enumerate().filter(|(i, _)| i % 2 == 0).map(|(_, row)| row).collect::<Vec<Vec<i64>>>()
            }
            7 => rows.iter().chain(rows.iter().take(1)).cloned().collect::<Vec<Vec<i64>>>(),
            8 => rows.into_iter().flat_map(|row| vec![row, vec![]]).collect::<Vec<Vec<i64>>>(),
            9 => vec![rows.into_iter().flatten().collect::<Vec<i64>>()],
            10 => rows.into_iter().take_while(|row| row.len() < 3).collect::<Vec<Vec<i64>>>(),
            11 => rows
                .iter()
                .zip(rows.iter().skip(1))
                .map(|(a, b)| vec![a.len() as i64, b.len() as i64])
                .collect::<Vec<Vec<i64>>>(),
            12 => rows
                .iter()
                .map(|row| row.iter().filter(|x| **x > 0).copied().collect::<Vec<i64>>())
                .collect::<Vec<Vec<i64>>>(),
            13 => rows.iter().filter_map(|row| row.first().map(|x| vec![*x])).collect::<Vec<Vec<i64>>>(),
            14 => {
                rows.iter().fold(vec![], |all, row| vec![row.clone()].into_iter().chain(all).collect::<Vec<Vec<i64>>>())
            }
            _ => rows.into_iter().partition::<Vec<Vec<i64>>, _>(|row| row.len() == 1).1,
        };
    }
    rows
}

#[test]
fn chains_agree() {
    let machine = RefCell::new(Machine::new(chain::definition().unwrap()));
    let rows = prop::collection::vec(prop::collection::vec(-3_i64..9, 0..4), 0..5);
    let ops = prop::collection::vec(0_u8..16, 0..6);
    proptest!(ProptestConfig::with_cases(400), |(rows in rows, ops in ops)| {
        let given = input(&[("start", serde_json::to_value(&rows).unwrap()), ("ops", serde_json::to_value(&ops).unwrap())]);
        let native = NativeRun::new().run(chain(rows, ops.clone())).unwrap();
        compare(&format!("{ops:?}"), &mut machine.borrow_mut(), &given, &serde_json::to_value(native).unwrap());
    });
}
