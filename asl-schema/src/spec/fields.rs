//! The table of fields: for each object of the language its fields in writing order, each with the Rust field that holds it, the query
//! languages it is legal in, its type and whether it is required. Reader, writer and rules are all driven by it.

use serde_json::Value;

use super::choice_rule::{CHOICE_RULE, OPERATORS};
use super::wire::{self, Slot, Wire};
use super::{Field, Fields, Kind, Language, PathKind, Place, View};
use crate::json::Json;
use crate::model::*;

/// The most that a duration or a count in seconds may be.
const MAX_SECONDS: f64 = 99_999_999.0;
const ANY: f64 = f64::INFINITY;

pub(super) const fn field(name: &'static str, language: Language, kind: Kind, required: bool) -> Field {
    Field { name, language, kind, required }
}

macro_rules! is_required {
    () => {
        false
    };
    (required) => {
        true
    };
}

/// `fields! { RustType is its place, in TABLE { "Key" rust_field Languages Kind, required; … @transition } }`: the table of one object, and
/// with it how the object is read, written and looked at. `@transition` stands for `Next` and `End`, which share a Rust field.
macro_rules! fields {
    ($type:ident is $place:expr, in $table:ident {
        $($name:literal $field:ident $language:ident $kind:ident $(($($arg:expr),*))? $(, $required:ident)?;)*
        $(@$transition:ident)?
    }) => {
        static $table: &[Field] = &[
            $(field($name, Language::$language, Kind::$kind$(($($arg),*))?, is_required!($($required)?)),)*
            $(fields!(@next $transition), fields!(@end $transition),)?
        ];

        impl Fields for $type {
            fn place(&self) -> Place {
                $place
            }

            fn extra(&self) -> &Object {
                &self.extra
            }

            fn each<'a>(&'a self, see: &mut dyn FnMut(&'static Field, View<'a>)) {
                let mut table = $table.iter();
                $(if let (Some(field), Some(view)) = (table.next(), self.$field.view()) {
                    see(field, view);
                })*
                $(if let (Some(next), Some(end)) = (table.next(), table.next()) {
                    match &self.$transition {
                        Some(Transition::Next(name)) => see(next, View::Text(name)),
                        Some(Transition::End) => see(end, View::Flag),
                        None => {}
                    }
                })?
            }
        }

        impl Wire for $type {
            fn set<'t>(&mut self, key: &str, value: Json<'t>) -> Result<(), Json<'t>> {
                match key {
                    $($name => self.$field.accept(value),)*
                    $("Next" | "End" => wire::take_transition(&mut self.$transition, key, value),)?
                    _ => Err(value),
                }
            }

            fn write_fields(&self, out: &mut Object) {
                $(if let Some(value) = self.$field.give() {
                    out.insert($name.to_owned(), value);
                })*
                $(match &self.$transition {
                    Some(Transition::Next(name)) => _ = out.insert("Next".to_owned(), Value::from(name.as_str())),
                    Some(Transition::End) => _ = out.insert("End".to_owned(), Value::Bool(true)),
                    None => {}
                })?
            }

            fn extra_mut(&mut self) -> &mut Object {
                &mut self.extra
            }
        }
    };
    (@next $transition:ident) => { field("Next", Language::Both, Kind::Text, false) };
    (@end $transition:ident) => { field("End", Language::Both, Kind::Flag, false) };
}

fields! { StateMachine is Place::Machine, in MACHINE {
    "Comment" comment Both Text;
    "Version" version Both Text;
    "QueryLanguage" query_language Both Word(wire::QUERY_LANGUAGES);
    "TimeoutSeconds" timeout_seconds Both Integer(1.0, MAX_SECONDS);
    "StartAt" start_at Both Text, required;
    "States" states Both States, required;
} }

fields! { Branch is Place::Branch, in BRANCH {
    "Comment" comment Both Text;
    "StartAt" start_at Both Text, required;
    "States" states Both States, required;
} }

