//! What must hold of any text: one function per fuzz target, in a file of its own. They panic when it does not hold.
//!
//! libFuzzer runs them through the files in `bin/`; `tests/tests/fuzz.rs` includes this file and runs them on the seeds, so that a target
//! cannot rot. A new target is a file here, its line below, and its two lines in `bin/`.

pub(crate) mod place;

macro_rules! targets {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*

        /// A target: text in, a panic when something is wrong.
        pub type Target = fn(&str);

        /// Each target by its name.
        pub const TARGETS: &[(&str, Target)] = &[$((stringify!($name), $name::run)),*];

        $(
            #[doc = concat!("Runs `", stringify!($name), "` on these bytes; what is no UTF-8 in them is replaced.")]
            pub fn $name(bytes: &[u8]) {
                $name::run(&String::from_utf8_lossy(bytes));
            }
        )*
    };
}

targets!(check, document, evaluate, intrinsic, jsonata, jsonpath, read, resource, run, template);

/// A text of two parts, as the seeds of `evaluate` and `run` are: what is done, and the data that it is done to. Without a line `---` there is no data.
fn parts(text: &str) -> (&str, &str) {
    text.split_once("\n---\n").unwrap_or((text, "{}"))
}
