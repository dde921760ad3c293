//! JSON values of a described type: inputs of workflows and answers of tasks.
//!
//! Small domains, so that comparisons hit; text that would be an expression, a path or a substitution if anything took it
//! for one; lists of no, one and several elements; fields that are missing where they may be.

use asl_dsl::Failure;
use asl_dsl::shape::{EnumShape, ErrorKind, ErrorShape, FieldShape, Layout, Skipped, StructShape, Tagging, Type};
use serde_json::{Map, Value, json};

/// A deterministic stream of numbers: splitmix64.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The stream that belongs to a seed.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// The stream that belongs to a text, mixed with a seed.
    pub fn of(text: &str, seed: u64) -> Self {
        // FNV-1a.
        let hash =
            text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
        Random(hash ^ seed.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `n`.
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub(crate) fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len() as u64) as usize]
    }
}

/// Text of which half is plain, so that equal values occur, and half is out to be taken for something else.
const TEXTS: &[&str] = &[
    "a",
    "b",
    "ok",
    "a",
    "b",
    "c",
    "ab",
    "",
    "0",
    "12",
    "{% $states.input %}",
    "{% 1 + 1",
    "$.x",
    "$states",
    "States.ALL",
    "${Name}",
    "%{x}",
    "null",
    "\"quoted\"",
    "it's",
    "back\\slash",
    "line\nbreak",
    "tab\t",
    "héllo😀",
    "{}",
    "[1]",
    "/* no */",
    "`tick`",
    "  a b  ",
    "\u{2028}",
];

/// Generates values.
#[derive(Clone, Debug)]
pub struct Generator {
    /// What decides.
    pub random: Random,
    /// Fields that serde would write may be missing, and a null that it would leave out may be there.
    pub lean: bool,
}

/// Deeper than this, values end as soon as their type allows.
const DEEP: u32 = 4;

impl Generator {
    /// A value of a type.
    pub fn value(&mut self, ty: &Type) -> Value {
        self.at(ty, 0)
    }

    /// What a call of a type that may be a `Result` is answered.
    pub fn answer(&mut self, ty: &Type) -> Result<Value, Failure> {
        match ty {
            Type::Result(_, error) if self.random.one_in(3) => match &**error {
                Type::Error(shape) if !shape.variants.is_empty() => Err(self.failure(shape)),
                _ => self.answer(ty),
            },
            Type::Result(ok, _) => Ok(self.value(ok)),
            other => Ok(self.value(other)),
        }
    }

    /// An error that a type can express, as a Lambda function or as a Fail state reports it.
    fn failure(&mut self, shape: &ErrorShape) -> Failure {
        let variant = self.random.pick(shape.variants);
        match variant.kind {
            ErrorKind::Transparent(inner) => self.failure(inner()),
            ErrorKind::Other => {
                let name =
                    *self.random.pick(&["Unheard", "Lambda.Unknown", "States.Timeout", "States.TaskFailed", "{% 1 %}"]);
                let cause = *self.random.pick(TEXTS);
                Failure::new(name, cause)
            }
            ErrorKind::Named(name) => {
                let payload = self.object(variant.fields, 1);
                if variant.fields.is_empty() && self.random.one_in(3) {
                    return Failure::new(name, *self.random.pick(&["", "it broke", "{}", "null", "[]", "{\"a\":"]));
                }
                let payload = Value::Object(payload).to_string();
                let cause = match self.random.one_in(2) {
                    true => json!({ "errorType": name, "errorMessage": payload, "stackTrace": [] }).to_string(),
                    false => payload,
                };
                Failure::new(name, cause)
            }
        }
    }

