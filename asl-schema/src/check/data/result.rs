//! The results of tasks and of the states around others.

use super::scene::Scene;
use crate::data::Shape;
use crate::model::{Map, State, Task};
use crate::resource::Resource;

impl Scene<'_, '_> {
    /// What a task gives: what the user says, or what is recorded of the integration.
    pub(super) fn result_of_task(&self, task: &Task) -> Shape {
        if let Some(known) = self.known_result() {
            return known;
        }
        match self.world.code.resource(&task.resource).and_then(Resource::result_fields) {
            Some(fields) if fields.is_complete() => Shape::from_object(self.world.result(fields).made(self.maker())),
            _ => Shape::unknown(),
        }
    }

    fn known_result(&self) -> Option<Shape> {
        let name = self.world.context.states.get(self.state)?.name;
        self.world.known.results.get(name).cloned()
    }

    /// What a Parallel or Map gives when the states inside it give these.
    pub(super) fn result_of_scopes(&self, state: &State, results: &[Shape]) -> Shape {
        if let Some(known) = self.known_result() {
            return known;
        }
        match (state, results) {
            (State::Parallel(_), results) if results.iter().any(Shape::is_never) => Shape::never(),
            (State::Parallel(_), results) => Shape::tuple(results.iter().cloned()),
            // Without items there are no results: the list is empty, whatever an item would give.
            (State::Map(map), [result]) if is_plain(map) => Shape::list_of(result.clone()),
            _ => Shape::unknown(),
        }
    }
}

/// Whether its result is the list of what its items give: nothing is exported, no item may fail.
fn is_plain(map: &Map) -> bool {
    map.result_writer.is_none()
        && map.tolerated_failure_count.is_none()
        && map.tolerated_failure_count_path.is_none()
        && map.tolerated_failure_percentage.is_none()
        && map.tolerated_failure_percentage_path.is_none()
}
