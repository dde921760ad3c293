//! The Map state and its processor.

use serde_json::Value;

use super::setters::{assigns, handlers, setters, transitions};
use super::{
    Amount, Catcher, DataPath, ItemBatcher, ItemReader, Object, QueryLanguage, ResultWriter, Retrier, State, States,
    Transition,
};

/// `"Type": "Map"`: runs its processor once for each item, inside the execution or (distributed) as child executions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map {
    /// `Comment`.
    pub comment: Option<String>,
    /// The state's own `QueryLanguage`; it does not reach into the processor.
    pub query_language: Option<QueryLanguage>,
    /// `InputPath` (JSONPath).
    pub input_path: Option<DataPath>,
    /// `ItemsPath` (JSONPath): where the items are.
    pub items_path: Option<String>,
    /// `Items` (JSONata): an array, an object, or one `{% … %}` string.
    pub items: Option<Value>,
    /// `ItemReader` (distributed): reads the items from S3.
    pub item_reader: Option<ItemReader>,
    /// `ItemSelector`: the input of each iteration, made once per item.
    pub item_selector: Option<Value>,
    /// `Parameters` (JSONPath): the old name of `ItemSelector`.
    pub parameters: Option<Value>,
    /// `ItemBatcher` (distributed): hands several items to one child.
    pub item_batcher: Option<ItemBatcher>,
    /// `MaxConcurrency`: how many iterations at once; 0 asks for no limit.
    pub max_concurrency: Option<Amount>,
    /// `MaxConcurrencyPath` (JSONPath), instead of `MaxConcurrency`.
    pub max_concurrency_path: Option<String>,
    /// `ToleratedFailurePercentage`: 0 to 100, fractions allowed; the Map fails when more items failed.
    pub tolerated_failure_percentage: Option<Amount>,
    /// `ToleratedFailurePercentagePath` (JSONPath).
    pub tolerated_failure_percentage_path: Option<String>,
    /// `ToleratedFailureCount`: the Map fails when more items failed.
    pub tolerated_failure_count: Option<Amount>,
    /// `ToleratedFailureCountPath` (JSONPath).
    pub tolerated_failure_count_path: Option<String>,
    /// `Label` (distributed): part of the Map Run's ARN, at most 40 characters, unique in the machine.
    pub label: Option<String>,
    /// `ItemProcessor`: what is run for each item.
    pub item_processor: Option<ItemProcessor>,
    /// `Iterator`: the old name of `ItemProcessor`.
    pub iterator: Option<ItemProcessor>,
    /// `ResultWriter` (distributed): writes the results to S3.
    pub result_writer: Option<ResultWriter>,
    /// `ResultSelector` (JSONPath).
    pub result_selector: Option<Value>,
    /// `ResultPath` (JSONPath).
    pub result_path: Option<DataPath>,
    /// `OutputPath` (JSONPath).
    pub output_path: Option<DataPath>,
    /// `Output` (JSONata).
    pub output: Option<Value>,
    /// `Assign`.
    pub assign: Option<Object>,
    /// `Retry`, in order: runs all items again. (A written empty list is kept in `extra`.)
    pub retry: Vec<Retrier>,
    /// `Catch`, in order. (A written empty list is kept in `extra`.)
    pub catch: Vec<Catcher>,
    /// `Next` or `End`.
    pub transition: Option<Transition>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// The value of `ItemProcessor` or `Iterator`: states of its own, which nothing outside can go to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ItemProcessor {
    /// `ProcessorConfig`: inline or distributed.
    pub processor_config: Option<ProcessorConfig>,
    /// `Comment`.
    pub comment: Option<String>,
    /// `StartAt`: the name of the first state. Empty stands for a missing field.
    pub start_at: String,
    /// `States` of the processor.
    pub states: States,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// `ProcessorConfig`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ProcessorConfig {
    /// `Mode`; absent means inline.
    pub mode: Option<Mode>,
    /// `ExecutionType` of the children; needed when the mode is distributed.
    pub execution_type: Option<ExecutionType>,
    /// Fields that the model has no place for, in the order they were written.
    pub extra: Object,
}

/// Where the iterations of a Map run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// `"INLINE"`: inside the execution, at most 40 at once.
    Inline,
    /// `"DISTRIBUTED"`: each in an execution of its own, at most 10,000 at once.
    Distributed,
}

