//! The one list of rules. A rule that is not here does not run.

use super::code::{ContextRead, ExpressionNode, Facts, IntrinsicNode, PathNode, VariableRead};
use super::context::{Context, ObjectNode, ScopeNode};
use super::rules::*;
use super::strings::{Template, Text};
use super::task::TaskNode;
use crate::diagnostic::{Diagnostic, Rule};
use crate::model::StateType;
use crate::spec::Place;

/// A rule about an object of the language.
pub(super) type ObjectCheck = fn(&ObjectNode<'_, '_>, &mut Vec<Diagnostic>);

/// A rule about a set of states.
pub(super) type ScopeCheck = fn(&Context<'_>, &ScopeNode<'_>, &mut Vec<Diagnostic>);

/// What a rule looks at. The narrower it is, the less it costs.
#[derive(Clone, Copy)]
pub(super) enum Check {
    /// The text, while it is read.
    Reading,
    /// The code inside a string, while it is parsed.
    Parsing,
    /// The comments that allow what other rules found.
    Allowing,
    /// Each object of the language: the machine, a state, a retrier, a choice rule, …
    Object(ObjectCheck),
    /// Each object of these kinds.
    At(&'static [Place], ObjectCheck),
    /// Each object with fields that the model has no place for: unknown ones, and those with a value that does not fit.
    Extra(ObjectCheck),
    /// Each Task with a `Resource`.
    Task(fn(&TaskNode<'_, '_>, &mut Vec<Diagnostic>)),
    /// Each string that is code or might be taken for it.
    Text(fn(&Text<'_, '_>, &mut Vec<Diagnostic>)),
    /// Each object in a payload.
    Template(fn(&Template<'_, '_>, &mut Vec<Diagnostic>)),
    /// Each path, in a field, in a payload and in the arguments of an intrinsic function.
    Path(fn(&PathNode<'_, '_>, &mut Vec<Diagnostic>)),
    /// Each intrinsic function, with those in its arguments.
    Intrinsic(fn(&IntrinsicNode<'_, '_>, &mut Vec<Diagnostic>)),
    /// Each JSONata expression.
    Expression(fn(&ExpressionNode<'_, '_>, &mut Vec<Diagnostic>)),
    /// Each variable that is read.
    Variable(fn(&VariableRead<'_, '_>, &mut Vec<Diagnostic>)),
    /// Each part of the context object that is read.
    ContextRead(fn(&ContextRead<'_, '_>, &mut Vec<Diagnostic>)),
    /// Each set of states: the machine's own, a branch's, a processor's.
    Scope(ScopeCheck),
    /// The machine as a whole.
    Machine(fn(&Context<'_>, &mut Vec<Diagnostic>)),
    /// The machine as a whole, and what the walk through it learned.
    Facts(fn(&Context<'_>, &Facts<'_>, &mut Vec<Diagnostic>)),
}

/// A rule and how it is run.
pub(super) struct Entry {
    pub(super) rule: &'static Rule,
    pub(super) check: Check,
}

/// Every rule, sorted by code.
pub(super) static REGISTRY: &[Entry] = &[
    Entry { rule: &asl101_invalid_json::RULE, check: Check::Reading },
    Entry { rule: &asl102_not_an_object::RULE, check: Check::Reading },
    Entry { rule: &asl103_nested_too_deeply::RULE, check: Check::Object(asl103_nested_too_deeply::check) },
    Entry { rule: &asl104_duplicate_key::RULE, check: Check::Reading },
    Entry { rule: &asl105_unknown_field::RULE, check: Check::Extra(asl105_unknown_field::check) },
    Entry { rule: &asl106_misplaced_field::RULE, check: Check::Extra(asl106_misplaced_field::check) },
    Entry { rule: &asl107_field_of_other_language::RULE, check: Check::Object(asl107_field_of_other_language::check) },
    Entry { rule: &asl108_missing_field::RULE, check: Check::Object(asl108_missing_field::check) },
    Entry { rule: &asl109_wrong_type::RULE, check: Check::Object(asl109_wrong_type::check) },
    Entry { rule: &asl110_unknown_word::RULE, check: Check::Extra(asl110_unknown_word::check) },
    Entry { rule: &asl111_exclusive_fields::RULE, check: Check::Object(asl111_exclusive_fields::check) },
    Entry { rule: &asl112_number_out_of_range::RULE, check: Check::Object(asl112_number_out_of_range::check) },
    Entry { rule: &asl113_language_downgrade::RULE, check: Check::At(STATES, asl113_language_downgrade::check) },
    Entry { rule: &asl114_state_type::RULE, check: Check::Scope(asl114_state_type::check) },
    Entry { rule: &asl115_state_name_length::RULE, check: Check::Scope(asl115_state_name_length::check) },
    Entry { rule: &asl116_empty_list::RULE, check: Check::Extra(asl116_empty_list::check) },
    Entry {
        rule: &asl117_bad_timestamp::RULE,
        check: Check::At(&[Place::State(StateType::Wait)], asl117_bad_timestamp::check),
    },
    Entry {
        rule: &asl118_credentials_without_role::RULE,
        check: Check::At(&[Place::State(StateType::Task)], asl118_credentials_without_role::check),
    },
    Entry {
        rule: &asl119_wait_without_duration::RULE,
        check: Check::At(&[Place::State(StateType::Wait)], asl119_wait_without_duration::check),
    },
    Entry {
        rule: &asl120_heartbeat_not_below_timeout::RULE,
        check: Check::At(&[Place::State(StateType::Task)], asl120_heartbeat_not_below_timeout::check),
    },
    Entry { rule: &asl191_unknown_allowance::RULE, check: Check::Allowing },
    Entry { rule: &asl192_unused_allowance::RULE, check: Check::Allowing },
    Entry { rule: &asl201_missing_target::RULE, check: Check::Scope(asl201_missing_target::check) },
    Entry { rule: &asl202_unreachable_state::RULE, check: Check::Scope(asl202_unreachable_state::check) },
    Entry { rule: &asl203_no_terminal_state::RULE, check: Check::Scope(asl203_no_terminal_state::check) },
    Entry { rule: &asl204_duplicate_state_name::RULE, check: Check::Machine(asl204_duplicate_state_name::check) },
    Entry { rule: &asl205_no_transition::RULE, check: Check::At(STATES, asl205_no_transition::check) },
    Entry { rule: &asl206_target_outside::RULE, check: Check::Scope(asl206_target_outside::check) },
    Entry { rule: &asl207_inescapable_loop::RULE, check: Check::Machine(asl207_inescapable_loop::check) },
    Entry {
        rule: &asl208_unreachable_choice::RULE,
        check: Check::At(&[Place::State(StateType::Choice)], asl208_unreachable_choice::check),
    },
    Entry { rule: &asl301_invalid_path::RULE, check: Check::Parsing },
    Entry { rule: &asl302_not_reference_path::RULE, check: Check::Path(asl302_not_reference_path::check) },
    Entry { rule: &asl303_result_path_root::RULE, check: Check::Path(asl303_result_path_root::check) },
    Entry { rule: &asl304_template_value::RULE, check: Check::Template(asl304_template_value::check) },
    Entry { rule: &asl305_intrinsic_arguments::RULE, check: Check::Intrinsic(asl305_intrinsic_arguments::check) },
    Entry { rule: &asl306_template_key_clash::RULE, check: Check::Template(asl306_template_key_clash::check) },
    Entry { rule: &asl307_missing_dollar::RULE, check: Check::Text(asl307_missing_dollar::check) },
    Entry { rule: &asl308_static_result::RULE, check: Check::Text(asl308_static_result::check) },
    Entry { rule: &asl309_path_in_plain_field::RULE, check: Check::Text(asl309_path_in_plain_field::check) },
    Entry { rule: &asl310_half_delimited::RULE, check: Check::Text(asl310_half_delimited::check) },
    Entry { rule: &asl311_invalid_expression::RULE, check: Check::Parsing },
    Entry { rule: &asl312_unsupported_reference::RULE, check: Check::Expression(asl312_unsupported_reference::check) },
    Entry { rule: &asl313_unknown_states_member::RULE, check: Check::Expression(asl313_unknown_states_member::check) },
    Entry { rule: &asl314_undefined_variable::RULE, check: Check::Variable(asl314_undefined_variable::check) },
    Entry { rule: &asl315_unassigned_variable::RULE, check: Check::Variable(asl315_unassigned_variable::check) },
    Entry { rule: &asl316_variable_out_of_scope::RULE, check: Check::Variable(asl316_variable_out_of_scope::check) },
    Entry { rule: &asl317_variable_shadowing::RULE, check: Check::Scope(asl317_variable_shadowing::check) },
    Entry { rule: &asl318_variable_name::RULE, check: Check::Template(asl318_variable_name::check) },
    Entry { rule: &asl319_unknown_function::RULE, check: Check::Expression(asl319_unknown_function::check) },
    Entry { rule: &asl320_function_arguments::RULE, check: Check::Expression(asl320_function_arguments::check) },
    Entry { rule: &asl322_expression_too_deep::RULE, check: Check::Expression(asl322_expression_too_deep::check) },
    Entry { rule: &asl323_later_operator::RULE, check: Check::Expression(asl323_later_operator::check) },
    Entry { rule: &asl324_unknown_context_field::RULE, check: Check::ContextRead(asl324_unknown_context_field::check) },
    Entry { rule: &asl325_expression_in_jsonpath::RULE, check: Check::Text(asl325_expression_in_jsonpath::check) },
    Entry { rule: &asl326_path_in_jsonata::RULE, check: Check::Text(asl326_path_in_jsonata::check) },
    Entry { rule: &asl326_path_in_jsonata::RULE, check: Check::Template(asl326_path_in_jsonata::keys) },
    Entry { rule: &asl327_unused_variable::RULE, check: Check::Facts(asl327_unused_variable::check) },
    Entry { rule: &asl328_doubtful_path::RULE, check: Check::Path(asl328_doubtful_path::check) },
    Entry { rule: &asl331_absent_field::RULE, check: Check::Facts(asl331_absent_field::check) },
    Entry { rule: &asl332_unread_result::RULE, check: Check::Facts(asl332_unread_result::check) },
    Entry {
        rule: &asl401_choice_rule_test::RULE,
        check: Check::At(&[Place::ChoiceRule], asl401_choice_rule_test::check),
    },
    Entry {
        rule: &asl402_choice_rule_next::RULE,
        check: Check::At(&[Place::ChoiceRule], asl402_choice_rule_next::check),
    },
    Entry {
        rule: &asl403_choice_operand_type::RULE,
        check: Check::At(&[Place::ChoiceRule], asl403_choice_operand_type::check),
    },
    Entry {
        rule: &asl404_condition_not_expression::RULE,
        check: Check::At(&[Place::ChoiceRule], asl404_condition_not_expression::check),
    },
    Entry {
        rule: &asl411_map_without_processor::RULE,
        check: Check::At(&[Place::State(StateType::Map)], asl411_map_without_processor::check),
    },
    Entry {
        rule: &asl412_distributed_execution_type::RULE,
        check: Check::At(&[Place::ProcessorConfig], asl412_distributed_execution_type::check),
    },
    Entry {
        rule: &asl413_distributed_field::RULE,
        check: Check::At(&[Place::State(StateType::Map)], asl413_distributed_field::check),
    },
    Entry { rule: &asl414_bad_label::RULE, check: Check::At(&[Place::State(StateType::Map)], asl414_bad_label::check) },
    Entry { rule: &asl415_duplicate_label::RULE, check: Check::Machine(asl415_duplicate_label::check) },
    Entry {
        rule: &asl416_reader_resource::RULE,
        check: Check::At(&[Place::ItemReader], asl416_reader_resource::check),
    },
    Entry { rule: &asl417_reader_config::RULE, check: Check::At(&[Place::ReaderConfig], asl417_reader_config::check) },
    Entry {
        rule: &asl418_batcher_without_size::RULE,
        check: Check::At(&[Place::ItemBatcher], asl418_batcher_without_size::check),
    },
    Entry {
        rule: &asl419_empty_result_writer::RULE,
        check: Check::At(&[Place::ResultWriter, Place::WriterConfig], asl419_empty_result_writer::check),
    },
    Entry {
        rule: &asl420_inline_concurrency::RULE,
        check: Check::At(&[Place::State(StateType::Map)], asl420_inline_concurrency::check),
    },
    Entry {
        rule: &asl421_s3_location::RULE,
        check: Check::At(&[Place::ItemReader, Place::ResultWriter], asl421_s3_location::check),
    },
    Entry {
        rule: &asl422_distributed_in_express::RULE,
        check: Check::At(&[Place::State(StateType::Map)], asl422_distributed_in_express::check),
    },
    Entry {
        rule: &asl501_states_all_alone::RULE,
        check: Check::At(&[Place::Retrier, Place::Catcher], asl501_states_all_alone::check),
    },
    Entry {
        rule: &asl502_states_all_last::RULE,
        check: Check::At(
            &[Place::State(StateType::Task), Place::State(StateType::Parallel), Place::State(StateType::Map)],
            asl502_states_all_last::check,
        ),
    },
    Entry { rule: &asl503_unknown_error_name::RULE, check: Check::Machine(asl503_unknown_error_name::check) },
    Entry {
        rule: &asl504_unreachable_handler::RULE,
        check: Check::At(
            &[Place::State(StateType::Task), Place::State(StateType::Parallel), Place::State(StateType::Map)],
            asl504_unreachable_handler::check,
        ),
    },
    Entry {
        rule: &asl505_uncatchable_error::RULE,
        check: Check::At(&[Place::Retrier, Place::Catcher], asl505_uncatchable_error::check),
    },
    Entry { rule: &asl506_retrier_numbers::RULE, check: Check::At(&[Place::Retrier], asl506_retrier_numbers::check) },
    Entry {
        rule: &asl507_long_error::RULE,
        check: Check::At(&[Place::State(StateType::Fail)], asl507_long_error::check),
    },
    Entry { rule: &asl601_invalid_resource::RULE, check: Check::Task(asl601_invalid_resource::check) },
    Entry { rule: &asl602_unknown_integration::RULE, check: Check::Task(asl602_unknown_integration::check) },
    Entry { rule: &asl603_unsupported_pattern::RULE, check: Check::Task(asl603_unsupported_pattern::check) },
    Entry { rule: &asl604_express_integration::RULE, check: Check::Task(asl604_express_integration::check) },
    Entry { rule: &asl605_doubtful_resource::RULE, check: Check::Task(asl605_doubtful_resource::check) },
    Entry { rule: &asl606_unknown_parameter::RULE, check: Check::Task(asl606_unknown_parameter::check) },
    Entry { rule: &asl607_missing_parameter::RULE, check: Check::Task(asl607_missing_parameter::check) },
    Entry { rule: &asl608_token_not_passed::RULE, check: Check::Task(asl608_token_not_passed::check) },
    Entry { rule: &asl701_definition_too_large::RULE, check: Check::Machine(asl701_definition_too_large::check) },
    Entry { rule: &asl702_history_events::RULE, check: Check::Machine(asl702_history_events::check) },
    Entry { rule: &asl703_payload_too_large::RULE, check: Check::Object(asl703_payload_too_large::check) },
    Entry {
        rule: &asl704_too_long_for_type::RULE,
        check: Check::At(
            &[Place::Machine, Place::State(StateType::Task), Place::State(StateType::Wait)],
            asl704_too_long_for_type::check,
        ),
    },
    Entry { rule: &asl705_language_version::RULE, check: Check::At(&[Place::Machine], asl705_language_version::check) },
];

/// States of every type.
const STATES: &[Place] = &[
    Place::State(StateType::Task),
    Place::State(StateType::Pass),
    Place::State(StateType::Choice),
    Place::State(StateType::Wait),
    Place::State(StateType::Succeed),
    Place::State(StateType::Fail),
    Place::State(StateType::Parallel),
    Place::State(StateType::Map),
];

/// Every rule of this crate, sorted by code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    // A rule that looks at two kinds of things has two entries, one after the other.
    let mut last = "";
    REGISTRY.iter().map(|entry| entry.rule).filter(move |rule| std::mem::replace(&mut last, rule.code) != rule.code)
}

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}
