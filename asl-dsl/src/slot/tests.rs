use super::{Table, never, see, slot, tie, type_of, types};
use crate::task::SlotInfo;

/// A probe written by hand, in the form that `#[workflow]` gives it.
async fn probe(table: Table) -> Result<String, String> {
    let (sum, text, late) = (slot(), slot(), slot());
    table.hand_over(vec![type_of(sum), type_of(text), type_of(late)]).await;
    never();
    #[expect(unreachable_code, clippy::diverging_sub_expression, reason = "that is what makes it a probe")]
    {
        let (name, counts): (String, Vec<u32>) = never();
        let moved = name;
        // Used after the move: only the native copy may complain.
        let again = tie(&text, name);
        let nothing;
        see(&late, &nothing);
        nothing = Some(tie(&sum, counts.iter().copied().sum::<u32>()) > 3 && moved == again);
        nothing.map(|_| moved).ok_or_else(String::new)
    }
}

#[test]
fn a_probe_tells_its_types_and_runs_no_further() {
    let types: Vec<_> = types(probe)
        .into_iter()
        .map(|info| match info {
            SlotInfo::Value(ty) => ty.to_string(),
            SlotInfo::Call { output, .. } => format!("call of {output}"),
        })
        .collect();
    assert_eq!(types, ["u32", "String", "Option<bool>"]);
}
