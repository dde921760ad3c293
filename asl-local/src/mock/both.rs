//! Two handlers as one.

use super::{Answer, Call, Handler, Mocks};

/// What was prepared by name, and then the handler for the rest.
pub(crate) struct Both<'b, 'm> {
    pub(crate) first: &'b mut Mocks<'m>,
    pub(crate) second: Option<&'b mut (dyn Handler + 'm)>,
}

impl Handler for Both<'_, '_> {
    fn answer(&mut self, call: &Call<'_>) -> Option<Answer> {
        self.first.answer(call).or_else(|| self.second.as_mut()?.answer(call))
    }

    fn prepared(&self) -> Vec<String> {
        let rest = self.second.as_ref().map(|handler| handler.prepared()).unwrap_or_default();
        self.first.prepared().into_iter().chain(rest).collect()
    }

    fn leftovers(&self) -> Vec<String> {
        let rest = self.second.as_ref().map(|handler| handler.leftovers()).unwrap_or_default();
        self.first.leftovers().into_iter().chain(rest).collect()
    }
}