/// The type of the child executions of a distributed Map.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExecutionType {
    /// `"STANDARD"`: up to a year, with a history.
    Standard,
    /// `"EXPRESS"`: up to five minutes.
    Express,
}

impl Map {
    /// A Map that runs `processor` for each item of its input.
    pub fn new(processor: ItemProcessor) -> Map {
        Map { item_processor: Some(processor), ..Map::default() }
    }

    /// The processor under either of its names.
    pub fn processor(&self) -> Option<&ItemProcessor> {
        self.item_processor.as_ref().or(self.iterator.as_ref())
    }

    /// Whether the iterations are child executions.
    pub fn is_distributed(&self) -> bool {
        self.processor().is_some_and(|processor| processor.mode() == Mode::Distributed)
    }
}

impl ItemProcessor {
    /// An inline processor without states that starts at the state `start_at`.
    pub fn new(start_at: impl Into<String>) -> ItemProcessor {
        ItemProcessor { start_at: start_at.into(), ..ItemProcessor::default() }
    }

    /// Adds a state at the end. A state of the same name is replaced where it stands.
    #[must_use]
    pub fn with_state(mut self, name: impl Into<String>, state: impl Into<State>) -> ItemProcessor {
        self.states.insert(name.into(), state.into());
        self
    }

    /// Runs every item inside the execution, and says so: `{"Mode": "INLINE"}`.
    #[must_use]
    pub fn inline(mut self) -> ItemProcessor {
        self.processor_config = Some(ProcessorConfig { mode: Some(Mode::Inline), ..ProcessorConfig::default() });
        self
    }

    /// Runs every item (or batch) as a child execution of this type.
    #[must_use]
    pub fn distributed(mut self, execution_type: ExecutionType) -> ItemProcessor {
        self.processor_config = Some(ProcessorConfig {
            mode: Some(Mode::Distributed),
            execution_type: Some(execution_type),
            ..ProcessorConfig::default()
        });
        self
    }

    /// The mode that holds: inline when nothing is said.
    pub fn mode(&self) -> Mode {
        self.processor_config.as_ref().and_then(|config| config.mode).unwrap_or(Mode::Inline)
    }
}

setters!(Map {
    /// Sets `Comment`.
    with_comment => comment: String,
    /// Sets the state's own `QueryLanguage`.
    with_query_language => query_language: QueryLanguage,
    /// Sets `InputPath`.
    with_input_path => input_path: DataPath,
    /// Sets `ItemsPath`.
    with_items_path => items_path: String,
    /// Sets `Items`.
    with_items => items: Value,
    /// Sets `ItemReader`.
    with_item_reader => item_reader: ItemReader,
    /// Sets `ItemSelector`.
    with_item_selector => item_selector: Value,
    /// Sets `Parameters`, the old name of `ItemSelector`.
    with_parameters => parameters: Value,
    /// Sets `ItemBatcher`.
    with_item_batcher => item_batcher: ItemBatcher,
    /// Sets `MaxConcurrency`.
    with_max_concurrency => max_concurrency: Amount,
    /// Sets `MaxConcurrencyPath`.
    with_max_concurrency_path => max_concurrency_path: String,
    /// Sets `ToleratedFailurePercentage`.
    with_tolerated_failure_percentage => tolerated_failure_percentage: Amount,
    /// Sets `ToleratedFailurePercentagePath`.
    with_tolerated_failure_percentage_path => tolerated_failure_percentage_path: String,
    /// Sets `ToleratedFailureCount`.
    with_tolerated_failure_count => tolerated_failure_count: Amount,
    /// Sets `ToleratedFailureCountPath`.
    with_tolerated_failure_count_path => tolerated_failure_count_path: String,
    /// Sets `Label`.
    with_label => label: String,
    /// Sets `Iterator`, the old name of `ItemProcessor`.
    with_iterator => iterator: ItemProcessor,
    /// Sets `ResultWriter`.
    with_result_writer => result_writer: ResultWriter,
    /// Sets `ResultSelector`.
    with_result_selector => result_selector: Value,
    /// Sets `ResultPath`.
    with_result_path => result_path: DataPath,
    /// Sets `OutputPath`.
    with_output_path => output_path: DataPath,
    /// Sets `Output`.
    with_output => output: Value,
});
setters!(ItemProcessor {
    /// Sets `Comment`.
    with_comment => comment: String,
});
transitions!(Map);
assigns!(Map);
handlers!(Map);