fields! { ItemProcessor is Place::Processor, in PROCESSOR {
    "ProcessorConfig" processor_config Both Node(Place::ProcessorConfig);
    "Comment" comment Both Text;
    "StartAt" start_at Both Text, required;
    "States" states Both States, required;
} }

fields! { ProcessorConfig is Place::ProcessorConfig, in PROCESSOR_CONFIG {
    "Mode" mode Both Word(wire::MODES);
    "ExecutionType" execution_type Both Word(wire::EXECUTION_TYPES);
} }

fields! { Task is Place::State(StateType::Task), in TASK {
    "Comment" comment Both Text;
    "QueryLanguage" query_language Both Word(wire::QUERY_LANGUAGES);
    "Resource" resource Both Text, required;
    "InputPath" input_path JsonPath DataPath(PathKind::Any);
    "Parameters" parameters JsonPath Payload;
    "Arguments" arguments Jsonata Payload;
    "Credentials" credentials Both PayloadObject;
    "TimeoutSeconds" timeout_seconds Both IntegerOrExpression(1.0, MAX_SECONDS);
    "TimeoutSecondsPath" timeout_seconds_path JsonPath Path(PathKind::Reference);
    "HeartbeatSeconds" heartbeat_seconds Both IntegerOrExpression(1.0, MAX_SECONDS);
    "HeartbeatSecondsPath" heartbeat_seconds_path JsonPath Path(PathKind::Reference);
    "ResultSelector" result_selector JsonPath Payload;
    "ResultPath" result_path JsonPath DataPath(PathKind::Result);
    "OutputPath" output_path JsonPath DataPath(PathKind::Any);
    "Output" output Jsonata Payload;
    "Assign" assign Both PayloadObject;
    "Retry" retry Both Nodes(Place::Retrier);
    "Catch" catch Both Nodes(Place::Catcher);
    @transition
} }

fields! { Pass is Place::State(StateType::Pass), in PASS {
    "Comment" comment Both Text;
    "QueryLanguage" query_language Both Word(wire::QUERY_LANGUAGES);
    "InputPath" input_path JsonPath DataPath(PathKind::Any);
    "Parameters" parameters JsonPath Payload;
    "Result" result JsonPath Json;
    "ResultPath" result_path JsonPath DataPath(PathKind::Result);
    "OutputPath" output_path JsonPath DataPath(PathKind::Any);
    "Output" output Jsonata Payload;
    "Assign" assign Both PayloadObject;
    @transition
} }

fields! { Choice is Place::State(StateType::Choice), in CHOICE {
    "Comment" comment Both Text;
    "QueryLanguage" query_language Both Word(wire::QUERY_LANGUAGES);
    "InputPath" input_path JsonPath DataPath(PathKind::Any);
    "Choices" choices Both Nodes(Place::ChoiceRule), required;
    "OutputPath" output_path JsonPath DataPath(PathKind::Any);
    "Output" output Jsonata Payload;
    "Assign" assign Both PayloadObject;
    "Default" default Both Text;
} }

fields! { Wait is Place::State(StateType::Wait), in WAIT {
    "Comment" comment Both Text;
    "QueryLanguage" query_language Both Word(wire::QUERY_LANGUAGES);
    "InputPath" input_path JsonPath DataPath(PathKind::Any);
    "Seconds" seconds Both IntegerOrExpression(0.0, MAX_SECONDS);
    "SecondsPath" seconds_path JsonPath Path(PathKind::Reference);
    "Timestamp" timestamp Both TextOrExpression;
    "TimestampPath" timestamp_path JsonPath Path(PathKind::Reference);
    "OutputPath" output_path JsonPath DataPath(PathKind::Any);
    "Output" output Jsonata Payload;
    "Assign" assign Both PayloadObject;
    @transition
} }

fields! { Succeed is Place::State(StateType::Succeed), in SUCCEED {
    "Comment" comment Both Text;
    "QueryLanguage" query_language Both Word(wire::QUERY_LANGUAGES);
    "InputPath" input_path JsonPath DataPath(PathKind::Any);
    "OutputPath" output_path JsonPath DataPath(PathKind::Any);
    "Output" output Jsonata Payload;
} }

