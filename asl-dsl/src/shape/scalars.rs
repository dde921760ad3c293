//! Shapes of types without parts: numbers, text, time, JSON itself.

use crate::shape::outcome::plain_outcome;
use crate::shape::{Integer, Shape, Type};
use std::borrow::Cow;
use std::time::Duration;

macro_rules! scalars {
    ($($ty:ty => $shape:expr;)*) => { $(
        #[diagnostic::do_not_recommend]
        impl Shape for $ty {
            fn describe() -> Type {
                $shape
            }
        }
    )* };
}

const fn int(signed: bool, bits: u8) -> Type {
    Type::Int(Integer { signed, bits })
}

scalars! {
    () => Type::Unit;
    bool => Type::Bool;
    i8 => int(true, 8);
    i16 => int(true, 16);
    i32 => int(true, 32);
    i64 => int(true, 64);
    isize => int(true, 64);
    u8 => int(false, 8);
    u16 => int(false, 16);
    u32 => int(false, 32);
    u64 => int(false, 64);
    usize => int(false, 64);
    f32 => Type::Float;
    f64 => Type::Float;
    char => Type::Char;
    str => Type::String;
    String => Type::String;
    Duration => Type::Duration;
    serde_json::Value => Type::Json;
    // JSON numbers of this width are beyond what a JSONata engine keeps exact: they may travel, not be computed with.
    i128 => Type::Opaque("i128");
    u128 => Type::Opaque("u128");
    std::num::ParseIntError => Type::Error(<std::num::ParseIntError as crate::error::WorkflowError>::shape());
    std::num::ParseFloatError => Type::Error(<std::num::ParseFloatError as crate::error::WorkflowError>::shape());
}

plain_outcome! {
    [] ();
    [] bool;
    [] i8;
    [] i16;
    [] i32;
    [] i64;
    [] isize;
    [] u8;
    [] u16;
    [] u32;
    [] u64;
    [] usize;
    [] i128;
    [] u128;
    [] f32;
    [] f64;
    [] char;
    [] String;
    [] Cow<'static, str>;
    [] serde_json::Value;
}
