//! Emits the workflow into `OUT_DIR`. A mistake in it fails this build, with its file and line.

use asl_dsl::build;
use restock_workflows::restock;

fn main() {
    build::emit_with([restock::definition()], |name, deployment| {
        deployment.named(name).description("Orders what is missing on the shelf")
    });
}
