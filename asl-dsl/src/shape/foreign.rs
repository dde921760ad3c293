//! Shapes of well-known crates' types, each behind the feature of the crate's name.
//!
//! A workflow passes dates and decimals through: what they print, how they compare and what arithmetic means for them is
//! not JSON's. A UUID is the text that it prints, so it may be formatted and compared.

#[cfg(any(feature = "bytes", feature = "chrono", feature = "rust_decimal", feature = "time", feature = "uuid"))]
use crate::shape::{Shape, Type, outcome::plain_outcome};

#[cfg(any(feature = "bytes", feature = "chrono", feature = "rust_decimal", feature = "time", feature = "uuid"))]
macro_rules! foreign {
    ($( [$($generics:tt)*] $ty:ty => $shape:expr;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> Shape for $ty {
            fn describe() -> Type {
                $shape
            }
        }
        plain_outcome! { [$($generics)*] $ty; }
    )* };
}

#[cfg(feature = "bytes")]
foreign! {
    [] bytes::Bytes => Type::Opaque("Bytes");
    [] bytes::BytesMut => Type::Opaque("BytesMut");
}

#[cfg(feature = "chrono")]
foreign! {
    [Tz: chrono::TimeZone] chrono::DateTime<Tz> => Type::Opaque("DateTime");
    [] chrono::NaiveDate => Type::Opaque("NaiveDate");
    [] chrono::NaiveTime => Type::Opaque("NaiveTime");
    [] chrono::NaiveDateTime => Type::Opaque("NaiveDateTime");
    [] chrono::Month => Type::Opaque("Month");
    [] chrono::Weekday => Type::Opaque("Weekday");
}

#[cfg(feature = "rust_decimal")]
foreign! {
    [] rust_decimal::Decimal => Type::Opaque("Decimal");
}

#[cfg(feature = "time")]
foreign! {
    [] time::Date => Type::Opaque("Date");
    [] time::Time => Type::Opaque("Time");
    [] time::OffsetDateTime => Type::Opaque("OffsetDateTime");
    [] time::PrimitiveDateTime => Type::Opaque("PrimitiveDateTime");
    [] time::UtcOffset => Type::Opaque("UtcOffset");
}

#[cfg(feature = "uuid")]
foreign! {
    [] uuid::Uuid => Type::String;
}
