//! The calls of a run in the order that matters: one after the other in a strand, in any order between strands.

use serde_json::Value as Json;

/// What a run does, as far as it is seen outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    /// An attempt of a call.
    Call {
        /// The task's name.
        task: &'static str,
        /// What it is asked.
        request: Json,
    },
    /// Branches, or items.
    Side(Vec<Strand>),
}

/// A branch, or an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Strand {
    /// What it does.
    pub steps: Vec<Step>,
    /// Another one failed meanwhile: it may stop anywhere.
    pub cut: bool,
}

/// What is left of some steps.
#[derive(Clone)]
struct Rest<'s> {
    steps: &'s [Step],
    /// The strands of the first step, if they have begun.
    inside: Option<Vec<(Rest<'s>, bool)>>,
}

/// The same steps, not equal ones: comparing requests of long runs with one another takes for ever.
impl PartialEq for Rest<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.steps, other.steps) && self.inside == other.inside
    }
}

/// Beyond so many ways to read the calls, they pass as they are.
const WAYS: usize = 300;

/// Whether calls, in the order in which they were made, are those of the steps. `same` compares a call with a step's.
pub fn is_order_of<C>(steps: &[Step], calls: &[C], same: &dyn Fn(&'static str, &Json, &C) -> bool) -> bool {
    let mut ways = vec![Rest { steps, inside: None }];
    for call in calls {
        let mut next: Vec<Rest<'_>> = Vec::new();
        for way in &ways {
            for rest in way.after(&|task, request| same(task, request, call)) {
                if !next.contains(&rest) {
                    next.push(rest);
                }
                if next.len() > WAYS {
                    return true;
                }
            }
        }
        if next.is_empty() {
            return false;
        }
        ways = next;
    }
    ways.iter().any(Rest::may_end)
}

impl<'s> Rest<'s> {
    fn may_end(&self) -> bool {
        let open = usize::from(self.inside.is_some());
        let inside = self.inside.iter().flatten().all(|(rest, cut)| *cut || rest.may_end());
        inside && self.steps.iter().skip(open).all(may_be_skipped)
    }

    /// What may be left after a call.
    fn after(&self, same: &dyn Fn(&'static str, &Json) -> bool) -> Vec<Rest<'s>> {
        let mut found = Vec::new();
        let Some((first, later)) = self.steps.split_first() else { return found };
        match first {
            Step::Call { task, request } => {
                if same(task, request) {
                    found.push(Rest { steps: later, inside: None });
                }
            }
            Step::Side(strands) => {
                let fresh = || strands.iter().map(|s| (Rest { steps: &s.steps, inside: None }, s.cut)).collect();
                let inside: Vec<(Rest<'s>, bool)> = self.inside.clone().unwrap_or_else(fresh);
                for (i, (strand, cut)) in inside.iter().enumerate() {
                    for rest in strand.after(same) {
                        let mut inside = inside.clone();
                        if let Some(place) = inside.get_mut(i) {
                            *place = (rest, *cut);
                        }
                        found.push(Rest { steps: self.steps, inside: Some(inside) });
                    }
                }
                if inside.iter().all(|(rest, cut)| *cut || rest.may_end()) {
                    found.extend(Rest { steps: later, inside: None }.after(same));
                }
            }
        }
        found
    }
}

fn may_be_skipped(step: &Step) -> bool {
    match step {
        Step::Call { .. } => false,
        Step::Side(strands) => strands.iter().all(|strand| strand.cut || strand.steps.iter().all(may_be_skipped)),
    }
}