fields! { Fail is Place::State(StateType::Fail), in FAIL {
    "Comment" comment Both Text;
    "QueryLanguage" query_language Both Word(wire::QUERY_LANGUAGES);
    "Error" error Both TextOrExpression;
    "ErrorPath" error_path JsonPath Path(PathKind::Text);
    "Cause" cause Both TextOrExpression;
    "CausePath" cause_path JsonPath Path(PathKind::Text);
} }

fields! { Parallel is Place::State(StateType::Parallel), in PARALLEL {
    "Comment" comment Both Text;
    "QueryLanguage" query_language Both Word(wire::QUERY_LANGUAGES);
    "InputPath" input_path JsonPath DataPath(PathKind::Any);
    "Parameters" parameters JsonPath Payload;
    "Arguments" arguments Jsonata Payload;
    "Branches" branches Both Nodes(Place::Branch), required;
    "ResultSelector" result_selector JsonPath Payload;
    "ResultPath" result_path JsonPath DataPath(PathKind::Result);
    "OutputPath" output_path JsonPath DataPath(PathKind::Any);
    "Output" output Jsonata Payload;
    "Assign" assign Both PayloadObject;
    "Retry" retry Both Nodes(Place::Retrier);
    "Catch" catch Both Nodes(Place::Catcher);
    @transition
} }

fields! { Map is Place::State(StateType::Map), in MAP {
    "Comment" comment Both Text;
    "QueryLanguage" query_language Both Word(wire::QUERY_LANGUAGES);
    "Label" label Both Text;
    "InputPath" input_path JsonPath DataPath(PathKind::Any);
    "ItemsPath" items_path JsonPath Path(PathKind::Reference);
    "Items" items Jsonata Payload;
    "ItemReader" item_reader Both Node(Place::ItemReader);
    "ItemSelector" item_selector Both Payload;
    "Parameters" parameters JsonPath Payload;
    "ItemBatcher" item_batcher Both Node(Place::ItemBatcher);
    "MaxConcurrency" max_concurrency Both IntegerOrExpression(0.0, ANY);
    "MaxConcurrencyPath" max_concurrency_path JsonPath Path(PathKind::ReferenceOutsideContext);
    "ToleratedFailurePercentage" tolerated_failure_percentage Both NumberOrExpression(0.0, 100.0);
    "ToleratedFailurePercentagePath" tolerated_failure_percentage_path JsonPath Path(PathKind::ReferenceOutsideContext);
    "ToleratedFailureCount" tolerated_failure_count Both IntegerOrExpression(0.0, ANY);
    "ToleratedFailureCountPath" tolerated_failure_count_path JsonPath Path(PathKind::ReferenceOutsideContext);
    "ItemProcessor" item_processor Both Node(Place::Processor);
    "Iterator" iterator Both Node(Place::Processor);
    "ResultWriter" result_writer Both Node(Place::ResultWriter);
    "ResultSelector" result_selector JsonPath Payload;
    "ResultPath" result_path JsonPath DataPath(PathKind::Result);
    "OutputPath" output_path JsonPath DataPath(PathKind::Any);
    "Output" output Jsonata Payload;
    "Assign" assign Both PayloadObject;
    "Retry" retry Both Nodes(Place::Retrier);
    "Catch" catch Both Nodes(Place::Catcher);
    @transition
} }

fields! { Retrier is Place::Retrier, in RETRIER {
    "Comment" comment Both Text;
    "ErrorEquals" error_equals Both Texts, required;
    "IntervalSeconds" interval_seconds Both Integer(1.0, MAX_SECONDS);
    "MaxAttempts" max_attempts Both Integer(0.0, MAX_SECONDS);
    "BackoffRate" backoff_rate Both Number(1.0, ANY);
    "MaxDelaySeconds" max_delay_seconds Both Integer(1.0, 31_622_400.0);
    "JitterStrategy" jitter_strategy Both Word(wire::JITTER_STRATEGIES);
} }

