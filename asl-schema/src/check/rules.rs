//! One rule, one file: what it is called, what it rests on, and the function that finds it. `docs/rules/ASLnnn.md` tells users.
//!
//! To add one: the file here with its `RULE` and `check`, a line in `registry.rs`, the page with a definition that fails and one that
//! passes; then `ASL_UPDATE=1 cargo test -p asl-schema --test it rules` writes the index and runs what the page says.

pub(crate) mod asl101_invalid_json;
pub(crate) mod asl102_not_an_object;
pub(crate) mod asl103_nested_too_deeply;
pub(crate) mod asl104_duplicate_key;
pub(crate) mod asl105_unknown_field;
pub(crate) mod asl106_misplaced_field;
pub(crate) mod asl107_field_of_other_language;
pub(crate) mod asl108_missing_field;
pub(crate) mod asl109_wrong_type;
pub(crate) mod asl110_unknown_word;
pub(crate) mod asl111_exclusive_fields;
pub(crate) mod asl112_number_out_of_range;
pub(crate) mod asl113_language_downgrade;
pub(crate) mod asl114_state_type;
pub(crate) mod asl115_state_name_length;
pub(crate) mod asl116_empty_list;
pub(crate) mod asl117_bad_timestamp;
pub(crate) mod asl118_credentials_without_role;
pub(crate) mod asl119_wait_without_duration;
pub(crate) mod asl120_heartbeat_not_below_timeout;
pub(crate) mod asl191_unknown_allowance;
pub(crate) mod asl192_unused_allowance;
pub(crate) mod asl201_missing_target;
pub(crate) mod asl202_unreachable_state;
pub(crate) mod asl203_no_terminal_state;
pub(crate) mod asl204_duplicate_state_name;
pub(crate) mod asl205_no_transition;
pub(crate) mod asl206_target_outside;
pub(crate) mod asl207_inescapable_loop;
pub(crate) mod asl208_unreachable_choice;
pub(crate) mod asl301_invalid_path;
pub(crate) mod asl302_not_reference_path;
pub(crate) mod asl303_result_path_root;
pub(crate) mod asl304_template_value;
pub(crate) mod asl305_intrinsic_arguments;
pub(crate) mod asl306_template_key_clash;
pub(crate) mod asl307_missing_dollar;
pub(crate) mod asl308_static_result;
pub(crate) mod asl309_path_in_plain_field;
pub(crate) mod asl310_half_delimited;
pub(crate) mod asl311_invalid_expression;
pub(crate) mod asl312_unsupported_reference;
pub(crate) mod asl313_unknown_states_member;
pub(crate) mod asl314_undefined_variable;
pub(crate) mod asl315_unassigned_variable;
pub(crate) mod asl316_variable_out_of_scope;
pub(crate) mod asl317_variable_shadowing;
pub(crate) mod asl318_variable_name;
pub(crate) mod asl319_unknown_function;
pub(crate) mod asl320_function_arguments;
pub(crate) mod asl322_expression_too_deep;
pub(crate) mod asl323_later_operator;
pub(crate) mod asl324_unknown_context_field;
pub(crate) mod asl325_expression_in_jsonpath;
pub(crate) mod asl326_path_in_jsonata;
pub(crate) mod asl327_unused_variable;
pub(crate) mod asl328_doubtful_path;
pub(crate) mod asl331_absent_field;
pub(crate) mod asl332_unread_result;
pub(crate) mod asl401_choice_rule_test;
pub(crate) mod asl402_choice_rule_next;
pub(crate) mod asl403_choice_operand_type;
pub(crate) mod asl404_condition_not_expression;
pub(crate) mod asl411_map_without_processor;
pub(crate) mod asl412_distributed_execution_type;
pub(crate) mod asl413_distributed_field;
pub(crate) mod asl414_bad_label;
pub(crate) mod asl415_duplicate_label;
pub(crate) mod asl416_reader_resource;
pub(crate) mod asl417_reader_config;
pub(crate) mod asl418_batcher_without_size;
pub(crate) mod asl419_empty_result_writer;
pub(crate) mod asl420_inline_concurrency;
pub(crate) mod asl421_s3_location;
pub(crate) mod asl422_distributed_in_express;
pub(crate) mod asl501_states_all_alone;
pub(crate) mod asl502_states_all_last;
pub(crate) mod asl503_unknown_error_name;
pub(crate) mod asl504_unreachable_handler;
pub(crate) mod asl505_uncatchable_error;
pub(crate) mod asl506_retrier_numbers;
pub(crate) mod asl507_long_error;
pub(crate) mod asl601_invalid_resource;
pub(crate) mod asl602_unknown_integration;
pub(crate) mod asl603_unsupported_pattern;
pub(crate) mod asl604_express_integration;
pub(crate) mod asl605_doubtful_resource;
pub(crate) mod asl606_unknown_parameter;
pub(crate) mod asl607_missing_parameter;
pub(crate) mod asl608_token_not_passed;
pub(crate) mod asl701_definition_too_large;
pub(crate) mod asl702_history_events;
pub(crate) mod asl703_payload_too_large;
pub(crate) mod asl704_too_long_for_type;
pub(crate) mod asl705_language_version;

use serde_json::Value;

use crate::diagnostic::Rule;

/// Whether findings of the rule say that a value has the wrong JSON type.
pub(super) fn is_about_type(rule: &Rule) -> bool {
    *rule == asl109_wrong_type::RULE || *rule == asl403_choice_operand_type::RULE
}

/// What a value is, for a sentence: "a string".
pub(crate) fn describe(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// "one of `A`, `B`, `C`".
pub(crate) fn one_of(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("one of {}", words.join(", "))
}
