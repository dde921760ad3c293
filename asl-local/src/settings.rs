//! What a run is told beside its machine and input.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::expr::jsonata::Core;
use crate::program::Program;

/// The names of an execution.
#[derive(Debug, Clone)]
pub(crate) struct Identity {
    pub(crate) region: Arc<str>,
    pub(crate) account: Arc<str>,
    /// The name of the machine.
    pub(crate) machine: Arc<str>,
    /// The name of the execution.
    pub(crate) name: Arc<str>,
    /// The execution's ARN.
    pub(crate) arn: Arc<str>,
    pub(crate) role: Arc<str>,
}

/// Settings of a run.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) identity: Identity,
    pub(crate) express: bool,
    /// The moment that the clock starts at, in milliseconds since 1970.
    pub(crate) start: u64,
    /// What random numbers come from.
    pub(crate) seed: u64,
    /// What the order of ready strands comes from; `None` for first come, first served.
    pub(crate) interleaving: Option<u64>,
    /// Machines that a Task may start, by ARN or name.
    pub(crate) machines: IndexMap<String, Arc<Program>>,
    /// Evaluates JSONata.
    pub(crate) jsonata: Core,
}

/// 2026-01-01T00:00:00Z.
const START: u64 = 1_767_225_600_000;

impl Identity {
    /// The names of an execution of that machine.
    pub(crate) fn of(machine: &str, name: &str, express: bool) -> Identity {
        let (region, account) = ("us-east-1", "123456789012");
        let arn = if express {
            format!("arn:aws:states:{region}:{account}:express:{machine}:{name}:{name}")
        } else {
            format!("arn:aws:states:{region}:{account}:execution:{machine}:{name}")
        };
        Identity {
            region: region.into(),
            account: account.into(),
            machine: machine.into(),
            name: name.into(),
            arn: arn.into(),
            role: format!("arn:aws:iam::{account}:role/StepFunctions").into(),
        }
    }

    /// The ARN of the machine.
    pub(crate) fn machine_arn(&self) -> String {
        format!("arn:aws:states:{}:{}:stateMachine:{}", self.region, self.account, self.machine)
    }
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            identity: Identity::of("Machine", "execution", false),
            express: false,
            start: START,
            seed: 0,
            interleaving: None,
            machines: IndexMap::new(),
            jsonata: Core::new(),
        }
    }
}
