//! What lowering knows of a Rust type: how serde writes it as JSON.

use std::fmt;

/// An integer type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Integer {
    /// `i32` and not `u32`.
    pub signed: bool,
    /// Width in bits: 8, 16, 32 or 64 (`usize` and `isize` count as 64).
    pub bits: u8,
}

/// The JSON form of a Rust type; see [`Shape`](crate::Shape).
///
/// References, `Box`, `Rc`, `Arc` and `Cow` are transparent. Struct, enum and error shapes are static and refer to the
/// types of their fields through function pointers, so recursive types are no problem.
#[derive(Clone)]
pub enum Type {
    /// Not known to rustc's caller either: an element of an empty list literal that nothing constrains.
    Unknown,
    /// `()`: JSON null.
    Unit,
    /// `bool`.
    Bool,
    /// An integer of at most 64 bits: a JSON number.
    Int(Integer),
    /// `f32`, `f64`: a JSON number.
    Float,
    /// `String`, `&str`.
    String,
    /// `char`: a string of one character.
    Char,
    /// `std::time::Duration` inside a workflow: a number of seconds. Not data: serde writes it differently.
    Duration,
    /// `serde_json::Value`: any JSON, passed through or compared whole.
    Json,
    /// [`TaskToken`](struct@crate::TaskToken): a string that only the service knows, `$states.context.Task.Token`.
    TaskToken,
    /// A type whose JSON is opaque to workflows (dates, decimals, 128-bit integers): passed through only.
    /// Holds the type's name for messages.
    Opaque(&'static str),
    /// `Option<T>`: the value, null, or (in a field) missing.
    Option(Box<Type>),
    /// `Vec<T>`, arrays, slices, sets, and iterators over them.
    List(Box<Type>),
    /// A map with string keys: an object.
    Map(Box<Type>),
    /// A tuple: an array of fixed length.
    Tuple(Vec<Type>),
    /// `Result<T, E>`: never JSON itself; decided by Catch or inside an expression.
    Result(Box<Type>, Box<Type>),
    /// A struct.
    Struct(&'static StructShape),
    /// An enum.
    Enum(&'static EnumShape),
    /// A value of a `#[derive(WorkflowError)]` enum.
    Error(&'static ErrorShape),
}

/// A struct's JSON form.
#[derive(Debug)]
pub struct StructShape {
    /// The type's name, for messages.
    pub name: &'static str,
    /// How its fields are arranged.
    pub layout: Layout,
    /// The fields in order. Skipped fields are absent.
    pub fields: &'static [FieldShape],
}

/// How the fields of a struct or variant are arranged in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// No fields. A unit struct is null; a unit variant is its name.
    Unit,
    /// One positional field: its JSON is the whole's. `#[serde(transparent)]` structs too.
    Newtype,
    /// Positional fields: an array.
    Tuple,
    /// Named fields: an object.
    Object,
}

/// One field.
#[derive(Debug)]
pub struct FieldShape {
    /// The Rust name, or the position (`"0"`).
    pub rust: &'static str,
    /// The JSON name.
    pub json: &'static str,
    /// The field's type.
    pub ty: fn() -> Type,
    /// The field may be missing from the JSON: serde's `default` or `skip_serializing_if`, and every `Option`.
    pub optional: bool,
    /// When serde leaves the field out of the JSON it writes.
    pub skipped: Skipped,
    /// What a missing field means, when the type has `#[serde(default)]`: the JSON text of the default.
    pub default: Option<fn() -> Option<serde_json::Value>>,
}

/// When serde leaves a field out of the JSON it writes: `skip_serializing_if`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skipped {
    /// Never.
    Never,
    /// `Option::is_none`.
    None,
    /// When this function of the user says so: a value of the type can be passed on, not made.
    If(&'static str),
}

/// An enum's JSON form.
#[derive(Debug)]
pub struct EnumShape {
    /// The type's name, for messages.
    pub name: &'static str,
    /// Where the variant's name stands.
    pub tagging: Tagging,
    /// The variants in order.
    pub variants: &'static [VariantShape],
}

/// Where an enum's JSON holds the variant's name (serde's four representations).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tagging {
    /// `"Idle"`, `{"Running": {…}}`.
    External,
    /// `{"type": "Running", …}`.
    Internal {
        /// The tag's key.
        tag: &'static str,
    },
    /// `{"t": "Running", "c": {…}}`.
    Adjacent {
        /// The tag's key.
        tag: &'static str,
        /// The content's key.
        content: &'static str,
    },
    /// Nowhere: the content alone. Values can be made and passed through, not matched.
    Untagged,
}

/// One variant.
#[derive(Debug)]
pub struct VariantShape {
    /// The Rust name.
    pub rust: &'static str,
    /// The JSON name.
    pub json: &'static str,
    /// How its fields are arranged.
    pub layout: Layout,
    /// The fields in order.
    pub fields: &'static [FieldShape],
}

/// An error enum: the names that `Catch`, `Retry` and `Fail` use, and what travels in `Cause`.
#[derive(Debug)]
pub struct ErrorShape {
    /// The type's name, for messages.
    pub name: &'static str,
    /// The variants in order.
    pub variants: &'static [ErrorVariant],
}

/// One variant of an error enum.
#[derive(Debug)]
pub struct ErrorVariant {
    /// The Rust name.
    pub rust: &'static str,
    /// What it is outside Rust.
    pub kind: ErrorKind,
    /// How the variant's fields are arranged ([`Layout::Newtype`] for [`ErrorKind::Transparent`]).
    pub layout: Layout,
    /// The fields; their JSON object is the error's payload.
    pub fields: &'static [FieldShape],
}

/// What a variant of an error enum is outside Rust.
#[derive(Clone, Copy)]
pub enum ErrorKind {
    /// An error with its own name (`Error`, `ErrorEquals`), whose fields travel as JSON.
    Named(&'static str),
    /// `#[error(transparent)]`: another error enum, whose names are kept.
    Transparent(fn() -> &'static ErrorShape),
    /// `#[error(other)]`: every error that no other variant names. Two string fields: `error` takes the name, `cause` the cause.
    Other,
}

impl fmt::Debug for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::Named(name) => write!(f, "Named({name:?})"),
            ErrorKind::Transparent(_) => f.write_str("Transparent"),
            ErrorKind::Other => f.write_str("Other"),
        }
    }
}

impl ErrorShape {
    /// Whether every error of `inner` is one of this enum under the same name: they are the same enum, or a
    /// transparent variant wraps it.
    pub fn takes_over(&self, inner: &ErrorShape) -> bool {
        // Statics of one type may be duplicated across codegen units, so their content is compared.
        let names = |shape: &ErrorShape| shape.variants.iter().map(|variant| variant.rust).collect::<Vec<_>>();
        if self.name == inner.name && names(self) == names(inner) {
            return true;
        }
        self.variants.iter().any(|variant| match variant.kind {
            ErrorKind::Transparent(wrapped) => wrapped().takes_over(inner),
            ErrorKind::Named(_) | ErrorKind::Other => false,
        })
    }

