//! What a task waits for, and sets of that.

/// What a task waits for: its *service integration pattern*.
///
/// Express machines have the first alone; AWS refuses the others when the machine is created.
///
/// Source: Step Functions developer guide, *Service integration patterns*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// The answer to the request: no suffix.
    RequestResponse,
    /// The end of the job that the request starts: `.sync`.
    Sync,
    /// The same with the child's output as JSON instead of as a string: `.sync:2`, which `states:startExecution` has alone.
    SyncJson,
    /// Somebody who gives the task token back: `.waitForTaskToken`.
    TaskToken,
}

impl Pattern {
    /// Every pattern.
    pub const ALL: [Pattern; 4] = [Pattern::RequestResponse, Pattern::Sync, Pattern::SyncJson, Pattern::TaskToken];

    /// How a `Resource` ends: empty, `.sync`, `.sync:2`, `.waitForTaskToken`.
    pub const fn suffix(self) -> &'static str {
        match self {
            Pattern::RequestResponse => "",
            Pattern::Sync => ".sync",
            Pattern::SyncJson => ".sync:2",
            Pattern::TaskToken => ".waitForTaskToken",
        }
    }

    /// The pattern with this suffix.
    ///
    /// ```
    /// use asl_schema::resource::Pattern;
    /// assert_eq!(Pattern::from_suffix(".waitForTaskToken"), Some(Pattern::TaskToken));
    /// assert_eq!(Pattern::from_suffix(".async"), None);
    /// ```
    pub fn from_suffix(suffix: &str) -> Option<Pattern> {
        Pattern::ALL.into_iter().find(|pattern| pattern.suffix() == suffix)
    }

    /// Whether an Express machine takes it.
    pub const fn allowed_in_express(self) -> bool {
        matches!(self, Pattern::RequestResponse)
    }
}

/// As a message names it: `request-response`, `` `.sync` ``.
impl std::fmt::Display for Pattern {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Pattern::RequestResponse => f.write_str("request-response"),
            pattern => write!(f, "`{}`", pattern.suffix()),
        }
    }
}

/// The patterns that an action has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patterns(u8);

impl Patterns {
    pub(super) const RESPONSE: Patterns = Patterns::of(&[Pattern::RequestResponse]);
    pub(super) const RESPONSE_SYNC: Patterns = Patterns::of(&[Pattern::RequestResponse, Pattern::Sync]);
    pub(super) const RESPONSE_TOKEN: Patterns = Patterns::of(&[Pattern::RequestResponse, Pattern::TaskToken]);
    pub(super) const RESPONSE_SYNC_TOKEN: Patterns =
        Patterns::of(&[Pattern::RequestResponse, Pattern::Sync, Pattern::TaskToken]);
    pub(super) const ALL: Patterns = Patterns::of(&Pattern::ALL);

    const fn of(patterns: &[Pattern]) -> Patterns {
        let (mut bits, mut rest) = (0, patterns);
        while let [first, others @ ..] = rest {
            bits |= 1 << *first as u8;
            rest = others;
        }
        Patterns(bits)
    }

    /// Whether this is one of them.
    pub const fn contains(self, pattern: Pattern) -> bool {
        self.0 & (1 << pattern as u8) != 0
    }

    /// All of them, request-response first.
    pub fn iter(self) -> impl Iterator<Item = Pattern> {
        Pattern::ALL.into_iter().filter(move |pattern| self.contains(*pattern))
    }
}

/// As a message lists them: ``request-response, `.sync` ``.
impl std::fmt::Display for Patterns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, pattern) in self.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            write!(f, "{comma}{pattern}")?;
        }
        Ok(())
    }
}
