//! serde's rules for renaming all fields or variants.

/// A `rename_all` rule. Fields are written in snake case in Rust, variants in Pascal case; each rule starts from there.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) enum Rule {
    #[default]
    Keep,
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

const RULES: [(&str, Rule); 8] = [
    ("lowercase", Rule::Lower),
    ("UPPERCASE", Rule::Upper),
    ("PascalCase", Rule::Pascal),
    ("camelCase", Rule::Camel),
    ("snake_case", Rule::Snake),
    ("SCREAMING_SNAKE_CASE", Rule::ScreamingSnake),
    ("kebab-case", Rule::Kebab),
    ("SCREAMING-KEBAB-CASE", Rule::ScreamingKebab),
];

impl Rule {
    pub(crate) fn parse(text: &str) -> Option<Rule> {
        RULES.iter().find(|(name, _)| *name == text).map(|(_, rule)| *rule)
    }

    /// The rules as a list for messages.
    pub(crate) fn names() -> String {
        RULES.map(|(name, _)| format!("`{name}`")).join(", ")
    }

    /// The JSON name of a field.
    pub(crate) fn field(self, rust: &str) -> String {
        match self {
            Rule::Keep | Rule::Lower | Rule::Snake => rust.to_owned(),
            Rule::Upper | Rule::ScreamingSnake => rust.to_ascii_uppercase(),
            Rule::Pascal => pascal(rust),
            Rule::Camel => uncapitalised(&pascal(rust)),
            Rule::Kebab => rust.replace('_', "-"),
            Rule::ScreamingKebab => rust.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// The JSON name of a variant.
    pub(crate) fn variant(self, rust: &str) -> String {
        match self {
            Rule::Keep | Rule::Pascal => rust.to_owned(),
            Rule::Lower => rust.to_ascii_lowercase(),
            Rule::Upper => rust.to_ascii_uppercase(),
            Rule::Camel => uncapitalised(rust),
            Rule::Snake => snake(rust),
            Rule::ScreamingSnake => snake(rust).to_ascii_uppercase(),
            Rule::Kebab => snake(rust).replace('_', "-"),
            Rule::ScreamingKebab => snake(rust).to_ascii_uppercase().replace('_', "-"),
        }
    }
}

/// `order_id` as `OrderId`.
fn pascal(rust: &str) -> String {
    let mut name = String::new();
    let mut capital = true;
    for c in rust.chars() {
        match c {
            '_' => capital = true,
            c if capital => {
                name.push(c.to_ascii_uppercase());
                capital = false;
            }
            c => name.push(c),
        }
    }
    name
}

/// `InReview` as `in_review`.
fn snake(rust: &str) -> String {
    let mut name = String::new();
    for (i, c) in rust.char_indices() {
        if i > 0 && c.is_uppercase() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

/// `InReview` as `inReview`.
fn uncapitalised(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(chars).collect()
}