fields! { Catcher is Place::Catcher, in CATCHER {
    "Comment" comment Both Text;
    "ErrorEquals" error_equals Both Texts, required;
    "ResultPath" result_path JsonPath DataPath(PathKind::Result);
    "Output" output Jsonata Payload;
    "Assign" assign Both PayloadObject;
    "Next" next Both Text, required;
} }

fields! { ItemReader is Place::ItemReader, in ITEM_READER {
    "Resource" resource Both Text, required;
    "ReaderConfig" reader_config Both Node(Place::ReaderConfig);
    "Parameters" parameters JsonPath Payload;
    "Arguments" arguments Jsonata Payload;
} }

fields! { ReaderConfig is Place::ReaderConfig, in READER_CONFIG {
    "InputType" input_type Both Word(wire::INPUT_TYPES);
    "Transformation" transformation Both Word(wire::READER_TRANSFORMATIONS);
    "ManifestType" manifest_type Both Word(wire::MANIFEST_TYPES);
    "CSVDelimiter" csv_delimiter Both Word(wire::CSV_DELIMITERS);
    "CSVHeaderLocation" csv_header_location Both Word(wire::CSV_HEADER_LOCATIONS);
    "CSVHeaders" csv_headers Both Texts;
    "ItemsPointer" items_pointer Both Text;
    "MaxItems" max_items Both IntegerOrExpression(0.0, 100_000_000.0);
    "MaxItemsPath" max_items_path JsonPath Path(PathKind::ReferenceOutsideContext);
} }

fields! { ItemBatcher is Place::ItemBatcher, in ITEM_BATCHER {
    "MaxItemsPerBatch" max_items_per_batch Both IntegerOrExpression(0.0, ANY);
    "MaxItemsPerBatchPath" max_items_per_batch_path JsonPath Path(PathKind::ReferenceOutsideContext);
    "MaxInputBytesPerBatch" max_input_bytes_per_batch Both IntegerOrExpression(0.0, 262_144.0);
    "MaxInputBytesPerBatchPath" max_input_bytes_per_batch_path JsonPath Path(PathKind::ReferenceOutsideContext);
    "BatchInput" batch_input Both Payload;
} }

fields! { ResultWriter is Place::ResultWriter, in RESULT_WRITER {
    "Resource" resource Both Text;
    "WriterConfig" writer_config Both Node(Place::WriterConfig);
    "Parameters" parameters JsonPath Payload;
    "Arguments" arguments Jsonata Payload;
} }

fields! { WriterConfig is Place::WriterConfig, in WRITER_CONFIG {
    "Transformation" transformation Both Word(wire::WRITER_TRANSFORMATIONS);
    "OutputType" output_type Both Word(wire::OUTPUT_TYPES);
} }

/// The fields of a place, and the operators where they are fields.
pub(super) fn table(place: Place) -> (&'static [Field], &'static [Field]) {
    let own = match place {
        Place::Machine => MACHINE,
        Place::State(StateType::Task) => TASK,
        Place::State(StateType::Pass) => PASS,
        Place::State(StateType::Choice) => CHOICE,
        Place::State(StateType::Wait) => WAIT,
        Place::State(StateType::Succeed) => SUCCEED,
        Place::State(StateType::Fail) => FAIL,
        Place::State(StateType::Parallel) => PARALLEL,
        Place::State(StateType::Map) => MAP,
        Place::Branch => BRANCH,
        Place::Processor => PROCESSOR,
        Place::ProcessorConfig => PROCESSOR_CONFIG,
        Place::Retrier => RETRIER,
        Place::Catcher => CATCHER,
        Place::ChoiceRule => return (CHOICE_RULE, &OPERATORS),
        Place::ItemReader => ITEM_READER,
        Place::ReaderConfig => READER_CONFIG,
        Place::ItemBatcher => ITEM_BATCHER,
        Place::ResultWriter => RESULT_WRITER,
        Place::WriterConfig => WRITER_CONFIG,
    };
    (own, &[])
}
