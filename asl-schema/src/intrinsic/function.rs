//! The table of the eighteen functions: what they take and what they give.
//!
//! Source: "Intrinsic functions for JSONPath states" in the AWS developer guide.

/// An intrinsic function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// `States.Array(value…)`
    Array,
    /// `States.ArrayContains(array, value)`
    ArrayContains,
    /// `States.ArrayGetItem(array, index)`
    ArrayGetItem,
    /// `States.ArrayLength(array)`
    ArrayLength,
    /// `States.ArrayPartition(array, size)`
    ArrayPartition,
    /// `States.ArrayRange(first, last, step)`
    ArrayRange,
    /// `States.ArrayUnique(array)`
    ArrayUnique,
    /// `States.Base64Decode(text)`
    Base64Decode,
    /// `States.Base64Encode(text)`
    Base64Encode,
    /// `States.Format(template, value…)`
    Format,
    /// `States.Hash(value, algorithm)`
    Hash,
    /// `States.JsonMerge(object, object, false)`
    JsonMerge,
    /// `States.JsonToString(value)`
    JsonToString,
    /// `States.MathAdd(number, number)`
    MathAdd,
    /// `States.MathRandom(start, end, seed?)`
    MathRandom,
    /// `States.StringSplit(text, separators)`
    StringSplit,
    /// `States.StringToJson(text)`
    StringToJson,
    /// `States.UUID()`
    Uuid,
}

/// A kind of value that a function takes or gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Any value.
    Any,
    /// A text.
    Text,
    /// A number; where the function needs an integer, AWS rounds.
    Number,
    /// `true` or `false`.
    Bool,
    /// An array.
    Array,
    /// An object.
    Object,
    /// `null`; nothing takes or gives only this.
    Null,
}

impl Kind {
    /// The kind in words: "a text".
    pub fn described(self) -> &'static str {
        match self {
            Kind::Any => "any value",
            Kind::Text => "a text",
            Kind::Number => "a number",
            Kind::Bool => "`true` or `false`",
            Kind::Array => "an array",
            Kind::Object => "an object",
            Kind::Null => "`null`",
        }
    }
}

struct Row {
    name: &'static str,
    function: Function,
    parameters: &'static [Kind],
    required: usize,
    /// Whether any number of values may follow.
    open: bool,
    gives: Kind,
}

const fn row(name: &'static str, function: Function, parameters: &'static [Kind], gives: Kind) -> Row {
    Row { name, function, parameters, required: parameters.len(), open: false, gives }
}

const ROWS: [Row; 18] = [
    Row { open: true, ..row("States.Array", Function::Array, &[], Kind::Array) },
    row("States.ArrayContains", Function::ArrayContains, &[Kind::Array, Kind::Any], Kind::Bool),
    row("States.ArrayGetItem", Function::ArrayGetItem, &[Kind::Array, Kind::Number], Kind::Any),
    row("States.ArrayLength", Function::ArrayLength, &[Kind::Array], Kind::Number),
    row("States.ArrayPartition", Function::ArrayPartition, &[Kind::Array, Kind::Number], Kind::Array),
    row("States.ArrayRange", Function::ArrayRange, &[Kind::Number, Kind::Number, Kind::Number], Kind::Array),
    row("States.ArrayUnique", Function::ArrayUnique, &[Kind::Array], Kind::Array),
    row("States.Base64Decode", Function::Base64Decode, &[Kind::Text], Kind::Text),
    row("States.Base64Encode", Function::Base64Encode, &[Kind::Text], Kind::Text),
    Row { open: true, ..row("States.Format", Function::Format, &[Kind::Text], Kind::Text) },
    row("States.Hash", Function::Hash, &[Kind::Any, Kind::Text], Kind::Text),
    row("States.JsonMerge", Function::JsonMerge, &[Kind::Object, Kind::Object, Kind::Bool], Kind::Object),
    row("States.JsonToString", Function::JsonToString, &[Kind::Any], Kind::Text),
    row("States.MathAdd", Function::MathAdd, &[Kind::Number, Kind::Number], Kind::Number),
    Row {
        required: 2,
        ..row("States.MathRandom", Function::MathRandom, &[Kind::Number, Kind::Number, Kind::Number], Kind::Number)
    },
    row("States.StringSplit", Function::StringSplit, &[Kind::Text, Kind::Text], Kind::Array),
    row("States.StringToJson", Function::StringToJson, &[Kind::Text], Kind::Any),
    row("States.UUID", Function::Uuid, &[], Kind::Text),
];

impl Function {
    /// What every name begins with.
    pub const PREFIX: &'static str = "States.";

    /// The function of this name, `States.` included; case counts.
    pub fn named(name: &str) -> Option<Function> {
        ROWS.iter().find(|row| row.name == name).map(|row| row.function)
    }

    /// All names, in alphabetical order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        ROWS.iter().map(|row| row.name)
    }

    /// Its name, `States.` included.
    pub fn name(self) -> &'static str {
        self.row().map_or("", |row| row.name)
    }

    /// What it takes in this place, counted from 0; nothing where it takes no argument.
    pub fn takes(self, place: usize) -> Option<Kind> {
        let row = self.row()?;
        row.parameters.get(place).copied().or(row.open.then_some(Kind::Any))
    }

    /// The least and the most arguments it takes; no most where any number may follow.
    pub fn arity(self) -> (usize, Option<usize>) {
        self.row().map_or((0, None), |row| (row.required, (!row.open).then_some(row.parameters.len())))
    }

    /// What it gives.
    pub fn gives(self) -> Kind {
        self.row().map_or(Kind::Any, |row| row.gives)
    }

    /// Whether `ErrorPath` and `CausePath` of a Fail state take it: it gives a text. `States.ArrayGetItem` counts, as the item may be one.
    /// Source: the AWS developer guide on the Fail state.
    ///
    /// ```
    /// use asl_schema::intrinsic::Function;
    /// assert!(Function::Format.is_allowed_in_fail());
    /// assert!(!Function::MathAdd.is_allowed_in_fail());
    /// assert!(!Function::StringToJson.is_allowed_in_fail());
    /// ```
    pub fn is_allowed_in_fail(self) -> bool {
        self.gives() == Kind::Text || self == Function::ArrayGetItem
    }

    fn row(self) -> Option<&'static Row> {
        ROWS.iter().find(|row| row.function == self)
    }
}