    fn at(&mut self, ty: &Type, depth: u32) -> Value {
        match ty {
            Type::Unknown | Type::Unit | Type::Result(..) | Type::Error(_) => Value::Null,
            Type::Bool => Value::Bool(self.random.one_in(2)),
            Type::Int(int) => {
                let small = self.random.below(7) as i64;
                let n = match self.random.below(8) {
                    0 => self.random.below(100) as i64,
                    1 if int.bits >= 16 => 1000 + self.random.below(5000) as i64,
                    _ => small,
                };
                Value::from(if int.signed && self.random.one_in(3) { -n } else { n })
            }
            Type::Float => json!(self.random.below(41) as f64 / 4.0 - 4.0),
            Type::Duration => Value::from(self.random.below(100)),
            Type::String | Type::TaskToken | Type::Opaque(_) => Value::from(*self.random.pick(TEXTS)),
            Type::Char => Value::from(*self.random.pick(&["a", "b", "{", "\"", "😀", "\\"])),
            Type::Json => match self.random.below(6) {
                0 => json!({ "a": [1], "b": null }),
                1 => json!([[1]]),
                2 => json!([]),
                3 => json!(1.5),
                4 => json!(false),
                _ => json!("{% $x %}"),
            },
            Type::Option(inner) => match depth > DEEP || self.random.one_in(3) {
                true => Value::Null,
                false => self.at(inner, depth + 1),
            },
            Type::List(inner) => {
                let many = if depth > DEEP { 0 } else { *self.random.pick(&[0, 1, 1, 2, 3, 4]) };
                (0..many).map(|_| self.at(inner, depth + 1)).collect()
            }
            Type::Map(inner) => {
                let many = if depth > DEEP { 0 } else { self.random.below(4) };
                let key = |random: &mut Random| (*random.pick(TEXTS)).to_owned();
                let members = (0..many).map(|_| (key(&mut self.random), self.at(inner, depth + 1)));
                Value::Object(members.collect::<std::collections::BTreeMap<_, _>>().into_iter().collect())
            }
            Type::Tuple(parts) => parts.iter().map(|part| self.at(part, depth + 1)).collect(),
            Type::Struct(StructShape { layout, fields, .. }) => self.content(*layout, fields, depth),
            Type::Enum(shape) => self.variant(shape, depth),
        }
    }

    fn content(&mut self, layout: Layout, fields: &'static [FieldShape], depth: u32) -> Value {
        match layout {
            Layout::Unit => Value::Null,
            Layout::Newtype => self.at(&(fields[0].ty)(), depth + 1),
            Layout::Tuple => fields.iter().map(|field| self.at(&(field.ty)(), depth + 1)).collect(),
            Layout::Object => Value::Object(self.object(fields, depth)),
        }
    }

    fn object(&mut self, fields: &'static [FieldShape], depth: u32) -> Map<String, Value> {
        let mut object = Map::new();
        for field in fields {
            let ty = (field.ty)();
            let may_miss = field.optional && (matches!(ty, Type::Option(_)) || field.default.is_some());
            if self.lean && may_miss && self.random.one_in(2) {
                continue;
            }
            let value = self.at(&ty, depth + 1);
            if !left_out(field.skipped, &value) || (self.lean && value.is_null()) {
                object.insert(field.json.to_owned(), value);
            }
        }
        object
    }

    fn variant(&mut self, shape: &EnumShape, depth: u32) -> Value {
        let flat = |layout: Layout| matches!(layout, Layout::Unit);
        let variant = match shape.variants.iter().find(|variant| depth > DEEP && flat(variant.layout)) {
            Some(flat) => flat,
            None => self.random.pick(shape.variants),
        };
        let content = self.content(variant.layout, variant.fields, depth);
        match (shape.tagging, variant.layout) {
            (Tagging::External, Layout::Unit) => Value::from(variant.json),
            (Tagging::External, _) => json!({ variant.json: content }),
            (Tagging::Internal { tag }, _) => {
                let mut object = Map::new();
                object.insert(tag.to_owned(), Value::from(variant.json));
                if let Value::Object(members) = content {
                    object.extend(members);
                }
                Value::Object(object)
            }
            (Tagging::Adjacent { tag, .. }, Layout::Unit) => json!({ tag: variant.json }),
            (Tagging::Adjacent { tag, content: key }, _) => json!({ tag: variant.json, key: content }),
            (Tagging::Untagged, _) => content,
        }
    }
}

/// Whether serde leaves a field out that holds this: conditions are those of the standard library.
fn left_out(skipped: Skipped, value: &Value) -> bool {
    match (skipped, value) {
        (Skipped::Never, _) => false,
        (_, Value::Null) => true,
        (Skipped::None, _) => false,
        (Skipped::If(_), Value::Array(items)) => items.is_empty(),
        (Skipped::If(_), Value::String(text)) => text.is_empty(),
        (Skipped::If(_), _) => false,
    }
}
