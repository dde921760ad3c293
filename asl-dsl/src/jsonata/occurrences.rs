//! How often variables occur, and which expressions can be repeated freely: what decides between putting a definition
//! in place and binding it.

use super::Jx;
use asl_hir::VarId;
use std::collections::BTreeMap;

impl Jx {
    /// How often each variable is evaluated. Inside a lambda counts twice: it may run for every element.
    pub(crate) fn occurrences(&self) -> BTreeMap<VarId, usize> {
        fn collect(x: &Jx, weight: usize, found: &mut BTreeMap<VarId, usize>) {
            match x {
                Jx::Var(var) => *found.entry(*var).or_default() += weight,
                Jx::Lambda(_, body) => collect(body, 2, found),
                _ => x.each_child(&mut |child| collect(child, weight, found)),
            }
        }
        let mut found = BTreeMap::new();
        collect(self, 1, &mut found);
        found
    }

    /// A constructor of cheap parts, or cheap itself: taking it apart costs nothing.
    pub(crate) fn is_foldable(&self) -> bool {
        match self {
            Jx::Object(members) => members.iter().all(|(_, part)| part.is_foldable() || part.is_guarded_read()),
            Jx::Array(elements) => elements.iter().all(|(part, _)| part.is_foldable() || part.is_guarded_read()),
            _ => self.is_cheap(),
        }
    }

    /// `$exists(x) ? x : otherwise`, cheap but for the guard.
    fn is_guarded_read(&self) -> bool {
        let Jx::Cond(branches, otherwise) = self else { return false };
        let guarded = |tested: &[Jx], read: &Jx| tested == [read.clone()] && read.is_cheap();
        matches!(&**branches, [(Jx::Call("exists", tested), read)] if guarded(tested, read)) && otherwise.is_cheap()
    }
}
