//! Where in a definition something stands, independent of any text.

/// One step of a [`Path`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// The value of an object's key.
    Key(String),
    /// An element of an array, from 0.
    Index(usize),
}

/// A place in a definition, printed as AWS prints it in `location`: `/States/Route/Choices[0]/Next`. The root is `/`.
///
/// Names are printed raw, as AWS does, so a state called `a/b` gives `/States/a/b`: compare paths, not their text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Path {
    segments: Vec<Segment>,
}

impl Path {
    /// The definition itself.
    pub fn root() -> Path {
        Path::default()
    }

    /// The steps from the root.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The place of `key` in the object here.
    #[must_use]
    pub fn key(&self, key: impl Into<String>) -> Path {
        let mut path = self.clone();
        path.segments.push(Segment::Key(key.into()));
        path
    }

    /// The place of element `index` in the array here.
    #[must_use]
    pub fn index(&self, index: usize) -> Path {
        let mut path = self.clone();
        path.segments.push(Segment::Index(index));
        path
    }

    /// The place around this one; `None` at the root.
    pub fn parent(&self) -> Option<Path> {
        let (_, rest) = self.segments.split_last()?;
        Some(Path { segments: rest.to_vec() })
    }

    /// Whether this place is `other` or inside it.
    pub fn starts_with(&self, other: &Path) -> bool {
        self.segments.starts_with(&other.segments)
    }

    /// The rest of this place behind `base`; `None` when it is not inside that.
    pub fn strip(&self, base: &Path) -> Option<Path> {
        let rest = self.segments.strip_prefix(base.segments.as_slice())?;
        Some(Path { segments: rest.to_vec() })
    }

    /// The name of the innermost state that this place belongs to.
    ///
    /// ```
    /// use asl_schema::Path;
    /// let path = Path::root().key("States").key("Notify").key("Parameters").key("States");
    /// assert_eq!(path.state_name(), Some("Notify"));
    /// ```
    pub fn state_name(&self) -> Option<&str> {
        let mut found = None;
        let mut rest = self.segments.as_slice();
        // A state's own fields may hold any key, so only the shapes that lead to a nested machine are followed.
        while let [Segment::Key(states), Segment::Key(name), inner @ ..] = rest {
            if states != "States" {
                break;
            }
            found = Some(name.as_str());
            rest = match inner {
                [Segment::Key(key), Segment::Index(_), more @ ..] if key == "Branches" => more,
                [Segment::Key(key), more @ ..] if key == "ItemProcessor" || key == "Iterator" => more,
                _ => break,
            };
        }
        found
    }
}

impl std::fmt::Display for Path {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.segments.is_empty() {
            return f.write_str("/");
        }
        for segment in &self.segments {
            match segment {
                Segment::Key(key) => write!(f, "/{key}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