    /// Every error name the enum can carry, those of transparent variants included; `None` if it has an `other` variant
    /// and so may carry any.
    pub fn names(&self) -> Option<Vec<&'static str>> {
        let mut names = Vec::new();
        for variant in self.variants {
            match variant.kind {
                ErrorKind::Named(name) => names.push(name),
                ErrorKind::Transparent(inner) => names.extend(inner().names()?),
                ErrorKind::Other => return None,
            }
        }
        Some(names)
    }
}

impl Type {
    /// `u64`, the type of lengths and counts.
    pub const USIZE: Type = Type::Int(Integer { signed: false, bits: 64 });
    /// `i64`.
    pub const I64: Type = Type::Int(Integer { signed: true, bits: 64 });

    /// `Option<inner>`.
    pub fn option(inner: Type) -> Type {
        Type::Option(Box::new(inner))
    }

    /// `Vec<inner>`.
    pub fn list(inner: Type) -> Type {
        Type::List(Box::new(inner))
    }

    /// The type behind newtype structs: what its JSON is.
    pub fn peel(&self) -> Type {
        let mut ty = self.clone();
        // A newtype of itself can't be built in Rust without indirection; the bound is for `struct A(Box<A>)`.
        for _ in 0..32 {
            match &ty {
                Type::Struct(StructShape { layout: Layout::Newtype, fields: [field], .. }) => ty = (field.ty)(),
                _ => break,
            }
        }
        ty
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Unknown => f.write_str("_"),
            Type::Unit => f.write_str("()"),
            Type::Bool => f.write_str("bool"),
            Type::Int(Integer { signed, bits }) => write!(f, "{}{bits}", if *signed { 'i' } else { 'u' }),
            Type::Float => f.write_str("f64"),
            Type::String => f.write_str("String"),
            Type::Char => f.write_str("char"),
            Type::Duration => f.write_str("Duration"),
            Type::Json => f.write_str("serde_json::Value"),
            Type::TaskToken => f.write_str("TaskToken"),
            Type::Opaque(name) => f.write_str(name),
            Type::Option(inner) => write!(f, "Option<{inner}>"),
            Type::List(inner) => write!(f, "Vec<{inner}>"),
            Type::Map(inner) => write!(f, "BTreeMap<String, {inner}>"),
            Type::Tuple(parts) => {
                f.write_str("(")?;
                for (i, part) in parts.iter().enumerate() {
                    if i > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{part}")?;
                }
                f.write_str(")")
            }
            Type::Result(ok, err) => write!(f, "Result<{ok}, {err}>"),
            Type::Struct(shape) => f.write_str(shape.name),
            Type::Enum(shape) => f.write_str(shape.name),
            Type::Error(shape) => f.write_str(shape.name),
        }
    }
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
