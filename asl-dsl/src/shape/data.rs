//! A Rust type as what the checker follows through a machine.

use asl_schema::data::Shape as Data;

use super::Shape;
use super::types::{EnumShape, FieldShape, Layout, Tagging, Type, VariantShape};

/// Types that hold themselves are followed this deep; what is deeper is unknown.
const DEEPEST: usize = 8;

/// What serde writes for `T`, for [`Options::with_input`](asl_schema::Options::with_input) and
/// [`with_result`](asl_schema::Options::with_result): a definition that was written by hand is then checked against the types of the
/// functions around it.
///
/// ```
/// use asl_dsl::prelude::*;
/// use asl_schema::{Options, check_str};
///
/// #[derive(Serialize, Deserialize, Shape)]
/// struct Order { id: String, cents: u64 }
///
/// let definition = r#"{
///     "StartAt": "Charge",
///     "States": { "Charge": { "Type": "Pass", "InputPath": "$.cent", "End": true } }
/// }"#;
/// let report = check_str(definition, &Options::standard().with_input(asl_dsl::data_shape::<Order>()));
/// assert_eq!(report.diagnostics()[0].code(), "ASL331");
/// assert_eq!(report.diagnostics()[0].help.as_deref(), Some("did you mean `cents`?"));
/// ```
pub fn data_shape<T: Shape + ?Sized>() -> Data {
    of_type(&T::describe(), 0)
}

fn of_type(ty: &Type, depth: usize) -> Data {
    if depth > DEEPEST {
        return Data::unknown();
    }
    let inner = |ty: &Type| of_type(ty, depth + 1);
    match ty {
        Type::Unit => Data::null(),
        Type::Bool => Data::boolean(),
        Type::Int(_) | Type::Duration => Data::number(),
        // What is not finite is null in JSON.
        Type::Float => Data::number().or(&Data::null()),
        Type::String | Type::Char | Type::TaskToken => Data::text(),
        Type::Option(some) => inner(some).or(&Data::null()),
        Type::List(item) => Data::list_of(inner(item)),
        Type::Tuple(items) => Data::tuple(items.iter().map(inner)),
        Type::Struct(shape) => of_fields(shape.layout, shape.fields, depth),
        Type::Enum(shape) => of_enum(shape, depth),
        // The keys of a map are data, and of the rest nothing is known.
        Type::Map(_) | Type::Unknown | Type::Json | Type::Opaque(_) | Type::Result(..) | Type::Error(_) => {
            Data::unknown()
        }
    }
}

fn of_fields(layout: Layout, fields: &[FieldShape], depth: usize) -> Data {
    let mut types = fields.iter().map(|field| of_type(&(field.ty)(), depth + 1));
    match layout {
        Layout::Unit => Data::null(),
        Layout::Newtype => types.next().unwrap_or_else(Data::unknown),
        Layout::Tuple => Data::tuple(types),
        Layout::Object => Data::object(named(fields, depth)),
    }
}

fn named(fields: &[FieldShape], depth: usize) -> impl Iterator<Item = (&'static str, Data)> {
    fields.iter().map(move |field| {
        let data = of_type(&(field.ty)(), depth + 1);
        (field.json, if field.optional { data.optional() } else { data })
    })
}

fn of_enum(shape: &EnumShape, depth: usize) -> Data {
    let variants = shape.variants.iter().map(|variant| of_variant(shape.tagging, variant, depth));
    variants.reduce(|all, variant| all.or(&variant)).unwrap_or_else(Data::unknown)
}

fn of_variant(tagging: Tagging, variant: &VariantShape, depth: usize) -> Data {
    let content = || of_fields(variant.layout, variant.fields, depth);
    match (tagging, variant.layout) {
        (Tagging::External, Layout::Unit) => Data::text(),
        (Tagging::External, _) => Data::object([(variant.json, content())]),
        (Tagging::Internal { tag }, Layout::Unit) => Data::object([(tag, Data::text())]),
        (Tagging::Internal { tag }, Layout::Object) => {
            Data::object([(tag, Data::text())].into_iter().chain(named(variant.fields, depth)))
        }
        // The tag stands among the fields of the content, whatever those are.
        (Tagging::Internal { .. }, _) => Data::unknown(),
        (Tagging::Adjacent { tag, .. }, Layout::Unit) => Data::object([(tag, Data::text())]),
        (Tagging::Adjacent { tag, content: key }, _) => Data::object([(tag, Data::text()), (key, content())]),
        (Tagging::Untagged, _) => content(),
    }
}
