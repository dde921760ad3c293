//! The one list of rules. A rule that is not here does not run.

use std::sync::LazyLock;

use super::context::{Context, ObjectNode, ScopeNode};
use super::rules::*;
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
    /// The comments that allow what other rules found.
    Allowing,
    /// Each object of the language: the machine, a state, a retrier, a choice rule, …
    Object(ObjectCheck),
    /// Each object of these kinds.
    At(&'static [Place], ObjectCheck),
    /// Each object with fields that the model has no place for: unknown ones, and those with a value that does not fit.
    Extra(ObjectCheck),
    /// Each set of states: the machine's own, a branch's, a processor's.
    Scope(ScopeCheck),
    /// The machine as a whole.
    Machine(fn(&Context<'_>, &mut Vec<Diagnostic>)),
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

/// The rules about the objects of one kind, in the order of the registry.
#[derive(Default)]
struct Checks {
    all: Vec<ObjectCheck>,
    /// For objects without extra fields.
    without_extra: Vec<ObjectCheck>,
}

/// By [`Place::index`].
static CHECKS: LazyLock<Vec<Checks>> = LazyLock::new(|| {
    let checks = |place: Place| {
        let mut checks = Checks::default();
        for entry in REGISTRY {
            match entry.check {
                Check::Object(check) => {
                    checks.all.push(check);
                    checks.without_extra.push(check);
                }
                Check::At(places, check) if places.contains(&place) => {
                    checks.all.push(check);
                    checks.without_extra.push(check);
                }
                Check::Extra(check) => checks.all.push(check),
                _ => {}
            }
        }
        checks
    };
    Place::all().map(checks).collect()
});

static SCOPE_CHECKS: LazyLock<Vec<ScopeCheck>> = LazyLock::new(|| {
    let checks = REGISTRY.iter().map(|entry| entry.check);
    checks.filter_map(|check| if let Check::Scope(check) = check { Some(check) } else { None }).collect()
});

/// The rules that look at sets of states.
pub(super) fn scope_checks() -> &'static [ScopeCheck] {
    &SCOPE_CHECKS
}

/// The rules that look at an object.
pub(super) fn checks_of(place: Place, without_extra: bool) -> &'static [ObjectCheck] {
    match CHECKS.get(place.index()) {
        Some(checks) if without_extra => &checks.without_extra,
        Some(checks) => &checks.all,
        None => &[],
    }
}

/// Every rule of this crate, sorted by code.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    REGISTRY.iter().map(|entry| entry.rule)
}

/// The rule with this code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}
