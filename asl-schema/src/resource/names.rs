//! Lists of names as the tables hold them: one static text, nothing to build at start.

/// What a request may hold: the names of its parameters, and which must be there.
///
/// A name is the one in `Arguments`; in `Parameters` of a JSONPath state it may carry `.$`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameters {
    /// Names, apart by blanks or commas; `!` before one that is required.
    names: &'static str,
    coverage: Coverage,
}

/// How a list of parameters relates to what AWS takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coverage {
    /// AWS takes these and no other: another name is refused.
    Complete,
    /// The API has these; AWS documents that the integration takes some of them. Another name is wrong unless it is newer than the table.
    Superset,
    /// AWS takes these and perhaps more: of another name nothing is known.
    Subset,
}

impl Parameters {
    pub(super) const fn new(names: &'static str, coverage: Coverage) -> Parameters {
        Parameters { names, coverage }
    }

    /// What a name that is not in the list means.
    pub const fn coverage(&self) -> Coverage {
        self.coverage
    }

    /// Every name.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.words().map(|(name, _)| name)
    }

    /// Those without which the call fails when it runs; AWS does not look when the machine is created.
    pub fn required(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.words().filter_map(|(name, required)| required.then_some(name))
    }

    /// Whether the list has this name.
    pub fn contains(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    fn words(&self) -> impl Iterator<Item = (&'static str, bool)> + use<> {
        self.names.split([' ', ',']).filter(|word| !word.is_empty()).map(|word| match word.strip_prefix('!') {
            Some(name) => (name, true),
            None => (word, false),
        })
    }
}

/// The root fields of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResultFields {
    names: &'static str,
    complete: bool,
}

impl ResultFields {
    pub(super) const fn new(names: &'static str, complete: bool) -> ResultFields {
        ResultFields { names, complete }
    }

    /// The fields that a result may have; none has to be there.
    pub fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.names.split(' ')
    }

    /// Whether the result has this field.
    pub fn contains(&self, name: &str) -> bool {
        self.names().any(|known| known == name)
    }

    /// Whether there is no other field: the shape was recorded or is documented in full. If not, of another field nothing is known.
    pub const fn is_complete(&self) -> bool {
        self.complete
    }
}
